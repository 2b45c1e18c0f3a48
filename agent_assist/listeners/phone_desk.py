"""The calls that phone systems stream in: each leg a contact, at most as many as this computer can hear."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Callable, Coroutine, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from agent_assist.datatypes import Speaker
from agent_assist.errors import UserFacingError
from agent_assist.listeners.mulaw import PHONE_RATE, SILENCE
from agent_assist.listeners.phone_stream import MOST_WAITING, PhoneSource
from agent_assist.logs import fault, logger

#: Seconds that a contact waits for its phone system to come back after the line broke off.
COME_BACK_SECONDS = 30.0
#: Seconds that the last words of a call may take; what is behind by more is a fault, and told.
LAST_WORDS_SECONDS = 300.0
#: Seconds that a new line waits for the last words of the one before it.
_HAND_OVER_SECONDS = 4.0
#: Missing sound up to this many seconds is heard as silence, longer holes are left out of the hearing.
_SHORT_HOLE = 2.0
#: Seconds of sound that wait for the ear when it counts as behind.
_BEHIND = 2.0
#: Seconds between two looks whether a full line has room again.
_LOOK = 0.05
_MOST_ATTRIBUTES = 60

Update = dict[str, Any]
Answer = TypeVar("Answer")


class TooManyCalls(UserFacingError):
    """As many calls are heard as this computer can hear in time."""

    code = "busy"


class Ears(Protocol):
    """The engine's side. Futures fail with UserFacingError."""

    def hear(self, command: Update, sources: Sequence[PhoneSource]) -> Future[float]:
        """Open the contact (`open` of the protocol) and hear it; gives the contact's seconds where the sound begins."""
        ...

    def hush(self, contact: str, timeout: float) -> Future[None]:
        """Stop hearing; done when all that was heard is said."""
        ...

    def close(self, contact: str) -> Future[list[Update]]:
        """End the contact."""
        ...

    def speak(self, contact: str, lang: str) -> Future[None]:
        """From now on another language is spoken."""
        ...

    def tell(self, update: Update) -> None:
        """Show an update of the contact."""
        ...

    def sent(self, what: str, size: int) -> None:
        """So many bytes (transcripts, suggestions) go back to the phone system."""
        ...


def default_limit(cores: int | None = None) -> int:
    """How many calls, both sides heard, a computer of so many cores can hear at once (benchmarks/phone_streams.py)."""
    return max(4, 3 * (cores or os.cpu_count() or 1))


@dataclass(frozen=True, slots=True)
class Caller:
    """What is known of a call when it comes in. contact: its name; where that is open already it goes on.

    timed: its phone system wants to know when each word was spoken.
    """

    contact: str
    lang: str | None
    title: str
    attributes: Mapping[str, str]
    timed: bool = False


class Leg:
    """One call while its line is open. All from the server's loop."""

    def __init__(self, caller: Caller, speakers: Sequence[Speaker]) -> None:
        self.contact = caller.contact
        self.begun = 0.0
        self.sources = {speaker: PhoneSource(speaker, timed=caller.timed) for speaker in speakers}
        self.finishing: asyncio.Task[None] | None = None
        self.behind = False
        self._length = dict.fromkeys(speakers, 0)  # samples on each side's clock

    def put(self, speaker: Speaker, data: bytes) -> None:
        """The next samples of a side, mu-law."""
        self.sources[speaker].put(data)
        self._length[speaker] += len(data)

    def miss(self, speaker: Speaker, samples: int) -> None:
        """So much of a side never came."""
        if samples <= _SHORT_HOLE * PHONE_RATE:
            self.sources[speaker].put(bytes([SILENCE]) * samples)
        else:
            self.sources[speaker].skip(samples / PHONE_RATE)
        self._length[speaker] += samples

    def miss_seconds(self, seconds: float) -> None:
        """So much was left out on all sides."""
        for speaker in self.sources:
            self.miss(speaker, round(seconds * PHONE_RATE))

    def cut(self) -> None:
        """What is said before and behind this moment is not one line, on no side."""
        for source in self.sources.values():
            source.cut()

    def align(self, speaker: Speaker) -> None:
        """A side that begins later than the other begins where the other is."""
        late = max(self._length.values()) - self._length[speaker]
        if self._length[speaker] == 0 and late:
            self.miss(speaker, late)

    @property
    def length(self) -> float:
        """Seconds of sound so far, by its samples."""
        return max(self._length.values()) / PHONE_RATE

    @property
    def waiting(self) -> float:
        """Seconds of sound that came and that the ear has not taken."""
        return max(source.waiting for source in self.sources.values())


