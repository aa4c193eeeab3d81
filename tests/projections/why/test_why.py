"""Proofs: of values, positions, claims, what is foreseen; what could be read, what would change."""

from __future__ import annotations

import pytest

from ledger.claims.commands import Describe
from ledger.claims.developments import (
    ApplicationFiled,
    ApprovalDenied,
    ApprovalGranted,
    ApprovalLapsed,
    ConsentDeposited,
    ConsentWithdrawn,
    DecisionAppealed,
    MeetingHeld,
    RequirementStated,
    Signed,
)
from ledger.claims.entities import Instrument
from ledger.claims.entry_into_force import rule_from
from ledger.errors import NotFound
from ledger.projections.why.why import NoSuchField
from ledger.views.pages.why import why_page
from ledger.views.text.layout import text_lines


@pytest.fixture
def told(desk):
    """Nine on 1 May from one paper, ten on 1 June from another; a signs on 2 March."""
    desk.document("d", "2024-05-01", publisher="The Desk")
    desk.document("e", "2024-06-01", publisher="The Post")
    desk.count("d", 9, "2024-05-01")
    desk.count("e", 10, "2024-06-01")
    return desk


def proof(desk, path, valid_at="2024-07-01", **clocks):
    """The one proof of a path."""
    (one,) = desk.ledger.why(path, desk.at(valid_at, **clocks))
    return one


def page(desk, path, **clocks) -> str:
    proofs = desk.ledger.why(path, desk.at("2024-07-01", **clocks))
    text = "\n".join(text_lines(why_page(proofs, clocks="as of then")))
    assert max(map(len, text.splitlines())) <= 80
    return text


def test_what_could_be_read_is_counted(told):
    """As of an earlier day of publication one of two claims was visible, on the page too."""
    assert (2, 2) == (proof(told, "i.consents").seen.visible, proof(told, "i.consents").seen.of)
    then = proof(told, "i.consents", published_by="2024-05-15")
    assert ("9 of 11", 1, 2) == (then.value, then.seen.visible, then.seen.of)
    assert "visibility 1 of 2" in page(told, "i.consents", published_by="2024-05-15")


def test_a_loser_is_named_by_paper_and_day_with_its_reason(told):
    """A reader sees who lost and why, not only an id."""
    assert "lost  The Desk, 1 May 2024: history (an earlier day)" in page(told, "i.consents")


def test_a_count_that_a_withdrawal_lowers_is_followed_to_the_words_of_the_withdrawal(told):
    """The withdrawal is the winner, and its verbatim quote is on the page."""
    told.document("depositary", "2024-06-20", "depositary")
    gone = told.claim("depositary", ConsentWithdrawn(instrument="i", party="h"), "2024-06-15")
    one = proof(told, "i.consents")
    assert ("9 of 11", gone, ("growth", "withdrawal")) == (one.value, one.won[0].claim, one.rules)
    words = told.ledger.show(gone).event.claim.evidence.exact
    assert words == one.won[0].quote
    assert words in page(told, "i.consents")


def test_what_would_change_it_speaks_of_this_very_value(told):
    """The sentence has the day, number and source at hand, and differs by status and day."""
    change = proof(told, "i.consents").change
    assert change == (
        "a deposit or a withdrawal by 1 July 2024, the names of the 10 that are only counted, "
        "if there are more or a correction by The Post"
    )
    told.document("f", "2024-06-10")
    told.count("f", 8, "2024-06-10")
    assert "the depositary's own count" in proof(told, "i.consents").change
    assert "a count or a deposit by" in proof(told, "i.consents", "2024-01-01").change


