"""Model folders: whole, incomplete, damaged, one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent_assist.errors import ModelError
from agent_assist.listeners.models import check_model, find_model, packaged_folder


def linked_copy(folder: Path) -> Path:
    """The packaged model as links in another folder."""
    packaged = packaged_folder()
    assert packaged is not None
    for file in packaged.iterdir():
        (folder / file.name).symlink_to(file)
    return folder


def test_without_a_setting_the_packaged_english_model_is_found() -> None:
    model = find_model()
    assert model.name == "tiny.en"
    assert model.folder == packaged_folder()


def test_a_published_model_is_known_wherever_it_is(tmp_path: Path) -> None:
    assert find_model(linked_copy(tmp_path)).name == "tiny.en"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"nowhere does not exist.*speech"):
        find_model(tmp_path / "nowhere")


@pytest.mark.parametrize("name", ["model.bin", "config.json", "tokenizer.json", "vocabulary.txt"])
def test_each_file_is_needed(tmp_path: Path, name: str) -> None:
    (linked_copy(tmp_path) / name).unlink()
    with pytest.raises(ModelError, match=f"lacks {name}"):
        check_model(tmp_path)


@pytest.mark.parametrize("name", ["config.json", "tokenizer.json", "vocabulary.txt"])
def test_a_changed_file_of_a_published_model_is_damaged(tmp_path: Path, name: str) -> None:
    file = linked_copy(tmp_path) / name
    content = file.read_bytes()
    file.unlink()
    file.write_bytes(content + b" ")
    with pytest.raises(ModelError, match=f"{name} .* damaged"):
        check_model(tmp_path)


def test_changed_weights_of_a_published_model_are_damaged(tmp_path: Path) -> None:
    weights = linked_copy(tmp_path) / "model.bin"
    size = weights.stat().st_size
    weights.unlink()
    with weights.open("wb") as file:
        file.truncate(size)
    with pytest.raises(ModelError, match=r"model\.bin .* damaged"):
        check_model(tmp_path)


def test_ones_own_model_is_taken_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "our-swedish"
    folder.mkdir()
    for name in ("model.bin", "config.json", "tokenizer.json", "vocabulary.json"):
        (folder / name).write_bytes(b"{}")
    assert check_model(folder).name == "our-swedish"


def test_without_the_package_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agent_assist.listeners.models.PACKAGE", "a_package_that_is_not_installed")
    with pytest.raises(ModelError, match=r"agent-assist\[speech\]"):
        find_model()
