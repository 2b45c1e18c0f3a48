"""What the agent is doing, and so when cards may change: the Qt edge of the stands and of what is muted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QCursor

from agent_assist.datatypes import Card
from agent_assist.ui import advice, muting
from agent_assist.ui.card_stand import Offer, Stand, due, hold, key_of, occupied, offered, pin, settled, taken, without
from agent_assist.ui.contact_model import Contact, Panel
from agent_assist.ui.source import Source

#: So long after the last key the agent does not type any more.
_PAUSE_MS = 1500
#: A pointer that rests so long over the cards has been left there.
_RESTS_MS = 20_000


def visible(stand: Stand) -> tuple[object, ...]:
    """What of a stand is to be seen."""
    return (stand.cards, stand.pinned, stand.blocked, stand.reason)


class Attention(QObject):
    """Keeps the stands of all contacts. `changed` carries the id of a contact whose cards stand otherwise, `advised`
    that of one whose advice has waited for the agent, `muted` a kind of card and the title it is known by, `unmuted` a
    kind that is wanted again."""

    changed = Signal(str)
    advised = Signal(str)
    muted = Signal(str, str)
    unmuted = Signal(str)

    def __init__(self, panel: Panel, source: Source, now: Callable[[], float], parent: QObject) -> None:
        super().__init__(parent)
        self._panel = panel
        self._source = source
        self._now = now
        self._typing: str | None = None
        self._seen: dict[str, Stand] = {}
        self._pointer = QCursor.pos()
        self._due = self._timer(self._settle)
        self._pause = self._timer(self._typed_last)
        self._rest = self._timer(self._rested)

    def _timer(self, then: Callable[[], None]) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.timeout.connect(then)
        return made

    # -- stands -------------------------------------------------------------------------------------------------------

    def saw(self, contact_id: str | None) -> None:
        """An update of a contact was taken in, and with it perhaps other cards."""
        contact = self._panel.contacts.get(contact_id or "")
        if contact is not None:
            self._compare(contact)

    def held(self, what: str, on: bool) -> None:
        """The agent's pointer or focus came over the cards of the contact that is shown, or left them."""
        if what == "pointer":
            self._pointer = QCursor.pos()
            if on and not self._rest.isActive():
                self._rest.start(_RESTS_MS)
            elif not on:
                self._rest.stop()
        contact = self._panel.shown
        if contact is not None and (what in contact.stand.held) != on:
            self._change(contact, lambda stand, now: hold(stand, what, on, now))

    def turned(self) -> None:
        """Another contact is shown: nobody's hand is on the cards of the others."""
        for contact in self._panel.contacts.values():
            if contact.id != self._panel.active:
                for what in contact.stand.held:
                    contact.stand = hold(contact.stand, what, False, self._now())
        self._seen = {name: stand for name, stand in self._seen.items() if name in self._panel.contacts}
        self._look_again()

    def pin(self, card: Card, on: bool) -> None:
        """Pin a card of the contact that is shown, or let go of it."""
        self._of_shown(lambda stand, now: pin(stand, key_of(card) if on else None, now))

    def take(self) -> None:
        """The agent wants the cards that wait."""
        self._of_shown(taken)

    def put_away(self, card: Card) -> None:
        """The agent put a card away: it goes at once, and its kind for good when that happens again and again."""
        before = self._panel.mutes
        after = self._panel.mutes = muting.put_away(before, card)
        self._of_shown(lambda stand, now: without(stand, card.article_id, now))
        for kind in set(after.muted) - set(before.muted):
            for contact in self._panel.contacts.values():
                self._change(contact, self._hush)
            self.muted.emit(kind, after.muted[kind])

    def used(self, card: Card) -> None:
        """The agent used a card."""
        self._panel.mutes = muting.used(self._panel.mutes, card)

    def unmute(self, kind: str) -> None:
        """Show a kind of card again, from the next ones on."""
        self._panel.mutes = muting.unmuted(self._panel.mutes, kind)
        self.unmuted.emit(kind)

    def _hush(self, stand: Stand, now: float) -> Stand:
        left = muting.audible(self._panel.mutes, stand.cards)
        return stand if left == stand.cards else offered(stand, Offer(left, stand.utterance, asked=True), now)

    def _of_shown(self, move: Callable[[Stand, float], Stand]) -> None:
        contact = self._panel.shown
        if contact is not None:
            self._change(contact, move)

    def _change(self, contact: Contact, move: Callable[[Stand, float], Stand]) -> None:
        contact.stand = move(contact.stand, self._now())
        self._compare(contact)

    def _compare(self, contact: Contact) -> None:
        self._let_advice_go(contact)
        before, now = self._seen.get(contact.id), contact.stand
        if now is before:
            return
        self._seen[contact.id] = now
        self._look_again()
        if before is None or visible(now) != visible(before):
            self.changed.emit(contact.id)

    def _let_advice_go(self, contact: Contact) -> None:
        if not contact.advice:
            return
        left = advice.settled(contact.advice, bool(contact.stand.busy), self._now())
        if left != contact.advice:
            contact.advice = left
            self.advised.emit(contact.id)
        self._look_again()

    def _look_again(self) -> None:
        now = self._now()
        looks = [at for one in self._panel.contacts.values() for at in (due(one.stand, now), advice.due(one.advice))]
        times = [at for at in looks if at is not None]
        if times:
            self._due.start(max(1, round((min(times) - now) * 1000) + 1))
        else:
            self._due.stop()

    def _settle(self) -> None:
        for contact in self._panel.contacts.values():
            self._change(contact, settled)
        self._look_again()

    def _rested(self) -> None:
        if QCursor.pos() == self._pointer:
            self.held("pointer", False)
        else:
            self._pointer = QCursor.pos()
            self._rest.start(_RESTS_MS)

    # -- typing -------------------------------------------------------------------------------------------------------

    def typed(self) -> None:
        """A key in one of the panel's fields: the agent types, and the rules are told, until some time has passed."""
        contact = self._panel.shown
        if contact is not None and not contact.closed and self._typing != contact.id:
            self._typed_last()
            self._typing = contact.id
            self._source.send({"cmd": "happen", "contact": contact.id, "typing": True})
            self._change(contact, lambda stand, now: occupied(stand, "typing", True, now))
        self._pause.start(_PAUSE_MS)

    def _typed_last(self) -> None:
        self._pause.stop()
        contact = self._panel.contacts.get(self._typing or "")
        self._typing = None
        if contact is not None:
            if not contact.closed:
                self._source.send({"cmd": "happen", "contact": contact.id, "typing": False})
            self._change(contact, lambda stand, now: occupied(stand, "typing", False, now))
