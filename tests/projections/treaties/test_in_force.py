"""Entry into force in the ledger: from claims to the day that holds, and why."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

from ledger.claims.commands import Describe
from ledger.claims.decision.refusals import NotKnown
from ledger.claims.developments import (
    ConsentDeposited,
    ConsentWithdrawn,
    Denounced,
    EnteredIntoForce,
    PartyNotified,
    ReservationMade,
    SignatureWithdrawn,
    Signed,
    TextAdopted,
)
from ledger.claims.entities import Instrument
from ledger.claims.entry_into_force import DayCount
from ledger.claims.vocabulary import ConsentAct, ConsentStage, Stage
from ledger.edtf import Tristate
from ledger.errors import Problems
from ledger.projections.treaties.entry_into_force.consent import Consent, at_worst
from ledger.projections.treaties.entry_into_force.entry_into_force import entry_into_force
from ledger.projections.treaties.entry_into_force.mismatch import MismatchKind, compare
from ledger.projections.treaties.in_force import (
    Basis,
    InForce,
    _perhaps,
    _states,
    force_words,
    in_force,
    named_consents,
    span_words,
)
from ledger.projections.weighing.answer import Span, Status
from ledger.views.pages.treaties.force import force_sentence
from ledger.views.pages.treaties.treaty import treaty_page
from ledger.views.text.layout import text_lines
from tests.projections.treaties.clauses import on, rule

THREE = "when: [{consents: 3}]\nafter: {number: 30, unit: days}\nacts: [ratification]"


@pytest.fixture
def convention(desk):
    """A convention in force 30 days after the third deposit; ``b`` and ``c`` have deposited."""

    def describe(text=THREE, **more):
        entity = Instrument(
            id="i",
            title="the convention",
            partnerships=("p",),
            depositary="a",
            entry_into_force=rule(text),
            **more,
        )
        desk.tell(Describe(entity=entity), replace=True)
        return desk

    desk.describe_convention = describe
    desk.document("news", "2020-12-31")
    desk.document("depositary", "2020-12-31", kind="depositary")
    return desk


def deposit(desk, party, day, document="news", **more):
    more.setdefault("act", ConsentAct.RATIFICATION)
    return desk.claim(document, ConsentDeposited(instrument="i", party=party, **more), day)


def state(desk, day, **clocks):
    (one,) = (one for one in desk.status(day, **clocks).instruments if one.id == "i")
    return one


def proof(desk, day):
    (found,) = desk.ledger.why("i.in-force", desk.at(day))
    return found


def test_the_computed_day_puts_the_instrument_in_force(convention):
    """Nobody declares it: the deposits and the rule do, and their claims are the proof."""
    convention.describe_convention()
    claims = [
        deposit(convention, party, f"2020-0{place}-01") for place, party in enumerate("bcd", 1)
    ]
    assert Stage.DEPOSITED is state(convention, "2020-03-30").stage
    found = state(convention, "2020-03-31")
    assert (Stage.IN_FORCE, Basis.COMPUTED) == (found.stage, found.in_force.basis)
    assert set(claims) == set(found.stage_claims)
    shown = proof(convention, "2020-03-31")
    assert ("31 March 2020, computed", Status.SINGLE_SOURCE) == (shown.value, shown.status)


def test_the_rule_says_how_many_are_required(convention):
    """Even where no source does; and a source that says otherwise does not change it."""
    convention.describe_convention()
    deposit(convention, "b", "2020-01-01")
    found = state(convention, "2020-02-01").consents
    assert (1, 3, 2) == (found.count, found.required, found.still_required)


def test_an_excluded_organisation_does_not_count(convention):
    """The count of a status follows the rule: of three deposits one is an organisation's."""
    convention.describe_convention(THREE + "\norganisations: [e]")
    for party in "bce":
        deposit(convention, party, "2020-01-01")
    found = state(convention, "2020-06-01")
    assert (2, 1) == (found.consents.count, found.consents.still_required)
    assert Tristate.NO is found.in_force.now


def test_the_depositary_holds_against_the_computation_and_the_difference_is_flagged(convention):
    """Declared 1 April, computed 31 March."""
    convention.describe_convention()
    for party in "bcd":
        deposit(convention, party, "2020-03-01")
    declared = convention.claim("depositary", EnteredIntoForce(instrument="i"), "2020-04-01")
    found = state(convention, "2020-06-01")
    assert MismatchKind.DAY_COUNT is found.in_force.mismatch.kind
    assert (Basis.DECLARED, (declared,)) == (found.in_force.basis, found.in_force.claims)
    assert Stage.DEPOSITED is state(convention, "2020-03-31").stage
    value = proof(convention, "2020-06-01").value
    assert "1 April 2020, declared; computed 31 March 2020 (day-count)" == value


def test_a_newspaper_does_not_hold_against_the_deposits_that_the_depositary_has(convention):
    """docs/resolution.md, 8: called in force before the day; in force on the day all the same."""
    convention.describe_convention()
    for party in "bcd":
        deposit(convention, party, "2020-03-01", "depositary")
    early = convention.claim("news", EnteredIntoForce(instrument="i"), "2020-03-10")
    found = state(convention, "2020-03-20")
    assert (Stage.DEPOSITED, Tristate.NO) == (found.stage, found.in_force.now)
    assert MismatchKind.PREMATURE_CLAIM is found.in_force.mismatch.kind
    assert Stage.IN_FORCE is state(convention, "2020-03-31").stage
    shown = proof(convention, "2020-03-31")
    assert "31 March 2020, computed; declared 10 March 2020 (premature-claim)" == shown.value
    assert [(early, "contradicted")] == [(x.citation.claim, x.reason) for x in shown.lost]


def test_a_declaration_without_any_known_deposit_holds_and_is_flagged(convention):
    """The declared day stands, with the mismatch that the deposits are missing."""
    convention.describe_convention()
    convention.claim("news", EnteredIntoForce(instrument="i"), "2020-03-10")
    found = state(convention, "2020-06-01")
    assert (Stage.IN_FORCE, MismatchKind.MISSING_DEPOSITS) == (
        found.stage,
        found.in_force.mismatch.kind,
    )
    value = proof(convention, "2020-06-01").value
    assert "10 March 2020, declared; computed: not met (missing-deposits)" == value


