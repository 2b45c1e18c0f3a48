"""articles/*.md: front matter between two `---` lines where there is one, then the text, kept verbatim."""

from __future__ import annotations

import re
from pathlib import Path

from kb_index import items
from kb_index.fields import Fields, source_error
from kb_index.files import read_text
from kb_index.records import Article, Place
from kb_index.yaml_files import read_mapping

_HEADING = re.compile(r"\s*#[ \t]+(\S.*?)(?:[ \t]+#+)?[ \t]*(?:\n|$)")


def read_markdown(path: Path, default_id: str, lang: str = "") -> Article:
    """One article. default_id: its id where the front matter has none; lang likewise. Raises SourceError.

    Pages of wikis have no front matter: without a `title` there, the heading that a page begins with is its title (and
    no longer part of its text), else the file's name.
    """
    place = Place(str(path), 1)
    front, text = split_front_matter(read_text(path), place)
    item = read_mapping(front, Place(place.file, 2))
    values = item.values
    if not values.get("title") and text.strip():
        heading = _HEADING.match(text)
        title = heading[1] if heading else " ".join(re.split(r"[-_\s]+", path.stem))
        text = text[heading.end() :].strip("\n") if heading else text
        values = {**values, "title": title}
    fields = Fields(values, place, "The article", item.lines)
    fields.only(items.FRONT_KEYS)
    return items.article(fields, text, default_id, lang)


def split_front_matter(text: str, place: Place) -> tuple[str, str]:
    """(front matter, rest) of a Markdown file, "" where it has none. Raises SourceError where its end is missing."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return "", text.strip("\n")
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == "---":
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]).strip("\n")
    raise source_error(place, "The front matter does not end.", "Put a line --- after it.")
