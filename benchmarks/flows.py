"""How often the next step of a call flow is proposed right, and whether procedures load as checklists.

    python benchmarks/flows.py DATA_DIR [--json]

DATA_DIR/star: scripts.jsonl (graphs) and dialogues.jsonl. Counted are the agent turns of happy dialogues of one task
whose label is a step of the script; before each, the tracker, which has seen the words of all turns before it but no
label, proposes steps. A turn is right where its label is among the first one, two or three; three are told.
The farewells (goodbye_1, goodbye_2, …_bye) count as one step, for the scripts have one each and the agents used any.
Turns that no script holds are counted apart.

Once as the flows are written, and twice as a company would have them that gives its past contacts to the build
(flows/contacts): first those of the data that are not happy, and so never counted, then these and half of the happy
ones, counting the other half, and the other way round. What past agents did is read from their words, not from labels.
"In hindsight" is what the best table of next steps could reach that is counted in the judged turns themselves.
DATA_DIR/abcd: actions.jsonl, each loaded as a checklist and ticked off in order.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from agent_assist.datatypes import Speaker
from agent_assist.guidance.flow_choice import CompiledFlows
from agent_assist.guidance.flow_tracking import Place, checklist, done, hear, recognise
from agent_assist.guidance.flows import Flow, StepKind
from agent_assist.guidance.habits import Habits, Turn, turns_of
from agent_assist.guidance.scripts import read_script
from agent_assist.retrieval.encoder import Encoder
from kb_index.export import exported
from kb_index.models import resolve

#: Names of tasks in the dialogues where the scripts have another.
_TASKS = {
    "apartment_schedule": "book_apartment_viewing",
    "doctor_followup": "followup_doctor_appointment",
    "doctor_schedule": "book_doctor_appointment",
    "hotel_book": "hotel_reserve",
    "meeting_schedule": "schedule_meeting",
    "plane_book": "plane_reserve",
    "restaurant_book": "restaurant_reserve",
    "ride_book": "book_ride",
}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    figures = {"star": star(arguments.data / "star"), "abcd": abcd(arguments.data / "abcd")}
    if arguments.json:
        print(json.dumps(figures))
        return
    for name, values in figures.items():
        for key, value in values.items():
            print(f"{name:5} {key:34} {value:.3f}" if isinstance(value, float) else f"{name:5} {key:34} {value}")


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def star(folder: Path) -> dict[str, Any]:
    """The share of agent turns whose step was proposed."""
    flows = {flow.id: flow for flow in map(read_script, _rows(folder / "scripts.jsonl"))}
    rows = [row for row in _rows(folder / "dialogues.jsonl") if len(row["tasks"]) == 1]
    happy, others = [row for row in rows if row["happy"]], [row for row in rows if not row["happy"]]
    half, rest = happy[::2], happy[1::2]
    encode = _encoder()
    compiled = CompiledFlows.of(tuple(flows.values()), encode)
    turns = {row["id"]: _past(row, _flow(row, flows), compiled) for row in rows}
    learned = [
        ("as written", [], happy),
        ("past: not happy", others, happy),
        ("past: not happy and half", [*others, *half], rest),
        ("past: not happy and half", [*others, *rest], half),
    ]
    figures: dict[str, Any] = {"happy dialogues": len(happy), "past dialogues": len(others)}
    counts: dict[str, Counter[str]] = {}
    for name, past, counted in learned:
        known = [turn for row in past for turn in turns[row["id"]]]
        vectors = np.asarray([encode(turn.said) for turn in known], dtype=np.float32)
        habits = Habits.of([(turn.flow, turn.at, turn.step) for turn in known], vectors)
        for row in counted:
            _follow(
                _flow(row, flows), row["turns"], replace(compiled, habits=habits), counts.setdefault(name, Counter())
            )
    figures |= _hindsight(happy, flows)
    for name, found in counts.items():
        if name == "as written":
            figures["agent turns"] = found["turns"] + found["in no script"]
            figures["agent turns of the script"] = found["turns"]
            figures["step recognised from the words"] = found["recognised"] / found["turns"]
        for place in ("first", "among two", "among three"):
            figures[f"{name}: {place}"] = found[place] / found["turns"]
    return figures


def _hindsight(rows: list[dict[str, Any]], flows: Mapping[str, Flow]) -> dict[str, float]:
    """How often the commonest next step is right, by the labels of the one or two turns before, counted in the very
    turns that are judged: what no table of habits can pass, for the agents asked in whatever order they liked.
    """
    figures = {}
    for back, name in ((1, "the step before"), (2, "the two steps before")):
        followed: dict[tuple[str, ...], Counter[str]] = {}
        for row in rows:
            flow = _flow(row, flows)
            names = {_name(flow, step) for step in flow.steps}
            labels = [_name(flow, turn.get("label") or "") for turn in row["turns"] if turn["speaker"] == "agent"]
            for place, label in enumerate(labels):
                if label in names:
                    followed.setdefault((flow.id, *labels[max(0, place - back) : place]), Counter())[label] += 1
        right = sum(counts.most_common(1)[0][1] for counts in followed.values())
        figures[f"in hindsight, by {name}: first"] = right / sum(counts.total() for counts in followed.values())
    return figures


def _encoder() -> Callable[[str], npt.NDArray[np.float32]]:
    model = resolve("minilm", ("en",))
    return Encoder.open(exported(model), model.query_prefix, model.passage_prefix, model.max_tokens).query


def _flow(row: dict[str, Any], flows: Mapping[str, Flow]) -> Flow:
    task = row["tasks"][0]
    return flows[_TASKS.get(task, task)]


def _past(row: dict[str, Any], flow: Flow, compiled: CompiledFlows) -> list[Turn]:
    lines = [(Speaker(turn["speaker"]), turn["text"]) for turn in row["turns"]]
    return turns_of(flow, lines, "en", compiled.alike)


def _follow(flow: Flow, turns: list[dict[str, Any]], compiled: CompiledFlows, counts: Counter[str]) -> None:
    place, said = Place(flow), ""
    names = {_name(flow, step) for step in flow.steps}
    for turn in turns:
        if turn["speaker"] == "agent":
            label = _name(flow, turn.get("label") or "")
            if label in names:
                proposed = [_name(flow, step.id) for step in compiled.next_steps(place, said, 3)]
                counts["turns"] += 1
                counts["first"] += label in proposed[:1]
                counts["among two"] += label in proposed[:2]
                counts["among three"] += label in proposed
                step = recognise(place, turn["text"], alike=compiled.alike)
                counts["recognised"] += _name(flow, step or "") == label
            else:
                counts["in no script"] += 1
        else:
            said = turn["text"]
        place = hear(place, Speaker(turn["speaker"]), turn["text"], alike=compiled.alike)


def _name(flow: Flow, label: str) -> str:
    farewell = "bye" in label or (label in flow.steps and flow.steps[label].kind is StepKind.CLOSE)
    return "farewell" if farewell else label


def abcd(folder: Path) -> dict[str, Any]:
    """How many procedures load as checklists whose items can be ticked off in order."""
    flows = [read_script(row) for row in _rows(folder / "actions.jsonl")]
    ticked = 0
    for flow in flows:
        place = Place(flow)
        for step in flow.steps:
            place = done(place, step)
        ticked += all(item.done for item in checklist(place, "en"))
    return {"procedures": len(flows), "checklists": sum(flow.ordered for flow in flows), "ticked off in order": ticked}


if __name__ == "__main__":
    main()
