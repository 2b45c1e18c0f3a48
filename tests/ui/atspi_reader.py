"""Reads a program's window as a screen reader does: over AT-SPI 2's bus. Prints one JSON line: the tree below the
program of a process, each node {name, description, role, states, children}.

Usage: atspi_reader.py enable | PID
"""

from __future__ import annotations

import json
import sys
from typing import Any

from jeepney import DBusAddress, Properties, new_method_call
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

REGISTRY = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
ACCESSIBLE = "org.a11y.atspi.Accessible"
#: Bits of the state set that are asked about here (atspi-constants.h).
STATES = {"enabled": 8, "focusable": 11, "focused": 12, "showing": 25, "editable": 7}


class Bus:
    def __init__(self, connection: DBusConnection) -> None:
        self.connection = connection

    def call(self, owner: str, path: str, interface: str, member: str, *body: Any, signature: str = "") -> Any:
        message = new_method_call(DBusAddress(path, owner, interface), member, signature or None, body)
        answer = self.connection.send_and_get_reply(message, timeout=20)
        if answer.header.message_type.name == "error":
            raise RuntimeError(f"{member}: {answer.body}")
        return answer.body[0] if answer.body else None

    def text(self, owner: str, path: str, name: str) -> str:
        message = Properties(DBusAddress(path, owner, ACCESSIBLE)).get(name)
        answer = self.connection.send_and_get_reply(message, timeout=20)
        return str(answer.body[0][1])

    def node(self, owner: str, path: str) -> dict[str, Any]:
        low, high = self.call(owner, path, ACCESSIBLE, "GetState")
        bits = low | high << 32
        return {
            "name": self.text(owner, path, "Name"),
            "description": self.text(owner, path, "Description"),
            "role": self.call(owner, path, ACCESSIBLE, "GetRoleName"),
            "states": [name for name, bit in STATES.items() if bits >> bit & 1],
            "children": [self.node(*child) for child in self.call(owner, path, ACCESSIBLE, "GetChildren")],
        }


def main(asked: str) -> None:
    session = Bus(open_dbus_connection("SESSION"))
    a11y = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Status")
    if asked == "enable":
        session.connection.send_and_get_reply(Properties(a11y).set("IsEnabled", "b", True), timeout=20)
        print("{}")
        return
    address = session.call("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress")
    bus = Bus(open_dbus_connection(address))
    found = None
    for owner, path in bus.call(*REGISTRY, ACCESSIBLE, "GetChildren"):
        pid = bus.connection.send_and_get_reply(message_bus.GetConnectionUnixProcessID(owner), timeout=20).body[0]
        if str(pid) == asked:
            found = bus.node(owner, path)
    print(json.dumps(found))


main(sys.argv[1])
