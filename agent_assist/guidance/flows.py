"""Call flows: what to ask, what follows, and what an answer is remembered as. Records only, and how they are read.

Three shapes are read. A `flows/*.yaml` item of a knowledge base (docs/formats.md). A script: a graph of steps by name
and their lines, as the public STAR corpus has them (Mosig, Mehri and Kober 2020, arXiv:2010.11853). A procedure: an
ordered list of actions, as the public ABCD corpus has them (Chen et al. 2021, arXiv:2104.00783).
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from agent_assist.errors import SourceError
from agent_assist.guidance import patterns
from agent_assist.guidance.filling import variables
from agent_assist.guidance.reading import tag_wrong
from agent_assist.guidance.slots import VALUE_TYPES
from agent_assist.guidance.wordings import WordingRefused, as_regex


class StepKind(StrEnum):
    """What the agent does at a step."""

    OPEN = "open"  # greets
    ASK = "ask"  # asks; the answer may fill a slot
    TELL = "tell"  # says something
    DO = "do"  # does something that is not heard: looks up, books
    MORE = "more"  # asks whether there is anything else
    CLOSE = "close"  # takes leave


@dataclass(frozen=True, slots=True)
class Follow:
    """What comes after a step. when: "" = always; yes, no, unsure = the customer's answer; else an outcome's name."""

    to: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step. say: the line by language tag ("" = every language).  do: what is done, for a DO step.

    slot: the name under which the answer is remembered.  type: what such an answer looks like (slots.VALUE_TYPES).
    regex: what it looks like where that is more exact, "" otherwise.
    optional: not needed to go on; it is proposed after what is.  next: what follows, most usual first.
    """

    id: str
    kind: StepKind
    say: Mapping[str, str] = field(default_factory=dict)
    do: str = ""
    slot: str = ""
    type: str = "text"
    regex: str = ""
    optional: bool = False
    next: tuple[Follow, ...] = ()


