"""Errors of the user's world.

Two families only: a `UserFacingError` says what happened and what to do next, and is shown to people as it stands;
every other exception is our own bug and is shown as one.
"""

from __future__ import annotations


class UserFacingError(Exception):
    """Something in the user's world is wrong: `what` happened, and what to do `next`.

    `code` is a short stable word for machines (it goes into JSON updates and exit messages).
    """

    code = "error"

    def __init__(self, what: str, next_step: str = "", *, file: str | None = None, line: int | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.next_step = next_step
        self.file = file
        self.line = line

    def __str__(self) -> str:
        place = ""
        if self.file is not None:
            place = f"{self.file}:{self.line}: " if self.line is not None else f"{self.file}: "
        text = f"{place}{self.what}"
        return f"{text} {self.next_step}" if self.next_step else text


class UsageError(UserFacingError):
    """The command was called wrongly (exit code 2)."""

    code = "usage"


class SourceError(UserFacingError):
    """A file that people wrote (article, template, rule, question, transcript) cannot be read as what it should be."""

    code = "source"


class BundleError(UserFacingError):
    """A bundle is missing, damaged, of an unknown format, or not signed as policy asks."""

    code = "bundle"


class ModelError(UserFacingError):
    """A model (encoder, recogniser) is missing, damaged or cannot be exported."""

    code = "model"


class AudioError(UserFacingError):
    """A sound device or sound file cannot be heard."""

    code = "audio"


class SideTrouble(AudioError):
    """Something is the matter with one side of a call.

    speaker: agent or customer.  state: lost, muted, silent, or heard where the side goes on in another way.
    """

    def __init__(self, speaker: str, state: str, what: str, next_step: str = "") -> None:
        super().__init__(what, next_step)
        self.speaker = speaker
        self.state = state


class KeyringError(UserFacingError):
    """The system keyring is missing, locked or of an insecure kind."""

    code = "keyring"


class JournalError(UserFacingError):
    """The contact's journal cannot be written or read."""

    code = "journal"


class ProtocolError(UserFacingError):
    """A line or message does not follow the protocol; `field` names the offending part where it is known."""

    code = "protocol"

    def __init__(self, what: str, next_step: str = "", *, field: str | None = None) -> None:
        super().__init__(what, next_step)
        self.field = field


class UnknownContact(ProtocolError):
    """A command names a contact that is not open."""

    code = "unknown-contact"