def test_a_declaration_and_a_vague_computation_narrow_each_other(convention):
    """A declared day within the computed span is the answer and no mismatch."""
    convention.describe_convention()
    for party in "bc":
        deposit(convention, party, "2020-01-01")
    deposit(convention, "d", "2020-03")
    convention.claim("news", EnteredIntoForce(instrument="i"), "2020-04-15")
    found = state(convention, "2020-06-01").in_force
    assert ("2020-04-15", "2020-04-15") == (str(found.day.earliest), str(found.day.latest))
    assert found.mismatch is None


def test_a_withdrawal_before_the_threshold_takes_its_consent_out(convention):
    """docs/resolution.md, 5: the signature stays, the count goes down, no regression."""
    convention.describe_convention()
    for party in "bcd":
        convention.claim("news", Signed(instrument="i", party=party), "2019-12-01")
    for party in "bc":
        deposit(convention, party, "2020-01-01")
    convention.claim("news", ConsentWithdrawn(instrument="i", party="b"), "2020-02-01")
    deposit(convention, "d", "2020-03-01")
    found = state(convention, "2020-06-01")
    assert (2, Tristate.NO) == (found.consents.count, found.in_force.now)
    assert Status.CONTESTED is not found.consents.status


def test_deposits_that_are_only_counted_meet_the_threshold_between_the_counts(convention):
    """Two as of 1 March, the third deposit by ``d`` on 28 or 29 March: met on one of these."""
    convention.describe_convention()
    convention.count("news", 2, "2020-03-01", required=None)
    deposit(convention, "d", "2020-03-28/2020-03-29", ordinal=3)
    found = state(convention, "2020-06-01").in_force
    assert ("2020-04-27", "2020-04-28") == (str(found.day.earliest), str(found.day.latest))
    assert 2 == found.computed.unnamed


def test_a_bare_count_of_deposits_bounds_the_threshold_by_its_day(convention):
    """After a count of one and by a count of three, the third deposit came between the two."""
    convention.describe_convention()
    convention.count("news", 1, "2020-02-01", required=None)
    convention.count("depositary", 3, "2020-03-01", required=None)
    met = state(convention, "2020-06-01").in_force.computed.threshold_day
    assert ("2020-02-02", "2020-03-01") == (str(met.earliest), str(met.latest))


def test_a_count_whose_stage_nobody_tells_meets_no_threshold(convention):
    """Parliaments may have been counted."""
    convention.describe_convention()
    convention.count("news", 3, "2020-03-01", required=None, stage=ConsentStage.UNKNOWN)
    assert Tristate.NO is state(convention, "2020-06-01").in_force.computed.met


def test_notes_exchanged_by_both_sides_and_signatures_that_bind(convention):
    """Where the rule goes by notification, notes are the consents, and the second sets the day."""
    convention.describe_convention("by: notification\nwhen: [{consents: 2}]")
    for day, party in (("2020-01-01", "b"), ("2020-02-01", "c")):
        convention.claim("news", PartyNotified(instrument="i", party=party), day)
    found = state(convention, "2020-06-01")
    assert "2020-02-01" == str(found.in_force.day.latest)
    assert {ConsentAct.NOTIFICATION} == {one.act for one in found.participation}


def test_an_agreement_in_force_on_signature_needs_no_ratification(convention):
    """Where the rule goes by signature, two signatures bring it into force on that day."""
    convention.describe_convention("by: signature\nwhen: [{consents: 2}]")
    for party in "bc":
        convention.claim("news", Signed(instrument="i", party=party), "2020-01-01")
    assert Stage.IN_FORCE is state(convention, "2020-01-01").stage


def test_a_definitive_signature_is_a_consent(convention):
    """A signature stated as definitive binds, though the rule speaks of consents alone."""
    convention.describe_convention("when: [{consents: 1}]")
    convention.claim("news", Signed(instrument="i", party="b", form="definitive"), "2020-01-01")
    (one,) = state(convention, "2020-06-01").participation
    assert (ConsentAct.DEFINITIVE_SIGNATURE, Tristate.YES) == (
        one.act,
        one.consented(one.consent.span.latest),
    )


def test_a_rule_may_name_only_parties_that_are_known(convention):
    """A rule that names an unknown party is refused at its field, before it is recorded."""
    with pytest.raises(Problems) as refused:
        convention.describe_convention("when: [{named: [a, atlantis]}]")
    (problem,) = refused.value.problems
    assert isinstance(problem, NotKnown)
    assert "entry_into_force" == problem.field


def test_a_deposit_lies_no_earlier_than_the_opening_for_signature(convention):
    """A deposit with an open start is bounded by the day on which the text was opened."""
    convention.describe_convention("when: [{consents: 1}]", opened_for_signature=date(2020, 1, 15))
    deposit(convention, "b", "/2020-02-01")
    day = state(convention, "2020-06-01").in_force.day
    assert ("2020-01-15", "2020-02-01") == (str(day.earliest), str(day.latest))


def test_the_page_shows_who_has_done_what_and_what_is_missing(convention):
    """The screen of ``claims treaty``: acts with letters, brackets, footnotes, the nameless."""
    convention.describe_convention(THREE.replace("3}", "6}"), article="12")
    convention.claim("news", Signed(instrument="i", party="b"), "2019-12-01")
    deposit(convention, "c", "2020-01-01")
    for party in "bd":
        deposit(convention, party, "2020-03-01")
    convention.claim("news", ConsentWithdrawn(instrument="i", party="c"), "2020-02-01")
    convention.claim("news", ReservationMade(instrument="i", party="d", reservation="on article 3"))
    convention.count("depositary", 5, "2020-06-01", required=None)
    clocks = convention.at("2020-07-01")
    treaty = convention.ledger.treaty("i", clocks)
    page = list(text_lines(treaty_page(treaty, clocks=clocks)))
    assert "still required: 1" in page[0]
    assert page[1] == "as of 1 July 2020"
    assert page[2].startswith("In force 30 days after the 6th instrument of ratification is")
    assert "If the last came on 1 July 2020: 31 July 2020." in page
    assert "B                         1 Dec 2019  1 Mar 2020 (r)" in page
    assert "C                                     [1 Jan 2020 (r)]" in page
    assert "D [1]                                 1 Mar 2020 (r)" in page
    assert "(3 more are claimed without a name: 5 of 6, depositary, 31 Dec 2020)" in page
    assert any(line.startswith("[1] D: \u201cstatement") for line in page)
    assert all(len(line) <= 80 for line in page)


