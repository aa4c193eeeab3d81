"""One bit flipped in anything that is stored: `claims verify` refuses it and says what it is.

The tables and columns are read from the database itself, so that a new one cannot be forgotten.
"""

from __future__ import annotations

import gc
import random
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.thorough import EVERYTHING

# What projections keep may be dropped at any time: a flip there is refused, or changes no answer.
# The inbox is no part of the log: nothing that an answer is computed from is in it.
# Nor is any in the feeds or in what is to be sent; an original is held against its event's hash
# when it is read. Whose day it is stands in what is kept too: no answer with fixed clocks asks it.
KEPT = {
    *("touched", "shelf", "inbox_head", "inbox", "inbox_kept", "prints", "feeds"),
    *("feed_entries", "originals"),
    *("receivers", "outbox", "settings"),
}

# Four bits a column and a hundred anywhere with CLAIMS_FAULTS=all, as before a release.
BITS = ((0, 1), (1, 10), (2, 39), (1, 7))
ANYWHERE = 100 if EVERYTHING else 30


@pytest.fixture
def office(newsroom):
    """A ledger with a claim, a full tile, a kept board, a signed checkpoint; gives the command."""
    names = "".join(f"- {{kind: party, id: p{n}, name: P{n}}}\n" for n in range(260))
    claim = (
        "- {kind: consents-counted, document: news, quote: 9 of 11 required ratifications,"
        " instrument: alce-convention, partnership: mexico-korea-space, count: 9, required: 11,"
        " stage: deposited}\n"
    )
    assert newsroom("import", "-", stdin=(names + claim).encode()).code == 0
    assert newsroom("status").code == 0, "the board is kept"
    assert newsroom("key", "new").code == 0
    assert newsroom("checkpoint").code == 0
    with closing(sqlite3.connect("claims.db")) as db:
        db.execute(
            "INSERT INTO inbox VALUES (1, 'i7', 'a hash', 'a.example', 'new', ?, 1)",
            (b'{"number":1,"id":"i7","sha256":"a hash","address":"a.example","state":"new"}',),
        )
        db.execute("UPDATE inbox_head SET size = 1, changes = 1")
        db.execute("INSERT INTO inbox_kept VALUES ('i7', x'7b7d')")
        db.execute("INSERT INTO prints VALUES (7, 1)")
        feed = b'{"number":1,"url":"https://a.example"}'
        db.execute("INSERT INTO feeds VALUES (1, 'https://a.example', ?)", (feed,))
        db.execute("INSERT INTO feed_entries VALUES (1, 'e1', 'monday')")
        db.execute("INSERT INTO originals VALUES ('a hash', x'7b7d7b7d')")
        db.execute("INSERT INTO receivers VALUES ('r', 3, 'gone', 1, 'me', 2)")
        db.execute("INSERT INTO outbox VALUES ('r', 1, 's', 1, 2, '2024-06-12', 1, 1, 1, 'down')")
        db.execute("INSERT INTO settings VALUES ('timezone', 'Asia/Seoul')")
        db.commit()
    assert newsroom("verify").code == 0
    shutil.copy("claims.db", "right.db")
    assert not Path("claims.db-wal").exists()
    return newsroom


def columns(db: sqlite3.Connection) -> list[tuple[str, str, list[str]]]:
    """Every column of every table, with its table's key."""
    asked = (
        "SELECT name FROM sqlite_master WHERE type = 'table'"
        " AND name NOT LIKE 'search_%' ORDER BY name"  # FTS5's own; the index is held against texts
    )
    found = []
    for (table,) in db.execute(asked).fetchall():
        about = db.execute(f"PRAGMA table_info({table})").fetchall()
        key = [row[1] for row in sorted(about, key=lambda row: row[5]) if row[5]]
        found += [(table, row[1], key) for row in about]
    return found


