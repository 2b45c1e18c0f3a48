"""Call flows as files: YAML, scripts and procedures, each complaint with file and line, and their fit to contacts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from agent_assist.datatypes import LANGUAGES
from agent_assist.errors import SourceError
from kb_index.checking import check_sources
from kb_index.cli import app
from kb_index.flows import read_flows
from tests.bundles import write_tiny_kb

FLOW = """\
- id: moving
  title: {en: Moving}
  steps:
    - {id: name, say: {en: "What is your name?"}, slot: customer_name, type: name}
    - {id: day, say: {en: "On which day do you move in?"}, slot: moving_date, type: day}
    - {id: booked, say: {en: "The move is booked."}}
"""
SCRIPT = {
    "task": "book",
    "graph": {"hello": "ask_name", "ask_name": "query"},
    "replies": {"hello": "Hello!", "ask_name": "Your name?"},
}
LINES = [
    {"contact": {"lang": "en"}},
    {"at": 1, "speaker": "agent", "text": "What is your name?"},
    {"at": 5, "speaker": "customer", "text": "Karin, and we move in on Friday."},
    {"at": 9, "speaker": "agent", "text": "Lovely weather today."},
    {"at": 12, "speaker": "agent", "text": "The move is booked."},
]


def test_flows_fit_the_contacts_that_follow_them(tmp_path: Path) -> None:
    flows = tmp_path / "kb" / "flows"
    flows.mkdir(parents=True)
    (flows / "moving.yaml").write_text(FLOW, encoding="utf-8")
    contacts = tmp_path / "contact.jsonl"
    contacts.write_text("\n".join(map(json.dumps, LINES)), encoding="utf-8")
    told = CliRunner().invoke(app, ["flows", str(tmp_path / "kb"), str(contacts), "--json"])
    expected = {"flow": "moving", "steps": 3, "contacts": 1, "lines": 3, "in_flow": 2, "proposed": 2, "first": 2}
    assert json.loads(told.stdout)["flows"] == [expected]
    assert "moving" in CliRunner().invoke(app, ["flows", str(flows / "moving.yaml")]).stdout


def test_scripts_and_procedures_are_read_from_one_file(tmp_path: Path) -> None:
    path = tmp_path / "scripts.jsonl"
    procedure = {"subflow": "reset", "actions": ["pull-up-account", "send-link"]}
    path.write_text(f"{json.dumps(SCRIPT)}\n\n{json.dumps(procedure)}\n", encoding="utf-8")
    assert [(flow.id, flow.ordered) for flow in read_flows(path)] == [("book", False), ("reset", True)]


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("a.yaml", FLOW.replace("title:", "titel:"), 2),
        ("a.yaml", FLOW.replace("slot: moving_date", "slto: moving_date"), 5),
        ("a.yaml", FLOW + "- id: moving\n  title: x\n  steps: [{id: a, say: b}]\n", 7),
        ("a.yaml", "- id: [\n", 2),
        ("a.jsonl", f"{json.dumps(SCRIPT)}\n{{", 2),
        ("a.jsonl", f"{json.dumps(SCRIPT)}\n[]", 2),
        ("a.jsonl", json.dumps({"task": "x"}), 1),
        ("a.jsonl", json.dumps({**SCRIPT, "graph": {"hello": 3}}), 1),
    ],
)
def test_a_bad_flow_is_refused_with_file_and_line(tmp_path: Path, name: str, text: str, line: int) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        read_flows(path)
    assert (caught.value.file, caught.value.line) == (str(path), line)


def test_the_example_of_the_page_is_a_flow(tmp_path: Path) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "formats.md").read_text("utf-8")
    example = page.split("## flows/*.yaml")[1].split("```yaml\n")[1].split("```")[0]
    path = tmp_path / "example.yaml"
    path.write_text(example, encoding="utf-8")
    (flow,) = read_flows(path)
    assert [(follow.to, follow.when) for follow in flow.steps["offer"].next] == [("booked", "yes"), ("ask-name", "no")]


def test_an_article_that_a_flow_names_must_be_there(tmp_path: Path) -> None:
    kb = write_tiny_kb(tmp_path / "kb")
    path = kb / "flows" / "more.yaml"
    path.write_text(FLOW.replace("  steps:", "  articles:\n    - moving\n    - invioce\n  steps:"), encoding="utf-8")
    (finding,) = [one for one in check_sources([kb], "2026-01-01")[1] if one.level == "error"]
    assert (finding.place.file, finding.place.line, finding.next_step) == (str(path), 5, "Did you mean “invoice”?")


def test_the_sample_company_has_flows_in_all_of_its_languages() -> None:
    flows = read_flows(Path(__file__).resolve().parents[2] / "kb_index" / "sample")
    assert {flow.id for flow in flows} == {"moving", "router-fault", "sim-swap"}
    for flow in flows:
        assert set(flow.title) == set(LANGUAGES)
        assert all(set(step.say) == set(LANGUAGES) for step in flow.steps.values() if step.say)
        assert flow.articles
        assert flow.steps[flow.start].slot