def test_the_page_of_a_closed_treaty_names_its_sides_before_they_act(desk):
    """Who they are is known from the treaty itself, though neither did anything yet."""
    desk.tell(Describe(entity=Instrument(id="two", title="Of two", between=("b", "a"))))
    clocks = desk.at("2020-07-01")
    page = list(text_lines(treaty_page(desk.ledger.treaty("two", clocks), clocks=clocks)))
    assert ["A", "B"] == page[-2:]


def test_the_page_gives_each_party_its_day(convention):
    """Late comers have their own; the day that holds is the depositary's."""
    convention.describe_convention()
    for party in "bcd":
        deposit(convention, party, "2020-03-01")
    deposit(convention, "e", "2020-06-01")
    convention.claim("depositary", EnteredIntoForce(instrument="i"), "2020-04-01")
    clocks = convention.at("2020-07-01")
    page = list(text_lines(treaty_page(convention.ledger.treaty("i", clocks), clocks=clocks)))
    assert any(line.startswith("B ") and line.endswith("1 Apr 2020") for line in page)
    assert any(line.startswith("E ") and line.endswith("1 Jul 2020") for line in page)
    assert "still required: 0" in page[0]


def days(span):
    """A span as text, an open end left empty."""
    return "/".join("" if day is None else str(day) for day in (span.earliest, span.latest))


def test_what_is_not_in_force_rests_on_nothing(convention):
    """One deposit of three: no day, no basis, no proof, whatever a paper says of it."""
    convention.describe_convention()
    deposit(convention, "b", "2020-01-01", "depositary")
    for _ in range(2):
        found = state(convention, "2020-06-01").in_force
        assert (None, None, ()) == (found.day, found.basis, found.claims)
        assert Tristate.NO is found.now
        convention.claim("news", EnteredIntoForce(instrument="i"), "2020-03-10")
    assert MismatchKind.MISSING_DEPOSITS is found.mismatch.kind


def test_the_proof_of_a_computed_day_is_the_deposits_and_not_the_signatures(convention):
    """Only the claims that met the rule are cited for the day."""
    convention.describe_convention()
    for party in "bcd":
        convention.claim("news", Signed(instrument="i", party=party), "2019-12-01")
    given = [deposit(convention, party, "2020-03-01") for party in "bcd"]
    found = state(convention, "2020-06-01").in_force
    assert (set(given), Tristate.YES) == (set(found.claims), found.now)


def test_a_signature_is_a_consent_only_where_the_rule_says_so(convention):
    """The same two signatures count for nothing under a rule that asks for consents."""
    convention.describe_convention("when: [{consents: 2}]")
    for party in "bc":
        convention.claim("news", Signed(instrument="i", party=party), "2020-01-01")
    assert Tristate.NO is state(convention, "2020-06-01").in_force.now
    by_signature = "by: signature\nwhen: [{consents: 2}]\nacts: [definitive-signature]"
    convention.describe_convention(by_signature)
    assert "2020-01-01/2020-01-01" == days(state(convention, "2020-06-01").in_force.day)


def test_where_signatures_bind_a_deposit_stands_for_itself(convention):
    """With its own act and day: who has deposited has not only signed."""
    text = "by: signature\nwhen: [{consents: 2}]"
    convention.describe_convention(text)
    for party in "bc":
        convention.claim("news", Signed(instrument="i", party=party), "2020-01-01")
    deposit(convention, "b", "2020-02-01")
    treaty = state(convention, "2020-06-01")
    entity = convention.ledger.view("p", convention.at("2020-06-01")).standing.facts.instruments
    found = named_consents(rule(text), entity["i"].opened_for_signature, treaty.participation)
    assert [
        (ConsentAct.RATIFICATION, "2020-02-01/2020-02-01"),
        (ConsentAct.DEFINITIVE_SIGNATURE, "2020-01-01/2020-01-01"),
    ] == [(one.act, days(one.given)) for one in found]


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("2020-01-10", "2020-01-10/2020-01-10"),
        ("../2020-01-15", "2020-01-15/2020-01-15"),
        ("../2020-01-14", "/2020-01-14"),
        ("2020-01-01/2020-02-01", "2020-01-15/2020-02-01"),
        ("2020-01-20", "2020-01-20/2020-01-20"),
    ],
)
def test_a_deposit_of_an_instrument_opened_on_15_january_lies_on(convention, given, day):
    """What certainly came before is left as it stands, for a check to find."""
    convention.describe_convention("when: [{consents: 1}]", opened_for_signature=date(2020, 1, 15))
    deposit(convention, "b", given)
    assert day == days(state(convention, "2020-06-01").in_force.day)


def test_a_consent_ends_with_the_first_of_its_withdrawal_and_its_denunciation(convention):
    """Two vague ends give a span from the first possible to the earlier of their last days."""
    convention.describe_convention()
    deposit(convention, "b", "2019-01-01")
    treaty = state(convention, "2020-12-31")
    entity = convention.ledger.view("p", convention.at("2020-12-31")).standing.facts.instruments
    (one,) = named_consents(rule(THREE), entity["i"].opened_for_signature, treaty.participation)
    assert one.withdrawn is None
    convention.claim("news", ConsentWithdrawn(instrument="i", party="b"), "2020-02-01/2020-04-01")
    convention.claim("news", Denounced(instrument="i", party="b"), "2020-03-01/2020-03-10")
    (one,) = named_consents(
        rule(THREE), entity["i"].opened_for_signature, state(convention, "2020-12-31").participation
    )
    assert "2020-02-01/2020-03-10" == days(one.withdrawn)


