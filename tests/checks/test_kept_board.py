"""A forged board: whatever is changed next to the log is not believed, and is named.

On a file and on a real PostgreSQL, by someone who may write to the tables, and who may know how
a row is bound to the log.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date

import attrs
import msgspec
import pytest
from sqlalchemy import text

from ledger.app import init_ledger, open_ledger
from ledger.board import kept_board as projection
from ledger.board import kept_facts, past, trust
from ledger.board.batches import views
from ledger.board.kept_board import BOARD
from ledger.board.marks import MARKS, caught_up
from ledger.board.rows import board_row, in_order
from ledger.checks import kept_board
from ledger.claims import developments as d
from ledger.claims.commands import CaptureDocument, Describe, RecordClaim
from ledger.claims.entities import Partnership, Party
from ledger.clock import Clocks
from ledger.edtf import parse
from ledger.facts.log_reader import all_facts
from ledger.log import erasure
from ledger.log.stores import seals
from ledger.projections.status import PartnershipView
from ledger.projections.weighing.standing_claims import Standing
from ledger.sources.document import Document
from tests.thorough import part

TODAY, PAST = date(2024, 8, 1), date(2024, 1, 15)
NAMES = ("p", "q")
SUBJECT = "partnership:p"


@pytest.fixture(autouse=True)
def _nothing_at_hand(monkeypatch):
    """Each question is asked of what is kept, and of the log."""
    monkeypatch.setattr("ledger.app.at_hand.answers_at_hand.ROOM", 0)


@pytest.fixture
def ledger(database):
    """A ledger with two partnerships of a claim each, its board read once."""
    init_ledger(database)
    with open_ledger(database) as opened:
        document = Document(id="doc", text="They met.", title="doc", publisher="x", kind="news",
                            published=parse("2024-02-01"))  # fmt: skip
        opened.submit(
            [
                *(Describe(entity=Party(id=one, name=one)) for one in "ab"),
                *(
                    Describe(entity=Partnership(id=one, title=one, parties=("a", "b")))
                    for one in NAMES
                ),
                CaptureDocument(document=document),
                *(meeting(one, "first") for one in NAMES),
            ]
        )
        opened.board(Clocks(valid_at=TODAY))
        yield opened


def meeting(partnership, name):
    return RecordClaim(
        id=f"{partnership}-{name}",
        document="doc",
        development=d.MeetingHeld(host="a"),
        quote="They met.",
        partnership=partnership,
        occurred=parse("2024-02-01"),
    )


def scratch(ledger, day):
    """The board as a fold of the whole log gives it."""
    standing = Standing(all_facts(ledger.log), Clocks(valid_at=day))
    views = (PartnershipView(standing=standing, id=one) for one in standing.facts.partnerships)
    return in_order(map(board_row, views))


def run(ledger, statement, **values):
    """What someone does to the tables."""
    with ledger.log.store.writing() as connection:
        of_p = f"subject = '{SUBJECT}'"
        assert connection.execute(text(statement.replace(":p", of_p)), values).rowcount > 0


def forge(ledger, *, knowing, **changes):
    """Put another row in the place of ``p``'s; ``knowing`` binds it to the log as we do."""
    (kept,) = (one for one in ledger.log.shelf.read(BOARD).subjects if one.subject == SUBJECT)
    row = msgspec.json.decode(kept.body)
    row["row"] |= {name: value for name, value in changes.items() if name in row["row"]}
    row |= {name: value for name, value in changes.items() if name in row}
    body = msgspec.json.encode(row, order="sorted")
    position = changes.get("position", kept.position)
    with ledger.log.store.writing() as connection:
        bound = seals.bound(connection, BOARD, [(SUBJECT, position, body)]) if knowing else []
    sealed = bound[0]["body"] if bound else b'{"seal":"%s",' % (b"0" * 64) + body[1:]
    run(
        ledger,
        "UPDATE shelf SET position = :at, body = :body WHERE subject = :subject",
        at=position,
        body=sealed,
        subject=SUBJECT,
    )


