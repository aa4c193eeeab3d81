"""A ledger that was frozen by one clock that was ahead goes on, on record; its bytes stay."""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime, timedelta

import psycopg
import pytest
from sqlalchemy.engine import make_url

from ledger.app import init_ledger, open_ledger
from ledger.claims.commands import Describe
from ledger.claims.entities import Party
from ledger.clock import Clocks, FixedClock, SystemClock
from ledger.log import Event, log_entry
from ledger.log.clock.clock_failures import ClockBehind, ClocksApart
from ledger.log.erasure import erase
from ledger.log.failures import LedgerDamaged
from ledger.log.repairs import record
from ledger.log.stores.migrate import drop_guards, restore_guards

MAY, JUNE, JULY = (datetime(2024, month, 12, 9, tzinfo=UTC) for month in (5, 6, 7))
AHEAD = datetime(2031, 1, 1, tzinfo=UTC)


@pytest.fixture
def place(database):
    """An empty ledger of each kind."""
    init_ledger(database)
    return database


@pytest.fixture
def at(place, tmp_path):
    """Open the ledger at a moment."""

    def opened(moment: datetime):
        clock = FixedClock(moment)
        return open_ledger(place, clock=clock, custody=tmp_path / "custody", recorded_by="ana")

    return opened


def describe(ledger, *names: str) -> None:
    for name in names:
        ledger.submit([Describe(entity=Party(id=name, name=name.upper()))])


def known(ledger, moment: datetime) -> set[str]:
    clocks = Clocks(valid_at=date(2024, 7, 1), known_at=moment)
    return {party.id for party in ledger.parties(clocks)}


@pytest.fixture
def frozen(at):
    """One event in May, and three of a clock that was ahead; July has come."""
    with at(MAY) as ledger:
        describe(ledger, "a")
    with at(AHEAD) as ledger:
        describe(ledger, "b", "c", "d")
    return at


def repair(ledger, tmp_path):
    return ledger.repair(ledger.repair_plan(), tmp_path / "evidence.jsonl")


def test_a_frozen_ledger_refuses_and_says_what_would_be_done(frozen):
    """The way out is named where it is wanted, and nothing is changed by asking."""
    with frozen(JULY) as ledger:
        with pytest.raises(ClockBehind) as refused:
            describe(ledger, "e")
        assert "claims repair" in refused.value.fix
        (fault,) = ledger.repair_plan().faults
        assert fault.repair == "clock"
        assert fault.what.startswith("the events from @1 to @3 were stamped by a clock")
        assert fault.facts == {"from": 1, "upto": 3, "after": MAY.isoformat()}
        assert ledger.log.head().size == 4


def test_a_repaired_ledger_goes_on_from_the_true_clock(frozen, tmp_path):
    """The repair is an event whose moment goes back; that moment holds for what was stamped."""
    with frozen(JULY) as ledger:
        before = list(ledger.log.stored())
        done = repair(ledger, tmp_path)
        (on_record,) = record.recorded(ledger.log)
        position, repaired = on_record.position, on_record.repaired
        assert (position, repaired.repair) == (4, "clock")
        assert repaired.facts == {"from": 1, "upto": 3, "after": MAY.isoformat()}
        assert done.events[0].recorded_at == JULY
        moments = [(one.recorded_at, one.stamped) for one in ledger.log.read()]
        assert moments == [(MAY, None), *[(JULY, AHEAD)] * 3, (JULY, None)]
        assert ledger.log.find(before[1].event_id).recorded_at == JULY
        assert ledger.log.at(2).stamped == AHEAD
        assert list(ledger.log.stored())[:4] == before, "what is stored never changes"
        assert ledger.repair_plan().faults == ()
        assert ledger.verify().breaks == ()
        describe(ledger, "e")
        assert ledger.log.at(5).recorded_at == JULY
        assert ledger.verify().breaks == ()
        assert log_entry.entry(ledger.log.at(1)).stamped == AHEAD


