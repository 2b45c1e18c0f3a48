"""The rule language: what the page shows is what is read, and what is wrong is told where it stands."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from agent_assist.datatypes import Channel, Speaker
from agent_assist.errors import SourceError
from agent_assist.guidance.conditions import AbsentBy, Exact, Pattern, Says, Semantic
from agent_assist.guidance.language import RuleError, parse_rules
from agent_assist.guidance.rules import in_language, same_language
from agent_assist.guidance.testing import run_rule_tests
from tests.guidance.words import bag_of_words, says

DOCS = Path(__file__).parents[2] / "docs"


def rule(**changes: Any) -> dict[str, Any]:
    full = {"id": "r", "title": "Title", "severity": "urgent", "says": says("x"), **changes}
    return {key: value for key, value in full.items() if value is not None}


def test_a_whole_rule_is_read() -> None:
    (read,) = parse_rules(
        [
            rule(
                version=3,
                title={"en": "Notice", "sv": "Inspelning"},
                severity="required",
                channels=["call"],
                says=None,
                absent_by={
                    "says": {
                        "role": "agent",
                        "any": [{"exact": "recorded", "lang": "en"}, {"semantic": "we record", "score": 0.8}],
                        "all": [{"regex": "a+"}],
                        "none": [{"semantic": "we do not"}],
                    },
                    "within": 30,
                    "after": says("hello", role="any"),
                    "before": {"says": says("balance")},
                    "warn": 15,
                },
                say={"en": "This call is recorded."},
                tests=[
                    {
                        "name": "t",
                        "lines": [{"at": 1, "speaker": "agent", "text": "x", "end": 2}],
                        "expect": {"r": "met"},
                    }
                ],
            )
        ]
    )
    owed = read.condition
    assert isinstance(owed, AbsentBy)
    assert (read.id, read.version, read.severity, read.channels, read.checklist) == (
        "r",
        3,
        "required",
        (Channel.CALL,),
        True,
    )
    assert owed.says.any == (Exact("recorded", "en"), Semantic("we record", 0.8))
    assert owed.says.all == (Pattern("a+"),)
    assert owed.says.none == (Semantic("we do not", 0.7),)
    assert (owed.within, owed.warn, owed.by_end) == (30.0, 15.0, False)
    assert owed.after == Says(None, (Exact("hello"),))
    assert owed.before == Says(Speaker.AGENT, (Exact("balance"),))
    (test,) = read.tests
    assert (test.channel, test.lang, test.until, test.expect) == (Channel.CALL, "en", 2.0, {"r": "met"})


def test_what_is_left_out_has_its_default() -> None:
    (read,) = parse_rules([rule()])
    assert (read.version, read.channels, read.checklist, read.say) == (1, tuple(Channel), False, {})
    (read,) = parse_rules([rule(says=None, absent_by={"says": says("x"), "by_end": True, "after": "start"})])
    assert read.checklist
    assert isinstance(read.condition, AbsentBy)
    assert read.condition.after is None


MATCHER = ("says", "any", 0)


@pytest.mark.parametrize(
    ("item", "path", "words"),
    [
        ("text", (), "mapping"),
        (rule(id=None), ("id",), "missing"),
        (rule(id=""), ("id",), "not empty"),
        (rule(title=None), ("title",), "missing"),
        (rule(title=None, titel="x"), ("titel",), "Did you mean 'title'"),
        (rule(severty="x"), ("severty",), "Did you mean 'severity'"),
        (rule(zzz=1), ("zzz",), "Known here: id, version"),
        (rule(severity="urgnt"), ("severity",), "Did you mean 'urgent'"),
        (rule(version=0), ("version",), "whole number"),
        (rule(version=True), ("version",), "whole number"),
        (rule(channels=["fax"]), ("channels",), "call, chat"),
        (rule(channels=[]), ("channels",), "at least one"),
        (rule(checklist="yes"), ("checklist",), "true or false"),
        (rule(title={}), ("title",), "by language"),
        (rule(say={"sv": ""}), ("say", "sv"), "not empty"),
        (rule(says=None), (), "needs one condition"),
        (rule(absent_by={"says": says("x"), "within": 1}), (), "needs one condition"),
        (rule(says={"any": [{"exact": "x"}]}), ("says", "role"), "missing"),
        (rule(says={"role": "boss", "any": [{"exact": "x"}]}), ("says", "role"), "agent, customer, any"),
        (rule(says={"role": "agent"}), ("says",), "at least one matcher"),
        (rule(says={"role": "agent", "none": [{"exact": "x"}]}), ("says",), "at least one matcher"),
        (rule(says={"role": "agent", "any": [{"exakt": "x"}]}), (*MATCHER, "exakt"), "Did you mean 'exact'"),
        (rule(says={"role": "agent", "any": [{}]}), MATCHER, "one of `exact`"),
        (rule(says={"role": "agent", "any": [{"exact": "x", "regex": "y"}]}), MATCHER, "one of `exact`"),
        (rule(says={"role": "agent", "any": [{"exact": "!?"}]}), (*MATCHER, "exact"), "no word"),
        (rule(says={"role": "agent", "any": [{"exact": "x", "score": 0.5}]}), (*MATCHER, "score"), "only for"),
        (rule(says={"role": "agent", "any": [{"semantic": "x", "score": 1.5}]}), (*MATCHER, "score"), "at most 1"),
        (rule(says={"role": "agent", "any": [{"regex": "(a+)+"}]}), (*MATCHER, "regex"), "repeated group"),
        (rule(says={"role": "agent", "any": "x"}), ("says", "any"), "list"),
        (rule(says=None, absent_by={"within": 3}), ("absent_by", "says"), "missing"),
        (rule(says=None, absent_by={"says": says("x"), "withn": 3}), ("absent_by", "withn"), "Did you mean 'within'"),
        (rule(says=None, absent_by={"says": says("x"), "within": -3}), ("absent_by", "within"), "number from 0"),
        (rule(says=None, absent_by={"says": says("x"), "within": "3"}), ("absent_by", "within"), "number from 0"),
        (rule(says=None, absent_by={"says": says("x")}), ("absent_by",), "needs `within`, `turns`, `before` or"),
        (
            rule(says=None, absent_by={"says": says("x"), "within": 3, "by_end": True}),
            ("absent_by", "by_end"),
            "cannot stand with",
        ),
        (rule(says=None, absent_by={"says": says("x"), "by_end": True, "warn": 3}), ("absent_by", "warn"), "deadline"),
        (
            rule(says=None, absent_by={"says": says("x"), "within": 3, "after": "begin"}),
            ("absent_by", "after"),
            "must be one of start",
        ),
        (
            rule(says=None, absent_by={"says": says("x"), "before": {"role": "agent", "any": [{"exact": 3}]}}),
            ("absent_by", "before", "any", 0, "exact"),
            "must be a text",
        ),
        (rule(tests=[{"name": "t", "lines": [], "expect": {"r": "met"}}]), ("tests", 0, "lines"), "at least one"),
        (
            rule(tests=[{"name": "t", "lines": [{"at": 1, "speaker": "agent", "text": "x"}], "expect": {"r": "mett"}}]),
            ("tests", 0, "expect", "r"),
            "Did you mean 'met'",
        ),
        (
            rule(
                tests=[
                    {
                        "name": "t",
                        "lines": [
                            {"at": 2, "speaker": "agent", "text": "x"},
                            {"at": 1, "speaker": "agent", "text": "x"},
                        ],
                        "expect": {"r": "met"},
                    }
                ]
            ),
            ("tests", 0, "lines"),
            "order of time",
        ),
        (
            rule(
                tests=[
                    {
                        "name": "t",
                        "lines": [{"at": 2, "speaker": "agent", "text": "x"}],
                        "until": 1,
                        "expect": {"r": "met"},
                    }
                ]
            ),
            ("tests", 0, "until"),
            "before the last line",
        ),
    ],
)
def test_what_is_wrong_is_told_with_rule_place_and_way_out(item: Any, path: tuple[Any, ...], words: str) -> None:
    with pytest.raises(RuleError) as told:
        parse_rules([rule(id="fine"), item])
    assert isinstance(told.value, SourceError)
    assert (told.value.index, told.value.path) == (1, path)
    assert words in str(told.value)
    name = item.get("id") if isinstance(item, dict) else None
    assert (repr(name) if name else "number 2") in str(told.value)


def test_two_rules_with_one_id_are_refused() -> None:
    with pytest.raises(RuleError, match="two rules with the id 'r'") as told:
        parse_rules([rule(), rule()])
    assert told.value.index == 1


def test_the_examples_of_the_pages_are_rules_whose_tests_pass() -> None:
    page = (DOCS / "rules.md").read_text("utf-8")
    blocks = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    items = [item for block in blocks for item in yaml.safe_load(block)]
    results = run_rule_tests(parse_rules(items), bag_of_words)
    assert len(results) >= 5
    assert [str(result) for result in results if not result.passed] == []


def test_the_page_names_every_key() -> None:
    page = (DOCS / "rules.md").read_text("utf-8")
    keys = (
        "id version title severity channels checklist says absent_by say tests role any all none exact regex semantic"
    )
    keys += " score lang within after before by_end warn name channel lines until expect at speaker text end confidence"
    assert [key for key in keys.split() if f"`{key}`" not in page] == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("sv", "s"),
        ("sv-FI", "s"),
        ("zh-Hant", "t"),
        ("zh-Hans", "z"),
        ("zh", "z"),
        ("zh-Hant-HK", "t"),
        ("fr", "e"),
        ("en", "e"),
    ],
)
def test_texts_are_chosen_by_language(lang: str, text: str) -> None:
    assert in_language({"sv": "s", "en": "e", "zh-Hans": "z", "zh-Hant": "t"}, lang) == text


def test_texts_without_the_language_fall_back_to_what_there_is() -> None:
    assert in_language({"zh-Hans": "z", "en": "e"}, "zh-Hant") == "z"
    assert in_language({"sv": "s"}, "en") == "s"
    assert in_language({"": "all"}, "sv") == "all"
    assert in_language({}, "sv") == ""


def test_kindred_languages() -> None:
    assert same_language("zh", "zh-Hans")
    assert same_language("zh-Hans", "zh")
    assert same_language("EN", "en-GB")
    assert not same_language("zh-Hans", "zh-Hant")
    assert not same_language("sv", "en")
