"""The project's files keep their own rules."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("agent_assist", "kb_index", "packaging", "benchmarks", "tests")


def _targets() -> set[str]:
    """Return the Makefile's targets."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z][\w-]*):(?!=)", text, flags=re.M))


def test_no_file_is_long() -> None:
    long = {}
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            lines = len(path.read_text(encoding="utf-8").splitlines())
            if lines > 400:
                long[str(path.relative_to(ROOT))] = lines
    assert not long


def test_the_readmes_make_commands_exist() -> None:
    named = set()
    for page in ("README.md", "CONTRIBUTING.md"):
        named |= set(re.findall(r"\bmake ([a-z][\w-]*)", _code((ROOT / page).read_text(encoding="utf-8"))))
    assert {"run", "test"} <= named
    assert named <= _targets()


def _code(markdown: str) -> str:
    """Return what stands in code blocks and code spans, one a line."""
    blocks = re.findall(r"```[^\n]*\n(.*?)```", markdown, flags=re.S)
    spans = re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", markdown, flags=re.S))
    return "\n".join(blocks + spans)


def test_make_help_names_every_target_for_people() -> None:
    shown = subprocess.run(["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    named = set(re.findall(r"^  (?:make )?([a-z][\w-]*)", shown, flags=re.M))
    assert named == _targets()


def test_decision_records_have_their_form() -> None:
    """Each is NNNN-name.md, begins with its number and title, and is short."""
    records = sorted((ROOT / "docs" / "adr").glob("*.md"))
    assert records
    for record in records:
        number = re.fullmatch(r"(\d{4})-[a-z0-9-]+\.md", record.name)
        assert number, record.name
        lines = record.read_text(encoding="utf-8").splitlines()
        assert re.match(rf"# 0*{int(number[1])}[.:]? \S", lines[0]), f"{record.name}: its title is '{lines[0]}'"
        assert len(lines) <= 40, f"{record.name} has {len(lines)} lines"
    numbers = [record.name[:4] for record in records]
    assert len(set(numbers)) == len(numbers)


def test_constraints_cover_every_dependency() -> None:
    """An install with the constraints file never picks a version that nobody tried."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(line for group in project["optional-dependencies"].values() for line in group),
    ]
    pinned = {_name(line) for line in (ROOT / "constraints.txt").read_text().splitlines() if "==" in line}
    assert {_name(line) for line in wanted} <= pinned


def _name(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[<>=!~;\[ ]", requirement, maxsplit=1)[0]).lower()
