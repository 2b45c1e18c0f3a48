"""Not the engine: a child process that speaks its lines, so that the link can be tested against deaths and nonsense.

Usage: engine_double.py JOURNAL BEHAVIOUR…, with behaviours die-at-start, slow, stubborn. Commands that it takes
are appended to the file that AGENT_ASSIST_TEST_LOG names.
"""

import json
import os
import sys
import time

journal, *behaviours = sys.argv[1:]
log = os.environ["AGENT_ASSIST_TEST_LOG"]


def send(**update):
    sys.stdout.write(json.dumps(update, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def engine(state):
    send(
        type="engine", version=1, program="test", pid=os.getpid(), state=state, bundle=None, journal=journal,
        speech="missing", intake=None, notice="",
    )  # fmt: skip


if "die-at-start" in behaviours:
    sys.stderr.write("the bundle is gone\n")
    sys.exit(3)
engine("starting")
if "slow" in behaviours:
    # Becomes ready only when a file appears, so that the test decides when.
    while not os.path.exists(log + ".go"):
        time.sleep(0.02)
engine("ready")
for line in sys.stdin:
    command = json.loads(line)
    with open(log, "a", encoding="utf-8") as out:
        out.write(line)
    match command["cmd"]:
        case "shutdown":
            if "stubborn" in behaviours:
                continue
            engine("stopping")
            break
        case "hello" if "id" in command:
            send(type="engine", re=command["id"], state="ready")
        case "open" | "restore":
            send(
                type="opened", contact=command["contact"], seq=1, at=0, channel=command["channel"], lang=None,
                title=command.get("title", ""), attributes={}, started="2026-11-22T10:00:00Z",
            )  # fmt: skip
            for at, said in enumerate(command.get("lines", [])):
                send(type="utterance", contact=command["contact"], seq=2 + at, final=True, **said)
        case "say" if command["text"] == "die":
            os.kill(os.getpid(), 9)
        case "say" if command["text"] == "nonsense":
            sys.stdout.write("{not json\n[1,2]\n\n")
            sys.stdout.flush()
            send(type="ok", re=command.get("id"))
        case "say" if command["text"] == "huge":
            sys.stdout.write("x" * (3 << 20) + "\n")
            send(type="ok", re=command.get("id"))
        case "say":
            send(
                type="utterance", contact=command["contact"], seq=2, at=1.0, id=command["message"],
                speaker=command["speaker"], text=command["text"], end=1.0, lang=None, confidence=1.0, final=True,
            )  # fmt: skip
