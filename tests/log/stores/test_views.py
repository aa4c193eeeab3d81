"""The SQL views: documented column by column, the same on both databases, true of what is there."""

from __future__ import annotations

import asyncio
import json
import re
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import attrs
import pandas as pd
import pytest
from datasette.app import Datasette
from sqlalchemy import text

from ledger.app.ledger import Ledger
from ledger.claims.commands import Describe, JudgeParties, RecordClaim
from ledger.claims.developments import RequirementStated
from ledger.claims.entities import Party
from ledger.clock import Clocks, FixedClock
from ledger.log import init_log, open_log, opening
from ledger.log.erasure import erase
from tests.conftest import Desk

PAGE = Path(__file__).parents[3] / "docs" / "tables.md"
DAY = date(2024, 8, 1)
CLOCK = FixedClock(datetime(2024, 7, 1, 9, tzinfo=UTC))


def told() -> Desk:
    """A claim that was retracted, one corrected, one disputed, a hurdle, what is to be erased."""
    desk = Desk()
    desk.tell(
        Describe(entity=Party(id="a", name="A", aliases=("The A",), type="state")), replace=True
    )
    desk.tell(JudgeParties(party="a", other="b", verdict="different", reason="two states"))
    desk.document("m", "2024-05-01")
    desk.document("n", "2024-06-01")
    desk.document("gone", "2024-06-02")
    desk.claim(
        "m",
        RequirementStated(hurdle="h", title="a licence", on=("a", "b"), blocks=("i",)),
        "2024-05",
        modality="required",
    )
    wrong = desk.count("m", 8, "2024-04-30")
    becomes = RecordClaim(
        document="m", development=desk_count(9), quote="statement 30.", partnership="p"
    )
    desk.correct(wrong, "m", becomes)
    desk.dispute(desk.count("n", 9, "2024-05-31", note="a note"), "a")
    desk.retract(desk.count("n", 10, "2024-05-31"), "n", document="n")
    desk.claim("gone", desk_count(3), anonymous=True)
    return desk


def desk_count(count: int):
    """A count of deposits."""
    from ledger.claims.developments import ConsentsCounted  # noqa: PLC0415 - next to its only use

    return ConsentsCounted(instrument="i", count=count, required=11, stage="deposited")


@attrs.frozen
class Place:
    """A ledger of one database, and questions to it."""

    location: str

    def rows(self, view: str) -> list[dict[str, object]]:
        """All rows of a view."""
        store = opening._store(self.location, patience=5)
        try:
            with store.reading() as connection:
                return [
                    dict(row._mapping)
                    for row in connection.execute(text(f"SELECT * FROM {view}"))  # noqa: S608 - of the page
                ]
        finally:
            store.close()

    def ledger(self) -> Ledger:
        """The same, open."""
        return Ledger(open_log(self.location, clock=CLOCK), clock=CLOCK)


@pytest.fixture(scope="module")
def memory() -> Desk:
    """The desk whose events are put into each database."""
    return told()


def filled(location: str, desk: Desk) -> Place:
    """A ledger with all that the desk recorded; one document and its claim are erased."""
    init_log(location)
    with closing(open_log(location, clock=CLOCK)) as log:
        log.append([record.event for record in desk.ledger.log.read()])
        for name in ("document:gone", *_claims_in(log, "gone")):
            erase(log, name, reason="by order")
    return Place(location)


def _claims_in(log, document: str) -> list[str]:
    return [
        record.event.id
        for record in log.read()
        if record.event.type == "claim.recorded" and f"document:{document}" in record.event.tags
    ]


@pytest.fixture
def place(database, memory) -> Place:
    """The ledger in each database."""
    return filled(database, memory)


def documented() -> dict[str, list[str]]:
    """The columns of each view, as the page has them."""
    views: dict[str, list[str]] = {}
    for line in PAGE.read_text().splitlines():
        if heading := re.fullmatch(r"### `(\w+)`", line):
            views[heading[1]] = []
        elif column := re.match(r"\| `(\w+)` \| \S", line):
            views[list(views)[-1]].append(column[1])
    return views


def test_every_view_and_column_is_on_the_page_in_its_order(place):
    """The page describes what the database has, and the database has what the page describes."""
    kept = place.ledger()
    kept.board(Clocks(valid_at=DAY))
    kept.close()
    for view, columns in documented().items():
        assert [*place.rows(view)[0]] == columns, view
    store = opening._store(place.location, patience=5)
    views = "SELECT name FROM sqlite_master WHERE type = 'view'"
    if "://" in place.location:
        views = "SELECT viewname FROM pg_views WHERE schemaname = current_schema()"
    with store.reading() as connection:
        assert set(connection.execute(text(views)).scalars()) == set(documented())
    store.close()


