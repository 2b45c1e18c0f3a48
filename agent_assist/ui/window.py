"""The window: takes updates and shows them. It never takes the focus from the agent's work."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from agent_assist.datatypes import Prompt
from agent_assist.errors import ProtocolError
from agent_assist.protocol import Update
from agent_assist.ui.agent_actions import AgentActions
from agent_assist.ui.attention import Attention
from agent_assist.ui.body import Body
from agent_assist.ui.card_actions import CardActions
from agent_assist.ui.contact_model import Change, Panel
from agent_assist.ui.engine_notices import engine_messages, link_message
from agent_assist.ui.hearing import Hearing
from agent_assist.ui.link_state import LinkState
from agent_assist.ui.menu import MenuActions, MenuState, fill_menu
from agent_assist.ui.notices import Message
from agent_assist.ui.parts import least_size
from agent_assist.ui.presenter import Presenter
from agent_assist.ui.searching import Searching
from agent_assist.ui.source import Source
from agent_assist.ui.teller import Teller
from agent_assist.ui.theme import Look

_TICK_MS = 250


class MainWindow(QWidget):
    """`theme_chosen`, `language_chosen` and `profile_chosen` carry a setting's new value; the app keeps it, and answers
    the first two with `dress`."""

    theme_chosen = Signal(str)
    language_chosen = Signal(str)
    page_asked = Signal(str)
    profile_chosen = Signal(str)
    painted = Signal()
    #: The body was built anew; the menu was filled (with the QMenu); an update was shown.
    dressed = Signal()
    menu_filled = Signal(object)
    updated = Signal()

    def __init__(
        self,
        source: Source,
        look: Look,
        *,
        panel: Panel | None = None,
        demos: Path | None = None,
        theme: str = "system",
        language: str = "system",
        profile: str = "new",
        locked: frozenset[str] = frozenset(),
        devices: tuple[str, str] = ("", ""),
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self.setWindowTitle("Agent Assist")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setMinimumSize(least_size(self, look.scale))
        self.resize(440, 900)
        self.panel = panel if panel is not None else Panel()
        self.teller = Teller(self)
        self.teller.acted.connect(self._notice_acted)
        self.theme, self.language, self.profile, self._locked = theme, language, profile, locked
        self.now = now
        self._look = look
        self._source = source
        self._link = LinkState("starting")
        self._was_painted = False
        self.actions_ = AgentActions(self.panel, source, self, lambda: self._look, demos)
        self.attention = Attention(self.panel, source, now, self)
        self.attention.changed.connect(self._stand_changed)
        self.attention.advised.connect(self._advised)
        self.attention.muted.connect(self.teller.tell_muted)
        self.card_actions = CardActions(self.panel, source, self.attention, self)
        self.searching = Searching(self.panel, source, self)
        self.searching.chosen.connect(self.card_actions.give)
        self.searching.line.connect(self._reveal)
        self.searching.typed.connect(self.attention.typed)
        self.card_actions.search_asked.connect(self.searching.look_for)
        self.hearing = Hearing(self.panel, source, self, lambda: self._look, self.actions_.new_contact, devices, locked)
        self.hearing.said.connect(self.tell)
        self.hearing.unsaid.connect(self.teller.unsay)
        self.hearing.changed.connect(self._show_hearing)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self.body: Body = self._new_body()
        self._shown = Presenter(self.panel, self.body, self.now)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        source.updates.connect(self.take)
        source.state.connect(self.take_state)
        self._shortcuts()
        self.show_all()

    @property
    def look(self) -> Look:
        """What the window wears."""
        return self._look

    # -- building -----------------------------------------------------------------------------------------------------

    def _new_body(self) -> Body:
        body = Body(self._look)
        body.fit(self.profile)
        act = self.actions_
        self.card_actions.wire(body)
        self.searching.wire(body)
        body.tabs.chosen.connect(self.turn_to)
        body.tabs.menu_button.setMenu(self._menu(body))
        self.teller.wire(body)
        body.welcome.demo.clicked.connect(lambda: act.play_demo(body.welcome.demo))
        body.welcome.chat.clicked.connect(act.new_chat)
        body.welcome.listen.clicked.connect(self.hearing.listen)
        body.tabs.hearing.clicked.connect(self.hearing.stop)
        body.status.meters.paused.connect(self.hearing.pause)
        body.transcript.corrected.connect(act.correct)
        body.banners.copied.connect(act.copy_words)
        body.banners.answered.connect(self._answer)
        body.banners.evidence.connect(body.transcript.reveal)
        body.checklist.evidence.connect(body.transcript.reveal)
        body.notepad.written.connect(act.note)
        body.notepad.typed.connect(self.attention.typed)
        body.ask.copied.connect(act.copy_words)
        body.search.pasted.connect(act.paste)
        self._outer.addWidget(body)
        return body

    def _menu(self, body: Body) -> QMenu:
        menu = QMenu(body)
        act = self.actions_
        do = MenuActions(
            new_chat=act.new_chat,
            paste=act.paste,
            listen=self.hearing.listen,
            stop=self.hearing.stop,
            devices=self.hearing.choose,
            demo=lambda: act.play_demo(body.tabs.menu_button),
            find=body.notepad.open_find,
            note=body.notepad.note,
            close_contact=self.close_contact,
            theme=self.theme_chosen.emit,
            language=self.language_chosen.emit,
            profile=self._choose_profile,
            unmute=self.attention.unmute,
            about=act.about,
            page=self.page_asked.emit,
        )
        menu.aboutToShow.connect(lambda: fill_menu(menu, self._menu_state(), do))
        menu.aboutToShow.connect(lambda: self.menu_filled.emit(menu))
        return menu

    def _menu_state(self) -> MenuState:
        contact = self.panel.shown
        return MenuState(
            theme=self.theme,
            language=self.language,
            profile=self.profile,
            muted=dict(self.panel.mutes.muted),
            locked=self._locked,
            hearing=self.hearing.call is not None or (contact is not None and contact.activity == "replaying"),
            open_contact=contact is not None,
            speech=self.panel.engine.speech == "ready",
        )

    def _shortcuts(self) -> None:
        for keys, run in (
            ("Ctrl+K", self.focus_search),
            ("Ctrl+1", lambda: self.card_actions.number(self.body, 1)),
            ("Ctrl+2", lambda: self.card_actions.number(self.body, 2)),
            ("Ctrl+3", lambda: self.card_actions.number(self.body, 3)),
            ("Ctrl+F", lambda: self.body.notepad.open_find()),
            ("Ctrl+M", lambda: self.body.notepad.note()),
            ("Ctrl+Shift+M", lambda: self.body.notepad.mark()),
            ("Ctrl+N", self.actions_.new_chat),
            ("Ctrl+Shift+V", self.actions_.paste),
            ("Ctrl+L", self.hearing.listen),
            ("Ctrl+Shift+L", self.hearing.stop),
            ("Ctrl+W", self.close_contact),
            ("Ctrl+Tab", lambda: self.body.tabs.step(1)),
            ("Ctrl+Shift+Tab", lambda: self.body.tabs.step(-1)),
            ("Escape", self.searching.leave),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(run)

    def dress(self, look: Look, theme: str, language: str) -> None:
        """Wear another theme or language: build the parts anew over the same state."""
        self._look, self.theme, self.language = look, theme, language
        old = self.body
        self._outer.removeWidget(old)
        old.hide()
        self.body = self._new_body()
        self._shown = Presenter(self.panel, self.body, self.now)
        old.deleteLater()
        self.body.show()
        self.show_all()
        self.dressed.emit()

    # -- updates in ---------------------------------------------------------------------------------------------------

    def take(self, update: Update) -> None:
        """Show one update of the engine."""
        try:
            change = self.panel.apply(update, self.now())
        except ProtocolError as error:
            self.tell(Message("protocol", str(error), "owed"))
            return
        self.hearing.take(update)
        self.attention.saw(change.contact)
        self.searching.saw(update)
        if change.kind == "engine":
            self._engine_changed()
        elif change.kind == "error":
            self.teller.tell_error(update)
        elif change.contact is not None:
            self._contact_changed(change)
            self.updated.emit()

    def take_state(self, state: LinkState) -> None:
        """The link to the engine stands otherwise."""
        self._link = state
        message = link_message(state)
        if message is not None:
            self.tell(message)
            self.body.notice.setToolTip(state.detail)
        elif state.phase in ("ready", "starting"):
            self.teller.unsay("engine")
        self.body.status.show_engine(self.panel.engine, state.phase)
        self.hearing.link(state.phase)
        self.body.status.show_contact(self.panel.shown)

    def _engine_changed(self) -> None:
        engine = self.panel.engine
        for key, message in engine_messages(engine).items():
            self.teller.unsay(key) if message is None else self.tell(message)
        self.body.welcome.listen.setEnabled(engine.speech == "ready")
        self.body.status.show_engine(engine, self._link.phase)

    def _contact_changed(self, change: Change) -> None:
        contact = self.panel.contacts.get(change.contact or "")
        if contact is None:
            return
        if change.kind == "opened" and contact.id in self.actions_.asked_for:
            self.actions_.asked_for.discard(contact.id)
            self.turn_to(contact.id)
            return
        if change.kind in ("opened", "summary") or contact.id != self.panel.active:
            self._shown.tabs()
        if contact.id != self.panel.active:
            return
        match change.kind:
            case "opened":
                self.show_contact()
            case "utterance":
                self.body.transcript.put(change.row, contact.lines[change.row])
            case "gone":
                self.body.transcript.take(change.row)
            case "suggestions":
                self.body.status.show_contact(contact)
            case "prompt" | "checklist" | "step":
                self._shown.guidance(contact)
            case "state" | "level" | "source":
                self.body.status.show_contact(contact)
            case "summary":
                self.show_contact()
        self.body.banners.tick(contact.clock(self.now()))
        self._keep_time()

    # -- showing ------------------------------------------------------------------------------------------------------

    def show_all(self) -> None:
        """Show everything as the state has it."""
        self.body.welcome.listen.setEnabled(self.panel.engine.speech == "ready")
        self._shown.tabs()
        self.hearing.changed.emit()
        self.show_contact()
        self.teller.show()
        self.body.status.show_engine(self.panel.engine, self._link.phase)

    def show_contact(self) -> None:
        """Show the contact that the agent has turned to."""
        self._shown.contact()
        self.attention.turned()
        self._keep_time()

    def tell(self, message: Message) -> None:
        """Say something in the notice strip."""
        self.teller.tell(message)

    def _show_hearing(self) -> None:
        self._shown.hearing(self.hearing.call)

    def _keep_time(self) -> None:
        running = any(c.channel == "call" and not c.closed for c in self.panel.contacts.values())
        shown = self.panel.shown
        owed = shown is not None and not shown.closed and any(p.state == "owed" for p in shown.pressing())
        if (running or owed) and not self._timer.isActive():
            self._timer.start()
        elif not (running or owed):
            self._timer.stop()

    def _tick(self) -> None:
        self._shown.tabs()
        contact = self.panel.shown
        if contact is not None:
            self.body.banners.tick(contact.clock(self.now()))

    # -- what the agent does ------------------------------------------------------------------------------------------

    def turn_to(self, contact_id: str) -> None:
        """Show another contact."""
        self.panel.show(contact_id)
        self._shown.tabs()
        self.show_contact()

    def focus_search(self) -> None:
        """Ctrl+K: type in the search box."""
        self.searching.focus()

    def close_contact(self) -> None:
        """End the contact that is shown; one that is over already leaves the window."""
        contact = self.panel.shown
        if contact is None:
            return
        if contact.closed:
            self.panel.forget(contact.id)
            self._shown.tabs()
            self.show_contact()
        else:
            self.actions_.close_contact()

    def _stand_changed(self, contact_id: str) -> None:
        contact = self.panel.shown
        if contact is not None and contact.id == contact_id:
            self._shown.cards(contact)
            self.body.status.show_contact(contact)

    def _advised(self, contact_id: str) -> None:
        contact = self.panel.shown
        if contact is not None and contact.id == contact_id:
            self._shown.guidance(contact)

    def _reveal(self, line: str) -> None:
        self.body.transcript.reveal(line)

    def _choose_profile(self, profile: str) -> None:
        self.profile_chosen.emit(profile)
        self.show_profile(profile)

    def show_profile(self, profile: str) -> None:
        """Show as much as an agent of this profile needs: new or experienced."""
        self.profile = profile
        self.dress(self._look, self.theme, self.language)

    def _answer(self, prompt: Prompt, verdict: str, reason: str) -> None:
        contact = self.panel.shown
        self.actions_.answer(prompt, verdict, reason)
        if contact is not None:
            self._shown.guidance(contact)

    def _notice_acted(self, key: str) -> None:
        if key == "engine":
            self._source.restart()
        elif key.startswith("muted:"):
            self.attention.unmute(key.removeprefix("muted:"))
            self.teller.unsay(key)
        else:
            self.hearing.acted(key)

    # -- Qt -----------------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        answer = super().event(event)
        if event.type() == QEvent.Type.Paint and not self._was_painted:
            self._was_painted = True
            # The children are painted in the same pass; when it is over, the window is on the screen.
            QTimer.singleShot(0, self.painted.emit)
        return answer

    def closeEvent(self, event: QCloseEvent) -> None:
        self._timer.stop()
        self._source.close()
        super().closeEvent(event)
