"""The parties' positions: whose acts, by which act, and whether a consent stands."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.claims.developments import (
    ConsentDeposited,
    ConsentWithdrawn,
    Denounced,
    DomesticallyApproved,
    Signed,
)
from ledger.claims.vocabulary import ConsentAct, ConsentStage, Modality
from ledger.edtf import Tristate
from ledger.projections.weighing.answer import Span

MODES = {Tristate.YES: "y", Tristate.NO: "n", Tristate.MAYBE: "m"}
DAYS = [date(2020, month, 1) for month in (1, 3, 5, 7)]


@pytest.fixture
def news(desk):
    desk.document("news", "2020-12-31")
    return desk


def positions(desk, valid_at="2020-12-31"):
    (one,) = (one for one in desk.status(valid_at).instruments if one.id == "i")
    return one.participation


def act(desk, kind, day, party="a", document="news", **more):
    return desk.claim(document, kind(instrument="i", party=party), day, **more)


@pytest.mark.parametrize(
    ("given", "withdrawn", "denounced", "stands"),
    [
        ("2020-03-01", None, None, "nyyy"),
        ("2020-02-01/2020-04-01", None, None, "nmyy"),
        ("2020-02-01", "2020-05-01", None, "nynn"),
        ("2020-02-01", "2020-04-01/2020-06-01", None, "nymn"),
        ("2020-02-01", None, "2020-04-01/2020-06-01", "nymn"),
        ("2020-02-01", "2020-06-01", "2020-04-01", "nynn"),
        ("2020-04-01/2020-06-01", "2020-04-15/2020-06-15", None, "nnmn"),
        ("2020-06-01", "2020-02-01/2020-12-01", None, "nnnm"),
        (None, "2020-04-01", None, "nnnn"),
    ],
)
def test_a_consent_stood_in_january_march_may_and_july(news, given, withdrawn, denounced, stands):
    """On the first of each: yes, no or maybe."""
    for kind, day in (
        (ConsentDeposited, given),
        (ConsentWithdrawn, withdrawn),
        (Denounced, denounced),
    ):
        if day is not None:
            act(news, kind, day)
    (one,) = positions(news)
    assert stands == "".join(MODES[one.consented(day)] for day in DAYS)


@pytest.mark.parametrize(
    ("given", "answers"),
    [
        ("2020-03-01", [False, True, True, True]),
        ("2020-02-01/2020-06-01", [False, True, True, True]),
        (None, [False, False, False, False]),
    ],
)
def test_a_consent_may_have_been_given_by_then(news, given, answers):
    """A vague consent counts as possible from its first day on; a signature is none at all."""
    act(news, Signed, "2019-01-01")
    if given is not None:
        act(news, ConsentDeposited, given)
    (one,) = positions(news)
    assert answers == [one.given(day) for day in DAYS]


def test_only_acts_of_parties_that_happened_give_a_position(news):
    """Parties stand in the order of their ids; what is expected of one is none of its acts."""
    for party in "fdbeca":
        act(news, Signed, "2020-01-01", party)
    act(news, ConsentDeposited, "2021-01-01", "g", modality=Modality.EXPECTED)
    act(news, ConsentDeposited, "2021-01-01", "a", modality=Modality.EXPECTED)
    news.count("news", 9, "2020-01-01")
    found = positions(news)
    assert list("abcdef") == [one.party for one in found]
    assert {Tristate.NO} == {one.consented(date(2030, 1, 1)) for one in found}


def test_the_weightiest_source_that_names_an_act_names_it(news):
    """The depositary does not say which; the wire says accession, the paper ratification."""
    news.document("depositary", "2020-12-31", "depositary")
    news.document("wire", "2020-12-31", "wire")
    for document, name in (
        ("news", ConsentAct.RATIFICATION),
        ("wire", ConsentAct.ACCESSION),
        ("depositary", ConsentAct.UNKNOWN),
    ):
        deposited = ConsentDeposited(instrument="i", party="a", act=name)
        news.claim(document, deposited, "2020-03-01")
    (one,) = positions(news)
    assert ConsentAct.ACCESSION is one.act


def test_where_nobody_names_the_act_it_is_unknown(news):
    """Neither a bare deposit nor an approval is guessed to be a ratification."""
    act(news, ConsentDeposited, "2020-03-01")
    act(news, DomesticallyApproved, "2020-01-01", "b")
    assert [ConsentAct.UNKNOWN, ConsentAct.UNKNOWN] == [one.act for one in positions(news)]


def test_a_count_that_names_a_party_tells_of_its_act_at_that_stage_by_its_last_day(news):
    """A named party has acted by the count's last day, at that stage and at no other."""
    news.count("news", 2, "2020-03-01/2020-03-10", named=("a", "b"))
    news.count("news", 1, "2020-04-01", named=("c",), stage=ConsentStage.APPROVED)
    news.count("news", 1, "2020-05-01", named=("d",), stage=ConsentStage.SIGNED)
    first, second, third, fourth = positions(news)
    by = Span(earliest=None, latest=date(2020, 3, 10))
    assert (by, by) == (first.consent.span, second.consent.span)
    assert (None, date(2020, 4, 1)) == (third.consent.span, third.approval.span.latest)
    assert (None, date(2020, 5, 1)) == (fourth.approval.span, fourth.signature.span.latest)


@pytest.mark.parametrize(
    ("withdrawn", "parties"),
    [
        ("2020-02-01/2020-05-01", "abch"),
        ("../2020-05-01", "abch"),
        ("2021-01-01/..", "abh"),
        ("2020-07-01", "abh"),
    ],
)
def test_a_lower_count_names_parties_where_a_withdrawal_explains_it(news, withdrawn, parties):
    """Two as of March, one as of June; its name is heard if the count holds."""
    news.count("news", 2, "2020-03-01", named=("a", "b"))
    news.count("news", 1, "2020-06-01", named=("c",))
    act(news, ConsentWithdrawn, withdrawn, "h")
    assert list(parties) == [one.party for one in positions(news)]


def test_the_names_of_a_count_that_may_be_the_earlier_are_not_heard(news):
    """Two as of 1 June; one, as of some day of May to June, may be older: that proves no act."""
    news.count("news", 2, "2020-06-01", named=("a", "b"))
    news.count("news", 1, "2020-05-01/2020-06-30", named=("c",))
    assert ["a", "b"] == [one.party for one in positions(news)]


def test_the_names_of_an_earlier_count_are_heard(news):
    """The mirror: one as of 1 May is history, and whom it names had acted."""
    news.count("news", 2, "2020-06-01", named=("a", "b"))
    news.count("news", 1, "2020-05-01", named=("c",))
    assert ["a", "b", "c"] == [one.party for one in positions(news)]
