"""The stage of an instrument: which acts take it where, by whose claims, and what is left."""

from __future__ import annotations

import pytest

from ledger.claims.commands import Describe
from ledger.claims.developments import (
    AgreementReported,
    ConsentDeposited,
    ConsentsCounted,
    Denounced,
    DomesticallyApproved,
    EnteredIntoForce,
    InstrumentSuspended,
    MemorandumConcluded,
    NegotiationConcluded,
    NegotiationOpened,
    NegotiationResumed,
    NegotiationRoundHeld,
    NegotiationSuspended,
    OpenedForSignature,
    RatificationReported,
    RequirementStated,
    SignatureWithdrawn,
    Signed,
    TextAdopted,
    TextInitialled,
)
from ledger.claims.entities import Instrument
from ledger.claims.entry_into_force import rule_from
from ledger.claims.vocabulary import ConsentStage, Modality, Stage
from ledger.projections.weighing.answer import Reason, Status


@pytest.fixture
def news(desk):
    """An agreement of a and b, and a paper in which everything stands."""
    describe(desk)
    desk.document("news", "2026-12-31")
    return desk


@pytest.fixture
def convention(desk):
    """The same, open to anyone."""
    describe(desk, between=())
    desk.document("news", "2026-12-31")
    return desk


def describe(desk, between=("a", "b"), rule=None):
    entity = Instrument(
        id="g",
        title="the accord",
        partnerships=("p",),
        between=between,
        entry_into_force=None if rule is None else rule_from(rule),
    )
    desk.tell(Describe(entity=entity), replace=True)


def tell(desk, kind, day=None, document="news", modality=Modality.ACTUAL, **more):
    return desk.claim(document, kind(instrument="g", **more), day, modality=modality)


def state(desk, day="2026-12-31"):
    return next(each for each in desk.status(day).instruments if each.id == "g")


def milestones(desk, day="2026-12-31"):
    return [
        (str(milestone.stage), str(milestone.when.span.latest))
        for milestone in state(desk, day).milestones
    ]


@pytest.mark.parametrize(
    ("kind", "stage"),
    [
        (TextAdopted, Stage.ADOPTED),
        (TextInitialled, Stage.ADOPTED),
        (OpenedForSignature, Stage.ADOPTED),
        (EnteredIntoForce, Stage.IN_FORCE),
    ],
)
def test_an_act_on_the_whole_takes_it_to_its_stage_on_its_day(news, kind, stage):
    """From its last possible day on; before that the claim is one that decides nothing."""
    claim = tell(news, kind, "2020-06")
    before, after = state(news, "2020-06-29"), state(news, "2020-06-30")
    assert (Stage.UNKNOWN, (), None) == (before.stage, before.stage_claims, before.since)
    assert [(claim, "not-yet")] == [(lost.claim, lost.reason) for lost in before.undecided]
    assert (stage, (claim,), ()) == (after.stage, after.stage_claims, after.undecided)
    assert "2020-06-01" == str(after.since.span.earliest)


def test_milestones_are_listed_in_the_order_of_the_stages(news):
    """In whatever order they were told, and whatever day each has."""
    tell(news, EnteredIntoForce, "2024-01-01")
    tell(news, TextAdopted, "2022-01-01")
    tell(news, NegotiationConcluded, "2021-01-01")
    tell(news, NegotiationOpened, "2020-01-01")
    tell(news, MemorandumConcluded, "2019-01-01", parties=("a", "b"), subject="customs")
    assert [
        ("memorandum", "2019-01-01"),
        ("negotiation", "2020-01-01"),
        ("negotiated", "2021-01-01"),
        ("adopted", "2022-01-01"),
        ("in-force", "2024-01-01"),
    ] == milestones(news)


@pytest.mark.parametrize(
    "stage",
    [Stage.DIALOGUE, Stage.NEGOTIATION, Stage.NEGOTIATED, Stage.SIGNED, Stage.IN_FORCE],
)
def test_what_is_spoken_of_as_being_at_a_stage_had_reached_it_by_then(news, stage):
    """By the day that the source speaks of, and no more is known of when."""
    claim = tell(news, AgreementReported, "2020-06-01", stage=stage)
    found = state(news)
    assert (stage, (claim,)) == (found.stage, found.stage_claims)
    assert (None, "2020-06-01") == (found.since.span.earliest, str(found.since.span.latest))
    assert stage is not state(news, "2020-05-31").stage


