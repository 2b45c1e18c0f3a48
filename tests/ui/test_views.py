"""Every view of the window, in every language and at both sizes of text: nothing is cut off, out of place or hidden."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from agent_assist.ui.dressing import Dressing

sys.path.insert(0, str(Path(__file__).parents[2] / "docs"))

from geometry import faults
from screenshots import CALLS, PAGES, WORK, Picture, opened

#: As wide as beside a wide work, and as small as the panel can be, in pixels at 100 %.
WIDE, LOW, LEAST = (1100, 720), (440, 600), (360, 600)
AT_WORK = [
    *((view, (440, 900)) for view in (*WORK, "call")),
    *(("call", size) for size in (WIDE, LOW, LEAST)),
    *(("find", size) for size in (LOW, LEAST)),
    ("edit", LEAST),
]


def settle() -> None:
    """Let the window answer to what was posted."""
    for _ in range(3):
        QApplication.processEvents()


@pytest.fixture
def _home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path))


@pytest.mark.usefixtures("_home")
@pytest.mark.parametrize("text_size", [100, 200])
@pytest.mark.parametrize("lang", CALLS)
def test_every_view_is_laid_out_well(dressing: Dressing, qtbot, lang: str, text_size: int) -> None:
    # Pages scroll, so only large words are too wide for them.
    views = AT_WORK if text_size == 100 else [*AT_WORK, *((page, (440, 900)) for page in PAGES)]
    for view, size in views:
        with opened(dressing, Picture(view, lang=lang, text_size=text_size, size=size), settle) as shown:
            wrong = faults(shown)
            if wrong:  # a busy computer lays out late
                with contextlib.suppress(TimeoutError):
                    qtbot.waitUntil(lambda shown=shown: not faults(shown), timeout=2000)
                wrong = faults(shown)
            assert wrong == [], (view, size)
