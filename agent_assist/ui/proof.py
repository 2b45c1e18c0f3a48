"""The proof that a prompt carries, in the few lines that an agent has time to read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

#: A longer sentence is a list of patterns, which tells an agent nothing.
_READABLE = 160


def _quotes(value: Any) -> Iterator[tuple[str, float | None]]:
    if isinstance(value, Mapping):
        if value.get("quote"):
            score = value.get("score")
            # Words matched as they stand have the full score, which says nothing.
            yield str(value["quote"]), float(score) if isinstance(score, int | float) and score < 1 else None
        for part in value.values():
            yield from _quotes(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _quotes(part)


def proof_text(why: Mapping[str, Any]) -> str:
    """The reason, the words that decided it, what would have met it, and the rule with its version; "" for no proof."""
    lines = [str(why["reason"])] if why.get("reason") else []
    for quote, score in dict(_quotes(why.get("tree"))).items():
        said = QCoreApplication.translate("Proof", "“{0}”").format(quote)
        lines.append(said if score is None else f"{said} ({score:.2f})")
    wanted = str(why.get("would_have_met") or "")
    if wanted and len(wanted) <= _READABLE:
        lines.append(QCoreApplication.translate("Proof", "Would have met it: {0}").format(wanted))
    if why.get("rule"):
        named = QCoreApplication.translate("Proof", "Rule {0}, version {1}")
        lines.append(named.format(why["rule"], why.get("version", 1)))
    return "\n".join(lines)
