"""A small bundle for tests of any room: articles, templates and rules of a made-up company, built once a session."""

from __future__ import annotations

import functools
import json
import shutil
import tempfile
from pathlib import Path

from kb_index.building import build

ARTICLES = (
    (
        "moving",
        "Moving house with broadband",
        "Moving your broadband is free of charge. The new line is ready within five working days. Tell us the"
        " new address and the day you move in.",
        (
            "Can I take my broadband with me when I move?",
            "I am moving to a new flat next month",
        ),
    ),
    (
        "invoice",
        "The invoice is wrong",
        "We correct a wrong invoice within two days and send a new one. Nothing needs to be paid before the "
        "new one has come.",
        (
            "You have charged me twice",
            "My bill is too high",
        ),
    ),
    (
        "slow-internet",
        "Slow internet",
        "Restart the router first: pull the plug, wait for thirty seconds and put it back. If it is still "
        "slow, connect a cable and measure the speed.",
        (
            "My internet is slow",
            "The wifi does not work well",
        ),
    ),
    (
        "cancel",
        "Ending the subscription",
        "A subscription ends one month after the notice. Give notice in the app or ask us to do it for you.",
        ("I want to cancel my subscription",),
    ),
    (
        "opening-hours",
        "Opening hours of the shop",
        "The shop is open from 10 to 18 on weekdays and from 10 to 15 on Saturdays. On Sundays it is closed.",
        ("When are you open?",),
    ),
    (
        "error-e4711",
        "Fault code E-4711 on the router",
        "The code E-4711 means that the fibre has no light. Check that the green plug is pushed in until it clicks.",
        ("The router shows E-4711",),
    ),
)
TEMPLATES = """\
- id: moving-ask.en
  lang: en
  title: Moving broadband
  article: moving
  when: ["We are moving, can we keep the broadband?"]
  text: "I can move your broadband to {{ new_address }} free of charge."
  slots: [new_address]
  ask: What is the new address?
"""
RULES = """\
- id: recording-notice
  version: 1
  title: {en: Recording notice}
  severity: required
  channels: [call]
  absent_by:
    says: {role: agent, any: [{regex: "call (is|will be) recorded"}]}
    within: 30
  say: {en: "This call is recorded for quality and training."}
- id: no-guarantees
  title: {en: No guarantees}
  severity: urgent
  says:
    role: agent
    any: [{regex: "\\\\bguarantee[ds]?\\\\b"}]
  say: {en: "I expect so, but I cannot promise it."}
"""
FLOWS = """\
- id: router-fault
  title: {en: Router fault}
  attributes: {contact_type: fault}
  when: [The light on the router is red and nothing works]
  triggers: ["(router|box) ~3 (dead|broken)"]
  steps:
    - {id: code, say: {en: "Which code does the router show?"}, slot: error_code, regex: '\\bE-?\\d{4}\\b'}
    - {id: plug, say: {en: "Please pull the plug for thirty seconds. The code is {{ error_code }}."}}
    - {id: worked, say: {en: "Does it work again now?"}, slot: works, type: yes_no}
    - {id: look-up, do: Look up the line}
    - {id: bye, kind: close, say: {en: "Thank you for calling."}, next: []}
"""


def write_tiny_kb(folder: Path) -> Path:
    """The KB folder that `tiny_bundle` is built from."""
    for own_id, title, text, questions in ARTICLES:
        asked = "".join(f"  - {json.dumps(question)}\n" for question in questions)
        path = folder / "articles" / f"{own_id}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ntitle: {title}\nlang: en\nquestions:\n{asked}---\n{text}\n", encoding="utf-8")
    for name, text in {
        "templates/all.yaml": TEMPLATES,
        "rules/all.yaml": RULES,
        "flows/all.yaml": FLOWS,
        "kb.toml": 'name = "Tiny"\n',
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def tiny_bundle(tmp: Path) -> Path:
    """A copy below `tmp`, a test's own, of BUNDLES with one bundle (all-MiniLM-L6-v2, six English articles) in use."""
    target = tmp / "bundles"
    shutil.copytree(_built(), target)
    return target


@functools.cache
def _built() -> Path:
    # Below the session's home, which the tests' conftest makes and removes.
    work = Path(tempfile.mkdtemp(prefix="tiny-bundle-", dir=Path.home()))
    build([write_tiny_kb(work / "kb")], work / "bundles", "minilm")
    return work / "bundles"
