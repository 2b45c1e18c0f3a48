"""The `kb-index` commands. Figures go to stdout (one JSON object with --json), bars and errors to stderr."""

from __future__ import annotations

import dataclasses
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from agent_assist.errors import UsageError, UserFacingError
from kb_index.bars import bars
from kb_index.flows import command as flows
from kb_index.records import Finding
from kb_index.rules.commands import app as rules

app = typer.Typer(
    add_completion=False, no_args_is_help=True, help="Build, check and measure a knowledge base's bundle."
)

app.add_typer(rules, name="rules")
app.command("flows")(flows)

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object for machines.")]
Confirmed = Annotated[
    list[Path] | None,
    typer.Option(help="What agents taught, as `agent-assist memory export` writes it; may be given again."),
]
Sources = Annotated[list[Path], typer.Argument(help="KB folders, .md, .jsonl or .csv files.")]


def main() -> None:
    """Run the command; exits 0, 1 when it failed, 2 when it was called wrongly."""
    try:
        app()
    except UserFacingError as error:
        if "--json" in sys.argv[1:]:
            print(json.dumps({"error": _error(error)}, ensure_ascii=False))
        print(f"error: {error}", file=sys.stderr)
        sys.exit(2 if isinstance(error, UsageError) else 1)
    except KeyboardInterrupt:
        print("error: Interrupted; nothing was changed. The next build goes on where this one was.", file=sys.stderr)
        sys.exit(130)


@app.command()
def build(
    sources: Sources,
    out: Annotated[Path, typer.Option("-o", "--out", help="The folder that holds the bundles.")],
    model: Annotated[
        str | None, typer.Option(help="auto, minilm, mpnet, e5, a sentence-transformers folder or a hub name.")
    ] = None,
    index: Annotated[str, typer.Option(help="auto (by size), flat, sqfp16, hnsw or ivf.")] = "auto",
    pgvector: Annotated[
        str | None, typer.Option(help="Write the vectors to this PostgreSQL server too: postgresql://user@host/db.")
    ] = None,
    adapt: Annotated[
        bool, typer.Option("--adapt", help="Tune the encoder to the KB; kept only where it helps.")
    ] = False,
    adapt_minutes: Annotated[float, typer.Option(help="Tune for at most so long.")] = 3.0,
    shots: Annotated[
        int | None, typer.Option(help="Take so many customer questions of each article only (for measuring).")
    ] = None,
    confirmed: Confirmed = None,
    as_json: Json = False,
) -> None:
    """Build a bundle from a knowledge base and make it the one in use."""
    from kb_index.building import build as run

    with bars(as_json) as progress:
        taught = confirmed or []
        report = run(sources, out, model, progress, index, adapt_minutes if adapt else None, shots, taught, pgvector)
    if as_json:
        _print_json({**dataclasses.asdict(report), "warnings": [_finding(w) for w in report.warnings]})
        return
    _print_findings(report.warnings)
    table = _table()
    table.add_row("bundle", str(report.bundle))
    table.add_row("model", report.model)
    table.add_row("languages", ", ".join(report.languages))
    for name in ("articles", "passages", "rows", "templates", "rules", "flows", "reused", "encoded"):
        table.add_row(name, f"{getattr(report, name):,}")
    if report.adapted:
        table.add_row("adapted", _adapted(report.adapted))
    table.add_row("seconds", f"{report.seconds['total']:.1f}")
    for name, value in report.evaluation.items():
        if isinstance(value, int | float):
            table.add_row(name, f"{value:,.4g}")
    Console().print(table)


