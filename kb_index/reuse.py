"""What a build takes over from the one before: vectors of the bundle in use, and a calibration that still holds.

A logistic of five numbers, fitted to some hundred questions, does not change when one row in fifty does; fitting it
again would take longer than all the rest. So it is kept until 5 % of the rows have changed since it was fitted.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

import agent_assist.retrieval
from agent_assist.errors import BundleError
from agent_assist.retrieval.bundle import current, read_manifest, verify
from agent_assist.retrieval.calibration import Calibration
from agent_assist.retrieval.centring import raw_vectors
from agent_assist.retrieval.passages import PassageStore
from kb_index.models import ModelFolder, file_sha256, known_sha256
from kb_index.rows import embedded_text
from kb_index.vectorstore import VectorStore, key_of

#: A calibration is kept while no more of the rows have changed.
KEPT_SHARE = 0.05
#: Below so many rows fitting takes a second or two: always fit.
KEPT_FROM = 1000


def encoder_key(encoder: Path, model: ModelFolder) -> str:
    """Under equal keys a text has equal vectors. encoder: folder as `export.exported` gives it."""
    files = [[file.name, known_sha256(file)] for file in sorted(encoder.iterdir())]
    return hashlib.sha256(json.dumps([*files, model.passage_prefix, model.max_tokens]).encode()).hexdigest()[:24]


def seed_store(store: VectorStore, bundles: Path, model: ModelFolder, encoder: Path) -> None:
    """Fill an empty store with the vectors of the bundle in use: another machine, or another user, may have built it.

    Only where its index is exact; else its vectors are not what the encoder made, and everything is encoded again.
    """
    try:
        folder = current(bundles)
        manifest = read_manifest(folder)
        same = all(
            manifest.files.get(f"encoder/{file.name}", {}).get("sha256") == known_sha256(file)
            for file in encoder.iterdir()
        )
        told = (manifest.model.passage_prefix, manifest.model.max_tokens) == (model.passage_prefix, model.max_tokens)
        if not same or not told or manifest.index.get("kind") != "flat":
            return
        verify(folder)
        rows = PassageStore.open(folder / "passages.sqlite")
    except BundleError:
        # The bundle in use only saves work; without it everything is encoded again, and `check` tells what is wrong.
        return
    try:
        keys = [key_of(embedded_text(row)) for row in rows.each_row()]
        # At once: a store that is half filled would not be filled on.
        store.put(keys, raw_vectors(folder, rows, range(len(keys))))
    finally:
        rows.close()


@dataclass(frozen=True, slots=True)
class Fitted:
    """A calibration and what it was fitted to. rows: hashes of what each row says and of whom."""

    of: str
    rows: frozenset[str]
    calibration: Calibration

    @staticmethod
    def load(path: Path) -> Fitted | None:
        """None when there is none, or it cannot be read: then one is fitted."""
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            return Fitted(str(data["of"]), frozenset(data["rows"]), Calibration.from_json(data["calibration"]))
        except (OSError, ValueError, KeyError, TypeError, BundleError):
            return None

    def save(self, path: Path) -> None:
        """In one step."""
        data = {"of": self.of, "rows": sorted(self.rows), "calibration": self.calibration.to_json()}
        aside = path.with_name(path.name + ".new")
        aside.write_text(json.dumps(data), encoding="utf-8")
        os.replace(aside, path)

    def holds_for(self, of: str, rows: frozenset[str]) -> bool:
        """Whether so little has changed that fitting again would bring the same."""
        return self.of == of and len(rows) >= KEPT_FROM and len(self.rows ^ rows) <= KEPT_SHARE * len(rows)


def fitted_to(encoder: str, kind: str, centred: bool) -> str:
    """A hash of what a fit depends on besides the rows; this program's own modules are part of it."""
    places = (Path(__file__).parent, Path(agent_assist.retrieval.__file__).parent)
    program = [file_sha256(path) for place in places for path in sorted(place.glob("*.py"))]
    return hashlib.sha256(json.dumps([encoder, kind, centred, program]).encode()).hexdigest()


def row_hashes(rows: PassageStore) -> frozenset[str]:
    """What each row says, of which article, topic and language."""
    about = {article.id: (article.topic, article.lang) for article in rows.articles}
    return frozenset(
        hashlib.blake2b(
            "\0".join((row.article_id, *about[row.article_id], row.kind, row.text)).encode(), digest_size=8
        ).hexdigest()
        for row in rows.each_row()
    )
