"""articles/*.md: front matter between two `---` lines, then the text, kept verbatim."""

from __future__ import annotations

from pathlib import Path

from kb_index import items
from kb_index.fields import Fields, source_error
from kb_index.files import read_text
from kb_index.records import Article, Place
from kb_index.yaml_files import read_mapping


def read_markdown(path: Path, default_id: str, lang: str = "") -> Article:
    """One article. default_id: its id where the front matter has none; lang likewise. Raises SourceError."""
    place = Place(str(path), 1)
    front, text = split_front_matter(read_text(path), place)
    item = read_mapping(front, Place(place.file, 2))
    fields = Fields(item.values, place, "The article", item.lines)
    fields.only(items.FRONT_KEYS)
    made = items.article(fields, text, default_id, lang)
    return made


def split_front_matter(text: str, place: Place) -> tuple[str, str]:
    """(front matter, rest) of a Markdown file. Raises SourceError where either `---` is missing."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        raise source_error(
            place, "The article has no front matter.", "Begin it with ---, then id, title and lang, then ---."
        )
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == "---":
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]).strip("\n")
    raise source_error(place, "The front matter does not end.", "Put a line --- after it.")
