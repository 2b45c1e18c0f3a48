"""Brings the window's translations in step with the code: `python packaging/translations.py`.

New words come into the `.ts` files unfinished, gone ones leave, and what is finished is compiled. Ends with 1 where
words wait for a translator.
"""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1] / "agent_assist"
TRANSLATIONS = ROOT / "ui" / "translations"
TOOLS = Path(sys.executable).parent


def sources() -> list[Path]:
    """The files whose words people see in the window: its own, and the declarations of the settings."""
    declared = [ROOT / "declaring.py", ROOT / "engine_settings.py", ROOT / "window_settings.py"]
    return sorted((ROOT / "ui").rglob("*.py")) + declared


def update(target: Path) -> None:
    """Put what stands in the code into a `.ts` file; translations that are there stay."""
    files = [str(path) for path in sources()]
    tool = [str(TOOLS / "pyside6-lupdate"), *files, "-no-obsolete", "-locations", "none", "-ts", str(target)]
    subprocess.run(tool, check=True, capture_output=True)
    tree = ElementTree.parse(target)
    ElementTree.indent(tree, "    ")  # one place a line: changes of two people meet less often
    body = ElementTree.tostring(tree.getroot(), encoding="unicode")
    target.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")


def compile_to(source: Path, target: Path) -> None:
    """Make the `.qm` file that the window loads."""
    tool = [str(TOOLS / "pyside6-lrelease"), str(source), "-qm", str(target)]
    subprocess.run(tool, check=True, capture_output=True)


def unfinished(file: Path) -> list[str]:
    """What waits for a translator, as context: words."""
    found = []
    for context in ElementTree.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type") or not translation.text:
                found.append(f"{context.findtext('name', '')}: {message.findtext('source', '')}")
    return found


def main() -> int:
    """Update and compile every language; say what is missing."""
    waiting = 0
    for file in sorted(TRANSLATIONS.glob("*.ts")):
        update(file)
        compile_to(file, file.with_suffix(".qm"))
        missing = unfinished(file)
        waiting += len(missing)
        print(f"{file.name}: {len(missing)} to translate")
        for words in missing:
            print(f"  {words}")
    return 1 if waiting else 0


if __name__ == "__main__":
    sys.exit(main())
