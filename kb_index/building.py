"""Builds a bundle: read, check, divide, encode what is new, write aside, calibrate, measure, publish in one step."""

from __future__ import annotations

import dataclasses
import json
import shutil
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

from agent_assist.errors import BundleError, UsageError
from agent_assist.retrieval.bundle import MANIFEST, Manifest, ModelInfo, file_hash, verify, write_manifest
from agent_assist.retrieval.centring import FILE as CENTRES
from agent_assist.retrieval.lexical import write_lexical
from agent_assist.retrieval.passages import KINDS, PassageStore, write_passages
from agent_assist.retrieval.pgvector import table_for, write_pgvector
from agent_assist.retrieval.tokens import PIECES_FILE
from kb_index.adapting import Adapted, adapt
from kb_index.atomic import replace_text, sync_folder, sync_tree
from kb_index.calibrating import centred, fit
from kb_index.checking import check_sources, first_error
from kb_index.confirmed import merge_confirmed
from kb_index.embedding import Embedded, embed
from kb_index.encoding import PassageEncoder
from kb_index.evaluating import evaluate
from kb_index.export import exported
from kb_index.flows import write_flows
from kb_index.indexing import IndexInfo, kind_for, write_index
from kb_index.judging import judged_calibration
from kb_index.models import ENGLISH, ModelFolder, resolve
from kb_index.progress import Progress, silent
from kb_index.pruning import scripts_of
from kb_index.records import Finding, KnowledgeBase
from kb_index.reuse import Fitted, encoder_key, fitted_to, row_hashes, seed_store
from kb_index.rows import article_rows, vector_rows, written
from kb_index.rule_vectors import write_rule_vectors
from kb_index.shots import few_shots
from kb_index.vectorstore import VectorStore
from kb_index.workplace import Workplace, workplace


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
    flows: int
    reused: int
    encoded: int
    seconds: dict[str, float]
    evaluation: dict[str, Any]
    warnings: tuple[Finding, ...]
    adapted: dict[str, Any] = dataclasses.field(default_factory=dict)


#: In the cache: the calibration of the last bundle that was published, and what it was fitted to.
_FITTED = "fitted.json"
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
    sources: Sequence[Path],
    out: Path,
    model: str | None = None,
    progress: Progress | None = None,
    index: str = "auto",
    adapt_minutes: float | None = None,
    shots: int | None = None,
    confirmed: Sequence[Path] = (),
    server: str | None = None,
    encoding: Callable[[Path, ModelFolder], PassageEncoder] = PassageEncoder,
) -> BuildReport:
    """Build the sources into a new bundle below `out` and make it the one in use.

    model: auto, minilm, mpnet, e5, a folder or a hub name; None = what kb.toml says.
    index: auto (by the number of rows), flat, sqfp16, hnsw or ivf.
    adapt_minutes: tune the encoder to the KB for at most so long (kb_index.adapting); None = take it as it is.
    shots: take so many customer questions of each article only, a seeded choice; for measuring.
    confirmed: files of what agents taught (kb_index.confirmed), which become questions of the articles.
    server: write the vectors to this PostgreSQL server with pgvector too (a libpq connection string).
    encoding: opens what makes the vectors (exported encoder, model); for measuring builds of a size that takes hours.
    Raises UserFacingError; then the bundle that was in use stays in use, and nothing is left behind. A build that was
    killed is taken up by the next one where it had got to, and ends with the same content.
    """
    tell = progress or silent
    clock = _Clock(tell)
    clock.stage("read")
    now = datetime.now(UTC)
    kind_for(0, index)
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is not a folder.", "Name the folder that holds the bundles.")
    kb, findings = check_sources(sources, now.date().isoformat())
    error = first_error(findings)
    if error is not None:
        raise error
    kb, left_out = merge_confirmed(kb, confirmed)
    if shots is not None:
        kb = few_shots(kb, shots)
    articles = article_rows(kb)
    languages = tuple(sorted({article.lang for article in articles}))
    clock.stage("model")
    chosen = resolve(model or kb.settings.model, languages)
    left_out += _unread(chosen, kb)
    adapted = Adapted(chosen)
    if adapt_minutes is not None:
        clock.stage("adapt")
        adapted = adapt(chosen, articles, vector_rows(articles, kb), adapt_minutes, tell)
        chosen = adapted.model
    scripts = scripts_of(written(kb))
    encoder = exported(chosen, scripts)
    key = encoder_key(encoder, chosen)
    try:
        with workplace(out) as place, encoding(encoder, chosen) as passages:
            clock.stage("divide")
            work, kept = place.bundle, place.cache / f"vectors-{key}.sqlite"
            write_passages(work / "passages.sqlite", articles, vector_rows(articles, kb))
            with closing(PassageStore.open(work / "passages.sqlite")) as rows:
                clock.stage("encode")
                embedded = _embed(rows, kept, out, chosen, encoder, passages, place.aside / "vectors.f32", tell)
                clock.stage("write")
                info = _write(work, kb, rows, embedded, passages, encoder, index, server)
                counts = _counts(kb, rows)
                clock.stage("calibrate")
                fitted = _calibrate(place, rows, adapted, passages, key, info)
            clock.stage("measure")
            manifest = _manifest(work, kb, adapted, languages, scripts, embedded, info, now, counts)
            figures: dict[str, Any] = {}
            if kb.questions:
                figures = evaluate(work, kb.questions, lambda done, all_: tell("measure", done, all_), False)
                # No file that the manifest lists has changed.
                manifest = dataclasses.replace(manifest, evaluation={**figures, **manifest.evaluation})
                (work / MANIFEST).write_text(manifest.to_json(), encoding="utf-8")
            _pass_gate(kb, figures)
            clock.stage("publish")
            name = _publish(work, out, manifest, now)
            _remember(place, fitted, embedded, kept)
    except OSError as problem:
        raise _not_written(out, problem) from problem
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
        flows=manifest.counts["flows"],
        reused=embedded.reused,
        encoded=embedded.encoded,
        seconds=clock.end(),
        evaluation=figures,
        adapted=adapted.figures,
        warnings=(*findings, *left_out),
    )


