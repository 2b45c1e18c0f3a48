"""Kinds of cards that the agent puts away again and again are shown no more, until the agent wants them back. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from agent_assist.datatypes import Card

#: So many times in a row a kind is put away before it is muted.
TIMES = 3
#: The kind of every card in a language that is not the contact's.
FOREIGN = "foreign"


@dataclass(frozen=True, slots=True)
class Mutes:
    """away: kind → how many times in a row it was put away.  muted: kind → the title that the agent knows it by."""

    away: Mapping[str, int] = field(default_factory=dict)
    muted: Mapping[str, str] = field(default_factory=dict)


def kind_of(card: Card) -> str:
    """What is muted together: the replies of one article, or all replies in another language."""
    return FOREIGN if card.foreign else f"article:{card.article_id}"


def put_away(mutes: Mutes, card: Card) -> Mutes:
    """The agent put a card away; the third time in a row its kind is muted."""
    kind = kind_of(card)
    times = mutes.away.get(kind, 0) + 1
    if times < TIMES:
        return replace(mutes, away={**mutes.away, kind: times})
    away = {one: count for one, count in mutes.away.items() if one != kind}
    return Mutes(away, {**mutes.muted, kind: card.title})


def used(mutes: Mutes, card: Card) -> Mutes:
    """The agent used a card: its kind is wanted."""
    return replace(mutes, away={one: count for one, count in mutes.away.items() if one != kind_of(card)})


def unmuted(mutes: Mutes, kind: str) -> Mutes:
    """Show a kind again."""
    return replace(mutes, muted={one: title for one, title in mutes.muted.items() if one != kind})


def audible(mutes: Mutes, cards: Iterable[Card]) -> tuple[Card, ...]:
    """The cards whose kinds are not muted."""
    return tuple(card for card in cards if kind_of(card) not in mutes.muted)
