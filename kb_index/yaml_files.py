"""YAML as people write it here: safe, with line numbers, no anchors, limits on size and depth.

Scalars stay text as written (`version: 1.10` is "1.10", `lang: no` is "no") unless `typed`, which knows only the core
schema of YAML 1.2: null, true, false and numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from kb_index.fields import source_error
from kb_index.records import Place

MAX_DEPTH = 20
_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Item:
    """A mapping, the line it begins on, and the line of each of its keys (from 1).

    inner: the line of everything inside it, by the keys and positions (from 0) that lead there.
    """

    values: dict[str, Any]
    line: int
    lines: Mapping[str, int]
    inner: Mapping[tuple[str | int, ...], int] = field(default_factory=dict)


class _Composer(yaml.SafeLoader):
    """Builds the node tree, refusing aliases (they can grow a small file without end) and deep nesting."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise yaml.MarkedYAMLError(problem="anchors and aliases are not allowed", problem_mark=event.start_mark)
        if self.depth >= MAX_DEPTH:
            raise yaml.MarkedYAMLError(problem=f"nested deeper than {MAX_DEPTH} levels", problem_mark=event.start_mark)
        self.depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self.depth -= 1


def _compose(text: str, place: Place) -> yaml.Node | None:
    """The one document's node tree. place.line: the line in the file that the text's first line is."""
    try:
        loader = _Composer(text)
        try:
            return loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as problem:
        open_quote = "quoted scalar" in (problem.context or "")  # the quotation began where the mistake is
        mark = (problem.context_mark if open_quote else None) or problem.problem_mark or problem.context_mark
        line = place.line + (mark.line if mark else 0)
        raise source_error(
            Place(place.file, line),
            f"This is not valid YAML: {problem.problem or problem.context}.",
            "Quote texts that hold : ? # or brackets.",
        ) from None
    except yaml.reader.ReaderError as problem:
        line = place.line + text.count("\n", 0, problem.position)
        raise source_error(
            Place(place.file, line), f"This is not valid YAML: {problem.reason}.", "Remove it."
        ) from None


def _scalar(node: yaml.ScalarNode, typed: bool) -> Any:
    text: str = node.value
    if not typed or node.style is not None:
        return text
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if _INT.fullmatch(text) and len(text) < 19:
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text


def _value(node: yaml.Node, place: Place, typed: bool) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node, typed)
    if isinstance(node, yaml.SequenceNode):
        return [_value(child, place, typed) for child in node.value]
    return _mapping(node, place, typed).values


def _mapping(node: yaml.Node, place: Place, typed: bool) -> Item:
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    for key_node, value_node in node.value:
        line = place.line + key_node.start_mark.line
        if not isinstance(key_node, yaml.ScalarNode):
            raise source_error(Place(place.file, line), "A key must be a word.", "Correct the line.")
        key = key_node.value
        if key in values:
            raise source_error(Place(place.file, line), f"The key “{key}” stands twice.", "Keep one of them.")
        values[key] = _value(value_node, place, typed)
        lines[key] = line
    return Item(values, place.line + node.start_mark.line, lines)


def read_mapping(text: str, place: Place) -> Item:
    """One mapping of untyped values; an empty text is an empty mapping. Raises SourceError."""
    node = _compose(text, place)
    if node is None:
        return Item({}, place.line, {})
    if not isinstance(node, yaml.MappingNode):
        raise source_error(place, "Names and values are expected here.", "Write lines like “title: Moving house”.")
    return _mapping(node, place, typed=False)


def read_list(text: str, place: Place, typed: bool) -> list[Item]:
    """A list of mappings. Raises SourceError."""
    node = _compose(text, place)
    if node is None:
        return []
    if not isinstance(node, yaml.SequenceNode):
        line = place.line + node.start_mark.line
        raise source_error(Place(place.file, line), "The file must be a list.", "Begin each item with “- id: …”.")
    items = []
    for child in node.value:
        line = place.line + child.start_mark.line
        if not isinstance(child, yaml.MappingNode):
            raise source_error(
                Place(place.file, line), "Each item must have names and values.", "Begin it with “- id: …”."
            )
        items.append(replace(_mapping(child, place, typed), inner=dict(_inner(child, place, ()))))
    return items


def _inner(node: yaml.Node, place: Place, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], int]]:
    """The line of each key and each entry of a list below the node. Keys are words by now."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*path, key.value), place.line + key.start_mark.line
            yield from _inner(value, place, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield (*path, number), place.line + value.start_mark.line
            yield from _inner(value, place, (*path, number))
