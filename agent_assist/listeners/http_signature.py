"""HTTP message signatures with a shared secret (RFC 9421, hmac-sha256), as phone systems sign their requests."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

#: Seconds that a signature is good for, and that the other side's clock may be ahead of ours.
LONGEST_AGE = 10
MOST_AHEAD = 3
LEAST_NONCE = 22
MOST_HEADER = 4096

_STRING = r'"(?:[^"\\\x00-\x1f\x7f]|\\["\\])*"'
_LIST = re.compile(
    r"\s*(?P<label>[a-z*][a-z0-9_.*-]*)=\((?P<items>\s*(?:STRING\s*)*)\)(?P<parameters>(?:[^,\"]|STRING)*)".replace(
        "STRING", _STRING
    )
)
_PARAMETER = re.compile(rf";\s*(?P<name>[a-z*][a-z0-9_.*-]*)=(?P<value>{_STRING}|-?\d{{1,15}})\s*")
_BYTES = re.compile(r"\s*(?P<label>[a-z*][a-z0-9_.*-]*)=:(?P<value>[A-Za-z0-9+/=]*):")


class SignatureRefused(Exception):
    """The request is not signed as it must be; the text says why, and is for the log only."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature as its headers say. components: what is covered, in order.  line: the value signed as parameters."""

    components: tuple[str, ...]
    parameters: Mapping[str, str | int]
    line: str
    signature: bytes


class NonceMemory:
    """The nonces that were used while their signatures are still good. One thread."""

    def __init__(self, clock: Callable[[], float] = time.time, most: int = 10_000) -> None:
        self._clock, self._most = clock, most
        self._seen: dict[str, float] = {}

    def is_new(self, nonce: str) -> bool:
        """Remembers the nonce; False where it was used before, or where too many are remembered to tell."""
        now = self._clock()
        # In order of time: the dictionary keeps the order in which they came.
        while self._seen and next(iter(self._seen.values())) < now:
            del self._seen[next(iter(self._seen))]
        if nonce in self._seen or len(self._seen) >= self._most:
            return False
        self._seen[nonce] = now + LONGEST_AGE + MOST_AHEAD + 1
        return True


def read_signature(headers: Mapping[str, str]) -> Signed | None:
    """The first signature in the headers (names in lower case), None where there is none. Raises SignatureRefused."""
    described, given = headers.get("signature-input"), headers.get("signature")
    if described is None and given is None:
        return None
    if described is None or given is None or len(described) > MOST_HEADER or len(given) > MOST_HEADER:
        raise SignatureRefused("one of the two headers is missing or too long")
    found = _LIST.match(described)
    if found is None:
        raise SignatureRefused("signature-input cannot be read")
    signatures = {match["label"]: match["value"] for match in _BYTES.finditer(given)}
    if found["label"] not in signatures:
        raise SignatureRefused("there is no signature of that label")
    try:
        signature = base64.b64decode(signatures[found["label"]], validate=True)
    except binascii.Error:
        raise SignatureRefused("the signature is not base64") from None
    components = tuple(_unquoted(item) for item in re.findall(_STRING, found["items"]))
    parameters = _parameters(found["parameters"])
    return Signed(components, parameters, _canonical(components, parameters), signature)


def check_signature(
    signed: Signed,
    headers: Mapping[str, str],
    target: str,
    required: tuple[str, ...],
    key: str,
    secret: bytes,
    now: float,
) -> str:
    """The nonce, where the signature holds. Raises SignatureRefused.

    target: path and query of the request.  required: components that must be covered.  key: what keyid must be.
    """
    problem = _problem(signed, required, key, now)
    lines = []
    for name in signed.components:
        value = {"@request-target": target, "@authority": headers.get("host")}.get(name, headers.get(name))
        if value is None or name in ("signature", "signature-input"):
            raise SignatureRefused(f"there is no {name}")
        lines.append(f"{_quoted(name)}: {value.strip()}")
    lines.append(f'"@signature-params": {signed.line}')
    right = hmac.new(secret, "\n".join(lines).encode("utf-8", "surrogateescape"), hashlib.sha256).digest()
    # Both are looked at in any case, so that the time taken tells nothing.
    if not hmac.compare_digest(right, signed.signature) or problem:
        raise SignatureRefused(problem or "the signature is wrong")
    return str(signed.parameters["nonce"])


def _problem(signed: Signed, required: tuple[str, ...], key: str, now: float) -> str:
    parameters = signed.parameters
    created, expires = parameters.get("created"), parameters.get("expires")
    nonce = parameters.get("nonce")
    if parameters.get("alg", "hmac-sha256") != "hmac-sha256":
        return "the algorithm is not hmac-sha256"
    if parameters.get("keyid") != key:
        return "keyid is not the API key"
    if not isinstance(nonce, str) or len(nonce) < LEAST_NONCE:
        return "the nonce is missing or too short"
    if not isinstance(created, int) or created > now + MOST_AHEAD or created + LONGEST_AGE < now:
        return "it was not signed just now"
    if expires is not None and (not isinstance(expires, int) or expires < now):
        return "it has expired"
    if not set(required) <= set(signed.components) or len(set(signed.components)) != len(signed.components):
        return "it does not cover what it must"
    return ""


def _parameters(text: str) -> dict[str, str | int]:
    found: dict[str, str | int] = {}
    position = 0
    while position < len(text.rstrip()):
        match = _PARAMETER.match(text, position)
        if match is None:
            raise SignatureRefused("a parameter cannot be read")
        value = match["value"]
        found[match["name"]] = _unquoted(value) if value.startswith('"') else int(value)
        position = match.end()
    return found


def _canonical(components: tuple[str, ...], parameters: Mapping[str, str | int]) -> str:
    """Written as the standard writes it, whatever spaces the header had (RFC 8941, section 4.1)."""
    items = " ".join(map(_quoted, components))
    written = "".join(
        f";{name}={_quoted(value) if isinstance(value, str) else value}" for name, value in parameters.items()
    )
    return f"({items}){written}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _unquoted(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text[1:-1])
