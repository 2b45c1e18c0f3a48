"""Transcripts as files (docs/formats.md, contacts): what replay and the demo play."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from agent_assist.datatypes import Channel, Speaker, Utterance, language_tag
from agent_assist.errors import SourceError

_MAX_BYTES = 32 * 1024 * 1024
_LINE_KEYS = {"id", "at", "end", "speaker", "text", "lang", "confidence"}
#: labels: how the rules stood in truth, for those who prove rules; a replay does without.
_HEADER_KEYS = {"channel", "lang", "title", "attributes", "labels"}


@dataclass(frozen=True, slots=True)
class ContactFile:
    """A contact read from a file: who and what it is, and its utterances in order of time."""

    channel: Channel
    lang: str | None
    title: str
    attributes: Mapping[str, Any] = field(default_factory=dict)
    utterances: tuple[Utterance, ...] = ()


def _header(raw: Any, path: Path) -> dict[str, Any]:
    if not isinstance(raw, dict) or not set(raw) <= _HEADER_KEYS:
        raise SourceError(
            f"The contact header may hold {', '.join(sorted(_HEADER_KEYS))}.", "Mend the line.", file=str(path), line=1
        )
    if raw.get("channel", "call") not in tuple(Channel):
        raise SourceError("'channel' must be call or chat.", "Mend the line.", file=str(path), line=1)
    if not isinstance(raw.get("attributes", {}), dict):
        raise SourceError("'attributes' must be an object.", "Mend the line.", file=str(path), line=1)
    if not isinstance(raw.get("lang") or "", str):
        raise SourceError("'lang' must be a language tag.", "Mend the line.", file=str(path), line=1)
    return raw


def _utterance(raw: Any, number: int, path: Path, earliest: float) -> Utterance:
    def wrong(what: str) -> SourceError:
        return SourceError(what, "Mend the line.", file=str(path), line=number)

    if not isinstance(raw, dict):
        raise wrong("The line is not a JSON object.")
    unknown = sorted(set(raw) - _LINE_KEYS)
    if unknown:
        raise wrong(f"Unknown key '{unknown[0]}'.")
    speaker, text, at = raw.get("speaker"), raw.get("text"), raw.get("at")
    if speaker not in tuple(Speaker):
        raise wrong("'speaker' must be agent or customer.")
    if not isinstance(text, str) or not text.strip():
        raise wrong("'text' must be words.")
    if isinstance(at, bool) or not isinstance(at, (int, float)) or at < 0:
        raise wrong("'at' must be seconds from the contact's start.")
    end = raw.get("end", at)
    if isinstance(end, bool) or not isinstance(end, (int, float)) or end < at:
        raise wrong("'end' must not be before 'at'.")
    if not isinstance(raw.get("lang") or "", str):
        raise wrong("'lang' must be a language tag.")
    if end < earliest:
        raise wrong("The lines must stand in order of time.")
    return Utterance(
        id=str(raw.get("id", f"u{number}")),
        speaker=Speaker(speaker),
        text=text,
        at=float(at),
        end=float(end),
        lang=language_tag(raw.get("lang") or "") or None,
        confidence=float(raw.get("confidence", 1.0)),
    )


def read_transcript(path: Path) -> ContactFile:
    """The contact in a transcript `.jsonl`; SourceError names the file and line that is wrong."""
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise SourceError("The transcript is larger than 32 MiB.", "Split it.", file=str(path))
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SourceError(
            f"The transcript cannot be read: {error.strerror}.", "Check the path.", file=str(path)
        ) from error
    except UnicodeDecodeError as error:
        raise SourceError("The transcript is not UTF-8.", "Save it as UTF-8.", file=str(path)) from error
    header: dict[str, Any] = {}
    utterances: list[Utterance] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            raw = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise SourceError("The line is not JSON.", "Mend the line.", file=str(path), line=number) from error
        if not utterances and not header and isinstance(raw, dict) and "contact" in raw:
            header = _header(raw["contact"], path)
            continue
        earliest = utterances[-1].end if utterances else 0.0
        utterances.append(_utterance(raw, number, path, earliest))
    return ContactFile(
        channel=Channel(header.get("channel", "call")),
        lang=language_tag(header.get("lang") or "") or None,
        title=str(header.get("title", path.stem)),
        attributes=header.get("attributes", {}),
        utterances=tuple(utterances),
    )
