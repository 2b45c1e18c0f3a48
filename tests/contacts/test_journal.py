"""The encrypted journal: round trips, what stands on disk, and what the user is told when it cannot be written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from agent_assist.contacts import schema
from agent_assist.contacts.journal import Journal
from agent_assist.errors import JournalError

KEY = bytes(range(32))
SECRET = "Mein Kontonummer 5561-2233 hemligheten 录音告知"

texts = st.text(max_size=40)
payloads = st.dictionaries(
    texts,
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-(2**53), 2**53)
        | st.floats(allow_nan=False, allow_infinity=False)
        | texts,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
        max_leaves=6,
    ),
    max_size=4,
)
contact_ids = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)


def seen(journal: Journal, contact: str) -> list[tuple[int, str, dict[str, Any]]]:
    return [(event.seq, event.kind, event.payload) for event in journal.events(contact)]


@settings(max_examples=40, deadline=None)
@given(events=st.lists(st.tuples(contact_ids, st.sampled_from(["open", "say", "tick"]), payloads), max_size=12))
def test_what_was_appended_is_read_back_after_opening_again(
    tmp_path_factory: pytest.TempPathFactory, events: list[tuple[str, str, dict[str, Any]]]
) -> None:
    path = tmp_path_factory.mktemp("journal") / "journal.db"
    with Journal.open(path, KEY) as journal:
        for contact, kind, payload in events:
            journal.append(contact, kind, payload)
    with Journal.open(path, KEY) as journal:
        assert journal.open_contacts() == tuple(dict.fromkeys(contact for contact, _, _ in events))
        for contact in {contact for contact, _, _ in events}:
            expected = [(kind, payload) for other, kind, payload in events if other == contact]
            assert seen(journal, contact) == [(n, *event) for n, event in enumerate(expected, 1)]


class JournalModel(RuleBasedStateMachine):
    """The journal in memory against a plain dictionary."""

    def __init__(self) -> None:
        super().__init__()
        self.time = 0.0
        self.journal = Journal.in_memory(now=lambda: self.time)
        self.contacts: dict[str, list[dict[str, Any]]] = {}
        self.closed: dict[str, float] = {}

    names = st.sampled_from(["a", "b", "c"])

    @rule(contact=names, payload=payloads)
    def append(self, contact: str, payload: dict[str, Any]) -> None:
        self.journal.append(contact, "say", payload)
        self.contacts.setdefault(contact, []).append(payload)

    @rule(contact=names)
    def mark_closed(self, contact: str) -> None:
        self.journal.mark_closed(contact)
        if contact in self.contacts:
            self.closed.setdefault(contact, self.time)

    @rule(seconds=st.integers(1, 100))
    def wait(self, seconds: int) -> None:
        self.time += seconds

    @rule(ago=st.integers(0, 100))
    def purge(self, ago: int) -> None:
        gone = [contact for contact, at in self.closed.items() if at < self.time - ago]
        assert self.journal.purge(self.time - ago) == len(gone)
        for contact in gone:
            del self.contacts[contact], self.closed[contact]

    @rule(contact=names)
    def forget(self, contact: str) -> None:
        assert self.journal.forget(contact) == (self.contacts.pop(contact, None) is not None)
        self.closed.pop(contact, None)

    @invariant()
    def agrees(self) -> None:
        assert self.journal.open_contacts() == tuple(c for c in self.contacts if c not in self.closed)
        for contact in "abc":
            assert [event.payload for event in self.journal.events(contact)] == self.contacts.get(contact, [])

    def teardown(self) -> None:
        self.journal.close()


TestJournalModel = JournalModel.TestCase
TestJournalModel.settings = settings(max_examples=40, stateful_step_count=15, deadline=None)


def test_neither_file_nor_log_holds_plain_text(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    journal = Journal.open(path, KEY)
    for number in range(50):
        journal.append("contact-hemlig", "say", {"text": SECRET, "number": number})
    files = list(tmp_path.iterdir())
    assert {file.name for file in files} >= {"journal.db", "journal.db-wal"}
    assert sum(file.stat().st_size for file in files) > 4096
    journal.close()
    for file in [*files, *tmp_path.iterdir()]:
        content = file.read_bytes() if file.exists() else b""
        words = (SECRET, "hemlig", "number", "CREATE TABLE", "SQLite format", json_escaped(SECRET))
        assert [word for word in words if word.encode() in content] == []


def json_escaped(text: str) -> str:
    return text.encode("ascii", "backslashreplace").decode()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no permission bits")
def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    with Journal.open(tmp_path / "deep" / "journal.db", KEY) as journal:
        journal.append("a", "open", {})
        for file in (tmp_path / "deep").iterdir():
            assert file.stat().st_mode & 0o077 == 0
        assert (tmp_path / "deep").stat().st_mode & 0o077 == 0


def test_memory_leaves_nothing_on_disk_and_says_that_it_is_not_encrypted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with Journal.in_memory() as journal:
        journal.append("a", "open", {"text": SECRET})
        assert seen(journal, "a") == [(1, "open", {"text": SECRET})]
        assert not journal.encrypted
        assert list(tmp_path.iterdir()) == []
    with Journal.open(tmp_path / "journal.db", KEY) as journal:
        assert journal.encrypted


def test_the_wrong_key_is_told_with_what_to_do(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    Journal.open(tmp_path / "journal.db", KEY).close()
    with pytest.raises(JournalError, match="key in the keyring") as told:
        Journal.open(tmp_path / "journal.db", bytes(32))
    assert "move the journal away" in told.value.next_step
    assert capfd.readouterr() == ("", "")
    Journal.open(tmp_path / "journal.db", KEY).close()


def test_a_damaged_page_is_told(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    with Journal.open(path, KEY) as journal:
        for number in range(200):
            journal.append("a", "say", {"text": SECRET * 5, "number": number})
    content = path.read_bytes()
    path.write_bytes(content[: 6 * 4096] + os.urandom(len(content) - 6 * 4096))
    with Journal.open(path, KEY) as journal:
        with pytest.raises(JournalError) as told:
            journal.events("a")
        assert told.value.next_step


def test_a_full_disk_is_told_and_the_journal_goes_on_when_there_is_room(tmp_path: Path) -> None:
    with Journal.open(tmp_path / "journal.db", KEY) as journal:
        journal.append("a", "open", {})
        journal._connection.execute("PRAGMA max_page_count = 12")
        before = seen(journal, "a")
        with pytest.raises(JournalError, match="disk is full") as told:
            journal.append("a", "say", {"text": "x" * 60000})
        assert "Free some space" in told.value.next_step
        with pytest.raises(JournalError, match="disk is full"):
            journal.append("a", "say", {"text": "y" * 60000})
        assert seen(journal, "a") == before
        journal._connection.execute("PRAGMA max_page_count = 100000")
        journal.append("a", "say", {"text": "room again"})
        assert seen(journal, "a") == [*before, (len(before) + 1, "say", {"text": "room again"})]


@pytest.mark.skipif(os.name == "nt", reason="no file size limit to set on Windows")
def test_a_disk_that_takes_no_more_bytes_is_told(tmp_path: Path) -> None:
    program = f"""
