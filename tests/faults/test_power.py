"""The power goes at any call of an append, an erasure, an import, a checkpoint or a beginning.

What was said to be done is there afterwards, nothing is there by half, the log holds and goes on.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from ledger.clock import SystemClock
from ledger.errors import StorageError
from ledger.log import Event, init_log, open_log
from ledger.log.erasure import erase
from ledger.log.proving.custody.custody import Custody
from ledger.log.proving.verify import verify
from tests.thorough import EVERYTHING

if TYPE_CHECKING:
    from pathlib import Path

CLOCK = SystemClock()
# Every disk and twelve at random a call with CLAIMS_FAULTS=all, as before a release; else of each
# kind of disk one a call.
TRIED = {"samples": 12 if EVERYTHING else 1, "few": not EVERYTHING}
SECRET = b"the words that a court forbids"

SAYING = """
import os, sys
from ledger.clock import SystemClock
from ledger.log import Event, open_log
from ledger.log.stores.sqlite import connections
from ledger.log.erasure import erase
place, level = sys.argv[1:]
settle = connections._settle
def otherwise(connection):
    settle(connection)
    connection.execute(f"PRAGMA synchronous={level}")
if level != "as it is":
    connections._settle = otherwise
out = os.open("said", os.O_CREAT | os.O_WRONLY | os.O_APPEND)
def say(what):
    os.write(out, f"{what}\\n".encode())
def made(name, words="a"):
    payload = b'{"text":"%s"}' % words.encode()
    return Event(id=name, type="t", version=1, tags=frozenset({"a:b"}), payload=payload)
log = open_log(place, clock=SystemClock())
"""
APPENDS = (
    SAYING
    + """
for n in range(3):
    log.append([made(f"{n}-{part}", "x" * 1500 * n) for part in "ab"])
    say("append")
log.close()
log = open_log(place, clock=SystemClock())
log.append([made(f"3-{part}") for part in "ab"])
say("append")
log.close()
"""
)
ERASES = (
    SAYING
    + f"""
log.append([made("0-a", {SECRET.decode()!r}), made("0-b")])
say("append")
erase(log, "0-a", reason="order 12")
say("erase")
log.append([made("2-a"), made("2-b")])
say("append")
log.close()
"""
)

TELLS = """
import os, sys
from ledger.cli.program import run
os.environ["CLAIMS_CUSTODY"] = "custody"
out = os.open("said", os.O_CREAT | os.O_WRONLY | os.O_APPEND)
for words in sys.argv[1:]:
    code = run(words.split())
    if code != 0:
        sys.exit(f"{words}: {code}")
    os.write(out, f"{words}\\n".encode())
"""


@pytest.fixture
def folder(tmp_path) -> Path:
    """A folder with a ledger of two events, closed."""
    made = tmp_path / "folder"
    made.mkdir()
    init_log(made / "claims.db", origin="example.org/ledger")
    log = open_log(made / "claims.db", clock=CLOCK)
    log.append([_event("first-a"), _event("first-b")])
    log.close()
    return made


def _event(name: str) -> Event:
    return Event(id=name, type="t", version=1, tags=frozenset(), payload=b"{}")


def found(disk, place: Path) -> list[str]:
    """The ids that a ledger holds after the power came back; it verifies, and it goes on."""
    shutil.rmtree(place, ignore_errors=True)
    disk.lay(place)
    log = open_log(place / "claims.db", clock=CLOCK)
    try:
        names = [recorded.event.id for recorded in log.read()]
        verdict = verify(log)
        assert verdict.holds, verdict.broken
        assert log.append([_event("next")])[0].position == len(names) == verdict.size
    finally:
        log.close()
    return names


def test_every_append_that_was_acknowledged_is_there_and_none_by_half(
    folder, tmp_path, record, power_cuts
):
    """After a power cut at any call: what was said to be done, whole."""
    begun, calls = record(folder, "-c", APPENDS, "claims.db", "as it is")
    right = ["first-a", "first-b", *(f"{n}-{part}" for n in range(4) for part in "ab")]
    tried, lost = 0, 0
    for disk in power_cuts(begun, calls, **TRIED):
        names = found(disk, tmp_path / "disk")
        assert names == right[: len(names)], disk.after
        assert len(names) % 2 == 0, "an append is whole or absent"
        acknowledged = 2 + 2 * len(disk.said)
        assert acknowledged <= len(names) <= acknowledged + 2, disk.after
        tried, lost = tried + 1, lost + (len(names) == acknowledged)
    assert tried > 100
    assert 0 < lost < tried, "negative control: appends under way are there or not"


@pytest.mark.parametrize("level", ["OFF", "NORMAL"])
def test_without_the_syncs_the_same_disks_lose_what_was_acknowledged(
    folder, tmp_path, record, power_cuts, level
):
    """The negative control: SQLite's own settings that trust the disk less often."""
    begun, calls = record(folder, "-c", APPENDS, "claims.db", level)
    for disk in power_cuts(begun, calls, samples=0):
        try:
            if len(found(disk, tmp_path / "disk")) < 2 + 2 * len(disk.said):
                return
        except (StorageError, AssertionError):
            return
    pytest.fail("nothing was lost")


