"""Script templates (Liquid) filled with what the contact knows. What nothing fills stands as «name»."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from liquid import Environment, Undefined
from liquid.exceptions import LiquidError
from liquid.template import BoundTemplate

from agent_assist.datatypes import Template
from agent_assist.errors import SourceError


class _Gap(Undefined):
    """A variable without a value, written so that a person sees what is missing."""

    def __str__(self) -> str:
        return f"«{self.name}»"


class _Limited(Environment):
    """A reply is a few sentences: anything that loops or grows beyond that is a mistake or an attack."""

    loop_iteration_limit = 200
    output_stream_limit = 8_000
    local_namespace_limit = 20_000
    context_depth_limit = 5


_ENVIRONMENT = _Limited(undefined=_Gap)


@lru_cache(maxsize=512)
def _parsed(text: str) -> BoundTemplate:
    return _ENVIRONMENT.from_string(text)


def render(template: Template, attributes: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """The reply and the slots that nothing filled, in the template's order.

    Raises SourceError when the text is no Liquid or goes over the limits.
    """
    # An empty value is no value: "I can move it to  free of charge" must never be said.
    values = {name: value for name, value in attributes.items() if value is not None and value != ""}
    try:
        reply = _parsed(template.text).render(**values)
    except LiquidError as error:
        raise SourceError(
            f"Template {template.id} cannot be filled: {str(error).splitlines()[0]}.", "Correct its text."
        ) from error
    missing = tuple(slot for slot in template.slots if slot not in values and f"«{slot}»" in reply)
    return reply.strip(), missing
