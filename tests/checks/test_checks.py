"""Each check finds what it is named for, and is silent where all is well."""

from __future__ import annotations

from datetime import date
from functools import partial

import attrs
import pytest

from ledger.checks.finding import Across, Scope
from ledger.checks.registry import CHECKS, NoSuchCheck, check, selected
from ledger.claims.claim import Dispute
from ledger.claims.commands import Describe, JudgeParties
from ledger.claims.developments import (
    ConsentDeposited,
    ConsentWithdrawn,
    Denounced,
    EnteredIntoForce,
    MeetingHeld,
    RequirementStated,
    Signed,
)
from ledger.claims.entities import Instrument, Party
from ledger.claims.entry_into_force import rule_from
from ledger.claims.events import ClaimDisputed, DocumentCaptured
from ledger.claims.vocabulary import Verdict
from ledger.edtf import parse
from ledger.facts.log_reader import all_facts
from ledger.log.format.codec import encode
from ledger.projections.weighing.standing_claims import Standing
from ledger.sources.document import Document
from ledger.sources.kinds import SourceKind


def found(desk, name, valid_at="2024-12-31", **more) -> list[str]:
    """The sentences of one check."""
    return [one.sentence for one in desk.ledger.check(desk.at(valid_at), (name,), **more)]


def test_a_ledger_where_all_is_well_has_no_findings(desk):
    """The negative control of all the others: no check speaks without a cause."""
    desk.document("d", "2024-05-01")
    desk.count("d", 9, "2024-05-01", needed=2)
    assert () == desk.ledger.check(desk.at("2024-06-01"))


def test_a_quote_that_no_longer_stands_is_orphaned(desk):
    """The log refuses such a claim, so the fault is put into the facts themselves."""
    desk.document("d", "2024-05-01")
    claim = desk.claim("d", MeetingHeld(host="a"))
    facts = all_facts(desk.ledger._log)
    held = facts.claims[claim]
    moved = attrs.evolve(held.claim.evidence, start=held.claim.evidence.start + 1)
    facts.claims[claim] = attrs.evolve(held, claim=attrs.evolve(held.claim, evidence=moved))
    scope = Scope(Standing(facts, desk.at("2024-06-01")))
    (finding,) = check([scope], Across(scope.standing), selected(["quotes-anchored"]))
    assert (claim, "sources") == (finding.subject, finding.group)
    assert () == desk.ledger.check(desk.at("2024-06-01"), ("quotes-anchored",))


def test_a_derivative_without_a_root_is_found(desk):
    """It may come from any source, and the finding says how it is counted until then."""
    desk.document("d", "2024-05-01", lineage="translated")
    assert [
        "d is translated, from which is not said: it adds nothing to a source that it may come from"
    ] == found(desk, "derivatives-have-roots")


def test_a_derivative_that_was_taken_back_as_advised_is_no_longer_found(desk):
    """Captured again with its root, and the old one retracted; undone, it is found again."""
    desk.document("wire", "2024-05-01", "wire")
    desk.document("old", "2024-05-02", lineage="translated")
    desk.document("new", "2024-05-02", lineage="translated", root="wire")
    act = desk.retract("old", "old")
    assert [] == found(desk, "derivatives-have-roots")
    desk.retract(act, "old")
    assert 1 == len(found(desk, "derivatives-have-roots"))


def test_what_is_told_as_done_before_it_happened_is_found_and_what_is_expected_is_not(desk):
    """A source cannot report what lies after its publication."""
    desk.document("d", "2024-05-01")
    desk.claim("d", MeetingHeld(host="a"), "2024-06-01", modality="expected")
    assert [] == found(desk, "dates-possible")
    desk.claim("d", MeetingHeld(host="a"), "2024-06-01")
    assert ["published by 1 May 2024, it tells as done what it dates to 1 June 2024 or later"] == (
        found(desk, "dates-possible")
    )


