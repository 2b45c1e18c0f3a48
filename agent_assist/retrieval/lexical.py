"""Lexical search: BM25 over words that we cut ourselves (analysis), kept in a tantivy index."""

from __future__ import annotations

import hashlib
import json
import math
import uuid
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

from agent_assist.errors import BundleError
from agent_assist.retrieval.analysis import terms
from agent_assist.retrieval.passages import ArticleRow, VectorRow

#: So much is indexed in memory before a part is written; taken only as it is needed. A million passages fit.
_WRITER_BYTES = 1_500_000_000
_TOKENIZER = "plain"
#: Of a long text only the rarest words are searched: the common ones cost the most and say the least. No more than so
#: many, and, in large knowledge bases, while the rows that have them are no more than so many together.
_QUERY_WORDS, _QUERY_ROWS = 24, 50_000
#: Distinct words kept with what is searched for them: a contact says the same few thousand again and again.
_WORDS_KEPT = 8192


def write_lexical(folder: Path, rows: Iterable[VectorRow], articles: Iterable[ArticleRow]) -> None:
    """Write the index into `folder` (made when missing): one document a vector row, its words separated by spaces."""
    import tantivy

    folder.mkdir(parents=True, exist_ok=True)
    languages: Mapping[str, str] = {article.id: article.lang for article in articles}
    schema = (
        tantivy.SchemaBuilder()
        .add_unsigned_field("row", stored=False, indexed=False, fast=True)
        .add_text_field("words", stored=False, tokenizer_name=_TOKENIZER, index_option="freq")
        .build()
    )
    index = tantivy.Index(schema, path=str(folder), reuse=False)
    _register(index)
    writer = index.writer(_WRITER_BYTES, 1)
    for row in rows:
        document = tantivy.Document()
        document.add_unsigned("row", row.row)
        document.add_text("words", " ".join(terms(row.text, languages[row.article_id] or None)))
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    del writer, index
    _name_by_content(folder)


def _name_by_content(folder: Path) -> None:
    """Give the index's parts names that follow from what is in them: tantivy draws names by chance, and two builds
    of the same knowledge base must have the same content hash."""
    for lock in folder.glob(".*.lock"):
        lock.unlink()
    listed = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    for segment in listed["segments"]:
        old = str(segment["segment_id"]).replace("-", "")
        files = sorted(folder.glob(f"{old}.*"))
        total = hashlib.sha256()
        for file in files:
            with file.open("rb") as stream:
                total.update(f"{file.suffix}\0{hashlib.file_digest(stream, 'sha256').hexdigest()}\n".encode())
        name = uuid.UUID(total.hexdigest()[:32])
        for file in files:
            file.rename(folder / f"{name.hex}{file.suffix}")
        segment["segment_id"] = str(name)
    (folder / "meta.json").write_text(json.dumps(listed, indent=1) + "\n", encoding="utf-8")
    names = sorted(path.name for path in folder.iterdir() if path.name != ".managed.json")
    (folder / ".managed.json").write_text(json.dumps(names), encoding="utf-8")


class _Part(NamedTuple):
    """A word of a query: its idf as BM25 counts it (Robertson and Zaragoza 2009), how many rows have it, and its
    search; None where no row does."""

    weight: float
    rows: int
    query: Any


class LexicalIndex:
    """Reads what write_lexical wrote."""

    def __init__(self, index: Any, searcher: Any) -> None:
        self._schema = index.schema
        self._searcher = searcher
        self._size = int(searcher.num_docs)
        self._part = lru_cache(_WORDS_KEPT)(self._made)

    @classmethod
    def open(cls, folder: Path) -> LexicalIndex:
        """Raises BundleError when there is no index or it is damaged."""
        import tantivy

        try:
            if not tantivy.Index.exists(str(folder)):
                raise BundleError("The bundle has no lexical index.", "Build it again.", file=str(folder))
            index = tantivy.Index.open(str(folder))
            _register(index)
            return cls(index, index.searcher())
        except (ValueError, OSError) as error:
            raise BundleError("The lexical index cannot be read.", "Build it again.", file=str(folder)) from error

    def search(self, text: str, lang: str | None, k: int) -> list[tuple[int, float]]:
        """At most k rows that share words with the text, best first, as (row, BM25).

        Ties stand in order of row, so that the answer never depends on how the index lies on disk.
        """
        return self.search_words(terms(text, lang), k)[0]

    def search_words(self, words: Iterable[str], k: int) -> tuple[list[tuple[int, float]], float]:
        """Like `search` for words already cut. Also gives the sum of the words' weights (idf), known or not:
        BM25 divided by it says how much of the query a row answers."""
        import tantivy

        parts = {word: self._part(word) for word in dict.fromkeys(words)}
        whole = sum(part.weight for part in parts.values())
        known = sorted((part.rows, word) for word, part in parts.items() if part.rows)
        if not known or k <= 0:
            return [], whole
        read = accumulate(rows for rows, _ in known)
        some = sum(1 for rows in read if rows <= _QUERY_ROWS) or 1
        query = tantivy.Query.boolean_query(
            [(tantivy.Occur.Should, parts[word].query) for _, word in known[: min(some, _QUERY_WORDS)]]
        )
        hits = self._searcher.search(query, k, count=False).hits
        if not hits:
            return [], whole
        rows = self._searcher.fast_field_values("row", [address for _, address in hits])
        found = [(int(row), float(score)) for row, (score, _) in zip(rows, hits, strict=True)]
        return sorted(found, key=lambda hit: (-hit[1], hit[0])), whole

    def _made(self, word: str) -> _Part:
        import tantivy

        count = int(self._searcher.doc_freq("words", word))
        weight = math.log(1 + (self._size - count + 0.5) / (count + 0.5))
        return _Part(weight, count, tantivy.Query.term_query(self._schema, "words", word, "freq") if count else None)


def _register(index: Any) -> None:
    import tantivy

    index.register_tokenizer(_TOKENIZER, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
