"""The ends of spans: where nothing bounds one, it reaches to the end of the calendar."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.projections.weighing.answer import Span
from ledger.projections.weighing.spans import between, high, low

MAY, JUNE = date(2024, 5, 1), date(2024, 6, 1)


@pytest.mark.parametrize(
    ("span", "first", "last"),
    [
        (Span(earliest=MAY, latest=JUNE), MAY, JUNE),
        (Span(earliest=None, latest=JUNE), date.min, JUNE),
        (Span(earliest=MAY, latest=None), MAY, date.max),
        (Span(earliest=None, latest=None), date.min, date.max),
    ],
)
def test_a_span_and_its_ends_say_the_same(span, first, last):
    """From a span to its ends and back again: an end of the calendar is no day that is known."""
    assert (first, last) == (low(span), high(span))
    assert span == between(first, last)
