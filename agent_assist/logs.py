"""Logs: what the program did, as JSON lines in a rotating file; never what was said, asked or found."""

from __future__ import annotations

import logging
import logging.handlers
import sys
import traceback
from pathlib import Path

import structlog

from agent_assist.paths import log_dir

_BYTES = 1_000_000
_FILES = 3


def start_logging(part: str, *, to_stderr: bool = False) -> None:
    """Send this process's log to `<log folder>/<part>.log` (and to stderr for people at a terminal)."""
    handlers: list[logging.Handler] = []
    try:
        log_dir().mkdir(parents=True, exist_ok=True)
        handlers.append(
            logging.handlers.RotatingFileHandler(
                log_dir() / f"{part}.log", maxBytes=_BYTES, backupCount=_FILES, encoding="utf-8", delay=True
            )
        )
    except OSError:
        to_stderr = True  # a home that cannot be written to must not keep the agent from working
    if to_stderr:
        handlers.append(logging.StreamHandler(sys.stderr))
    logging.basicConfig(level=logging.INFO, format="%(message)s", handlers=handlers, force=True)
    for library in ("faiss", "faiss.loader"):
        # They tell of processor features in plain text, where only JSON lines belong.
        logging.getLogger(library).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def logger(part: str) -> structlog.stdlib.BoundLogger:
    """A named logger: `logger("engine").info("bundle_opened", articles=12)`."""
    bound: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(part)
    return bound


def fault(error: BaseException) -> dict[str, object]:
    """What may be logged of an unexpected error: its type and where, not its message, which may quote a contact."""
    frames = traceback.extract_tb(error.__traceback__)
    return {
        "error": type(error).__name__,
        "where": [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames],
    }
