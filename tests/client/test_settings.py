"""Policy beats the command line, which beats the environment, which beats the user's file."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent_assist import paths, policy, settings
from agent_assist.policy import PolicyError
from agent_assist.settings import SettingsError, load_settings, locked_by_policy, save_setting


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "settings_file", lambda: tmp_path / "settings.toml")
    monkeypatch.setattr(policy, "policy_file", lambda: tmp_path / "policy.toml")
    return tmp_path


def test_the_order_of_sources(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().theme == "system"
    save_setting("theme", "light")
    save_setting("keep_days", 7)
    assert load_settings().theme == "light"
    assert load_settings().keep_days == 7
    monkeypatch.setenv("AGENT_ASSIST_THEME", "dark")
    assert load_settings().theme == "dark"
    assert load_settings(theme="light").theme == "light"
    (home / "policy.toml").write_text('theme = "system"\n')
    assert load_settings(theme="light").theme == "system"
    assert locked_by_policy() == {"theme"}


@pytest.mark.parametrize(
    ("text", "names"), [('theme = "pink"', "theme"), ("colour = 1", "colour"), ("keep_days = -1", "keep_days")]
)
def test_a_wrong_setting_is_named(home: Path, text: str, names: str) -> None:
    (home / "settings.toml").write_text(text)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert names in caught.value.what
    assert caught.value.next_step


def test_broken_files_are_named_and_a_broken_policy_stops_the_program(home: Path) -> None:
    (home / "settings.toml").write_text("= nonsense")
    with pytest.raises(SettingsError, match=r"settings\.toml"):
        load_settings()
    (home / "settings.toml").unlink()
    for bad in (b"= nonsense", b"\xff\xfe", b"#" * 70_000):
        (home / "policy.toml").write_bytes(bad)
        with pytest.raises(PolicyError, match=r"policy\.toml"):
            load_settings()


def test_an_unknown_setting_cannot_be_saved() -> None:
    with pytest.raises(SettingsError):
        save_setting("colour", "red")


def test_places_are_apart() -> None:
    places = {paths.config_dir(), paths.data_dir(), paths.log_dir(), paths.policy_file().parent}
    assert len(places) >= 3
    assert all(place.is_absolute() for place in places)
