"""Original bytes: kept by their hash, checked when they are read, taken out for good."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from ledger.intake.originals import (
    MemoryOriginals,
    OriginalDamaged,
    SqlOriginals,
    digest_of,
)
from ledger.log.stores import tables

DATA = b"%PDF-1.7 \x00\xff the words of a treaty"


@pytest.fixture
def originals(store):
    """None yet, of each implementation in turn."""
    return MemoryOriginals() if store is None else SqlOriginals(store)


def test_bytes_are_kept_once_by_their_hash(originals):
    """To the byte; kept again, they are the same."""
    digest = originals.keep(DATA)
    assert digest == digest_of(DATA) == originals.keep(DATA)
    assert originals.bytes_of(digest) == DATA


def test_what_is_not_there_and_what_was_changed_are_named(originals):
    """Nothing is given that is not what the hash says."""
    with pytest.raises(OriginalDamaged, match="are not there"):
        originals.bytes_of("0" * 64)
    digest = originals.keep(DATA)
    if isinstance(originals, MemoryOriginals):
        originals._kept[digest] = b"others"
    else:
        with originals._store.writing() as connection:
            connection.execute(update(tables.originals).values(body=b"others"))
    with pytest.raises(OriginalDamaged, match="were changed"):
        originals.bytes_of(digest)


def test_what_is_forgotten_is_gone(originals):
    """And only that."""
    first, second = originals.keep(DATA), originals.keep(b"others")
    assert originals.forget([first, "0" * 64]) == 1
    assert originals.bytes_of(second) == b"others"
    with pytest.raises(OriginalDamaged):
        originals.bytes_of(first)
