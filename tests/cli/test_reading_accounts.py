"""An account that may only read verifies soundly, and keeps the ledger's keys for itself."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from ledger.app import open_ledger
from ledger.log.proving.custody.custody import Custody
from ledger.log.proving.notes import SigningKey
from tests.cli.conftest import CLAIM


@pytest.fixture
def reader(newsroom, monkeypatch):
    """A signed ledger that others wrote; gives a call that runs as one who may only read it.

    Superusers may write everywhere, so the answer of the machine is changed.
    """
    assert newsroom("backup", "older.db").code == 0
    assert newsroom("key", "new").code == 0
    assert newsroom("checkpoint", "-o", "one.checkpoint").code == 0
    access = os.access

    def without_rights(path, mode, **options):
        return not mode & os.W_OK and access(path, mode, **options)

    def call(*words):
        with monkeypatch.context() as limited:
            limited.setattr("ledger.log.stores.sqlite.store.os.access", without_rights)
            limited.setenv("CLAIMS_CUSTODY", "of-the-reader")
            limited.setenv("CLAIMS_CHECKED", "checked-by-the-reader")
            return newsroom(*words)

    return call


def accepted(reader) -> None:
    """The reader keeps the keys on record."""
    assert reader("key", "accept", "--reason", "asked the owner by telephone").code == 0


def folder() -> Path:
    """What the reader keeps of the ledger."""
    (kept,) = {file.parent for file in Path("of-the-reader").glob("*/key.*")}
    return kept


def test_a_reader_who_kept_no_key_yet_is_told_so_and_the_ledger_holds(newsroom, reader):
    """It is a note, and no finding; an owner whose keys are gone is told of that."""
    verified = reader("verify")
    assert verified.code == 0, verified.out
    assert "not yet kept by this account" in verified.out
    data = reader("verify", "--json").data
    assert (data["holds"], data["unpinned"], data["breaks"]) == (True, True, [])
    assert newsroom("verify", "--json").data["unpinned"] is False
    shutil.rmtree("custody")
    assert "none is kept" in newsroom("verify").out
    assert newsroom("verify").code == 1


def test_a_reader_keeps_the_keys_on_record_without_an_event(newsroom, reader):
    """From then on what contradicts them is told; the ledger has not changed."""
    listed = reader("key", "accept")
    assert (listed.code, "keeps no key of this ledger yet" in listed.out) == (1, True)
    size = newsroom("verify", "--json").data["size"]
    accepted(reader)
    assert newsroom("verify", "--json").data["size"] == size
    verified = reader("verify", "--json")
    assert (verified.code, verified.data["unpinned"]) == (0, False)
    assert reader("key", "list").out == newsroom("key", "list").out
    assert newsroom("key", "rotate").code == 0
    assert newsroom("import", "-", stdin=CLAIM).code == 0
    assert newsroom("checkpoint", "-o", "two.checkpoint").code == 0
    assert reader("verify").code == 0, "the log itself says that the new key is its own"


def test_a_reader_who_kept_them_is_told_of_what_is_not_as_it_was(newsroom, reader):
    """A key that the log was never told of, an older copy, another ledger in its place."""
    accepted(reader)
    with open_ledger("claims.db") as ledger:
        origin = ledger.log.head().origin
    kept = Path("kept")
    shutil.copytree("of-the-reader", kept)

    Custody(Path("of-the-reader")).trust(origin, [SigningKey.generate(origin).verifier])
    assert "never told of it" in reader("verify").out
    assert reader("verify").code == 1
    assert reader("key", "accept", "--reason", "x").code == 5, "that is an event"

    shutil.rmtree("of-the-reader")
    shutil.copytree(kept, "of-the-reader")
    assert reader("verify").code == 0
    for key in folder().glob("key.*"):
        key.unlink()
    assert "none is kept" in reader("verify").out, "only the keys were taken away"
    assert reader("verify").code == 1

    shutil.rmtree("of-the-reader")
    shutil.copytree(kept, "of-the-reader")
    Path("claims.db").rename("right.db")
    assert newsroom("init").code == 0
    assert reader("verify").code == 1
    assert "where it stands was the ledger" in reader("verify").out


def test_a_reader_is_told_of_an_older_copy(reader):
    """The checkpoint on record is kept with the keys, and vouches for what was there."""
    accepted(reader)
    shutil.move("claims.db", "right.db")
    shutil.move("older.db", "claims.db")
    verified = reader("verify")
    assert verified.code == 1
    assert "contradict" in verified.out or "not go on" in verified.out, verified.out
