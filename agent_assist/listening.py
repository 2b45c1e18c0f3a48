"""`agent-assist listen`: the engine with a live call, in a terminal."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from types import FrameType

from agent_assist.engine import Engine
from agent_assist.lines import read_lines
from agent_assist.protocol import Command, decode, encode
from agent_assist.settings import Settings
from agent_assist.terminal import LiveTerminal

_CONTACT = "live"


def listen(settings: Settings, microphone: str, loudspeaker: str, lang: str | None, json_: bool) -> int:
    """Hear until Ctrl+C; prints JSON lines or draws the contact. 1 where listening could not begin."""
    command: Command = {"cmd": "listen", "contact": _CONTACT, "lang": lang}
    if microphone:
        command["microphone"] = microphone
    if loudspeaker:
        command["loudspeaker"] = loudspeaker
    commands_out, commands_in = os.pipe()
    updates_out, updates_in = os.pipe()
    told = {"failed": False}

    def send(message: Command) -> None:
        os.write(commands_in, encode(message).encode() + b"\n")

    def stop(signum: int, frame: FrameType | None) -> None:
        send({"cmd": "stop", "contact": _CONTACT})
        send({"cmd": "close", "contact": _CONTACT})
        send({"cmd": "shutdown"})

    def show() -> None:
        screen = None if json_ else LiveTerminal()
        with os.fdopen(updates_out, "rb") as stream, screen or contextlib.nullcontext():
            for line in read_lines(stream, lambda: None):
                update = decode(line)
                if screen is None:
                    print(line.decode(), flush=True)
                elif update.get("contact") == _CONTACT:
                    screen.show(update)
                if update["type"] == "error" and update.get("contact") == _CONTACT:
                    told["failed"] = True
                    send({"cmd": "shutdown"})

    before = signal.signal(signal.SIGINT, stop)
    shower = threading.Thread(target=show, name="terminal")
    shower.start()
    send(command)
    try:
        with os.fdopen(commands_out, "rb") as commands, os.fdopen(updates_in, "wb") as updates:
            Engine(settings, commands, updates).run()
    finally:
        shower.join()
        os.close(commands_in)
        signal.signal(signal.SIGINT, before)
    return 1 if told["failed"] else 0
