"""Speech services: a real HTTP server on this computer that speaks OpenAI's transcription API."""

from __future__ import annotations

import email.parser
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from agent_assist.listeners import services
from agent_assist.listeners.call_lines import Drafter
from agent_assist.listeners.services import ServiceError, ServiceRecogniser, open_service
from agent_assist.listeners.transcriber import Transcriber
from tests.listeners.sounds import CUSTOMER_LINE, alike, segment, spoken


class Served(ThreadingHTTPServer):
    """Answers every transcription with `text`; `fault` is the status of failures; `hold` makes it wait."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.text = "I would like to cancel everything."
        self.fault = 0
        self.hold: threading.Event | None = None
        self.asked: list[dict[str, Any]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class Handler(BaseHTTPRequestHandler):
    server: Served

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        parts = email.parser.BytesParser().parsebytes(head + body).get_payload()
        assert isinstance(parts, list)
        form = {part.get_param("name", header="content-disposition"): part.get_payload(decode=True) for part in parts}
        self.server.asked.append({"path": self.path, "key": self.headers["Authorization"], **form})
        if self.server.hold is not None:
            self.server.hold.wait(20.0)
        answer = json.dumps({"error": {"message": "no"}} if self.server.fault else {"text": self.server.text}).encode()
        self.send_response(self.server.fault or 200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format: str, *args: object) -> None:
        """Silent."""


@pytest.fixture
def server() -> Iterator[Served]:
    with Served() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        if server.hold is not None:
            server.hold.set()
        server.shutdown()
        thread.join()


@pytest.fixture
def troubles() -> list[ServiceError]:
    return []


def recogniser(
    server: Served, local: Transcriber, troubles: list[ServiceError], patience: float = 20.0
) -> ServiceRecogniser:
    service = open_service("openai", "sk-test", url=server.url, model="large")
    return ServiceRecogniser(service, local, troubles.append, patience)


def test_finals_are_sent_to_the_service_as_its_api_wants_them(
    server: Served, transcriber: Transcriber, troubles: list[ServiceError]
) -> None:
    heard = recogniser(server, transcriber, troubles).transcribe(segment(spoken(CUSTOMER_LINE)))
    assert heard is not None
    assert heard.text == server.text
    (asked,) = server.asked
    assert (asked["path"], asked["key"]) == ("/v1/audio/transcriptions", "Bearer sk-test")
    assert (asked["model"], asked["language"]) == (b"large", b"en")
    assert asked["file"].startswith(b"RIFF")
    assert troubles == []


@pytest.mark.parametrize("host", ["speech.example", ""], ids=["elsewhere", "this computer"])
def test_what_leaves_the_computer_is_counted_and_what_stays_is_not(
    server: Served, transcriber: Transcriber, troubles: list[ServiceError], host: str
) -> None:
    gone: list[tuple[str, int]] = []
    service = services.Service(host, open_service("openai", "sk-test", url=server.url, model="large").ask)
    remote = ServiceRecogniser(service, transcriber, troubles.append, 20.0, lambda *sent: gone.append(sent))
    sound = segment(spoken(CUSTOMER_LINE))
    assert remote.transcribe(sound) is not None
    remote.draft(sound)
    assert gone == ([(host, 2 * len(sound.samples))] if host else [])


def test_drafts_stay_on_this_computer(server: Served, transcriber: Transcriber, troubles: list[ServiceError]) -> None:
    remote = recogniser(server, transcriber, troubles)
    draft = remote.draft(segment(spoken(CUSTOMER_LINE)))
    assert draft is not None
    assert alike(draft.text, CUSTOMER_LINE)
    assert server.asked == []
    assert isinstance(remote, Drafter)
    assert not remote.eager


@pytest.mark.parametrize("fault", [401, 429, 500])
def test_a_service_that_fails_is_told_once_left_alone_and_the_words_are_kept(
    server: Served, transcriber: Transcriber, troubles: list[ServiceError], fault: int
) -> None:
    server.fault = fault
    remote = recogniser(server, transcriber, troubles)
    for _ in range(2):
        heard = remote.transcribe(segment(spoken(CUSTOMER_LINE)))
        assert heard is not None
        assert alike(heard.text, CUSTOMER_LINE)
    assert len(server.asked) == 1
    (trouble,) = troubles
    assert "This computer recognises" in str(trouble)


def test_after_a_rest_the_service_is_asked_again(
    server: Served, transcriber: Transcriber, troubles: list[ServiceError], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "_REST", 0.0)
    server.fault = 500
    remote = recogniser(server, transcriber, troubles)
    remote.transcribe(segment(spoken(CUSTOMER_LINE)))
    server.fault = 0
    heard = remote.transcribe(segment(spoken(CUSTOMER_LINE)))
    assert heard is not None
    assert heard.text == server.text


def test_a_service_that_is_too_slow_is_not_waited_for(
    server: Served, transcriber: Transcriber, troubles: list[ServiceError]
) -> None:
    server.hold = threading.Event()
    heard = recogniser(server, transcriber, troubles, patience=0.2).transcribe(segment(spoken(CUSTOMER_LINE)))
    assert heard is not None
    assert alike(heard.text, CUSTOMER_LINE)
    assert len(troubles) == 1


def test_silence_of_the_service_is_silence(
    server: Served, transcriber: Transcriber, troubles: list[ServiceError]
) -> None:
    server.text = " "
    assert recogniser(server, transcriber, troubles).transcribe(segment(spoken(CUSTOMER_LINE))) is None


@pytest.mark.parametrize(
    ("url", "host"),
    [("", "api.openai.com"), ("https://speech.example/v1", "speech.example"), ("http://127.0.0.1:9/v1", "")],
)
def test_where_sound_goes_is_known(url: str, host: str) -> None:
    assert open_service("openai", "k", url=url, model="m").host == host


def test_azure_is_named_by_its_region() -> None:
    assert open_service("azure", "k", region="swedencentral").host == "swedencentral.stt.speech.microsoft.com"


@pytest.mark.parametrize("engine", ["openai", "azure", "google-cloud"])
def test_without_a_key_there_is_no_service(engine: str) -> None:
    with pytest.raises(ServiceError, match=f"secrets set speech-{engine}"):
        open_service(engine, None)


def test_a_missing_library_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "openai", None)
    with pytest.raises(ServiceError, match=r"agent-assist\[cloud\]"):
        open_service("openai", "k", url="https://speech.example/v1")
