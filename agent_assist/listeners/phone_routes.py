"""Where phone systems stream their calls in: `/audiohook` and `/twilio` of the intake."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from agent_assist.datatypes import Speaker
from agent_assist.listeners.phone_desk import Ears, default_limit

if TYPE_CHECKING:
    from aiohttp import web

    from agent_assist.listeners.intake_updates import Fanout

PATHS = ("/audiohook", "/twilio")


@dataclass(frozen=True, slots=True)
class PhoneAccess:
    """What the sockets need of the engine.

    keys: AudioHook's API keys and their secrets (b"" for none), looked up at each connection; may take a moment.
    limit: calls at once, 0: by this computer's cores.  events: what AudioHook clients are sent back.
    inbound: who speaks on a stream's inbound track.  languages: BCP 47 tags that can be heard.
    """

    ears: Ears
    keys: Callable[[], Mapping[str, bytes]]
    limit: int = 0
    events: Literal["asked", "always", "never"] = "asked"
    inbound: Speaker = Speaker.CUSTOMER
    languages: Sequence[str] = ("en-US", "en-GB")


class PhoneRoutes:
    """The handlers of one server; made in its loop."""

    def __init__(self, access: PhoneAccess, token: str, fanout: Fanout, *, elsewhere: bool) -> None:
        """elsewhere: whether other computers can connect; then every AudioHook key must have a secret."""
        from agent_assist.listeners.audiohook import AudioHook
        from agent_assist.listeners.phone_desk import PhoneDesk
        from agent_assist.listeners.twilio import Twilio

        self._desk = PhoneDesk(access.ears, access.limit or default_limit(), fanout.is_open, fanout.note_open)
        self._audiohook = AudioHook(
            self._desk, fanout, access.keys, unsigned=not elsewhere, events=access.events, languages=access.languages
        )
        self._twilio = Twilio(self._desk, token, access.inbound)

    def add_to(self, application: web.Application) -> None:
        """Serve both paths, and say goodbye when the server ends."""
        application.router.add_get(PATHS[0], self._audiohook.handle)
        application.router.add_get(PATHS[1], self._twilio.handle)
        application.on_shutdown.append(self._say_goodbye)

    async def _say_goodbye(self, _: web.Application) -> None:
        await self._desk.drop_all()
        await self._audiohook.say_goodbye()
        await self._twilio.say_goodbye()
