"""A bad pack of rules, or bad flows, are refused with file and line, and the last good ones stay live."""

from __future__ import annotations

import json
import queue
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from agent_assist.assistant import Knowledge
from agent_assist.errors import SourceError, UserFacingError
from agent_assist.keeper import BundleKeeper
from agent_assist.retrieval.bundle import current, read_manifest, write_manifest
from kb_index.building import build
from kb_index.checking import check_sources
from kb_index.rules.reading import read_rules
from tests.bundles import tiny_bundle, write_tiny_kb

GOOD = """\
- id: first
  title: {en: First}
  severity: urgent
  says:
    role: agent
    any:
      - exact: one
      - regex: two
  say: {en: "Say {{ name }}."}
  slots: [name]
- id: second
  title: {en: Second}
  severity: advice
  languages:
    - en
    - sv
  and:
    - says: {role: agent, any: [{exact: three}]}
    - not:
        attr: {name: queue, is: sales}
  tests:
    - name: fires
      lines:
        - {at: 1, speaker: agent, text: three}
      expect: {second: violated}
"""
#: What is changed, to what, and a word of what is said; the last changed line is the one to be named.
BAD = {
    "unknown key": ("      - regex: two", "      - regxe: two", "regex"),
    "unknown key deep inside": ("attr: {name: queue, is: sales}", "attr: {name: queue, iss: sales}", "is"),
    "unknown key in a test": ("speaker: agent, text: three", "speakr: agent, text: three", "speaker"),
    "cycle": ("        attr: {name: queue, is: sales}", "        rule: second", "second"),
    "no such rule": ("        attr: {name: queue, is: sales}", "        rule: frist", "first"),
    "catastrophic regex": ("      - regex: two", "      - regex: '(a+)+$'", "repetition"),
    "a regex that grows with the square": ("      - regex: two", "      - regex: '(?:a|a)*b'", ""),
    "wrong language tag": ("    - sv\n", "    - swedish\n", "sv"),
    "wrong language of a text": ("  title: {en: Second}", "  title: {english: Second}", "en"),
    "a variable that nothing fills": ("Say {{ name }}.", "Say {{ nmae }}.", "nmae"),
    "a broken template": ("Say {{ name }}.", "Say {% raw.", ""),
    "an alias": ("    - en\n", "    - &a en\n", "alias"),
    "nested too deep": ("        attr: {name: queue, is: sales}", "        attr: " + "[" * 40 + "]" * 40, "nested"),
    "a key that stands twice": ("  slots: [name]", "  slots: [name]\n  slots: [name]", "twice"),
}

NEW = {"id": "new", "title": "New", "severity": "advice", "says": {"role": "agent", "any": [{"exact": "new"}]}}


def bomb() -> str:
    """A billion laughs."""
    lines = ["- id: &a0 lol"]
    lines += [f"  key{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    return "\n".join(lines)


def test_the_good_pack_is_good(tmp_path: Path) -> None:
    path = tmp_path / "pack.yaml"
    path.write_text(GOOD, encoding="utf-8")
    assert [rule.id for rule in read_rules([str(path)]).rules] == ["first", "second"]


@pytest.mark.parametrize("name", BAD)
def test_what_is_wrong_is_told_with_file_and_line(tmp_path: Path, name: str) -> None:
    before, after, word = BAD[name]
    assert GOOD.count(before) == 1
    line = GOOD.split(before)[0].count("\n") + after.rstrip("\n").count("\n") + 1
    kb = write_tiny_kb(tmp_path / "kb")
    path = kb / "rules" / "pack.yaml"
    path.write_text(GOOD.replace(before, after), encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        read_rules([str(path)])
    assert (caught.value.file, caught.value.line) == (str(path), line), str(caught.value)
    assert word in str(caught.value)
    findings = [one for one in check_sources([kb], "2026-01-01")[1] if one.level == "error"]
    assert {(one.place.file, one.place.line) for one in findings} == {(str(path), line)}


def test_a_yaml_bomb_is_refused_at_its_first_anchor(tmp_path: Path) -> None:
    path = tmp_path / "pack.yaml"
    path.write_text(bomb(), encoding="utf-8")
    with pytest.raises(SourceError, match="anchors and aliases") as caught:
        read_rules([str(path)])
    assert caught.value.line == 1


def test_a_refused_pack_leaves_the_bundle_in_use(tmp_path: Path) -> None:
    kb, bundles = write_tiny_kb(tmp_path / "kb"), tiny_bundle(tmp_path)
    in_use = current(bundles)
    (kb / "rules" / "pack.yaml").write_text(GOOD.replace("regex: two", "regex: '(a+)+$'"), encoding="utf-8")
    with pytest.raises(SourceError, match=r"pack\.yaml"):
        build([kb], bundles, "minilm")
    assert current(bundles) == in_use
    assert [path.name for path in bundles.iterdir() if path.is_dir() and not path.name.startswith(".")] == [in_use.name]


@contextmanager
def keeping(bundles: Path) -> Iterator[tuple[queue.Queue[tuple[Knowledge, str]], queue.Queue[UserFacingError]]]:
    opened: queue.Queue[tuple[Knowledge, str]] = queue.Queue()
    refused: queue.Queue[UserFacingError] = queue.Queue()
    keeper = BundleKeeper(bundles, lambda knowledge, name, _: opened.put((knowledge, name)), refused.put)
    keeper.start()
    try:
        yield opened, refused
    finally:
        keeper.stop()
        while not opened.empty():
            opened.get()[0].searcher.close()


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("rules/rules.json", json.dumps([{"id": "bad", "title": "Bad", "sayz": {}}]), "bad"),
        ("flows/flows.json", json.dumps([{"id": "bad", "title": "B", "steps": [{"id": "a", "say": "{{x}}"}]}]), "bad"),
    ],
)  # fmt: skip
def test_a_bad_bundle_is_refused_while_the_good_one_goes_on_and_a_good_one_is_taken(
    tmp_path: Path, file: str, text: str, told: str
) -> None:
    bundles = tiny_bundle(tmp_path)
    good = current(bundles)
    with keeping(bundles) as (opened, refused):
        knowledge, name = opened.get(timeout=60)
        assert name == good.name
        publish(bundles, good, "bad", {file: text})
        error = refused.get(timeout=60)
        assert told in str(error)
        assert opened.empty()
        assert knowledge.searcher.find is not None
        assert [rule.id for rule in knowledge.rules.rules] == ["recording-notice", "no-guarantees"]
        publish(bundles, good, "better", {"rules/rules.json": json.dumps([NEW])})
        newer, name = opened.get(timeout=60)
        assert name == "better"
        assert [rule.id for rule in newer.rules.rules] == ["new"]
        knowledge.searcher.close()
        newer.searcher.close()


def publish(bundles: Path, like: Path, name: str, files: dict[str, str]) -> None:
    """A bundle as somebody would make it who writes its files by hand, hashes and all."""
    folder = bundles / name
    shutil.copytree(like, folder)
    for file, text in files.items():
        (folder / file).write_text(text, encoding="utf-8")
    old = read_manifest(like)
    write_manifest(
        folder, name=old.name, created=old.created, model=old.model, languages=old.languages, counts=old.counts,
        index=old.index,
    )  # fmt: skip
    (bundles / "CURRENT.new").write_text(f"{name}\n", encoding="utf-8")
    (bundles / "CURRENT.new").replace(bundles / "CURRENT")
