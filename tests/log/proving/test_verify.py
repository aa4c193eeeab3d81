"""Verifying: a log that holds is said to hold, and every kind of tampering is named."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from ledger.clock import FixedClock
from ledger.log import Event, MemoryLog, Query, init_log, open_log
from ledger.log.erasure import NoSuchEvent, erase
from ledger.log.event import ErasedEvent
from ledger.log.failures import IdTaken, WordsLinger
from ledger.log.format.envelope import moment, seal
from ledger.log.format.merkle import leaf_hash
from ledger.log.proving.verify import frontier_at, verify

CLOCK = FixedClock(datetime(2024, 6, 12, tzinfo=UTC))
WORDS = "the words that a court forbids"
FAR = "INSERT INTO events VALUES (%s, 'far', x'00', x'00', x'00', x'00')"


def made(n: int) -> Event:
    return Event(
        id=f"e{n}",
        type="claim.recorded",
        version=1,
        tags=frozenset({"party:mexico", f"claim:{n}"}),
        payload=b'{"text":"%s %d"}' % (WORDS.encode(), n),
    )


@pytest.fixture
def path(tmp_path):
    """A ledger of 300 events, so that it has a tile."""
    place = tmp_path / "claims.db"
    init_log(place)
    log = open_log(place, clock=CLOCK)
    log.append([made(n) for n in range(300)])
    log.close()
    return place


def verdict(path):
    log = open_log(path, clock=CLOCK)
    found = verify(log)
    log.close()
    return found


def tamper(path, *statements: str) -> None:
    """As the file's owner can: without the triggers."""
    db = sqlite3.connect(path)
    for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        db.execute(f"DROP TRIGGER {name}")
    db.create_function(
        "flip", 2, lambda data, bit: (int.from_bytes(data) ^ 1 << bit).to_bytes(len(data))
    )
    for statement in statements:
        db.execute(statement)
    db.commit()
    db.close()


def test_a_log_that_was_left_alone_holds(path):
    """The recomputed root and frontier are those that the log itself keeps at its head."""
    found = verdict(path)

    assert found.holds
    assert (found.size, found.start, found.erased) == (300, 0, ())
    log = open_log(path, clock=CLOCK)
    assert found.root == log.head().root
    assert frontier_at(log, 300) == log.head().frontier
    log.close()


def test_an_empty_log_and_one_in_memory_hold():
    """No events are no break, and verifying does not depend on a database."""
    log = MemoryLog(clock=CLOCK)
    assert verify(log).holds
    log.append([made(n) for n in range(600)])
    assert verify(log).holds
    assert verify(log, since=frontier_at(log, 300)).holds


@pytest.mark.parametrize(
    ("statement", "position", "said"),
    [
        ("UPDATE events SET payload = flip(payload, 9) WHERE position = 7", 7, "payload"),
        ("UPDATE events SET salt = flip(salt, 9) WHERE position = 7", 7, "payload"),
        ("UPDATE events SET envelope = flip(envelope, 9) WHERE position = 7", 7, "leaf hash"),
        ("UPDATE events SET leaf_hash = flip(leaf_hash, 9) WHERE position = 7", 7, "leaf hash"),
        ("UPDATE events SET event_id = 'other' WHERE position = 7", 7, "filed under other"),
        ("UPDATE events SET payload = NULL, salt = NULL WHERE position = 7", 7, "no event says"),
        ("UPDATE events SET payload = NULL WHERE position = 7", 7, "by half"),
        ("DELETE FROM events WHERE position = 7", 7, "there is no event"),
        ("DELETE FROM events WHERE position > 290", 291, "there is no event"),
        ("DELETE FROM events", 0, "there is no event"),
        ("UPDATE events SET position = position + 1000 WHERE position = 7", 7, "no event"),
        ("UPDATE tags SET tag = 'party:x' WHERE tag = 'claim:7'", 7, "filed"),
        ("DELETE FROM tags WHERE position = 7", 7, "filed"),
        ("INSERT INTO tags VALUES ('party:korea', 7)", 7, "filed"),
        ("INSERT INTO tags VALUES ('party:korea', 700)", None, "not there: 700"),
        ("INSERT INTO tags VALUES ('party:korea', -7)", None, "not there: -7"),
        ("INSERT INTO tags VALUES ('party:korea', 'x')", None, "not there: x"),
        (FAR % 999, None, "an event stands"),
        (FAR % 300, None, "not there: 300"),
        (FAR % -1, None, "not there: -1"),
        ("INSERT INTO tiles VALUES (1, 1, x'00')", None, "a tile covers"),
        ("INSERT INTO tiles VALUES (2, 0, x'00')", None, "not there: 0"),
        ("INSERT INTO tiles VALUES (0, 7, x'00')", None, "not there: 7"),
        ("INSERT INTO tiles VALUES (1, -1, x'00')", None, "not there: -1"),
        ("UPDATE tiles SET hash = flip(hash, 9)", None, "tile hash 0 of level 1"),
        ("DELETE FROM tiles", None, "tile hash 0 of level 1"),
        ("UPDATE head SET frontier = flip(frontier, 9)", None, "the tree over the leaves"),
        ("UPDATE head SET recorded_at = recorded_at + 1", None, "moment"),
    ],
)
def test_what_was_changed_is_named(path, statement, position, said):
    """Whatever the file's owner changes in any table, the break says where and what."""
    tamper(path, statement)

    found = verdict(path)

    assert not found.holds
    assert found.broken.position == position
    assert said in found.broken.what


