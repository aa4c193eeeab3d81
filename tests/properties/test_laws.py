"""The laws of the answers over random desks: order, cut-offs, retractions, retellings."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

from ledger.claims.commands import Retract
from ledger.claims.developments import (
    ApplicationFiled,
    ApprovalDenied,
    ConsentDeposited,
    ConsentsCounted,
    HurdleStep,
    PartyAct,
)
from ledger.claims.events import ClaimRecorded
from ledger.claims.vocabulary import Modality
from ledger.clock import Clocks
from ledger.facts.facts import fold
from ledger.facts.log_reader import facts_of_partnerships
from ledger.projections.weighing.standing_claims import Fall, Standing
from tests.thorough import examples

if TYPE_CHECKING:
    from ledger.claims.claim import Claim

EXAMPLES = examples(60)
NAMED = 7
"""The first events of every desk describe names; those keep their place."""


def _kept(facts, claims: set[str]):
    """The facts with only these claims."""
    held = {name: one for name, one in facts.claims.items() if name in claims}
    return attrs.evolve(facts, claims=held)


def _values(view):
    """What a reader takes away: values, without who said so."""
    status = view.status
    return {
        "stage": status.stage,
        "instruments": [
            (
                one.id,
                one.stage,
                one.consents.count,
                one.consents.highest,
                one.consents.required,
                one.consents.named,
                [
                    (party.party, party.signature.span, party.approval.span, party.consent.span)
                    for party in one.participation
                ],
            )
            for one in view.instruments
        ],
        "hurdles": [(one.id, one.state, one.on, one.blocks) for one in view.hurdles],
    }


@EXAMPLES
@given(data=st.data())
def test_any_order_of_arrival_gives_the_same_bytes(desks, clocks, asked, data):
    """Facts that are folded in another order, each at its own moment, answer the same."""
    desk, at = data.draw(desks), data.draw(clocks)
    events = desk.events
    shuffled = [*events[:NAMED], *data.draw(st.permutations(events[NAMED:]))]
    assert asked(fold(events), at) == asked(fold(shuffled), at)


@EXAMPLES
@given(data=st.data())
def test_a_fold_in_parts_is_the_fold_of_the_whole(desks, clocks, asked, data):
    """Law: facts folded up to any cut and then on give the answers of one fold."""
    desk, at = data.draw(desks), data.draw(clocks)
    events = desk.events
    cut = data.draw(st.integers(0, len(events)))
    assert asked(fold(events), at) == asked(fold(events[cut:], fold(events[:cut])), at)


@EXAMPLES
@given(data=st.data())
def test_reading_by_tags_answers_like_reading_everything(desks, clocks, asked, data):
    """What is read for one partnership is all that its answers need."""
    desk, at = data.draw(desks), data.draw(clocks)
    by_tags = facts_of_partnerships(desk.ledger._log, {"p"})
    assert asked(desk.facts(), at) == asked(by_tags, at)


@EXAMPLES
@given(data=st.data())
def test_what_was_recorded_later_never_matters(desks, clocks, asked, data):
    """A position of the past answers as the ledger answered when it stood there."""
    desk, at = data.draw(desks), data.draw(clocks)
    position = data.draw(st.integers(NAMED - 1, len(desk.events) - 1))
    then = desk.facts(lambda one: one.position <= position)
    read = facts_of_partnerships(desk.ledger._log, {"p"}, position)
    assert asked(then, at) == asked(read, at)


@EXAMPLES
@given(data=st.data())
def test_what_was_published_later_never_matters(desks, clocks, asked, data):
    """Only how many claims could not be read yet is told: "visibility 4 of 5"."""
    desk, at = data.draw(desks), data.draw(clocks)
    facts = desk.facts()
    fallen = Standing(facts, at).fallen
    unpublished = {name for name, one in fallen.items() if one.reason is Fall.UNPUBLISHED}
    assume(unpublished)
    kept = _kept(facts, set(facts.claims) - unpublished)
    assert asked(kept, at, seen=False) == asked(facts, at, seen=False)


@EXAMPLES
@given(data=st.data())
def test_what_happened_later_never_moves_a_value(desks, clocks, seen, data):
    """Counts, acts and steps that lie wholly after ``valid_at`` say nothing of that day.

    But where another claim dates the same party's act otherwise, the later day stands against
    it: whether the act was done by then is what the two disagree about.
    """
    desk, at = data.draw(desks), data.draw(clocks)
    facts = desk.facts()
    read = Standing(facts, at).facts.claims
    later = {name for name, held in read.items() if _after(held.claim, at.valid_at)}
    dated = set().union(*(_acts(held.claim) for name, held in read.items() if name not in later))
    later = {name for name in later if not _acts(read[name].claim) & dated}
    if not later:
        return  # nothing of this desk lies wholly after that day
    before = _values(seen(facts, at))
    after = _values(seen(_kept(facts, set(facts.claims) - later), at))
    assert _settled(before) == _settled(after)


def _acts(claim: Claim) -> set[tuple[str, str]]:
    """Whose acts on which instrument a claim dates; a count dates those of whom it names."""
    match claim.development:
        case PartyAct(instrument=instrument, party=party):
            return {(instrument, party)}
        case ConsentsCounted(instrument=instrument, named=named):
            return {(instrument, party) for party in named}
    return set()


def _settled(values):
    """Stages, counts and hurdles; a participation lists acts that are yet to come, too."""
    return {
        **values,
        "instruments": [one[:-1] for one in values["instruments"]],
    }


def _after(claim: Claim, day: date) -> bool:
    dated = claim.occurred is not None and (claim.occurred.edtf.not_before or date.min) > day
    counted = isinstance(claim.development, ConsentsCounted | PartyAct | HurdleStep)
    return dated and counted and claim.modality is Modality.ACTUAL


@EXAMPLES
@given(data=st.data())
def test_a_retraction_and_its_retraction_give_the_state_of_before(desks, clocks, asked, data):
    """Law: taking back what took back a claim, document or act leaves every answer as it was."""
    desk, at = data.draw(desks), data.draw(clocks)
    before = asked(desk.facts(), at)
    targets = [*desk.facts().claims, *desk.facts().documents, *desk.facts().acts]
    taken = desk.tell(Retract(target=data.draw(st.sampled_from(targets)), by="ledger", reason="t"))
    assume(taken is not None)
    desk.tell(Retract(target=taken, by="ledger", reason="back"))
    assert before == asked(desk.facts(), at)


@EXAMPLES
@given(data=st.data())
def test_a_derivative_never_changes_a_value(desks, clocks, seen, data):
    """A retelling of a claim that stands, in other words or the same, moves no value."""
    desk, at = data.draw(desks), data.draw(clocks)
    facts = desk.facts()
    standing = [
        held.claim
        for held in Standing(facts, at).claims
        if facts.documents[held.claim.evidence.document].document.root is None
    ]
    assume(standing)
    told = data.draw(st.sampled_from(standing))
    development = told.development
    if isinstance(development, ConsentsCounted):
        count = data.draw(st.integers(0, 8))
        development = attrs.evolve(development, count=count, named=())
    if isinstance(development, HurdleStep):
        step = data.draw(st.sampled_from([ApplicationFiled, ApprovalDenied]))
        development = step(hurdle=development.hurdle, party=development.party)
    before = _values(seen(facts, at))
    day = Standing(facts, at).published(told.evidence.document) + timedelta(days=1)
    desk.capture("retold", day.isoformat(), root=told.evidence.document)
    occurred = str(told.occurred.edtf) if told.occurred else None
    desk.record("retelling", "retold", development, occurred, modality=told.modality)
    assert before == _values(seen(desk.facts(), at))


@EXAMPLES
@given(data=st.data())
def test_more_precise_evidence_never_widens_an_interval(desks, seen, data):
    """A day inside what an act's dates leave open narrows it, and the count with it."""
    desk = data.draw(desks)
    desk.capture("vague", "2024-08-01")
    deposit = ConsentDeposited(instrument="i", party=data.draw(st.sampled_from("abcd")))
    desk.record("deposit", "vague", deposit, data.draw(st.sampled_from(["2024-03", "2024", None])))
    at = Clocks(valid_at=date(2024, 8, 15))
    before = {one.id: one for one in seen(desk.facts(), at).instruments}
    vague = [
        (name, party)
        for name, one in before.items()
        for party in one.participation
        if party.consent.span is not None and party.consent.span.latest is not None
    ]
    name, party = data.draw(st.sampled_from(vague))
    span = party.consent.span
    first, last = span.earliest or date(2024, 1, 1), span.latest
    day = first + timedelta(days=data.draw(st.integers(0, (last - first).days)))
    told = next(one for one in desk.claims() if one.id == party.consent.winner)
    desk.capture("exact", "2024-08-14")
    desk.record("precise", "exact", attrs.evolve(told.development, **_bare(told)), str(day))
    after = {one.id: one for one in seen(desk.facts(), at).instruments}[name]
    (narrowed,) = [one for one in after.participation if one.party == party.party]
    assert _within(narrowed.consent.span, span)
    if span.earliest is None:
        return  # only its last day was known: it was taken to be in the count
    was, now = before[name].consents, after.consents
    assert _range(was)[0] <= _range(now)[0]
    assert _range(now)[1] <= _range(was)[1]


def _bare(claim: Claim) -> dict[str, None]:
    """An act without its number, which would be a count of its own."""
    return {"ordinal": None} if hasattr(claim.development, "ordinal") else {}


def _within(one, other) -> bool:
    return (one.earliest or date.min) >= (other.earliest or date.min) and one.latest <= other.latest


def _range(consents) -> tuple[int, int]:
    return consents.count or 0, consents.highest or 0


def test_the_desks_hold_what_the_laws_are_about(desks):
    """Liveness: a law that holds of empty desks alone proves nothing."""
    seen_kinds: set[str] = set()

    @examples(250)
    @given(desk=desks)
    def collect(desk):
        events = desk.events
        seen_kinds.update(one.event.type for one in events)
        seen_kinds.update(
            one.event.claim.development.kind
            for one in events
            if isinstance(one.event, ClaimRecorded)
        )

    collect()
    wanted = {"claim.corrected", "claim.retracted", "claim.disputed", "consents-counted"}
    assert wanted | {"consent-deposited", "requirement-stated", "approval-granted"} <= seen_kinds
