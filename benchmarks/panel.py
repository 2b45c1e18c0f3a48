"""How steady the panel of cards is: cards a minute, replacements within three seconds, cards on mere courtesies.

    python benchmarks/panel.py [FOLDER …] [--bundle BUNDLES] [--json]

Without a FOLDER the demo contacts of the sample company are played, from `--bundle` (default var/bundles). A FOLDER has
kb.jsonl and dialogues.jsonl (lines of {id, lang?, turns: [{speaker, text}]}); a bundle is built of the one, with its
`model` (--model, default minilm), and the others are played.

Every contact is played as a live call: words become known at 2.5 a second, a partial each half second with all but its
last two words committed, finals .6 s after the last word; what the engine sends then goes through the window's own
state of the contact (contact_model) and of its cards (card_stand), with the times at which the window would look again.
Where a contact has no times, turns follow each other after .8 s. A replacement is one primary card in another's place;
it is "early" within three seconds of the first one's showing. An early one may only be a clearly better card or the
answer to other words of the customer: those are told apart, and of others there must be none. Courtesies are the
contact's own lines that hold nothing but thanks, goodbyes and backchannels, and 24 more that are said at its end, while
cards stand; counted is how many of them bring other cards. Beside it stands what the engine alone would have shown.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

from agent_assist.assistant import Knowledge
from agent_assist.contactbook import ContactBook
from agent_assist.contacts.journal import Journal
from agent_assist.datatypes import Speaker, Unfinished
from agent_assist.keeper import open_knowledge
from agent_assist.protocol import Update
from agent_assist.retrieval.bundle import current
from agent_assist.ui.card_stand import BETTER, HOLD, Stand, due, key_of, settled
from agent_assist.ui.contact_model import Panel

ROOT = Path(__file__).resolve().parent.parent
#: The sample's articles hold on this day: 2026-11-20.
_BEGAN = 1_795_132_800.0
COURTESIES = {
    "en": ("Thank you.", "Thanks, bye!", "Okay.", "Yes, please.", "Goodbye.", "Mm-hm.", "Great, thanks.", "All right."),
    "sv": ("Tack!", "Tack så mycket, hej då.", "Okej.", "Ja tack.", "Mm.", "Hej då!", "Vad bra, tack.", "Just det."),
    "zh-Hans": ("谢谢。", "好的，再见。", "嗯。", "好的。", "是的。", "没问题，谢谢。", "再见！", "明白了。"),
    "zh-Hant": ("謝謝。", "好的，再見。", "嗯。", "好的。", "是的。", "沒問題，謝謝。", "再見！", "明白了。"),
}  # fmt: skip
_COURTEOUS = re.compile(
    r"(?:\W|thank(?:s| you)|bye|good|goodbye|day|have|a|you|too|great|ok(?:ay|ej)?|yes|no|please|mm|hm|uh|all|right|so"
    r"|much|very|that's|perfect|fine|nothing|else|just|now|nope|lot|tack|hej|då|ja|nej|bra|så|mycket|detsamma|det|var|allt"
    r"|谢|謝|再见|再見|好|的|嗯|是|没问题|沒問題|明白|了|不用|您|你)+",
    re.IGNORECASE,
)


@dataclass
class Tally:
    """What was counted."""

    contacts: int = 0
    minutes: float = 0.0
    shown: int = 0
    replaced: int = 0
    early_better: int = 0
    early_other_words: int = 0
    early_else: int = 0
    courtesies: int = 0
    courtesy_cards: int = 0
    engine_shown: int = 0
    engine_early: int = 0
    seconds: list[float] = field(default_factory=list)

    def report(self) -> dict[str, Any]:
        """Figures for people and machines."""
        stood = sorted(self.seconds)
        return {
            "contacts": self.contacts,
            "minutes": round(self.minutes, 1),
            "cards_a_minute": round(self.shown / self.minutes, 2) if self.minutes else 0.0,
            "primaries_shown": self.shown,
            "replacements": self.replaced,
            "within_3s_clearly_better": self.early_better,
            "within_3s_other_words": self.early_other_words,
            "within_3s_else": self.early_else,
            "median_seconds_stood": round(stood[len(stood) // 2], 1) if stood else 0.0,
            "courtesies": self.courtesies,
            "cards_on_courtesies": self.courtesy_cards,
            "engine_primaries": self.engine_shown,
            "engine_replacements_within_3s": self.engine_early,
        }


@dataclass(frozen=True)
class Turn:
    """One line of a contact. at: when it begins, in seconds."""

    speaker: str
    text: str
    at: float

    @property
    def spoken(self) -> float:
        """Seconds it takes: 2.5 words a second; a Chinese character is half a word."""
        han = len(re.findall(r"[\u3400-\u9fff]", self.text))
        return max(0.4, (len(re.findall(r"[^\W\u3400-\u9fff]+", self.text)) + han / 2) / 2.5)


class Desk:
    """A contact book on a clock of its own, and the window's state over it."""

    def __init__(self, knowledge: Knowledge, tally: Tally) -> None:
        self.wall = _BEGAN
        journal = Journal.in_memory()
        self.book = ContactBook(journal, learn=False, wall=lambda: self.wall, on_journal_lost=lambda _: None)
        self.book.use(knowledge)
        self.panel = Panel()
        self.tally = tally
        self.name = ""
        self._since = float("-inf")
        self._engine: tuple[object, float] = (None, float("-inf"))

    @property
    def now(self) -> float:
        """Seconds since the contact began."""
        return self.wall - _BEGAN

    def open(self, name: str, lang: str | None) -> None:
        """Begin a contact."""
        self.name, self._since = name, float("-inf")
        self.wall = _BEGAN
        self._engine = (None, float("-inf"))
        self._take(self.book.open({"contact": name, "channel": "call", "lang": lang}))

    def wait(self, until: float) -> None:
        """Time passes; the window looks again when it is due."""
        while (at := due(self._stand, self.now)) is not None and at <= until:
            self.wall = _BEGAN + at
            self._moved(settled(self._stand, at))
        self.wall = max(self.wall, _BEGAN + until)
        self._take(self.book.tick())

    def hear(self, line: str, turn: Turn, done: float) -> None:
        """A partial: what was said `done` seconds after the line began."""
        words = re.findall(r"[\u3400-\u9fff]|\S+?(?=[\u3400-\u9fff]|\s|$)\s*", turn.text)
        known = words[: max(1, round(len(words) * min(1.0, done / turn.spoken)))]
        committed, tentative = "".join(known[:-2]), "".join(known[-2:])
        speaker = Speaker(turn.speaker)
        unfinished = Unfinished(line, speaker, turn.at, turn.at + done, None, committed, tentative, 1)
        self._take(self.book.hear(self.name, unfinished))

    def say(self, line: str, turn: Turn, end: float) -> int:
        """A final; how many other primaries it brought."""
        before = self.tally.shown
        command = {"contact": self.name, "speaker": turn.speaker, "text": turn.text, "message": line, "at": turn.at}
        self._take(self.book.say({**command, "end": end}))
        return self.tally.shown - before

    @property
    def _stand(self) -> Stand:
        return self.panel.contacts[self.name].stand

    def _take(self, updates: Sequence[Update]) -> None:
        for update in updates:
            before = self.panel.contacts[self.name].stand if self.name in self.panel.contacts else Stand()
            self.panel.apply(update, self.now)
            self._count(before, self._stand)
            if update["type"] == "suggestions":
                self._count_engine(update)

    def _moved(self, stand: Stand) -> None:
        before, self.panel.contacts[self.name].stand = self._stand, stand
        self._count(before, stand)

    def _count(self, before: Stand, after: Stand) -> None:
        old, new = [key_of(card) for card in before.cards[:1]], [key_of(card) for card in after.cards[:1]]
        if old == new:
            return
        if old:
            self.tally.seconds.append(self.now - self._since)
        if new:
            self.tally.shown += 1
        if old and new:
            self.tally.replaced += 1
            if self.now - self._since < HOLD:
                if after.cards[0].confidence >= before.cards[0].confidence + BETTER:
                    self.tally.early_better += 1
                elif after.utterance != before.utterance:
                    self.tally.early_other_words += 1
                else:
                    self.tally.early_else += 1
        self._since = self.now

    def _count_engine(self, update: Update) -> None:
        first = update["items"][0]["article_id"] if update["items"] else None
        shown, since = self._engine
        if first != shown:
            if first is not None:
                self.tally.engine_shown += 1
                self.tally.engine_early += shown is not None and self.now - since < HOLD
            self._engine = (first, self.now)


