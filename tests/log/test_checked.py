"""Which rows an account made or checked itself: a file that only it can write, and never needs."""

from __future__ import annotations

import os
import stat
import subprocess
import sys

import msgspec
import pytest

from ledger.log import checked as module
from ledger.log.checked import Checked, CheckedRows

ONE, TWO, THREE = b"1" * 32, b"2" * 32, b"3" * 32


def packed(*rows):
    """Rows as they are held, each with its position."""
    return b"".join(name + at.to_bytes(8) for name, at in rows)


BEGUN = CheckedRows(since=3, after=5, leaf=b"leaf", touched={"p": 4}, rows=packed((ONE, 5)))

_EIGHT = """
import sys
from pathlib import Path
from ledger.log.checked import Checked
checked = Checked(Path(sys.argv[1]))
sys.stdin.read()
for number in range(20):
    checked.read()
    checked.add([sys.argv[2].encode() + b"%031d" % number], number, lambda _: True)
"""


@pytest.fixture
def file(tmp_path):
    """A file with one row in it, in a folder that is not there yet."""
    path = tmp_path / "state" / "checked" / "one.json"
    Checked(path).take(BEGUN, lambda _: True)
    return path


def rows(file):
    """What someone else of this account reads."""
    return Checked(file).read()


def test_what_one_process_put_down_another_reads(file):
    """And nobody but its owner."""
    assert rows(file) == BEGUN
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_file_that_others_may_write_is_not_believed(file):
    """Its mode, or its owner: what stands there may be a stranger's word."""
    file.chmod(0o620)
    assert rows(file) == CheckedRows()
    file.chmod(0o600)
    assert rows(file) == BEGUN, "the control"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_a_file_of_another_owner_is_not_believed_and_not_replaced(file):
    """As where someone runs the command as root, in the folder of a user."""
    os.chown(file, 12345, -1)
    other = Checked(file)
    assert other.read() == CheckedRows()
    other.take(CheckedRows(rows=packed((TWO, 1))), lambda _: True)
    assert (other.read().rows, file.stat().st_uid) == (packed((TWO, 1)), 12345)


@pytest.mark.parametrize("content", [b"", b"{", b'{"since": "x"}', b'{"rows": "AAAA"}', b"\xff"])
def test_a_damaged_file_is_as_good_as_none_and_written_anew(file, content):
    """As after a power cut: nothing of it was synced."""
    file.write_bytes(content)
    begun = Checked(file)
    assert begun.read() == CheckedRows()
    begun.take(CheckedRows(rows=packed((TWO, 1))), lambda _: True)
    assert rows(file).rows == packed((TWO, 1))


def test_where_nothing_can_be_written_it_lasts_as_long_as_the_process(tmp_path):
    """A folder that can be none: nobody hears of it."""
    (tmp_path / "file").write_bytes(b"")
    lasting = Checked(tmp_path / "file" / "one.json")
    lasting.take(BEGUN, lambda _: True)
    lasting.add([TWO], 6, lambda _: True)
    assert lasting.read().rows == packed((ONE, 5), (TWO, 6))
    assert [lasting.position(name) for name in (ONE, TWO, THREE)] == [5, 6, None]


def test_what_two_processes_add_is_there_of_both(file):
    """Of the marks, those that go further; of a log that is another's, nothing."""
    first, second = Checked(file), Checked(file)
    first.read(), second.read()
    further = msgspec.structs.replace(
        BEGUN, after=9, touched={"p": 4, "q": 8}, rows=packed((ONE, 9), (TWO, 9))
    )
    first.take(further, lambda _: True)
    second.add([THREE], 5, lambda _: True)
    joined = rows(file)
    assert (joined.after, joined.touched) == (9, {"p": 4, "q": 8})
    read = Checked(file)
    read.read()
    assert [read.position(name) for name in (ONE, TWO, THREE)] == [9, 9, 5]
    anew = CheckedRows(since=7, after=7, rows=packed((ONE, 7)))
    second.take(anew, lambda _: False)
    assert rows(file) == anew


def test_of_two_that_began_apart_the_earlier_beginning_stands(file):
    """Its marks cover what the later one's rows rest on; what it has not looked at, it will."""
    later = CheckedRows(since=8, after=9, touched={"q": 9}, rows=packed((TWO, 9)))
    Checked(file).take(later, lambda _: True)
    both = rows(file)
    assert (both.since, both.after, both.touched) == (3, 5, {"p": 4})
    assert both.rows == packed((ONE, 5), (TWO, 9))


def test_eight_processes_at_once_lose_nothing(tmp_path):
    """Each adds twenty rows, one at a time."""
    file = tmp_path / "eight.json"
    words = [sys.executable, "-c", _EIGHT, str(file)]
    writers = [subprocess.Popen([*words, letter], stdin=subprocess.PIPE) for letter in "abcdefgh"]
    for writer in writers:
        writer.stdin.close()
    assert [writer.wait() for writer in writers] == [0] * 8
    assert len(rows(file).rows) == 160 * 40
    assert [path.name for path in tmp_path.iterdir()] == ["eight.json"]


def test_the_last_rows_are_remembered(file, monkeypatch):
    """Of any other the log is asked again."""
    monkeypatch.setattr(module, "MOST", 2)
    begun = Checked(file)
    begun.read()
    begun.add([TWO, THREE], 6, lambda _: True)
    assert rows(file).rows == packed((TWO, 6), (THREE, 6))


def test_doubts_are_of_the_thread_that_asked():
    """Once each, until it asks another question."""
    asked = Checked()
    asked.doubt(["a", "b", "a"])
    assert (asked.doubts(), asked.doubted()) == (("a", "b"), 3)
    asked.forget_doubts()
    assert (asked.doubts(), asked.doubted()) == ((), 0)
