"""A partnership's status: stage, outlook, contested, freshness; the board and the timeline."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.app import Ambiguous, BeyondTheHead, NoSuchSubject, NothingCalled
from ledger.claims.commands import Describe
from ledger.claims.developments import (
    AgreementReported,
    ConsentsCounted,
    EnteredIntoForce,
    MeetingHeld,
    MemorandumConcluded,
    NegotiationOpened,
    OpinionStated,
    RequirementStated,
    Signed,
    WorkshopHeld,
)
from ledger.claims.entities import Instrument, Partnership
from ledger.claims.vocabulary import Stage
from ledger.projections.outlook import ProspectOutcome
from ledger.projections.why.why import NoSuchField
from ledger.views.pages.status import status_page
from ledger.views.text.layout import text_lines


@pytest.fixture
def met(desk):
    """A desk where a workshop was held in June 2022 and a meeting by June 2024."""
    desk.document("one", "2022-06-30")
    desk.document("two", "2024-06-12")
    desk.claim("one", WorkshopHeld(host="a", occasion="w"), "2022-06-29")
    desk.claim("one", WorkshopHeld(participants=("b",), occasion="w"))
    desk.claim("two", MeetingHeld(host="a"), "/2024-06-12")
    desk.tell(
        Describe(
            entity=Instrument(
                id="agr", title="the agreement", partnerships=("p",), between=("a", "b")
            )
        )
    )
    return desk


def test_contacts_make_a_dialogue_and_one_occasion_counts_once(met):
    """Two claims of one workshop are one contact with two claims."""
    status = met.status("2024-06-12")
    assert Stage.DIALOGUE is status.stage
    assert [("workshop-held", 2), ("meeting-held", 1)] == [
        (one.kind, len(one.claims)) for one in status.stage_basis
    ]


def test_what_happened_later_does_not_count_earlier(met):
    """Before the first contact the stage is unknown, and later meetings do not show."""
    assert ["workshop-held"] == [one.kind for one in met.status("2022-07-01").stage_basis]
    assert Stage.UNKNOWN is met.status("2022-06-28").stage


def test_a_bilateral_agreement_carries_the_stage_once_all_sides_acted(met):
    """One signature of two leaves a negotiation; each stage starts on its own day."""
    met.document("three", "2025-01-10")
    met.claim("three", NegotiationOpened(instrument="agr"), "2024-09-01")
    assert Stage.NEGOTIATION is met.status("2024-12-01").stage
    met.claim("three", Signed(instrument="agr", party="a"), "2024-12-02")
    assert Stage.NEGOTIATION is met.status("2025-02-01").stage
    met.claim("three", Signed(instrument="agr", party="b"), "2024-12-02")
    assert Stage.SIGNED is met.status("2025-02-01").stage
    met.claim("three", EnteredIntoForce(instrument="agr"), "2025-01-05")
    assert Stage.IN_FORCE is met.status("2025-02-01").stage
    assert Stage.SIGNED is met.status("2025-01-04").stage


def test_a_memorandum_is_more_than_a_dialogue(met):
    """A concluded memorandum outranks the contacts before it."""
    met.document("three", "2024-07-10")
    met.claim("three", MemorandumConcluded(parties=("a", "b"), subject="space"), "2024-07-01")
    assert Stage.MEMORANDUM is met.status("2024-08-01").stage


def test_a_mention_is_contradicted_by_what_must_still_be_negotiated(met):
    """Development 24 of the seed: kept, shown, not counted."""
    mention = met.claim("two", AgreementReported(instrument="agr"))
    assert () == met.status("2024-06-12").contested
    required = RequirementStated(hurdle="h", title="negotiate it", instrument="agr")
    claim = met.claim("two", required, modality="required")
    (contest,) = met.status("2024-06-12").contested
    assert ("agr", "stage", "contradicted") == (contest.subject, contest.field, contest.reason)
    assert [claim] == [one.claim for one in contest.holds]
    assert [mention] == [one.claim for one in contest.against]


def test_the_requirement_of_an_agreement_is_met_when_it_is_in_force(met):
    """The hurdle goes on the very day of entry into force, and not the day before."""
    required = RequirementStated(hurdle="h", title="negotiate it", instrument="agr")
    met.claim("two", required, modality="required")
    met.document("three", "2025-01-10")
    met.claim("three", EnteredIntoForce(instrument="agr"), "2025-01-05")
    assert ["h"] == [one.id for one in met.status("2025-01-04").hurdles]
    assert [] == [one.id for one in met.status("2025-01-05").hurdles]


def test_an_expectation_is_open_then_met_or_overdue(met):
    """The day after it was due without news it is overdue; a claim that it was held meets it."""
    met.document("three", "2024-09-10")
    met.claim("two", MeetingHeld(host="b"), "2024-09-01", modality="expected")
    assert [ProspectOutcome.OPEN] == [one.outcome for one in met.status("2024-08-01").outlook]
    assert [ProspectOutcome.OVERDUE] == [one.outcome for one in met.status("2024-09-02").outlook]
    met.claim("three", MeetingHeld(host="b"), "2024-09-01")
    assert [ProspectOutcome.MET] == [one.outcome for one in met.status("2024-09-02").outlook]


def test_freshness_counts_documents_and_independent_roots(met):
    """A reprint is one document more and no root more."""
    met.document("reprint", "2024-06-13", lineage="syndicated", root="two")
    met.claim("reprint", MeetingHeld(host="a"), "/2024-06-12")
    fresh = met.status("2024-07-01").freshness
    assert (date(2024, 6, 13), 3, 2) == (
        fresh.last_published,
        fresh.documents,
        fresh.independent_roots,
    )


def test_the_timeline_is_in_order_and_joins_occasions(met):
    """Moments go by day, and two claims of one workshop are one moment."""
    moments = met.ledger.timeline("p", met.at("2024-06-12"))
    assert [("2022-06-29", 2), ("/2024-06-12", 1)] == [
        (str(one.occurred), len(one.stated)) for one in moments
    ]


def test_the_timeline_shows_what_fell_and_why(met):
    """A retracted claim stays in the timeline, marked as retracted."""
    (claim,) = met.status("2024-06-12").stage_basis[1].claims
    met.retract(claim, "two")
    moments = met.ledger.timeline("p", met.at("2024-06-12"))
    assert ["retracted"] == [one.fallen for one in moments[-1].stated]


def test_the_board_has_the_freshest_first(met):
    """A partnership with news stands before one of which nothing is recorded."""
    met.tell(Describe(entity=Partnership(id="q", title="Q", parties=("c",))))
    rows = met.ledger.board(met.at("2024-06-12"))
    assert [("p", Stage.DIALOGUE, 3), ("q", Stage.UNKNOWN, 0)] == [
        (one.partnership, one.stage, one.claims) for one in rows
    ]


def test_why_follows_every_field_to_its_words(met):
    """Each path has one proof, and its winning quotes stand verbatim in their documents."""
    met.claim("two", ConsentsCounted(instrument="i", count=9, required=11, stage="deposited"))
    required = RequirementStated(hurdle="h", title="negotiate", instrument="agr", on=("a",))
    met.claim("two", required, modality="required")
    at = met.at("2024-06-12")
    for path, value in (
        ("p.stage", "dialogue"),
        ("p/i.consents", "9 of 11"),
        ("i.consents", "9 of 11"),
        ("agr.stage", "to be concluded"),
        ("p/h.state", "required"),
        ("i/threshold.state", "required, 9 of 11"),
    ):
        (proof,) = met.ledger.why(path, at)
        assert value == proof.value
        assert all(
            one.quote in met.ledger.show(one.document).event.document.text for one in proof.won
        )
        assert proof.won


def test_why_names_what_can_be_asked(met):
    """A mistyped field gets the list of fields; an unknown subject is an error of its own."""
    with pytest.raises(NoSuchField, match=r"p\.colour") as caught:
        met.ledger.why("p.colour", met.at("2024-06-12"))
    assert "p.stage" in caught.value.fix
    with pytest.raises(NoSuchField, match="zed"):
        met.ledger.why("p/zed", met.at("2024-06-12"))
    with pytest.raises(NoSuchSubject):
        met.ledger.why("zed.stage", met.at("2024-06-12"))


def test_a_past_ledger_did_not_follow_what_came_later(met):
    """Before its first event the partnership does not exist; past the head nothing is known."""
    with pytest.raises(NoSuchSubject):
        met.ledger.status("p", met.at("2024-06-12", known_at=3))
    with pytest.raises(BeyondTheHead):
        met.ledger.status("p", met.at("2024-06-12", known_at=10_000))
    with pytest.raises(BeyondTheHead):
        met.ledger.status("p", met.at("2024-06-12", known_at="2031-01-01"))


def test_search_finds_every_word_whatever_its_case_and_accents(met):
    """Words of kind and note are found together, and all words must be there."""
    claim = met.claim("two", OpinionStated(topic="x"), note="Depósitos ante el depositario")
    assert [claim] == [one.citation.claim for one in met.ledger.search(["DEPOSITOS", "opinion"])]
    assert () == met.ledger.search(["depositos", "absent"])


def test_show_takes_an_id_its_beginning_or_a_position(met):
    """All three ways lead to one entry; a beginning of two ids is refused as ambiguous."""
    (claim,) = met.status("2024-06-12").stage_basis[1].claims
    entry = met.ledger.show(claim)
    assert entry == met.ledger.show(claim[:9]) == met.ledger.show(f"@{entry.position}")
    assert "p" == met.ledger.show("p").event.partnership.id
    with pytest.raises(NothingCalled):
        met.ledger.show("nothing")
    met.document("zz-1", "2024")
    met.document("zz-2", "2024", publisher="other")
    with pytest.raises(Ambiguous):
        met.ledger.show("zz-")


def test_news_of_a_vague_day_stays_vague_on_the_page(desk):
    """A document of May is not of 31 May; an older one that names its day is not the last."""
    desk.document("old", "2024-04-30")
    desk.claim("old", MeetingHeld(host="a"), "2024-04-01")
    desk.document("new", "2024-05")
    desk.claim("new", MeetingHeld(host="b"), "2024-05-01")
    fresh = desk.status("2024-06-30").freshness
    assert (date(2024, 5, 31), "2024-05") == (fresh.last_published, str(fresh.last_stated))
    clocks = desk.at("2024-06-30")
    lines = text_lines(status_page(desk.ledger.status("p", clocks), clocks=clocks))
    assert "last news May 2024, 2 documents" in "\n".join(lines)