def _unread(model: ModelFolder, kb: KnowledgeBase) -> list[Finding]:
    """A warning for each language that the model does not know, at its first article."""
    if model.id not in ENGLISH:
        return []
    first = {article.lang: article.place for article in reversed(kb.articles) if article.lang.split("-")[0] != "en"}
    what = "{0} knows English only: articles in “{1}” will hardly be found."
    return [
        Finding(place, "warning", "model-language", what.format(model.id, lang), "Take the model e5, or auto.")
        for lang, place in sorted(first.items())
    ]


def _not_written(out: Path, problem: OSError) -> BundleError:
    reason = problem.strerror or str(problem)
    what = f"The bundle cannot be written ({reason}); the one in use stays."
    return BundleError(what, "Check the disk and its rights, then build again.", file=str(out))


def _embed(
    rows: PassageStore,
    kept: Path,
    out: Path,
    model: ModelFolder,
    encoder: Path,
    passages: PassageEncoder,
    file: Path,
    tell: Progress,
) -> Embedded:
    with VectorStore.open(kept) as store:
        if store.empty:
            seed_store(store, out, model, encoder)
        return embed(rows, store, passages, file, partial(tell, "encode"))


def _write(
    work: Path,
    kb: KnowledgeBase,
    rows: PassageStore,
    embedded: Embedded,
    passages: PassageEncoder,
    encoder: Path,
    index: str,
    server: str | None,
) -> IndexInfo:
    (work / "encoder").mkdir()
    for file in encoder.iterdir():
        shutil.copyfile(file, work / "encoder" / file.name)
    vectors = centred(work, rows, passages.idle, embedded.vectors)
    info = write_index(work / "dense.faiss", vectors, kind_for(len(vectors), index))
    if server:
        table = table_for(file_hash(work / "dense.faiss"))
        write_pgvector(server, table, vectors)
        info = dataclasses.replace(info, parameters={**info.parameters, "table": table})
    write_lexical(work / "lexical", rows.each_row(), rows.articles)
    templates = [dataclasses.asdict(placed.template) for placed in kb.templates]
    rules = [dict(placed.values) for placed in kb.rules]
    for folder, items in (("templates", templates), ("rules", rules)):
        if items:
            (work / folder).mkdir()
            text = json.dumps(items, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
            (work / folder / f"{folder}.json").write_text(text, encoding="utf-8")
    if rules:
        write_rule_vectors(work, rules, passages.idle())
    if kb.flows:
        write_flows(work, kb, passages.idle())
    return info


def _calibrate(
    place: Workplace,
    rows: PassageStore,
    adapted: Adapted,
    passages: PassageEncoder,
    key: str,
    info: IndexInfo,
) -> Fitted:
    """Calibrate, with what was fitted before where it still holds."""
    hashes = row_hashes(rows)
    of = fitted_to(key, info.kind, (place.bundle / CENTRES).is_file())
    before = Fitted.load(place.cache / _FITTED)
    if before is not None and before.holds_for(of, hashes):
        fit(place.bundle, passages.idle(), before.calibration)
        return before
    if adapted.judged in (None, adapted.model):
        return Fitted(of, hashes, fit(place.bundle, passages.idle(), unseen=adapted.unseen))
    judged = judged_calibration(place.bundle, place.aside / "judged", adapted.judged, adapted.unseen)
    return Fitted(of, hashes, fit(place.bundle, passages.idle(), judged))


def _remember(place: Workplace, fitted: Fitted, embedded: Embedded, path: Path) -> None:
    """Leave in the cache what the next build takes up, and nothing of encoders that are no longer used."""
    fitted.save(place.cache / _FITTED)
    for other in place.cache.glob("vectors-*"):
        if not other.name.startswith(path.name):
            other.unlink(missing_ok=True)
    with VectorStore.open(path) as store:
        store.keep_only(embedded.keys)


def _manifest(
    work: Path,
    kb: KnowledgeBase,
    adapted: Adapted,
    languages: tuple[str, ...],
    scripts: frozenset[str],
    embedded: Embedded,
    info: IndexInfo,
    now: datetime,
    counts: dict[str, int],
) -> Manifest:
    model = adapted.model
    return write_manifest(
        work,
        name=kb.settings.name,
        created=now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        model=ModelInfo(
            id=model.id,
            sha256=model.sha256,
            dimension=int(embedded.vectors.shape[1]),
            query_prefix=model.query_prefix,
            passage_prefix=model.passage_prefix,
            max_tokens=model.max_tokens,
            base_sha256=adapted.base_sha256,
            scripts=tuple(sorted(scripts)) if (work / "encoder" / PIECES_FILE).is_file() else (),
        ),
        languages=languages,
        counts=counts,
        index=info.to_json(),
        evaluation={"adapted": adapted.figures} if adapted.figures else {},
    )


def _counts(kb: KnowledgeBase, rows: PassageStore) -> dict[str, int]:
    return {
        "articles": len(kb.articles),
        "passages": int((rows.row_kind == KINDS.index("body")).sum()),
        "rows": len(rows.row_kind),
        "templates": len(kb.templates),
        "rules": len(kb.rules),
        "flows": len(kb.flows),
    }


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
    # Two builds of one second with the same content are one bundle.
    if not (out / name).is_dir():
        work.rename(out / name)
    sync_folder(out)
    replace_text(out / "CURRENT", name + "\n")
    return name
