"""What 500 rules cost on a two-hour contact: milliseconds an event, and memory. Synthetic; needs no data.

    python benchmarks/guidance.py [--rules 500] [--hours 2]

Rules are of every kind, in four languages; the contact is a phone call with partial results (each utterance comes twice
before it is final), holds, lost audio and words that rules look for. Encoding is left out: it is shared with retrieval.
Milliseconds are those of this thread on the processor, so that a busy machine does not change them.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
import tracemalloc
from typing import Any

import numpy as np
import numpy.typing as npt

from agent_assist.datatypes import Channel, Speaker, Utterance
from agent_assist.guidance.language import parse_rules
from agent_assist.guidance.matching import CompiledRules
from agent_assist.guidance.monitor import Monitor

#: p99 an event that must be kept, milliseconds.
BAR = 5.0
_TALK = (
    "the account your order price we can you please contract number bill month router light is on and my not for "
    "moving house broadband phone payment due date send letter email tomorrow help sorry check moment wait"
)
_WORDS = _TALK.split(" ")
_RARE = [f"{stem}{ending}" for stem in ("guarantee", "cancel", "refund", "record", "promise") for ending in ("", "s")]
_RARE += [f"term{number}" for number in range(400)]


_VECTORS = np.random.default_rng(5).standard_normal((97, 384)).astype(np.float32)


def encode(text: str) -> npt.NDArray[np.float32]:
    """A vector by the text's length alone (384,): any will do."""
    return _VECTORS[len(text) % len(_VECTORS)]


def rules(count: int, rng: random.Random) -> list[dict[str, Any]]:
    """`count` rules, of every kind in turn."""
    return [_rule(number, rng) for number in range(count)]


def _says(rng: random.Random, role: str) -> dict[str, Any]:
    one, two, three = rng.sample(_RARE, 3)
    return {
        "role": role,
        "any": [
            {"exact": f"{one} {rng.choice(_WORDS)}"},
            {"exact": two},
            {"regex": rf"\b({three}|{one})s?\b.{{0,20}}\b{rng.choice(_WORDS)}\b"},
            {"pattern": f"{two} ~3 ({rng.choice(_WORDS)}|{rng.choice(_WORDS)})"},
            {"regex": "(我|我们)保证" + rng.choice("一二三四五")},
        ],
        "none": [{"regex": rf"\b(cannot|not)\b.{{0,15}}\b{one}"}],
    }


