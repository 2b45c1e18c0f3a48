"""The packs: enough rules, each with tests, all green; they fire as labelled in contacts, and hold against slips.

tests/guidance/transcripts was written by us, by hand. The files named `-later` were written after the rules had been
fixed. Of the meanings, the kernel and the examples were chosen with all but two: `-untouched` is older than the way
they are learned, and whoever wrote the examples had not read it; `-last` was written after the last example.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_assist.guidance.conditions import Says
from agent_assist.guidance.rules import Rule, Severity
from agent_assist.guidance.testing import run_rule_tests
from agent_assist.retrieval.bundle import current
from agent_assist.retrieval.searcher import Searcher
from kb_index.building import build
from kb_index.rules.backtesting import Report, backtest
from kb_index.rules.contacts import StoredContact, read_contacts
from kb_index.rules.linting import lint
from kb_index.rules.playing import Encode, meanings, play_all, unrelated
from kb_index.rules.reading import PACKS, pack_names, read_rules
from tests.bundles import tiny_bundle
from tests.guidance.slips import misheard
from tests.kb_index.conftest import write_kb

TRANSCRIPTS = Path(__file__).resolve().parents[1] / "guidance" / "transcripts"
LANGUAGES = ("en", "sv", "zh-Hans", "zh-Hant")
TOPICS = {
    "recording-notice", "identity-first", "security-code", "card-read-back", "card-said-aloud", "cooling-off",
    "debt-disclosure", "debt-threat", "vulnerable-care", "data-access", "data-erasure", "no-guarantees", "no-pressure",
    "complaint-acknowledged", "manager-requested", "closing-question",
}  # fmt: skip
ALL = read_rules([])
WORDS = tuple(rule for rule in ALL.rules if not meanings(rule))
MEANINGS = tuple(rule for rule in ALL.rules if meanings(rule))


def contacts(pattern: str = "*") -> tuple[StoredContact, ...]:
    files = [path for path in sorted(TRANSCRIPTS.glob(f"{pattern}.jsonl")) if "meaning" not in path.name]
    return read_contacts(files)


def test_there_are_enough_rules_of_every_topic_in_every_language() -> None:
    assert len(ALL.rules) >= 60
    assert {rule.id for rule in ALL.rules} >= {f"{topic}.{lang}" for topic in TOPICS for lang in LANGUAGES}
    assert all(rule.scope.languages == (rule.id.split(".")[1],) for rule in ALL.rules if "." in rule.id)
    for path in PACKS.rglob("*.yaml"):
        assert re.match(
            r"# .*\n# ?(Example|Exempel|仅为示例|僅為範例|`kb-index)|# .*Examples", path.read_text("utf-8")
        ), path


@pytest.mark.parametrize("rule", ALL.rules, ids=lambda rule: str(rule.id))
def test_a_rule_has_tests_in_which_it_fires_and_in_which_it_does_not(rule: Rule) -> None:
    wanted = [test.expect[rule.id] for test in rule.tests]
    assert len(wanted) >= 4
    assert any(state in ("violated", "advice") for state in wanted)
    assert any(state in ("met", "open") for state in wanted)
    assert rule.say
    assert rule.title


def test_every_test_inside_the_rules_holds() -> None:
    assert [str(result) for result in run_rule_tests(WORDS, unrelated) if not result.passed] == []


def test_the_linter_has_nothing_to_say() -> None:
    assert lint(ALL, "2026-01-01") == []


def test_the_packs_fire_as_labelled() -> None:
    everything = contacts()
    assert len(everything) >= 40
    assert {contact.lang for contact in everything} == set(LANGUAGES)
    assert {str(contact.channel) for contact in everything} == {"call", "chat"}
    report = backtest(WORDS, everything, unrelated)
    assert report.labelled == len(everything)
    assert (report.precision or 0) >= 0.95
    assert (report.recall or 0) >= 0.95


def test_they_fire_as_labelled_in_contacts_that_were_written_after_them() -> None:
    report = backtest(WORDS, contacts("*-later"), unrelated)
    assert (report.precision or 0) >= 0.95
    assert (report.recall or 0) >= 0.95


def test_what_was_labelled_as_said_is_met() -> None:
    played = zip(contacts(), play_all(WORDS, contacts(), unrelated), strict=True)
    wrong = [
        (contact.name, rule, one.states[rule])
        for contact, one in played
        for rule, state in (contact.labels or {}).items()
        if state == "met" and one.states[rule] != "met"
    ]
    assert wrong == []


@pytest.mark.parametrize("seed", range(5))
def test_no_violation_turns_into_met_when_a_tenth_of_the_words_is_misheard(seed: int) -> None:
    forbidden = {rule.id for rule in WORDS if isinstance(rule.condition, Says) and rule.severity is Severity.URGENT}
    heard = contacts()
    clean = play_all(WORDS, heard, unrelated)
    slipped = play_all(WORDS, [misheard(contact, 0.1, seed) for contact in heard], unrelated)
    became = Counter(
        slip.states[rule]
        for before, slip in zip(clean, slipped, strict=True)
        for rule in forbidden
        if before.states.get(rule) == "violated"
    )
    assert became["met"] == 0
    assert became["violated"] > 20


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Encode]:
    """all-MiniLM-L6-v2, as a client has it."""
    searcher = Searcher.open(current(tiny_bundle(tmp_path_factory.mktemp("packs"))))
    yield functools.cache(searcher.encode)
    searcher.close()


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Encode]:
    """multilingual-e5-small, as a client of a very small knowledge base has it."""
    work = tmp_path_factory.mktemp("many")
    searcher = Searcher.open(build([write_kb(work / "kb")], work / "bundles").bundle)
    yield functools.cache(searcher.encode)
    searcher.close()


def _judged(lang: str, files: str, encode: Encode) -> Report:
    own = [rule for rule in MEANINGS if rule.scope.languages == (lang,)]
    assert [str(result) for result in run_rule_tests(own, encode) if not result.passed] == []
    return backtest(own, read_contacts(sorted(TRANSCRIPTS.glob(f"{lang}-{files}.jsonl"))), encode)


def test_meanings_are_found_in_whatever_words(english: Encode) -> None:
    report = _judged("en", "meaning*", english)
    assert (report.precision or 0) >= 0.90
    assert (report.recall or 0) >= 0.85


@pytest.mark.parametrize("lang", ["sv", "zh-Hans", "zh-Hant"])
def test_meanings_in_other_languages(lang: str, many: Encode) -> None:
    """With the language means of four articles; RESULTS.md has the figures with the sample company's."""
    report = _judged(lang, "meaning-*", many)
    assert (report.precision or 0) >= 0.90
    assert (report.recall or 0) >= 0.85


def test_packs_have_names() -> None:
    assert {"en", "sv", "zh-Hans", "zh-Hant", "pace", "en/care"} <= set(pack_names())
    assert {rule.id.split(".")[1] for rule in read_rules(["sv"]).rules} == {"sv"}
