"""A KB folder becomes a bundle that the client opens; a failed build leaves the old one in use."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from agent_assist.datatypes import Query
from agent_assist.errors import BundleError, ModelError, SourceError, UsageError
from agent_assist.guidance.language import parse_rules
from agent_assist.guidance.matching import CompiledRules, meant
from agent_assist.retrieval.bundle import current, verify
from agent_assist.retrieval.dense import DenseIndex
from agent_assist.retrieval.passages import PassageStore
from agent_assist.retrieval.searcher import Searcher
from kb_index.building import BuildReport, GateError, build
from tests.bundles import tiny_bundle, write_tiny_kb
from tests.kb_index.conftest import write_kb

#: The first build of a session converts and exports a model, which a busy machine takes its time for.
pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="session")
def several(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BuildReport]:
    """The KB in three languages, built with the model that `auto` takes for it."""
    work = tmp_path_factory.mktemp("several")
    return work / "bundles", build([write_kb(work / "kb")], work / "bundles")


@pytest.fixture
def tiny(tmp_path: Path) -> tuple[Path, Path]:
    """(KB folder, BUNDLES) of a test's own."""
    return write_tiny_kb(tmp_path / "kb"), tiny_bundle(tmp_path)


def files_of(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_the_bundle_holds_what_was_written(several: tuple[Path, BuildReport]) -> None:
    bundles, report = several
    folder = current(bundles)
    assert folder == report.bundle
    assert files_of(bundles) == {"CURRENT", folder.name}
    manifest = verify(folder)
    assert manifest.name == "Small company"
    assert folder.name == f"{manifest.created.replace('-', '').replace(':', '')}-{manifest.content_hash[:8]}"
    assert manifest.model.id == report.model == "multilingual-e5-small"
    assert (manifest.model.query_prefix, manifest.model.passage_prefix) == ("query: ", "passage: ")
    assert manifest.languages == ("en", "sv", "zh-Hans")
    assert manifest.counts == {"articles": 4, "passages": 5, "rows": 14, "templates": 2, "rules": 2, "flows": 0}
    assert manifest.evaluation["n"] == 6
    store = PassageStore.open(folder / "passages.sqlite")
    rows = store.all_rows()
    store.close()
    assert [row.row for row in rows] == list(range(14))
    assert [row.passage_id for row in rows if row.article_id == "moving.en"][:3] == [
        "moving.en#title",
        "moving.en#0",
        "moving.en#1",
    ]
    assert {row.heading for row in rows} == {"", "What we need"}
    assert [row.passage_id for row in rows if row.kind == "template"] == ["goodbye.en", "moving-ask.en"]
    vectors = DenseIndex.open(folder / "dense.faiss").vectors(np.arange(14))
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
    rules = json.loads((folder / "rules" / "rules.json").read_text(encoding="utf-8"))
    assert [rule["id"] for rule in rules] == ["recording-notice", "no-guarantees"]


def test_the_client_finds_across_languages(several: tuple[Path, BuildReport]) -> None:
    searcher = Searcher.open(several[1].bundle)
    try:
        asked = {
            "en": "Can I keep my broadband at the new address?",
            "sv": "Kan jag ta med bredbandet till nya lägenheten?",
            "zh-Hans": "我搬家以后还能用宽带吗？",
        }
        for lang, text in asked.items():
            hit = searcher.find(Query(text, lang=lang)).hits[0]
            assert (hit.article_id.split(".")[0], hit.lang) == ("moving", lang)
        assert [template.id for template in searcher.templates] == ["moving-ask.en", "goodbye.en"]
    finally:
        searcher.close()


def test_a_second_build_encodes_only_what_changed(tiny: tuple[Path, Path]) -> None:
    kb, bundles = tiny
    before = current(bundles)
    invoice = kb / "articles" / "invoice.md"
    invoice.write_text(invoice.read_text(encoding="utf-8") + "\n# Who\nAsk the accounts team.\n", encoding="utf-8")
    report = build([kb], bundles, "minilm")
    assert report.encoded == 1
    assert report.reused == report.rows - 1
    assert current(bundles) == report.bundle != before
    fresh = build([kb], bundles.parent / "fresh", "minilm")
    assert fresh.reused == 0
    indexes = [DenseIndex.open(folder / "dense.faiss") for folder in (report.bundle, fresh.bundle)]
    old, new = (index.vectors(np.arange(len(index))) for index in indexes)
    assert np.array_equal(old, new)


def test_an_english_model_for_other_languages_is_told(several: tuple[Path, BuildReport], tmp_path: Path) -> None:
    kb = write_kb(tmp_path / "kb")
    told = [one for one in build([kb], tmp_path / "bundles", "minilm").warnings if one.kind == "model-language"]
    assert [one.what.split("“")[1].split("”")[0] for one in told] == ["sv", "zh-Hans"]
    assert all(one.level == "warning" and Path(one.place.file).is_file() for one in told)
    assert not [one for one in several[1].warnings if one.kind == "model-language"]


def test_a_damaged_bundle_is_not_reused(tiny: tuple[Path, Path]) -> None:
    kb, bundles = tiny
    dense = current(bundles) / "dense.faiss"
    data = bytearray(dense.read_bytes())
    data[-1] ^= 1
    dense.write_bytes(data)
    assert build([kb], bundles, "minilm").reused == 0
    verify(current(bundles))


def test_a_failed_build_changes_nothing(tiny: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    kb, bundles = tiny
    before, pointer = files_of(bundles), (bundles / "CURRENT").read_bytes()
    (kb / "articles" / "new.md").write_text("---\ntitle: no end\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"new\.md:1: "):
        build([kb], bundles, "minilm")
    (kb / "articles" / "new.md").unlink()
    with pytest.raises(ModelError):
        build([kb], bundles, str(bundles))

    def full_disk(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    for step in ("write_lexical", "fit", "sync_tree"):
        with monkeypatch.context() as patched:
            patched.setattr(f"kb_index.building.{step}", full_disk)
            with pytest.raises(BundleError, match="No space left"):
                build([kb], bundles, "minilm")
        assert (files_of(bundles), (bundles / "CURRENT").read_bytes()) == (before, pointer)


def test_out_must_be_a_folder(tiny: tuple[Path, Path]) -> None:
    kb, _ = tiny
    with pytest.raises(UsageError, match="is not a folder"):
        build([kb], kb / "kb.toml")


def test_progress_tells_every_stage(tiny: tuple[Path, Path]) -> None:
    kb, bundles = tiny
    shutil.rmtree(bundles)
    told: list[tuple[str, int, int]] = []
    report = build([kb], bundles, "minilm", lambda *step: told.append(step))
    stages = list(dict.fromkeys(stage for stage, _, _ in told))
    assert stages == ["read", "model", "divide", "encode", "write", "calibrate", "measure", "publish", "done"]
    assert told[4] == ("encode", report.encoded, report.encoded)
    assert set(report.seconds) == {*stages[:-1], "total"}


@pytest.fixture(autouse=True)
def nothing_aside(tmp_path: Path) -> Iterator[None]:
    """No build leaves a temporary folder behind."""
    yield
    assert not list(tmp_path.rglob(".building-*"))


def test_a_bundle_below_its_gate_is_not_published(tiny: tuple[Path, Path]) -> None:
    kb, bundles = tiny
    before = current(bundles)
    (kb / "kb.toml").write_text('name = "Tiny"\n[gate]\nrecall_at_1 = 1.0\n', encoding="utf-8")
    with pytest.raises(GateError, match="no questions"):
        build([kb], bundles)
    (kb / "questions").mkdir(exist_ok=True)
    question = {"id": "q1", "text": "When are you open?", "lang": "en", "relevant": ["moving"]}
    (kb / "questions" / "q.jsonl").write_text(json.dumps(question) + "\n", encoding="utf-8")
    with pytest.raises(GateError, match=r"recall_at_1 of at least 1\.000; it is 0\.000"):
        build([kb], bundles)
    assert current(bundles) == before
    assert files_of(bundles) == {"CURRENT", before.name}
    (kb / "kb.toml").write_text('name = "Tiny"\n[gate]\nrecall_at_1 = 0.0\n', encoding="utf-8")
    assert build([kb], bundles).bundle == current(bundles)


def test_flows_travel_with_their_vectors_and_what_past_contacts_taught(tiny: tuple[Path, Path]) -> None:
    kb, bundles = tiny
    lines = [
        {"contact": {"lang": "en", "attributes": {"flow": "router-fault"}}},
        {"at": 1, "speaker": "customer", "text": "Nothing works, and my own name is secret."},
        {"at": 5, "speaker": "agent", "text": "Does it work again now?"},
        {"at": 9, "speaker": "customer", "text": "No."},
        {"at": 12, "speaker": "agent", "text": "Thank you for calling."},
    ]
    past = kb / "flows" / "contacts" / "past.jsonl"
    past.parent.mkdir()
    past.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    report = build([kb], bundles, "minilm")
    assert report.flows == 1
    searcher = Searcher.open(report.bundle)
    try:
        stored = searcher.flows
        assert stored.turns == (["router-fault", "", "worked"], ["router-fault", "worked", "bye"])
        assert stored.said.shape == (2, 384)
        assert np.allclose(stored.said[0], searcher.encode(lines[1]["text"]), atol=1e-5)  # type: ignore[arg-type]
        assert len(stored.lines) == 5
    finally:
        searcher.close()
    assert not any(b"secret" in path.read_bytes() for path in (report.bundle / "flows").iterdir())
    past.write_text('{"at": 1}', encoding="utf-8")
    with pytest.raises(SourceError, match=r"past\.jsonl"):
        build([kb], bundles, "minilm")


def test_damaged_flows_are_refused(tiny: tuple[Path, Path]) -> None:
    folder = current(tiny[1])
    (folder / "flows" / "lines.npy").write_bytes(b"nonsense")
    with pytest.raises(BundleError):
        Searcher.open(folder, check_hashes=False)


MEANT = """\
- id: leaving
  title: {en: Leaving}
  severity: advice
  says:
    role: customer
    any:
      - meaning: [I want out, I quit, I leave you, close my account, end my contract]
        unlike: [my bill, my phone, a new address, good morning, it works now]
"""


def test_a_start_encodes_no_sentence_of_a_rule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kb = write_tiny_kb(tmp_path / "kb")
    (kb / "rules" / "meanings.yaml").write_text(MEANT, encoding="utf-8")
    folder = build([kb], tmp_path / "bundles", "minilm").bundle
    searcher = Searcher.open(folder)
    asked: list[str] = []
    encode = searcher.encode

    def noted(text: str) -> npt.NDArray[np.float32]:
        asked.append(text)
        return encode(text)

    monkeypatch.setattr(searcher, "encode", noted)
    rules = parse_rules(searcher.rules, published=True)
    try:
        stored = CompiledRules.of(rules, searcher.encode, searcher.rule_vectors)
        assert asked == []
        encoded = CompiledRules.of(rules, searcher.encode)
        assert asked == list(meant(rules))
        assert len(asked) == 10
        for sentence, vector in encoded.vectors.items():
            assert np.allclose(stored.vectors[sentence], vector, atol=1e-5)
    finally:
        searcher.close()
    (folder / "rules" / "sentences.npy").write_bytes(b"nonsense")
    with pytest.raises(BundleError):
        Searcher.open(folder, check_hashes=False)
