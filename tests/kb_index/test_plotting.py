"""What the pictures of an evaluation show."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from agent_assist.errors import UsageError
from kb_index.evaluating import Outcome, figures
from kb_index.plotting import operating, reliability, write_plots

OUTCOMES = [
    Outcome(("a",), ("a", "b"), "a", 0.95, 1.0),
    Outcome(("a",), ("b", "a"), "b", 0.91, 1.0),
    Outcome(("b",), ("b",), "", 0.42, 1.0),
    Outcome((), ("a",), "", 0.15, 1.0),
    Outcome((), ("b",), "b", 0.61, 1.0),
    Outcome((), (), "", 0.0, 1.0),
]


def test_reliability_counts_top_hits_only() -> None:
    found = reliability(OUTCOMES)
    assert [(b.right, b.count) for b in found] == [(0.0, 1), (1.0, 1), (0.0, 1), (0.5, 2)]
    assert found[-1].probability == pytest.approx(0.93)
    assert reliability([Outcome(("a",), ("a",), "a", 1.0, 1.0)])[0].right == 1.0


def test_operating_points_by_hand() -> None:
    points = operating(OUTCOMES)
    assert len(points) == 101
    low, middle, high = points[0], points[50], points[100]
    assert (low.in_scope_accuracy, low.oos_recall) == (pytest.approx(2 / 3), pytest.approx(1 / 3))
    assert (middle.in_scope_accuracy, middle.oos_recall) == (pytest.approx(1 / 3), pytest.approx(2 / 3))
    assert (middle.shown, middle.precision) == (pytest.approx(3 / 6), pytest.approx(1 / 3))
    assert (high.in_scope_accuracy, high.oos_recall, high.shown, high.precision) == (0.0, 1.0, 0.0, None)


def test_a_higher_threshold_never_shows_more() -> None:
    points = operating(OUTCOMES)
    for lower, higher in itertools.pairwise(points):
        assert higher.shown <= lower.shown
        assert (higher.oos_recall or 0) >= (lower.oos_recall or 0)
        assert (higher.in_scope_accuracy or 0) <= (lower.in_scope_accuracy or 0)


def test_both_files_are_written_and_equal_when_drawn_again(tmp_path: Path) -> None:
    picture, page = write_plots(tmp_path / "a.png", OUTCOMES, figures(OUTCOMES), 0.44, "Bank & Co <1>")
    assert picture.read_bytes().startswith(b"\x89PNG")
    text = page.read_text(encoding="utf-8")
    assert "Bank &amp; Co &lt;1&gt;" in text
    assert "<svg" in text
    assert "recall@1" in text
    again = write_plots(tmp_path / "b.html", OUTCOMES, figures(OUTCOMES), 0.44, "Bank & Co <1>")
    assert [path.name for path in again] == ["b.png", "b.html"]
    assert again[1].read_bytes() == page.read_bytes()
    assert again[0].read_bytes() == picture.read_bytes()


def test_only_answerable_questions_can_be_drawn_too(tmp_path: Path) -> None:
    answerable = [o for o in OUTCOMES if o.answerable]
    write_plots(tmp_path / "a.png", answerable, figures(answerable), 0.5, "name")
    with pytest.raises(UsageError, match="cannot be written"):
        write_plots(tmp_path / "none" / "a.png", answerable, figures(answerable), 0.5, "name")
