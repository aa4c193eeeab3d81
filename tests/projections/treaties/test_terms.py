"""How long an instrument runs, how it stands to others, and what a memorandum is."""

from __future__ import annotations

import pytest

from ledger.claims.commands import Describe
from ledger.claims.developments import (
    EnteredIntoForce,
    InstrumentExpired,
    InstrumentRenewed,
    InstrumentsRelated,
    MemorandumConcluded,
    Signed,
    TermStated,
)
from ledger.claims.entities import Instrument
from ledger.claims.vocabulary import InstrumentForm, Modality, Relation, Renewal, Stage
from ledger.edtf import parse
from ledger.errors import Problems


@pytest.fixture
def news(desk):
    """A memorandum, an agreement with its minutes, and a paper in which everything stands."""
    for name, form in (("mou", "memorandum"), ("g", "agreement"), ("minutes", "agreed-minutes")):
        instrument = Instrument(
            id=name,
            title=name.upper(),
            partnerships=("p",),
            between=("a", "b"),
            form=InstrumentForm(form),
        )
        desk.tell(Describe(entity=instrument))
    desk.document("news", "2045-12-31")
    return desk


def state(desk, name, day):
    return next(one for one in desk.status(day).instruments if one.id == name)


def test_a_memorandum_has_an_id_a_term_and_a_renewal(news):
    """Valid until 2025, renewed for five years: it runs until 2030."""
    concluded = MemorandumConcluded(parties=("a", "b"), subject="customs", instrument="mou")
    news.claim("news", concluded, "2020-06-01")
    news.claim("news", TermStated(instrument="mou", until=parse("2025-06-01")), "2020-06-01")
    news.claim("news", InstrumentRenewed(instrument="mou", until=parse("2030-06-01")), "2025-05-20")
    before, after = state(news, "mou", "2024-01-01"), state(news, "mou", "2026-01-01")
    assert ("2025-06-01", 0, "running") == (
        str(before.term.until),
        before.term.renewed,
        before.term.state,
    )
    assert ("2030-06-01", 1, "running") == (
        str(after.term.until),
        after.term.renewed,
        after.term.state,
    )
    assert Stage.MEMORANDUM is news.status("2026-01-01").stage


def test_a_term_that_is_over_ends_nothing_by_itself(news):
    """Nobody says whether it was renewed: over, and the stage stays until a source says expired."""
    news.claim("news", Signed(instrument="g"), "2020-01-01")
    news.claim("news", TermStated(instrument="g", until=parse("2025-06-01")), "2020-06-01")
    now = state(news, "g", "2025-07-01")
    assert ("over", Stage.SIGNED) == (now.term.state, now.stage)
    news.claim("news", InstrumentExpired(instrument="g"), "2025-06-01")
    now = state(news, "g", "2025-07-01")
    assert ("expired", Stage.TERMINATED) == (now.term.state, now.stage)


def test_what_ran_out_and_was_renewed_after_that_has_its_stage_again(news):
    """A renewal before the end undoes nothing; one after it does, until it runs out again."""
    news.claim("news", EnteredIntoForce(instrument="g"), "2020-01-01")
    news.claim("news", InstrumentRenewed(instrument="g"), "2024-06-01")
    news.claim("news", InstrumentExpired(instrument="g"), "2025-06-01")
    news.claim("news", InstrumentRenewed(instrument="g"), "2026-02-01")
    news.claim("news", InstrumentExpired(instrument="g"), "2028-02-01")
    days = ("2025-01-01", "2025-07-01", "2026-03-01", "2028-03-01")
    states = [state(news, "g", day) for day in days]
    in_force, ended = (Stage.IN_FORCE, "running"), (Stage.TERMINATED, "expired")
    assert [in_force, ended, in_force, ended] == [(one.stage, one.term.state) for one in states]


def test_a_term_that_renews_itself_runs_on(news):
    """Automatic renewal: past its day it still runs."""
    stated = TermStated(instrument="g", until=parse("2025-06-01"), renewal=Renewal.AUTOMATIC)
    news.claim("news", stated, "2020-06-01")
    assert "running" == state(news, "g", "2025-07-01").term.state


def test_a_signed_memorandum_makes_no_treaty_of_a_partnership(news):
    """Its form says so; an agreement signed on the same day does: the control."""
    news.claim("news", Signed(instrument="mou"), "2020-01-01")
    assert Stage.MEMORANDUM is news.status("2020-02-01").stage
    news.claim("news", Signed(instrument="g"), "2020-03-01")
    assert Stage.SIGNED is news.status("2020-04-01").stage


