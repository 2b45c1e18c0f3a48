"""Commands and updates as JSON lines, version 1 (docs/protocol.md). The one language between engine and front ends."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from agent_assist.datatypes import Card, ChecklistItem, Evidence, Prompt, Unfinished, Utterance, fields_of
from agent_assist.errors import ProtocolError, UserFacingError

VERSION = 1
#: A longer line is refused before it is parsed.
MAX_LINE_BYTES = 1 << 20
#: The longest utterance that is taken in; nobody says or types more at once.
MAX_TEXT = 8000
#: Of a field's name that a client made up, so much is told back.
_MAX_NAME = 100
#: The schema uses nothing that newer drafts changed; this is the newest that the compiler knows.
_DIALECT = "http://json-schema.org/draft-07/schema#"

Update = dict[str, Any]
Command = dict[str, Any]


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of both directions: `$defs.commands.<cmd>` and `$defs.updates.<type>`."""
    loaded: dict[str, Any] = json.loads(files("agent_assist").joinpath("protocol_schema.json").read_text("utf-8"))
    return loaded


@cache
def _validator(direction: str, name: str) -> Callable[[Mapping[str, Any]], object]:
    """The schema as a compiled function: a command is checked in microseconds."""
    from fastjsonschema import compile as compiled

    part: dict[str, Any] = {"$schema": _DIALECT, "$ref": f"#/$defs/{direction}/{name}", "$defs": schema()["$defs"]}
    check: Callable[[Mapping[str, Any]], object] = compiled(part, use_default=False)
    return check


def _check(direction: str, name: object, message: Mapping[str, Any], key: str) -> None:
    known = schema()["$defs"][direction]
    if not isinstance(name, str) or name not in known:
        raise ProtocolError(f"'{key}' must be one of: {', '.join(known)}.", field=key)
    from fastjsonschema import JsonSchemaValueException

    try:
        _validator(direction, name)(message)
    except JsonSchemaValueException as error:
        raise _refused(error) from None


def _refused(error: Any) -> ProtocolError:
    """What a person can act on: the field and what it must be. error: a JsonSchemaValueException."""
    path, rule, wanted = list(error.path[1:]), error.rule, error.rule_definition
    reason = {
        "required": "is missing",
        "additionalProperties": "is not known here",
        "type": f"must be of type {wanted}",
        "enum": f"must be one of {wanted}",
        "const": f"must be {wanted}",
        "maxLength": f"is longer than {wanted} characters",
        "minLength": "must not be empty",
    }.get(rule, f"breaks the rule '{rule}'")
    if rule == "required":
        path += [part for part in wanted if part not in error.value][:1]
    elif rule == "additionalProperties":
        path += [part for part in error.value if part not in error.definition.get("properties", {})][:1]
    field = ".".join(str(part) for part in path)[:_MAX_NAME]
    return ProtocolError(f"'{field}': {reason}.", "See docs/protocol.md.", field=field or None)


def check_command(command: Mapping[str, Any]) -> None:
    """Raise ProtocolError naming the field where `command` does not follow the schema."""
    _check("commands", command.get("cmd"), command, "cmd")


def check_update(update: Mapping[str, Any]) -> None:
    """Raise ProtocolError naming the field where `update` does not follow the schema."""
    _check("updates", update.get("type"), update, "type")


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def encode(message: Mapping[str, Any]) -> str:
    """One line, without its newline; the same message always gives the same bytes."""
    return _ENCODER.encode(message)


def decode(line: str | bytes) -> dict[str, Any]:
    """A line as a JSON object; ProtocolError for one too long, not UTF-8, not JSON, too deep, or no object."""
    if len(line) > MAX_LINE_BYTES:
        raise ProtocolError(f"The line is longer than {MAX_LINE_BYTES} bytes.", "Send less at once.")
    try:
        message = json.loads(line)
    except RecursionError as error:
        raise ProtocolError("The line is nested too deep.") from error
    except (UnicodeDecodeError, ValueError) as error:
        raise ProtocolError("The line is not JSON.", "Send one JSON object a line.") from error
    if not isinstance(message, dict):
        raise ProtocolError("The line is not a JSON object.", "Send one JSON object a line.")
    if "\\ud" in _text(line).casefold() and _has_surrogate(message):
        raise ProtocolError("The line holds half of a character (a lone surrogate).", "Send whole characters.")
    return message


