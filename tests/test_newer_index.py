"""What `make demo` installs does not change on the day when something newer is published.

The Makefile's own recipes install a small project from an index of tiny wheels, in which
everything has a newer version than the locks name; there is no network.
"""

from __future__ import annotations

import hashlib
import os
import shlex
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import attrs
import pytest
from packaging.version import Version

MAKEFILE = Path(__file__).parent.parent / "Makefile"
BACKEND = """
from shutil import copy


def build_editable(folder, settings=None, metadata=None):
    return copy("product-1.0-py3-none-any.whl", folder).rpartition("/")[2]
"""
PROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]

[project]
name = "product"
version = "1.0"
"""


def wheel(folder: Path, name: str, version: str, *lines: str) -> Path:
    """A wheel with nothing in it but its metadata."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}-{version}-py3-none-any.whl"
    about = f"{name}-{version}.dist-info"
    head = ("Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}", *lines, "")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{about}/METADATA", "\n".join(head))
        archive.writestr(
            f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{about}/RECORD", f"{about}/METADATA,,\n{about}/WHEEL,,\n")
    return path


def publish(index: Path, name: str, *lines: str) -> str:
    """Put version 1.0 and a newer 2.0 of a name on the index; gives the lock's line for 1.0."""
    folder = index / name
    wheels = [wheel(folder, name, version, *lines) for version in ("1.0", "2.0")]
    links = "".join(f'<a href="{path.name}">{path.name}</a>\n' for path in wheels)
    (folder / "index.html").write_text(f"<!DOCTYPE html><html><body>{links}</body></html>")
    return f"{name}==1.0 --hash=sha256:{hashlib.sha256(wheels[0].read_bytes()).hexdigest()}\n"


@attrs.frozen
class Checkout:
    """A small project with locks, which the project's own Makefile sets up."""

    folder: Path
    lines: dict[str, str]

    def lock(self, *names: str) -> None:
        """Write both locks: of ``names`` what runs the product, of all what tests it."""
        (self.folder / "requirements.lock").write_text("".join(map(self.lines.get, names)))
        (self.folder / "requirements-dev.lock").write_text("".join(self.lines.values()))

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run words there, with the index and no other."""
        ours = {n: v for n, v in os.environ.items() if not n.startswith(("PIP_", "MAKE", "MFLAGS"))}
        index = (self.folder / "simple").as_uri()
        settings = {"PIP_INDEX_URL": index, "PIP_CONFIG_FILE": os.devnull, "PIP_NO_CACHE_DIR": "1"}
        return subprocess.run(
            words,
            cwd=self.folder,
            env=ours | settings | {"PIP_DISABLE_PIP_VERSION_CHECK": "1"},
            capture_output=True,
            text=True,
            check=False,
        )

    def make(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run the Makefile there."""
        return self.run("make", "-f", str(MAKEFILE), f"PYTHON={sys.executable}", *words)

    def versions(self) -> dict[str, str]:
        """What is installed, of the names of the index."""
        listed = self.run(".venv/bin/python", "-m", "pip", "list", "--format=freeze").stdout
        rows = dict(line.split("==") for line in listed.split())
        return {name: rows[name] for name in self.lines if name in rows}

    def install_words(self) -> list[str]:
        """How the Makefile installs the lock, as it says itself."""
        said = self.make("--dry-run", "-W", "requirements.lock", ".venv/.runs").stdout
        (line,) = [line for line in said.splitlines() if line.endswith("-r requirements.lock")]
        return shlex.split(line)

    def resolving_words(self) -> list[str]:
        """The same without --no-deps, up to the lock's name; nothing is installed."""
        words = [word for word in self.install_words()[:-1] if word not in ("--no-deps", "-r")]
        return [*words, "--dry-run", "--ignore-installed", "-r"]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A checkout whose lock names ``coverage`` without the extra that ``plugin`` asks for."""
    if shutil.which("make") is None:
        pytest.skip("there is no make here")
    folder = tmp_path_factory.mktemp("checkout")
    index = folder / "simple"
    extra = ("Provides-Extra: toml", 'Requires-Dist: reader; extra == "toml"')
    lines = {
        "coverage": publish(index, "coverage", *extra),
        "plugin": publish(index, "plugin", "Requires-Dist: coverage[toml]>=1"),
        "reader": publish(index, "reader"),
        "tester": publish(index, "tester", "Requires-Dist: plugin"),
    }
    (folder / "pyproject.toml").write_text(PROJECT)
    (folder / "backend.py").write_text(BACKEND)
    wheel(folder, "product", "1.0", "Requires-Dist: plugin")
    checkout = Checkout(folder, lines)
    checkout.lock("coverage", "plugin", "reader")
    return checkout


@pytest.fixture(scope="module")
def installed(checkout):
    """The same, set up by the Makefile: what runs the product, then what tests it."""
    runs = checkout.make(".venv/.runs")
    assert 0 == runs.returncode, runs.stdout + runs.stderr
    return checkout


def test_the_locked_versions_are_installed(installed):
    """Everything has a newer version, and what is installed is what the lock names."""
    assert {"coverage": "1.0", "plugin": "1.0", "reader": "1.0"} == installed.versions()
    ready = installed.make(".venv/.ready")
    assert 0 == ready.returncode, ready.stdout + ready.stderr
    assert dict.fromkeys(installed.lines, "1.0") == installed.versions()


def test_resolving_would_have_failed(installed):
    """The index is a trap: the same words without --no-deps fall into it, with an older pip."""
    said = installed.run(".venv/bin/python", "-m", "pip", "--version").stdout
    if Version(said.split()[1]) >= Version("23.3"):
        pytest.skip("a newer pip takes the version of a name for the name with an extra too")
    done = installed.run(*installed.resolving_words(), "requirements.lock")
    assert 0 != done.returncode
    assert "--require-hashes" in done.stderr


def test_nothing_is_resolved(installed):
    """What only an extra asks for is left out with it; resolved, it would stop every pip."""
    (installed.folder / "short.lock").write_text(
        installed.lines["coverage"] + installed.lines["plugin"]
    )
    words = [*installed.install_words()[:-1], "short.lock", "--dry-run", "--ignore-installed"]
    assert 0 == installed.run(*words).returncode
    done = installed.run(*installed.resolving_words(), "short.lock")
    assert 0 != done.returncode
    assert "--require-hashes" in done.stderr


def test_a_file_of_another_hash_is_refused(installed):
    """A version that was published again with other contents is not installed."""
    words = installed.install_words()
    lock = installed.folder / "other.lock"
    lock.write_text("reader==1.0 --hash=sha256:" + "0" * 64)
    done = installed.run(*words[:-1], lock.name, "--ignore-installed")
    assert 0 != done.returncode
    assert "DO NOT MATCH" in done.stderr


def test_an_incomplete_lock_stops_the_make(installed):
    """A lock that lacks what another asks for is named by pip check, and nothing is ready."""
    installed.lock("plugin", "reader")
    (installed.folder / ".venv" / ".runs").unlink()
    installed.run(".venv/bin/python", "-m", "pip", "uninstall", "--yes", "coverage")
    done = installed.make(".venv/.runs")
    assert 0 != done.returncode
    assert "plugin 1.0 requires coverage, which is not installed" in done.stdout
    assert not (installed.folder / ".venv" / ".runs").exists()
