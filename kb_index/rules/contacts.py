"""Stored contacts, with labels where people have judged them, as `.jsonl` (docs/formats.md)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from agent_assist.datatypes import Channel, ItemState, Speaker
from agent_assist.errors import SourceError, UsageError
from agent_assist.guidance.rules import TestLine

#: What a rule may be labelled as: how it stands when the contact closes, or advice.
LABELS = (*(str(state) for state in ItemState), "advice")
_HEADER = ("channel", "lang", "title", "attributes")
_LINE = ("id", "at", "end", "speaker", "text", "lang", "confidence")


@dataclass(frozen=True, slots=True)
class StoredContact:
    """One contact. labels: state by rule id, of every rule that was to fire or be met; None where nobody judged it."""

    name: str
    channel: Channel
    lang: str
    lines: tuple[TestLine, ...]
    attributes: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] | None = None

    @property
    def until(self) -> float:
        """When it closes: the end of what was said last."""
        return max((line.end for line in self.lines), default=0.0)


def read_contacts(paths: Sequence[Path]) -> tuple[StoredContact, ...]:
    """The contacts of files and of the `.jsonl` below folders. A file may hold several, each begun by its header."""
    files = [file for path in paths for file in (sorted(path.rglob("*.jsonl")) if path.is_dir() else [path])]
    contacts = tuple(contact for file in files for contact in _contacts(file))
    if not contacts:
        raise UsageError("There are no contacts.", "Name a folder or files of transcripts (.jsonl).")
    return contacts


def _contacts(path: Path) -> Iterator[StoredContact]:
    try:
        rows = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as problem:
        raise SourceError("The file cannot be read as UTF-8 text.", "Check it.", file=str(path)) from problem
    header: dict[str, Any] = {}
    lines: list[TestLine] = []
    count = 0
    for number, row in enumerate(rows, 1):
        if not row.strip():
            continue
        raw = _object(row, path, number)
        if "contact" in raw:
            if lines:
                count += 1
                yield _contact(header, lines, path, count)
            header, lines = _header(raw, path, number), []
        else:
            lines.append(_line(raw, path, number, lines[-1].at if lines else 0.0))
    if lines:
        yield _contact(header, lines, path, count + 1)


def _object(row: str, path: Path, number: int) -> dict[str, Any]:
    try:
        raw = json.loads(row)
    except (ValueError, RecursionError) as problem:
        raise _wrong("The line is not JSON", path, number) from problem
    if not isinstance(raw, dict):
        raise _wrong("The line is not a JSON object", path, number)
    return raw


def _wrong(what: str, path: Path, number: int) -> SourceError:
    return SourceError(f"{what}.", "docs/formats.md shows the form.", file=str(path), line=number)


def _header(raw: dict[str, Any], path: Path, number: int) -> dict[str, Any]:
    contact, labels = raw["contact"], raw.get("labels")
    if not set(raw) <= {"contact", "labels"} or not isinstance(contact, dict) or not set(contact) <= set(_HEADER):
        raise _wrong(f"A header holds “contact” ({', '.join(_HEADER)}) and “labels”", path, number)
    if contact.get("channel", "call") not in tuple(Channel):
        raise _wrong("“channel” must be call or chat", path, number)
    if labels is not None and (not isinstance(labels, dict) or any(state not in LABELS for state in labels.values())):
        raise _wrong(f"“labels” must give each rule one of {', '.join(LABELS)}", path, number)
    if not isinstance(contact.get("attributes", {}), dict):
        raise _wrong("“attributes” must be an object", path, number)
    return {**contact, "labels": labels}


def _line(raw: dict[str, Any], path: Path, number: int, earliest: float) -> TestLine:
    for key in raw:
        if key not in _LINE:
            raise _wrong(f"The line has an unknown key “{key}”", path, number)
    at, text = raw.get("at"), raw.get("text")
    if raw.get("speaker") not in tuple(Speaker):
        raise _wrong("“speaker” must be agent or customer", path, number)
    if not isinstance(text, str) or not text.strip():
        raise _wrong("“text” must be words", path, number)
    times = (at, raw.get("end", at), raw.get("confidence", 1.0))
    if any(isinstance(value, bool) or not isinstance(value, int | float) for value in times):
        raise _wrong("“at”, “end” and “confidence” must be numbers", path, number)
    at, end, confidence = (float(value) for value in times if value is not None)
    if at < earliest or end < at:
        raise _wrong("The lines must stand in order of time", path, number)
    speaker, own_id = Speaker(raw["speaker"]), str(raw.get("id", f"line-{number}"))
    return TestLine(at, speaker, text, end, own_id, raw.get("lang"), confidence)


def _contact(header: dict[str, Any], lines: list[TestLine], path: Path, count: int) -> StoredContact:
    name = str(header.get("title") or f"{path.stem} {count}")
    return StoredContact(
        name,
        Channel(header.get("channel", "call")),
        str(header.get("lang") or "en"),
        tuple(lines),
        dict(header.get("attributes") or {}),
        header.get("labels"),
    )
