"""Policy beats the command line, which beats the environment, which beats the user's file."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent_assist import paths, policy, settings
from agent_assist.declaring import GROUPS
from agent_assist.policy import PolicyError
from agent_assist.settings import (
    Settings,
    SettingsError,
    declarations,
    load_settings,
    locked_by_policy,
    read_user_settings,
    save_setting,
    save_settings,
    set_by_environment,
)


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


def test_settings_are_kept_together_or_not_at_all(home: Path) -> None:
    save_settings({"theme": "dark", "text_size": 150})
    before = (home / "settings.toml").read_bytes()
    with pytest.raises(SettingsError, match="keep_days"):
        save_settings({"theme": "light", "keep_days": 9999})
    assert (home / "settings.toml").read_bytes() == before
    assert [path.name for path in home.iterdir()] == ["settings.toml"]


def test_what_is_at_its_default_needs_no_line(home: Path) -> None:
    save_settings({"theme": "dark", "bundles": home / "kb", "learn": True})
    assert read_user_settings() == {"theme": "dark", "bundles": str(home / "kb")}
    save_settings({"theme": "system"})
    assert read_user_settings() == {"bundles": str(home / "kb")}
    assert load_settings().bundles == home / "kb"


def test_a_folder_that_cannot_be_written_is_said(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "file").write_text("")
    monkeypatch.setattr(settings, "settings_file", lambda: home / "file" / "settings.toml")
    with pytest.raises(SettingsError, match="cannot be"):
        save_setting("theme", "dark")


def test_the_environment_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    assert set_by_environment() == frozenset()
    monkeypatch.setenv("AGENT_ASSIST_KEEP_DAYS", "3")
    monkeypatch.setenv("AGENT_ASSIST_PGVECTOR", "no setting")
    assert set_by_environment() == {"keep_days"}


def test_every_setting_is_declared_for_people() -> None:
    made = {one.name: one for one in declarations()}
    assert list(made) == list(Settings.model_fields)
    groups = {name for name, _ in GROUPS} | {""}
    for one in made.values():
        assert one.group in groups
        assert one.label
        assert one.help.endswith(".")
        if one.kind == "number":
            assert one.low < one.high
        if one.kind == "choice":
            assert one.default in [value for value, _ in one.choices]
            assert all(words for _, words in one.choices)
    assert made["text_size"].step == 10
    assert made["text_size"].whole
    assert not made["silent_after"].whole
    assert made["hotkey_insert"].kind == "keys"
    assert made["audience"].longest == 64
