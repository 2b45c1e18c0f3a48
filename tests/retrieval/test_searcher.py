from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from agent_assist.datatypes import Found, Query, Speaker, Turn
from agent_assist.errors import BundleError, ModelError
from agent_assist.retrieval.encoder import Encoder
from agent_assist.retrieval.searcher import Searcher
from agent_assist.retrieval.suggesting import Suggester


def first(searcher: Searcher, text: str, *context: tuple[Speaker, str]) -> str:
    found = searcher.find(Query(text, "en", tuple(Turn(speaker, said) for speaker, said in context)))
    return found.hits[0].article_id if found.hits and found.hits[0].probability >= found.threshold else ""


@pytest.mark.parametrize(
    ("text", "article"),
    [
        ("Hi, we are moving house soon, does the broadband come along?", "moving"),
        ("The bill you sent me is wrong", "invoice"),
        ("my wifi is so slow today", "slow-internet"),
        ("it says e4711 on the box", "error-e4711"),
        ("I'd like to end my subscription", "cancel"),
        ("How do I boil an egg?", ""),
        ("What's the capital of Mongolia?", ""),
        ("Thank you so much, bye!", ""),
    ],
)
def test_what_is_shown(searcher: Searcher, text: str, article: str) -> None:
    assert first(searcher, text) == article


def test_hits_are_complete_and_in_order(searcher: Searcher) -> None:
    found = searcher.find(Query("Can I take my broadband with me when I move?", "en"))
    assert [hit.score for hit in found.hits] == sorted((hit.score for hit in found.hits), reverse=True)
    assert len({hit.article_id for hit in found.hits}) == len(found.hits)
    best = found.hits[0]
    assert (best.article_id, best.kind, best.passage_id) == ("moving", "example", "moving#0")
    assert best.text.startswith("Moving your broadband is free of charge.")
    assert best.cosine == pytest.approx(1, abs=0.02)
    assert set(found.stage_ms) == {"encode", "lexical", "dense", "rank"}


def test_the_same_query_gets_the_same_answer(searcher: Searcher, shared_bundle: Path) -> None:
    def answer(where: Searcher) -> Found:
        return replace(where.find(Query("slow broadband after moving", "en")), stage_ms={})

    again = Searcher.open(shared_bundle, check_hashes=False)
    try:
        assert answer(searcher) == answer(searcher) == answer(again)
    finally:
        again.close()


def test_no_need_no_hits(searcher: Searcher) -> None:
    found = searcher.find(Query("Okay, thanks, one moment please", "en"))
    assert not found.need
    assert not found.hits
    assert Suggester(searcher).cards(found, Query("Okay"), {}) == ()


def test_what_somebody_types_into_the_search_is_looked_up_whatever_it_is(searcher: Searcher) -> None:
    assert searcher.find(Query("one moment please", "en", typed=True)).hits


def test_as_many_hits_as_are_asked_for(searcher: Searcher) -> None:
    query = Query("How do I reset the router?", "en", typed=True)
    everything = searcher.find(query, 50).hits
    assert len(everything) > 3
    assert searcher.find(query, 3).hits == everything[:3]


def test_context_helps_an_unclear_utterance_and_not_a_clear_one(searcher: Searcher) -> None:
    before = ((Speaker.CUSTOMER, "My internet is slow"), (Speaker.AGENT, "Have you restarted the router already?"))
    unclear = Query("I did that already", "en")
    alone = searcher.find(unclear).hits[0]
    helped = searcher.find(replace(unclear, context=tuple(Turn(*turn) for turn in before))).hits[0]
    assert helped.article_id == "slow-internet"
    assert helped.probability > alone.probability
    assert first(searcher, "Actually, I want to cancel my subscription", *before) == "cancel"


