"""Questions to something that may never answer: one thread asks, and nobody waits for it longer than he wants to."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from typing import Any, TypeVar

Answer = TypeVar("Answer")


class Questions:
    """One thread that does what it is asked for, one after the other.

    A daemon: what never answers holds this thread and no other, and not the program's end either.
    """

    def __init__(self, name: str) -> None:
        self._asked: SimpleQueue[tuple[Callable[[], Any], Future[Any]]] = SimpleQueue()
        self._since: float | None = None
        threading.Thread(target=self._run, name=name, daemon=True).start()

    @property
    def held(self) -> float:
        """Seconds for which the question under way has had no answer; 0 where there is none."""
        since = self._since
        return 0.0 if since is None else time.monotonic() - since

    def ask(self, question: Callable[[], Answer], patience: float) -> Answer:
        """The answer, or what the question raises.  Raises TimeoutError when there is none within `patience` seconds,
        at once where an earlier question has waited that long: a question that nobody waits for is not asked any more.
        """
        if self.held > patience:
            raise TimeoutError
        answer: Future[Answer] = Future()
        self._asked.put((question, answer))
        try:
            return answer.result(patience)
        finally:
            answer.cancel()

    def _run(self) -> None:
        while True:
            question, answer = self._asked.get()
            if not answer.set_running_or_notify_cancel():
                continue
            self._since = time.monotonic()
            try:
                answer.set_result(question())
            except BaseException as error:  # whoever asked is told
                answer.set_exception(error)
            self._since = None
            del question, answer
