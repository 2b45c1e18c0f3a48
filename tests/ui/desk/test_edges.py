"""Where the panel lies, as arithmetic."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from agent_assist.ui.desk.edges import LEAST, Area, ScreenPlace, choose_screen, docked, strut
from agent_assist.ui.desk.placement import Placement, read_placement, write_placement

ONE = Area(0, 0, 1920, 1080)
RIGHT_OF_IT = Area(1920, 0, 1280, 1024)
DESKTOP = Area(0, 0, 3200, 1080)


def test_a_panel_takes_its_width_of_the_edge_and_no_more() -> None:
    left = docked("left", ONE, 440)
    assert left == Area(0, 0, 440, 1080)
    assert strut("left", left, ONE, [ONE]) == (440, 0, 0, 0, 0, 1079, 0, 0, 0, 0, 0, 0)
    right = docked("right", Area(0, 27, 1920, 1053), 440)
    assert right == Area(1480, 27, 440, 1053)
    assert strut("right", right, ONE, [ONE]) == (0, 440, 0, 0, 0, 0, 27, 1079, 0, 0, 0, 0)


def test_beside_another_dock_the_room_of_both_is_kept() -> None:
    panel = docked("left", Area(64, 0, 1856, 1080), 440)
    assert strut("left", panel, ONE, [ONE])[0] == 504


def test_an_edge_between_two_screens_is_not_reserved() -> None:
    screens = [ONE, RIGHT_OF_IT]
    inner = docked("right", ONE, 440)
    assert strut("right", inner, DESKTOP, screens) is None
    assert strut("left", docked("left", RIGHT_OF_IT, 440), DESKTOP, screens) is None
    outer = docked("right", RIGHT_OF_IT, 440)
    assert strut("right", outer, DESKTOP, screens) == (0, 440, 0, 0, 0, 0, 0, 1023, 0, 0, 0, 0)


@st.composite
def desktops(draw: st.DrawFn) -> list[Area]:
    """Screens side by side or above each other, of different sizes."""
    across = draw(st.booleans())
    at, screens = 0, []
    for _ in range(draw(st.integers(1, 4))):
        wide, high = draw(st.integers(800, 4000)), draw(st.integers(600, 2400))
        screens.append(Area(at, 0, wide, high) if across else Area(0, at, wide, high))
        at += wide if across else high
    return screens


@given(desktops(), st.integers(0, 3), st.sampled_from(["left", "right"]), st.integers(1, 5000))
def test_no_strut_reaches_into_another_screen(screens: list[Area], chosen: int, edge: str, width: int) -> None:
    own = screens[chosen % len(screens)]
    desktop = Area(0, 0, max(one.right for one in screens), max(one.bottom for one in screens))
    panel = docked(edge, own, width)
    assert own.x <= panel.x
    assert panel.right <= own.right
    assert LEAST <= panel.width <= max(LEAST, own.width // 2)
    taken = strut(edge, panel, desktop, screens)
    if taken is None:
        return
    first, last = (taken[4], taken[5]) if edge == "left" else (taken[6], taken[7])
    kept = Area(0 if edge == "left" else desktop.right - taken[1], first, taken[0] or taken[1], last - first + 1)
    assert kept.meets(panel)
    assert not any(kept.meets(one) for one in screens if one != own)


def test_the_screen_is_found_again_or_another_takes_its_place() -> None:
    left, right = ScreenPlace("DP-1", ONE), ScreenPlace("DP-2", RIGHT_OF_IT)
    assert choose_screen(None, [left, right]) == left
    assert choose_screen(right, [left, right]) == right
    assert choose_screen(ScreenPlace("DP-2", ONE), [left, right]) == right
    assert choose_screen(ScreenPlace("HDMI-1", RIGHT_OF_IT), [left, right]) == right
    assert choose_screen(right, [left]) == left
    twins = [ScreenPlace("Same make", ONE), ScreenPlace("Same make", RIGHT_OF_IT)]
    assert choose_screen(twins[1], twins) == twins[1]


def test_the_place_is_kept_and_a_damaged_file_is_a_fresh_start(tmp_path: Path) -> None:
    file = tmp_path / "new" / "place.json"
    placement = Placement("left", True, ScreenPlace("DP-2", RIGHT_OF_IT), 500, True, Area(10, 20, 440, 900))
    write_placement(file, placement)
    # The edge and staying above are settings, which IT may fix.
    assert read_placement(file) == replace(placement, edge="", on_top=False)
    assert [one.name for one in file.parent.iterdir()] == ["place.json"]
    for damage in ("", "[]", "{}", '{"screen": 1, "width": 2, "compact": 0, "free": null}', file.read_text()[:-9]):
        file.write_text(damage, encoding="utf-8")
        assert read_placement(file) == Placement()
    assert read_placement(tmp_path / "none.json") == Placement()