# deposits that are only counted


def threshold(desk, day="2020-12-31"):
    return days(state(desk, day).in_force.computed.threshold_day)


def counts(desk, *told):
    for document, number, day in told:
        desk.count(document, number, day, required=None)


def test_an_organisation_that_does_not_count_is_none_of_those_counted(convention):
    """Two by 1 March, and the Union among the names: both of the two are States."""
    convention.describe_convention("when: [{consents: 2}]\norganisations: [e]")
    deposit(convention, "e", "2020-02-01")
    counts(convention, ("news", 2, "2020-03-01"))
    assert "/2020-03-01" == threshold(convention)


def test_a_named_deposit_is_one_of_those_counted(convention):
    """It is ``d`` on 1 February; the other came between the counts of one and of two."""
    convention.describe_convention("when: [{consents: 2}]")
    deposit(convention, "d", "2020-02-01")
    counts(
        convention,
        ("news", 1, "2020-02-03"),
        ("news", 1, "2020-02-05"),
        ("news", 2, "2020-02-15"),
        ("news", 3, "2020-03-01"),
    )
    assert "2020-02-06/2020-02-15" == threshold(convention)


def test_the_third_of_three_came_after_the_count_of_two(convention):
    """The last count below and the first at the threshold bound its day; others add nothing."""
    convention.describe_convention("when: [{consents: 3}]")
    deposit(convention, "d", "2020-02-01")
    counts(
        convention, ("news", 2, "2020-02-15"), ("news", 3, "2020-03-01"), ("news", 4, "2020-04-01")
    )
    assert "2020-02-16/2020-03-01" == threshold(convention)


def test_vague_counts_leave_all_their_days_open(convention):
    """The bounds are the widest that the vague days of two counts allow."""
    convention.describe_convention()
    counts(
        convention,
        ("news", 1, "2020-02-01/2020-02-10"),
        ("news", 3, "2020-03-01/2020-03-05"),
    )
    assert "2020-02-02/2020-03-05" == threshold(convention)


def test_a_count_that_was_overruled_tells_nothing_of_the_days(convention):
    """A paper counted four in February; by the depositary there were two in March."""
    convention.describe_convention("when: [{consents: 2}]")
    counts(convention, ("news", 4, "2020-02-01"), ("depositary", 2, "2020-03-01"))
    assert "/2020-03-01" == threshold(convention)


def test_who_withdrew_and_came_back_between_counts_leaves_the_first_day_open(convention):
    """Five in March, three in April after two withdrew, five again in May."""
    convention.describe_convention("when: [{consents: 5}]")
    counts(convention, ("news", 5, "2020-03-01"))
    for party in "bc":
        convention.claim("news", ConsentWithdrawn(instrument="i", party=party), "2020-03-15")
    counts(convention, ("news", 3, "2020-04-01"), ("news", 5, "2020-05-01"))
    assert "/2020-03-01" == threshold(convention)


def test_one_who_may_be_among_those_counted_leaves_the_last_of_them_open(convention):
    """Three as of 1 March: met by then, whether ``d``, of February to December, is one or not."""
    convention.describe_convention()
    deposit(convention, "d", "2020-02-15/2020-12-31")
    counts(convention, ("news", 1, "2020-02-01"), ("news", 3, "2020-03-01"))
    found = state(convention, "2020-06-01").in_force.computed
    assert (Tristate.YES, "2020-02-02/2020-03-01") == (found.met, days(found.threshold_day))


def test_what_is_applied_upon_signature_takes_the_signatures_in_the_ledger(convention):
    """None of them before it was opened for signature."""
    text = THREE + "\nprovisional: {when: [{consents: 1}], by: signature}"
    convention.describe_convention(text, opened_for_signature=date(2020, 1, 15))
    convention.claim("news", Signed(instrument="i", party="b"), "2020-01")
    deposit(convention, "c", "2020-01-20")
    found = state(convention, "2020-06-01").in_force.computed.provisional
    assert "2020-01-15/2020-01-31" == days(found)


def test_the_count_of_the_very_day_before_bounds_the_third_to_one_day(convention):
    """Two as of 28 February, three as of the 29th."""
    convention.describe_convention()
    counts(convention, ("news", 2, "2020-02-28"), ("news", 3, "2020-02-29"))
    assert "2020-02-29/2020-02-29" == threshold(convention)


@pytest.mark.parametrize(
    ("given", "withdrawn", "perhaps", "surely"),
    [
        ("2020-03-01", None, "nyy", "nyy"),
        ("2020-03-01/2020-03-02", None, "nyy", "nny"),
        ("2020-03-01", "2020-03-02", "nyn", "nyn"),
        ("2020-02-01", "2020-03-01/2020-03-02", "yyn", "ynn"),
        ("2020-02-01", "2020-04-01", "yyy", "yyy"),
        ("2020-03-02", "2020-03-01", "nnn", "nnn"),
    ],
)
def test_whether_a_consent_stands_at_the_end_of_the_last_of_february_and_after(
    given, withdrawn, perhaps, surely
):
    """On 29 February, 1 March and 2 March 2020: perhaps, and surely."""
    one = Consent(
        party="a", given=on(given), withdrawn=None if withdrawn is None else on(withdrawn)
    )
    asked = [date(2020, 2, 29), date(2020, 3, 1), date(2020, 3, 2)]
    assert perhaps == "".join("ny"[_perhaps(one, day)] for day in asked)
    assert surely == "".join("ny"[_states(at_worst([one], rule(THREE)), day)] for day in asked)


