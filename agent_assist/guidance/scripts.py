"""Reads a script written as a graph: `{"task": …, "graph": {step: following step}, "replies": {step: line}}`.

Such a graph leaves much unsaid: an outcome ("available", "query_success") and an answer ("yes", "no") stand as steps
of their own that nothing leads to, and lines that may be said at any time stand in no edge at all. The reader puts
each where it belongs and makes a Flow of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from agent_assist.errors import SourceError
from agent_assist.guidance.flows import Flow, Follow, Step, StepKind, procedure_flow

#: A variable of a line: {hotel_name:s}.
_VARIABLE = re.compile(r"\{(\w+)(?::\w)?\}")
_ANSWERS = {"yes": "yes", "no": "no", "info_missing": "unsure", "info_missing2": "unsure"}
#: What a step's name or line says about the answer's form, most telling first.
_FORMS = (
    ("name", r"\bname\b"),
    ("day", r"\bday\b|\bdate\b|\bdob\b|arriving|leaving again"),
    ("time", r"\btime\b|\bo'clock\b"),
    ("code", r"\bpin\b|\bid\b|\bcode\b|(?:account|booking) number"),
    ("number", r"how many|number of|\bnumber\b|\bsize\b"),
)


def read_script(item: Mapping[str, Any]) -> Flow:
    """The flow of one script, or of one procedure (`subflow` and `actions`). Raises SourceError."""
    if "actions" in item:
        return procedure_flow(item)
    task, graph, replies = item.get("task"), item.get("graph"), item.get("replies")
    if not isinstance(task, str) or not isinstance(graph, Mapping) or not isinstance(replies, Mapping) or not graph:
        raise SourceError("A script needs “task”, “graph” and “replies”.", "Write all three.")
    if not all(isinstance(name, str) and name for edge in graph.items() for name in edge):
        raise SourceError(f"The graph of the script {task} leads from names to names only.", "Write each as a text.")
    conditions = _conditions(graph, replies)
    names = dict.fromkeys([name for edge in graph.items() for name in edge] + list(replies))
    on_the_way = {*graph, *graph.values()}
    steps = {
        name: _step(name, _spoken(name, replies), name in on_the_way)
        for name in names
        if name not in conditions and (name in on_the_way or _spoken(name, replies))
    }
    follows: dict[str, list[Follow]] = {name: [] for name in steps}
    for name, target in graph.items():
        if name not in conditions:
            follows[name].append(Follow(target))
    for name in conditions:
        for step in _branching(name, list(graph.items()), steps):
            follows[step].append(Follow(graph[name], _ANSWERS.get(name, name)))
    _hang_on(steps, follows)
    linked = {name: replace(step, next=tuple(dict.fromkeys(follows[name]))) for name, step in steps.items()}
    return Flow(task, {"en": task.replace("_", " ").capitalize()}, linked)


def _spoken(name: str, replies: Mapping[str, Any]) -> str:
    """The step's line; "" where it is but a heading for those who drew the graph, which nobody says."""
    line = str(replies.get(name, "")).strip()
    spoken = line.endswith((".", "?", "!")) or "{" in line
    return _VARIABLE.sub(r"{{ \1 }}", line) if spoken else ""


def _conditions(graph: Mapping[str, str], replies: Mapping[str, Any]) -> list[str]:
    """Answers and outcomes: nothing leads to them, nobody says them, and they are not where the graph begins."""
    begin, targets = next(iter(graph)), set(graph.values())
    return [name for name in graph if name not in targets and name != begin and not _spoken(name, replies)]


def _step(name: str, spoken: str, on_the_way: bool) -> Step:
    if not spoken:
        return Step(name, StepKind.DO, do=name.replace("_", " ").capitalize())
    kind = StepKind.ASK if "_ask_" in f"_{name}_" or spoken.endswith("?") else StepKind.TELL
    if name == "hello":
        kind = StepKind.OPEN
    elif name == "anything_else":
        kind = StepKind.MORE
    elif re.search("bye", name):
        kind = StepKind.CLOSE
    words = f"{name.replace('_', ' ')} {spoken}".casefold()
    form = next((form for form, pattern in _FORMS if re.search(pattern, words)), "text")
    own = kind is StepKind.ASK
    return Step(
        name, kind, {"": spoken}, slot=name if own else "", type=form if own else "text", optional=not on_the_way
    )


def _branching(name: str, edges: list[tuple[str, str]], steps: Mapping[str, Step]) -> list[str]:
    """The steps that an answer or an outcome is a way on from."""
    own = [step for step, _ in edges]
    when, place = _ANSWERS.get(name, name), own.index(name)
    if when == "unsure":
        # Who does not know the answer is asked for something else, and who does not know that either is not.
        asked = [step for step in own[:place] if step in steps and steps[step].kind is StepKind.ASK]
        return asked[-1:]
    if when in ("yes", "no"):
        return [n for n, step in steps.items() if n not in own and step.kind is StepKind.ASK and not step.optional]
    lookups = [target for _, target in edges if target in steps and steps[target].kind is StepKind.DO]
    before = [target for _, target in edges[:place] if target in lookups and target not in own]
    return before[-1:] or [target for target in lookups if target not in own][:1] or lookups[:1]


def _hang_on(steps: Mapping[str, Step], follows: dict[str, list[Follow]]) -> None:
    """Lines that no edge leads to may come of any lookup: nothing was found, the details are these."""
    lookups = [name for name, step in steps.items() if step.kind is StepKind.DO]
    for name, step in steps.items():
        if step.optional and (step.kind is StepKind.TELL or "nothing_found" in name):
            for lookup in lookups if name != "out_of_scope" else ():
                follows[lookup].append(Follow(name, "otherwise"))
