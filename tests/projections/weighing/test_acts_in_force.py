"""Acts in force: against a slow model that reads the rule aloud, to any depth and in any order."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.claims.claim import Correction, Dispute, Retraction
from ledger.claims.vocabulary import CorrectionBasis
from ledger.projections.weighing.acts_in_force import acts_in_force


def retraction(name, target, document=None):
    """An act against a claim, a document or an act."""
    return Retraction(id=name, target=target, by="w", reason="r", document=document)


def correction(name, claim, becomes, document=None):
    """A claim put in the place of another."""
    return Correction(
        id=name, claim=claim, replacement=becomes, by="w", reason="r",
        basis=CorrectionBasis.SOURCE_ERROR, document=document,
    )  # fmt: skip


def dispute(name, claim):
    """Someone says otherwise."""
    return Dispute(id=name, claim=claim, by="b", reason="r")


def in_force(acts):
    """The acts in force, where no document derives from another."""
    return acts_in_force({act.id: act for act in acts}, lambda document: [document])


@st.composite
def histories(draw):
    """Acts on claims c0 to c3, on the document d0 and on earlier acts; d0 states some on claims."""
    acts = []
    claims = [f"c{number}" for number in range(4)]
    for number in range(draw(st.integers(0, 9))):
        document = draw(st.sampled_from([None, None, "d0"]))
        kind = draw(st.sampled_from(["retract", "retract", "retract", "correct", "dispute"]))
        if kind == "retract":
            target = draw(st.sampled_from([*claims, "d0", *(act.id for act in acts)]))
            stated_by = document if target in claims else None
            acts.append(retraction(f"r{number}", target, stated_by))
        elif kind == "correct":
            first, second = sorted(draw(st.permutations(range(4)))[:2])
            acts.append(correction(f"x{number}", f"c{first}", f"c{second}", document))
        else:
            acts.append(dispute(f"s{number}", draw(st.sampled_from(claims))))
    return acts


def model(acts):
    """Each rule as a sentence, asked again for every act and claim."""

    def counts(act):
        return not any(
            counts(other)
            for other in acts
            if isinstance(other, Retraction)
            and other is not act
            and other.target in {act.id, act.document}
        )

    def taken(target):
        return any(
            isinstance(act, Retraction) and act.target == target and counts(act) for act in acts
        )

    def corrected(claim):
        return any(
            isinstance(act, Correction) and act.claim == claim and counts(act) for act in acts
        )

    def placed(claim):
        puts = [act for act in acts if isinstance(act, Correction) and act.replacement == claim]
        return not puts or any(counts(act) and placed(act.claim) for act in puts)

    names = {f"c{number}" for number in range(4)}
    return {
        "acts": {act.id for act in acts if counts(act)},
        "retracted": {name for name in (*names, "d0") if taken(name)},
        "corrected": {name for name in names if corrected(name)},
        "undone": {name for name in names if not placed(name)},
    }


@settings(max_examples=300, deadline=None, derandomize=True)
@given(histories(), st.randoms())
def test_what_acts_do_is_what_the_rule_says_in_whatever_order_they_come(acts, chance):
    """Retractions of retractions, corrections of corrections, documents that state acts."""
    mixed = list(acts)
    chance.shuffle(mixed)
    expected = model(acts)
    for given_acts in (acts, mixed):
        answer = in_force(given_acts)
        retracted = {name for name in answer.retracted if name[0] in "cd"}
        assert expected == {
            "acts": set(answer.acts),
            "retracted": retracted,
            "corrected": set(answer.corrected),
            "undone": set(answer.undone),
        }


@settings(max_examples=200, deadline=None, derandomize=True)
@given(histories())
def test_an_act_and_its_retraction_are_as_if_neither_had_been(acts):
    """Undone, it leaves no trace in what stands."""
    before = in_force(acts)
    after = in_force([*acts, retraction("r98", "c1"), retraction("r99", "r98")])
    assert (before.retracted.get("c1"), before.corrected, before.undone) == (
        after.retracted.get("c1"),
        after.corrected,
        after.undone,
    )


def test_a_thousand_times_undone_is_undone_no_deeper_than_once():
    """Even and odd: the claim stands, or does not; no depth is too deep."""
    chain = [retraction("r0", "c0")]
    for number in range(1, 3000):
        chain.append(retraction(f"r{number}", f"r{number - 1}"))
        if number > 2996:
            assert (number % 2 == 0) == ("c0" in in_force(chain).retracted)


def test_of_acts_against_each_other_in_a_circle_both_are_in_force():
    """A publisher's two documents that each take the other back."""
    acts = [retraction("r0", "d1", document="d0"), retraction("r1", "d0", document="d1")]
    assert {"d0": "r1", "d1": "r0"} == in_force(acts).retracted
    third = in_force([*acts, retraction("r2", "r1")])
    assert {"d1": "r0", "r1": "r2"} == third.retracted


