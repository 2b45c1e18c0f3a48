"""How calls that phone systems stream reach the engine: asked from the intake's loop, done by the thinking thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING, TypeVar

from agent_assist import credentials
from agent_assist.datatypes import Speaker
from agent_assist.errors import UserFacingError
from agent_assist.feeds import Feeds
from agent_assist.inbox import Inbox, Task
from agent_assist.listeners.phone_routes import PhoneAccess
from agent_assist.protocol import Command, Update, check_command

if TYPE_CHECKING:
    from agent_assist.listeners.phone_stream import PhoneSource
    from agent_assist.settings import Settings

Answer = TypeVar("Answer")


class PhoneEars:
    """The engine's side of `listeners.phone_desk`."""

    def __init__(self, feeds: Feeds, inbox: Inbox) -> None:
        self._feeds = feeds
        self._inbox = inbox

    def hear(self, command: Command, sources: Sequence[PhoneSource]) -> Future[float]:
        """Open the contact and hear it; gives the contact's seconds where the sound begins."""

        def begin() -> float:
            check_command(command)
            return self._feeds.hear(command, sources)

        return self._ask(begin)

    def hush(self, contact: str, timeout: float) -> Future[None]:
        """Stop hearing; done when all that was heard is said."""
        hushed: Future[None] = Future()
        asked = self._ask(lambda: self._feeds.hush(contact, timeout, lambda: hushed.set_result(None)))
        asked.add_done_callback(lambda done: hushed.set_exception(done.exception()) if done.exception() else None)
        return hushed

    def close(self, contact: str) -> Future[list[Update]]:
        """End the contact."""
        return self._inbox.submit({"cmd": "close", "contact": contact})

    def speak(self, contact: str, lang: str) -> Future[None]:
        """From now on another language is spoken."""
        return self._ask(lambda: self._feeds.speak(contact, lang))

    def tell(self, update: Update) -> None:
        """Show an update of the contact."""
        self._feeds.tell(update)

    def sent(self, what: str, size: int) -> None:
        """So many bytes go back to the phone system."""
        self._feeds.sent("AudioHook", what, size)

    def _ask(self, work: Callable[[], Answer]) -> Future[Answer]:
        answer: Future[Answer] = Future()

        def run() -> None:
            try:
                answer.set_result(work())
            except Exception as error:  # the asker's to tell; the thinking thread goes on
                answer.set_exception(error)

        try:
            self._inbox.offer(Task(run))
        except UserFacingError as error:
            answer.set_exception(error)
        return answer


def phone_access(settings: Settings, feeds: Feeds, inbox: Inbox) -> PhoneAccess | None:
    """What the intake needs to take calls in; None where the settings do not want any."""
    if not settings.phone_streams:
        return None
    from agent_assist.listeners.models import languages

    return PhoneAccess(
        PhoneEars(feeds, inbox),
        credentials.audiohook_keys,
        limit=settings.phone_legs,
        events=settings.audiohook_events,
        inbound=Speaker(settings.phone_inbound),
        languages=languages(),
    )
