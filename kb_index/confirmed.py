"""Merges what agents taught (`agent-assist memory export`) into a knowledge base: more questions of its articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from agent_assist.errors import SourceError
from kb_index.fields import Fields
from kb_index.jsonl_source import read_objects
from kb_index.records import Finding, KnowledgeBase, Place

_KEYS = ("article_id", "text", "lang", "confirmed", "times", "day")


def merge_confirmed(kb: KnowledgeBase, files: Sequence[Path]) -> tuple[KnowledgeBase, list[Finding]]:
    """The knowledge base with every confirmed question, and warnings for those that fit no article.

    A question that is confirmed for several articles goes to the one that most contacts confirmed it for (the first of
    equals), so that a few wrong clicks of one desk do not stand against the rest. Dismissed ones add nothing. Raises
    SourceError with file and line where a file is not what `memory export` writes.
    """
    articles = {article.id: article for article in kb.articles}
    times: dict[str, dict[str, int]] = {}
    places: dict[tuple[str, str], Place] = {}
    wording: dict[str, str] = {}
    for file in files:
        for fields in read_objects(file, "The lesson", _raised):
            article_id, text, confirmed, count = _lesson(fields)
            if confirmed:
                key = text.casefold()
                wording.setdefault(key, text)
                own = times.setdefault(key, {})
                own[article_id] = own.get(article_id, 0) + count
                places.setdefault((key, article_id), fields.place)
    more: dict[str, list[str]] = {}
    found: list[Finding] = []
    for key, counts in times.items():
        known = {article_id: count for article_id, count in counts.items() if article_id in articles}
        for article_id in counts.keys() - known.keys():
            what = f"There is no article “{article_id}”; what agents taught about it is left out."
            found.append(Finding(places[key, article_id], "warning", "confirmed-unknown", what))
        if known:
            more.setdefault(max(known, key=lambda id_: known[id_]), []).append(wording[key])
    merged = tuple(
        replace(article, questions=article.questions + _new(article.questions, more.get(article.id, ())))
        for article in kb.articles
    )
    return replace(kb, articles=merged), sorted(found)


def _lesson(fields: Fields) -> tuple[str, str, bool, int]:
    fields.only(_KEYS)
    confirmed, count = fields.values.get("confirmed"), fields.values.get("times", 1)
    if not isinstance(confirmed, bool):
        raise fields.error("confirmed", "“confirmed” must be true or false.", "Export the lessons again.")
    if not isinstance(count, int) or isinstance(count, bool) or count < 1:
        raise fields.error("times", "“times” must be a number from 1.", "Export the lessons again.")
    return fields.text("article_id"), " ".join(fields.text("text").split()), confirmed, count


def _new(have: Sequence[str], taught: Sequence[str]) -> tuple[str, ...]:
    known = {" ".join(question.split()).casefold() for question in have}
    return tuple(question for question in taught if question.casefold() not in known)


def _raised(problem: SourceError) -> None:
    raise problem
