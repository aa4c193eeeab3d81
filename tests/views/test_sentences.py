"""Every development has a phrase of its own, in names that readers know."""

from __future__ import annotations

from decimal import Decimal

import attrs
import pytest

from ledger.claims import developments as d
from ledger.claims.names import Names
from ledger.claims.vocabulary import Comparator, ConsentAct, ConsentStage, Majority, Stage
from ledger.edtf import parse
from ledger.views.sentences import listed, phrase

MADE = {
    "tuple[PartyId, ...]": ("mexico", "korea"),
    "tuple[Text, ...]": ("one", "two"),
    "Count": 9,
    "bool": False,
    "Relation": "part-of",
    "tuple[InstrumentId, ...]": ("other",),
}


def made(kind):
    """The least that can be said with a kind, every required field filled."""
    values = {
        field.name: MADE.get(str(field.type), f"the-{field.name}")
        for field in attrs.fields(kind)
        if field.default is attrs.NOTHING
    }
    return kind(**values)


@pytest.mark.parametrize("kind", d.KINDS.values(), ids=d.KINDS)
def test_every_kind_has_a_phrase(kind):
    """It names the parties as readers know them, and is no id of a kind."""
    development = made(kind)
    party = getattr(development, "party", None)
    words = phrase(development, Names({party: "Ruritania"} if party else {}))
    assert words
    assert development.kind != words
    assert party is None or "Ruritania" in words


def test_the_phrases_tell_the_kinds_apart():
    """No two kinds read alike."""
    said = [phrase(made(kind)) for kind in d.KINDS.values()]
    assert len(set(said)) == len(said)


@pytest.mark.parametrize(
    ("development", "words"),
    [
        (d.ConsentsCounted(instrument="i", count=9, required=11), "of 11 ratifications, stage"),
        (
            d.ConsentsCounted(instrument="i", count=9, members=33, stage=ConsentStage.SIGNED),
            "9 of 33 signed",
        ),
        (
            d.ConsentDeposited(instrument="i", party="p", act=ConsentAct.ACCESSION),
            "p deposited its accession to i",
        ),
        (d.AgreementReported(instrument="i", stage=Stage.SIGNED), "as an agreement (signed)"),
        (d.Signed(instrument="i", party="p", form="ad-referendum"), "p signed i (ad-referendum)"),
        (d.ApprovalGranted(hurdle="h", party="p"), "h: approval granted for p"),
        (
            d.FundingCommitted(
                funder="p",
                purpose="a launch site",
                amount=d.Figure(value=Decimal(2), unit="USD", comparator=Comparator.ABOUT),
            ),
            "about 2 USD from p for a launch site",
        ),
        (d.Signed(instrument="i"), "i: signed"),
        (
            d.DomesticallyApproved(
                instrument="i", party="p", vote=d.Vote(in_favour=334, against=324, abstained=11)
            ),
            "p approved i at home, 334 to 324, 11 abstained",
        ),
        (d.RatificationReported(instrument="i", party="p"), "p said to have ratified i"),
        (
            d.FundingDisbursed(
                funder="p",
                purpose="boats",
                amount=d.Figure(value=Decimal(800_000_000), unit="AUD"),
                total=d.Figure(value=Decimal(2_000_000_000), unit="AUD"),
                tranche=2,
            ),
            "800 million AUD paid by p for boats (payment 2 of 2 billion AUD in all)",
        ),
        (
            d.NegotiationRoundHeld(
                headcount=d.Figure(value=Decimal(30), unit="delegates"), each_side=True
            ),
            "negotiation round, 30 delegates on each side",
        ),
        (
            d.RequirementStated(hurdle="h", title="concurrence", majority=Majority.TWO_THIRDS),
            "concurrence, two thirds required",
        ),
        (
            d.PolicyReviewStarted(review="r", topic="AUKUS", by="p", until=parse("2025-07")),
            "review of AUKUS begun by p, to end",
        ),
        (
            d.RuleProposed(rule="r", topic="exports", comments_due=parse("2024-06-03")),
            "rule on exports proposed, comments due 3 June 2024",
        ),
        (
            d.InstrumentsRelated(instrument="i", relation="split-into", to=("j", "k")),
            "i was split into j and k",
        ),
        (
            d.RequirementWaived(
                hurdle="h",
                coverage=d.Figure(value=Decimal(70), to=Decimal(80), unit="% of cases"),
            ),
            "h: requirement waived, covers 70 to 80 % of cases",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else value.kind,
)
def test_what_is_known_is_said(development, words):
    """A stage, a base, an act, a form or a sum is named where the source gives it."""
    assert words in phrase(development)


def test_a_list_is_joined_as_one_says_it():
    """Nothing, one, two and three values."""
    assert ["", "a", "a and b", "a, b and c"] == [listed("abc"[:count]) for count in range(4)]