def test_what_is_spoken_of_in_a_vague_month_had_reached_its_stage_by_the_end_of_it(news):
    """Not by its first day."""
    tell(news, AgreementReported, "2020-06", stage=Stage.SIGNED)
    assert "2020-06-30" == str(state(news).since.span.latest)


def test_another_act_that_is_required_is_no_requirement_of_the_text(news):
    """A signature that must still come leaves open whether the text is there."""
    tell(news, Signed, party="a", modality=Modality.REQUIRED)
    assert () == state(news).existence.pending


def test_a_mention_without_a_stage_and_one_that_is_not_done_take_it_nowhere(news):
    """Each is told with its reason."""
    bare = tell(news, AgreementReported, "2020-06-01")
    hoped = tell(news, TextAdopted, "2020-06-01", modality=Modality.EXPECTED)
    found = state(news)
    assert Stage.UNKNOWN is found.stage
    assert {(bare, Reason.STAGE), (hoped, Reason.NOT_DONE)} == {
        (lost.claim, lost.reason) for lost in found.undecided
    }


def test_what_must_still_be_concluded_is_not_there_though_it_is_spoken_of(news):
    """Until it is signed: an adopted text is still to be concluded."""
    needed = tell(
        news,
        RequirementStated,
        "2020-01-01",
        modality=Modality.REQUIRED,
        hurdle="conclude",
        title="an accord",
    )
    bare = tell(news, AgreementReported, "2020-06-01")
    tell(news, AgreementReported, "2020-06-01", modality=Modality.EXPECTED)
    tell(news, RequirementStated, "2020-01-01", hurdle="other", title="another")
    found = state(news)
    assert ((needed,), (bare,)) == (found.existence.pending, found.existence.spoken_of)
    assert [(bare, Reason.CONTRADICTED)] == [
        (lost.claim, lost.reason) for lost in found.existence.lost
    ]
    assert (Stage.UNKNOWN, (needed,), ()) == (found.stage, found.stage_claims, found.undecided)
    tell(news, TextAdopted, "2020-07-01")
    assert (needed,) == state(news).existence.pending
    for party in ("a", "b"):
        tell(news, Signed, "2020-08-01", party=party)
    signed = state(news)
    assert ((), (bare,), ()) == (
        signed.existence.pending,
        signed.existence.spoken_of,
        signed.existence.lost,
    )


ACTS = (
    (Signed, Stage.SIGNED),
    (DomesticallyApproved, Stage.APPROVED),
    (ConsentDeposited, Stage.DEPOSITED),
)


@pytest.mark.parametrize(("kind", "stage"), ACTS)
def test_between_sides_a_stage_is_reached_with_the_last_of_them(news, kind, stage):
    """One side alone reaches nothing, nor does a third party; the day is that of the last."""
    tell(news, kind, "2020-03-01", party="b")
    tell(news, kind, "2019-01-01", party="c")
    assert Stage.UNKNOWN is state(news).stage
    last = tell(news, kind, "2020-06-01", party="a")
    found = state(news)
    assert (stage, (last,)) == (found.stage, found.stage_claims)
    assert Stage.UNKNOWN is state(news, "2020-05-31").stage


@pytest.mark.parametrize(("kind", "stage"), ACTS)
def test_an_open_convention_reaches_a_stage_with_the_first_act(convention, kind, stage):
    """Of a party with a vague day and one with none the earliest certain day decides."""
    tell(convention, kind, "2020-06-01", party="a")
    tell(convention, kind, "2020-01-01/..", party="c")
    first = tell(convention, kind, "2020-03", party="b")
    found = state(convention)
    assert (stage, (first,)) == (found.stage, found.stage_claims)
    assert stage is state(convention, "2020-03-31").stage
    assert Stage.UNKNOWN is state(convention, "2020-03-30").stage


