"""What happens to files: a WAL cut short at any place, pages overwritten, a clock turned back."""

from __future__ import annotations

import random
import shutil
from contextlib import suppress
from datetime import UTC, datetime

import pytest

from ledger.clock import FixedClock
from ledger.errors import StorageError
from ledger.log import Event, Query, init_log, open_log
from ledger.log.clock.clock_failures import ClockBehind
from ledger.log.proving.verify import verify

CLOCK = FixedClock(datetime(2024, 6, 12, tzinfo=UTC))
APPENDS = 12


def made(name: str) -> Event:
    return Event(
        id=name,
        type="t",
        version=1,
        tags=frozenset({"party:mexico"}),
        payload=b'{"words":"' + b"x" * 700 + b'"}',
    )


@pytest.fixture
def folder(tmp_path):
    """A ledger whose twelve appends of three events stand in its WAL, as after a power cut."""
    live = tmp_path / "live"
    live.mkdir()
    init_log(live / "claims.db")
    log = open_log(live / "claims.db", clock=CLOCK)
    for n in range(APPENDS):
        log.append([made(f"{n}-{i}") for i in range(3)])
    cut = tmp_path / "cut"
    shutil.copytree(live, cut)
    (cut / "claims.db-shm").unlink()
    log.close()
    return cut


def test_a_wal_cut_anywhere_gives_back_whole_appends_from_the_start(folder, tmp_path):
    """Power loss keeps some beginning of what was written; the ledger is then a prefix."""
    wal = (folder / "claims.db-wal").read_bytes()
    sizes = set()
    for length in range(0, len(wal) + 1, 4099):
        place = tmp_path / "again"
        shutil.copytree(folder, place)
        (place / "claims.db-wal").write_bytes(wal[:length])
        log = open_log(place / "claims.db", clock=CLOCK)
        size = log.head().size
        assert size % 3 == 0, "an append is whole or absent"
        assert [r.event.id for r in log.read()] == [f"{n // 3}-{n % 3}" for n in range(size)]
        assert len(list(log.read(Query.tagged("party:mexico")))) == size
        assert verify(log).holds
        assert log.append([made("next")])[0].position == size
        log.close()
        shutil.rmtree(place)
        sizes.add(size)
    assert 0 in sizes, "negative control: the cuts do lose appends"
    assert len(sizes) > APPENDS // 2


def test_a_wal_with_a_byte_flipped_gives_back_a_prefix_that_holds(folder, tmp_path):
    """SQLite's own checksums end the WAL there; nothing half-read comes back."""
    wal = (folder / "claims.db-wal").read_bytes()
    for at in range(40, len(wal), 9973):
        place = tmp_path / "again"
        shutil.copytree(folder, place)
        (place / "claims.db-wal").write_bytes(wal[:at] + bytes([wal[at] ^ 1]) + wal[at + 1 :])
        log = open_log(place / "claims.db", clock=CLOCK)
        assert log.head().size % 3 == 0
        assert verify(log).holds
        log.close()
        shutil.rmtree(place)


def test_random_bytes_overwritten_in_the_file_never_pass_for_the_ledger(folder, tmp_path):
    """Either it cannot be opened or read, or it does not verify, or no byte of ours was hit."""
    log = open_log(folder / "claims.db", clock=CLOCK)
    right = verify(log)
    events = list(log.read())
    log.close()
    whole = (folder / "claims.db").read_bytes()
    chance = random.Random(20240612)  # noqa: S311
    caught = 0
    for _ in range(150):
        place = tmp_path / "again.db"
        at = chance.randrange(100, len(whole) - 64)
        junk = bytes(chance.randrange(256) for _ in range(64))
        place.write_bytes(whole[:at] + junk + whole[at + 64 :])
        try:
            log = open_log(place, clock=CLOCK)
        except StorageError:
            caught += 1
            continue
        try:
            found = verify(log)
            held = found.holds and found.root == right.root
            assert not held or list(log.read()) == events
            caught += not held
        except StorageError:
            caught += 1
        finally:
            log.close()
    assert caught > 20, "negative control: the junk does hit what matters"


def test_a_clock_turned_back_keeps_the_log_in_order(tmp_path):
    """What a clock that is behind would record is refused; the log is as it was."""
    init_log(tmp_path / "claims.db")
    for year in (2024, 2030, 1990, 2025, 2031):
        log = open_log(tmp_path / "claims.db", clock=FixedClock(datetime(year, 1, 1, tzinfo=UTC)))
        with suppress(ClockBehind):
            log.append([made(str(year))])
        log.close()
    log = open_log(tmp_path / "claims.db", clock=CLOCK)
    assert [r.recorded_at.year for r in log.read()] == [2024, 2030, 2031]
    assert verify(log).holds
    log.close()
