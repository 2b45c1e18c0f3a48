"""The journal: every event of a contact, written before it is acted on, so that a crash loses nothing.

On disk it is a SQLCipher database (AES-256 in CBC with an HMAC a page, https://www.zetetic.net/sqlcipher/design/), its
write-ahead log included; the key is given by the caller and lives in the system keyring. See docs/adr/0004.
"""

from __future__ import annotations

import contextlib
import json
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agent_assist.contacts.schema import migrate
from agent_assist.errors import JournalError

if TYPE_CHECKING:
    from sqlcipher3.dbapi2 import Connection

#: How long an opener waits for another process to let go: the engine before may be just about to end.
LOCK_SECONDS = 2.0
#: Lessons kept; retrieval looks at fewer.
LESSONS = 5000


@dataclass(frozen=True, slots=True)
class Event:
    """One event as it was written. seq: from 1, per contact.  written: UTC seconds since 1970."""

    seq: int
    kind: str
    payload: dict[str, Any]
    written: float


@dataclass(frozen=True, slots=True)
class Kept:
    """A contact that is kept. opened, closed: UTC seconds since 1970, closed None while open.

    events: how many.  size: bytes of what they hold.
    """

    id: str
    opened: float
    closed: float | None
    events: int
    size: int


@dataclass(frozen=True, slots=True)
class Sent:
    """What one receiver was sent. first, last: UTC seconds since 1970.  times: how often.  size: bytes in all."""

    to: str
    what: str
    first: float
    last: float
    times: int
    size: int


@dataclass(frozen=True, slots=True)
class Lesson:
    """Masked words of a customer, and the article that did or did not answer them. A newer lesson has a larger id.

    times: contacts in a row that said so.  given: UTC seconds since 1970, of the newest of them.
    """

    id: int
    article_id: str
    text: str
    lang: str | None
    confirmed: bool
    times: int
    given: float


