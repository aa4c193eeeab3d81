"""The first story's answer: what a reader of the two articles is told."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.clock import Clocks

SPACE = "mexico-korea-space"


@pytest.fixture(scope="module")
def status(ledger, told):
    """The partnership as of 12 June 2024."""
    return ledger.status(SPACE, Clocks(valid_at=told.valid_at))


def test_the_stage_is_dialogue(status):
    """No agreement is signed, whatever one sentence says."""
    assert "dialogue" == status.stage
    assert ["workshop-held", "meeting-held"] == [one.kind for one in status.stage_basis]


def test_nine_of_eleven(status):
    """ALCE has nine of eleven, two are still required, and one source says so."""
    consents = {one.id: one for one in status.instruments}["alce-convention"].consents
    assert (9, 11, 2, "single-source", ("thx-21-nine-of-eleven",)) == (
        consents.count,
        consents.required,
        consents.still_required,
        consents.status,
        consents.claims,
    )


def test_four_hurdles_stand(status):
    """The agreement, the threshold, and an approval in each country."""
    assert [
        ("aerospace-agreement", "agreement", "required", ("mexico", "korea")),
        ("alce-convention/threshold", "ratification", "required", ()),
        ("authorities-approval/korea", "authorisation", "possible", ("korea",)),
        ("authorities-approval/mexico", "authorisation", "possible", ("mexico",)),
    ] == [(one.id, one.kind, one.state, one.on) for one in status.hurdles]


def test_the_approvals_have_their_ground(status):
    """Approval is asked for compliance with the Outer Space Treaty, in the article's words."""
    approvals = [one for one in status.hurdles if one.kind == "authorisation"]
    for one in approvals:
        assert "compliance with international law such as the Outer Space Treaty" == one.reason
        assert ["thx-28-approval-by-authorities", "thx-29-outer-space-treaty"] == [
            cited.claim for cited in one.evidence
        ]
    assert 2 == len(approvals)


def test_one_sentence_is_contested(status):
    """The sentence on "the agreement" is kept, and shown against the one that contradicts it."""
    (contest,) = status.contested
    assert (["thx-27-agreement-required"], ["thx-24-agreement-lays-groundwork"]) == (
        [one.claim for one in contest.holds],
        [one.claim for one in contest.against],
    )


def test_discussions_are_expected(status):
    """The outlook has what is intended and expected, and nothing has come of it yet."""
    assert [
        ("tdi-09-companies-aim-to-collaborate", "intended", "open"),
        ("thx-30-discussions-expected", "expected", "open"),
    ] == [(one.citation.claim, one.modality, one.outcome) for one in status.outlook]


def test_two_documents(status):
    """Two articles by two publishers stand behind it."""
    fresh = status.freshness
    assert (date(2024, 6, 12), 2, 2) == (
        fresh.last_published,
        fresh.documents,
        fresh.independent_roots,
    )


@pytest.mark.parametrize(
    "clocks",
    [
        Clocks(valid_at=date(2022, 7, 1), published_by=date(2022, 7, 1)),
        Clocks(valid_at=date(2024, 6, 12), published_by=date(2024, 6, 11)),
        Clocks(valid_at=date(2024, 6, 12), known_at=33),
    ],
    ids=["in July 2022", "before the second article came out", "before it was recorded"],
)
def test_before_the_second_article(ledger, clocks):
    """None of the facts of 2024 shows, and the workshop does."""
    status = ledger.status(SPACE, clocks)
    said = [cited.citation.claim for one in ledger.timeline(SPACE, clocks) for cited in one.stated]
    assert ("dialogue", (), ()) == (status.stage, status.hurdles, status.contested)
    assert (15, {"tdi"}) == (len(said), {name.partition("-")[0] for name in said})
    assert ["workshop-held"] == [one.kind for one in status.stage_basis]


def test_in_july_2022_valid_at_alone_hides_2024(ledger):
    """What happened in 2024 does not show as of July 2022, though it is known today."""
    status = ledger.status(SPACE, Clocks(valid_at=date(2022, 7, 1)))
    (alce,) = [one for one in status.instruments if one.id == "alce-convention"]
    assert (None, ["workshop-held"]) == (
        alce.consents.count,
        [one.kind for one in status.stage_basis],
    )