@pytest.mark.parametrize(
    ("more", "acts", "told", "days_"),
    [
        (
            "\nsuccessions: [{party: d, to: c}]",
            [("c", "2020-01-15", "ratification"), ("d", "2020-02-01", "succession")],
            [("news", 2, "2020-02-15"), ("depositary", 3, "2020-03-01")],
            "2020-02-16/2020-03-01",
        ),
        (
            "\ndissolved: [{party: c, on: 2020-02-01, lapses: true}]",
            [("c", "2020-01-15", "ratification")],
            [("news", 2, "2020-02-15"), ("depositary", 3, "2020-03-01")],
            "2020-01-15/2020-03-01",
        ),
        ("", [], [("news", 1, "../2020-02-01"), ("depositary", 3, "2020-03-01")], "/2020-03-01"),
    ],
    ids=["an heir is no second State", "who lapsed is not counted", "no first day bounds nothing"],
)
def test_the_counts_about_the_third_of_three_bound_its_day(convention, more, acts, told, days_):
    """Three as of 1 March, and it stays so on whatever later day one asks."""
    convention.describe_convention("when: [{consents: 3}]" + more)
    for party, day, act in acts:
        deposit(convention, party, day, act=ConsentAct(act))
    counts(convention, *told)
    assert [days_] * 2 == [threshold(convention, day) for day in ("2020-03-01", "2020-12-31")]


@pytest.mark.parametrize(
    ("more", "act"),
    [
        ("\norganisations: [e]", "ratification"),
        ("\nacts: [ratification, unknown]", "accession"),
    ],
)
def test_a_count_that_names_one_that_does_not_count_is_of_one_less(convention, more, act):
    """Two as of 1 February are ``b`` and ``e``: the second that counts came with the third."""
    convention.describe_convention("when: [{consents: 2}]" + more)
    deposit(convention, "e", "2020-01-15", act=ConsentAct(act))
    for document, number, day, named in (
        ("news", 2, "2020-02-01", ("b", "e")),
        ("depositary", 3, "2020-03-01", ("e",)),
    ):
        convention.count(document, number, day, required=None, named=named)
    assert ["", "2020-02-02/2020-03-01"] == [
        days(span) if span is not None else ""
        for day in ("2020-02-15", "2020-12-31")
        for span in [state(convention, day).in_force.computed.threshold_day]
    ]
    assert date(2020, 3, 1) == state(convention, "2020-12-31").consents.met_by


def test_a_count_that_names_one_that_counts_is_of_all_that_it_counts(convention):
    """Two as of 1 February, of whom ``b`` is one, and an organisation is none."""
    convention.describe_convention("when: [{consents: 2}]\norganisations: [e]")
    deposit(convention, "e", "2020-01-15")
    convention.count("news", 2, "2020-02-01", required=None, named=("b",))
    assert "/2020-02-01" == threshold(convention)


@pytest.mark.parametrize(
    ("told", "more", "day", "days_"),
    [
        (  # the third came after the first possible day of a count of two, which may be over
            [("depositary", 1, "2020-02-01")],
            [("n1", 2, "2020-06-10/2020-06-30"), ("n2", 3, "2020-06-12/2020-06-30")],
            "2020-06-15",
            "2020-06-11/",
        ),
        (  # a count that lost against an earlier one is none that may be over
            [("depositary", 2, "2020-02-01"), ("news", 1, "2020-05-01")],
            [("n1", 3, "2020-06-12/2020-06-30")],
            "2020-06-15",
            "2020-02-02/",
        ),
        (  # those that the counts of the past have are not bound by one that may be over
            [("n3", 2, "2020-01-01"), ("depositary", 3, "2020-02-01")],
            [("n1", 2, "2020-06-01/2020-06-30")],
            "2020-06-15",
            "2020-01-02/2020-02-01",
        ),
    ],
)
def test_a_count_whose_day_may_be_over_bounds_those_that_it_alone_counts(
    convention, told, more, day, days_
):
    """As of 15 June, of counts as of some day of June."""
    convention.describe_convention("when: [{consents: 3}]")
    for name in ("n1", "n2", "n3"):
        convention.document(name, "2020-12-31")
    counts(convention, *told, *more)
    assert days_ == threshold(convention, day)


def test_one_who_may_be_among_those_counted_is_not_counted_with_them_at_best(convention):
    """Two as of 1 March, and ``b``, of that day perhaps: two or, if ``b`` came later, two."""
    convention.describe_convention("when: [{consents: 3}]")
    deposit(convention, "b", "2020-02-01/2020-08-01")
    counts(convention, ("news", 2, "2020-03-01"))
    computed = state(convention, "2020-03-01").in_force.computed
    assert (Tristate.NO, 1) == (computed.met, computed.still_required)
    assert Tristate.MAYBE is state(convention, "2020-03-02").in_force.computed.met


@pytest.mark.parametrize(
    ("given", "told", "number", "days_"),
    [
        ("2020-01-10/2020-02-09", [("news", 1, "2020-01-02")], 1, "/2020-01-02"),
        ("2020-01-01/2020-02-09", [("news", 1, "2020-01-02")], 1, "/2020-01-02"),
        (
            "2020-01-10/2020-02-09",
            [("depositary", 0, "2020-01-01"), ("news", 1, "2020-01-02")],
            1,
            "2020-01-02/2020-01-02",
        ),
        ("2020-01-10/2020-02-09", [("news", 2, "2020-01-02")], 2, "/2020-01-02"),
    ],
)
def test_what_a_count_had_before_one_who_may_be_in_a_later_one_was_met_by_its_day(
    convention, given, told, number, days_
):
    """The same number of 1 February may have ``b``, and may not: the first count has not."""
    convention.describe_convention(f"when: [{{consents: {number}}}]")
    convention.document("paper", "2020-12-31")
    deposit(convention, "b", given)
    counts(convention, *told, ("paper", number, "2020-02-01"))
    assert days_ == threshold(convention, "2020-02-01")
    assert date(2020, 1, 2) == state(convention, "2020-02-01").consents.met_by


def test_the_proof_of_a_vague_day_is_the_consent_that_stood_at_its_end(convention):
    """``b`` left and came again while ``c`` may have deposited: met at the latest by its second."""
    convention.describe_convention("when: [{consents: 2}]")
    deposit(convention, "b", "2019-01-01")
    convention.claim("news", ConsentWithdrawn(instrument="i", party="b"), "2020-03-05")
    again = deposit(convention, "b", "2020-03-10")
    other = deposit(convention, "c", "2020-03-01/2020-03-20")
    found = state(convention, "2020-06-01").in_force
    assert "2020-03-01/2020-03-20" == days(found.computed.threshold_day)
    assert {again, other} == set(found.claims)


