"""What an outbox promises, in memory, in a file and in PostgreSQL."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ledger.app.notify.outbox import Outbox, SubjectChange
from ledger.app.notify.place import outbox_of

DAY = date(2024, 6, 12)


@pytest.fixture
def outbox(ledger, kept) -> Outbox:  # noqa: ARG001 - an overlay keeps nothing
    """An outbox with one receiver that was told up to position 4."""
    made = outbox_of(ledger.open())
    made.begin("desk", 4)
    return made


def change(subject: str, after: int = 4, upto: int = 9) -> SubjectChange:
    """A change of a subject."""
    return SubjectChange(subject=subject, after=after, upto=upto, day=DAY)


def test_messages_and_bookmark_move_in_one_step(outbox):
    """Put down once, however often it is tried: the bookmark says what was put down already."""
    assert outbox.put("desk", [change("p"), change("q")], after=4, upto=9)
    assert not outbox.put("desk", [change("p")], after=4, upto=9)
    assert [message.change for message in outbox.messages("desk")] == [change("p"), change("q")]
    (standing,) = outbox.standing()
    assert (standing.bookmark, standing.waiting, standing.given_up) == (9, 2, 0)


def test_of_one_subject_the_first_goes_first_and_the_others_wait(outbox):
    """While the first waits for its next attempt, later ones of its subject do too; others go."""
    outbox.put("desk", [change("p"), change("p", 9, 12), change("q")], after=4, upto=12)
    first = outbox.due("desk")
    assert first.change == change("p")
    later = outbox.now() + timedelta(hours=1)
    outbox.failed(first, due_at=later, error="it answered 500", give_up=False)
    assert outbox.due("desk").change.subject == "q"
    outbox.sent(outbox.due("desk"))
    assert outbox.due("desk") is None
    assert outbox.standing()[0].error == "it answered 500"


def test_what_was_given_up_stands_and_holds_up_its_subject_until_it_is_sent_again(outbox):
    """Nothing overtakes it; ``retry`` lets it go, from the beginning of its attempts."""
    outbox.put("desk", [change("p"), change("p", 9, 12)], after=4, upto=12)
    outbox.failed(outbox.due("desk"), due_at=outbox.now(), error="x", give_up=True)
    assert outbox.due("desk") is None
    assert outbox.standing()[0].given_up == 1
    assert outbox.retry("desk") == 2
    message = outbox.due("desk")
    assert (message.change, message.attempts, message.given_up) == (change("p"), 0, False)
    outbox.sent(message)
    assert outbox.due("desk").change == change("p", 9, 12)


def test_a_receiver_that_is_stopped_is_sent_nothing_until_it_begins_again(outbox):
    """What comes meanwhile waits for it."""
    outbox.put("desk", [change("p")], after=4, upto=9)
    outbox.stop("desk", "410")
    assert outbox.due("desk") is None
    assert outbox.standing()[0].stopped == "410"
    outbox.retry("desk")
    assert outbox.due("desk").change == change("p")


def test_a_lease_has_one_holder_until_it_runs_out_or_is_given_back(outbox):
    """Two runners never work at one receiver; a dead one's lease ends by itself."""
    assert outbox.lease("desk", "a", 60)
    assert not outbox.lease("desk", "b", 60)
    assert outbox.lease("desk", "a", 60), "its holder prolongs it"
    outbox.release("desk", "b")
    assert not outbox.lease("desk", "b", 60), "nobody gives back what another holds"
    outbox.release("desk", "a")
    assert outbox.lease("desk", "b", 0)
    assert outbox.lease("desk", "a", 60)
    assert not outbox.lease("nobody", "a", 60)


def test_a_receiver_that_is_forgotten_leaves_nothing(outbox):
    """Nor does another receiver lose anything."""
    outbox.begin("other", 1)
    outbox.begin("other", 3)
    outbox.put("desk", [change("p")], after=4, upto=9)
    outbox.forget("desk")
    assert [(each.name, each.bookmark) for each in outbox.standing()] == [("other", 1)]
    assert outbox.messages("desk") == []
    assert not outbox.put("desk", [change("p")], after=9, upto=10)
