"""How the tests call the command: in this process, or as its user would, in a shell of its own."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from datetime import UTC, datetime

import attrs
import pytest

from ledger.cli.program import run
from ledger.clock import FixedClock
from tests.sites import dripping, other_site, site

__all__ = ["dripping", "other_site", "site"]

NOON = FixedClock(datetime(2024, 6, 13, 12, 0, tzinfo=UTC))

CLAIM = b"""\
- kind: consents-counted
  document: news
  quote: With 9 of 11 required ratifications
  instrument: alce-convention
  partnership: mexico-korea-space
  count: 9
  required: 11
  stage: deposited
"""
"""What the article of ``newsroom`` says of the treaty, as an entry."""


@attrs.frozen
class Said:
    """What a call printed and returned."""

    code: int
    out: str
    err: str

    @property
    def data(self):
        """The data of the envelope on stdout."""
        return json.loads(self.out)["data"]

    @property
    def error(self):
        """The error of the envelope on stderr."""
        return json.loads(self.err)["error"]


def own_places(patch, folder):
    """Whatever a command reads or keeps is in this folder, and no setting of the machine counts."""
    for name in [name for name in os.environ if name.startswith("CLAIMS_")]:
        patch.delenv(name)
    for name in ("NO_COLOR", "COLUMNS", "VISUAL", "EDITOR"):
        patch.delenv(name, raising=False)
    patch.setenv("CLAIMS_CUSTODY", str(folder / "custody"))
    patch.setenv("CLAIMS_BOOKMARKS", str(folder / "bookmarks.json"))
    patch.setenv("CLAIMS_CHECKED", str(folder / "checked"))
    patch.setattr(tempfile, "tempdir", str(folder))
    patch.chdir(folder)


@pytest.fixture(autouse=True)
def _clean(monkeypatch, tmp_path):
    """Every test starts in an empty folder, with no setting of the machine it runs on."""
    own_places(monkeypatch, tmp_path)


@pytest.fixture
def claims(capsys, monkeypatch):
    """Call the command in this process, at noon of 13 June 2024."""

    def call(*words, stdin=b"", clock=NOON):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
        capsys.readouterr()
        code = run(words, clock=clock)
        said = capsys.readouterr()
        return Said(int(code), said.out, said.err)

    return call


@pytest.fixture
def shell(tmp_path):
    """Call the command as a process of its own, without a terminal."""

    def call(*words, stdin=b"", env=None, options=()):
        done = subprocess.run(
            [sys.executable, *options, "-m", "ledger", *words],
            input=stdin,
            capture_output=True,
            check=False,
            cwd=tmp_path,
            env={**os.environ, **(env or {})},
            timeout=60,
        )
        return Said(done.returncode, done.stdout.decode(), done.stderr.decode())

    return call


ARTICLE = (
    "The foreign ministry hosted a delegation. With 9 of 11 required ratifications, the agency "
    "is nearing entry into force. The two nations must negotiate a formal agreement. "
    "A spokesman welcomed the delegation. A spokesman declined to say more."
)

NAMES = """\
- kind: party
  id: mexico
  name: Mexico
  type: state
- kind: party
  id: korea
  name: Republic of Korea
  type: state
- kind: partnership
  id: mexico-korea-space
  title: Mexico and Korea in space
  parties: [mexico, korea]
- kind: instrument
  id: alce-convention
  title: ALCE convention
  partnerships: [mexico-korea-space]
"""


@attrs.frozen
class Newsroom:
    """A ledger that holds one article and the names of its story, and the command to use it."""

    command: Callable[..., Said]

    def __call__(self, *words, **more):
        return self.command(*words, **more)

    def head(self):
        """How many events the ledger holds."""
        return len(self.command("log", "--json").data)


@contextmanager
def desk_in(folder):
    """Call the command in a folder that tests copy: each call gives what it printed."""
    with pytest.MonkeyPatch.context() as patch:
        own_places(patch, folder)

        def call(*words, stdin=b""):
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
            out, err = io.StringIO(), io.StringIO()
            with redirect_stdout(out), redirect_stderr(err):
                code = run(words, clock=NOON)
            return Said(int(code), out.getvalue(), err.getvalue())

        yield call


@pytest.fixture(scope="session")
def first_newsroom(tmp_path_factory):
    """The folder of a newsroom as the commands make it, once; no test works in it."""
    folder = tmp_path_factory.mktemp("first") / "newsroom"
    folder.mkdir()
    (folder / "news.txt").write_text(ARTICLE)
    with desk_in(folder) as desk:
        for words in (
            ("init",),
            ("capture", "news.txt", "--id", "news", "--title", "A delegation",
             "--publisher", "The Desk", "--kind", "news", "--published", "2024-06-12",
             "--language", "en"),
            ("import", "-"),
        ):  # fmt: skip
            assert desk(*words, stdin=NAMES.encode()).code == 0
    return folder


@pytest.fixture
def newsroom(claims, tmp_path, first_newsroom):
    """A ledger that holds one article and the names of its story; each test has a copy."""
    shutil.copytree(first_newsroom, tmp_path, dirs_exist_ok=True)
    return Newsroom(claims)
