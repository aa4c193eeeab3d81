"""A file or a stream becomes bytes, never more than a stated limit.

Takes a path or a binary stream; gives the bytes to `capture`. A file that is too large is
refused by its size alone, before it is opened.
"""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISDIR
from typing import TYPE_CHECKING, BinaryIO

from ledger.errors import InvalidInput, Where
from ledger.sources.limits import CAPTURE_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator

STDIN = "<stdin>"
_CHUNK = 1 << 16
_ASTRAY = {os.strerror(number) for number in (errno.ENAMETOOLONG, errno.ELOOP)}


class TooLarge(InvalidInput):
    """More bytes than a capture or an import may have."""

    code = "too-large"

    def __init__(self, *, source: str, limit: int, size: int | None) -> None:
        self.limit = limit
        self.size = size  # None: a stream that went on past the limit
        has = "" if size is None else f"{_megabytes(size)}, "
        super().__init__(
            f"{source} has {has}more than the {_megabytes(limit)} that are read of one file",
            fix="split a file of entries; of an article, save the text alone, as plain text",
            where=Where(source=source),
        )


class NoSuchFile(InvalidInput):
    """A path at which there is nothing."""

    code = "no-such-file"

    def __init__(self, *, source: str) -> None:
        super().__init__(
            f"there is no file {source}",
            fix="check the path; - reads from the standard input",
            where=Where(source=source),
        )


class NotAFile(InvalidInput):
    """A directory where a file was needed."""

    code = "not-a-file"

    def __init__(self, *, source: str) -> None:
        super().__init__(
            f"{source} is a directory",
            fix="name a file in it; one capture is one document",
            where=Where(source=source),
        )


class UnreadableFile(InvalidInput):
    """A file that the system does not let us read."""

    code = "unreadable-file"

    def __init__(self, *, source: str, reason: str) -> None:
        self.reason = reason
        astray = reason in _ASTRAY
        super().__init__(
            f"{source} cannot be read: {reason}",
            fix="check the path"
            if astray
            else "check the file's permissions, or copy it to where it can be read",
            where=Where(source=source),
        )


def read_bounded(source: Path | BinaryIO, limit: int = CAPTURE_LIMIT) -> bytes:
    """All bytes of a file or a binary stream, at most `limit` of them.

    A path is asked for its size first; a stream is read no further than one byte past the
    limit. Raises `TooLarge`, `NoSuchFile`, `NotAFile` or `UnreadableFile`.
    """
    if not isinstance(source, Path):
        return _read(source, _name(source), limit)
    with opened(source, limit) as stream:
        return _read(stream, str(source), limit)


@contextmanager
def opened(source: Path, limit: int) -> Iterator[BinaryIO]:
    """A file that is open meanwhile, of at most `limit` bytes as it is opened.

    Raises `TooLarge`, `NoSuchFile`, `NotAFile` or `UnreadableFile`, the last as it is read, too.
    """
    try:
        status = source.stat()
        if S_ISDIR(status.st_mode):
            raise NotAFile(source=str(source))
        if status.st_size > limit:
            raise TooLarge(source=str(source), limit=limit, size=status.st_size)
        with source.open("rb") as stream:
            yield stream
    except BrokenPipeError:
        raise  # whoever looked on has gone
    except FileNotFoundError:
        raise NoSuchFile(source=str(source)) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnreadableFile(source=str(source), reason=reason) from error
    except ValueError as error:  # a path with a NUL in it
        raise UnreadableFile(source=str(source), reason=str(error)) from error


def _read(stream: BinaryIO, name: str, limit: int) -> bytes:
    """Read to the end, in chunks: a pipe may give less than it was asked for."""
    data = bytearray()
    while len(data) <= limit:
        chunk = stream.read(min(_CHUNK, limit + 1 - len(data)))
        if not chunk:
            return bytes(data)
        data += chunk
    raise TooLarge(source=name, limit=limit, size=None)


def _name(stream: BinaryIO) -> str:
    name = getattr(stream, "name", STDIN)
    return name if isinstance(name, str) else STDIN  # an open descriptor is named by a number


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB".replace(".0 MB", " MB")
