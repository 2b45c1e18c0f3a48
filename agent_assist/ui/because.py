"""Why a card is shown, in the window's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agent_assist.datatypes import Card
from agent_assist.ui.words import language_name


def because_text(card: Card, lang: str) -> str:
    """The card's reason in `lang`, which the window wears; the engine's own words where it gave no more than those."""
    because = card.because
    if because is None:
        return card.why
    translate = QCoreApplication.translate
    matched = {
        "title": translate("Because", "The customer's words are like the title “{0}” ({1})."),
        "example": translate("Because", "The customer's words are like the question “{0}” ({1})."),
        "template": translate("Because", "The customer's words are like the script line “{0}” ({1})."),
    }
    passage = translate("Because", "The customer's words are like the passage “{0}” ({1}).")
    said = [matched.get(because.matched, passage).format(because.quote, f"{because.near:.2f}")]
    chinese = lang.startswith("zh")
    if because.shared:
        words = ("、" if chinese else ", ").join(because.shared)
        said.append(translate("Because", "Words in common: {0}.").format(words))
    if because.before:
        said.append(translate("Because", "Used before for words like these."))
    if card.foreign:
        name = language_name(card.lang)
        said.append(translate("Because", "In {0}: there is no version in the customer's language.").format(name))
    if because.unfilled:
        said.append(translate("Because", "The script {0} cannot be filled in.").format(because.unfilled))
    return ("" if chinese else " ").join(said)