@app.command()
def evaluate(
    bundles: Annotated[Path, typer.Argument(help="The folder that holds the bundles, or one bundle.")],
    questions: Annotated[Path, typer.Argument(help="QUESTIONS.jsonl, with the ids of the right articles.")],
    plot: Annotated[
        Path | None, typer.Option(help="Draw reliability and operating curve: this name with .png and with .html.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Measure what the client would show for a file of questions."""
    from agent_assist.retrieval.bundle import current
    from agent_assist.retrieval.searcher import Searcher
    from kb_index.evaluating import ask, figures_of
    from kb_index.jsonl_source import read_questions
    from kb_index.plotting import write_plots

    folder = current(bundles)
    problems: list[UserFacingError] = []
    read = read_questions(questions, problems.append)
    if problems:
        raise problems[0]
    if not read:
        raise UsageError(f"{questions} has no questions.", "Name a file of questions.")
    searcher = Searcher.open(folder)
    try:
        with bars(as_json) as progress:
            outcomes = ask(searcher, read, lambda done, total: progress("measure", done, total))
    finally:
        searcher.close()
    figures = figures_of(searcher, outcomes)
    if plot is not None:
        name = f"{searcher.manifest.name or folder.name}, {questions.name}"
        written = write_plots(plot, outcomes, figures, searcher.threshold, name)
        figures["plots"] = [str(path) for path in written]
    if as_json:
        _print_json(figures)
        return
    table = _table()
    for name, value in figures.items():
        table.add_row(name, f"{value:.4g}" if isinstance(value, float) else json.dumps(value))
    Console().print(table)


@app.command()
def check(
    targets: Annotated[list[Path], typer.Argument(help="KB folders or files; or one folder of bundles.")],
    as_json: Json = False,
) -> None:
    """Find what is wrong with a knowledge base or a bundle, with file and line."""
    from kb_index.checking import check_sources

    if len(targets) == 1 and _holds_bundle(targets[0]):
        _check_bundle(targets[0], as_json)
        return
    kb, findings = check_sources(targets, datetime.now(UTC).date().isoformat())
    errors = sum(finding.level == "error" for finding in findings)
    if as_json:
        counts = {name: len(getattr(kb, name)) for name in ("articles", "templates", "rules", "flows", "questions")}
        _print_json({"counts": counts, "errors": errors, "findings": [_finding(f) for f in findings]})
    else:
        _print_findings(findings)
        Console().print(
            f"{len(kb.articles)} articles, {len(kb.templates)} templates, {len(kb.rules)} rules, "
            f"{len(kb.flows)} flows, {len(kb.questions)} questions: {errors} errors, {len(findings) - errors} warnings"
        )
    if errors:
        raise typer.Exit(1)


def _holds_bundle(path: Path) -> bool:
    return (path / "CURRENT").is_file() or (path / "manifest.json").is_file()


def _check_bundle(path: Path, as_json: bool) -> None:
    from agent_assist.retrieval.bundle import current, verify

    folder = current(path)
    manifest = verify(folder)
    if as_json:
        _print_json({"bundle": folder, "counts": dict(manifest.counts), "errors": 0, "findings": []})
    else:
        Console().print(f"{folder}: whole, {len(manifest.files)} files, {manifest.counts['articles']} articles")


def _adapted(figures: dict[str, Any]) -> str:
    if "reason" in figures:
        return f"no: {figures['reason']}"
    before, after = figures["before"], figures["after"]
    moved = ", ".join(f"{name} {before[name]:.3f} to {after[name]:.3f}" for name in before)
    return f"{'kept' if figures['kept'] else 'not kept'}: {moved} on {figures['held_out']} questions it had not seen"


def _error(error: UserFacingError) -> dict[str, Any]:
    return {"code": error.code, "what": error.what, "next": error.next_step, "file": error.file, "line": error.line}


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "level": finding.level,
        "kind": finding.kind,
        "file": finding.place.file,
        "line": finding.place.line or None,
        "what": finding.what,
        "next": finding.next_step,
    }


def _print_findings(findings: tuple[Finding, ...] | list[Finding]) -> None:
    for finding in findings:
        place = f"{finding.place.file}:{finding.place.line}" if finding.place.line else finding.place.file
        print(f"{place}: {finding.level}: {finding.what} {finding.next_step}".rstrip(), file=sys.stderr)


def _print_json(document: dict[str, Any]) -> None:
    print(json.dumps(document, ensure_ascii=False, default=str))


def _table() -> Table:
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    table.add_column(style="dim")
    table.add_column()
    return table
