"""The phrase table: the words of the news, and every day that they can mean."""

from datetime import date

import pytest

from ledger.edtf import BadDate, Edtf, Tense, from_words

WEDNESDAY = date(2024, 6, 12)  # the day of publication, unless a test says another

NAMED = [
    ("2022-06-29", "2022-06-29"),
    ("../2024-06-12", "../2024-06-12"),
    (" 2022-06~ ", "2022-06~"),
    ("29 June 2022", "2022-06-29"),
    ("June 29, 2022", "2022-06-29"),
    ("June 29th, 2022", "2022-06-29"),
    ("the 1st of May, 2024", "2024-05-01"),
    ("Wednesday, 29 June 2022", "2022-06-29"),
    ("29 Jun. 2022", "2022-06-29"),
    ("Sept. 2024", "2024-09"),
    ("in June 2022", "2022-06"),
    ("JUNE 2022", "2022-06"),
    ("2022", "2022"),
    ("the year 2022", "2022"),
    ("the 1990s", "199X"),
    ("2023-2024", "2023/2024"),
    ("2023\u20132024", "2023/2024"),
    ("Q3 2024", "2024-35"),
    ("2024 Q3", "2024-35"),
    ("the third quarter of 2024", "2024-35"),
    ("H1 2024", "2024-40"),
    ("the first half of 2024", "2024-40"),
    ("the second half of 2024", "2024-41"),
    ("spring 2023", "2023-21"),
    ("the fall of 2023", "2023-23"),
    ("northern spring 2023", "2023-25"),
    ("winter 2023 (southern)", "2023-32"),
    ("early May 2024", "2024-05-01/2024-05-16"),
    ("mid-May 2024", "2024-05-08/2024-05-24"),
    ("the middle of May 2024", "2024-05-08/2024-05-24"),
    ("late May 2024", "2024-05-15/2024-05-31"),
    ("late February 2023", "2023-02-15/2023-02-28"),
    ("the beginning of May 2024", "2024-05-01/2024-05-10"),
    ("the end of September 2024", "2024-09-21/2024-09-30"),
    ("the first half of May 2024", "2024-05-01/2024-05-16"),
    ("the second half of February 2024", "2024-02-15/2024-02-29"),
    ("early 2024", "2024-01/2024-06"),
    ("mid-2024", "2024-04/2024-09"),
    ("late 2024", "2024-07/2024-12"),
    ("the start of 2024", "2024-01/2024-04"),
    ("the end of 2024", "2024-09/2024-12"),
    ("by 12 June 2024", "../2024-06-12"),
    ("no later than 12 June 2024", "../2024-06-12"),
    ("on or before 12 June 2024", "../2024-06-12"),
    ("12 June 2024 or earlier", "../2024-06-12"),
    ("by June 2024", "../2024-06"),
    ("by the end of 2024", "../2024-12"),
    ("by early May 2024", "../2024-05-16"),
    ("before 19 December 2022", "../2022-12-18"),
    ("prior to June 2022", "../2022-05-31"),
    ("before Q3 2024", "../2024-06-30"),
    ("before the end of 2024", "../2024-12-31"),
    ("before spring 2024", "../2024-12-23"),
    ("before about June 2024", "../2024-07-30"),
    ("after 19 December 2022", "2022-12-20/.."),
    ("after 2023", "2024-01-01/.."),
    ("after the end of May 2024", "2024-05-21/.."),
    ("since 2007", "2007/.."),
    ("2007 or later", "2007/.."),
    ("since early 2007", "2007-01/.."),
    ("27 or 28 September 2024", "2024-09-27/2024-09-28"),
    ("September 27 or 28, 2024", "2024-09-27/2024-09-28"),
    ("27-28 September 2024", "2024-09-27/2024-09-28"),
    ("27\u201330 September 2024", "2024-09-27/2024-09-30"),
    ("between 27 and 28 September 2024", "2024-09-27/2024-09-28"),
    ("between September 30 and October 2, 2024", "2024-09-30/2024-10-02"),
    ("from May 2023 to June 2024", "2023-05/2024-06"),
    ("May or June 2024", "2024-05/2024-06"),
    ("early or mid-May 2024", "2024-05-01/2024-05-24"),
    ("2022 or 2023", "2022/2023"),
    ("about May 2024", "2024-05~"),
    ("around 14 May 2024", "2024-05-14~"),
    ("c. 1990", "1990~"),
    ("perhaps May 2024", "2024-05?"),
    ("perhaps about May 2024", "2024-05%"),
    ("about about May 2024", "2024-05~"),
    ("about 27 or 28 September 2024", "2024-09-27~/2024-09-28~"),
    ("perhaps by June 2024", "../2024-06?"),
    # Spanish
    ("29 de junio de 2022", "2022-06-29"),
    ("el 1.\u00ba de mayo de 2024", "2024-05-01"),
    ("miércoles, 29 de junio de 2022", "2022-06-29"),
    ("junio de 2022", "2022-06"),
    ("finales de septiembre de 2024", "2024-09-21/2024-09-30"),
    ("a principios de mayo de 2024", "2024-05-01/2024-05-16"),
    ("a mediados de 2024", "2024-04/2024-09"),
    ("el primer semestre de 2024", "2024-40"),
    ("tercer trimestre de 2024", "2024-35"),
    ("la primavera austral de 2023", "2023-29"),
    ("a más tardar el 12 de junio de 2024", "../2024-06-12"),
    ("antes del 19 de diciembre de 2022", "../2022-12-18"),
    ("desde 2007", "2007/.."),
    ("27 o 28 de septiembre de 2024", "2024-09-27/2024-09-28"),
    ("del 27 al 28 de septiembre de 2024", "2024-09-27/2024-09-28"),
    ("entre mayo y junio de 2024", "2024-05/2024-06"),
    ("alrededor de mayo de 2024", "2024-05~"),
]

