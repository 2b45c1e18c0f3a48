"""What the program keeps and what it ever sent: all of it listed, each part to be deleted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from agent_assist.protocol import Command, Update
from agent_assist.ui.layouts import FlowLayout
from agent_assist.ui.parts import button, label, resize_within, restyle
from agent_assist.ui.theme import Look
from agent_assist.ui.words import date, locale_of, title_of_kind

_ROWS_SHOWN = 6


class Table(QTreeWidget):
    """Rows with a key each; the first column takes the room that is left."""

    def __init__(self, look: Look, name: str, columns: Sequence[str]) -> None:
        super().__init__()
        self.setFont(look.font(13))
        self.setAccessibleName(name)
        self.setHeaderLabels(list(columns))
        self.header().setFont(look.font(12, bold=True))
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setMinimumSectionSize(look.px(72))
        self.setRootIsDecorated(False)
        self.setAlternatingRowColors(True)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setMinimumHeight(look.px(28 * _ROWS_SHOWN))

    def fill(self, rows: Sequence[tuple[object, Sequence[str]]]) -> None:
        """Show these rows: (key, words of the columns)."""
        self.clear()
        for key, words in rows:
            item = QTreeWidgetItem(list(words))
            item.setData(0, Qt.ItemDataRole.UserRole, key)
            item.setToolTip(0, words[0])
            self.addTopLevelItem(item)

    @property
    def chosen(self) -> list[Any]:
        """The keys of the chosen rows."""
        return [item.data(0, Qt.ItemDataRole.UserRole) for item in self.selectedItems()]


class KeptPage(QDialog):
    """`asked` carries the commands that it wants sent; `show_kept` and `show_erased` take their answers. `unmuted`
    carries the kind of a card that is wanted again; `show_muted` takes those that stay away then."""

    asked = Signal(object)
    unmuted = Signal(str)

    def __init__(self, look: Look, parent: QWidget, keep_days: int, sends: str, places: Mapping[str, Path]) -> None:
        """keep_days: the setting.  sends: the host that sound goes to now, "" for none.  places: words → where."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("What it keeps and sends"))
        resize_within(self, look, 680, 760)
        self._look, self._keep_days = look, keep_days
        self.said = label(look, "", 13, tone="met", wrap=True)
        self.sent_words = label(look, self.tr("◔ Asking the engine…"), 14, tone="dim", wrap=True)
        self.sent = Table(
            look,
            self.tr("What was sent"),
            [self.tr("To"), self.tr("What"), self.tr("Times"), self.tr("Size"), self.tr("First"), self.tr("Last")],
        )
        self.sent.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.sent.hide()
        self.now_words = label(look, self._now(sends), 13, tone="owed" if sends else "dim", wrap=True)
        self.contacts_words = label(look, "", 13, tone="dim", wrap=True)
        self.contacts = Table(
            look,
            self.tr("Contacts that are kept"),
            [self.tr("Contact"), self.tr("Opened"), self.tr("Closed"), self.tr("Size")],
        )
        self.lessons_words = label(look, "", 13, tone="dim", wrap=True)
        self.lessons = Table(
            look,
            self.tr("What was learned from you"),
            [self.tr("The customer's words (masked)"), self.tr("Article"), self.tr("It says"), self.tr("Last")],
        )
        self.muted_words = label(look, "", 13, tone="dim", wrap=True)
        self.muted = Table(look, self.tr("Replies that stay away"), [self.tr("Article")])
        self.unmute = self._button(self.tr("Show the chosen again"), self._unmute)
        self.erase_contacts = self._button(self.tr("Delete the chosen…"), self._erase_contacts)
        self.purge = self._button(self.tr("Delete all closed contacts…"), self._purge)
        self.forget = self._button(self.tr("Forget the chosen…"), self._forget)
        self.forget_all = self._button(self.tr("Forget everything…"), self._forget_all)
        self.contacts.itemSelectionChanged.connect(self._enable)
        self.lessons.itemSelectionChanged.connect(self._enable)
        self.muted.itemSelectionChanged.connect(self._enable)
        self._arrange(places)
        self._enable()

    # -- building -----------------------------------------------------------------------------------------------------

    def _button(self, text: str, run: Callable[[], object]) -> QPushButton:
        made = button(self._look, text, text.rstrip("…"), pixels=13)
        made.setAutoDefault(False)
        made.clicked.connect(lambda: run())
        return made

    def _arrange(self, places: Mapping[str, Path]) -> None:
        page = QWidget()
        page.setObjectName("cardsBody")
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.setSpacing(16)
        self._block(inside, self.tr("Sent from this computer"), [self.sent_words, self.sent, self.now_words])
        parts = [self.contacts_words, self.contacts, self._row(self.erase_contacts, self.purge)]
        self._block(inside, self.tr("Contacts"), parts)
        parts = [self.lessons_words, self.lessons, self._row(self.forget, self.forget_all)]
        self._block(inside, self.tr("Learned from you"), parts)
        parts = [self.muted_words, self.muted, self._row(self.unmute)]
        self._block(inside, self.tr("Replies that stay away"), parts)
        files: list[QWidget] = [
            label(self._look, self.tr("Logs say what the program did, never what was said."), 13, tone="dim", wrap=True)
        ]
        for words, place in places.items():
            files.append(label(self._look, f"{words}: {place}", 13, wrap=True))
        folder = next(iter(places.values())).parent
        files.append(
            self._row(
                self._button(
                    self.tr("Open the folder"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
                )
            )
        )
        self._block(inside, self.tr("Files"), files)
        inside.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(page)
        close = button(self._look, self.tr("Close"), self.tr("Close"), kind="primary")
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addWidget(self.said, 1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(scroll, 1)
        column.addLayout(buttons)

    def _block(self, column: QVBoxLayout, title: str, parts: Sequence[QWidget]) -> None:
        frame = QFrame()
        frame.setObjectName("block")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(14, 12, 14, 14)
        inside.setSpacing(8)
        inside.addWidget(label(self._look, title, 16, bold=True))
        for part in parts:
            inside.addWidget(part)
        column.addWidget(frame)

    @staticmethod
    def _row(*buttons: QWidget) -> QWidget:
        row = QWidget()
        flow = FlowLayout(8, 6)
        for one in buttons:
            flow.addWidget(one)
        row.setLayout(flow)
        return row

    def _now(self, sends: str) -> str:
        if sends:
            return self.tr("▲ As the settings are, the sound of calls is sent to {0}.").format(sends)
        return self.tr("As the settings are, speech is recognised on this computer.")

    # -- what the engine tells ----------------------------------------------------------------------------------------

    def show_kept(self, update: Update) -> None:
        """The account of this moment."""
        sent = update["sent"]
        if sent:
            self.sent_words.setText(self.tr("▲ This was sent:"))
        elif update["journal"] == "memory":
            self.sent_words.setText(self.tr("✓ Nothing was sent since the program started."))
        else:
            self.sent_words.setText(self.tr("✓ Nothing was ever sent."))
        restyle(self.sent_words, "tone", "owed" if sent else "met")
        self.sent.setVisible(bool(sent))
        kinds = {
            "sound": self.tr("sound"),
            "transcripts": self.tr("transcripts"),
            "suggestions": self.tr("suggestions"),
            "questions": self.tr("questions, as numbers"),
        }
        self.sent.fill([(one["to"], self._sent(one, kinds)) for one in sent])
        self.contacts.fill([(one["contact"], self._contact(one)) for one in update["contacts"]])
        self.contacts_words.setText(self._about_contacts(update))
        self.lessons.fill([(one["lesson"], self._lesson(one)) for one in update["lessons"]])
        words = self.tr("Answers that you used or put away, which move later ones up or down: {0}.")
        self.lessons_words.setText(words.format(update["lessons_total"]))
        self._enable()

    def show_muted(self, muted: Mapping[str, str]) -> None:
        """Kinds of cards that stay away: kind → the title that the agent knows it by."""
        self.muted.fill([(kind, (title_of_kind(kind, title),)) for kind, title in muted.items()])
        self.muted.setVisible(bool(muted))
        self.unmute.setVisible(bool(muted))
        nothing = self.tr("None. A reply that you put away three times in a row is shown no more, and stands here.")
        some = self.tr("You have put these away again and again; they are not shown any more.")
        self.muted_words.setText(some if muted else nothing)
        self._enable()

    def show_erased(self, update: Update) -> None:
        """What is gone."""
        parts = []
        if update["contacts"] or not update["lessons"]:
            parts.append(self.tr("Contacts deleted: {0}.").format(update["contacts"]))
        if update["lessons"]:
            parts.append(self.tr("Lessons forgotten: {0}.").format(update["lessons"]))
        self.said.setText("✓ " + " ".join(parts))
        self.asked.emit({"cmd": "kept"})

    def _about_contacts(self, update: Update) -> str:
        if update["journal"] == "memory":
            return self.tr("{0} contacts, in memory only: they go when the program ends.").format(
                update["contacts_total"]
            )
        where = self.tr("{0} contacts, encrypted, {1} in {2}.").format(
            update["contacts_total"], self._size(update["bytes"]), update["path"]
        )
        if self._keep_days:
            return where + " " + self.tr("Closed ones are deleted after {0} days.").format(self._keep_days)
        return where + " " + self.tr("Closed ones are kept until you delete them.")

    def _sent(self, one: Mapping[str, Any], kinds: Mapping[str, str]) -> tuple[str, ...]:
        size, days = self._size(one["bytes"]), (self._day(one["first"]), self._day(one["last"]))
        return one["to"], kinds[one["what"]], str(one["times"]), size, *days

    def _contact(self, one: Mapping[str, Any]) -> tuple[str, ...]:
        closed = self._day(one["closed"]) if one["closed"] else self.tr("open")
        return one["contact"], self._day(one["opened"]), closed, self._size(one["bytes"])

    def _lesson(self, one: Mapping[str, Any]) -> tuple[str, ...]:
        says = self.tr("answered") if one["confirmed"] else self.tr("did not answer")
        return one["text"], one["article_id"], f"{says} · {one['times']}×", self._day(one["given"])

    def _size(self, size: int) -> str:
        return locale_of(self._look.lang).formattedDataSize(size, 1)

    def _day(self, iso: str) -> str:
        return date(iso, self._look.lang)

    # -- deleting -----------------------------------------------------------------------------------------------------

    def _enable(self) -> None:
        self.erase_contacts.setEnabled(bool(self.contacts.chosen))
        self.purge.setEnabled(self.contacts.topLevelItemCount() > 0)
        self.forget.setEnabled(bool(self.lessons.chosen))
        self.unmute.setEnabled(bool(self.muted.chosen))
        self.forget_all.setEnabled(self.lessons.topLevelItemCount() > 0)

    def _confirm(self, question: str, commands: Sequence[Command]) -> None:
        box = QMessageBox(QMessageBox.Icon.Warning, self.windowTitle(), question, parent=self)
        box.setInformativeText(self.tr("It cannot be brought back."))
        delete = box.addButton(self.tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        delete.clicked.connect(lambda: self._ask(commands))
        box.finished.connect(box.deleteLater)
        box.open()

    def _ask(self, commands: Sequence[Command]) -> None:
        for command in commands:
            self.asked.emit(command)

    def _erase_contacts(self) -> None:
        chosen = self.contacts.chosen
        question = self.tr("Delete the contacts you chose ({0}) with everything said in them?").format(len(chosen))
        self._confirm(question, [{"cmd": "erase", "what": "contact", "contact": one} for one in chosen])

    def _purge(self) -> None:
        question = self.tr("Delete all closed contacts with everything said in them?")
        self._confirm(question, [{"cmd": "erase", "what": "contacts"}])

    def _unmute(self) -> None:
        for kind in self.muted.chosen:
            self.unmuted.emit(kind)

    def _forget(self) -> None:
        chosen = self.lessons.chosen
        question = self.tr("Forget what you chose ({0})?").format(len(chosen))
        self._confirm(question, [{"cmd": "erase", "what": "lesson", "lesson": one} for one in chosen])

    def _forget_all(self) -> None:
        self._confirm(self.tr("Forget everything that was learned from you?"), [{"cmd": "erase", "what": "lessons"}])
