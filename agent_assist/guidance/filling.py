"""Fills the words of a prompt: `{{ customer_name }}` by what is known of the contact."""

from __future__ import annotations

import re
from collections.abc import Mapping

_VARIABLE = re.compile(r"\{\{\s*([A-Za-z_]\w*)\s*\}\}")


def variables(text: str) -> tuple[str, ...]:
    """The variables that the text uses. Raises ValueError where braces stand that are no variable."""
    if re.search(r"\{\{|\}\}|\{%|%\}", _VARIABLE.sub("", text)):
        raise ValueError("Only variables such as {{ customer_name }} may stand in it.")
    return tuple(dict.fromkeys(_VARIABLE.findall(text)))


def filled(text: str, values: Mapping[str, object]) -> str:
    """The text with its variables filled; what nothing fills stands as «name»."""
    return _VARIABLE.sub(lambda found: str(values.get(found[1]) or f"«{found[1]}»"), text)
