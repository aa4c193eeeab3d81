"""The law of the current tables: whatever happened, a row kept is the row folded from scratch.

Two partnerships share documents and instruments; the board is read, and so kept, at any moment
between the acts. In a file, appends mark in their own transaction; in memory, readers catch up.
"""

from __future__ import annotations

import shutil
from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.app import Ledger, open_ledger
from ledger.board import kept_board as projection
from ledger.board.kept_board import BOARD
from ledger.board.rows import board_row, in_order
from ledger.claims import developments as d
from ledger.claims.commands import (
    CaptureDocument,
    CorrectClaim,
    Describe,
    DisputeClaim,
    JudgeParties,
    RecordClaim,
    Retract,
)
from ledger.claims.entities import Instrument, Partnership, Party
from ledger.claims.vocabulary import ConsentStage, HurdleKind, Modality, Verdict
from ledger.clock import Clocks
from ledger.edtf import parse
from ledger.errors import Problems
from ledger.facts.log_reader import all_facts
from ledger.log import MemoryLog, init_log
from ledger.log.erasure import erase
from ledger.log.failures import LedgerReadOnly
from ledger.log.stores import kept_rows as shelf
from ledger.projections.status import PartnershipView
from ledger.projections.weighing.standing_claims import Standing
from ledger.sources.document import Document
from tests.clock import TickingClock
from tests.thorough import examples

EXAMPLES = examples(120)
DAYS = st.sampled_from(["2024-01-10", "2024-02-01", "2024-03-15", "2024-06-01", "2025-03-20"])
VAGUE = st.one_of(
    st.none(), DAYS, st.sampled_from(["2024-02", "2024", "2024-03~", "../2024-06-01"])
)
ON = st.builds(date.fromisoformat, st.one_of(DAYS, DAYS, st.just("2030-01-01")))
PARTNERSHIPS = st.sampled_from(["p", "q"])
INSTRUMENTS = st.sampled_from(["i", "j"])
DOCUMENTS = st.sampled_from(["d0", "d1", "d2"])
DEVELOPMENTS = st.one_of(
    st.just(d.MeetingHeld(host="a")),
    st.builds(
        d.ConsentsCounted,
        instrument=INSTRUMENTS,
        count=st.integers(1, 3),
        required=st.just(3),
        stage=st.just(ConsentStage.DEPOSITED),
    ),
    st.builds(d.Signed, instrument=INSTRUMENTS, party=st.sampled_from("abc")),
    st.builds(d.ConsentDeposited, instrument=INSTRUMENTS, party=st.sampled_from("abc")),
    st.just(
        d.RequirementStated(hurdle="k", title="a law", on=("a", "b", "c"), each=True)  # one each
    ),
    st.builds(
        d.RequirementStated,
        hurdle=st.just("h"),
        title=st.just("a licence"),
        requires=st.just(HurdleKind.LICENCE),
        on=st.just(("a",)),
    ),
    st.just(d.ApprovalGranted(hurdle="h", party="a")),
)


@pytest.fixture(autouse=True)
def _nothing_at_hand(monkeypatch):
    """Each question is asked of what is kept, and of the log."""
    monkeypatch.setattr("ledger.app.at_hand.answers_at_hand.ROOM", 0)


def document(name, root):
    """A document whose words are its own; with a root, a retelling."""
    return Document(
        id=name,
        text=f"{name}: a statement.",
        title=name,
        publisher=name,
        kind="news",
        lineage="syndicated" if root else "original",
        root=root,
        published=parse("2024-02-01"),
    )


def claim(name, made, **more):
    """A claim on a document."""
    return RecordClaim(id=name, quote="a statement.", **made, **more)


CLAIMS = st.fixed_dictionaries(
    {
        "document": DOCUMENTS,
        "development": DEVELOPMENTS,
        "occurred": VAGUE.map(lambda one: one and parse(one)),
        "partnership": st.one_of(PARTNERSHIPS, PARTNERSHIPS, st.none()),
        "modality": st.sampled_from([*[Modality.ACTUAL] * 4, Modality.EXPECTED, Modality.REQUIRED]),
    }
)
NAMED = st.sampled_from([f"c{number}" for number in range(5)])


def judgements(number):
    """A judgement on two of the parties; one on a party and itself is refused."""
    parties = st.sampled_from("abc")
    return st.builds(
        lambda one, other, verdict: JudgeParties(
            party=one, other=other, verdict=verdict, reason=f"j{number}"
        ),
        parties,
        parties,
        st.sampled_from([Verdict.SAME, Verdict.SAME, Verdict.DIFFERENT, Verdict.UNDECIDED]),
    )