def test_agreed_minutes_are_an_instrument_next_to_another(news):
    """Signed alone they take the partnership nowhere, and both sides show the relation."""
    news.claim("news", Signed(instrument="minutes"), "2024-07-08")
    related = InstrumentsRelated(instrument="minutes", relation=Relation.SIDE_LETTER_TO, to=("g",))
    claim = news.claim("news", related, "2024-07-08")
    assert Stage.UNKNOWN is news.status("2024-08-01").stage
    (own,) = state(news, "minutes", "2024-08-01").related
    (other,) = state(news, "g", "2024-08-01").related
    assert ("g", False, (claim,)) == (own.other, own.inverse, own.claims)
    assert ("minutes", True, (claim,)) == (other.other, other.inverse, other.claims)
    assert () == state(news, "g", "2024-07-01").related


@pytest.mark.parametrize(("to", "code"), [("nothing", "not-known"), ("g", "nothing-to-do")])
def test_a_relation_leads_to_another_instrument(news, to, code):
    """To one that is described, and not to itself."""
    related = InstrumentsRelated(instrument="g", relation=Relation.PART_OF, to=(to,))
    with pytest.raises(Problems) as refused:
        news.claim("news", related)
    assert {code} == {one.code for one in refused.value.problems}


def stated(desk, day, until=None, document="news", **more):
    term = TermStated(instrument="g", until=None if until is None else parse(until), **more)
    return desk.claim(document, term, day)


def renewed(desk, day, until=None):
    until = None if until is None else parse(until)
    return desk.claim("news", InstrumentRenewed(instrument="g", until=until), day)


@pytest.mark.parametrize(
    ("day", "state_of_term"),
    [("2025-05-31", "running"), ("2025-06-01", "running"), ("2025-06-02", "over")],
)
def test_a_term_runs_through_its_last_day(news, day, state_of_term):
    """And is over on the next."""
    stated(news, "2020-06-01", "2025-06-01")
    assert state_of_term == state(news, "g", day).term.state


@pytest.mark.parametrize(
    ("day", "state_of_term"), [("2025-06-01", "running"), ("2026-01-01", "over")]
)
def test_a_term_with_a_vague_end_is_over_with_its_last_day(news, day, state_of_term):
    """Until 2025, some day of which nobody names."""
    stated(news, "2020-06-01", "2025")
    assert state_of_term == state(news, "g", day).term.state


def test_the_weightiest_of_many_terms_of_one_day_is_believed(news):
    """One ministry and six papers, whichever was filed first."""
    for number in range(3):
        news.document(f"paper-{number}", "2045-12-31")
        stated(news, "2020-06-01", f"203{number}-01-01", f"paper-{number}")
    news.document("ministry", "2045-12-31", "party-official")
    stated(news, "2020-06-01", "2025-06-01", "ministry")
    for number in range(3, 6):
        news.document(f"paper-{number}", "2045-12-31")
        stated(news, "2020-06-01", f"203{number}-01-01", f"paper-{number}")
    assert "2025-06-01" == str(state(news, "g", "2021-01-01").term.until)


def test_a_term_without_a_known_end_is_never_over(news):
    """Neither "from 2020 on", nor a term of which only the kind of renewal is told."""
    stated(news, "2020-06-01", "2020-06-01/..")
    assert "running" == state(news, "g", "2040-01-01").term.state
    stated(news, "2021-06-01", renewal=Renewal.BY_AGREEMENT)
    now = state(news, "g", "2040-01-01").term
    assert ("running", Renewal.BY_AGREEMENT) == (now.state, now.renewal)


def test_of_two_terms_of_one_day_the_weightier_source_is_believed(news):
    """The ministry before the paper, the later day before both; each is cited, the best first."""
    news.document("ministry", "2045-12-31", "party-official")
    paper = stated(news, "2020-06-01", "2024-01-01")
    ministry = stated(news, "2020-06-01", "2025-06-01", "ministry")
    now = state(news, "g", "2021-01-01").term
    assert ("2025-06-01", (ministry, paper)) == (str(now.until), now.claims)
    later = stated(news, "2022-06-01", "2026-06-01")
    now = state(news, "g", "2023-01-01").term
    assert ("2026-06-01", (later, ministry, paper)) == (str(now.until), now.claims)


