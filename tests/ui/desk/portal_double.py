"""A test double of the desktop's portal: it owns the portal's name on the test's own bus and gives every shortcut but
those whose trigger holds F12. A line on stdin presses a shortcut by its id.

It is no portal: it asks nobody and grabs no key.
"""

from __future__ import annotations

import os
import select

from jeepney import DBusAddress, HeaderFields, MessageType, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

NAME = "org.freedesktop.portal.Desktop"
SHORTCUTS = DBusAddress("/org/freedesktop/portal/desktop", NAME, "org.freedesktop.portal.GlobalShortcuts")


def main() -> None:
    bus = open_dbus_connection("SESSION")
    bus.send_and_get_reply(message_bus.RequestName(NAME))
    print("owned", flush=True)
    session = ""

    def respond(message, results) -> None:
        sender = message.header.fields[HeaderFields.sender].lstrip(":").replace(".", "_")
        path = f"/org/freedesktop/portal/desktop/request/{sender}/{message.body[-1]['handle_token'][1]}"
        bus.send(new_method_return(message, "o", (path,)))
        request = DBusAddress(path, NAME, "org.freedesktop.portal.Request")
        bus.send(new_signal(request, "Response", "ua{sv}", (0, results)))

    while True:
        ready, _, _ = select.select([bus.sock, 0], [], [])
        if 0 in ready:
            actions = os.read(0, 4096).decode().split()
            if not actions:
                return
            for action in actions:
                bus.send(new_signal(SHORTCUTS, "Activated", "osta{sv}", (session, action, 0, {})))
        if bus.sock not in ready:
            continue
        while True:
            try:
                message = bus.receive(timeout=0)
            except TimeoutError:
                break
            if message.header.message_type is not MessageType.method_call:
                continue
            member = message.header.fields[HeaderFields.member]
            if member == "CreateSession":
                session = f"/org/freedesktop/portal/desktop/session/{message.body[0]['session_handle_token'][1]}"
                respond(message, {"session_handle": ("s", session)})
            elif member == "BindShortcuts":
                given = [
                    (name, {"trigger_description": options["preferred_trigger"]})
                    for name, options in message.body[1]
                    if "F12" not in options["preferred_trigger"][1]
                ]
                print(" ".join(options["preferred_trigger"][1] for _, options in message.body[1]), flush=True)
                respond(message, {"shortcuts": ("a(sa{sv})", given)})
            else:
                bus.send(new_method_return(message))


main()
