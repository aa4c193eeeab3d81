"""Kept rows are believed by who made or checked them: several accounts, copies, readers, marks."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from datetime import date

import pytest

from ledger.app import init_ledger, open_ledger
from ledger.board import affected, kept_board, kept_facts
from ledger.board.kept_board import BOARD
from ledger.board.marks import PREFIX
from ledger.board.trust import trust
from ledger.claims import developments as d
from ledger.claims.commands import CaptureDocument, Describe, RecordClaim, Retract
from ledger.claims.entities import Partnership, Party
from ledger.clock import Clocks, SystemClock
from ledger.edtf import parse
from ledger.log import erasure
from ledger.log.backup import backup
from ledger.sources.document import Document

NOW = Clocks(valid_at=date(2024, 8, 1))
SUBJECT = f"{PREFIX}p"


@pytest.fixture(autouse=True)
def _small_are_kept(monkeypatch):
    monkeypatch.setattr(kept_facts, "LEAST", 1)


@pytest.fixture
def folded(monkeypatch):
    """The partnerships that were folded for a board, and those whose facts were gathered."""
    seen, whole, gathered = [], kept_board.steady_rows, kept_facts.facts_of_partnerships

    def rows(log, at, subjects, **more):
        seen.extend(subjects)
        return whole(log, at, subjects, **more)

    def facts(log, wanted, *more, **named):
        seen.extend(wanted)
        return gathered(log, wanted, *more, **named)

    monkeypatch.setattr(kept_board, "steady_rows", rows)
    monkeypatch.setattr(kept_facts, "facts_of_partnerships", facts)
    return seen


@pytest.fixture
def account(monkeypatch, tmp_path):
    """Become another account, with a home of its own."""

    def become(name):
        monkeypatch.setenv("CLAIMS_CHECKED", str(tmp_path / name))
        monkeypatch.setenv("CLAIMS_CUSTODY", str(tmp_path / name / "custody"))

    become("first")
    return become


def document(name, **more):
    return CaptureDocument(
        document=Document(
            id=name, text=f"{name}: They met.", title=name, publisher=name, kind="news",
            published=parse("2024-02-01"), **more,
        )
    )  # fmt: skip


def meeting(name, partnership="p", of="doc"):
    return RecordClaim(
        id=name, document=of, development=d.MeetingHeld(host="a"), quote="They met.",
        partnership=partnership, occurred=parse("2024-02-01"),
    )  # fmt: skip


@pytest.fixture
def database(database, account):  # noqa: ARG001
    """A ledger of two partnerships, its board and its facts read once by the first account."""
    init_ledger(database)
    with open_ledger(database) as ledger:
        ledger.submit(
            [
                *(Describe(entity=Party(id=one, name=one)) for one in "ab"),
                *(Describe(entity=Partnership(id=p, title=p, parties=("a", "b"))) for p in "pq"),
                document("doc"),
                meeting("p-first"),
                meeting("q-first", "q"),
            ]
        )
    asked(database)
    return database


@contextmanager
def quiet(database):
    """A ledger in whose answers nothing is in doubt, by any look."""
    with open_ledger(database) as ledger:
        yield ledger
        assert ledger.doubts == ()


def asked(database):
    """The board, and what is stated of ``p``."""
    with quiet(database) as ledger:
        return board(ledger), stated(ledger)


def board(ledger):
    """How many claims each partnership has on the board."""
    return {row.partnership: row.claims for row in ledger.board(NOW)}


def stated(ledger, clocks=NOW):
    """The claims of ``p``."""
    return [claim.claim.id for claim in ledger.view("p", clocks).claims]


def shelf(database):
    """All that stands there."""
    with open_ledger(database) as ledger:
        return [ledger.log.shelf.read(kind).subjects for kind in (BOARD, kept_facts.FACTS)]


def test_what_an_account_made_it_believes(database, folded):
    """In another process: nothing is folded."""
    asked(database)
    assert folded == []


def test_another_account_checks_once_and_takes_nothing_from_the_first(database, folded, account):
    """The answer is the same, and so are the rows; the first one believes them still."""
    before, right = shelf(database), asked(database)
    account("second")
    assert asked(database) == right
    assert {"p", f"{PREFIX}p", f"{PREFIX}q"} <= set(folded)
    folded.clear()
    assert asked(database) == right
    account("first")
    assert asked(database) == right
    assert folded == []
    assert shelf(database) == before


def test_what_others_record_makes_old_what_it_touches(database, folded, account):
    """Of two accounts that go on by turns, each believes what it made, and looks at the rest."""
    for number, name in enumerate(("second", "first", "second")):
        account(name)
        with quiet(database) as ledger:
            ledger.submit([meeting(f"p-{number}")])
        counts, claims = asked(database)
        assert (counts, len(claims)) == ({"p": number + 2, "q": 1}, number + 2)
    folded.clear()
    asked(database)
    assert folded == []


def test_a_reader_without_a_home_or_the_right_to_write_gets_the_same(database, monkeypatch, folded):
    """The log is asked each time a process begins, once; nobody hears of it."""
    right = asked(database)
    monkeypatch.setenv("CLAIMS_CHECKED", "/dev/null/none")
    with quiet(database) as ledger:
        monkeypatch.setattr("ledger.app.at_hand.answers_at_hand.ROOM", 0)
        assert (board(ledger), stated(ledger)) == right
        assert folded
        folded.clear()
        assert (board(ledger), stated(ledger)) == right
        assert folded == []


def test_no_home_is_no_reason_to_refuse(database, monkeypatch):
    """As of a service under a number without an entry in the list of users."""
    right = asked(database)
    monkeypatch.setenv("CLAIMS_CHECKED", "~nobody-of-this-name/checked")
    assert asked(database) == right


def test_a_copy_and_a_ledger_put_back_to_an_earlier_day_give_no_alarm(tmp_path, account, folded):
    """Each is another place, or another log: looked at once, and believed after that."""
    place = tmp_path / "claims.db"
    init_ledger(place)
    account("first")
    with quiet(place) as ledger:
        ledger.submit([
            *(Describe(entity=Party(id=one, name=one)) for one in "ab"),
            Describe(entity=Partnership(id="p", title="p", parties=("a", "b"))),
            document("doc"),
            meeting("one"),
        ])  # fmt: skip
    asked(place)
    shutil.copy(place, copy := tmp_path / "copy.db")
    with quiet(copy) as ledger:
        ledger.submit([meeting("other")])
    assert asked(copy)[1] == ["one", "other"]
    with quiet(place) as ledger:
        ledger.submit([meeting("two")])
    assert asked(place)[1] == ["one", "two"]
    shutil.copy(copy, place)  # as many events, and others
    folded.clear()
    assert asked(place)[1] == ["one", "other"]
    assert folded
    folded.clear()
    asked(place)
    assert folded == []


def test_a_mark_that_was_set_back_under_an_older_row_is_not_believed(
    database, account, monkeypatch
):
    """The retraction of a document names no partnership: only the mark did."""
    with open_ledger(database) as ledger:
        old = {kind: ledger.log.shelf.look(kind, SUBJECT).subjects[0].position
               for kind in (BOARD, kept_facts.FACTS)}  # fmt: skip
        ledger.submit([Retract(target="doc", by="doc", reason="wrong")])
        with ledger.log.store.writing() as connection:
            text = "UPDATE touched SET position = {} WHERE subject = '{}'"
            for subject in "pq":
                connection.exec_driver_sql(text.format(old[BOARD], PREFIX + subject))
        shelved = ledger.log.shelf.look(kept_facts.FACTS, SUBJECT)
        assert shelved.subjects[0].fresh
        assert (shelved.marked, shelved.doubts) == (shelved.head, ()), "the shelf shows nothing"
    for name in ("first", "second"):
        account(name)
        with open_ledger(database) as ledger:
            assert (board(ledger), stated(ledger)) == ({"p": 0, "q": 0}, [])
            assert len(ledger.doubts) >= 1
    monkeypatch.setattr(affected, "touched_between", lambda *_: {})
    monkeypatch.setattr("ledger.board.trust.Belief.since", lambda *_: -1)
    with open_ledger(database) as ledger:
        assert stated(ledger) == ["p-first"], "the control"


def test_a_rebuild_leaves_rows_that_its_account_and_others_believe(database, folded, account):
    """Made under another name and swapped; where nothing changed, they say the same."""
    account("second")
    asked(database)
    with quiet(database) as ledger:
        ledger.submit([meeting("q-second", "q")])
    asked(database)
    account("first")
    with quiet(database) as ledger:
        ledger.rebuild(NOW.valid_at)
        folded.clear()
        ledger.board(NOW)
    assert folded == []
    account("second")
    with quiet(database) as ledger:
        ledger.board(NOW)
    assert folded == []


def test_rows_of_before_an_account_began_hold_for_no_earlier_position(database, account):
    """It has checked what they say now, and not since when."""
    with quiet(database) as ledger:
        head = ledger.size() - 1
        ledger.submit([meeting("q-second", "q")])
    account("second")
    asked(database)
    with quiet(database) as ledger:
        for known_at in (head, head + 1):
            at = Clocks(valid_at=NOW.valid_at, known_at=known_at)
            assert stated(ledger, at) == ["p-first"]


def test_what_was_made_while_words_were_to_go_is_not_believed_after_that(database, monkeypatch):
    """An order stands in the log, its words do not go yet: nobody may say that a row is true."""
    with open_ledger(database) as ledger:
        record = ledger.log.find("document:doc")
        ledger.log.append([erasure._why(record, "an order", None)])
        monkeypatch.setattr("ledger.app.at_hand.answers_at_hand.ROOM", 0)
        before = ledger.log.shelf.checked.read().rows
        ledger.board(NOW)
        assert ledger.log.shelf.checked.read().rows == before
        ledger.log.erase([record.position])
        assert board(ledger) == {"p": 0, "q": 0}
        assert ledger.doubts == ()


def test_a_backup_is_read_in_its_own_right(tmp_path, account, folded):
    """In another place each row is looked at once, and nobody is told of anything."""
    init_ledger(place := tmp_path / "claims.db")
    account("first")
    with quiet(place) as ledger:
        ledger.submit([Describe(entity=Party(id=one, name=one)) for one in "ab"])
        ledger.submit([Describe(entity=Partnership(id="p", title="p", parties=("a", "b")))])
    right = asked(place)
    backup(place, tmp_path / "copy.db", clock=SystemClock())
    folded.clear()
    assert asked(tmp_path / "copy.db") == right
    assert folded


def test_what_touches_all_makes_each_row_old(database):
    """A party that is called otherwise may be named in any of them."""
    with quiet(database) as ledger:
        again = Party(id="a", name="other")
        ledger.submit([Describe(entity=again, fields=frozenset({"name"}))], replace=True)
        belief = trust(ledger.log, ledger.size() - 1)
        shelved = ledger.log.shelf.read(BOARD)
        assert [belief.has(BOARD, kept) for kept in shelved.subjects] == [False, False]
        ledger.board(NOW)
        shelved, belief = ledger.log.shelf.read(BOARD), trust(ledger.log, ledger.size() - 1)
        assert [belief.has(BOARD, kept) for kept in shelved.subjects] == [True, True]
