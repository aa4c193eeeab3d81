"""Accepting, dismissing, undoing: what is recorded, by whom, once."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

from ledger.app.desk.entry_files import entries_in
from ledger.app.inbox.desk import DRAFTED, InboxDesk
from ledger.app.inbox.refusals import HalfAccepted, NoDismissalReason, NothingToUndo, NotWaiting
from ledger.cli.commands.inbox import accepted_lines
from ledger.clock import Clocks
from ledger.errors import ClaimsError, Problems
from ledger.intake.inbox.item import Arrival, Door, State
from ledger.intake.inbox.port import ItemOvertaken

TEXT = "The convention moves on. Nine of the eleven states have deposited, the agency said."
ARTICLE = Arrival(
    text=TEXT, title="Nine of eleven", publisher="Gazette", published="2024-01-10", door=Door.FILE
)
TODAY = Clocks(valid_at=date(2024, 2, 1))


def counted(item, count=9, quote="Nine of the eleven states have deposited"):
    """An entry of the item's document, as a draft is."""
    return entries_in(
        f"- {{kind: consents-counted, document: {item.id}, quote: {quote}, instrument: i,"
        f" partnership: p, count: {count}, required: 11, stage: deposited, proposed_by: rules}}",
        "draft",
    )


@pytest.fixture
def waiting(desk):
    """A desk in January 2024 with one item."""
    desk.on("2024-01-15")
    (added,) = InboxDesk(desk.ledger).add([ARTICLE])
    return added.item


def consents(desk):
    """The least count of consents that the status page shows."""
    return desk.consents("2024-02-01").answer.lowest


def kinds(desk, after):
    """The types of the events that came after a position."""
    return [record.event.type for record in desk.ledger.log.read(after=after)]


def test_nothing_in_the_inbox_changes_an_answer(desk, waiting):
    """No event is recorded as an item comes, waits or is dismissed."""
    size = desk.ledger.size()
    InboxDesk(desk.ledger).dismiss(waiting.id, "seen elsewhere")
    assert desk.ledger.size() == size


def test_accepting_records_the_document_and_its_claims_in_one_append(desk, waiting):
    """The item says who accepted it and what that recorded; the events say who proposed it."""
    before = desk.ledger.size() - 1
    accepted = InboxDesk(desk.ledger).accept(waiting.id, counted)
    assert kinds(desk, before) == ["document.captured", "claim.recorded"]
    assert accepted.item.state is State.ACCEPTED
    assert (accepted.item.by, accepted.item.plan) == ("ana", None)
    (claim,) = accepted.item.claims
    event = desk.ledger.show(claim).event
    assert (event.proposed_by, event.recorded_by) == ("rules", "ana")
    assert event.claim.evidence.document == accepted.item.document
    times = {record.recorded_at for record in desk.ledger.log.read(after=before)}
    assert len(times) == 1, "one append has one moment"


def test_entries_may_call_the_item_by_the_beginning_of_its_id(desk, waiting):
    """As short as the inbox shows it, and no shorter than four letters."""

    def shortened(letters):
        return lambda item: counted(attrs.evolve(item, id=item.id[:letters]))

    with pytest.raises(ClaimsError):
        InboxDesk(desk.ledger).accept(waiting.id, shortened(3))
    InboxDesk(desk.ledger).accept(waiting.id, shortened(6))
    assert consents(desk) == 9


def test_what_is_wrong_with_an_entry_is_told_and_the_item_waits_on(desk, waiting):
    """A quote that is not in the document is refused, whoever proposed it; nothing is recorded."""
    size = desk.ledger.size()
    with pytest.raises(Problems) as caught:
        InboxDesk(desk.ledger).accept(waiting.id, lambda item: counted(item, quote="Ten states"))
    assert [problem.code for problem in caught.value.problems] == ["quote-not-found"]
    assert desk.ledger.size() == size
    assert desk.ledger.inbox.item(waiting.id) == waiting


def test_a_dry_run_records_nothing_and_leaves_the_item_as_it_is(desk, waiting):
    """It says what would be new."""
    size = desk.ledger.size()
    outcomes = InboxDesk(desk.ledger).accept(waiting.id, counted, dry_run=True).outcomes
    assert [outcome.new for outcome in outcomes] == [True, True]
    assert (desk.ledger.size(), desk.ledger.inbox.item(waiting.id)) == (size, waiting)


def test_of_two_analysts_who_accept_one_document_one_wins(desk, waiting):
    """The second is told by whom; nothing is recorded twice."""
    mine, hers = InboxDesk(desk.ledger.by("ana")), InboxDesk(desk.ledger.by("bea"))

    def meanwhile(item):
        mine.accept(item.id, counted)
        return counted(item, 8)

    with pytest.raises(ItemOvertaken, match="accepted by now, by ana"):
        hers.accept(waiting.id, meanwhile)
    assert desk.ledger.inbox.item(waiting.id).by == "ana"
    claims = [each for each in kinds(desk, -1) if each == "claim.recorded"]
    assert len(claims) == 1
    with pytest.raises(NotWaiting, match="accepted by ana"):
        hers.accept(waiting.id, counted)


def test_what_was_dismissed_is_not_accepted_without_an_undo(desk, waiting):
    """The refusal says who dismissed it and why; a dismissal has a reason."""
    mine = InboxDesk(desk.ledger)
    with pytest.raises(NoDismissalReason):
        mine.dismiss(waiting.id, "  ")
    mine.dismiss(waiting.id, "about\nsport")
    with pytest.raises(NotWaiting, match="dismissed by ana on 2024-01-15: about sport"):
        mine.accept(waiting.id)
    assert mine.undo(waiting.id).state is State.NEW
    with pytest.raises(NothingToUndo):
        mine.undo(waiting.id)