@st.composite
def acts(draw, number):
    """One command on the ledger, or a day on which its board is read."""
    kind = draw(
        st.sampled_from(["claim", "claim", "claim", "act", "act", "name", "judge", "look", "look"])
    )
    if kind == "look":
        return draw(ON)
    if kind == "claim":
        return claim(f"c{number % 5}", draw(CLAIMS))
    if kind == "judge":
        return draw(judgements(number))
    if kind == "name":
        return draw(
            st.one_of(
                st.builds(instrument, INSTRUMENTS, st.sets(PARTNERSHIPS), st.booleans()),
                st.builds(
                    lambda one: Describe(
                        entity=Partnership(id=one, title=f"{one} {number}", parties=("a", "b"))
                    ),
                    st.sampled_from(["p", "q", "r"]),
                ),
                st.just(Describe(entity=Party(id="a", name=f"A {number}"))),
            )
        )
    return draw(
        st.one_of(
            st.builds(
                lambda one, day: Retract(
                    target=one, by="ledger", reason=str(number), published=day and parse(day)
                ),
                st.one_of(NAMED, DOCUMENTS, st.just("an act")),
                st.one_of(st.none(), DAYS),
            ),
            st.builds(lambda one: DisputeClaim(claim=one, by="x", reason=str(number)), NAMED),
            st.builds(
                lambda one, made: CorrectClaim(
                    claim=one, by="ledger", reason="misread", becomes=claim(f"x{number}", made)
                ),
                NAMED,
                CLAIMS,
            ),
        )
    )


def instrument(name, follows, closed):
    """A description of an instrument, followed by any of the partnerships, or by none."""
    return Describe(
        entity=Instrument(
            id=name,
            title=name,
            partnerships=tuple(sorted(follows)),
            between=("a", "b") if closed else (),
        ),
        fields=frozenset({"title", "partnerships", "between"}),
    )


HISTORIES = st.integers(1, 14).flatmap(lambda count: st.tuples(*map(acts, range(count))))
NAMES = (
    *(Describe(entity=Party(id=one, name=one.upper())) for one in "abc"),
    *(Describe(entity=Partnership(id=one, title=one, parties=("a", "b"))) for one in "pq"),
    instrument("i", {"p"}, closed=False),
    instrument("j", {"p", "q"}, closed=True),
    *(CaptureDocument(document=document(*one)) for one in (("d0", None), ("d1", "d0"))),
    CaptureDocument(document=document("d2", "d1")),
)


def scratch(ledger, day):
    """The board as a fold of the whole ledger gives it."""
    facts = all_facts(ledger._log)
    standing = Standing(facts, Clocks(valid_at=day))
    views = (PartnershipView(standing=standing, id=one) for one in facts.partnerships)
    return in_order(map(board_row, views))


def tell(ledger, command, last):
    """Record a command; the id of the act, None where it is refused."""
    if isinstance(command, Retract) and command.target == "an act":
        command = attrs.evolve(command, target=last or "c0")
    try:
        (outcome,) = ledger.submit([command], replace=True)
    except Problems:
        return last
    return outcome.id if isinstance(command, Retract | CorrectClaim) else last


def live(ledger, history, day):
    """Play a history; wherever the board is read, it is the one from scratch."""
    ledger.submit(NAMES)
    last = None
    for one in (*history, day):
        if isinstance(one, date):
            assert ledger.board(Clocks(valid_at=one)) == scratch(ledger, one)
        else:
            last = tell(ledger, one, last)


@EXAMPLES
@given(history=HISTORIES, day=ON)
def test_in_memory_the_board_kept_is_the_board_from_scratch(history, day):
    """Law: wherever in a history the board is read, its rows are those of a fresh fold."""
    ledger = Ledger(MemoryLog(clock=(clock := TickingClock())), clock=clock)
    live(ledger, history, day)


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A new ledger's file, to be copied: making one takes longer than an example."""
    path = tmp_path_factory.mktemp("shelf") / "empty.db"
    init_log(path)
    return path


@examples(60)
@given(history=HISTORIES, day=ON)
def test_in_a_file_appends_mark_all_that_they_touch(empty, history, day):
    """No reader ever catches up: the marks of the appends are complete."""
    path = empty.with_name("claims.db")
    for left in empty.parent.glob("claims.db*"):
        left.unlink()
    shutil.copy(empty, path)
    with open_ledger(path, clock=TickingClock()) as ledger:
        live(ledger, history, day)
        shelved = ledger._log.shelf.read(BOARD)
        assert shelved.marked == shelved.head


