"""`kb-index rules`: tests, backtests, bad phrases and scores, as a maintainer calls them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from agent_assist.errors import SourceError, UsageError
from kb_index.cli import app
from kb_index.rules.contacts import read_contacts
from kb_index.rules.linting import lint, spoken_seconds
from kb_index.rules.reading import read_rules
from kb_index.rules.thresholds import thresholds
from tests.bundles import tiny_bundle
from tests.guidance.words import bag_of_words

RULES = """\
- id: notice
  title: {en: Notice}
  severity: required
  absent_by:
    says: {role: agent, any: [{exact: call is recorded}]}
    within: 30
  say: {en: "This call is recorded."}
  tests:
    - name: said
      lines: [{at: 3, speaker: agent, text: "This call is recorded."}]
      until: 40
      expect: {notice: met}
    - name: not said
      lines: [{at: 3, speaker: agent, text: "Hello."}]
      until: 40
      expect: {notice: %s}
- id: promises
  title: {en: Promises}
  severity: urgent
  says: {role: agent, any: [{exact: i promise}]}
  say: {en: "I expect so."}
  tests:
    - name: a promise
      lines: [{at: 3, speaker: agent, text: "I promise."}]
      expect: {promises: violated}
    - name: none
      lines: [{at: 3, speaker: agent, text: "I hope so."}]
      expect: {promises: met}
