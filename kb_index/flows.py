"""Call flows as files, and how well they fit stored contacts: `kb-index flows`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import numpy.typing as npt
import typer
from rich.console import Console
from rich.table import Table

from agent_assist.datatypes import Speaker
from agent_assist.errors import SourceError, UsageError
from agent_assist.guidance.flow_choice import NAMED, CompiledFlows, flow_lines
from agent_assist.guidance.flow_tracking import Place as FlowPlace
from agent_assist.guidance.flow_tracking import hear, proposals, recognise
from agent_assist.guidance.flows import Flow, FlowError, parse_flows
from agent_assist.guidance.habits import Turn, turns_of
from agent_assist.guidance.scripts import read_script
from agent_assist.retrieval.analysis import detect_language
from agent_assist.retrieval.encoder import Encoder
from agent_assist.retrieval.parts import open_parts
from agent_assist.retrieval.stored_flows import FLOWS, FOLDER, LINES, SAID, TURNS
from kb_index.fields import nearest, source_error
from kb_index.records import Finding, KnowledgeBase, Place, PlacedItem
from kb_index.rules.contacts import StoredContact, read_contacts
from kb_index.yaml_files import read_list


@dataclass(frozen=True, slots=True)
class Fit:
    """How a flow fits the contacts that name it.

    lines: of the agent in them.  in_flow: taken for a line of the flow.  proposed, first: of these, proposed before
    they were said, among all proposals and as the first.
    """

    flow: str
    steps: int
    contacts: int
    lines: int
    in_flow: int
    proposed: int
    first: int


def read_flows(path: Path) -> tuple[Flow, ...]:
    """The flows of a `.yaml` file or of a folder of them, or the scripts and procedures of a `.jsonl` file."""
    if path.is_dir():
        below = path / "flows" if (path / "flows").is_dir() else path
        return tuple(flow for file in sorted(below.glob("*.yaml")) for flow in _yaml(file))
    return _scripts(path) if path.suffix == ".jsonl" else _yaml(path)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise SourceError("The file cannot be read as UTF-8 text.", "Check it.", file=str(path)) from problem


def _yaml(path: Path) -> tuple[Flow, ...]:
    items = read_list(_text(path), Place(str(path), 1), typed=True)
    placed = [PlacedItem(item.values, Place(str(path), item.line), item.inner) for item in items]
    try:
        return parse_flows([item.values for item in placed])
    except FlowError as problem:
        raise source_error(placed[problem.index].at(problem.path), problem.what, problem.next_step) from problem


def _scripts(path: Path) -> tuple[Flow, ...]:
    flows = []
    for number, row in enumerate(_text(path).split("\n"), 1):
        if not row.strip():
            continue
        try:
            raw = json.loads(row)
            if not isinstance(raw, dict):
                raise SourceError("The line is not a JSON object.", "Write one script or procedure a line.")
            flows.append(read_script(raw))
        except ValueError as problem:
            raise SourceError("The line is not JSON.", "Correct it.", file=str(path), line=number) from problem
        except SourceError as problem:
            raise SourceError(problem.what, problem.next_step, file=str(path), line=number) from problem
    return tuple(flows)


def flow_findings(kb: KnowledgeBase) -> Iterator[Finding]:
    """An error for the first flow that is refused, and for each article that a flow names and that there is not."""
    try:
        flows = parse_flows([placed.values for placed in kb.flows])
    except FlowError as problem:
        place = kb.flows[problem.index].at(problem.path)
        yield Finding(place, "error", "flow", problem.what, problem.next_step)
        return
    known = {name for article in kb.articles for name in (article.id, article.id.removesuffix(f".{article.lang}"))}
    for flow, placed in zip(flows, kb.flows, strict=True):
        for number, name in enumerate(flow.articles):
            if name not in known:
                guess = nearest(name, known)
                hint = f"Did you mean “{guess}”?" if guess else "Correct or remove it."
                what = f"The flow “{flow.id}” names the article “{name}”, which there is not."
                yield Finding(placed.at(("articles", number)), "error", "broken-reference", what, hint)


def write_flows(bundle: Path, kb: KnowledgeBase, encoder: Encoder) -> None:
    """Write flows/ into a bundle that has its rows and index, with vectors as a client's encoder makes them."""
    folder = bundle / FOLDER
    folder.mkdir()
    items = [dict(placed.values) for placed in kb.flows]
    _write_json(folder / FLOWS, items)
    parts = open_parts(bundle, encoder)
    try:
        languages = {article.lang for article in parts.store.articles}
        only = languages.pop() if len(languages) == 1 else None

        def encode(text: str) -> npt.NDArray[np.float32]:
            return parts.query(text, detect_language(text) or only)

        flows = parse_flows(items, published=True)
        lines = np.asarray([encode(line) for line in flow_lines(flows)], dtype=np.float32)
        np.save(folder / LINES, lines)
        turns = past_turns(CompiledFlows.of(flows, encode, lines), kb.past)
        if turns:
            _write_json(folder / TURNS, [[turn.flow, turn.at, turn.step] for turn in turns])
            np.save(folder / SAID, np.asarray([encode(turn.said) for turn in turns], dtype=np.float32))
    finally:
        parts.store.close()


