"""The Debian package holds what it should. Installing it is tried by hand and by the packages' users: it needs root."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(
    shutil.which("dpkg-deb") is None, reason="Debian packages are built on Debian or Ubuntu"
)


def _build(program: Path, out: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "packaging" / "build_deb.py"), str(program), str(out)]
    return subprocess.run(command, capture_output=True, text=True)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package around a program of three files, one of them a link."""
    folder = tmp_path_factory.mktemp("deb")
    program = folder / "agent-assist"
    (program / "_internal").mkdir(parents=True)
    (program / "agent-assist").write_text("#!/bin/sh\necho hello\n", encoding="utf-8")
    (program / "agent-assist").chmod(0o755)
    (program / "_internal" / "libx.so.1").write_bytes(b"x" * 4096)
    (program / "_internal" / "libx.so").symlink_to("libx.so.1")
    done = _build(program, folder)
    assert done.returncode == 0, done.stderr
    return next(folder.glob("*.deb"))


def _field(package: Path, name: str) -> str:
    return subprocess.run(
        ["dpkg-deb", "-f", str(package), name], capture_output=True, text=True, check=True
    ).stdout.strip()


def test_the_package_says_what_it_is(package: Path) -> None:
    assert _field(package, "Package") == "agent-assist"
    assert package.name == f"agent-assist_{_field(package, 'Version')}_{_field(package, 'Architecture')}.deb"
    assert "libegl1" in _field(package, "Depends")
    assert int(_field(package, "Installed-Size")) >= 4


def test_the_program_can_be_started_after_unpacking(package: Path, tmp_path: Path) -> None:
    subprocess.run(["dpkg-deb", "-x", str(package), str(tmp_path)], check=True)
    program = tmp_path / "opt" / "agent-assist"
    assert subprocess.run([program / "agent-assist"], capture_output=True, text=True).stdout == "hello\n"
    assert (program / "_internal" / "libx.so").is_symlink()
    assert (tmp_path / "usr" / "bin" / "agent-assist").readlink() == Path("/opt/agent-assist/agent-assist")
    share = tmp_path / "usr" / "share"
    assert (share / "doc" / "agent-assist" / "copyright").is_file()
    entry = (share / "applications" / "agent-assist.desktop").read_text(encoding="utf-8")
    assert "Exec=/opt/agent-assist/agent-assist" in entry
    assert list((share / "icons").rglob("agent-assist.svg"))


def test_everything_belongs_to_root_and_nobody_else_writes(package: Path) -> None:
    listing = subprocess.run(["dpkg-deb", "-c", str(package)], capture_output=True, text=True, check=True).stdout
    for line in listing.splitlines():
        rights, owner = line.split()[:2]
        assert owner == "root/root", line
        assert rights[0] == "l" or rights[8] == "-", line


def test_purging_removes_the_policy(package: Path, tmp_path: Path) -> None:
    subprocess.run(["dpkg-deb", "-e", str(package), str(tmp_path / "control")], check=True)
    script = tmp_path / "control" / "postrm"
    assert script.stat().st_mode & 0o111
    assert "/etc/xdg/agent-assist" in script.read_text(encoding="utf-8")
    subprocess.run(["sh", "-n", str(script)], check=True)


def test_a_folder_without_the_program_is_refused(tmp_path: Path) -> None:
    done = _build(tmp_path, tmp_path)
    assert done.returncode == 1
    assert "build_program.py" in done.stderr


def test_the_icon_is_drawn() -> None:
    """What the desktop will show: a picture with more than a background."""
    from PySide6.QtGui import QImage

    image = QImage(str(ROOT / "packaging" / "linux" / "agent-assist.svg"))
    assert not image.isNull()
    assert len({image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}) > 2
