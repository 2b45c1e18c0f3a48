"""Every setting, declared once with its type, default and help. Policy beats environment beats the user's file."""

from __future__ import annotations

import os
import tempfile
import tomllib
from pathlib import Path
from typing import Any, Literal

import tomli_w
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, InitSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict

from agent_assist.errors import UserFacingError
from agent_assist.paths import bundles_dir, policy_file, settings_file
from agent_assist.policy import read_policy


class SettingsError(UserFacingError):
    """A setting has a value that cannot be used."""

    code = "settings"


class Settings(BaseSettings):
    """What can be set. Environment variables are `AGENT_ASSIST_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix="AGENT_ASSIST_", extra="forbid", frozen=True)

    bundles: Path = Field(default_factory=bundles_dir, description="Folder of published bundles.")
    language: Literal["system", "en", "sv", "zh-Hans", "zh-Hant"] = Field(
        "system", description="Language of the window."
    )
    theme: Literal["system", "light", "dark"] = Field("system", description="Light or dark window.")
    contact_language: Literal["", "en", "sv", "zh-Hans", "zh-Hant"] = Field(
        "", description="Language that contacts are held in; empty: told from the words."
    )
    audience: str = Field(
        "", max_length=64, description="Audience this agent belongs to; empty: articles for everybody."
    )
    profile: Literal["new", "experienced"] = Field(
        "new", description="What the window shows: reasons and next questions too, or only what is needed."
    )
    history: Literal["encrypted", "memory"] = Field(
        "encrypted", description="Keep the history of contacts encrypted on disk, or in memory only."
    )
    keep_days: int = Field(30, ge=0, le=3650, description="Days after which closed contacts are purged.")
    learn: bool = Field(True, description="Let the answers that agents use or dismiss move later ones up or down.")
    intake: bool = Field(True, description="Take in chat messages over HTTP on this computer.")
    intake_port: int = Field(8737, ge=0, le=65535, description="Port of the chat intake; 0: any free one.")
    intake_host: str = Field(
        "127.0.0.1", max_length=255, description="Address for phone streams; chats come from this computer always."
    )
    phone_streams: bool = Field(True, description="Take in calls that phone systems stream (AudioHook, Twilio).")
    phone_legs: int = Field(0, ge=0, le=1000, description="Streamed calls heard at once; 0: by this computer's cores.")
    phone_inbound: Literal["customer", "agent"] = Field(
        "customer", description="Who speaks on a Twilio stream's inbound track."
    )
    audiohook_events: Literal["asked", "always", "never"] = Field(
        "asked", description="Send transcripts and suggestions back to AudioHook: where the client asks, always, never."
    )
    speech_model: str = Field("", description="Folder of a CTranslate2 Whisper model; empty: the packaged one.")
    speech_engine: Literal["local", "openai", "azure", "google-cloud"] = Field(
        "local", description="What recognises speech: this computer, or a service that the sound is sent to."
    )
    speech_url: str = Field(
        "", max_length=500, description="Address of an OpenAI-compatible speech service; empty: OpenAI's own."
    )
    speech_service_model: str = Field(
        "whisper-1", max_length=200, description="Model of the OpenAI-compatible service."
    )
    speech_region: str = Field("westeurope", pattern="^[a-z0-9-]{1,40}$", description="Region of the Azure service.")
    microphone: str = Field("", description="Name or id of the agent's microphone; empty: the system's default.")
    loudspeaker: str = Field("", description="Name or id of the loudspeaker that the customer is heard on.")
    silent_after: float = Field(
        60.0, ge=0, le=3600, description="Seconds without a word after which the customer counts as silent; 0: never."
    )
    require_notice: bool = Field(
        False, description="Hear the customer of a call only after the recording notice was given."
    )
    notice_rule: str = Field(
        "recording-notice", max_length=128, description="Id of the rule that is met by giving the recording notice."
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        policy = InitSettingsSource(settings_cls, read_policy())
        user = InitSettingsSource(settings_cls, read_user_settings())
        return policy, init_settings, env_settings, user


def read_user_settings() -> dict[str, Any]:
    """The user's own settings file; empty where there is none."""
    place = settings_file()
    try:
        return tomllib.loads(place.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(
            f"The settings cannot be read: {error}.", "Mend the file, or delete it to start afresh.", file=str(place)
        ) from error


def load_settings(**overrides: Any) -> Settings:
    """The settings in force; `overrides` come from the command line and lose only to policy."""
    try:
        return Settings(**overrides)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"]) or "settings"
        raise SettingsError(
            f"The setting '{name}' cannot be used: {first['msg']}.",
            f"Look in {settings_file()}, {policy_file()} and the AGENT_ASSIST_* environment.",
        ) from error


def save_setting(name: str, value: Any) -> None:
    """Keep one setting in the user's file, whole or not at all."""
    if name not in Settings.model_fields:
        raise SettingsError(f"There is no setting '{name}'.")
    kept = {**read_user_settings(), name: value}
    place = settings_file()
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=place.parent, prefix=".settings-")
    with os.fdopen(handle, "wb") as stream:
        tomli_w.dump(kept, stream)
    os.replace(temporary, place)


def locked_by_policy() -> frozenset[str]:
    """Names of the settings that the machine's policy fixes."""
    return frozenset(read_policy()) & frozenset(Settings.model_fields)
