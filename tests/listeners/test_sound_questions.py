"""Questions that are never answered hold one thread, and nobody who asks."""

from __future__ import annotations

import threading

import pytest

from agent_assist.listeners.sound_questions import Questions

WAIT = 20.0


def test_answers_and_errors_come_back_to_who_asked() -> None:
    questions = Questions("test")
    assert questions.ask(lambda: 42, WAIT) == 42
    with pytest.raises(ZeroDivisionError):
        questions.ask(lambda: 1 // 0, WAIT)
    assert questions.ask(threading.current_thread, WAIT) is not threading.current_thread()


def test_a_question_without_answer_is_given_up_and_later_ones_at_once() -> None:
    questions = Questions("test")
    hanging, asked = threading.Event(), []
    with pytest.raises(TimeoutError):
        questions.ask(lambda: hanging.wait(WAIT), 0.05)
    assert questions.held > 0.05
    with pytest.raises(TimeoutError):
        questions.ask(lambda: asked.append("too late"), 0.05)
    with pytest.raises(TimeoutError):  # waits for the one before it, in vain
        questions.ask(lambda: asked.append("not wanted any more"), questions.held + 0.1)
    hanging.set()
    assert questions.ask(lambda: list(asked), WAIT) == []
