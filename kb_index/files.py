"""Finds and reads source files with limits: nothing outside the folder named, nothing too large, only UTF-8."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from agent_assist.errors import SourceError
from kb_index.fields import source_error
from kb_index.records import Place

MAX_TEXT_BYTES = 4_000_000  # a Markdown or YAML file
MAX_TABLE_BYTES = 2_000_000_000  # a JSON Lines or CSV file
MAX_LINE = 4_000_000  # characters of one of their lines

Report = Callable[[SourceError], None]


def files_below(folder: Path, endings: tuple[str, ...], report: Report) -> list[Path]:
    """Files with one of the endings, sorted by path; hidden ones are left out, links that lead out are reported."""
    found: list[Path] = []
    if not folder.is_dir():
        return found
    root = folder.resolve()
    for where, folders, names in os.walk(folder, followlinks=False):
        here = Path(where)
        for name in folders:
            if (here / name).is_symlink():
                report(_climbs(here / name))
        folders[:] = sorted(n for n in folders if not n.startswith(".") and not (here / n).is_symlink())
        for name in names:
            path = here / name
            if name.startswith(".") or path.suffix.lower() not in endings:
                continue
            if path.is_symlink() and not path.resolve().is_relative_to(root):
                report(_climbs(path))
            else:
                found.append(path)
    return sorted(found)


def _climbs(path: Path) -> SourceError:
    return source_error(
        Place(str(path)), "This link leads out of the folder or to a folder.", "Put the files themselves here."
    )


def sized(path: Path, limit: int) -> Path:
    """The path, when it is a file within the limit. Raises SourceError."""
    try:
        status = path.stat()
    except OSError as problem:
        raise source_error(
            Place(str(path)), f"The file cannot be read ({problem.strerror}).", "Check its path."
        ) from problem
    if not path.is_file():
        raise source_error(Place(str(path)), "This is not a file.", "Name a file or a KB folder.")
    if status.st_size > limit:
        raise source_error(Place(str(path)), f"The file is larger than {limit // 1_000_000} MB.", "Divide it.")
    return path


def read_text(path: Path, limit: int = MAX_TEXT_BYTES) -> str:
    """The file as text, line ends as `\\n`, without a byte-order mark. Raises SourceError."""
    try:
        data = sized(path, limit).read_bytes()
    except OSError as problem:
        raise source_error(Place(str(path)), f"The file cannot be read ({problem.strerror}).", "Check it.") from problem
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        raise source_error(Place(str(path), line), "The file is not UTF-8.", "Save it as UTF-8.") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")
