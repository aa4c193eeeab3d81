"""Bytes that wait on the disk come back as they were added, wherever they lie."""

from __future__ import annotations

import tempfile

import pytest

from ledger import spool
from ledger.spool import Spool


@pytest.fixture(autouse=True)
def _small_pages(monkeypatch):
    monkeypatch.setattr(spool, "PAGE", 16)


def filled(count=50):
    """A spool with records of no, one and many bytes, and what was added to it."""
    records = [bytes([number]) * (number % 23) for number in range(count)]
    waiting = Spool()
    for record in records:
        waiting.add(record)
    return waiting, records


@pytest.mark.parametrize("count", [0, 1, 4, 50])
def test_records_come_back_by_their_places(count):
    """In order, from the end, and in turn from both: pages are read again as they are needed."""
    waiting, records = filled(count)

    assert len(waiting) == count
    assert [waiting[place] for place in range(count)] == records
    assert list(waiting) == records
    assert [waiting[place] for place in reversed(range(count))] == records[::-1]
    for place in range(count // 2):
        assert waiting[place] == records[place]
        assert waiting[count - 1 - place] == records[count - 1 - place]


def test_more_can_be_added_once_some_was_read():
    """What is read on the way stays what it is, and so does what comes after."""
    waiting, records = filled()
    for number, record in enumerate(waiting):
        assert record == records[number]
        waiting.add(b"more")
        assert waiting[len(records) + number] == b"more"
    assert list(waiting) == [*records, *[b"more"] * len(records)]


def test_a_disk_without_room_leaves_it_in_memory(monkeypatch):
    """Nothing is lost where no file can be made, nor where one page of it cannot be written."""

    class Full:
        """A file that takes one page."""

        def __init__(self):
            self._file, self._pages = plain(), 0

        def write(self, page):
            self._pages += 1
            if self._pages != 1:
                raise OSError(28, "no space left on device")
            return self._file.write(page)

        def __getattr__(self, name):
            return getattr(self._file, name)

    plain = tempfile.TemporaryFile
    monkeypatch.setattr(tempfile, "TemporaryFile", Full)
    waiting, records = filled()
    assert [waiting[place] for place in range(len(records))] == records

    def no_file():
        raise OSError(30, "read-only file system")

    monkeypatch.setattr(tempfile, "TemporaryFile", no_file)
    waiting, records = filled()
    assert [waiting[place] for place in range(len(records))] == records
