"""Files that are written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent_assist.paths import replace_file


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("before", encoding="utf-8")
    replace_file(file, "efter\n后来\n")
    assert file.read_text(encoding="utf-8") == "efter\n后来\n"
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_what_cannot_be_written_leaves_all_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("before", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError):
        replace_file(file, "half \ud800")
    assert file.read_text(encoding="utf-8") == "before"
    assert [path.name for path in tmp_path.iterdir()] == [file.name]
