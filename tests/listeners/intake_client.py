"""A program that talks to the intake, for its tests."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp

from tests.listeners.intake_engine import TOKEN, SmallEngine

DOCS = Path(__file__).parents[2] / "docs" / "intake.md"
AUTH = {"Authorization": f"Bearer {TOKEN}"}
CHAT = "/v1/contacts/chat-1"
OPEN = {"contact": "chat-1", "lang": "sv", "title": "Karin"}

Session = aiohttp.ClientSession
Answer = tuple[int, Any]


def talk(url: str, conversation: Callable[[Session], Awaitable[Any]], **options: Any) -> Any:
    async def run() -> Any:
        options.setdefault("headers", AUTH)
        async with Session(url, timeout=aiohttp.ClientTimeout(20), **options) as session:
            return await conversation(session)

    return asyncio.run(run())


async def post(session: Session, path: str, body: Any, **options: Any) -> Answer:
    async with session.post(path, json=body, **options) as response:
        return response.status, await response.json()


def once(url: str, path: str, body: Any, **options: Any) -> Answer:
    return talk(url, lambda session: post(session, path, body, **options))


def said(engine: SmallEngine) -> list[str]:
    return [command["text"] for command in engine.taken if command["cmd"] == "say"]
