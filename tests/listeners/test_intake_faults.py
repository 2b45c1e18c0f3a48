"""The chat intake when the engine fails, is behind or is gone; its port; and the examples of its page."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
from typing import Any

import pytest
from structlog.testing import capture_logs

from agent_assist.errors import ProtocolError, UserFacingError
from agent_assist.listeners.intake import IntakeError, IntakeServer
from tests.listeners.intake_client import CHAT, DOCS, OPEN, once
from tests.listeners.intake_engine import TOKEN, SmallEngine, serving


class Failing:
    """An engine that answers everything with one exception, at once or through the future."""

    def __init__(self, error: Exception, at_once: bool) -> None:
        self.error, self.at_once = error, at_once

    def submit(self, _: dict[str, Any]) -> Any:
        from concurrent.futures import Future

        if self.at_once:
            raise self.error
        future: Future[list[dict[str, Any]]] = Future()
        future.set_exception(self.error)
        return future


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (UserFacingError("The disk is full.", "Free some."), 503, "error"),
        (ProtocolError("Too many are open.", field="contact"), 422, "protocol"),
    ],
)
def test_errors_of_the_engine_are_told(error: Exception, status: int, code: str, at_once: bool) -> None:
    server = IntakeServer(Failing(error, at_once).submit, TOKEN)
    try:
        answer = once(server.start(), "/v1/contacts", OPEN)
    finally:
        server.stop()
    assert (answer[0], answer[1]["error"]["code"]) == (status, code)


def test_an_engine_that_is_behind_is_429() -> None:
    server = IntakeServer(Failing(ProtocolError("The engine has more to do than it can."), True).submit, TOKEN)
    try:
        status, answer = once(server.start(), "/v1/contacts", OPEN)
    finally:
        server.stop()
    assert (status, answer["error"]["code"]) == (429, "busy")


def test_a_fault_is_500_and_neither_answer_nor_log_says_what_was_said() -> None:
    server = IntakeServer(Failing(ZeroDivisionError("hemligheten"), False).submit, TOKEN)
    with capture_logs() as log:
        try:
            status, answer = once(server.start(), "/v1/contacts", {**OPEN, "title": "hemligheten"})
        finally:
            server.stop()
    assert (status, answer["error"]["code"]) == (500, "fault")
    assert "hemlig" not in json.dumps(answer)
    assert [(line["event"], line["error"]) for line in log] == [("request_failed", "ZeroDivisionError")]
    assert "hemlig" not in str(log)


def test_an_engine_that_never_answers_is_504(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agent_assist.listeners.intake_http.ANSWER_SECONDS", 0.01)
    with serving() as (engine, url):
        with engine.gate:
            status, answer = once(url, "/v1/contacts", OPEN)
        assert (status, answer["error"]["code"]) == (504, "timeout")
        # It was only slow: what it had begun it finishes.
        assert once(url, f"{CHAT}/close", {})[0] in (200, 504)


def test_it_listens_on_this_computer_only() -> None:
    for host in ("0.0.0.0", "192.168.1.1", "::", "example.com"):
        with pytest.raises(IntakeError, match="this computer only"):
            IntakeServer(Failing(ZeroDivisionError(), True).submit, TOKEN, host=host).start()
    with pytest.raises(ValueError, match="needs a token"):
        IntakeServer(Failing(ZeroDivisionError(), True).submit, "")


def test_a_port_in_use_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        server = IntakeServer(Failing(ZeroDivisionError(), True).submit, TOKEN, port=taken.getsockname()[1])
        with pytest.raises(IntakeError, match="cannot listen") as told:
            server.start()
        assert "another port" in told.value.next_step
        server.stop()


def test_stopping_twice_is_harmless_and_the_port_is_free_again() -> None:
    server = IntakeServer(Failing(ZeroDivisionError(), True).submit, TOKEN)
    port = int(server.start().rpartition(":")[2])
    server.stop()
    server.stop()
    server.publish({"type": "utterance", "contact": "late"})
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


@pytest.mark.skipif(not shutil.which("curl") or os.name == "nt", reason="the examples are for a shell with curl")
def test_the_examples_of_the_page_work(intake: tuple[SmallEngine, str]) -> None:
    engine, url = intake
    examples = [
        block for block in re.findall(r"```sh\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL) if "curl" in block
    ]
    assert len(examples) == 6
    outputs = []
    for example in examples:
        done = subprocess.run(
            ["bash", "-c", example], env={**os.environ, "URL": url, "TOKEN": TOKEN}, capture_output=True, timeout=20
        )
        upgrades = "Upgrade: websocket" in example
        assert done.returncode == (28 if upgrades else 0), done.stderr
        outputs.append(done.stdout.partition(b"\r\n")[0] if upgrades else json.loads(done.stdout))
    assert outputs[0] == {"status": "ok", "version": 1}
    assert outputs[4] == b"HTTP/1.1 101 Switching Protocols"
    kinds = [output["updates"][-1]["type"] for output in outputs[1:4] + outputs[5:]]
    assert kinds == ["opened", "utterance", "draft", "summary"]
    assert [command["cmd"] for command in engine.taken] == ["open", "say", "draft", "close"]
