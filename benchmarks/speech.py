"""Word error rate of recognition through our endpointing, beside the same clips fed whole to the same engine.

    python benchmarks/speech.py [DATA_DIR] [--json] [--lines] [--lang en] [--threads 1] [--hotwords WORDS]
                                [--engine tiny.en|base|pocketsphinx|vosk|faster_whisper | --model FOLDER | --engines]

DATA_DIR holds manifest.jsonl and the sound files it names (`{id, path, text, lang, seconds, telephone?, segments?}` a
line); without one, a few lines and a call are spoken by espeak-ng. Clips with `segments` are two-channel calls: each
line must be heard on its speaker's side, and its words are compared with the line's own stretch of its channel, fed
whole. "whole" and "heard" are word errors over reference words; for Swedish and Chinese character errors, Chinese in
one script. "whole" uses all of the model's window of 30 s and no words to expect.

--engines prints one row for each engine, those of SpeechRecognition by its own calls; the real-time factor is that of
"heard", voice detection included.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from _speech_engines import ENGINES, NotInstalled, engines, open_engine
from _speech_text import errors, words
from _spoken_clips import speak_clips

from agent_assist.datatypes import Speaker, Utterance
from agent_assist.listeners.audiofile import read_audio
from agent_assist.listeners.endpointer import DEFAULT_RULES
from agent_assist.listeners.frames import SAMPLE_RATE, Samples, SpeechSegment
from agent_assist.listeners.hearing import Hearing, Recogniser
from agent_assist.listeners.transcriber import Transcript
from agent_assist.listeners.writing import in_script


@dataclass(frozen=True, slots=True)
class Line:
    """One reference line and what was heard of it."""

    clip: str
    group: str
    reference: str
    whole: str
    heard: str
    right_side: bool = True
    lang: str = "en"


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one group of clips: word error rates, lines, lines on the right side, words."""

    lines: int
    words: int
    whole_wer: float
    heard_wer: float
    right_side: int


@dataclass(frozen=True, slots=True)
class Result:
    """What one engine did: figures by group, every line, and its speed."""

    figures: dict[str, Figures]
    lines: list[Line]
    speed: dict[str, float]


class Stopwatch:
    """A transcriber that notes how long each segment took."""

    def __init__(self, transcriber: Recogniser) -> None:
        self.lang = transcriber.lang
        self.seconds: list[float] = []
        self._transcriber = transcriber

    def transcribe(self, segment: SpeechSegment) -> Transcript | None:
        began = time.perf_counter()
        transcript = self._transcriber.transcribe(segment)
        self.seconds.append(time.perf_counter() - began)
        return transcript


def main() -> None:
    options = _options()
    if options.data is not None:
        _run(options)
        return
    with tempfile.TemporaryDirectory() as folder:
        options.data = Path(folder)
        speak_clips(options.data)
        _run(options)


def _run(options: Any) -> None:
    if not options.engines:
        default = "tiny.en" if options.lang.split("-")[0] == "en" else "base"
        name = options.engine or ("folder" if options.model else default)
        try:
            _print(_measure(name, options), options)
        except NotInstalled as missing:
            raise SystemExit(f"{name} is not installed: {missing}") from missing
        return
    for name in engines(options.lang, options.model):
        try:
            result = _measure(name, options)
        except NotInstalled as missing:
            print(json.dumps({"engine": name, "missing": str(missing)}) if options.json else f"{name:15} - {missing}")
            continue
        if options.json:
            print(json.dumps({"engine": name, **_as_json(result)}))
            continue
        rates = "  ".join(f"{group} {f.whole_wer:.3f} / {f.heard_wer:.3f}" for group, f in result.figures.items())
        print(f"{name:15} whole / heard: {rates}  real-time factor {result.speed['real_time_factor']}", flush=True)


