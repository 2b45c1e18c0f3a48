"""What agents taught becomes questions of the articles, once, and where it fits none it is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from agent_assist.errors import SourceError
from agent_assist.retrieval.bundle import current
from agent_assist.retrieval.passages import PassageStore
from kb_index.building import build
from kb_index.confirmed import merge_confirmed
from kb_index.records import Article, KnowledgeBase, Place, Settings
from tests.bundles import write_tiny_kb

HERE = Place("kb.jsonl", 1)
KB = KnowledgeBase(
    Settings(),
    (
        Article("moving", "Moving", "Text.", "en", HERE, questions=("Can I move?",)),
        Article("cancel", "Ending", "Text.", "en", HERE),
    ),
)


def write(path: Path, *lines: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def taught(article: str, text: str, confirmed: bool = True, times: int = 1) -> dict[str, Any]:
    return {
        "article_id": article,
        "text": text,
        "lang": "en",
        "confirmed": confirmed,
        "times": times,
        "day": "2026-11-01",
    }


def test_confirmed_questions_of_several_desks_are_merged(tmp_path: Path) -> None:
    one = write(
        tmp_path / "one.jsonl",
        taught("moving", "We get the keys on Friday"),
        taught("moving", "can i  MOVE?"),
        taught("cancel", "I am done with you", times=2),
        taught("moving", "I am done with you"),
        taught("cancel", "The wifi is slow", confirmed=False),
    )
    two = write(tmp_path / "two.jsonl", taught("moving", "We get the keys on Friday"), taught("gone", "Anything"))
    merged, found = merge_confirmed(KB, [one, two])
    assert [article.questions for article in merged.articles] == [
        ("Can I move?", "We get the keys on Friday"),
        ("I am done with you",),
    ]
    assert [(finding.level, finding.place) for finding in found] == [("warning", Place(str(two), 2))]
    assert "gone" in found[0].what
    assert merge_confirmed(KB, []) == (KB, [])


@pytest.mark.parametrize(
    "line",
    [
        '{"text": "x", "confirmed": true}',
        '{"article_id": "moving", "text": "", "confirmed": true}',
        '{"article_id": "moving", "text": "x", "confirmed": "yes"}',
        '{"article_id": "moving", "text": "x", "confirmed": true, "times": 0}',
        '{"article_id": "moving", "text": "x", "confirmed": true, "colour": 1}',
        "nonsense",
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text('{"article_id": "moving", "text": "x", "confirmed": true}\n' + line + "\n", encoding="utf-8")
    with pytest.raises(SourceError) as told:
        merge_confirmed(KB, [path])
    assert (told.value.file, told.value.line) == (str(path), 2)
    with pytest.raises(SourceError):
        merge_confirmed(KB, [tmp_path / "nothing.jsonl"])


def test_a_build_takes_them_as_questions(tmp_path: Path) -> None:
    lessons = write(tmp_path / "taught.jsonl", taught("slow-internet", "My flummox is wibbly"), taught("gone", "Any"))
    report = build([write_tiny_kb(tmp_path / "kb")], tmp_path / "out", "minilm", confirmed=[lessons])
    assert [finding.kind for finding in report.warnings] == ["confirmed-unknown"]
    store = PassageStore.open(current(tmp_path / "out") / "passages.sqlite")
    rows = [(row.article_id, row.text) for row in store.each_row() if row.kind == "example"]
    store.close()
    assert ("slow-internet", "My flummox is wibbly") in rows
