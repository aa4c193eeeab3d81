"""What stands where a ledger should be, and what the user is told of it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ledger.clock import FixedClock
from ledger.errors import ExitCode, StorageError
from ledger.log import Event, Log, init_log, open_log
from ledger.log import failures as f
from ledger.log.stores.sqlite.driver_failures import failure
from ledger.log.stores.tables import SCHEMA_HEAD

CLOCK = FixedClock(datetime(2024, 6, 12, tzinfo=UTC))
A = Event(id="a", type="claim.recorded", version=1, tags=frozenset({"claim:1"}), payload=b"{}")
B = Event(id="b", type="claim.recorded", version=1, tags=frozenset({"claim:1"}), payload=b"{}")


def opened(place) -> Log:
    return open_log(place, clock=CLOCK)


def refused(kind: type[StorageError], place) -> StorageError:
    with pytest.raises(kind) as caught:
        opened(place)
    error = caught.value
    assert error.exit_code is ExitCode.STORAGE
    assert str(place) in error.message
    assert error.fix
    return error


def test_an_absent_ledger(tmp_path):
    """A mistyped path is an error with init as its way out, and makes no file."""
    error = refused(f.NoLedger, tmp_path / "claims.db")
    assert error.message == f"no ledger at {tmp_path / 'claims.db'}"
    assert "claims init" in error.fix
    assert not (tmp_path / "claims.db").exists(), "looking for it must not make it"


def test_an_absent_folder(tmp_path):
    """Neither opening nor init makes folders that nobody asked for."""
    refused(f.NoLedger, tmp_path / "no" / "claims.db")
    with pytest.raises(f.LedgerUnreachable, match="folder"):
        init_log(tmp_path / "no" / "claims.db")


def test_a_folder(tmp_path):
    """A folder in the ledger's place is refused by opening and by init."""
    refused(f.NotALedger, tmp_path)
    with pytest.raises(f.NotALedger):
        init_log(tmp_path)


@pytest.mark.parametrize("content", [b"kind: workshop-held\n", b"SQLite form", b"\0" * 5000])
def test_a_file_of_another_kind_is_refused_and_left_alone(tmp_path, content):
    """A news file given by mistake is never written to, not even by init."""
    path = tmp_path / "news.yaml"
    path.write_bytes(content)
    refused(f.NotALedger, path)
    with pytest.raises(f.NotALedger):
        init_log(path)
    assert path.read_bytes() == content


def test_a_file_that_only_begins_like_a_database(tmp_path):
    """The header of SQLite alone makes no ledger, and no traceback."""
    path = tmp_path / "claims.db"
    path.write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    refused(f.NotALedger, path)


def test_another_programs_database_is_refused_and_left_alone(tmp_path):
    """A good SQLite file without our tables is not taken over."""
    path = tmp_path / "places.sqlite"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE places (id)")
    db.close()
    before = path.read_bytes()
    error = refused(f.NotALedger, path)
    assert "another program" in error.message
    with pytest.raises(f.NotALedger):
        init_log(path)
    assert path.read_bytes() == before


def test_an_empty_file_is_no_ledger_but_may_become_one(tmp_path):
    """What a touch or a temporary file leaves behind holds nothing to protect."""
    path = tmp_path / "claims.db"
    path.touch()
    refused(f.NoLedger, path)
    assert init_log(path).before is None
    assert opened(path).head().size == 0


def revise(path, revision: str) -> None:
    with sqlite3.connect(path) as db:
        db.execute("UPDATE ledger_version SET version_num = ?", [revision])
    db.close()


def test_a_ledger_of_a_newer_program(tmp_path):
    """An old program neither reads nor migrates what it cannot know: upgrade it."""
    path = tmp_path / "claims.db"
    init_log(path)
    revise(path, "9999")
    assert "upgrade" in refused(f.LedgerTooNew, path).fix
    with pytest.raises(f.LedgerTooNew):
        init_log(path)


def test_a_ledger_of_an_older_program(tmp_path, monkeypatch):
    """A schema that lacks a step is not migrated by opening; init is the way out."""
    path = tmp_path / "claims.db"
    init_log(path)
    monkeypatch.setattr("ledger.log.stores.revisions.REVISIONS", ("0000", SCHEMA_HEAD))
    revise(path, "0000")
    assert "claims init" in refused(f.LedgerTooOld, path).fix