def test_the_proof_of_a_signature_that_bound_is_the_signature_though_its_end_is_a_consents(
    convention,
):
    """A denunciation says nothing of how the consent that it ended began."""
    convention.describe_convention("by: signature\nwhen: [{consents: 2}]")
    signed = [
        convention.claim("news", Signed(instrument="i", party=party), day)
        for party, day in (("b", "2020-01-01"), ("c", "2020-02-01"))
    ]
    convention.claim("news", Denounced(instrument="i", party="b"), "2020-06-01")
    found = state(convention, "2020-12-01").in_force
    assert ("2020-02-01/2020-02-01", set(signed)) == (days(found.day), set(found.claims))


# which of the two holds


@pytest.mark.parametrize(
    ("consents", "declares", "day", "basis"),
    [
        (["depositary"] * 3, ["news"], "2020-04-01", Basis.DECLARED),
        (["depositary"] * 3, ["news"], "2020-05-01", Basis.COMPUTED),
        (["depositary"] * 3, ["wire"], "2020-05-01", Basis.COMPUTED),
        (["depositary"] * 3, ["depositary"], "2020-05-01", Basis.DECLARED),
        (["depositary"] * 3, ["news", "depositary"], "2020-05-01", Basis.DECLARED),
        (["news"] * 3, ["news"], "2020-05-01", Basis.COMPUTED),
        (["news"] * 3, ["wire"], "2020-05-01", Basis.DECLARED),
        (["wire"] * 3, ["news"], "2020-05-01", Basis.COMPUTED),
        (["wire"] * 3, ["official"], "2020-05-01", Basis.DECLARED),
        (["official"] * 3, ["official"], "2020-05-01", Basis.COMPUTED),
        (["depositary", "news", "depositary"], ["wire"], "2020-05-01", Basis.DECLARED),
        ([], ["social"], "2020-05-01", Basis.DECLARED),
    ],
)
def test_computed_31_march_from_these_and_declared_otherwise_by_those(
    convention, consents, declares, day, basis
):
    """A better tier than the weakest of the deposits holds, and the first tier always.

    So does what only counts the days otherwise; deposits nobody tells of are not missing.
    """
    convention.describe_convention()
    convention.document("wire", "2020-12-31", "wire")
    convention.document("official", "2020-12-31", "igo-official")
    convention.document("social", "2020-12-31", "social")
    for party, document in zip("bcd", consents, strict=False):
        deposit(convention, party, "2020-03-01", document)
    for document in declares:
        convention.claim(document, EnteredIntoForce(instrument="i"), day)
    found = state(convention, "2020-12-01").in_force
    assert (basis, found.mismatch is not None) == (found.basis, True)


def test_two_vague_days_that_overlap_hold_where_both_leave_it_open(convention):
    """Computed and declared spans give the days that both of them have."""
    convention.describe_convention("when: [{consents: 1}]\nafter: {number: 30, unit: days}")
    deposit(convention, "b", "2020-03-01/2020-03-20")
    convention.claim("news", EnteredIntoForce(instrument="i"), "2020-04-10/2020-04-30")
    assert "2020-04-10/2020-04-19" == days(state(convention, "2020-12-01").in_force.day)


def test_a_declaration_holds_without_a_rule(convention):
    """Nothing is computed, and nothing differs."""
    convention.describe_convention()
    declared = convention.claim("news", EnteredIntoForce(instrument="i"), "2020-04-10/2020-04-30")
    standing = convention.ledger.view("p", convention.at("2020-12-01")).standing
    treaty = state(convention, "2020-12-01")
    plain = Instrument(id="i", title="the convention", partnerships=("p",))
    found = in_force(
        standing,
        plain,
        standing.claims,
        (),
        counted=treaty.consents,
        declared=treaty.in_force.declared,
    )
    assert ("2020-04-10/2020-04-30", (declared,)) == (days(found.day), found.claims)
    assert (None, None, Basis.DECLARED) == (found.computed, found.mismatch, found.basis)
    nothing = in_force(standing, plain, (), (), counted=treaty.consents, declared=None)
    assert (None, (), Tristate.NO) == (nothing.basis, nothing.claims, nothing.now)


# in words


@pytest.mark.parametrize(
    ("span", "words"),
    [
        ("2020-03-31", "31 March 2020"),
        ("2020-03-31/2020-04-05", "between 31 March and 5 April 2020"),
        ("2020-03-31/", "31 March 2020 or later"),
        ("/2020-03-31", "by 31 March 2020"),
        ("/", "day unknown"),
    ],
)
def test_days_as_a_reader_writes_them(span, words):
    """Each shape of a span has its wording, without a day that is not in it."""
    given = Span(earliest=None, latest=None) if span == "/" else on(span)
    given = Span(earliest=None, latest=date(2020, 3, 31)) if span == "/2020-03-31" else given
    assert words == span_words(given)


