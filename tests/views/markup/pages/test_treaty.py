"""The chart of an instrument: consents as they came and went."""

from __future__ import annotations

import re

import pytest

from ledger.claims.developments import ConsentDeposited, Denounced
from ledger.views.markup.links import Links
from ledger.views.markup.pages.treaty import treaty_markup
from ledger.views.markup.reader import Reader
from ledger.views.words import ENGLISH

LINKS = Links(prefix="", path="/", query={})


@pytest.mark.parametrize(
    ("day", "line"),
    [("2012-06-01", "0112"), ("2013-06-01", "011221"), ("2015-01-01", "01122112")],
)
def test_who_left_is_taken_off_the_line_and_who_came_back_is_added(desk, day, line):
    """Two consent, one leaves and comes back: the line ends at the count of its day."""
    desk.document("news", "2016-01-01")
    for kind, party, on in (
        (ConsentDeposited, "a", "2010-01-01"),
        (ConsentDeposited, "b", "2011-01-01"),
        (Denounced, "b", "2013-01-01"),
        (ConsentDeposited, "b", "2014-01-01"),
    ):
        desk.claim("news", kind(instrument="i", party=party), on)
    treaty = desk.ledger.treaty("i", desk.at(day))
    html = treaty_markup(treaty, reader=Reader(links=LINKS, words=ENGLISH), names=treaty.names)
    (path,) = re.findall(r'd="(M[^"]*)" class="steps"', html)
    heights = [float(corner.split(",")[1]) for corner in path.split(" ")]
    rows = sorted(set(heights), reverse=True)
    assert line + line[-1] == "".join(str(rows.index(height)) for height in heights)
