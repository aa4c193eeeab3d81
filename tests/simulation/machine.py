"""The machine that the ledger runs on, of which every call to SQLite or to files can go wrong.

Takes a folder and a ``Fault``; stands between Python and its ``sqlite3`` and ``os`` while
``running``. A fault strikes at the n-th call: the process is killed there, the whole machine stops
there, the disk is full from there on, one call fails, or someone else acts there. Of a commit, a
machine that stops may leave any beginning of what was being written to the journal.
"""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import attrs

from ledger.log.stores.sqlite import store as sqlite

if TYPE_CHECKING:
    from collections.abc import Iterator

_CONNECT = sqlite3.connect
_FILE_CALLS = ("open", "link", "replace", "rename", "unlink", "mkdir", "fsync")
_CHANGES = ("INSERT", "UPDATE", "DELETE", "CREATE", "DROP", "COMMIT", "BEGIN IMMEDIATE")
LATEST = datetime.max.replace(tzinfo=UTC)
FULL, BROKEN = sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR


class Killed(BaseException):
    """The process is no more; nothing that it still does has any effect."""


class Kind(StrEnum):
    """What goes wrong."""

    KILL = "kill"  # this process alone
    STOP = "stop"  # the machine, and with it every process
    FULL = "full"  # the disk, from this call on
    ERROR = "error"  # this call alone fails
    VISIT = "visit"  # someone else acts in between


@attrs.frozen
class Fault:
    """What strikes, and at which call; ``after`` the call was made, or before.

    ``of`` counts only calls of this name: commits and renames, where what was done comes to be.
    """

    kind: Kind
    call: int
    after: bool = False
    of: str | None = None

    def __str__(self) -> str:
        where = f"{self.of or 'call'} {self.call}"
        return f"{self.kind} {'after' if self.after else 'at'} {where}"


@attrs.define
class Machine:
    """Counts the calls of one act on one folder, and lets its fault strike.

    ``left`` is what a machine that stopped leaves of the folder. ``writing`` counts the open
    write transactions: someone else can act only when there is none.
    """

    folder: Path
    chance: Random
    fault: Fault | None = None
    visit: Callable[[], None] = lambda: None
    calls: int = 0
    struck: bool = False
    dead: bool = False
    left: Path | None = None
    writing: int = 0

    def call(self, what: str, do: Callable[[], object], *, changes: bool) -> object:
        """Make one call, unless the fault has it otherwise."""
        fault = self.fault
        counts = fault is None or fault.of in (None, what)
        self.calls += counts
        if self.dead:
            raise Killed
        if fault is None or (self.struck and fault.kind is not Kind.FULL):
            return do()
        if not self.struck and (self.calls < fault.call or not counts):
            return do()
        match fault.kind:
            case Kind.KILL | Kind.STOP:
                self.struck = True
                self._end(what, do, fault)
            case Kind.FULL | Kind.ERROR if changes:
                self.struck = True
                raise self._failure(what, fault.kind)
            case Kind.VISIT if not self.writing:
                self.struck = True
                self._let_in()
        return do()

    def _end(self, what: str, do: Callable[[], object], fault: Fault) -> None:
        before = self._journal() if fault.kind is Kind.STOP else b""
        if fault.after:
            do()
        if fault.kind is Kind.STOP:
            self.left = self.folder.with_name("left")
            shutil.copytree(self.folder, self.left, ignore=shutil.ignore_patterns("*-shm"))
            if fault.after and what == "COMMIT":
                self._tear(before)
        self.dead = True
        raise Killed

    def _journal(self) -> bytes:
        try:
            return (self.folder / "claims.db-wal").read_bytes()
        except FileNotFoundError:
            return b""

    def _tear(self, before: bytes) -> None:
        """SQLite writes a journal from its beginning to its end."""
        assert self.left is not None
        path = self.left / "claims.db-wal"
        if not path.exists():  # a copy is made without a journal
            return
        after = path.read_bytes()
        same = next((n for n, (x, y) in enumerate(zip(before, after, strict=False)) if x != y), 0)
        same = same or min(len(before), len(after))
        at = self.chance.randint(same, len(after))
        path.write_bytes(after[:at] + before[at:])

    def _failure(self, what: str, kind: Kind) -> Exception:
        if what in _FILE_CALLS:
            number = errno.ENOSPC if kind is Kind.FULL else errno.EIO
            return OSError(number, os.strerror(number))
        error = sqlite3.OperationalError("the simulated disk")
        error.sqlite_errorcode = FULL if kind is Kind.FULL else BROKEN
        return error

    def _let_in(self) -> None:
        fault, calls = self.fault, self.calls
        self.fault = None
        try:
            self.visit()
        finally:
            self.fault, self.calls = fault, calls


