"""The terminal front end: the same updates as the window, drawn with rich."""

from __future__ import annotations

from types import TracebackType
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.layout import Layout
from rich.live import Live
from rich.markup import escape
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from agent_assist.protocol import Update

_SHAPES = {
    "met": ("✓", "green"),
    "owed": ("◔", "yellow"),
    "violated": ("!", "red"),
    "unknown": ("?", "magenta"),
    "open": ("○", "dim"),
}
_LINES = 60


class ContactView:
    """One contact as a picture of the terminal; `show` takes updates, `picture` draws what stands."""

    def __init__(self) -> None:
        self._title = ""
        self._lines: dict[str, tuple[str, str, float, bool]] = {}
        self._sides: dict[str, str] = {}
        self._cards: list[dict[str, Any]] = []
        self._checklist: list[dict[str, Any]] = []
        self._owed: dict[str, Update] = {}
        self._at = 0.0

    def show(self, update: Update) -> None:
        """Take in one update."""
        self._at = max(self._at, float(update.get("at", 0.0)))
        match update["type"]:
            case "opened":
                self._title = update["title"] or update["contact"]
            case "utterance":
                self._line(update)
            case "source":
                self._sides[update["speaker"]] = " ".join(part for part in (update["what"], update["next"]) if part)
                if update["state"] == "heard":
                    del self._sides[update["speaker"]]
            case "suggestions":
                self._cards = update["items"]
            case "checklist":
                self._checklist = update["items"]
            case "prompt" if update["state"] in ("owed", "violated", "advice"):
                self._owed[update["rule_id"]] = update
            case "prompt":
                self._owed.pop(update["rule_id"], None)

    def _line(self, update: Update) -> None:
        """A line that is still spoken grows in its place; an empty one was noise."""
        if update["text"]:
            self._lines[update["id"]] = (update["speaker"], update["text"], update["at"], update["final"])
            if len(self._lines) > _LINES:
                del self._lines[next(iter(self._lines))]
        else:
            self._lines.pop(update["id"], None)

    def passes(self, at: float) -> None:
        """Time alone passes (countdowns)."""
        self._at = max(self._at, at)

    def picture(self, height: int) -> RenderableType:
        """The whole contact in `height` lines."""
        head = Text.assemble((f" {_clock(self._at)} ", "bold red"), (self._title, "bold"))
        layout = Layout()
        layout.split_row(
            Layout(Panel(self._transcript(height - 3), title=head, title_align="left", border_style="dim"), ratio=5),
            Layout(Group(*self._owed_lines(), self._list(), *self._answers()), ratio=6),
        )
        return layout

    def _transcript(self, height: int) -> RenderableType:
        table = Table.grid(padding=(0, 1))
        table.add_column(no_wrap=True)
        table.add_column(ratio=1)
        for speaker, text, at, final in list(self._lines.values())[-max(3, height // 2) :]:
            colour = "blue" if speaker == "customer" else "cyan"
            words = Text(text, style="" if final else "dim italic")
            table.add_row(Text(f"{_clock(at)} {speaker.capitalize():8}", style=colour), words)
        for what in self._sides.values():
            table.add_row(Text("!", style="bold yellow"), Text(what, style="yellow"))
        return table

    def _owed_lines(self) -> list[RenderableType]:
        panels: list[RenderableType] = []
        for prompt in list(self._owed.values())[-3:]:
            shape, colour = _SHAPES.get(prompt["state"], ("→", "cyan"))
            left = ""
            if prompt["state"] == "owed" and prompt["deadline"] is not None:
                left = f"  {max(0, round(prompt['deadline'] - self._at))} s"
            body = Text(prompt["say"])
            panels.append(
                Panel(body, title=escape(f"{shape} {prompt['title']}{left}"), title_align="left", border_style=colour)
            )
        return panels

    def _list(self) -> RenderableType:
        line = Text()
        for item in self._checklist:
            shape, colour = _SHAPES[item["state"]]
            line.append(f"{shape} {item['title']}   ", style=colour)
        return Padding(line, (0, 1))

    def _answers(self) -> list[RenderableType]:
        if not self._cards:
            return []
        first = self._cards[0]
        body = Group(Text(first["reply"]), Text(first["source"], style="dim"), Text(first["why"], style="dim italic"))
        head = escape(f"Suggested reply · {first['confidence']:.0%}")
        shown: list[RenderableType] = [Panel(body, title=head, title_align="left", border_style="bold cyan")]
        for number, card in enumerate(self._cards[1:], start=2):
            shown.append(Padding(Text(f"{number}  {card['title']}   {card['confidence']:.0%}"), (0, 2)))
        if first["ask"]:
            shown.append(Padding(Text.assemble(("Ask next  ", "bold cyan"), first["ask"]), (1, 2)))
        return shown


class LiveTerminal:
    """Draws a contact while it plays; on a pipe, where nothing can be redrawn, prints the last picture at the end."""

    def __init__(self) -> None:
        self._console = Console()
        self._view = ContactView()
        self._live = Live(console=self._console, auto_refresh=False, transient=True)

    def __enter__(self) -> LiveTerminal:
        if self._console.is_terminal:
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._console.is_terminal:
            self._live.stop()
        if error is None:
            self._console.print(self._view.picture(24), height=24)

    def show(self, update: Update) -> None:
        """Take in and draw one update; a pipe gets one short line instead."""
        self._view.show(update)
        if self._console.is_terminal:
            self._draw()
        elif (line := plain(update)) is not None:
            self._console.print(line, markup=False, highlight=False, soft_wrap=True)

    def passes(self, at: float) -> None:
        """Draw the countdowns as time passes."""
        self._view.passes(at)
        if self._console.is_terminal:
            self._draw()

    def _draw(self) -> None:
        self._live.update(self._view.picture(self._console.height), refresh=True)


def plain(update: Update) -> str | None:
    """One update as one line of text; None for those that say nothing by themselves."""
    at = _clock(float(update.get("at", 0.0)))
    match update["type"]:
        case "utterance" if update["final"]:
            return f"{at} {update['speaker']:8} {update['text']}"
        case "source" if update["what"]:
            return f"{at} ! {update['what']} {update['next']}".rstrip()
        case "suggestions" if update["items"]:
            first = update["items"][0]
            return f"{at}   => {first['confidence']:.0%} {first['title']}: {first['reply']}"
        case "suggestions":
            return f"{at}   => (cleared) {update['reason']}"
        case "prompt":
            return f"{at}   {_SHAPES.get(update['state'], ('→', ''))[0]} {update['title']}: {update['say']}"
        case "step" if update["ask"]:
            return f"{at}   ▸ {update['title']}: {update['ask']}"
        case "summary":
            share = update.get("adherence", {}).get("share")
            kept = "" if share is None else f", {share:.0%} of prompts followed"
            return f"{at} {update['turns']} lines, {update['shown']} suggestions shown{kept}"
    return None


def _clock(at: float) -> str:
    return f"{int(at) // 60:02d}:{int(at) % 60:02d}"
