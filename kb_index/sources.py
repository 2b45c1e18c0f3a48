"""Reads sources (KB folders, single .md, .jsonl and .csv files) into one KnowledgeBase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from agent_assist.errors import SourceError, UsageError
from kb_index import items
from kb_index.csv_source import read_csv
from kb_index.fields import Fields
from kb_index.files import Report, files_below, read_text
from kb_index.jsonl_source import read_articles, read_questions
from kb_index.kbtoml import read_settings
from kb_index.markdown_source import read_markdown
from kb_index.records import Article, KnowledgeBase, Place, PlacedItem, PlacedTemplate, Question, Settings
from kb_index.rules.contacts import StoredContact, read_contacts
from kb_index.yaml_files import Item, read_list

_ARTICLES = (".md", ".jsonl", ".csv")
_PARTS = ("articles", "templates", "rules", "flows", "questions", "kb.toml")


@dataclass(slots=True)
class _Gathered:
    settings: Settings | None = None
    articles: list[Article] = field(default_factory=list)
    templates: list[PlacedTemplate] = field(default_factory=list)
    rules: list[PlacedItem] = field(default_factory=list)
    flows: list[PlacedItem] = field(default_factory=list)
    past: list[StoredContact] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


def read_sources(sources: Sequence[Path], report: Report) -> KnowledgeBase:
    """Read every source in the order given. What is wrong with an item goes to `report`, and the item is left out.

    Raises UsageError when a source is of no known kind, or two of them have a kb.toml.
    """
    if not sources:
        raise UsageError("No source was named.", "Name a KB folder or an .md, .jsonl or .csv file.")
    gathered = _Gathered()
    for source in sources:
        if source.is_dir():
            _read_folder(source, gathered, report)
        else:
            _read_file(source, gathered, report)
    settings = gathered.settings or Settings(name=sources[0].resolve().stem)
    return KnowledgeBase(
        settings,
        tuple(gathered.articles),
        tuple(gathered.templates),
        tuple(gathered.rules),
        tuple(gathered.questions),
        tuple(gathered.flows),
        tuple(gathered.past),
    )


def _read_file(path: Path, gathered: _Gathered, report: Report) -> None:
    if path.suffix.lower() not in _ARTICLES or not path.exists():
        raise UsageError(
            f"{path} is not a source." if path.exists() else f"There is no {path}.",
            "Name a KB folder or an .md, .jsonl or .csv file.",
        )
    _add_articles(path, path.stem, "", gathered, report)


def _read_folder(folder: Path, gathered: _Gathered, report: Report) -> None:
    if not any((folder / part).exists() for part in _PARTS):
        _read_pages(folder, gathered, report)
        return
    lang = ""
    if (folder / "kb.toml").exists():
        if gathered.settings is not None:
            raise UsageError("Two of the sources have a kb.toml.", "Build them apart, or remove one kb.toml.")
        try:
            gathered.settings = read_settings(folder / "kb.toml")
            lang = gathered.settings.languages[0] if len(gathered.settings.languages) == 1 else ""
        except SourceError as problem:
            report(problem)
    _read_articles(folder / "articles", lang, gathered, report)
    for path in files_below(folder / "templates", (".yaml", ".yml"), report):
        for item in _items(path, False, report):
            try:
                gathered.templates.append(items.template(_fields(path, item, "The template")))
            except SourceError as problem:
                report(problem)
    for part, placed in (("rules", gathered.rules), ("flows", gathered.flows)):
        for path in files_below(folder / part, (".yaml", ".yml"), report):
            for item in _items(path, True, report):
                placed.append(PlacedItem(item.values, Place(str(path), item.line), item.inner))
    for path in files_below(folder / "flows" / "contacts", (".jsonl",), report):
        try:
            gathered.past += read_contacts([path])
        except SourceError as problem:
            report(problem)
    for path in files_below(folder / "questions", (".jsonl",), report):
        gathered.questions += read_questions(path, report, lang)


def _read_pages(folder: Path, gathered: _Gathered, report: Report) -> None:
    """A folder of nothing but articles, such as an exported wiki."""
    inside = [path.parent for path in files_below(folder, (".toml",), report) if path.name == "kb.toml"]
    if inside:
        raise UsageError(f"{folder} is no KB folder, but {inside[0]} is one.", f"Name {inside[0]}.")
    if not _read_articles(folder, "", gathered, report):
        raise UsageError(
            f"{folder} holds no articles: it has none of {', '.join(_PARTS)}, and no .md, .jsonl or .csv file.",
            "Name the folder above articles/, or one with the articles' files.",
        )


def _read_articles(folder: Path, lang: str, gathered: _Gathered, report: Report) -> int:
    """Every file of articles below the folder; how many files there are."""
    files = files_below(folder, _ARTICLES, report)
    for path in files:
        _add_articles(path, path.relative_to(folder).with_suffix("").as_posix(), lang, gathered, report)
    return len(files)


def _add_articles(path: Path, default_id: str, lang: str, gathered: _Gathered, report: Report) -> None:
    ending = path.suffix.lower()
    if ending == ".jsonl":
        gathered.articles += read_articles(path, report, lang)
    elif ending == ".csv":
        gathered.articles += read_csv(path, report, lang)
    else:
        try:
            gathered.articles.append(read_markdown(path, default_id, lang))
        except SourceError as problem:
            report(problem)


def _items(path: Path, typed: bool, report: Report) -> list[Item]:
    try:
        return read_list(read_text(path), Place(str(path), 1), typed)
    except SourceError as problem:
        report(problem)
        return []


def _fields(path: Path, item: Item, noun: str) -> Fields:
    return Fields(item.values, Place(str(path), item.line), noun, item.lines)
