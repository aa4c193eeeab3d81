"""The timeline as a person reads it, and that its lines and those of a status fit."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ledger.views.pages.head import PageHead
from ledger.views.pages.status import status_page
from ledger.views.pages.timeline import timeline_page
from ledger.views.text.layout import text_lines
from ledger.views.text.letters import cells
from tests.views.pages.conftest import SPACE, as_of


def test_the_timeline_has_one_heading_a_day(ledger):
    """Moments of one day stand under one heading, and no heading is said twice in a row."""
    clocks = as_of("2024-11-07")
    view = ledger.view(SPACE, clocks)
    lines = list(text_lines(timeline_page(view.timeline, head=PageHead(title="t", clocks=clocks))))
    headings = [line for line in lines[1:] if line and not line.startswith(" ")]
    assert [] == [one for one, other in pairwise(headings) if one == other]
    assert 1 == headings.count("29 June 2022")


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_pages_fit_the_width(ledger, width):
    """Nothing but a name without a space is wider than the screen."""
    clocks = as_of("2024-11-07")
    view = ledger.view(SPACE, clocks)
    pages = [
        *text_lines(status_page(view.status, clocks=clocks), width),
        *text_lines(
            timeline_page(view.timeline, head=PageHead(title="t", clocks=clocks), names=view.names),
            width,
        ),
    ]
    assert [] == [line for line in pages if cells(line) > width and " " in line.strip()]
