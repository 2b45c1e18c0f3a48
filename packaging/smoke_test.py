"""Tries the packaged program as a user would: `smoke_test.py PROGRAM [--pictures FOLDER]`.

Run it through isolated.sh: no network, a home of its own, a keyring and a display. PROGRAM is the program folder with
its `share/`. Each step prints one line; the exit code is 1 when any failed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
import tomllib
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
#: Seconds after which a step has failed: far above what any takes, for slow machines.
PATIENCE = 180
#: A window that shows nothing has a handful of colours; text alone has more than this through smoothing.
COLOURS = 200


class Failed(Exception):
    """A step did not give what it should."""


class Program:
    """The packaged program, run with a home of its own."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder.resolve()
        self.home = home
        self.bundles = self.folder / "share" / "bundles"
        self.contacts = sorted((self.folder / "_internal" / "agent_assist" / "demo").glob("*.jsonl"))

    def run(self, *arguments: str | Path, expect: int = 0) -> str:
        """Run it and return what it printed; Failed on another exit code or a traceback."""
        command = [str(self.folder / "agent-assist"), *map(str, arguments)]
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=PATIENCE,
            env=self._environment(),
            cwd=self.home,
        )
        if done.returncode != expect or "Traceback" in done.stderr:
            raise Failed(f"{' '.join(command[1:3])} ended with {done.returncode}: {done.stderr.strip()[-2000:]}")
        return done.stdout

    def updates(self, *arguments: str | Path) -> list[dict[str, Any]]:
        """Run it and return the JSON lines that it printed."""
        return [json.loads(line) for line in self.run(*arguments).splitlines()]

    def log_lines(self) -> list[str]:
        """Return what the program logged in this home."""
        return [
            line
            for path in self.home.rglob("*.log")
            for line in path.read_text(encoding="utf-8", errors="replace").splitlines()
        ]

    def _environment(self) -> dict[str, str]:
        """Return the environment without this Python's own variables, as on a computer that has no Python."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
        folders = {"CONFIG": ".config", "DATA": ".local/share", "STATE": ".local/state", "CACHE": ".cache"}
        homes = {f"XDG_{name}_HOME": str(self.home / folder) for name, folder in folders.items()}
        return {**kept, **homes, "HOME": str(self.home), "LANG": "C.UTF-8"}


def version(program: Program) -> str:
    """It says the version that it was built from."""
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    said = program.run("--version").strip()
    if said != wanted:
        raise Failed(f"it says {said}, the source says {wanted}")
    return said


def doctor(program: Program) -> str:
    """Everything it needs is there, and of the rest all that this place offers."""
    checks = json.loads(program.run("doctor", "--bundle", program.bundles, "--json"))["checks"]
    must = {"speech model"} | ({"window"} if os.environ.get("DISPLAY") else set())
    must |= {"keyring"} if os.environ.get("DBUS_SESSION_BUS_ADDRESS") else set()
    wrong = [f"{c['name']}: {c['what']}" for c in checks if not c["ok"] and (c["required"] or c["name"] in must)]
    if wrong:
        raise Failed("; ".join(wrong))
    return f"{sum(check['ok'] for check in checks)} of {len(checks)} checks"


def replays(program: Program) -> str:
    """Every demo contact gives suggestions and a summary, and the same ones again."""
    if len(program.contacts) < 4:
        raise Failed(f"{len(program.contacts)} demo contacts came with the program")
    shown = 0
    for contact in program.contacts:
        command = ("replay", contact, "--bundle", program.bundles, "--no-timings")
        updates = program.updates(*command)
        cards = [u for u in updates if u["type"] == "suggestions" and u["items"]]
        kinds = {update["type"] for update in updates}
        if not cards or not {"utterance", "checklist", "summary"} <= kinds:
            raise Failed(f"{contact.name}: {len(cards)} suggestions, updates {sorted(kinds)}")
        if any(not card["reply"] or not card["source"] for update in cards for card in update["items"]):
            raise Failed(f"{contact.name}: a card without reply or source")
        if updates != program.updates(*command):
            raise Failed(f"{contact.name}: a second replay differs")
        shown += len(cards)
    return f"{len(program.contacts)} contacts, {shown} times cards"


def terminal(program: Program) -> str:
    """The terminal draws a contact."""
    picture = program.run("replay", program.contacts[0], "--bundle", program.bundles, "--view", "--speed", "100000")
    if not picture.strip():
        raise Failed("nothing was drawn")
    return f"{len(picture.splitlines())} lines"


def speech(program: Program) -> str:
    """The recogniser loads without PyAV and hears no words in noise."""
    noise = random.Random(1)
    path = program.home / "noise.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        samples = (noise.randrange(-300, 300) for _ in range(32_000))
        file.writeframes(b"".join(sample.to_bytes(2, "little", signed=True) for sample in samples))
    if program.updates("transcribe", path, "--json"):
        raise Failed("words were heard in noise")
    return "the model loads; noise is no speech"


def start(program: Program) -> str:
    """The window is painted and the engine gets ready."""
    report = json.loads(program.run("--bundle", program.bundles, "--report-startup").splitlines()[-1])
    if not report.get("painted_ms") or not report.get("ready_ms"):
        raise Failed(f"the report says {report}")
    return f"painted after {report['painted_ms']:.0f} ms, ready after {report['ready_ms']:.0f} ms"


def window(program: Program, pictures: Path) -> str:
    """The window shows a playing contact; the picture is not blank."""
    path = pictures / "window.png"
    path.unlink(missing_ok=True)
    program.run("--demo", "--bundle", program.bundles, "--screenshot", path, "--when", "suggestions")
    from PySide6.QtGui import QImage

    image = QImage(str(path))
    if image.isNull():
        raise Failed("no picture was saved")
    points = ((x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2))
    colours = len({image.pixel(x, y) for x, y in points})
    if colours < COLOURS:
        raise Failed(f"the picture has {colours} colours: it is blank")
    return f"{image.width()} x {image.height()}, {colours} colours: {path}"


def logs(program: Program) -> str:
    """Nothing of what ran logged an error."""
    lines = [line for line in program.log_lines() if line.strip()]
    wrong = [line for line in lines if not _is_quiet(line)]
    if wrong:
        raise Failed("; ".join(wrong[:5]))
    if not lines:
        raise Failed("nothing was logged at all")
    return f"{len(lines)} lines, none of them a warning"


def _is_quiet(line: str) -> bool:
    """Tell whether the line is below a warning; ours are JSON, some libraries write plain text."""
    try:
        return json.loads(line)["level"] in ("debug", "info")
    except (ValueError, KeyError, TypeError):
        return not line.startswith(("Traceback", "Exception", "WARNING", "ERROR", "CRITICAL"))


def privacy(program: Program) -> str:
    """Nothing is kept outside the program's own folders: where a library reports to its maker, its queue lies there."""
    own = {"agent-assist", "keyrings", "fontconfig", "mesa_shader_cache"}
    foreign = sorted(
        str(path.relative_to(program.home))
        for folder in (".cache", ".config", ".local/share", ".local/state")
        for path in (program.home / folder).glob("*")
        if path.name not in own
    )
    if foreign:
        raise Failed(f"left behind: {', '.join(foreign)}")
    return "no folder but the program's own"


