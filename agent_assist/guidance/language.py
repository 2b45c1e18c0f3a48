"""Reads rules (docs/rules.md) from plain mappings, as YAML or JSON gives them, and says exactly what is wrong."""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from agent_assist.datatypes import Channel, ItemState, Speaker
from agent_assist.errors import SourceError
from agent_assist.guidance import patterns
from agent_assist.guidance.folding import fold
from agent_assist.guidance.rules import (
    DEFAULT_SCORE,
    AbsentBy,
    Exact,
    Matcher,
    Pattern,
    Rule,
    RuleTest,
    Says,
    Semantic,
    Severity,
    TestLine,
)

#: A test may also expect `advice`: a rule of that severity that has prompted.
EXPECTATIONS = (*(str(state) for state in ItemState), "advice")

T = TypeVar("T")
U = TypeVar("U")


class RuleError(SourceError):
    """What is wrong in one rule. index: which item; path: the keys and positions that lead to the place in it."""

    def __init__(self, what: str, next_step: str, index: int, path: tuple[str | int, ...]) -> None:
        super().__init__(what, next_step)
        self.index = index
        self.path = path


def parse_rules(items: Sequence[Mapping[str, Any]], *, published: bool = False) -> tuple[Rule, ...]:
    """The rules that the items mean, in their order. Raises RuleError (a SourceError) at the first thing wrong.

    published: they come from a bundle, whose build has tried every pattern on hostile texts; a client that starts need
    not try them again.
    """
    rules: list[Rule] = []
    seen: set[str] = set()
    for index, item in enumerate(items):
        rule = _rule(_Reader(item, index, f"number {index + 1}", (), probe=not published))
        if rule.id in seen:
            raise RuleError(f"There are two rules with the id {rule.id!r}.", "Give each its own.", index, ("id",))
        seen.add(rule.id)
        rules.append(rule)
    return tuple(rules)


class _Reader:
    """Takes keys out of one mapping; every complaint names the rule, the place in it and the way out."""

    def __init__(self, item: object, index: int, name: str, path: tuple[str | int, ...], *, probe: bool) -> None:
        self.index, self.name, self.path, self.probe = index, name, path, probe
        if not isinstance(item, Mapping):
            raise self.wrong("must be a mapping (key: value)", "Look at docs/rules.md for its form.")
        self.item = item
        self.known: list[str] = []

    def wrong(self, what: str, next_step: str = "", *more: str | int) -> RuleError:
        path = (*self.path, *more)
        place = ".".join(str(part + 1) if isinstance(part, int) else part for part in path)
        return RuleError(f"Rule {self.name}: {f'{place} ' if place else 'it '}{what}.", next_step, self.index, path)

    def take(self, key: str, read: Callable[[_Reader, object, str], T], default: U) -> T | U:
        self.known.append(key)
        value = self.item.get(key)
        return default if value is None else read(self, value, key)

    def must(self, key: str, read: Callable[[_Reader, object, str], T]) -> T:
        self.known.append(key)
        if self.item.get(key) is None:
            others = [str(other) for other in self.item if other not in self.known]
            for other in difflib.get_close_matches(key, others, 1, 0.7):
                raise self.wrong("is an unknown key", f"Did you mean {key!r}?", other)
            raise self.wrong("is missing", "Add it; docs/rules.md shows every key.", key)
        return read(self, self.item[key], key)

    def inside(self, value: object, *more: str | int) -> _Reader:
        return _Reader(value, self.index, self.name, (*self.path, *more), probe=self.probe)

    def end(self) -> None:
        """Refuses keys that nobody took."""
        for key in self.item:
            if key not in self.known:
                near = difflib.get_close_matches(str(key), self.known, 1, 0.5)
                hint = f"Did you mean {near[0]!r}?" if near else f"Known here: {', '.join(self.known)}."
                raise self.wrong("is an unknown key", hint, str(key))


def _text(reader: _Reader, value: object, *key: str | int) -> str:
    if not isinstance(value, str) or not value.strip():
        raise reader.wrong("must be a text that is not empty", "Put it in quotation marks.", *key)
    return value.strip()


