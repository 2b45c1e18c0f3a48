"""Fits the calibration of an adapted encoder with the encoder of the first run, which has not seen what it is asked.

The encoder that is served was tuned on every question there is; its own scores on them would be too good. That of the
first run was tuned in the same way on all but those held out, so what it scores them is what a customer's words get.
"""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

from agent_assist.retrieval.calibration import Calibration
from agent_assist.retrieval.passages import PassageStore
from kb_index.calibrating import centred, fit
from kb_index.encoding import PassageEncoder
from kb_index.export import exported
from kb_index.indexing import kind_for, write_index
from kb_index.models import ModelFolder
from kb_index.rows import embedded_text


def judged_calibration(bundle: Path, aside: Path, judged: ModelFolder, unseen: frozenset[str]) -> Calibration:
    """Fit on the rows and words of the unfinished `bundle` as `judged` encodes them, in the new folder `aside`."""
    aside.mkdir()
    encoder = exported(judged)
    shutil.copytree(encoder, aside / "encoder")
    shutil.copytree(bundle / "lexical", aside / "lexical")
    shutil.copyfile(bundle / "passages.sqlite", aside / "passages.sqlite")
    with (
        closing(PassageStore.open(aside / "passages.sqlite")) as rows,
        PassageEncoder(encoder, judged) as passages,
    ):
        texts = [embedded_text(row) for row in rows.each_row()]
        distinct = list(dict.fromkeys(texts))
        place = {text: i for i, text in enumerate(distinct)}
        vectors = passages.encode(distinct)[[place[text] for text in texts]]
        vectors = centred(aside, rows, passages.idle, vectors)
        write_index(aside / "dense.faiss", vectors, kind_for(len(vectors), "flat"))
        return fit(aside, passages.idle(), unseen=unseen)
