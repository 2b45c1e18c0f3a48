"""Turns the fields of one written item into a record. The formats differ; what an article or question has does not."""

from __future__ import annotations

from typing import Any

from agent_assist.datatypes import Speaker, Template, Turn
from agent_assist.retrieval.analysis import detect_language
from kb_index.fields import Fields
from kb_index.records import Article, PlacedTemplate, Question

ARTICLE_KEYS = (
    "id", "topic", "title", "text", "lang", "source", "tags", "questions", "examples", "valid_from", "valid_until",
    "audience", "url", "version", "attributes",
)  # fmt: skip
FRONT_KEYS = tuple(key for key in ARTICLE_KEYS if key not in ("text", "examples"))
QUESTION_KEYS = ("id", "text", "lang", "relevant", "context", "group", "domain", "today", "attributes")
#: Characters of an article that tell its language.
_ENOUGH = 2000
TEMPLATE_KEYS = ("id", "lang", "title", "article", "when", "text", "slots", "ask", "next")


def article(fields: Fields, text: str, default_id: str | None = None, lang: str = "", split: str = "") -> Article:
    """An article from its fields; `text` is its body, `lang` the language where it names none ("" = its words tell).

    split: the mark between the parts of a list that stands in one string (CSV).
    """
    own_id = fields.name("id", default_id)
    title = fields.text("title")
    return Article(
        id=own_id,
        title=title,
        text=text,
        lang=fields.lang(lang or _told(fields, title, text)),
        place=fields.place,
        topic=fields.text("topic", own_id),
        source=fields.text("source", ""),
        tags=fields.texts("tags", split),
        questions=fields.texts("questions", split) + fields.texts("examples", split),
        valid_from=fields.date("valid_from"),
        valid_until=fields.date("valid_until"),
        audience=fields.text("audience", ""),
        url=fields.text("url", ""),
        version=fields.text("version", ""),
        attributes=fields.attributes(),
    )


def question(fields: Fields, lang: str = "") -> Question:
    """An evaluation question from its fields."""
    if "relevant" not in fields.values:
        raise fields.error(
            "relevant", "The question has no “relevant”.", "Add the right article ids; [] = show nothing."
        )
    return Question(
        id=fields.name(),
        text=fields.text("text"),
        lang=fields.lang(lang or None),
        relevant=fields.texts("relevant"),
        place=fields.place,
        context=tuple(_turn(fields, turn) for turn in _list(fields, "context")),
        group=fields.text("group", ""),
        domain=fields.text("domain", ""),
        today=fields.date("today"),
        attributes=fields.attributes(),
    )


def template(fields: Fields) -> PlacedTemplate:
    """A script template from its fields."""
    fields.only(TEMPLATE_KEYS)
    own_id = fields.name()
    made = Template(
        id=own_id,
        lang=fields.lang(),
        title=fields.text("title", own_id),
        text=fields.text("text"),
        when=fields.texts("when"),
        article=fields.text("article", ""),
        slots=fields.texts("slots"),
        ask=fields.text("ask", ""),
        next=fields.text("next", ""),
    )
    return PlacedTemplate(made, fields.place)


def _told(fields: Fields, title: str, text: str) -> str | None:
    """The language that an article which names none is written in, where its words tell."""
    return None if fields.values.get("lang") else detect_language(f"{title}\n{text[:_ENOUGH]}")


def _list(fields: Fields, key: str) -> list[Any]:
    value = fields.values.get(key) or []
    if not isinstance(value, list):
        raise fields.error(key, f"“{key}” must be a list.", "Write [{…}, {…}].")
    return value


def _turn(fields: Fields, turn: object) -> Turn:
    if isinstance(turn, dict) and isinstance(turn.get("text"), str) and turn.get("speaker") in ("agent", "customer"):
        return Turn(Speaker(turn["speaker"]), turn["text"])
    raise fields.error(
        "context", "A turn of “context” is wrong.", 'Write {"speaker": "agent" or "customer", "text": "…"}.'
    )
