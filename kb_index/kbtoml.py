"""kb.toml: the KB's name, languages, model and publishing gate."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from kb_index.fields import Fields, source_error
from kb_index.files import read_text
from kb_index.records import Place, Settings

_KEYS = ("name", "languages", "model", "gate")
#: Figures of `kb-index evaluate` that a gate can bound, as kb.toml spells them.
GATES = ("recall_at_1", "recall_at_3", "recall_at_5", "mrr", "ndcg_at_10", "auroc", "precision_shown", "accuracy",
         "in_scope_accuracy", "oos_recall", "mcc")  # fmt: skip


def read_settings(path: Path) -> Settings:
    """Read kb.toml. Raises SourceError with the line where it can be told."""
    text = read_text(path, 100_000)
    place = Place(str(path))
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        found = re.search(r"line (\d+)", str(problem))
        line = int(found[1]) if found else 0
        raise source_error(Place(str(path), line), f"This is not valid TOML: {problem}.", "Correct the line.") from None
    lines: dict[str, int] = {}
    for number, line_text in enumerate(text.split("\n"), start=1):
        if name := re.match(r"\s*\[?([A-Za-z0-9_-]+)", line_text):
            lines.setdefault(name[1], number)
    fields = Fields(values, place, "kb.toml", lines)
    fields.only(_KEYS)
    gate = values.get("gate", {})
    if not isinstance(gate, dict):
        raise fields.error("gate", "“gate” must be a table.", "Write [gate] and its figures below it.")
    bounds = Fields(gate, fields.at("gate"), "The gate", lines)
    bounds.only(GATES)
    for key, bound in gate.items():
        if isinstance(bound, bool) or not isinstance(bound, int | float) or not -1 <= bound <= 1:
            raise bounds.error(key, f"“{key}” must be a number from 0 to 1.", "Write it like 0.85.")
    at = fields.at("languages")
    languages = tuple(Fields({"lang": tag}, at, "kb.toml", {}).lang() for tag in fields.texts("languages"))
    return Settings(
        name=fields.text("name", ""),
        languages=languages,
        model=fields.text("model", "auto"),
        gate={key: float(bound) for key, bound in gate.items()},
        place=place,
    )
