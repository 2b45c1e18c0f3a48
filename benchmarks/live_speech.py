"""Two-channel calls played in real time into the running engine through a sound server: how soon, who, and what.

    python benchmarks/live_speech.py [DATA_DIR] [--bundle DIR] [--json] [--lines] [--repeat 1]

DATA_DIR holds manifest.jsonl and two-channel calls (`{path, lang, segments: [{speaker, text}]}` a line); without one, a
call is spoken by espeak-ng. The left channel is played where the microphone hears it, the right one on the loudspeaker.
When a sound began is taken from the sound server itself; where speech ended, from the energy of what was played there.
Bars: end of speech to final text and to card, median 1.1 s and p90 1.5 s; partial interval .6 s; memory 450 MB.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
import soxr
from _engine_child import EngineChild, Update
from _sound_server import RATE, Onset, Samples, SoundServer
from _speech_text import errors, words
from _spoken_clips import speak_clips

_ROOT = Path(__file__).resolve().parent.parent
_FRAME = 320  # samples in which energy is measured
_QUIET = 0.05  # of a channel's loudest frame: below it nobody speaks
_AFTER = 4.0  # seconds to wait for the last words
_SIDES = ("agent", "customer")


@dataclass(frozen=True, slots=True)
class Call:
    """A two-channel call.  said: the reference words of each side, in order."""

    name: str
    sides: dict[str, Samples]
    said: dict[str, str]


@dataclass(frozen=True, slots=True)
class Heard:
    """A final line: whose, its words, and seconds from the end of speech to it and to the card that it brought."""

    speaker: str
    text: str
    right_side: bool
    final: float
    card: float | None


def calls(folder: Path) -> list[Call]:
    """The English two-channel calls of a folder."""
    found = []
    for line in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
        clip = json.loads(line)
        if clip.get("segments") and clip["lang"] == "en":
            samples, rate = soundfile.read(folder / clip["path"], dtype="float32")
            sides = {side: _at_rate(samples[:, n], rate) for n, side in enumerate(_SIDES)}
            said = {side: " ".join(s["text"] for s in clip["segments"] if s["speaker"] == side) for side in sides}
            found.append(Call(Path(clip["path"]).stem, sides, said))
    return found


def _at_rate(samples: Samples, rate: int) -> Samples:
    made: Samples = soxr.resample(samples, rate, RATE).astype(np.float32)
    return made


def voiced(samples: Samples) -> tuple[float, list[tuple[float, float]]]:
    """Seconds of the first sample that is not zero, and the stretches (start, end) that are loud enough for speech."""
    frames = samples[: len(samples) // _FRAME * _FRAME].reshape(-1, _FRAME)
    level = np.sqrt(np.mean(np.square(frames), axis=1))
    loud = np.flatnonzero(level >= _QUIET * level.max())
    stretches = [(n * _FRAME / RATE, (n + 1) * _FRAME / RATE) for n in loud]
    # What the sound server calls silence: below half a step of 16 bits.
    return float(np.flatnonzero(np.abs(samples) * 32768 >= 1)[0]) / RATE, stretches


class Played:
    """Where on the monotonic clock each side speaks."""

    def __init__(self, call: Call, began: dict[str, float]) -> None:
        self._loud = {}
        for side, samples in call.sides.items():
            onset, stretches = voiced(samples)
            zero = began[side] - onset
            self._loud[side] = [(zero + start, zero + end) for start, end in stretches]

    def loud(self, side: str, start: float, end: float) -> list[tuple[float, float]]:
        """The loud pieces of a side between two times."""
        return [piece for piece in self._loud[side] if piece[0] < end and piece[1] > start]


def play(engine: EngineChild, server: SoundServer, onsets: dict[str, Onset], call: Call) -> tuple[Played, int]:
    """Play a call to its end; returns what was played when, and the first update's number."""
    first = len(engine.updates)
    for onset in onsets.values():
        onset.arm()
    players = [server.play(sink, call.sides[side]) for side, sink in (("agent", "desk"), ("customer", "phone"))]
    while any(player.poll() is None for player in players):
        engine.pass_time(0.2)
    engine.pass_time(_AFTER)
    return Played(call, {side: onset.wait() for side, onset in onsets.items()}), first


def heard(updates: Sequence[tuple[float, Update]], played: Played, zero: float) -> Iterator[Heard]:
    """The final lines.  zero: the monotonic time at which the contact's clock was 0."""
    cards = {
        update["utterance_id"]: at
        for at, update in reversed(updates)
        if update["type"] == "suggestions" and not update.get("early") and update["items"]
    }
    for at, update in updates:
        if update["type"] != "utterance" or not update["final"]:
            continue
        start, end, speaker = zero + update["at"], zero + update["end"], update["speaker"]
        own = played.loud(speaker, start - 0.2, end + 0.1)
        other = played.loud(_SIDES[speaker == "agent"], start, end)
        ended = own[-1][1] if own else end
        card = cards.get(update["id"])
        yield Heard(
            speaker, update["text"], len(own) >= len(other) * 0.1 and bool(own), at - ended, card and card - ended
        )


