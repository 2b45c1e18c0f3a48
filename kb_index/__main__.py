"""`python -m kb_index` is `kb-index`."""

from kb_index.cli import main

main()
