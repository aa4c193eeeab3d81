"""The one writer of files: whole or not at all, and never over what someone may still need."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ledger import files
from ledger.clock import FixedClock
from ledger.log import Event, init_log, open_log
from ledger.log.backup import backup, restore

CLOCK = FixedClock(datetime(2024, 6, 12, tzinfo=UTC))


@pytest.fixture
def ledger(tmp_path):
    """A ledger of one event, closed."""
    place = tmp_path / "claims.db"
    init_log(place)
    log = open_log(place, clock=CLOCK)
    log.append([Event(id="a", type="t", version=1, tags=frozenset(), payload=b"{}")])
    log.close()
    return place


def names(folder: Path) -> set[str]:
    """What stands there but what SQLite's readers leave next to a database, for the next."""
    found = {path.name for path in folder.iterdir()}
    return {name for name in found if not name.endswith((".db-wal", ".db-shm"))}


def test_what_is_there_is_kept_unless_asked(tmp_path):
    """Without ``overwrite`` the old bytes stay; with it the new ones stand, and nothing else."""
    target = tmp_path / "out"
    files.write(target, "one")
    with pytest.raises(files.TargetExists, match="is there already") as refused:
        files.write(target, "two")
    assert "--overwrite" in refused.value.fix
    assert target.read_text() == "one"
    files.write(target, b"two", overwrite=True)
    assert target.read_text() == "two"
    assert names(tmp_path) == {"out"}


def test_a_ledger_and_a_key_are_never_replaced(ledger, tmp_path):
    """Not even when asked: a database, its journals' names, and a signing key are refused."""
    key = tmp_path / "key"
    key.write_text("PRIVATE+KEY+a+b+c")
    before = ledger.read_bytes()
    for target in (
        ledger,
        key,
        *(tmp_path / f"claims.db{s}" for s in ("-wal", "-shm", "-journal")),
    ):
        with pytest.raises(files.TargetProtected):
            files.write(target, "text", overwrite=True)
    assert ledger.read_bytes() == before
    assert names(tmp_path) == {"claims.db", "key"}


def test_looking_at_an_open_ledger_lets_go_of_no_lock(ledger):
    """A refusal to write over a ledger that this process writes keeps other processes out."""
    database = sqlite3.connect(ledger, isolation_level=None)
    database.execute("BEGIN IMMEDIATE")
    with pytest.raises(files.TargetProtected):
        files.write(ledger, "text", overwrite=True)
    attempt = (
        "import sqlite3, sys\n"
        f"db = sqlite3.connect({str(ledger)!r}, timeout=0, isolation_level=None)\n"
        "db.execute('BEGIN IMMEDIATE')\n"
    )
    done = subprocess.run([sys.executable, "-c", attempt], capture_output=True, check=False)
    assert b"locked" in done.stderr
    database.close()


def test_what_is_named_is_spared(tmp_path):
    """A file that is read, however it is named, and all within a folder stay as they are."""
    (tmp_path / "keys").mkdir()
    (tmp_path / "read").write_text("old")
    (tmp_path / "link").symlink_to("read")
    os.link(tmp_path / "read", tmp_path / "twin")
    spared = {tmp_path / "keys": "is kept", tmp_path / "read": "is read"}
    for name in ("keys/new", "read", "link", "twin", "keys/../read"):
        with pytest.raises(files.TargetProtected, match=r"is (read|kept)"):
            files.write(tmp_path / name, "new", overwrite=True, spared=spared)
    assert (tmp_path / "read").read_text() == "old"


def test_a_link_stays_and_its_file_is_written(tmp_path):
    """A symbolic link is followed, also one to a file that is not there yet."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real/file")
    files.write(tmp_path / "link", "one")
    files.write(tmp_path / "link", "two", overwrite=True)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real/file").read_text() == "two"


def test_permissions(tmp_path):
    """A secret is its owner's alone; a file that is replaced hands its permission on."""
    files.write(tmp_path / "secret", "s", private=True)
    (tmp_path / "shared").write_text("old")
    (tmp_path / "shared").chmod(0o664)
    files.write(tmp_path / "shared", "new", overwrite=True)
    modes = [(tmp_path / name).stat().st_mode & 0o777 for name in ("secret", "shared")]
    assert modes == [0o600, 0o664]


def test_a_backup_is_as_private_as_its_ledger(ledger, tmp_path):
    """The copy of a ledger that nobody else may read cannot be read by others either."""
    ledger.chmod(0o600)
    backup(ledger, tmp_path / "copy.db", clock=CLOCK)
    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o600


def test_places_that_cannot_be_written_say_why(tmp_path):
    """A folder, a missing folder and a name that is too long: each with what to do."""
    for name, reason in (
        ("", "is a folder"),
        ("no/file", "there is no folder"),
        ("n" * 300, "too long"),
    ):
        with pytest.raises(files.TargetUnwritable, match=reason) as refused:
            files.write(tmp_path / name, "text")
        assert refused.value.fix
    assert not names(tmp_path)


