"""Judging: two known parties, by any name, in either order; never one against itself."""

from __future__ import annotations

import pytest

from ledger.claims.commands import Describe, JudgeParties
from ledger.claims.entities import Party
from ledger.claims.judgement import Judgement
from ledger.claims.vocabulary import Verdict
from ledger.entries.reader import from_mapping
from ledger.entries.write import entry_of
from ledger.errors import Problems


def judge(party, other, verdict=Verdict.SAME, reason="one State, two names", **more):
    return JudgeParties(party=party, other=other, verdict=verdict, reason=reason, **more)


def problems(desk, *commands):
    with pytest.raises(Problems) as caught:
        desk.tell(*commands)
    return [(one.code, one.field) for one in caught.value.problems]


def test_a_judgement_is_one_event_on_both_parties(desk):
    """The pair is by id, whoever is named first; the tags are the two parties."""
    assert ["a+b"] == desk.tell(judge("B", "a", by="bo"))
    entry = desk.ledger.show("a+b")
    assert ("parties.judged", ("party:a", "party:b")) == (entry.type, entry.tags)
    held = Judgement(
        party="a", other="b", verdict=Verdict.SAME, reason="one State, two names", by="bo"
    )
    assert (held, "ana") == (entry.event.judgement, entry.event.recorded_by)


def test_what_is_judged_so_already_is_not_new_and_what_is_judged_otherwise_is(desk):
    """The order of the two parties makes no other judgement."""
    desk.tell(judge("a", "b"))
    (again,) = desk.ledger.submit([judge("b", "a")])
    assert not again.new
    for revision, verdict in enumerate((Verdict.DIFFERENT, Verdict.UNDECIDED, Verdict.SAME), 1):
        again = 1 if verdict is Verdict.SAME else None
        (outcome,) = desk.ledger.submit([judge("a", "b", verdict, again=again)])
        assert outcome.new
        assert revision == desk.ledger.show("a+b").event.revision


def test_another_reason_is_another_judgement(desk):
    """The newest reason is the one that readers see, though the verdict is the same."""
    desk.tell(judge("a", "b"))
    (outcome,) = desk.ledger.submit([judge("a", "b", reason="the registry")])
    assert outcome.new
    assert "the registry" == desk.ledger.show("a+b").event.judgement.reason


def test_what_cannot_be_judged_is_refused(desk):
    """One party, an unknown one, no reason, or nothing to take back: each by its field."""
    assert [("judged-against-itself", "other")] == problems(desk, judge("a", "A"))
    assert [("not-known", "other")] == problems(desk, judge("a", "atlantis"))
    assert [("nothing-to-do", "verdict")] == problems(desk, judge("a", "b", Verdict.UNDECIDED))
    assert [("out-of-bounds", "reason")] == problems(desk, judge("a", "b", reason=" \n"))
    assert [("out-of-bounds", "verdict")] == problems(desk, judge("a", "b", "alike"))


def test_to_take_back_what_was_taken_back_is_not_new(desk):
    """An undecided pair stays as it is, without another event."""
    desk.tell(judge("a", "b"))
    desk.tell(judge("a", "b", Verdict.UNDECIDED))
    (again,) = desk.ledger.submit([judge("a", "b", Verdict.UNDECIDED)])
    assert not again.new


def test_two_judgements_upon_the_same_two_are_not_recorded_together(desk):
    """Which of them holds, nobody said; twice the same is no matter."""
    both = (judge("a", "b"), judge("b", "a", Verdict.DIFFERENT))
    assert [("described-twice", "verdict")] == problems(desk, *both)
    assert ["a+b", "a+b"] == desk.tell(judge("a", "b"), judge("b", "a"))


def test_a_name_that_two_parties_have_is_not_judged(desk):
    """Which of them is meant is asked: a judgement joins parties for every reader."""
    desk.tell(Describe(entity=Party(id="x", name="The Agency")))
    desk.tell(Describe(entity=Party(id="y", name="the agency")))
    assert [("ambiguous-party", "party")] == problems(desk, judge("The agency", "a"))


def test_an_entry_reads_back_to_the_same_judgement():
    """Names, verdict, reason and judge survive the way through a file."""
    command = judge("kari", "Korean Aerospace Research Institute", by="bo")
    assert command == from_mapping(entry_of(command), "a test").command
