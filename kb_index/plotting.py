"""Two pictures of how far probabilities can be trusted, as PNG and as a page that stands alone.

Reliability: how often cards of some probability are right (DeGroot and Fienberg 1983). Operating curve: what each
threshold would bring, so that a maintainer sees what another one would cost.
"""

from __future__ import annotations

import html
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from agent_assist.errors import UsageError
from kb_index.atomic import replace_text
from kb_index.evaluating import Outcome

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_BINS = 10
_BLUE, _GREEN, _GREY = "#2563eb", "#15803d", "#9ca3af"


@dataclass(frozen=True, slots=True)
class Bin:
    """Top hits whose probability lies in one tenth: mean probability, share that was right, how many."""

    probability: float
    right: float
    count: int


@dataclass(frozen=True, slots=True)
class Point:
    """What one threshold brings; None where there is nothing to take a share of.

    shown: share of all questions with a card.  precision: share of those whose first card is right.
    """

    threshold: float
    in_scope_accuracy: float | None
    oos_recall: float | None
    shown: float
    precision: float | None


def reliability(outcomes: Sequence[Outcome]) -> list[Bin]:
    """The tenths of probability that hold a top hit, lowest first."""
    top = [(o.probability, bool(o.ranked) and o.ranked[0] in o.relevant) for o in outcomes if o.ranked]
    found = []
    for number in range(_BINS):
        inside = [(p, right) for p, right in top if min(int(p * _BINS), _BINS - 1) == number]
        if inside:
            means = np.mean(np.array(inside, dtype=np.float64), axis=0)
            found.append(Bin(float(means[0]), float(means[1]), len(inside)))
    return found


def operating(outcomes: Sequence[Outcome]) -> list[Point]:
    """A point for each hundredth from 0 to 1: the top hit is shown where its probability reaches the threshold."""
    probability = np.array([o.probability if o.ranked else -1.0 for o in outcomes])
    right = np.array([bool(o.ranked) and o.ranked[0] in o.relevant for o in outcomes], dtype=np.bool_)
    answerable = np.array([o.answerable for o in outcomes], dtype=np.bool_)
    points = []
    for threshold in np.arange(101) / 100:
        shown = probability >= threshold
        points.append(
            Point(
                float(threshold),
                _share((shown & right)[answerable]),
                _share(~shown[~answerable]),
                float(shown.mean()) if len(shown) else 0.0,
                _share(right[shown]),
            )
        )
    return points


def write_plots(
    path: Path, outcomes: Sequence[Outcome], figures: Mapping[str, Any], threshold: float, name: str
) -> tuple[Path, Path]:
    """Write both pictures beside each other: (PNG, HTML), the two endings of `path`'s name.

    threshold: of the bundle, marked in the curves.  Raises UsageError where nothing can be written.
    """
    import matplotlib

    picture, page = path.with_suffix(".png"), path.with_suffix(".html")
    # A picture drawn twice is the same file twice: no random ids, no date.
    with matplotlib.rc_context({"svg.hashsalt": "kb-index", "font.size": 10}):
        drawn = _draw(reliability(outcomes), operating(outcomes), threshold, name)
        vector, pixels = io.StringIO(), io.BytesIO()
        drawn.savefig(vector, format="svg", metadata={"Date": None})
        drawn.savefig(pixels, format="png", dpi=120)
    try:
        picture.write_bytes(pixels.getvalue())
        replace_text(page, _page(vector.getvalue(), figures, threshold, name))
    except OSError as problem:
        raise UsageError(
            f"{path} cannot be written ({problem.strerror}).", "Name a file in a folder of yours."
        ) from problem
    return picture, page


def _share(values: Any) -> float | None:
    return float(np.mean(values)) if len(values) else None


def _draw(bins: Sequence[Bin], points: Sequence[Point], threshold: float, name: str) -> Figure:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(15, 4.8), layout="constrained")
    figure.suptitle(name)
    trust, scope, cards = figure.subplots(1, 3)
    for axes in (trust, scope, cards):
        axes.set(xlim=(0, 1), ylim=(0, 1.02))
        axes.grid(color="#e5e7eb")
    trust.plot([0, 1], [0, 1], color=_GREY, linestyle="--", label="as promised")
    trust.plot([b.probability for b in bins], [b.right for b in bins], color=_BLUE, marker="o", label="this bundle")
    for one in bins:
        trust.annotate(str(one.count), (one.probability, one.right), (4, -12), textcoords="offset points", fontsize=8)
    trust.set(title="Reliability (n beside each point)", xlabel="probability of the top card", ylabel="share right")
    at = points[round(threshold * 100)]
    pairs = (
        (scope, "oos_recall", "in_scope_accuracy", "share of unanswerable questions with no card",
         "share of answerable questions with the right card"),
        (cards, "shown", "precision", "share of questions with a card", "share of first cards that are right"),
    )  # fmt: skip
    for axes, across, up, label_across, label_up in pairs:
        known = [(getattr(p, across), getattr(p, up)) for p in points]
        known = [pair for pair in known if None not in pair]
        axes.plot([x for x, _ in known], [y for _, y in known], color=_GREEN)
        if None not in (getattr(at, across), getattr(at, up)):
            axes.plot(getattr(at, across), getattr(at, up), "o", color=_BLUE, label=f"threshold {threshold:.2f}")
        axes.set(title="Operating curve over all thresholds", xlabel=label_across, ylabel=label_up)
    for axes in (trust, scope, cards):
        if axes.get_legend_handles_labels()[0]:
            axes.legend(loc="lower left" if axes is not trust else "upper left")
    return figure


def _page(picture: str, figures: Mapping[str, Any], threshold: float, name: str) -> str:
    drawing = picture[picture.index("<svg") :]
    ci95: Mapping[str, Any] = figures.get("ci95", {})
    rows = []
    for key, value in figures.items():
        if isinstance(value, int | float):
            between = ci95.get(key)
            around = f"{between[0]:.3f} to {between[1]:.3f}" if between else ""
            shown = f"{value:.4g}" if isinstance(value, float) else f"{value:,}"
            rows.append(f"<tr><th>{html.escape(key)}</th><td>{shown}</td><td>{around}</td></tr>")
    return f"""<!doctype html>
<html lang="en"><meta charset="utf-8"><title>{html.escape(name)}</title>
<style>
body {{ font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 80rem; color: #111827 }}
svg {{ width: 100%; height: auto }} table {{ border-collapse: collapse }}
th, td {{ text-align: left; padding: .15rem 1.5rem .15rem 0; border-bottom: 1px solid #e5e7eb; font-weight: normal }}
</style>
<h1>{html.escape(name)}</h1>
<p>Cards are shown from a probability of {threshold:.2f}.</p>
{drawing}
<table><tr><th>figure</th><td>value</td><td>95 % interval</td></tr>
{chr(10).join(rows)}
</table>
</html>
"""
