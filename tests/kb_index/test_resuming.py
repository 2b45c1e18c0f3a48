"""A build that is killed at any moment is taken up by the next one, and what did not change is not made again."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from filelock import FileLock

from agent_assist.errors import BundleError
from agent_assist.retrieval.bundle import current, read_manifest, verify
from agent_assist.retrieval.calibration import Calibration
from kb_index import reuse
from kb_index.building import build
from kb_index.models import cache_folder
from kb_index.reuse import Fitted
from kb_index.vectorstore import VectorStore, key_of
from tests.bundles import tiny_bundle, write_tiny_kb

pytestmark = pytest.mark.timeout(600)

#: Builds, and dies by SIGKILL when the named stage has done so much; two texts are saved at a time.
DYING = """
import os, signal, sys
from pathlib import Path
from kb_index import embedding
from kb_index.building import build
embedding._AT_ONCE = 2
kb, out, stage, done = sys.argv[1:]
def tell(at, so_far, _):
    if at == stage and so_far >= int(done):
        os.kill(os.getpid(), signal.SIGKILL)
build([Path(kb)], Path(out), "minilm", tell)
"""


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The content hash that every build of the tiny KB must end with."""
    return read_manifest(current(tiny_bundle(tmp_path_factory.mktemp("undisturbed")))).content_hash


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize(("stage", "done"), [("encode", 5), ("write", 0), ("calibrate", 0), ("publish", 0)])
def test_killed_at_any_stage_the_next_build_ends_the_same(
    stage: str, done: int, undisturbed: str, tmp_path: Path
) -> None:
    kb, out = write_tiny_kb(tmp_path / "kb"), tmp_path / "bundles"
    command = [sys.executable, "-c", DYING, str(kb), str(out), stage, str(done)]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    assert [path.name[:10] for path in out.iterdir()] == [".building-"]
    report = build([kb], out, "minilm")
    assert report.reused >= 4
    assert (report.encoded == 0) == (stage != "encode")
    assert verify(report.bundle).content_hash == undisturbed
    assert {path.name for path in out.iterdir()} == {"CURRENT", report.bundle.name}


def test_two_builds_into_one_folder_do_not_meet(tmp_path: Path) -> None:
    kb, out = write_tiny_kb(tmp_path / "kb"), tmp_path / "bundles"
    build([kb], out, "minilm")
    (lock,) = (path for path in (cache_folder() / "builds").glob("*/lock") if _of(path, out))
    with FileLock(lock), pytest.raises(BundleError, match="under way"):
        build([kb], out, "minilm")


def _of(lock: Path, out: Path) -> bool:
    import hashlib

    return lock.parent.name == hashlib.sha256(str(out.resolve()).encode()).hexdigest()[:16]


def test_a_calibration_is_kept_while_little_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reuse, "KEPT_FROM", 10)
    kb, out = write_tiny_kb(tmp_path / "kb"), tmp_path / "bundles"
    fitted: list[int] = []

    def solve(samples: list[object]) -> Calibration:
        fitted.append(len(samples))
        return Calibration(fit={"samples": len(samples)})

    monkeypatch.setattr("kb_index.calibrating.solve", solve)
    build([kb], out, "minilm")
    assert len(fitted) == 1
    again = build([kb], out, "minilm")
    assert len(fitted) == 1
    verify(current(out))
    first = json.loads((current(out) / "calibration.json").read_text(encoding="utf-8"))
    assert first["fit"] == {"samples": fitted[0]}
    # One row of twenty-one is less than 5 %, two are more; a change counts from the fit, not from the last build.
    for number, fits in ((1, 1), (2, 2)):
        article = kb / "articles" / "invoice.md"
        article.write_text(
            article.read_text(encoding="utf-8").replace("questions:\n", f'questions:\n  - "And number {number}?"\n'),
            encoding="utf-8",
        )
        assert again.rows + number == build([kb], out, "minilm").rows
        assert len(fitted) == fits
    # Questions to measure by take no part in a fit.
    (kb / "questions").mkdir()
    question = {"id": "q1", "text": "When are you open?", "lang": "en", "relevant": ["opening-hours"]}
    (kb / "questions" / "q.jsonl").write_text(json.dumps(question) + "\n", encoding="utf-8")
    build([kb], out, "minilm")
    assert len(fitted) == 2


@pytest.mark.parametrize("content", ["", "{}", '{"of": "x", "rows": 3, "calibration": "{}"}'])
def test_a_damaged_memory_of_a_fit_is_no_fit(content: str, tmp_path: Path) -> None:
    (tmp_path / "fitted.json").write_text(content, encoding="utf-8")
    assert Fitted.load(tmp_path / "fitted.json") is None


def test_the_store_keeps_what_it_was_given_and_nothing_damaged(tmp_path: Path) -> None:
    vectors = np.random.default_rng(0).normal(size=(700, 8)).astype(np.float32)
    keys = [key_of(str(number)) for number in range(700)]
    path = tmp_path / "new" / "vectors.sqlite"
    with VectorStore.open(path) as store:
        assert store.empty
        store.put(keys, vectors)
        found = dict(store.get([*keys, key_of("never")]))
        assert store.keys() == set(keys) == set(found)
        assert all(np.array_equal(found[key], vector) for key, vector in zip(keys, vectors, strict=True))
        store._connection.execute("UPDATE vector SET data = zeroblob(32) WHERE key = ?", (keys[3],))
        store._connection.commit()
        assert set(keys) - set(dict(store.get(keys))) == {keys[3]}
        store.keep_only(keys[:400])
        assert len(store.keys()) == 700
        store.keep_only(keys[:300])
        assert store.keys() == set(keys[:300])
    path.write_bytes(b"no database, and longer than a page " * 200)
    with VectorStore.open(path) as store:
        assert store.empty


def test_a_damaged_vector_is_encoded_again(tmp_path: Path) -> None:
    kb, out = write_tiny_kb(tmp_path / "kb"), tmp_path / "bundles"
    first = build([kb], out, "minilm")
    (path,) = (p for p in (cache_folder() / "builds").glob("*/vectors-*.sqlite") if _of(p, out))
    with VectorStore.open(path) as store:
        store._connection.execute("UPDATE vector SET data = zeroblob(length(data))")
        store._connection.commit()
    again = build([kb], out, "minilm")
    assert read_manifest(again.bundle).content_hash == read_manifest(first.bundle).content_hash


@pytest.mark.parametrize("kind", ["sqfp16", "ivf"])
def test_a_bundle_of_another_index_answers_and_is_rebuilt_alike(kind: str, tmp_path: Path) -> None:
    from agent_assist.datatypes import Query
    from agent_assist.retrieval.searcher import Searcher

    kb = write_tiny_kb(tmp_path / "kb")
    report = build([kb], tmp_path / "bundles", "minilm", None, kind)
    manifest = read_manifest(report.bundle)
    assert manifest.index["kind"] == kind
    searcher = Searcher.open(report.bundle)
    try:
        assert searcher.find(Query("I have been charged twice", "en")).hits[0].article_id == "invoice"
    finally:
        searcher.close()
    again = build([kb], tmp_path / "bundles", "minilm", None, kind)
    assert (again.encoded, read_manifest(again.bundle).content_hash) == (0, manifest.content_hash)
