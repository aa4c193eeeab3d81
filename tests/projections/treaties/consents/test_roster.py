"""Who counts, one State at a time: when each came, left and came again, and who stands apart."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.claims.developments import (
    ConsentDeposited,
    ConsentWithdrawn,
    Denounced,
    DenunciationWithdrawn,
    SignatureWithdrawn,
    Signed,
)
from ledger.claims.entry_into_force import rule_from
from ledger.claims.vocabulary import ConsentAct
from ledger.projections.treaties.consents.named_consents import named_consents, signatures
from ledger.projections.treaties.consents.roster import Roster
from ledger.projections.weighing.answer import Span

TEN = {"when": [{"consents": "10"}]}


@pytest.fixture
def news(desk):
    """A desk with a paper in which everything stands."""
    desk.document("news", "2026-12-31")
    return desk


def act(desk, kind, day, party="a", **more):
    return desk.claim("news", kind(instrument="i", party=party, **more), day)


def parties(desk):
    return next(
        each for each in desk.status("2026-12-31").instruments if each.id == "i"
    ).participation


def roster(desk, rule=None, opened=None):
    return Roster.of(None if rule is None else rule_from({**TEN, **rule}), parties(desk), opened)


def between(first, last):
    return Span(earliest=date.fromisoformat(first), latest=date.fromisoformat(last))


def left_and_came_again(desk):
    """Given, denounced, given again in March, withdrawn in April or May; b's end comes first."""
    act(desk, ConsentDeposited, "2024-01-01")
    act(desk, Denounced, "2024-02-01")
    act(desk, ConsentDeposited, "2024-03")
    act(desk, ConsentWithdrawn, "2024-04/2024-05")
    act(desk, Denounced, "2024-05-01", "b")
    act(desk, ConsentDeposited, "2024-06-01", "b")
    act(desk, ConsentDeposited, "2024-06-15", "c")


def test_who_left_and_who_came_again_did_so_by_the_last_days_that_are_known(news):
    """A first consent is no return, an end whose beginning nobody tells is one all the same."""
    left_and_came_again(news)
    found = roster(news)
    assert ["2024-02-01", "2024-05-31", "2024-05-01"] == [str(day) for day in found.last_days()]
    assert ["2024-03-31", "2024-06-01"] == [str(day) for day in found.return_days()]
    assert ["a", "b", "c"] == [member.key for member in found.members]
    days = [date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 31), date(2024, 6, 15)]
    assert ["a", "", "a", "bc"] == [
        "".join(member.party.party for member in found.standing(day)) for day in days
    ]


def test_an_end_without_a_beginning_is_a_member_and_no_consent_on_record(news):
    """It was in the number without a name; nothing gave it that is known."""
    act(news, Denounced, "2024-05-01", "b")
    found = roster(news)
    (member,) = found.members
    assert ("b", None, "2024-05-01") == (
        member.key,
        member.line[0].since,
        str(member.line[0].until.latest),
    )
    assert ([date(2024, 5, 1)], False) == (found.last_days(), found.begun(date(2026, 1, 1)))


SUCCESSION = {"successions": [{"party": "c", "to": "b"}]}
DISSOLVED = {"dissolved": [{"party": "b", "on": "2024-03-01", "lapses": "true"}]}


@pytest.mark.parametrize(
    ("ended", "days"),
    [(None, []), ("2024-06-01", ["2024-06-01"]), ("2024-06", ["2024-06-30"])],
)
def test_a_consent_that_a_successor_goes_on_with_ends_with_the_successors(news, ended, days):
    """One State of two parties, listed by the first's id; what gave it is the first's act."""
    act(news, ConsentDeposited, "2024-01-01", "b")
    act(news, ConsentDeposited, "2024-03-01", "c", act=ConsentAct.SUCCESSION)
    act(news, ConsentDeposited, "2024-02-01", "a")
    if ended is not None:
        act(news, Denounced, ended, "c")
    found = roster(news, {**SUCCESSION, **DISSOLVED})
    assert [["a"], ["b", "c"]] == [
        [member.party.party for member in state] for state in found.states()
    ]
    assert days == [str(day) for day in found.last_days()]
    assert ["a", "c"] == [member.party.party for member in found.standing(date(2024, 5, 1))]
    assert ["2024-02-01"] == [str(given.span.latest) for given in found.consents()]


