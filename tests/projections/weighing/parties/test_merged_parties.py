"""Which parties a claim and an instrument name, and the instrument of parties that are one."""

from __future__ import annotations

from ledger.claims.claim import Claim, Evidence
from ledger.claims.commands import Describe, JudgeParties
from ledger.claims.developments import Signed
from ledger.claims.entities import Instrument
from ledger.claims.entry_into_force import rule_from
from ledger.claims.vocabulary import Modality, Verdict
from ledger.projections.weighing.parties.merged_parties import parties_described, parties_filed

CONVENTION = Instrument(
    id="i",
    title="the convention",
    partnerships=("p",),
    between=("a", "b"),
    depositary="d",
    entry_into_force=rule_from({"when": [{"named": ["a", "b"]}], "organisations": ["c"]}),
)


def test_a_claim_names_whom_it_states_something_of_who_says_so_and_through_whom():
    """The signatory, the speaker, and those who quote the speaker."""
    claim = Claim(
        id="c",
        development=Signed(instrument="i", party="a"),
        modality=Modality.ACTUAL,
        evidence=Evidence(document="d", exact="one", start=0, end=3),
        asserted_by="b",
        quoted_by=("c",),
    )
    assert {"a", "b", "c"} == parties_filed(claim)


def test_an_instrument_names_its_sides_its_depositary_and_those_of_its_rule():
    """All of them, whether or not another names them too."""
    assert {"a", "b", "c", "d"} == parties_described(CONVENTION)


def test_the_depositary_is_named_by_the_id_that_stands_for_it(desk):
    """Two names of one office: the first of them keeps the convention."""
    desk.tell(Describe(entity=CONVENTION), replace=True)
    desk.tell(JudgeParties(party="c", other="d", verdict=Verdict.SAME, reason="one office"))
    facts = desk.ledger.view("p", desk.at("2024-07-01")).standing.facts
    assert "c" == facts.instruments["i"].depositary