def _rule(number: int, rng: random.Random) -> dict[str, Any]:
    agent, customer = _says(rng, "agent"), _says(rng, "customer")
    bodies: list[dict[str, Any]] = [
        {"says": agent},
        {"absent_by": {"says": agent, "after": customer, "within": 30, "warn": 20}},
        {"absent_by": {"says": agent, "before": customer}},
        {"count": {"of": {"says": agent}, "at_least": 3}},
        {"window": {"of": {"says": customer}, "last": 60}},
        {"sequence": {"of": [{"says": customer}, {"says": agent}], "within": 60}},
        {"not_followed_by": {"first": {"says": customer}, "by": {"says": agent}, "turns": 2}},
        {"and": [{"attr": {"name": "product", "is": "loan"}}, {"not": {"says": agent}}, {"says": customer}]},
        {"says": {"role": "agent", "any": [{"fuzzy": f"{rng.choice(_RARE)} of the {rng.choice(_WORDS)}"}]}},
        {"says": {"role": "customer", "any": [{"semantic": f"meaning {number}", "score": 0.8}]}},
        {"absent_by": {"says": agent, "by_end": True}},
        {"at_least": {"n": 2, "of": [{"says": agent}, {"says": customer}, {"state": "hold"}]}},
    ]
    if number % 50 == 0:
        bodies = [
            {"silence": {"seconds": 8 + number / 100}},
            {"rate": {"role": "agent", "above": 180}},
            {"talk_ratio": {"role": "agent", "above": 0.8, "over": 300}},
            {"repeat": {"role": "customer", "within": 120}},
            {"overlap": {"seconds": 1 + number / 500}},
        ]
    body = bodies[(number // 50 if number % 50 == 0 else number) % len(bodies)]
    return {"id": f"rule-{number}", "title": f"Rule {number}", "severity": "required", **body}


def contact(hours: float, rng: random.Random) -> list[tuple[str, Any, float]]:
    """What happens: ("utterance", Utterance, now) and others, in order of time."""
    happens: list[tuple[str, Any, float]] = []
    at, number = 0.0, 0
    while at < hours * 3600:
        number += 1
        speaker = Speaker.AGENT if rng.random() < 0.5 else Speaker.CUSTOMER
        words = [rng.choice(_RARE) if rng.random() < 0.05 else rng.choice(_WORDS) for _ in range(rng.randint(2, 25))]
        length = len(words) / 3
        sure = rng.uniform(0.5, 1.0) if rng.random() < 0.98 else 0.2
        for part in (3, 2, 1):
            spoken = " ".join(words[: max(1, len(words) // part)])
            end = at + length / part
            utterance = Utterance(f"u{number}", speaker, spoken, at, end, "en", sure, part == 1)
            happens.append(("utterance", utterance, end + 0.3))
        at += length + rng.expovariate(1 / 1.5)
        if number % 200 == 0:
            happens += [("state", "hold", at), ("state", "resume", at + 30)]
            at += 31
        if number % 333 == 0:
            happens += [("audio", True, at), ("audio", False, at + 2)]
            at += 3
    return sorted(happens, key=lambda one: one[2])


def main() -> None:
    """Prints the figures; exits with 1 where the bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rules", type=int, default=500)
    parser.add_argument("--hours", type=float, default=2.0)
    options = parser.parse_args()
    rng = random.Random(5)
    began = time.perf_counter()
    parsed = parse_rules(rules(options.rules, rng), published=True)
    compiled = CompiledRules.of(parsed, encode)
    print(f"{len(parsed)} rules read and compiled in {time.perf_counter() - began:.2f} s")
    happens = contact(options.hours, rng)
    monitor = Monitor(compiled, Channel.CALL, "en", attributes={"product": "loan"})
    taken: list[float] = []
    prompts = 0
    for kind, what, now in happens:
        start = time.thread_time()
        if kind == "utterance":
            prompts += len(monitor.on_utterance(what, now))
        elif kind == "state":
            prompts += len(monitor.on_state(what, now))
        else:
            prompts += len(monitor.on_audio(Speaker.CUSTOMER, what, now))
        taken.append((time.thread_time() - start) * 1000)
    monitor.close(happens[-1][2])
    half = len(taken) // 2
    for name, part in (("all events", taken), ("first half", taken[:half]), ("second half", taken[half:])):
        print(f"{name:12} n {len(part):6}  {_figures(part)}")
    p99 = statistics.quantiles(taken, n=100)[98]
    print(f"prompts {prompts}; {_memory(compiled, happens)}")
    print(f"bar: p99 <= {BAR:g} ms: {'kept' if p99 <= BAR else 'missed'}")
    raise SystemExit(0 if p99 <= BAR else 1)


def _figures(taken: list[float]) -> str:
    cuts = statistics.quantiles(taken, n=100)
    return f"p50 {cuts[49]:.2f} ms  p90 {cuts[89]:.2f} ms  p99 {cuts[98]:.2f} ms  max {max(taken):.2f} ms"


def _memory(compiled: CompiledRules, happens: list[tuple[str, Any, float]]) -> str:
    """What a monitor holds after a half and after all of the contact."""
    tracemalloc.start()
    monitor = Monitor(compiled, Channel.CALL, "en")
    held = []
    for place, (kind, what, now) in enumerate(happens):
        if kind == "utterance":
            monitor.on_utterance(what, now)
        if place in (len(happens) // 2, len(happens) - 1):
            held.append(tracemalloc.get_traced_memory()[0] / 2**20)
    tracemalloc.stop()
    return f"memory after half of it {held[0]:.1f} MiB, after all {held[1]:.1f} MiB"


if __name__ == "__main__":
    main()
