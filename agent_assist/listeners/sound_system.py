"""The SoundCard library with a living connection to the sound server, and what the library itself cannot tell.

The library connects to the sound server when it is imported, so it is imported only when somebody listens. Its calls
wait for the server without end, and a server can die or hang in any of them. So everything is asked by one thread that
may be given up, in bounded time; only a stream's own opening, reading and closing happens elsewhere (`Listener`).
"""

from __future__ import annotations

import atexit
import contextlib
import os
import socket
import sys
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from agent_assist.errors import AudioError
from agent_assist.listeners.sound_questions import Questions
from agent_assist.listeners.sources import Unanswered

Answer = TypeVar("Answer")

#: Seconds that an answer may take; loading the library takes .3 s, and much longer on a busy computer.
PATIENCE = 1.5
_LOADING = 5.0
#: Seconds after which a question is given up with the whole connection; libpulse itself gives up making one after 30.
_GIVE_UP = 8.0
_GIVE_UP_LOADING = 40.0
_NO_SERVER = "Start the sound server (PulseAudio or PipeWire) of this session, or answer chats only."
_HANGS = "Restart the sound server (PulseAudio or PipeWire) of this session; listening goes on by itself."


class SoundSystem:
    """The one connection of this process. Any thread may ask."""

    def __init__(self) -> None:
        self._lock = threading.Lock()  # never held while something is asked
        self._questions: Questions | None = None
        self._given_up = False  # the loaded library belongs to a connection that never answered
        self._loaded = False  # it is there, and connected

    def ask(self, question: Callable[[Any], Answer]) -> Answer:
        """What `question` makes of the SoundCard module.

        Raises AudioError where no sound system answers, Unanswered where it takes too long.
        """
        patience = PATIENCE if self._loaded else _LOADING
        try:
            return self._asker().ask(lambda: self._ask(question), patience)
        except TimeoutError as error:
            raise Unanswered("The sound server does not answer.", _HANGS) from error

    def close(self) -> None:
        """Leave the sound server: nothing calls back into a program that ends."""
        if self._questions is not None:
            with contextlib.suppress(TimeoutError):
                self._questions.ask(_disconnect, PATIENCE)

    def _asker(self) -> Questions:
        with self._lock:
            if self._questions is None or self._questions.held > (_GIVE_UP if self._loaded else _GIVE_UP_LOADING):
                self._given_up = self._questions is not None
                self._questions = Questions("sound-system")
            return self._questions

    def _ask(self, question: Callable[[Any], Answer]) -> Answer:
        library = self._library()
        try:
            return question(library)
        except (IndexError, KeyError, RuntimeError, TypeError) as error:
            # What the library makes of a device or a connection that goes while it is asked about it.
            raise AudioError("The sound devices changed while they were looked at.", "It is tried again.") from error

    def _library(self) -> Any:
        """The SoundCard module."""
        loaded = sys.modules.get("soundcard")
        if loaded is not None and not self._given_up and _alive():
            return loaded
        if loaded is not None:
            # Its connection is dead and it never makes another, so it is loaded anew once the server answers again.
            if not _server_answers():
                raise AudioError("The sound server does not answer.", _NO_SERVER)
            for name in [name for name in sys.modules if name.split(".")[0] == "soundcard"]:
                del sys.modules[name]
        self._given_up = self._loaded = False
        try:
            import soundcard
        except ImportError as error:
            raise AudioError(
                "Listening to the sound card is not installed.",
                "Install the speech extra: pip install 'agent-assist[speech]'.",
            ) from error
        except (OSError, AssertionError) as error:
            raise AudioError("No sound server answers on this computer.", _NO_SERVER) from error
        except NotImplementedError as error:
            raise AudioError(f"{error}.", "Listen on Windows, Linux or macOS.") from error
        _mend()
        self._loaded = True
        atexit.unregister(self.close)
        atexit.register(self.close)
        return soundcard


#: The library connects once for the whole process, so there is one of these.
system = SoundSystem()