def test_no_answer_of_before_the_repair_changes(frozen, tmp_path):
    """By the recorded clock, what a clock that was ahead stamped is known from the repair on."""
    with frozen(JULY) as ledger:
        earlier = known(ledger, JUNE)
        repair(ledger, tmp_path)
        assert known(ledger, JUNE) == earlier == {"a"}
        assert known(ledger, JULY) == {"a", "b", "c", "d"}


def test_a_reader_that_was_open_sees_the_repair_of_another(frozen, tmp_path):
    """Which moments hold is read in the same snapshot as the events."""
    with frozen(JULY) as reader, frozen(JULY) as ledger:
        assert reader.log.at(1).recorded_at == AHEAD
        repair(ledger, tmp_path)
        assert reader.log.at(1).recorded_at == JULY
        assert reader.verify().breaks == ()


def test_a_repair_by_a_clock_that_was_itself_ahead_is_repaired_again(frozen, tmp_path):
    """The last repair holds; an earlier one stands within its range."""
    with frozen(datetime(2027, 1, 1, tzinfo=UTC)) as ledger:
        repair(ledger, tmp_path)
    with frozen(JULY) as ledger:
        describe_refused(ledger)
        repair(ledger, tmp_path)
        assert [one.recorded_at for one in ledger.log.read()] == [MAY, *[JULY] * 5]
        assert ledger.verify().breaks == ()
        assert ledger.verify(quick=True).breaks == ()
        ledger.new_key()
        ledger.checkpoint()
    with frozen(AHEAD) as ledger:
        describe(ledger, "g")
    with frozen(JULY + timedelta(days=1)) as ledger:
        repair(ledger, tmp_path)
        assert ledger.verify(quick=True).breaks == ()
        assert ledger.verify().breaks == ()


def describe_refused(ledger) -> None:
    with pytest.raises(ClockBehind):
        describe(ledger, "e")


def test_a_whole_ledger_from_its_first_event_on_is_repaired(at, tmp_path):
    """Where no event is of the true clock, the repair's moment holds for all."""
    with at(AHEAD) as ledger:
        describe(ledger, "a")
    with at(JULY) as ledger:
        repair(ledger, tmp_path)
        assert [one.recorded_at for one in ledger.log.read()] == [JULY, JULY]
        assert ledger.verify().breaks == ()


def test_an_erased_repair_still_holds(frozen, tmp_path):
    """What it names stands in its envelope, which nothing takes away."""
    with frozen(JULY) as ledger:
        repair(ledger, tmp_path)
        erase(ledger.log, ledger.log.at(4).event.id, reason="an order")
        assert ledger.log.at(1).recorded_at == JULY
        assert ledger.verify().breaks == ()


def test_a_clock_within_the_tolerance_is_no_fault(frozen):
    """Negative control: nothing is to be repaired where one can record."""
    with frozen(AHEAD - timedelta(minutes=9)) as ledger:
        assert ledger.repair_plan().faults == ()
        describe(ledger, "e")


def test_a_server_does_not_let_a_clock_that_is_behind_repair(
    postgres_schema, tmp_path, monkeypatch
):
    """To repair by a wrong clock would set back what was recorded at the true one."""
    init_ledger(postgres_schema)
    with open_ledger(postgres_schema, custody=tmp_path) as ledger:
        describe(ledger, "a")
        late = SystemClock().now() - timedelta(days=3)
        monkeypatch.setattr(SystemClock, "now", lambda _: late)
        with pytest.raises(ClocksApart):
            repair(ledger, tmp_path)
        assert ledger.log.head().size == 1


def tampered(place: str, *statements: str) -> None:
    """As the owner can who takes the triggers away meanwhile."""
    if "://" not in place:
        with sqlite3.connect(place) as db:
            rows = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = rows.fetchall()
            for name, _ in triggers:
                db.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                db.execute(statement)
            for _, words in triggers:
                db.execute(words)
        db.close()
        return
    url = make_url(place)
    schema = url.query["schema"]
    bare = url.difference_update_query(["schema"]).render_as_string(hide_password=False)
    with psycopg.connect(bare) as connection:
        connection.execute(f"SET search_path = {schema}")
        for table in ("head", "events", "tags"):
            connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in statements:
            connection.execute(statement)


