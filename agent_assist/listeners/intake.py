"""The chat intake: a server on loopback through which a chat program hands in what is written (docs/intake.md).

It runs an asyncio loop in a thread of its own and knows the engine only as `submit`, which takes a command of the
protocol, and `publish`, by which the engine sends every update that a contact causes.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from agent_assist.errors import UserFacingError
from agent_assist.listeners.intake_guard import BURST, RATE, TokenBucket, is_loopback
from agent_assist.listeners.intake_updates import Fanout

if TYPE_CHECKING:
    from agent_assist.listeners.phone_routes import PhoneAccess

Submit = Callable[[dict[str, Any]], "Future[list[dict[str, Any]]]"]

#: Seconds that requests under way get to end when the server stops.
_STOP_SECONDS = 1.0


class IntakeError(UserFacingError):
    """The chat intake cannot be started."""

    code = "intake"


class IntakeServer:
    """`start` gives the address, `stop` ends it; both may be called from any thread."""

    def __init__(
        self,
        submit: Submit,
        token: str,
        host: str = "127.0.0.1",
        port: int = 0,
        *,
        phones: PhoneAccess | None = None,
        rate: float = RATE,
        burst: int = BURST,
    ) -> None:
        """`submit` hands a command to the engine; its future gives the updates it caused, or a UserFacingError.

        token: what clients must show.  port: 0 takes a free one.  rate, burst: messages a second, and at once.
        phones: takes in calls that phone systems stream; these may come from elsewhere (`host`), chats never.
        """
        if not token:
            raise ValueError("the intake needs a token")
        self._submit, self._token, self._host, self._port = submit, token, host, port
        self._phones = phones
        self._bucket = TokenBucket(rate, burst)
        self._started: Future[str] = Future()
        self._thread: threading.Thread | None = None
        self._fanout: Fanout | None = None
        self._end: Callable[[], None] | None = None

    def start(self) -> str:
        """Begins to listen; the address, such as http://127.0.0.1:8737. Raises IntakeError."""
        if self._phones is None and not is_loopback(self._host):
            raise IntakeError(
                f"The chat intake listens on this computer only, not on {self._host}.", "Set it to 127.0.0.1."
            )
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), name="intake", daemon=True)
        self._thread.start()
        return self._started.result()

    def publish(self, update: dict[str, Any]) -> None:
        """Sends an update (one with `contact`) to those who follow that contact. Never waits."""
        if self._fanout is not None:
            self._fanout.publish(update)

    def stop(self) -> None:
        """Says goodbye to everybody and ends. Harmless when it does not run."""
        thread, end = self._thread, self._end
        self._thread = self._end = self._fanout = None
        if thread is not None and end is not None:
            end()
            thread.join()

    async def _serve(self) -> None:
        # Here and not above: the server library takes its time to load, and only this thread needs it.
        from aiohttp import web

        from agent_assist.listeners.intake_http import Intake
        from agent_assist.listeners.phone_routes import PhoneRoutes

        loop = asyncio.get_running_loop()
        ended = asyncio.Event()
        fanout = Fanout(loop)
        phones = None
        if self._phones is not None:
            phones = PhoneRoutes(self._phones, self._token, fanout, elsewhere=not is_loopback(self._host))
        intake = Intake(self._submit, self._token, self._bucket, fanout, phones)
        runner = web.AppRunner(intake.application(), access_log=None, shutdown_timeout=_STOP_SECONDS)
        await runner.setup()
        try:
            site = web.TCPSite(runner, self._host, self._port)
            await site.start()
        except OSError as error:
            await runner.cleanup()
            self._started.set_exception(
                IntakeError(
                    f"The chat intake cannot listen on port {self._port}: {error.strerror or error}.",
                    "Another program (or another engine) has it; end that one, or set another port.",
                )
            )
            return
        host, port = runner.addresses[0][:2]

        def end() -> None:
            loop.call_soon_threadsafe(ended.set)

        self._fanout, self._end = fanout, end
        self._started.set_result(f"http://{f'[{host}]' if ':' in host else host}:{port}")
        await ended.wait()
        await runner.cleanup()
