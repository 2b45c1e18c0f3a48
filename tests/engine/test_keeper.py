"""The bundle in use stays out of the way of what collects garbage."""

from __future__ import annotations

import gc
import queue
from pathlib import Path
from threading import Event

from agent_assist.assistant import Knowledge
from agent_assist.keeper import BundleKeeper
from tests.bundles import tiny_bundle


def test_full_collections_leave_out_what_stays_with_the_bundle(tmp_path: Path) -> None:
    opened: queue.Queue[Knowledge] = queue.Queue()
    keeper = BundleKeeper(tiny_bundle(tmp_path), lambda knowledge, _name, _error: opened.put(knowledge), print)
    keeper.start()
    try:
        knowledge = opened.get(timeout=30)
        looked = Event()
        while not gc.get_freeze_count():  # the test's own time limit ends it
            looked.wait(0.05)
    finally:
        keeper.stop()
    assert not gc.get_freeze_count()
    knowledge.searcher.close()
