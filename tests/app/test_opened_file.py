"""A ledger whose file was put away while it was open: nothing goes to where nobody looks."""

from __future__ import annotations

import os
from datetime import UTC, datetime

import pytest

from ledger.app import init_ledger, open_ledger
from ledger.app.opened_file import LedgerReplaced
from ledger.clock import FixedClock

NOON = FixedClock(datetime(2024, 6, 13, 12, 0, tzinfo=UTC))
PARTY = "- {{kind: party, id: {0}, name: {0}, type: state}}"


@pytest.fixture
def place(tmp_path):
    """A ledger of one event, and a link to it."""
    init_ledger(tmp_path / "claims.db")
    (tmp_path / "link.db").symlink_to("claims.db")
    return tmp_path / "claims.db"


def put_away(place):
    """Another ledger in the place of one that is open, as after a restore."""
    for suffix in ("", "-wal", "-shm"):
        file = place.with_name(place.name + suffix)
        if file.exists():
            file.rename(place.with_name(f"old-{place.name}{suffix}"))
    init_ledger(place)


@pytest.mark.parametrize("name", ["claims.db", "link.db"])
@pytest.mark.parametrize("instead", ["another", "nothing"])
def test_a_program_records_nothing_in_a_file_that_was_put_away(place, tmp_path, name, instead):
    """Its next entry is refused whole, by whatever name it opened the ledger."""
    with open_ledger(tmp_path / name, clock=NOON, custody=tmp_path / "keys") as ledger:
        ledger.import_entries(PARTY.format("a"))
        size = ledger.size()
        if instead == "another":
            put_away(place)
        else:
            place.unlink()
        with pytest.raises(LedgerReplaced, match="no longer the file"):
            ledger.import_entries(PARTY.format("b"))
        assert size == ledger.size()
    if instead == "another":
        with open_ledger(place, clock=NOON, custody=tmp_path / "keys") as there:
            assert 0 == there.size()
            there.import_entries(PARTY.format("b"))


def test_a_program_that_goes_elsewhere_is_not_told_that_its_file_is_gone(
    place, tmp_path, monkeypatch
):
    """A path from the folder that one was in still means the same file."""
    monkeypatch.chdir(tmp_path)
    with open_ledger(place.name, clock=NOON, custody=tmp_path / "keys") as ledger:
        os.chdir("/")
        ledger.check_file()
