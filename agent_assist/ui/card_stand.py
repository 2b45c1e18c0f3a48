"""Which cards stand, and when they may change: a pure state machine, so that nothing moves under the agent's hand.

The engine offers cards; the stand shows them when it does not disturb. A primary card that was shown stands for at
least `HOLD` seconds, unless a clearly better one or another question of the customer takes its place. While the
pointer is over the cards, the keyboard is in them or one is pinned, nothing is replaced. While the agent speaks or
types, a card waits, but no longer than `PATIENCE`: a late card is noise. A card for half a sentence that is not sure
waits for the whole one. Times are seconds of any steady clock.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from agent_assist.datatypes import Card

#: A primary card stands at least so long.
HOLD = 3.0
#: A card waits no longer than this for an agent who speaks or types.
PATIENCE = 4.0
#: By so much more probable, another card is clearly better.
BETTER = 0.25
#: A card for words that are still being spoken is shown when it is as sure as this; else it waits for the final words.
SURE = 0.75
#: At most so many cards stand: one to say and two folded ones.
MOST = 3

#: The engine's word for cards that the agent has put away.
DISMISSED = "Dismissed."

Key = tuple[str, str, str, str]


def key_of(card: Card) -> Key:
    """What makes a card the same card: another confidence does not make it another."""
    return (card.article_id, card.passage_id, card.template_id, card.reply)


@dataclass(frozen=True, slots=True)
class Offer:
    """The panel as the engine would have it. came: when.  asked: the agent's own doing, which waits for nothing.

    early: it is for words that are still being spoken.
    """

    cards: tuple[Card, ...] = ()
    utterance: str = ""
    reason: str = ""
    came: float = 0.0
    asked: bool = False
    early: bool = False


@dataclass(frozen=True, slots=True)
class Stand:
    """The cards of one contact as they stand. since: when the primary was shown.  changed: when anything was.

    held: what keeps the cards in place (pointer, focus).  busy: what the agent is doing (speaking, typing).
    """

    cards: tuple[Card, ...] = ()
    utterance: str = ""
    reason: str = ""
    since: float = float("-inf")
    changed: float = float("-inf")
    waiting: Offer | None = None
    held: frozenset[str] = frozenset()
    busy: frozenset[str] = frozenset()
    pinned: Key | None = None

    @property
    def blocked(self) -> bool:
        """Whether other cards wait because the agent's hand or pin is on these."""
        if self.waiting is None or not (self.held or self.pinned):
            return False
        return not {key_of(card) for card in self.waiting.cards} <= {key_of(card) for card in self.cards}


def offered(stand: Stand, offer: Offer, now: float) -> Stand:
    """The engine offers cards: the newest offer is the only one that waits."""
    came = offer.came
    if stand.waiting is not None and stand.waiting.cards and offer.cards:
        came = stand.waiting.came  # patience is counted from the first of them
    return settled(replace(stand, waiting=replace(offer, came=came)), now)


def hold(stand: Stand, what: str, on: bool, now: float) -> Stand:
    """The pointer or the keyboard came over the cards, or left them."""
    return settled(replace(stand, held=stand.held | {what} if on else stand.held - {what}), now)


def occupied(stand: Stand, what: str, on: bool, now: float) -> Stand:
    """The agent began or stopped to speak or type."""
    return settled(replace(stand, busy=stand.busy | {what} if on else stand.busy - {what}), now)


def pin(stand: Stand, key: Key | None, now: float) -> Stand:
    """Pin a card that stands, first and for as long as the agent wants; None lets go of it."""
    if key is None:
        return settled(replace(stand, pinned=None), now)
    first = [card for card in stand.cards if key_of(card) == key]
    if not first:
        return stand
    rest = [card for card in stand.cards if key_of(card) != key]
    since = stand.since if stand.cards[0] is first[0] else now
    return settled(replace(stand, cards=(*first, *rest), pinned=key, since=since, changed=now), now)


