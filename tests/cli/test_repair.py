"""``claims repair`` as a person meets it: what would be done, then done, and on record."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ledger.clock import FixedClock
from tests.tampering import asked, tampered

AHEAD = FixedClock(datetime(2031, 1, 1, tzinfo=UTC))
LOST = FixedClock(datetime(1969, 12, 31, tzinfo=UTC))


def party(name: str) -> bytes:
    return f"- {{kind: party, id: {name}, name: {name.upper()}}}\n".encode()


@pytest.fixture
def frozen(newsroom):
    """A ledger whose last two events were recorded by a clock that was ahead."""
    assert newsroom("import", "-", stdin=party("b") + party("c"), clock=AHEAD).code == 0
    return newsroom


def test_a_clock_that_is_behind_the_ledger_is_refused_with_the_way_out(frozen):
    """Both moments are named, and both ways on; nothing is recorded."""
    refused = frozen("import", "-", stdin=party("d"), clock=frozen_noon())
    assert refused.code == 5
    assert "this clock says 2024-06-13 12:00:00 UTC" in refused.err
    assert "the last event was recorded at 2031-01-01 00:00:00 UTC" in refused.err
    assert "claims repair" in refused.err
    assert frozen("import", "-", "--json", stdin=party("d")).error["code"] == "clock-behind"


def frozen_noon() -> FixedClock:
    return FixedClock(datetime(2024, 6, 13, 12, tzinfo=UTC))


def test_a_frozen_ledger_is_repaired_after_a_look(frozen):
    """Without --yes nothing is changed; with it the ledger goes on, and shows both moments."""
    size = frozen.head()
    plan = frozen("repair")
    assert plan.code == 1
    assert "were stamped by a clock that was ahead" in " ".join(plan.out.split())
    assert "nothing was changed" in plan.out
    assert frozen.head() == size

    done = frozen("repair", "--yes")
    assert done.code == 0, done.err
    assert f"repair:{size}:clock, position @{size}" in done.out
    shown = frozen("show", f"@{size - 1}")
    assert "recorded  2024-06-13 12:00:00" in shown.out
    assert "stamped   2031-01-01 00:00:00" in shown.out
    data = frozen("show", f"@{size - 1}", "--json").data
    assert (data["recorded_at"][:10], data["stamped"][:10]) == ("2024-06-13", "2031-01-01")
    assert frozen("import", "-", stdin=party("d")).code == 0
    verified = frozen("verify")
    assert verified.code == 0, verified.out
    assert frozen("repair").out.startswith("nothing to repair")


@pytest.mark.parametrize(
    "forgery",
    [
        "UPDATE head SET size = size + 3, frontier = x'00'",
        "UPDATE head SET size = size + 3, frontier = CAST(x'ff1b5b324a0a' AS TEXT)",
        "UPDATE head SET origin = CAST('log' AS BLOB)",
    ],
)
def test_a_head_that_cannot_be_read_leads_out_of_repair_and_not_back_into_it(newsroom, forgery):
    """``verify`` names the damage, ``repair`` says that a backup is the way; no byte is printed."""
    assert newsroom("import", "-", stdin=party("b")).code == 0
    tampered(Path("claims.db"), forgery)
    for command, code in (("verify", 5), ("checkpoint", 5), ("import", 5)):
        broken = newsroom(command, *(["-"] if command == "import" else []), stdin=party("c"))
        assert broken.code == code, broken.out
        assert "is damaged or was tampered with" in broken.err
        assert "\x1b" not in broken.err
        assert "x1b" not in broken.err
    refused = newsroom("repair", "--json")
    assert refused.code == 5
    assert refused.error["code"] == "not-repairable"
    assert "restore a backup" in refused.error["fix"]
    assert "claims repair" not in refused.error["fix"]


@pytest.mark.parametrize(
    "forgery",
    [
        "UPDATE head SET size = size + 1",
        "UPDATE head SET size = 0",
        "UPDATE head SET size = 'junk'",
        "UPDATE head SET frontier = x'00'",
        "UPDATE head SET recorded_at = 4611686018427387904",
        "UPDATE head SET recorded_at = 'junk', size = size + 1",
    ],
)
def test_a_head_that_the_leaves_give_again_is_mended_as_verify_says(newsroom, forgery):
    """``verify`` points to ``repair``, which says what the head held, and does it on ``--yes``."""
    assert newsroom("import", "-", stdin=party("b")).code == 0
    size = newsroom.head()
    tampered(Path("claims.db"), forgery)
    assert "claims repair" in (newsroom("verify").out + newsroom("verify").err)
    plan = newsroom("repair", "--json")
    assert plan.code == 1
    assert [fault["repair"] for fault in plan.data["faults"]] == ["head"]
    assert newsroom("repair", "--yes").code == 0
    verified = " ".join(newsroom("verify").out.split())
    assert f"repaired at position @{size}: " in verified
    assert " head " in verified
    assert newsroom("verify").code == 0
    assert newsroom("import", "-", stdin=party("c")).code == 0


@pytest.mark.parametrize(
    "asked", [("status",), ("why", "p/stage"), ("search", "pact"), ("log",), ("check",)]
)
def test_an_event_that_the_head_counts_and_the_log_lacks_is_missed_by_every_answer(newsroom, asked):
    """No answer states a position that is not there, and the log is not silently shorter."""
    size = newsroom.head()
    longer = next(n for n in range(size + 1, 8 * size) if n.bit_count() == size.bit_count())
    tampered(Path("claims.db"), ("UPDATE head SET size = ?", (longer,)))
    answer = newsroom(*asked)
    assert answer.code == 5, answer.out
    missing = longer - 1 if asked != ("log",) else size
    assert str(missing) in answer.err
    assert "is damaged or was tampered with" in answer.err
    assert f"at position @{size}, there is no event" in newsroom("verify").out


def test_a_dropped_table_of_tiles_is_mended_as_verify_says(newsroom):
    """What guarded it is gone with it; the advice names the one command that brings both back."""
    with closing(sqlite3.connect("claims.db")) as db:
        db.execute("DROP TABLE tiles")
    named = newsroom("verify").out
    assert "the trigger tiles_no_delete is missing; claims repair makes it again" in named
    assert "the table tiles is gone; claims repair mends it" in named
    assert newsroom("repair", "--yes").code == 0
    assert newsroom("verify").code == 0


def test_no_event_is_taken_away_by_a_head_that_is_in_doubt(newsroom):
    """A head that counts too few makes acknowledged events look like ones that others put in."""
    for name in "bcdefg":
        assert newsroom("import", "-", stdin=party(name)).code == 0
    size = newsroom.head()
    (edge,) = asked(Path("claims.db"), "SELECT frontier FROM head")
    for shorter in range(1, size):
        tampered(Path("claims.db"), ("UPDATE head SET size = ?, frontier = x'00'", (shorter,)))
        refused = newsroom("repair", "--yes", "--json")
        assert refused.error["code"] == "not-repairable", shorter
        tampered(Path("claims.db"), ("UPDATE head SET frontier = ?", (edge,)))
    tampered(Path("claims.db"), ("UPDATE head SET size = ?", (size,)))
    assert newsroom("verify").code == 0


@pytest.mark.parametrize("asked", [("status",), ("why", "p/stage"), ("log",), ("export",)])
def test_what_the_head_leaves_out_is_missed_by_every_answer(newsroom, asked):
    """An answer without the last events is told as damage; one next to a stray event stands."""
    for name in "bcdefg":
        assert newsroom("import", "-", stdin=party(name)).code == 0
    size = newsroom.head()
    whole = newsroom(*asked)
    shorter = next(n for n in range(size - 1, 0, -1) if n.bit_count() == size.bit_count())
    tampered(Path("claims.db"), ("UPDATE head SET size = ?", (shorter,)))
    answer = newsroom(*asked)
    assert answer.code == 5, answer.out
    assert f"says that there are {shorter} events, and has the tree of others" in answer.err
    tampered(Path("claims.db"), ("UPDATE head SET size = ?", (size,)), *planted(size))
    assert (newsroom(*asked).code, newsroom(*asked).out) == (whole.code, whole.out)


def planted(size: int) -> tuple[tuple[str, tuple[object, ...]], ...]:
    """An event that others put in beyond the head, as one may who only inserts."""
    columns = "envelope, leaf_hash, salt, payload FROM events WHERE position = ?"
    return ((f"INSERT INTO events SELECT ?, 'claim:z', {columns}", (size, size - 1)),)


def test_an_event_beyond_the_head_is_shown_by_no_name(newsroom):
    """Neither by its id nor by its position; nor is one that is missing called one too far."""
    size = newsroom.head()
    tampered(Path("claims.db"), *planted(size))
    for name in (f"@{size}", "claim:z", "z"):
        shown = newsroom("show", name)
        assert shown.code == 5, name
        assert f"an event stands at a position that is not there: @{size}" in shown.err
    assert newsroom("repair", "--yes").code == 0
    longer = next(n for n in range(size + 2, 8 * size) if n.bit_count() == (size + 1).bit_count())
    tampered(Path("claims.db"), ("UPDATE head SET size = ?", (longer,)))
    missing = newsroom("show", f"@{size + 1}")
    assert missing.code == 5
    assert f"says that there are {longer} events, and @{size + 1} is not there" in missing.err


def test_no_event_is_taken_away_that_was_signed_for(newsroom):
    """A head that was put back as a whole, with the edge of its day: a checkpoint knows better."""
    before = asked(Path("claims.db"), "SELECT size, frontier, recorded_at FROM head")
    assert newsroom("import", "-", stdin=party("b")).code == 0
    assert newsroom("key", "new").code == 0
    assert newsroom("checkpoint").code == 0
    tampered(Path("claims.db"), ("UPDATE head SET size = ?, frontier = ?, recorded_at = ?", before))
    refused = newsroom("repair", "--yes", "--json")
    assert refused.error["code"] == "not-repairable"
    assert "a checkpoint is kept" in refused.error["message"]


def test_a_clock_of_before_1970_is_named_and_not_taken_for_tampering(newsroom):
    """A machine without a battery begins at 1970 or before."""
    refused = newsroom("import", "-", stdin=party("d"), clock=LOST)
    assert refused.code == 5
    assert "before 1970" in refused.err
    assert "tampered" not in refused.err


def test_verify_says_which_repair_applies_and_lists_those_on_record(newsroom):
    """What does not hold comes with what would mend it; what was mended stays in sight."""
    with closing(sqlite3.connect("claims.db")) as database:
        database.execute("INSERT INTO tiles VALUES (1, 0, x'00')")
        database.commit()
    broken = newsroom("verify")
    assert broken.code == 1
    assert "strays" in broken.out
    assert "claims repair" in broken.out
    assert [one["repair"] for one in newsroom("verify", "--json").data["mends"]] == ["strays"]
    assert newsroom("repair", "--yes").code == 0
    held = newsroom("verify")
    assert held.code == 0, held.out
    assert "repaired" in held.out
    (repaired,) = newsroom("verify", "--json").data["repaired"]
    assert repaired["repair"] == "strays"
    assert repaired["evidence"]["file"].startswith("claims.db.repair-")