@EXAMPLES
@given(history=HISTORIES, day=ON, later=st.integers(1, 800))
def test_a_row_holds_for_all_the_days_that_it_says(history, day, later):
    """Nothing is recorded meanwhile: time alone never makes a kept row stale."""
    ledger = Ledger(MemoryLog(clock=(clock := TickingClock())), clock=clock)
    live(ledger, history, day)
    for other in (day + timedelta(days=later), day - timedelta(days=later), day):
        assert ledger.board(Clocks(valid_at=other)) == scratch(ledger, other)


@EXAMPLES
@given(history=HISTORIES, day=ON)
def test_a_rebuild_changes_nothing(history, day):
    """Law: after any history the rebuilt board has the rows of before, all of them."""
    ledger = Ledger(MemoryLog(clock=(clock := TickingClock())), clock=clock)
    live(ledger, history, day)
    before = ledger.board(Clocks(valid_at=day))
    assert ledger.rebuild(day).partnerships == len(before)
    assert ledger.board(Clocks(valid_at=day)) == before


@examples(60)
@given(history=HISTORIES, day=ON, limit=ON, data=st.data())
def test_the_board_of_a_past_clock_is_folded(history, day, limit, data):
    """With a position or a day of publication fixed, the shelf is left alone."""
    ledger = Ledger(MemoryLog(clock=(clock := TickingClock())), clock=clock)
    live(ledger, history, day)
    position = data.draw(st.integers(len(NAMES) - 1, ledger._log.head().size - 1))
    at = Clocks(valid_at=day, published_by=limit, known_at=position)
    facts = all_facts(ledger._log, position)
    views = (PartnershipView(standing=Standing(facts, at), id=one) for one in facts.partnerships)
    assert ledger.board(at) == in_order(map(board_row, views))


def _told(ledger):
    """A ledger with a meeting and a claim of its own document."""
    ledger.submit(NAMES)
    made = {"document": "d0", "development": d.MeetingHeld(host="a"), "partnership": "p"}
    ledger.submit([claim("c0", made)])
    return ledger


TODAY = Clocks(valid_at=date(2024, 8, 1))


def test_rows_that_are_fresh_are_read_and_not_made(empty, monkeypatch):
    """Liveness: the shelf is used, and one append makes one row again."""
    path = empty.with_name("live.db")
    shutil.copy(empty, path)
    made = []
    whole = projection.steady_row

    def counted(view):
        made.append(view.id)
        return whole(view)

    monkeypatch.setattr(projection, "steady_row", counted)
    with _told(open_ledger(path, clock=TickingClock())) as ledger:
        before = ledger.board(TODAY)
        assert sorted(made) == ["p", "q"]
        assert ledger.board(TODAY) == before
        assert len(made) == 2
        ledger.submit([DisputeClaim(claim="c0", by="x", reason="no")])
        ledger.board(TODAY)
        assert sorted(made) == ["p", "p", "q"]
        q = Partnership(id="q", title="Q", parties=("a", "b"))
        ledger.submit([Describe(entity=q)], replace=True)
        ledger.board(TODAY)
        assert made[3:] == ["q"]
        ledger.submit([Describe(entity=Party(id="z", name="Z"))])
        ledger.board(TODAY)
        assert len(made) == 4


def test_what_is_stated_of_a_source_is_read_in_what_retells_it(empty):
    """A retelling that fell stands again once its source states what it retells, a page's row too.

    The claim of the source is another partnership's, and nothing of the row's own was recorded.
    """
    path = empty.with_name("retold.db")
    shutil.copy(empty, path)
    held = {"document": "d0", "development": d.MeetingHeld(host="a"), "partnership": "p"}
    near = {**held, "occurred": parse("2024-01-10")}
    retold = {**near, "document": "d1", "partnership": "q"}
    with open_ledger(path, clock=TickingClock()) as ledger:
        ledger.submit([*NAMES, claim("c0", held), claim("c1", retold)])
        ledger.submit([Retract(target="c0", by="ledger", reason="an error")])

        def told():
            return next(row.claims for row in ledger.board(TODAY) if row.partnership == "q")

        assert told() == 0
        ledger.submit([claim("c2", near)])
        assert ledger.board(TODAY) == scratch(ledger, TODAY.valid_at)
        assert told() == 1


