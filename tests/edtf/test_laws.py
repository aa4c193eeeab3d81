"""Laws that hold for every date and every pair of dates."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ledger.edtf import BadDate, Edtf, Tense, Tristate, from_words, parse

LAW = settings(deadline=None, derandomize=True, max_examples=150)
CERTAINTY = {Tristate.NO: 0, Tristate.MAYBE: 1, Tristate.YES: 2}

# Few years, so that dates meet; months and days as the calendar has them.
days = st.dates(date(2021, 1, 1), date(2025, 12, 31))
years = st.integers(2021, 2025).map(str)
units = st.one_of(
    days.map(date.isoformat),
    days.map(lambda day: day.isoformat()[:7]),
    years,
    st.sampled_from(["201X", "202X", "20XX"]),
    st.builds("{}-XX".format, years),
    st.builds("{}-XX-XX".format, years),
    days.map(lambda day: f"{day.isoformat()[:7]}-XX"),
    st.builds("{}-{}".format, years, st.integers(21, 41)),
)
ends = st.builds("{}{}".format, units, st.sampled_from(["", "", "", "~", "?", "%"]))


def in_order(one, other):
    try:
        return Edtf(f"{one}/{other}")
    except BadDate:
        return Edtf(f"{other}/{one}")


dates = st.one_of(
    ends.map(Edtf),
    st.builds(in_order, ends, ends),
    st.builds("{}{}".format, st.sampled_from(["../", "/"]), ends).map(Edtf),
    st.builds("{}{}".format, ends, st.sampled_from(["/..", "/"])).map(Edtf),
)


@LAW
@given(dates)
def test_text_round_trips(one):
    """A date written and read again is the same value, with the same hash."""
    assert one == parse(str(one))
    assert hash(one) == hash(parse(str(one)))


@LAW
@given(st.text(alphabet="0123456789-/.X?~%[]YT: ", max_size=12))
def test_any_text_is_a_date_or_refused_with_a_way_out(text):
    """No other error ever, and a date that was read comes back as it was written."""
    refusal = None
    try:
        assert text == str(Edtf(text))
    except BadDate as refused:
        refusal = refused

    assert refusal is None or (refusal.reason and refusal.fix)


@LAW
@given(dates)
def test_the_stated_days_lie_within_the_possible_ones(one):
    """A doubt only widens a date; an end that is open for the one is open for the other."""
    if one.earliest and one.not_before and one.latest and one.not_after:
        assert one.not_before <= one.earliest <= one.latest <= one.not_after
    assert (one.earliest is None) == (one.not_before is None)
    assert (one.latest is None) == (one.not_after is None)


@LAW
@given(dates, st.integers(0, 3000))
def test_every_stated_day_is_possible(one, offset):
    """A firm day between the bounds is what is left when it is learned."""
    first = one.earliest or (one.latest - timedelta(3000))
    day = Edtf.exactly(first + timedelta(offset))
    assume(one.latest is None or day.latest <= one.latest)

    assert one.overlaps(day)
    assert {day.earliest} == {one.intersect(day).earliest, one.intersect(day).latest}


@LAW
@given(dates, days, days)
def test_what_has_happened_stays_so(one, day, other):
    """The answer never goes back from yes to maybe or no as the days pass."""
    earlier, later = sorted([day, other])

    assert CERTAINTY[one.happened_by(earlier)] <= CERTAINTY[one.happened_by(later)]


@LAW
@given(dates, days)
def test_a_qualifier_only_makes_answers_less_certain(one, day):
    """About May: where it answers yes or no, May answers the same."""
    firm = Edtf(one.text.translate({ord(mark): None for mark in "?~%"}))

    assert one.happened_by(day) in {firm.happened_by(day), Tristate.MAYBE}


@LAW
@given(dates, dates)
def test_the_order_of_two_does_not_matter(one, other):
    """What two dates share does not depend on which source was read first."""
    assert one.intersect(other) == other.intersect(one)
    assert one.overlaps(other) == other.overlaps(one)


@LAW
@given(dates)
def test_a_date_with_itself_is_itself(one):
    """Two sources that say the same make a date neither narrower nor wider."""
    again = one.intersect(one)

    assert (one.earliest, one.latest) == (again.earliest, again.latest)


@LAW
@given(dates, dates, dates)
def test_the_order_of_three_does_not_matter(one, other, third):
    """Wherever both ways are defined."""
    left = one.intersect(other)
    right = other.intersect(third)
    assume(left and right)
    left, right = left.intersect(third), one.intersect(right)
    assume(left and right)

    assert left == right


@LAW
@given(dates, dates, days)
def test_an_intersection_is_never_less_certain(one, other, day):
    """What one of the two answers with yes or no, both together do not answer with maybe."""
    both = one.intersect(other)
    assume(both)

    answers = {one.happened_by(day), other.happened_by(day)} - {Tristate.MAYBE}
    assert not answers or both.happened_by(day) in answers


@LAW
@given(dates, dates)
def test_an_intersection_needs_an_overlap_and_firm_dates_need_no_more(one, other):
    """Only in a doubt can two dates be compatible and still state nothing."""
    both = one.intersect(other)

    if both:
        assert one.overlaps(other)
    if not any(each.uncertain or each.approximate for each in (one, other)):
        assert (both is not None) == one.overlaps(other)


@LAW
@given(st.lists(dates, max_size=6), st.randoms(use_true_random=False))
def test_sorting_is_total_and_the_same_from_any_order(some, random):
    """Of two dates one is first or they are equal, so that lists never jump."""
    shuffled = random.sample(some, len(some))

    assert sorted(some) == sorted(shuffled)
    for one in some:
        for other in some:
            assert (one < other) + (one == other) + (one > other) == 1


@LAW
@given(days, days)
def test_a_span_has_exactly_its_bounds(one, other):
    """However short its text becomes, a span keeps its first and its last day."""
    first, last = sorted([one, other])
    between = Edtf.between(first, last)

    assert (first, last) == (between.earliest, between.latest)


@LAW
@given(dates)
def test_words_shown_are_never_read_back_as_less(one):
    """Where the phrase table knows the words that a reader sees, every day is still there."""
    try:
        again = from_words(one.display)
    except BadDate:
        assume(condition=False)

    assert_within(one, again)


WORDS = [
    *("yesterday", "this week", "last week", "last month", "next quarter", "earlier this year"),
    *("on Monday", "last Friday", "next Sunday", "more than fifteen years", "two years ago"),
    *("later this month", "hace tres semanas", "less than ten months ago", "coming Tuesday"),
]


@LAW
@given(st.sampled_from(WORDS), days, st.sampled_from([None, *Tense]))
def test_a_vaguer_publication_never_sharpens_relative_words(words, day, tense):
    """Read from the month of publication, they allow what they allow from any of its days."""
    month = Edtf(day.isoformat()[:7])

    assert_within(
        from_words(words, published=day, tense=tense),
        from_words(words, published=month, tense=tense),
    )


@LAW
@given(st.sampled_from(["on Monday", "this Friday"]), days)
def test_a_tense_only_narrows(words, day):
    """What the tense of the sentence adds was possible without it."""
    for tense in Tense:
        assert_within(
            from_words(words, published=day, tense=tense), from_words(words, published=day)
        )


@LAW
@given(days)
def test_a_part_of_a_month_lies_in_it_and_the_parts_leave_no_day_out(day):
    """Early, mid and late may share days, but no day of the month is in none."""
    month = f"{day:%B %Y}"
    parts = [from_words(f"{part} {month}") for part in ("early", "mid", "late")]

    for part in parts:
        assert_within(part, from_words(month))
    assert any(part.overlaps(Edtf.exactly(day)) for part in parts)


@pytest.mark.parametrize("form", ["{0:%d} {0:%B} {0:%Y}", "{0:%B} {0:%d}, {0:%Y}", "{0:%Y-%m-%d}"])
@LAW
@given(day=days)
def test_a_day_is_read_in_every_form(form, day):
    """British, American and ISO spellings of any day are that very day."""
    assert Edtf.exactly(day) == from_words(form.format(day))


def assert_within(narrow, wide):
    """Every possible day of the one is possible for the other."""
    assert wide.not_before is None or (narrow.not_before and narrow.not_before >= wide.not_before)
    assert wide.not_after is None or (narrow.not_after and narrow.not_after <= wide.not_after)
