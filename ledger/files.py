"""The one writer of files: whole or not at all, and never over what someone may still need.

Takes a place and what is to stand there; gives a file that is on the disk before the call
returns. It is written next to its place under a name that nobody else uses, and then takes its
own name. What is there is kept unless the caller was asked to overwrite it, and a ledger, what
belongs to one, or a signing key is kept in any case. A run that is killed leaves at most a file
``NAME.….part``, which nothing reads.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from ledger.errors import Conflict, StorageError
from ledger.late import late

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping
else:
    sqlite3 = late("sqlite3")

SECRET = b"PRIVATE+KEY+"
"""How a signing key begins (c2sp.org/signed-note)."""

_JOURNALS = ("-wal", "-journal")  # SQLite runs them into whatever database has their name
_BESIDES = ("-shm", *_JOURNALS)
_OPENED = re.compile(r"/(?:dev|proc/self)/fd/(\d{1,6})")
_STREAMS = {"/dev/stdin": 0, "/dev/stdout": 1, "/dev/stderr": 2}
_NEW = os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC
_LONGEST = 200  # bytes of a name that go into the name of its part
_LINKLESS = {errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK}
_SYNCLESS = {errno.EINVAL, errno.ENOTSUP, errno.EACCES}
_WAYS_OUT = {
    errno.ENOSPC: "free some space and run the same command again",
    errno.EDQUOT: "free some space and run the same command again",
    errno.EISDIR: "name a file, not a folder",
    errno.ENOENT: "make the folder first, or name another",
    errno.ENOTDIR: "name a place in a folder; a file stands where one would have to be",
    errno.ENAMETOOLONG: "choose a shorter name",
    errno.EACCES: "ask for the right to write there, or name another place",
    errno.EPERM: "ask for the right to write there, or name another place",
    errno.EROFS: "name a place that can be written to",
}
_WAY_OUT = "check the disk, or name another place"
_NONE: Mapping[Path, str] = MappingProxyType({})


class TargetExists(Conflict):
    """A file for which something else would have to go."""

    code = "target-exists"

    def __init__(self, target: Path, *, replaceable: bool = False) -> None:
        super().__init__(
            f"{target} is there already; nothing was written",
            fix="name another file, or add --overwrite to replace it"
            if replaceable
            else "name another file, or move that one away",
        )
        self.target = target


class TargetProtected(Conflict):
    """A file that no output may take the place of, whatever was asked."""

    code = "target-protected"

    def __init__(self, target: Path, what: str) -> None:
        super().__init__(f"{target} {what}; nothing was written", fix="name another file")
        self.target = target
        self.what = what


class JournalLeft(Conflict):
    """A database for a place where the journal of another one still lies."""

    code = "journal-left"

    def __init__(self, journal: Path, target: Path) -> None:
        super().__init__(
            f"{journal} holds what was recorded in a ledger that is not here any more; "
            f"a new {target.name} would destroy it, or be damaged by it; nothing was written",
            fix=f"put that ledger back next to it and open it once, or move {journal.name} away",
        )
        self.journal = journal
        self.target = target


class BrokenLink(StorageError):
    """A link that leads to nothing, or in a circle, on the way to a place."""

    code = "broken-link"

    def __init__(self, link: Path, leads_to: Path | None) -> None:
        astray = (
            "leads in a circle" if leads_to is None else f"leads to {leads_to}, which is not there"
        )
        make = "" if leads_to is None else f"make {leads_to} first, "
        super().__init__(
            f"{link} is a link that {astray}; nothing was written",
            fix=f"{make}{'or ' if make else ''}take the link away, or name another place",
        )
        self.link = link
        self.leads_to = leads_to


class TargetUnwritable(StorageError):
    """The machine would not let a file be written."""

    code = "target-unwritable"

    def __init__(self, target: Path, cause: OSError) -> None:
        reason = cause.strerror or str(cause)
        super().__init__(
            f"{target} could not be written: {reason[:1].lower()}{reason[1:]}",
            fix=way_out(cause),
        )
        self.target = target
        self.reason = reason


def way_out(cause: OSError) -> str:
    """What to try where the machine does not let a place be written."""
    return _WAYS_OUT.get(cause.errno or 0, _WAY_OUT)


def refuse_broken_links(place: Path) -> None:
    """Refuse a place that is a link to what is not there, or lies behind one.

    A file can be written through a link to what is not there yet, a folder cannot be made so.
    Where one may not look, whoever writes there finds out why.

    Raises:
        BrokenLink: a link leads nowhere, or in a circle.
    """
    with suppress(OSError):
        for step in (*reversed(place.parents), place):
            if step.is_symlink() and not step.exists():
                real = _real(step)
                raise BrokenLink(step, None if real.is_symlink() else real)


def write(
    target: Path,
    content: str | bytes | Iterable[str],
    *,
    overwrite: bool = False,
    private: bool = False,
    sync: bool = True,
    spared: Mapping[Path, str] = _NONE,
) -> None:
    """Write a file, whole or not at all; a device, a pipe or an open stream just takes the bytes.

    ``private`` lets nobody but its owner read it. A file that is replaced hands its permissions
    on. ``sync=False`` is for one of many files whose writer syncs once at the end (``os.sync``).
    Of parts of a text each is written as it comes; where one cannot be made, there is no file.
    ``overwrite`` and ``spared`` are as for ``check``, which this begins with.
    """
    parts = _parts(content)
    if (stream := _stream(target)) is not None:
        _pour(target, stream, parts)
        return
    check(target, overwrite=overwrite, spared=spared)
    if is_special(target):
        _pour(target, os.fspath(target), parts)
        return
    with _failing(target), part_of(target, mode=0o600 if private else mode_of(target)) as part:
        with part.open("wb") as file:
            file.writelines(parts)
            file.flush()
            if sync:
                os.fsync(file.fileno())
        place(part, target, overwrite=overwrite, sync=sync)


def check(target: Path, *, overwrite: bool = False, spared: Mapping[Path, str] = _NONE) -> None:
    """Refuse now what ``write`` would refuse once the work is done.

    ``spared`` names files, and folders with all that is in them, that must not be touched, and
    says of each what it is: the ledger, the folder of keys, what is read for this output.

    Raises:
        TargetExists: something is there and ``overwrite`` does not allow for it.
        TargetProtected: it must never be replaced.
        TargetUnwritable: it is a folder, or stands in none.
        BrokenLink: links on the way to it lead in a circle.
    """
    if _stream(target) is not None:
        return
    with _failing(target):
        _refuse_spared(target, spared)
        real = _real(target)
        refuse_no_folder(real)
        if real.is_dir():
            raise _error(errno.EISDIR, "it is a folder")
        if not real.exists() or is_special(target):
            return
        if not overwrite:
            raise TargetExists(target, replaceable=True)
        if not os.access(real, os.W_OK):
            raise _error(errno.EACCES, "it may not be written")
        if _is_database(real):
            raise TargetProtected(target, "is a ledger or another database")
        with real.open("rb") as file:
            if file.read(len(SECRET)) == SECRET:
                raise TargetProtected(target, "is a signing key")


def check_database(target: Path) -> None:
    """Refuse a place where a new database cannot stand: it is never overwritten.

    Raises:
        TargetExists: something is there.
        TargetProtected: the name is one of those that SQLite uses itself.
        JournalLeft: the journal of another database lies there and would run into this one.
        BrokenLink: links on the way to it lead in a circle.
    """
    with _failing(target):
        _refuse_spared(target, _NONE)
        real = _real(target)
        refuse_no_folder(real)
        if real.exists():
            raise TargetExists(target)
        for suffix in _BESIDES:
            journal = real.with_name(real.name + suffix)
            # A link is followed by no ledger: where it leads may be another one's journal.
            if journal.is_symlink() or (
                suffix in _JOURNALS and journal.exists() and journal.stat().st_size
            ):
                raise JournalLeft(journal, target)


@contextmanager
def part_of(target: Path, *, mode: int | None = None) -> Iterator[Path]:
    """A new, empty file next to ``target`` that no one else uses; it is gone afterwards.

    With it goes what SQLite keeps next to a database of that name. ``mode`` is the permission,
    to the bit; without it, what the umask leaves.
    """
    real = _real(target)
    name = os.fsdecode(os.fsencode(real.name)[:_LONGEST])
    part = real.with_name(f"{name}.{os.urandom(6).hex()}.part")
    opened = os.open(part, _NEW, 0o666 if mode is None else 0o600)
    try:
        if mode is not None:
            os.fchmod(opened, mode)
        os.close(opened)
        yield part
    finally:
        for suffix in ("", *_BESIDES):
            part.with_name(part.name + suffix).unlink(missing_ok=True)


def place(part: Path, target: Path, *, overwrite: bool = False, sync: bool = True) -> None:
    """Give a file that is on the disk its name; a name that came up meanwhile is kept.

    Raises:
        TargetExists: the name is taken, and may not be.
    """
    real = _real(target)
    if overwrite:
        part.replace(real)
    else:
        try:
            _link(part, real)
        except FileExistsError as error:
            raise TargetExists(target) from error
    if sync:
        sync_folder(real.parent)


def make_folder(folder: Path, *, private: bool = False) -> None:
    """Make a folder with those above it, on the disk; ``private`` ones are their owner's alone."""
    with _failing(folder):
        refuse_broken_links(folder)
        missing = [path for path in (folder, *folder.parents) if not path.exists()]
        for path in reversed(missing):
            path.mkdir(mode=0o700 if private else 0o777, exist_ok=True)
            sync_folder(path.parent)
        if not folder.is_dir():
            raise _error(errno.ENOTDIR, "it is no folder")


