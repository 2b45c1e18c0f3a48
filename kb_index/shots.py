"""A knowledge base with only a few customer questions an article, to measure how it does while it is young."""

from __future__ import annotations

import dataclasses
import random

from agent_assist.errors import UsageError
from kb_index.records import KnowledgeBase


def few_shots(kb: KnowledgeBase, shots: int, seed: int = 0) -> KnowledgeBase:
    """The same articles with at most `shots` of their questions each, in the order written.

    The choice depends on the seed, the article's id and its questions alone. Raises UsageError below 0.
    """
    if shots < 0:
        raise UsageError("--shots must not be negative.", "Give a number like 10.")
    articles = []
    for article in kb.articles:
        asked = list(dict.fromkeys(article.questions))
        kept = set(random.Random(f"{seed}/{article.id}").sample(range(len(asked)), min(shots, len(asked))))
        chosen = tuple(question for place, question in enumerate(asked) if place in kept)
        articles.append(dataclasses.replace(article, questions=chosen))
    return dataclasses.replace(kb, articles=tuple(articles))
