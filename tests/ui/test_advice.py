"""Advice waits while the agent speaks or types; what is owed never does."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from agent_assist.datatypes import Prompt
from agent_assist.ui import advice
from agent_assist.ui.card_stand import PATIENCE

PROMPT = Prompt("slower", "advice", "Speak slower", "", "note", 10.0)


def update(state: str, rule: str = "slower") -> dict[str, Any]:
    return {
        "type": "prompt", "contact": "", "at": 30.0, "rule_id": rule, "state": state, "title": f"{state} {rule}",
        "say": "", "severity": "note", "deadline": None, "evidence": None, "why": {},
    }  # fmt: skip


def test_advice_waits_for_the_agent_and_no_longer_than_patience() -> None:
    waiting = advice.came({}, PROMPT, None, True, 5.0)
    assert advice.due(waiting) == 5.0 + PATIENCE
    assert advice.settled(waiting, True, 5.0 + PATIENCE - 0.1) == waiting
    assert advice.settled(waiting, True, 5.0 + PATIENCE) == {}
    assert advice.settled(waiting, False, 5.1) == {}
    # Said again while it waits, it does not begin to wait anew.
    assert advice.came(waiting, replace(PROMPT, at=11.0), PROMPT, True, 7.0) == waiting
    assert advice.due({}) is None


def test_only_new_advice_waits() -> None:
    assert advice.came({}, PROMPT, None, False, 5.0) == {}
    assert advice.came({}, replace(PROMPT, title="Slower"), PROMPT, True, 5.0) == {}
    for state in ("owed", "violated"):
        assert advice.came({}, replace(PROMPT, state=state), None, True, 5.0) == {}
    assert advice.came({"slower": 4.0, "other": 4.5}, replace(PROMPT, state="withdrawn"), PROMPT, True, 5.0) == {
        "other": 4.5
    }


def test_the_window_shows_advice_when_the_agent_has_spoken_and_what_is_owed_at_once(open_stream) -> None:
    opened = open_stream("call-en")
    window = opened.window
    contact = window.panel.active
    level = {"type": "level", "contact": contact, "at": 30.0, "speaker": "agent", "rms": 0.3}

    def shown() -> set[str]:
        return {one.rule_id for one in window.panel.shown.pressing()}

    def banners() -> set[str]:
        return {banner.prompt.rule_id for banner in window.body.banners.banners}

    window.take({**level, "speech": False})
    for prompt in window.panel.shown.pressing():
        window.take({**update("withdrawn", prompt.rule_id), "contact": contact})
    window.take({**level, "speech": True})
    window.take({**update("advice"), "contact": contact})
    assert banners() == set() == shown()
    window.take({**update("owed", "recording"), "contact": contact})
    assert banners() == {"recording"}
    window.take({**level, "speech": False})
    assert banners() == {"recording", "slower"}


def test_advice_does_not_wait_for_ever(open_stream) -> None:
    opened = open_stream("call-en")
    window = opened.window
    contact = window.panel.active
    level = {"type": "level", "contact": contact, "at": 30.0, "speaker": "agent", "rms": 0.3}
    window.take({**level, "speech": True})
    window.take({**update("advice"), "contact": contact})
    assert "slower" not in {one.rule_id for one in window.panel.shown.pressing()}
    opened.clock[0] += PATIENCE
    window.take({**level, "speech": True})
    assert "slower" in {one.rule_id for one in window.panel.shown.pressing()}
