"""Plays a call into a running engine as phone systems do, and prints how long after its end each line's words came.

    agent-assist intake-keys new --json        # key and secret for --protocol audiohook
    agent-assist secrets token                 # --secret for --protocol twilio
    python benchmarks/phone_streams.py --key KEY --secret SECRET [CALL.wav] --legs 4 --speed 1

The file has the customer on the left and the agent on the right, at any rate; without one, a call is spoken by
espeak-ng. AudioHook legs time what comes back over their own socket; Twilio sends nothing back, so its legs are
followed at /v1/contacts/…/updates. Without --secret an engine of its own is started on --bundle, without a keyring.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import hashlib
import hmac
import io
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import aiohttp
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from agent_assist.listeners.audiohook_messages import seconds
from agent_assist.listeners.mulaw import PHONE_RATE, encode

STEP = 0.2
TURNS = (
    (0, "Hello, I would like to cancel my contract today, please."),
    (1, "Of course, may I have your customer number first?"),
    (0, "I am moving to a new flat in May and there is no cable in the house."),
    (1, "Thank you, I will see what we can do about the notice period."),
    (0, "What does it cost to end the contract before the year is over?"),
)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("file", nargs="?", type=Path, help="two-channel sound file: left customer, right agent")
    parser.add_argument("--url", default="http://127.0.0.1:8737")
    parser.add_argument("--bundle", type=Path, default=Path("var/bundles"), help="for an engine of its own")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--protocol", choices=("audiohook", "twilio"), default="audiohook")
    parser.add_argument("--key", default="", help="API key of AudioHook")
    parser.add_argument("--secret", default="", help="the key's secret (base64), or the intake token for twilio")
    parser.add_argument("--legs", type=int, default=1)
    parser.add_argument("--speed", type=float, default=1.0)
    parser.add_argument("--lang", default="en-US")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def load(path: Path | None) -> list[bytes]:
    """Both sides as mu-law, customer first."""
    import soxr

    if path is not None:
        import soundfile

        sound, rate = soundfile.read(path, dtype="float32", always_2d=True)
        sides = [sound[:, index] for index in range(min(2, sound.shape[1]))]
    else:
        sides, rate = spoken()
    while len(sides) < 2:
        sides.append(np.zeros_like(sides[0]))
    return [encode(soxr.resample(side, rate, PHONE_RATE)) for side in sides]


def spoken() -> tuple[list[Any], int]:
    """A short call in two synthetic voices, one after the other with .8 s between."""
    import soundfile

    sides: tuple[list[Any], list[Any]] = ([], [])
    rate = 22_050
    for side, text in TURNS:
        command = ["espeak-ng", "-v", ("en-us", "en-gb")[side], "-s", "150", "--stdout", text]
        sound, rate = soundfile.read(io.BytesIO(subprocess.run(command, capture_output=True, check=True).stdout))
        sound = np.concatenate((sound.astype(np.float32), np.zeros(int(0.8 * rate), dtype=np.float32)))
        sides[side].append(sound)
        sides[1 - side].append(np.zeros_like(sound))
    return [np.concatenate(parts) for parts in sides], rate


def signed(arguments: argparse.Namespace, session: str) -> dict[str, str]:
    """The headers of a signed upgrade."""
    values = {
        "@request-target": "/audiohook",
        "@authority": arguments.url.split("://")[1],
        "audiohook-organization-id": str(uuid.UUID(int=1)),
        "audiohook-session-id": session,
        "audiohook-correlation-id": str(uuid.uuid4()),
        "x-api-key": arguments.key,
    }
    names = " ".join(f'"{name}"' for name in values)
    now = int(time.time())
    line = f'({names});keyid="{arguments.key}";nonce="{uuid.uuid4().hex}";alg="hmac-sha256"'
    line += f";created={now};expires={now + 30}"
    base = "\n".join([*(f'"{name}": {value}' for name, value in values.items()), f'"@signature-params": {line}'])
    digest = hmac.new(base64.b64decode(arguments.secret), base.encode(), hashlib.sha256).digest()
    headers = {name: value for name, value in values.items() if not name.startswith("@")}
    return {**headers, "signature-input": f"sig1={line}", "signature": f"sig1=:{base64.b64encode(digest).decode()}:"}


async def pieces(sides: list[bytes], speed: float, step: float) -> AsyncIterator[tuple[int, list[bytes]]]:
    """Pieces of both sides, each when it is due."""
    size = round(step * PHONE_RATE)
    began = time.monotonic()
    for number, at in enumerate(range(0, max(map(len, sides)), size)):
        await asyncio.sleep(max(0.0, began + (at + size) / PHONE_RATE / speed - time.monotonic()))
        yield number, [side[at : at + size].ljust(size, b"\xff") for side in sides]


class Leg:
    """One call: when its sound began, and how late each final line came (seconds)."""

    def __init__(self, arguments: argparse.Namespace, sides: list[bytes]) -> None:
        self.arguments, self.sides = arguments, sides
        self.began = 0.0
        self.late: list[float] = []
        self.cards = 0

    def heard(self, end: float) -> None:
        """A final came whose speech ended `end` seconds into the sound."""
        self.late.append(time.monotonic() - (self.began + end / self.arguments.speed))

    async def audiohook(self, client: aiohttp.ClientSession) -> None:
        session = str(uuid.uuid4())
        socket = await client.ws_connect(f"{self.arguments.url}/audiohook", headers=signed(self.arguments, session))
        seq = serverseq = 0

        async def send(kind: str, parameters: dict[str, Any]) -> None:
            nonlocal seq
            seq += 1
            envelope = {"version": "2", "id": session, "type": kind, "seq": seq, "serverseq": serverseq}
            await socket.send_json({**envelope, "position": "PT0S", "parameters": parameters})

        async def listen() -> None:
            nonlocal serverseq
            async for frame in socket:
                message = frame.json()
                serverseq = message["seq"]
                if message["type"] == "closed":
                    return
                if message["type"] == "disconnect":
                    raise SystemExit(f"refused: {message['parameters']}")
                for entity in message["parameters"].get("entities", ()):
                    data = entity["data"]
                    if entity["type"] == "transcript" and data["isFinal"]:
                        self.heard(seconds(data["offset"]) + seconds(data["duration"]))
                    self.cards += bool(data.get("suggestions"))

        media = {"type": "audio", "format": "PCMU", "channels": ["external", "internal"], "rate": PHONE_RATE}
        about = {"id": str(uuid.uuid4()), "ani": "", "aniName": "benchmark", "dnis": ""}
        opening = {"organizationId": str(uuid.UUID(int=1)), "conversationId": str(uuid.uuid4()), "participant": about}
        await send(
            "open", {**opening, "media": [media], "language": self.arguments.lang, "customConfig": {"events": True}}
        )
        opened = (await socket.receive()).json()
        if opened["type"] != "opened":
            raise SystemExit(f"refused: {opened['parameters']}")
        serverseq = opened["seq"]
        listening = asyncio.create_task(listen())
        self.began = time.monotonic()
        async for number, (left, right) in pieces(self.sides, self.arguments.speed, STEP):
            woven = bytearray(2 * len(left))
            woven[0::2], woven[1::2] = left, right
            await socket.send_bytes(bytes(woven))
            if number % 25 == 0:
                await send("ping", {})
        await asyncio.sleep(3.0)
        await send("close", {"reason": "end"})
        await listening
        await socket.close()

    async def twilio(self, client: aiohttp.ClientSession) -> None:
        name = f"CA{uuid.uuid4().hex}"
        socket = await client.ws_connect(f"{self.arguments.url}/twilio")
        await socket.send_json({"event": "connected", "protocol": "Call", "version": "1.0.0"})
        parameters = {"token": self.arguments.secret, "lang": self.arguments.lang}
        start = {"streamSid": name, "callSid": name, "tracks": ["inbound", "outbound"], "customParameters": parameters}
        await socket.send_json({"event": "start", "sequenceNumber": "1", "streamSid": name, "start": start})
        await asyncio.sleep(0.2)
        headers = {"Authorization": f"Bearer {self.arguments.secret}"}
        follower = await client.ws_connect(f"{self.arguments.url}/v1/contacts/{name}/updates", headers=headers)

        async def listen() -> None:
            async for frame in follower:
                update = frame.json()
                if update["type"] == "utterance" and update["final"]:
                    self.heard(update["end"])
                self.cards += update["type"] == "suggestions" and bool(update["items"])

        listening = asyncio.create_task(listen())
        self.began = time.monotonic()
        number = 1
        async for chunk, both in pieces(self.sides, self.arguments.speed, 0.02):
            for track, data in zip(("inbound", "outbound"), both, strict=True):
                number += 1
                media = {"track": track, "chunk": str(chunk + 1), "timestamp": str(chunk * 20)}
                media["payload"] = base64.b64encode(data).decode()
                await socket.send_json(
                    {"event": "media", "sequenceNumber": str(number), "streamSid": name, "media": media}
                )
        await asyncio.sleep(3.0)
        await socket.send_json({"event": "stop", "sequenceNumber": str(number + 1), "streamSid": name, "stop": {}})
        await listening
        await socket.close()


def serve(bundle: Path) -> None:
    """The engine, with secrets that live as long as it does."""
    from agent_assist import credentials, engine_process
    from agent_assist.settings import load_settings

    secret = os.urandom(32)
    text = base64.b64encode(secret).decode()
    credentials.intake_token = lambda: text
    credentials.audiohook_keys = lambda: {"benchmark": secret}
    print(text, file=sys.stderr, flush=True)
    engine_process.main(load_settings(bundles=bundle, history="memory", intake_port=0, phone_legs=1000))


@contextmanager
def own_engine(arguments: argparse.Namespace) -> Iterator[None]:
    """Starts an engine, and puts its address and secret into the arguments."""
    with tempfile.TemporaryDirectory() as home:
        command = [sys.executable, __file__, "--serve", "--bundle", str(arguments.bundle.resolve())]
        own = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"), home)
        pipe = subprocess.PIPE
        with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env={**os.environ, **own}) as child:
            assert child.stdin is not None
            assert child.stdout is not None
            assert child.stderr is not None
            arguments.key, arguments.secret = "benchmark", child.stderr.readline().decode().strip()
            threading.Thread(target=child.stderr.read, daemon=True).start()
            for line in child.stdout:
                update = json.loads(line)
                if update["type"] == "engine" and update["intake"]:
                    arguments.url = update["intake"]["url"]
                    break
            threading.Thread(target=child.stdout.read, daemon=True).start()
            yield
            before = os.times()
            child.stdin.close()
            child.wait()
            after = os.times()
            arguments.cpu = after.children_user + after.children_system - before.children_user - before.children_system


def main() -> None:
    """Play all legs at once and print the figures."""
    arguments = parse()
    if arguments.serve:
        serve(arguments.bundle)
        return
    with nullcontext() if arguments.secret else own_engine(arguments):
        figures = asyncio.run(play(arguments))
    if hasattr(arguments, "cpu"):
        figures["engine_cpu_seconds"] = round(arguments.cpu, 1)
    print(json.dumps(figures) if arguments.json else ", ".join(f"{name} {value}" for name, value in figures.items()))


async def play(arguments: argparse.Namespace) -> dict[str, Any]:
    """The figures of all legs, played at once."""
    sides = load(arguments.file)
    legs = [Leg(arguments, sides) for _ in range(arguments.legs)]
    async with aiohttp.ClientSession() as client:
        await asyncio.gather(*(getattr(leg, arguments.protocol)(client) for leg in legs))
    late = sorted(value for leg in legs for value in leg.late)
    return {
        "protocol": arguments.protocol,
        "legs": arguments.legs,
        "speed": arguments.speed,
        "seconds": round(len(sides[0]) / PHONE_RATE, 1),
        "lines": len(late),
        "cards": sum(leg.cards for leg in legs),
        "median": round(statistics.median(late), 2) if late else None,
        "p90": round(late[int(0.9 * (len(late) - 1))], 2) if late else None,
        "worst": round(late[-1], 2) if late else None,
    }


if __name__ == "__main__":
    main()
