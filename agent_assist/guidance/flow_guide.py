"""Leads one contact through its call flows: which one it is in, where in it, what is known, what to say next.

Pure: what was said and done, and when, gives the state; a line that is mended is heard anew from its place on.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from agent_assist.datatypes import Speaker, Utterance
from agent_assist.guidance.filling import filled
from agent_assist.guidance.flow_choice import NAMED, CompiledFlows
from agent_assist.guidance.flow_tracking import Place, asked_before, done, hear, line_of, overheard
from agent_assist.guidance.flows import Flow, Step
from agent_assist.guidance.rules import in_language

#: Steps shown at once: the one to say, and what else may come.
SHOWN = 3
#: Events that may still be mended, and the latest lines that a flow hears when it begins.
_KEPT, _BEFORE = 64, 12


@dataclass(frozen=True, slots=True)
class Done:
    """A step that was said or done. at: seconds on the contact clock."""

    step: str
    title: str
    at: float


@dataclass(frozen=True, slots=True)
class Ask:
    """What to say or do at a step, its variables filled as far as they are known."""

    step: str
    ask: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Where a contact is. flow "": in none.  now: what to say next, None where the flow is at its end.

    next: what else may come.  slots: what is remembered, by name.
    """

    flow: str = ""
    title: str = ""
    now: Ask | None = None
    done: tuple[Done, ...] = ()
    next: tuple[Ask, ...] = ()
    slots: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Line:
    utterance: Utterance


@dataclass(frozen=True, slots=True)
class _Step:
    name: str
    at: float


@dataclass(frozen=True, slots=True)
class _Known:
    attributes: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Answered:
    utterance_id: str
    article_id: str
    lang: str


_Event: TypeAlias = _Line | _Step | _Known | _Answered


@dataclass(frozen=True, slots=True)
class _State:
    """place: in the flow under way.  others: in those begun before, by id.  times: when each step was last said or
    done, by flow and step.  lines: the latest.  slots: remembered through all flows.  chosen: attributes name the
    flow, so that words do not.
    """

    place: Place | None = None
    others: Mapping[str, Place] = field(default_factory=dict)
    times: Mapping[tuple[str, str], float] = field(default_factory=dict)
    lines: tuple[Utterance, ...] = ()
    slots: Mapping[str, str] = field(default_factory=dict)
    attributes: Mapping[str, Any] = field(default_factory=dict)
    chosen: bool = False


