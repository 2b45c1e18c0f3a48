"""Shows the state of the contacts on the window's parts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from agent_assist.ui.body import Body
from agent_assist.ui.card_stand import DISMISSED
from agent_assist.ui.contact_model import MUTED, Contact, Panel
from agent_assist.ui.words import clock


class Presenter:
    """Panel in, parts out. `now` is the steady clock that the panel was told the time of updates by."""

    def __init__(self, panel: Panel, body: Body, now: Callable[[], float]) -> None:
        self._panel = panel
        self._body = body
        self._now = now

    def tabs(self) -> None:
        """The row of contacts."""
        self._body.tabs.show_contacts(self._panel.contacts.values(), self._panel.active, self._now())

    def hearing(self, call: Contact | None) -> None:
        """That a call is heard, in the window's head."""
        self._body.tabs.show_hearing(hearing_state(call))

    def contact(self) -> None:
        """Everything of the contact that the agent has turned to, or the welcome where there is none."""
        contact = self._panel.shown
        self._body.pages.setCurrentIndex(0 if contact is None else 1)
        self._body.notepad.turned()
        self._body.transcript.show_contact(contact)
        self._body.status.show_contact(contact)
        if contact is not None:
            self.guidance(contact)
            self.cards(contact)

    def guidance(self, contact: Contact) -> None:
        """What is owed, violated or advised, and the checklist."""
        self._body.banners.show_prompts(contact.pressing(), contact.clock(self._now()))
        self._body.checklist.show_items(contact.checklist)
        self._body.flow.show_step(contact.step)
        self._body.ask.show_step(contact.step.ask if contact.step is not None else "")

    def cards(self, contact: Contact) -> None:
        """The suggestions, or why there are none."""
        self._body.cards.show_stand(contact.id, contact.stand, empty_text(contact))
        if contact.closed:
            self._body.ask.show_question("")


def hearing_state(call: Contact | None) -> str:
    """listening, paused where neither side is heard, or "" where no call is."""
    if call is None:
        return ""
    states = [call.sides[one].state if one in call.sides else "heard" for one in ("agent", "customer")]
    return "paused" if all(state in ("paused", "waiting") for state in states) else "listening"


def empty_text(contact: Contact) -> str:
    """What stands where no card does."""
    translate = QCoreApplication.translate
    if contact.closed:
        summary = contact.summary or {}
        text = translate("Presenter", "Contact closed · {0} · {1} lines · {2} replies shown, {3} used")
        return text.format(
            clock(float(summary.get("seconds", 0))),
            summary.get("turns", len(contact.lines)),
            summary.get("shown", 0),
            summary.get("used", 0),
        )
    known = {
        "Nothing in the knowledge base answers this.": translate(
            "Presenter", "Nothing in the knowledge base answers this."
        ),
        "The contact has moved on.": translate("Presenter", "The contact has moved on."),
        DISMISSED: translate("Presenter", "Put away."),
        MUTED: translate("Presenter", "A reply of a kind that you always put away was not shown."),
    }
    reason = contact.stand.reason
    if reason:
        return known.get(reason, reason)
    return translate("Presenter", "No reply to suggest yet")