def stepped_back(place: str, at, *tags: str) -> None:
    """An event of July behind events of 2031, written by one who has the triggers away."""
    tampered(place, "UPDATE head SET recorded_at = 0")
    with at(JULY) as ledger:
        payload = b'{"done":[],"faults":1,"found":[],"repair":"clock"}'
        event = Event(id="x", type=record.TYPE, version=1, tags=frozenset(tags), payload=payload)
        ledger.log.amend(lambda _: None, lambda _: [event])


@pytest.mark.parametrize(
    "tags",
    [
        (),
        ("moments:1-3",),
        ("repair:clock",),
        ("repair:clock", "moments:0-3"),
        ("repair:clock", "moments:2-3"),
        ("repair:clock", "moments:1-2"),
        ("repair:clock", "moments:1-4"),
        ("repair:clock", "moments:1-3", "moments:2-3"),
        ("repair:clock", "moments:01-3"),
    ],
)
def test_no_other_step_back_is_accepted(frozen, place, tags):
    """A step back holds only if it names all the events that bear later moments, and no other."""
    stepped_back(place, frozen, *tags)
    with frozen(JULY) as ledger:
        assert ledger.log.at(1).recorded_at == AHEAD
        broken = [one for one in ledger.verify().breaks if one.position == 4]
        assert broken


def test_the_step_back_as_it_should_be_is_accepted(frozen, place):
    """Negative control of the test before."""
    stepped_back(place, frozen, "repair:clock", "moments:1-3")
    with frozen(JULY) as ledger:
        assert [one for one in ledger.verify().breaks if one.position is not None] == []


def test_a_repair_of_moments_that_are_not_ahead_is_named_and_changes_nothing(at):
    """Nobody moves what others recorded to a later day by a word of repair."""
    with at(MAY) as ledger:
        describe(ledger, "a", "b")
    with at(JULY) as ledger:
        tags = frozenset({"repair:clock", "moments:0-1"})
        ledger.log.append([Event(id="x", type=record.TYPE, version=1, tags=tags, payload=b"{}")])
        assert ledger.log.at(0).recorded_at == MAY
        assert [(one.position, one.what) for one in ledger.verify().breaks] == [
            (2, "it repairs moments that are not as it says")
        ]


def test_a_head_that_was_moved_ahead_is_named_at_the_append_and_by_verify(at, place, tmp_path):
    """The next event does not take the head's moment; who repairs it leaves that on record."""
    with at(MAY) as ledger:
        describe(ledger, "a")
        tampered(place, "UPDATE head SET recorded_at = recorded_at + 86400000000")
        for _ in range(2):
            with pytest.raises(LedgerDamaged, match="the head's moment is not that of the last"):
                describe(ledger, "b")
            assert "the head's moment" in ledger.verify().breaks[0].what
    with at(JULY) as ledger:
        repair(ledger, tmp_path)
        repaired = {one.repaired.repair: one.repaired for one in record.recorded(ledger.log)}
        assert repaired["head-moment"].facts["last"].startswith("2024-05-12T09:00:00")
        assert ledger.verify().breaks == ()
        describe(ledger, "b")


def test_a_head_that_was_moved_under_a_program_that_was_recording_is_named(at, place):
    """Each append looks, not the first of a program alone."""
    with at(MAY) as ledger:
        describe(ledger, "a", "b")
        tampered(place, "UPDATE head SET recorded_at = recorded_at + 1")
        with pytest.raises(LedgerDamaged, match="the head's moment"):
            describe(ledger, "c")


def test_guards_stand_again_after_a_repair(frozen, tmp_path):
    """They are put aside within the repair's own transaction alone."""
    with frozen(JULY) as ledger:
        repair(ledger, tmp_path)
        assert ledger.log.unguarded() == ()
        with ledger.log.store.writing() as connection:
            drop_guards(connection)
            assert ledger.log.store.unguarded(connection)
            restore_guards(connection)
        assert ledger.log.unguarded() == ()