def test_templates_and_rules_come_along(searcher: Searcher) -> None:
    assert [template.id for template in searcher.templates] == ["moving-ask.en"]
    assert {rule["id"] for rule in searcher.rules} == {"recording-notice", "no-guarantees"}
    query = Query("We are moving, can we keep the broadband?", "en")
    card = Suggester(searcher).cards(searcher.find(query), query, {"new_address": "Storgatan 1"})[0]
    assert card.reply == "I can move your broadband to Storgatan 1 free of charge."
    assert card.passage_id == card.template_id == "moving-ask.en"


def test_titles_and_vectors(searcher: Searcher) -> None:
    assert "Slow internet" in searcher.titles()
    vector = searcher.encode("slow internet")
    assert vector.dtype == np.float32
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)
    assert searcher.encode("slow internet") is vector


def test_passages_are_encoded_as_queries_are_when_nothing_is_prefixed(shared_bundle: Path) -> None:
    encoder = Encoder.open(shared_bundle / "encoder")
    texts = ["a", "My internet is slow and " * 30, "short one", ""]
    vectors = encoder.passages(texts, batch=2)
    assert vectors.shape == (4, 384)
    for text, vector in zip(texts, vectors, strict=True):
        # Padding and the batch's company move an 8-bit encoder a little.
        assert float(encoder.query(text) @ vector) > 0.99
    assert encoder.passages([]).shape == (0, 384)
    prefixed = Encoder.open(shared_bundle / "encoder", "query: ")
    assert encoder.symmetric
    assert not prefixed.symmetric
    np.testing.assert_array_equal(prefixed.query("x"), encoder.query("query: x"))


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_missing_or_damaged_encoder(bundle: Path, name: str) -> None:
    path = bundle / "encoder" / name
    path.write_bytes(b"{")
    with pytest.raises(ModelError):
        Encoder.open(bundle / "encoder")
    path.unlink()
    with pytest.raises(ModelError, match=name):
        Encoder.open(bundle / "encoder")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("templates/templates.json", "{}"),
        ("templates/templates.json", json.dumps([{"name": "x"}])),
        ("rules/rules.json", "[1]"),
        ("calibration.json", "{}"),
        ("dense.faiss", ""),
    ],
)
def test_files_of_another_shape_are_refused(bundle: Path, name: str, content: str) -> None:
    manifest = json.loads((bundle / "manifest.json").read_text())
    (bundle / name).write_text(content)
    manifest["files"][name]["bytes"] = len(content)
    (bundle / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(BundleError):
        Searcher.open(bundle, check_hashes=False)


def test_words_weigh_what_the_bundle_says_and_codes_what_codes_weigh(bundle: Path) -> None:
    def scores(lexical_weight: float | None, text: str) -> dict[str, tuple[float, float]]:
        told = json.loads((bundle / "calibration.json").read_text(encoding="utf-8"))
        told.pop("lexical_weight", None)
        if lexical_weight is not None:
            told["lexical_weight"] = lexical_weight
        (bundle / "calibration.json").write_text(json.dumps(told), encoding="utf-8")
        manifest = json.loads((bundle / "manifest.json").read_text(encoding="utf-8"))
        manifest["files"]["calibration.json"]["bytes"] = (bundle / "calibration.json").stat().st_size
        (bundle / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
        opened = Searcher.open(bundle, check_hashes=False)
        try:
            return {hit.article_id: (hit.score, hit.lexical) for hit in opened.find(Query(text, "en", typed=True)).hits}
        finally:
            opened.close()

    asked, code = "moving house with broadband", "it says E-4711"
    none, some, old = (scores(weight, asked) for weight in (0.0, 0.3, None))
    assert any(lexical for _, lexical in none.values())
    for article, (score, lexical) in none.items():
        assert some[article][0] == pytest.approx(score + 0.3 * lexical, abs=1e-4)
        # A bundle of before it was fitted.
        assert old[article][0] == pytest.approx(score + 0.2 * lexical, abs=1e-4)
    assert scores(0.0, code) == scores(0.3, code)