def test_what_a_document_states_is_undone_with_it(empty):
    """A retraction that stands in a document falls with it: the row of what it was on is new."""
    path = empty.with_name("undone.db")
    shutil.copy(empty, path)
    with _told(open_ledger(path, clock=TickingClock())) as ledger:
        ledger.submit([CaptureDocument(document=document("d3", None))])
        ledger.submit([Retract(target="c0", by="d0", reason="an error", document="d3")])
        assert [row.claims for row in ledger.board(TODAY)] == [0, 0]
        ledger.submit([Retract(target="d3", by="d3", reason="a forgery")])
        assert ledger.board(TODAY) == scratch(ledger, TODAY.valid_at)
        assert sum(row.claims for row in ledger.board(TODAY)) == 1


def test_a_judgement_makes_every_row_anew(empty):
    """Liveness: two parties that each face a hurdle face one, once they are one."""
    path = empty.with_name("judged.db")
    shutil.copy(empty, path)
    with _told(open_ledger(path, clock=TickingClock())) as ledger:
        each = d.RequirementStated(hurdle="k", title="a law", on=("a", "b"), each=True)
        ledger.submit([claim("c1", {"document": "d0", "development": each, "partnership": "p"})])

        def outstanding():
            return next(one.outstanding for one in ledger.board(TODAY) if one.partnership == "p")

        assert outstanding() == 2
        for verdict, left in ((Verdict.SAME, 1), (Verdict.UNDECIDED, 2)):
            ledger.submit([JudgeParties(party="b", other="a", verdict=verdict, reason="x")])
            assert outstanding() == left


def test_a_new_version_is_filled_beside_the_old(empty, monkeypatch):
    """With a newer layout the answer is the same, and no row of the old version is used."""
    path = empty.with_name("versions.db")
    shutil.copy(empty, path)
    with _told(open_ledger(path, clock=TickingClock())) as ledger:
        before = ledger.board(TODAY)
        monkeypatch.setattr("ledger.board.kept_board.BOARD", attrs.evolve(BOARD, version=99))
        assert ledger.board(TODAY) == before
        assert all(one.body is None for one in ledger._log.shelf.read(BOARD).subjects)


def test_a_ledger_that_cannot_be_written_computes_and_keeps_nothing(empty, monkeypatch):
    """On a read-only ledger the board is right, though no row could be kept."""
    path = empty.with_name("read.db")
    shutil.copy(empty, path)
    with _told(open_ledger(path, clock=TickingClock())) as ledger:
        ledger._log.shelf.clear()

        def refuse(*_, **__):
            raise LedgerReadOnly(str(path))

        monkeypatch.setattr(shelf.SqlShelf, "keep", refuse)
        monkeypatch.setattr(shelf.SqlShelf, "mark", refuse)
        assert ledger.board(TODAY) == scratch(ledger, TODAY.valid_at)
        assert all(one.body is None for one in ledger._log.shelf.read(BOARD).subjects)


def test_an_erased_claim_leaves_the_board(empty):
    """The kept row of a partnership is made again after an erasure: one claim, then none."""
    path = empty.with_name("erased.db")
    shutil.copy(empty, path)
    with _told(open_ledger(path, clock=TickingClock())) as ledger:
        counts = {one.partnership: one.claims for one in ledger.board(TODAY)}
        erase(ledger._log, "claim:c0", reason="an order")
        after = {one.partnership: one.claims for one in ledger.board(TODAY)}
        assert (counts["p"], after["p"]) == (1, 0)


@examples(40)
@given(history=HISTORIES)
def test_a_stretch_of_days_is_the_same_from_each_of_them(history):
    """So a row that names other days than the log gives on one of them is not of our making."""
    ledger = Ledger(MemoryLog(clock=(clock := TickingClock())), clock=clock)
    ledger.submit(NAMES)
    last = None
    for act in history:
        if not isinstance(act, date):
            last = tell(ledger, act, last)
    facts, end = all_facts(ledger.log), date(2031, 1, 1)

    def row(name, day):
        standing = Standing(facts, Clocks(valid_at=day))
        return projection.steady_row(PartnershipView(standing=standing, id=name))

    for name in ("p", "q"):
        day = date(2023, 12, 1)
        while day < end:
            first = row(name, day)
            until = min(first.until, end)
            for other in (day + (until - day) / 2, until - timedelta(days=1)):
                assert row(name, other) == first
            day = until
