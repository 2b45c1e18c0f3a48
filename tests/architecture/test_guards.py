"""The tests' own guards bite."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).resolve().parents[1] / "conftest.py"
NOWHERE = "192.0.2.1"  # kept for documentation (RFC 5737): nobody answers there


@pytest.fixture
def inner(pytester: pytest.Pytester) -> pytest.Pytester:
    """A tests folder of its own under the project's conftest."""
    pytester.makeconftest(CONFTEST.read_text(encoding="utf-8"))
    pytester.makeini("[pytest]\nfilterwarnings = error\n")
    return pytester


def test_a_connection_to_elsewhere_is_denied() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock, pytest.raises(AssertionError, match="loopback only"):
        sock.connect((NOWHERE, 9))


def test_a_datagram_to_elsewhere_is_denied() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock, pytest.raises(AssertionError, match="loopback only"):
        sock.sendto(b"x", (NOWHERE, 9))


def test_a_name_is_not_looked_up() -> None:
    with pytest.raises(AssertionError, match="loopback only"):
        socket.getaddrinfo("example.org", 80)


def test_loopback_and_unix_sockets_are_allowed(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        client.sendall(b"x")
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind(str(tmp_path / "socket"))
        server.listen()
        client.connect(str(tmp_path / "socket"))


def test_without_the_guard_there_is_no_way_out_either() -> None:
    """In a network namespace the kernel refuses too (a datagram socket's connect sends nothing)."""
    code = f"import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(({NOWHERE!r}, 9))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    if os.environ.get("AGENT_ASSIST_NETWORK") == "none":
        assert "unreachable" in done.stderr
    else:
        assert done.returncode in (0, 1)


def test_the_home_is_not_the_users() -> None:
    assert "agent-assist-tests-" in os.environ["HOME"]
    assert Path.home() == Path(os.environ["HOME"])


def test_an_unexpected_log_line_fails(inner: pytest.Pytester) -> None:
    inner.makepyfile(
        """
        import logging, threading
        def test_quiet(): logging.getLogger("room").info("fine")
        def test_loud(): logging.getLogger("room").warning("disk full")
        def test_thread():
            thread = threading.Thread(target=logging.getLogger("room").error, args=("lost",))
            thread.start(); thread.join()
        def test_asked(expected_log):
            expected_log("room: disk (full|slow)")
            logging.getLogger("room").warning("disk full")
        def test_never(expected_log): expected_log("disk full")
        """
    )
    result = inner.runpytest_subprocess("-p", "no:pytest-qt")
    result.assert_outcomes(passed=5, errors=3)
    result.stdout.fnmatch_lines(["*unexpected log line: room: disk full*", "*never logged: disk full*"])


def test_a_warning_fails(inner: pytest.Pytester) -> None:
    inner.makepyfile('import warnings\ndef test_it(): warnings.warn("old", DeprecationWarning)')
    inner.runpytest_subprocess("-p", "no:pytest-qt").assert_outcomes(failed=1)


def test_a_qt_warning_fails(inner: pytest.Pytester) -> None:
    inner.makeini("[pytest]\nqt_log_level_fail = WARNING\n")
    inner.makepyfile('from PySide6.QtCore import qWarning\ndef test_it(): qWarning("bad geometry")')
    inner.runpytest_subprocess().assert_outcomes(failed=1)
