"""The engine: its own process. Commands in, updates out, one JSON line each (docs/protocol.md).

Threads: reader (stdin), bundle keeper, intake, one per playing or listening contact, writer; this one thinks. They
meet in one bounded inbox, so that the assistants never see two threads.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from typing import BinaryIO

from agent_assist import __version__, credentials
from agent_assist.account import account
from agent_assist.assistant import Knowledge
from agent_assist.contactbook import NOTICED, ContactBook
from agent_assist.contacts.journal import Journal
from agent_assist.datatypes import Query, language_tag
from agent_assist.errors import JournalError, KeyringError, ProtocolError, UserFacingError
from agent_assist.feeds import Feeds
from agent_assist.inbox import Inbox, Item, Request, Task, is_stale
from agent_assist.keeper import BundleKeeper
from agent_assist.lines import LineWriter, read_lines
from agent_assist.listeners.intake import IntakeServer
from agent_assist.logs import fault, logger
from agent_assist.paths import journal_file
from agent_assist.phone_ears import phone_access
from agent_assist.protocol import (
    MAX_LINE_BYTES,
    VERSION,
    Command,
    Update,
    card_json,
    check_command,
    decode,
    error_update,
)
from agent_assist.recognisers import speech_is_there
from agent_assist.settings import Settings

#: Seconds between ticks while a contact is open; deadlines carry their own time, so this only bounds their lateness.
_TICK = 0.1
#: Script templates told at once: a line holds them, and nobody's palette needs more.
_TEMPLATES = 400
_FAULT = "The program has a fault: a command could not be carried out."
_FAULT_NEXT = "The contact goes on. Please send the log to support; it holds nothing that was said."
_NO_ANSWERS = "No knowledge base is open: the transcript and search go without suggestions."


class Engine:
    """One engine for one user. `run` returns when told to shut down or when the other side is gone."""

    def __init__(self, settings: Settings, commands: BinaryIO, updates: BinaryIO) -> None:
        self._settings = settings
        self._commands = commands
        self._inbox = Inbox()
        self._stopping = threading.Event()
        self._writer = LineWriter(updates, self.stop)
        self._notice = ""
        self._bundle: dict[str, object] | None = None
        self._book = ContactBook(
            Journal.in_memory(),
            lang=settings.contact_language,
            audience=settings.audience,
            learn=settings.learn,
            on_journal_lost=self._journal_lost,
        )
        self._keeper = BundleKeeper(settings.bundles, self._knowledge_opened, self._knowledge_failed)
        self._settled = False  # the first bundle was opened or refused
        self._waiting: list[Request] = []
        self._feeds = Feeds(settings, self._book, self._inbox, self._send, self._publish)
        self._intake: IntakeServer | None = None
        self._intake_url = ""
        self._log = logger("engine")

    # -- life

    def run(self, ends: Callable[[], None] = lambda: None) -> None:
        """Serve until `shutdown`, the end of the commands, or a broken pipe; then `ends` is called and all ended."""
        self._writer.start()
        self._keeper.start()
        self._open_journal()
        self._send(self._state("starting"))
        threading.Thread(target=self._read, name="reader", daemon=True).start()
        try:
            while not self._stopping.is_set():
                self._work()
        finally:
            ends()
            self._end()

    def _end(self) -> None:
        self._stopping.set()
        self._book.journal.close()  # first: what is kept must not wait for a device that hangs
        self._feeds.stop_all()
        if self._intake is not None:
            self._intake.stop()
        self._keeper.stop()
        self._send(self._state("stopping"))
        self._writer.stop()
        self._log.info("stopped", levels_dropped=self._writer.dropped)

    def stop(self, *_: object) -> None:
        """End soon; from any thread, and as the handler of a signal."""
        self._stopping.set()

    def _open_journal(self) -> None:
        if self._settings.history == "memory":
            self._notice = "History is kept in memory only, as the settings say."
            return
        try:
            journal = Journal.open(journal_file(), credentials.journal_key())
            self._book.keep_in(journal)
        except (KeyringError, JournalError) as error:
            self._notice = f"History is kept in memory only. {error}"
            self._log.warning("journal_in_memory", code=error.code)
            return
        if self._settings.keep_days:
            journal.purge(time.time() - self._settings.keep_days * 86_400)

    def _journal_lost(self, error: JournalError) -> None:
        self._notice = f"History is kept in memory only. {error}"
        self._log.error("journal_lost", code=error.code)
        self._send(error_update(error))
        self._send(self._state("ready"))

    def _start_intake(self) -> None:
        if not self._settings.intake:
            return
        try:
            token = credentials.intake_token()
            server = IntakeServer(
                self._inbox.submit,
                token,
                self._settings.intake_host,
                self._settings.intake_port,
                phones=phone_access(self._settings, self._feeds, self._inbox),
            )
            self._intake_url = server.start()
        except UserFacingError as error:
            self._log.warning("intake_off", code=error.code)
            if not isinstance(error, KeyringError) or not self._notice:  # the notice says already that there is none
                self._send(error_update(error))
            return
        self._intake = server

    # -- other threads knock here

    def _knowledge_opened(self, knowledge: Knowledge, name: str, trouble: UserFacingError | None) -> None:
        self._inbox.put(Task(lambda: self._use(knowledge, name, trouble)))

    def _knowledge_failed(self, error: UserFacingError) -> None:
        self._inbox.put(Task(lambda: self._without(error)))

    def _read(self) -> None:
        def too_long() -> None:
            self._send(
                error_update(ProtocolError(f"A line was longer than {MAX_LINE_BYTES} bytes.", "Send less at once."))
            )

        for line in read_lines(self._commands, too_long):
            try:
                command = decode(line)
                check_command(command)
            except ProtocolError as error:
                self._send(error_update(error))
                continue
            self._inbox.put(Request(command))
        self._inbox.put(Task(self.stop))

    # -- the thinking thread

    def _work(self) -> None:
        learning = self._book.learning
        # What was learned is made ready a few lines at a time, whenever nobody wants anything.
        wait = 0.0 if learning is not None and learning.waits else _TICK if len(self._book) else 1.0
        batch = self._inbox.take(wait)
        if not batch and learning is not None:
            learning.settle()
        for index, item in enumerate(batch):
            if isinstance(item, Task):
                item.run()
            else:
                self._serve(item, batch[index + 1 :])
        if self._settled:
            self._publish(self._book.tick())

    def _serve(self, request: Request, behind: list[Item]) -> None:
        command = request.command
        name = command["cmd"]
        if name == "shutdown":
            self._stopping.set()
            return
        if name == "hello":
            self._send(self._state("ready" if self._settled else "starting"), command)
            return
        if not self._settled:  # a few seconds at most: nothing said meanwhile may go without its answer
            self._waiting.append(request)
            return
        try:
            updates = self._do(request, behind)
        except UserFacingError as error:
            if request.reply is not None:
                request.reply.set_exception(error)
            else:
                self._send(error_update(error, command.get("id")))
            return
        except Exception as error:  # our own bug: told as one, and the contact goes on
            self._log.error("fault", command=name, **fault(error))
            updates = [error_update(UserFacingError(_FAULT, _FAULT_NEXT), command.get("id"))]
        for update in updates:
            if update["type"] == "suggestions":
                update["lag_ms"] = round((time.monotonic() - request.received) * 1000, 1)
        self._publish(updates, command)
        if request.reply is not None:
            request.reply.set_result(updates)

    def _do(self, request: Request, behind: list[Item]) -> list[Update]:
        command = request.command
        match command["cmd"]:
            case "open":
                return self._book.open(command)
            case "say":
                if request.live and command["contact"] not in self._book:
                    return []  # the last words of a call that was closed while they were recognised
                return self._book.say(command, search=not is_stale(command, behind))
            case "correct":
                return self._book.correct(command)
            case "draft":
                return self._book.draft(command)
            case "feedback":
                return self._book.feedback(command)
            case "happen":
                return self._book.happen(command)
            case "answer":
                return self._book.answer(command)
            case "note":
                return self._book.note(command)
            case "close":
                updates = self._book.close(command)
                self._feeds.stop(command["contact"])
                return updates
            case "restore":
                return self._book.restore(command)
            case "resume" if "contact" in command:
                self._feeds.resume(command)
                return []
            case "resume":
                return self._book.snapshot()
            case "pause":
                self._feeds.pause(command)
                return []
            case "noticed":
                return self._confirmed(command["contact"])
            case "meters":
                self._feeds.meters(command)
                return []
            case "search":
                return [self._search(command)]
            case "templates":
                return [self._templates(command)]
            case "replay":
                self._feeds.replay(command)
                return []
            case "listen":
                return self._feeds.listen(command)
            case "stop":
                self._feeds.stop(command["contact"])
                return []
            case "kept" | "erase":
                return [account(self._book, command)]
            case "devices":
                return [self._feeds.devices()]
        raise AssertionError(command["cmd"])  # the schema knows no other

    def _confirmed(self, contact: str) -> list[Update]:
        """The agent says that the recording notice was given: kept with the contact, as an answer to its rule."""
        self._feeds.noticed(contact)
        if contact not in self._book:
            return []
        rule = self._settings.notice_rule
        given = {"contact": contact, "rule_id": rule, "verdict": "acknowledged", "reason": NOTICED}
        return self._book.answer(given)

    def _search(self, command: Command) -> Update:
        knowledge = self._book.knowledge
        if knowledge is None:
            raise UserFacingError("No knowledge base is open.", "Build or install a bundle; see the status line.")
        today = time.strftime("%Y-%m-%d", time.gmtime())
        lang = language_tag(command.get("lang") or self._settings.contact_language) or None
        learning = self._book.learning
        lifts = learning.lifts(command["text"], lang) if learning is not None else {}
        query = Query(command["text"], lang, today=today, audience=self._settings.audience, lifts=lifts, typed=True)
        found = knowledge.searcher.find(query, command.get("limit", 8))
        cards = [knowledge.suggester.card(hit, query, {}) for hit in found.hits]
        update: Update = {"type": "results", "items": [card_json(card) for card in cards]}
        update["stage_ms"] = {stage: round(value, 3) for stage, value in found.stage_ms.items()}
        if "contact" in command:
            update["contact"] = command["contact"]
        return update

    def _templates(self, command: Command) -> Update:
        knowledge = self._book.knowledge
        attributes = self._book.attributes(command.get("contact"))
        lang = language_tag(command.get("lang") or "")
        cards = knowledge.suggester.scripts(lang, attributes) if knowledge is not None else ()
        return {"type": "templates", "items": [card_json(card) for card in cards[:_TEMPLATES]]}

    # -- knowledge

    def _use(self, knowledge: Knowledge, name: str, trouble: UserFacingError | None) -> None:
        # The bundle before stays open while a contact's rules still use it, and is closed with the last of them.
        self._book.use(knowledge)
        knowledge.searcher.on_sent(lambda to, size: self._feeds.sent(to, "questions", size))
        manifest = knowledge.searcher.manifest
        self._bundle = {
            "name": name,
            "title": manifest.name,
            "languages": list(manifest.languages),
            "articles": manifest.counts["articles"],
        }
        if trouble is not None:
            self._send(error_update(trouble))
            self._notice = f"An older knowledge base is in use. {trouble}"
        self._settle()

    def _without(self, error: UserFacingError) -> None:
        self._send(error_update(error))
        if self._book.knowledge is None:
            self._notice = f"{_NO_ANSWERS} {error}"
        if not self._settled:
            self._settle()

    def _settle(self) -> None:
        """The engine is ready; contacts that an engine before this one left open are taken up, then what waited."""
        first = not self._settled
        self._settled = True
        if first:
            self._start_intake()  # before the contacts, so that programs can follow those too
            try:
                self._publish(self._book.reload(self._unreadable))
                for contact in self._book.noticed():
                    self._feeds.noticed(contact)
            except JournalError as error:
                self._journal_lost(error)
        self._send(self._state("ready"))
        waiting, self._waiting = self._waiting, []
        for request in waiting:
            self._serve(request, [])

    def _unreadable(self, contact: str, error: Exception) -> None:
        self._log.error("contact_not_resumed", **fault(error))
        what = UserFacingError("A contact from before could not be taken up again.", "It stays in the journal.")
        self._send({**error_update(what), "contact": contact})

    # -- out

    def _state(self, state: str) -> Update:
        return {
            "type": "engine",
            "version": VERSION,
            "program": __version__,
            "pid": os.getpid(),
            "state": state,
            "bundle": self._bundle,
            "journal": "encrypted" if self._book.journal.encrypted else "memory",
            "speech": "ready" if speech_is_there() else "missing",
            "intake": {"url": self._intake_url} if self._intake is not None else None,
            "notice": self._notice,
        }

    def _publish(self, updates: list[Update], command: Command | None = None) -> None:
        for update in updates:
            self._send(update, command)
            self._feeds.saw(update)
            if self._intake is not None and "contact" in update:
                self._intake.publish(update)
        if command is not None and not updates and "id" in command:
            self._send({"type": "ok"}, command)

    def _send(self, update: Update, command: Command | None = None) -> None:
        if command is not None and "id" in command:
            update = {**update, "re": command["id"]}
        self._writer.write(update)
