"""Files and streams are read whole up to the limit; past it, or unreadable, they are refused."""

import io
import os
import sys
from pathlib import Path

import pytest

from ledger.errors import ExitCode
from ledger.sources.limits import CAPTURE_LIMIT
from ledger.sources.reading import (
    NoSuchFile,
    NotAFile,
    TooLarge,
    UnreadableFile,
    read_bounded,
)


class Endless(io.RawIOBase):
    """A stream without an end, which counts what was taken from it."""

    def __init__(self):
        self.taken = 0

    def readable(self):
        return True

    def read(self, size=-1):
        assert size > 0
        self.taken += size
        return b"x" * size


def test_a_file_is_read_whole(tmp_path):
    """The bytes come as they are, line ends included."""
    path = tmp_path / "article.txt"
    path.write_bytes(b"words\r\n")
    assert read_bounded(path) == b"words\r\n"


def test_a_file_of_exactly_the_limit_is_read(tmp_path):
    """The limit is the largest size that is allowed, for files and for streams."""
    path = tmp_path / "article.txt"
    path.write_bytes(b"x" * 100)
    assert len(read_bounded(path, 100)) == 100
    assert len(read_bounded(io.BytesIO(b"x" * 100), 100)) == 100


def test_a_file_of_100_mb_is_refused_before_it_is_opened(tmp_path, monkeypatch):
    """Its size alone is asked for: opening it would fail this test."""
    path = tmp_path / "archive.txt"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    monkeypatch.setattr(Path, "open", lambda *_, **__: pytest.fail("the file was opened"))
    with pytest.raises(TooLarge) as refused:
        read_bounded(path)
    assert refused.value.message == (
        f"{path} has 100 MB, more than the 10 MB that are read of one file"
    )
    assert refused.value.exit_code is ExitCode.USAGE
    assert refused.value.fix


def test_a_stream_is_read_no_further_than_one_byte_past_the_limit():
    """Standard input has no size: it is refused as soon as it is known to be too long."""
    stream = Endless()
    with pytest.raises(TooLarge, match=r"<stdin> has more than the 10 MB"):
        read_bounded(stream)
    assert stream.taken == CAPTURE_LIMIT + 1


def test_a_file_that_grows_while_it_is_read_is_still_bounded(tmp_path, monkeypatch):
    """The size that was asked for first is not trusted."""
    path = tmp_path / "growing.txt"
    path.write_bytes(b"x")
    monkeypatch.setattr(Path, "open", lambda *_, **__: Endless())
    with pytest.raises(TooLarge, match=r"growing\.txt has more than"):
        read_bounded(path)


def test_a_pipe_that_gives_little_at_a_time_is_read_to_its_end():
    """A short read is not the end."""
    reader, writer = os.pipe()
    os.write(writer, b"one ")
    with os.fdopen(reader, "rb", buffering=0) as stream:
        os.write(writer, b"two")
        os.close(writer)
        assert read_bounded(stream) == b"one two"


def test_an_absent_file_is_named(tmp_path):
    """A mistyped path is a usage error with the path in it."""
    with pytest.raises(NoSuchFile, match=r"there is no file .*absent\.txt") as refused:
        read_bounded(tmp_path / "absent.txt")
    assert refused.value.exit_code is ExitCode.USAGE


def test_a_directory_is_refused(tmp_path):
    """It is called what it is, not a file that cannot be read."""
    with pytest.raises(NotAFile, match="is a directory"):
        read_bounded(tmp_path)


def test_a_file_that_the_system_refuses_says_why(tmp_path):
    """A link to itself cannot be opened by anybody, not even by root."""
    path = tmp_path / "loop.txt"
    path.symlink_to(path)
    with pytest.raises(UnreadableFile, match=r"cannot be read: .*symbolic links"):
        read_bounded(path)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc is Linux's")
def test_a_file_that_fails_while_it_is_read_says_why():
    """It can be opened and not read: the error names it, without a traceback."""
    with pytest.raises(UnreadableFile, match="/proc/self/mem cannot be read"):
        read_bounded(Path("/proc/self/mem"))


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything"
)
def test_a_file_without_permission_says_so(tmp_path):
    """The system's own reason reaches the user."""
    path = tmp_path / "private.txt"
    path.write_bytes(b"x")
    path.chmod(0)
    with pytest.raises(UnreadableFile, match="Permission denied"):
        read_bounded(path)


def test_a_path_that_no_system_has_is_refused():
    """A null byte in a path is an error of ours, not Python's."""
    with pytest.raises(UnreadableFile, match="null"):
        read_bounded(Path("a\0b"))
