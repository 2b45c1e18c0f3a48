"""The journal's schema, as named steps in order; each runs once, inside a transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_assist.errors import JournalError

if TYPE_CHECKING:
    from sqlcipher3.dbapi2 import Connection

#: Never edit a step that was released; add another one.
STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "0001-contacts-and-events",
        (
            "CREATE TABLE contact (id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, opened REAL NOT NULL,"
            " closed REAL) STRICT",
            "CREATE TABLE event (contact INTEGER NOT NULL REFERENCES contact (number) ON DELETE CASCADE,"
            " seq INTEGER NOT NULL, kind TEXT NOT NULL, payload TEXT NOT NULL, written REAL NOT NULL,"
            " PRIMARY KEY (contact, seq)) STRICT, WITHOUT ROWID",
            "CREATE INDEX contact_closed ON contact (closed)",
        ),
    ),
    (
        "0002-lessons",
        (
            # id grows with every verdict, so that the newest lesson always has the largest one.
            "CREATE TABLE lesson (id INTEGER PRIMARY KEY AUTOINCREMENT, article TEXT NOT NULL, text TEXT NOT NULL,"
            " lang TEXT, confirmed INTEGER NOT NULL, times INTEGER NOT NULL, given REAL NOT NULL,"
            " UNIQUE (article, text)) STRICT",
        ),
    ),
    (
        "0003-sent",
        (
            "CREATE TABLE sent (receiver TEXT NOT NULL, what TEXT NOT NULL, first REAL NOT NULL, last REAL NOT NULL,"
            " times INTEGER NOT NULL, size INTEGER NOT NULL, PRIMARY KEY (receiver, what)) STRICT, WITHOUT ROWID",
        ),
    ),
)


def migrate(connection: Connection) -> None:
    """Brings the database to the newest schema. Raises JournalError where a newer program wrote it."""
    connection.execute("CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY) STRICT")
    done = {name for (name,) in connection.execute("SELECT name FROM migration")}
    unknown = done - {name for name, _ in STEPS}
    if unknown:
        raise JournalError(
            f"The journal was written by a newer version of the program (step {max(unknown)}).",
            "Update the program, or move the journal away to begin a new one.",
        )
    for name, statements in STEPS:
        if name in done:
            continue
        connection.execute("BEGIN IMMEDIATE")
        try:
            for statement in statements:
                connection.execute(statement)
            connection.execute("INSERT INTO migration VALUES (?)", (name,))
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
