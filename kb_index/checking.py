"""What `kb-index check` finds in a knowledge base: errors that a build refuses, and warnings worth a look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from agent_assist.errors import SourceError
from kb_index.chunking import size
from kb_index.duplicates import near_duplicates
from kb_index.flows import flow_findings
from kb_index.records import Article, Finding, KnowledgeBase, Place
from kb_index.rule_checks import rule_findings
from kb_index.sources import read_sources
from kb_index.template_checks import template_findings

GIANT_WORDS = 5000.0


def check_sources(sources: Sequence[Path], today: str) -> tuple[KnowledgeBase, list[Finding]]:
    """Read the sources and find everything that is wrong with them, in order of place. today: ISO date.

    Raises UsageError when a source is of no known kind.
    """
    problems: list[SourceError] = []
    kb = read_sources(sources, problems.append)
    found = [_from_error(problem) for problem in problems]
    found += check(kb, today)
    return kb, sorted(found)


def check(kb: KnowledgeBase, today: str) -> list[Finding]:
    """What is wrong with a knowledge base that could be read."""
    found: list[Finding] = []
    found += _ids(kb)
    found += _dates(kb.articles, today)
    found += _languages(kb)
    found += _texts(kb.articles)
    found += _same_questions(kb.articles)
    found += near_duplicates(kb.articles)
    found += _question_references(kb)
    found += template_findings(kb)
    found += rule_findings(kb.rules)
    found += flow_findings(kb)
    if not kb.articles and not kb.templates:
        found.append(Finding(kb.settings.place, "error", "empty", "The KB has no articles.", "Add one to articles/."))
    return found


def first_error(findings: Iterable[Finding]) -> SourceError | None:
    """The errors among the findings as one SourceError at the place of the first, or None."""
    errors = [finding for finding in findings if finding.level == "error"]
    if not errors:
        return None
    first = errors[0]
    more = f"{len(errors) - 1} more: kb-index check lists them." if len(errors) > 1 else ""
    place = first.place
    return SourceError(
        first.what, " ".join(filter(None, (first.next_step, more))), file=place.file, line=place.line or None
    )


def _from_error(problem: SourceError) -> Finding:
    return Finding(Place(problem.file or "", problem.line or 0), "error", "source", problem.what, problem.next_step)


def _where(place: Place) -> str:
    return f"{place.file}:{place.line}" if place.line else place.file


def _ids(kb: KnowledgeBase) -> Iterator[Finding]:
    named = [
        *((a.id, a.place, "article") for a in kb.articles),
        *((t.template.id, t.place, "template") for t in kb.templates),
    ]
    first: dict[str, Place] = {}
    for own_id, place, noun in named:
        if own_id in first:
            what = f"The {noun} id “{own_id}” is taken: {_where(first[own_id])}."
            yield Finding(place, "error", "duplicate-id", what, "Give it an id of its own.")
        first.setdefault(own_id, place)
    asked: dict[str, Place] = {}
    for question in kb.questions:
        if question.id in asked:
            what = f"The question id “{question.id}” is taken: {_where(asked[question.id])}."
            yield Finding(question.place, "error", "duplicate-id", what, "Give it an id of its own.")
        asked.setdefault(question.id, question.place)


def _dates(articles: Sequence[Article], today: str) -> Iterator[Finding]:
    for a in articles:
        if a.valid_from and a.valid_until and a.valid_until < a.valid_from:
            what = f"The article ends ({a.valid_until}) before it begins ({a.valid_from})."
            yield Finding(a.place, "error", "dates", what, "Correct valid_from or valid_until.")
        elif a.valid_until and a.valid_until < today:
            what = f"The article expired on {a.valid_until}; it is never shown."
            yield Finding(a.place, "warning", "expired", what, "Renew valid_until or remove the article.")


def _languages(kb: KnowledgeBase) -> Iterator[Finding]:
    declared = kb.settings.languages
    if not declared:
        return
    places = [(a.lang, a.place) for a in kb.articles] + [(t.template.lang, t.place) for t in kb.templates]
    for lang, place in places:
        if lang not in declared:
            what = f"The language “{lang}” is not among those of kb.toml ({', '.join(declared)})."
            yield Finding(place, "warning", "language", what, "Add it there, or correct lang.")


def _texts(articles: Sequence[Article]) -> Iterator[Finding]:
    for a in articles:
        if not a.text.strip() and not a.questions:
            what = "The article has neither a text nor customer questions; only its title can be found."
            yield Finding(a.place, "warning", "empty-article", what, "Write the text, or add questions.")
        elif (words := size(a.text)) > GIANT_WORDS:
            what = f"The article is as long as {words:.0f} words."
            yield Finding(a.place, "warning", "giant-article", what, "Divide it into articles of one matter each.")


def _same_questions(articles: Sequence[Article]) -> Iterator[Finding]:
    asked: dict[tuple[str, str], Article] = {}
    for a in articles:
        for question in a.questions:
            key = (a.lang, " ".join(question.casefold().split()))
            other = asked.setdefault(key, a)
            if other.id != a.id:
                what = f"“{question}” is a question of {other.id} too ({_where(other.place)})."
                yield Finding(a.place, "warning", "duplicate-question", what, "Keep it where the answer is.")


def _question_references(kb: KnowledgeBase) -> Iterator[Finding]:
    known = {a.id for a in kb.articles} | {t.template.id for t in kb.templates if not t.template.article}
    for question in kb.questions:
        for target in question.relevant:
            if target not in known:
                what = f"The question's answer “{target}” is no article of this KB."
                yield Finding(question.place, "error", "broken-reference", what, "Correct the id in “relevant”.")