class PhoneDesk:
    """Opens, keeps and closes legs. All from the server's loop."""

    def __init__(
        self, ears: Ears, limit: int, is_open: Callable[[str], bool], note_open: Callable[[str], None]
    ) -> None:
        """limit: calls at once.  is_open, note_open: what is known of which contacts are open."""
        self._ears = ears
        self._limit = limit
        self._is_open, self._note_open = is_open, note_open
        self._legs: dict[str, Leg] = {}
        self._going: dict[str, asyncio.Task[None]] = {}  # contacts that wait for their phone system, or end
        self._tasks: set[asyncio.Task[None]] = set()
        self._dropped = False
        self._log = logger("phone")

    def earlier(self, sessions: Sequence[str]) -> str | None:
        """The contact of the first of these sessions that is still open."""
        return next((name for name in sessions if self._is_open(name)), None)

    def is_heard(self, contact: str) -> bool:
        """Whether a line of this contact is open."""
        return contact in self._legs

    def is_over(self, leg: Leg) -> bool:
        """Whether somebody else has closed the leg's contact; what still comes on its line is let go then."""
        if self._is_open(leg.contact):
            return False
        for source in leg.sources.values():
            source.ignore()
        return True

    def tell(self, leg: Leg, state: str, detail: str, **more: float) -> None:
        """Show how it stands with a leg, on its own clock."""
        at = round(leg.begun + leg.length, 3)
        update = {"type": "state", "contact": leg.contact, "at": at, "state": state, "detail": detail}
        self._ears.tell({**update, **more})

    def sent(self, what: str, size: int) -> None:
        """So many bytes (transcripts, suggestions) went back to the phone system."""
        self._ears.sent(what, size)

    async def pace(self, leg: Leg) -> None:
        """After each piece: tell when the ear falls behind or has caught up, and wait where it is so far behind
        that nothing more may be read.
        """
        waiting = leg.waiting
        if not leg.behind and waiting > _BEHIND:
            leg.behind = True
            self.tell(leg, "overloaded", "The call comes faster than it can be heard.", lag=round(waiting, 1))
        elif leg.behind and waiting < _BEHIND / 4:
            leg.behind = False
            self.tell(leg, "listening", "", lag=round(waiting, 1))
        while leg.waiting > MOST_WAITING and not self.is_over(leg):
            await asyncio.sleep(_LOOK)

    async def speak(self, leg: Leg, lang: str) -> None:
        """From now on another language is spoken on this leg: a line under way ends here. Raises UserFacingError."""
        leg.cut()
        await _answer(self._ears.speak(leg.contact, lang))

    def log(self, what: str, **about: object) -> None:
        """Write to the log what happened on a line; never what was said."""
        self._log.info(what, **about)

    async def open(self, caller: Caller, speakers: Sequence[Speaker]) -> Leg:
        """A new leg, heard from now on; one of the same contact before it ends. Raises TooManyCalls, or what the engine
        says.
        """
        before = self._legs.get(caller.contact)
        if before is not None:
            await asyncio.wait([self.finish(before, come_back=True)], timeout=_HAND_OVER_SECONDS)
        going = self._going.pop(caller.contact, None)
        if going is not None:
            going.cancel()
        if caller.contact in self._legs:
            raise TooManyCalls("This call is still heard on another line.", "Try again in a minute.")
        if len(self._legs) >= self._limit:
            raise TooManyCalls(f"{self._limit} calls are heard already; this computer can hear no more.")
        leg = self._legs[caller.contact] = Leg(caller, speakers)
        command = {
            "cmd": "open",
            "contact": caller.contact,
            "channel": "call",
            "lang": caller.lang,
            "title": caller.title[:200],
            "attributes": _attributes(caller.attributes),
        }
        try:
            leg.begun = await _answer(self._ears.hear(command, tuple(leg.sources.values())))
        except BaseException:
            del self._legs[caller.contact]
            raise
        self._note_open(caller.contact)
        self._log.info("leg_opened", legs=len(self._legs))
        return leg

    def finish(self, leg: Leg, *, come_back: bool) -> asyncio.Task[None]:
        """The line is closed: the last words are still heard, then the contact ends.

        come_back: the line broke off, so the contact waits a while for its phone system. The task ends when all words
        are said; the contact's end may come later.
        """
        if leg.finishing is None:
            leg.finishing = self._start(_nothing() if self._dropped else self._finish(leg, come_back))
        return leg.finishing

    async def drop_all(self) -> None:
        """The engine ends and stops all hearing; contacts stay open, to be taken up again."""
        self._dropped = True
        for task in [*self._going.values(), *self._tasks]:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _finish(self, leg: Leg, come_back: bool) -> None:
        for source in leg.sources.values():
            source.end()
        try:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LAST_WORDS_SECONDS):
                    while not all(source.is_empty for source in leg.sources.values()):
                        await asyncio.sleep(_LOOK)
            await _answer(self._ears.hush(leg.contact, LAST_WORDS_SECONDS))
        except UserFacingError as error:
            self._log.warning("leg_not_hushed", code=error.code)
        finally:
            del self._legs[leg.contact]
        self._log.info("leg_closed", seconds=round(leg.length), legs=len(self._legs))
        task = self._start(self._close(leg.contact, COME_BACK_SECONDS if come_back else 0.0))
        self._going[leg.contact] = task

    async def _close(self, contact: str, after: float) -> None:
        await asyncio.sleep(after)
        self._going.pop(contact, None)
        try:
            await _answer(self._ears.close(contact))
        except UserFacingError as error:
            # Somebody else has closed it.
            self._log.info("contact_not_closed", code=error.code)

    def _start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self._log.error("leg_failed", **fault(error))


async def _answer(future: Future[Answer]) -> Answer:
    """Shielded: the engine is to finish what it has begun, whoever still waits for it."""
    answer = asyncio.wrap_future(future)
    # Looked at in any case: nobody may be left to do so when the engine ends.
    answer.add_done_callback(lambda done: done.cancelled() or done.exception())
    return await asyncio.shield(answer)


async def _nothing() -> None:
    """What is left to do when the engine ends."""


def _attributes(given: Mapping[str, str]) -> dict[str, str]:
    """Those that have a value, as the protocol takes them."""
    kept = {name[:64]: value[:500] for name, value in given.items() if name and value}
    return dict(list(kept.items())[:_MOST_ATTRIBUTES])
