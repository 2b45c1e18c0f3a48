"""Speech to text with the packaged model, over synthetic voices."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from agent_assist.errors import ModelError
from agent_assist.listeners.models import SpeechModel, check_model, find_model
from agent_assist.listeners.transcriber import Transcriber, whisper_language
from tests.listeners.sounds import CUSTOMER_LINE, alike, noise, segment, silence, spoken


def test_speech_becomes_its_words(transcriber: Transcriber) -> None:
    heard = transcriber.transcribe(segment(spoken(CUSTOMER_LINE)))
    assert heard is not None
    assert alike(heard.text, CUSTOMER_LINE)
    assert 0.5 < heard.confidence <= 1.0


def test_the_same_sound_gives_the_same_words(transcriber: Transcriber) -> None:
    first, second = (transcriber.transcribe(segment(spoken(CUSTOMER_LINE))) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("sound", [silence(2.0), noise(2.0), noise(0.2, 0.3)], ids=["silence", "noise", "burst"])
def test_what_is_no_speech_has_no_words(transcriber: Transcriber, sound: object) -> None:
    assert transcriber.transcribe(segment(sound)) is None  # type: ignore[arg-type]


def test_clear_speech_is_surer_than_the_same_in_noise(transcriber: Transcriber) -> None:
    clear = spoken(CUSTOMER_LINE)
    noisy = clear + noise(len(clear) / 16_000, 0.02)[: len(clear)]
    first, second = transcriber.transcribe(segment(clear)), transcriber.transcribe(segment(noisy))
    assert first is not None
    assert second is None or second.confidence < first.confidence


@pytest.mark.parametrize(("lang", "final"), [("en", 1), ("sv", 5), ("zh-Hant", 5)])
def test_finals_of_other_languages_follow_more_ways_than_drafts(lang: str, final: int) -> None:
    asked: list[int] = []

    class Model:
        english_only = False

        def knows(self, lang: str) -> bool:
            return True

        def recognize(self, audio: object, seconds: float, **options: object) -> tuple[list[object], list[object]]:
            asked.append(options["beam_size"])  # type: ignore[arg-type]
            return [], []

    transcriber = Transcriber(Model(), lang)  # type: ignore[arg-type]
    assert transcriber.transcribe(segment(silence(1.0))) is None
    assert transcriber.draft(segment(silence(1.0))) is None
    assert asked == [final, 1]


@pytest.mark.parametrize(
    ("surest", "english_only", "windows"),
    [(-0.5, False, [False]), (-0.7, False, [False, True]), (-0.7, True, [False]), (None, False, [False])],
    ids=["sure", "unsure", "the English model", "no speech"],
)
def test_an_unsure_line_is_heard_again_in_the_whole_window(
    surest: float | None, english_only: bool, windows: list[bool]
) -> None:
    asked: list[bool] = []

    class Model:
        def knows(self, lang: str) -> bool:
            return True

        def recognize(self, audio: object, seconds: float, **options: object) -> tuple[list[object], list[object]]:
            asked.append(bool(options["whole_window"]))
            if surest is None:
                return [], []
            text = " the whole window" if asked[-1] else " a part"
            sure = {"avg_logprob": surest, "no_speech_prob": 0.0, "compression_ratio": 1.0}
            return [SimpleNamespace(text=text, tokens=[1, 2, 3], **sure)], []

    model = Model()
    model.english_only = english_only  # type: ignore[attr-defined]
    heard = Transcriber(model, "sv").transcribe(segment(silence(1.0)))  # type: ignore[arg-type]
    assert asked == windows
    assert (heard.text if heard is not None else "") == {None: ""}.get(
        surest, "the whole window" if windows[-1] else "a part"
    )


def test_an_english_model_refuses_another_language() -> None:
    with pytest.raises(ModelError, match=r"tiny\.en knows English only and cannot hear 'sv'"):
        Transcriber.open(find_model(), "sv")


def test_files_that_are_no_model_are_refused(tmp_path: Path) -> None:
    for name in ("model.bin", "config.json", "tokenizer.json", "vocabulary.txt"):
        (tmp_path / name).write_bytes(b"{}")
    with pytest.raises(ModelError, match="cannot be loaded"):
        Transcriber.open(check_model(tmp_path))


@pytest.mark.parametrize(("tag", "code"), [("en", "en"), ("en-GB", "en"), ("zh-Hant", "zh"), ("zh_Hans", "zh")])
def test_tags_become_whispers_codes(tag: str, code: str) -> None:
    assert whisper_language(tag) == code


def test_it_hears_without_pyav_and_without_a_hub(tmp_path: Path) -> None:
    """As in the packaged program: importing PyAV fails, and the network would be refused."""
    code = f"""
import sys
class NoAv:
    def find_spec(self, name, path=None, target=None):
        if name == "av" or name.startswith("av."):
            raise ModuleNotFoundError(name=name)
import importlib.util
real = importlib.util.find_spec
importlib.util.find_spec = lambda name, package=None: None if name == "av" else real(name, package)
sys.meta_path.insert(0, NoAv())
from pathlib import Path
import numpy as np
from agent_assist.datatypes import Speaker
from agent_assist.listeners.frames import SpeechSegment
from agent_assist.listeners.models import SpeechModel
from agent_assist.listeners.transcriber import Transcriber
samples = np.load({str(tmp_path / "speech.npy")!r})
opened = Transcriber.open(SpeechModel(Path({str(_folder())!r}), "tiny.en"), threads=1)
print(opened.transcribe(SpeechSegment(Speaker.AGENT, 0.0, 1.0, samples)).text)
import os
assert os.environ["HF_HUB_OFFLINE"] == "1"
"""
    import numpy as np

    np.save(tmp_path / "speech.npy", spoken(CUSTOMER_LINE))
    environment = {key: value for key, value in os.environ.items() if key != "HF_HUB_OFFLINE"}
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, env=environment)
    assert alike(done.stdout, CUSTOMER_LINE), done.stderr


def _folder() -> Path:
    model: SpeechModel = find_model()
    return model.folder