FORGED = {
    "title": ({"title": "FORGED", "stage": "in-force"}, False),
    "position": ({"title": "FORGED", "position": 999_999}, False),
    "title, bound as ours": ({"title": "FORGED"}, True),
    "days, bound as ours": ({"since": "0001-01-01"}, True),
    "past, bound as ours": ({"title": "F", "since": "0001-01-01", "until": "2024-01-20"}, True),
    "no days, bound as ours": ({"since": "2024-01-20", "until": "2024-01-10"}, True),
}  # fmt: skip
COLUMNS = {
    "shelf.name": "UPDATE shelf SET name = 'other' WHERE :p",
    "shelf.version": "UPDATE shelf SET version = 99 WHERE :p",
    "shelf.subject": "UPDATE shelf SET subject = 'partnership:ghost' WHERE :p",
    "shelf.position, back": "UPDATE shelf SET position = 0 WHERE :p",
    "shelf.position, ahead": "UPDATE shelf SET position = 999999 WHERE :p",
    "shelf.body": "UPDATE shelf SET body = '' WHERE :p",
    "touched.subject": "UPDATE touched SET subject = 'partnership:ghost' WHERE :p",
    "touched.position, back": "UPDATE touched SET position = 0 WHERE :p",
    "touched.position, ahead": "UPDATE touched SET position = 999999 WHERE :p",
    "bookmark, back": "UPDATE touched SET position = 0 WHERE subject = ''",
    "bookmark, ahead": "UPDATE touched SET position = 999999 WHERE subject = ''",
    "row taken away": "DELETE FROM shelf WHERE :p",
    "mark taken away": "DELETE FROM touched WHERE :p",
    "bookmark taken away": "DELETE FROM touched WHERE subject = ''",
    "all taken away": "DELETE FROM touched",
}
UNSEEN = {
    "shelf.name",
    "shelf.version",
    "row taken away",
    "bookmark, back",
    "bookmark taken away",
    "all taken away",
}
"""What leaves nothing false behind: rows that are missing are made, marks that are made again."""


def whats(ledger):
    return [one.what for one in ledger.verify().breaks]


def test_a_board_that_nobody_touched_holds(ledger):
    """The negative control: nothing is named, nothing is in doubt."""
    assert whats(ledger) == []
    assert ledger.board(Clocks(valid_at=TODAY)) == scratch(ledger, TODAY)
    assert ledger.doubts == ()


@pytest.mark.parametrize("change", part(tuple(COLUMNS), 2))
def test_each_column_changed_in_turn_changes_no_answer_and_is_named(ledger, change):
    """The board is what the log gives, whatever is written to its tables."""
    run(ledger, COLUMNS[change])
    named = whats(ledger)
    assert bool(named) is (change not in UNSEEN), named
    for day in (TODAY, PAST):
        assert ledger.board(Clocks(valid_at=day)) == scratch(ledger, day)
    ledger.submit([meeting("p", "later")])
    assert ledger.board(Clocks(valid_at=TODAY)) == scratch(ledger, TODAY)
    ledger.rebuild(TODAY)
    assert whats(ledger) == [], "a rebuild makes it whole"


@pytest.mark.parametrize("how", FORGED)
def test_a_forged_row_is_named_before_anything_makes_it_anew(ledger, how):
    """For a past day alone, or for all; bound to the log as our own rows are, or not."""
    changes, knowing = FORGED[how]
    forge(ledger, knowing=knowing, **changes)
    assert any(what.startswith("the kept row of p is ") for what in whats(ledger)), whats(ledger)
    ledger.rebuild(TODAY)
    assert whats(ledger) == []


def test_a_row_that_was_held_against_the_log_is_folded_once_for_all_that_it_is_compared_with(
    ledger, monkeypatch
):
    """Until something is recorded; and what the faces show instead of it is named all the same."""
    gathered, clocks = kept_board.Gathered(ledger.log), Clocks(valid_at=TODAY)
    folded = []
    monkeypatch.setattr(
        kept_board, "views", lambda log, at, some, **_: folded.extend(some) or views(log, at, some)
    )
    kept = kept_board.read_board(ledger.log)
    comparisons = [one for part in kept.parts for one in kept_board.compared(gathered, part)]
    assert [] == [*kept.false(gathered, comparisons)]
    board = ledger.board(clocks)
    assert (([], 2), []) == (kept_board.differences(gathered, clocks, board), folded)
    false = [attrs.evolve(row, title="false") for row in board if row.partnership == "p"]
    (shown, hidden), _ = kept_board.differences(gathered, clocks, false)
    assert ("of p is not" in shown, "of q is not" in hidden) == (True, True)
    ledger.submit([meeting("p", "second")])
    assert 2 == kept_board.differences(gathered, clocks, ledger.board(clocks))[1]
    assert ["p", "q"] == folded


def believing(monkeypatch):
    """Take the account's own record away: every row that is bound to the log is believed."""
    monkeypatch.setattr(trust.Belief, "since", lambda *_: -1)