def test_a_document_that_takes_itself_back_takes_itself_back():
    """The act is stated by what it is on."""
    assert {"d0": "r0"} == in_force([retraction("r0", "d0", document="d0")]).retracted


def test_the_acts_that_undid_something_are_named_the_first_by_id():
    """Of two retractions of a correction the lower id is named, whichever was recorded first."""
    acts = [
        correction("x0", "c0", "c1"),
        retraction("r5", "x0"),
        retraction("r4", "x0"),
        correction("x1", "c1", "c2"),
    ]
    answer = in_force(acts)
    assert {"c1": "r4", "c2": "x1"} == answer.undone
    assert {"c1": "x1"} == answer.corrected


def test_a_claim_put_in_its_place_twice_falls_only_with_both():
    """A replacement with one correction left in force still stands."""
    acts = [correction("x0", "c0", "c2"), correction("x1", "c1", "c2"), retraction("r0", "x0")]
    assert {} == in_force(acts).undone
    assert {"c2": "r0"} == in_force([*acts, retraction("r1", "x1")]).undone


def test_what_became_of_a_claim_is_told_in_the_order_of_the_acts():
    """Replacements go by the ids of their corrections, and disputes are listed with the claim."""
    acts = [correction("x1", "c0", "c2"), correction("x0", "c0", "c1"), dispute("s0", "c0")]
    answer = in_force(acts)
    assert {"c0": ("c1", "c2")} == answer.became
    assert ["s0"] == [act.id for act in answer.disputes["c0"]]


def test_an_act_is_in_force_only_when_all_that_is_against_it_is_decided():
    """Two are against r0: one is undone at once, the other only after a longer way, and stands."""
    acts = [
        retraction("r0", "c0"),
        *(retraction(f"r{number}", "r0") for number in (1, 2)),
        retraction("r3", "r1"),
        retraction("r4", "r2"),
        retraction("r5", "r4"),
    ]
    for order in (acts, acts[::-1]):
        assert "c0" not in in_force(order).retracted


@pytest.mark.parametrize("order", [1, -1])
def test_an_act_that_two_undid_at_once_frees_what_it_was_against_once(order):
    """U and V are against the dispute; two undo U, and V is back in force: the dispute is not."""
    acts = [
        dispute("d", "c0"),
        *(retraction("u", "d"), retraction("x", "u"), retraction("y", "u")),
        *(retraction("v", "d"), retraction("w", "v"), retraction("z", "w")),
    ]
    assert {"x", "y", "v", "z"} == set(in_force(acts[::order]).acts)


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(st.lists(st.integers(0, 99), max_size=14), st.randoms())
def test_a_web_of_retractions_is_in_force_as_the_rule_says(targets, chance):
    """A dispute, and retractions each of which is of one of the acts before it."""
    acts = [dispute("n0", "c0")]
    for number, target in enumerate(targets, start=1):
        acts.append(retraction(f"n{number}", f"n{target % number}"))
    chance.shuffle(acts)

    def counts(name):
        return not any(
            isinstance(other, Retraction) and other.target == name and counts(other.id)
            for other in acts
        )

    assert {act.id for act in acts if counts(act.id)} == set(in_force(acts).acts)


def test_what_a_document_says_beside_taking_itself_back_falls_with_it():
    """Its dispute is in force no more, and the retraction of it is."""
    acts = [
        retraction("r", "d0", "d0"),
        Dispute(id="s", claim="c0", by="b", reason="r", document="d0"),
    ]
    assert {"r"} == set(in_force(acts).acts)


def test_an_act_without_a_document_has_no_line():
    """Nobody asks for the line of no document."""
    act = retraction("r", "c0")
    assert {"r"} == set(acts_in_force({"r": act}, {}.__getitem__).acts)


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_corrections_to_one_claim_the_first_by_id_is_named_with_what_is_in_force(order):
    """Both put c2 there; "a" is taken back by "m", for its "k" was undone itself."""
    acts = [
        *(correction("a", "c0", "c2"), correction("b", "c1", "c2")),
        *(retraction("k", "a"), retraction("l", "k"), retraction("m", "a"), retraction("n", "b")),
    ]
    assert {"c2": "m"} == in_force(acts[::order]).undone
    assert {"c0": (), "c1": ()} == {
        claim: tuple(one.id for one in in_force(acts).disputes.get(claim, ()))
        for claim in ("c0", "c1")
    }


def test_disputes_are_told_by_id():
    """Whatever the order in which they came."""
    acts = [dispute("z", "c0"), dispute("b", "c0"), dispute("m", "c0")]
    assert ["b", "m", "z"] == [act.id for act in in_force(acts).disputes["c0"]]