"""
CONTACTS = [
    {"contact": {"channel": "call", "lang": "en", "title": "good"}, "labels": {"notice": "met"}},
    {"at": 2, "speaker": "agent", "text": "This call is recorded."},
    {"at": 40, "speaker": "customer", "text": "Fine."},
    {"contact": {"channel": "call", "lang": "en", "title": "bad"}, "labels": {"notice": "violated"}},
    {"at": 2, "speaker": "agent", "text": "Hello, I promise it works."},
    {"at": 40, "speaker": "customer", "text": "Fine."},
    {"contact": {"channel": "call", "lang": "en", "title": "nobody judged it"}},
    {"at": 2, "speaker": "agent", "text": "I promise. I promise."},
    {"at": 40, "speaker": "customer", "text": "Fine."},
]


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    path = tmp_path / "rules.yaml"
    path.write_text(RULES % "violated", encoding="utf-8")
    return path


@pytest.fixture
def contacts(tmp_path: Path) -> Path:
    return written(tmp_path / "contacts", CONTACTS)


def written(folder: Path, rows: list[Any]) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "some.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return folder


def ran(*words: object) -> Result:
    return CliRunner().invoke(app, ["rules", *map(str, words)])


def test_tests_pass_and_fail_with_file_and_line(rules: Path) -> None:
    good = ran("test", rules)
    assert (good.exit_code, good.stdout) == (0, "2 rules, 4 tests, 0 failed\n")
    rules.write_text(RULES % "met", encoding="utf-8")
    bad = ran("test", rules)
    assert bad.exit_code == 1
    assert f"{rules}:1: notice: not said: notice is violated, not met" in bad.stdout
    told = json.loads(ran("test", rules, "--json").stdout)
    assert (told["tests"], [one["name"] for one in told["failed"]]) == (4, ["not said"])


def test_meanings_are_not_tried_without_a_bundle_and_that_is_said() -> None:
    assert "2 rules compare meanings, which were not tried: give --bundle." in ran("test", "en/meaning").stdout


def test_a_backtest_counts_firings_and_judges_them_by_the_labels(rules: Path, contacts: Path) -> None:
    figures = json.loads(ran("backtest", rules, contacts, "--json").stdout)
    notice, promises = figures["rules"]
    assert (notice["contacts"], notice["per_hundred"], notice["met"]) == (2, 66.67, 1)
    assert (notice["precision"], notice["recall"]) == (1.0, 1.0)
    # The promise in “bad” has no label, so it was wrong; that nobody judged the third leaves it out.
    assert (promises["contacts"], promises["labelled"], promises["false"], promises["recall"]) == (2, 2, 1, None)
    assert (figures["contacts"], figures["labelled"], figures["precision"]) == (3, 2, 0.5)
    assert set(figures["loudest"]) == {"notice", "promises"}
    text = ran("backtest", rules, contacts).stdout
    assert "3 contacts, 2 labelled: precision 0.500, recall 1.000" in text


def test_a_backtest_says_what_a_change_would_change(tmp_path: Path, contacts: Path) -> None:
    bundles = tiny_bundle(tmp_path)
    changed = tmp_path / "changed.yaml"
    changed.write_text((RULES % "violated").replace("id: notice", "id: recording-notice"), encoding="utf-8")
    changed.write_text(changed.read_text("utf-8").replace("{notice:", "{recording-notice:"), encoding="utf-8")
    figures = json.loads(ran("backtest", changed, contacts, "--against", bundles, "--json").stdout)
    changes = {(one["rule_id"], one["contact"], one["before"], one["now"]) for one in figures["changes"]}
    assert ("promises", "bad", "absent", "violated") in changes
    assert not any(rule == "recording-notice" for rule, *_ in changes)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("exact: i promise", "exact: so", "so short that it is heard everywhere"),
        ("exact: i promise", 'exact: "promise / guarantee"', "signs that nobody says"),
        (
            "exact: i promise",
            "exact: i promise you on my honour that it will all be fine by the end of next week",
            "twice in the same words",
        ),
        ("[{exact: i promise}]", "[{exact: i promise you}], none: [{exact: promise}]", "never counts"),
        ("[{exact: i promise}]", "[{exact: i promise}, {exact: i promise you}]", "adds nothing"),
        ("severity: urgent", "severity: urgent\n  status: draft", "it is a draft"),
        ("severity: urgent", "severity: urgent\n  effective: {until: 2020-01-31}", "it ended on 2020-01-31"),
        ("{exact: i promise}", "{exact: jag lovar, lang: sv}, {exact: i promise}", ""),
        ("severity: urgent", "severity: urgent\n  languages: [sv]", ""),
        ("within: 30", "within: 0.5", "the deadline is 0.5 s"),
        ("within: 30", "within: 30\n    warn: 1", "comes 1 s before the end"),
        ("expect: {promises: violated}", "expect: {promises: met}", "no test shows it firing"),
        ("expect: {promises: met}", "expect: {promises: violated}", "no test shows it keeping quiet"),
        ('  say: {en: "I expect so."}\n', "", "nothing to say"),
    ],
)
def test_bad_phrases_are_found(rules: Path, old: str, new: str, told: str) -> None:
    text = RULES % "violated"
    assert old in text
    rules.write_text(text.replace(old, new), encoding="utf-8")
    findings = [finding.what for finding in lint(read_rules([str(rules)]), "2026-01-01")]
    assert any(told in what for what in findings) if told else not findings, findings


def test_a_rule_in_the_shadow_of_another_is_found(rules: Path) -> None:
    text = RULES % "violated"
    text += text.split("- id: promises")[1].join(["- id: promises-you", ""]).replace("i promise}", "i promise you}")
    rules.write_text(text.replace("{promises: ", "{promises: "), encoding="utf-8")
    findings = lint(read_rules([str(rules)]), "2026-01-01")
    assert [one.what for one in findings if one.kind == "shadowed"] == [
        "Rule 'promises-you': 'promises' fires each time that it does."
    ]


def test_a_matcher_for_a_language_that_the_rule_does_not_have_never_fires(rules: Path) -> None:
    text = (RULES % "violated").replace("severity: urgent", "severity: urgent\n  languages: [en]")
    rules.write_text(text.replace("{exact: i promise}", "{exact: jag lovar, lang: sv}"), encoding="utf-8")
    assert "a matcher is for sv" in ran("lint", rules).stdout
    assert ran("lint", rules).exit_code == 1
    assert json.loads(ran("lint", rules, "--json").stdout)["findings"][0]["kind"] == "never-fires"


def test_speech_takes_time() -> None:
    assert spoken_seconds("one two three four five six seven") == pytest.approx(2.0)
    assert spoken_seconds("本次通话会录音") == pytest.approx(7 / 6)


SEMANTIC = """\
- id: leaving
  title: {en: Leaving}
  severity: advice
  says: {role: customer, any: [{semantic: i want to cancel my contract, score: 0.7}]}