def test_a_rewritten_event_with_matching_hashes_breaks_the_tree(path):
    """Whoever knows the format can forge a row that agrees with itself, but not the tree."""
    salt, payload = b"s" * 16, b'{"text":"never said"}'
    leaf = seal(replace(made(7), payload=payload), salt, moment(CLOCK.now()))
    columns = {"salt": salt, "payload": payload, "envelope": leaf, "leaf_hash": leaf_hash(leaf)}
    forged = ", ".join(f"{name} = x'{value.hex()}'" for name, value in columns.items())
    tamper(path, f"UPDATE events SET {forged} WHERE position = 7")  # noqa: S608

    found = verdict(path)

    assert "the tree over the leaves" in found.broken.what


def test_a_leaf_that_is_no_envelope(path):
    """A row whose hash fits but whose bytes are no envelope is a break of its own."""
    tamper(
        path,
        f"UPDATE events SET envelope = x'7b7d', leaf_hash = x'{leaf_hash(b'{}').hex()}'"  # noqa: S608
        " WHERE position = 7",
    )
    assert "no envelope" in verdict(path).broken.what


def test_a_moment_that_goes_back(path):
    """Moments of recording only go forward: a well-made row of an earlier day is named."""
    leaf = seal(made(7), b"s" * 16, "2023-01-01T00:00:00.000000Z")
    columns = {
        "salt": b"s" * 16,
        "payload": made(7).payload,
        "envelope": leaf,
        "leaf_hash": leaf_hash(leaf),
    }
    forged = ", ".join(f"{name} = x'{value.hex()}'" for name, value in columns.items())
    tamper(path, f"UPDATE events SET {forged} WHERE position = 7")  # noqa: S608
    found = verdict(path)
    assert (found.broken.position, found.broken.what) == (
        7,
        "it was recorded before the event before it",
    )


def test_verifying_since_an_earlier_size_sees_what_came_after_it_only(path):
    """The quick way trusts the part before it; the whole way finds the break."""
    log = open_log(path, clock=CLOCK)
    since = frontier_at(log, 100)
    log.close()
    tamper(path, "UPDATE events SET payload = flip(payload, 9) WHERE position = 50")
    log = open_log(path, clock=CLOCK)
    assert verify(log, since=since).holds
    assert verify(log, since=since).start == 100
    assert not verify(log).holds
    log.close()


@pytest.mark.parametrize(
    "statement",
    [
        FAR % 999,
        "INSERT INTO tags VALUES ('party:korea', 999)",
        "INSERT INTO tiles VALUES (1, 9, x'00')",
    ],
)
def test_what_stands_beyond_the_head_is_seen_by_whoever_looks_at_the_end_only(path, statement):
    """Rows after the head are found even by the quick way."""
    log = open_log(path, clock=CLOCK)
    since = frontier_at(log, 300)
    assert verify(log, since=since).holds
    tamper(path, statement)
    assert "not there" in verify(log, since=since).broken.what
    log.close()


