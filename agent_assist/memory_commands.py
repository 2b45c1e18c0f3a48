"""`agent-assist memory`: what agents have taught on this computer, to look at, hand to maintainers and delete."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from agent_assist.errors import UsageError, UserFacingError
from agent_assist.paths import replace_file

if TYPE_CHECKING:
    from agent_assist.contacts.journal import Journal, Lesson

app = typer.Typer(no_args_is_help=True, help="What agents have taught by using and dismissing answers (masked).")


def _journal() -> Journal:
    from agent_assist import credentials
    from agent_assist.contacts.journal import Journal
    from agent_assist.paths import journal_file

    return Journal.open(journal_file(), credentials.journal_key())


@app.command("list")
def list_(json_: Annotated[bool, typer.Option("--json", help="JSON for machines.")] = False) -> None:
    """What was taught, the oldest first."""
    with _journal() as journal:
        lessons = journal.lessons()
    if json_:
        print(json.dumps([asdict(lesson) for lesson in lessons], ensure_ascii=False))
        return
    table = Table("id", "article", "customer's words", "says", "contacts", "last")
    for lesson in lessons:
        says = "answered" if lesson.confirmed else "did not answer"
        table.add_row(str(lesson.id), lesson.article_id, lesson.text, says, str(lesson.times), _day(lesson))
    Console().print(table if lessons else "Nothing was taught yet.")


@app.command()
def export(
    file: Annotated[Path, typer.Argument(help="JSON Lines to write, for `kb-index build --confirmed`.")],
) -> None:
    """Write what was taught to a file for the maintainers of the knowledge base."""
    with _journal() as journal:
        lessons = journal.lessons()
    try:
        replace_file(file, "".join(json.dumps(_line(lesson), ensure_ascii=False) + "\n" for lesson in lessons))
    except OSError as error:
        raise UserFacingError(
            f"The file cannot be written: {error.strerror}.", "Check its folder.", file=str(file)
        ) from error
    print(f"{len(lessons)} lessons written to {file}. Read it before you send it: names that nothing announces stay.")


@app.command()
def forget(
    lesson: Annotated[int | None, typer.Argument(metavar="ID", help="As `memory list` names it.")] = None,
    all_: Annotated[bool, typer.Option("--all", help="Everything that was taught.")] = False,
) -> None:
    """Delete one lesson, or all of them, for good."""
    if (lesson is None) != all_:
        raise UsageError("Say what to forget.", "Give either an ID from `agent-assist memory list`, or --all.")
    with _journal() as journal:
        gone = journal.unlearn(lesson)
    if lesson is not None and not gone:
        raise UserFacingError(f"No lesson {lesson} is kept.", "`agent-assist memory list` names them.")
    print(f"{gone} lessons deleted.")


def _line(lesson: Lesson) -> dict[str, object]:
    return {
        "article_id": lesson.article_id,
        "text": lesson.text,
        "lang": lesson.lang or "",
        "confirmed": lesson.confirmed,
        "times": lesson.times,
        "day": _day(lesson),
    }


def _day(lesson: Lesson) -> str:
    return datetime.fromtimestamp(lesson.given, UTC).date().isoformat()