def test_a_partys_position_is_followed_act_by_act(told):
    """Signature and consent each have their proof; a party without acts has no field."""
    signed = told.claim("d", Signed(instrument="i", party="a"), "2024-03-02")
    given = told.claim("e", ConsentDeposited(instrument="i", party="a"), "../2024-05-20")
    one = proof(told, "i/a.signature")
    assert ("2 March 2024", [signed]) == (one.value, [cited.claim for cited in one.won])
    assert "by 20 May 2024" == proof(told, "p/i/a.consent").value
    assert given in {cited.claim for cited in proof(told, "i/a.consent").won}
    assert 2 == proof(told, "i/a.consent").seen.of
    with pytest.raises(NoSuchField, match="i/b"):
        told.ledger.why("i/b.consent", told.at("2024-07-01"))


def test_a_claim_is_proved_by_its_id_or_the_beginning_of_it(told):
    """Its standing follows a retraction, and the retraction of that one."""
    claim = told.claim("d", MeetingHeld(host="a"), "2024-04-01")
    assert "stands" == proof(told, f"{claim}.standing").value
    assert "stands" == proof(told, claim[:8]).value
    taken = told.retract(claim, "The Desk")
    gone = proof(told, claim)
    assert "does not stand, retracted, by The Desk: wrong" == gone.value
    assert ["retracted"] == [one.reason for one in gone.lost]
    told.retract(taken, "The Desk")
    assert "stands" == proof(told, claim).value


def test_a_claim_of_an_instrument_alone_has_the_partnership_that_follows_it(told):
    """A claim recorded with no partnership can still be asked for."""
    claim = told.claim("d", Signed(instrument="i", party="a"), partnership=None)
    assert "stands" == proof(told, claim).value


def test_a_disputed_claim_is_marked_where_it_wins(told):
    """A dispute does not unseat a winner; it stands next to it with its author."""
    claim = proof(told, "i.consents").won[0].claim
    told.dispute(claim, "A reader")
    (mark,) = proof(told, "i.consents").disputed
    assert (claim, "A reader") == (mark.claim, mark.by)
    assert "disputed by A reader: wrong" in page(told, "i.consents")


def test_what_is_foreseen_is_followed_to_what_became_of_it(told):
    """An overdue meeting becomes met, with the expectation and what met it as its proof."""
    claim = told.claim("d", MeetingHeld(host="b"), "2024-06-01", modality="expected")
    assert "1 overdue" == proof(told, "p.outlook").value
    assert ("overdue", "overdue") == (
        proof(told, f"{claim}.outcome").value,
        proof(told, f"{claim}.outcome").status,
    )
    told.document("f", "2024-06-02")
    met = told.claim("f", MeetingHeld(host="b"), "2024-06-01")
    ended = proof(told, f"{claim}.outcome")
    assert ("met", [claim, met]) == (ended.value, [one.claim for one in ended.won])


def test_a_hurdle_counts_what_was_said_of_it(told):
    """The share of one party counts the one claim that stated it for both."""
    told.claim("d", RequirementStated(hurdle="h", title="t", on=("a", "b"), each=True))
    assert 1 == proof(told, "h/a.state").seen.of


def test_a_hurdle_that_moved_is_won_by_its_latest_step(told):
    """The grant, not the requirement, is why it is granted."""
    told.claim("d", RequirementStated(hurdle="h", title="t", on=("a",)))
    told.claim("d", ApprovalGranted(hurdle="h"))
    granted = proof(told, "h.state")
    assert ["approval-granted", "requirement-stated"] == [one.kind for one in granted.won]


def test_a_hurdle_is_as_sure_as_the_step_that_decides_its_state(told):
    """The law that requires it says nothing of the grant; a disputed grant is contested."""
    told.document("law", "2024-01-01", "depositary")
    told.claim("law", RequirementStated(hurdle="h", title="t", on=("a",)), modality="required")
    assert "settled" == proof(told, "h.state").status
    granted = told.claim("d", ApprovalGranted(hurdle="h"))
    assert "single-source" == proof(told, "h.state").status
    told.dispute(granted, "A reader")
    assert "contested" == proof(told, "h.state").status


