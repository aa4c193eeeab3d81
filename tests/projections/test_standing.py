"""Corrections, retractions and disputes on the three clocks (worked cases E2, E14, E15)."""

from __future__ import annotations

import pytest

from ledger.claims.commands import RecordClaim
from ledger.claims.developments import ConsentsCounted
from ledger.claims.vocabulary import ConsentStage
from ledger.edtf import parse
from ledger.errors import Problems
from ledger.projections.standing import Fall


@pytest.fixture
def wire_story(desk):
    """A wire says 11, two clients reprint it, a local paper says 10; the wire kills its story."""
    desk.on("2024-05-09")
    desk.document("wire", "2024-05-08", "wire", publisher="The Wire")
    desk.document("client-1", "2024-05-08", lineage="syndicated", root="wire")
    desk.document("client-2", "2024-05-08", lineage="syndicated", root="wire")
    desk.document("local", "2024-05-07")
    for name, count in (("wire", 11), ("client-1", 11), ("client-2", 11), ("local", 10)):
        desk.count(name, count, "2024-05-07")
    return desk


def reasons(desk) -> list[str]:
    """Why claims fall, on the latest clocks."""
    view = desk.ledger.view("p", desk.at("2024-06-01"))
    return sorted(one.reason for one in view.standing.fallen.values())


def test_a_retraction_takes_the_reprints_with_it(wire_story):
    """E2: known on 10 May it is 11; known on 12 May it is 10, and three claims fell."""
    wire_story.on("2024-05-11").retract("wire", "The Wire", published=parse("2024-05-11"))
    wire_story.on("2024-06-01")

    assert 11 == wire_story.consents("2024-06-01", known_at="2024-05-10").count
    assert 10 == wire_story.consents("2024-06-01", known_at="2024-05-12").count
    assert [Fall.DOCUMENT_RETRACTED, Fall.ROOT_RETRACTED, Fall.ROOT_RETRACTED] == reasons(
        wire_story
    )


def test_a_retraction_is_on_the_published_clock(wire_story):
    """Who could only read what was out on 10 May still read 11."""
    wire_story.on("2024-05-12").retract("wire", "The Wire", published=parse("2024-05-11"))

    assert 11 == wire_story.consents("2024-06-01", published_by="2024-05-10").count
    assert 10 == wire_story.consents("2024-06-01", published_by="2024-05-11").count


def test_a_retraction_retracted_brings_the_claims_back(wire_story):
    """E15: the wire withdraws the withdrawal."""
    killed = wire_story.on("2024-05-11").retract("wire", "The Wire")
    wire_story.on("2024-05-13").retract(killed, "The Wire")

    assert 11 == wire_story.consents("2024-06-01").count
    assert 10 == wire_story.consents("2024-06-01", known_at="2024-05-12").count
    assert [] == reasons(wire_story)


def test_a_stranger_can_dispute_and_not_retract(wire_story):
    """E14: a blog's word marks the value as disputed, and changes nothing else."""
    claim = wire_story.consents("2024-06-01").claims[0]

    with pytest.raises(Problems) as caught:
        wire_story.retract(claim, "A Blog")
    assert ["not-entitled"] == [one.code for one in caught.value.problems]

    wire_story.dispute(claim, "A Blog")

    status = wire_story.status("2024-06-01")
    assert 11 == wire_story.consents("2024-06-01").count
    assert [(claim, "disputed")] == [(one.subject, one.reason) for one in status.contested]


def test_a_correction_replaces_a_claim_and_its_reprints_fall(wire_story):
    """The wire corrects 11 to 10: the reprints of 11 fall with it."""
    wire_story.on("2024-05-11").document("erratum", "2024-05-11", "wire", publisher="The Wire")
    claim = wire_story.consents("2024-06-01").claims[0]
    becomes = RecordClaim(
        development=ConsentsCounted(
            instrument="i", count=10, required=11, stage=ConsentStage.DEPOSITED
        ),
        document="erratum",
        quote="statement 1.",
        occurred=parse("2024-05-07"),
        partnership="p",
    )
    wire_story.correct(claim, "the wire", becomes)

    assert 10 == wire_story.consents("2024-06-01").count
    assert [Fall.CORRECTED, Fall.ROOT_CORRECTED, Fall.ROOT_CORRECTED] == reasons(wire_story)


def test_what_was_not_yet_published_is_not_read(desk):
    """A claim of June does not matter to who reads in May."""
    desk.document("june", "2024-06-12")
    desk.count("june", 9)

    assert None is desk.consents("2024-07-01", published_by="2024-06-11").count
    assert 9 == desk.consents("2024-07-01", published_by="2024-06-12").count