def test_words_that_were_said_to_be_erased_do_not_come_back(folder, tmp_path, record, power_cuts):
    """After the answer no power cut brings the words back into any file."""
    begun, calls = record(folder, "-c", ERASES, "claims.db", "as it is")
    seen = set()
    for disk in power_cuts(begun, calls, **TRIED):
        names = found(disk, tmp_path / "disk")
        gone = not any(SECRET in data for data in disk.files.values())
        assert gone or "erase" not in disk.said, disk.after
        if len(names) >= 4:
            log = open_log(tmp_path / "disk/claims.db", clock=CLOCK)
            erase(log, "0-a", reason="order 12")
            log.close()
            assert not any(SECRET in path.read_bytes() for path in (tmp_path / "disk").iterdir())
        seen.add(gone)
    assert seen == {True, False}, "negative control: the words were there"


def test_an_import_is_there_whole_or_not_at_all(folder, tmp_path, record, power_cuts):
    """Forty names or none, at any cut; with the answer all of them are there."""
    names = [f"p{n:03}" for n in range(40)]
    told = "".join(f"- {{kind: party, id: {name}, name: {name.upper()}}}\n" for name in names)
    (folder / "names.yaml").write_text(told)
    begun, calls = record(folder, "-c", TELLS, "import names.yaml", "import names.yaml")
    sizes = set()
    for disk in power_cuts(begun, calls, **TRIED):
        size = len(found(disk, tmp_path / "disk"))
        assert size in ({42} if disk.said else {2, 42}), disk.after
        sizes.add((size, len(disk.said)))
    assert sizes == {(2, 0), (42, 0), (42, 1), (42, 2)}


def test_a_beginning_is_finished_by_beginning_again(tmp_path, record, power_cuts):
    """A ledger that was said to be made is one; one that was not can be made where it stands."""
    folder = tmp_path / "folder"
    folder.mkdir()
    begun, calls = record(folder, "-c", TELLS, "init")
    before = set()
    for disk in power_cuts(begun, calls, **TRIED):
        place = tmp_path / "disk"
        shutil.rmtree(place, ignore_errors=True)
        disk.lay(place)
        made = init_log(place / "claims.db")
        assert made.before is not None or not disk.said, disk.after
        before.add(made.before)
        log = open_log(place / "claims.db", clock=CLOCK)
        assert log.append([_event("a")])[0].position == 0
        assert verify(log).holds
        log.close()
    assert before == {None, made.after}, "negative control: some were not made yet"


def test_a_key_and_a_checkpoint_that_were_given_out_are_kept(folder, tmp_path, record, power_cuts):
    """What others hold to be signed for must be known here too, and its key with it."""
    begun, calls = record(folder, "-c", TELLS, "key new", "checkpoint", "key rotate", "checkpoint")
    seen = set()
    for disk in power_cuts(begun, calls, **TRIED):
        place = tmp_path / "disk"
        shutil.rmtree(place, ignore_errors=True)
        disk.lay(place)
        custody = Custody(place / "custody")
        keys = custody.keys("example.org/ledger")
        last = custody.last_note("example.org/ledger")
        asked = [word.partition(" ")[0] for word in disk.said]
        assert len(keys) >= asked.count("key"), disk.after
        if "checkpoint" in asked:
            assert last.verified(keys)
        seen.add((len(keys), last is not None))
    assert {(0, False), (1, True), (2, True)} <= seen, "negative control: some are not yet there"
