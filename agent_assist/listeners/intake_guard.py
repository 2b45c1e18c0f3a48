"""What stands between the chat intake and whoever knocks: token, host, size, depth, rate. Plain values, no server."""

from __future__ import annotations

import hmac
import ipaddress
import json
import math
import re
import time
from collections.abc import Callable
from typing import Any

from agent_assist.errors import ProtocolError

#: The longest text (8000 characters, each as a pair of `\\uXXXX`) with its attributes fits; nothing honest is longer.
MAX_BODY = 256 * 1024
#: Attributes are two levels deep; a few more cost nothing.
MAX_DEPTH = 8
RATE = 200.0
BURST = 400

_BRACKETS = re.compile(rb'"(?:[^"\\]|\\.)*"|([\[{])|([\]}])', re.DOTALL)
_LOCAL_NAMES = ("127.0.0.1", "localhost", "[::1]")


class TokenBucket:
    """At most `burst` at once and `rate` a second in the long run. `clock`: monotonic seconds."""

    def __init__(self, rate: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._burst, self._clock = rate, float(burst), clock
        self._level, self._at = float(burst), clock()

    def take(self) -> float:
        """Takes one; 0 where there was one, else the seconds until there will be."""
        now = self._clock()
        self._level = min(self._burst, self._level + (now - self._at) * self._rate)
        self._at = now
        if self._level >= 1:
            self._level -= 1
            return 0.0
        return (1 - self._level) / self._rate


def retry_after(seconds: float) -> str:
    """The Retry-After header (RFC 9110, 10.2.3): whole seconds, rounded up."""
    return str(max(1, math.ceil(seconds)))


def token_matches(header: str | None, token: str) -> bool:
    """Whether an Authorization header carries the bearer token (RFC 6750), compared in constant time."""
    scheme, _, given = (header or "").partition(" ")
    same = hmac.compare_digest(given.strip().encode("utf-8", "surrogateescape"), token.encode())
    return scheme.lower() == "bearer" and same


def is_local_host(header: str | None) -> bool:
    """Whether a Host header names this computer; a web page that rebinds its own name to loopback does not."""
    name, _, port = (header or "").rpartition(":")
    if not port.isdigit():
        name = header or ""
    return name.lower() in _LOCAL_NAMES


def is_loopback(host: str) -> bool:
    """Whether a name or address is this computer's own."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def read_object(body: bytes, most_depth: int = MAX_DEPTH) -> dict[str, Any]:
    """The body as a JSON object. Raises ProtocolError: not UTF-8, not JSON, no object, too deep, broken characters."""
    if _depth(body) > most_depth:
        raise ProtocolError(f"The JSON is nested deeper than {most_depth} levels.", "Send a flat object.")
    try:
        value = json.loads(body.decode("utf-8"), parse_constant=_refuse_constant)
        # A lone surrogate is legal JSON but no text: nothing behind this could store or show it.
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except (UnicodeError, ValueError, RecursionError) as error:
        raise ProtocolError("The body is not JSON in UTF-8.", "Send one JSON object.") from error
    if not isinstance(value, dict):
        raise ProtocolError("The body is not a JSON object.", "Send one JSON object.")
    return value


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _depth(body: bytes) -> int:
    deepest = depth = 0
    for found in _BRACKETS.finditer(body):
        if found[1]:
            depth += 1
            deepest = max(deepest, depth)
        elif found[2]:
            depth -= 1
    return deepest
