"""One AudioHook session: what is answered to each message of its client.

https://developer.genesys.cloud/devapps/audiohook/session-walkthrough
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from enum import Enum
from typing import Any

from agent_assist.datatypes import Speaker
from agent_assist.errors import ProtocolError, UserFacingError
from agent_assist.listeners import audiohook_messages as messages
from agent_assist.listeners.audiohook_messages import ClientMessage, Media, Opening
from agent_assist.listeners.intake_updates import Fanout, Follower
from agent_assist.listeners.phone_desk import Caller, Leg, PhoneDesk, Update

#: Seconds that the last words may hold back `closed`; the client waits ten.
LAST_WORDS_SECONDS = 5.0
#: What the client's `customConfig` may ask for; lines that are still being spoken only by this word of their own, for
#: clients that count transcripts take each as a line.
_PARTIALS = "partials"
_TRANSCRIPTS = ("events", "transcripts", "transcript")
_SUGGESTIONS = ("events", "suggestions", "agentassist")

Send = Callable[[str], Awaitable[None]]


class State(Enum):
    """preparing: nothing but `open` may come.  ended: it was told to go, and is only heard closing."""

    PREPARING = "preparing"
    OPEN = "open"
    ENDED = "ended"
    CLOSED = "closed"


class Session:
    """`on_text` and `on_binary` for each frame, in order, from one task; `leave` when the socket is closed."""

    def __init__(
        self,
        desk: PhoneDesk,
        fanout: Fanout,
        send: Send,
        headers: Mapping[str, str],
        events: str = "asked",
        languages: Sequence[str] = (),
    ) -> None:
        """headers: of the upgrade, by their names in lower case.  events: asked, always or never: what is sent back.
        languages: told to clients that want to know.
        """
        self._desk = desk
        self._fanout = fanout
        self._send_text = send
        self._headers = headers
        self._events = events
        self._languages = list(languages)
        self.state = State.PREPARING
        self.id = headers.get("audiohook-session-id", "")
        self.leg: Leg | None = None
        self._wants: frozenset[str] = frozenset()
        self._follower: Follower | None = None
        self._following: asyncio.Task[None] | None = None
        self._media: Media | None = None
        self._seq = self._clientseq = 0
        self._words: Update | None = None  # the customer's line that is being answered
        self._held: set[str] = set()  # sides that the engine does not want to hear now

    # -- from the client ----------------------------------------------------------------------------------------------

    async def on_text(self, text: str) -> None:
        """A text frame; what breaks the protocol is told and ends the session."""
        try:
            message = messages.read_message(text)
            self._check(message)
            await self._do(message)
        except UserFacingError as error:
            await self.end("error", str(error))

    async def on_binary(self, data: bytes) -> None:
        """Sound: the samples of the channels in turn."""
        if self.state in (State.ENDED, State.CLOSED):
            return
        if self._media is None:
            await self.end("error", "Sound came before the session was open.")
            return
        speakers = self._media.speakers
        if len(data) % len(speakers):
            await self.end("error", "A frame of sound does not hold whole samples.")
            return
        if self.leg is not None:
            for index, speaker in enumerate(speakers):
                self.leg.put(speaker, data[index :: len(speakers)])
            await self._desk.pace(self.leg)

    async def end(self, reason: str, info: str = "") -> None:
        """Tell the client to go: completed, unauthorized or error. It answers with `close`."""
        if self.state in (State.PREPARING, State.OPEN):
            self.state = State.ENDED
            await self._send("disconnect", {"reason": reason, **({"info": info[:500]} if info else {})})

    async def leave(self) -> None:
        """The socket is closed: in good order, or broken off, and then the client may come back."""
        if self._following is not None:
            self._following.cancel()
            await asyncio.gather(self._following, return_exceptions=True)
        if self.leg is not None:
            if self._follower is not None:
                self._fanout.leave(self.leg.contact, self._follower)
            self._desk.finish(self.leg, come_back=self.state is not State.CLOSED)

    async def go_elsewhere(self, info: str) -> None:
        """Tell the client to come back with a new session."""
        if self.state is State.OPEN:
            await self._send("reconnect", {"info": info})

    def _check(self, message: ClientMessage) -> None:
        if message.seq != self._clientseq + 1:
            raise ProtocolError(f"'seq' is {message.seq}, not {self._clientseq + 1}.")
        self._clientseq = message.seq
        if message.serverseq > self._seq:
            raise ProtocolError(f"'serverseq' is {message.serverseq}, but only {self._seq} messages were sent.")
        self.id = self.id or message.session
        if message.session.lower() != self.id.lower():
            raise ProtocolError("'id' is not this session's.")

    async def _do(self, message: ClientMessage) -> None:
        match message.type:
            case "ping":
                await self._send("pong", {})
            case "close":
                await self._close(str(message.parameters.get("reason", "end")))
            case _ if self.state in (State.ENDED, State.CLOSED):
                return
            case "open":
                await self._open(messages.read_opening(message.parameters))
            case "error":
                self._desk.log("client_error", code=str(message.parameters.get("code"))[:16])
            case _ if self.state is State.PREPARING:
                raise ProtocolError(f"'{message.type[:32]}' came before 'open'.")
            case "paused":
                if self.leg is not None:
                    self.leg.cut()  # no silence will come behind these words
                self._tell("paused", "The phone system has paused the sound.")
            case "resumed":
                self._discard(message.parameters)
                self._tell("listening", "The phone system sends the sound again.")
            case "discarded":
                self._discard(message.parameters)
            case "update":
                await self._update(message.parameters)
            case "dtmf":
                return  # keys that the customer presses: they may be a card's number
            case _:
                raise ProtocolError(f"'{message.type[:32]}' is no message of a client.")

    async def _open(self, opening: Opening) -> None:
        if self.state is not State.PREPARING or self._media is not None:
            raise ProtocolError("'open' came twice.")
        expected = self._headers.get("audiohook-organization-id", opening.organization)
        if opening.organization.lower() != expected.lower():
            await self.end("unauthorized", "'organizationId' is not that of the request.")
            return
        media = messages.choose_media(opening.offers)
        if media is None:
            raise ProtocolError("None of the offered media can be heard: PCMU at 8000 Hz is.")
        if not opening.probe:
            self._wants = self._wanted(opening.custom)
            self.leg = await self._desk.open(self._caller(opening), media.speakers)
            self._follower = self._fanout.follow(self.leg.contact)
            self._following = asyncio.create_task(self._follow(self._follower))
        self._media = media
        parameters: dict[str, Any] = {"media": [media.offer], "startPaused": False}
        if opening.wants_languages:
            parameters["supportedLanguages"] = self._languages
        self.state = State.OPEN
        await self._send("opened", parameters)

    def _caller(self, opening: Opening) -> Caller:
        about = {
            "customer_name": opening.participant["aniName"],
            "customer_phone": opening.participant["ani"],
            "called_number": opening.participant["dnis"],
            "conversation": opening.conversation,
        }
        lang = messages.contact_language(opening.lang) if opening.lang else None
        title = opening.participant["aniName"] or opening.participant["ani"]
        contact = self._desk.earlier(opening.continued) or self.id
        return Caller(contact, lang, title, about, timed="utterance" in self._wants)

    def _wanted(self, custom: Mapping[str, Any]) -> frozenset[str]:
        if self._events == "never":
            return frozenset()
        asked = set()
        for name, words in (("utterance", _TRANSCRIPTS), ("suggestions", _SUGGESTIONS)):
            if self._events == "always" or any(custom.get(word) is True for word in words):
                asked.add(name)
        if "utterance" in asked and custom.get(_PARTIALS) is True:
            asked.add(_PARTIALS)
        return frozenset(asked)

    def _discard(self, parameters: Mapping[str, Any]) -> None:
        messages.seconds(parameters.get("start", "PT0S"))
        left_out = messages.seconds(parameters.get("discarded", "PT0S"))
        if self.leg is not None and left_out:
            if self.leg.length + left_out > messages.MOST_SECONDS:
                raise ProtocolError("More than a day of sound was left out.")
            self.leg.miss_seconds(left_out)

    async def _update(self, parameters: Mapping[str, Any]) -> None:
        lang = parameters.get("language")
        if not isinstance(lang, str) or not lang or len(lang) > 35:
            raise ProtocolError("'language' is missing.", field="language")
        if self.leg is not None:
            await self._desk.speak(self.leg, messages.contact_language(lang))
        await self._send("updated", {})

    async def _close(self, reason: str) -> None:
        if self.state is State.CLOSED:
            return
        if self.leg is not None:
            finishing = self._desk.finish(self.leg, come_back=reason == "reconnect")
            await asyncio.wait([finishing], timeout=LAST_WORDS_SECONDS)
            if self._follower is not None and self._following is not None and not self._following.done():
                await asyncio.wait([asyncio.create_task(self._follower.lines.join())], timeout=LAST_WORDS_SECONDS)
        self.state = State.CLOSED
        await self._send("closed", {})

    # -- to the client ------------------------------------------------------------------------------------------------

    async def _follow(self, follower: Follower) -> None:
        while (line := await follower.lines.get()) is not None:
            # A reader that is too slow has had lines left out; the later ones are still true.
            await self._on_update(json.loads(line))
            follower.lines.task_done()
        if self.leg is not None and self.leg.finishing is None:
            await self.end("completed", "The agent has closed the contact.")

    async def _on_update(self, update: Update) -> None:
        """What the client wants of the contact's updates is sent to it."""
        if self.state is not State.OPEN or self.leg is None or self._media is None:
            return
        kind = update["type"]
        if kind == "utterance":
            if update["speaker"] == "customer":
                self._words = update
            if not update["final"] and _PARTIALS not in self._wants:
                return
            source = self.leg.sources.get(Speaker(update["speaker"]))
            words = source.words(update["id"]) if source is not None and update["final"] else ()
            entity = messages.transcript(self.id, update, self._media, self.leg.begun, words)
        elif kind == "suggestions":
            asked = self._words if self._words and self._words["id"] == update["utterance_id"] else None
            entity = messages.agent_assist(self.id, update, asked, self.leg.begun)
        elif kind == "source":
            await self._hold(update)
            return
        elif kind == "error" and update["code"] == "model":
            await self.end("error", update["what"])  # no recogniser for it: nothing will ever be heard
            return
        else:
            return
        if kind in self._wants and entity is not None:
            await self._send("event", {"entities": [entity]})
            what = "transcripts" if kind == "utterance" else "suggestions"
            self._desk.sent(what, len(json.dumps(entity, ensure_ascii=False).encode()))

    async def _hold(self, update: Update) -> None:
        """Where nobody may be heard, the phone system is to send nothing."""
        assert self._media is not None
        speaker = {update["speaker"]}
        held = self._held | speaker if update["state"] in ("paused", "waiting") else self._held - speaker
        everybody = set(self._media.speakers)
        if everybody <= held and not everybody <= self._held:
            await self._send("pause", {})
        elif everybody <= self._held and not everybody <= held:
            await self._send("resume", {})
        self._held = held

    def _tell(self, state: str, detail: str) -> None:
        if self.leg is not None:
            self._desk.tell(self.leg, state, detail)

    async def _send(self, type_: str, parameters: Mapping[str, Any]) -> None:
        self._seq += 1
        message = {
            "version": messages.VERSION,
            "id": self.id,
            "type": type_,
            "seq": self._seq,
            "clientseq": self._clientseq,
            "parameters": parameters,
        }
        await self._send_text(json.dumps(message, ensure_ascii=False, separators=(",", ":")))
