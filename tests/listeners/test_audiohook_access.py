"""Who is let in by AudioHook: keys, signatures and what breaks the protocol."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import string
import time
from collections.abc import Mapping
from typing import Any

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.listeners import http_signature
from agent_assist.listeners.audiohook_access import COVERED, Access
from agent_assist.listeners.http_signature import NonceMemory, SignatureRefused, check_signature, read_signature
from tests.listeners import audiohook_client as ah
from tests.listeners.audiohook_client import Client, converse, signed, upgrade
from tests.listeners.phone_engine import KEY, OPEN_KEY, SECRET, phones

#: A request written down whole: the signature was computed with OpenSSL's `dgst -hmac`, not with our code.
WRITTEN = {
    "host": "audiohook.example.com",
    "audiohook-organization-id": ah.ORGANIZATION,
    "audiohook-session-id": ah.SESSION,
    "audiohook-correlation-id": ah.CORRELATION,
    "x-api-key": "SGVsbG8sIEkgYW0gdGhlIEFQSSBrZXkh",
    "signature-input": (
        'sig1=("@request-target" "@authority" "audiohook-organization-id" "audiohook-session-id"'
        ' "audiohook-correlation-id" "x-api-key");keyid="SGVsbG8sIEkgYW0gdGhlIEFQSSBrZXkh"'
        ';nonce="VGhpc0lzQVVuaXF1ZU5vbmNl";alg="hmac-sha256";created=1641013200;expires=1641013230'
    ),
    "signature": "sig1=:MruYHyq4wC7nFsoHeqeWrbCVqVrGwOz6LYaT7UPulTQ=:",
}
WRITTEN_KEY = {"SGVsbG8sIEkgYW0gdGhlIEFQSSBrZXkh": b"TheSecretOfTheWrittenRequest"}
WRITTEN_AT = 1641013201.5


def access(now: float = WRITTEN_AT, unsigned: bool = True) -> Access:
    return Access(unsigned=unsigned, clock=lambda: now)


def test_a_request_signed_by_another_program_is_let_in() -> None:
    access().check(WRITTEN, "/api/v1/voicebiometrics/ws", WRITTEN_KEY)


@pytest.mark.parametrize("name", [name for name in WRITTEN if name not in ("signature-input", "signature")])
def test_every_covered_part_counts(name: str) -> None:
    with pytest.raises(SignatureRefused):
        access().check({**WRITTEN, name: WRITTEN[name] + "0"}, "/api/v1/voicebiometrics/ws", WRITTEN_KEY)
    with pytest.raises(SignatureRefused):
        access().check(WRITTEN, "/api/v1/voicebiometrics/ws?x=1", WRITTEN_KEY)


@pytest.mark.parametrize(("now", "fresh"), [(-4, False), (-2, True), (9, True), (11, False), (3600, False)])
def test_a_signature_is_good_for_ten_seconds(now: float, fresh: bool) -> None:
    door = access(1641013200 + now)
    if fresh:
        door.check(WRITTEN, "/api/v1/voicebiometrics/ws", WRITTEN_KEY)
    else:
        with pytest.raises(SignatureRefused):
            door.check(WRITTEN, "/api/v1/voicebiometrics/ws", WRITTEN_KEY)


def test_a_nonce_is_good_once() -> None:
    door = access()
    door.check(WRITTEN, "/api/v1/voicebiometrics/ws", WRITTEN_KEY)
    with pytest.raises(SignatureRefused, match="nonce"):
        door.check(WRITTEN, "/api/v1/voicebiometrics/ws", WRITTEN_KEY)


def test_a_wrong_signature_does_not_use_a_nonce_up() -> None:
    door = access()
    with pytest.raises(SignatureRefused):
        door.check({**WRITTEN, "signature": "sig1=:AAAA:"}, "/api/v1/voicebiometrics/ws", WRITTEN_KEY)
    door.check(WRITTEN, "/api/v1/voicebiometrics/ws", WRITTEN_KEY)


def test_spaces_in_the_header_do_not_matter() -> None:
    loose = (
        WRITTEN["signature-input"].replace(";", " ; ").replace('" "', '"  "').replace("; ", ";").replace(" ;", ";  ")
    )
    access().check({**WRITTEN, "signature-input": loose}, "/api/v1/voicebiometrics/ws", WRITTEN_KEY)


@pytest.mark.parametrize("keys", [{}, {"other": b"x"}, {"SGVsbG8sIEkgYW0gdGhlIEFQSSBrZXkh": b""}])
def test_an_unknown_key_or_one_without_a_secret_signs_nothing(keys: Mapping[str, bytes]) -> None:
    with pytest.raises(SignatureRefused):
        access().check(WRITTEN, "/api/v1/voicebiometrics/ws", keys)


def test_unsigned_requests_need_a_key_that_has_no_secret() -> None:
    keys = {KEY: SECRET, OPEN_KEY: b""}
    access().check({"x-api-key": OPEN_KEY}, "/audiohook", keys)
    for key, unsigned in ((KEY, True), ("other", True), ("", True), (OPEN_KEY, False)):
        with pytest.raises(SignatureRefused):
            access(unsigned=unsigned).check({"x-api-key": key}, "/audiohook", keys)


@pytest.mark.parametrize("covered", [" ".join(f'"{name}"' for name in COVERED if name != left) for left in COVERED])
def test_whatever_is_not_covered_is_refused(covered: str) -> None:
    headers = {name.lower(): value for name, value in signed("http://h", covered=covered).items()} | {"host": "h"}
    with pytest.raises(SignatureRefused, match="cover"):
        Access(unsigned=True).check(headers, "/audiohook", {KEY: SECRET})


def test_nonces_are_forgotten_when_their_signatures_are_old_and_never_too_many() -> None:
    now = [0.0]
    memory = NonceMemory(lambda: now[0], most=2)
    assert [memory.is_new(nonce) for nonce in "aabc"] == [True, False, True, False]
    now[0] = 20.0
    assert [memory.is_new(nonce) for nonce in "ac"] == [True, True]


texts = st.text(st.sampled_from(string.ascii_letters + string.digits + '"\\ ,;=()'), max_size=30)


@given(nonce=texts.map(lambda text: text + "n" * 22), key=texts, name=st.sampled_from(["a", "sig-1", "*x"]))
def test_any_text_in_a_parameter_is_read_as_it_was_written(nonce: str, key: str, name: str) -> None:
    def quoted(text: str) -> str:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    line = f'("@request-target");nonce={quoted(nonce)};keyid={quoted(key)};created={int(time.time())}'
    base = f'"@request-target": /x\n"@signature-params": {line}'
    right = base64.b64encode(hmac.new(b"s", base.encode(), hashlib.sha256).digest()).decode()
    read = read_signature({"signature-input": f"{name}={line}", "signature": f"{name}=:{right}:"})
    assert read is not None
    assert check_signature(read, {}, "/x", ("@request-target",), key, b"s", time.time()) == nonce


@given(st.text(max_size=60), st.text(max_size=40))
def test_any_header_is_read_or_refused(described: str, given_: str) -> None:
    try:
        read_signature({"signature-input": described, "signature": given_})
    except SignatureRefused:
        return


def test_long_headers_are_refused_unread() -> None:
    with pytest.raises(SignatureRefused):
        read_signature({"signature-input": "s=(" + '"a" ' * http_signature.MOST_HEADER + ")", "signature": "s=:AA==:"})


# -- over the socket --------------------------------------------------------------------------------------------------


def refusal(url: str, headers: Mapping[str, str]) -> tuple[dict[str, Any], float]:
    """What a client is told that opens as if nothing were, and after how many seconds."""

    async def call(client: Client) -> tuple[dict[str, Any], float]:
        began = time.monotonic()
        await client.send("open", ah.opening())
        told = await client.answer("disconnect")
        took = time.monotonic() - began
        await client.close("disconnect")
        return told["parameters"], took

    parameters, took = converse(url, call, headers)
    return parameters, took


def test_who_is_refused_is_told_so_late_and_opens_nothing() -> None:
    with phones() as bench:
        url = bench.url
        wrong = [
            signed(url, secret=b"wrong"),
            signed(url, created=-30),
            signed(url, created=30),
            signed(url, nonce="short"),
            signed(url, target="/elsewhere"),
            signed(url, key="unknown"),
            upgrade(),
            {**signed(url), "Signature": ""},
            {**signed(url), "Audiohook-Organization-Id": ah.NULL},
        ]
        for headers in wrong:
            told, took = refusal(url, headers)
            assert told == {"reason": "unauthorized"}
            assert took >= 0.45  # no measurement: an answer that came at once would tell how far the check got
        assert not bench.engine.taken


def test_a_replayed_request_is_refused() -> None:
    async def call(client: Client) -> None:
        await client.open()
        await client.close()

    with phones() as bench:
        headers = signed(bench.url)
        converse(bench.url, call, headers)
        assert refusal(bench.url, headers)[0] == {"reason": "unauthorized"}


def test_an_unsigned_request_with_a_key_without_a_secret_is_let_in() -> None:
    async def call(client: Client) -> None:
        await client.open()
        await client.close()

    with phones() as bench:
        converse(bench.url, call, upgrade(key=OPEN_KEY))
    with phones(host="0.0.0.0") as bench:
        assert refusal(bench.url, upgrade(key=OPEN_KEY))[0] == {"reason": "unauthorized"}


def test_without_any_key_there_is_no_socket() -> None:
    async def get(url: str, headers: Mapping[str, str]) -> int:
        async with aiohttp.ClientSession() as session:
            try:
                await session.ws_connect(f"{url}/audiohook", headers=headers)
            except aiohttp.WSServerHandshakeError as error:
                return error.status
        return 0

    async def plain(url: str) -> list[int]:
        async with aiohttp.ClientSession() as session:
            got, posted = await session.get(f"{url}/audiohook"), await session.post(f"{url}/audiohook")
            return [got.status, posted.status]

    with phones() as bench:
        assert asyncio.run(get(bench.url, {})) == 401
        assert asyncio.run(plain(bench.url)) == [426, 405]


def test_the_organization_must_be_the_same_in_header_and_message() -> None:
    async def call(client: Client) -> Any:
        await client.send("open", ah.opening(organizationId=ah.NULL))
        told = await client.answer("disconnect")
        await client.close("disconnect")
        return told["parameters"]["reason"]

    with phones() as bench:
        assert converse(bench.url, call) == "unauthorized"
        assert not bench.engine.taken


Breaks = list[tuple[str, Any]]


@pytest.mark.parametrize(
    "what",
    [
        ("ping", {"seq": 7}),
        ("ping", {"seq": 1}),
        ("ping", {"serverseq": 9}),
        ("ping", {"id": ah.NULL}),
        ("ping", {"version": "1"}),
        ("ping", {"seq": "x"}),
        ("ping", {"seq": True}),
        ("ping", {"parameters": [1]}),
        ("fly", {}),
        ("open", {}),
        ("update", {}),
        ("discarded", {"parameters": {"start": "PT0S", "discarded": "1 s"}}),
        ("discarded", {"parameters": {"start": "PT0S", "discarded": "PT999999999H"}}),
        "no json",
        "[]",
        "{}",
        '{"a":' * 40 + "1" + "}" * 40,
        '"' + "x" * 70_000 + '"',
        b"\x00",
    ],
)
def test_what_breaks_the_protocol_ends_the_session_and_is_told(what: tuple[str, Any] | str | bytes) -> None:
    async def call(client: Client) -> Any:
        await client.open()
        if isinstance(what, tuple):
            await client.send(what[0], **what[1])
        elif isinstance(what, bytes):
            await client.socket.send_bytes(what)
        else:
            await client.socket.send_str(what)
        told = await client.answer("disconnect")
        return told["parameters"]

    with phones() as bench:
        told = converse(bench.url, call)
        assert told["reason"] == "error"
        assert told["info"]


def test_sound_or_talk_before_open_breaks_the_protocol() -> None:
    async def sound(client: Client) -> Any:
        await client.socket.send_bytes(b"\xff" * 1600)
        return (await client.answer("disconnect"))["parameters"]["reason"]

    async def talk(client: Client) -> Any:
        await client.send("paused")
        return (await client.answer("disconnect"))["parameters"]["reason"]

    with phones() as bench:
        assert converse(bench.url, sound) == "error"
        assert converse(bench.url, talk, signed(bench.url, nonce="n" * 22)) == "error"


def test_numbers_may_be_text() -> None:
    async def call(client: Client) -> None:
        await client.send("open", ah.opening(), seq="1", serverseq="0", version=2, more={"a": [1]})
        await client.answer("opened")
        await client.close()

    with phones() as bench:
        converse(bench.url, call)
