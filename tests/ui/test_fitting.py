"""What waits for room, and what does not."""

from __future__ import annotations

from agent_assist.ui.fitting import Step, make_room, whole_ones


def waiting(missing: int, *saves: int) -> tuple[list[bool], int]:
    told: dict[int, bool] = {}
    left = make_room(missing, [Step(one, lambda on, at=at: told.update({at: on})) for at, one in enumerate(saves)])
    return [told[at] for at in range(len(saves))], left


def test_nothing_waits_where_there_is_room() -> None:
    assert waiting(0, 10, 20) == ([False, False], 0)
    assert waiting(-30, 10, 20) == ([False, False], -30)


def test_the_first_wait_first_and_no_more_than_needed() -> None:
    assert waiting(5, 10, 20) == ([True, False], -5)
    assert waiting(25, 10, 20, 30) == ([True, True, False], -5)


def test_what_frees_nothing_need_not_wait() -> None:
    assert waiting(5, 0, 20) == ([False, True], -15)


def test_what_is_still_missing_is_said() -> None:
    assert waiting(50, 10, 20) == ([True, True], 20)


def test_what_does_not_fit_whole_is_not_begun() -> None:
    assert whole_ones([30, 40], 20) == (0, False)
    assert whole_ones([30, 40], 69) == (30, False)
    assert whole_ones([30, 40], 70) == (70, True)
    assert whole_ones([], 0) == (0, True)
