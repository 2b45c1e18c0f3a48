"""`agent-assist secrets test`: whether a secret in the keyring does what it is for, without ever showing it."""

from __future__ import annotations

import http.client
from dataclasses import dataclass

from agent_assist import credentials
from agent_assist.errors import UserFacingError
from agent_assist.settings import Settings

#: Seconds that a service may take to answer.
PATIENCE = 5.0


@dataclass(frozen=True, slots=True)
class Tried:
    """How it went. what: what was found, or what is wrong.  next_step: what to do about it, "" when nothing is."""

    ok: bool
    what: str
    next_step: str = ""


def try_secret(name: str, settings: Settings) -> Tried:
    """Try the secret called `name` (one of `credentials.NAMES`). A speech service is sent half a second of silence."""
    try:
        if credentials.get(name) is None:
            return Tried(False, "It is not kept.", "It is made at first use, or replaced by you.")
        if name == credentials.JOURNAL_KEY:
            credentials.journal_key()
            return Tried(True, "A key of 32 bytes is kept.")
        if name == credentials.INTAKE_TOKEN:
            return _intake(settings)
        if name == credentials.AUDIOHOOK_KEYS:
            return Tried(True, f"{len(credentials.audiohook_keys())} keys can be read.")
        return _speech(name.removeprefix("speech-"), settings)
    except UserFacingError as error:
        return Tried(False, error.what, error.next_step)


def _intake(settings: Settings) -> Tried:
    place = f"port {settings.intake_port} of this computer"
    line = http.client.HTTPConnection("127.0.0.1", settings.intake_port, timeout=PATIENCE)
    try:
        line.request("GET", "/v1/health", headers={"Authorization": f"Bearer {credentials.intake_token()}"})
        status = line.getresponse().status
    except (OSError, http.client.HTTPException):
        return Tried(False, f"No intake answers at {place}.", "Open the window, or switch the intake on.")
    finally:
        line.close()
    if status == http.client.OK:
        return Tried(True, f"The intake at {place} takes it.")
    return Tried(False, f"What answers at {place} does not take it.", "Close other programs of this kind.")


def _speech(engine: str, settings: Settings) -> Tried:
    from agent_assist.listeners.services import open_service, probe

    service = open_service(
        engine,
        credentials.get(f"speech-{engine}"),
        url=settings.speech_url,
        model=settings.speech_service_model,
        region=settings.speech_region,
    )
    probe(service, PATIENCE)
    return Tried(True, f"{service.host or 'The service on this computer'} takes it.")