def past_turns(flows: CompiledFlows, contacts: Sequence[StoredContact]) -> list[Turn]:
    """The turns of past contacts that were steps of a flow. A contact's flow is the one that its attributes name, or
    the first that a line of the customer calls for.
    """
    found = []
    for contact in contacts:
        named = flows.named(contact.attributes.get(NAMED)) or flows.known_by(contact.attributes)
        called = (flows.called_by(line.text) for line in contact.lines if line.speaker is Speaker.CUSTOMER)
        flow = named or next(filter(None, called), None)
        if flow is not None:
            lines = [(line.speaker, line.text) for line in contact.lines]
            found += turns_of(flow, lines, contact.lang, flows.alike)
    return found


def _write_json(path: Path, items: Sequence[object]) -> None:
    text = json.dumps(items, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
    path.write_text(text, encoding="utf-8")


def fit(flows: Sequence[Flow], contacts: Sequence[StoredContact]) -> list[Fit]:
    """How each flow fits the contacts whose attribute `flow` names it; those that name none go with the only flow."""
    return [_fit(flow, [one for one in contacts if _named(one, flows) == flow.id]) for flow in flows]


def _named(contact: StoredContact, flows: Sequence[Flow]) -> str:
    return str(contact.attributes.get("flow", flows[0].id if len(flows) == 1 else ""))


def _fit(flow: Flow, contacts: Sequence[StoredContact]) -> Fit:
    lines = in_flow = proposed = first = 0
    for contact in contacts:
        place = FlowPlace(flow)
        for line in contact.lines:
            if line.speaker is Speaker.AGENT:
                lines += 1
                shown = [step.id for step in proposals(place)]
                step = recognise(place, line.text, contact.lang)
                in_flow += step is not None
                proposed += step in shown
                first += step in shown[:1]
            place = hear(place, line.speaker, line.text, contact.lang)
    return Fit(flow.id, len(flow.steps), len(contacts), lines, in_flow, proposed, first)


def command(
    flows: Annotated[Path, typer.Argument(help="A .yaml file, a KB folder, or scripts and procedures as .jsonl.")],
    contacts: Annotated[list[Path] | None, typer.Argument(help="Transcripts (.jsonl) or folders of them.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object for machines.")] = False,
) -> None:
    """Check call flows, and show how well they fit stored contacts."""
    read = read_flows(flows)
    if not read:
        raise UsageError(f"{flows} holds no flows.", "Name a file or a folder with flows/*.yaml.")
    fits = fit(read, read_contacts(contacts) if contacts else ())
    if as_json:
        print(json.dumps({"flows": [asdict(one) for one in fits]}, ensure_ascii=False))
        return
    names = ("flow", "steps", "contacts", "agent lines", "in the flow", "proposed", "first")
    table = Table(*names, box=None, padding=(0, 2, 0, 0))
    for one in fits:
        table.add_row(*(str(value) for value in asdict(one).values()))
    Console().print(table)
