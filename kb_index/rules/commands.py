"""`kb-index rules …`: test, backtest, lint, threshold."""

from __future__ import annotations

import json
from contextlib import ExitStack
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from agent_assist.errors import UsageError

if TYPE_CHECKING:
    from kb_index.rules.playing import Encode

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Prove rules before they go live.")

Names = Annotated[list[str] | None, typer.Argument(help="Packs by name, KB folders or .yaml files; all packs if none.")]
One = Annotated[str, typer.Argument(help="A pack by name, a KB folder or a .yaml file.")]
Contacts = Annotated[list[Path], typer.Argument(help="Transcripts (.jsonl) or folders of them.")]
Bundle = Annotated[Path | None, typer.Option("--bundle", help="Bundles whose encoder compares meanings.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object for machines.")]


@app.command("test")
def run_tests(rules: Names = None, bundle: Bundle = None, as_json: Json = False) -> None:
    """Run the tests that stand inside rules; exits 1 where one fails."""
    from agent_assist.guidance.testing import run_rule_tests
    from kb_index.rules.playing import meanings
    from kb_index.rules.reading import read_rules

    read = read_rules(rules or [])
    untried = 0 if bundle else sum(meanings(rule) for rule in read.rules)
    # Without an encoder the tests of rules that compare meanings would tell nothing.
    tried = [replace(rule, tests=()) if untried and meanings(rule) else rule for rule in read.rules]
    with ExitStack() as opened:
        results = run_rule_tests(tried, _encoder(bundle, opened))
    failed = [result for result in results if not result.passed]
    if as_json:
        told = [{**_plain(result), "file": read.place(result.rule_id).file} for result in failed]
        _print({"rules": len(read.rules), "tests": len(results), "untried": untried, "failed": told})
    else:
        for result in failed:
            place = read.place(result.rule_id)
            print(f"{place.file}:{place.line}: {result}")
        print(f"{len(read.rules)} rules, {len(results)} tests, {len(failed)} failed")
        if untried:
            print(f"{untried} rules compare meanings, which were not tried: give --bundle.")
    if failed:
        raise typer.Exit(1)


@app.command()
def backtest(
    rules: One,
    contacts: Contacts,
    against: Annotated[Path | None, typer.Option(help="Bundles with the published rules, to say what changes.")] = None,
    bundle: Bundle = None,
    as_json: Json = False,
) -> None:
    """Play stored contacts: how often each rule fires, how rightly, and what a change would change."""
    from kb_index.rules.backtesting import backtest as run
    from kb_index.rules.contacts import read_contacts
    from kb_index.rules.playing import meanings
    from kb_index.rules.published import published_rules
    from kb_index.rules.reading import read_rules

    read, played = read_rules([rules]), read_contacts(contacts)
    old = None if against is None else published_rules(against)
    # Without an encoder a rule that compares meanings would only seem to miss.
    tried = [rule for rule in read.rules if bundle or against or not meanings(rule)]
    with ExitStack() as opened:
        report = run(tried, played, _encoder(bundle or against, opened), old)
    if as_json:
        shown = [{**_plain(one), "precision": one.precision, "recall": one.recall} for one in report.rules]
        loudest = [one.rule_id for one in report.loudest]
        _print({**_plain(report), "rules": shown, "loudest": loudest})
        return
    table = Table("rule", "per 100", "prompts", "met", "unknown", "precision", "recall", box=None, padding=(0, 2, 0, 0))
    for one in sorted(report.rules, key=lambda one: (-one.prompts, one.rule_id)):
        figures = (f"{one.per_hundred:g}", str(one.prompts), str(one.met), str(one.unknown))
        table.add_row(one.rule_id, *figures, _share(one.precision), _share(one.recall))
    Console().print(table)
    print(f"{report.contacts} contacts, {report.labelled} labelled: precision {_share(report.precision)}", end="")
    print(f", recall {_share(report.recall)}")
    if untried := len(read.rules) - len(tried):
        print(f"{untried} rules compare meanings, which were not tried: give --bundle.")
    if report.loudest:
        print(f"loudest: {', '.join(f'{one.rule_id} ({one.prompts})' for one in report.loudest)}")
    for change in report.changes:
        print(f"changes: {change.rule_id} in “{change.contact}”: {change.before} → {change.now}")


@app.command()
def lint(rules: Names = None, as_json: Json = False) -> None:
    """Find phrases that are too short, never fire, or stand in the shadow of others; exits 1 where there are any."""
    from kb_index.rules.linting import lint as run
    from kb_index.rules.reading import read_rules

    read = read_rules(rules or [])
    findings = run(read, datetime.now(UTC).date().isoformat())
    if as_json:
        _print({"rules": len(read.rules), "findings": [_plain(finding) for finding in findings]})
    else:
        for finding in findings:
            print(f"{finding.place.file}:{finding.place.line}: {finding.kind}: {finding.what} {finding.next_step}")
        print(f"{len(read.rules)} rules, {len(findings)} findings")
    if findings:
        raise typer.Exit(1)


@app.command()
def threshold(
    rule: Annotated[str, typer.Argument(help="The rule's id.")],
    rules: One,
    contacts: Contacts,
    bundle: Annotated[Path, typer.Option("--bundle", help="Bundles whose encoder compares meanings.")],
    as_json: Json = False,
) -> None:
    """Show what each score of a matcher that compares meanings would have caught and missed in stored contacts."""
    from kb_index.rules.contacts import read_contacts
    from kb_index.rules.reading import read_rules
    from kb_index.rules.thresholds import thresholds

    chosen = next((one for one in read_rules([rules]).rules if one.id == rule), None)
    if chosen is None:
        raise UsageError(f"{rules} has no rule {rule!r}.", "Give the id of one of its rules.")
    with ExitStack() as opened:
        answers = thresholds(chosen, read_contacts(contacts), _encoder(bundle, opened))
    if not answers:
        raise UsageError(f"The rule {rule!r} compares no meanings.", "There is no score to choose.")
    if as_json:
        _print({"rule": rule, "matchers": [_plain(answer) for answer in answers]})
        return
    for answer in answers:
        print(f"“{answer.sentence}”, score {answer.score:g}, best {'-' if answer.best is None else answer.best}")
        table = Table("score", "utterances", "contacts", "caught", "missed", "false", box=None, padding=(0, 2, 0, 0))
        for row in answer.rows:
            numbers = (row.utterances, row.contacts, row.caught, row.missed, row.false)
            table.add_row(f"{row.score:.2f}", *map(str, numbers))
        Console().print(table)
        if answer.own is not None:
            found, wrong = answer.own
            print(f"each left out of the learning: {found:.0%} of the examples match, {wrong:.0%} of the others")
        for name, heard in (("just above", answer.above), ("just below", answer.below)):
            for one in heard:
                print(f"{name}: {one.score:.3f} {one.contact} at {one.at:g} s: {one.text}")


def _encoder(bundles: Path | None, opened: ExitStack) -> Encode:
    """The encoder of the bundle in use; without one, vectors that are like nothing."""
    from kb_index.rules.playing import unrelated

    if bundles is None:
        return unrelated
    from agent_assist.retrieval.bundle import current
    from agent_assist.retrieval.searcher import Searcher

    searcher = Searcher.open(current(bundles))
    opened.callback(searcher.close)
    return searcher.encode


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _plain(record: Any) -> dict[str, Any]:
    return asdict(record)


def _print(document: dict[str, Any]) -> None:
    print(json.dumps(document, ensure_ascii=False, default=str))
