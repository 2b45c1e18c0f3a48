"""The customer heard again in the microphone of a live call, on a real sound server, with the real engine."""

from __future__ import annotations

from tests.listeners.engine_desk import Desk
from tests.listeners.sound_server import SoundServer
from tests.listeners.sounds import AGENT_LINE, alike, room, spoken


def test_an_echo_gives_no_agent_line_and_loses_no_suggestion(desk: Desk, server: SoundServer) -> None:
    desk.listen()
    begin = desk.now
    for question, article, level in (
        ("How do I move my broadband to another address?", "moving", -12.0),
        ("My internet is slow.", "slow-internet", -20.0),
    ):
        before = desk.now
        sound = spoken(question)
        server.play_at_once({"phone": sound, "desk": room(sound, level)})
        line = desk.heard(before)
        assert alike(line["text"], question)
        cards = desk.wait(lambda u, line=line: u["type"] == "suggestions" and u["utterance_id"] == line["id"], before)
        assert cards["items"][0]["article_id"] == article
    server.play("desk", spoken(AGENT_LINE, "en-us+m3"))
    own = desk.of("utterance", begin, speaker="agent", final=True)
    assert alike(own["text"], AGENT_LINE), "the microphone is heard; what it gave before was the customer's"
    shown = [u["text"] for u in desk.updates[begin:] if u["type"] == "utterance" and u["speaker"] == "agent"]
    assert not [text for text in shown if "broadband" in text or "internet" in text], "not even while it was spoken"