def test_an_act_before_the_instrument_was_open_is_found(desk):
    """The opening day itself is allowed; a day earlier one of the two dates is wrong."""
    opened = Instrument(
        id="i", title="the convention", partnerships=("p",), opened_for_signature=date(2024, 3, 1)
    )
    desk.tell(Describe(entity=opened))
    desk.document("d", "2024-05-01")
    desk.claim("d", Signed(instrument="i", party="a"), "2024-03-01")
    assert [] == found(desk, "dates-in-order")
    desk.claim("d", ConsentDeposited(instrument="i", party="a"), "2024-02-29")
    (sentence,) = found(desk, "dates-in-order")
    assert sentence.startswith("the consent of a is dated to 29 February 2024 or earlier")


@pytest.mark.parametrize("kind", [ConsentWithdrawn, Denounced])
def test_a_withdrawal_of_what_was_never_given_is_found(desk, kind):
    """Only a consent before it makes it right, for denunciations too."""
    desk.document("d", "2024-05-01")
    desk.claim("d", kind(instrument="i", party="a"), "2024-03-01")
    assert 1 == len(found(desk, "dates-in-order"))
    desk.claim("d", ConsentDeposited(instrument="i", party="a"), "2024-02")
    assert [] == found(desk, "dates-in-order")


def test_a_consent_that_came_after_its_withdrawal_is_found(desk):
    """The first consent on record is later than what withdraws it."""
    desk.document("d", "2024-05-01")
    desk.claim("d", ConsentWithdrawn(instrument="i", party="a"), "2024-03-01")
    desk.claim("d", ConsentDeposited(instrument="i", party="a"), "2024-04-01")
    assert 1 == len(found(desk, "dates-in-order"))


def test_counts_above_their_base_are_found(desk):
    """Members bound counts and thresholds, and a count is no less than its names."""
    desk.document("d", "2024-05-01")
    desk.count("d", 9, members=33)
    assert [] == found(desk, "counts-within-base")
    desk.count("d", 34, members=33)
    desk.count("d", 9, members=10, required=11)
    desk.count("d", 1, named=("a", "b"))
    assert {
        "a count of 34 is above the 33 members",
        "a threshold of 11 is above the 10 members",
        "it names 2 parties and counts 1",
    } == set(found(desk, "counts-within-base"))


def test_the_fourth_and_eight_more_do_not_make_eleven(desk):
    """A Senate's vote is counted with deposits."""
    desk.document("d", "2022-03-16")
    desk.count("d", 4, "2022-03-16", needed=8, stage="approved")
    (sentence,) = found(desk, "counts-add-up")
    assert "4 and 8 more are 12, and 11 are required; counted is what was approved" == sentence


def test_the_threshold_of_another_source_is_held_against_the_sum(desk):
    """Counted and still needed make no other threshold than another source states."""
    desk.document("d", "2022-03-16")
    desk.count("d", 3, "2022-03-01")
    desk.count("d", 4, "2022-03-16", needed=8, required=None)
    assert 1 == len(found(desk, "counts-add-up"))


def test_a_hurdle_that_nobody_can_clear_or_that_blocks_nothing_is_found(desk):
    """Either the statement is incomplete or it is no hurdle."""
    desk.document("d", "2024-05-01")
    whole = RequirementStated(hurdle="one", title="One", on=("a",), blocks=("work",))
    desk.claim("d", whole, modality="required")
    assert [] == found(desk, "hurdles-can-clear")
    desk.claim("d", RequirementStated(hurdle="two", title="Two"), modality="required")
    assert ["nobody is named who can act on: Two", "it blocks nothing: Two"] == found(
        desk, "hurdles-can-clear"
    )


def test_a_hurdle_that_waits_for_an_instrument_nobody_follows_is_found(desk):
    """Its entry into force would never be seen from the partnership."""
    desk.tell(Describe(entity=Instrument(id="far", title="far away")))
    desk.document("d", "2024-05-01")
    stated = RequirementStated(hurdle="h", title="H", on=("a",), instrument="far", blocks=("x",))
    desk.claim("d", stated, modality="required")
    (sentence,) = found(desk, "hurdles-can-clear")
    assert sentence.startswith("p does not follow far, which must come into force")
    desk.tell(Describe(entity=Instrument(id="far", title="far away", partnerships=("p",))))
    assert [] == found(desk, "hurdles-can-clear")