def test_init_again_changes_nothing(tmp_path):
    """A second init keeps the events, the root and the origin."""
    path = tmp_path / "claims.db"
    first = init_log(path, origin="example.org/ledger")
    log = opened(path)
    log.append([A])
    head = log.head()
    log.close()

    second = init_log(path)

    assert (first.before, second.before) == (None, SCHEMA_HEAD)
    assert opened(path).head() == head
    assert head.origin == "example.org/ledger"


def test_each_ledger_gets_an_origin_of_its_own(tmp_path):
    """Two ledgers never share the name that their checkpoints are signed under."""
    init_log(tmp_path / "a.db")
    init_log(tmp_path / "b.db")
    assert opened(tmp_path / "a.db").head().origin != opened(tmp_path / "b.db").head().origin


def test_a_sqlite_url_names_a_file(tmp_path):
    """The URL form and the plain path lead to the same ledger."""
    init_log(f"sqlite:///{tmp_path}/claims.db")
    assert opened(tmp_path / "claims.db").head().size == 0


def test_a_name_with_odd_characters_is_a_name(tmp_path):
    """Signs that mean something in a URL are letters in a path."""
    path = tmp_path / "a?mode=memory&b#c%20.db"
    init_log(path)
    assert path.exists()
    assert opened(path).head().size == 0


def test_a_url_of_an_unknown_kind():
    """Another database is refused by its name, not looked for as a file."""
    with pytest.raises(f.UnknownLocation, match="mysql"):
        opened("mysql://host/db")


def test_a_ledger_whose_head_is_gone_or_wrong(tmp_path):
    """A head that contradicts itself is damage with its reason, not an empty log."""
    path = tmp_path / "claims.db"
    init_log(path)
    db = sqlite3.connect(path)
    db.executescript("DROP TRIGGER head_goes_on; UPDATE head SET size = 3")
    with pytest.raises(f.LedgerDamaged, match="frontier of 3 leaves"):
        opened(path).head()
    db.executescript("DROP TRIGGER head_no_delete; DELETE FROM head")
    with pytest.raises(f.LedgerDamaged, match="no head"):
        opened(path).head()
    db.close()


def test_an_envelope_that_was_overwritten(tmp_path):
    """Reading names the position of the event that cannot be read."""
    path = tmp_path / "claims.db"
    init_log(path)
    opened(path).append([A])
    db = sqlite3.connect(path)
    db.executescript("DROP TRIGGER events_no_update; UPDATE events SET envelope = x'7b'")
    db.close()
    with pytest.raises(f.LedgerDamaged, match="position 0"):
        list(opened(path).read())


def test_a_page_of_the_file_that_was_overwritten(tmp_path):
    """Lost pages of the database are reported as damage, with a way out."""
    path = tmp_path / "claims.db"
    init_log(path)
    log = opened(path)
    log.append([A])
    log.close()
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))
    refused(f.LedgerDamaged, path)


def test_a_writer_that_waits_too_long(tmp_path):
    """Another program's lock is a named error after the patience; then the log goes on."""
    path = tmp_path / "claims.db"
    init_log(path)
    other = sqlite3.connect(path)
    other.execute("BEGIN IMMEDIATE")
    log = open_log(path, clock=CLOCK, patience=0.05)
    with pytest.raises(f.LedgerBusy, match="another program"):
        log.append([A])
    assert log.head().size == 0, "readers are not kept waiting"
    other.rollback()
    assert log.append([A])[0].position == 0
    other.close()


def test_a_file_that_may_only_be_read_is_opened_for_reading(tmp_path, monkeypatch):
    """It is read without making a file next to it; an append is refused by name."""
    path = tmp_path / "claims.db"
    init_log(path)
    log = opened(path)
    log.append([A])
    log.close()
    before = path.read_bytes()
    monkeypatch.setattr(os, "access", lambda *_: False)

    reader = opened(path)
    assert [r.event.id for r in reader.read()] == ["a"]
    with pytest.raises(f.LedgerReadOnly, match="cannot be written"):
        reader.append([B])
    with pytest.raises(f.LedgerReadOnly):
        init_log(tmp_path / "new.db")
    assert path.read_bytes() == before
    assert not path.with_name("claims.db-wal").exists()


