"""What the search palette finds besides articles, and how all of it stands in one list. Plain Python, no Qt.

Script templates and the lines of the contact are matched here, by the letters that they share with the words typed
(rapidfuzz, partial ratio of Indel similarity), so that slips of the key find them too. Articles come from the engine.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from agent_assist.datatypes import Card
from agent_assist.ui.contact_model import Line

#: So many rows have number keys.
MOST = 9
_TEMPLATES, _LINES = 3, 3
#: Share (0..100) of the typed letters that must stand together in what is found.
_ALIKE = 80.0
#: Fewer letters than this stand everywhere; a Chinese character says as much as several.
_FEW = 3
#: A line this much older is not looked at: the newest are the ones that are looked for.
_NEWEST = 5000


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the palette. kind: article, template or line.  line: the utterance's id, where it is one."""

    kind: str
    title: str
    text: str
    card: Card | None = None
    line: str = ""
    speaker: str = ""
    at: float = 0.0


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """Letters as they are compared: without case, accents, or the width of Chinese punctuation."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def _enough(query: str) -> bool:
    han = sum("\u3400" <= letter <= "\u9fff" for letter in query)
    return len(query) + han >= _FEW


def warm_up() -> None:
    """Load what compares letters, so that the first search does not wait for it."""
    import rapidfuzz.process  # noqa: F401


def templates_like(query: str, templates: Sequence[Card]) -> list[Entry]:
    """The script templates whose title or words are like `query`, the most alike first."""
    from rapidfuzz import fuzz, process

    wanted = plain(query)
    if not _enough(wanted):
        return []
    titles = {at: plain(card.title) for at, card in enumerate(templates)}
    replies = {at: plain(card.reply) for at, card in enumerate(templates)}
    alike: dict[int, float] = {}
    # A title says what a script is for; its words are looked at where no title fits as well.
    for choices, share in ((titles, 1.0), (replies, 0.9)):
        for _, score, at in process.extract(
            wanted, choices, scorer=fuzz.partial_ratio, processor=None, limit=_TEMPLATES, score_cutoff=_ALIKE
        ):
            if len(choices[at]) >= len(wanted):
                alike[at] = max(alike.get(at, 0.0), score * share)
    best = sorted(alike, key=lambda at: (-alike[at], templates[at].title))[:_TEMPLATES]
    return [Entry("template", templates[at].title, templates[at].reply, templates[at]) for at in best]


def lines_like(query: str, lines: Sequence[Line]) -> list[Entry]:
    """The contact's lines (or the notes beside them) that hold `query` or something very like it, the newest first."""
    from rapidfuzz import fuzz, process

    wanted = plain(query)
    if not _enough(wanted):
        return []
    newest = [line for line in lines[-_NEWEST:] if line.final]
    texts = [plain(f"{line.text} {line.note}") for line in newest]
    found = [at for at, text in enumerate(texts) if wanted in text][-_LINES:]
    if not found:
        choices = {at: text for at, text in enumerate(texts) if len(text) >= len(wanted)}
        near = process.extract(
            wanted, choices, scorer=fuzz.partial_ratio, processor=None, limit=_LINES, score_cutoff=_ALIKE
        )
        found = sorted(at for _, _, at in near)
    return [
        Entry("line", "", newest[at].text, line=newest[at].id, speaker=newest[at].speaker, at=newest[at].at)
        for at in reversed(found)
    ]


def merged(articles: Sequence[Card], templates: Sequence[Entry], lines: Sequence[Entry]) -> tuple[Entry, ...]:
    """One list: the articles as the engine ranks them, then scripts that are not among them, then lines."""
    scripts = {card.template_id for card in articles if card.template_id}
    others = [one for one in templates if one.card is None or one.card.template_id not in scripts]
    room = MOST - len(others) - len(lines)
    shown = [Entry("article", card.title, card.reply, card) for card in articles[:room]]
    return (*shown, *others, *lines)
