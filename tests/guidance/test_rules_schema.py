"""The published JSON Schema and the parser agree: on the page, the sample, and on rules spoilt at random."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_assist.guidance.condition_language import KINDS
from agent_assist.guidance.entities import KINDS as ENTITIES
from agent_assist.guidance.language import RuleError, parse_rule, parse_rules

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "agent_assist/guidance/rules_schema.json").read_text("utf-8"))
check = fastjsonschema.compile(SCHEMA)
PAGE = [
    item
    for block in re.findall(r"```yaml\n(.*?)```", (ROOT / "docs/rules.md").read_text("utf-8"), re.DOTALL)
    for item in yaml.safe_load(block)
]
SAMPLE = [
    item
    for path in sorted((ROOT / "kb_index/sample/rules").glob("*.yaml"))
    for item in yaml.safe_load(path.read_text("utf-8"))
]


def test_the_page_and_the_sample_are_valid_by_both() -> None:
    assert len(parse_rules(PAGE, published=True)) == len(PAGE)
    assert len(parse_rules(SAMPLE, published=True)) == len(SAMPLE)
    check(PAGE)
    check(SAMPLE)


def test_the_schema_names_every_kind() -> None:
    assert set(SCHEMA["$defs"]["condition"]["anyOf"][0]["properties"]) == set(KINDS)
    assert SCHEMA["$defs"]["matcher"]["properties"]["entity"]["enum"] == list(ENTITIES)


def test_the_page_has_an_example_of_every_kind_and_key() -> None:
    used = {key for item in PAGE for place in places(item) for key in place[-1:] if isinstance(key, str)}
    assert set(KINDS) <= used
    # Every key that the schema knows, those of matchers, control and tests too, in some rule whose tests are run.
    assert set(keys(SCHEMA)) <= used
    assert [item["id"] for item in PAGE if not item.get("tests")] == []


def keys(schema: Any) -> Iterator[str]:
    """The keys that may stand in a rule."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
    for inside in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from keys(inside)


def test_the_packs_are_valid_by_the_schema() -> None:
    for path in sorted((ROOT / "kb_index/packs").rglob("*.yaml")):
        check(yaml.safe_load(path.read_text("utf-8")))


def places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The paths to all that stands in a value."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inside in items:
        yield (*path, key)
        yield from places(inside, (*path, key))


def spoilt(item: dict[str, Any], path: tuple[str | int, ...], how: str) -> dict[str, Any]:
    spoilt_item = copy.deepcopy(item)
    holder: Any = spoilt_item
    for key in path[:-1]:
        holder = holder[key]
    last = path[-1]
    if how == "rename" and isinstance(holder, dict):
        holder[f"{last}x"] = holder.pop(last)
    elif how == "drop":
        del holder[last]
    else:
        holder[last] = {"number": -1, "list": [], "word": "nonsense", "mapping": {}}.get(how)
    return spoilt_item


@settings(max_examples=150, deadline=None)
@given(item=st.sampled_from([*PAGE, *SAMPLE]), data=st.data())
def test_what_the_parser_takes_the_schema_takes(item: dict[str, Any], data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(list(places(item))))
    wrong = spoilt(item, path, data.draw(st.sampled_from(["rename", "drop", "number", "list", "word", "mapping"])))
    if taken(wrong):
        check([wrong])


def taken(item: dict[str, Any]) -> bool:
    try:
        parse_rule(item, published=True)
    except RuleError:
        return False
    return True


@pytest.mark.parametrize("item", [*PAGE, *SAMPLE], ids=lambda item: str(item["id"]))
def test_an_unknown_key_is_refused_by_both(item: dict[str, Any]) -> None:
    with pytest.raises(RuleError, match=r"severty.*Did you mean 'severity'"):
        parse_rule({**{key: item[key] for key in item if key != "severity"}, "severty": "urgent"}, published=True)
    with pytest.raises(fastjsonschema.JsonSchemaException):
        check([{**item, "severty": "urgent"}])