RELATIVE = [
    ("today", "2024-06-12"),
    ("yesterday", "2024-06-11"),
    ("tomorrow", "2024-06-13"),
    ("by today", "../2024-06-12"),
    ("this week", "2024-06-09/2024-06-16"),
    ("last week", "2024-06-02/2024-06-09"),
    ("next week", "2024-06-16/2024-06-23"),
    ("this month", "2024-06"),
    ("last month", "2024-05"),
    ("next month", "2024-07"),
    ("last quarter", "2024-01/2024-03"),
    ("next quarter", "2024-07/2024-09"),
    ("this year", "2024"),
    ("last year", "2023"),
    ("late last year", "2023-07/2023-12"),
    ("the end of last month", "2024-05-21/2024-05-31"),
    ("Q3 last year", "2023-35"),
    ("earlier this week", "2024-06-09/2024-06-12"),
    ("earlier this month", "2024-06-01/2024-06-12"),
    ("earlier this year", "2024-01-01/2024-06-12"),
    ("later this year", "2024-06-12/2024-12-31"),
    # Without a tense a weekday is the one before or the one after.
    ("on Monday", "2024-06-10/2024-06-17"),
    ("on Wednesday", "2024-06-12"),
    ("last Monday", "2024-06-03/2024-06-10"),
    ("last Wednesday", "2024-05-29/2024-06-05"),
    ("next Friday", "2024-06-14/2024-06-21"),
    ("this coming Wednesday", "2024-06-19"),
    ("more than fifteen years", "../2009-06-12"),
    ("for more than twenty-five years", "../1999-06-12"),
    ("at least 3 months ago", "../2024-03-12"),
    ("more than a decade", "../2014-06-12"),
    ("over two weeks ago", "../2024-05-29"),
    ("less than a year ago", "2023-06-12/2024-06-12"),
    ("three days ago", "2024-06-09"),
    ("three weeks ago", "2024-05-22~"),
    ("two months ago", "2024-04~"),
    ("two years ago", "2022~"),
    ("two decades ago", "200X~"),
    # Spanish
    ("ayer", "2024-06-11"),
    ("el mes pasado", "2024-05"),
    ("la semana pasada", "2024-06-02/2024-06-09"),
    ("el próximo año", "2025"),
    ("el próximo lunes", "2024-06-17/2024-06-24"),
    ("el lunes pasado", "2024-06-03/2024-06-10"),
    ("el lunes próximo", "2024-06-17/2024-06-24"),
    ("hace tres días", "2024-06-09"),
    ("hace dos años", "2022~"),
    ("desde hace más de quince años", "../2009-06-12"),
    ("más de treinta y cinco años", "../1989-06-12"),
]


@pytest.mark.parametrize(("words", "text"), NAMED)
def test_words_that_name_their_date(words, text):
    """They need no publication date."""
    assert text == str(from_words(words))


@pytest.mark.parametrize(("words", "text"), RELATIVE)
def test_words_that_count_from_the_publication(words, text):
    """Counted from the article's day, each phrase spans all that it can mean."""
    assert text == str(from_words(words, published=WEDNESDAY))


@pytest.mark.parametrize("words", [words for words, _ in RELATIVE])
def test_relative_words_without_a_publication_date_are_refused(words):
    """Yesterday is no date until the article has a day; today is not taken for it."""
    with pytest.raises(BadDate, match="relative to the day of publication, which is not given"):
        from_words(words)


@pytest.mark.parametrize("published", ["2024-06~", "2024-06?", "../2024-06-12", "2024/.."])
def test_relative_words_with_a_vague_publication_date_are_refused(published):
    """A doubtful or open day of publication is nothing to count from."""
    with pytest.raises(BadDate, match="which is vague") as refused:
        from_words("yesterday", published=Edtf(published))
    assert "day of publication" in refused.value.fix


@pytest.mark.parametrize(
    ("words", "published", "text"),
    [
        ("yesterday", "2024-06", "2024-05-31/2024-06-29"),
        ("last month", "2024-06", "2024-05"),
        ("more than fifteen years", "2022-06", "../2007-06-30"),
        ("two years ago", "2024-01-31/2025-01-01", "2022~/2023~"),
    ],
)
def test_on_a_publication_month_relative_words_span_every_day_of_it(words, published, text):
    """If only its month is sure, the words mean all that they mean from any day of it."""
    assert text == str(from_words(words, published=Edtf(published)))


