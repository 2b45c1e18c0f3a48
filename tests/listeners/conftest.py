"""What the tests of listeners share: one loaded model, and a served intake."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from agent_assist.listeners.models import find_model
from agent_assist.listeners.transcriber import Transcriber
from tests.listeners.intake_engine import SmallEngine, serving


@pytest.fixture(scope="session")
def transcriber() -> Transcriber:
    """The packaged English model."""
    return Transcriber.open(find_model(), threads=1)


@pytest.fixture
def intake() -> Iterator[tuple[SmallEngine, str]]:
    """An engine and the address of the intake in front of it."""
    with serving() as both:
        yield both
