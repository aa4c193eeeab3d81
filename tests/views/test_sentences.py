"""Every development has a phrase of its own, in names that readers know."""

from __future__ import annotations

from decimal import Decimal

import attrs
import pytest

from ledger.claims import developments as d
from ledger.claims.names import Names
from ledger.claims.vocabulary import Comparator, ConsentAct, ConsentStage, Stage
from ledger.views.sentences import listed, phrase

MADE = {
    "tuple[PartyId, ...]": ("mexico", "korea"),
    "tuple[Text, ...]": ("one", "two"),
    "Count": 9,
    "bool": False,
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
    ],
    ids=lambda value: value if isinstance(value, str) else value.kind,
)
def test_what_is_known_is_said(development, words):
    """A stage, a base, an act, a form or a sum is named where the source gives it."""
    assert words in phrase(development)


def test_a_list_is_joined_as_one_says_it():
    """Nothing, one, two and three values."""
    assert ["", "a", "a and b", "a, b and c"] == [listed("abc"[:count]) for count in range(4)]
