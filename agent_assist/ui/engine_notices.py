"""What the notice strip says about the engine and the link to it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agent_assist.ui.contact_model import Engine
from agent_assist.ui.link_state import LinkState
from agent_assist.ui.notices import Message

# How the engine begins to say that there is no journal on disk, and how it ends where that was asked for.
_MEMORY, _CHOSEN = "History is kept in memory only", ", as the settings say."


def link_message(state: LinkState) -> Message | None:
    """The link to the engine stands otherwise; None where all is well."""
    translate = QCoreApplication.translate
    if state.phase == "restarting":
        text = translate("EngineNotices", "The engine stopped. It starts again; your contacts are kept.")
        return Message("engine", text, "owed", closable=False)
    if state.phase == "failed":
        text = translate("EngineNotices", "The engine does not stay up. Your contacts are kept here.")
        return Message("engine", text, "violated", translate("EngineNotices", "Start again"), closable=False)
    return None


def engine_messages(engine: Engine) -> dict[str, Message | None]:
    """By key, what the engine's own notice makes the window say; None takes a message away."""
    translate = QCoreApplication.translate
    about_memory = engine.notice.startswith(_MEMORY)
    memory = None
    if engine.journal == "memory":
        rest = engine.notice.removeprefix(_MEMORY) if about_memory else ""
        if rest == _CHOSEN:
            words = translate("EngineNotices", "History is kept in memory only, as the settings say.")
        else:
            # What went wrong is in the engine's own words; ours come in the agent's language.
            ours = translate("EngineNotices", "History is kept in memory only.")
            words = f"{ours} {rest.lstrip('. ')}".rstrip()
        memory = Message("memory", words)
    other = Message("engine-notice", engine.notice, "owed") if engine.notice and not about_memory else None
    return {"memory": memory, "engine-notice": other}
