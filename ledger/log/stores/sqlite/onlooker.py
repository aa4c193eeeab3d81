"""Reading a ledger's file without the right to write there, also while others write.

Takes a path, gives a ``Sight`` of it: SQLite's own read-only connection where a writer keeps a
journal next to the file, and a private copy of the file where nobody does, for SQLite could not
make the shared memory that it reads a journal with. Nothing is read past SQLite's locks, so
nothing that a writer does meanwhile looks like damage. Who comes next: ``sqlite`` reads there.
"""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import attrs

from ledger.late import late
from ledger.log import failures

if TYPE_CHECKING:
    import shutil
    import tempfile
else:  # hardly a file has to be copied
    shutil = late("shutil")
    tempfile = late("tempfile")

TRIES = 100
PAUSE = 0.05  # seconds between tries, so five seconds in all

State: TypeAlias = "tuple[tuple[int, int, int] | None, ...]"
"""The file, its journal and the journal's index: inode, size and moment of change of each."""


@attrs.define
class Sight:
    """Where to read.

    ``path`` is what to open; ``anchor`` keeps a writer that ends from taking the journal away;
    ``copied`` is what the file was like when it was copied, None where it was not.
    """

    path: Path
    anchor: sqlite3.Connection | None = None
    copied: State | None = None

    def close(self) -> None:
        """Let go of the file, or remove the copy."""
        if self.anchor is not None:
            self.anchor.close()
        if self.copied is not None:
            shutil.rmtree(self.path.parent, ignore_errors=True)


def sight(path: Path) -> Sight:
    """A way to read the file as it is now; ``NotReadable`` if there is none."""
    reason = "others write to it without a pause"
    for _ in range(TRIES):
        before = state(path)
        try:
            if before[1] is not None and before[2] is not None:
                return _anchored(path)
            if (copied := _copied(path, before)) is not None:
                return copied
        except sqlite3.OperationalError as error:
            reason = str(error)
        except PermissionError as error:
            denied = f"{error.filename} may not be read by you"
            raise failures.LedgerUnreachable(str(path), denied) from error
        except OSError as error:
            reason = f"no copy of it could be made ({error.strerror or error})"
        time.sleep(PAUSE)
    raise failures.NotReadable(str(path), reason)


def state(path: Path) -> State:
    """What can be seen of the file from outside."""
    return tuple(_seen(path.with_name(path.name + suffix)) for suffix in ("", "-wal", "-shm"))


def _seen(path: Path) -> tuple[int, int, int] | None:
    try:
        there = path.stat()
    except OSError:
        return None
    return there.st_ino, there.st_size, there.st_mtime_ns


def _anchored(path: Path) -> Sight:
    """A read-only connection that was read with once: it holds a lock until it is closed."""
    anchor = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False
    )
    try:
        anchor.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        anchor.close()
        raise
    except sqlite3.DatabaseError:
        pass  # no database at all: whoever reads there is told so
    return Sight(path, anchor=anchor)


def _copied(path: Path, before: State) -> Sight | None:
    """A copy of the file and its journal; None if a writer came between."""
    folder = Path(tempfile.mkdtemp(prefix="claims-"))
    copy = folder / path.name
    try:
        shutil.copyfile(path, copy)
        if before[1] is not None:
            shutil.copyfile(path.with_name(path.name + "-wal"), copy.with_name(copy.name + "-wal"))
        settled = before[0] is None or time.time_ns() - before[0][2] > PAUSE * 1e9
        if settled and state(path) == before:
            return Sight(copy, copied=before)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    shutil.rmtree(folder, ignore_errors=True)
    return None
