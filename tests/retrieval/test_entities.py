"""Names said in a contact: which are heard, which stand, and what that does to a search."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.datatypes import Query, Speaker, Turn
from agent_assist.errors import BundleError
from agent_assist.retrieval.analysis import without_hesitation
from agent_assist.retrieval.bundle import current
from agent_assist.retrieval.entities import Attribute, Entities, Known, Name, load_names, save_names
from agent_assist.retrieval.passages import ArticleRow
from agent_assist.retrieval.searcher import Searcher
from kb_index.building import build
from kb_index.evaluating import ask
from kb_index.jsonl_source import read_questions

INNS = ("Grand Meridian Inn", "Pelican Lodge", "Old Quarry House - Harbour", "Old Quarry House - Station")
ASKED = (
    ("Can I bring my dog?", "Dogs are welcome at {}."),
    ("Is there a swimming pool?", "{} has a pool on the roof."),
    ("When is breakfast served?", "{} serves breakfast from seven."),
    ("Do you take credit cards?", "{} takes all cards."),
)
NAMES = Attribute(
    "inn",
    True,
    (
        Name("Grand Meridian Inn", (("grand", 0.9), ("meridian", 1.0), ("inn", 0.1))),
        Name("Old Quarry House - Harbour", (("old", 0.5), ("quarri", 0.8), ("hous", 0.5)), (("harbour", 0.7),)),
        Name("Old Quarry House - Station", (("old", 0.5), ("quarri", 0.8), ("hous", 0.5)), (("station", 0.7),)),
        Name("Pelican Lodge", (("pelican", 1.0), ("lodg", 1.0))),
    ),
)
ROWS = [ArticleRow(f"a{i}", f"a{i}", "t", "en", "", attributes={"inn": n.value}) for i, n in enumerate(NAMES.values)]


def stands(*turns: str) -> set[str]:
    """The names that stand after these turns, oldest first."""
    *before, last = turns
    context = tuple(Turn(Speaker.AGENT, text) for text in before)
    focus = Entities((NAMES,), ROWS).focus(Query(last, "en", context))
    if focus is None or focus.narrowed is None:
        return set()
    best = focus.strength[0].max()
    return {NAMES.values[i].value for i in range(len(ROWS)) if focus.strength[0][i] == best}


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        (("I found the Grand Meridian Inn", "does it have a pool"), {"Grand Meridian Inn"}),
        (("I found the grand meridien inn",), {"Grand Meridian Inn"}),
        (("we could try grandmeridian",), set()),
        (("the Pelican Lodge then", "no, the Grand Meridian", "and dogs?"), {"Grand Meridian Inn"}),
        (("an old quarry house", "the one at the station please"), {"Old Quarry House - Station"}),
        (("old quarry house",), {"Old Quarry House - Harbour", "Old Quarry House - Station"}),
        (("an old house", "with a quarry nearby"), set()),
        (("a grand place", "on the first meridian"), set()),
        (("do you have a pool",), set()),
    ],
)
def test_what_is_meant(turns: tuple[str, ...], expected: set[str]) -> None:
    assert stands(*turns) == expected


def test_numbers_read_out_are_no_names() -> None:
    named = Attribute("inn", True, (Name("Two Two", (("two", 1.0),)), Name("Pelican", (("pelican", 1.0),))))
    entities = Entities((named,), [ArticleRow("a", "a", "t", "en", "", attributes={"inn": "Two Two"})])
    assert entities.focus(Query("the number is four two two one nine", "en")) is None
    assert entities.focus(Query("a table at two two please", "en")) is not None


@given(st.text(max_size=200), st.lists(st.text(max_size=60), max_size=4))
def test_any_text_can_be_read(text: str, context: list[str]) -> None:
    focus = Entities((NAMES,), ROWS).focus(Query(text, None, tuple(Turn(Speaker.CUSTOMER, said) for said in context)))
    assert focus is None or all(found.min() >= 0 and found.max() <= 1 for found in focus.strength)


def test_names_survive_the_disk(tmp_path: Path) -> None:
    save_names(tmp_path / "names.json", (NAMES,))
    assert load_names(tmp_path / "names.json") == (NAMES,)
    (tmp_path / "names.json").write_text('[{"name": 1}]')
    with pytest.raises(BundleError):
        load_names(tmp_path / "names.json")


def test_what_is_known_leaves_out_what_says_otherwise() -> None:
    rows = [
        ArticleRow("a", "a", "t", "en", "", attributes={"task": "book|change"}),
        ArticleRow("b", "b", "t", "en", "", attributes={"task": "Cancel"}),
        ArticleRow("c", "c", "t", "en", ""),
    ]
    known = Known(rows)

    def allowed(**attributes: str) -> list[bool] | None:
        found = known.allowed(attributes)
        return None if found is None else found.tolist()

    assert allowed(task="change") == [True, False, True]
    assert allowed(task="cancel|book") == [True, True, True]
    assert allowed(task="sing") == [True, True, True]
    assert allowed(customer="Karin") is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("uh do they um take dogs", "do they take dogs"),
        ("Umm, yes", "yes"),
        ("uh", "uh"),
        ("the hummus at Uhrmacher", "the hummus at Uhrmacher"),
        ("öh, hur gör jag", "hur gör jag"),
        ("嗯，怎么退款", "怎么退款"),
    ],
)
def test_hesitation_is_left_out(text: str, rest: str) -> None:
    assert without_hesitation(text) == rest


@pytest.fixture(scope="module")
def inns(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    """A KB in which every inn has the same questions, in the format of another system: `inn` is no key of ours."""
    folder = tmp_path_factory.mktemp("inns")
    lines = [
        {"id": f"{i}-{j}", "title": title, "text": text.format(inn), "lang": "en", "inn": inn, "tasks": [f"t{j % 2}"]}
        for i, inn in enumerate(INNS)
        for j, (title, text) in enumerate(ASKED)
    ]
    (folder / "kb.jsonl").write_text("\n".join(map(json.dumps, lines)))
    build([folder / "kb.jsonl"], folder / "bundles")
    opened = Searcher.open(current(folder / "bundles"))
    yield opened
    opened.close()


def test_the_named_inn_answers(inns: Searcher) -> None:
    context = (Turn(Speaker.AGENT, "I found the pelican lodge for you"), Turn(Speaker.CUSTOMER, "oh great"))
    found = inns.find(Query("uh may my dog come along", "en", context))
    assert found.hits[0].article_id == "1-0"
    assert {hit.article_id.split("-")[0] for hit in found.hits} == {"1"}
    later = (*context, Turn(Speaker.CUSTOMER, "or rather the Grand Meridian Inn"))
    assert inns.find(Query("and is there a pool", "en", later)).hits[0].article_id == "0-1"


def test_a_known_attribute_holds(inns: Searcher, tmp_path: Path) -> None:
    question = {"id": "q", "text": "Can I bring my dog?", "lang": "en", "relevant": [], "tasks": ["t1"]}
    (tmp_path / "q.jsonl").write_text(json.dumps(question))
    problems: list[Exception] = []
    read = read_questions(tmp_path / "q.jsonl", problems.append)
    assert not problems
    assert read[0].attributes == {"tasks": "t1"}
    (outcome,) = ask(inns, read)
    assert outcome.ranked
    assert all(int(found.split("-")[1]) % 2 == 1 for found in outcome.ranked)


def test_small_talk_finds_what_is_small_talk_and_nothing_else(tmp_path: Path) -> None:
    lines = [
        {"id": "bye", "title": "goodbye", "text": "Thank you and goodbye.", "lang": "en", "examples": ["bye bye"]},
        {"id": "bill", "title": "The bill is wrong", "text": "We mend it.", "lang": "en", "examples": ["wrong bill"]},
        {"id": "pool", "title": "Opening hours", "text": "From seven.", "lang": "en", "examples": ["when do you open"]},
    ]
    (tmp_path / "kb.jsonl").write_text("\n".join(map(json.dumps, lines)))
    build([tmp_path / "kb.jsonl"], tmp_path / "bundles")
    with contextlib.closing(Searcher.open(current(tmp_path / "bundles"))) as searcher:
        assert [hit.article_id for hit in searcher.find(Query("thanks, bye", "en")).hits] == ["bye"]
        assert searcher.find(Query("goodbye", "en")).need
        assert searcher.find(Query("my bill is wrong", "en")).hits[0].article_id == "bill"
