"""What goes wrong with sound devices during a call, on a real sound server: told, survived, resumed."""

from __future__ import annotations

from tests.listeners.engine_desk import Desk
from tests.listeners.sound_server import SoundServer
from tests.listeners.sounds import CUSTOMER_LINE, alike, spoken


def test_a_headset_that_is_taken_away_and_comes_back(desk: Desk, server: SoundServer) -> None:
    desk.listen(microphone="headset")
    before = desk.now
    server.unplug()
    lost = desk.told("agent", "lost", before)
    assert "microphone" in lost["what"]
    assert lost["next"]
    assert desk.finds()
    before = desk.now
    server.play("phone", spoken(CUSTOMER_LINE))
    assert alike(desk.heard(before)["text"], CUSTOMER_LINE), "the other side goes on"
    before = desk.now
    server.plug()
    desk.told("agent", "heard", before)


def test_the_default_loudspeaker_is_followed(desk: Desk, server: SoundServer) -> None:
    desk.listen()
    desk.ask("devices", cmd="devices")
    before = desk.now
    server.control("load-module", "module-null-sink", "sink_name=other")
    listed = desk.of("devices", before)
    assert "other" in [device["id"] for device in listed["loudspeakers"]], "a device that is plugged in is told"
    server.control("set-default-sink", "other")
    told = desk.told("customer", "heard", before)
    assert "another one" in told["what"]
    # Opened anew when sound comes from it: levels go on.
    after = desk.now
    desk.of("level", after, speaker="customer")
    server.play("other", spoken(CUSTOMER_LINE))
    assert alike(desk.heard(after)["text"], CUSTOMER_LINE)


def test_a_chosen_loudspeaker_stays_whatever_the_default_is(desk: Desk, server: SoundServer) -> None:
    desk.listen(loudspeaker="phone")
    server.control("load-module", "module-null-sink", "sink_name=other")
    before = desk.now
    server.control("set-default-sink", "other")
    server.play("phone", spoken(CUSTOMER_LINE))
    desk.heard(before)
    assert not [u for u in desk.updates[before:] if u["type"] == "source" and u["speaker"] == "customer"]


def test_a_sound_server_that_is_killed_and_started_again(desk: Desk, server: SoundServer) -> None:
    desk.listen()
    server.play("phone", spoken(CUSTOMER_LINE))
    first = desk.heard()
    before = desk.now
    server.kill()
    for speaker in ("agent", "customer"):
        assert desk.told(speaker, "lost", before)["what"]
    assert desk.finds()
    before = desk.now
    server.start()
    for speaker in ("agent", "customer"):
        desk.told(speaker, "heard", before)
    server.play("phone", spoken(CUSTOMER_LINE))
    second = desk.heard(before)
    assert second["id"] != first["id"]
    assert second["at"] > first["end"]


def test_a_sound_server_that_hangs_is_told_and_goes_on(desk: Desk, server: SoundServer) -> None:
    desk.listen()
    before = desk.now
    server.freeze()
    for speaker in ("agent", "customer"):
        assert desk.told(speaker, "lost", before)["next"]
    assert desk.finds()
    asked = desk.now
    desk.send(cmd="devices", id="d")
    assert "sound server" in desk.of("error", asked, re="d")["what"]
    before = desk.now
    server.thaw()
    for speaker in ("agent", "customer"):
        desk.told(speaker, "heard", before)
    server.play("phone", spoken(CUSTOMER_LINE))
    assert alike(desk.heard(before)["text"], CUSTOMER_LINE)


def test_the_engine_ends_in_good_order_while_the_sound_server_hangs(desk: Desk, server: SoundServer) -> None:
    desk.listen()
    server.freeze()
    desk.told("agent", "lost")
    assert desk.end() == 0
    desk.of("engine", state="stopping")


def test_a_muted_microphone(desk: Desk, server: SoundServer) -> None:
    desk.listen()
    server.control("set-source-mute", "headset", "1")
    told = desk.wait(lambda u: u["type"] == "source" and u["state"] == "muted")
    assert "muted" in told["what"] or "silence" in told["what"]
    assert desk.finds()


def test_a_loudspeaker_that_stops_giving_frames(desk: Desk, server: SoundServer) -> None:
    desk.listen()
    # A busy computer may have lost and found a side before.
    before = desk.now
    server.control("suspend-sink", "phone", "1")
    assert "No sound comes" in desk.told("customer", "lost", before)["what"]
    before = desk.now
    server.control("suspend-sink", "phone", "0")
    desk.told("customer", "heard", before)