@pytest.mark.parametrize(
    ("steps", "status"),
    [
        ([(ApprovalDenied, {}), (DecisionAppealed, {}), (ApprovalGranted, {}),
          (DecisionAppealed, {})], "single-source"),
        ([(DecisionAppealed, {}), (DecisionAppealed, {})], "corroborated"),
        ([(ApprovalGranted, {}), (ApprovalLapsed, {}), (ApprovalGranted, {})], "single-source"),
        ([(ApprovalGranted, {"authority": "c"}), (ApprovalGranted, {"authority": "d"})],
         "single-source"),
        ([(ApprovalGranted, {"party": "a"}), (ApprovalGranted, {"party": "b"})], "single-source"),
        ([(ApprovalGranted, {"authority": "c"}), (ApplicationFiled, {"authority": "d"}),
          (ApprovalGranted, {"authority": "c"})], "corroborated"),
        ([(ApprovalGranted, {"authority": "c", "party": "a"}),
          (ApprovalGranted, {"party": "a"})], "corroborated"),
    ],
)  # fmt: skip
def test_two_steps_of_one_kind_are_two_acts_where_another_lies_between(desk, steps, status):
    """Each step is told by a paper of its own; the last one's sureness is of its own accounts."""
    desk.document("need", "2024-01-01")
    desk.claim("need", RequirementStated(hurdle="h", title="t", on=("a",)), modality="required")
    for place, (kind, more) in enumerate(steps, start=1):
        paper = desk.document(f"paper-{place}", f"2024-02-0{place}")
        desk.claim(paper, kind(hurdle="h", **more), f"2024-02-0{place}")
    assert status == proof(desk, "h.state").status


@pytest.mark.parametrize(
    ("kinds", "status"),
    [
        (("news", "news"), "single-source"),
        (("depositary", "news"), "single-source"),
        (("depositary", "depositary"), "settled"),
    ],
)
def test_the_acts_of_two_parties_make_neither_surer(desk, kinds, status):
    """A review is overtaken by two deposits of one paper each: as sure as the less sure."""
    rule = rule_from({"when": [{"consents": "2"}]})
    treaty = Instrument(id="i", title="i", partnerships=("p",), entry_into_force=rule)
    desk.tell(Describe(entity=treaty), replace=True)
    desk.document("need", "2024-01-01")
    review = RequirementStated(hurdle="h", title="t", on=("a",), blocks=("i",))
    desk.claim("need", review, modality="required")
    for party, kind in zip("ab", kinds, strict=True):
        paper = desk.document(f"paper-{party}", "2024-02-02", kind)
        desk.claim(paper, ConsentDeposited(instrument="i", party=party), "2024-02-01")
    found = proof(desk, "h.state")
    assert ("overtaken", status) == (found.value, found.status)


def test_the_fields_of_claims_are_asked_of_the_claim_whatever_else_is_called_so(told):
    """A party, a partnership, an instrument and a hurdle bear the ids of four claims."""
    need = RequirementStated(hurdle="h", title="t", on=("a",))
    told.claim("d", need, modality="required", id="a")
    signs = Signed(instrument="i", party="b")
    for name in ("p", "i", "h"):
        told.claim("d", signs, "2024-12-01", modality="expected", id=name)
    assert "stands" == proof(told, "a.standing").value
    for name in ("p", "i", "h"):
        assert ("open", [name]) == (
            proof(told, f"{name}.outcome").value,
            [cited.claim for cited in proof(told, f"{name}.outcome").won],
        )
        assert "open" == proof(told, f"p/{name}.outcome").value
    assert "9 of 11" == proof(told, "i.consents", "2024-05-02").value
    assert {"stage", "outlook"} == {
        one.field for one in told.ledger.why("p", told.at("2024-07-01"))
    }
    with pytest.raises(NotFound):
        told.ledger.why("nobody.outcome", told.at("2024-07-01"))
