"""Wraps the program folder into a Debian package: `build_deb.py PROGRAM OUT [--speech]`.

The program goes to /opt/agent-assist, a link to /usr/bin; with it a desktop entry, an icon and the copyright. Purging
the package removes all of these and the machine's policy; what people keep in their homes stays theirs. With
--speech the recogniser's model for other languages than English becomes a second package, for those who need it.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NAME = "agent-assist"
#: What the program links with but does not bring: the C library, the display and what draws on it. Without a sound
#: server or a keyring it still works on chat, hence "recommends".
DEPENDS = "libc6 (>= 2.34), libegl1, libgl1, libxcb1, libfontconfig1, libdbus-1-3"
SUGGESTS = "agent-assist-speech"
RECOMMENDS = "fonts-noto-cjk, gnome-keyring | kwalletmanager, libpulse0"
POSTRM = """#!/bin/sh
set -e
if [ "$1" = purge ]; then
    rm -rf /opt/agent-assist /etc/xdg/agent-assist
fi
"""


def main() -> int:
    """Write OUT/agent-assist_VERSION_ARCH.deb and print its name and size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=Path, help="the program folder")
    parser.add_argument("out", type=Path, help="folder that gets the package")
    parser.add_argument(
        "--speech", action="store_true", help="also make agent-assist-speech, the model of many languages"
    )
    chosen = parser.parse_args()
    if not (chosen.program / NAME).is_file():
        print(f"error: {chosen.program} is no program folder; run build_program.py first.", file=sys.stderr)
        return 1
    arch = subprocess.run(["dpkg", "--print-architecture"], check=True, capture_output=True, text=True).stdout.strip()
    with tempfile.TemporaryDirectory(dir=chosen.out) as work:
        tree = Path(work) / "tree"
        lay_out(tree, chosen.program, arch)
        pack(tree, chosen.out / f"{NAME}_{version()}_{arch}.deb")
        if chosen.speech:
            tree = Path(work) / "speech"
            lay_out_speech(tree)
            pack(tree, chosen.out / f"{NAME}-speech_{version()}_all.deb")
    return 0


def pack(tree: Path, target: Path) -> None:
    """Make the package of a file tree; print its name and size."""
    # Every system whose C library is new enough has a dpkg that reads zstd; xz would take minutes.
    command = ["dpkg-deb", "--build", "--root-owner-group", "-Zzstd", "-z9", str(tree), str(target)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    print(f"{target}: {target.stat().st_size / 1e6:.0f} MB")


def version() -> str:
    """Return the version of pyproject.toml in Debian's spelling (1.0rc1 becomes 1.0~rc1)."""
    text = str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])
    return re.sub(r"(?<=\d)\.?(a|b|rc|dev)(?=\d)", r"~\1", text)


def lay_out(tree: Path, program: Path, arch: str) -> None:
    """Make the package's file tree."""
    shutil.copytree(program, tree / "opt" / NAME, symlinks=True, copy_function=_link_or_copy)
    link = tree / "usr" / "bin" / NAME
    link.parent.mkdir(parents=True)
    link.symlink_to(f"/opt/{NAME}/{NAME}")
    linux = ROOT / "packaging" / "linux"
    _put(linux / f"{NAME}.desktop", tree / "usr" / "share" / "applications" / f"{NAME}.desktop")
    _put(linux / f"{NAME}.svg", tree / "usr" / "share" / "icons" / "hicolor" / "scalable" / "apps" / f"{NAME}.svg")
    _put(linux / "copyright", tree / "usr" / "share" / "doc" / NAME / "copyright")
    control = tree / "DEBIAN"
    control.mkdir(mode=0o755)
    (control / "control").write_text(control_file(tree, arch), encoding="utf-8")
    (control / "postrm").write_text(POSTRM, encoding="utf-8")
    (control / "postrm").chmod(0o755)


def lay_out_speech(tree: Path) -> None:
    """Make the file tree of the speech model's package: the model, where the program looks for it."""
    from agent_assist.listeners.models import multilingual_model

    folder = tree / "opt" / NAME / "share" / "speech"
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory(dir=tree) as cache:
        shutil.copytree(multilingual_model(Path(cache)).folder, folder / "base")
    control = tree / "DEBIAN"
    control.mkdir(mode=0o755)
    (control / "control").write_text(
        f"""\
Package: {NAME}-speech
Version: {version()}
Architecture: all
Maintainer: The Agent Assist authors <agent-assist@localhost>
Installed-Size: {_kib(tree)}
Depends: {NAME}
Section: misc
Priority: optional
Description: speech recognition in many languages for Agent Assist
 The recogniser's model for calls in other languages than English. Nothing of
 what is said leaves the computer.
""",
        encoding="utf-8",
    )


def _kib(tree: Path) -> int:
    return sum(path.stat().st_size for path in tree.rglob("*") if path.is_file() and not path.is_symlink()) // 1024


def control_file(tree: Path, arch: str) -> str:
    """Return the control file; Installed-Size is in KiB."""
    return f"""\
Package: {NAME}
Version: {version()}
Architecture: {arch}
Maintainer: The Agent Assist authors <agent-assist@localhost>
Installed-Size: {_kib(tree)}
Depends: {DEPENDS}
Recommends: {RECOMMENDS}
Suggests: {SUGGESTS}
Section: misc
Priority: optional
Description: help for contact-centre agents, on their own computer
 Sits beside the agent's work, listens to the call or reads the chat, and shows
 the reply to give, the question to ask next and the compliance words still
 owed. The knowledge base is searched on the same computer; nothing leaves it.
"""


def _put(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    target.chmod(0o644)


def _link_or_copy(source: str, target: str) -> str:
    """Hard links make half a gigabyte cost nothing where both sides lie on one disk."""
    try:
        Path(target).hardlink_to(source)
    except OSError:
        shutil.copy2(source, target)
    return target


if __name__ == "__main__":
    sys.exit(main())
