"""Words of dates in English, Spanish and Korean: read as widely as they mean, or refused."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.edtf import BadDate, Edtf, Tense, from_words
from tests.edtf import phrases

PUBLISHED = date(2024, 6, 12)
TENSES = {"p": Tense.PAST, "f": Tense.FUTURE, "-": None}
READ = [
    row
    for table in (phrases.ENGLISH, phrases.SPANISH, phrases.KOREAN)
    for row in phrases.rows(table)
]
LAW = settings(deadline=None, derandomize=True, max_examples=100)


@pytest.mark.parametrize(("tense", "words", "text"), READ)
def test_each_phrase_gives_its_days(tense, words, text):
    """No day more and no day less than the table says."""
    assert text == str(from_words(words, published=PUBLISHED, tense=TENSES[tense]))


@pytest.mark.parametrize(("tense", "words", "reason"), phrases.rows(phrases.REFUSED))
def test_what_can_mean_two_things_is_refused(tense, words, reason):
    """The refusal says why and what to write."""
    with pytest.raises(BadDate) as refused:
        from_words(words, published=PUBLISHED, tense=TENSES[tense])

    assert reason in refused.value.reason
    assert refused.value.fix


MORE = ["-", "/", "(수)", "12/06/24", "31", "?", "일"]
WORD = st.sampled_from([*" ".join(words for _, words, _ in READ).split(), *MORE])


@LAW
@given(
    st.lists(WORD, max_size=6),
    st.dates(date(1, 1, 1), date(9999, 12, 31)),
    st.sampled_from([None, *Tense]),
)
def test_any_words_are_a_date_or_refused(words, published, tense):
    """Words in any order, on any day, never fail in another way."""
    with suppress(BadDate):
        from_words(" ".join(words), published=published, tense=tense)


@LAW
@given(
    st.sampled_from(
        ["yesterday", "anteayer", "그제", "3일 전", "지난 금요일", "last week", "지난주"]
    ),
    st.dates(date(1990, 1, 1), date(2030, 1, 1)),
    st.integers(1, 500),
)
def test_words_that_count_days_move_with_the_publication(words, published, weeks):
    """Published some weeks later, they mean what lies as many weeks later."""
    later = timedelta(weeks=weeks)
    first = from_words(words, published=published)
    second = from_words(words, published=published + later)

    assert (first.earliest + later, first.latest + later) == (second.earliest, second.latest)


@LAW
@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(1, 31))
def test_a_bare_day_keeps_to_its_side_of_the_publication(published, number):
    """지난 means before and 오는 after, and the day bears its number."""
    for words, sign in ((f"지난 {number}일", -1), (f"오는 {number}일", 1)):
        try:
            day = from_words(words, published=published)
        except BadDate:
            continue
        assert day.earliest.day == number
        assert (day.earliest > published) == (sign > 0)
        assert day.earliest != published


@LAW
@given(st.dates(date(1000, 1, 1), date(9999, 12, 31)))
def test_a_day_is_the_same_in_every_language(day):
    """Written out in English, Spanish and Korean, and as tables print it."""
    months = (
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
    )
    spanish = f"{day.day} de {months.split()[day.month - 1]} de {day.year}"
    forms = (
        f"{day:%d-%b-%Y}",
        spanish,
        f"{day.year}년 {day.month}월 {day.day}일",
        f"{day:%Y/%m/%d}",
    )

    assert {Edtf.exactly(day)} == {from_words(form) for form in forms}


def test_one_language_alone_reads_a_phrase():
    """Words of two languages in one phrase are refused."""
    with pytest.raises(BadDate):
        from_words("finales of June 2024")
