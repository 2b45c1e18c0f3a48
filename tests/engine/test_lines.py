"""The writer: nothing lost, nothing out of order, and nobody waits for a slow reader."""

from __future__ import annotations

import contextlib
import io
import json
import os
import threading
from typing import Any, BinaryIO

from agent_assist.lines import LineWriter

#: More than a pipe holds, so that the reader's slowness reaches the writer.
_MANY = 3000


def _lines(stream: BinaryIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream]


def test_a_slow_reader_gets_every_line_in_order_while_writers_go_on() -> None:
    read, write = os.pipe()
    with os.fdopen(read, "rb") as reader, os.fdopen(write, "wb") as stream:
        writer = LineWriter(stream, lambda: None)
        writer.start()
        for number in range(_MANY):  # nobody reads yet: what the pipe does not take waits in the queue
            writer.write({"type": "ok", "re": number, "pad": "x" * 100})
        found: list[dict[str, Any]] = []
        reading = threading.Thread(target=lambda: found.extend(_lines(reader)))
        reading.start()
        writer.stop()
        stream.close()
        reading.join()
    assert [update["re"] for update in found] == list(range(_MANY))


def test_lines_of_several_threads_stay_whole_and_in_each_threads_order() -> None:
    read, write = os.pipe()
    with os.fdopen(read, "rb") as reader, os.fdopen(write, "wb") as stream:
        writer = LineWriter(stream, lambda: None)
        writer.start()
        found: list[dict[str, Any]] = []
        reading = threading.Thread(target=lambda: found.extend(_lines(reader)))
        reading.start()

        def send(who: int) -> None:
            for number in range(300):
                # Some are longer than a pipe takes at once.
                writer.write(
                    {"type": "ok", "who": who, "number": number, "pad": "y" * (9000 if number % 50 == 0 else 9)}
                )

        senders = [threading.Thread(target=send, args=(who,)) for who in range(3)]
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join()
        writer.stop()
        stream.close()
        reading.join()
    for who in range(3):
        assert [update["number"] for update in found if update["who"] == who] == list(range(300))


def test_meters_are_left_out_and_counted_where_the_reader_is_far_behind() -> None:
    read, write = os.pipe()
    with os.fdopen(read, "rb") as reader, os.fdopen(write, "wb") as stream:
        writer = LineWriter(stream, lambda: None)
        writer.start()
        for number in range(11_500):
            writer.write({"type": "level", "number": number, "pad": "z" * 50})
        assert writer.dropped > 0
        found: list[dict[str, Any]] = []
        reading = threading.Thread(target=lambda: found.extend(_lines(reader)))
        reading.start()
        writer.stop()
        stream.close()
        reading.join()
    assert len(found) + writer.dropped == 11_500


def test_a_reader_that_is_gone_is_told_once() -> None:
    read, write = os.pipe()
    told: list[bool] = []
    stream = os.fdopen(write, "wb")
    writer = LineWriter(stream, lambda: told.append(True))
    writer.start()
    os.close(read)
    for number in range(5):
        writer.write({"type": "ok", "re": number})
    writer.stop()
    assert told == [True]
    with contextlib.suppress(BrokenPipeError):  # what the stream still holds has nowhere to go
        stream.close()


def test_a_stream_that_is_no_pipe_is_written_by_the_thread() -> None:
    names: set[str] = set()

    class Kept(io.BytesIO):
        def write(self, data: Any) -> int:
            names.add(threading.current_thread().name)
            return super().write(data)

    stream = Kept()
    writer = LineWriter(stream, lambda: None)
    writer.start()
    writer.write({"type": "ok", "re": 1})
    writer.stop()
    assert json.loads(stream.getvalue()) == {"type": "ok", "re": 1}
    assert names == {"writer"}
