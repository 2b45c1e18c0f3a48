"""From hits to cards: the words to say, verbatim, with their source and why they are shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any, Protocol

from agent_assist.datatypes import Because, Card, Found, Hit, Query, Template
from agent_assist.errors import SourceError
from agent_assist.retrieval.analysis import terms
from agent_assist.retrieval.rendering import render

CARDS = 3
REPLY_CHARACTERS = 320
_QUOTE = 80
_SHARED = 4
#: A smaller lift did not bring the card up.
_TOLD = 0.05
# A full stop before a small letter is an abbreviation, one inside a number has no space behind it.
_SENTENCE_END = re.compile(r"[.!?]+[\"'”’)\]]*(?=\s+[^\sa-zåäö])|[。！？]+[”」』）]*|\n+")
_MATCHED = {"title": "the title", "body": "the passage", "example": "the question", "template": "the script line"}
_NAMES = {"en": "English", "sv": "Swedish", "zh-Hans": "Simplified Chinese", "zh-Hant": "Traditional Chinese"}


class HasTemplates(Protocol):
    """What suggesting needs of a searcher."""

    @property
    def templates(self) -> tuple[Template, ...]:
        """The bundle's script templates."""
        ...


class Suggester:
    """Makes cards of hits; pure beside the templates it was given."""

    def __init__(self, searcher: HasTemplates) -> None:
        self._by_id = {template.id: template for template in searcher.templates}
        followers = {template.next for template in searcher.templates if template.next}
        self._linked: dict[tuple[str, str], Template] = {}
        # A template that follows another one is not the first thing to say.
        for template in sorted(searcher.templates, key=lambda t: (t.id in followers, t.id)):
            if template.article:
                self._linked.setdefault((template.article, template.lang), template)

    def cards(self, found: Found, query: Query, attributes: Mapping[str, Any]) -> tuple[Card, ...]:
        """At most three cards, best first, each with probability >= the threshold; none where nothing is needed.

        attributes: what the contact knows, by variable name.
        """
        if not found.need:
            return ()
        sure = [hit for hit in found.hits if hit.probability >= found.threshold]
        return tuple(self.card(hit, query, attributes) for hit in sure[:CARDS])

    def _template(self, hit: Hit) -> Template | None:
        """The script to answer with: the one that matched, else the article's, unless a passage answers more exactly.

        Where a passage of the article matched better than its title, its questions and its script's lines, the
        customer asks about a detail that the script passes over.
        """
        if hit.kind == "body":
            return None
        return self._by_id.get(hit.passage_id) or self._linked.get((hit.article_id, hit.lang))

    def refilled(self, card: Card, attributes: Mapping[str, Any]) -> Card:
        """The card with what the contact knows now, where its script lacked something; else the card as it is."""
        if not card.missing:
            return card
        reply, missing = render(self._by_id[card.template_id], attributes)
        return replace(card, reply=reply, missing=missing)

    def scripts(self, lang: str, attributes: Mapping[str, Any]) -> tuple[Card, ...]:
        """Every script template as a card, by title; those of `lang` only where one is given.

        attributes: what the contact knows, by variable name. A template that cannot be filled is left out.
        """
        cards = []
        for template in sorted(self._by_id.values(), key=lambda one: (one.title, one.id)):
            if lang and template.lang != lang:
                continue
            with suppress(SourceError):
                reply, missing = render(template, attributes)
                cards.append(_script(template, reply, missing))
        return tuple(cards)

    def card(self, hit: Hit, query: Query, attributes: Mapping[str, Any]) -> Card:
        """The card of one hit, whatever its probability (typed search shows all)."""
        because = reason(hit, query)
        why = sentence(because, hit)
        template = self._template(hit)
        reply, ask = "", ""
        missing: tuple[str, ...] = ()
        if template is not None:
            try:
                reply, missing = render(template, attributes)
                ask = template.ask
            except SourceError as error:
                why = f"{why} {error.what}"
                because = replace(because, unfilled=template.id)
                template = None
        if not reply:
            reply = best_sentences(hit.text, query.text, query.lang) or hit.title
        return Card(
            article_id=hit.article_id,
            passage_id=hit.passage_id,
            title=hit.title,
            reply=reply,
            confidence=hit.probability,
            source=" · ".join(part for part in (hit.title, hit.heading, hit.version and f"v{hit.version}") if part),
            why=why,
            lang=hit.lang,
            foreign=hit.foreign,
            template_id=template.id if template is not None else "",
            missing=missing,
            ask=ask,
            url=hit.url,
            version=hit.version,
            valid_until=hit.valid_until,
            because=because,
        )