def test_whose_act_counts_for_nothing_stands_apart_with_all_its_acts(news):
    """It acceded, left and ratified: only the ratification counts, and both are on record."""
    act(news, ConsentDeposited, "2024-01-01", act=ConsentAct.ACCESSION)
    act(news, Denounced, "2024-02-01")
    act(news, ConsentDeposited, "2024-03-01", act=ConsentAct.RATIFICATION)
    act(news, ConsentDeposited, "2024-03-01", "e", act=ConsentAct.RATIFICATION)
    found = roster(news, {"acts": ["ratification"], "organisations": ["e"]})
    lines = [
        [str(stretch.since.latest) for stretch in member.line]
        for member in (*found.members, *found.apart)
    ]
    assert ["a"] == [member.party.party for member in found.members]
    assert ["a", "e"] == [member.party.party for member in found.apart]
    assert [["2024-03-01"], ["2024-01-01", "2024-03-01"], ["2024-03-01"]] == lines


def test_what_gave_and_what_ended_a_consent_by_signature_are_the_signature_and_its_end(news):
    """Signed and withdrawn twice: the last end is the one that counts."""
    for kind, day in (
        (Signed, "2024-01-01"),
        (SignatureWithdrawn, "2024-02-01"),
        (Signed, "2024-03-01"),
        (SignatureWithdrawn, "2024-04-01"),
    ):
        act(news, kind, day)
    act(news, Signed, "2024-01-01", "b")
    act(news, Signed, "2023-01-01", "c")
    act(news, ConsentDeposited, "2024-01-15", "c")
    act(news, Denounced, "2024-05-01", "c")
    act(news, ConsentWithdrawn, "2024-05-03", "c")
    first, second, third = roster(news, {"by": "signature"}).members
    assert ("2024-03-01", "2024-04-01") == (
        str(first.given.span.latest),
        str(first.end.span.latest),
    )
    assert (None, "2024-01-15", "2024-05-01") == (
        second.end.span,
        str(third.given.span.latest),
        str(third.end.span.latest),
    )


def test_a_signature_that_ended_before_the_consent_is_no_end_of_it(news):
    """Withdrawn, and then it acceded and denounced: only the last ended its consent."""
    for kind, day in (
        (Signed, "2024-01-01"),
        (SignatureWithdrawn, "2024-02-01"),
        (ConsentDeposited, "2024-03-01"),
        (Denounced, "2024-05-01"),
    ):
        act(news, kind, day)
    (member,) = roster(news).members
    assert "2024-05-01" == str(member.end.span.latest)


def test_a_consent_that_is_dated_after_the_end_of_its_state_counts_nowhere(news):
    """Neither as a member nor apart; one of the day of the end does."""
    act(news, ConsentDeposited, "2024-04-01", "b")
    found = roster(news, DISSOLVED)
    assert ((), ()) == (found.members, found.apart)
    act(news, ConsentDeposited, "2024-03-01", "c")
    gone = {"dissolved": [{"party": "c", "on": "2024-03-01"}]}
    assert ["b", "c"] == [member.key for member in roster(news, gone).members]


def test_a_consent_is_on_record_from_its_first_possible_day_on(news):
    """Of a vague day from the first of it."""
    act(news, ConsentDeposited, "2024-03")
    days = (date(2024, 2, 29), date(2024, 3, 1))
    assert [False, True] == [roster(news).begun(day) for day in days]


def consents(desk, rule=None, opened=None):
    rule = None if rule is None else rule_from({**TEN, **rule})
    return named_consents(
        rule, None if opened is None else date.fromisoformat(opened), parties(desk)
    )


@pytest.mark.parametrize(
    ("day", "given"),
    [
        ("2023-06-01", between("2023-06-01", "2023-06-01")),
        ("2023-12-01/2024-01-01", between("2024-01-01", "2024-01-01")),
        ("2023-12-01/2024-02-01", between("2024-01-01", "2024-02-01")),
        ("2024-01-15/2024-02-01", between("2024-01-15", "2024-02-01")),
    ],
)
def test_no_consent_came_before_it_was_opened_for_signature(news, day, given):
    """A vague day is cut at that day; one that lies before it contradicts it, and is left."""
    act(news, ConsentDeposited, day)
    act(news, Signed, day)
    (consent,) = consents(news, opened="2024-01-01")
    (signature,) = signatures(date(2024, 1, 1), parties(news))
    assert (given, given) == (consent.given, signature.given)


