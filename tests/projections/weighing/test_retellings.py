"""Retellings: they fall with what they retell, inexactly as it may be, and only then."""

from __future__ import annotations

import pytest

from ledger.claims.claim import Claim, Evidence
from ledger.claims.commands import RecordClaim
from ledger.claims.developments import (
    ConsentDeposited,
    ConsentsCounted,
    FactReported,
    MeetingHeld,
    Signed,
)
from ledger.claims.vocabulary import ConsentStage, Modality
from ledger.edtf import StatedDate, parse
from ledger.projections.weighing.retellings import nearest


def counted(count, required=11, stage=ConsentStage.DEPOSITED):
    """A count of consents."""
    return ConsentsCounted(instrument="i", count=count, required=required, stage=stage)


@pytest.fixture
def wire(desk):
    """A wire, an aggregator that retells it, and a blog that retells the aggregator."""
    desk.document("wire", "2024-05-01", "wire", publisher="The Wire")
    desk.document("aggregator", "2024-05-02", "aggregator", lineage="summarised", root="wire")
    desk.document("blog", "2024-05-03", "social", lineage="summarised", root="aggregator")
    return desk


def corrected(desk, claim, development, on="2024-05-01"):
    """The wire puts another claim in the place of one, in an erratum; gives the act."""
    desk.document("erratum", "2024-05-10", "wire", publisher="The Wire")
    becomes = RecordClaim(
        document="erratum", development=development, quote="statement 1.", occurred=parse(on),
        partnership="p",
    )  # fmt: skip
    return desk.correct(claim, "The Wire", becomes)


def falls(desk):
    """By claim, why it does not stand."""
    standing = desk.ledger.view("p", desk.at("2024-06-01")).standing
    return {name: str(fall.reason) for name, fall in standing.fallen.items()}


@pytest.mark.parametrize(
    ("development", "on"),
    [
        (counted(10), "2024-05-01"),
        (counted(11), "2024-05-01"),
        (counted(10), "2024-05-02"),
        (counted(11, required=None), "2024-05-15"),
        (counted(11, stage=ConsentStage.UNKNOWN), None),
        (counted(7), "2023"),
    ],
)
@pytest.mark.parametrize("document", ["aggregator", "blog"])
def test_an_inexact_retelling_falls_with_the_claim_that_was_corrected(
    wire, document, development, on
):
    """Another number, another day, no total, no stage; and through another retelling."""
    claim = wire.claim("wire", counted(10), "2024-05-01")
    retelling = wire.claim(document, development, on)
    corrected(wire, claim, counted(9))
    assert {claim: "corrected", retelling: "root-corrected"} == falls(wire)
    assert 9 == wire.consents("2024-06-01").count


@pytest.mark.parametrize(
    ("development", "more"),
    [
        (counted(10, stage=ConsentStage.SIGNED), {}),
        (counted(10), {"modality": Modality.EXPECTED}),
        (ConsentDeposited(instrument="i", party="a"), {}),
        (MeetingHeld(host="a"), {}),
        (FactReported(topic="a launch site"), {}),
    ],
)
def test_what_answers_another_question_stands(wire, development, more):
    """Another stage, another modality, another kind: the retelling reports on its own."""
    claim = wire.claim("wire", counted(10), "2024-05-01")
    wire.claim("aggregator", development, "2024-05-01", **more)
    wire.retract(claim, "The Wire")
    assert {claim: "retracted"} == falls(wire)


@pytest.mark.parametrize("party", ["a", "b"])
def test_an_act_of_another_party_is_another_matter(wire, party):
    """When the wire takes back its claim, only a retelling about the same party falls."""
    claim = wire.claim("wire", Signed(instrument="i", party="a"), "2024-05-01")
    retelling = wire.claim("aggregator", Signed(instrument="i", party=party), "2024-05-02")
    wire.retract(claim, "The Wire")
    assert (retelling in falls(wire)) == (party == "a")