@pytest.mark.parametrize(
    ("words", "past", "future"),
    [
        ("on Monday", "2024-06-10", "2024-06-17"),
        ("on Wednesday", "2024-06-12", "2024-06-12"),
        ("this Thursday", "2024-06-06", "2024-06-13"),
        ("in June", "2024-06", "2024-06"),
        ("in July", "2023-07", "2024-07"),
        ("10 June", "2024-06-10", "2025-06-10"),
        ("June 14", "2023-06-14", "2024-06-14"),
        ("12 June", "2024-06-12", "2024-06-12"),
        ("29 February", "2024-02-29", "2028-02-29"),
        ("early July", "2023-07-01/2023-07-16", "2024-07-01/2024-07-16"),
    ],
)
def test_the_tense_decides_between_the_one_before_and_the_one_after(words, past, future):
    """A past sentence's Monday is the last, a future one's the next."""
    for tense, text in ((Tense.PAST, past), (Tense.FUTURE, future)):
        assert text == str(from_words(words, published=WEDNESDAY, tense=tense))


@pytest.mark.parametrize("words", ["in June", "10 June", "June 14"])
def test_a_date_without_a_year_needs_the_tense(words):
    """June alone is not taken for the nearest June; the way out is to add the year."""
    with pytest.raises(BadDate, match="it names no year") as refused:
        from_words(words, published=WEDNESDAY)
    assert "add the year" in refused.value.fix


REFUSED = [
    ("", "it is empty"),
    ("soon", "does not know these words"),
    ("until 2024", "does not know these words"),
    ("fiscal year 2024", "does not know these words"),
    ("12 and 14 September 2024", "leaves out days between"),  # two events, not one
    ("12 or 14 September 2024", "leaves out days between"),
    ("fifteen years", "does not know these words"),
    ("the past month", "does not know these words"),
    ("as of 12 June 2024", "does not know these words"),
    ("30 February 2024", "February 2024 has 29 days"),
    ("30 or 31 June 2024", "June 2024 has 30 days"),
    ("June 31, 2024", "June 2024 has 30 days"),
    ("September 27 or 31, 2024", "September 2024 has 30 days"),
    ("1 January 0000", "outside the calendar"),
    ("more than 5000 years", "outside the calendar"),
    ("before 1 January 0001", "outside the calendar"),
    ("December or January 2025", "January 2025 comes before December 2025"),
    ("Tuesday 29 June 2022", "29 June 2022 is a Wednesday, not a Tuesday"),
    ("Tuesday June 2022", "a weekday needs a day next to it"),
    ("northern spring 2023 (southern)", "it names two hemispheres"),
    ("early spring 2023", "'Early' can be said of a month, a year or a decade only"),
    ("Q3 May 2024", "'Q3' can be said of a month, a year or a decade only"),
    ("before since 2007", "no last day"),
    ("after by 2007", "no first day"),
    ("2024-25", "it may be two years, or a part of one"),
    ("2012-13", "it may be two years, or a part of one"),
    ("2022-06-29T10:30", "time of day"),
    ("12/06/2024", "either order"),
    ("29 June 2022 " * 50, "longer than 200 characters"),
]


@pytest.mark.parametrize(("words", "reason"), REFUSED)
def test_what_the_table_does_not_know_is_refused(words, reason):
    """Never guessed: the words are handed back with a reason and a way out."""
    with pytest.raises(BadDate) as refused:
        from_words(words, published=WEDNESDAY)

    assert reason in refused.value.reason
    assert words.strip() == refused.value.text.strip()
    assert refused.value.fix


def test_the_29th_of_february_may_be_eight_years_away():
    """1900 was a common year."""
    for day, tense in ((date(1904, 2, 28), Tense.PAST), (date(1896, 3, 1), Tense.FUTURE)):
        year = 1896 if tense is Tense.PAST else 1904
        assert f"{year}-02-29" == str(from_words("29 February", published=day, tense=tense))


def test_two_years_or_a_season_are_told_apart_by_whoever_wrote_them():
    """2024-25 could be either: it is refused, and both spellings are clear."""
    with pytest.raises(BadDate) as refused:
        from_words("2024-25")
    assert "2024/2025" in refused.value.fix


def test_a_day_that_no_year_has_is_refused():
    """The calendar's own reason is told."""
    with pytest.raises(BadDate, match="there is no 31"):
        from_words("31 June", published=WEDNESDAY, tense=Tense.PAST)


def test_what_cannot_be_two_years_is_read_as_it_stands():
    """2024-25 may be two years; 2024-35 is a quarter and 2011-12 a month, and nothing else."""
    assert str(from_words("2024-35")) == "2024-35"
    assert str(from_words("2011-12")) == "2011-12"
