"""The bundle folder: its manifest, checking it, and finding the one in use (docs/bundle.md)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from agent_assist.errors import BundleError

FORMAT = 1
MANIFEST = "manifest.json"
#: A manifest lists a few dozen files; anything much larger is not one of ours.
MANIFEST_LIMIT = 4 * 1024 * 1024
REQUIRED = ("passages.sqlite", "dense.faiss", "encoder/model.onnx", "encoder/tokenizer.json", "calibration.json")
_AGAIN = "Build the bundle again, or fetch it again from where it is published."


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """Which encoder made the vectors, and how it wants its texts.

    base_sha256: of the model it was adapted from.  scripts: those its vocabulary was cut down to, empty for all.
    """

    id: str
    sha256: str
    dimension: int
    query_prefix: str = ""
    passage_prefix: str = ""
    max_tokens: int = 256
    base_sha256: str = ""
    scripts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """manifest.json. `files`: path inside the bundle → {"sha256", "bytes"}."""

    name: str
    created: str
    content_hash: str
    model: ModelInfo
    languages: tuple[str, ...]
    counts: Mapping[str, int]
    files: Mapping[str, Mapping[str, Any]]
    index: Mapping[str, Any] = field(default_factory=lambda: {"kind": "flat"})
    evaluation: Mapping[str, Any] = field(default_factory=dict)
    signature: Any = None
    format: int = FORMAT

    @staticmethod
    def from_json(text: str) -> Manifest:
        """Raises BundleError when it is not a manifest of this format."""
        try:
            data = json.loads(text)
            if data["format"] != FORMAT:
                raise BundleError(
                    f"The bundle has format {data['format']!r}; this program reads format {FORMAT}.",
                    "Update the program, or build the bundle with the kb-index that belongs to it.",
                )
            return Manifest(
                **{
                    **data,
                    "model": ModelInfo(**{**data["model"], "scripts": tuple(data["model"].get("scripts", ()))}),
                    "languages": tuple(data["languages"]),
                    "counts": {str(k): int(v) for k, v in data["counts"].items()},
                    "files": {str(k): {"sha256": str(v["sha256"]), "bytes": int(v["bytes"])}
                              for k, v in data["files"].items()},
                }
            )  # fmt: skip
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise BundleError(f"{MANIFEST} is not a bundle's manifest.", _AGAIN) from error

    def to_json(self) -> str:
        """Canonical JSON, one stable text per manifest."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def write_manifest(
    folder: Path,
    *,
    name: str,
    created: str,
    model: ModelInfo,
    languages: tuple[str, ...],
    counts: Mapping[str, int],
    index: Mapping[str, Any] | None = None,
    evaluation: Mapping[str, Any] | None = None,
) -> Manifest:
    """Hash every file of the folder and write its manifest.json; `created` is UTC, ISO 8601."""
    files = {
        path.relative_to(folder).as_posix(): {"sha256": file_hash(path), "bytes": path.stat().st_size}
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path != folder / MANIFEST
    }
    content = hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()
    manifest = Manifest(
        name=name,
        created=created,
        content_hash=content,
        model=model,
        languages=languages,
        counts=dict(counts),
        files=files,
        index=dict(index or {"kind": "flat"}),
        evaluation=dict(evaluation or {}),
    )
    (folder / MANIFEST).write_text(manifest.to_json(), encoding="utf-8")
    return manifest


def read_manifest(folder: Path) -> Manifest:
    """The manifest alone, without looking at the other files. Raises BundleError."""
    path = folder / MANIFEST
    try:
        if path.stat().st_size > MANIFEST_LIMIT:
            raise BundleError(f"The manifest is larger than {MANIFEST_LIMIT} bytes.", _AGAIN, file=str(path))
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BundleError("There is no readable bundle here.", _AGAIN, file=str(path)) from error
    try:
        return Manifest.from_json(text)
    except BundleError as error:
        raise BundleError(error.what, error.next_step, file=str(path)) from error.__cause__


def verify(folder: Path, check_hashes: bool = True) -> Manifest:
    """Check that the bundle is whole and of this format. Raises BundleError naming the file that is wrong.

    check_hashes: also read every file and compare its SHA-256; sizes are always compared.
    """
    manifest = read_manifest(folder)
    for required in REQUIRED:
        if required not in manifest.files:
            raise BundleError(f"The manifest does not list {required}.", _AGAIN, file=str(folder / MANIFEST))
    for name, expected in manifest.files.items():
        path = folder / name
        if not _stays_inside(name) or path.is_symlink():
            raise BundleError(f"The manifest names a file outside the bundle: {name}.", _AGAIN, file=str(folder))
        if not path.is_file():
            raise BundleError("A file of the bundle is missing.", _AGAIN, file=str(path))
        if path.stat().st_size != expected["bytes"] or (check_hashes and file_hash(path) != expected["sha256"]):
            raise BundleError("A file of the bundle is not what its manifest says.", _AGAIN, file=str(path))
    return manifest


def current(bundles: Path) -> Path:
    """The bundle in use: what CURRENT names, or `bundles` itself when that is a bundle. Raises BundleError."""
    if (bundles / MANIFEST).is_file():
        return bundles
    pointer = bundles / "CURRENT"
    try:
        name = pointer.read_text(encoding="utf-8")[:512].strip()
    except (OSError, UnicodeDecodeError) as error:
        raise BundleError("No bundle is published here.", "Run kb-index build first.", file=str(pointer)) from error
    if not _stays_inside(name) or len(PurePosixPath(name).parts) != 1:
        raise BundleError("CURRENT names something that is not a bundle of this folder.", _AGAIN, file=str(pointer))
    folder = bundles / name
    if not (folder / MANIFEST).is_file():
        raise BundleError(f"CURRENT names {name}, which is no bundle.", _AGAIN, file=str(pointer))
    return folder


def file_hash(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(name) and "\\" not in name and ":" not in name and not path.is_absolute() and ".." not in path.parts
