"""Progress for people: a bar a stage on stderr, only where stderr is a terminal and nobody asked for JSON."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as RichProgress

from kb_index.progress import Progress, silent

_NAMES = {
    "read": "Reading the sources",
    "model": "Preparing the model",
    "adapt": "Adapting the model",
    "divide": "Dividing into passages",
    "encode": "Encoding",
    "write": "Writing the indexes",
    "calibrate": "Calibrating",
    "measure": "Measuring",
    "publish": "Verifying and publishing",
}


@contextmanager
def bars(quiet: bool) -> Iterator[Progress]:
    """Yield what a build tells its progress to."""
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield silent
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with RichProgress(*columns, console=console) as painted:
        tasks: dict[str, TaskID] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                for task in tasks.values():
                    painted.update(task, total=1, completed=1) if painted.tasks[task].total is None else None
                if stage not in _NAMES:
                    return
                tasks[stage] = painted.add_task(_NAMES[stage], total=total or None)
            if total:
                painted.update(tasks[stage], completed=done, total=total)

        yield show