def play(desk: Desk, name: str, lang: str | None, turns: Sequence[Turn]) -> None:
    """Play one contact as a live call, and then the courtesies of its language."""
    desk.open(name, lang)
    free = 0.0
    for number, turn in enumerate(turns):
        # Somebody whose words take longer than the recording gave them holds the next one up.
        begin = max(turn.at, free)
        turn = Turn(turn.speaker, turn.text, begin)
        done = 0.5
        while done < turn.spoken:
            desk.wait(begin + done)
            desk.hear(f"t{number}", turn, done)
            done += 0.5
        desk.wait(begin + turn.spoken + 0.6)
        _final(desk, f"t{number}", turn, begin + turn.spoken)
        free = begin + turn.spoken
    desk.tally.contacts += 1
    desk.tally.minutes += desk.now / 60
    for number, text in enumerate(COURTESIES.get(lang or "en", COURTESIES["en"])):
        for again in range(3):
            desk.wait(desk.now + 4.0)
            _final(desk, f"c{number}.{again}", Turn("customer", text, desk.now), desk.now, courtesy=True)


def _final(desk: Desk, line: str, turn: Turn, end: float, courtesy: bool = False) -> None:
    brought = desk.say(line, turn, end)
    if turn.speaker == "customer" and (courtesy or _COURTEOUS.fullmatch(turn.text)):
        desk.tally.courtesies += 1
        desk.tally.courtesy_cards += brought


