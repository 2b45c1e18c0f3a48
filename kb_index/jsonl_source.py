"""JSON Lines: one article or question a line. Short values of other systems' keys become attributes.

Misspelt keys of ours are errors.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from agent_assist.errors import SourceError
from kb_index import items
from kb_index.fields import Fields, source_error
from kb_index.files import MAX_LINE, MAX_TABLE_BYTES, Report, sized
from kb_index.records import Article, Place, Question


def read_articles(path: Path, report: Report, lang: str = "") -> list[Article]:
    """Every article of the file; what is wrong with a line goes to `report` and the line is left out."""
    found = []
    for fields in read_objects(path, "The article", report):
        try:
            fields.only(items.ARTICLE_KEYS, others_allowed=True)
            fields = fields.with_others(items.ARTICLE_KEYS)
            found.append(items.article(fields, fields.text("text", "", strip=False).strip("\n"), lang=lang))
        except SourceError as problem:
            report(problem)
    return found


def read_questions(path: Path, report: Report, lang: str = "") -> list[Question]:
    """Every question of the file, likewise."""
    found = []
    for fields in read_objects(path, "The question", report):
        try:
            fields.only(items.QUESTION_KEYS, others_allowed=True)
            found.append(items.question(fields.with_others(items.QUESTION_KEYS), lang))
        except SourceError as problem:
            report(problem)
    return found


def read_objects(path: Path, noun: str, report: Report) -> Iterator[Fields]:
    """The fields of each line's JSON object. noun: what a line is called in messages."""
    number = 0
    try:
        with sized(path, MAX_TABLE_BYTES).open("rb") as stream:
            while raw := stream.readline(MAX_LINE + 1):
                number += 1
                place = Place(str(path), number)
                if len(raw) > MAX_LINE:
                    raise source_error(place, f"The line is longer than {MAX_LINE} bytes.", "Divide the article.")
                if raw.strip(b"\xef\xbb\xbf \t\r\n"):
                    try:
                        yield Fields(_object(raw, place), place, noun)
                    except SourceError as problem:
                        report(problem)
    except SourceError as problem:
        report(problem)
    except OSError as problem:
        report(source_error(Place(str(path)), f"The file cannot be read ({problem.strerror}).", "Check its path."))


def _object(raw: bytes, place: Place) -> dict[str, Any]:
    try:
        value = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_pairs, parse_constant=_constant)
    except UnicodeDecodeError:
        raise source_error(place, "The line is not UTF-8.", "Save the file as UTF-8.") from None
    except RecursionError:
        raise source_error(place, "The line is nested too deeply.", "Make it flat.") from None
    except ValueError as problem:
        raise source_error(place, f"The line is not JSON ({problem}).", "Write one JSON object a line.") from None
    if not isinstance(value, dict):
        raise source_error(place, "The line is not a JSON object.", 'Write one {"id": …} a line.')
    return value


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("a key stands twice")
    return made


def _constant(word: str) -> float:
    raise ValueError(f"{word} is no JSON number")
