"""Builds the program folder that needs no Python: `build_program.py OUT [--share BUNDLES]`.

PyInstaller freezes it (agent-assist.spec), symbol tables are stripped, the sample company goes into `share/` for the
demo, and the folder is checked: no library under the GPL, nothing of the training side, no more than its budget.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NAME = "agent-assist"
LIMIT_MB = 650
#: Never in the program: GPL libraries (codecs of PyAV's wheels, readline), the training side.
FORBIDDEN = re.compile(
    r"(^|/)(libreadline|libx26[45]|libav(codec|format|util)|torch|transformers|sentence_transformers|sklearn)\b"
)
#: Libraries that wheels patched so that strip would damage them.
NOT_STRIPPED = re.compile(r"openblas|gfortran|quadmath|gomp")


def main() -> int:
    """Build, trim, fill and check; print what became of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, help="folder that gets the program folder")
    parser.add_argument("--share", type=Path, help="bundles for the demo (a folder with CURRENT)")
    chosen = parser.parse_args()
    program: Path = chosen.out / NAME
    freeze(chosen.out)
    before = size_mb(program)
    if sys.platform.startswith("linux"):
        strip(program)
    add_licences(program)
    if chosen.share:
        add_share(program, chosen.share)
    wrong = problems(program)
    print(f"{program}: {size_mb(program):.0f} MB ({before:.0f} MB before symbol tables and the demo)")
    for problem in wrong:
        print(f"error: {problem}", file=sys.stderr)
    return 1 if wrong else 0


def freeze(out: Path) -> None:
    """Run PyInstaller; its own messages only where something is wrong."""
    with tempfile.TemporaryDirectory() as work:
        options = ["--noconfirm", "--log-level", "ERROR", "--workpath", work, "--distpath", str(out)]
        command = [sys.executable, "-m", "PyInstaller", *options, str(ROOT / "packaging" / f"{NAME}.spec")]
        subprocess.run(command, cwd=ROOT, check=True)


def strip(program: Path) -> None:
    """Take the symbol tables off: they are a fifth of what the wheels bring."""
    for path in program.rglob("*.so*"):
        if path.is_symlink() or not path.is_file() or NOT_STRIPPED.search(path.name):
            continue
        subprocess.run(["strip", "--strip-unneeded", str(path)], check=True, capture_output=True)


def add_licences(program: Path) -> None:
    """Put our licence and those of everything inside into `licences/`."""
    folder = program / "licences"
    folder.mkdir(exist_ok=True)
    shutil.copy(ROOT / "LICENSE", folder / "agent-assist.txt")
    for distribution in shipped(program):
        texts = [file for file in distribution.files or () if re.search(r"(?i)(licen[cs]e|copying|notice)", file.name)]
        for text in texts:
            source = Path(str(distribution.locate_file(text)))
            if source.is_file() and source.suffix not in (".py", ".pyc"):
                shutil.copy(source, folder / f"{distribution.name}-{source.name}")
    shutil.copy(Path(os.__file__).with_name("LICENSE.txt"), folder / "Python.txt")


def shipped(program: Path) -> Iterable[metadata.Distribution]:
    """Yield the installed distributions that the program holds a package of, in its folder or its archive."""
    from PyInstaller.archive.readers import CArchiveReader

    inside = {path.name.partition(".")[0] for path in (program / "_internal").iterdir()}
    archive = CArchiveReader(str(program / NAME))
    pure = archive.open_embedded_archive(next(name for name in archive.toc if name.endswith(".pyz")))
    inside |= {name.partition(".")[0] for name in pure.toc}
    for package, names in metadata.packages_distributions().items():
        if package in inside:
            yield from (metadata.distribution(name) for name in set(names))


def add_share(program: Path, bundles: Path) -> None:
    """Copy the current bundle, that of the sample company, into `share/bundles`."""
    current = (bundles / "CURRENT").read_text(encoding="utf-8").strip()
    share = program / "share"
    shutil.rmtree(share, ignore_errors=True)
    shutil.copytree(bundles / current, share / "bundles" / current)
    shutil.copy(bundles / "CURRENT", share / "bundles" / "CURRENT")


def problems(program: Path) -> list[str]:
    """Say what must not be shipped like this."""
    names = [path.relative_to(program).as_posix() for path in program.rglob("*")]
    found = [f"{name} must not be in the program" for name in names if FORBIDDEN.search(name)]
    size = size_mb(program)
    if size > LIMIT_MB:
        found.append(f"the program has {size:.0f} MB, the budget is {LIMIT_MB} MB")
    return found


def size_mb(folder: Path) -> float:
    """What the folder takes, in MB (10^6 bytes), links not followed."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink()) / 1e6


if __name__ == "__main__":
    sys.exit(main())