def _number(reader: _Reader, value: object, key: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e7:
        raise reader.wrong("must be a number from 0", "Give seconds, such as 30 or 2.5.", key)
    return float(value)


def _flag(reader: _Reader, value: object, key: str) -> bool:
    if not isinstance(value, bool):
        raise reader.wrong("must be true or false", "", key)
    return value


def _version(reader: _Reader, value: object, key: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise reader.wrong("must be a whole number from 1", "", key)
    return value


def _one_of(names: Sequence[str]) -> Callable[[_Reader, object, str], str]:
    def read(reader: _Reader, value: object, key: str) -> str:
        if value not in names:
            near = difflib.get_close_matches(str(value), names, 1, 0.5)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise reader.wrong(f"must be one of {', '.join(names)}, not {value!r}", hint.strip(), key)
        return str(value)

    return read


def _list(reader: _Reader, value: object, key: str) -> list[object]:
    if not isinstance(value, list | tuple) or not value:
        raise reader.wrong("must be a list with at least one entry", "", key)
    return list(value)


def _by_language(reader: _Reader, value: object, key: str) -> dict[str, str]:
    if isinstance(value, str):
        return {"": _text(reader, value, key)}
    if not isinstance(value, Mapping) or not value:
        raise reader.wrong("must be a text, or texts by language such as {en: …, sv: …}", "", key)
    return {str(lang): _text(reader, text, key, str(lang)) for lang, text in value.items()}


def _channels(reader: _Reader, value: object, key: str) -> tuple[Channel, ...]:
    names = tuple(str(channel) for channel in Channel)
    return tuple(Channel(_one_of(names)(reader, name, key)) for name in _list(reader, value, key))


def _rule(reader: _Reader) -> Rule:
    rule_id = reader.must("id", _text)
    reader.name = repr(rule_id)
    version = reader.take("version", _version, 1)
    title = reader.must("title", _by_language)
    severity = Severity(reader.must("severity", _one_of([str(name) for name in Severity])))
    channels = reader.take("channels", _channels, tuple(Channel))
    says = reader.take("says", _says, None)
    absent_by = reader.take("absent_by", _absent_by, None)
    checklist = reader.take("checklist", _flag, absent_by is not None)
    say = reader.take("say", _by_language, dict[str, str]())
    tests = reader.take("tests", lambda r, v, k: _tests(r, v, k, channels[0]), ())
    reader.end()
    if (says is None) == (absent_by is None):
        raise reader.wrong("needs either `says` or `absent_by`, one of the two")
    return Rule(rule_id, version, title, severity, channels, checklist, says, absent_by, say, tests)


def _says(outer: _Reader, value: object, key: str) -> Says:
    reader = outer.inside(value, key)
    role = reader.must("role", _one_of(("agent", "customer", "any")))
    any_of = reader.take("any", _matchers, ())
    all_of = reader.take("all", _matchers, ())
    none_of = reader.take("none", _matchers, ())
    reader.end()
    if not any_of and not all_of:
        raise reader.wrong("needs `any` or `all` with at least one matcher")
    return Says(None if role == "any" else Speaker(role), any_of, all_of, none_of)


def _matchers(outer: _Reader, value: object, key: str) -> tuple[Matcher, ...]:
    return tuple(_matcher(outer.inside(item, key, n)) for n, item in enumerate(_list(outer, value, key)))


def _matcher(reader: _Reader) -> Matcher:
    exact = reader.take("exact", _text, None)
    pattern = reader.take("regex", _text_as_it_stands, None)
    sentence = reader.take("semantic", _text, None)
    lang = reader.take("lang", _text, None)
    score = reader.take("score", _number, None)
    reader.end()
    if sum(part is not None for part in (exact, pattern, sentence)) != 1:
        raise reader.wrong("needs one of `exact`, `regex` and `semantic`")
    if sentence is not None:
        if score is not None and not 0 < score <= 1:
            raise reader.wrong("must be above 0 and at most 1", "It is a cosine; 0.7 is usual.", "score")
        return Semantic(sentence, DEFAULT_SCORE if score is None else score, lang)
    if score is not None:
        raise reader.wrong("is only for `semantic`", "Remove it.", "score")
    if exact is not None:
        if not fold(exact).words:
            raise reader.wrong("holds no word", "Punctuation is ignored; give at least one word.", "exact")
        return Exact(exact, lang)
    assert pattern is not None
    try:
        patterns.check(pattern)
        if reader.probe:
            patterns.probe(pattern)
    except patterns.PatternRefused as refused:
        raise reader.wrong("is refused", str(refused), "regex") from refused
    return Pattern(pattern, lang)


def _text_as_it_stands(reader: _Reader, value: object, key: str) -> str:
    _text(reader, value, key)
    return str(value)


def _absent_by(outer: _Reader, value: object, key: str) -> AbsentBy:
    reader = outer.inside(value, key)
    says = reader.must("says", _says)
    within = reader.take("within", _number, None)
    after = reader.take("after", _after, None)
    before = reader.take("before", _condition, None)
    by_end = reader.take("by_end", _flag, False)
    warn = reader.take("warn", _number, None)
    reader.end()
    if by_end and within is not None:
        raise reader.wrong("cannot stand with `within`", "Leave one of the two out.", "by_end")
    if within is None and before is None and not by_end:
        raise reader.wrong("needs `within`, `before` or `by_end: true`", "Say until when the words are owed.")
    if warn is not None and within is None:
        raise reader.wrong("needs `within`: it counts from that deadline", "Leave it out.", "warn")
    return AbsentBy(says, within, after, before, by_end, warn)


def _condition(outer: _Reader, value: object, key: str) -> Says:
    """A `says` condition, bare or under the key `says`."""
    if isinstance(value, Mapping) and "says" in value:
        reader = outer.inside(value, key)
        says = reader.must("says", _says)
        reader.end()
        return says
    return _says(outer, value, key)


def _after(outer: _Reader, value: object, key: str) -> Says | None:
    if isinstance(value, str):
        _one_of(("start",))(outer, value, key)
        return None
    return _condition(outer, value, key)


def _tests(outer: _Reader, value: object, key: str, channel: Channel) -> tuple[RuleTest, ...]:
    return tuple(_test(outer.inside(item, key, n), channel) for n, item in enumerate(_list(outer, value, key)))


def _test(reader: _Reader, channel: Channel) -> RuleTest:
    name = reader.must("name", _text)
    channel = Channel(reader.take("channel", _one_of([str(known) for known in Channel]), str(channel)))
    lang = reader.take("lang", _text, "en")
    lines = reader.must("lines", _lines)
    until = reader.take("until", _number, lines[-1].end)
    expect = reader.must("expect", _expect)
    reader.end()
    if until < lines[-1].at:
        raise reader.wrong("comes before the last line", "Give the time at which the contact ends.", "until")
    return RuleTest(name, channel, lang, lines, until, expect)


def _lines(outer: _Reader, value: object, key: str) -> tuple[TestLine, ...]:
    lines = [_line(outer.inside(item, key, n)) for n, item in enumerate(_list(outer, value, key))]
    if any(one.at > other.at for one, other in itertools.pairwise(lines)):
        raise outer.wrong("must be in order of time", "", key)
    return tuple(lines)


def _line(reader: _Reader) -> TestLine:
    at = reader.must("at", _number)
    speaker = Speaker(reader.must("speaker", _one_of([str(known) for known in Speaker])))
    text = reader.must("text", _text)
    end = reader.take("end", _number, at)
    lang = reader.take("lang", _text, None)
    confidence = reader.take("confidence", _number, 1.0)
    reader.end()
    return TestLine(speaker, text, at, max(at, end), lang, min(1.0, confidence))


def _expect(outer: _Reader, value: object, key: str) -> dict[str, str]:
    if not isinstance(value, Mapping) or not value:
        raise outer.wrong("must say which rule ends in which state, such as {recording-notice: met}", "", key)
    reader = outer.inside(value, key)
    return {str(rule): _one_of(EXPECTATIONS)(reader, state, str(rule)) for rule, state in value.items()}
