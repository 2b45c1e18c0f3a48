"""What holds for every test: a home of its own, no network, no unexpected log line, no warning."""

from __future__ import annotations

import ipaddress
import logging
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import keyring
import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["pytester"]


# The home is set while this file is imported: before any module of the project asks for its folders.
_HOME = Path(tempfile.mkdtemp(prefix="agent-assist-tests-"))
for _name, _folder in {
    "HOME": "",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_CACHE_HOME": ".cache",
}.items():
    os.environ[_name] = str(_HOME / _folder)
    (_HOME / _folder).mkdir(parents=True, exist_ok=True)
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ.setdefault("OMP_NUM_THREADS", "1")
if sys.platform.startswith("linux") and not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("default", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("default"), derandomize=True)
settings.register_profile("thorough", parent=settings.get_profile("default"), max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "default"))


def pytest_configure(config: pytest.Config) -> None:
    """Name the program in a worker: it starts as `python -c` without more words, and SoundCard wants a name."""
    worker = getattr(config, "workerinput", None)
    if worker is not None:
        sys.argv[:] = worker["mainargv"]
        os.environ["KB_INDEX_CACHE"] = worker["models"]


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Converting a model takes most of a minute: the workers share what one of them has converted."""
    node.workerinput["models"] = str(_HOME / "models")


def pytest_unconfigure() -> None:
    """Remove the tests' home."""
    shutil.rmtree(_HOME, ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def _system_keyring() -> None:
    """keyring chooses once in a process: before some test pretends that there is none, or brings one of its own."""
    keyring.get_keyring()


# ---- no network but loopback


class NetworkDenied(AssertionError):
    """A test, or the code under it, reached for the network. No `OSError`, so that no retry loop can swallow it."""


def _is_local(host: str) -> bool:
    if host in ("", "localhost"):
        return True
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _deny_network(event: str, arguments: tuple[Any, ...]) -> None:
    if not event.startswith("socket."):
        return
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = arguments[1]
        # Unix sockets have text or bytes for an address, connected ones None, IP sockets a tuple.
        if isinstance(address, tuple) and isinstance(address[0], str) and not _is_local(address[0]):
            raise NetworkDenied(f"{event} to {address[0]}: tests reach loopback only")
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = arguments[0]
        name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
        if isinstance(name, str) and not _is_local(name):
            raise NetworkDenied(f"{event} of {name}: tests reach loopback only")


# An audit hook sees every Python socket, those opened inside libraries too, and cannot be taken off again.
sys.addaudithook(_deny_network)


# ---- no unexpected log line


class ExpectedLog:
    """Collects WARNING and above; call it with a regular expression to allow, and demand, such lines."""

    def __init__(self) -> None:
        self.patterns: list[re.Pattern[str]] = []
        self.records: list[logging.LogRecord] = []

    def __call__(self, pattern: str) -> None:
        """Expect at least one line (`logger name: message`) that the pattern is found in, before or after this call."""
        self.patterns.append(re.compile(pattern))

    @property
    def lines(self) -> list[str]:
        """What was logged so far, as `logger name: message`."""
        return [f"{record.name}: {record.getMessage()}" for record in self.records]

    def problems(self) -> list[str]:
        """Say which lines nobody expected and which expected ones never came."""
        lines = self.lines
        unexpected = [
            f"unexpected log line: {line}" for line in lines if not any(p.search(line) for p in self.patterns)
        ]
        absent = [f"never logged: {p.pattern}" for p in self.patterns if not any(p.search(line) for line in lines)]
        return unexpected + absent


class _Collector(logging.Handler):
    def __init__(self, log: ExpectedLog) -> None:
        super().__init__(logging.WARNING)
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        self._log.records.append(record)


@pytest.fixture(autouse=True)
def expected_log() -> Iterator[ExpectedLog]:
    """Fail the test for each log line of WARNING or above that it did not ask for, from any thread."""
    log = ExpectedLog()
    collector = _Collector(log)
    root = logging.getLogger()
    root.addHandler(collector)
    yield log
    root.removeHandler(collector)
    problems = log.problems()
    if problems:
        pytest.fail("\n".join(problems), pytrace=False)
