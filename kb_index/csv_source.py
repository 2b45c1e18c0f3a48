"""CSV: a header with the names of the JSON Lines keys, one article a record; list items are separated by `|`."""

from __future__ import annotations

import csv
from pathlib import Path

from agent_assist.errors import SourceError
from kb_index import items
from kb_index.fields import Fields, source_error
from kb_index.files import MAX_LINE, MAX_TABLE_BYTES, Report, sized
from kb_index.records import Article, Place

_KEYS = tuple(key for key in items.ARTICLE_KEYS if key != "attributes")


def read_csv(path: Path, report: Report, lang: str = "") -> list[Article]:
    """Every article of the file; what is wrong with a record goes to `report` and the record is left out.

    Columns named `attributes.NAME` become attributes.
    """
    found: list[Article] = []
    line = 1
    csv.field_size_limit(MAX_LINE)
    try:
        with sized(path, MAX_TABLE_BYTES).open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.reader(stream, strict=True)
            header = [name.strip() for name in next(reader, [])]
            _check_header(header, Place(str(path), 1))
            while True:
                line = reader.line_num + 1
                row = next(reader, None)
                if row is None:
                    return found
                if not any(cell.strip() for cell in row):
                    continue
                try:
                    found.append(_article(header, row, Place(str(path), line), lang))
                except SourceError as problem:
                    report(problem)
    except SourceError as problem:
        report(problem)
    except UnicodeDecodeError:
        report(source_error(Place(str(path), line), "The file is not UTF-8.", "Save it as CSV UTF-8."))
    except csv.Error as problem:
        report(source_error(Place(str(path), line), f"The record is not valid CSV ({problem}).", "Correct its quotes."))
    except OSError as problem:
        report(source_error(Place(str(path)), f"The file cannot be read ({problem.strerror}).", "Check its path."))
    return found


def _check_header(header: list[str], place: Place) -> None:
    plain = [name for name in header if not name.startswith("attributes.")]
    Fields(dict.fromkeys(plain), place, "The header").only(_KEYS)
    if len(set(header)) < len(header):
        raise source_error(place, "A column name stands twice in the header.", "Rename or remove one.")
    for needed in ("id", "title"):
        if needed not in header:
            raise source_error(place, f"The header has no column “{needed}”.", f"Its names may be: {', '.join(_KEYS)}.")


def _article(header: list[str], row: list[str], place: Place, lang: str) -> Article:
    if len(row) > len(header):
        raise source_error(
            place,
            f"The record has {len(row)} fields, the header {len(header)}.",
            "Put texts with commas in quotation marks.",
        )
    values: dict[str, object] = {}
    attributes: dict[str, str] = {}
    for name, cell in zip(header, row, strict=False):
        if name.startswith("attributes."):
            attributes[name.removeprefix("attributes.")] = cell
        else:
            values[name] = cell
    values["attributes"] = {name: cell for name, cell in attributes.items() if cell}
    fields = Fields(values, place, "The article")
    text = fields.text("text", "", strip=False).replace("\r\n", "\n").strip("\n")
    return items.article(fields, text, lang=lang, split="|")