def demo_contacts() -> Iterator[tuple[str, str | None, list[Turn]]]:
    """(name, language, turns) of the sample company's demo contacts."""
    for path in sorted((ROOT / "kb_index" / "sample" / "contacts").glob("*.jsonl")):
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        said = [Turn(line["speaker"], line["text"], float(line["at"])) for line in lines if "text" in line]
        lang = re.search(r"(zh-Han[st]|en|sv)$", path.stem)
        yield path.stem, lang.group() if lang else None, said


def dialogues(folder: Path) -> Iterator[tuple[str, str | None, list[Turn]]]:
    """The same of a folder's dialogues, each turn .8 s after the one before."""
    for row in (folder / "dialogues.jsonl").read_text(encoding="utf-8").splitlines():
        dialogue = json.loads(row)
        at, turns = 0.0, []
        for said in dialogue["turns"]:
            turns.append(Turn(said["speaker"], said["text"], at))
            at += turns[-1].spoken + 0.8
        yield dialogue["id"], dialogue.get("lang"), turns


def main() -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--bundle", type=Path, default=ROOT / "var" / "bundles")
    parser.add_argument("--model", default="minilm")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    options = parser.parse_args()
    figures: dict[str, dict[str, Any]] = {}
    tally = Tally()
    desk = Desk(open_knowledge(current(options.bundle)), tally)
    for name, lang, turns in demo_contacts():
        play(desk, name, lang, turns)
    figures["demo"] = tally.report()
    for folder in options.folders:
        from kb_index.building import build

        with tempfile.TemporaryDirectory() as place:
            build([folder / "kb.jsonl"], Path(place), model=options.model)
            tally = Tally()
            desk = Desk(open_knowledge(current(Path(place))), tally)
            for name, lang, turns in dialogues(folder):
                play(desk, name, lang, turns)
            figures[folder.name] = tally.report()
    if options.json:
        print(json.dumps(figures))
        return 0
    for name, values in figures.items():
        for key, value in values.items():
            print(f"{name:10} {key:32} {value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