def test_without_folding_kept_rows_again_a_forged_past_would_be_believed(ledger, monkeypatch):
    """The control: the board of today is right, and verify saw no more than that."""
    changes, knowing = FORGED["past, bound as ours"]
    forge(ledger, knowing=knowing, **changes)
    monkeypatch.setattr(kept_board, "_false_on", lambda *_: None)
    believing(monkeypatch)
    assert whats(ledger) == []
    forge(ledger, knowing=knowing, **changes)  # today's reading made it again
    assert ledger.board(Clocks(valid_at=PAST)) != scratch(ledger, PAST)


@pytest.mark.parametrize("how", [how for how, (_, knowing) in FORGED.items() if knowing])
def test_no_forged_row_is_believed_on_any_reading(ledger, monkeypatch, how):
    """Though it is bound to the log as ours are: this account neither made nor checked it."""
    changes, knowing = FORGED[how]
    forge(ledger, knowing=knowing, **changes)
    for day in (TODAY, PAST, TODAY):
        assert ledger.board(Clocks(valid_at=day)) == scratch(ledger, day)
    if how.startswith("title"):
        assert ledger.doubts == ("the kept row of p is not the one that the log gives",)
        with monkeypatch.context() as patch:
            believing(patch)
            assert ledger.board(Clocks(valid_at=TODAY)) != scratch(ledger, TODAY), "the control"
        assert any("of p is not the one" in what for what in whats(ledger)), (
            "it stays, and is named"
        )


def test_a_forged_row_of_a_past_day_is_not_believed(ledger, monkeypatch):
    """Boards of past days have rows of their own, in places of their own."""
    clocks = Clocks(valid_at=PAST)
    right = ledger.board(clocks)
    (name,) = {
        kind.name
        for kind in past.kinds()
        for kept in ledger.log.shelf.read(kind).subjects
        if kept.body is not None
    }
    (kind,) = (kind for kind in past.kinds() if kind.name == name)
    (kept,) = ledger.log.shelf.look(kind, SUBJECT).subjects
    body = kept.body.replace(b'"title":"p"', b'"title":"F"')
    assert body != kept.body
    with ledger.log.store.writing() as connection:
        (row,) = seals.bound(connection, kind, [(SUBJECT, kept.position, body)])
    run(ledger, f"UPDATE shelf SET body = :body WHERE name = '{name}' AND :p", body=row["body"])  # noqa: S608
    assert ledger.board(clocks) == right
    assert ledger.doubts == ("the kept row of p is not the one that the log gives",)
    believing(monkeypatch)
    assert ledger.board(clocks) != right, "the control"


def test_an_erasure_between_the_reading_and_the_fold_is_no_forgery(ledger, monkeypatch):
    """What was read is gone from the shelf then."""
    whole = projection.steady_rows

    def late(*args, **more):
        made = list(whole(*args, **more))
        monkeypatch.setattr(projection, "steady_rows", whole)
        ledger.erase("doc", reason="an order", with_claims=True)
        return [(name, attrs.evolve(row, row=None)) for name, row in made]

    monkeypatch.setattr(projection, "steady_rows", late)
    ledger.board(Clocks(valid_at=TODAY))
    assert ledger.doubts == ()
    assert whats(ledger) == []


def test_values_that_are_none_are_in_doubt_and_never_a_bug(tmp_path):
    """SQLite takes a text for a number, and a number for bytes."""
    init_ledger(tmp_path / "claims.db")
    with open_ledger(tmp_path / "claims.db") as ledger:
        parties = [Describe(entity=Party(id=one, name=one)) for one in "ab"]
        ledger.submit(
            [*parties, Describe(entity=Partnership(id="p", title="p", parties=("a", "b")))]
        )
        clocks = Clocks(valid_at=TODAY)
        right = ledger.board(clocks)
        for table, column in (("shelf", "position"), ("shelf", "body"), ("touched", "position")):
            for value in ("'x'", "x'ff'", "1.5", "5", "''", "9999999999999999999"):
                run(ledger, f"UPDATE {table} SET {column} = {value} WHERE :p")  # noqa: S608
                assert ledger.board(clocks) == right, (table, column, value)
                whats(ledger)
                ledger.rebuild(TODAY)
                assert whats(ledger) == [], (table, column, value)


