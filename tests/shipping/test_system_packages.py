"""What the system lacks is named in one line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "packaging" / "system_packages.py"
#: A dpkg-query that knows of one package only.
DPKG_QUERY = '#!/bin/sh\nfor last; do :; done\n[ "$last" = {known} ] && printf installed && exit 0\nexit 1\n'


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """A folder of commands in place of the system's."""
    (tmp_path / "apt-get").write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    (tmp_path / "apt-cache").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    (tmp_path / "dpkg-query").write_text(DPKG_QUERY.format(known="xvfb"), encoding="utf-8")
    for tool in tmp_path.iterdir():
        tool.chmod(0o755)
    return tmp_path


def _as_user(tools: Path, *purposes: str) -> subprocess.CompletedProcess[str]:
    """Run the script as somebody who is not root, whoever runs the tests."""
    code = f"import os, runpy, sys; os.geteuid = lambda: 1000; sys.argv[1:] = {purposes!r}; "
    code += f"runpy.run_path({str(SCRIPT)!r}, run_name='__main__')"
    environment = {**os.environ, "PATH": str(tools)}
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment)


def test_a_user_is_told_in_one_line(tools: Path) -> None:
    done = _as_user(tools, "test", "package")
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert "sudo apt-get install -y" in line
    words = line.partition(" -y ")[2].split()
    assert "gnome-keyring" in words
    assert "binutils" in words
    assert "xvfb" not in words, "it is installed"
    assert len(words) == len(set(words))


def test_of_a_renamed_package_either_name_will_do(tools: Path) -> None:
    (tools / "dpkg-query").write_text(DPKG_QUERY.format(known="libglib2.0-0"), encoding="utf-8")
    assert "libglib2.0-0" not in _as_user(tools, "run").stderr


def test_other_systems_are_left_alone(tmp_path: Path) -> None:
    done = _as_user(tmp_path, "run")
    assert (done.returncode, done.stderr) == (0, "")


def test_an_unknown_purpose_is_wrong_usage(tools: Path) -> None:
    assert _as_user(tools, "cook").returncode == 2
