"""``make release-check``: the sdist and the wheel of this version, installed and put to work.

    python tests/release DIST

Builds both into DIST, with what is installed here. Each is installed into an empty environment
with requirements.lock alone, and does the main job in a folder with no checkout in sight. The
sdist must carry every file under version control, and its tests must find what they read.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tarfile
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs
import click

from ledger import __version__

ROOT = Path(__file__).parents[2]
NAME = f"claim_ledger-{__version__}"
PIP = ("-m", "pip", "--disable-pip-version-check")
LOCKED = (*PIP, "install", "--quiet", "--no-deps", "--require-hashes", "-r")
ALONE = (*PIP, "install", "--quiet", "--no-deps", "--no-index", "--no-build-isolation")
MAIN_JOB = (
    "claims demo",
    "claims init",
    "claims import news.yaml",
    "claims status mexico-korea-space --valid-at 2024-06-12",
    "claims why mexico-korea-space/alce-convention.consents",
    "claims spec run features",
    "claims verify",
)
READS_OTHER_FILES = ("test_readme.py", "test_locks.py", "test_examples.py", "test_release.py")


class Failed(Exception):
    """A command that did not end well, or a file that is not there."""


@attrs.frozen
class Place:
    """A folder to run commands in, with the programs of one environment."""

    folder: Path
    programs: Path

    def run(self, command: str | list[str]) -> str:
        """Run one command; gives what it printed.

        Raises:
            Failed: it returned something else than 0.
        """
        start = time.monotonic()
        done = subprocess.run(
            command,
            shell=isinstance(command, str),
            cwd=self.folder,
            env={
                "PATH": f"{self.programs}:/usr/bin:/bin",
                "HOME": str(self.folder),
                "LANG": "C.UTF-8",
            },
            capture_output=True,
            text=True,
            check=False,
        )
        line = command if isinstance(command, str) else " ".join(map(str, command[1:]))
        if done.returncode != 0:
            raise Failed(f"{line}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
        click.echo(f"  {time.monotonic() - start:5.1f} s  {line}")
        return done.stdout


def build(dist: Path) -> tuple[Path, Path]:
    """The sdist, and the wheel that is built from that sdist."""
    shutil.rmtree(dist, ignore_errors=True)
    words = [sys.executable, "-m", "build", "--no-isolation", "--outdir", dist, ROOT]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    return dist / f"{NAME}.tar.gz", dist / f"{NAME}-py3-none-any.whl"


def unpack(sdist: Path, folder: Path) -> Path:
    """The sdist's own folder; whatever is under version control must be in it."""
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    words = ["git", "-C", str(ROOT), "ls-files"]
    listed = subprocess.run(words, capture_output=True, text=True, check=True)
    lost = [name for name in listed.stdout.split() if not (folder / NAME / name).exists()]
    if lost:
        raise Failed(f"the sdist lacks {', '.join(lost)}")
    return folder / NAME


def install(package: Path, folder: Path) -> Path:
    """The programs of an empty environment with the lock and the package, nothing else."""
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    for words in ((*LOCKED, ROOT / "requirements.lock"), (*ALONE, package), (*PIP, "check")):
        subprocess.run([folder / "bin/python", *words], check=True, stdout=subprocess.DEVNULL)
    return folder / "bin"


def work(place: Path, programs: Path, source: Path) -> None:
    """Do the main job there, with the README's example and the project's own features."""
    place.mkdir()
    readme = (source / "README.md").read_text(encoding="utf-8")
    example = re.search(
        r"<!-- file: news.yaml -->\n```yaml\n(.*?)^```", readme, re.DOTALL | re.MULTILINE
    )
    (place / "news.yaml").write_text(example[1], encoding="utf-8")
    shutil.copytree(source / "features", place / "features")
    desk = Place(place, programs)
    home = desk.run([programs / "python", "-c", "import ledger; print(ledger.__file__)"])
    if not Path(home.strip()).is_relative_to(programs.parent):
        raise Failed(f"the package was taken from {home.strip()}")
    if desk.run("claims --version") != f"claims {__version__}\n":
        raise Failed(f"the installed program is not version {__version__}")
    for command in MAIN_JOB:
        desk.run(command)


def test(source: Path) -> None:
    """The sdist's tests can all be collected, and those that read other files pass."""
    pytest = [sys.executable, "-m", "pytest", "-q"]
    here = Place(source, Path(sys.executable).parent)
    here.run([*pytest, "--collect-only"])
    here.run([*pytest, *(f"tests/{name}" for name in READS_OTHER_FILES)])


def main(dist: Path) -> None:
    """Build, install, work, test."""
    with TemporaryDirectory(prefix="claims-release-") as name:
        folder = Path(name)
        sdist, wheel = build(dist)
        source = unpack(sdist, folder)
        for package in (sdist, wheel):
            click.echo(f"{package.name}, {package.stat().st_size / 1000:,.0f} kB")
            kind = package.suffix.lstrip(".")
            work(folder / f"desk-{kind}", install(package, folder / kind), source)
        click.echo("the sdist's tests")
        test(source)
    click.echo(f"{sdist} and {wheel} do the main job")


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]).absolute())
    except Failed as error:
        raise SystemExit(f"release-check: {error}") from error
    except subprocess.CalledProcessError as error:
        raise SystemExit(f"release-check: {' '.join(map(str, error.cmd))} failed") from error