def test_streams_take_the_bytes(tmp_path):
    """``/dev/null``, a pipe and ``/dev/stdout``, also where stdout is a file, are written to."""
    files.write(Path("/dev/null"), "text")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text()))
    reader.start()
    files.write(pipe, "text")
    reader.join()
    assert read == ["text"]
    program = (
        "from pathlib import Path; from ledger import files\n"
        "print('a', flush=True); files.write(Path('/dev/stdout'), 'text\\n'); print('b')"
    )
    with (tmp_path / "out").open("w") as out:
        subprocess.run([sys.executable, "-c", program], stdout=out, check=True)
    assert (tmp_path / "out").read_text() == "a\ntext\nb\n"


def test_a_text_in_parts_that_breaks_off_leaves_no_file(tmp_path):
    """Parts are written as they come; where the next cannot be made, what was there stays."""

    def parts():
        yield "a"
        raise RuntimeError

    target = tmp_path / "f"
    with pytest.raises(RuntimeError):
        files.write(target, parts())
    assert not list(tmp_path.iterdir())
    files.write(target, iter(("a", "\u00e9")))
    with pytest.raises(RuntimeError):
        files.write(target, parts(), overwrite=True)
    assert "a\u00e9" == target.read_text(encoding="utf-8")
    assert [target] == list(tmp_path.iterdir())


def test_a_users_own_part_is_neither_read_nor_removed(ledger, tmp_path):
    """``NAME.part`` is a name like any other."""
    (tmp_path / "copy.db.part").write_text("mine")
    backup(ledger, tmp_path / "copy.db", clock=CLOCK)
    restore(tmp_path / "copy.db", tmp_path / "new.db", clock=CLOCK)
    assert names(tmp_path) == {"claims.db", "copy.db", "copy.db.part", "new.db"}
    assert (tmp_path / "copy.db.part").read_text() == "mine"


def test_of_many_at_once_exactly_one_gets_the_name(ledger, tmp_path):
    """Of eight restores to one name one succeeds and seven say why, and nothing is left over."""
    backup(ledger, tmp_path / "copy.db", clock=CLOCK)
    program = (
        "import sys\nfrom pathlib import Path\nfrom ledger.clock import SystemClock\n"
        "from ledger.log.backup import restore\nfrom ledger.files import TargetExists\n"
        "try: restore(Path('copy.db'), Path('new.db'), clock=SystemClock())\n"
        "except TargetExists: sys.exit(4)\n"
    )
    racing = [subprocess.Popen([sys.executable, "-c", program], cwd=tmp_path) for _ in range(8)]
    assert sorted(process.wait() for process in racing) == [0, *[4] * 7]
    assert names(tmp_path) == {"claims.db", "copy.db", "new.db"}


def test_of_many_that_begin_a_ledger_all_get_the_same(tmp_path):
    """``init`` side by side makes one ledger, and each of them finds it ready."""
    program = "from ledger.log import init_log; init_log('claims.db')"
    racing = [subprocess.Popen([sys.executable, "-c", program], cwd=tmp_path) for _ in range(4)]
    assert [process.wait() for process in racing] == [0] * 4
    assert names(tmp_path) == {"claims.db"}


@pytest.mark.parametrize("suffix", ["-wal", "-journal"])
def test_a_forgotten_journal_is_never_run_into_another_ledger(ledger, tmp_path, suffix):
    """``init`` and ``restore`` next to it refuse; the journal stays, byte for byte."""
    backup(ledger, tmp_path / "copy.db", clock=CLOCK)
    journal = tmp_path / f"new.db{suffix}"
    journal.write_bytes(b"acknowledged events")
    for act in (
        lambda: init_log(tmp_path / "new.db"),
        lambda: restore(tmp_path / "copy.db", tmp_path / "new.db", clock=CLOCK),
    ):
        with pytest.raises(files.JournalLeft, match=journal.name):
            act()
    assert journal.read_bytes() == b"acknowledged events"
    journal.write_bytes(b"")  # negative control: an empty one holds nothing
    init_log(tmp_path / "new.db")


@pytest.mark.parametrize("suffix", ["-wal", "-journal", "-shm"])
def test_a_link_under_a_journals_name_is_refused(ledger, tmp_path, suffix):
    """Also one that leads nowhere: no ledger is opened next to it, and it may lead somewhere."""
    backup(ledger, tmp_path / "copy.db", clock=CLOCK)
    (tmp_path / f"new.db{suffix}").symlink_to(tmp_path / "nothing")
    for act in (
        lambda: init_log(tmp_path / "new.db"),
        lambda: restore(tmp_path / "copy.db", tmp_path / "new.db", clock=CLOCK),
    ):
        with pytest.raises(files.JournalLeft, match=suffix):
            act()
    assert not (tmp_path / "new.db").exists()


def test_disks_without_hard_links(tmp_path, monkeypatch):
    """Where a second name cannot be made (FAT), the name is taken first and still never twice."""

    def link(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", link)
    files.write(tmp_path / "out", "one")
    with pytest.raises(files.TargetExists), files.part_of(tmp_path / "out") as part:
        files.place(part, tmp_path / "out")
    assert (tmp_path / "out").read_text() == "one"
    assert names(tmp_path) == {"out"}


def test_folders_are_made_for_their_owner(tmp_path):
    """A private folder and those above it that were missing let nobody else in."""
    files.make_folder(tmp_path / "a/b", private=True)
    files.make_folder(tmp_path / "a/b", private=True)
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "a", tmp_path / "a/b")} == {0o700}
    (tmp_path / "file").touch()
    with pytest.raises(files.TargetUnwritable):
        files.make_folder(tmp_path / "file")
