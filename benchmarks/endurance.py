"""A long call: does memory grow, do clock and audio part, does recognition fall behind?

    python benchmarks/endurance.py [DATA_DIR] [--hours 1] [--minutes 0] [--bundle DIR] [--json]

Two-channel calls (as for live_speech.py) in a loop. First `--hours` of audio through the live pipeline as fast as this
computer recognises it: the sources hold back while speech waits for the recogniser, so nothing is left out. Then
`--minutes` in real time through a sound server into the running engine. Bars, after the first fifth (warming up):
memory grows by at most 5 %, lines of the same clip stand at the same place within 50 ms, the recogniser is at most
3 s behind.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from _engine_child import EngineChild
from _sound_server import RATE, Onset, Samples, SoundServer
from _spoken_clips import speak_clips
from live_speech import Call, bundle_folder, calls, play

from agent_assist.datatypes import Speaker, Utterance
from agent_assist.errors import AudioError
from agent_assist.listeners.live import LiveCall
from agent_assist.listeners.models import find_model
from agent_assist.listeners.transcriber import Transcriber

_PIECE = RATE // 10
_GAP = 2.0  # seconds of silence between two calls of the loop
_MOST_WAITING = 2
_WARM = 0.2
_BAR_GROWTH, _BAR_DRIFT, _BAR_BEHIND = 0.05, 0.05, 3.0


@dataclass
class Pace:
    """Lets both sides run together, and no further than the recogniser follows."""

    loop: Samples
    loops: int
    call: LiveCall | None = None

    def __post_init__(self) -> None:
        self.taken = [0, 0]
        self.ended = threading.Event()
        self._changed = threading.Condition()

    def next(self, side: int) -> Samples:
        """The side's next .1 s.  Raises AudioError at the end, where nothing comes any more."""
        with self._changed:
            while self.taken[side] > self.taken[1 - side] or self._crowded():
                self._changed.wait(0.02)
            at = self.taken[side] * _PIECE
            self.taken[side] += 1
            self._changed.notify_all()
        if at >= self.loops * len(self.loop):
            if side:
                self.ended.set()
            raise AudioError("The loop has been played.")
        return self.loop[at % len(self.loop) : at % len(self.loop) + _PIECE, side]

    def _crowded(self) -> bool:
        return self.call is not None and self.call.waiting >= _MOST_WAITING


@dataclass(frozen=True)
class Side:
    """One side of the loop, as a sound source."""

    speaker: Speaker
    pace: Pace
    label: str = "loop"

    @contextmanager
    def open(self) -> Iterator[Side]:
        yield self

    def read(self) -> Samples:
        return self.pace.next(0 if self.speaker is Speaker.AGENT else 1)

    def present(self) -> bool:
        return True


def loop_of(found: Sequence[Call]) -> Samples:
    """The calls one after the other, shape (n, 2).

    n is a whole number of pieces and of the voice detector's chunks (512), so that every round is cut alike.
    """
    parts = []
    for call in found:
        length = max(map(len, call.sides.values())) + round(_GAP * RATE)
        sides = [np.pad(samples, (0, length - len(samples))) for samples in call.sides.values()]
        parts.append(np.stack(sides, axis=1))
    whole = np.concatenate(parts)
    rest = -len(whole) % math.lcm(_PIECE, 512)
    return np.pad(whole, ((0, rest), (0, 0)))


