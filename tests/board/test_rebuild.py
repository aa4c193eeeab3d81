"""A rebuild works next to the old tables: nobody waits for it, and nothing is lost to it.

On a file and on a real PostgreSQL. What the board should show is always a fold of the whole log.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from datetime import date

import attrs
import pytest

from ledger.app import Ledger, init_ledger, open_ledger
from ledger.board import kept_board as projection
from ledger.board import marks
from ledger.board import rebuild as rebuilding
from ledger.board.affected import mark_appended
from ledger.board.kept_board import BOARD
from ledger.board.rebuild import RebuildOvertaken, Rebuilt
from ledger.board.rows import board_row, in_order
from ledger.claims import developments as d
from ledger.claims.as_json import plain
from ledger.claims.commands import CaptureDocument, Describe, RecordClaim
from ledger.claims.entities import Partnership, Party
from ledger.clock import Clocks, SystemClock
from ledger.edtf import parse
from ledger.facts.log_reader import all_facts
from ledger.log import failures, open_log
from ledger.log.erasure import erase
from ledger.log.format import canonical
from ledger.log.stores import seals
from ledger.log.stores.kept_rows import _LOCK, mark
from ledger.projections.status import PartnershipView
from ledger.projections.weighing.standing_claims import Standing
from ledger.sources.document import Document

DAY = date(2024, 8, 1)
TODAY = Clocks(valid_at=DAY)
NAMES = [f"p{number}" for number in range(12)]
BESIDE = attrs.evolve(BOARD, name="board-beside")


@pytest.fixture(autouse=True)
def _every_row_is_believed(monkeypatch):
    """Whoever put it there, so that it shows which rows are read; ``test_trust`` has who may."""
    monkeypatch.setattr("ledger.board.trust.Belief.since", lambda *_: -1)


@pytest.fixture(autouse=True)
def _nothing_at_hand(monkeypatch):
    """Each question is asked of what is kept, and of the log."""
    monkeypatch.setattr("ledger.app.at_hand.answers_at_hand.ROOM", 0)


@pytest.fixture
def place(database) -> str:
    """A ledger with a dozen partnerships of a claim each, its board read once."""
    init_ledger(database)
    with open_ledger(database) as ledger:
        ledger.submit(
            [
                *(Describe(entity=Party(id=one, name=one)) for one in "ab"),
                *(
                    Describe(entity=Partnership(id=one, title=one, parties=("a", "b")))
                    for one in NAMES
                ),
                CaptureDocument(
                    document=Document(
                        id="doc",
                        text="They met.",
                        title="doc",
                        publisher="x",
                        kind="news",
                        published=parse("2024-02-01"),
                    )
                ),
                *(claim(one, "first") for one in NAMES),
            ]
        )
        ledger.board(TODAY)
    return database


@pytest.fixture
def ledger(place):
    with open_ledger(place) as opened:
        yield opened


def claim(partnership: str, name: str) -> RecordClaim:
    return RecordClaim(
        id=f"{partnership}-{name}",
        document="doc",
        development=d.MeetingHeld(host="a"),
        quote="They met.",
        partnership=partnership,
    )


def scratch(ledger):
    """The board as a fold of the whole log gives it."""
    facts = all_facts(ledger.log)
    standing = Standing(facts, TODAY)
    views = (PartnershipView(standing=standing, id=one) for one in facts.partnerships)
    return in_order(map(board_row, views))


def counts(ledger):
    return {row.partnership: row.claims for row in ledger.board(TODAY)}


def forge(ledger, **wrong: object) -> None:
    """Put a row on the board that the log does not give."""
    (kept,) = (one for one in ledger.log.shelf.read(BOARD).subjects if one.subject.endswith(":p3"))
    row = canonical.decode(kept.body)
    row["row"] |= wrong
    ledger.log.shelf.keep(BOARD, [(kept.subject, kept.position, canonical.encode(plain(row)))])


def half_way(monkeypatch, then, *, at: int = 6, times: int = 1) -> list[str]:
    """Do something in the middle of a rebuild; the partnerships that were made come back."""
    made: list[str] = []
    whole = projection.steady_row

    def steady_row(view):
        made.append(view.id)
        if len(made) % len(NAMES) == at and len(made) <= times * len(NAMES):
            then()
        return whole(view)

    monkeypatch.setattr(projection, "steady_row", steady_row)
    return made


def test_a_rebuild_makes_every_row_and_says_up_to_where(ledger):
    """Every row is of the head, fresh, and what a fold of the whole log gives."""
    head = ledger.log.head().size - 1
    assert ledger.rebuild(DAY) == Rebuilt(partnerships=len(NAMES), position=head)
    shelved = ledger.log.shelf.read(BOARD)
    assert [one.position for one in shelved.subjects] == [head] * len(NAMES)
    assert all(one.fresh for one in shelved.subjects)
    assert ledger.board(TODAY) == scratch(ledger)


def test_readers_see_the_old_rows_until_all_of_the_new_take_their_place(ledger, place, monkeypatch):
    """A row that is wrong is seen as long as the old table stands, and never after."""
    forge(ledger, claims=77)
    seen: list[int] = []

    def look() -> None:
        with open_ledger(place) as other:
            seen.append(next(one.claims for one in other.board(TODAY) if one.partnership == "p3"))

    swap = type(ledger.log.shelf).swap

    def watched(self, *args, **more):
        look()
        done = swap(self, *args, **more)
        look()
        return done

    monkeypatch.setattr(type(ledger.log.shelf), "swap", watched)
    ledger.rebuild(DAY)
    assert seen == [77, 1]
    assert ledger.board(TODAY) == scratch(ledger)


def test_writers_do_not_wait_for_a_rebuild(ledger, place, monkeypatch):
    """A writer of no patience records in the middle of one, and its claim is in the rows."""

    def record() -> None:
        with impatient(place) as other:
            other.submit([claim("p1", "meanwhile"), claim("p9", "meanwhile")])

    made = half_way(monkeypatch, record)
    ledger.rebuild(DAY)
    assert sorted(made[len(NAMES) :]) == ["p1", "p9"], "only what was touched is made again"
    shelved = ledger.log.shelf.read(BOARD)
    assert all(one.fresh for one in shelved.subjects)
    assert counts(ledger)["p1"] == 2
    assert ledger.board(TODAY) == scratch(ledger)


def test_a_rebuild_that_held_the_ledger_would_be_seen_to_block(ledger, place, monkeypatch):
    """The negative control: where the rebuild keeps the lock, the same writer gets nowhere."""

    def record() -> None:
        with ledger.log._store.writing() as connection, impatient(place) as other:
            connection.execute(_LOCK)
            other.submit([claim("p1", "meanwhile")])

    half_way(monkeypatch, record)
    with pytest.raises(failures.LedgerBusy):
        ledger.rebuild(DAY)


def impatient(place: str) -> Ledger:
    """A ledger for a writer that waits for a twentieth of a second."""
    clock = SystemClock()
    log = open_log(place, clock=clock, on_append=mark_appended, patience=0.05)
    return Ledger(log, clock=clock)


def is_kept_in_parallel(ledger: Ledger, place: str, recorded: list[int], *, marks: bool | None):
    """Whether the board is what the log gives after rebuilds next to a writer."""

    def unmarked(connection, events):
        mark(connection, {}, after=events[0].position - 1, upto=events[-1].position)

    stop = threading.Event()
    before = len(recorded)

    def write() -> None:
        clock = SystemClock()
        log = open_log(place, clock=clock, on_append=mark_appended if marks else unmarked)
        with Ledger(log, clock=clock) as other:
            while not stop.is_set() or len(recorded) == before:
                name = NAMES[len(recorded) % len(NAMES)]
                other.submit([claim(name, str(len(recorded)))])
                recorded.append(1)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        done = [ledger.rebuild(DAY) for _ in range(5)]
    finally:
        # One at least begins after the last rebuild.
        enough = max(before + len(NAMES), len(recorded) + 2)
        while len(recorded) < enough:
            stop.wait(0.01)
        stop.set()
        writer.join()
    assert all(rebuilt.partnerships == len(NAMES) for rebuilt in done)
    return ledger.board(TODAY) == scratch(ledger)


@pytest.mark.parametrize("marks", [True, False, None], ids=["marks", "unmarked", "control"])
def test_nothing_is_lost_to_a_writer_in_parallel(ledger, place, marks, monkeypatch):
    """A thread records all the while, and marks what it touches, or only moves the bookmark.

    A mark counts for no less than the last event with its tag; in the control it is believed.
    """
    if marks is None:
        monkeypatch.setattr(seals, "_touched", lambda mark, head: mark[0] if mark else head)
        monkeypatch.setattr(seals, "_doubts", lambda *_: ())

    recorded: list[int] = []
    rounds = 1 if marks is not None else 20  # the control loses in most rounds, not in each
    kept = all(is_kept_in_parallel(ledger, place, recorded, marks=marks) for _ in range(rounds))
    assert kept is (marks is not None)
    assert sum(row.claims for row in scratch(ledger)) == len(NAMES) + len(recorded)


HALF = """
import sys
from datetime import date
from ledger.app import open_ledger
from ledger.board import kept_board as shelf, marks
whole, made = shelf.steady_row, []
marks._TOGETHER = 1
def steady_row(view):
    made.append(view.id)
    if len(made) == 6:
        print("half-way", flush=True)
        sys.stdin.readline()
    return whole(view)
