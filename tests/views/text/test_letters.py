"""Columns are counted as a terminal counts them, and no page is wider than it should be."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.views.text.layout import ends, row, wrap
from ledger.views.text.letters import cells, safe

WORDS = st.text(
    st.sampled_from("abc한국어é漢字\uff41\uff42e\u0301👨\u200d👩🇰🇷\u200b가각-/ "),
    min_size=1,
    max_size=120,
)
WIDTHS = st.integers(min_value=40, max_value=120)


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("ab", 2),
        ("한국", 4),
        ("\uff41\uff42", 4),
        ("e\u0301", 1),
        ("a\u200bb", 2),
        ("👨\u200d👩\u200d👧", 2),
        ("\u1100\u1161\u11a8", 2),
    ],
)
def test_wide_and_invisible_letters_are_counted_as_a_terminal_does(text, columns):
    """Korean and full-width letters take two columns, marks and joiners none, a family two."""
    assert cells(text) == columns


def _over(lines, width):
    """Lines that are too wide and are more than one word that may not be cut."""
    return [line for line in lines if cells(line) > width and not re.fullmatch("[!-~]+", line)]


@given(text=WORDS, width=WIDTHS, indent=st.integers(min_value=0, max_value=12))
def test_no_wrapped_line_is_wider_than_the_page(text, width, indent):
    """Whatever the letters; what is too long and may not be cut stands alone on its line."""
    assert _over(wrap(text, width, " " * indent), width) == []


@given(label=WORDS, text=WORDS, width=WIDTHS, column=st.integers(min_value=2, max_value=40))
def test_no_row_is_wider_than_the_page(label, text, width, column):
    """A label that is too long breaks too."""
    assert _over(row(label, text, width, column), width) == []


@given(left=WORDS, right=WORDS, width=WIDTHS)
def test_no_line_with_two_ends_is_wider_than_the_page(left, right, width):
    """What does not fit on one line has two."""
    assert _over(ends(left, right, width), width) == []


@given(text=WORDS, width=WIDTHS)
def test_wrapping_loses_no_letter(text, width):
    """Only spaces change."""
    wrapped = "".join(wrap(text, width))
    assert "".join(wrapped.split()) == "".join(text.split())


@given(text=st.text(st.sampled_from("ab1é\u2014,-  "), max_size=60))
def test_a_text_that_fits_is_as_its_words_would_be(text):
    """Two spaces within it stay two; those at its ends go. A wide letter has it taken apart."""
    (whole,) = wrap(text, 80)
    (apart,) = wrap(f"{text} 한", 80)
    assert whole == text.strip(" ")
    assert apart == f"{text} 한".strip(" ")


def test_an_id_is_never_cut():
    """It has a line of its own, so that it can be copied."""
    name = "a-very-long-name-of-a-claim" * 4
    assert name in list(wrap(f"see {name} and others", 40, "  "))


def test_the_end_of_a_line_in_a_title_makes_no_new_line():
    """A title cannot forge a heading."""
    assert list(wrap("A\n\nOutstanding hurdles (0)", 80)) == ["A Outstanding hurdles (0)"]
    assert "\n" not in safe("A\nB")
