"""What a cache holds is made once, whoever asks for it at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from kb_index.atomic import made_once


def test_two_that_want_the_same_make_it_once(tmp_path: Path) -> None:
    target = tmp_path / "cache" / "model"
    both = Barrier(2)
    filled: list[Path] = []

    def fill(folder: Path) -> None:
        filled.append(folder)
        (folder / "weights").write_text("w", encoding="utf-8")

    def want(_: int) -> str:
        both.wait(timeout=30)
        return (made_once(target, fill) / "weights").read_text(encoding="utf-8")

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(want, range(2))) == ["w", "w"]
    assert len(filled) == 1


def test_what_failed_is_made_by_the_next(tmp_path: Path) -> None:
    def fail(folder: Path) -> None:
        (folder / "half").touch()
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        made_once(tmp_path / "model", fail)
    assert not (tmp_path / "model").exists()
    made_once(tmp_path / "model", lambda folder: (folder / "whole").touch())
    assert [path.name for path in (tmp_path / "model").iterdir()] == ["whole"]
