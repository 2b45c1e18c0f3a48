"""What the tests of hearing share: one loaded model."""

from __future__ import annotations

import pytest

from agent_assist.listeners.models import find_model
from agent_assist.listeners.transcriber import Transcriber


@pytest.fixture(scope="session")
def transcriber() -> Transcriber:
    """The packaged English model."""
    return Transcriber.open(find_model(), threads=1)
