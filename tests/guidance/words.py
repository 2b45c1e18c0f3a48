"""A small encoder and short ways to write rules and contacts, for the tests of guidance."""

from __future__ import annotations

import zlib
from typing import Any

import numpy as np
import numpy.typing as npt

from agent_assist.datatypes import Channel, ItemState, Prompt, Speaker, Utterance
from agent_assist.guidance.folding import fold
from agent_assist.guidance.language import parse_rules
from agent_assist.guidance.monitor import CompiledRules, Monitor


def bag_of_words(text: str) -> npt.NDArray[np.float32]:
    """Counts of words, hashed into 256 places (256,): near when words are shared, whatever their order."""
    vector = np.zeros(256, np.float32)
    for word in fold(text).words:
        vector[zlib.crc32(word.encode()) % 256] += 1
    return vector


def compiled(*items: dict[str, Any]) -> CompiledRules:
    """The rules that the items mean; id, title and severity are made up where left out."""
    full = [{"id": f"rule-{n}", "title": f"Rule {n}", "severity": "required", **item} for n, item in enumerate(items)]
    return CompiledRules.of(parse_rules(full), bag_of_words)


def monitor(*items: dict[str, Any], lang: str = "en", channel: Channel = Channel.CALL) -> Monitor:
    return Monitor(compiled(*items), channel, lang)


def says(*words: str, role: str = "agent", **more: Any) -> dict[str, Any]:
    """A condition on whole words."""
    return {"role": role, "any": [{"exact": word} for word in words], **more}


def said(text: str, at: float, end: float | None = None, *, by: Speaker = Speaker.AGENT, **more: Any) -> Utterance:
    return Utterance(f"{by}-{at:g}", by, text, at, at if end is None else end, **more)


def brief(prompts: list[Prompt]) -> list[tuple[str, str, float]]:
    return [(prompt.rule_id, prompt.state, prompt.at) for prompt in prompts]


CUSTOMER = Speaker.CUSTOMER
NOTICE = {"id": "notice", "absent_by": {"says": says("recorded"), "within": 30, "warn": 15}, "say": "It is recorded."}
IDENTITY = {"id": "identity", "absent_by": {"says": says("birthday"), "before": says("balance")}, "say": "Ask first."}
APOLOGY = {
    "id": "apology",
    "absent_by": {"after": says("broken", role="customer"), "says": says("sorry"), "within": 20},
}
CLOSING = {"id": "closing", "absent_by": {"says": says("anything else"), "by_end": True}}
FORBIDDEN = {"id": "forbidden", "severity": "urgent", "says": says("guarantee", none=[{"exact": "cannot guarantee"}])}
ADVICE = {"id": "advice", "severity": "advice", "says": says("cancel", role="customer"), "say": "Ask why."}


def state(watching: Monitor, rule: str) -> ItemState:
    """Where a rule stands."""
    return watching.states()[rule]