@pytest.mark.parametrize(
    ("deposits", "declared", "basis", "words"),
    [
        ([], None, None, "not in force"),
        (["2020-03-01"], None, Basis.COMPUTED, "31 March 2020, computed"),
        (
            ["2020-03-01/2021-03-01"],
            None,
            Basis.COMPUTED,
            "perhaps between 31 March 2020 and 31 March 2021, computed",
        ),
        (["2020-03-01/2021-03-01"], "2020-06-01", Basis.DECLARED, "1 June 2020, declared"),
        (
            ["2020-03-01"],
            "2020-06-01",
            Basis.DECLARED,
            "1 June 2020, declared; computed 31 March 2020 (late)",
        ),
        (
            ["2020-03-01"],
            "2020-06-01",
            Basis.COMPUTED,
            "31 March 2020, computed; declared 1 June 2020 (late)",
        ),
        (
            [],
            "2020-06-01",
            Basis.DECLARED,
            "1 June 2020, declared; computed: not met (missing-deposits)",
        ),
        ([], "2020-06-01", None, "not in force; declared 1 June 2020 (missing-deposits)"),
    ],
)
def test_the_day_that_holds_is_told_with_the_other(deposits, declared, basis, words):
    """The wording has the basis of the day, the other day, and how they differ."""
    law = rule("when: [{consents: 1}]\nafter: {number: 30, unit: days}")
    given = [Consent(party="a", given=on(day), act=ConsentAct.RATIFICATION) for day in deposits]
    computed = entry_into_force(law, given, valid_at=date(2020, 12, 31))
    stated = None if declared is None else on(declared)
    held = {Basis.DECLARED: stated, Basis.COMPUTED: computed.day, None: None}[basis]
    force = InForce(
        computed=computed,
        declared=None,
        mismatch=None if stated is None else compare(stated, computed, law),
        day=held,
        now=Tristate.MAYBE,
        basis=basis,
        claims=(),
    )
    assert words == force_words(force)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2020-12-31", "Perhaps in force: between 31 March 2020 and 31 March 2021, computed."),
        (
            "2020-01-31",
            "Not yet in force: perhaps between 31 March 2020 and 31 March 2021, computed.",
        ),
    ],
)
def test_a_force_that_is_not_sure_is_told_as_perhaps(day, words):
    """What is not sure is that it is in force, not its day alone."""
    law = rule("when: [{consents: 1}]\nafter: {number: 30, unit: days}")
    given = [Consent(party="a", given=on("2020-03-01/2021-03-01"), act=ConsentAct.RATIFICATION)]
    computed = entry_into_force(law, given, valid_at=date(2020, 12, 31))
    force = InForce(
        computed=computed,
        declared=None,
        mismatch=None,
        day=computed.day,
        now=Tristate.MAYBE,
        basis=Basis.COMPUTED,
        claims=(),
    )
    assert words == force_sentence(force, date.fromisoformat(day))


def page(desk, day):
    return list(text_lines(treaty_page(desk.ledger.treaty("i", desk.at(day)), clocks=desk.at(day))))


def test_a_fixed_date_holds_by_the_text_once_a_claim_says_that_there_is_one(convention):
    """WTO, art. XIV: 1 January 1995. Nobody deposits for it, but somebody adopts it."""
    convention.describe_convention("on: 2020-05-01")
    found = state(convention, "2020-06-01")
    assert (Stage.UNKNOWN, None, Tristate.NO) == (
        found.stage,
        found.in_force.day,
        found.in_force.now,
    )
    assert "That is its text; no source says that it was concluded." in page(
        convention, "2020-06-01"
    )
    adopted = convention.claim("news", TextAdopted(instrument="i"), "2020-03-01")
    assert Stage.ADOPTED is state(convention, "2020-04-30").stage
    found = state(convention, "2020-05-01")
    assert (Stage.IN_FORCE, (adopted,)) == (found.stage, found.stage_claims)
    assert (Basis.COMPUTED, Tristate.YES) == (found.in_force.basis, found.in_force.now)
    assert Status.SINGLE_SOURCE is found.since.status
    assert "In force: 1 May 2020, computed." in page(convention, "2020-06-01")
    assert "Not yet in force: 1 May 2020, computed." in page(convention, "2020-04-30")


def test_a_fixed_date_holds_for_what_was_signed_too(convention):
    """From the fixed date on it is in force, proved by the signature, and unknown before that."""
    convention.describe_convention("on: 2020-05-01")
    signed = convention.claim("news", Signed(instrument="i", party="b"), "2020-03-01")
    assert (Stage.IN_FORCE, (signed,)) == (
        state(convention, "2020-06-01").stage,
        state(convention, "2020-06-01").in_force.claims,
    )
    assert Stage.UNKNOWN is state(convention, "2020-02-01").stage


def test_a_day_that_is_declared_and_yet_to_come_is_no_mismatch(convention):
    """As of June the deposits of August are not missing; as of September they are."""
    convention.describe_convention()
    convention.claim("depositary", EnteredIntoForce(instrument="i"), "2020-09-15")
    assert state(convention, "2020-06-01").in_force.mismatch is None
    assert Tristate.NO is state(convention, "2020-06-01").in_force.now
    assert "Not yet in force: 15 September 2020, declared." in page(convention, "2020-06-01")
    kind = state(convention, "2020-09-15").in_force.mismatch.kind
    assert MismatchKind.MISSING_DEPOSITS is kind


def test_the_page_shows_no_act_that_came_after_its_day(convention):
    """On 1 February only b has deposited, and nobody has a day of entry into force."""
    convention.describe_convention()
    deposit(convention, "b", "2020-01-01")
    for party in "cd":
        deposit(convention, party, "2020-03-01")
    convention.claim("depositary", EnteredIntoForce(instrument="i"), "2020-03-31")
    convention.claim("news", Signed(instrument="i", party="e"), "2020-01-01")
    text = "\n".join(page(convention, "2020-02-01"))
    assert "B                                     1 Jan 2020 (r)\n" in text
    assert "31 Mar 2020" not in text
    assert "\nC " not in text
    after = page(convention, "2020-04-01")
    assert any(line.startswith("C ") and line.endswith("31 Mar 2020") for line in after)
    assert "E                         1 Jan 2020" in after, "who only signed is not bound"


def test_a_full_list_of_names_and_an_earlier_count_bound_the_day_of_each(convention):
    """ALCE: ten by May, the eleventh in September, all eleven named in October."""
    convention.describe_convention()
    convention.count("news", 2, "2020-03-01", required=None)
    deposit(convention, "d", "2020-06-10")
    convention.count("news", 3, "2020-07-10", required=None, named=("b", "c", "d"))
    computed = state(convention, "2020-12-31").in_force.computed
    assert ("2020-06-10", "2020-06-10") == (
        str(computed.threshold_day.earliest),
        str(computed.threshold_day.latest),
    )


def test_an_earlier_count_bounds_nothing_while_others_may_have_been_counted(convention):
    """Mirror: of four, one has no name, and may have been one of the two."""
    convention.describe_convention()
    convention.count("news", 2, "2020-03-01", required=None)
    deposit(convention, "d", "2020-06-10")
    convention.count("news", 4, "2020-07-10", required=None, named=("b", "c", "d"))
    computed = state(convention, "2020-12-31").in_force.computed
    assert "2020-07-10" == str(computed.threshold_day.latest)