def partial_gaps(updates: Sequence[tuple[float, Update]]) -> list[float]:
    """Seconds between one tentative text of a line and the next while it is spoken."""
    last: dict[str, float] = {}
    gaps = []
    for at, update in updates:
        if update["type"] == "utterance" and not update["final"] and update["text"]:
            if update["id"] in last:
                gaps.append(at - last[update["id"]])
            last[update["id"]] = at
    return gaps


def measure(folder: Path, bundles: Path, repeat: int, model: str) -> tuple[dict[str, Any], list[Heard]]:
    """Play every call `repeat` times as one contact; the figures, and the lines."""
    lines: list[Heard] = []
    wrong = total = 0
    with tempfile.TemporaryDirectory(prefix="live-") as home, SoundServer() as server:
        environment = {**server.environment, **({"AGENT_ASSIST_SPEECH_MODEL": model} if model else {})}
        engine = EngineChild(bundles, Path(home), environment)
        onsets = {"agent": Onset(server, "desk"), "customer": Onset(server, "phone")}
        engine.send(cmd="listen", contact="bench", lang="en")
        levels: set[str] = set()
        engine.wait(lambda u: u["type"] == "level" and bool(levels.add(u["speaker"]) or len(levels) == 2))
        began, cpu = time.monotonic(), engine.cpu()
        for call in calls(folder) * repeat:
            played, first = play(engine, server, onsets, call)
            zero = min(at - u["at"] for at, u in engine.updates if u["type"] == "level" and u.get("contact"))
            told = list(heard(engine.updates[first:], played, zero))
            lines += told
            for side in _SIDES:
                reference = words(call.said[side])
                text = words(" ".join(line.text for line in told if line.speaker == side))
                wrong, total = wrong + errors(reference, text), total + len(reference)
        share = (engine.cpu() - cpu) / (time.monotonic() - began)
        memory = {"now": round(engine.memory()), "most": round(engine.memory("VmHWM"))}
        troubles = [
            u["what"] for _, u in engine.updates if u["type"] == "error" or (u["type"] == "source" and u["what"])
        ]
        behind = max((u.get("lag", 0.0) for _, u in engine.updates if u["type"] == "state"), default=0.0)
        for onset in onsets.values():
            onset.close()
        engine.end()
    gaps = partial_gaps(engine.updates)
    figures = {
        "lines": len(lines),
        "right_side": sum(line.right_side for line in lines),
        "wer": round(wrong / max(1, total), 4),
        "final_s": _spread([line.final for line in lines]),
        "card_s": _spread([line.card for line in lines if line.card is not None]),
        "partial_interval_s": _spread(gaps),
        "cpu_cores": round(share, 3),
        "rss_mb": memory,
        "behind_s": behind,
        "troubles": troubles,
    }
    return figures, lines


def _spread(values: Sequence[float]) -> dict[str, float]:
    if not values:
        return {"n": 0}
    return {"n": len(values), **{f"p{p}": round(float(np.percentile(values, p)), 3) for p in (50, 90, 100)}}


def kept(figures: dict[str, Any]) -> dict[str, bool]:
    """Which bars are kept; one without a measurement is not."""

    def below(name: str, percentile: str, bar: float) -> bool:
        return bool(figures[name].get(percentile, float("inf")) <= bar)

    return {
        "final median <= 1.1 s": below("final_s", "p50", 1.1),
        "final p90 <= 1.5 s": below("final_s", "p90", 1.5),
        "card median <= 1.1 s": below("card_s", "p50", 1.1),
        "card p90 <= 1.5 s": below("card_s", "p90", 1.5),
        "partial interval <= .6 s": below("partial_interval_s", "p50", 0.6),
        "every line on its side": figures["lines"] > 0 and figures["right_side"] == figures["lines"],
        "memory <= 450 MB": figures["rss_mb"]["most"] <= 450,
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures and the bars; 1 where one is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", nargs="?", type=Path)
    parser.add_argument("--bundle", type=Path, help="folder of bundles; default: var/bundles, else the sample, built")
    parser.add_argument("--model", default="", help="folder of a CTranslate2 Whisper model")
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--lines", action="store_true", help="print every line")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="live-") as made:
        folder = options.data
        if folder is None:
            folder = Path(made)
            speak_clips(folder)
        figures, lines = measure(folder, bundle_folder(options.bundle, Path(made)), options.repeat, options.model)
    bars = kept(figures)
    if options.json:
        print(json.dumps({"benchmark": "live_speech", **figures, "bars": bars}))
        return 0 if all(bars.values()) else 1
    if options.lines:
        for line in lines:
            card = "    -" if line.card is None else f"{line.card:5.2f}"
            print(f"{line.final:5.2f} {card} {'' if line.right_side else 'WRONG SIDE '}{line.speaker:8} {line.text}")
    for name, value in figures.items():
        print(f"{name:20} {value}")
    for bar, ok in bars.items():
        print(f"{'kept  ' if ok else 'MISSED'} {bar}")
    return 0 if all(bars.values()) else 1


def bundle_folder(given: Path | None, made: Path) -> Path:
    """The bundles to serve; the sample company is built where there are none."""
    if given is not None:
        return given
    ready = _ROOT / "var" / "bundles"
    if (ready / "CURRENT").is_file():
        return ready
    from kb_index.building import build

    build([_ROOT / "kb_index" / "sample"], made / "bundles", "minilm")
    return made / "bundles"


if __name__ == "__main__":
    sys.exit(main())
