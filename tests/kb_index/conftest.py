"""A small company's KB folder in three languages, and one bundle built from it for the whole session."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

ARTICLES = {
    "moving.en.md": """---
id: moving.en
topic: moving
title: Moving house with broadband
lang: en
tags: [broadband]
questions:
  - Can I take my broadband with me when I move?
version: "14"
attributes: {product: broadband}
---
Moving your broadband is free of charge. The new line is ready within five working days.

# What we need

- the new address
- the day you move in
""",
    "moving.sv.md": """---
id: moving.sv
topic: moving
title: Flytta bredbandet
lang: sv
questions:
  - Kan jag ta med mig bredbandet när jag flyttar?
---
Det är gratis att flytta bredbandet. Den nya linjen är klar inom fem arbetsdagar.
""",
    "zh/moving.md": """---
id: moving.zh
topic: moving
title: 搬家时迁移宽带
lang: zh-Hans
---
迁移宽带是免费的。新线路在五个工作日内开通。
""",
    "invoice.md": """---
title: The invoice is wrong
lang: en
valid_from: 2026-01-01
url: https://kb.example/invoice
---
We correct a wrong invoice within two days and send a new one. Nothing needs to be paid before that.
""",
}
TEMPLATES = """\
- id: moving-ask.en
  lang: en
  title: Moving broadband
  article: moving.en
  when:
    - We are moving next month, can we keep the internet?
  text: "I can move your broadband to {{ new_address }} free of charge."
  slots: [new_address]
  ask: What is the new address?
  next: goodbye.en
- id: goodbye.en
  lang: en
  title: Offer a call back
  when: [Please ring me back tomorrow]
  text: Of course, we call you back tomorrow.
"""
RULES = """\
- id: recording-notice
  title: {en: Recording notice}
  severity: required
  channels: [call]
  absent_by:
    says: {role: agent, any: [{exact: call is recorded}]}
    within: 30
  say: {en: "This call is recorded."}
- id: no-guarantees
  title: {en: No guarantees}
  severity: urgent
  says:
    role: agent
    any: [{regex: "\\\\bguarantee[ds]?\\\\b"}]
  say: {en: "I expect so, but I cannot promise it."}
"""
QUESTIONS = [
    {"id": "q1", "text": "does my internet move along to the new flat?", "lang": "en", "relevant": ["moving.en"]},
    {"id": "q2", "text": "min faktura", "lang": "sv", "relevant": ["invoice"]},
    {"id": "q3", "text": "how tall is the Eiffel tower?", "lang": "en", "relevant": []},
    {"id": "q4", "text": "hur flyttar jag bredbandet?", "lang": "sv", "relevant": ["moving.sv"]},
    {"id": "q5", "text": "搬家怎么办宽带", "lang": "zh-Hans", "relevant": ["moving.zh"]},
    {"id": "q6", "text": "the bill you sent is not right", "lang": "en", "relevant": ["invoice"]},
]
KB_TOML = """\
name = "Small company"
languages = ["en", "sv", "zh-Hans"]
model = "auto"

[gate]
recall_at_1 = 0.5
"""


def write_kb(folder: Path) -> Path:
    """The whole folder, below `folder`."""
    for name, text in ARTICLES.items():
        path = folder / "articles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    lines = "".join(json.dumps(question, ensure_ascii=False) + "\n" for question in QUESTIONS)
    for name, text in {
        "templates/all.yaml": TEMPLATES,
        "rules/all.yaml": RULES,
        "questions/all.jsonl": lines,
        "kb.toml": KB_TOML,
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def kb_folder(tmp_path: Path) -> Path:
    """A KB folder that a test may change."""
    return write_kb(tmp_path / "kb")
