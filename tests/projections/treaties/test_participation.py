"""The parties' positions: whose acts, by which act, and whether a consent stands."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.claims.developments import (
    ConsentDeposited,
    ConsentWithdrawn,
    Denounced,
    DomesticallyApproved,
    DomesticApprovalLapsed,
    PartyNotified,
    ReservationMade,
    ReservationWithdrawn,
    Signed,
)
from ledger.claims.vocabulary import (
    ApprovalStep,
    ConsentAct,
    ConsentStage,
    Modality,
    SignatureForm,
)
from ledger.edtf import Tristate
from ledger.projections.treaties.periods import Position
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


def test_an_act_that_was_never_undone_is_one_period_and_no_history(news):
    """Signed, approved at home, ratified: each stands from its day; only the consent has an act."""
    act(news, Signed, "2020-01-01")
    act(news, DomesticallyApproved, "2020-03-01")
    news.claim(
        "news",
        ConsentDeposited(instrument="i", party="a", act=ConsentAct.RATIFICATION),
        "2020-05-01",
    )
    (party,) = positions(news)
    assert () == party.history
    for position, since, name in (
        (Position.SIGNATURE, "2020-01-01", ""),
        (Position.APPROVAL, "2020-03-01", ""),
        (Position.CONSENT, "2020-05-01", "ratification"),
    ):
        (period,) = party.periods(position)
        assert (since, name, None) == (str(period.since.latest), period.act, period.until)
        assert Tristate.YES is party.stood(position, date(2020, 5, 1))


def test_of_whom_only_the_end_is_on_record_no_consent_was_given_by_any_day(news):
    """A denunciation tells of a consent, and not of when it was given."""
    act(news, Denounced, "2020-05-01")
    (party,) = positions(news)
    assert [False] * 4 == [party.given(day) for day in DAYS]


def test_the_column_of_approvals_shows_the_approval_of_the_day(news):
    """It lapsed and was given again, in two steps each time; each was complete with the last."""
    for day, step in (
        ("2020-01-01", ApprovalStep.CHAMBER),
        ("2020-02-01", ApprovalStep.HEAD_OF_STATE),
        ("2020-07-01", ApprovalStep.CHAMBER),
        ("2020-08-01", ApprovalStep.HEAD_OF_STATE),
    ):
        news.claim("news", DomesticallyApproved(instrument="i", party="a", step=step), day)
    act(news, DomesticApprovalLapsed, "2020-05-01")
    for day, expected in (("2020-03-01", "2020-02-01"), ("2020-12-31", "2020-08-01")):
        (party,) = positions(news, day)
        assert expected == str(party.approval.span.latest)
    assert [date(2020, 2, 1), date(2020, 8, 1)] == [
        period.since.latest for period in party.periods(Position.APPROVAL)
    ]


def test_what_binds_nobody_is_no_consent_by_other_means(news):
    """A bare signature and a vote at home are none; each act that binds has its own name."""
    act(news, Signed, "2020-01-01")
    act(news, DomesticallyApproved, "2020-02-01")
    act(news, PartyNotified, "2020-03-01", "b")
    definitive = Signed(instrument="i", party="c", form=SignatureForm.DEFINITIVE)
    news.claim("news", definitive, "2020-03-01")
    parties = positions(news)
    assert [(), (), ()] == [party.otherwise for party in parties]
    assert ["unknown", "notification", "definitive-signature"] == [party.act for party in parties]


def reserved(desk, day, words, party="a"):
    return desk.claim("news", ReservationMade(instrument="i", party=party, reservation=words), day)


def withdrew(desk, day, words=None):
    return desk.claim(
        "news", ReservationWithdrawn(instrument="i", party="a", reservation=words), day
    )


def reservations(desk):
    """Each period of a reservation: its words, the first and the last day of its end."""
    (party,) = positions(desk)
    return [
        (
            period.act,
            None if period.until is None else str(period.until.earliest),
            None if period.until is None else str(period.until.latest),
        )
        for period in party.periods(Position.RESERVATION)
    ]


def test_a_withdrawal_in_other_words_is_of_the_only_reservation(news):
    """There is no other that it can be of; the reservation keeps its own words."""
    reserved(news, "2020-01-01", "To Article 9")
    withdrew(news, "2020-05-01", "the reservation made at signature")
    assert [("To Article 9", "2020-05-01", "2020-05-01")] == reservations(news)


def test_a_withdrawal_in_other_words_is_of_none_of_two_reservations(news):
    """Which of the two it is of is not said; they are listed by their words."""
    reserved(news, "2020-01-01", "b: article 9")
    reserved(news, "2020-01-01", "a: article 12")
    withdrew(news, "2020-05-01", "the reservation made at signature")
    assert [("a: article 12", None, None), ("b: article 9", None, None)] == reservations(news)


@pytest.mark.parametrize(
    ("made", "withdrawn", "ends"),
    [
        ("2020-06-01", "2020-05-31", set()),
        ("2020-06-01", "2020-06-01", {("2020-06-01", "2020-06-01")}),
        ("2020-05-01/2020-08-31", "2020-06-01", {("2020-06-01", "2020-06-01")}),
        ("2020-06-01", "2020-05-01/2020-07-01", {("2020-06-01", "2020-07-01")}),
    ],
)
def test_a_withdrawal_without_words_is_of_what_may_have_stood_on_its_day(
    news, made, withdrawn, ends
):
    """What was certainly made later stands, and is a period without an end."""
    reserved(news, "2020-01-01", "article 9")
    reserved(news, made, "article 12")
    withdrew(news, withdrawn)
    assert ends == {
        (first, last) for words, first, last in reservations(news) if words == "article 12" and last
    }


def test_a_withdrawal_without_words_is_no_more_than_one_of_those_of_its_days(news):
    """Two were withdrawn by name in their years; "in 2020" tells of the first, and not of all."""
    for words in ("article 9", "article 12", "article 15"):
        reserved(news, "2020-01-01", words)
    withdrew(news, "2020-05-01", "article 9")
    withdrew(news, "2020-07-01", "article 12")
    withdrew(news, "2020-05")
    assert [
        ("article 12", "2020-07-01", "2020-07-01"),
        ("article 15", None, None),
        ("article 9", "2020-05-01", "2020-05-01"),
    ] == reservations(news)


def test_an_account_of_a_withdrawal_is_cited_once(news):
    """The only reservation was withdrawn and made again; a vague account is of that withdrawal."""
    reserved(news, "2020-01-01", "article 9")
    told = {withdrew(news, "2020-03-01"), withdrew(news, "2020-02-01/2020-08-01")}
    reserved(news, "2020-06-01", "article 9")
    (party,) = positions(news)
    first, second = party.periods(Position.RESERVATION)
    claims = first.ended.claims
    assert (told, len(told), None) == (set(claims), len(claims), second.until)