_here: list[Machine] = []
"""The machine that is running; none outside of a simulation."""


class _Cursor(sqlite3.Cursor):
    def execute(self, sql, *values):
        return _statement(sql, lambda: super(_Cursor, self).execute(sql, *values))

    def executemany(self, sql, *values):
        return _statement(sql, lambda: super(_Cursor, self).executemany(sql, *values))


class _Connection(sqlite3.Connection):
    def cursor(self, *_):
        return super().cursor(_Cursor)

    def execute(self, sql, *values):
        return self.cursor().execute(sql, *values)

    def executemany(self, sql, *values):
        return self.cursor().executemany(sql, *values)

    def commit(self):
        if self.in_transaction:
            _statement("COMMIT", super().commit)

    def rollback(self):
        super().rollback()
        if _here:
            _here[-1].writing = 0

    def backup(self, *words, **more):
        return _statement("COMMIT", lambda: super(_Connection, self).backup(*words, **more))


def _statement(sql: str, do: Callable[[], object]) -> object:
    if not _here:
        return do()
    machine = _here[-1]
    given = machine.call(sql, do, changes=sql.lstrip().startswith(_CHANGES))
    if sql == "BEGIN IMMEDIATE":
        machine.writing += 1
    elif sql == "COMMIT":
        machine.writing = 0
    return given


def _connect(*words, **more):
    return _CONNECT(*words, **more, factory=_Connection)


def _patched(name: str, real: Callable[..., object]) -> Callable[..., object]:
    def call(*words, **more):
        if not _here or not _inside(words[0], _here[-1].folder):
            return real(*words, **more)
        return _here[-1].call(name, lambda: real(*words, **more), changes=name != "unlink")

    return call


def _inside(place: object, folder: Path) -> bool:
    """Files are told by name; of a descriptor, by what it was opened on."""
    try:
        # Path would call the os that is stood in for here
        name = os.readlink(f"/proc/self/fd/{place}") if isinstance(place, int) else os.fspath(place)  # noqa: PTH115
    except (OSError, TypeError):
        return False
    return str(name).startswith(f"{folder}/")


@contextmanager
def running(machine: Machine) -> Iterator[Machine]:
    """Let every call go through the machine meanwhile."""
    _here.append(machine)
    try:
        yield machine
    finally:
        _here.pop()


@contextmanager
def installed() -> Iterator[None]:
    """Stand between Python and its calls; ``running`` says which machine takes them."""
    real = {name: getattr(os, name) for name in _FILE_CALLS}
    engine, now, first = sqlite.engine_of, sqlite.SqliteStore.now, []

    def shared(*words, **more):
        """Putting statements together, for each ledger opened, would take half of the time."""
        made = engine(*words, **more)
        first.append(made)
        made.dialect = first[0].dialect
        made.update_execution_options(compiled_cache=first[0]._compiled_cache)
        return made

    sqlite.engine_of = shared
    # The second clock of a file is the machine's own: each writer's here, whatever the day is.
    sqlite.SqliteStore.now = lambda *_: LATEST
    sqlite3.connect = _connect
    for name, function in real.items():
        setattr(os, name, _patched(name, function))
    try:
        yield
    finally:
        sqlite.engine_of = engine
        sqlite.SqliteStore.now = now
        sqlite3.connect = _CONNECT
        for name, function in real.items():
            setattr(os, name, function)
