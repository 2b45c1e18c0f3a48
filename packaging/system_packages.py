"""Names, and as root installs, the Debian or Ubuntu packages that running, testing or packaging needs.

Usage: system_packages.py PURPOSE…   with PURPOSE run, test or package. Exits 0 where nothing is missing (or the system
is of another kind), 1 where something stays missing. It runs before any Python package is installed: standard library
only.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

#: purpose -> packages; alternatives (renamed between releases) are separated by "|", newest name first.
PACKAGES: dict[str, tuple[str, ...]] = {
    "run": (
        "libegl1",
        "libgl1",
        "libglib2.0-0t64|libglib2.0-0",
        "libfontconfig1",
        "libdbus-1-3",
        "libxkbcommon0",
        "libxkbcommon-x11-0",
        "libx11-xcb1",
        "libxcb-cursor0",
        "libxcb-icccm4",
        "libxcb-image0",
        "libxcb-keysyms1",
        "libxcb-randr0",
        "libxcb-render-util0",
        "libxcb-shape0",
        "libxcb-xkb1",
        "libpulse0",
        "fonts-noto-cjk",
    ),
    "test": (
        "at-spi2-core",
        "dbus",
        "dbus-daemon",
        "espeak-ng",
        "gnome-keyring",
        "iproute2",
        "openbox",
        "pulseaudio",
        "pulseaudio-utils",
        "util-linux",
        "x11-xserver-utils",
        "xauth",
        "xterm",
        "xvfb",
    ),
    "package": ("binutils", "dpkg", "xvfb", "xauth", "util-linux", "iproute2"),
}


def installed(name: str) -> bool:
    """Tell whether the package (one name, no alternatives) is installed."""
    asked = subprocess.run(["dpkg-query", "-W", "-f=${db:Status-Status}", name], capture_output=True, text=True)
    return asked.returncode == 0 and asked.stdout.startswith("installed")


def available(name: str) -> bool:
    """Tell whether the package lists hold the name."""
    return subprocess.run(["apt-cache", "show", name], capture_output=True).returncode == 0


def missing(purposes: list[str]) -> list[str]:
    """Return what is not installed, as written in PACKAGES, without repetition."""
    wanted = dict.fromkeys(entry for purpose in purposes for entry in PACKAGES[purpose])
    return [entry for entry in wanted if not any(installed(name) for name in entry.split("|"))]


def choose(entry: str) -> str:
    """Return the alternative that this release has (the last one where none is listed)."""
    names = entry.split("|")
    return next((name for name in names if available(name)), names[-1])


def main(arguments: list[str]) -> int:
    """Check the purposes named; install what is missing as root, else say in one line what to install."""
    unknown = [purpose for purpose in arguments if purpose not in PACKAGES]
    if unknown or not arguments:
        print(f"usage: system_packages.py {{{'|'.join(PACKAGES)}}}…", file=sys.stderr)
        return 2
    if shutil.which("dpkg-query") is None or shutil.which("apt-get") is None:
        return 0
    lacking = missing(arguments)
    if not lacking:
        return 0
    if os.geteuid() != 0:
        print(
            f"To {' and '.join(arguments)}, install first: sudo apt-get install -y {' '.join(map(choose, lacking))}",
            file=sys.stderr,
        )
        return 1
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-q"], env=environment, check=False, stdout=subprocess.DEVNULL)
    names = [choose(entry) for entry in lacking]
    print(f"Installing system packages: {' '.join(names)}", flush=True)
    command = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *names]
    return 1 if subprocess.run(command, env=environment, stdout=subprocess.DEVNULL).returncode else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
