"""The headless sub-commands. Each takes --json for machines and shows progress for people."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from agent_assist import __version__
from agent_assist.assistant import Knowledge
from agent_assist.datatypes import Query
from agent_assist.errors import UsageError, UserFacingError
from agent_assist.events import ContactInfo
from agent_assist.intake_commands import app as intake_keys_app
from agent_assist.memory_commands import app as memory_app
from agent_assist.protocol import Update, card_json, encode, without_timings
from agent_assist.settings import Settings, load_settings

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)
contacts_app = typer.Typer(no_args_is_help=True, help="What is kept of contacts on this computer.")
secrets_app = typer.Typer(no_args_is_help=True, help="What this program keeps in the system keyring.")
app.add_typer(contacts_app, name="contacts")
app.add_typer(secrets_app, name="secrets")
app.add_typer(memory_app, name="memory")
app.add_typer(intake_keys_app, name="intake-keys")

BundleOption = Annotated[Path | None, typer.Option("--bundle", help="Folder of bundles, or one bundle.")]
JsonOption = Annotated[bool, typer.Option("--json", help="JSON for machines.")]
LangOption = Annotated[str | None, typer.Option("--lang", help="Language: en, sv, zh-Hans, zh-Hant.")]


def run(arguments: Sequence[str]) -> int:
    """Run a sub-command; the exit code."""
    if arguments[0] == "--version":
        print(__version__)
        return 0
    try:
        app(list(arguments), prog_name="agent-assist")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    return 0


def _settings(bundle: Path | None, **more: Any) -> Settings:
    return load_settings(**({"bundles": bundle} if bundle else {}), **more)


def _open(settings: Settings) -> Knowledge:
    from agent_assist.keeper import open_knowledge
    from agent_assist.retrieval.bundle import current

    return open_knowledge(current(settings.bundles))


def _emit(update: Update, no_timings: bool) -> None:
    print(encode(without_timings(update) if no_timings else update), flush=True)


@app.command()
def replay(
    file: Annotated[Path, typer.Argument(help="Transcript .jsonl, or .wav/.flac (left agent, right customer).")],
    bundle: BundleOption = None,
    speed: Annotated[float, typer.Option(help="Play at this many times real time; 0: as fast as possible.")] = 0.0,
    channels: Annotated[str, typer.Option(help="Who is on which channel of a sound file.")] = "agent,customer",
    lang: LangOption = None,
    date: Annotated[str, typer.Option(help="Day on which validity is judged; default: the day of the bundle.")] = "",
    view: Annotated[bool, typer.Option("--view", help="Draw the contact in the terminal.")] = False,
    no_timings: Annotated[bool, typer.Option("--no-timings", help="Leave measured milliseconds out.")] = False,
    json_: Annotated[
        bool, typer.Option("--json", help="One JSON update a line (what it does without --view).")
    ] = False,
) -> None:
    """Play a contact; one JSON update a line, or a picture with --view."""
    if view and json_:
        raise UsageError("--view and --json exclude each other.", "Choose one.")
    if speed < 0:
        raise UsageError("--speed must not be negative.", "0 plays as fast as possible.")
    settings = _settings(bundle, **({"contact_language": lang} if lang else {}))
    info, utterances = _contact(file, settings, channels)
    knowledge = _open(settings)
    day = date or knowledge.searcher.manifest.created[:10]
    from dataclasses import replace as changed

    info = changed(info, started=f"{day}T00:00:00Z", audience=settings.audience)
    if view:
        _play_view(info, utterances, knowledge, speed)
        return
    from agent_assist.replaying import replay as play

    for update in play(info, utterances, knowledge, _waiter(speed, lambda _: None)):
        _emit(update, no_timings)


def _contact(file: Path, settings: Settings, channels: str) -> tuple[ContactInfo, Iterator[Any]]:
    from agent_assist.datatypes import Channel
    from agent_assist.session import SOUND_ENDINGS

    if file.suffix.lower() not in SOUND_ENDINGS:
        from agent_assist.listeners.transcript_file import read_transcript

        read = read_transcript(file)
        chosen = read.lang or settings.contact_language or None
        return ContactInfo(file.stem, read.channel, "", chosen, read.title, read.attributes), iter(read.utterances)
    lang = settings.contact_language or "en"
    return ContactInfo(file.stem, Channel.CALL, "", lang, file.stem), _heard(file, settings, channels, lang)


def _heard(file: Path, settings: Settings, channels: str, lang: str) -> Iterator[Any]:
    from agent_assist.listeners.hearing import Hearing
    from agent_assist.recognisers import Recognisers

    return Hearing(Recognisers(settings).get(lang)).utterances(file, channels)


def _waiter(speed: float, passes: Callable[[float], None]) -> Callable[[float], None] | None:
    if not speed:
        return None
    began = time.monotonic()

    def wait(at: float) -> None:
        passes(at)
        time.sleep(max(0.0, at / speed - (time.monotonic() - began)))

    return wait


def _play_view(info: ContactInfo, utterances: Iterator[Any], knowledge: Knowledge, speed: float) -> None:
    from agent_assist.replaying import replay as play
    from agent_assist.terminal import LiveTerminal

    with LiveTerminal() as screen:
        for update in play(info, utterances, knowledge, _waiter(speed, screen.passes)):
            screen.show(update)


@app.command()
def search(
    text: str,
    bundle: BundleOption = None,
    lang: LangOption = None,
    limit: Annotated[int, typer.Option(min=1, max=50)] = 5,
    json_: JsonOption = False,
) -> None:
    """Search the knowledge base as the search box does."""
    settings = _settings(bundle)
    knowledge = _open(settings)
    query = Query(
        text,
        lang or settings.contact_language or None,
        today=time.strftime("%Y-%m-%d"),
        audience=settings.audience,
        typed=True,
    )
    found = knowledge.searcher.find(query, limit)
    cards = [knowledge.suggester.card(hit, query, {}) for hit in found.hits]
    if json_:
        print(encode({"items": [card_json(card) for card in cards], "stage_ms": dict(found.stage_ms)}))
        return
    table = Table("sure", "article", "reply", "from", show_lines=True)
    for card in cards:
        table.add_row(f"{card.confidence:.0%}", card.title, card.reply, card.source)
    Console().print(table if cards else "Nothing found.")


@app.command()
def transcribe(
    files: Annotated[list[Path], typer.Argument(help="Sound files.")],
    lang: LangOption = None,
    model: Annotated[str, typer.Option(help="Folder of a CTranslate2 Whisper model.")] = "",
    channels: Annotated[str, typer.Option(help="Who is on which channel.")] = "agent,customer",
    json_: JsonOption = False,
) -> None:
    """Write down what is said in sound files."""
    settings = _settings(
        None, **({"contact_language": lang} if lang else {}), **({"speech_model": model} if model else {})
    )
    from agent_assist.listeners.hearing import Hearing
    from agent_assist.recognisers import Recognisers

    recogniser = Recognisers(settings).get(settings.contact_language or "en")
    failed = 0
    for file in files:
        try:
            for utterance in Hearing(recogniser).utterances(file, channels):
                _print_heard(file, utterance, json_)
        except UserFacingError as error:
            failed += 1
            print(f"error: {error}", file=sys.stderr)
    if failed:
        raise typer.Exit(1)


def _print_heard(file: Path, utterance: Any, json_: bool) -> None:
    if json_:
        from agent_assist.protocol import utterance_update

        print(encode({"file": str(file), **utterance_update(utterance)}), flush=True)
    else:
        print(f"{utterance.at:7.2f} {utterance.speaker:8} {utterance.text}", flush=True)


@app.command()
def listen(
    bundle: BundleOption = None,
    microphone: Annotated[str, typer.Option(help="Name or id of the agent's microphone.")] = "",
    loudspeaker: Annotated[str, typer.Option(help="Name or id of the loudspeaker the customer is heard on.")] = "",
    lang: LangOption = None,
    json_: Annotated[bool, typer.Option("--json", help="One JSON update a line.")] = False,
) -> None:
    """Hear a live call on this computer's sound card until Ctrl+C."""
    from agent_assist.listening import listen as hear

    raise typer.Exit(hear(_settings(bundle), microphone, loudspeaker, lang, json_))


