"""An office in a scratch folder, in which the command is called: what may never happen there.

Takes words of a command; gives what it answered, and what of that no answer may be: a traceback,
a bug of ours, an error without a way out, more time or memory than an input is worth, a record
where the command refused.
"""

from __future__ import annotations

import io
import json
import os
import resource
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from contextlib import closing, contextmanager, redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from ledger.cli.program import run
from ledger.clock import FixedClock

if TYPE_CHECKING:
    from collections.abc import Iterator

CLOCK = FixedClock(datetime(2024, 6, 13, 12, 0, tzinfo=UTC))
SECONDS = 50.0  # of the processor's time, for any input: ten times what 2 MB of junk take
WAIT = 300  # seconds on the wall until a call is given up
MEMORY = 1536 * 1024 * 1024  # bytes of address space, all in all
LOUDEST = 4_000_000  # characters of an answer
CODES = frozenset({0, 1, 2, 3, 4, 5, 130})


class TooSlow(BaseException):
    """A call that did not come back."""


@attrs.frozen
class Reply:
    """What a call answered."""

    words: tuple[str, ...]
    code: int
    out: str
    err: str
    seconds: float
    recorded: bool

    def faults(self) -> Iterator[str]:
        """What no answer may be."""
        if self.code not in CODES:
            yield f"exit code {self.code}: {self.err[-300:]}"
        if "Traceback (most recent call last)" in self.out + self.err:
            yield "a traceback"
        if self.seconds > SECONDS:
            yield f"{self.seconds:.1f} s of the processor's time"
        if len(self.out) + len(self.err) > LOUDEST:
            yield f"{len(self.out) + len(self.err)} characters of answer"
        if self.code in {2, 3, 4, 5}:
            if self.recorded:
                yield "refused, and recorded all the same"
            if "--json" in self.words[: (*self.words, "--").index("--")]:
                yield from self._unhelpful()

    def _unhelpful(self) -> Iterator[str]:
        try:
            error = json.loads(self.err)["error"]
        except (ValueError, KeyError, TypeError):
            yield f"no envelope: {self.err[:200]}"
            return
        for told in (error, *error.get("problems", ())):
            if not told["message"] or not (told["fix"] or "problems" in error):
                yield f"an error without its reason or its way out: {told}"


class Office:
    """The folder; every call finds it as it was made."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._template = folder.parent / f"{folder.name}.whole"
        self._build()

    def _build(self) -> None:
        self.call("demo", "--keep", "claims.db")
        self.call("key", "new")
        self.call("checkpoint", "-o", "old.checkpoint")
        first = json.loads(self.call("log", "--json").out)["data"]
        claim = next(one["id"] for one in first if one["type"] == "claim.recorded")
        self.call("prove", claim, "-o", "claim.proof")
        self.key = json.loads(self.call("key", "list", "--json").out)["data"][-1]["key"]
        self.call("consistency", "old.checkpoint", "old.checkpoint", "-o", "old.growth")
        shutil.copytree(self.folder, self._template)

    def restore(self) -> None:
        """Put the folder back as it was made."""
        for path in self.folder.iterdir():
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
        shutil.copytree(self._template, self.folder, dirs_exist_ok=True)

    def head(self) -> object:
        """Where the ledger ends, asked past the program; None where there is none."""
        if not Path("claims.db").exists():
            return None
        try:
            with closing(sqlite3.connect("file:claims.db?mode=ro", uri=True)) as db:
                return db.execute("SELECT size, frontier FROM head").fetchone()
        except sqlite3.Error:
            return None

    def call(self, *words: str, stdin: bytes = b"") -> Reply:
        """Call the command in this process."""
        before = self.head()
        out = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
        err = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
        sys.stdin, stdin_before = io.TextIOWrapper(io.BytesIO(stdin), "utf-8"), sys.stdin
        start = time.process_time()
        try:
            with redirect_stdout(out), redirect_stderr(err), _alarm():
                code = int(run(words, clock=CLOCK))
        except TooSlow:
            code = -1
        finally:
            sys.stdin = stdin_before
        return Reply(
            words=words,
            code=code,
            out=out.buffer.getvalue().decode("utf-8", "replace"),
            err=err.buffer.getvalue().decode("utf-8", "replace"),
            seconds=time.process_time() - start,
            recorded=self.head() != before,
        )


@contextmanager
def _alarm() -> Iterator[None]:
    def ring(*_: object) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(WAIT)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def opened(*, bounded: bool = True) -> Iterator[Office]:
    """An office in a new folder, which is the one worked in; no setting of the machine counts."""
    here, settings, tempdir = Path.cwd(), dict(os.environ), tempfile.tempdir
    limits = resource.getrlimit(resource.RLIMIT_AS)
    with tempfile.TemporaryDirectory(prefix="claims-fuzz-") as name:
        folder = Path(name) / "office"
        folder.mkdir()
        for setting in [one for one in os.environ if one.startswith(("CLAIMS_", "XDG_"))]:
            del os.environ[setting]
        os.environ |= {"CLAIMS_CUSTODY": str(folder / "custody"), "HOME": name, "EDITOR": "true",
                       "VISUAL": "true", "CLAIMS_ANALYST": "fuzz"}  # fmt: skip
        tempfile.tempdir = name
        os.chdir(folder)
        if bounded:
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, limits[1]))
        try:
            yield Office(folder)
        finally:
            if bounded:
                resource.setrlimit(resource.RLIMIT_AS, limits)
            os.chdir(here)
            tempfile.tempdir = tempdir
            os.environ.clear()
            os.environ.update(settings)
