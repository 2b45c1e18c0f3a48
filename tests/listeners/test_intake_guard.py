"""The guard's plain parts: the bucket, the token, the host and the depth."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.errors import ProtocolError
from agent_assist.listeners.intake_guard import (
    TokenBucket,
    is_local_host,
    read_object,
    retry_after,
    token_matches,
)


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@given(
    waits=st.lists(st.floats(0, 3), max_size=60),
    rate=st.floats(0.5, 50),
    burst=st.integers(1, 20),
)
def test_never_more_than_burst_and_rate_are_let_in(waits: list[float], rate: float, burst: int) -> None:
    clock = Clock()
    bucket = TokenBucket(rate, burst, clock)
    let_in: list[float] = []
    for wait in waits:
        clock.now += wait
        if bucket.take() == 0:
            let_in.append(clock.now)
    for first, start in enumerate(let_in):
        for last in range(first, len(let_in)):
            assert last - first + 1 <= burst + rate * (let_in[last] - start) + 1e-6


@given(rate=st.floats(0.5, 50), burst=st.integers(1, 20))
def test_who_waits_as_long_as_told_is_let_in(rate: float, burst: int) -> None:
    clock = Clock()
    bucket = TokenBucket(rate, burst, clock)
    while not (wait := bucket.take()):
        pass
    clock.now += wait + 1e-9
    assert bucket.take() == 0


def test_the_wait_is_told_in_whole_seconds() -> None:
    assert [retry_after(seconds) for seconds in (0.001, 1, 1.2, 59.5)] == ["1", "1", "2", "60"]


@pytest.mark.parametrize("header", ["Bearer secret", "bearer secret", "BEARER  secret "])
def test_the_token_is_taken_as_the_standard_says(header: str) -> None:
    assert token_matches(header, "secret")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8737", "localhost", "LOCALHOST:1", "[::1]", "[::1]:80"])
def test_names_of_this_computer(host: str) -> None:
    assert is_local_host(host)


@pytest.mark.parametrize(
    "host", [None, "", ":80", "localhost.evil.example", "127.0.0.1.nip.example:80", "::1:80x", "0"]
)
def test_names_of_others(host: str | None) -> None:
    assert not is_local_host(host)


def depth(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + max(map(depth, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(depth, value), default=0)
    return 0


values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**31), 2**31) | st.text(st.sampled_from('a"\\[]{}å录')),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(st.sampled_from('k"\\[{')), inner, max_size=3),
    max_leaves=20,
)


@given(body=st.dictionaries(st.text(st.sampled_from('k"]}')), values, max_size=4), plain=st.booleans())
def test_objects_are_read_as_they_were_written_up_to_the_depth(body: dict[str, Any], plain: bool) -> None:
    written = json.dumps(body, ensure_ascii=plain).encode()
    if depth(body) <= 8:
        assert read_object(written) == body
    else:
        with pytest.raises(ProtocolError, match="nested"):
            read_object(written)


@given(st.binary(max_size=60))
def test_any_bytes_are_an_object_or_refused(body: bytes) -> None:
    try:
        read = read_object(body)
    except ProtocolError:
        return
    assert isinstance(read, dict)