def without(stand: Stand, article: str, now: float) -> Stand:
    """The agent puts an article's cards away: they go at once, pinned or not, and so does an offer of them."""
    cards = tuple(card for card in stand.cards if card.article_id != article)
    waiting = stand.waiting
    if waiting is not None:
        left = tuple(card for card in waiting.cards if card.article_id != article)
        waiting = replace(waiting, cards=left) if left else None
    if cards == stand.cards:
        return settled(replace(stand, waiting=waiting), now)
    gone = stand.pinned is not None and stand.pinned[0] == article
    since = stand.since if cards[:1] == stand.cards[:1] else now
    reason = stand.reason if cards else DISMISSED
    made = replace(stand, cards=cards, reason=reason, waiting=waiting, since=since, changed=now)
    return settled(replace(made, pinned=None) if gone else made, now)


def taken(stand: Stand, now: float) -> Stand:
    """The agent asks for the cards that wait."""
    if stand.waiting is None:
        return stand
    return settled(replace(stand, pinned=None, waiting=replace(stand.waiting, asked=True)), now)


def settled(stand: Stand, now: float) -> Stand:
    """Show what waits, if it may be shown now."""
    offer = stand.waiting
    if offer is None:
        return stand
    cards = composed(stand, offer)
    if not _may(stand, offer, cards, now):
        return stand
    old, new = [key_of(card) for card in stand.cards], [key_of(card) for card in cards]
    return replace(
        stand,
        cards=cards,
        utterance=offer.utterance,
        reason=offer.reason,
        since=stand.since if old[:1] == new[:1] else now,
        changed=stand.changed if old == new else now,
        # Under a pin the offer goes on waiting: it takes the whole place when the pin goes.
        waiting=None if stand.pinned is None else offer,
    )


def due(stand: Stand, now: float) -> float | None:
    """When to look at the stand again (a time from `now` on), None where only an event can change it."""
    offer = stand.waiting
    if offer is None or stand.held:
        return None
    times = (max(stand.since, stand.changed) + HOLD, offer.came + PATIENCE)
    return min((at for at in times if at > now), default=None)


def composed(stand: Stand, offer: Offer) -> tuple[Card, ...]:
    """The cards of an offer in the order in which they would stand beside those that stand."""
    cards = offer.cards[:MOST]
    if stand.pinned is not None:
        pinned = next((c for c in (*cards, *stand.cards) if key_of(c) == stand.pinned), None)
        if pinned is not None:
            return (pinned, *(card for card in cards if key_of(card) != stand.pinned))[:MOST]
    if not cards or not stand.cards:
        return cards
    by_key = {key_of(card): card for card in cards}
    old = [key_of(card) for card in stand.cards]
    first = stand.cards[0]
    same_words = offer.utterance == stand.utterance
    better = _clearly_better(cards[0], by_key.get(old[0], first))
    if same_words and not better and old[0] not in by_key and _same_answer(first, cards[0]):
        # Another sentence of the same article is no reason to exchange the words that the agent reads.
        return (replace(first, confidence=cards[0].confidence, why=cards[0].why), *cards[1:])
    if old[0] in by_key and (same_words or key_of(cards[0]) == old[0]) and not better:
        # The primary stays what it is, and folded ones that stand already keep their places.
        kept = [key for key in old if key in by_key]
        return tuple(by_key[key] for key in (*kept, *(key for key in by_key if key not in kept)))
    return cards


def _same_answer(card: Card, other: Card) -> bool:
    return card.article_id == other.article_id and card.template_id == other.template_id


def _clearly_better(card: Card, than: Card) -> bool:
    return card.confidence >= than.confidence + BETTER


def _may(stand: Stand, offer: Offer, cards: tuple[Card, ...], now: float) -> bool:
    old, new = [key_of(card) for card in stand.cards], [key_of(card) for card in cards]
    if old == new or offer.asked:
        return True
    if stand.held and old:
        return False
    if offer.early and offer.cards and offer.cards[0].confidence < SURE:
        return False
    if cards and stand.busy and now < offer.came + PATIENCE:
        return False
    if not old or now >= max(stand.since, stand.changed) + HOLD:
        return True
    if not new or old[0] == new[0]:
        return False
    moved = offer.utterance != stand.utterance and all(
        card.article_id != stand.cards[0].article_id for card in offer.cards
    )
    return moved or _clearly_better(cards[0], stand.cards[0])