def test_a_circle_is_found(desk, monkeypatch):
    """An older program could record one, where two wrote at once."""
    monkeypatch.setattr("ledger.claims.decision.circle._cycle", lambda *_: [])
    desk.document("d", "2024-05-01")
    one = RequirementStated(hurdle="one", title="One", on=("a",), blocks=("two",))
    desk.claim("d", one, modality="required")
    two = RequirementStated(hurdle="two", title="Two", on=("a",), blocks=("one",))
    desk.claim("d", two, modality="required")
    assert ["blocks itself: one → two → one"] == found(desk, "hurdles-can-clear")


def test_an_overdue_expectation_is_found_until_it_came(desk):
    """The day itself is still in time, and a report of it ends the finding."""
    desk.document("d", "2024-05-01")
    desk.claim("d", MeetingHeld(host="a"), "2024-06-01", modality="expected")
    assert [] == found(desk, "expectations-met", "2024-06-01")
    assert 1 == len(found(desk, "expectations-met", "2024-06-02"))
    desk.document("e", "2024-06-03")
    desk.claim("e", MeetingHeld(host="a"), "2024-06-01")
    assert [] == found(desk, "expectations-met", "2024-06-04")


def test_a_partnership_without_news_is_found(desk):
    """It may be that nothing happens, or that nobody records: days count from the last news."""
    assert ["nothing was ever recorded of it"] == found(desk, "news-fresh")
    desk.document("d", "2024-05-01")
    desk.claim("d", MeetingHeld(host="a"), "2024-05-01")
    assert [] == found(desk, "news-fresh", "2024-05-11", news_days=10)
    assert ["no news for 11 days, the last on 1 May 2024"] == found(
        desk, "news-fresh", "2024-05-12", news_days=10
    )


def test_documents_of_no_day_are_no_news_and_are_not_nothing(desk):
    """Something was recorded; only nobody says when it came out."""
    desk.document("d", None)
    desk.claim("d", MeetingHeld(host="a"), "2024-05-01")
    assert ["no document of it says when it was published"] == found(desk, "news-fresh")


def test_a_day_of_publication_that_cannot_be_is_found_in_a_ledger_that_holds_it(desk):
    """Older programs took them; a retraction silences it, and an old treaty is no finding."""
    for name, day, kind in (
        ("typo", "2042-06-01", "news"),
        ("old", "1200", "news"),
        ("tordesillas", "1494-06-07", "treaty-text"),
        ("right", "2023-05-01", "news"),
    ):
        document = Document(
            id=name,
            title=name,
            publisher=name,
            kind=SourceKind(kind),
            published=parse(day),
            text=f"words of {name}",
        )
        desk.ledger.log.append([encode(DocumentCaptured(document=document))])
    sentences = found(desk, "publication-possible")
    assert ["old", "typo"] == [
        finding.subject for finding in desk.ledger.check(desk.at("2024-12-31"), ("dates",))
    ]
    assert "1 June 2042" in sentences[1]
    desk.retract("typo", by="ledger")
    assert 1 == len(found(desk, "publication-possible"))


@pytest.mark.parametrize("undone", [False, True])
def test_an_act_that_is_published_later_than_it_was_recorded_is_found(desk, undone):
    """Older programs took it; taken back it is found no more, and its document's day is its own."""
    desk.document("d", "2024-05-01")
    claim = desk.count("d", 9)
    desk.dispute(claim, "The Ministry", published=parse("2024-05-02"))
    act = Dispute(id="s1", claim=claim, by="A Blog", reason="x", published=parse("2042-06-01"))
    desk.ledger.log.append([encode(ClaimDisputed(dispute=act, subjects=()))])
    if undone:
        desk.retract("s1", by="ledger")
    findings = desk.ledger.check(desk.at("2024-12-31"), ("publication-possible",))
    assert ([] if undone else ["s1"]) == [finding.subject for finding in findings]
    if not undone:
        assert "1 June 2042, and was recorded on " in findings[0].sentence
        assert "claims retract s1" in findings[0].fix


