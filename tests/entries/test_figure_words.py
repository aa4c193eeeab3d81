"""Figures as sources print them: sums, ranges, shares; what is no figure is refused."""

from __future__ import annotations

import pytest

from ledger.entries.figure_words import UnreadFigure, figure_of


@pytest.mark.parametrize(
    ("words", "figure"),
    [
        ("$1 billion", ("1000000000", None, "$", "exactly")),
        ("A$800 million", ("800000000", None, "AUD", "exactly")),
        ("USD 5 million", ("5000000", None, "USD", "exactly")),
        ("about €1.25bn", ("1250000000", None, "EUR", "about")),
        ("1.2 to 1.3 boats a year", ("1.2", "1.3", "boats a year", "exactly")),
        ("70 to 80 % of cases", ("70", "80", "% of cases", "exactly")),
        ("more-than 15 years", ("15", None, "years", "more-than")),
        ("99,000 tonnes", ("99000", None, "tonnes", "exactly")),
        ("30명 대표단", ("30", None, "명 대표단", "exactly")),
    ],
)
def test_a_figure_is_read_as_it_is_printed(words, figure):
    """The number exactly, its unit or its currency, the range, and how it is meant."""
    read = figure_of(words)
    assert figure == (
        str(read.value),
        None if read.to is None else str(read.to),
        read.unit,
        read.comparator,
    )


@pytest.mark.parametrize("words", ["nine", "9", "3 to 2 boats", "", "5 %%%" * 200, "1,00 boats"])
def test_what_is_no_figure_is_refused(words):
    """No number, nothing that is counted, a range that goes down, a comma in the wrong place."""
    with pytest.raises((UnreadFigure, ValueError)):
        _check(figure_of(words))


def _check(figure):
    """Refuse a unit that is longer than a field can hold."""
    if len(figure.unit) > 500:
        raise ValueError(figure.unit)


def test_an_entry_takes_a_sum_as_it_is_printed(commands):
    """What was refused before: "$1 billion"."""
    text = (
        "- {kind: funding-committed, document: n, quote: q, funder: a, purpose: boats, "
        "partnership: p, amount: $1 billion, total: A$2 billion, tranche: 2}"
    )
    (command,) = commands(text)
    assert "1 billion $" == str(command.development.amount)
    assert "2 billion AUD" == str(command.development.total)
