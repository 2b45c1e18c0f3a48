"""The articles and vector rows of a bundle, in one SQLite file (docs/bundle.md)."""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from agent_assist.errors import BundleError

#: Kinds of vector rows; their place in the tuple is the code kept in arrays.
KINDS = ("title", "body", "example", "template")

_ROWS_KEPT = 8192
_SCHEMA = """
CREATE TABLE article(
  id TEXT PRIMARY KEY, topic TEXT NOT NULL, title TEXT NOT NULL, lang TEXT NOT NULL, source TEXT NOT NULL,
  url TEXT NOT NULL, version TEXT NOT NULL, valid_from TEXT NOT NULL, valid_until TEXT NOT NULL,
  audience TEXT NOT NULL, tags TEXT NOT NULL, attributes TEXT NOT NULL, text TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE vector(
  row INTEGER PRIMARY KEY, article_id TEXT NOT NULL REFERENCES article(id), passage_id TEXT NOT NULL,
  kind TEXT NOT NULL, heading TEXT NOT NULL, text TEXT NOT NULL);
"""
_ARTICLE_COLUMNS = (
    "id, topic, title, lang, source, url, version, valid_from, valid_until, audience, tags, attributes, text"
)


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article. Dates are ISO (inclusive, "" = open); `topic` is shared by its translations."""

    id: str
    topic: str
    title: str
    lang: str
    text: str
    source: str = ""
    url: str = ""
    version: str = ""
    valid_from: str = ""
    valid_until: str = ""
    audience: str = ""
    tags: tuple[str, ...] = ()
    attributes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class VectorRow:
    """One vector: `row` = its number in the dense index; `kind` is one of KINDS."""

    row: int
    article_id: str
    passage_id: str
    kind: str
    text: str
    heading: str = ""


def write_passages(path: Path, articles: Iterable[ArticleRow], rows: Iterable[VectorRow]) -> None:
    """Write a new file. Rows must be numbered from 0 without gaps (BundleError otherwise)."""
    connection = sqlite3.connect(path)
    try:
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _SCHEMA)
        connection.executemany(
            "INSERT INTO article VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                (
                    *(a.id, a.topic or a.id, a.title, a.lang, a.source, a.url, a.version),
                    *(a.valid_from, a.valid_until, a.audience),
                    json.dumps(list(a.tags), ensure_ascii=False),
                    json.dumps(dict(a.attributes), ensure_ascii=False, sort_keys=True),
                    a.text,
                )
                for a in articles
            ),
        )
        connection.executemany(
            "INSERT INTO vector VALUES (?,?,?,?,?,?)",
            ((r.row, r.article_id, r.passage_id, r.kind, r.heading, r.text) for r in rows),
        )
        count, last = connection.execute("SELECT count(*), coalesce(max(row), -1) FROM vector").fetchone()
        if count != last + 1:
            raise BundleError("Vector rows are not numbered from 0 without gaps.", file=str(path))
        connection.commit()
    except sqlite3.Error as error:
        raise BundleError(f"The passages cannot be written: {error}.", file=str(path)) from error
    finally:
        connection.close()


class PassageStore:
    """Reads passages.sqlite: what every query needs lies in arrays, texts are fetched by row when asked for.

    articles: without their text, in order of id.
    row_article: (rows,) int32, place of each row's article in `articles`.  row_kind: (rows,) int8, place in KINDS.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        articles: Sequence[ArticleRow],
        row_article: npt.NDArray[np.int32],
        row_kind: npt.NDArray[np.int8],
    ) -> None:
        self._connection = connection
        # A contact keeps asking about the same few articles.
        self._cached = lru_cache(maxsize=_ROWS_KEPT)(self._fetch)
        self.articles = tuple(articles)
        self.row_article = row_article
        self.row_kind = row_kind

    @classmethod
    def open(cls, path: Path) -> PassageStore:
        """Raises BundleError when the file is missing or is not what it should be."""
        if not path.is_file():
            raise BundleError("The bundle has no passages.", "Build it again.", file=str(path))
        try:
            connection = sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True, check_same_thread=False)
            articles = [
                _article((*values, ""))
                for values in connection.execute(
                    f"SELECT {_ARTICLE_COLUMNS.removesuffix(', text')} FROM article ORDER BY id"
                )
            ]
            place = {article.id: i for i, article in enumerate(articles)}
            codes = {kind: i for i, kind in enumerate(KINDS)}
            rows = [
                (place[article_id], codes[kind])
                for article_id, kind in connection.execute("SELECT article_id, kind FROM vector ORDER BY row")
            ]
        except (sqlite3.Error, KeyError, ValueError) as error:
            raise BundleError("The passages cannot be read.", "Build the bundle again.", file=str(path)) from error
        table = np.array(rows, dtype=np.int32).reshape(-1, 2)
        return cls(connection, articles, np.ascontiguousarray(table[:, 0]), table[:, 1].astype(np.int8))

    def place(self, article_id: str) -> int | None:
        """The article's place in `articles`; None where there is none."""
        place = bisect_left(self.articles, article_id, key=lambda article: article.id)
        return place if place < len(self.articles) and self.articles[place].id == article_id else None

    def row(self, row: int) -> VectorRow:
        """One vector row with its text; the latest are remembered. KeyError when there is none."""
        return self._cached(row)

    def _fetch(self, row: int) -> VectorRow:
        found = self._connection.execute(
            "SELECT row, article_id, passage_id, kind, text, heading FROM vector WHERE row = ?", (row,)
        ).fetchone()
        if found is None:
            raise KeyError(row)
        return VectorRow(*found)

    def all_rows(self) -> list[VectorRow]:
        """Every vector row in order; for building and fitting, not for queries."""
        return list(self.each_row())

    def each_row(self) -> Iterator[VectorRow]:
        """Every vector row in order, read as it is asked for."""
        query = "SELECT row, article_id, passage_id, kind, text, heading FROM vector ORDER BY row"
        for values in self._connection.execute(query):
            yield VectorRow(*values)

    def text(self, article_id: str) -> str:
        """The whole text of an article. KeyError when there is none."""
        found = self._connection.execute("SELECT text FROM article WHERE id = ?", (article_id,)).fetchone()
        if found is None:
            raise KeyError(article_id)
        return str(found[0])

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def _article(values: tuple[Any, ...]) -> ArticleRow:
    id_, topic, title, lang, source, url, version, valid_from, valid_until, audience, tags, attributes, text = values
    return ArticleRow(
        id=id_,
        topic=topic,
        title=title,
        lang=lang,
        text=text,
        source=source,
        url=url,
        version=version,
        valid_from=valid_from,
        valid_until=valid_until,
        audience=audience,
        tags=tuple(json.loads(tags)),
        attributes=json.loads(attributes),
    )