def test_a_finding_heeds_the_clocks(desk):
    """What was not recorded yet at that position is not found by it."""
    desk.document("d", "2024-05-01")
    position = desk.ledger.at(desk.at("2024-06-01")).position
    desk.count("d", 34, members=33)
    at = desk.at("2024-06-01", known_at=position)
    assert () == desk.ledger.check(at, ("counts-within-base",))


def test_checks_are_chosen_by_name_and_group():
    """All by default, a group by its name, and a misspelt name is an error."""
    assert tuple(CHECKS.values()) == selected()
    of_dates = ["dates-possible", "publication-possible", "dates-in-order"]
    assert [*of_dates, "declared-matches-computed"] == [one.name for one in selected(["dates"])]
    assert all(one.summary.endswith(".") for one in selected())
    with pytest.raises(NoSuchCheck, match="dats"):
        selected(["dats"])


def test_a_declared_day_that_the_rule_does_not_give_is_found(desk):
    """In force the day after the first consent; declared a year too early."""
    rule = rule_from({"when": [{"consents": 1}], "after": {"number": 30, "unit": "days"}})
    named = Instrument(id="i", title="the convention", partnerships=("p",), entry_into_force=rule)
    desk.tell(Describe(entity=named))
    desk.document("d", "2024-06-01", kind="depositary")
    desk.claim("d", ConsentDeposited(instrument="i", party="a"), "2024-03-01")
    assert [] == found(desk, "declared-matches-computed")
    desk.document("e", "2024-03-10")
    desk.claim("e", EnteredIntoForce(instrument="i"), "2024-03-05")
    (sentence,) = found(desk, "declared-matches-computed")
    assert sentence == ("declared in force 5 March 2024, computed 31 March 2024: premature-claim")


def test_parties_that_share_a_name_or_nearly_do_are_found(desk):
    """They may be one party recorded twice, of which claims then count apart."""
    assert [] == found(desk, "names-told-apart")
    desk.tell(
        Describe(entity=Party(id="kari", name="Korea Space Institute")),
        Describe(entity=Party(id="kari-2", name="Korean Space Institute")),
        Describe(entity=Party(id="aem", name="Mexican Space Agency", aliases=("AEM",))),
        Describe(entity=Party(id="agencia", name="Agencia Espacial", aliases=("aem",))),
    )
    assert [
        "aem (Mexican Space Agency) and agencia (Agencia Espacial): both are called aem",
        (
            "kari (Korea Space Institute) and kari-2 (Korean Space Institute): their names are "
            "nearly the same"
        ),
    ] == found(desk, "names-told-apart")


@pytest.mark.parametrize("verdict", [Verdict.SAME, Verdict.DIFFERENT])
def test_names_that_someone_judged_are_found_no_more(desk, verdict):
    """Either verdict answers the question; taken back, it is open again."""
    desk.tell(
        Describe(entity=Party(id="kari", name="Korea Space Institute")),
        Describe(entity=Party(id="kari-2", name="Korean Space Institute")),
        Describe(entity=Party(id="kari-3", name="KSI", aliases=("korea space institute",))),
    )
    judge = partial(JudgeParties, reason="the registry")
    fixes = [one.fix for one in desk.ledger.check(desk.at("2024-01-01"), ["names-told-apart"])]
    assert 2 == len(fixes)
    assert any("claims party same kari kari-2 --reason" in fix for fix in fixes)
    assert any("claims party different kari kari-2 --reason" in fix for fix in fixes)
    desk.tell(judge(party="kari", other="kari-2", verdict=verdict))
    assert 1 == len(found(desk, "names-told-apart"))
    desk.tell(judge(party="kari-2", other="kari-3", verdict=Verdict.SAME))
    assert [] == found(desk, "names-told-apart"), "it follows for kari and kari-3"
    desk.tell(judge(party="kari", other="kari-2", verdict=Verdict.UNDECIDED))
    assert 2 == len(found(desk, "names-told-apart"))