def test_undo_retracts_what_was_recorded_and_it_can_be_accepted_again(desk, waiting):
    """However often: the log keeps all of it, and the claim stands or falls as the item says."""
    mine = InboxDesk(desk.ledger)
    for turn in range(3):
        (claim,) = mine.accept(waiting.id, counted).item.claims
        assert consents(desk) == 9, turn
        undone = mine.undo(waiting.id)
        assert (undone.state, undone.undone, undone.claims) == (State.NEW, turn + 1, ())
        assert consents(desk) != 9, turn
    assert claim


def test_what_is_accepted_again_is_told_as_standing_again(desk, waiting):
    """The claim was there; that its retraction is taken back is new, in a dry run too."""
    mine = InboxDesk(desk.ledger)
    (claim,) = mine.accept(waiting.id, counted).item.claims
    mine.undo(waiting.id)
    size = desk.ledger.size()
    seen = mine.accept(waiting.id, counted, dry_run=True)
    assert desk.ledger.size() == size
    accepted = mine.accept(waiting.id, counted)
    assert desk.ledger.size() == size + 1
    for answer, position in ((seen, None), (accepted, size)):
        _, outcome = answer.outcomes
        assert (outcome.id, outcome.new, outcome.position) == (claim, True, position)
        *_, line = [
            line for line in accepted_lines(answer) if isinstance(line, str) and claim in line
        ]
        assert line.startswith(f"stands again: {claim}")


def test_a_claim_that_was_left_out_once_can_be_accepted_later(desk, waiting):
    """Accepting the document alone in between does not forget what an undo took back."""
    mine = InboxDesk(desk.ledger)
    (claim,) = mine.accept(waiting.id, counted).item.claims
    mine.undo(waiting.id)
    assert mine.accept(waiting.id).item.claims == ()
    mine.undo(waiting.id)
    assert mine.accept(waiting.id, counted).item.claims == (claim,)
    assert consents(desk) == 9
    mine.undo(waiting.id)
    assert consents(desk) != 9


def test_an_item_that_waits_again_is_no_reprint_of_its_own_document(desk, waiting):
    """Undo leaves the document in the log: the ledger has it, and it derives from nothing."""
    mine = InboxDesk(desk.ledger)
    document = mine.accept(waiting.id, counted).item.document
    mine.undo(waiting.id)
    assessment = mine.assessment(waiting.id)
    assert [have.source.id for have in assessment.have] == [document]
    assert (assessment.suggestion, assessment.reprints) == (None, ())


def test_what_was_there_before_is_not_taken_back(desk, waiting):
    """Undo retracts what this acceptance recorded, and no claim of somebody else's."""
    mine = InboxDesk(desk.ledger)
    first = mine.accept(waiting.id, counted).item
    other = attrs.evolve(ARTICLE, url="https://gazette.example/1")
    assert not mine.add([other])[0].new, "one of the two has no address"
    (again,) = mine.add([attrs.evolve(ARTICLE, text=TEXT + " It said no more.")])
    second = mine.accept(again.item.id, counted).item
    mine.undo(second.id)
    assert consents(desk) == 9
    assert first.claims != second.claims


def test_a_plan_that_nobody_ended_is_finished_once(desk, waiting):
    """As after a fault: what it says is recorded by the name of who began, and nothing twice."""
    mine = InboxDesk(desk.ledger)
    done = mine.accept(waiting.id, counted).item
    size = desk.ledger.size()
    (again,) = mine.add([attrs.evolve(ARTICLE, text=TEXT + " It said no more.")])
    planned = []

    class Stopped(Exception):
        pass

    def stop(item):
        planned.append(item)
        raise Stopped

    inbox = type(desk.ledger.inbox)
    kept = inbox.put
    inbox.put = lambda self, item: stop(kept(self, item))
    try:
        with pytest.raises(Stopped):
            mine.accept(again.item.id, counted)
    finally:
        inbox.put = kept
    with pytest.raises(HalfAccepted, match="ana began"):
        InboxDesk(desk.ledger.by("bea")).accept(again.item.id)
    assert desk.ledger.size() == size, "the plan comes before the append"
    finished = InboxDesk(desk.ledger.by("bea")).finish(again.item.id).item
    assert (finished.state, finished.by) == (State.ACCEPTED, "ana")
    assert len(finished.claims) == 1
    assert desk.ledger.size() == size + 2
    assert done.claims != finished.claims


def test_words_that_are_erased_from_the_log_are_erased_from_the_inbox(desk, waiting):
    """The item stays, without its words; they do not come back, and nobody is near them."""
    item = InboxDesk(desk.ledger).accept(waiting.id).item
    desk.ledger.erase(item.document, reason="order 12")
    kept = desk.ledger.inbox.item(waiting.id)
    assert (kept.text, kept.state) == ("", State.ACCEPTED)
    (again,) = InboxDesk(desk.ledger).add([ARTICLE])
    assert (again.new, again.item.text) == (False, "")
    assert InboxDesk(desk.ledger).library.near(TEXT) == ()


def test_a_long_list_drafts_nothing_and_says_so(desk):
    """A list of few counts the drafts of each; `drafted` is false in one of many."""
    inbox = InboxDesk(desk.ledger)
    inbox.add([attrs.evolve(ARTICLE, text=f"{TEXT} Number {n}.") for n in range(DRAFTED)])
    assert all(assessment.drafted for assessment in inbox.items())
    assert any(assessment.drafts for assessment in inbox.items())
    inbox.add([attrs.evolve(ARTICLE, text=f"{TEXT} And one more.")])
    assert not any(assessment.drafted or assessment.drafts for assessment in inbox.items())
    assert inbox.assessment("1").drafted