@app.command()
def doctor(bundle: BundleOption = None, json_: JsonOption = False) -> None:
    """Check everything this program needs on this computer."""
    from dataclasses import asdict

    from agent_assist.doctor import run_checks

    checks = run_checks(bundle)
    if json_:
        print(encode({"checks": [asdict(check) for check in checks]}))
    else:
        table = Table("", "check", "what", "next")
        for check in checks:
            table.add_row("[green]✓[/]" if check.ok else "[red]![/]", check.name, check.what, check.next_step)
        Console().print(table)
    if not all(check.ok for check in checks if check.required):
        raise typer.Exit(1)


@app.command()
def bench(
    bundle: BundleOption = None,
    n: Annotated[int, typer.Option("-n", min=10, help="How many searches.")] = 200,
    json_: JsonOption = False,
) -> None:
    """Time searches of this bundle on this computer (its own titles are the queries)."""
    import numpy as np

    knowledge = _open(_settings(bundle))
    texts = knowledge.searcher.titles()
    taken = []
    for index in range(n):
        # The number keeps the vector cache from answering.
        query = Query(f"{texts[index % len(texts)]} {index}", None)
        began = time.perf_counter()
        knowledge.suggester.cards(knowledge.searcher.find(query), query, {})
        taken.append((time.perf_counter() - began) * 1000)
    figures = {f"p{p}": round(float(np.percentile(taken, p)), 2) for p in (50, 95, 99)}
    print(json.dumps({"n": n, "ms": figures}) if json_ else f"{n} searches: {figures} ms")