"""


def test_scores_show_what_they_would_have_caught(tmp_path: Path) -> None:
    path = tmp_path / "leaving.yaml"
    path.write_text(SEMANTIC, encoding="utf-8")
    lines = (
        ("I want to cancel my contract today", "advice"),
        ("cancel my contract", "advice"),
        ("what is my bill", ""),
    )
    rows: list[Any] = []
    for number, (text, state) in enumerate(lines):
        labels = {"leaving": state} if state else {}
        rows += [{"contact": {"title": f"c{number}"}, "labels": labels}, {"at": 1, "speaker": "customer", "text": text}]
    (rule,) = read_rules([str(path)]).rules
    (answer,) = thresholds(rule, read_contacts([written(tmp_path / "c", rows)]), bag_of_words)
    by_score = {row.score: row for row in answer.rows}
    assert (by_score[0.7].caught, by_score[0.7].missed, by_score[0.7].false) == (2, 0, 0)
    assert (by_score[0.8].caught, by_score[0.8].missed) == (1, 1)
    assert answer.best is not None
    assert 0.25 < answer.best < 0.71
    assert [one.text for one in answer.below] == ["what is my bill"]


def test_the_threshold_command_needs_a_rule_that_compares_meanings(tmp_path: Path, rules: Path, contacts: Path) -> None:
    bundles = tiny_bundle(tmp_path)
    path = tmp_path / "leaving.yaml"
    path.write_text(SEMANTIC, encoding="utf-8")
    told = json.loads(ran("threshold", "leaving", path, contacts, "--bundle", bundles, "--json").stdout)
    assert told["matchers"][0]["score"] == 0.7
    assert "score" in ran("threshold", "leaving", path, contacts, "--bundle", bundles).stdout
    assert isinstance(ran("threshold", "notice", rules, contacts, "--bundle", bundles).exception, UsageError)
    assert isinstance(ran("threshold", "nowhere", rules, contacts, "--bundle", bundles).exception, UsageError)


def test_a_bad_pack_is_refused_with_file_and_line(rules: Path) -> None:
    rules.write_text((RULES % "violated").replace("  severity: urgent", "  severty: urgent"), encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        read_rules([str(rules)])
    assert (caught.value.file, caught.value.line) == (str(rules), 19)
    assert "severity" in str(caught.value)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("{", "not JSON"),
        ("[]", "not a JSON object"),
        ('{"contact": {"chanel": "call"}}', "A header holds"),
        ('{"contact": {"channel": "fax"}}', "call or chat"),
        ('{"contact": {}, "labels": {"a": "fine"}}', "must give each rule one of"),
        ('{"at": 1, "speaker": "robot", "text": "x"}', "agent or customer"),
        ('{"at": 1, "speaker": "agent", "text": " "}', "must be words"),
        ('{"at": "1", "speaker": "agent", "text": "x"}', "must be numbers"),
        ('{"at": 1, "end": 0, "speaker": "agent", "text": "x"}', "order of time"),
        ('{"at": 1, "speaker": "agent", "text": "x", "txet": "y"}', "unknown key"),
    ],
)
def test_what_is_wrong_with_a_contact_is_said_with_its_line(tmp_path: Path, row: str, told: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text('{"at": 0, "speaker": "agent", "text": "Hello."}\n' + row, encoding="utf-8")
    with pytest.raises(SourceError, match=told) as caught:
        read_contacts([path])
    assert caught.value.line == 2


def test_a_name_there_is_not_has_a_nearest(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Did you mean “en/care”"):
        read_rules(["en/cares"])
    with pytest.raises(UsageError, match="no rules"):
        read_rules([str(tmp_path)])
    with pytest.raises(UsageError, match="no contacts"):
        read_contacts([tmp_path])