def _text(line: str | bytes) -> str:
    return line if isinstance(line, str) else line.decode("utf-8", "replace")


def _has_surrogate(message: Mapping[str, Any]) -> bool:
    """Lone surrogates pass JSON but break every UTF-8 writer behind it."""
    try:
        encode(message).encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def seconds(value: float) -> float:
    """A time for the wire: milliseconds are enough, and the rounding keeps replays byte-identical."""
    return round(float(value), 3)


def _evidence(evidence: Evidence | None) -> dict[str, Any] | None:
    if evidence is None:
        return None
    return {**fields_of(evidence), "at": seconds(evidence.at), "score": round(evidence.score, 4)}


def utterance_update(utterance: Utterance) -> Update:
    """`utterance`: one line of the transcript."""
    more: Update = {"spoken": utterance.spoken} if utterance.spoken else {}
    if utterance.corrected:
        more["corrected"] = True
    return {
        "type": "utterance",
        "at": seconds(utterance.at),
        "id": utterance.id,
        "speaker": str(utterance.speaker),
        "text": utterance.text,
        "end": seconds(utterance.end),
        "lang": utterance.lang,
        "confidence": round(utterance.confidence, 4),
        "final": utterance.final,
        **more,
    }


def unfinished_update(line: Unfinished) -> Update:
    """`utterance` with `final` false: a line that is still being spoken."""
    return {
        "type": "utterance",
        "at": seconds(line.at),
        "id": line.id,
        "speaker": str(line.speaker),
        "text": line.committed + line.tentative,
        "end": seconds(line.end),
        "lang": line.lang,
        "confidence": 0.0,
        "final": False,
        "committed": line.committed,
        "tentative": line.tentative,
        "revision": line.revision,
    }


def card_json(card: Card) -> dict[str, Any]:
    """A card as it stands in `suggestions` and `results`."""
    because = None
    if card.because is not None:
        because = {**fields_of(card.because), "near": round(card.because.near, 4), "shared": list(card.because.shared)}
    return {
        **fields_of(card),
        "confidence": round(card.confidence, 4),
        "missing": list(card.missing),
        "because": because,
    }


def suggestions_update(
    at: float, utterance_id: str, cards: Iterable[Card], reason: str, stage_ms: Mapping[str, float]
) -> Update:
    """`suggestions`: the whole panel as it should stand; no items clears it."""
    return {
        "type": "suggestions",
        "at": seconds(at),
        "utterance_id": utterance_id,
        "items": [card_json(card) for card in cards],
        "reason": reason,
        "stage_ms": {stage: round(value, 3) for stage, value in stage_ms.items()},
    }


def prompt_update(prompt: Prompt) -> Update:
    """`prompt`: what guidance tells the agent, with its proof."""
    return {
        "type": "prompt",
        "at": seconds(prompt.at),
        "rule_id": prompt.rule_id,
        "state": prompt.state,
        "title": prompt.title,
        "say": prompt.say,
        "severity": prompt.severity,
        "deadline": None if prompt.deadline is None else seconds(prompt.deadline),
        "evidence": _evidence(prompt.evidence),
        "why": dict(prompt.why),
    }


def note_update(utterance_id: str, text: str, mark: bool, at: float) -> Update:
    """`note`: what stands beside a line of the transcript now."""
    return {"type": "note", "at": seconds(at), "utterance": utterance_id, "text": text, "mark": mark}


def checklist_items(items: Iterable[ChecklistItem]) -> list[dict[str, Any]]:
    """The checklist's lines as they stand in `checklist` and `summary`."""
    return [
        {
            "rule_id": item.rule_id,
            "title": item.title,
            "state": str(item.state),
            "deadline": None if item.deadline is None else seconds(item.deadline),
            "evidence": _evidence(item.evidence),
        }
        for item in items
    ]


def error_update(error: UserFacingError, re: object = None) -> Update:
    """`error`: what happened and what to do next."""
    place = f"{error.file}:{error.line}" if error.line is not None else error.file
    what = f"{place}: {error.what}" if place else error.what
    update: Update = {"type": "error", "code": error.code, "what": what, "next": error.next_step}
    if isinstance(error, ProtocolError) and error.field:
        update["field"] = error.field
    if re is not None:
        update["re"] = re
    return update


def without_timings(update: Update) -> Update:
    """The update without what differs from run to run (measured milliseconds)."""
    return {key: value for key, value in update.items() if key not in ("stage_ms", "lag_ms")}
