"""Files that appear whole or not at all: folders filled aside and renamed, pointers replaced, all on disk first."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock


@contextmanager
def filled_folder(target: Path) -> Iterator[Path]:
    """Yield an empty folder that becomes `target` by one rename when the block ends well, and is removed otherwise.

    When another process was first, its `target` stays: both hold the same content, since names carry its hash.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        yield work
        work.chmod(0o755)
        try:
            work.rename(target)
        except OSError:
            if not target.is_dir():
                raise
    finally:
        shutil.rmtree(work, ignore_errors=True)


def made_once(target: Path, fill: Callable[[Path], object]) -> Path:
    """`target`, filled by `fill` where there is none yet. Another process that wants the same waits for it."""
    if not target.is_dir():
        target.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(target.with_name(f".{target.name}.lock")):
            if not target.is_dir():
                with filled_folder(target) as work:
                    fill(work)
    return target


def sync_tree(folder: Path) -> None:
    """Bring every file and folder below onto the disk, so that a rename never shows an unwritten file."""
    for where, _, names in os.walk(folder):
        for name in names:
            _sync(Path(where) / name, os.O_RDWR)
        sync_folder(Path(where))


def sync_folder(folder: Path) -> None:
    """Bring a folder's list of names onto the disk, where the system has such a thing (Windows has not)."""
    if hasattr(os, "O_DIRECTORY"):
        _sync(folder, os.O_RDONLY)


def _sync(path: Path, how: int) -> None:
    handle = os.open(path, how)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def replace_text(path: Path, text: str) -> None:
    """Put `text` into the file in one step."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    sync_folder(path.parent)
