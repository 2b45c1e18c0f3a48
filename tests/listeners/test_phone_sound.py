"""Telephone sound: mu-law, twice its rate, and a line's own clock."""

from __future__ import annotations

import numpy as np
import pytest
import soxr
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.datatypes import Speaker
from agent_assist.listeners.frames import SAMPLE_RATE, Samples
from agent_assist.listeners.mulaw import PHONE_RATE, SILENCE, Doubler, decode, encode
from agent_assist.listeners.phone_stream import PhoneSource

EVERY = bytes(range(256))


@pytest.mark.parametrize(
    ("code", "value"),
    [(0x00, -32124), (0x80, 32124), (0x7F, 0), (SILENCE, 0), (0x0F, -16764), (0xEF, 132), (0xF0, 120), (0xFE, 8)],
)
def test_codes_have_the_values_of_the_standard(code: int, value: int) -> None:
    assert decode(bytes([code]))[0] * 32768 == value


def test_every_value_is_written_as_its_own_code() -> None:
    assert np.array_equal(decode(encode(decode(EVERY))), decode(EVERY))


@given(st.lists(st.floats(-1.5, 1.5, width=32), max_size=50))
def test_what_is_written_is_near_what_was_meant(values: list[float]) -> None:
    meant = np.array(values, dtype=np.float32)
    read = decode(encode(meant))
    inside = np.clip(meant, -0.98, 0.98)
    assert np.all(np.abs(read - inside) <= 0.035 * np.abs(inside) + 0.0003)


def tone(frequency: float, rate: int, seconds: float = 1.0) -> Samples:
    return (0.5 * np.sin(2 * np.pi * frequency * np.arange(round(seconds * rate)) / rate)).astype(np.float32)


def doubled(samples: Samples, cuts: list[int]) -> Samples:
    doubler = Doubler()
    parts = [doubler.double(part) for part in np.split(samples, sorted(cut % (len(samples) + 1) for cut in cuts))]
    return np.concatenate([*parts, doubler.double(samples[:0], last=True)])


@pytest.mark.parametrize("frequency", [120, 440, 1000, 2500, 3400])
def test_twice_the_rate_is_the_same_sound(frequency: float) -> None:
    twice = doubled(tone(frequency, PHONE_RATE), [])
    assert np.abs(twice - tone(frequency, SAMPLE_RATE))[100:-100].max() < 0.002
    other = soxr.resample(tone(frequency, PHONE_RATE), PHONE_RATE, SAMPLE_RATE)
    assert np.abs(twice - other)[1000:-1000].max() < 0.005


@given(st.integers(0, 300), st.lists(st.integers(0, 300), max_size=8))
def test_pieces_do_not_matter_and_no_sample_is_lost_or_made(length: int, cuts: list[int]) -> None:
    samples = np.random.default_rng(length).normal(0, 0.1, length).astype(np.float32)
    assert len(doubled(samples, cuts)) == 2 * length
    assert np.allclose(doubled(samples, cuts), doubled(samples, []), atol=1e-6)


def heard(source: PhoneSource) -> list[tuple[float, Samples]]:
    source.end()
    pieces = []
    with source.open() as sound:
        while not source.is_empty:
            samples = sound.read()
            pieces.append((sound.position(), samples))
    return [(at, samples) for at, samples in pieces if len(samples)]


parts = st.lists(
    st.one_of(st.binary(min_size=1, max_size=3000), st.floats(0.01, 100).map(lambda seconds: round(seconds, 3))),
    max_size=12,
)


@given(parts)
def test_a_line_gives_what_it_was_given_at_its_time(given_: list[bytes | float]) -> None:
    source = PhoneSource(Speaker.CUSTOMER)
    for part in given_:
        if isinstance(part, bytes):
            source.put(part)
        else:
            source.skip(part)
    pieces = heard(source)
    sound = b"".join(part for part in given_ if isinstance(part, bytes))
    assert sum(len(samples) for _, samples in pieces) == 2 * len(sound)
    assert source.waiting == 0
    at = 0.0
    wanted = np.zeros(0)  # the time of every sample
    for part in given_:
        if isinstance(part, bytes):
            wanted = np.append(wanted, at + np.arange(2 * len(part)) / SAMPLE_RATE)
            at += len(part) / PHONE_RATE
        else:
            at += part
    told = [start + np.arange(len(samples)) / SAMPLE_RATE for start, samples in pieces]
    assert np.allclose(np.concatenate([*told, np.zeros(0)]), wanted, atol=1e-6)


def test_what_comes_while_nobody_may_hear_is_counted_only() -> None:
    source = PhoneSource(Speaker.CUSTOMER)
    source.put(EVERY * 10)
    source.ignore()
    source.put(EVERY * 10)
    source.skip(1.0)
    assert source.waiting == 0
    with source.open() as sound:
        source.put(EVERY * 20)
        assert sound.read().size == 0
        assert sound.read().size
        assert sound.position() == pytest.approx(20 * 256 / PHONE_RATE + 1.0)
    source.put(EVERY * 40)
    assert sum(len(samples) for _, samples in heard(source)) <= 32, "no more than was held between two samples"


def test_a_line_without_sound_comes_back_with_nothing() -> None:
    with PhoneSource(Speaker.AGENT).open() as sound:
        assert len(sound.read()) == 0
