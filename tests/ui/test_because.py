"""Why a card is shown, in the window's language."""

from __future__ import annotations

import pytest

from agent_assist.datatypes import Because, Card
from agent_assist.protocol import card_json
from agent_assist.ui.because import because_text
from agent_assist.ui.contact_model import card_of
from agent_assist.ui.dressing import Dressing

BECAUSE = Because("example", "Can I move it?", 0.834, ("move", "it"), before=True, unfilled="moving-ask")
CARD = Card("a", "a#0", "Moving", "Free.", 0.5, "", "Plain words.", "en", foreign=True, because=BECAUSE)


def test_the_reason_goes_over_the_wire_and_comes_back() -> None:
    assert card_of(card_json(CARD)) == CARD
    assert card_json(CARD)["because"]["shared"] == ["move", "it"]


def test_an_engine_that_gives_words_only_is_quoted() -> None:
    words = card_json(CARD)
    del words["because"]
    assert because_text(card_of(words), "sv") == "Plain words."


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "The customer's words are like the question “Can I move it?” (0.83). Words in common: move, it. Used"),
        ("sv", "Kundens ord liknar frågan ”Can I move it?” (0.83). Gemensamma ord: move, it. Har"),
        ("zh-Hans", "客户的话与问题“Can I move it?”相近（0.83）。共同的词：move、it。"),
        ("zh-Hant", "客戶的話與問題「Can I move it?」相近（0.83）。共同的詞：move、it。"),
    ],
)
def test_every_language_has_its_own_words(dressing: Dressing, lang: str, words: str) -> None:
    dressing.wear("light", lang)
    assert because_text(CARD, lang).startswith(words)
    assert "moving-ask" in because_text(CARD, lang)
    assert "English" not in because_text(CARD, lang) or lang == "en"
