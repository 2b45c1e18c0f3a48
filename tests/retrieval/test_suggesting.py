from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.datatypes import Because, Found, Hit, Query, Template
from agent_assist.errors import SourceError
from agent_assist.retrieval.rendering import render
from agent_assist.retrieval.suggesting import REPLY_CHARACTERS, Suggester, best_sentences, reason, sentence

HIT = Hit(
    article_id="moving",
    passage_id="moving#0",
    title="Moving house",
    text="Moving is free.",
    lang="en",
    score=0.8,
    probability=0.9,
    cosine=0.83,
    lexical=0.4,
    matched="Can I take my broadband with me when I move?",
    kind="example",
    version="14",
    heading="Prices",
)
QUERY = Query("I move house, can I take the broadband?", "en")
ASK = Template(
    "moving-ask", "en", "Moving", "Moved to {{ address }} on {{ day }}.", ("We move",), "moving", ("address", "day"),
    "Which address?", "moving-confirm",
)  # fmt: skip
CONFIRM = Template("a-confirm", "en", "Done", "It is done.", (), "moving")


@dataclass
class Shelf:
    templates: tuple[Template, ...] = ()


def found(*hits: Hit, need: bool = True) -> Found:
    return Found(hits, threshold=0.5, need=need)


def test_only_sure_hits_become_cards_three_at_most() -> None:
    suggester = Suggester(Shelf())
    hits = [replace(HIT, article_id=f"a{i}", probability=p) for i, p in enumerate((0.9, 0.8, 0.7, 0.6, 0.5, 0.49))]
    assert [card.article_id for card in suggester.cards(found(*hits), QUERY, {})] == ["a0", "a1", "a2"]
    assert [c.confidence for c in suggester.cards(found(*hits[4:]), QUERY, {})] == [0.5]
    assert suggester.cards(found(*hits, need=False), QUERY, {}) == ()


def test_a_card_says_where_from_and_why() -> None:
    card = Suggester(Shelf()).cards(found(HIT), QUERY, {})[0]
    assert card.reply == "Moving is free."
    assert card.source == "Moving house · Prices · v14"
    assert "the question “Can I take my broadband with me when I move?” (0.83)" in card.why
    assert "words in common: move, take, broadband" in card.why
    assert card.because == Because(
        "example", "Can I take my broadband with me when I move?", HIT.cosine, ("move", "take", "broadband")
    )


def test_a_foreign_card_says_so() -> None:
    hit = replace(HIT, foreign=True)
    why = sentence(reason(hit, Query("Kan jag ta med bredbandet?", "sv")), hit)
    assert "in English" in why
    assert "no version in the customer's language" in why


def test_a_linked_template_speaks_and_names_what_is_missing() -> None:
    shelf = Shelf((replace(CONFIRM, id="moving-confirm"), ASK))
    card = Suggester(shelf).cards(found(HIT), QUERY, {"day": "1 May", "address": ""})[0]
    # The one that follows another is not what to say first, whatever its name.
    assert (card.template_id, card.reply) == ("moving-ask", "Moved to «address» on 1 May.")
    assert (card.missing, card.ask) == (("address",), "Which address?")


def test_the_template_that_matched_comes_before_the_linked_one() -> None:
    shelf = Shelf((ASK, CONFIRM))
    card = Suggester(shelf).cards(found(replace(HIT, passage_id="a-confirm", kind="template")), QUERY, {})[0]
    assert card.reply == "It is done."


def test_a_template_of_another_language_is_not_spoken() -> None:
    card = Suggester(Shelf((replace(ASK, lang="sv"),))).cards(found(HIT), QUERY, {})[0]
    assert (card.template_id, card.reply) == ("", "Moving is free.")


def test_a_template_that_cannot_be_filled_gives_way_and_says_so() -> None:
    endless = replace(ASK, text="{% for i in (1..100000) %}x{% endfor %}")
    card = Suggester(Shelf((endless,))).cards(found(HIT), QUERY, {})[0]
    assert (card.template_id, card.reply) == ("", "Moving is free.")
    assert "moving-ask cannot be filled" in card.why
    assert card.because is not None
    assert card.because.unfilled == "moving-ask"


@pytest.mark.parametrize(
    "text",
    [
        "{% for i in (1..100000) %}x{% endfor %}",
        "{{ 'x' | append: 'y'",
        "{% include 'secrets' %}",
        "{% assign a = 'xxxxxxxxxx' %}" + "{% assign a = a | append: a %}" * 30 + "{{ a }}",
    ],
)
def test_templates_are_fenced_in(text: str) -> None:
    with pytest.raises(SourceError):
        render(replace(ASK, text=text), {})


def test_filters_see_gaps_as_nothing() -> None:
    reply, missing = render(replace(ASK, text="Hi {{ day | default: 'friend' }}, {{ address }}"), {})
    assert reply == "Hi friend, «address»"
    assert missing == ("address",)


def test_the_sentences_that_answer_are_chosen() -> None:
    text = (
        "It takes 5 days, i.e. a week at most. The price is 3.50 kr. " * 6
        + "The router must be sent back. Use the box."
    )
    assert best_sentences(text, "must I send the router back?", "en") == "The router must be sent back. Use the box."
    assert best_sentences("第一句。" * 100 + "路由器要寄回。", "路由器要寄回吗", "zh-Hans") == "路由器要寄回。"
    assert best_sentences("Short.", "anything", "en") == "Short."


def test_without_text_the_title_speaks() -> None:
    assert Suggester(Shelf()).cards(found(replace(HIT, text="")), QUERY, {})[0].reply == "Moving house"


@given(
    st.lists(
        st.sampled_from(
            ["The router is on. ", "Pull the plug! ", "Vänta 30 s. ", "请稍等。", "- a line\n", "X" * 400 + ". "]
        ),
        max_size=40,
    )
)
def test_a_reply_is_verbatim_and_whole(parts: list[str]) -> None:
    text = "".join(parts)
    reply = best_sentences(text, "pull the plug of the router", "en")
    assert reply in text
    assert bool(reply) == bool(text.strip())
    assert len(reply) <= REPLY_CHARACTERS or reply == "X" * 400 + "."
