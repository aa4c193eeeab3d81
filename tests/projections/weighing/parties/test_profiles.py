"""Profiles of parties, and of those that are taken as one: always in the same order."""

from __future__ import annotations

from datetime import UTC, datetime

from ledger.claims.entities import Party
from ledger.claims.judgement import Judgement
from ledger.claims.vocabulary import PartyKind, Verdict
from ledger.facts.facts import Facts, RecordedJudgement
from ledger.projections.weighing.parties.identity import identity
from ledger.projections.weighing.parties.profiles import profiles, taken_as_one


def known(parties, pairs):
    """Facts of parties, and of pairs that are judged the same, in the order given."""
    judgements = [
        Judgement(party=pair[0], other=pair[1], verdict=Verdict.SAME, reason="one office")
        for pair in pairs
    ]
    return Facts(
        parties={name: Party(id=name, name=name, type=PartyKind.STATE) for name in parties},
        judgements={
            judgement.pair: RecordedJudgement(
                judgement=judgement,
                revision=0,
                recorded_at=datetime(2024, 1, 1, tzinfo=UTC),
                recorded_by=None,
            )
            for judgement in judgements
        },
    )


def test_profiles_are_in_the_order_of_ids_and_their_judgements_of_pairs():
    """In whatever order they were recorded."""
    found = profiles(known("cba", ["bc", "ab"]))
    assert ["a", "b", "c"] == [profile.id for profile in found]
    assert ["a+b", "b+c"] == [judged.id for judged in found[1].judgements]


def test_those_that_are_another_are_told_in_the_order_of_ids():
    """Each once, whoever names them, and none that is itself."""
    facts = known("abcdefghij", [f"a{other}" for other in "bcdefghij"])
    who = identity(recorded.judgement for recorded in facts.judgements.values())
    taken = taken_as_one(facts, who, "jihgfedcbaj")
    assert [*"bcdefghij"] == [each.filed for each in taken]
