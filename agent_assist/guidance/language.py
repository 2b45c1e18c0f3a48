"""Reads rules (docs/rules.md) from plain mappings, as YAML or JSON gives them, and says exactly what is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from agent_assist.datatypes import Channel
from agent_assist.guidance import reading
from agent_assist.guidance.condition_language import read_body, read_condition
from agent_assist.guidance.conditions import walk
from agent_assist.guidance.example_language import read_tests
from agent_assist.guidance.filling import variables
from agent_assist.guidance.folding import fold
from agent_assist.guidance.matcher_language import read_says
from agent_assist.guidance.reading import Reader, RuleError
from agent_assist.guidance.references import MAX_CONDITIONS, resolve
from agent_assist.guidance.rules import Control, Follow, Rule, Scope, Severity, Status

__all__ = ["RuleError", "parse_rules"]

#: Rules of one knowledge base.
MAX_RULES = 5000
_NAME = re.compile(r"[A-Za-z_]\w*")


def parse_rules(items: Sequence[Mapping[str, Any]], *, published: bool = False) -> tuple[Rule, ...]:
    """The rules that the items mean, in their order. Raises RuleError (a SourceError) at the first thing wrong.

    published: they come from a bundle, whose build has tried every pattern on hostile texts; a client that starts need
    not try them again.
    """
    rules: list[Rule] = []
    seen: set[str] = set()
    for index, item in enumerate(items):
        if index >= MAX_RULES:
            raise RuleError(f"There are more than {MAX_RULES} rules.", "Split the knowledge base.", index, ())
        rule = parse_rule(item, index, published=published)
        if rule.id in seen:
            raise RuleError(f"There are two rules with the id {rule.id!r}.", "Give each its own.", index, ("id",))
        seen.add(rule.id)
        rules.append(rule)
    return resolve(rules)


def parse_rule(item: object, index: int = 0, *, published: bool = False) -> Rule:
    """One rule, with the rules that it names not yet put in. Raises RuleError. index: its place, for messages."""
    return _rule(Reader(item, index, f"number {index + 1}", (), probe=not published))


def _rule(reader: Reader) -> Rule:
    rule_id = reader.must("id", reading.text)
    reader.name = repr(rule_id)
    version = reader.take("version", reading.whole(1, 1_000_000), 1)
    title = reader.must("title", reading.by_language)
    severity = Severity(reader.must("severity", reading.one_of([str(name) for name in Severity])))
    channels = reader.take("channels", _channels, tuple(Channel))
    reader.lists = reader.take("lists", _lists, {})
    control, scope = _control(reader), _scope(reader)
    slots = reader.take("slots", _slots, ())
    say = reader.take("say", partial(_say, slots=slots), dict[str, str]())
    tests = reader.take("tests", partial(read_tests, channel=channels[0]), ())
    checklist = reader.take("checklist", reading.flag, None)
    condition = read_body(reader)
    reader.end()
    rule = Rule(rule_id, version, title, severity, channels, False, condition, say, slots, control, scope, tests)
    if sum(1 for _ in walk(condition)) > MAX_CONDITIONS:
        raise reader.wrong(f"has more than {MAX_CONDITIONS} conditions", "Make several rules of it.")
    shown = rule.obliges if checklist is None else checklist
    return Rule(rule_id, version, title, severity, channels, shown, condition, say, slots, control, scope, tests)


def _channels(reader: Reader, value: object, key: str) -> tuple[Channel, ...]:
    names = tuple(str(channel) for channel in Channel)
    return tuple(Channel(reading.one_of(names)(reader, name, key)) for name in reading.entries(reader, value, key))


def _lists(outer: Reader, value: object, key: str) -> dict[str, tuple[str, ...]]:
    reader = outer.inside(value, key)
    lists = {str(name): reading.texts(reader, entries, str(name)) for name, entries in reader.item.items()}
    for name, entries in lists.items():
        if not _NAME.fullmatch(name):
            raise reader.wrong("must be a name of letters, digits and _", "", name)
        if any(not fold(entry).words for entry in entries):
            raise reader.wrong("has an entry without a word", "Remove it.", name)
    return lists


def _slots(reader: Reader, value: object, key: str) -> tuple[str, ...]:
    slots = reading.texts(reader, value, key)
    for slot in slots:
        if not _NAME.fullmatch(slot):
            raise reader.wrong(f"holds {slot!r}, which is no name", "Use letters, digits and _.", key)
    return slots


def _say(reader: Reader, value: object, key: str, slots: tuple[str, ...]) -> dict[str, str]:
    say = reading.by_language(reader, value, key)
    for lang, words in say.items():
        place = (key, lang) if lang else (key,)
        try:
            used = variables(words)
        except ValueError as error:
            raise reader.wrong("is no template", str(error), *place) from error
        for name in used:
            if name not in slots:
                raise reader.wrong(f"uses {name!r}, which is not among the slots", f"Add it: slots: [{name}].", *place)
    return say


def _control(reader: Reader) -> Control:
    priority = reader.take("priority", reading.whole(0, 100), 50)
    cooldown = reader.take("cooldown", reading.number, 0.0)
    most = reader.take("max", reading.whole(1, 1000), None)
    once = reader.take("once", reading.flag, False)
    hold_while = reader.take("hold_while", _holds, ())
    suppress_if = reader.take("suppress_if", read_condition, None)
    expiry = reader.take("expiry", reading.positive, None)
    group = reader.take("group", reading.text, "")
    follow = reader.take("follow", _follow, None)
    if once and most is not None:
        raise reader.wrong("cannot stand with `max`", "Leave one of the two out.", "once")
    return Control(priority, cooldown, 1 if once else most, hold_while, suppress_if, expiry, group, follow)


def _holds(reader: Reader, value: object, key: str) -> tuple[str, ...]:
    return tuple(
        reading.one_of(("speaking", "typing"))(reader, one, key) for one in reading.entries(reader, value, key)
    )


def _follow(outer: Reader, value: object, key: str) -> Follow:
    reader = outer.inside(value, key)
    says = reader.must("says", read_says)
    within = reader.take("within", reading.positive, None)
    turns = reader.take("turns", reading.whole(1, 100), None)
    reader.end()
    if (within is None) == (turns is None):
        raise reader.wrong("needs either `within` or `turns`, one of the two")
    return Follow(says, within, turns)


def _scope(reader: Reader) -> Scope:
    status = Status(reader.take("status", reading.one_of([str(name) for name in Status]), "live"))
    owner = reader.take("owner", reading.text, "")
    jurisdiction = reader.take("jurisdiction", reading.texts, ())
    since, until = reader.take("effective", _effective, ("", ""))
    languages = reader.take("languages", reading.tags, ())
    queues = reader.take("queues", reading.texts, ())
    return Scope(status, owner, jurisdiction, since, until, languages, queues)


def _effective(outer: Reader, value: object, key: str) -> tuple[str, str]:
    reader = outer.inside(value, key)
    since = reader.take("from", _date, "")
    until = reader.take("until", _date, "")
    reader.end()
    if since and until and until < since:
        raise reader.wrong("comes before `from`", "", "until")
    return since, until


def _date(reader: Reader, value: object, key: str) -> str:
    try:
        return date.fromisoformat(reading.text(reader, value, key)).isoformat()
    except ValueError as error:
        raise reader.wrong("is no date", "Write 2026-01-31.", key) from error