def _measure(name: str, options: Any) -> Result:
    """All clips of the language through one engine. Raises NotInstalled."""
    clips = [json.loads(line) for line in (options.data / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    heard_by, whole_by = open_engine(
        name, options.lang, model=options.model, threads=options.threads, hotwords=options.hotwords
    )
    timed = Stopwatch(heard_by)
    lines: list[Line] = []
    seconds = 0.0
    spent = 0.0
    for clip in clips:
        if clip["lang"].split("-")[0] != options.lang.split("-")[0]:
            continue
        path = options.data / clip["path"]
        began = time.perf_counter()
        heard = list(Hearing(timed).utterances(path))
        spent += time.perf_counter() - began
        seconds += clip["seconds"]
        judge = _call_lines if "segments" in clip else _clip_lines
        lines += judge(clip, path, heard, whole_by)
    groups = sorted({line.group for line in lines})
    figures = {group: _figures(line for line in lines if line.group == group) for group in groups}
    return Result(figures, lines, _speed(timed, spent / seconds))


def _options() -> Any:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("data", type=Path, nargs="?")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--lines", action="store_true", help="print every line that was not heard perfectly")
    parser.add_argument("--model", type=Path, help="folder of a Whisper model of your own")
    parser.add_argument("--lang", default="en")
    parser.add_argument("--hotwords", default="", help="words to expect")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--engine", choices=[name for name in ENGINES if name != "folder"], help="default: ours")
    which.add_argument("--engines", action="store_true", help="one row for each engine")
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


def _clip_lines(clip: dict[str, Any], path: Path, heard: list[Utterance], whole_by: Recogniser) -> list[Line]:
    whole = _whole(whole_by, _samples(path, Speaker.CUSTOMER))
    group = "telephone" if clip.get("telephone") else "clean"
    return [Line(clip["id"], group, clip["text"], whole, " ".join(map(_spoken, heard)), lang=clip["lang"])]


def _call_lines(clip: dict[str, Any], path: Path, heard: list[Utterance], whole_by: Recogniser) -> list[Line]:
    """A call's lines, each beside the utterances that lie mostly within it, of its speaker and of the other."""
    sound = {speaker: _samples(path, speaker) for speaker in Speaker}
    found: dict[tuple[int, Speaker], list[str]] = {}
    for utterance in heard:
        overlaps = [_overlap(utterance, segment) for segment in clip["segments"]]
        own = [o if s["speaker"] == utterance.speaker else 0.0 for o, s in zip(overlaps, clip["segments"], strict=True)]
        best = int(np.argmax(own)) if max(own) > 0 else int(np.argmax(overlaps))
        found.setdefault((best, utterance.speaker), []).append(_spoken(utterance))
    lines = []
    for index, segment in enumerate(clip["segments"]):
        speaker = Speaker(segment["speaker"])
        text = " ".join(found.get((index, speaker), []))
        strangers = [texts for (at, who), texts in found.items() if at == index and who != speaker]
        cut = sound[speaker][round(segment["start"] * SAMPLE_RATE) : round(segment["end"] * SAMPLE_RATE)]
        wrong = errors(words(segment["text"]), words(text)) > len(words(segment["text"])) / 2
        lines.append(
            Line(clip["id"], "call", segment["text"], _whole(whole_by, cut), text, not strangers and not wrong)
        )
    return lines


def _spoken(utterance: Utterance) -> str:
    """The words as they were recognised: references have no digits."""
    return utterance.spoken or utterance.text


def _units(line: Line, text: str) -> tuple[str, ...]:
    """What errors are counted in: English words; characters of other languages, Chinese ones in one script."""
    if line.lang.startswith("en"):
        return words(text)
    return tuple(re.sub(r"[\W_]", "", in_script(text, "zh-Hans" if line.lang.startswith("zh") else line.lang).lower()))


def _overlap(utterance: Utterance, segment: dict[str, Any]) -> float:
    return max(0.0, min(utterance.end, segment["end"]) - max(utterance.at, segment["start"]))


def _samples(path: Path, speaker: Speaker) -> Samples:
    return np.concatenate([frame.samples for frame in read_audio(path) if frame.speaker == speaker])


def _whole(transcriber: Recogniser, samples: Samples) -> str:
    segment = SpeechSegment(Speaker.CUSTOMER, 0.0, len(samples) / SAMPLE_RATE, samples)
    transcript = transcriber.transcribe(segment)
    return transcript.text if transcript is not None else ""


def _figures(lines: Iterable[Line]) -> Figures:
    lines = list(lines)
    total = sum(len(_units(line, line.reference)) for line in lines)
    whole = sum(errors(_units(line, line.reference), _units(line, line.whole)) for line in lines)
    heard = sum(errors(_units(line, line.reference), _units(line, line.heard)) for line in lines)
    right = sum(line.right_side for line in lines)
    return Figures(len(lines), total, round(whole / total, 4), round(heard / total, 4), right)


def _speed(timed: Stopwatch, factor: float) -> dict[str, float]:
    """Real-time factor, and seconds from the end of speech to its text (the silence waited for, then recognition)."""
    waited = DEFAULT_RULES.hangover + np.array(timed.seconds)
    return {
        "real_time_factor": round(factor, 3),
        "end_to_text_p50_s": round(float(np.percentile(waited, 50)), 3),
        "end_to_text_p90_s": round(float(np.percentile(waited, 90)), 3),
    }


def _as_json(result: Result) -> dict[str, Any]:
    return {"groups": {name: asdict(f) for name, f in result.figures.items()}, **result.speed}


def _print(result: Result, options: Any) -> None:
    if options.json:
        print(json.dumps(_as_json(result)))
        return
    for name, f in result.figures.items():
        print(
            f"{name:10} {f.lines:3} lines {f.words:4} words  word error rate whole {f.whole_wer:.4f}  "
            f"heard {f.heard_wer:.4f}  right side {f.right_side}/{f.lines}"
        )
    print(f"on {options.threads} thread(s): " + "  ".join(f"{name} {value}" for name, value in result.speed.items()))
    if options.lines:
        for line in result.lines:
            if words(line.reference) != words(line.heard) or words(line.whole) != words(line.heard):
                print(f"\n{line.clip}\n  said  {line.reference}\n  whole {line.whole}\n  heard {line.heard}")


if __name__ == "__main__":
    main()