@pytest.mark.parametrize(("host", "falls_too"), [("a", True), (None, True), ("c", False)])
def test_a_meeting_of_others_is_another_meeting(wire, host, falls_too):
    """A retelling that names nobody may be of the same; one that names others is not."""
    claim = wire.claim("wire", MeetingHeld(host="a", participants=("b",)), "2024-05-01")
    retelling = wire.claim("aggregator", MeetingHeld(host=host), "2024-05-01")
    wire.retract(claim, "The Wire")
    assert falls_too == (retelling in falls(wire))


@pytest.mark.parametrize(
    ("count", "on", "falls_too"),
    [
        (10, "2024-05-01", True),
        (8, "2024-01-31", False),
        (11, "2024-05-15", True),
        (9, "2024-02-01", False),
        (9, "2024-04-20", True),
        (7, None, True),
    ],
)
def test_of_two_claims_a_retelling_retells_the_one_that_it_is_nearest_to(
    wire, count, on, falls_too
):
    """10 as of 1 May was taken back, 8 as of 31 January was not; without a day 7 is between."""
    claim = wire.claim("wire", counted(10), "2024-05-01")
    other = wire.claim("wire", counted(8), "2024-01-31")
    retelling = wire.claim("aggregator", counted(count), on)
    wire.retract(claim, "The Wire")
    fallen = falls(wire)
    assert other not in fallen
    if on is not None:
        assert falls_too == (retelling in fallen)


def test_a_retelling_as_near_to_one_that_stands_stands(wire):
    """9 is as near to 10 as to 8, of one day: nothing says that it retells what was taken back."""
    claim, other = (wire.claim("wire", counted(count), "2024-05-01") for count in (10, 8))
    retelling = wire.claim("aggregator", counted(9), "2024-05-01")
    wire.retract(claim, "The Wire")
    assert {claim} == set(falls(wire))
    wire.retract(other, "The Wire")
    assert {claim, other, retelling} == set(falls(wire))


def test_what_retells_the_correction_stands(wire):
    """If it came out later; what says the same by chance, and came out before, does not."""
    claim = wire.claim("wire", counted(10), "2024-05-01")
    chance = wire.claim("aggregator", counted(9), "2024-05-01")
    act = corrected(wire, claim, counted(9))
    wire.document("later", "2024-05-12", lineage="summarised", root="wire")
    retelling = wire.claim("later", counted(9), "2024-05-01")
    assert {claim: "corrected", chance: "root-corrected"} == falls(wire)
    wire.retract(act, "The Wire")
    assert {claim, chance}.isdisjoint(falls(wire))
    assert "root-retracted" == falls(wire)[retelling]


def test_a_retelling_of_what_was_never_taken_back_stands_whatever_else_was(wire):
    """A retold count does not fall with a retracted signature of the same wire."""
    claim = wire.claim("wire", Signed(instrument="i", party="a"), "2024-05-01")
    retelling = wire.claim("aggregator", counted(9), "2024-05-01")
    wire.retract(claim, "The Wire")
    assert retelling not in falls(wire)


def test_a_root_that_could_not_be_read_yet_takes_nothing_along(wire):
    """On the published clock of the blog's own readers."""
    wire.document("late", "2024-07-01", "wire", publisher="The Wire")
    wire.document("leak", "2024-05-04", lineage="summarised", root="late")
    wire.claim("late", counted(10), "2024-05-01")
    retelling = wire.claim("leak", counted(10), "2024-05-01")
    standing = wire.ledger.view("p", wire.at("2024-06-01", published_by="2024-06-01")).standing
    assert retelling not in standing.fallen