def test_of_sides_that_acted_on_one_day_one_is_the_last_whoever_is_listed_first(news):
    """The day is the same; the proof is always of the same side."""
    claims = {tell(news, Signed, "2020-06-01", party=party) for party in ("a", "b")}
    (proof,) = state(news).stage_claims
    assert max(claims) == proof


def test_of_those_who_acted_first_on_one_day_one_is_the_proof(convention):
    """For an open convention, by the same order."""
    claims = {tell(convention, Signed, "2020-06-01", party=party) for party in "abcd"}
    (proof,) = state(convention).stage_claims
    assert min(claims) == proof


def test_who_left_an_open_convention_and_came_again_had_taken_it_there_at_first(convention):
    """The stage is reached with the first consent, also of one who left without having come."""
    tell(convention, Denounced, "2019-01-01", party="b")
    tell(convention, ConsentDeposited, "2021-06-01", party="b")
    assert "2021-06-01" == str(state(convention).since.span.latest)
    tell(convention, ConsentDeposited, "2020-01-01", party="a")
    tell(convention, Denounced, "2020-06-01", party="a")
    tell(convention, ConsentDeposited, "2022-01-01", party="a")
    found = state(convention)
    assert (Stage.DEPOSITED, "2020-01-01") == (found.stage, str(found.since.span.latest))


def test_between_sides_a_consent_that_ended_had_taken_it_there_all_the_same(news):
    """With the last of the first consents, though the other side left and came again."""
    tell(news, ConsentDeposited, "2020-01-01", party="a")
    tell(news, ConsentDeposited, "2020-02-01", party="b")
    tell(news, Denounced, "2021-01-01", party="a")
    tell(news, ConsentDeposited, "2022-01-01", party="a")
    found = state(news)
    assert (Stage.DEPOSITED, "2020-02-01") == (found.stage, str(found.since.span.latest))


def test_one_side_alone_takes_it_nowhere_whatever_the_other_took_back(news):
    """Of the other only the end of its signature is on record."""
    tell(news, Signed, "2020-06-01", party="a")
    tell(news, SignatureWithdrawn, "2020-07-01", party="b")
    assert Stage.UNKNOWN is state(news).stage


def test_a_ratification_on_whatever_level_took_approval_at_home(news):
    """Both "ratified": approved at home; a deposit by the other side does not make it signed."""
    claim = tell(news, RatificationReported, "2020-06-01", party="a")
    tell(news, DomesticallyApproved, "2020-03-01", party="b")
    found = state(news)
    assert (Stage.APPROVED, (claim,)) == (found.stage, found.stage_claims)
    tell(news, RatificationReported, "2020-06-01", party="b")
    tell(news, DomesticallyApproved, "2020-01-01", party="a")
    assert "2020-03-01" == str(state(news).since.span.latest)


def test_a_signature_that_was_taken_back_after_the_consent_had_signed(news):
    """Before the other side's consent it loses the stage; once consent is given it does not."""
    for party in ("a", "b"):
        tell(news, Signed, "2020-01-01", party=party)
    tell(news, SignatureWithdrawn, "2021-06", party="a")
    stages = [state(news, day).stage for day in ("2021-06-29", "2021-06-30")]
    assert [Stage.SIGNED, Stage.UNKNOWN] == stages
    tell(news, ConsentDeposited, "2021-01-01", party="a")
    assert Stage.SIGNED is state(news, "2022-01-01").stage


def test_an_open_convention_stays_signed_though_its_first_signatory_left(convention):
    """It was signed by then; whose signature stands is another question."""
    claim = tell(convention, Signed, "2020-01-01", party="a")
    tell(convention, SignatureWithdrawn, "2020-06-01", party="a")
    found = state(convention)
    assert (Stage.SIGNED, (claim,)) == (found.stage, found.stage_claims)


