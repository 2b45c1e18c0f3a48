"""Where a contact is in its flow, and what to ask or say next. Pure: a place and a line give the next place.

The agent's lines tell the step: the same words, or words that mean the same. The customer's lines fill slots, so that
nothing is asked twice, and choose between branches. What follows is read off the flow; nothing is learned.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from agent_assist.datatypes import Speaker
from agent_assist.guidance import patterns
from agent_assist.guidance.flows import Flow, Follow, Step, StepKind
from agent_assist.guidance.folding import fold
from agent_assist.guidance.rules import in_language
from agent_assist.guidance.slots import answer, find_value

#: How alike an agent's line and a step's line are (0..1), where the words are not the same.
Likeness = Callable[[str, str], float]
#: From which likeness on a line is taken for the step's.
ALIKE = 0.5
#: Steps shown at once.
MOST = 3
#: Steps done that are remembered, repetitions counted.
_DONE = 200
#: What the flow's own order counts beside past turns (one in the same words counts 1), by rank.
_FLOW_COUNTS, _BY_RANK = 0.03, (1.0, 0.4, 0.25, 0.15, 0.1, 0.05)
#: Forms of answers that say by themselves what they are.
_PLAIN = ("name", "email", "phone")
#: An outcome that is not the usual one.
OTHERWISE = "otherwise"
_VARIABLE = re.compile(r"\{\{.*?\}\}")
_FAREWELL = re.compile(
    r"\b(?:good ?bye|bye|that'?s (?:all|it)|that is all|that (?:will|should) (?:be all|do)|nothing else|"
    r"hej då|hejdå|det var allt|det är bra så|inget mer)\b|再见|再見|没有了|沒有了|就这些|就這些",
    re.IGNORECASE,
)
_THANKS = re.compile(r"\b(?:thanks?|thank you|tack)\b|谢谢|謝謝", re.IGNORECASE)
_GREETING = re.compile(
    r"^\W*(?:hi|hello|hey|yo|good (?:morning|day|evening)|hej|hallå|你好|您好|哈囉)\b[\s\w,!.]{0,12}$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the contact is. at: the step last recognised, None before any.  done: steps in the order they were said.

    waiting: what it asks for has not been said yet.  slots: what was remembered, by name, ready for templates.
    answered: yes, no or unsure, as the customer last answered.  leaving, thanks, asking: the customer takes leave,
    gives thanks, asks something.  greeting: nothing but a greeting has come from the customer.
    """

    flow: Flow
    at: str | None = None
    done: tuple[str, ...] = ()
    waiting: bool = False
    slots: Mapping[str, str] = field(default_factory=dict)
    answered: str = ""
    leaving: bool = False
    thanks: bool = False
    asking: bool = False
    greeting: bool = True


def words_alike(one: str, other: str) -> float:
    """Share of words in common (Dice), 0..1; a variable in a template line stands for any word."""
    a, b = set(fold(_VARIABLE.sub("", one)).words), set(fold(other).words)
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def hear(place: Place, speaker: Speaker, text: str, lang: str = "", alike: Likeness = words_alike) -> Place:
    """The place after one more line. lang: the contact's language tag."""
    if speaker is Speaker.CUSTOMER:
        return _answered(place, text)
    step = recognise(place, text, lang, alike)
    if step is None:
        return place
    told = (*place.done, step)[-_DONE:]
    return replace(place, at=step, done=told, waiting=True, answered="", leaving=False, thanks=False, asking=False)


def recognise(place: Place, text: str, lang: str = "", alike: Likeness = words_alike) -> str | None:
    """The step whose line the agent said, None where it was none of them."""
    best, found = 0.0, None
    expected = {step.id for step in proposals(place)}
    for step in place.flow.steps.values():
        line = line_of(step, lang)
        if not line:
            continue
        score = 1.0 if fold(line).words == fold(text).words else alike(line, text)
        # Of two lines as near, the one that was to come.
        score += 0.05 * (step.id in expected)
        if score > best:
            best, found = score, step.id
    return found if best >= ALIKE else None


