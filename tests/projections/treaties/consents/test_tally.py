"""The tally against a slow model: every choice of every day, one by one, and a head count."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise, product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ledger.projections.treaties.consents.tally import Entrant, Number, Stretch, ends
from ledger.projections.weighing.answer import Span

FIRST = date(2020, 1, 1)
DAYS = [FIRST + timedelta(n) for n in range(6)]
SPANS = st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS)).map(
    lambda both: Span(earliest=min(both), latest=max(both))
)


def in_order(spans):
    """The spans with what the order of the acts leaves of each; None where it leaves nothing."""
    firsts = [span.earliest for span in spans]
    lasts = [span.latest for span in spans]
    for place in range(1, len(spans)):
        firsts[place] = max(firsts[place], firsts[place - 1])
    for place in range(len(spans) - 2, -1, -1):
        lasts[place] = min(lasts[place], lasts[place + 1])
    if any(first > last for first, last in zip(firsts, lasts, strict=True)):
        return None
    return [Span(earliest=a, latest=b) for a, b in zip(firsts, lasts, strict=True)]


HISTORIES = st.lists(SPANS, min_size=1, max_size=3).map(in_order).filter(lambda spans: spans)


def entrant(spans, certain=False):
    """A State that consented, perhaps left, perhaps came back."""
    line = tuple(
        Stretch(since=spans[place], until=spans[place + 1] if place + 1 < len(spans) else None)
        for place in range(0, len(spans), 2)
    )
    return Entrant(lines=(line,), certain=certain)


def every_choice(spans):
    """Each way to choose one day for each act, in the order of the acts."""
    ranges = [[day for day in DAYS if span.earliest <= day <= span.latest] for span in spans]
    return [
        days for days in product(*ranges) if all(first <= last for first, last in pairwise(days))
    ]


def stands(days, on):
    """Whether a State whose acts fell on these days is a party at the end of one."""
    party = False
    for day in days:
        if day <= on:
            party = not party
    return party


def model(value, days_of_number, histories, now, certain):
    """Every number that some choice of days makes true, by counting heads."""
    numbers = set()
    for counted_on in days_of_number:
        for chosen in product(*(every_choice(spans) for spans in histories)):
            then = [stands(days, counted_on) for days in chosen]
            if not all(was for was, named in zip(then, certain, strict=True) if named):
                continue
            nameless = max(value - sum(then), 0)
            numbers.add(nameless + sum(stands(days, now) for days in chosen))
    return numbers


@settings(max_examples=120, deadline=None, derandomize=True, database=None)
@given(
    value=st.integers(0, 4),
    days=SPANS,
    histories=st.lists(HISTORIES, min_size=0, max_size=3),
    now=st.sampled_from(DAYS),
    data=st.data(),
)
def test_the_ends_are_the_least_and_the_most_that_some_choice_of_days_makes_true(
    value, days, histories, now, data
):
    """For up to three States with up to three acts each, and a number as of some days."""
    assume(days.latest <= now)
    certain = [data.draw(st.booleans()) for _ in histories]
    counted_on = [day for day in DAYS if days.earliest <= day <= days.latest]
    numbers = model(value, counted_on, histories, now, certain)
    assume(numbers)
    entrants = [entrant(spans, named) for spans, named in zip(histories, certain, strict=True)]
    number = Number(value=value, first=days.earliest, last=days.latest)
    assert (min(numbers), max(numbers)) == ends(number, entrants, now)


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(histories=st.lists(HISTORIES, max_size=4), now=st.sampled_from(DAYS))
def test_names_alone_count_as_many_as_stand_by_some_choice(histories, now):
    """Without a number, each State counts or not by itself."""
    options = [{stands(days, now) for days in every_choice(spans)} for spans in histories]
    lowest = sum(True in option and False not in option for option in options)
    highest = sum(True in option for option in options)
    assert (lowest, highest) == ends(None, [entrant(spans) for spans in histories], now)


def exactly(number):
    day = FIRST + timedelta(number)
    return Span(earliest=day, latest=day)


def test_an_end_without_a_beginning_takes_one_off_that_was_counted_without_a_name():
    """Nine were counted, and one of whom nothing else is known left: certainly, perhaps, before."""
    nine = Number(value=9, first=DAYS[1], last=DAYS[1])
    for until, answer in (
        (exactly(3), (8, 8)),
        (Span(earliest=DAYS[2], latest=DAYS[5]), (8, 9)),
        (Span(earliest=DAYS[0], latest=DAYS[3]), (8, 9)),
        (exactly(0), (9, 9)),
        (exactly(5), (9, 9)),
    ):
        gone = Entrant(lines=((Stretch(since=None, until=until),),))
        assert answer == ends(nine, [gone], DAYS[4])


def test_of_an_act_whose_first_day_nobody_gives_the_count_is_taken_to_know():
    """A paper of the fourth day says "has ratified": it is in the count of the second."""
    nine = Number(value=9, first=DAYS[1], last=DAYS[1])
    old = Entrant(lines=((Stretch(since=Span(earliest=None, latest=DAYS[3]), dated=False),),))
    assert (9, 9) == ends(nine, [old], DAYS[4])
    new = Entrant(lines=((Stretch(since=Span(earliest=DAYS[0], latest=DAYS[3])),),))
    assert (9, 10) == ends(nine, [new], DAYS[4])


def test_two_states_of_one_consent_count_once():
    """A successor goes on with its predecessor's consent; what one of them gives, the other has."""
    line = (Stretch(since=exactly(1), until=exactly(3)),)
    after = (Stretch(since=exactly(3)),)
    assert (1, 1) == ends(None, [Entrant(lines=(line, after))], DAYS[4])


def test_whom_the_number_names_and_does_not_count_is_taken_off():
    """Two are counted, one of them the Union, whose consent adds nothing."""
    number = Number(value=2, first=DAYS[1], last=DAYS[1], apart=1)
    assert (1, 1) == ends(number, [], DAYS[4])


def test_a_number_of_some_day_may_be_of_one_on_which_one_who_came_back_was_away():
    """One as of some day, and a left on the third and came back on the fourth: one or two."""
    one = Number(value=1, first=DAYS[0], last=DAYS[5])
    away = entrant([exactly(0), exactly(2), exactly(3)])
    assert (1, 2) == ends(one, [away], DAYS[5])


def test_between_an_end_and_a_beginning_that_was_taken_for_an_earlier_one_nobody_stands():
    """A reprint has the end first: on the day between, none certainly and none perhaps."""
    turned = Stretch(since=Span(earliest=DAYS[2], latest=DAYS[5]), until=exactly(1))
    assert (0, 0) == ends(None, [Entrant(lines=((turned,),))], DAYS[1])
