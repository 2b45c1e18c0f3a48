"""Keys taken through the desktop's portal, where programs cannot take any themselves (Wayland).

Source: XDG desktop portal, org.freedesktop.portal.GlobalShortcuts version 1; shortcuts specification for the triggers.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, MessageType, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

from agent_assist.ui.desk.keys import Keys

_BUS, _PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
_SHORTCUTS = "org.freedesktop.portal.GlobalShortcuts"
_TRIGGERS = {"Ctrl": "CTRL", "Alt": "ALT", "Shift": "SHIFT", "Meta": "LOGO"}
_Results = Mapping[str, tuple[str, Any]]


def trigger(keys: Keys) -> str:
    """`CTRL+ALT+k`: the shortcuts specification's way of writing."""
    return "+".join([*(word for name, word in _TRIGGERS.items() if name in keys.modifiers), keys.x_name])


class PortalGrabs(QObject):
    """See `hotkeys.Grabs`. The desktop asks the agent once whether the panel may have these keys, and may give others.

    Everything is asked without waiting; answers come through the event loop.
    """

    pressed = Signal(str)
    refused = Signal(str, str)

    def __init__(self, words: Mapping[str, str], parent: QObject) -> None:
        """words: action → what the desktop calls it when it asks the agent."""
        super().__init__(parent)
        self._words = words
        self._bus: DBusConnection | None = None
        self._wanted: Mapping[str, Keys] = {}
        self._session = ""
        self._answers: dict[int, Callable[[Message], None]] = {}
        self._responses: dict[str, Callable[[int, _Results], None]] = {}

    def bind(self, wanted: Mapping[str, Keys]) -> None:
        self._wanted = wanted
        if not wanted and not self._session:
            return
        if self._bus is None and not self._open():
            self._refuse_all()
            return
        if self._session:
            # A session's shortcuts are bound once; others need another session.
            session = DBusAddress(self._session, _BUS, "org.freedesktop.portal.Session")
            self._call(new_method_call(session, "Close"), lambda _answer: None)
            self._session = ""
        if wanted:
            self._ask(
                "CreateSession", "a{sv}", (), {"session_handle_token": ("s", f"agent_assist_{uuid.uuid4().hex}")},
                self._created,
            )  # fmt: skip

    def close(self) -> None:
        # The portal ends the sessions of who leaves the bus.
        if self._bus is not None:
            self._notifier.setEnabled(False)
            self._bus.close()
        self._bus, self._session = None, ""

    def _open(self) -> bool:
        try:
            self._bus = open_dbus_connection("SESSION")
        except (OSError, KeyError, ValueError):
            return False
        notifier = QSocketNotifier(self._bus.sock.fileno(), QSocketNotifier.Type.Read, self)
        notifier.activated.connect(self._read)
        self._notifier = notifier
        for interface in ("org.freedesktop.portal.Request", _SHORTCUTS):
            rule = MatchRule(type="signal", sender=_BUS, interface=interface)
            self._call(message_bus.AddMatch(rule), lambda _answer: None)
        return True

    # -- D-Bus --------------------------------------------------------------------------------------------------------

    def _call(self, message: Message, then: Callable[[Message], None]) -> None:
        assert self._bus is not None
        serial = next(self._bus.outgoing_serial)
        self._answers[serial] = then
        self._bus.send(message, serial=serial)
        # What came while something was sent waits in our memory, where the notifier does not look.
        QTimer.singleShot(0, self, self._read)

    def _ask(
        self, method: str, signature: str, arguments: tuple[Any, ...], options: dict[str, Any],
        then: Callable[[int, _Results], None],
    ) -> None:  # fmt: skip
        """A portal's method: its answer comes as a signal of a request object whose path we choose."""
        assert self._bus is not None
        token = f"agent_assist_{uuid.uuid4().hex}"
        sender = str(self._bus.unique_name).lstrip(":").replace(".", "_")
        path = f"{_PATH}/request/{sender}/{token}"
        self._responses[path] = then
        body = (*arguments, {**options, "handle_token": ("s", token)})
        message = new_method_call(DBusAddress(_PATH, _BUS, _SHORTCUTS), method, signature, body)

        def answered(answer: Message) -> None:
            if answer.header.message_type is MessageType.error:
                del self._responses[path]
                self._refuse_all()

        self._call(message, answered)

    def _read(self) -> None:
        while self._bus is not None:
            try:
                message = self._bus.receive(timeout=0)
            except TimeoutError:
                return
            except OSError:
                # The bus is gone, and the keys with it.
                self.close()
                self._refuse_all()
                return
            self._take(message)

    def _take(self, message: Message) -> None:
        fields = message.header.fields
        then = self._answers.pop(fields.get(HeaderFields.reply_serial, -1), None)
        if then is not None:
            then(message)
        elif message.header.message_type is MessageType.signal:
            member = fields.get(HeaderFields.member)
            if member == "Response":
                answer = self._responses.pop(fields.get(HeaderFields.path, ""), None)
                if answer is not None:
                    answer(*message.body)
            elif member == "Activated" and message.body[0] == self._session and message.body[1] in self._wanted:
                self.pressed.emit(message.body[1])

    # -- the portal's answers -----------------------------------------------------------------------------------------

    def _created(self, response: int, results: _Results) -> None:
        if response != 0:
            self._refuse_all()
            return
        self._session = str(results["session_handle"][1])
        asked = [
            (action, {"description": ("s", self._words.get(action, action)), "preferred_trigger": ("s", trigger(keys))})
            for action, keys in self._wanted.items()
        ]
        self._ask("BindShortcuts", "oa(sa{sv})sa{sv}", (self._session, asked, ""), {}, self._bound)

    def _bound(self, response: int, results: _Results) -> None:
        given = {shortcut[0] for shortcut in results.get("shortcuts", ("", []))[1]} if response == 0 else set()
        for action in self._wanted:
            if action not in given:
                self.refused.emit(action, "taken" if given else "closed")

    def _refuse_all(self) -> None:
        for action in self._wanted:
            self.refused.emit(action, "closed")