def test_the_number_that_is_counted_is_not_asked_for_again_by_name(convention):
    """Two counted, one of them perhaps the one whose day is vague: one is still required."""
    convention.describe_convention()
    deposit(convention, "b", "2020-02-01/2020-08-01")
    convention.count("news", 2, "2020-03-01", required=None)
    assert "still required: 1" in page(convention, "2020-04-01")[0]


def test_provisional_application_begins_with_the_signatures(convention):
    """Energy Charter, art. 45: each applies it from its signature on."""
    text = THREE + "\nprovisional: {when: [{consents: 1}], by: signature}"
    convention.describe_convention(text, opened_for_signature=date(2020, 1, 15))
    convention.claim("news", Signed(instrument="i", party="b"), "2020-01")
    shown = page(convention, "2020-02-01")
    assert "Applied provisionally: between 15 and 31 January 2020." in shown


def test_a_signature_of_which_only_the_end_is_on_record_begins_no_provisional_application(
    convention,
):
    """Who took one back had signed on a day that nobody gives."""
    convention.describe_convention(THREE + "\nprovisional: {when: [{consents: 1}], by: signature}")
    convention.claim("news", SignatureWithdrawn(instrument="i", party="b"), "2020-03-01")
    assert state(convention, "2020-06-01").in_force.computed.provisional is None


def test_where_no_way_is_open_any_more_the_page_says_so(convention):
    """On the last day a forecast is shown; the day after, that it can no longer come."""
    convention.describe_convention("when: [{consents: 3}]\nmet_by: 2020-06-30")
    deposit(convention, "b", "2020-01-01")
    assert "If the last came on 30 June 2020: 30 June 2020." in page(convention, "2020-06-30")
    late = page(convention, "2020-07-01")
    assert "On 1 July 2020 no way into force is open any more." in late
    assert "still required: unknown" in late[0]


def test_enough_consents_with_too_small_a_share_leave_the_threshold_outstanding(convention):
    """Paris: 55 of the number are there, and what is missing of the emissions is asked for."""
    text = """
        when: [{consents: 2}, {share: 55, of: emissions}]
        bases: [{name: emissions, total: 100, figures: [{party: b, value: 20}, {party: c, value: 5},
                                                        {party: d, value: 30}]}]
    """
    convention.describe_convention(text)
    for party in "bc":
        deposit(convention, party, "2020-03-01")
    counted = state(convention, "2020-06-01").consents
    assert (2, 2, 1) == (counted.count, counted.required, counted.still_required)
    (hurdle,) = convention.ledger.hurdles("p", convention.at("2020-06-01"))
    assert (True, "1 more consent for the convention") == (hurdle.outstanding, hurdle.title)
    assert (2, 3) == (hurdle.progress.count, hurdle.progress.required)
    deposit(convention, "d", "2020-07-01")
    (hurdle,) = convention.ledger.hurdles("p", convention.at("2020-08-01"))
    assert not hurdle.outstanding


def test_named_states_that_are_missing_are_a_hurdle_too(convention):
    """CTBT: no number is laid down; two of three are there, and one is missing."""
    convention.describe_convention("when: [{named: [b, c, d]}]")
    for party in "bc":
        deposit(convention, party, "2020-03-01")
    (hurdle,) = convention.ledger.hurdles("p", convention.at("2020-06-01"))
    assert (2, 3, True) == (hurdle.progress.count, hurdle.progress.required, hurdle.outstanding)


def test_a_difference_of_counting_is_told_by_the_way_that_was_taken(convention):
    """The second way took thirty days; the depositary declares the day after their expiry."""
    text = """
        when: [{consents: 5}]
        after: {number: 1, unit: years}
        alternatives: [{when: [{consents: 2}], after: {number: 30, unit: days}}]
    """
    convention.describe_convention(text)
    for party in "bc":
        deposit(convention, party, "2020-03-01")
    convention.claim("depositary", EnteredIntoForce(instrument="i"), "2020-04-01")
    mismatch = state(convention, "2020-06-01").in_force.mismatch
    assert MismatchKind.DAY_COUNT is mismatch.kind
    assert DayCount.DAY_AFTER_EXPIRY is mismatch.agree_under.counting


def test_a_treaty_as_of_a_day_to_come_is_marked(convention):
    """The mark depends on the ledger's clock: a later day has it, today has not."""
    convention.describe_convention()
    convention.on("2024-06-01")
    mark = "That day is yet to come: what is foreseen, not what is."
    assert [True, False] == [mark in page(convention, day) for day in ("2024-06-03", "2024-06-01")]


def test_a_count_that_the_states_alone_reach_bounds_their_days(convention):
    """One by 1 March, of ``d`` and the Union that does not count: it was ``d``."""
    convention.describe_convention("when: [{consents: 1}]\norganisations: [e]")
    deposit(convention, "e", "2020-02-01")
    deposit(convention, "d", "2020-02-15/2020-12-31")
    counts(convention, ("news", 1, "2020-03-01"))
    assert "2020-02-15/2020-03-01" == threshold(convention)


def test_a_declaration_is_weighed_against_the_deposits_and_not_against_the_adoption(convention):
    """A wire declares it, a paper has one deposit of three, the depositary adopted the text."""
    convention.describe_convention()
    convention.document("wire", "2020-12-31", "wire")
    deposit(convention, "b", "2020-01-01")
    adopted = convention.claim("depositary", TextAdopted(instrument="i"), "2019-01-01")
    convention.claim("wire", EnteredIntoForce(instrument="i"), "2020-03-10")
    treaty = state(convention, "2020-06-01")
    standing = convention.ledger.view("p", convention.at("2020-06-01")).standing
    found = in_force(
        standing,
        standing.facts.instruments["i"],
        standing.claims,
        treaty.participation,
        counted=treaty.consents,
        declared=treaty.in_force.declared,
        concluded=attrs.evolve(treaty.in_force.declared, claims=(adopted,)),
    )
    assert Basis.DECLARED is found.basis
