"""Builds a bundle: read, check, divide, encode what is new, write aside, calibrate, measure, publish in one step."""

from __future__ import annotations

import dataclasses
import json
import shutil
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import numpy.typing as npt

from agent_assist.errors import BundleError, UsageError
from agent_assist.retrieval.bundle import Manifest, ModelInfo, verify, write_manifest
from agent_assist.retrieval.dense import write_dense
from agent_assist.retrieval.lexical import write_lexical
from agent_assist.retrieval.passages import ArticleRow, VectorRow, write_passages
from kb_index.atomic import replace_text, sync_folder, sync_tree
from kb_index.calibrating import calibrate
from kb_index.checking import check_sources, first_error
from kb_index.encoding import encode
from kb_index.evaluating import evaluate
from kb_index.export import exported
from kb_index.models import ModelFolder, resolve
from kb_index.progress import Progress, silent
from kb_index.records import Finding, KnowledgeBase
from kb_index.reuse import known_vectors
from kb_index.rows import article_rows, embedded_text, vector_rows


@dataclasses.dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build made. reused, encoded: distinct texts whose vectors were taken over or made. seconds: by stage."""

    bundle: Path
    name: str
    model: str
    languages: tuple[str, ...]
    articles: int
    passages: int
    rows: int
    templates: int
    rules: int
    reused: int
    encoded: int
    seconds: dict[str, float]
    evaluation: dict[str, Any]
    warnings: tuple[Finding, ...]


_GATE_NEXT = "Mend the articles, add questions, or lower the gate in kb.toml."


class GateError(BundleError):
    """A bundle is worse than its knowledge base allows; it is not published."""

    code = "gate"


class _Clock:
    """Seconds by stage, in the order of the stages."""

    def __init__(self, progress: Progress) -> None:
        self.seconds: dict[str, float] = {}
        self._progress = progress
        self._began = self._stage_began = perf_counter()
        self._stage = ""

    def stage(self, name: str) -> None:
        now = perf_counter()
        if self._stage:
            self.seconds[self._stage] = round(now - self._stage_began, 3)
        self._stage, self._stage_began = name, now
        self._progress(name, 0, 0)

    def end(self) -> dict[str, float]:
        self.stage("done")
        return {**self.seconds, "total": round(perf_counter() - self._began, 3)}


def build(
    sources: Sequence[Path], out: Path, model: str | None = None, progress: Progress | None = None
) -> BuildReport:
    """Build the sources into a new bundle below `out` and make it the one in use.

    model: auto, minilm, e5, a folder or a hub name; None = what kb.toml says. Raises UserFacingError; then the bundle
    that was in use stays in use, and nothing is left behind.
    """
    tell = progress or silent
    clock = _Clock(tell)
    clock.stage("read")
    now = datetime.now(UTC)
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is not a folder.", "Name the folder that holds the bundles.")
    kb, findings = check_sources(sources, now.date().isoformat())
    error = first_error(findings)
    if error is not None:
        raise error
    articles = article_rows(kb)
    rows = vector_rows(articles, kb)
    languages = tuple(sorted({article.lang for article in articles}))
    clock.stage("model")
    chosen = resolve(model or kb.settings.model, languages)
    encoder = exported(chosen)
    clock.stage("encode")
    vectors, reused, encoded = _vectors(rows, out, chosen, encoder, tell)
    work = _work_folder(out)
    try:
        clock.stage("write")
        _write(work, kb, articles, rows, vectors, encoder)
        clock.stage("calibrate")
        calibrate(work, chosen, kb.questions)
        clock.stage("measure")
        manifest = _manifest(work, kb, chosen, languages, articles, rows, vectors, now, {})
        figures: dict[str, Any] = {}
        if kb.questions:
            figures = evaluate(work, kb.questions, lambda done, total: tell("measure", done, total), check_hashes=False)
            manifest = _manifest(work, kb, chosen, languages, articles, rows, vectors, now, figures)
        _pass_gate(kb, figures)
        clock.stage("publish")
        name = _publish(work, out, manifest, now)
    except OSError as problem:
        raise _not_written(out, problem) from problem
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return BuildReport(
        bundle=out / name,
        name=manifest.name,
        model=chosen.id,
        languages=languages,
        articles=manifest.counts["articles"],
        passages=manifest.counts["passages"],
        rows=manifest.counts["rows"],
        templates=manifest.counts["templates"],
        rules=manifest.counts["rules"],
        reused=reused,
        encoded=encoded,
        seconds=clock.end(),
        evaluation=figures,
        warnings=tuple(findings),
    )


def _work_folder(out: Path) -> Path:
    try:
        out.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=".building-", dir=out))
    except OSError as problem:
        raise _not_written(out, problem) from problem


def _not_written(out: Path, problem: OSError) -> BundleError:
    reason = problem.strerror or str(problem)
    what = f"The bundle cannot be written ({reason}); the one in use stays."
    return BundleError(what, "Check the disk and its rights, then build again.", file=str(out))


def _vectors(
    rows: Sequence[VectorRow], out: Path, model: ModelFolder, encoder: Path, tell: Progress
) -> tuple[npt.NDArray[np.float32], int, int]:
    """((rows, dimension) vectors, texts reused, texts encoded)."""
    texts = [embedded_text(row) for row in rows]
    distinct = list(dict.fromkeys(texts))
    known = known_vectors(out, model, encoder, set(distinct))
    new = [text for text in distinct if text not in known]
    made = encode(new, encoder, model, lambda done, total: tell("encode", done, total))
    vectors = {**known, **dict(zip(new, made, strict=True))}
    return np.stack([vectors[text] for text in texts]), len(known), len(new)


def _write(
    work: Path,
    kb: KnowledgeBase,
    articles: Sequence[ArticleRow],
    rows: Sequence[VectorRow],
    vectors: npt.NDArray[np.float32],
    encoder: Path,
) -> None:
    write_passages(work / "passages.sqlite", articles, rows)
    write_dense(work / "dense.faiss", vectors)
    write_lexical(work / "lexical", rows, articles)
    (work / "encoder").mkdir()
    for name in ("model.onnx", "tokenizer.json"):
        shutil.copyfile(encoder / name, work / "encoder" / name)
    templates = [dataclasses.asdict(placed.template) for placed in kb.templates]
    rules = [dict(placed.rule) for placed in kb.rules]
    for folder, items in (("templates", templates), ("rules", rules)):
        if items:
            (work / folder).mkdir()
            text = json.dumps(items, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
            (work / folder / f"{folder}.json").write_text(text, encoding="utf-8")


def _manifest(
    work: Path,
    kb: KnowledgeBase,
    model: ModelFolder,
    languages: tuple[str, ...],
    articles: Sequence[ArticleRow],
    rows: Sequence[VectorRow],
    vectors: npt.NDArray[np.float32],
    now: datetime,
    figures: dict[str, Any],
) -> Manifest:
    return write_manifest(
        work,
        name=kb.settings.name,
        created=now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        model=ModelInfo(
            id=model.id,
            sha256=model.sha256,
            dimension=int(vectors.shape[1]),
            query_prefix=model.query_prefix,
            passage_prefix=model.passage_prefix,
            max_tokens=model.max_tokens,
        ),
        languages=languages,
        counts={
            "articles": len(kb.articles),
            "passages": sum(row.kind == "body" for row in rows),
            "rows": len(rows),
            "templates": len(kb.templates),
            "rules": len(kb.rules),
        },
        evaluation=figures,
    )


def _pass_gate(kb: KnowledgeBase, figures: dict[str, Any]) -> None:
    """Refuse to publish below the figures that kb.toml asks for."""
    place = kb.settings.place.file if kb.settings.place else None
    if kb.settings.gate and not figures:
        raise GateError("The gate cannot be judged: the knowledge base has no questions.", _GATE_NEXT, file=place)
    for key, least in kb.settings.gate.items():
        reached = figures[key.replace("_at_", "@")]
        if reached is None or reached < least:
            told = "cannot be measured with these questions" if reached is None else f"is {reached:.3f}"
            raise GateError(
                f"The gate asks for {key} of at least {least:.3f}; it {told}. The bundle in use stays.",
                _GATE_NEXT,
                file=place,
            )


def _publish(work: Path, out: Path, manifest: Manifest, now: datetime) -> str:
    """Bring the folder onto the disk, verify it, rename it and point CURRENT to it. Returns its name."""
    sync_tree(work)
    verify(work)
    name = f"{now.strftime('%Y%m%dT%H%M%SZ')}-{manifest.content_hash[:8]}"
    work.chmod(0o755)
    work.rename(out / name)
    sync_folder(out)
    replace_text(out / "CURRENT", name + "\n")
    return name
