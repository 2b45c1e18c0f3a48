"""The settings of the engine: what it hears, knows, keeps and sends."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel

from agent_assist.declaring import LANGUAGES, QT_TRANSLATE_NOOP, setting
from agent_assist.paths import bundles_dir


class EngineSettings(BaseModel):
    """What the engine uses; see `settings.Settings`."""

    audience: str = setting(
        "work",
        QT_TRANSLATE_NOOP("Settings", "Audience"),
        QT_TRANSLATE_NOOP("Settings", "Audience this agent belongs to; empty: articles for everybody."),
        "",
        max_length=64,
    )
    silent_after: float = setting(
        "work",
        QT_TRANSLATE_NOOP("Settings", "Silent customer"),
        QT_TRANSLATE_NOOP("Settings", "Time without a word after which the customer counts as silent; 0: never."),
        60.0,
        ge=0,
        le=3600,
        unit="s",
    )

    microphone: str = setting(
        "sources",
        QT_TRANSLATE_NOOP("Settings", "Your microphone"),
        QT_TRANSLATE_NOOP("Settings", "Name or id of the agent's microphone; empty: the system's default."),
        "",
        effect="now",
        kind="device",
    )
    loudspeaker: str = setting(
        "sources",
        QT_TRANSLATE_NOOP("Settings", "The customer's loudspeaker or headset"),
        QT_TRANSLATE_NOOP("Settings", "Name or id of the loudspeaker that the customer is heard on."),
        "",
        effect="now",
        kind="device",
    )
    require_notice: bool = setting(
        "sources",
        QT_TRANSLATE_NOOP("Settings", "Recording notice first"),
        QT_TRANSLATE_NOOP("Settings", "Hear the customer of a call only after the recording notice was given."),
        False,
    )
    notice_rule: str = setting(
        "sources",
        QT_TRANSLATE_NOOP("Settings", "Rule of the notice"),
        QT_TRANSLATE_NOOP("Settings", "Id of the rule that is met by giving the recording notice."),
        "recording-notice",
        max_length=128,
    )
    intake: bool = setting(
        "sources",
        QT_TRANSLATE_NOOP("Settings", "Chat intake"),
        QT_TRANSLATE_NOOP("Settings", "Take in chat messages over HTTP on this computer."),
        True,
    )
    intake_port: int = setting(
        "sources",
        QT_TRANSLATE_NOOP("Settings", "Port of the intake"),
        QT_TRANSLATE_NOOP("Settings", "Port of the chat intake; 0: any free one."),
        8737,
        ge=0,
        le=65535,
    )
    intake_host: str = setting(
        "sources",
        QT_TRANSLATE_NOOP("Settings", "Address for phone streams"),
        QT_TRANSLATE_NOOP("Settings", "Address for phone streams; chats come from this computer always."),
        "127.0.0.1",
        max_length=255,
    )
    phone_streams: bool = setting(
        "sources",
        QT_TRANSLATE_NOOP("Settings", "Phone streams"),
        QT_TRANSLATE_NOOP("Settings", "Take in calls that phone systems stream (AudioHook, Twilio)."),
        True,
    )
    phone_legs: int = setting(
        "sources",
        QT_TRANSLATE_NOOP("Settings", "Streamed calls at once"),
        QT_TRANSLATE_NOOP("Settings", "Streamed calls heard at once; 0: by this computer's cores."),
        0,
        ge=0,
        le=1000,
    )
    phone_inbound: Literal["customer", "agent"] = setting(
        "sources",
        QT_TRANSLATE_NOOP("Settings", "Twilio's inbound track"),
        QT_TRANSLATE_NOOP("Settings", "Who speaks on a Twilio stream's inbound track."),
        "customer",
        words={
            "customer": QT_TRANSLATE_NOOP("Settings", "The customer"),
            "agent": QT_TRANSLATE_NOOP("Settings", "The agent"),
        },
    )

    contact_language: Literal["", "en", "sv", "zh-Hans", "zh-Hant"] = setting(
        "languages",
        QT_TRANSLATE_NOOP("Settings", "Language of contacts"),
        QT_TRANSLATE_NOOP("Settings", "Language that contacts are held in."),
        "",
        words={"": QT_TRANSLATE_NOOP("Settings", "Told from the words"), **LANGUAGES},
    )

    bundles: Path = setting(
        "models",
        QT_TRANSLATE_NOOP("Settings", "Knowledge base"),
        QT_TRANSLATE_NOOP("Settings", "Folder of published bundles."),
        default_factory=bundles_dir,
        kind="folder",
    )
    speech_model: str = setting(
        "models",
        QT_TRANSLATE_NOOP("Settings", "Speech model"),
        QT_TRANSLATE_NOOP("Settings", "Folder of a CTranslate2 Whisper model; empty: the packaged one."),
        "",
        kind="folder",
    )
    speech_engine: Literal["local", "openai", "azure", "google-cloud"] = setting(
        "models",
        QT_TRANSLATE_NOOP("Settings", "Speech recognition"),
        QT_TRANSLATE_NOOP("Settings", "What recognises speech: this computer, or a service that the sound is sent to."),
        "local",
        words={
            "local": QT_TRANSLATE_NOOP("Settings", "This computer"),
            "openai": QT_TRANSLATE_NOOP("Settings", "OpenAI or compatible (sound is sent)"),
            "azure": QT_TRANSLATE_NOOP("Settings", "Azure (sound is sent)"),
            "google-cloud": QT_TRANSLATE_NOOP("Settings", "Google Cloud (sound is sent)"),
        },
    )
    speech_url: str = setting(
        "models",
        QT_TRANSLATE_NOOP("Settings", "Address of the speech service"),
        QT_TRANSLATE_NOOP("Settings", "Address of an OpenAI-compatible speech service; empty: OpenAI's own."),
        "",
        max_length=500,
    )
    speech_service_model: str = setting(
        "models",
        QT_TRANSLATE_NOOP("Settings", "Model of the speech service"),
        QT_TRANSLATE_NOOP("Settings", "Model of the OpenAI-compatible service."),
        "whisper-1",
        max_length=200,
    )
    speech_region: str = setting(
        "models",
        QT_TRANSLATE_NOOP("Settings", "Azure region"),
        QT_TRANSLATE_NOOP("Settings", "Region of the Azure service."),
        "westeurope",
        pattern="^[a-z0-9-]{1,40}$",
    )

    history: Literal["encrypted", "memory"] = setting(
        "privacy",
        QT_TRANSLATE_NOOP("Settings", "History"),
        QT_TRANSLATE_NOOP("Settings", "Keep the history of contacts encrypted on disk, or in memory only."),
        "encrypted",
        words={
            "encrypted": QT_TRANSLATE_NOOP("Settings", "Encrypted on this computer"),
            "memory": QT_TRANSLATE_NOOP("Settings", "In memory only"),
        },
    )
    keep_days: int = setting(
        "privacy",
        QT_TRANSLATE_NOOP("Settings", "Keep contacts for"),
        QT_TRANSLATE_NOOP("Settings", "Days after which closed contacts are deleted; 0: never."),
        30,
        ge=0,
        le=3650,
        unit="d",
    )
    learn: bool = setting(
        "privacy",
        QT_TRANSLATE_NOOP("Settings", "Learn from verdicts"),
        QT_TRANSLATE_NOOP("Settings", "Let the answers that agents use or dismiss move later ones up or down."),
        True,
    )
    audiohook_events: Literal["asked", "always", "never"] = setting(
        "privacy",
        QT_TRANSLATE_NOOP("Settings", "Tell the phone system"),
        QT_TRANSLATE_NOOP(
            "Settings", "Send transcripts and suggestions back to the phone system that streams the call."
        ),
        "asked",
        words={
            "asked": QT_TRANSLATE_NOOP("Settings", "Where it asks for them"),
            "always": QT_TRANSLATE_NOOP("Settings", "Always"),
            "never": QT_TRANSLATE_NOOP("Settings", "Never"),
        },
    )
