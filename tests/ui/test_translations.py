"""Every word of the window exists in every language, and what is compiled is what is written."""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from agent_assist.declaring import LANGUAGES
from agent_assist.settings import declarations
from agent_assist.ui.dressing import TRANSLATIONS, Dressing

SCRIPT = Path(__file__).resolve().parents[2] / "packaging" / "translations.py"
TRANSLATED = ("sv", "zh_Hans", "zh_Hant")
TOOLS = Path(sys.executable).parent


def messages(file: Path) -> dict[tuple[str, str], ElementTree.Element]:
    """(context, source) → translation of a .ts file."""
    found = {}
    for context in ElementTree.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            key = (context.findtext("name", ""), message.findtext("source", ""))
            element = message.find("translation")
            assert element is not None
            found[key] = element
    return found


@pytest.fixture(scope="module")
def in_code(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    """What stands in the code now, as Qt's own tool reads it."""
    fresh = tmp_path_factory.mktemp("ts") / "fresh.ts"
    runpy.run_path(str(SCRIPT))["update"](fresh)
    return set(messages(fresh))


@pytest.mark.parametrize("lang", TRANSLATED)
def test_nothing_is_missing_or_left_over(lang: str, in_code: set[tuple[str, str]]) -> None:
    written = messages(TRANSLATIONS / f"agent_assist_{lang}.ts")
    assert set(written) == in_code
    assert [key for key, element in written.items() if element.get("type") or not element.text] == []


@pytest.mark.parametrize("lang", TRANSLATED)
def test_places_for_values_are_kept(lang: str) -> None:
    for (_, source), element in messages(TRANSLATIONS / f"agent_assist_{lang}.ts").items():
        places = re.compile(r"\{\d\}")
        assert sorted(places.findall(source)) == sorted(places.findall(element.text or "")), source


@pytest.mark.parametrize("lang", TRANSLATED)
def test_compiled_files_are_in_step(lang: str, tmp_path: Path) -> None:
    source, compiled = TRANSLATIONS / f"agent_assist_{lang}.ts", tmp_path / "fresh.qm"
    tool = [str(TOOLS / "pyside6-lrelease"), str(source), "-qm", str(compiled)]
    subprocess.run(tool, check=True, capture_output=True)
    assert compiled.read_bytes() == (TRANSLATIONS / f"agent_assist_{lang}.qm").read_bytes()


@pytest.mark.parametrize(
    ("lang", "words"), [("sv", "Föreslaget svar"), ("zh-Hans", "建议回复"), ("zh-Hant", "建議回覆"), ("en", None)]
)
def test_a_language_is_worn_and_taken_off(dressing: Dressing, lang: str, words: str | None) -> None:
    assert dressing.wear("light", lang).lang == lang
    assert QCoreApplication.translate("OpenCard", "Suggested reply") == (words or "Suggested reply")
    dressing.wear("light", "en")
    assert QCoreApplication.translate("OpenCard", "Suggested reply") == "Suggested reply"


def test_the_words_of_the_settings_are_among_them(in_code: set[tuple[str, str]]) -> None:
    own_names = set(LANGUAGES.values())
    for one in declarations():
        for words in (one.label, one.help, *(text for _, text in one.choices if text not in own_names)):
            assert ("Settings", words) in in_code