shelf.steady_row = steady_row
with open_ledger(sys.argv[1]) as ledger:
    ledger.rebuild(date(2024, 8, 1))
print("done", flush=True)
"""


def half_done(place: str) -> subprocess.Popen[str]:
    """A rebuild in a process of its own that waits half-way."""
    command = [sys.executable, "-c", HALF, place]
    started = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert started.stdout.readline() == "half-way\n"
    return started


def test_one_that_is_killed_leaves_the_old_rows_and_can_be_run_again(ledger, place):
    """What it had made stands aside, where no reader looks, until the next one drops it."""
    forge(ledger, claims=77)
    before = ledger.log.shelf.read(BOARD)
    with half_done(place) as killed:
        killed.send_signal(signal.SIGKILL)
    assert ledger.log.shelf.read(BOARD) == before
    assert counts(ledger)["p3"] == 77
    left = [one.subject for one in ledger.log.shelf.read(BESIDE).subjects if one.body is not None]
    assert len(left) == 5, "it was killed half-way and not before"

    assert ledger.rebuild(DAY).partnerships == len(NAMES)
    assert all(one.body is None for one in ledger.log.shelf.read(BESIDE).subjects)
    assert ledger.board(TODAY) == scratch(ledger)


def test_one_that_was_overtaken_begins_again(ledger, place):
    """Of two at once the first swaps, and the other finds its rows gone: it makes them again."""
    with half_done(place) as slow:
        assert ledger.rebuild(DAY).partnerships == len(NAMES)
        said, _ = slow.communicate("go on\n")
    assert said == "done\n"
    assert slow.returncode == 0
    assert ledger.board(TODAY) == scratch(ledger)


def test_rows_that_someone_else_drops_are_made_again(ledger, monkeypatch):
    """In the middle of the work: it goes on until all rows are there."""
    monkeypatch.setattr(marks, "_TOGETHER", 1)
    made = half_way(monkeypatch, lambda: ledger.log.shelf.drop(BESIDE))
    ledger.rebuild(DAY)
    assert len(made) == len(NAMES) + 5
    assert ledger.board(TODAY) == scratch(ledger)


def test_one_that_is_overtaken_again_and_again_gives_up_and_says_so(ledger, monkeypatch):
    """It ends, with an error, and the old rows stay in use."""
    before = ledger.log.shelf.read(BOARD)
    swap = type(ledger.log.shelf).swap

    def late(self, *args, **more):
        self.drop(BESIDE)
        return swap(self, *args, **more)

    monkeypatch.setattr(type(ledger.log.shelf), "swap", late)
    with pytest.raises(RebuildOvertaken, match="the tables stand as they were"):
        ledger.rebuild(DAY)
    assert ledger.log.shelf.read(BOARD) == before


def test_words_that_are_erased_meanwhile_do_not_come_back(ledger, monkeypatch):
    """A row made before the erasure is not put in place after it."""
    half_way(monkeypatch, lambda: erase(ledger.log, "claim:p0-first", reason="an order"))
    monkeypatch.setattr(marks, "_TOGETHER", 1)
    ledger.rebuild(DAY)
    assert counts(ledger)["p0"] == 0
    assert ledger.board(TODAY) == scratch(ledger)


def test_marks_that_cannot_be_true_are_made_good(ledger):
    """A subject without its mark, one set back, one in the future, a bookmark beyond the head."""
    with ledger.log._store.writing() as connection:
        for change in (
            "DELETE FROM touched WHERE subject = 'partnership:p1'",
            "UPDATE touched SET position = 1 WHERE subject = 'partnership:p3'",
            "UPDATE touched SET position = 999 WHERE subject IN ('', 'partnership:p2')",
        ):
            connection.exec_driver_sql(change)
    before = ledger.log.shelf.read(BOARD)
    assert ledger.board(TODAY) == scratch(ledger), "the marks are not believed"
    assert len(ledger.doubts) == 2, "the control: what is damaged is seen"
    assert ledger.log.shelf.read(BOARD) == before, "and left as it is"
    ledger.rebuild(DAY)
    shelved = ledger.log.shelf.read(BOARD)
    assert shelved.marked == shelved.head
    assert all(one.fresh for one in shelved.subjects)
    assert shelved.doubts == ()
    assert ledger.board(TODAY) == scratch(ledger)
    ledger.submit([claim("p1", "later")])
    assert counts(ledger)["p1"] == 2


def test_a_newer_version_is_built_beside_the_older(ledger, monkeypatch):
    """The old version's rows are read until the swap; then they are gone."""
    newer = attrs.evolve(BOARD, version=BOARD.version + 1)
    for module in (projection, rebuilding):
        monkeypatch.setattr(module, "BOARD", newer)
    monkeypatch.setattr(rebuilding, "_BESIDE", attrs.evolve(newer, name="board-beside"))
    old: list[bool] = []

    def look() -> None:
        old.append(all(one.fresh for one in ledger.log.shelf.read(BOARD).subjects))

    half_way(monkeypatch, look)
    ledger.rebuild(DAY)
    assert old == [True]
    assert all(one.body is None for one in ledger.log.shelf.read(BOARD).subjects)
    assert all(one.fresh for one in ledger.log.shelf.read(newer).subjects)
    assert ledger.board(TODAY) == scratch(ledger)


def test_a_ledger_of_nothing_has_nothing_to_make(tmp_path):
    """No partnerships and no head are no error."""
    place = tmp_path / "empty.db"
    init_ledger(place)
    with open_ledger(place) as empty:
        assert empty.rebuild(DAY) == Rebuilt(partnerships=0, position=-1)
        assert empty.board(TODAY) == ()


def test_a_ledger_that_cannot_be_written_is_not_rebuilt(ledger, monkeypatch):
    """The error reaches the user, and the kept rows are as they were."""

    def refuse(*_, **__):
        raise failures.LedgerReadOnly("here")

    before = ledger.log.shelf.read(BOARD)
    monkeypatch.setattr(type(ledger.log.shelf), "keep", refuse)
    with pytest.raises(failures.LedgerReadOnly):
        ledger.rebuild(DAY)
    assert ledger.log.shelf.read(BOARD) == before


def test_rows_made_for_another_day_do_not_answer_for_today(ledger):
    """A row says for which days it holds, and is made again outside them."""
    ledger.rebuild(date(2020, 1, 1))
    assert ledger.board(TODAY) == scratch(ledger)
