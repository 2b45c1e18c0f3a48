"""docs/formats.md shows rules as they can be written, every key of them, and they do what it says."""

from __future__ import annotations

from pathlib import Path

from agent_assist.guidance.testing import run_rule_tests
from kb_index.rules.reading import read_rules
from tests.guidance.words import bag_of_words

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "formats.md").read_text("utf-8")
KEYS = {
    "id", "version", "title", "severity", "channels", "checklist", "status", "owner", "jurisdiction", "languages",
    "queues", "effective", "lists", "priority", "cooldown", "max", "hold_while", "suppress_if", "expiry", "group",
    "follow", "say", "slots", "tests",
}  # fmt: skip
MATCHERS = ("exact", "pattern", "regex", "fuzzy", "semantic", "entity")


def test_the_full_form_of_a_rule_is_read_and_its_test_holds(tmp_path: Path) -> None:
    example = PAGE.split("Every key that a rule may have")[1].split("```yaml\n")[1].split("```")[0]
    path = tmp_path / "full.yaml"
    path.write_text(example, encoding="utf-8")
    read = read_rules([str(path)])
    assert [str(result) for result in run_rule_tests(read.rules, bag_of_words) if not result.passed] == []
    (item,) = (placed.values for placed in read.placed)
    assert set(item) >= KEYS
    assert {name for matcher in item["and"][0]["says"]["any"] for name in matcher} >= set(MATCHERS)
