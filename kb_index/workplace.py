"""Where a build works: aside, one at a time into a folder of bundles, and cleared when it was killed."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from agent_assist.errors import BundleError
from kb_index.models import cache_folder


@dataclass(frozen=True, slots=True)
class Workplace:
    """bundle: the unfinished bundle.  aside: for files that do not go into it.  cache: what outlives the build."""

    bundle: Path
    aside: Path
    cache: Path


@contextmanager
def workplace(out: Path) -> Iterator[Workplace]:
    """Folders for a build into `out`, which is made when missing. Raises BundleError when another one is under way."""
    out.mkdir(parents=True, exist_ok=True)
    cache = cache_folder() / "builds" / hashlib.sha256(str(out.resolve()).encode()).hexdigest()[:16]
    cache.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(cache / "lock", timeout=0):
            _clear(cache)
            folder = Path(tempfile.mkdtemp(prefix=".building-", dir=out))
            # Remembered, so that the next build removes what one that was killed left behind, and nothing else.
            (cache / "under-way").write_text(str(folder.resolve()), encoding="utf-8")
            try:
                (folder / "bundle").mkdir()
                yield Workplace(folder / "bundle", folder, cache)
            finally:
                _clear(cache)
    except Timeout:
        raise BundleError(
            "Another build into this folder is under way.", "Wait until it has ended.", file=str(out)
        ) from None


def _clear(cache: Path) -> None:
    note = cache / "under-way"
    if note.is_file():
        folder = Path(note.read_text(encoding="utf-8"))
        if folder.name.startswith(".building-"):
            shutil.rmtree(folder, ignore_errors=True)
        note.unlink()
