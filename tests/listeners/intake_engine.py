"""A small engine for the intake's tests: the real book of contacts behind one thread, and a real server in front."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any

from agent_assist.contactbook import ContactBook
from agent_assist.contacts.journal import Journal
from agent_assist.errors import JournalError, UserFacingError
from agent_assist.listeners.intake import IntakeServer

TOKEN = "a-token-for-tests"


class SmallEngine:
    """Serves commands one after the other, publishes what they caused, then answers."""

    def __init__(self) -> None:
        self.publish: Callable[[dict[str, Any]], None] = lambda update: None
        self.taken: list[dict[str, Any]] = []
        #: Held by a test to keep the engine from answering.
        self.gate = threading.Lock()
        self._journal = Journal.in_memory()
        self._book = ContactBook(self._journal, on_journal_lost=self._lost)
        self._inbox: queue.Queue[tuple[dict[str, Any], Future[list[dict[str, Any]]]] | None] = queue.Queue()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def submit(self, command: dict[str, Any]) -> Future[list[dict[str, Any]]]:
        future: Future[list[dict[str, Any]]] = Future()
        self._inbox.put((command, future))
        return future

    def settled(self) -> None:
        """Wait until everything submitted so far has been done."""
        done: Future[list[dict[str, Any]]] = Future()
        self._inbox.put(({}, done))
        done.result(20)

    def stop(self) -> None:
        self._inbox.put(None)
        self._thread.join()
        self._journal.close()

    def _run(self) -> None:
        while (item := self._inbox.get()) is not None:
            command, future = item
            if not command:
                future.set_result([])
                continue
            with self.gate:
                self.taken.append(command)
                try:
                    updates = getattr(self._book, command["cmd"])(command)
                except UserFacingError as error:
                    future.set_exception(error)
                    continue
                for update in updates:
                    self.publish(update)
                future.set_result(updates)

    @staticmethod
    def _lost(error: JournalError) -> None:
        raise AssertionError(error)


@contextmanager
def serving(**limits: Any) -> Iterator[tuple[SmallEngine, str]]:
    """An engine and the address of its intake."""
    engine = SmallEngine()
    server = IntakeServer(engine.submit, TOKEN, **limits)
    try:
        url = server.start()
        engine.publish = server.publish
        yield engine, url
    finally:
        server.stop()
        engine.stop()