def sync_folder(folder: Path) -> None:
    """A new name outlives a power cut once the folder it stands in is on the disk.

    Some file systems have no such call, and a folder that may not be read cannot be asked.
    """
    try:
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
    except OSError as error:
        if error.errno not in _SYNCLESS:
            raise


def place_database(part: Path, target: Path) -> None:
    """Give a database that was closed its name, as ``place`` does, once all of it is on the disk.

    SQLite tells nobody when it could not fold a journal into the file, as on a full disk.
    """
    for suffix in _JOURNALS:
        journal = part.with_name(part.name + suffix)
        if journal.exists() and journal.stat().st_size:
            raise _error(errno.ENOSPC, os.strerror(errno.ENOSPC))
    with part.open("rb") as file:
        os.fsync(file.fileno())
    check_database(target)  # a journal may have come up meanwhile
    place(part, target)


def is_stream(target: Path) -> bool:
    """Whether this is no file but a way to a reader: a pipe, a device, an open stream."""
    return _stream(target) is not None or is_special(target)


def _link(part: Path, real: Path) -> None:
    """Rename that fails if the name is taken; disks without hard links first take the name."""
    try:
        os.link(part, real)
    except OSError as error:
        if error.errno not in _LINKLESS:
            raise
        os.close(os.open(real, _NEW))
        part.replace(real)