@secrets_app.command("list")
def secrets_list(json_: JsonOption = False) -> None:
    """Which secrets are kept; never what they are."""
    from agent_assist import credentials

    states = {name: credentials.get(name) is not None for name in credentials.NAMES}
    print(
        json.dumps(states)
        if json_
        else "\n".join(f"{name}: {'kept' if is_ else 'none'}" for name, is_ in states.items())
    )


@secrets_app.command("token")
def secrets_token() -> None:
    """Print the bearer token of the chat intake, to set up the program that posts messages."""
    from agent_assist import credentials

    print(credentials.intake_token())


@secrets_app.command("set")
def secrets_set(
    name: Annotated[str, typer.Argument(help="speech-openai, speech-azure or speech-google-cloud.")],
) -> None:
    """Keep the key of a speech service; it is asked for, or read from the standard input."""
    from agent_assist import credentials
    from agent_assist.errors import UsageError

    if name not in credentials.SPEECH_KEYS:
        raise UsageError(f"There is no key called {name!r}.", f"Choose one of: {', '.join(credentials.SPEECH_KEYS)}.")
    asked = typer.prompt("Key", hide_input=True) if sys.stdin.isatty() else sys.stdin.read()
    if not asked.strip():
        raise UsageError("The key is empty.")
    credentials.set(name, asked.strip())


@secrets_app.command("delete")
def secrets_delete(name: Annotated[str, typer.Argument(help="As `secrets list` names it.")]) -> None:
    """Delete one secret; the journal cannot be read without its key."""
    from agent_assist import credentials

    credentials.delete(name)


def _journal() -> Any:
    from agent_assist import credentials
    from agent_assist.contacts.journal import Journal
    from agent_assist.paths import journal_file

    return Journal.open(journal_file(), credentials.journal_key())


@secrets_app.command("test")
def secrets_test(
    name: Annotated[str, typer.Argument(help="As `secrets list` names it.")], json_: JsonOption = False
) -> None:
    """Try a secret: is it taken, can it be used? A speech service is sent half a second of silence."""
    from dataclasses import asdict

    from agent_assist import credentials
    from agent_assist.trying import try_secret

    if name not in credentials.NAMES:
        raise UsageError(f"There is no secret called {name!r}.", f"Choose one of: {', '.join(credentials.NAMES)}.")
    tried = try_secret(name, load_settings())
    print(json.dumps(asdict(tried)) if json_ else f"{tried.what} {tried.next_step}".strip())
    if not tried.ok:
        raise typer.Exit(1)


@contacts_app.command("list")
def contacts_list(json_: JsonOption = False) -> None:
    """The contacts kept on this computer, without their words."""
    with _journal() as journal:
        rows = [
            {"id": kept.id, "opened": kept.opened, "closed": kept.closed, "events": kept.events}
            for kept in journal.contacts()
        ]
    if json_:
        print(json.dumps(rows))
        return
    table = Table("contact", "opened", "closed", "events")
    for row in rows:
        table.add_row(row["id"], _when(row["opened"]), _when(row["closed"]), str(row["events"]))
    Console().print(table)


def _when(moment: float | None) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(moment)) if moment else "open"


@contacts_app.command("replay")
def contacts_replay(
    contact: str,
    bundle: BundleOption = None,
    no_timings: Annotated[bool, typer.Option("--no-timings", help="Leave measured milliseconds out.")] = False,
) -> None:
    """Play a kept contact again: the updates that were shown live."""
    from agent_assist.contactbook import play_again

    with _journal() as journal:
        events = journal.events(contact)
    if not events:
        raise UserFacingError(f"No contact '{contact}' is kept.", "`agent-assist contacts list` names them.")
    for update in play_again(events, _open(_settings(bundle))):
        _emit(update, no_timings)


@contacts_app.command("purge")
def contacts_purge(
    days: Annotated[float, typer.Option(min=0, help="Only what was closed more than this many days ago.")] = 0.0,
) -> None:
    """Delete closed contacts for good."""
    with _journal() as journal:
        gone = journal.purge(time.time() - days * 86_400)
    print(f"{gone} contacts deleted.")