def flipped(value: object, bit: int) -> int | bytes:
    """The value with one of its bits the other way; of a text, its bytes."""
    if isinstance(value, int):
        return value ^ 1 << bit % 40
    data = bytearray(value.encode() if isinstance(value, str) else value)
    data[bit // 8 % len(data)] ^= 1 << bit % 8
    return bytes(data)


def flip(table: str, column: str, key: list[str], bit: int, place: int) -> bool:
    """Flip a bit of one row's column in ``claims.db``; whether there is such a row."""
    with closing(sqlite3.connect("claims.db")) as db:
        triggers = db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in triggers:
            db.execute(f"DROP TRIGGER {name}")
        db.execute("PRAGMA ignore_check_constraints=ON")
        rows = db.execute(
            f"SELECT {', '.join(key)}, {column} FROM {table}"  # noqa: S608 - names of our own
            f" WHERE {column} IS NOT NULL AND {column} <> '' ORDER BY {', '.join(key)}"
        ).fetchall()
        if not rows:
            return False
        *named, value = rows[place * (len(rows) - 1) // 2]
        mark = "CAST(? AS TEXT)" if isinstance(value, str) else "?"
        where = " AND ".join(f"{name} IS ?" for name in key)
        try:
            db.execute(
                f"UPDATE {table} SET {column} = {mark} WHERE {where}",  # noqa: S608
                (flipped(value, bit), *named),
            )
        except sqlite3.IntegrityError:
            return False  # there is such a row already
        db.commit()
        return True


def bits(table: str) -> tuple[tuple[int, int], ...]:
    """Which row (0 is the first, 2 the last) and which bit: one of a kept row, two of the log."""
    return BITS if EVERYTHING else BITS[:1] if table in KEPT else BITS[:3:2]


def answers(office) -> list[str]:
    """What a reader is shown."""
    words = (("status",), ("status", "mexico-korea-space"), ("log",), ("show", "p7"), ("names",))
    return [office(*one).out for one in words]


def refused(office) -> bool:
    """Whether verifying refuses it, with what and where, and never as a bug of ours."""
    said = office("verify", "--json")
    assert said.code in {0, 1, 5}, said.err
    if said.code == 1:
        assert said.data["breaks"][0]["what"]
    elif said.code == 5:
        assert "claims.db" in said.error["message"]
        assert said.error["fix"]
    return said.code != 0


def test_a_bit_flipped_in_any_column_of_any_table_is_refused_and_named(office):
    """No flip goes unseen, save in kept rows where the answers stay right."""
    right = answers(office)
    with closing(sqlite3.connect("right.db")) as db:
        every = columns(db)
    assert {"head", "events", "tags", "tiles", "ledger_version", *KEPT} == {
        table for table, _, _ in every
    }, "a new table: say whether it may be dropped (KEPT), or let verify answer for it"
    unseen, tried = [], set()
    for table, column, key in every:
        for place, bit in bits(table):
            gc.collect()  # a connection that an error left open still holds the file before
            shutil.copy("right.db", "claims.db")
            if not flip(table, column, key, bit, place):
                continue
            tried.add((table, column))
            if not refused(office) and not (table in KEPT and answers(office) == right):
                unseen.append((table, column, place, bit))
    assert unseen == []
    assert tried == {(table, column) for table, column, _ in every}


def test_an_index_that_leads_nowhere_is_named_though_every_row_is_there(office):
    """Every leaf, tag and tile is right; an event's id is not found, so it could come twice."""
    whole = bytearray(Path("claims.db").read_bytes())
    index_leaf, page = 0x0A, 4096  # the file format's byte for such a page; its length
    (at,) = [
        found.start()
        for found in re.finditer(b"party:p7:0", bytes(whole))
        if whole[found.start() // page * page] == index_leaf
    ]
    whole[at + 7] ^= 1
    Path("claims.db").write_bytes(whole)
    said = office("verify", "--json")
    assert said.code == 1
    assert "its database finds: " in said.data["breaks"][0]["what"]
    assert "sqlite_autoindex_events_1" in said.data["breaks"][0]["what"]


def test_a_bit_flipped_anywhere_in_the_file_is_refused_or_changes_no_answer(office):
    """Indices, headers and free space of the file too."""
    right = answers(office)
    whole = Path("right.db").read_bytes()
    chance, seen = random.Random(12), 0  # noqa: S311
    for _ in range(ANYWHERE):
        at = chance.randrange(len(whole))
        Path("claims.db").write_bytes(
            whole[:at] + bytes([whole[at] ^ 1 << at % 8]) + whole[at + 1 :]
        )
        if refused(office):
            seen += 1
        else:
            assert answers(office) == right, at
    assert seen > ANYWHERE // 5