def test_the_stage_of_a_negotiation_is_by_its_last_turn(news):
    """Since it began, by the claim of where it is; a concluded one by its conclusion."""
    tell(news, NegotiationOpened, "2010-01-01")
    tell(news, NegotiationSuspended, "2012-01-01")
    again = tell(news, NegotiationResumed, "2014-01-01")
    tell(news, NegotiationRoundHeld, "2015-01-01")
    found = state(news)
    assert (Stage.NEGOTIATION, (again,), "2010-01-01") == (
        found.stage,
        found.stage_claims,
        str(found.since.span.latest),
    )
    done = tell(news, NegotiationConcluded, "2018-01-01")
    concluded = state(news)
    assert (Stage.NEGOTIATED, (done,)) == (concluded.stage, concluded.stage_claims)
    adopted = tell(news, TextAdopted, "2019-01-01")
    assert (Stage.ADOPTED, (adopted,)) == (state(news).stage, state(news).stage_claims)


def test_a_mention_of_talks_is_no_day_of_a_negotiation_that_has_its_own(news):
    """Spoken of as negotiated in 2009; its own acts tell when it was."""
    tell(news, AgreementReported, "2009-01-01", stage=Stage.NEGOTIATED)
    tell(news, AgreementReported, "2009-01-01", stage=Stage.NEGOTIATION)
    assert [("negotiation", "2009-01-01"), ("negotiated", "2009-01-01")] == milestones(news)
    tell(news, NegotiationOpened, "2010-01-01")
    tell(news, NegotiationConcluded, "2018-01-01")
    assert [("negotiation", "2010-01-01"), ("negotiated", "2018-01-01")] == milestones(news)


BOTH = {"when": [{"consents": "2"}], "after": {"number": "30", "unit": "days"}}


def test_a_day_that_is_computed_is_the_milestone_with_the_consents_as_its_proof(news):
    """Where a paper declares another day without weight, that is what it is contradicted by."""
    describe(news, rule=BOTH)
    news.document("depositary", "2026-12-31", "depositary")
    claims = [
        tell(news, ConsentDeposited, day, "depositary", party=party)
        for party, day in (("a", "2020-01-01"), ("b", "2020-02-01"))
    ]
    computed = state(news)
    milestone = computed.milestones[-1]
    assert (Stage.IN_FORCE, "2020-03-02") == (milestone.stage, str(milestone.when.span.latest))
    assert set(claims) == set(milestone.when.claims)
    assert (milestone.when.claims[0], ("depositary",), ()) == (
        milestone.when.winner,
        milestone.when.roots,
        milestone.when.lost,
    )
    declared = tell(news, EnteredIntoForce, "2021-01-01")
    contradicted = state(news).milestones[-1]
    lost = [(each.claim, each.reason) for each in contradicted.when.lost]
    assert ("2020-03-02", [(declared, Reason.CONTRADICTED)]) == (
        str(contradicted.when.span.latest),
        lost,
    )


def test_a_computed_day_is_as_sure_as_the_consents_and_stands_before_a_suspension(news):
    """The depositary's word for the text does not settle what a paper says of the deposits."""
    describe(news, rule=BOTH)
    news.document("depositary", "2026-12-31", "depositary")
    tell(news, TextAdopted, "2019-01-01", "depositary")
    for party in "ab":
        tell(news, ConsentDeposited, "2020-01-01", party=party)
    tell(news, InstrumentSuspended, "2021-01-01")
    found = [(each.stage, each.when.status) for each in state(news).milestones]
    assert [
        (Stage.ADOPTED, Status.SETTLED),
        (Stage.IN_FORCE, Status.SINGLE_SOURCE),
        (Stage.SUSPENDED, Status.SINGLE_SOURCE),
    ] == found


def test_a_declared_day_is_the_milestone_with_the_declaration_as_its_proof(news):
    """It contradicts nothing, though the same day is computed from what a paper says."""
    describe(news, rule=BOTH)
    for party in "ab":
        tell(news, ConsentDeposited, "2020-01-01", party=party)
    news.document("depositary", "2026-12-31", "depositary")
    declared = tell(news, EnteredIntoForce, "2020-01-31", "depositary")
    when = state(news).milestones[-1].when
    assert (Status.SETTLED, (declared,), ()) == (when.status, when.claims, when.lost)