import resource, signal
from pathlib import Path
from agent_assist.contacts.journal import Journal
from agent_assist.errors import JournalError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
journal = Journal.open(Path({str(tmp_path / "journal.db")!r}), {KEY!r})
journal.append("a", "open", {{}})
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
try:
    for n in range(1000):
        journal.append("a", "say", {{"n": n, "text": "x" * 500}})
except JournalError as error:
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    assert error.next_step
    assert [event.payload["n"] for event in journal.events("a")[1:]] == list(range(n)), n
    journal.append("a", "say", {{"n": n}})
    print("told", n)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert done.stdout.startswith("told"), done.stderr


def test_one_process_at_a_time_and_a_killed_one_leaves_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agent_assist.contacts.journal.LOCK_SECONDS", 0.05)
    path = tmp_path / "journal.db"
    program = f"""
import sys
from pathlib import Path
from agent_assist.contacts.journal import Journal
journal = Journal.open(Path({str(path)!r}), {KEY!r})
for n in range(20):
    journal.append("a", "say", {{"n": n}})
print("ready", flush=True)
sys.stdin.read()
"""
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "ready\n"
        with pytest.raises(JournalError, match="in use by another engine"):
            Journal.open(path, KEY)
        other.send_signal(signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
    with Journal.open(path, KEY) as journal:
        assert [event.payload["n"] for event in journal.events("a")] == list(range(20))
        assert journal.open_contacts() == ("a",)


def test_threads_may_share_it() -> None:
    with Journal.in_memory() as journal:

        def write(name: str) -> None:
            for n in range(50):
                journal.append(name, "say", {"n": n})

        threads = [threading.Thread(target=write, args=name) for name in "abcd"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for name in "abcd":
            assert [(event.seq, event.payload["n"]) for event in journal.events(name)] == [
                (n + 1, n) for n in range(50)
            ]


def test_a_path_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(JournalError, match="cannot be opened") as told:
        Journal.open(tmp_path / "file" / "journal.db", KEY)
    assert told.value.next_step


def test_a_newer_journal_is_refused_and_left_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    newer = (*schema.STEPS, ("9999-later", ("CREATE TABLE later (x INTEGER)",)))
    with monkeypatch.context() as patch:
        patch.setattr(schema, "STEPS", newer)
        Journal.open(tmp_path / "journal.db", KEY).close()
    with pytest.raises(JournalError, match="9999-later") as told:
        Journal.open(tmp_path / "journal.db", KEY)
    assert "Update the program" in told.value.next_step


def test_a_step_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "journal.db"
    with Journal.open(path, KEY) as journal:
        journal.append("a", "open", {})
    broken = (*schema.STEPS, ("0002-broken", ("CREATE TABLE half (x INTEGER)", "CREATE TABLE event (x INTEGER)")))
    with monkeypatch.context() as patch:
        patch.setattr(schema, "STEPS", broken)
        with pytest.raises(JournalError):
            Journal.open(path, KEY)
    with Journal.open(path, KEY) as journal:
        assert journal.open_contacts() == ("a",)
        assert journal._read("SELECT count(*) FROM sqlite_master WHERE name = 'half'") == [(0,)]


def test_a_payload_that_is_not_json_is_our_bug() -> None:
    with Journal.in_memory() as journal:
        with pytest.raises(ValueError, match="not JSON compliant"):
            journal.append("a", "say", {"n": float("nan")})
        assert journal.open_contacts() == ()
