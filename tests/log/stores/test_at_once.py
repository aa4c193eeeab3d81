"""PostgreSQL's append by one call: what it refuses goes the long way, and nothing is lost."""

from __future__ import annotations

from datetime import UTC, datetime

import psycopg
import pytest
from sqlalchemy.engine import make_url

from ledger.clock import FixedClock
from ledger.log import Event, init_log, open_log
from ledger.log.failures import ConditionFailed, IdTaken
from ledger.log.proving.verify import verify
from ledger.log.query import AppendCondition, Query
from ledger.log.stores.postgresql.store import PostgresStore
from ledger.log.stores.sql import SqlLog

CLOCK = FixedClock(datetime(2024, 6, 12, 9, tzinfo=UTC))


def event(name: str, words: str = "a") -> Event:
    payload = b'{"words":"%s"}' % words.encode()
    return Event(
        id=name, type="t", version=1, tags=frozenset({"a:b", f"n:{name}"}), payload=payload
    )


@pytest.fixture
def calls(monkeypatch):
    """What each call gave back: whether it recorded."""
    gave = []
    real = PostgresStore.append_at_once

    def heard(self, *values):
        gave.append(real(self, *values))
        return gave[-1]

    monkeypatch.setattr(PostgresStore, "append_at_once", heard)
    return gave


@pytest.fixture
def log(postgres_schema):
    """A log of one event, in a schema of its own."""
    init_log(postgres_schema)
    log = open_log(postgres_schema, clock=CLOCK)
    log.append([event("first")])
    yield log
    log.close()


@pytest.fixture
def other(log, postgres_schema):  # noqa: ARG001 - it begins the log
    """Another process's log on the same schema."""
    other = open_log(postgres_schema, clock=CLOCK)
    yield other
    other.close()


def test_what_follows_is_recorded_by_one_call_and_verifies(log, calls):
    """One event, several, and enough for tiles; tree, tags and head are those of the long way."""
    long = [event(f"{n}", "b" * n) for n in range(300)]
    log.append([long[0]])
    log.append(long[1:300])
    assert calls == [True, True]
    assert [record.event for record in log.read()] == [event("first"), *long]
    assert [record.event for record in log.read(Query.tagged("n:7"))] == [long[7]]
    assert verify(log).holds


def test_a_log_that_another_has_gone_on_with_is_looked_at_again(log, other, calls):
    """The head is not as it was left: the call writes nothing, the long way records."""
    other.append([event("theirs")])
    assert log.append([event("ours")])[0].position == 2
    assert calls == [False]
    log.append([event("more")])
    assert calls == [False, True]
    assert verify(log).holds


def test_a_condition_on_an_earlier_position_is_checked(log, other, calls):
    """By the long way alone; one made on where the log ends can be trusted to the call."""
    size = log.head().size
    guard = AppendCondition(fail_if_events_match=Query.tagged("n:theirs"), after=size - 1)
    other.append([event("theirs")])
    with pytest.raises(ConditionFailed):
        log.append([event("ours")], guard)
    late = AppendCondition(fail_if_events_match=Query.tagged("a:b"), after=log.head().size - 1)
    assert len(log.append([event("ours")], late)) == 1
    assert log.head().size == 3
    assert True not in calls


def test_known_ids_are_answered_and_never_written_twice(log, calls):
    """The same again gives the old record; another content under a known id is refused."""
    (old,) = log.append([event("a")])
    assert log.append([event("a"), event("b")])[0] == old
    with pytest.raises(IdTaken):
        log.append([event("b", "other words")])
    assert calls == [True, False, False]
    assert log.head().size == 3


@pytest.mark.parametrize(
    "act",
    [
        "CREATE TRIGGER z BEFORE INSERT ON tags FOR EACH ROW EXECUTE FUNCTION watch()",
        "ALTER TABLE tags DISABLE TRIGGER tags_in_order",
        "CREATE RULE z AS ON INSERT TO tiles DO ALSO NOTHING",
    ],
)
def test_what_others_put_on_the_tables_is_left_to_the_long_way(
    log, calls, postgres_schema, postgres_url, act
):
    """It reads back what it wrote; the call would have no second look."""
    with psycopg.connect(postgres_url, autocommit=True) as attacker:
        attacker.execute(f"SET search_path TO {make_url(postgres_schema).query['schema']}")
        attacker.execute(
            "CREATE FUNCTION watch() RETURNS trigger LANGUAGE plpgsql"
            " AS $$ BEGIN RETURN NEW; END $$"
        )
        attacker.execute(act)
    log.append([event("a")])
    assert calls == [False]


def test_a_last_event_that_was_changed_stops_the_call(log, calls, postgres_schema, postgres_url):
    """Its envelope is compared with the one that this process wrote."""
    with psycopg.connect(postgres_url, autocommit=True) as attacker:
        attacker.execute(f"SET search_path TO {make_url(postgres_schema).query['schema']}")
        attacker.execute("ALTER TABLE events DISABLE TRIGGER USER")
        attacker.execute(
            "UPDATE events SET envelope ="
            " convert_to(replace(convert_from(envelope, 'UTF8'), '2024-06', '2024-05'), 'UTF8')"
        )
        attacker.execute("ALTER TABLE events ENABLE ALWAYS TRIGGER events_no_update")
        for trigger in ("events_in_order", "events_no_delete", "events_no_truncate"):
            attacker.execute(f"ALTER TABLE events ENABLE ALWAYS TRIGGER {trigger}")
    with pytest.raises(Exception, match="moment is not that of the last event"):
        log.append([event("a")])
    assert calls == [False]


def test_what_runs_with_an_append_runs_in_its_transaction(postgres_schema, calls):
    """What it raises undoes the append, also by one call."""
    init_log(postgres_schema)
    seen = []

    def work(_, recorded):
        seen.append([record.position for record in recorded])
        if len(seen) == 3:
            raise RuntimeError("no")

    log = open_log(postgres_schema, clock=CLOCK, on_append=work)
    assert isinstance(log, SqlLog)
    log.append([event("a")])
    log.append([event("b")])
    with pytest.raises(RuntimeError):
        log.append([event("c")])
    assert log.head().size == 2
    log.append([event("c")])
    assert calls[0] is True
    assert seen == [[0], [1], [2], [2]]
    log.close()
