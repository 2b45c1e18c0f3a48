"""Whom to believe, and how far what was taught moves an article, on vectors made by hand."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from agent_assist.retrieval.taught import Moves, Taught, belief

FloatArray = npt.NDArray[np.float32]
ARTICLES, DIMENSION, EACH = 40, 64, 4


def unit(rows: npt.NDArray[np.float64]) -> FloatArray:
    return (rows / np.linalg.norm(rows, axis=-1, keepdims=True)).astype(np.float32)


class World:
    """Matters, a title for each, and wordings, which all share the way that customers talk."""

    def __init__(self) -> None:
        self._draw = np.random.default_rng(5)
        self._matters = self._draw.normal(size=(ARTICLES, DIMENSION))
        self._talk = self._draw.normal(size=DIMENSION)
        self.titles = unit(self._matters + self._draw.normal(size=self._matters.shape))

    def said(self, places: npt.NDArray[np.int64]) -> FloatArray:
        noise = self._draw.normal(size=(len(places), DIMENSION))
        return unit(self._matters[places] + self._talk + noise)


def taught(vectors: FloatArray, place: npt.NDArray[np.int64], titles: FloatArray, times: int = 1) -> Taught:
    order = np.argsort(place, kind="stable")
    own = np.arange(len(titles))
    contacts = np.full(len(place), times, dtype=np.float32)
    return Taught(vectors[order], place[order], contacts, titles, own, np.ones(len(own), dtype=np.bool_))


def nobody(questions: int) -> FloatArray:
    return np.zeros((questions, 0), dtype=np.float32)


def test_right_questions_are_believed_and_wrong_ones_hardly() -> None:
    world = World()
    place = np.repeat(np.arange(ARTICLES), EACH)
    vectors = world.said(place)
    said = place.copy()
    said[::10] = (said[::10] + 7) % ARTICLES
    order = np.argsort(said, kind="stable")
    believed = belief(taught(vectors, said, world.titles), nobody(len(said)))
    wrong = (said != place)[order]
    assert believed[~wrong].mean() > 0.9
    assert believed[wrong].mean() < 0.3


def test_a_question_near_an_article_of_which_nothing_is_taught_is_believed_less() -> None:
    world = World()
    lone = taught(world.titles[1:2], np.zeros(1, dtype=np.int64), world.titles[:1])
    far = np.full((1, 1), 0.0, dtype=np.float32)
    near = np.full((1, 1), 0.99, dtype=np.float32)
    assert belief(lone, near)[0] < belief(lone, far)[0]


def test_contacts_that_agree_are_believed_in_the_end() -> None:
    world = World()
    place = np.zeros(1, dtype=np.int64)
    believed = [
        float(belief(taught(world.titles[1:2], place, world.titles, times), nobody(1))[0]) for times in range(1, 5)
    ]
    assert believed[0] == 0
    assert believed == sorted(believed)
    assert believed[-1] > 0.9


def test_a_lone_question_is_doubted_less_than_one_beside_others() -> None:
    title, question, other = np.eye(3, dtype=np.float32)
    question = unit(title + 2 * question)
    rival = np.array([[float(question @ title) + 0.1]], dtype=np.float32)
    lone = belief(taught(question[None], np.zeros(1, dtype=np.int64), title[None]), rival)[0]
    both = taught(np.stack([question, other]), np.zeros(2, dtype=np.int64), title[None])
    assert 0 < belief(both, np.repeat(rival, 2, axis=0))[0] < lone < 1


def test_what_points_nowhere_is_believed() -> None:
    titles = np.eye(4, 5, dtype=np.float32)
    lone = taught(np.eye(5, dtype=np.float32)[4:], np.array([2], dtype=np.int64), titles)
    assert belief(lone, nobody(1))[0] > 0.85


def test_teaching_some_articles_does_not_sink_the_others() -> None:
    world = World()
    some = ARTICLES // 4
    place = np.repeat(np.arange(some), EACH)
    lessons = taught(world.said(place), place, world.titles[:some])
    moves = Moves(lessons, np.ones(len(place), dtype=np.float32))
    asked = np.repeat(np.arange(ARTICLES), 10)
    questions = world.said(asked)
    before = questions @ world.titles.T
    after = before.copy()
    after[:, :some] += moves(questions)[0]
    right_before, right_after = before.argmax(axis=1) == asked, after.argmax(axis=1) == asked
    others = asked >= some
    assert right_after[~others].mean() > right_before[~others].mean() + 0.05
    assert right_after[others].mean() > right_before[others].mean() - 0.05


def test_articles_of_which_nothing_was_confirmed_do_not_move() -> None:
    world = World()
    none = taught(np.zeros((0, DIMENSION), dtype=np.float32), np.zeros(0, dtype=np.int64), world.titles)
    moves = Moves(none, belief(none, nobody(0)))
    assert np.abs(moves(world.titles)[0]).max() < 1e-6
