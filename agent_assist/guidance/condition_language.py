"""Reads conditions (docs/rules.md) from plain mappings: a mapping with one key that says of which kind it is."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping

from agent_assist.guidance import reading
from agent_assist.guidance.conditions import (
    LASTING,
    AbsentBy,
    And,
    AtLeast,
    Attr,
    Condition,
    Count,
    Not,
    NotFollowed,
    Or,
    Overlap,
    Rate,
    Repeat,
    RuleRef,
    Says,
    Sequence,
    Silence,
    State,
    TalkRatio,
    Value,
    Window,
    walk,
)
from agent_assist.guidance.matcher_language import read_role, read_says, read_side
from agent_assist.guidance.reading import Reader

#: What a contact can be in or come to.
STATES = ("start", "hold", "resume", "transfer", "wrap-up", "end", "step", "typing")
#: Longest stretch over which talk is measured; the monitor remembers as much.
MAX_OVER = 600.0
_MARKED = (Says, Sequence, Repeat, Overlap, State)
_WINDOWED = (*_MARKED, Count, Window, And, Or, Not, AtLeast)


def read_condition(outer: Reader, value: object, *key: str | int) -> Condition:
    """One condition: `{says: …}`, `{and: […]}`… A bare mapping with a `role` is a `says`."""
    reader = outer.inside(value, *key)
    if "role" in reader.item:
        return read_says(outer, value, *key)
    kinds = [str(kind) for kind in reader.item]
    if len(kinds) != 1:
        raise reader.wrong("must have one key, the kind of condition", f"Kinds: {', '.join(KINDS)}.")
    if kinds[0] not in KINDS:
        near = difflib.get_close_matches(kinds[0], KINDS, 1, 0.5)
        hint = f"Did you mean {near[0]!r}?" if near else f"Kinds: {', '.join(KINDS)}."
        raise reader.wrong("is an unknown key", hint, kinds[0])
    return reader.must(kinds[0], _READERS[kinds[0]])


def read_body(reader: Reader) -> Condition:
    """The one condition that stands among the keys of a rule."""
    given = [kind for kind in KINDS if reader.item.get(kind) is not None]
    reader.known += KINDS
    if len(given) == 1:
        return _READERS[given[0]](reader, reader.item[given[0]], given[0])
    reader.end()
    raise reader.wrong("needs one condition, such as `says` or `absent_by`, and only one", "Join several with `and`.")


def _list(reader: Reader, value: object, key: str) -> tuple[Condition, ...]:
    return tuple(
        read_condition(reader, one, key, place) for place, one in enumerate(reading.entries(reader, value, key))
    )


def _marked(reader: Reader, value: object, *key: str | int) -> Condition:
    """A condition that has marks, or an `or` of such."""
    condition = read_condition(reader, value, *key)
    inside = condition.of if isinstance(condition, Or) else (condition,)
    if any(not isinstance(one, _MARKED) for one in inside):
        hint = "Here stand says, sequence, repeat, overlap, state, or an `or` of these."
        raise reader.wrong("has no moment at which it happens", hint, *key)
    return condition


def _windowed(reader: Reader, value: object, key: str) -> Condition:
    condition = read_condition(reader, value, key)
    if any(not isinstance(one, _WINDOWED) for one in walk(condition)):
        raise reader.wrong(
            "holds a condition that has a time of its own", "Put the window inside, or leave it out.", key
        )
    return condition


def _count(outer: Reader, value: object, key: str) -> Condition:
    reader = outer.inside(value, key)
    of = reader.must("of", _marked)
    least = reader.take("at_least", reading.whole(0, 50), None)
    most = reader.take("at_most", reading.whole(0, 50), None)
    reader.end()
    if least is None and most is None:
        raise reader.wrong("needs `at_least` or `at_most`")
    if most is not None and most < (least or 0):
        raise reader.wrong("is below `at_least`", "Nothing could be both.", "at_most")
    return Count(of, least or 0, most)


def _window(outer: Reader, value: object, key: str) -> Condition:
    reader = outer.inside(value, key)
    of = reader.must("of", _windowed)
    last = reader.take("last", reading.positive, None)
    first = reader.take("first", reading.positive, None)
    last_turns = reader.take("last_turns", reading.whole(1, 100), None)
    first_turns = reader.take("first_turns", reading.whole(1, 100), None)
    after = reader.take("after", _marked, None)
    before = reader.take("before", _marked, None)
    reader.end()
    if all(one is None for one in (last, first, last_turns, first_turns, after, before)):
        raise reader.wrong("needs `last`, `first`, `last_turns`, `first_turns`, `after` or `before`")
    return Window(of, last, first, last_turns, first_turns, after, before)


def _absent_by(outer: Reader, value: object, key: str) -> Condition:
    reader = outer.inside(value, key)
    says = reader.must("says", read_says)
    within = reader.take("within", reading.number, None)
    turns = reader.take("turns", reading.whole(1, 100), None)
    after = reader.take("after", _after, None)
    before = reader.take("before", _marked, None)
    by_end = reader.take("by_end", reading.flag, False)
    warn = reader.take("warn", reading.number, None)
    reader.end()
    if by_end and (within is not None or turns is not None):
        raise reader.wrong("cannot stand with `within` or `turns`", "Leave one of the two out.", "by_end")
    if within is None and turns is None and before is None and not by_end:
        raise reader.wrong("needs `within`, `turns`, `before` or `by_end: true`", "Say until when the words are owed.")
    if warn is not None and within is None:
        raise reader.wrong("needs `within`: it counts from that deadline", "Leave it out.", "warn")
    return AbsentBy(says, within, turns, after, before, by_end, warn)


def _after(reader: Reader, value: object, key: str) -> Condition | None:
    if isinstance(value, str):
        reading.one_of(("start",))(reader, value, key)
        return None
    return _marked(reader, value, key)


def _not_followed(outer: Reader, value: object, key: str) -> Condition:
    reader = outer.inside(value, key)
    first = reader.must("first", _marked)
    by = reader.must("by", _marked)
    within = reader.take("within", reading.number, None)
    turns = reader.take("turns", reading.whole(1, 100), None)
    warn = reader.take("warn", reading.number, None)
    reader.end()
    if within is None and turns is None:
        raise reader.wrong("needs `within` or `turns`", "Say until when the second must come.")
    if warn is not None and within is None:
        raise reader.wrong("needs `within`: it counts from that deadline", "Leave it out.", "warn")
    return NotFollowed(first, by, within, turns, warn)


def _sequence(outer: Reader, value: object, key: str) -> Condition:
    reader = outer.inside(value, key)
    of = reader.must("of", _marked_list)
    within = reader.take("within", reading.positive, None)
    reader.end()
    return Sequence(of, within)


def _marked_list(reader: Reader, value: object, key: str) -> tuple[Condition, ...]:
    items = reading.entries(reader, value, key)
    if not 2 <= len(items) <= 10:
        raise reader.wrong("must hold 2 to 10 conditions", "", key)
    return tuple(_marked(reader, one, key, place) for place, one in enumerate(items))


def _silence(outer: Reader, value: object, key: str) -> Condition:
    reader = outer.inside(value, key)
    seconds = reader.must("seconds", reading.positive)
    role = reader.take("role", read_role, None)
    reader.end()
    return Silence(seconds, role)


def _overlap(outer: Reader, value: object, key: str) -> Condition:
    reader = outer.inside(value, key)
    seconds = reader.must("seconds", reading.positive)
    reader.end()
    return Overlap(seconds)


def _limits(reader: Reader) -> tuple[float | None, float | None]:
    above = reader.take("above", reading.number, None)
    below = reader.take("below", reading.number, None)
    if above is None and below is None:
        raise reader.wrong("needs `above` or `below`")
    return above, below


def _rate(outer: Reader, value: object, key: str) -> Condition:
    reader = outer.inside(value, key)
    role = reader.must("role", read_side)
    above, below = _limits(reader)
    over = reader.take("over", _over, 60.0)
    reader.end()
    return Rate(role, above, below, over)


def _talk_ratio(outer: Reader, value: object, key: str) -> Condition:
    reader = outer.inside(value, key)
    role = reader.must("role", read_side)
    above, below = _limits(reader)
    over = reader.take("over", _over, None)
    reader.end()
    return TalkRatio(role, above, below, over)


def _over(reader: Reader, value: object, key: str) -> float:
    if reading.positive(reader, value, key) > MAX_OVER:
        raise reader.wrong(f"must be at most {MAX_OVER:g} seconds", "", key)
    return reading.positive(reader, value, key)


def _repeat(outer: Reader, value: object, key: str) -> Condition:
    reader = outer.inside(value, key)
    role = reader.must("role", read_role)
    times = reader.take("times", reading.whole(2, 10), 2)
    within = reader.take("within", _over, 120.0)
    score = reader.take("score", reading.share, 0.9)
    words = reader.take("words", reading.whole(1, 50), 3)
    reader.end()
    return Repeat(role, times, within, score, words)


def _attr(outer: Reader, value: object, key: str) -> Condition:
    reader = outer.inside(value, key)
    name = reader.must("name", reading.text)
    one = reader.take("is", _value, None)
    among = reader.take("in", _values, ())
    above = reader.take("above", reading.number, None)
    below = reader.take("below", reading.number, None)
    known = reader.take("known", reading.flag, None)
    reader.end()
    asked = (one is not None) + bool(among) + (above is not None or below is not None) + (known is not None)
    if asked != 1:
        raise reader.wrong("needs one of `is`, `in`, `known`, or `above` and `below`")
    return Attr(name, among or (() if one is None else (one,)), above, below, known)


def _value(reader: Reader, value: object, key: str) -> Value:
    if not isinstance(value, str | int | float | bool):
        raise reader.wrong("must be a text, a number, true or false", "", key)
    return value


def _values(reader: Reader, value: object, key: str) -> tuple[Value, ...]:
    return tuple(_value(reader, one, key) for one in reading.entries(reader, value, key))


def _state(outer: Reader, value: object, key: str) -> Condition:
    if isinstance(value, str):
        value = {"is": value}
    elif isinstance(value, Mapping) and "step" in value and "is" not in value:
        value = {"is": "step", **value}
    reader = outer.inside(value, key)
    name = reader.must("is", reading.one_of(STATES))
    step = reader.take("step", reading.text, None)
    longer = reader.take("longer_than", reading.number, None)
    reader.end()
    if (name == "step") != (step is not None):
        raise reader.wrong("needs the name of the step, such as {step: verify}")
    if longer is not None and name not in LASTING:
        raise reader.wrong(f"is only for {' and '.join(LASTING)}", "Remove it.", "longer_than")
    return State(name, step, longer)


def _at_least(outer: Reader, value: object, key: str) -> Condition:
    reader = outer.inside(value, key)
    n = reader.must("n", reading.whole(1, 50))
    of = reader.must("of", _list)
    reader.end()
    if n > len(of):
        raise reader.wrong(f"asks for more than the {len(of)} conditions that there are", "", "n")
    return AtLeast(n, of)


_READERS: dict[str, Callable[[Reader, object, str], Condition]] = {
    "says": read_says,
    "count": _count,
    "window": _window,
    "absent_by": _absent_by,
    "sequence": _sequence,
    "not_followed_by": _not_followed,
    "silence": _silence,
    "overlap": _overlap,
    "rate": _rate,
    "talk_ratio": _talk_ratio,
    "repeat": _repeat,
    "attr": _attr,
    "state": _state,
    "rule": lambda reader, value, key: RuleRef(reading.text(reader, value, key), (*reader.path, key)),
    "and": lambda reader, value, key: And(_list(reader, value, key)),
    "or": lambda reader, value, key: Or(_list(reader, value, key)),
    "not": lambda reader, value, key: Not(read_condition(reader, value, key)),
    "at_least": _at_least,
}
#: The kinds of condition.
KINDS = tuple(_READERS)