@pytest.fixture
def facts_kept(ledger, monkeypatch):
    """The facts of ``p`` are kept, and the row is one that is believed."""
    monkeypatch.setattr(kept_facts, "LEAST", 1)
    ledger.status("p", Clocks(valid_at=TODAY))
    assert ledger.log.shelf.look(kept_facts.FACTS, SUBJECT).subjects[0].fresh
    return ledger


def forge_facts(ledger, *, knowing, change=lambda body: body, left_out=1):
    """Leave the last event out of the facts of ``p``; ``knowing`` binds the row as we do."""
    (kept,) = ledger.log.shelf.look(kept_facts.FACTS, SUBJECT).subjects
    whole = []
    kept_facts.facts_of_partnerships(ledger.log, {"p"}, kept.position, noted=whole)
    claims = [record for record in whole if record.event.type == "claim.recorded"]
    body = change(kept_facts.body_of([one for one in whole if one not in claims[:left_out]]))
    rows = [(SUBJECT, kept.position, body)]
    with ledger.log.store.writing() as connection:
        bound = seals.bound(connection, kept_facts.FACTS, rows)[0]["body"]
    sealed = bound if knowing else b'{"seal":"%s",' % (b"0" * 64) + body[1:]
    run(ledger, "UPDATE shelf SET body = :body WHERE name = 'facts' AND :p", body=sealed)


def test_kept_facts_that_nobody_touched_hold(facts_kept):
    """The control: nothing is named, and the row is the one that the log gives."""
    assert whats(facts_kept) == []


@pytest.mark.parametrize("least", [1, kept_board.LEAST])
@pytest.mark.parametrize(
    ("knowing", "change", "named"),
    [
        (False, lambda body: body, "the kept facts of p are in doubt: "),
        (True, lambda body: body, "the kept facts of p are not those that the log gives"),
        (True, lambda _: b'{"events":"@"}', "the kept facts of p cannot be read"),
    ],
)
def test_forged_facts_are_named_and_made_again(
    facts_kept, monkeypatch, *, least, knowing, change, named
):
    """Whoever changed them, and however well: ``verify`` names them, a rebuild mends them."""
    monkeypatch.setattr(kept_board, "LEAST", least)  # gathered with the row, or alone
    forge_facts(facts_kept, knowing=knowing, change=change)
    assert any(what.startswith(named) for what in whats(facts_kept)), whats(facts_kept)
    facts_kept.rebuild(TODAY)
    assert whats(facts_kept) == []


def test_forged_facts_are_not_believed_on_any_reading(facts_kept, monkeypatch):
    """Though they are bound to the log; the control: who believes what is bound is deceived."""
    clocks = Clocks(valid_at=TODAY)
    right, proofs = facts_kept.status("p", clocks), facts_kept.why("p", clocks)
    forge_facts(facts_kept, knowing=True)
    assert facts_kept.status("p", clocks) == right
    assert facts_kept.doubts == ("the kept facts of p are not those that the log gives",)
    facts_kept.forget_doubts()
    assert facts_kept.why("p", clocks) == proofs
    assert facts_kept.doubts == ("the kept facts of p are not those that the log gives",)
    believing(monkeypatch)
    assert facts_kept.status("p", clocks) != right


def test_facts_in_doubt_are_told_and_left_for_verify(facts_kept):
    """Changed by someone who does not know how rows are bound: not made anew in silence."""
    clocks = Clocks(valid_at=TODAY)
    right = facts_kept.status("p", clocks)
    forge_facts(facts_kept, knowing=False)
    for _ in range(2):
        assert facts_kept.status("p", clocks) == right
        (doubt,) = facts_kept.doubts
        assert doubt.startswith("the kept facts of p are in doubt: ")
        facts_kept.forget_doubts()
    assert any(what.startswith(doubt) for what in whats(facts_kept))


def test_forged_facts_are_told_where_a_board_is_made_of_them(facts_kept):
    """A row that is not kept is made of facts that are; what is not believed of them is told."""
    forge_facts(facts_kept, knowing=True)
    run(facts_kept, "DELETE FROM shelf WHERE name = 'board' AND :p")
    assert facts_kept.board(Clocks(valid_at=TODAY)) == scratch(facts_kept, TODAY)
    assert facts_kept.doubts == ("the kept facts of p are not those that the log gives",)


