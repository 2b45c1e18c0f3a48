"""`check` finds what is wrong with a knowledge base and says where."""

import json
from pathlib import Path

import pytest

from agent_assist.errors import SourceError
from kb_index.checking import check_sources, first_error
from kb_index.records import Finding, Place

TODAY = "2026-06-01"


def findings(folder: Path) -> list[Finding]:
    return check_sources([folder], TODAY)[1]


def of_kind(folder: Path, kind: str) -> Finding:
    found = [finding for finding in findings(folder) if finding.kind == kind]
    assert len(found) == 1, findings(folder)
    return found[0]


def add_article(folder: Path, name: str, front: str, text: str = "Some text of its own.") -> None:
    (folder / "articles" / name).write_text(f"---\n{front}\n---\n{text}\n", encoding="utf-8")


def test_a_good_kb_has_no_findings(kb_folder: Path) -> None:
    assert findings(kb_folder) == []


@pytest.mark.parametrize(
    ("front", "text", "level", "kind"),
    [
        ("id: invoice\ntitle: Other\nlang: en", "Text.", "error", "duplicate-id"),
        ("title: A\nlang: en\nvalid_from: 2026-02-01\nvalid_until: 2026-01-01", "Text.", "error", "dates"),
        ("title: A\nlang: en\nvalid_until: 2026-05-31", "Text.", "warning", "expired"),
        ("title: A\nlang: de", "Text.", "warning", "language"),
        ("title: A\nlang: en", "", "warning", "empty-article"),
        ("title: A\nlang: en", "word " * 5001, "warning", "giant-article"),
        ("title: the invoice  IS wrong\nlang: en", "Text.", "warning", "duplicate-title"),
        (
            'title: A\nlang: en\nquestions: ["can I take my broadband with me  when I move?"]',
            "Text.",
            "warning",
            "duplicate-question",
        ),
        (
            "title: A\nlang: en",
            "We correct a wrong invoice within two days and send a new one. "
            "Nothing needs to be paid before that. Ever.",
            "warning",
            "duplicate-text",
        ),
    ],
)
def test_articles(kb_folder: Path, front: str, text: str, level: str, kind: str) -> None:
    add_article(kb_folder, "zz.md", front, text)
    finding = of_kind(kb_folder, kind)
    assert finding.level == level
    assert finding.place == Place(str(kb_folder / "articles" / "zz.md"), 1)
    assert finding.next_step


def test_versions_that_follow_each_other_are_no_duplicates(kb_folder: Path) -> None:
    text = "The fee is ten euros a month from the first day on, whatever the plan, and it is billed in advance."
    add_article(kb_folder, "fee-1.md", "title: The fee\nlang: en\nvalid_until: 2026-06-30", text)
    add_article(kb_folder, "fee-2.md", "title: The fee\nlang: en\nvalid_from: 2026-07-01", text)
    assert findings(kb_folder) == []


def test_chinese_texts_that_say_the_same(kb_folder: Path) -> None:
    text = "如果您需要更改地址，请在搬家前至少两周通知我们。我们会免费为您办理。"
    add_article(kb_folder, "zh-1.md", "title: 更改地址\nlang: zh-Hans", text)
    add_article(kb_folder, "zh-2.md", "title: 换地址\nlang: zh-Hans", text + "谢谢。")
    assert "zh-1" in of_kind(kb_folder, "duplicate-text").what


@pytest.mark.parametrize(
    ("item", "level", "kind", "words"),
    [
        ("{id: t, lang: en, text: Hi, article: moving.em}", "error", "broken-reference", "Did you mean “moving.en”?"),
        ("{id: t, lang: en, text: Hi, when: [x], next: nowhere}", "error", "broken-reference", "Correct or remove"),
        ('{id: t, lang: en, when: [x], text: "Hi {{ name }}"}', "error", "slots", "Add name to"),
        ("{id: t, lang: en, when: [x], text: Hi, slots: [name]}", "warning", "slots", "Use it or remove it."),
        ('{id: t, lang: en, when: [x], text: "Hi {{ name "}', "error", "liquid", "Correct it."),
        ("{id: t, lang: sv, text: Hej, article: moving.en}", "warning", "language", "template's language"),
        ("{id: t, lang: en, text: Hi}", "warning", "empty-template", "customer lines"),
        ("{id: invoice, lang: en, when: [x], text: Hi}", "error", "duplicate-id", "id of its own"),
        ("{id: t, lang: en, when: [x], txt: Hi}", "error", "source", "Did you mean “text”?"),
    ],
)
def test_templates(kb_folder: Path, item: str, level: str, kind: str, words: str) -> None:
    path = kb_folder / "templates" / "more.yaml"
    path.write_text(f"# a remark\n- {item}\n", encoding="utf-8")
    finding = of_kind(kb_folder, kind)
    assert finding.level == level
    assert words in finding.next_step
    assert finding.place == Place(str(path), 2)


def test_rules_are_placed_by_line(kb_folder: Path) -> None:
    path = kb_folder / "rules" / "more.yaml"
    path.write_text(
        "- id: recording-notice\n  title: {en: Again}\n  severity: advice\n"
        "  says: {role: agent, any: [{exact: hello}]}\n"
        "- id: other\n  title: {en: Other}\n  severity: huge\n"
        "  says: {role: agent, any: [{exact: hello}]}\n",
        encoding="utf-8",
    )
    twice, wrong = findings(kb_folder)
    assert (twice.kind, twice.place.line) == ("duplicate-id", 1)
    assert (wrong.kind, wrong.place.line) == ("rule", 7)
    assert "other" in wrong.what


def test_questions_must_point_to_articles(kb_folder: Path) -> None:
    good = {"id": "q1", "text": "t", "lang": "en", "relevant": ["nowhere"]}
    (kb_folder / "questions" / "more.jsonl").write_text("\n" + json.dumps(good), encoding="utf-8")
    assert of_kind(kb_folder, "broken-reference").place.line == 2
    assert of_kind(kb_folder, "duplicate-id").place.line == 2


def test_an_empty_kb(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    assert of_kind(tmp_path, "empty").level == "error"


def test_the_first_error_counts_the_others() -> None:
    warning = Finding(Place("a.md", 1), "warning", "expired", "Old.")
    errors = [
        Finding(Place("b.md", 3), "error", "source", "Wrong.", "Mend it."),
        Finding(Place("c"), "error", "x", "No."),
    ]
    assert first_error([warning]) is None
    error = first_error([warning, *errors])
    assert isinstance(error, SourceError)
    assert str(error) == "b.md:3: Wrong. Mend it. 1 more: kb-index check lists them."