class FlowGuide:
    """The flows of one contact. lang: its language tag.  attributes: what is known of it."""

    def __init__(self, flows: CompiledFlows, lang: str, attributes: Mapping[str, Any]) -> None:
        self._flows = flows
        self._lang = lang
        self._state = self._after(_State(), _Known(attributes))
        self._heard: deque[tuple[_State, _Event]] = deque(maxlen=_KEPT)

    def on_utterance(self, utterance: Utterance) -> None:
        """Takes in a final utterance, or a later form of one with its id; one mended long after changes nothing."""
        event = _Line(utterance)
        events = list(self._heard)
        for place, (before, old) in enumerate(events):
            if isinstance(old, _Line) and old.utterance.id == utterance.id:
                self._state = before
                self._heard = deque(events[:place], maxlen=_KEPT)
                for one in (event, *(later for _, later in events[place + 1 :])):
                    if not isinstance(one, _Answered) or one.utterance_id != utterance.id:
                        self._take(one)
                return
        if not utterance.corrected:
            self._take(event)

    def on_answer(self, utterance_id: str, article_id: str, lang: str) -> None:
        """Search has found what answers a customer's line: an article, of the language `lang`."""
        if self._flows.answered_by(article_id, lang) is not None:
            self._take(_Answered(utterance_id, article_id, lang))

    def on_step(self, name: str, at: float) -> None:
        """The agent has done a step of the flow under way; one that it does not have changes nothing."""
        self._take(_Step(name, at))

    def on_attributes(self, attributes: Mapping[str, Any]) -> None:
        """Something new is known of the contact; the attribute `flow` chooses one, or with "" none."""
        self._take(_Known(attributes))

    @property
    def slots(self) -> Mapping[str, str]:
        """What the customer has said so far, by the name under which flows remember it."""
        return self._state.slots

    def shown(self) -> Shown:
        """What to show."""
        state, place = self._state, self._state.place
        if place is None:
            return Shown(slots=state.slots)
        flow = place.flow
        told = next((line.text for line in reversed(state.lines) if line.speaker is Speaker.CUSTOMER), "")
        asks = [Ask(step.id, self._words(step)) for step in self._flows.next_steps(place, told, SHOWN)]
        said = [
            Done(step, line_of(flow.steps[step], self._lang) or flow.steps[step].do, at)
            for (of, step), at in sorted(state.times.items(), key=lambda item: item[1])
            if of == flow.id
        ]
        return Shown(
            flow.id,
            in_language(flow.title, self._lang),
            asks[0] if asks else None,
            tuple(Done(one.step, filled(one.title, self._values()), one.at) for one in said),
            tuple(asks[1:]),
            state.slots,
        )

    # -- inside -------------------------------------------------------------------------------------------------------

    def _words(self, step: Step) -> str:
        return filled(line_of(step, self._lang) or step.do, self._values())

    def _values(self) -> Mapping[str, Any]:
        known = {name: value for name, value in self._state.attributes.items() if value is not None and value != ""}
        return {**self._state.slots, **known}

    def _take(self, event: _Event) -> None:
        self._heard.append((self._state, event))
        self._state = self._after(self._state, event)

    def _after(self, state: _State, event: _Event) -> _State:
        match event:
            case _Known(attributes):
                return self._known(state, attributes)
            case _Step(name, at):
                place = state.place
                if place is None or name not in place.flow.steps:
                    return state
                times = {**state.times, (place.flow.id, name): at}
                return replace(state, place=done(place, name), times=times)
            case _Line(utterance):
                return self._said(state, utterance)
            case _Answered(utterance_id, article_id, lang):
                return self._answered(state, utterance_id, self._flows.answered_by(article_id, lang))

    def _known(self, state: _State, new: Mapping[str, Any]) -> _State:
        before = state.attributes
        state = replace(state, attributes={**before, **new})
        if NAMED in new:
            flow = self._flows.named(new[NAMED])
            state = replace(state, chosen=flow is not None or new[NAMED] == "")
            return self._into(state, flow) if state.chosen else state
        flow = self._flows.known_by(state.attributes)
        news = flow is not None and flow is not self._flows.known_by(before)
        return self._into(state, flow) if news and not state.chosen else state

    def _said(self, state: _State, utterance: Utterance) -> _State:
        text, place = utterance.text, state.place
        if utterance.speaker is Speaker.CUSTOMER and not state.chosen:
            called = self._flows.called_by(text)
            if called is not None and (place is None or called.id != place.flow.id):
                state = self._into(state, called)
        state = self._hear(state, utterance)
        return replace(state, lines=(*state.lines, utterance)[-_BEFORE:])

    def _answered(self, state: _State, utterance_id: str, flow: Flow | None) -> _State:
        """The flow that the article belongs to begins with the line that it answers."""
        if flow is None or state.chosen or (state.place is not None and state.place.flow.id == flow.id):
            return state
        state = self._into(state, flow)
        line = next((line for line in state.lines if line.id == utterance_id), None)
        return state if line is None else self._hear(state, line)

    def _hear(self, state: _State, utterance: Utterance) -> _State:
        if state.place is None:
            return state
        place = hear(state.place, utterance.speaker, utterance.text, utterance.lang or self._lang, self._flows.alike)
        times = state.times
        if utterance.speaker is Speaker.AGENT and place is not state.place and place.at is not None:
            times = {**times, (place.flow.id, place.at): utterance.at}
        return replace(state, place=place, times=times, slots={**state.slots, **place.slots})

    def _into(self, state: _State, flow: Flow | None) -> _State:
        """The contact comes into a flow, or into one that it left; what it has said before is not asked for again."""
        others = dict(state.others)
        if state.place is not None:
            others[state.place.flow.id] = state.place
        if flow is None:
            return replace(state, place=None, others=others)
        known = {name: str(value) for name, value in {**state.slots, **state.attributes}.items() if value}
        own = {step.slot for step in flow.steps.values() if step.slot}
        known = {name: value for name, value in known.items() if name in own}
        left = others.pop(flow.id, None)
        if left is not None:
            return replace(state, place=replace(left, slots={**left.slots, **known}), others=others)
        asked, told = (
            [line.text for line in state.lines if line.speaker is side] for side in (Speaker.AGENT, Speaker.CUSTOMER)
        )
        said = {**overheard(flow, told), **known}
        place = Place(flow, done=asked_before(flow, asked, self._lang, self._flows.alike), slots=said)
        return replace(state, place=place, others=others, slots={**state.slots, **said})
