"""Reads the tests inside rules (docs/rules.md): lines, what else happens, and what must come of it."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from agent_assist.datatypes import Channel, ItemState, Speaker
from agent_assist.guidance import reading
from agent_assist.guidance.condition_language import STATES
from agent_assist.guidance.conditions import Value
from agent_assist.guidance.reading import Reader
from agent_assist.guidance.rules import RuleTest, TestEvent, TestLine

#: A test may also expect `advice`: a rule of that severity that has prompted.
EXPECTATIONS = (*(str(state) for state in ItemState), "advice")
#: States that a test may bring about; `start` and `end` come by themselves, `typing` has its own key.
_ENTERED = tuple(name for name in STATES if name not in ("start", "end", "typing"))


def read_tests(outer: Reader, value: object, key: str, channel: Channel) -> tuple[RuleTest, ...]:
    """The tests of a rule. channel: where a test names none."""
    items = reading.entries(outer, value, key)
    return tuple(_test(outer.inside(item, key, place), channel) for place, item in enumerate(items))


def _test(reader: Reader, channel: Channel) -> RuleTest:
    name = reader.must("name", reading.text)
    channel = Channel(reader.take("channel", reading.one_of([str(known) for known in Channel]), str(channel)))
    lang = reader.take("lang", reading.tag, "en")
    today = reader.take("today", reading.text, "")
    attributes = reader.take("attributes", _attributes, dict[str, Value]())
    lines = reader.must("lines", _lines)
    last = max(line.end if isinstance(line, TestLine) else line.at for line in lines)
    until = reader.take("until", reading.number, last)
    expect = reader.take("expect", _expect, dict[str, str]())
    fires = reader.take("fires", _fires, dict[str, tuple[float, ...]]())
    reader.end()
    if not expect and not fires:
        raise reader.wrong("must say what is expected", "Add `expect` (states) or `fires` (times).")
    if until < lines[-1].at:
        raise reader.wrong("comes before the last line", "Give the time at which the contact ends.", "until")
    return RuleTest(name, channel, lang, lines, until, expect, fires, attributes, today)


def _attributes(reader: Reader, value: object, key: str) -> dict[str, Value]:
    if not isinstance(value, Mapping) or not value:
        raise reader.wrong("must be names and values, such as {product: loan}", "", key)
    for name, one in value.items():
        if not isinstance(one, str | int | float | bool):
            raise reader.wrong("must be a text, a number, true or false", "", key, str(name))
    return {str(name): one for name, one in value.items()}


def _lines(outer: Reader, value: object, key: str) -> tuple[TestLine | TestEvent, ...]:
    items = reading.entries(outer, value, key)
    lines = [_line(outer.inside(item, key, place), place) for place, item in enumerate(items)]
    if any(one.at > other.at for one, other in itertools.pairwise(lines)):
        raise outer.wrong("must be in order of time", "", key)
    return tuple(lines)


def _line(reader: Reader, place: int) -> TestLine | TestEvent:
    at = reader.must("at", reading.number)
    if not {"text", "speaker"} & set(reader.item) or "audio" in reader.item:
        return _event(reader, at)
    speaker = Speaker(reader.must("speaker", reading.one_of([str(known) for known in Speaker])))
    words = reader.must("text", reading.text)
    end = reader.take("end", reading.number, at)
    name = reader.take("id", reading.text, f"line-{place + 1}")
    lang = reader.take("lang", reading.tag, None)
    confidence = reader.take("confidence", reading.number, 1.0)
    final = reader.take("final", reading.flag, True)
    reader.end()
    return TestLine(at, speaker, words, max(at, end), name, lang, min(1.0, confidence), final)


def _event(reader: Reader, at: float) -> TestEvent:
    state = reader.take("state", reading.one_of(_ENTERED), "")
    step = reader.take("step", reading.text, "")
    attributes = reader.take("attr", _attributes, dict[str, Value]())
    audio = reader.take("audio", reading.one_of(("lost", "back")), "")
    speaker = reader.take("speaker", reading.one_of([str(known) for known in Speaker]), "")
    typing = reader.take("typing", reading.flag, None)
    reader.end()
    if bool(state or step) + bool(attributes) + bool(audio) + (typing is not None) != 1:
        raise reader.wrong("must be a line (`speaker`, `text`), or one of `state`, `step`, `attr`, `audio`, `typing`")
    if (state == "step") and not step:
        raise reader.wrong("needs the name of the step, such as {step: verify}")
    side = Speaker(speaker) if speaker else None
    return TestEvent(at, "step" if step else state, step, tuple(attributes.items()), audio, side, typing)


def _expect(outer: Reader, value: object, key: str) -> dict[str, str]:
    if not isinstance(value, Mapping) or not value:
        raise outer.wrong("must say which rule ends in which state, such as {recording-notice: met}", "", key)
    reader = outer.inside(value, key)
    return {str(rule): reading.one_of(EXPECTATIONS)(reader, state, str(rule)) for rule, state in value.items()}


def _fires(outer: Reader, value: object, key: str) -> dict[str, tuple[float, ...]]:
    if not isinstance(value, Mapping) or not value:
        raise outer.wrong("must say which rule fires when, such as {recording-notice: [30]}", "", key)
    reader = outer.inside(value, key)
    times: dict[str, tuple[float, ...]] = {}
    for rule, moments in value.items():
        if not isinstance(moments, list | tuple):
            raise reader.wrong("must be a list of times; [] for never", "", str(rule))
        times[str(rule)] = tuple(reading.number(reader, moment, str(rule)) for moment in moments)
    return times
