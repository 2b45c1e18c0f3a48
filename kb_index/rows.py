"""The rows of a bundle: one vector for each title, passage, customer question and template line (docs/bundle.md)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from agent_assist.retrieval.passages import ArticleRow, VectorRow
from kb_index.chunking import passages, plain
from kb_index.records import Article, KnowledgeBase


def article_rows(kb: KnowledgeBase) -> list[ArticleRow]:
    """The articles, and an article of its own for each template that stands alone, in order of id."""
    found = [_article_row(article) for article in kb.articles]
    for placed in kb.templates:
        template = placed.template
        if not template.article:
            found.append(
                ArticleRow(id=template.id, topic=template.id, title=template.title, lang=template.lang, text="")
            )
    return sorted(found, key=lambda row: row.id)


def vector_rows(articles: Sequence[ArticleRow], kb: KnowledgeBase) -> Iterator[VectorRow]:
    """Every vector's row, numbered from 0: article by article, title, bodies, examples, then template lines."""
    questions = {article.id: article.questions for article in kb.articles}
    lines: dict[str, list[tuple[str, str]]] = {}
    for placed in kb.templates:
        template = placed.template
        owner = template.article or template.id
        lines.setdefault(owner, []).extend((template.id, line) for line in template.when)
    number = 0
    for article in articles:
        own = [("title", f"{article.id}#title", "", article.title)]
        for place, passage in enumerate(passages(article.text)):
            own.append(("body", f"{article.id}#{place}", passage.heading, passage.text))
        for question in questions.get(article.id, ()):
            own.append(("example", f"{article.id}#ex{_short_hash(question)}", "", question))
        for template_id, line in lines.get(article.id, ()):
            own.append(("template", template_id, "", line))
        seen: set[tuple[str, str]] = set()
        for kind, passage_id, heading, text in own:
            key = (passage_id, text)
            if key not in seen:
                seen.add(key)
                yield VectorRow(number, article.id, passage_id, kind, text, heading)
                number += 1


def written(kb: KnowledgeBase) -> Iterator[str]:
    """Every text of the KB that an encoder may see."""
    for article in kb.articles:
        yield from (article.title, article.text, *article.questions)
    for placed in kb.templates:
        yield from (placed.template.title, *placed.template.when)
    yield from (question.text for question in kb.questions)


def embedded_text(row: VectorRow) -> str:
    """What is encoded for a row: a passage under its heading, without Markdown marks; everything else as it stands."""
    if row.kind != "body":
        return " ".join(row.text.split())
    return f"{row.heading}. {plain(row.text)}" if row.heading else plain(row.text)


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def _article_row(article: Article) -> ArticleRow:
    return ArticleRow(
        id=article.id,
        topic=article.topic or article.id,
        title=article.title,
        lang=article.lang,
        text=article.text,
        source=article.source,
        url=article.url,
        version=article.version,
        valid_from=article.valid_from,
        valid_until=article.valid_until,
        audience=article.audience,
        tags=article.tags,
        attributes=article.attributes,
    )