def test_a_renewal_gives_the_day_until_which_it_runs_or_leaves_the_one_before(news):
    """The claim with the day is cited first, and the renewal that names none next to it."""
    first = stated(news, "2020-06-01", "2025-06-01", renewal=Renewal.BY_AGREEMENT)
    again = renewed(news, "2024-06-01")
    now = state(news, "g", "2024-07-01").term
    assert ("2025-06-01", 1, (first, again)) == (str(now.until), now.renewed, now.claims)
    last = renewed(news, "2025-01-01", "2030-06-01")
    now = state(news, "g", "2025-07-01").term
    assert ("2030-06-01", 2, Renewal.BY_AGREEMENT) == (str(now.until), now.renewed, now.renewal)
    assert (last, again, first) == now.claims


def test_two_reports_of_a_renewal_on_one_day_are_one_renewal(news):
    """Those that name no day are not known to be of one."""
    news.document("paper", "2045-12-31")
    renewed(news, "2024-06-01")
    news.claim("paper", InstrumentRenewed(instrument="g"), "2024-06-01")
    assert 1 == state(news, "g", "2024-07-01").term.renewed
    news.claim("paper", InstrumentRenewed(instrument="g"))
    news.claim("news", InstrumentRenewed(instrument="g"))
    assert 3 == state(news, "g", "2046-01-01").term.renewed


@pytest.mark.parametrize(
    ("again", "ended", "state_of_term"),
    [
        ("2024-06-01", "2024-05-31", "running"),
        ("2024-06-01", "2024-06-01", "expired"),
        ("2024-06", "2024-06-15", "running"),
        ("2024-06-15", "2024-06", "expired"),
    ],
)
def test_what_ran_out_before_it_was_renewed_runs(news, again, ended, state_of_term):
    """A source that has it run out on the last day of the renewal or later is believed."""
    renewed(news, again)
    news.claim("news", InstrumentExpired(instrument="g"), ended)
    assert state_of_term == state(news, "g", "2025-01-01").term.state


def test_that_a_term_ran_out_is_told_by_who_says_it_alone(news):
    """Though nobody told of the term; what is only expected to run out runs."""
    news.claim("news", InstrumentExpired(instrument="g"), "2030-01-01", modality=Modality.EXPECTED)
    assert state(news, "g", "2031-01-01").term is None
    ended = news.claim("news", InstrumentExpired(instrument="g"), "2024-06-01")
    assert state(news, "g", "2024-05-31").term is None
    now = state(news, "g", "2024-06-01").term
    assert ("expired", None, 0, (ended,)) == (now.state, now.until, now.renewed, now.claims)


def test_the_proof_of_what_ran_out_leaves_out_its_term(news):
    """Only who says that it ran out is cited."""
    stated(news, "2020-06-01", "2024-06-01")
    ended = news.claim("news", InstrumentExpired(instrument="g"), "2024-06-01")
    now = state(news, "g", "2024-07-01").term
    assert ("2024-06-01", (ended,)) == (str(now.until), now.claims)


def test_relations_stand_in_order_the_instruments_own_first(news):
    """By relation, then by the other's id; two sources of one relation stand behind it."""
    news.document("paper", "2045-12-31")
    relate = {"instrument": "g", "relation": Relation.PART_OF}
    first = news.claim("news", InstrumentsRelated(**relate, to=("mou", "minutes")), "2024-01-01")
    second = news.claim("paper", InstrumentsRelated(**relate, to=("mou",)), "2024-01-01")
    back = news.claim(
        "paper",
        InstrumentsRelated(instrument="minutes", relation=Relation.AMENDS, to=("g",)),
        "2024-01-01",
    )
    news.claim(
        "paper",
        InstrumentsRelated(instrument="mou", relation=Relation.AMENDS, to=("g",)),
        "2024-01-01",
        modality=Modality.EXPECTED,
    )
    between = InstrumentsRelated(instrument="mou", relation=Relation.REPLACES, to=("minutes",))
    news.claim("paper", between, "2024-01-01")
    found = state(news, "g", "2024-02-01").related
    assert [("minutes", False), ("mou", False), ("minutes", True)] == [
        (related.other, related.inverse) for related in found
    ]
    assert [{first}, {first, second}, {back}] == [set(related.claims) for related in found]
