"""What helps to record well: each check finds what was left out, and is silent once it is there."""

from __future__ import annotations

from ledger.claims.commands import Describe
from ledger.claims.developments import (
    AgreementReported,
    MeetingHeld,
    RequirementStated,
    Signed,
)
from ledger.claims.entities import Instrument, Partnership, Party
from ledger.claims.vocabulary import Stage


def found(desk, name, valid_at="2024-12-31"):
    return [one.sentence for one in desk.ledger.check(desk.at(valid_at), (name,))]


def instrument(**more):
    return Describe(entity=Instrument(id="g", title="the pact", **more))


def test_an_instrument_that_nobody_follows_shows_nowhere(desk):
    """Until a partnership follows it."""
    desk.tell(instrument())
    assert ["no partnership follows the pact: it shows on no status"] == found(
        desk, "instruments-followed"
    )
    desk.tell(instrument(partnerships=("p",)))
    assert [] == found(desk, "instruments-followed")


def test_a_partnership_follows_the_instruments_of_its_claims(desk):
    """A claim names both, and the instrument's page has it, the partnership's does not."""
    desk.tell(
        Describe(entity=Partnership(id="q", title="Q", parties=("c", "d"))),
        instrument(partnerships=("p",)),
    )
    desk.document("d1", "2024-05-01")
    claim = desk.claim("d1", Signed(instrument="g", party="a"), partnership="q")
    (finding,) = desk.ledger.check(desk.at("2024-12-31"), ("instruments-followed",))
    assert (("g", (claim,))) == (finding.subject, finding.claims)
    assert finding.sentence.startswith("q does not follow the pact")


def test_what_both_sides_signed_counts_once_its_sides_are_named(desk):
    """The stage stays dialogue while the agreement is open to anyone."""
    desk.tell(instrument(partnerships=("p",)))
    desk.document("d1", "2024-05-01")
    desk.claim("d1", MeetingHeld(host="a"), "2024-04-01")
    desk.claim("d1", Signed(instrument="g", party="a"), "2024-04-02")
    assert [] == found(desk, "signed-agreements-count")
    desk.claim("d1", Signed(instrument="g", party="b"), "2024-04-02")
    (sentence,) = found(desk, "signed-agreements-count")
    assert "both sides signed the pact, and the stage stays dialogue" in sentence
    assert [] == found(desk, "signed-agreements-count", "2024-04-01")
    desk.tell(instrument(between=("a", "b")))
    assert [] == found(desk, "signed-agreements-count")


def test_a_stage_that_is_stated_and_contradicted_asks_for_the_acts(desk):
    """Spoken of as signed while it must still be negotiated, until both are recorded to sign."""
    desk.tell(instrument(partnerships=("p",), between=("a", "b")))
    desk.document("d1", "2024-05-01")
    desk.claim("d1", AgreementReported(instrument="g", stage="signed"), "2024-04-02")
    required = RequirementStated(hurdle="h", title="negotiate", instrument="g", on=("a", "b"))
    desk.claim("d1", required, modality="required")
    state = desk.ledger.status("p", desk.at("2024-12-31")).instruments[0]
    if state.stage.rank < Stage.SIGNED.rank:
        (sentence,) = found(desk, "stated-stages-lead-on")
        assert "the pact is spoken of as signed, and nothing recorded takes it there" in sentence
    for party in "ab":
        desk.claim("d1", Signed(instrument="g", party=party), "2024-04-02")
    assert [] == found(desk, "stated-stages-lead-on")


def test_two_spellings_of_a_publisher_are_found(desk):
    """Until a party bears both, or each is a party of its own."""
    desk.document("d1", "2024-05-01", publisher="THX News")
    desk.document("d2", "2024-05-01", publisher="THX-News")
    desk.document("d3", "2024-05-01", publisher="La Jornada")
    (sentence,) = found(desk, "publishers-told-apart")
    assert sentence.startswith("THX News (documents: 1) and THX-News (1) are spelled nearly")
    desk.tell(Describe(entity=Party(id="thx", name="THX News", aliases=("THX-News",))))
    assert [] == found(desk, "publishers-told-apart")


def test_one_day_for_many_documents_is_found(desk):
    """Of several publishers, and a third of all; not where the days differ."""
    for number in range(8):
        desk.document(f"d{number}", "2024-05-01", publisher=f"Paper {chr(65 + number) * 5}")
    assert ["8 of 8 documents, of 8 publishers, are said to be published 2024-05-01"] == found(
        desk, "days-of-their-own"
    )
    for number in range(20):
        desk.document(f"e{number}", f"2024-06-{number + 1:02}")
    assert [] == found(desk, "days-of-their-own")