def main() -> int:
    """Run every step; a step that fails does not keep the next ones from running."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=Path, help="the program folder")
    parser.add_argument("--pictures", type=Path, default=Path("build"), help="folder that gets the window's picture")
    chosen = parser.parse_args()
    pictures: Path = chosen.pictures.resolve()
    pictures.mkdir(parents=True, exist_ok=True)
    print(f"network: {os.environ.get('AGENT_ASSIST_NETWORK', 'as it is')}", flush=True)
    failures = 0
    with tempfile.TemporaryDirectory() as home:
        program = Program(chosen.program, Path(home))
        steps: list[tuple[str, Callable[[], str]]] = [
            ("version", lambda: version(program)),
            ("doctor", lambda: doctor(program)),
            ("replay", lambda: replays(program)),
            ("terminal", lambda: terminal(program)),
            ("speech", lambda: speech(program)),
            ("start", lambda: start(program)),
            ("window", lambda: window(program, pictures)),
            ("log", lambda: logs(program)),
            ("privacy", lambda: privacy(program)),
        ]
        for name, step in steps:
            failures += not _step(name, step)
    print(f"Smoke test: {len(steps) - failures} passed, {failures} failed")
    return 1 if failures else 0


def _step(name: str, step: Callable[[], str]) -> bool:
    began = time.monotonic()
    try:
        what, good = step(), True
    except (Failed, subprocess.TimeoutExpired, ValueError, KeyError) as error:
        what, good = str(error), False
    print(f"{'ok    ' if good else 'FAILED'} {name:9} {time.monotonic() - began:5.1f} s  {what}", flush=True)
    return good


if __name__ == "__main__":
    sys.exit(main())
