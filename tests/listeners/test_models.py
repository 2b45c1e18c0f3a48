"""Model folders: whole, incomplete, damaged, one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent_assist.errors import ModelError
from agent_assist.listeners import models
from agent_assist.listeners.models import check_model, find_model, languages, multilingual_model, packaged_folder


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


def test_other_languages_get_the_model_of_many_put_together_once(tmp_path: Path) -> None:
    model = multilingual_model(tmp_path)
    assert model.name == "base"
    weights = model.folder / "model.bin"
    made = weights.stat().st_mtime_ns
    assert multilingual_model(tmp_path) == model
    assert weights.stat().st_mtime_ns == made, "not made again"
    assert [path.name for path in model.folder.parent.iterdir()] == ["base"]


def test_a_damaged_model_in_the_cache_is_made_again(tmp_path: Path) -> None:
    weights = multilingual_model(tmp_path).folder / "model.bin"
    weights.write_bytes(b"half")
    assert multilingual_model(tmp_path).name == "base"


def test_without_room_in_the_cache_the_error_says_how_much_is_needed(tmp_path: Path) -> None:
    (tmp_path / "speech").write_text("a file where a folder should be", encoding="utf-8")
    with pytest.raises(ModelError, match="150 MB"):
        multilingual_model(tmp_path)


def test_without_the_packages_other_languages_say_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agent_assist.listeners.models.MULTILINGUAL_PACKAGES", ("not_installed_1", "not_installed_2"))
    with pytest.raises(ModelError, match=r"other languages.*agent-assist\[speech\]"):
        multilingual_model(tmp_path)


def test_the_languages_that_can_be_heard(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert languages() == ("en-US", "en-GB", "sv-SE", "zh-CN", "zh-TW")
    monkeypatch.setattr(models, "MULTILINGUAL_PACKAGES", ("no_such_package",))
    monkeypatch.setattr(models, "cache_dir", lambda: tmp_path)
    monkeypatch.setattr(models, "shared_folder", lambda: tmp_path)
    assert languages() == ("en-US", "en-GB")
    (tmp_path / "speech" / "base").mkdir(parents=True)
    assert "sv-SE" in languages()