def line_of(step: Step, lang: str) -> str:
    """The step's line in the language, "" where it says nothing."""
    return in_language(step.say, lang)


def _answered(place: Place, text: str) -> Place:
    slots = dict(place.slots)
    asked = place.flow.steps[place.at] if place.at is not None and place.waiting else None
    # What was asked for replaces what was overheard; one value overheard fills one slot.
    for step in sorted(place.flow.steps.values(), key=lambda one: one is not asked):
        if step.slot and (step is asked or step.regex or step.type != "text"):
            value = _value(step, text, step is asked)
            if value and (step is asked or (step.slot not in slots and value not in slots.values())):
                slots[step.slot] = value
    came = asked is not None and slots.get(asked.slot) != place.slots.get(asked.slot)
    return replace(
        place,
        slots=slots,
        waiting=place.waiting and not came,
        answered=answer(text),
        leaving=bool(_FAREWELL.search(text)),
        thanks=bool(_THANKS.search(text)),
        asking="?" in text or "？" in text,
        greeting=place.greeting and bool(_GREETING.match(text)),
    )


def asked_before(flow: Flow, lines: Iterable[str], lang: str, alike: Likeness = words_alike) -> tuple[str, ...]:
    """The questions of the flow that an agent's lines from before it began have asked."""
    steps = (recognise(Place(flow), line, lang, alike) for line in lines)
    return tuple(name for name in steps if name is not None and flow.steps[name].slot)


def overheard(flow: Flow, lines: Iterable[str]) -> dict[str, str]:
    """What a customer's lines from before the flow began hold for it: only what can be nothing else."""
    found: dict[str, str] = {}
    for step in flow.steps.values():
        if step.slot and (step.regex or step.type in _PLAIN):
            values = [value for line in lines if (value := _value(step, line, asked=False))]
            found.update((step.slot, value) for value in values[-1:])
    return found


def _value(step: Step, text: str, asked: bool) -> str:
    """What of the text answers the step, "" where nothing does."""
    if not step.regex:
        return find_value(text, step.type, asked=asked)
    folded = fold(text)
    try:
        span = patterns.find(step.regex, folded.text)
    except patterns.TookTooLong:
        return ""
    return folded.quote(*span) if span else ""


def proposals(place: Place, most: int = MOST, votes: Mapping[str, float] | None = None) -> tuple[Step, ...]:
    """What to say or ask next, likeliest first, at most `most` steps, each with words to say.

    votes: how much past contacts speak for each step (habits.Habits); what the flow says counts beside them.
    """
    steps = place.flow.steps
    found = list(dict.fromkeys(name for name in _ranked(place) if steps[name].say))
    if votes:
        found += [name for name, step in steps.items() if step.say and name not in found]
        weights = {
            name: votes.get(name, 0.0) + _FLOW_COUNTS * _BY_RANK[min(rank, len(_BY_RANK) - 1)]
            for rank, name in enumerate(found)
        }
        found.sort(key=lambda name: -weights[name])
    return tuple(steps[name] for name in found[:most])


def _ranked(place: Place) -> Iterator[str]:
    flow, steps = place.flow, place.flow.steps
    at = steps[place.at] if place.at is not None else None
    if at is None and place.greeting:
        yield from _of_kind(flow, StepKind.OPEN)
    told = at is not None and at.kind is StepKind.TELL
    nothing_more = at is not None and at.kind is StepKind.MORE and place.answered != "yes" and not place.asking
    if place.leaving or nothing_more or (told and place.thanks and not place.asking):
        yield from _of_kind(flow, StepKind.CLOSE)
    if at is not None and told and place.asking:
        # What was told is asked about: more of it, or the same for another case.
        yield at.id
    following = list(_following(place, at))
    if place.answered == "unsure":
        yield from _other_ways(place, at or steps[flow.start])
    yield from following[:1]
    if told and place.thanks:
        yield from _of_kind(flow, StepKind.MORE)
    yield from following[1:]
    if told:
        yield from _of_kind(flow, StepKind.MORE)
    results = _outcomes(place, following[0] if following else (place.at or flow.start))
    asks = [name for name in _still_to_ask(place) if name not in following]
    yield from results[:1]
    yield from asks[:1]
    yield from results[1:]
    if at is not None and not at.next:
        yield at.id
    yield from asks[1:]
    yield from _of_kind(flow, StepKind.MORE)
    yield from _of_kind(flow, StepKind.CLOSE)