def test_both_databases_give_the_same_rows(tmp_path, postgres_schema, memory):
    """Value by value and in their types; lists and objects as JSON."""
    file, server = filled(str(tmp_path / "claims.db"), memory), filled(postgres_schema, memory)
    for view in documented():
        assert _sorted(file.rows(view)) == _sorted(server.rows(view)), view


def _sorted(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """Rows in one order, what is JSON read, what a moment says left out."""
    plain = [{name: _read(value) for name, value in row.items()} for row in rows]
    return sorted(plain, key=lambda row: json.dumps(row, sort_keys=True, default=str))


def _read(value: object) -> object:
    return json.loads(value) if isinstance(value, str) and value[:1] in {"[", "{"} else value


def test_acts_are_counted_on_their_claim_and_nothing_is_judged(place):
    """Of each act on a claim there is a row, and a count with the claim; no row says it stands."""
    claims = place.rows("claims_v1")
    for act, column in (("correction", "corrections"), ("dispute", "disputes")):
        (target,) = [row["target"] for row in place.rows("acts_v1") if row["act"] == act]
        assert [row["claim"] for row in claims if row[column] == 1] == [target]
    (retraction,) = [row for row in place.rows("acts_v1") if row["act"] == "retraction"]
    assert [row["claim"] for row in claims if row["retractions"]] == [retraction["target"]]
    assert "stands" not in claims[0]


def test_what_was_erased_leaves_its_row_and_no_words(place):
    """The ids stay, as in the log; nothing that was said is there."""
    for view, key in (("documents_v1", "document"), ("claims_v1", "claim")):
        (row,) = [row for row in place.rows(view) if row["erased"]]
        left = {name for name, value in row.items() if value not in (None, 0)}
        assert left == {key, "position", "recorded_at", "erased"}
    assert not [row for row in place.rows("hurdles_v1") if row["erased"]]


def test_a_row_of_the_board_says_when_it_is_old(place):
    """Fresh once it was made; not fresh when an event came that touches it."""
    assert place.rows("status_v1") == [], "nobody asked yet"
    ledger = place.ledger()
    (kept,) = ledger.board(Clocks(valid_at=DAY))
    (row,) = place.rows("status_v1")
    assert (row["fresh"], row["partnership"], row["stage"]) == (1, "p", str(kept.stage))
    assert (row["outstanding"], row["claims"]) == (kept.outstanding, kept.claims)
    assert row["holds_from"] <= "2024-08-01" < row["holds_before"]
    (claim,) = [
        row["claim"]
        for row in place.rows("claims_v1")
        if row["quote"] is not None and row["disputes"] == 1
    ]
    desk = Desk.__new__(Desk)
    desk.ledger = ledger
    desk.retract(claim, "n", document="n")
    (row,) = place.rows("status_v1")
    assert row["fresh"] == 0
    ledger.close()


def test_a_payload_that_is_no_json_takes_no_view_down(tmp_path, memory):
    """Damage is for verify to name; the other rows are read."""
    place = filled(str(tmp_path / "claims.db"), memory)
    with closing(sqlite3.connect(place.location)) as connection:
        connection.execute("DROP TRIGGER events_no_update")
        connection.execute("UPDATE events SET payload = X'7B00FF' WHERE event_id LIKE 'claim:%'")
        connection.commit()
    assert {row["kind"] for row in place.rows("claims_v1")} == {None}
    assert place.rows("documents_v1")


def test_pandas_reads_them(tmp_path, memory):
    """As a colleague does: numbers are numbers, and a join finds the publisher."""
    place = filled(str(tmp_path / "claims.db"), memory)
    asked = """
        SELECT claims_v1.*, publisher FROM claims_v1
        JOIN documents_v1 USING (document) WHERE claims_v1.retractions = 0
    """
    with closing(sqlite3.connect(f"file:{place.location}?mode=ro", uri=True)) as connection:
        frame = pd.read_sql(asked, connection)
    assert frame["position"].dtype == "int64"
    assert set(frame["publisher"]) == {"m", "n"}
    assert frame.groupby("kind").size().to_dict() == {
        "consents-counted": 3,
        "requirement-stated": 1,
    }


def test_datasette_serves_them(tmp_path, memory):
    """Every view answers in Datasette, over a file that it opens read only."""
    place = filled(str(tmp_path / "claims.db"), memory)
    asyncio.run(_served(place.location))


async def _served(location: str) -> None:
    served = Datasette([location])
    for view in documented():
        reply = await served.client.get(f"/claims/{view}.json?_shape=array")
        assert reply.status_code == 200, (view, reply.text)
    reply = await served.client.get("/claims/claims_v1.json?_shape=array&disputes=1")
    assert [row["note"] for row in reply.json()] == ["a note"]