@dataclass(frozen=True, slots=True)
class Flow:
    """One flow. steps: in the order in which they are written, first first.

    when: customer lines that call for it, and so does what means the same.  triggers: patterns of words that do, in a
    customer's line (guidance.wordings).  attributes: what is known of a contact that is about it.  articles: those that
    answer questions about it, by id, with or without the language at its end.

    ordered: each step is to be ticked off in turn (a procedure), so that it stands as a checklist.
    """

    id: str
    title: Mapping[str, str]
    steps: Mapping[str, Step]
    when: tuple[str, ...] = ()
    ordered: bool = False
    triggers: tuple[str, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    articles: tuple[str, ...] = ()

    @property
    def start(self) -> str:
        """The first step."""
        return next(iter(self.steps))


_FLOW_KEYS = ("id", "title", "when", "triggers", "attributes", "articles", "slots", "ordered", "steps")
_STEP_KEYS = ("id", "kind", "say", "do", "slot", "type", "regex", "optional", "next")
_FOLLOW_KEYS = ("to", "when")


class FlowError(SourceError):
    """What is wrong in one flow. index: which item of the list; path: the keys and positions that lead to the place."""

    def __init__(self, what: str, next_step: str, index: int, path: tuple[str | int, ...]) -> None:
        super().__init__(what, next_step)
        self.index = index
        self.path = path


@dataclass(frozen=True, slots=True)
class _At:
    """Where in the written list the reader is."""

    index: int
    name: str
    path: tuple[str | int, ...] = ()
    probe: bool = True

    def into(self, *more: str | int) -> _At:
        return replace(self, path=(*self.path, *more))

    def wrong(self, what: str, next_step: str = "") -> FlowError:
        place = ".".join(str(part + 1) if isinstance(part, int) else part for part in self.path)
        return FlowError(
            f"Flow {self.name}: {f'{place} ' if place else 'it '}{what}.", next_step, self.index, self.path
        )

    def mapping(self, value: object, known: Sequence[str]) -> Mapping[str, Any]:
        if not isinstance(value, Mapping):
            raise self.wrong("must be a mapping (key: value)", "docs/formats.md shows its form.")
        for key in value:
            if key not in known:
                near = difflib.get_close_matches(str(key), known, 1, 0.5)
                hint = f"Did you mean {near[0]!r}?" if near else f"Known here: {', '.join(known)}."
                raise self.into(str(key)).wrong("is an unknown key", hint)
        return value

    def text(self, value: object) -> str:
        if not isinstance(value, str) or not value.strip():
            raise self.wrong("must be a text that is not empty", "Put it in quotation marks.")
        return value.strip()

    def texts(self, value: object) -> dict[str, str]:
        """One text, or texts by language."""
        if not isinstance(value, Mapping) or not value:
            return {"": self.text(value)}
        for lang in value:
            if wrong := tag_wrong(lang):
                raise self.into(str(lang)).wrong("is no language tag", wrong)
        return {str(lang): self.into(str(lang)).text(text) for lang, text in value.items()}

    def flag(self, value: object) -> bool:
        if not isinstance(value, bool):
            raise self.wrong("must be true or false")
        return value

    def one_of(self, value: object, names: Sequence[str]) -> str:
        if value not in names:
            near = difflib.get_close_matches(str(value), names, 1, 0.5)
            hint = f"Did you mean {near[0]!r}?" if near else ""
            raise self.wrong(f"must be one of {', '.join(names)}, not {value!r}", hint)
        return str(value)

    def items(self, value: object) -> list[object]:
        if not isinstance(value, list | tuple) or not value:
            raise self.wrong("must be a list with at least one entry")
        return list(value)


def parse_flows(items: Sequence[Mapping[str, Any]], published: bool = False) -> tuple[Flow, ...]:
    """The flows that the items mean, in their order. Raises FlowError (a SourceError) at the first thing wrong.

    published: they come from a bundle, so their patterns were tried on hostile texts before.
    """
    flows: dict[str, Flow] = {}
    for index, item in enumerate(items):
        flow = _flow(item, _At(index, f"number {index + 1}", probe=not published))
        if flow.id in flows:
            raise _At(index, repr(flow.id), ("id",)).wrong("is taken by another flow", "Give each its own.")
        flows[flow.id] = flow
    return tuple(flows.values())


def _flow(item: object, at: _At) -> Flow:
    values = at.mapping(item, _FLOW_KEYS)
    own_id = at.into("id").text(values.get("id"))
    at = replace(at, name=repr(own_id))
    values = at.mapping(item, _FLOW_KEYS)
    title = at.into("title").texts(values.get("title"))
    when = _listed(values, at, "when")
    triggers = _listed(values, at, "triggers")
    for number, trigger in enumerate(triggers):
        try:
            as_regex(trigger, {})
        except WordingRefused as problem:
            raise at.into("triggers", number).wrong(f"is no pattern: {problem}", "docs/rules.md shows them.") from None
    attributes = _attributes(values, at)
    written = at.into("steps").items(values.get("steps"))
    steps: dict[str, Step] = {}
    for number, one in enumerate(written):
        place = at.into("steps", number)
        following = written[number + 1] if number + 1 < len(written) else None
        step = _step(one, place, str(following.get("id")) if isinstance(following, Mapping) else "")
        if step.id in steps:
            raise place.into("id").wrong("is taken by another step of the flow", "Give each its own.")
        steps[step.id] = step
    for number, step in enumerate(steps.values()):
        for follow in step.next:
            if follow.to not in steps:
                near = difflib.get_close_matches(follow.to, steps, 1, 0.5)
                hint = f"Did you mean {near[0]!r}?" if near else f"Its steps are {', '.join(steps)}."
                raise at.into("steps", number, "next").wrong(f"names {follow.to!r}, which there is not", hint)
    _check_variables(steps, _listed(values, at, "slots"), at)
    ordered = at.into("ordered").flag(values.get("ordered", False))
    return Flow(own_id, title, steps, when, ordered, triggers, attributes, _listed(values, at, "articles"))


def _listed(values: Mapping[str, Any], at: _At, key: str) -> tuple[str, ...]:
    if key not in values:
        return ()
    return tuple(at.into(key, n).text(line) for n, line in enumerate(at.into(key).items(values[key])))


def _attributes(values: Mapping[str, Any], at: _At) -> dict[str, str]:
    if "attributes" not in values:
        return {}
    place, written = at.into("attributes"), values["attributes"]
    if not isinstance(written, Mapping) or not written:
        raise place.wrong("must be a mapping such as {contact_type: moving}")
    return {str(name): place.into(str(name)).text(value) for name, value in written.items()}


def _check_variables(steps: Mapping[str, Step], slots: Sequence[str], at: _At) -> None:
    """A line may use what a step of the flow is answered with, and what `slots` names; a typing mistake is neither."""
    known = {*slots, *(step.slot for step in steps.values() if step.slot)}
    for number, step in enumerate(steps.values()):
        for lang, line in step.say.items():
            place = at.into("steps", number, "say", *((lang,) if lang else ()))
            try:
                used = variables(line)
            except ValueError as problem:
                raise place.wrong("cannot be filled", str(problem)) from None
            for name in used:
                if name not in known:
                    near = difflib.get_close_matches(name, known, 1, 0.5)
                    hint = f"Did you mean {near[0]!r}?" if near else "Add it to the flow's `slots`."
                    raise place.wrong(f"uses {{{{ {name} }}}}, which nothing fills", hint)


def _step(item: object, at: _At, following: str) -> Step:
    values = at.mapping(item, _STEP_KEYS)
    own_id = at.into("id").text(values.get("id"))
    say = at.into("say").texts(values["say"]) if "say" in values else {}
    do = at.into("do").text(values["do"]) if "do" in values else ""
    if bool(say) == bool(do):
        raise at.wrong("needs either `say` or `do`, one of the two")
    kinds = [str(kind) for kind in StepKind]
    usual = StepKind.DO if do else StepKind.ASK if any(map(_asks, say.values())) else StepKind.TELL
    kind = StepKind(at.into("kind").one_of(values["kind"], kinds)) if "kind" in values else usual
    slot = at.into("slot").text(values["slot"]) if "slot" in values else ""
    form = at.into("type").one_of(values["type"], VALUE_TYPES) if "type" in values else "text"
    regex = at.into("regex").text(values["regex"]) if "regex" in values else ""
    if regex:
        try:
            patterns.check(regex)
            if at.probe:
                patterns.probe(regex)
        except patterns.PatternRefused as problem:
            raise at.into("regex").wrong(f"is refused: {problem}") from None
    optional = at.into("optional").flag(values.get("optional", False))
    return Step(own_id, kind, say, do, slot, form, regex, optional, _next(values, at.into("next"), following))


def _asks(line: str) -> bool:
    return line.rstrip().endswith(("?", "？"))


def _next(values: Mapping[str, Any], at: _At, following: str) -> tuple[Follow, ...]:
    if "next" not in values:
        return (Follow(following),) if following else ()
    if isinstance(values["next"], str):
        return (Follow(at.text(values["next"])),)
    if values["next"] == []:
        return ()
    follows = []
    for number, one in enumerate(at.items(values["next"])):
        place = at.into(number)
        branch = place.mapping(one, _FOLLOW_KEYS)
        when = place.into("when").text(branch["when"]) if "when" in branch else ""
        follows.append(Follow(place.into("to").text(branch.get("to")), when))
    return tuple(follows)


def procedure_flow(item: Mapping[str, Any]) -> Flow:
    """The flow of an ordered procedure: `{"subflow": name, "actions": [action, …]}`. Raises SourceError."""
    name, actions = item.get("subflow"), item.get("actions")
    if not isinstance(name, str) or not isinstance(actions, list) or not actions:
        raise SourceError("A procedure needs “subflow” and a list of “actions”.", "Write both.")
    steps = []
    for number, action in enumerate(actions):
        # The same action may stand twice in one procedure; each is ticked off for itself.
        again = actions[:number].count(action)
        steps.append({"id": f"{action}-{again + 1}" if again else str(action), "do": _words(str(action))})
    (flow,) = parse_flows([{"id": name, "title": _words(name), "ordered": True, "steps": steps}])
    return flow


def _words(name: str) -> str:
    return name.replace("-", " ").replace("_", " ").capitalize()
