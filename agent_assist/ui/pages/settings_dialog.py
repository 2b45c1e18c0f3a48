"""The settings, made of their own declarations: groups to turn to, a search over all of them, errors where they are."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from agent_assist.declaring import GROUPS, Declaration
from agent_assist.ui.pages.setting_checks import trouble, words
from agent_assist.ui.pages.setting_fields import DeviceList, SettingField
from agent_assist.ui.parts import button, label, resize_within
from agent_assist.ui.theme import Look


class SettingsDialog(QDialog):
    """`saved` carries the changed settings by name, all of them free of errors; whoever keeps them closes it."""

    saved = Signal(object)

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        settings: Sequence[Declaration],
        values: Mapping[str, object],
        fixed: Mapping[str, str],
        taken: Collection[str],
    ) -> None:
        """values: by name.  fixed: name → who fixes it.  taken: keys (portable text) that the window uses itself."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settings"))
        resize_within(self, look, 640, 680)
        self._look = look
        self._taken = taken
        self._before = dict(values)
        shown = [one for one in settings if one.group]
        self.fields = {one.name: SettingField(look, one, values[one.name], fixed.get(one.name, "")) for one in shown}
        self.search = QLineEdit()
        self.search.setFont(look.font(14))
        self.search.setPlaceholderText(self.tr("Find a setting"))
        self.search.setAccessibleName(self.tr("Find a setting"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.groups = QListWidget()
        self.groups.setObjectName("groups")
        self.groups.setFont(look.font(14))
        self.groups.setAccessibleName(self.tr("Groups of settings"))
        self.groups.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sections: dict[str, QWidget] = {}
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._page())
        self.nothing = label(look, self.tr("No setting is called that."), 14, tone="dim", wrap=True)
        self.nothing.hide()
        for name, title in GROUPS:
            if name in self.sections:
                self.groups.addItem(words(title))
        self.groups.setCurrentRow(0)
        self.groups.setFixedWidth(self.groups.sizeHintForColumn(0) + look.px(28))
        self.groups.currentRowChanged.connect(self._turn_to)
        self.trouble = label(look, "", 13, tone="violated", wrap=True)
        self.trouble.hide()
        self._later = label(look, "", 12, tone="dim", wrap=True)
        self.save = button(look, self.tr("Save"), self.tr("Save the settings"), kind="primary")
        self.save.setDefault(True)
        self.save.clicked.connect(self._save)
        cancel = button(look, self.tr("Cancel"), self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self._arrange(cancel)
        self._check()

    def _arrange(self, cancel: QWidget) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.groups)
        middle.addWidget(self._scroll, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._later, 1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.search)
        column.addWidget(self.nothing)
        column.addLayout(middle, 1)
        column.addWidget(self.trouble)
        column.addLayout(buttons)

    def _page(self) -> QWidget:
        page = QWidget()
        page.setObjectName("cardsBody")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(16)
        for group, title in GROUPS:
            own = [field for field in self.fields.values() if field.declaration.group == group]
            if own:
                self.sections[group] = self._section(words(title), own)
                column.addWidget(self.sections[group])
        column.addStretch(1)
        return page

    def _section(self, title: str, own: Sequence[SettingField]) -> QWidget:
        section = QWidget()
        frame = QFrame()
        frame.setObjectName("block")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(14, 12, 14, 14)
        inside.setSpacing(16)
        for field in own:
            field.changed.connect(self._check)
            inside.addWidget(field)
        head: QLabel = label(self._look, title, 16, bold=True)
        column = QVBoxLayout(section)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(head)
        column.addWidget(frame)
        return section

    def show_devices(self, microphones: DeviceList, loudspeakers: DeviceList) -> None:
        """What is plugged in now."""
        for name, devices in (("microphone", microphones), ("loudspeaker", loudspeakers)):
            self.fields[name].show_devices(devices)

    @property
    def changes(self) -> dict[str, object]:
        """What differs from what stood before."""
        return {
            name: field.value
            for name, field in self.fields.items()
            if field.editor.isEnabled() and str(field.value) != str(self._before[name])
        }

    def say(self, what: str) -> None:
        """The settings could not be kept."""
        self.trouble.setText(what)
        self.trouble.setVisible(bool(what))

    def _check(self) -> None:
        keys = {f.declaration.label: f.value for f in self.fields.values() if f.declaration.kind == "keys"}
        changes, wrong = self.changes, False
        for name, field in self.fields.items():
            # What nobody touched is no reason to keep somebody from saving something else.
            what = trouble(field.declaration, field.value, keys, self._taken) if name in changes else ""
            field.say(what)
            wrong = wrong or bool(what)
        self.save.setEnabled(not wrong and bool(changes))
        effects = {self.fields[name].declaration.effect for name in changes}
        self._later.setText(
            self.tr("Some of it counts when the engine starts again; you can start it from the panel.")
            if "engine" in effects
            else ""
        )

    def _save(self) -> None:
        self.saved.emit(self.changes)

    def _filter(self, text: str) -> None:
        for group, section in self.sections.items():
            own = [field for field in self.fields.values() if field.declaration.group == group]
            for field in own:
                field.setVisible(field.matches(text))
            section.setVisible(any(field.matches(text) for field in own))
        found = any(field.matches(text) for field in self.fields.values())
        self.nothing.setVisible(not found)

    def _turn_to(self, row: int) -> None:
        self.search.clear()
        section = list(self.sections.values())[row]
        self._scroll.verticalScrollBar().setValue(section.y())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # In a narrow window the settings need the room; the search finds them.
        self.groups.setVisible(self.width() >= self.groups.width() + self._look.px(360))
