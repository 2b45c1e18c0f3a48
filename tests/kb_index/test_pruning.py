"""What is served of an encoder: the same pieces and the same vectors in every script that is kept, in little memory."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from agent_assist.retrieval.encoder import Encoder
from agent_assist.retrieval.tokens import LIBRARY_FILE, LibraryTokens, UnigramTokens, open_tokens
from kb_index.export import _whole, exported
from kb_index.models import ModelFolder, resolve
from kb_index.pruning import SPOKEN, scripts_of

#: The first use of a model in a session converts and exports it, which a busy machine takes its time for.
pytestmark = pytest.mark.timeout(600)

TEXTS = (
    "How do I move my broadband to a new address?",
    "The router shows E-4711/B; it costs 9.90 € a month (or $12.50), doesn't it?",
    "Hur säger jag upp mitt abonnemang? Bindningstiden är 24 månader, å ä ö Å Ä Ö.",
    "我可以把宽带搬到新地址吗？我的账单为什么比上个月贵？",
    "我想把合約轉到新的地址，需要多少天？謝謝你的幫忙。",
    "ＡＢＣ　１２３ ½ ﬁne  two  spaces\nnew\tline …",
    "x" * 300,
    "supercalifragilisticexpialidocious antidisestablishmentarianism",
    "naïve façade, Ångström, ﬀ, e\u0301, 々, ㄅㄆㄇ, 😀👍🏽 ☎ → «»“”„‚ –—",
    "",
    " ",
    "<s> </s> <unk>x<pad>",
)
LONG = " ".join(TEXTS[:5]) * 40


@pytest.fixture(scope="module")
def model() -> ModelFolder:
    return resolve("e5", ["sv"])


@pytest.fixture(scope="module")
def whole(model: ModelFolder) -> tuple[LibraryTokens, list[str]]:
    """The library's tokenizer with the whole vocabulary, and its pieces."""
    file = _whole(model) / LIBRARY_FILE
    vocabulary = json.loads(file.read_text(encoding="utf-8"))["model"]["vocab"]
    return LibraryTokens(Tokenizer.from_file(str(file)), 512), [piece for piece, _ in vocabulary]


@pytest.fixture(scope="module")
def pruned(model: ModelFolder) -> tuple[UnigramTokens, list[str]]:
    """What a bundle has, and its pieces."""
    folder = exported(model, SPOKEN)
    tokens = open_tokens(folder, 512)
    assert isinstance(tokens, UnigramTokens)
    return tokens, json.loads((folder / "unigram.json").read_text(encoding="utf-8"))["pieces"].split("\n")


def pieces(made: tuple[Any, list[str]], text: str) -> list[str]:
    """The text's pieces; special ones have no text in what is served."""
    tokens, names = made
    special = ("<s>", "<pad>", "</s>", "<unk>")
    return [special[number] if number < 4 else names[number] for number in tokens.numbers(text)]


@pytest.mark.parametrize("text", [*(text for text in TEXTS if "<s>" not in text), LONG])
def test_a_text_of_a_kept_script_is_cut_as_before(whole: Any, pruned: Any, text: str) -> None:
    assert pieces(pruned, text) == pieces(whole, text)


def test_marks_of_the_model_that_are_typed_are_text(pruned: Any) -> None:
    assert pieces(pruned, "<s> </s>")[1:-1] != ["<s>", "</s>"]


@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=("Cs", "Cn", "Co"), max_codepoint=0x24F)
        | st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
        | st.sampled_from(" \t\n’“”…—€£✓。，？！：；（）《》１２ＡＢ")
    )
)
@settings(max_examples=300, deadline=None)
def test_every_text_of_kept_scripts_is_cut_as_before(whole: Any, pruned: Any, text: str) -> None:
    if scripts_of([text]) <= SPOKEN:
        assert pieces(pruned, text) == pieces(whole, text)


def test_a_text_has_the_vector_that_the_whole_vocabulary_gives(model: ModelFolder) -> None:
    ours = Encoder.open(exported(model, SPOKEN), model.query_prefix, model.passage_prefix, model.max_tokens)
    theirs = Encoder.open(_whole(model), model.query_prefix, model.passage_prefix, model.max_tokens)
    for text in (*TEXTS[:-1], LONG):
        np.testing.assert_array_equal(ours.query(text), theirs.query(text))


def test_a_script_of_the_knowledge_base_is_kept_and_another_is_unknown(model: ModelFolder, pruned: Any) -> None:
    text = "Как изменить адрес?"
    assert scripts_of([text, "plain", "µ"]) == SPOKEN | {"cyrillic", "greek"}
    tokens = open_tokens(exported(model, scripts_of([text])), 512)
    assert 3 not in tokens.numbers(text)
    assert 3 in pruned[0].numbers(text)


def test_a_small_vocabulary_stays_as_it_is() -> None:
    model = resolve("minilm", ["en"])
    folder = exported(model, SPOKEN)
    assert sorted(path.name for path in folder.iterdir()) == ["model.onnx", "tokenizer.json", "weights.bin"]
    assert (folder / LIBRARY_FILE).read_bytes() == (_whole(model) / LIBRARY_FILE).read_bytes()


def test_what_is_served_is_small(model: ModelFolder) -> None:
    def size(folder: Path) -> int:
        return sum(path.stat().st_size for path in folder.iterdir())

    assert size(exported(model, SPOKEN)) < 0.6 * size(_whole(model))