@pytest.mark.parametrize(
    ("acts", "proof"),
    [
        ([(NegotiationConcluded, "2020-01-01", {})], []),
        ([(DomesticallyApproved, "2020-01-01", {"party": "a"})], []),
        ([(TextAdopted, "2020-09-01", {})], []),
        ([(Signed, "2020-02-01", {"party": "a"}), (TextAdopted, "2020-03-01", {})], [1]),
        ([(ConsentDeposited, "2020-02-01", {"party": "a"})], [0]),
    ],
)
def test_a_fixed_date_rests_on_the_first_stage_of_those_that_conclude_a_text(
    convention, acts, proof
):
    """Adopted, signed or consented to by the day that is asked about: else it is not in force."""
    describe(convention, between=(), rule={"on": "2020-05-01"})
    claims = [tell(convention, kind, day, **more) for kind, day, more in acts]
    assert [claims[place] for place in proof] == [*state(convention, "2020-06-01").in_force.claims]


def test_nine_of_a_stage_that_nobody_names_leave_two_where_nobody_is_known_by_name(convention):
    """The rule asks for eleven and knows of no consent; the paper counts nine."""
    describe(convention, between=(), rule={"when": [{"consents": "11"}]})
    nine = ConsentsCounted(instrument="g", count=9, stage=ConsentStage.UNKNOWN)
    convention.claim("news", nine, "2024-05-01")
    assert 2 == state(convention).consents.still_required


@pytest.mark.parametrize(
    ("counts", "rule", "still"),
    [
        ((), None, None),
        ((9,), None, 2),
        ((9,), {"when": [{"consents": "10"}]}, 1),
        ((10,), {"when": [{"consents": "10"}]}, 0),
        ((), {"when": [{"consents": "10"}]}, 10),
        (
            (9,),
            {
                "when": [{"share": "50", "of": "all"}],
                "bases": [{"name": "all", "parties": ["a", "b", "c", "d"]}],
            },
            2,
        ),
    ],
)
def test_how_many_more_it_takes(convention, counts, rule, still):
    """By the rule where it asks for a number or more, else by what sources say."""
    describe(convention, between=(), rule=rule)
    for number in counts:
        counted = ConsentsCounted(
            instrument="g",
            count=number,
            required=None if rule else 11,
            stage=ConsentStage.DEPOSITED,
        )
        convention.claim("news", counted, "2024-05-01")
    assert still == state(convention).consents.still_required


def test_what_is_declared_in_force_needs_no_more(convention):
    """Whoever is known; before that day two of three are missing."""
    describe(convention, between=(), rule={"when": [{"consents": "3"}]})
    tell(convention, ConsentDeposited, "2020-01-01", party="a")
    convention.document("depositary", "2026-12-31", "depositary")
    tell(convention, EnteredIntoForce, "2021-01-01", "depositary")
    assert [2, 0] == [
        state(convention, day).consents.still_required for day in ("2020-12-31", "2021-01-01")
    ]


def test_what_lies_before_a_computed_day_is_not_contradicted_by_it(news):
    """An adoption, and what is declared after a suspension, are of other days."""
    describe(news, rule=BOTH)
    tell(news, TextAdopted, "2019-01-01")
    for party in "ab":
        tell(news, ConsentDeposited, "2020-01-01", party=party)
    tell(news, InstrumentSuspended, "2021-01-01")
    tell(news, EnteredIntoForce, "2022-01-01")
    found = {each.stage: each.when for each in state(news).milestones}
    assert ("2020-01-31", ()) == (
        str(found[Stage.IN_FORCE].span.latest),
        found[Stage.IN_FORCE].lost,
    )


def test_where_the_figures_cannot_tell_how_many_are_missing_nobody_does(convention):
    """Half of all, and the figures that are known make up a fifth."""
    rule = {
        "when": [{"share": "50", "of": "all"}],
        "bases": [{"name": "all", "total": "100", "figures": [{"party": "a", "value": "20"}]}],
    }
    describe(convention, between=(), rule=rule)
    tell(convention, ConsentDeposited, "2020-01-01", party="a")
    assert state(convention).consents.still_required is None