def test_an_erased_payload_is_gone_from_every_file_and_the_log_holds(path):
    """Not one file keeps the words, and no hash or older proof changes."""
    log = open_log(path, clock=CLOCK)
    before = log.head()
    words = f'{WORDS} 7"'.encode()
    assert any(words in file.read_bytes() for file in path.parent.iterdir()), "negative control"

    erasure = erase(log, "e7", reason="order 12 of the court", authority="a court")

    assert not any(words in file.read_bytes() for file in path.parent.iterdir())
    assert log.at(7).event == ErasedEvent(
        id="e7", type="claim.recorded", version=1, tags=made(7).tags
    )
    assert b"order 12 of the court" in erasure.why.event.payload
    assert [r.position for r in log.read(Query.tagged("claim:7"))] == [7, 300]
    found = verify(log)
    assert found.holds
    assert found.erased == (7,)
    assert frontier_at(log, 300) == before.frontier, "every older proof still stands"
    log.close()


def test_erasing_again_changes_nothing_and_an_erased_event_is_not_recorded_anew(path):
    """The first erasure stands; the id stays taken for ever."""
    log = open_log(path, clock=CLOCK)
    first = erase(log, "e7", reason="order 12")
    head = log.head()

    assert erase(log, "e7", reason="order 13") == first
    assert log.append([made(7)])[0] == log.at(7)
    assert log.head() == head
    assert isinstance(log.find("e7").event, ErasedEvent)
    with pytest.raises(IdTaken):
        log.append([replace(made(7), tags=frozenset())])
    log.close()


def test_an_erasure_that_a_crash_cut_short_is_finished(path):
    """The record came first and the words stayed: asking again takes them away."""
    log = open_log(path, clock=CLOCK)
    erase(log, "e7", reason="order 12")
    tamper(path, "UPDATE events SET payload = x'00', salt = x'00' WHERE position = 7")
    erase(log, "e7", reason="order 12")
    assert isinstance(log.at(7).event, ErasedEvent)
    assert verify(log).holds
    log.close()


def test_words_that_another_program_still_reads_are_said_to_linger_and_go_later(path):
    """It reads the state before the erasure, from the journal, which cannot be emptied then."""
    log = open_log(path, clock=CLOCK, patience=0.05)
    log.append([made(300)])
    words = f'{WORDS} 300"'.encode()
    reader = sqlite3.connect(path)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM events").fetchone()
    with pytest.raises(WordsLinger) as refused:
        erase(log, "e300", reason="order 12")
    assert isinstance(log.find("e300").event, ErasedEvent)
    assert any(words in file.read_bytes() for file in path.parent.iterdir())
    assert "same command again" in refused.value.fix
    reader.close()
    erase(log, "e300", reason="order 12")
    assert not any(words in file.read_bytes() for file in path.parent.iterdir())
    assert verify(log).holds
    log.close()


def test_a_log_in_memory_erases_too():
    """Erasure is part of every backend's contract, not only of the durable ones."""
    log = MemoryLog(clock=CLOCK)
    log.append([made(1), made(2)])
    erase(log, "e2", reason="order 12")
    assert isinstance(log.find("e2").event, ErasedEvent)
    assert verify(log).erased == (1,)


def test_an_event_with_as_many_tags_as_there_may_be_can_be_erased():
    """The erasure has the tags of its event and its own, within what an event may have."""
    log = MemoryLog(clock=CLOCK)
    tags = frozenset(f"claim:{n}" for n in range(64))
    log.append([replace(made(1), tags=tags)])
    assert erase(log, "e1", reason="order 12").position == 0


def test_what_is_not_there_cannot_be_erased(path):
    """An unknown id is an error that names it: nobody is left to think it is gone."""
    log = open_log(path, clock=CLOCK)
    with pytest.raises(NoSuchEvent, match="e999"):
        erase(log, "e999", reason="order 12")
    log.close()
