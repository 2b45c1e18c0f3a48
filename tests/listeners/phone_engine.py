"""An intake with phone streams for tests: a real server, real calls, and an engine of one thread behind them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from agent_assist.datatypes import Speaker, Utterance, Word
from agent_assist.listeners.frames import SpeechSegment
from agent_assist.listeners.hearing import Recogniser
from agent_assist.listeners.intake import IntakeServer
from agent_assist.listeners.live import LiveCall
from agent_assist.listeners.phone_routes import PhoneAccess
from agent_assist.listeners.phone_stream import PhoneSource
from agent_assist.listeners.recognition import Recognition
from agent_assist.listeners.transcriber import Transcript
from agent_assist.protocol import utterance_update
from tests.listeners.intake_engine import TOKEN, SmallEngine
from tests.listeners.sounds import LevelVad

KEY, SECRET = "dGVzdC1rZXk", b"a secret of a test"
OPEN_KEY = "unsigned-key"


@dataclass
class Times:
    """A recogniser that hears who speaks; never the same word on both sides, or the agent would be an echo."""

    lang: str = "en"
    timed: bool = False
    begun: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.go_on.set()

    def transcribe(self, segment: SpeechSegment) -> Transcript | None:
        self.begun.set()
        assert self.go_on.wait(20)
        word = f"{segment.speaker}{segment.samples.max():.0f}"
        return Transcript(word, 0.9, (Word(word, 0.1, 0.4, 0.8),) if self.timed else ())


class TestEars:
    """Hears calls with one recogniser, and writes what they say into a small engine."""

    __test__ = False

    def __init__(self, engine: SmallEngine, recogniser: Recogniser, vad: Callable[[], Any]) -> None:
        self._engine, self._recogniser, self._vad = engine, recogniser, vad
        self._recognition = Recognition()
        self._recognition.start()
        self.calls: dict[str, LiveCall] = {}
        self._hushing: list[threading.Thread] = []
        self.told: list[dict[str, Any]] = []
        self.languages: list[str] = []
        self.failures: list[Exception] = []
        self.gone: list[tuple[str, int]] = []

    def hear(self, command: dict[str, Any], sources: Sequence[PhoneSource]) -> Future[float]:
        contact = command["contact"]
        call = self.calls[contact] = LiveCall(
            self._recogniser,
            sources,
            on_utterance=lambda utterance: self._say(contact, utterance, sources),
            on_level=lambda speaker, rms: None,
            on_failure=self.failures.append,
            recognition=self._recognition,
            vad=self._vad,
        )
        answer: Future[float] = Future()
        self._engine.submit(command).result(20)
        call.start()
        answer.set_result(0.0)
        return answer

    def hush(self, contact: str, timeout: float) -> Future[None]:
        answer: Future[None] = Future()

        def stop() -> None:
            assert self.calls.pop(contact).stop(timeout)
            self._engine.settled()
            answer.set_result(None)

        thread = threading.Thread(target=stop, name="hush")
        self._hushing.append(thread)
        thread.start()
        return answer

    def close(self, contact: str) -> Future[list[dict[str, Any]]]:
        return self._engine.submit({"cmd": "close", "contact": contact})

    def speak(self, contact: str, lang: str) -> Future[None]:
        self.languages.append(lang)
        answer: Future[None] = Future()
        answer.set_result(None)
        return answer

    def tell(self, update: dict[str, Any]) -> None:
        self.told.append(update)
        self._engine.publish(update)

    def sent(self, what: str, size: int) -> None:
        self.gone.append((what, size))

    def stop(self) -> None:
        for thread in self._hushing:
            thread.join()
        for call in self.calls.values():
            call.stop()
        self._recognition.stop()

    def _say(self, contact: str, utterance: Utterance, sources: Sequence[PhoneSource]) -> None:
        for source in sources:
            if source.speaker is utterance.speaker and source.timed:
                source.heard(utterance.id, utterance.words)
        update = utterance_update(utterance)
        said = {name: update[name] for name in ("speaker", "text", "at", "end", "lang", "confidence")}
        self._engine.submit({"cmd": "say", "contact": contact, "message": utterance.id, **said})


@dataclass
class PhoneBench:
    """What a test has in its hands."""

    engine: SmallEngine
    ears: TestEars
    url: str
    stop_server: Callable[[], None]

    def lines(self, contact: str | None = None) -> list[dict[str, Any]]:
        """What was said, in order."""
        return [c for c in self.engine.taken if c["cmd"] == "say" and contact in (None, c["contact"])]

    def closed(self) -> list[str]:
        return [c["contact"] for c in self.engine.taken if c["cmd"] == "close"]


@contextmanager
def phones(
    recogniser: Recogniser | None = None,
    vad: Callable[[], Any] = LevelVad,
    keys: dict[str, bytes] | None = None,
    host: str = "127.0.0.1",
    **options: Any,
) -> Iterator[PhoneBench]:
    """A served intake that takes calls in."""
    engine = SmallEngine()
    ears = TestEars(engine, recogniser or Times(), vad)
    known = {KEY: SECRET, OPEN_KEY: b""} if keys is None else keys
    server = IntakeServer(engine.submit, TOKEN, host, phones=PhoneAccess(ears, lambda: known, **options))
    try:
        url = server.start()
        engine.publish = server.publish
        yield PhoneBench(engine, ears, url, server.stop)
    finally:
        server.stop()
        ears.stop()
        engine.stop()
        assert not ears.failures


def speakers(lines: list[dict[str, Any]]) -> list[Speaker]:
    return [Speaker(line["speaker"]) for line in lines]


def wait_for(condition: Callable[[], object]) -> None:
    """Until the condition holds."""
    pause = threading.Event()
    for _ in range(2000):
        if condition():
            return
        pause.wait(0.01)
    raise AssertionError("it did not come to pass")
