"""A live call in the terminal: lines grow in place, and what is wrong with a side is said."""

from __future__ import annotations

from typing import Any

from rich.console import Console

from agent_assist.terminal import ContactView, plain


def line(text: str, final: bool, line_id: str = "u1") -> dict[str, Any]:
    return {"type": "utterance", "id": line_id, "speaker": "customer", "text": text, "at": 1.0, "final": final}


def drawn(view: ContactView) -> str:
    console = Console(width=120, height=24)
    with console.capture() as shown:
        console.print(view.picture(24), height=24)
    return shown.get()


def test_a_line_grows_in_its_place_and_noise_goes() -> None:
    view = ContactView()
    for update in (line("I want", False), line("I want to move", True), line("Hm", False, "u2"), line("", False, "u2")):
        view.show(update)
    shown = drawn(view)
    assert shown.count("I want") == 1
    assert "I want to move" in shown
    assert "Hm" not in shown
    assert plain(line("I want", False)) is None
    assert plain(line("I want to move", True)) == "00:01 customer I want to move"


def test_what_is_wrong_with_a_side_stands_until_it_is_well() -> None:
    view = ContactView()
    lost = {
        "type": "source",
        "speaker": "agent",
        "state": "lost",
        "what": "Unplugged.",
        "next": "Plug it in.",
        "at": 2.0,
    }
    view.show(lost)
    assert "Unplugged. Plug it in." in drawn(view)
    assert plain(lost) == "00:02 ! Unplugged. Plug it in."
    view.show({**lost, "state": "heard", "what": ""})
    assert "Unplugged" not in drawn(view)
