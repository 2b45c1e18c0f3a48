"""What this agent's verdicts have taught: kept masked in the journal, searched in memory, for the bundle in use."""

from __future__ import annotations

from agent_assist.contacts.journal import Journal, Lesson
from agent_assist.contacts.masking import masked
from agent_assist.datatypes import Utterance
from agent_assist.events import ContactInfo
from agent_assist.retrieval import need
from agent_assist.retrieval.memory import Finds, Memory, Pair

#: Lessons encoded at a time, so that nobody waits: about 20 ms.
_AT_ONCE = 4
#: Attributes of a contact with such words in their name tell who it is.
_PERSONAL = ("name", "mail", "phone", "address", "namn", "adress", "telefon")


class Learning:
    """The lessons, and the memory that they make for one searcher. One caller at a time; JournalError passes through.

    Lessons are taught when the journal holds them, so what a crash loses was never learned.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._lessons: dict[int, Lesson] = {}
        self._memory: Memory | None = None

    def load(self, journal: Journal) -> None:
        """Learn from this journal from now on, and what it holds."""
        self._journal = journal
        self._lessons = {lesson.id: lesson for lesson in journal.lessons()}
        for lesson in self._lessons.values():
            self._taught(lesson)

    def move(self, journal: Journal) -> None:
        """Take the lessons along to a new, empty journal."""
        journal.take_lessons(self._lessons.values())
        self._journal = journal

    def use(self, finds: Finds) -> None:
        """Remember for another bundle: the same lessons, by the ids of their articles, with its own encoder."""
        self._memory = Memory(finds, map(_pair, self._lessons.values()))

    @property
    def waits(self) -> bool:
        """Whether lessons wait to be encoded."""
        return self._memory is not None and self._memory.waits

    def settle(self) -> None:
        """Encode a few of those that wait."""
        if self._memory is not None:
            self._memory.settle(_AT_ONCE)

    def lifts(self, text: str, lang: str | None) -> dict[str, float]:
        """Article → how far these words move it."""
        return self._memory.lifts(text, lang) if self._memory is not None and need.asks(text) else {}

    def teach(self, info: ContactInfo, article_id: str, words: Utterance, confirmed: bool) -> None:
        """Keep that the article did or did not answer these words, and let it count at once."""
        text = masked(words.text, _known(info))
        lesson, replaced = self._journal.teach(article_id, text, words.lang or info.lang, confirmed)
        if replaced is not None:
            self._lessons.pop(replaced, None)
            if self._memory is not None:
                self._memory.forget(replaced)
        self._lessons[lesson.id] = lesson
        self._taught(lesson)
        self.settle()

    def forget(self, lesson_id: int | None) -> None:
        """A lesson, or every one, was deleted from the journal: it counts no more."""
        for gone in [lesson_id] if lesson_id is not None else list(self._lessons):
            if self._lessons.pop(gone, None) is not None and self._memory is not None:
                self._memory.forget(gone)

    def _taught(self, lesson: Lesson) -> None:
        if self._memory is not None:
            self._memory.learn(_pair(lesson))


def _pair(lesson: Lesson) -> Pair:
    return Pair(lesson.id, lesson.article_id, lesson.text, lesson.lang, lesson.confirmed, lesson.times)


def _known(info: ContactInfo) -> list[str]:
    return [
        value
        for key, value in info.attributes.items()
        if isinstance(value, str) and any(word in key.casefold() for word in _PERSONAL)
    ]
