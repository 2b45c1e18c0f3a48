"""How often the next step of a call flow is proposed right, and whether procedures load as checklists.

    python benchmarks/flows.py DATA_DIR [--json]

DATA_DIR/star: scripts.jsonl (graphs) and dialogues.jsonl. Counted are the agent turns of happy dialogues of one task
whose label is a step of the script; before each, the tracker, which has seen the words of all turns before it but no
label, proposes at most three steps (what the panel shows). A turn is right where its label is among them; the share
for the first proposal alone is printed too. The farewells (goodbye_1, goodbye_2, …_bye) count as one step, for the
scripts have one each and the agents used any. Turns that no script holds are counted apart.
DATA_DIR/abcd: actions.jsonl, each loaded as a checklist and ticked off in order.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from agent_assist.datatypes import Speaker
from agent_assist.guidance.flow_tracking import Place, checklist, done, hear, proposals, recognise
from agent_assist.guidance.flows import Flow, StepKind
from agent_assist.guidance.scripts import read_script

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
    counts: Counter[str] = Counter()
    happy = [row for row in _rows(folder / "dialogues.jsonl") if row["happy"] and len(row["tasks"]) == 1]
    for row in happy:
        task = row["tasks"][0]
        _follow(flows[_TASKS.get(task, task)], row["turns"], counts)
    turns = counts["turns"]
    return {
        "happy dialogues": len(happy),
        "agent turns": turns + counts["in no script"],
        "agent turns of the script": turns,
        "right among three": counts["three"] / turns,
        "right among two": counts["two"] / turns,
        "right as the first": counts["first"] / turns,
        "step recognised from the words": counts["recognised"] / turns,
    }


def _follow(flow: Flow, turns: list[dict[str, Any]], counts: Counter[str]) -> None:
    place = Place(flow)
    names = {_name(flow, step) for step in flow.steps}
    for turn in turns:
        if turn["speaker"] == "agent":
            label = _name(flow, turn.get("label") or "")
            if label in names:
                proposed = [_name(flow, step.id) for step in proposals(place)]
                counts["turns"] += 1
                counts["first"] += label in proposed[:1]
                counts["two"] += label in proposed[:2]
                counts["three"] += label in proposed
                counts["recognised"] += _name(flow, recognise(place, turn["text"]) or "") == label
            else:
                counts["in no script"] += 1
        if turn["speaker"] in tuple(Speaker):
            place = hear(place, Speaker(turn["speaker"]), turn["text"])


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
