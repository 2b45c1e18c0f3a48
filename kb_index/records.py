"""Frozen records of what people wrote, each with the place it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from agent_assist.datatypes import Template, Turn
from kb_index.rules.contacts import StoredContact


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A file as the maintainer named it, and a line from 1 (0 = the file as a whole)."""

    file: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    """One article. Dates are ISO, inclusive, "" = open. questions: how customers ask, each a vector of its own."""

    id: str
    title: str
    text: str
    lang: str
    place: Place
    topic: str = ""
    source: str = ""
    tags: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    valid_from: str = ""
    valid_until: str = ""
    audience: str = ""
    url: str = ""
    version: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """One evaluation question; `relevant` empty = nothing should be shown. today: ISO date on which it is asked.

    attributes: what is known of the contact beforehand.
    """

    id: str
    text: str
    lang: str
    relevant: tuple[str, ...]
    place: Place
    context: tuple[Turn, ...] = ()
    group: str = ""
    domain: str = ""
    today: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlacedTemplate:
    """A script template and where it stands."""

    template: Template
    place: Place


@dataclass(frozen=True, slots=True)
class PlacedItem:
    """A rule or a call flow as written (plain JSON values), where it stands, and the line of everything inside it.

    lines: by the keys and positions (from 0) that lead there.
    """

    values: Mapping[str, Any]
    place: Place
    lines: Mapping[tuple[str | int, ...], int] = field(default_factory=dict)

    def at(self, path: tuple[str | int, ...]) -> Place:
        """Where `path` stands; where there is no such thing, what comes nearest around it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.lines:
                return Place(self.place.file, self.lines[path[:length]])
        return self.place


@dataclass(frozen=True, slots=True)
class Settings:
    """kb.toml. gate: figure name -> least value for publishing."""

    name: str = ""
    languages: tuple[str, ...] = ()
    model: str = "auto"
    gate: Mapping[str, float] = field(default_factory=dict)
    place: Place = Place("kb.toml")


@dataclass(frozen=True, slots=True)
class KnowledgeBase:
    """Everything read from the sources, in the order of files and lines. past: contacts that flows learn from."""

    settings: Settings
    articles: tuple[Article, ...] = ()
    templates: tuple[PlacedTemplate, ...] = ()
    rules: tuple[PlacedItem, ...] = ()
    questions: tuple[Question, ...] = ()
    flows: tuple[PlacedItem, ...] = ()
    past: tuple[StoredContact, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """What `check` tells: where, how bad (error | warning), a stable word for its kind, what is wrong, what to do."""

    place: Place
    level: str
    kind: str
    what: str
    next_step: str = ""