def default_ids(library: Any) -> tuple[str | None, str | None]:
    """A question: the ids of the default microphone and the default loudspeaker, None where the system has none.

    On PulseAudio the default microphone may be what a loudspeaker plays.
    """
    pulse = sys.modules.get("soundcard.pulseaudio")
    if pulse is not None:
        # One question instead of four: this is asked twice a second throughout a call.
        try:
            told = pulse._pulse.server_info
            return told["default source id"], told["default sink id"]
        except (KeyError, RuntimeError, TypeError):
            return None, None
    return _default_id(library.default_microphone), _default_id(library.default_speaker)


def muted(_library: Any, microphone: str) -> bool:
    """A question: whether the sound server mutes this microphone; False where it does not tell (Windows, macOS)."""
    pulse = sys.modules.get("soundcard.pulseaudio")
    if pulse is None:
        return False
    found: list[bool] = []

    def take(_context: Any, info: Any, end: int, _data: Any) -> None:
        if not end:
            found.append(bool(info.mute))

    callback = pulse._ffi.callback("pa_source_info_cb_t", take)
    pulse._pulse._pa_context_get_source_info_by_name(
        pulse._pulse.context, microphone.encode(), callback, pulse._ffi.NULL
    )
    return any(found)


def _default_id(default: Callable[[], Any]) -> str | None:
    try:
        return str(default().id)
    except (IndexError, KeyError, RuntimeError, TypeError):
        return None


def _mend() -> None:
    """Make PulseAudio streams stay on their device, and calls on a dead connection fail instead of waiting for ever.

    - By itself the server moves a stream whose device went, or was the default and is no longer: the customer's side
      would then record the microphone. The library has no option for the flag that forbids it.
    - It does not look whether the connection took a command: libpulse then ends the whole program, or the library
      waits for ever.
    - It lets go of libpulse's lock between taking a block and giving it back. Where the server dies just then, libpulse
      waits with the lock for the block, and the block for the lock.
    - At the program's end it waits for the server once more: `SoundSystem.close` does not.
    """
    backend = sys.modules.get("soundcard.pulseaudio")
    if backend is None:
        return
    pulse, ffi, nothing = backend._pulse, backend._ffi, backend._ffi.NULL
    connect, wait, stay = pulse._pa_stream_connect_record, pulse._block_operation, backend._pa.PA_STREAM_DONT_MOVE
    copied = threading.local()  # each reader's last block

    def connect_to_stay(stream: Any, device: Any, buffer: Any, flags: int) -> None:
        if connect(stream, device, buffer, flags | stay) < 0:
            raise RuntimeError("the sound server is gone")

    def wait_for(operation: Any) -> None:
        if operation == nothing:
            raise RuntimeError("the sound server is gone")
        wait(operation)

    def take(stream: Any, data: Any, size: Any) -> None:
        with pulse._lock_mainloop():
            backend._pa.pa_stream_peek(stream, data, size)
            if data[0] != nothing:
                copied.block = ffi.new("char[]", size[0])
                ffi.memmove(copied.block, data[0], size[0])
                data[0] = copied.block
            if size[0]:
                backend._pa.pa_stream_drop(stream)

    pulse._pa_stream_connect_record = connect_to_stay
    pulse._block_operation = wait_for
    pulse._pa_stream_peek = take
    pulse._pa_stream_drop = lambda stream: None  # given back by `take`
    atexit.unregister(pulse._shutdown)


def _disconnect() -> None:
    pulse = sys.modules.get("soundcard.pulseaudio")
    if pulse is not None:
        pulse._pulse._pa_context_disconnect(pulse._pulse.context)


def _alive() -> bool:
    """Whether the library is still connected."""
    pulse = sys.modules.get("soundcard.pulseaudio")
    if pulse is None:
        return True
    state = pulse._pulse._pa_context_get_state(pulse._pulse.context)
    return bool(state == pulse._pa.PA_CONTEXT_READY)


def _server_answers() -> bool:
    """Whether a sound server listens on its usual socket; True where that cannot be told."""
    server = os.environ.get("PULSE_SERVER", "")
    runtime = os.environ.get("PULSE_RUNTIME_PATH") or os.path.join(os.environ.get("XDG_RUNTIME_DIR", ""), "pulse")
    if server and not server.startswith("unix:"):
        return True
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(1.0)  # one that hangs takes nobody in once its queue is full
        return probe.connect_ex(server.removeprefix("unix:") or os.path.join(runtime, "native")) == 0
