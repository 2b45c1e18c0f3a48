"""Rules from packs, KB folders and files, each with the place it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from agent_assist.errors import SourceError, UsageError
from agent_assist.guidance.language import RuleError, parse_rules
from agent_assist.guidance.rules import Rule
from kb_index.fields import nearest, source_error
from kb_index.records import Place, PlacedItem
from kb_index.yaml_files import read_list

#: The packs that come with the program: a folder by language, and files that hold in any.
PACKS = Path(__file__).resolve().parent.parent / "packs"


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Rules that hold together, and where each was written."""

    rules: tuple[Rule, ...]
    placed: tuple[PlacedItem, ...]

    def place(self, rule_id: str) -> Place:
        """Where the rule stands."""
        return next(one.place for one in self.placed if one.values.get("id") == rule_id)


def pack_names() -> tuple[str, ...]:
    """The names by which packs may be asked for: a language, or a file such as en/care."""
    files = sorted(PACKS.rglob("*.yaml"))
    folders = {path.parent for path in files if path.parent != PACKS}
    own = [*folders, *(path.with_suffix("") for path in files)]
    return tuple(sorted(path.relative_to(PACKS).as_posix() for path in own))


def read_rules(names: Sequence[str]) -> RuleSet:
    """The rules of packs (by name), KB folders, folders of .yaml and .yaml files; all packs where none are named.

    Raises SourceError with file and line at the first rule that is refused, UsageError for a name there is not.
    """
    files = [file for name in names for file in _files(name)] if names else sorted(PACKS.rglob("*.yaml"))
    placed = tuple(one for file in dict.fromkeys(files) for one in _placed(file))
    try:
        return RuleSet(parse_rules([one.values for one in placed]), placed)
    except RuleError as problem:
        place = placed[problem.index].at(problem.path)
        raise source_error(place, problem.what, problem.next_step) from problem


def _files(name: str) -> list[Path]:
    path = Path(name)
    if path.is_dir():
        below = path / "rules" if (path / "rules").is_dir() else path
        found = sorted(file for pattern in ("*.yaml", "*.yml") for file in below.rglob(pattern))
        if not found:
            raise UsageError(f"{name} holds no rules.", "Name a folder with rules/*.yaml.")
        return found
    if path.is_file():
        return [path]
    if name in pack_names():
        folder = PACKS / name
        return sorted(folder.glob("*.yaml")) if folder.is_dir() else [folder.with_suffix(".yaml")]
    guess = nearest(name, pack_names())
    hint = f"Did you mean “{guess}”?" if guess else f"Name a file, a folder or a pack: {', '.join(pack_names())}."
    raise UsageError(f"There is no file, folder or pack “{name}”.", hint)


def _placed(path: Path) -> list[PlacedItem]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise SourceError("The file cannot be read as UTF-8 text.", "Check it.", file=str(path)) from problem
    items = read_list(text, Place(str(path), 1), typed=True)
    return [PlacedItem(item.values, Place(str(path), item.line), item.inner) for item in items]
