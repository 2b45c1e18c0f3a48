"""Plays a contact through the assistant in a loop: the same words, clock and bundle give the same updates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from agent_assist.assistant import Assistant, Knowledge
from agent_assist.datatypes import Utterance
from agent_assist.events import Closed, ContactInfo, Said
from agent_assist.protocol import Update


def replay(
    info: ContactInfo,
    utterances: Iterable[Utterance],
    knowledge: Knowledge | None,
    wait: Callable[[float], None] | None = None,
    tick: float = 0.25,
) -> Iterator[Update]:
    """All updates of a contact.

    wait: called with a contact time before anything at that time happens, for playing in real time; with it, time goes
    in steps of `tick` seconds, so that countdowns run. Without it the loop runs as fast as it can. Both give the same.
    """
    assistant = Assistant(info, knowledge)
    yield from assistant.open()
    for utterance in utterances:
        if wait is not None:
            while assistant.now + tick < utterance.end:
                wait(assistant.now + tick)
                yield from assistant.tick(assistant.now + tick)
            wait(utterance.end)
        yield from assistant.on(Said(utterance), utterance.end)
    yield from assistant.on(Closed(), assistant.now)