class Journal:
    """Events of contacts, on disk (`open`) or in memory only (`in_memory`). Any thread may call it.

    Only one process holds a journal on disk at a time; the lock ends with the process, however that dies.
    """

    def __init__(self, connection: Connection, path: Path | None, now: Callable[[], float]) -> None:
        self._connection = connection
        self._path = path
        self._now = now
        self._lock = threading.Lock()

    @classmethod
    def open(cls, path: Path, key: bytes, *, now: Callable[[], float] = time.time) -> Journal:
        """Opens or creates the journal at `path` with a `key` of 32 bytes.

        Raises JournalError: another process holds it, the key is wrong, the file is damaged or cannot be written.
        """
        from sqlcipher3 import dbapi2

        if len(key) != 32:
            raise ValueError("a journal key has 32 bytes")
        with _told(path):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            # Created by us first, so that the database and its log get these permissions.
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            connection = dbapi2.connect(str(path), timeout=LOCK_SECONDS, isolation_level=None, check_same_thread=False)
            try:
                _prepare(connection, key)
            except BaseException:
                connection.close()
                raise
        return cls(connection, path, now)

    @classmethod
    def in_memory(cls, *, now: Callable[[], float] = time.time) -> Journal:
        """The same journal without a disk, for when there is no keyring; it ends with the process."""
        from sqlcipher3 import dbapi2

        connection = dbapi2.connect(":memory:", isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA foreign_keys = ON")
        migrate(connection)
        return cls(connection, None, now)

    @property
    def encrypted(self) -> bool:
        """True on disk (always encrypted), False in memory."""
        return self._path is not None

    @property
    def path(self) -> Path | None:
        """Where it lies; None in memory."""
        return self._path

    def size(self) -> int:
        """Bytes on disk, those of its log included; 0 in memory."""
        if self._path is None:
            return 0
        files = (self._path, self._path.with_name(self._path.name + "-wal"))
        return sum(file.stat().st_size for file in files if file.exists())

    def append(self, contact_id: str, kind: str, payload: Mapping[str, Any]) -> None:
        """Writes one event; the contact is opened by its first. On return a crash of the program cannot lose it.

        payload: plain JSON values.  Raises JournalError when it could not be written (nothing of it then stands).
        """
        text = json.dumps(dict(payload), allow_nan=False, separators=(",", ":"))
        now = self._now()
        with self._transaction() as connection:
            connection.execute(
                "INSERT INTO contact (id, number, opened)"
                " SELECT ?1, coalesce(max(number), 0) + 1, ?2 FROM contact WHERE true"
                " ON CONFLICT (id) DO NOTHING",
                (contact_id, now),
            )
            connection.execute(
                "INSERT INTO event (contact, seq, kind, payload, written)"
                " SELECT number, coalesce((SELECT max(seq) FROM event WHERE contact = number), 0) + 1, ?2, ?3, ?4"
                " FROM contact WHERE id = ?1",
                (contact_id, kind, text, now),
            )

    def open_contacts(self) -> tuple[str, ...]:
        """Ids of the contacts not yet closed, in the order in which they were opened. Raises JournalError."""
        rows = self._read("SELECT id FROM contact WHERE closed IS NULL ORDER BY number")
        return tuple(row[0] for row in rows)

    def contacts(self) -> tuple[Kept, ...]:
        """All contacts kept, the oldest first, without their words. Raises JournalError."""
        rows = self._read(
            "SELECT id, opened, closed, count(seq), coalesce(sum(octet_length(payload)), 0)"
            " FROM contact LEFT JOIN event ON contact = number GROUP BY number ORDER BY number"
        )
        return tuple(Kept(*row) for row in rows)

    def events(self, contact_id: str) -> tuple[Event, ...]:
        """All events of a contact in order; () where it is not known. Raises JournalError."""
        rows = self._read(
            "SELECT seq, kind, payload, written FROM event"
            " WHERE contact = (SELECT number FROM contact WHERE id = ?) ORDER BY seq",
            (contact_id,),
        )
        return tuple(Event(seq, kind, json.loads(payload), written) for seq, kind, payload, written in rows)

    def mark_closed(self, contact_id: str) -> None:
        """Notes that the contact has ended; its events stay until purged. Unknown ids are ignored."""
        with self._transaction() as connection:
            connection.execute(
                "UPDATE contact SET closed = ? WHERE id = ? AND closed IS NULL", (self._now(), contact_id)
            )

    def purge(self, before: float) -> int:
        """Deletes contacts closed before that moment (UTC seconds since 1970); how many. Open ones stay."""
        with self._transaction() as connection:
            gone = connection.execute("DELETE FROM contact WHERE closed < ?", (before,)).rowcount
        self._read("PRAGMA wal_checkpoint(TRUNCATE)")
        return int(gone)

    def forget(self, contact_id: str) -> bool:
        """Deletes one contact, open or closed; False where it was not known."""
        with self._transaction() as connection:
            gone = connection.execute("DELETE FROM contact WHERE id = ?", (contact_id,)).rowcount
        self._read("PRAGMA wal_checkpoint(TRUNCATE)")
        return bool(gone)

    def teach(self, article_id: str, text: str, lang: str | None, confirmed: bool) -> tuple[Lesson, int | None]:
        """Keeps what an agent's verdict teaches; the lesson, and the id of the one that it replaces.

        Of an article and a text one lesson stands, with the newest verdict. The oldest go where there are too many.
        Raises JournalError.
        """
        with self._transaction() as connection:
            before = connection.execute(
                "DELETE FROM lesson WHERE article = ? AND text = ? RETURNING id, confirmed, times", (article_id, text)
            ).fetchone()
            times = before[2] + 1 if before is not None and bool(before[1]) == confirmed else 1
            given = self._now()
            made = connection.execute(
                "INSERT INTO lesson (article, text, lang, confirmed, times, given) VALUES (?, ?, ?, ?, ?, ?)",
                (article_id, text, lang, int(confirmed), times, given),
            ).lastrowid
            connection.execute(
                "DELETE FROM lesson WHERE id <= (SELECT id FROM lesson ORDER BY id DESC LIMIT 1 OFFSET ?)", (LESSONS,)
            )
        lesson = Lesson(int(made or 0), article_id, text, lang, confirmed, times, given)
        return lesson, int(before[0]) if before is not None else None

    def lessons(self) -> tuple[Lesson, ...]:
        """Everything taught that was not forgotten, the oldest first. Raises JournalError."""
        rows = self._read("SELECT id, article, text, lang, confirmed, times, given FROM lesson ORDER BY id")
        return tuple(Lesson(row[0], row[1], row[2], row[3], bool(row[4]), row[5], row[6]) for row in rows)

    def take_lessons(self, lessons: Iterable[Lesson]) -> None:
        """Takes over the lessons of another journal, with their ids; this one has none yet. Raises JournalError."""
        with self._transaction() as connection:
            connection.executemany(
                "INSERT INTO lesson (id, article, text, lang, confirmed, times, given) VALUES (?, ?, ?, ?, ?, ?, ?)",
                [(e.id, e.article_id, e.text, e.lang, int(e.confirmed), e.times, e.given) for e in lessons],
            )

    def unlearn(self, lesson_id: int | None = None) -> int:
        """Deletes one lesson, or all of them; how many. Raises JournalError."""
        with self._transaction() as connection:
            gone = connection.execute("DELETE FROM lesson WHERE ?1 IS NULL OR id = ?1", (lesson_id,)).rowcount
        self._read("PRAGMA wal_checkpoint(TRUNCATE)")
        return int(gone)

    def note_sent(self, to: str, what: str, size: int) -> None:
        """Counts that `size` bytes went to a receiver outside of this computer. Raises JournalError."""
        with self._transaction() as connection:
            connection.execute(
                "INSERT INTO sent (receiver, what, first, last, times, size) VALUES (?1, ?2, ?3, ?3, 1, ?4)"
                " ON CONFLICT (receiver, what) DO UPDATE SET last = ?3, times = times + 1, size = size + ?4",
                (to, what, self._now(), size),
            )

    def sent(self) -> tuple[Sent, ...]:
        """Everything that was ever sent, by receiver; the newest first. Raises JournalError."""
        rows = self._read("SELECT receiver, what, first, last, times, size FROM sent ORDER BY last DESC, receiver")
        return tuple(Sent(*row) for row in rows)

    def close(self) -> None:
        """Lets go of the file. The journal cannot be used afterwards; closing twice is harmless."""
        with self._lock:
            self._connection.close()

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with self._lock, _told(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                # SQLite has rolled back by itself after some errors (a full disk, for one).
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def _read(self, sql: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        with self._lock, _told(self._path):
            return list(self._connection.execute(sql, values).fetchall())


def _prepare(connection: Connection, key: bytes) -> None:
    """Key, durability and lock; order matters: the key before any read, the lock mode before the first one."""
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    # WAL + NORMAL: a commit survives the death of the program; only a power cut may take the last ones.
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA foreign_keys = ON")
    migrate(connection)


@contextlib.contextmanager
def _told(path: Path | None) -> Iterator[None]:
    """Turns what the database and the disk raise into JournalError with what to do next."""
    from sqlcipher3 import dbapi2

    where = f"The journal {path}" if path else "The journal in memory"
    try:
        yield
    except OSError as error:
        raise JournalError(
            f"{where} cannot be opened: {error.strerror}.", "Check the folder's permissions and space."
        ) from error
    except dbapi2.DatabaseError as error:
        what, next_step = _meaning(error)
        raise JournalError(f"{where} {what}.", next_step) from error


def _meaning(error: Exception) -> tuple[str, str]:
    text = str(error)
    if "not a database" in text:
        return (
            "cannot be read with the key in the keyring",
            "Restore the keyring's entry, or move the journal away to begin a new one.",
        )
    if "locked" in text or "busy" in text:
        return "is in use by another engine", "Close the other window or engine of this program, then try again."
    if "full" in text:
        return "cannot be written: the disk is full", "Free some space; the contact goes on, but a crash would lose it."
    if "readonly" in text or "unable to open" in text:
        return f"cannot be written ({text})", "Check the permissions of the file and its folder."
    if "malformed" in text:
        return "is damaged", "Move it away to begin a new one; keep it if support is to look at it."
    return f"cannot be used ({text})", "Check the disk; if this goes on, move the journal away to begin a new one."
