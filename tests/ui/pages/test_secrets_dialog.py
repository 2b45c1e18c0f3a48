"""The secrets dialog over a real keyring: state, test, replace, delete; the secret itself is nowhere on it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QInputDialog, QLabel, QLineEdit, QMessageBox, QPushButton

from agent_assist import credentials
from agent_assist.errors import KeyringError
from agent_assist.ui.pages.secrets_dialog import SecretsDialog

PATIENCE = 30_000
SECRET = "sk-very-secret-4711"


@pytest.fixture
def dialog(opened, qtbot):
    for name in credentials.NAMES:
        credentials.delete(name)
    made = opened()
    shown = made.page("secrets")
    assert isinstance(shown, SecretsDialog)
    known(shown, qtbot, "google-cloud", False)
    yield shown
    made.window.close()
    for name in credentials.NAMES:
        credentials.delete(name)


def known(dialog: SecretsDialog, qtbot, engine: str, kept: bool) -> None:
    """Wait until a row says whether its secret is kept."""
    row = dialog.rows[f"speech-{engine}"]
    qtbot.waitUntil(lambda: ("✓ Kept" if kept else "○ Not kept") in row.state.text(), timeout=PATIENCE)


def test_a_key_is_replaced_tried_and_deleted_and_never_shown(dialog, qtbot) -> None:
    row = dialog.rows["speech-openai"]
    assert not row.try_button.isEnabled()
    row.replace_button.click()
    asked = dialog.findChild(QInputDialog)
    assert asked.findChild(QLineEdit).echoMode() is QLineEdit.EchoMode.Password
    asked.setTextValue(SECRET)
    asked.accept()
    known(dialog, qtbot, "openai", True)
    assert credentials.get("speech-openai") == SECRET
    assert not any(SECRET in label.text() for label in dialog.findChildren(QLabel))

    row.delete_button.click()
    box = dialog.findChild(QMessageBox)
    next(one for one in box.findChildren(QPushButton) if one.text() == "Delete").click()
    known(dialog, qtbot, "openai", False)
    assert credentials.get("speech-openai") is None


def test_trying_goes_through_the_program_s_own_command(dialog, qtbot) -> None:
    credentials.set(credentials.JOURNAL_KEY, "not a key")
    row = dialog.rows[credentials.JOURNAL_KEY]
    row.show_state(True)
    row.try_button.click()
    qtbot.waitUntil(lambda: row.outcome.text().startswith("!"), timeout=PATIENCE)
    assert "64 hexadecimal digits" in row.outcome.text()
    credentials.set(credentials.JOURNAL_KEY, "ab" * 32)
    row.try_button.click()
    qtbot.waitUntil(lambda: row.outcome.text().startswith("✓"), timeout=PATIENCE)
    assert "32 bytes" in row.outcome.text()


def test_closing_while_something_is_tried_is_harmless(dialog, qtbot) -> None:
    credentials.set(credentials.JOURNAL_KEY, "ab" * 32)
    row = dialog.rows[credentials.JOURNAL_KEY]
    row.show_state(True)
    row.try_button.click()
    dialog.accept()


def test_without_a_keyring_it_says_what_to_do(opened, qtbot, monkeypatch) -> None:
    def none(name: str) -> str:
        raise KeyringError("There is no system keyring.", "Start the keyring service.")

    monkeypatch.setattr(credentials, "get", none)
    shown = opened().page("secrets")
    qtbot.waitUntil(lambda: "Start the keyring service" in shown.trouble.text(), timeout=PATIENCE)
    row = shown.rows["speech-azure"]
    qtbot.waitUntil(lambda: "cannot be asked" in row.state.text(), timeout=PATIENCE)
    assert not row.replace_button.isEnabled()


def test_keys_of_services_that_the_settings_do_not_name_say_that_they_are_not_used(dialog) -> None:
    texts = [label.text() for label in dialog.rows["speech-azure"].findChildren(QLabel)]
    assert any("Not used now" in text for text in texts)
