"""Who may stream calls in by AudioHook: the API key, and the signature made with its secret."""

from __future__ import annotations

import hmac
import secrets
import time
from collections.abc import Callable, Mapping

from agent_assist.listeners.http_signature import NonceMemory, SignatureRefused, check_signature, read_signature

COVERED = (
    "@request-target",
    "@authority",
    "audiohook-organization-id",
    "audiohook-session-id",
    "audiohook-correlation-id",
    "x-api-key",
)


class Access:
    """Checks requests; from one thread. An unsigned request is let in only with a key that has no secret."""

    def __init__(self, *, unsigned: bool, clock: Callable[[], float] = time.time) -> None:
        """unsigned: whether keys without a secret count at all; they must not where others than this computer call."""
        self._unsigned = unsigned
        self._clock = clock
        self._nonces = NonceMemory(clock)

    def check(self, headers: Mapping[str, str], target: str, keys: Mapping[str, bytes]) -> None:
        """headers: by their names in lower case.  target: path and query.  keys: API keys and their secrets, b"" for
        none.  Raises SignatureRefused.
        """
        key = headers.get("x-api-key", "").strip()
        known = _secret(keys, key)
        signed = read_signature(headers)
        if signed is None:
            if known is None or known or not self._unsigned:
                raise SignatureRefused("it is not signed")
            return
        # An unknown key takes as long as a known one.
        secret = known or secrets.token_bytes(32)
        nonce = check_signature(signed, headers, target, COVERED, key, secret, self._clock())
        if not self._nonces.is_new(nonce):
            raise SignatureRefused("the nonce was used before")


def _secret(keys: Mapping[str, bytes], key: str) -> bytes | None:
    found = None
    for known, secret in keys.items():
        if hmac.compare_digest(known.encode(), key.encode("utf-8", "surrogateescape")):
            found = secret
    return found
