"""A quote that is found only after folding says which folds found it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.sources.quotation.folds import folds_between
from ledger.sources.quotation.quotes import anchor
from ledger.sources.quotation.selector import QuoteNotFound, TextQuoteSelector

_QUOTATION = "quotation marks or apostrophes of another form"

FOLDED = [
    ("the ratifications of", "the rati\ufb01cations of", ("ligatures taken apart",)),
    ("the \ufb01rst of", "the first of", ("ligatures taken apart",)),
    ("were deposited today", "were de-\nposited today", ("a hyphen at the line end joined",)),
    ("the co-operation of", "the co-\noperation of", ("a hyphen at the line end joined",)),
    ("they ratified it", "they rati\xadfied it", ("soft hyphens left out",)),
    ("she said 'yes'", "she said \u2018yes\u2019", (_QUOTATION,)),
    ("from 9 - 11", "from 9 \u2013 11", ("dashes of another form",)),
    ("nine of eleven", "nine\xa0of\u2009eleven", ("spaces of another kind",)),
    ("한국·멕시코", "한국\u30fb멕시코", ("middle dots of another form",)),
    ("nine of eleven", "nine \u200fof\u202c eleven", ("direction marks left out",)),
    ("9 of 11", "\uff19 of \uff11\uff11", ("full-width letters read as plain ones",)),
    ("in México", "in Me\u0301xico", ("accents typed apart from their letters",)),
    ("Chile 2023 yes", "Chile\t2023\tyes", ("tabs read as spaces",)),
    ("nine of eleven", "nine\nof eleven", ("line ends read as spaces",)),
    ("and so...", "and so\u2026", ("an ellipsis written as three dots",)),
    ("9 de 11 Estados", "9 de 11[2] Estados", ("a note's mark passed over",)),
    ("9 de 11 Estados", "9 de 11[2][*] Estados", ("a note's mark passed over",)),
    ("9 de 11 Estados", "9 de 11[a] Estados", ("a note's mark passed over",)),
    ("멕시코는 비준", "멕시코[1]는 비준", ("a note's mark passed over",)),
    ("he said we sign today", "he said “we sign” today", ("“ ” passed over",)),
    (
        "'deposited' by 9-11",
        "\u2018de-\nposited\u2019 by\xa09\u201311",
        (
            "a hyphen at the line end joined",
            _QUOTATION,
            "dashes of another form",
            "spaces of another kind",
        ),
    ),
    ('"yes" of 11 states', "“yes” of 11[2] states", ("a note's mark passed over", _QUOTATION)),
]
AS_PRINTED = [
    ("nine of eleven", "nine of eleven"),
    (" nine of eleven\n", "nine of eleven"),
    ("nine  of eleven", "nine of eleven"),
    ("9 de 11", "9 de 11[2] Estados"),
    ("“yes” \u2014 ratiﬁed", "“yes” \u2014 ratiﬁed"),
    ("11[2] Estados", "11[2] Estados"),
]
OTHER_WORDS = [
    ("9 de 112 Estados", "9 de 11[2] Estados"),  # a mark never joins a number
    ("9 de 115 Estados", "9 de 11[2]5 Estados"),  # nor does what follows it
    ("11,000 Estados", "11[2],000 Estados"),
    ("the state has", "the state[s] has"),  # an editor's brackets
    ("of 11 states", "of [9] 11 states"),  # a figure that is a word of its own
    ("9 de 11 Estados", "9 de 11[siete] Estados"),
    ("9 de 11[2] Estados", "9 de 11 Estados"),  # a mark that the document does not have
    ('"we" sign', "we sign"),
]


@pytest.mark.parametrize(("quote", "text", "folds"), FOLDED)
def test_what_was_folded_is_named(quote: str, text: str, folds: tuple[str, ...]) -> None:
    """The words are found, kept as the document has them, and exactly what was folded is told."""
    place = anchor(TextQuoteSelector(exact=quote), f"Before. {text} after.")
    assert place.exact == text
    assert place.folds == folds


@pytest.mark.parametrize(("quote", "text"), AS_PRINTED)
def test_words_as_printed_are_found_without_a_word(quote: str, text: str) -> None:
    """Nothing is told where the words stand as typed, white space at the ends put aside."""
    assert anchor(TextQuoteSelector(exact=quote), f"Before. {text} after.").folds == ()


@pytest.mark.parametrize(("quote", "text"), OTHER_WORDS)
def test_other_words_and_figures_are_never_passed_over(quote: str, text: str) -> None:
    """A fold reaches no letter, no figure and no word: the quote is refused."""
    with pytest.raises(QuoteNotFound):
        anchor(TextQuoteSelector(exact=quote), f"Before. {text} after.")


@given(
    before=st.integers(0, 999),
    mark=st.integers(1, 999),
    after=st.sampled_from(["", "5", ",000", ".5", " ", "th"]),
    other=st.integers(0, 99_999),
)
def test_no_figure_is_swallowed(before: int, mark: int, after: str, other: int) -> None:
    """Of a number with a note's mark, no other number is ever found."""
    text, quote = f"we count {before}[{mark}]{after} states", f"we count {other} states"
    try:
        place = anchor(TextQuoteSelector(exact=quote), text)
    except QuoteNotFound:
        return
    assert (other, after.strip()) == (before, "")
    assert place.exact == text


def test_the_prefix_too_may_pass_over_a_mark() -> None:
    """Words just before a quote are compared in the same way."""
    text = "9 de 11[2] Estados. 8 de 11[3] Estados."
    place = anchor(TextQuoteSelector(exact="Estados", prefix="8 de 11"), text)
    assert place.start == text.rindex("Estados")


def test_equal_words_cost_nothing_and_say_nothing() -> None:
    """A quote that equals its words was folded by nothing."""
    assert folds_between("a\tb", "a\tb", hyphen=None, without="") == ()
