"""The account that the agent can ask for: everything kept on this computer, everything ever sent; and its erasing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from agent_assist.errors import ProtocolError
from agent_assist.protocol import Command, Update

if TYPE_CHECKING:
    from agent_assist.contactbook import ContactBook

#: So many contacts and lessons, the newest, are told at once, with so much of a lesson's words: they fit into a line.
_MOST = 500
_WORDS = 300


def account(book: ContactBook, command: Command) -> Update:
    """Answers `kept` and `erase`. Raises JournalError."""
    return kept(book) if command["cmd"] == "kept" else erase(book, command)


def kept(book: ContactBook) -> Update:
    """`kept`: what the journal holds and who was sent what. Raises JournalError."""
    journal = book.journal
    contacts, lessons = journal.contacts(), journal.lessons()
    return {
        "type": "kept",
        "journal": "encrypted" if journal.encrypted else "memory",
        "path": str(journal.path or ""),
        "bytes": journal.size(),
        "contacts": [
            {
                "contact": one.id,
                "opened": _iso(one.opened),
                "closed": None if one.closed is None else _iso(one.closed),
                "events": one.events,
                "bytes": one.size,
                "open": one.id in book,
            }
            for one in reversed(contacts[-_MOST:])
        ],
        "contacts_total": len(contacts),
        "lessons": [
            {
                "lesson": one.id,
                "article_id": one.article_id,
                "text": one.text[:_WORDS],
                "confirmed": one.confirmed,
                "times": one.times,
                "given": _iso(one.given),
            }
            for one in reversed(lessons[-_MOST:])
        ],
        "lessons_total": len(lessons),
        "sent": [
            {
                "to": one.to,
                "what": one.what,
                "times": one.times,
                "bytes": one.size,
                "first": _iso(one.first),
                "last": _iso(one.last),
            }
            for one in journal.sent()
        ],
    }


def erase(book: ContactBook, command: Command) -> Update:
    """`erase`: one contact or lesson, or all closed contacts or all lessons, for good. Raises JournalError."""
    what = command["what"]
    contacts = lessons = 0
    if what == "contact":
        contacts = int(_erase_contact(book, str(command.get("contact", ""))))
    elif what == "contacts":
        contacts = sum(
            book.journal.forget(one.id)
            for one in book.journal.contacts()
            if one.closed is not None and one.id not in book
        )
    elif what == "lesson":
        if "lesson" not in command:
            raise ProtocolError("'lesson' is missing.", "Take it from 'kept'.", field="lesson")
        lessons = book.unlearn(command["lesson"])
    else:
        lessons = book.unlearn(None)
    return {"type": "erased", "contacts": contacts, "lessons": lessons}


def _erase_contact(book: ContactBook, contact: str) -> bool:
    if contact in book:
        raise ProtocolError("This contact is still open.", "Close it first.", field="contact")
    return book.journal.forget(contact)


def _iso(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
