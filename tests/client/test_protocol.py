"""The page, the schema and the code say the same; lines survive the round trip and bad ones are refused kindly."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_assist import protocol
from agent_assist.datatypes import (
    Card,
    ChecklistItem,
    Evidence,
    ItemState,
    Prompt,
    Speaker,
    Utterance,
)
from agent_assist.errors import ProtocolError, SourceError

PAGE = (Path(__file__).parents[2] / "docs" / "protocol.md").read_text("utf-8")

plain_json = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def rows(heading: str) -> dict[str, str]:
    """First column → second column of the table under a heading of the page."""
    part = PAGE.split(f"## {heading}", 1)[1].split("\n## ", 1)[0]
    return dict(re.findall(r"^\| `(\w+)` \| (.*?) \|", part, flags=re.MULTILINE))


@pytest.mark.parametrize(("heading", "side"), [("Commands", "commands"), ("Updates", "updates")])
def test_the_page_names_every_message_and_every_key(heading: str, side: str) -> None:
    written = rows(heading)
    defined = protocol.schema()["$defs"][side]
    assert set(written) == set(defined)
    common = {"cmd", "id", "type", "re", "contact", "at", "seq"}
    for name, definition in defined.items():
        for key in set(definition["properties"]) - common:
            assert f"`{key}`" in written[name], f"{heading} {name}: {key} is not on the page"


@given(st.dictionaries(st.text(max_size=8), plain_json, max_size=5))
def test_a_message_survives_its_line(message: dict[str, Any]) -> None:
    line = protocol.encode(message)
    assert "\n" not in line
    assert protocol.decode(line) == message
    assert protocol.decode(line.encode()) == message


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"nonsense",
        b"[1]",
        b'"text"',
        b"\xff\xfe",
        b"{" * 200_000,
        b"[" * 100_000,
        b" " * (protocol.MAX_LINE_BYTES + 1),
        b'{"text":"\\uD800"}',
    ],
    ids=["empty", "words", "list", "string", "not-utf8", "braces", "deep", "long", "half-a-character"],
)
def test_a_bad_line_is_a_protocol_error(line: bytes) -> None:
    with pytest.raises(ProtocolError):
        protocol.decode(line)


@pytest.mark.parametrize(
    ("command", "field"),
    [
        ({"cmd": "nope"}, "cmd"),
        ({}, "cmd"),
        ({"cmd": "hello"}, "version"),
        ({"cmd": "say", "contact": "a", "speaker": "boss", "text": "x"}, "speaker"),
        ({"cmd": "say", "contact": "a", "speaker": "agent", "text": "x" * 8001}, "text"),
        ({"cmd": "say", "contact": "", "speaker": "agent", "text": "x"}, "contact"),
        ({"cmd": "say", "contact": "a", "speaker": "agent", "text": "x", "at": -1}, "at"),
        ({"cmd": "stop", "contact": "a", "colour": 1}, "colour"),
        (
            {"cmd": "restore", "contact": "a", "channel": "chat", "lines": [{"text": 3, "speaker": "agent", "at": 0}]},
            "lines.0.text",
        ),
    ],
)
def test_a_wrong_command_names_its_field(command: dict[str, Any], field: str) -> None:
    with pytest.raises(ProtocolError) as caught:
        protocol.check_command(command)
    assert caught.value.field == field
    assert field in str(caught.value)


def test_a_wrong_command_is_not_quoted_back() -> None:
    """What was said must not reach an error message, which may be logged."""
    with pytest.raises(ProtocolError) as caught:
        protocol.check_command({"cmd": "say", "contact": "a", "speaker": "agent", "text": ["my card is 4111"]})
    assert "4111" not in str(caught.value)


def test_every_builder_follows_the_schema() -> None:
    utterance = Utterance("u1", Speaker.CUSTOMER, "Hej", 1.23456, 2.0, "sv", 0.987654321)
    evidence = Evidence("u1", 1.23456, "Hej", 0.99999)
    card = Card("a", "a#0", "T", "R", 0.91234567, "S", "W", "sv", missing=("x",))
    prompt = Prompt("r", "owed", "T", "S", "required", 1.0, 30.0, evidence, {"rule": "r"})
    items = protocol.checklist_items([ChecklistItem("r", "T", ItemState.OWED, 30.0, evidence)])
    updates = [
        protocol.utterance_update(utterance),
        protocol.suggestions_update(1.5, "u1", [card], "", {"encode": 1.23456}),
        protocol.prompt_update(prompt),
        {"type": "checklist", "at": 0.0, "items": items},
        protocol.note_update("u1", "call back", True, 2.0),
        protocol.error_update(SourceError("what", "next"), re=7),
    ]
    for update in updates:
        protocol.check_update(update)
        assert json.loads(protocol.encode(update)) == update
    assert updates[0]["at"] == 1.235
    assert "stage_ms" not in protocol.without_timings(updates[1])
