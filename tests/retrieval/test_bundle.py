from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.errors import BundleError
from agent_assist.retrieval.bundle import (
    MANIFEST_LIMIT,
    Manifest,
    ModelInfo,
    current,
    read_manifest,
    verify,
    write_manifest,
)
from agent_assist.retrieval.searcher import Searcher

_NAME = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(_NAME, st.dictionaries(_NAME, st.integers(0, 10**9), max_size=3), st.lists(_NAME, max_size=3))
def test_manifest_round_trip(name: str, counts: dict[str, int], languages: list[str]) -> None:
    manifest = Manifest(
        name=name,
        created="2026-11-22T10:00:00Z",
        content_hash="00",
        model=ModelInfo("m", "00", 384, "query: ", "passage: ", 512),
        languages=tuple(languages),
        counts=counts,
        files={"dense.faiss": {"sha256": "00", "bytes": 1}},
    )
    assert Manifest.from_json(manifest.to_json()) == manifest


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 1}', "null", "[" * 100_000])
def test_what_is_no_manifest(text: str) -> None:
    with pytest.raises(BundleError):
        Manifest.from_json(text)


def test_another_format_is_named(bundle: Path) -> None:
    data = json.loads((bundle / "manifest.json").read_text())
    (bundle / "manifest.json").write_text(json.dumps({**data, "format": 2}))
    with pytest.raises(BundleError, match="format 2") as caught:
        verify(bundle)
    assert "Update the program" in caught.value.next_step


def test_a_whole_bundle_verifies(shared_bundle: Path) -> None:
    manifest = verify(shared_bundle)
    assert manifest.counts["articles"] == 6
    assert manifest.model.dimension == 384


@pytest.mark.parametrize("name", ["dense.faiss", "passages.sqlite", "calibration.json", "encoder/model.onnx"])
def test_a_changed_byte_is_found(bundle: Path, name: str) -> None:
    path = bundle / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(BundleError) as caught:
        verify(bundle)
    assert caught.value.file == str(path)
    # Sizes alone do not tell.
    assert verify(bundle, check_hashes=False).counts["articles"] == 6


def test_a_cut_or_missing_file_is_found_without_hashing(bundle: Path) -> None:
    path = bundle / "encoder" / "model.onnx"
    os.truncate(path, 10)
    with pytest.raises(BundleError):
        verify(bundle, check_hashes=False)
    path.unlink()
    with pytest.raises(BundleError, match="missing"):
        verify(bundle, check_hashes=False)


@pytest.mark.parametrize("name", ["../outside", "/etc/hostname", "a/../../outside", "C:\\x"])
def test_a_manifest_cannot_name_files_outside(bundle: Path, name: str) -> None:
    data = json.loads((bundle / "manifest.json").read_text())
    data["files"][name] = {"sha256": "00", "bytes": 0}
    (bundle / "manifest.json").write_text(json.dumps(data))
    with pytest.raises(BundleError, match="outside"):
        verify(bundle)


def test_a_link_is_no_file_of_the_bundle(bundle: Path, tmp_path: Path) -> None:
    path = bundle / "calibration.json"
    path.rename(tmp_path / "elsewhere.json")
    path.symlink_to(tmp_path / "elsewhere.json")
    with pytest.raises(BundleError, match="outside"):
        verify(bundle)


def test_an_unlisted_part_and_a_huge_manifest_are_refused(bundle: Path) -> None:
    data = json.loads((bundle / "manifest.json").read_text())
    del data["files"]["dense.faiss"]
    (bundle / "manifest.json").write_text(json.dumps(data))
    with pytest.raises(BundleError, match=r"dense\.faiss"):
        verify(bundle)
    (bundle / "manifest.json").write_bytes(b" " * (MANIFEST_LIMIT + 1))
    with pytest.raises(BundleError, match="larger"):
        read_manifest(bundle)


def test_dimensions_must_agree(bundle: Path) -> None:
    old = read_manifest(bundle)
    write_manifest(
        bundle,
        name=old.name,
        created=old.created,
        model=ModelInfo(old.model.id, old.model.sha256, 768),
        languages=old.languages,
        counts=old.counts,
    )
    with pytest.raises(BundleError, match="768"):
        Searcher.open(bundle)


def test_current_names_a_bundle(bundle: Path) -> None:
    assert current(bundle.parent) == bundle
    assert current(bundle) == bundle


@pytest.mark.parametrize("name", ["../x", "/etc", "a/b", "", "..", "gone", "."])
def test_current_cannot_climb_out_or_name_nothing(bundle: Path, name: str) -> None:
    (bundle.parent / "CURRENT").write_text(name + "\n")
    with pytest.raises(BundleError):
        current(bundle.parent)


def test_no_bundle_here(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="No bundle"):
        current(tmp_path)