def _other_ways(place: Place, step: Step) -> Iterator[str]:
    """What the flow asks instead of what the customer does not know, at this question or the ones right after it."""
    seen: set[str] = set()
    while step.id not in seen:
        seen.add(step.id)
        instead = [follow.to for follow in step.next if follow.when == "unsure"]
        if instead:
            yield from (name for name in instead if not _known(place, place.flow.steps[name]))
            return
        step = next((place.flow.steps[follow.to] for follow in step.next if follow.when == ""), step)


def _of_kind(flow: Flow, kind: StepKind) -> Iterator[str]:
    return (step.id for step in flow.steps.values() if step.kind is kind)


def _following(place: Place, step: Step | None) -> Iterator[str]:
    """What the flow says comes next, past greetings, what is known already and what is done silently.

    step: where the contact is, None before the flow's first step.
    """
    seen: set[str] = set()
    waiting = [place.flow.start] if step is None else _chosen(step.next, place.answered)
    while waiting:
        name = waiting.pop(0)
        if name in seen:
            continue
        seen.add(name)
        coming = place.flow.steps[name]
        if coming.kind in (StepKind.DO, StepKind.OPEN) or _known(place, coming):
            waiting = _chosen(coming.next, "") + waiting
        else:
            yield name


def _chosen(follows: tuple[Follow, ...], answered: str) -> list[str]:
    """The branches open after such an answer: its own first, then those that need none."""
    own = [follow.to for follow in follows if answered and follow.when == answered]
    free = [follow.to for follow in follows if follow.when not in ("yes", "no", "unsure", OTHERWISE)]
    return own + free if own or free else [follow.to for follow in follows]


def _known(place: Place, step: Step) -> bool:
    """A question that was answered or asked before."""
    return step.kind is StepKind.ASK and bool(step.slot) and (step.slot in place.slots or step.id in place.done)


def _still_to_ask(place: Place) -> Iterator[str]:
    main = [step for step in place.flow.steps.values() if step.kind is StepKind.ASK and not step.optional]
    return (step.id for step in main if not _known(place, step))


def _outcomes(place: Place, name: str) -> list[str]:
    """What the next lookup after this step may give, the usual first; where none follows, what any lookup may."""
    steps, seen = place.flow.steps, set[str]()
    while steps[name].kind is not StepKind.DO and name not in seen:
        seen.add(name)
        following = [follow.to for follow in steps[name].next if follow.when in ("", "yes")]
        name = following[0] if following else name
    lookups = [step for step in steps.values() if step.kind is StepKind.DO]
    if steps[name].kind is StepKind.DO:
        lookups = [steps[name]]
    branches = [follow for lookup in lookups for follow in lookup.next]
    usual = [follow.to for follow in branches if follow.when != OTHERWISE]
    return usual + [follow.to for follow in branches if follow.when == OTHERWISE]


@dataclass(frozen=True, slots=True)
class ListedStep:
    """One line of a flow as a checklist. next: it is the first that is not done."""

    step_id: str
    title: str
    done: bool
    next: bool


def done(place: Place, step_id: str) -> Place:
    """The place after a step that is not heard (a DO step) was done. Raises KeyError for a step there is not."""
    return replace(place, at=place.flow.steps[step_id].id, done=(*place.done, step_id)[-_DONE:], answered="")


def checklist(place: Place, lang: str) -> tuple[ListedStep, ...]:
    """The steps in the order in which they are written, with what is done."""
    ahead = next((name for name in place.flow.steps if name not in place.done), None)
    return tuple(
        ListedStep(step.id, step.do or line_of(step, lang), step.id in place.done, step.id == ahead)
        for step in place.flow.steps.values()
    )