def test_a_signature_is_the_consent_where_the_rule_asks_for_it_and_no_other_is_known(news):
    """Of a, who also deposited, the deposit is; an end that comes first does not change that."""
    act(news, Signed, "2024-01-01")
    act(news, Denounced, "2024-01-10")
    act(news, ConsentDeposited, "2024-02-01", act=ConsentAct.ACCEPTANCE)
    act(news, Signed, "2024-03-01", "b")
    act(news, ConsentDeposited, "2024-04-01", "c")
    found = consents(news, {"by": "signature"})
    assert [
        ("a", "2024-02-01", ConsentAct.ACCEPTANCE),
        ("b", "2024-03-01", ConsentAct.DEFINITIVE_SIGNATURE),
        ("c", "2024-04-01", ConsentAct.UNKNOWN),
    ] == [(consent.party, str(consent.given.latest), consent.act) for consent in found]
    assert ["a", "c"] == [consent.party for consent in consents(news, {"by": "deposit"})]
    assert ["a", "c"] == [consent.party for consent in consents(news)]


@pytest.mark.parametrize(
    ("withdrawn", "denounced", "until"),
    [
        ("2024-05-01", None, between("2024-05-01", "2024-05-01")),
        (None, "2024-06-01", between("2024-06-01", "2024-06-01")),
        ("2024-05-01", "2024-04-01/2024-06-01", between("2024-04-01", "2024-05-01")),
        ("2024-04-01/2024-06-01", "2024-05-01", between("2024-04-01", "2024-05-01")),
    ],
)
def test_a_consent_by_signature_ends_with_the_first_of_its_ends(news, withdrawn, denounced, until):
    """The signature withdrawn, the treaty denounced, or whichever came first of both."""
    act(news, Signed, "2024-01-01")
    for kind, day in ((SignatureWithdrawn, withdrawn), (Denounced, denounced)):
        if day is not None:
            act(news, kind, day)
    (consent,) = consents(news, {"by": "signature"})
    assert until == consent.withdrawn


@pytest.mark.parametrize(
    ("signed", "denounced", "bound"),
    [
        ("2024-02-01", "2024-02-01", True),
        ("2024-02-01", "2024-01-15/2024-02-15", True),
        ("2024-02-01/2024-03-31", "2024-02-15", True),
        ("2024-02-01", "2024-01-31", False),
    ],
)
def test_a_denunciation_ends_the_signature_that_it_may_have_come_after(
    news, signed, denounced, bound
):
    """One that came before it ended a consent without a name."""
    act(news, Signed, signed)
    act(news, Denounced, denounced)
    (consent,) = consents(news, {"by": "signature"})
    (member,) = roster(news, {"by": "signature"}).members
    assert (bound, bound) == (consent.withdrawn is not None, member.line[0].since is not None)


def test_a_consent_by_signature_goes_on_where_its_denunciation_was_taken_back_in_time(news):
    """To leave in 2025, and stayed after all: it stands, and nobody without a name does."""
    act(news, Signed, "2024-01-01")
    act(news, Denounced, "2025-01-01")
    act(news, DenunciationWithdrawn, "2024-06-01")
    (member,) = roster(news, {"by": "signature"}).members
    assert [date(2024, 1, 1)] == [stretch.since.earliest for stretch in member.line]
    days = (date(2024, 1, 1), date(2024, 12, 1), date(2026, 1, 1))
    assert [True] * 3 == [member.stands(day) for day in days]


@pytest.mark.parametrize("denounced", ["2024-04-01", "2024-02-01/2024-04-01"])
def test_who_took_a_denunciation_back_on_its_last_day_had_a_consent_before_it(news, denounced):
    """Its beginning is told by nobody."""
    act(news, Denounced, denounced)
    act(news, DenunciationWithdrawn, "2024-04-01")
    (member,) = roster(news).members
    assert [None, date(2024, 4, 1)] == [
        stretch.since and stretch.since.latest for stretch in member.line
    ]


def test_an_end_that_a_consent_by_deposit_came_after_is_none_of_its_ends(news):
    """Denounced in February or March, given again in March: the second has not ended."""
    act(news, ConsentDeposited, "2024-01-01")
    act(news, Denounced, "2024-02-01/2024-04-01")
    act(news, ConsentDeposited, "2024-03-01/2024-03-31")
    first, again = consents(news, {"by": "deposit"})
    assert (between("2024-02-01", "2024-03-31"), None) == (first.withdrawn, again.withdrawn)


def test_a_consent_is_dated_where_its_first_day_is_known(news):
    """Of a report without a day only the last is."""
    act(news, ConsentDeposited, "2024-01")
    act(news, ConsentDeposited, None, "b")
    assert [True, False] == [consent.dated for consent in consents(news)]
