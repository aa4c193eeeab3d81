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
from ledger.claims.vocabulary import InstrumentForm, Relation, Renewal, Stage
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