def _script(template: Template, reply: str, missing: tuple[str, ...]) -> Card:
    return Card(
        article_id=template.article or template.id,
        passage_id=template.id,
        title=template.title,
        reply=reply,
        confidence=1.0,
        source=template.title,
        why="",
        lang=template.lang,
        template_id=template.id,
        missing=missing,
        ask=template.ask,
    )


def reason(hit: Hit, query: Query) -> Because:
    """What matched, how near it was, which words are shared, and whether it was used before."""
    quote = " ".join(hit.matched.split())
    if len(quote) > _QUOTE:
        quote = quote[: _QUOTE - 1].rstrip() + "…"
    shared = shared_words(query.text, hit.matched, query.lang)[:_SHARED]
    before = query.lifts.get(hit.article_id, 0.0) >= _TOLD
    return Because(hit.kind, quote, hit.cosine, tuple(shared), before)


def sentence(because: Because, hit: Hit) -> str:
    """The same in one short English sentence."""
    why = f"Customer's words match {_MATCHED[because.matched]} “{because.quote}” ({because.near:.2f})"
    if because.shared:
        why += f"; words in common: {', '.join(because.shared)}"
    if because.before:
        why += "; used before for words like these"
    if hit.foreign:
        why += f"; in {_NAMES.get(hit.lang, hit.lang)}, there is no version in the customer's language"
    return why + "."


def shared_words(query: str, text: str, lang: str | None) -> list[str]:
    """Words as the query has them, in its order, whose stems the text has too."""
    present = set(terms(text, lang))
    found = [word for word in terms(query, lang) if word in present]
    return [_as_written(word, query) for word in dict.fromkeys(found)]


def best_sentences(text: str, query: str, lang: str | None, limit: int = REPLY_CHARACTERS) -> str:
    """The run of whole sentences, at most `limit` characters, that shares most words with the query; verbatim.

    The earliest of equal ones; one sentence longer than the limit stands alone, for a reply is never cut.
    """
    if len(text.strip()) <= limit:
        return text.strip()
    spans = _sentences(text)
    wanted = set(terms(query, lang))
    words = [wanted & set(terms(text[start:end], lang)) for start, end in spans]
    # A run begins where its matching begins; what follows it may only complete it.
    starts = [place for place, shared in enumerate(words) if shared] or [0]
    best, most = "", -1
    for first in starts:
        last, shared = first, set(words[first])
        while last + 1 < len(spans) and spans[last + 1][1] - spans[first][0] <= limit:
            last += 1
            shared |= words[last]
        if len(shared) > most:
            best, most = text[spans[first][0] : spans[last][1]].strip(), len(shared)
    return best


def _sentences(text: str) -> list[tuple[int, int]]:
    """(start, end) of every sentence or line that holds anything, without the white space around it."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)] + [len(text)]
    spans = []
    for start, end in zip([0, *ends], ends, strict=False):
        part = text[start:end]
        if part.strip():
            lead = len(part) - len(part.lstrip())
            spans.append((start + lead, start + len(part.rstrip())))
    return spans


def _as_written(stem: str, query: str) -> str:
    match = re.search(rf"(?<!\w){re.escape(stem)}\w*", query, re.IGNORECASE)
    return match.group() if match else stem
