"""One small real bundle (all-MiniLM-L6-v2) for the room's tests, opened once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_assist.retrieval.bundle import current
from agent_assist.retrieval.searcher import Searcher
from tests.bundles import tiny_bundle


@pytest.fixture(scope="session")
def shared_bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle folder that tests only read."""
    return current(tiny_bundle(tmp_path_factory.mktemp("shared")))


@pytest.fixture(scope="session")
def searcher(shared_bundle: Path) -> Iterator[Searcher]:
    """The bundle, open."""
    opened = Searcher.open(shared_bundle)
    yield opened
    opened.close()


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A bundle folder of a test's own, to damage."""
    return current(tiny_bundle(tmp_path))
