# ruff: noqa: RUF001  typographic marks are what the news prints
"""A quote begins and ends where words do, in scripts with spaces and without."""

import pytest

from ledger.sources.quotation.words import begins_inside_word, ends_inside_word


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("unsigned", "signed"),
        ("19 of 11", "9 of 11"),
        ("1,011 States", "011 States"),
        ("3.14", "14"),
        ("미서명", "서명"),
        ("G20", "20"),
        ("cafe\u0323x", "x"),
    ],
)
def test_a_quote_may_not_begin_inside_a_word_or_number(text, quote):
    """Signed in unsigned, or 9 of 11 in 19 of 11, would say the opposite."""
    assert begins_inside_word(text, text.index(quote))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("ratifications", "ratification"),
        ("9 of 110", "9 of 11"),
        ("1,011", "1"),
        ("1.5", "1"),
        ("e\u0323", "e"),
    ],
)
def test_a_quote_may_not_end_inside_a_word_or_number(text, quote):
    """A plural, a longer number or an accent cut off is another word."""
    assert ends_inside_word(text, text.index(quote) + len(quote))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("co-development", "development"),
        ("Mexico’s", "Mexico"),
        ("(ALCE)", "ALCE"),
        ("in 2024, 11 states", "11"),
        ("11, 12", "11"),
        ("한국은", "한국"),  # a particle is written onto its noun
        ("11개국", "11"),
        ("제11조", "11"),
        ("中国和墨西哥", "墨西哥"),  # no spaces at all
        ("日本とメキシコ", "メキシコ"),
        ("v. 3", "3"),
        ("signed", "signed"),
    ],
)
def test_a_quote_may_begin_and_end_where_words_do(text, quote):
    """At hyphens, marks and particles, and anywhere in scripts without spaces."""
    start = text.index(quote)
    assert not begins_inside_word(text, start)
    assert not ends_inside_word(text, start + len(quote))
