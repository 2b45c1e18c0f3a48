"""Lessons in the journal: the newest verdict stands, ids grow, forgetting deletes, nothing is readable on disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.contacts import journal as module
from agent_assist.contacts.journal import Journal, Lesson

KEY = bytes(range(32))

verdicts = st.lists(
    st.tuples(st.sampled_from("ab"), st.sampled_from(["one", "two"]), st.booleans()), min_size=1, max_size=12
)


@given(verdicts)
def test_of_an_article_and_a_text_the_newest_verdict_stands(given_: list[tuple[str, str, bool]]) -> None:
    with Journal.in_memory(now=lambda: 7.0) as journal:
        expected: dict[tuple[str, str], tuple[bool, int]] = {}
        last = 0
        for article, text, confirmed in given_:
            before = expected.pop((article, text), None)
            times = before[1] + 1 if before is not None and before[0] == confirmed else 1
            expected[article, text] = (confirmed, times)
            lesson, replaced = journal.teach(article, text, "en", confirmed)
            assert lesson.id > last
            assert (replaced is None) == (before is None)
            last = lesson.id
        found = journal.lessons()
        assert {(e.article_id, e.text): (e.confirmed, e.times) for e in found} == expected
        assert [(e.article_id, e.text) for e in found] == list(expected), "the newest comes last"
        with Journal.in_memory() as other:
            other.take_lessons(found)
            assert other.lessons() == found
            assert other.teach("c", "three", None, True)[0].id > last


def test_forgetting_one_and_all() -> None:
    with Journal.in_memory(now=lambda: 7.0) as journal:
        first, _ = journal.teach("a", "one", "en", True)
        second, _ = journal.teach("b", "two", None, False)
        assert first == Lesson(1, "a", "one", "en", True, 1, 7.0)
        assert journal.unlearn(first.id) == 1
        assert journal.unlearn(first.id) == 0
        assert journal.lessons() == (second,)
        assert journal.unlearn() == 1
        assert journal.lessons() == ()


def test_the_oldest_go_where_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LESSONS", 3)
    with Journal.in_memory() as journal:
        for number in range(5):
            journal.teach("a", f"question {number}", "en", True)
        assert [lesson.text for lesson in journal.lessons()] == ["question 2", "question 3", "question 4"]


def test_lessons_outlive_contacts_and_are_not_readable_on_disk(tmp_path: Path) -> None:
    with Journal.open(tmp_path / "journal.db", KEY) as journal:
        journal.append("c", "said", {})
        for number in range(40):
            journal.teach("article-hemlig", f"words nobody may read {number}", "en", True)
        journal.mark_closed("c")
        journal.purge(1e12)
        assert len(journal.lessons()) == 40
        content = b"".join(file.read_bytes() for file in tmp_path.iterdir())
        assert b"nobody" not in content
        assert b"hemlig" not in content
    with Journal.open(tmp_path / "journal.db", KEY) as journal:
        assert len(journal.lessons()) == 40
