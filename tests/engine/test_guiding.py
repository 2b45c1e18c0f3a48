"""Call flows and words that are still being spoken, live: told as they change, kept, and the same when replayed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from agent_assist.assistant import Knowledge
from agent_assist.contactbook import NOTICED, ContactBook, play_again
from agent_assist.contacts.journal import Journal
from agent_assist.datatypes import Speaker, Template, Unfinished
from agent_assist.guidance.language import parse_rules
from agent_assist.guidance.matching import CompiledRules
from agent_assist.keeper import open_knowledge
from agent_assist.protocol import Update, check_update, without_timings
from agent_assist.retrieval.bundle import current
from agent_assist.retrieval.suggesting import Suggester

RULES = (
    {
        "id": "promise",
        "title": "Promise",
        "severity": "urgent",
        "says": {"role": "agent", "any": [{"exact": "i promise you"}]},
        "say": "I expect so.",
        "follow": {"says": {"role": "agent", "any": [{"exact": "expect"}]}, "within": 20},
    },
    {
        "id": "closing",
        "title": "Closing words",
        "severity": "required",
        "absent_by": {"says": {"role": "agent", "any": [{"exact": "thank you for calling"}]}, "by_end": True},
        "say": "Thank you for calling about {{ error_code }}.",
        "slots": ["error_code"],
    },
    {
        "id": "told-step",
        "title": "Plug pulled",
        "severity": "advice",
        "state": {"step": "plug"},
        "hold_while": ["speaking"],
    },
)


@dataclass(frozen=True)
class Scripts:
    """The templates of a bundle."""

    templates: tuple[Template, ...]


class Contact:
    """One contact with a clock in the test's hand."""

    def __init__(self, knowledge: Knowledge, **attributes: str) -> None:
        self.time = 1_700_000_000.0
        self.knowledge = knowledge
        self.journal = Journal.in_memory(now=lambda: self.time)
        self.book = self._book()
        opening = {"contact": "c", "channel": "call", "lang": "en", "attributes": attributes}
        self.updates = list(self.book.open(opening))
        self.lines = 0

    def _book(self) -> ContactBook:
        book = ContactBook(self.journal, learn=False, wall=lambda: self.time, on_journal_lost=lambda error: None)
        book.use(self.knowledge)
        return book

    def _told(self, updates: list[Update]) -> list[Update]:
        for update in updates:
            check_update(update)
        self.updates += updates
        return updates

    def say(self, speaker: str, text: str, search: bool = True, **more: Any) -> list[Update]:
        self.time += 5
        return self._told(self.book.say({"contact": "c", "speaker": speaker, "text": text, **more}, search))

    def hear(self, name: str, speaker: Speaker, text: str, revision: int) -> list[Update]:
        self.time += 1
        at = self.book.clock("c")
        line = Unfinished(name, speaker, at, at, None, text, "", revision)
        return self._told(self.book.hear("c", line))

    def do(self, **told: Any) -> list[Update]:
        self.time += 1
        return self._told(self.book.happen({"contact": "c", **told}))

    def close(self) -> Update:
        self.time += 1
        return self._told(self.book.close({"contact": "c"}))[-1]

    def replayed(self) -> None:
        """What the journal gives again is what was told, but for what is never kept."""
        kept = [without_timings(update) for update in self.updates if "seq" in update]
        assert [without_timings(update) for update in play_again(self.journal.events("c"), self.knowledge)] == kept


@pytest.fixture(scope="module")
def knowledge(bundles: Path) -> Knowledge:
    opened = open_knowledge(current(bundles))
    return replace(opened, rules=CompiledRules.of(parse_rules(RULES), opened.searcher.encode))


def of_type(updates: list[Update], name: str) -> list[Update]:
    return [update for update in updates if update["type"] == name]


def test_a_flow_is_found_followed_and_remembered(knowledge: Knowledge) -> None:
    contact = Contact(knowledge)
    assert not of_type(contact.say("customer", "Good morning, my name is Karin."), "step")
    (begun,) = of_type(contact.say("customer", "My router is dead, there is a red light."), "step")
    assert (begun["flow"], begun["step"], begun["ask"]) == ("router-fault", "code", "Which code does the router show?")
    contact.say("agent", "And which code does the router show?")
    (told,) = of_type(contact.say("customer", "It shows E-4711."), "step")
    assert told["slots"] == {"error_code": "E-4711"}
    assert told["ask"] == "Please pull the plug for thirty seconds. The code is E-4711."
    assert [step["step"] for step in told["done"]] == ["code"]
    said = contact.say("agent", "Please pull the plug for thirty seconds.")
    assert [one["rule_id"] for one in of_type(said, "prompt")] == ["told-step"], "rules are told of the step"
    contact.do(step="look-up")
    again = contact.book.snapshot()
    assert of_type(again, "step")[-1]["done"][-1]["step"] == "look-up"
    summary = contact.close()
    owed = [one for one in of_type(contact.updates, "prompt") if one["rule_id"] == "closing"]
    assert owed[0]["say"] == "Thank you for calling about E-4711.", "rules may say what was heard in the flow"
    assert summary["adherence"]["share"] == 0.0
    contact.replayed()


