"""The settings dialog over the real window: what is changed counts, what is wrong is said, what is fixed stays."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QCheckBox, QComboBox, QKeySequenceEdit, QLineEdit, QSpinBox

from agent_assist import settings
from agent_assist.settings import declarations
from agent_assist.ui.pages.settings_dialog import SettingsDialog


def choose(dialog: SettingsDialog, name: str, value: object) -> None:
    box = dialog.fields[name].editor
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData(value))


def test_every_declared_setting_can_be_changed_by_keyboard_and_is_named(opened) -> None:
    dialog = opened().page("settings")
    assert set(dialog.fields) == {one.name for one in declarations() if one.group}
    for field in dialog.fields.values():
        assert field.editor.accessibleName()
        assert field.editor.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert not dialog.save.isEnabled(), "nothing was changed yet"


def test_what_is_saved_is_worn_at_once_and_kept(opened, qapp) -> None:
    made = opened()
    dialog = made.page("settings")
    choose(dialog, "theme", "dark")
    choose(dialog, "contrast", "high")
    size = dialog.fields["text_size"].editor
    assert isinstance(size, QSpinBox)
    size.setValue(150)
    choose(dialog, "motion", "reduced")
    choose(dialog, "language", "sv")
    dialog.save.click()
    assert "settings" not in made.pages.shown
    look = made.window.look
    assert (look.tokens.background, look.scale, look.animate, look.lang) == ("#000000", 1.5, False, "sv")
    assert qapp.font().pixelSize() == 21
    assert made.window.body.status.local.text() == "Lokalt · inget skickas"
    expected = {"theme": "dark", "contrast": "high", "text_size": 150, "motion": "reduced", "language": "sv"}
    assert made.kept == expected
    assert made.changed == [expected]
    assert made.window.body.notice.isHidden()


def test_the_profile_is_shown_at_once(opened) -> None:
    made = opened()
    dialog = made.page("settings")
    choose(dialog, "profile", "experienced")
    dialog.save.click()
    assert made.window.profile == "experienced"
    assert made.kept == {"profile": "experienced"}


def test_what_the_engine_must_read_anew_says_so_and_can_be_started(opened, monkeypatch) -> None:
    made = opened()
    restarted: list[bool] = []
    monkeypatch.setattr(made.source, "restart", lambda: restarted.append(True))
    dialog = made.page("settings")
    learn = dialog.fields["learn"].editor
    assert isinstance(learn, QCheckBox)
    learn.click()
    assert "engine" in dialog._later.text()
    dialog.save.click()
    assert made.kept == {"learn": False}
    assert "engine starts again" in made.window.body.notice.text.text()
    made.window.body.notice.action.click()
    assert restarted == [True]


def test_chosen_devices_are_used_by_a_call_that_is_heard(opened, qtbot) -> None:
    made = opened()
    dialog = made.page("settings")
    assert made.sent[-1] == {"cmd": "devices"}
    update = {"type": "devices", "microphones": [{"id": "mic-2", "name": "Desk", "default": False}], "loudspeakers": []}
    made.source.updates.emit(update)
    choose(dialog, "microphone", "mic-2")
    dialog.save.click()
    assert made.sent[-2]["cmd"] == "stop"
    assert made.sent[-1] == {"cmd": "listen", "contact": made.sent[-2]["contact"], "microphone": "mic-2"}
    assert made.kept == {"microphone": "mic-2"}


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("bundles", "/no/such/folder", "no such folder"),
        ("speech_url", "speech.example", "whole address"),
        ("speech_region", "West Europe", "region"),
        ("intake_host", "not a host!", "address"),
    ],
)
def test_a_wrong_value_is_said_where_it_stands_and_cannot_be_saved(opened, name: str, typed: str, said: str) -> None:
    dialog = opened().page("settings")
    line = dialog.fields[name].editor
    assert isinstance(line, QLineEdit)
    line.setText(typed)
    assert said in dialog.fields[name].trouble.text()
    assert not dialog.save.isEnabled()


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("Ctrl+Alt+K", "“Search” has this key already"),
        ("Ctrl+K", "window uses this key itself"),
        ("A", "needed for writing"),
        ("F9", ""),
        ("", ""),
    ],
)
def test_keys_that_collide_are_said(opened, keys: str, said: str) -> None:
    dialog = opened().page("settings")
    field = dialog.fields["hotkey_insert"]
    assert isinstance(field.editor, QKeySequenceEdit)
    field.editor.setKeySequence(QKeySequence(keys))
    assert said in field.trouble.text()
    assert dialog.save.isEnabled() == (not said)
    assert field.value == keys


def test_what_others_fix_is_shown_with_who_and_cannot_be_changed(opened, tmp_path, monkeypatch) -> None:
    made = opened()
    (tmp_path / "policy.toml").write_text("keep_days = 7\n", encoding="utf-8")
    monkeypatch.setenv("AGENT_ASSIST_LEARN", "false")
    dialog = made.page("settings")
    days, learn = dialog.fields["keep_days"], dialog.fields["learn"]
    assert (days.value, learn.value) == (7, False)
    assert not days.editor.isEnabled()
    assert str(tmp_path / "policy.toml") in days.fixed.text()
    assert not learn.editor.isEnabled()
    assert "AGENT_ASSIST_LEARN" in learn.fixed.text()


def test_settings_are_found_by_any_of_their_words(opened) -> None:
    dialog = opened().page("settings")
    dialog.search.setText("days deleted")
    assert [name for name, field in dialog.fields.items() if not field.isHidden()] == ["keep_days"]
    assert [group for group, section in dialog.sections.items() if not section.isHidden()] == ["privacy"]
    dialog.search.setText("xyzzy")
    assert dialog.nothing.isVisible()
    dialog.groups.setCurrentRow(2)
    assert dialog.search.text() == ""
    assert not any(field.isHidden() for field in dialog.fields.values())


def test_a_file_that_cannot_be_written_is_said_in_the_dialog(opened, tmp_path, monkeypatch) -> None:
    made = opened()
    dialog = made.page("settings")
    (tmp_path / "in-the-way").write_text("")
    monkeypatch.setattr(settings, "settings_file", lambda: tmp_path / "in-the-way" / "settings.toml")
    choose(dialog, "theme", "dark")
    dialog.save.click()
    assert "cannot be" in dialog.trouble.text()
    assert dialog.isVisible()
    assert made.window.theme == "light"
