"""Keeps the newest good bundle open: opens it behind the old one, warms it, hands it over; a bad one is refused."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from pathlib import Path

from agent_assist.assistant import Knowledge
from agent_assist.datatypes import Query
from agent_assist.errors import BundleError, UserFacingError
from agent_assist.guidance.flow_choice import CompiledFlows
from agent_assist.guidance.flows import parse_flows
from agent_assist.guidance.habits import Habits
from agent_assist.guidance.language import parse_rules
from agent_assist.guidance.monitor import CompiledRules
from agent_assist.logs import logger
from agent_assist.retrieval.bundle import current
from agent_assist.retrieval.searcher import Searcher
from agent_assist.retrieval.suggesting import Suggester

#: Seconds between looks at CURRENT; one small read, so polling costs nothing and works on any file share.
_LOOK_EVERY = 1.0


def open_knowledge(folder: Path) -> Knowledge:
    """Open and warm one bundle; UserFacingError where anything in it is wrong."""
    searcher = Searcher.open(folder)
    try:
        knowledge = Knowledge(
            searcher,
            Suggester(searcher),
            CompiledRules.of(parse_rules(searcher.rules, published=True), searcher.encode, searcher.rule_vectors),
            _flows(searcher),
        )
        query = Query("warm up", searcher.manifest.languages[0] if searcher.manifest.languages else None)
        knowledge.suggester.cards(searcher.find(query), query, {})
    except BaseException:
        searcher.close()
        raise
    return knowledge


def _flows(searcher: Searcher) -> CompiledFlows:
    stored = searcher.flows
    flows = parse_flows(stored.items, published=True)
    return CompiledFlows.of(flows, searcher.encode, stored.lines, Habits.of(stored.turns, stored.said))


def newest_good(bundles: Path) -> tuple[Path, Knowledge, UserFacingError | None]:
    """The current bundle, or the newest other good one with the error that the current one gave."""
    try:
        folder = current(bundles)
        return folder, open_knowledge(folder), None
    except UserFacingError as error:
        first = error
    for folder in sorted((place.parent for place in bundles.glob("*/manifest.json")), reverse=True):
        try:
            return folder, open_knowledge(folder), first
        except UserFacingError:
            continue
    raise first


class BundleKeeper:
    """A thread that opens the bundle at start and again whenever CURRENT names another one."""

    def __init__(
        self,
        bundles: Path,
        on_knowledge: Callable[[Knowledge, str, UserFacingError | None], None],
        on_failure: Callable[[UserFacingError], None],
    ) -> None:
        self._bundles = bundles
        self._on_knowledge = on_knowledge
        self._on_failure = on_failure
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="bundle-keeper", daemon=True)
        self._log = logger("keeper")

    def start(self) -> None:
        """Begin to open; returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread."""
        self._stop.set()
        self._thread.join(timeout=10)

    def _run(self) -> None:
        seen = ""
        opened = fresh = False
        while not self._stop.is_set():
            name = self._named()
            if name != seen or (not opened and not seen):
                seen = name or "(none)"
                gc.unfreeze()
                opened = self._open(opened)
                fresh = True
            elif fresh:
                # A look later, when nobody uses the old bundle any more. What stays as long as the new one need not be
                # gone through by every full collection: that takes 60 ms, in which no card is found.
                gc.collect()
                gc.freeze()
                fresh = False
            self._stop.wait(_LOOK_EVERY)
        gc.unfreeze()

    def _named(self) -> str:
        try:
            return current(self._bundles).name
        except BundleError:
            return "(none)"

    def _open(self, opened: bool) -> bool:
        try:
            if opened:  # a swap takes the current one or none: the one in use is better than an old one
                folder, trouble = current(self._bundles), None
                knowledge = open_knowledge(folder)
            else:
                folder, knowledge, trouble = newest_good(self._bundles)
        except UserFacingError as error:
            self._log.warning("bundle_refused", code=error.code)
            self._on_failure(error)
            return opened
        self._log.info("bundle_opened", bundle=folder.name, articles=knowledge.searcher.manifest.counts["articles"])
        self._on_knowledge(knowledge, folder.name, trouble)
        return True