def fast(found: Sequence[Call], hours: float) -> dict[str, Any]:
    """So many hours of audio through the live pipeline, as fast as it goes."""
    loop = loop_of(found)
    seconds = len(loop) / RATE
    pace = Pace(loop, max(3, round(hours * 3600 / seconds)))
    heard: list[Utterance] = []
    memory: list[float] = []

    def take(utterance: Utterance) -> None:
        heard.append(utterance)
        memory.append(_memory())

    call = LiveCall(
        Transcriber.open(find_model(), "en"),
        [Side(speaker, pace) for speaker in Speaker],
        on_utterance=take,
        on_level=lambda speaker, rms: None,
        on_failure=lambda error: None,
        patience=3600.0,
    )
    pace.call = call
    began = time.monotonic()
    call.start()
    pace.ended.wait()
    call.stop(60.0)
    spent = time.monotonic() - began
    # The pipeline places sound by its samples from its first frame on.
    places: dict[str, list[float]] = defaultdict(list)
    origin = heard[0].end % seconds
    for line in heard:
        places[f"{line.speaker} {round(((line.end - origin) % seconds) * 2) / 2}"].append((line.end - origin) % seconds)
    often = [ends for ends in places.values() if len(ends) >= pace.loops // 2]
    warm = memory[round(len(memory) * _WARM) :]
    return {
        "audio_minutes": round(pace.loops * seconds / 60, 1),
        "times_real_time": round(pace.loops * seconds / spent, 2),
        "lines": len(heard),
        "left_out": call.dropped,
        "drift_ms": round(max((abs(_moved(ends)) for ends in often), default=float("inf")) * 1000, 1),
        "memory_mb": {"warm": round(warm[0]), "end": round(warm[-1])},
        "growth": round(warm[-1] / warm[0] - 1, 4),
    }


def real(found: Sequence[Call], minutes: float, bundles: Path) -> dict[str, Any]:
    """So many minutes through a sound server into the running engine."""
    offsets: dict[str, list[float]] = defaultdict(list)
    memory: list[float] = []
    with tempfile.TemporaryDirectory(prefix="long-") as home, SoundServer() as server:
        engine = EngineChild(bundles, Path(home), server.environment)
        onsets = {"agent": Onset(server, "desk"), "customer": Onset(server, "phone")}
        engine.send(cmd="listen", contact="bench", lang="en")
        engine.wait(lambda update: update["type"] == "level")
        engine.pass_time(1.0)
        began = time.monotonic()
        zero = None
        for call in itertools.cycle(found):
            played, first = play(engine, server, onsets, call)
            if zero is None:  # once: later lines must still fit the clock as it stood at the beginning
                zero = min(at - u["at"] for at, u in engine.updates if u["type"] == "level")
            for _, update in engine.updates[first:]:
                if update["type"] == "utterance" and update["final"]:
                    own = played.loud(update["speaker"], zero + update["at"] - 0.2, zero + update["end"] + 0.3)
                    if own:
                        offsets[call.name + update["text"]].append(zero + update["end"] - own[-1][1])
            memory.append(_memory(engine.pid))
            if time.monotonic() - began >= minutes * 60:
                break
        behind = max((u.get("lag", 0.0) for _, u in engine.updates if u["type"] == "state"), default=0.0)
        for onset in onsets.values():
            onset.close()
        engine.end()
    drifts = [_moved(seen) for seen in offsets.values() if len(seen) >= 2]
    warm = memory[round(len(memory) * _WARM) :]
    return {
        "minutes": round((time.monotonic() - began) / 60, 1),
        "lines": sum(map(len, offsets.values())),
        "drift_ms": round(float(np.median(drifts)) * 1000, 1) if drifts else None,
        "behind_s": behind,
        "memory_mb": {"warm": round(warm[0]), "end": round(warm[-1])},
        "growth": round(warm[-1] / warm[0] - 1, 4),
    }


def _moved(places: Sequence[float]) -> float:
    """Seconds by which the last places lie behind the first; the median of three forgives a single late one."""
    return float(np.median(places[-3:]) - np.median(places[:3]))


def _memory(process: int | str = "self") -> float:
    """Megabytes of its own, resident or swapped out: what a busy computer pushes out has not gone."""
    found = dict(line.split(":", 1) for line in Path(f"/proc/{process}/status").read_text().splitlines())
    return sum(int(found[name].split()[0]) for name in ("RssAnon", "VmSwap")) / 1024


def kept(figures: dict[str, dict[str, Any]]) -> dict[str, bool]:
    """Which bars are kept."""
    bars = {}
    for name, found in figures.items():
        bars[f"{name}: memory growth <= 5 %"] = found["growth"] <= _BAR_GROWTH
        drift = found["drift_ms"]
        bars[f"{name}: drift <= 50 ms"] = drift is not None and abs(drift) <= _BAR_DRIFT * 1000
        if "behind_s" in found:
            bars[f"{name}: at most 3 s behind"] = found["behind_s"] <= _BAR_BEHIND
        else:
            bars[f"{name}: nothing left out"] = found["left_out"] == 0
    return bars


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures and the bars; 1 where one is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", nargs="?", type=Path)
    parser.add_argument("--hours", type=float, default=1.0, help="of audio, as fast as it goes; 0: none")
    parser.add_argument("--minutes", type=float, default=0.0, help="in real time; 0: none")
    parser.add_argument("--bundle", type=Path)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    figures: dict[str, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory(prefix="long-") as made:
        folder = options.data
        if folder is None:
            folder = Path(made)
            speak_clips(folder)
        found = calls(folder)
        if options.hours:
            figures["fast"] = fast(found, options.hours)
        if options.minutes:
            figures["real time"] = real(found, options.minutes, bundle_folder(options.bundle, Path(made)))
    bars = kept(figures)
    if options.json:
        print(json.dumps({"benchmark": "endurance", **figures, "bars": bars}))
    else:
        for name, values in figures.items():
            print(name, *(f"{key}={value}" for key, value in values.items()))
        for bar, ok in bars.items():
            print(f"{'kept  ' if ok else 'MISSED'} {bar}")
    return 0 if all(bars.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