def _refuse_spared(target: Path, spared: Mapping[Path, str]) -> None:
    real = _real(target)
    if real.name.endswith(_BESIDES):
        raise TargetProtected(target, "has a name that SQLite keeps for a database's own files")
    for other, what in spared.items():
        same = real.exists() and other.exists() and real.samefile(other)
        if same or real.is_relative_to(_real(other)):
            raise TargetProtected(target, what)


def refuse_no_folder(real: Path) -> None:
    """Refuse a place in no folder, by an ``OSError``: there is none, or a file stands there."""
    for step in (real, *real.parents):
        if step.is_symlink():  # every other link was followed
            raise BrokenLink(step, None)
    there = next(step for step in (*real.parents, Path(real.anchor)) if step.exists())
    if not there.is_dir():
        raise _error(errno.ENOTDIR, f"{there} is no folder")
    if there != real.parent:
        raise _error(errno.ENOENT, f"there is no folder {real.parent}")


def _is_database(real: Path) -> bool:
    """Ask SQLite: opening and closing the file ourselves would take its locks away (POSIX)."""
    if not real.stat().st_size:
        return False
    database = sqlite3.connect(f"{real.as_uri()}?mode=ro", uri=True, timeout=0)
    try:
        database.execute("PRAGMA schema_version")
    except sqlite3.Error as error:
        return error.sqlite_errorcode not in {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CANTOPEN}
    finally:
        database.close()
    return True


def _stream(target: Path) -> int | None:
    """The number of an open stream that a name such as ``/dev/stdout`` stands for."""
    name = os.path.normpath(target)
    opened = _OPENED.fullmatch(name)
    return int(opened[1]) if opened else _STREAMS.get(name)


def is_special(target: Path) -> bool:
    """Whether a device, a pipe or a socket stands there."""
    try:
        kind = target.stat().st_mode
    except OSError:
        return False
    return not stat.S_ISREG(kind) and not stat.S_ISDIR(kind)


def _parts(content: str | bytes | Iterable[str]) -> Iterable[bytes]:
    """What is to be written, as bytes."""
    match content:
        case bytes():
            return (content,)
        case str():
            return (content.encode(),)
    return (part.encode() for part in content)


def _pour(target: Path, into: int | str, parts: Iterable[bytes]) -> None:
    """Hand bytes to a reader; one that went away is told as everywhere (``BrokenPipeError``)."""
    try:
        opened = os.dup(into) if isinstance(into, int) else os.open(into, os.O_WRONLY)
        with os.fdopen(opened, "wb") as file:
            file.writelines(parts)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise TargetUnwritable(target, error) from error


def mode_of(path: Path) -> int | None:
    """The permission of a file; None if it is not there."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except OSError:
        return None


def _real(path: Path) -> Path:
    """Where a name leads to: a link stays, and what it points to is written."""
    return Path(os.path.realpath(path))


def _error(number: int, reason: str) -> OSError:
    return OSError(number, reason)


@contextmanager
def _failing(target: Path) -> Iterator[None]:
    """Whatever the machine refuses, told with the place."""
    try:
        yield
    except OSError as error:
        raise TargetUnwritable(target, error) from error