def test_opening_a_ledger_twice_lets_go_of_no_lock(tmp_path):
    """Another process that closes the ledger must see that this one has it open still.

    Closing any handle on the file, as a look at its first bytes would, drops this process's
    locks (POSIX); the other then folds the WAL away and removes it under our feet.
    """
    path = tmp_path / "claims.db"
    init_log(path)
    first, second = opened(path), opened(path)
    first.append([A])
    script = (
        "import sys; from ledger.clock import SystemClock; from ledger.log import open_log;"
        "log = open_log(sys.argv[1], clock=SystemClock()); log.head(); log.close()"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=True)
    assert path.with_name("claims.db-wal").exists()
    assert second.append([B])[0].position == 1
    assert [recorded.event.id for recorded in first.read()] == ["a", "b"]
    first.close()
    second.close()


def test_an_error_of_the_disk_is_passed_on(tmp_path):
    """A failing disk is storage that cannot be reached, not a damaged ledger."""
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_WRITE
    assert isinstance(failure(tmp_path, error), f.LedgerUnreachable)


# Root may write anything, so what follows runs as a user who may not.
# It loads everything first: the interpreter may stand where only root can read.
AS_NOBODY = """
import os, sys
from contextlib import closing
from datetime import UTC, datetime
from ledger.clock import FixedClock
from ledger.errors import ClaimsError
from ledger.log import Event, init_log, open_log
from ledger.log.stores import sql
from sqlalchemy import create_engine
engine = create_engine("sqlite://")
engine.connect().close()
engine.dispose()
os.setgroups([]); os.setgid(65534); os.setuid(65534)
path = sys.argv[1]
A = Event(id="a", type="claim.recorded", version=1, tags=frozenset(), payload=b"{}")
try:
    if sys.argv[2] == "init":
        init_log(path)
    log = open_log(path, clock=FixedClock(datetime(2024, 6, 12, tzinfo=UTC)))
    print("size", log.head().size, len(list(log.read())))
    with closing(log):
        log.append([A])
except ClaimsError as error:
    print(error.code, error.message)
"""


def as_nobody(path, what: str = "open") -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", textwrap.dedent(AS_NOBODY), str(path), what],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout


needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")


@pytest.fixture
def kept():
    """A ledger with one event, in a folder that others may enter, which pytest's own is not."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        path = folder / "claims.db"
        init_log(path)
        log = opened(path)
        log.append([A])
        log.close()
        yield path


@needs_root
@pytest.mark.parametrize("file_mode", [0o444, 0o666], ids=["file and folder", "folder"])
def test_a_ledger_that_may_only_be_read_is_read(kept, file_mode):
    """A real other user reads it, also from a folder where no journal can be made."""
    kept.chmod(file_mode)
    said = as_nobody(kept).splitlines()
    assert said[0] == "size 1 1"
    assert said[1].startswith("ledger-read-only")


@needs_root
def test_a_read_only_ledger_is_read_while_another_writes_to_it(kept):
    """The reader sees what is still in the writer's journal."""
    writer = opened(kept)
    writer.append([B])
    assert as_nobody(kept).splitlines()[0] == "size 2 2"


@needs_root
def test_a_ledger_that_may_not_even_be_read(kept):
    """Missing rights are reported as such, and not as an absent or foreign file."""
    kept.chmod(0o600)
    assert as_nobody(kept).startswith("ledger-unreachable")


@needs_root
def test_a_folder_that_may_not_even_be_entered(kept):
    """A path that cannot be looked at is not reported as an absent ledger."""
    kept.parent.chmod(0o700)
    assert as_nobody(kept).startswith("ledger-unreachable")


@needs_root
def test_a_folder_that_may_not_be_written_to(kept):
    """Init where nothing may be made is refused as read-only."""
    assert as_nobody(kept.with_name("new.db"), "init").startswith("ledger-read-only")


def test_a_ledger_stays_where_it_was_opened_wherever_the_program_goes(tmp_path, monkeypatch):
    """Of a relative name another folder made an empty file, and was called damaged."""
    home, elsewhere = tmp_path / "home", tmp_path / "elsewhere"
    home.mkdir()
    elsewhere.mkdir()
    monkeypatch.chdir(home)
    init_log("claims.db")
    log = open_log("claims.db", clock=CLOCK)
    monkeypatch.chdir(elsewhere)
    log.append([Event(id="e", type="t", version=1, tags=frozenset({"a:b"}), payload=b"{}")])
    assert (1, []) == (log.head().size, [*elsewhere.iterdir()])
    assert "e" == log.at(0).event.id
    log.close()