def test_what_is_known_of_a_contact_chooses_its_flow_and_the_agent_may_choose_another(knowledge: Knowledge) -> None:
    contact = Contact(knowledge, contact_type="fault", error_code="E-1234")
    (begun,) = of_type(contact.updates, "step")
    assert (begun["flow"], begun["step"]) == ("router-fault", "plug"), "what is known is not asked for"
    (gone,) = of_type(contact.do(attributes={"flow": ""}), "step")
    assert (gone["flow"], gone["step"], gone["done"]) == ("", "", [])
    assert not of_type(contact.say("customer", "The router is dead."), "step"), "the agent has said that there is none"
    (back,) = of_type(contact.do(attributes={"flow": "router-fault"}), "step")
    assert back["flow"] == "router-fault"
    contact.close()
    contact.replayed()


def test_a_card_is_filled_by_what_the_customer_says_later(knowledge: Knowledge) -> None:
    templates = tuple(
        replace(one, text="The code is {{ error_code }}.", slots=("error_code",))
        for one in knowledge.searcher.templates
    )
    contact = Contact(replace(knowledge, suggester=Suggester(Scripts(templates))))
    first = contact.say("customer", "The router is dead. And we are moving, can we keep the broadband?")
    assert of_type(first, "suggestions")[-1]["items"][0]["missing"] == ["error_code"]
    contact.say("agent", "Which code does the router show?")
    told = of_type(contact.say("customer", "E-9999.", search=False), "suggestions")
    assert told[-1]["items"][0]["reply"] == "The code is E-9999."
    assert told[-1]["items"][0]["missing"] == []
    contact.close()
    contact.replayed()


def test_a_corrected_answer_is_the_answer(knowledge: Knowledge) -> None:
    contact = Contact(knowledge)
    contact.say("customer", "The router is dead.")
    contact.say("agent", "Which code does the router show?")
    contact.say("customer", "It shows E-4711.", message="m")
    contact.say("agent", "Lovely weather, by the way.")
    contact.time += 1
    updates = contact._told(contact.book.correct({"contact": "c", "utterance": "m", "text": "It shows E-4712."}))
    assert of_type(updates, "step")[-1]["slots"] == {"error_code": "E-4712"}
    contact.close()
    contact.replayed()


def test_words_still_being_spoken_prompt_and_what_turns_out_otherwise_is_taken_back(knowledge: Knowledge) -> None:
    contact = Contact(knowledge)
    assert not of_type(contact.hear("u", Speaker.AGENT, "Well I", 1), "prompt")
    (early,) = of_type(contact.hear("u", Speaker.AGENT, "Well I promise you", 2), "prompt")
    assert (early["rule_id"], early["state"]) == ("promise", "violated")
    (back,) = of_type(contact.hear("u", Speaker.AGENT, "Well I promised yesterday", 3), "prompt")
    assert back["state"] == "withdrawn"
    contact.hear("v", Speaker.AGENT, "I promise you that", 1)
    final = contact.say("agent", "I promise you that it works.", message="v")
    assert not of_type(final, "prompt"), "it stands already"
    contact.say("agent", "I expect it to.")
    prompts = contact.close()["adherence"]["prompts"]
    assert [(one["rule_id"], one["followed"]) for one in prompts] == [("promise", "yes"), ("closing", "no")]
    contact.replayed()


def test_a_line_that_is_taken_away_takes_its_prompt_away(knowledge: Knowledge) -> None:
    contact = Contact(knowledge)
    contact.hear("u", Speaker.AGENT, "I promise you", 1)
    (back,) = of_type(contact.hear("u", Speaker.AGENT, "", 2), "prompt")
    assert back["state"] == "withdrawn"
    assert contact.close()["adherence"]["rules"][0]["rule_id"] == "closing"
    contact.replayed()


def test_a_prompt_waits_while_the_agent_is_heard_to_speak(knowledge: Knowledge) -> None:
    contact = Contact(knowledge, contact_type="fault")
    contact.hear("u", Speaker.AGENT, "One moment while I look", 1)
    assert not of_type(contact.do(step="plug"), "prompt")
    said = contact.say("agent", "One moment while I look that up.", message="u")
    assert [one["rule_id"] for one in of_type(said, "prompt")] == ["told-step"]
    kept = [event.payload["utterance"]["text"] for event in contact.journal.events("c") if event.kind == "heard"]
    assert kept == [""], "that somebody speaks is kept, what was not understood for sure is not"
    contact.close()
    contact.replayed()


def test_answers_and_the_confirmed_notice_stand_in_the_summary_and_outlive_the_engine(knowledge: Knowledge) -> None:
    contact = Contact(knowledge)
    contact.say("agent", "I promise you that it works.")
    told = {"contact": "c", "rule_id": "promise", "verdict": "dismissed", "reason": "a joke"}
    contact._told(contact.book.answer(told))
    contact._told(contact.book.answer({**told, "rule_id": "closing", "verdict": "acknowledged", "reason": NOTICED}))
    after = contact._book()
    after.reload(lambda name, error: pytest.fail(f"{name}: {error}"))
    assert after.noticed() == ["c"]
    kept = contact.close()["adherence"]
    assert (kept["prompts"][0]["answer"], kept["prompts"][0]["reason"]) == ("dismissed", "a joke")
    assert kept["rules"][0]["dismissed"] == 1
    contact.replayed()
