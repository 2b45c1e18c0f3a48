"""What the window has to say, in the strip under its tabs."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from agent_assist.protocol import Update
from agent_assist.ui.body import Body
from agent_assist.ui.muting import FOREIGN, TIMES
from agent_assist.ui.notices import Message, Notices


class Teller(QObject):
    """Shows the gravest message on the body of the moment. `acted` carries the key of one whose button was pressed."""

    acted = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._notices = Notices()
        self._body: Body | None = None

    def wire(self, body: Body) -> None:
        """Speak through this body from now on."""
        self._body = body
        body.notice.acted.connect(self.acted)
        body.notice.put_away.connect(self._put_away)

    def tell(self, message: Message) -> None:
        """Say something."""
        self._notices.put(message)
        self.show()

    def tell_error(self, update: Update) -> None:
        """Say what the engine could not do, and what to do next."""
        text = " ".join(part for part in (update.get("what", ""), update.get("next", "")) if part)
        self.tell(Message("error", text, "owed"))

    def tell_muted(self, kind: str, title: str) -> None:
        """Say that a kind of card stays away, and how to have it back."""
        what = self.tr("“{0}” stays away now").format(title)
        if kind == FOREIGN:
            what = self.tr("Replies in other languages stay away now")
        why = self.tr("you have put it away {0} times in a row.").format(TIMES)
        self.tell(Message(f"muted:{kind}", f"{what}: {why}", "", self.tr("Show it again")))

    def unsay(self, key: str) -> None:
        """The trouble is over."""
        self._notices.clear(key)
        self.show()

    def _put_away(self, key: str) -> None:
        self._notices.put_away(key)
        self.show()

    def show(self) -> None:
        """Show what is to be said."""
        message = self._notices.current()
        if self._body is None:
            return
        if message is None:
            self._body.notice.hide()
        else:
            self._body.notice.say(
                message.key, message.text, tone=message.tone, action=message.action, closable=message.closable
            )
