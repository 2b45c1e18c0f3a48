"""Asks for drafts of a line while it is spoken, and for its final as soon as its speaker seems to have ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from agent_assist.listeners.endpointer import Endpointer
from agent_assist.listeners.frames import AudioFrame, SpeechSegment

#: Seconds of new sound between two drafts of a line.
EVERY = 0.5


class Ask(Protocol):
    """Takes a draft; early: the line seems to have ended."""

    def __call__(self, segment: SpeechSegment, *, early: bool) -> None: ...


class DraftingEndpointer:
    """An endpointer of one side of a live call. `feed` and `flush` are for the side's own thread.

    ask: called with a draft each half second of speech, and once when its tail of silence is full: sample for sample
    that is the segment which the endpoint gives when the silence lasts, so its text can be made meanwhile.
    on_segment: called with each segment before `since` moves on, so that who looks at both misses nothing.
    """

    def __init__(
        self,
        endpointer: Endpointer,
        ask: Ask,
        on_segment: Callable[[SpeechSegment], None],
        on_frame: Callable[[AudioFrame], None] = lambda frame: None,
    ) -> None:
        self._endpointer = endpointer
        self._ask = ask
        self._on_segment = on_segment
        self._on_frame = on_frame
        self._asked = 0.0  # stream time of the newest sound in the last draft
        self._early = False
        self.since: float | None = None

    @property
    def speaking(self) -> bool:
        """Whether speech has begun and not ended yet."""
        return self._endpointer.speaking

    def feed(self, frame: AudioFrame) -> list[SpeechSegment]:
        """As `Endpointer.feed`."""
        self._on_frame(frame)
        segments = self._endpointer.feed(frame)
        self._note(segments)
        if self.since is not None:
            self._draft()
        return segments

    def flush(self) -> list[SpeechSegment]:
        """As `Endpointer.flush`."""
        segments = self._endpointer.flush()
        self._note(segments)
        return segments

    def _note(self, segments: list[SpeechSegment]) -> None:
        for segment in segments:
            self._on_segment(segment)
        since = self._endpointer.speaking_since
        if since != self.since:
            self._asked, self._early = since or 0.0, False
        self.since = since

    def _draft(self) -> None:
        silent = self._endpointer.falling_silent
        if silent and self._early:
            return
        self._early = silent
        draft = self._endpointer.draft() if silent or self._due() else None
        if draft is not None:
            self._asked = draft.end
            self._ask(draft, early=silent)

    def _due(self) -> bool:
        return self._endpointer.heard_until - self._asked >= EVERY