def test_facts_that_another_zlib_packed_are_no_forgery(facts_kept, monkeypatch):
    """Other bytes, the same events: nobody is told of anything."""
    (kept,) = facts_kept.log.shelf.look(kept_facts.FACTS, SUBJECT).subjects
    monkeypatch.setattr(kept_facts, "_SMALL", 0)
    forge_facts(facts_kept, knowing=True, left_out=0)
    (other,) = facts_kept.log.shelf.look(kept_facts.FACTS, SUBJECT).subjects
    assert other.body != kept.body
    facts_kept.status("p", Clocks(valid_at=TODAY))
    assert facts_kept.doubts == ()
    assert whats(facts_kept) == []


def test_an_erasure_empties_what_is_kept_of_partnerships(facts_kept):
    """The words that it takes stand in no row, and what is asked for next is without them."""
    facts_kept.erase("doc", reason="an order", with_claims=True)
    assert facts_kept.log.shelf.look(kept_facts.FACTS, SUBJECT).subjects[0].body is None
    assert facts_kept.status("p", Clocks(valid_at=TODAY)).freshness.documents == 0


def test_facts_that_were_read_before_an_erasure_are_not_kept_after_it(ledger, monkeypatch):
    """An order came before, its words went meanwhile, and others have marked everything again."""
    monkeypatch.setattr(kept_facts, "LEAST", 1)
    log, whole = ledger.log, kept_facts.facts_of_partnerships
    record = log.find("document:doc")
    log.append([erasure._why(record, "an order", None)])

    def slow(*args, **more):
        facts = whole(*args, **more)
        monkeypatch.setattr(kept_facts, "facts_of_partnerships", whole)
        log.erase([record.position])
        caught_up(log, MARKS)
        return facts

    monkeypatch.setattr(kept_facts, "facts_of_partnerships", slow)
    ledger.status("p", Clocks(valid_at=TODAY))
    assert log.shelf.look(kept_facts.FACTS, SUBJECT).subjects[0].body is None
    assert ledger.status("p", Clocks(valid_at=TODAY)).freshness.documents == 0
    assert whats(ledger) == []


def test_an_erasure_waits_for_who_is_putting_rows_down(ledger):
    """What is put down in a transaction that has not ended goes with the words, on every store."""
    log = ledger.log
    record = log.find("document:doc")
    log.append([erasure._why(record, "an order", None)])
    row = {"subject": SUBJECT, "body": b'{"words":1}', "name": "facts", "version": 1, "at": 0}
    put = "INSERT INTO shelf VALUES (:name, :version, :subject, :at, :body)"
    with ThreadPoolExecutor() as other:
        with log.store.writing() as connection:
            connection.execute(text("SELECT size FROM head FOR UPDATE".replace(
                "FOR UPDATE", "" if connection.dialect.name == "sqlite" else "FOR UPDATE"
            )))  # fmt: skip
            connection.execute(text(put), row)
            erased = other.submit(log.erase, [record.position])
            with suppress(TimeoutError):
                erased.result(timeout=0.3)
        erased.result()
    assert log.shelf.look(kept_facts.FACTS, SUBJECT).subjects[0].body is None


def test_what_is_read_of_a_row_and_of_the_log_is_of_one_position(facts_kept, monkeypatch):
    """A party that is called otherwise meanwhile is not called so in an answer of before."""
    clocks = Clocks(valid_at=TODAY)
    before = facts_kept.status("p", clocks)
    whole = kept_facts.events_of

    def late(kept):
        monkeypatch.setattr(kept_facts, "events_of", whole)
        again = Party(id="a", name="LATER")
        facts_kept.submit([Describe(entity=again, fields=frozenset({"name"}))], replace=True)
        return whole(kept)

    monkeypatch.setattr(kept_facts, "events_of", late)
    assert facts_kept.status("p", clocks) == before
    assert facts_kept.status("p", clocks).parties[0].name == "LATER"


def test_facts_of_a_partnership_that_nobody_described_are_named(facts_kept):
    """A row that is forged where no mark is: the log gives nothing of it."""
    (kept,) = facts_kept.log.shelf.look(kept_facts.FACTS, SUBJECT).subjects
    with facts_kept.log.store.writing() as connection:
        rows = [("partnership:ghost", kept.position, kept.body)]
        (row,) = seals.bound(connection, kept_facts.FACTS, rows)
    run(
        facts_kept,
        "INSERT INTO shelf VALUES ('facts', 1, 'partnership:ghost', :at, :body)",
        at=row["position"],
        body=row["body"],
    )
    assert any("of ghost " in what for what in whats(facts_kept)), whats(facts_kept)
    facts_kept.rebuild(TODAY)
    assert whats(facts_kept) == []
