"""What rules and call flows say in one contact, as updates. Pure, as the assistant that holds it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from agent_assist.datatypes import ItemState, Prompt, Speaker, Unfinished, Utterance
from agent_assist.events import Answered, ContactInfo, Happened
from agent_assist.guidance.adherence import Adherence, adherence
from agent_assist.guidance.flow_choice import CompiledFlows
from agent_assist.guidance.flow_guide import Ask, FlowGuide, Shown
from agent_assist.guidance.matching import CompiledRules
from agent_assist.guidance.monitor import Monitor
from agent_assist.protocol import Update, checklist_items, prompt_update, seconds

#: A rule that waits while the agent speaks is told so again after so many seconds of one sentence.
_STILL_SPEAKING = 2.0


class Guiding:
    """The monitor and the flows of one contact. `now` is seconds on the contact clock and never runs backwards."""

    def __init__(self, info: ContactInfo, rules: CompiledRules, flows: CompiledFlows, lang: str) -> None:
        self._attributes = dict(info.attributes)
        self._flows = FlowGuide(flows, lang, info.attributes)
        self._monitor = Monitor(rules, channel=info.channel, lang=lang, attributes=info.attributes, today=info.today)
        self._shown = Shown()
        self._step = ""
        self._prompts: dict[str, Update] = {}
        self._checklist: list[dict[str, Any]] = []
        self._partials: dict[str, float] = {}

    @property
    def values(self) -> Mapping[str, Any]:
        """What templates may use: what is known of the contact, and what the customer has said in its flows."""
        return {**self._flows.slots, **self._attributes}

    @property
    def prompts(self) -> list[Update]:
        """The last prompt of every rule."""
        return list(self._prompts.values())

    def next_deadline(self) -> float | None:
        """The contact time just after which `tick` may have something to say next."""
        return self._monitor.next_deadline()

    def open(self) -> list[Update]:
        """What stands before anything was said."""
        return [*self._checklist_changes(0.0), *self._steps(0.0)]

    def follow(self, utterance: Utterance) -> None:
        """Flows hear a final line, before it is searched, so that cards can use what it says."""
        self._flows.on_utterance(utterance)

    def found(self, utterance_id: str, article_id: str, lang: str) -> None:
        """Flows hear which article answers a customer's line."""
        self._flows.on_answer(utterance_id, article_id, lang)

    def judge(self, utterance: Utterance, now: float) -> list[Update]:
        """Rules hear a line, final or not."""
        if utterance.final:
            self._partials.pop(utterance.id, None)
        prompts = self._monitor.on_utterance(utterance, now)
        return [*self._prompted(prompts), *self._checklist_changes(now), *(self._steps(now) if utterance.final else ())]

    def heeds(self, line: Unfinished) -> Utterance | None:
        """The line as rules should hear it while it is spoken; None where it is nothing to them.

        Without its words where it only shows that the agent speaks. The same line may be asked about once.
        """
        text = line.committed.strip()
        words = Utterance(line.id, line.speaker, text, line.at, line.end, line.lang, final=False)
        told = self._partials.get(line.id)
        if self._monitor.hears(words):
            self._partials[line.id] = math.inf
            return words
        if told == math.inf:
            # What the rules heard in it was taken back.
            self._partials[line.id] = line.end
            return words
        due = told is None or line.end >= told + _STILL_SPEAKING
        if line.speaker is Speaker.AGENT and text and due and self._monitor.waits_for_silence:
            self._partials[line.id] = line.end
            return replace(words, text="")
        return None

    def happened(self, event: Happened, now: float) -> list[Update]:
        """Holds, steps, attributes, typing, sound lost and back."""
        monitor = self._monitor
        prompts: list[Prompt] = []
        if event.step:
            self._flows.on_step(event.step, now)
            self._step = event.step
        if event.state:
            prompts += monitor.on_state(event.state, now, event.step)
        if event.attributes:
            self._attributes.update(event.attributes)
            self._flows.on_attributes(event.attributes)
            prompts += monitor.on_attributes(event.attributes, now)
        if event.typing is not None:
            prompts += monitor.on_typing(event.typing, now)
        if event.audio:
            for side in (Speaker(event.speaker),) if event.speaker else tuple(Speaker):
                prompts += monitor.on_audio(side, event.audio == "lost", now)
        return [*self._prompted(prompts), *self._checklist_changes(now), *self._steps(now)]

    def answered(self, event: Answered, now: float) -> list[Update]:
        """The agent acknowledged or dismissed a prompt."""
        return self._prompted(self._monitor.on_answer(event.rule_id, event.verdict, now, event.reason))

    def drafted(self, text: str, now: float) -> list[dict[str, Any]]:
        """What the rules say about a text before it is sent."""
        return [
            {"rule_id": found.rule_id, "title": found.title, "quote": found.quote, "say": found.say}
            for found in self._monitor.check_draft(text, now)
        ]

    def tick(self, due: float) -> list[Update]:
        """The timers of this moment."""
        prompts = self._monitor.tick(math.nextafter(due, math.inf))
        return [*self._prompted(prompts), *self._checklist_changes(due)]

    def close(self, now: float) -> list[Update]:
        """What was owed until the end and never came is violated."""
        return [*self._prompted(self._monitor.close(now)), *self._checklist_changes(now)]

    def standing(self, now: float) -> list[Update]:
        """Everything a front end needs to show guidance as it stands."""
        updates = self.prompts
        if self._checklist:
            updates.append(self._checklist_update(now))
        if self._shown.flow:
            updates.append(step_update(self._shown, now))
        return updates

    def summary(self) -> dict[str, Any]:
        """`checklist` and `adherence` of the contact's summary."""
        judged = [item for item in self._checklist if item["state"] != str(ItemState.OPEN)]
        kept = adherence(self._monitor.firings(), self._monitor.states(), self._monitor.rules())
        return {"checklist": judged, "adherence": adherence_json(kept)}

    # -- inside -------------------------------------------------------------------------------------------------------

    def _prompted(self, prompts: list[Prompt]) -> list[Update]:
        updates = []
        for prompt in prompts:
            update = prompt_update(prompt)
            self._prompts[prompt.rule_id] = update
            updates.append(update)
        return updates

    def _checklist_changes(self, at: float) -> list[Update]:
        items = checklist_items(self._monitor.checklist())
        if items == self._checklist:
            return []
        self._checklist = items
        return [self._checklist_update(at)]

    def _checklist_update(self, at: float) -> Update:
        return {"type": "checklist", "at": seconds(at), "items": self._checklist}

    def _steps(self, at: float) -> list[Update]:
        """Where the contact is in its flow, where that has changed; rules are told of steps and slots."""
        shown = self._flows.shown()
        if shown == self._shown:
            return []
        news = {name: value for name, value in shown.slots.items() if self._shown.slots.get(name) != value}
        before, self._shown = self._shown, shown
        prompts: list[Prompt] = []
        if heard := {name: value for name, value in news.items() if name not in self._attributes}:
            prompts += self._monitor.on_attributes(heard, at)
        if shown.done and shown.done != before.done and shown.done[-1].step != self._step:
            self._step = shown.done[-1].step
            prompts += self._monitor.on_state("step", at, self._step)
        changed = replace(shown, slots={}) != replace(before, slots={}) or (shown.flow and news)
        told = [step_update(shown, at)] if changed else []
        return [*told, *self._prompted(prompts), *(self._checklist_changes(at) if prompts else ())]


def step_update(shown: Shown, at: float) -> Update:
    """`step`: where the contact is in its flow, and what to say next."""
    return {
        "type": "step",
        "at": seconds(at),
        "flow": shown.flow,
        "title": shown.title,
        "step": shown.now.step if shown.now else "",
        "ask": shown.now.ask if shown.now else "",
        "done": [{"step": one.step, "title": one.title, "at": seconds(one.at)} for one in shown.done],
        "next": [_ask_json(one) for one in shown.next],
        "slots": dict(shown.slots),
    }


def _ask_json(ask: Ask) -> dict[str, str]:
    return {"step": ask.step, "ask": ask.ask}


def adherence_json(kept: Adherence) -> dict[str, Any]:
    """`adherence` of a summary; shares are rounded, for they are read by people."""
    return {
        "share": _rounded(kept.share),
        "rules": [{**asdict(rule), "share": _rounded(rule.share)} for rule in kept.rules],
        "prompts": [{**asdict(prompt), "at": seconds(prompt.at)} for prompt in kept.prompts],
    }


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 3)