def test_a_root_claim_of_another_partnership_that_stands_keeps_its_retelling_here(wire):
    """What the root says elsewhere is part of what it says."""
    from ledger.claims.commands import Describe  # noqa: PLC0415
    from ledger.claims.entities import Partnership  # noqa: PLC0415

    wire.tell(Describe(entity=Partnership(id="q", title="Q", parties=("a", "c"))))
    claim = wire.claim("wire", MeetingHeld(host="a"), "2024-05-01", partnership="q")
    wire.claim("wire", MeetingHeld(host="a"), "2024-02-01", partnership="q")
    near = wire.claim("aggregator", MeetingHeld(host="a"), "2024-02-02")
    far = wire.claim("aggregator", MeetingHeld(host="a"), "2024-05-02")
    wire.retract(claim, "The Wire")
    assert {far: "root-retracted"} == {
        name: why for name, why in falls(wire).items() if name in {near, far}
    }


def test_a_very_long_line_of_retellings_falls_with_its_root(desk):
    """No chain is too long to follow."""
    desk.document("d0", "2024-05-01", publisher="P")
    first = desk.count("d0", 10, "2024-05-01")
    for number in range(1, 120):
        desk.document(f"d{number}", "2024-05-02", lineage="syndicated", root=f"d{number - 1}")
    last = desk.count("d119", 11, "2024-05-02")
    desk.retract(first, "P")
    assert {first: "retracted", last: "root-retracted"} == falls(desk)


@pytest.mark.parametrize(
    ("number", "day", "fallen"),
    [
        (8, "2024-04-30", "low"),
        (13, "2024-04-30", "high"),
        (8, "2024-05-01", "high"),
        (13, None, "high"),
    ],
)
def test_a_retelling_is_of_the_nearest_day_and_then_of_the_nearest_number(
    wire, number, day, fallen
):
    """Two counts of one wire: the day decides first, and of two of one day the number."""
    later = "2024-05-01" if (number, day) == (8, "2024-05-01") else "2024-04-30"
    claims = {
        "low": wire.claim("wire", counted(9), "2024-04-30"),
        "high": wire.claim("wire", counted(12), later),
    }
    retelling = wire.claim("aggregator", counted(number), day)
    act = wire.retract(claims[fallen], "The Wire")
    assert {claims[fallen]: "retracted", retelling: "root-retracted"} == falls(wire)
    wire.retract(act, "The Wire")
    other = claims["high" if fallen == "low" else "low"]
    wire.retract(other, "The Wire")
    assert {other: "retracted"} == falls(wire)


def told(name, development, on=None):
    """A claim by itself."""
    return Claim(
        id=name,
        development=development,
        modality=Modality.ACTUAL,
        evidence=Evidence(document=name, exact="one", start=0, end=3),
        occurred=None if on is None else StatedDate(edtf=parse(on)),
    )


MEETING = MeetingHeld(host="a")


@pytest.mark.parametrize(
    ("retelling", "claims", "names"),
    [
        # the root leaves open what the retelling says
        ((counted(11), None), {"open": (counted(10, stage=ConsentStage.UNKNOWN), None)}, "open"),
        ((MeetingHeld(host="c"), None), {"nobody": (MeetingHeld(), None)}, "nobody"),
        ((MeetingHeld(host="c"), None), {"a": (MEETING, None)}, ""),
        # no day is nearer than one a day away
        ((MEETING, "2024-05-02"), {"no": (MEETING, None), "day": (MEETING, "2024-05-01")}, "no"),
        # a vague day is its last
        (
            (MEETING, "2024-05-10"),
            {"vague": (MEETING, "2024-04/2024-05"), "exact": (MEETING, "2024-04-12")},
            "vague",
        ),
        # what says only how many are missing counts none
        (
            (counted(1), None),
            {
                "missing": (ConsentsCounted(instrument="i", needed=8, required=11,
                                            stage=ConsentStage.DEPOSITED), None),
                "two": (counted(2, required=None), None),
            },
            "missing two",
        ),
    ],
)  # fmt: skip
def test_what_is_nearest_to_a_retelling(retelling, claims, names):
    """Of claims that say as much of the same, the nearer day, and then the nearer number."""
    near = nearest(told("r", *retelling), [told(name, *one) for name, one in claims.items()])
    assert names.split() == [claim.id for claim in near]
