#!/usr/bin/env bash
# Runs a command as tests run: a home of its own, a session bus with an unlocked keyring, a display, and no network but
# loopback. Usage: packaging/isolated.sh COMMAND…
set -euo pipefail
[ $# -gt 0 ] || { echo "usage: $0 COMMAND…" >&2; exit 2; }

if [ -z "${AGENT_ASSIST_NETWORK:-}" ]; then
    # First as root, then as a user in a user namespace of one's own; some containers permit neither. Mounts of tests
    # (a small disk that is full) stay inside too.
    for how in "unshare -n -m" "unshare -r -n -m"; do
        if $how ip link set lo up 2>/dev/null; then
            export AGENT_ASSIST_NETWORK=none
            exec $how -- bash -c 'ip link set lo up; exec "$@"' bash "$0" "$@"
        fi
    done
    export AGENT_ASSIST_NETWORK=open
    echo "Network namespaces are not permitted here: only the tests' own socket guard keeps the network away." >&2
fi

home=$(mktemp -d "${TMPDIR:-/tmp}/agent-assist-home.XXXXXX")
trap 'rm -rf "$home"' EXIT
# What the tools keep (ruff, mypy, pip) may stay; what the programs keep goes into the new home.
export HOME="$home" XDG_CONFIG_HOME="$home/.config" XDG_DATA_HOME="$home/.local/share" XDG_STATE_HOME="$home/.local/state"
export XDG_CACHE_HOME="$home/.cache" XDG_RUNTIME_DIR="$home/run"
mkdir -m 700 -p "$XDG_CONFIG_HOME" "$XDG_DATA_HOME" "$XDG_STATE_HOME" "$XDG_CACHE_HOME" "$XDG_RUNTIME_DIR"
unset WAYLAND_DISPLAY QT_QPA_PLATFORM

# Only the command may write to our output, which another program may read (pytest's workers answer there): what the
# bus starts, and the bus itself, say their words where errors go.
dbus-run-session -- bash -c '
    printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
    exec xvfb-run -a -s "-screen 0 1920x1080x24 -nolisten tcp" "$@" >&3 3>&-
' bash "$@" 3>&1 >&2
