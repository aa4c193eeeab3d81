"""Whose act it is: of several parties, of a group on a day, of all sides, of nobody by name."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.claims.commands import Describe
from ledger.claims.developments import (
    AgreementReported,
    DomesticallyApproved,
    PartyNotified,
    Signed,
)
from ledger.claims.entities import Instrument, Member, Party
from ledger.claims.vocabulary import Modality, PartyKind, Stage
from ledger.errors import Problems
from ledger.projections.weighing.actors import of_each_party


@pytest.fixture
def news(desk):
    """A closed agreement, an open convention, and a paper in which everything stands."""
    desk.tell(
        Describe(entity=Instrument(id="g", title="G", partnerships=("p",), between=("a", "b"))),
        Describe(entity=Instrument(id="open", title="O", partnerships=("p",))),
        Describe(
            entity=Party(
                id="union",
                name="member States",
                type=PartyKind.GROUP,
                members=(
                    Member(party="a"),
                    Member(party="b", since=date(2020, 1, 1)),
                    Member(party="c", until=date(2020, 1, 31)),
                ),
            )
        ),
    )
    desk.document("news", "2025-12-31")
    return desk


def state(desk, name, day="2025-12-31"):
    return next(one for one in desk.status(day).instruments if one.id == name)


def test_a_signature_of_nobody_is_a_mention_where_the_instrument_was_erased(news):
    """Nobody knows whose sides it had."""
    claim = news.claim("news", Signed(instrument="g"), "2025-01-17")
    recorded = news.ledger.view("p", news.at("2025-12-31")).standing.filed.claims[claim]
    (spoken,) = of_each_party(recorded, None, lambda party, _: (party,), date(2025, 1, 17))
    assert AgreementReported(instrument="g", stage=Stage.SIGNED) == spoken.claim.development


def acting(desk, name, act="signature", day="2025-12-31"):
    """Those whose act has a day."""
    positions = state(desk, name, day).participation
    return [one.party for one in positions if getattr(one, act).span is not None]


def test_the_text_was_signed_by_all_sides_of_a_closed_instrument(news):
    """A text "signed in Asunción" names no side, and both have signed."""
    claim = news.claim("news", Signed(instrument="g"), "2025-01-17")
    assert ["a", "b"] == acting(news, "g")
    assert Stage.SIGNED is news.status("2025-02-01").stage
    assert {claim} == {one.signature.winner for one in state(news, "g").participation}


def test_of_an_open_one_it_says_that_there_is_a_signed_text(news):
    """Nobody is counted for it."""
    news.claim("news", Signed(instrument="open"), "2025-01-17")
    assert [] == acting(news, "open")
    assert Stage.SIGNED is state(news, "open").stage


def test_a_group_is_counted_by_its_members(news):
    """One claim of a group of two: two notifications, each counted once."""
    claim = news.claim("news", PartyNotified(instrument="g", party="union"), "2025-08-12")
    assert ["a", "b"] == acting(news, "g", "consent")
    assert 2 == state(news, "g").consents.count
    assert (claim,) == tuple(dict.fromkeys(state(news, "g").consents.claims))


@pytest.mark.parametrize(
    ("day", "members"),
    [("2019-06-01", ["a", "c"]), ("2020-01-15", ["a", "b", "c"]), ("2020-02-01", ["a", "b"])],
)
def test_a_group_acts_by_its_members_of_the_day(news, day, members):
    """Where "all member States approved": those who were members on that day."""
    news.claim("news", DomesticallyApproved(instrument="g", party="union"), day)
    assert members == acting(news, "g", "approval")


def test_a_group_of_groups_acts_by_the_members_of_all(news):
    """A group within a group gives its own members, each once."""
    news.tell(Describe(entity=Party(id="ring", name="Ring", members=(Member(party="union"),))))
    news.tell(Describe(entity=Party(id="d", name="D", members=(Member(party="ring"),))))
    news.claim("news", Signed(instrument="g", party="d"), "2020-01-15")
    assert ["a", "b", "c"] == acting(news, "g")


def test_nobody_is_a_member_of_itself(news):
    """Refused, and nothing is recorded."""
    ring = Party(id="ring", name="Ring", members=(Member(party="ring"),))
    with pytest.raises(Problems) as refused:
        news.tell(Describe(entity=ring))
    assert ["ring cannot be a member of itself"] == [one.message for one in refused.value.problems]


def test_a_stage_that_a_source_states_is_reached_by_then(news):
    """Spoken of as signed on 17 January: signed by then, and it contradicts no earlier day."""
    news.claim("news", AgreementReported(instrument="g", stage=Stage.SIGNED), "2025-01-17")
    assert Stage.SIGNED is news.status("2025-01-17").stage
    assert Stage.UNKNOWN is news.status("2025-01-16").stage
    news.claim("news", Signed(instrument="g"), "2024-12-01")
    assert () == news.status("2025-02-01").contested
    assert "2024-12-01" == str(state(news, "g").since.span.latest)


def test_a_mention_without_a_stage_reaches_none(news):
    """The control."""
    news.claim("news", AgreementReported(instrument="g"), "2025-01-17")
    assert Stage.UNKNOWN is news.status("2025-02-01").stage


def test_a_foreseen_signature_of_all_sides_signs_nothing(news):
    """Expected, it is an outlook."""
    news.claim("news", Signed(instrument="g"), "2026-01-17", modality=Modality.EXPECTED)
    assert [] == acting(news, "g")
