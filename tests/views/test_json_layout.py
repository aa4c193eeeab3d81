"""Laid-out JSON is the same JSON, with on one line what fits there."""

import json

from hypothesis import given
from hypothesis import strategies as st

from ledger.views.json_layout import WIDTH, laid_out

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(VALUES, st.booleans())
def test_what_is_laid_out_is_the_same_json(value, ascii_only):
    """A program reads what it would read from any other layout."""
    text = laid_out(value, ascii_only=ascii_only)
    assert json.loads(text) == value
    assert text.isascii() or not ascii_only


def test_what_fits_on_a_line_stands_on_one():
    """An answer for hundreds of parties has a line or two for each, and no line grows with them."""
    answer = {"status": "unknown", "winner": None, "claims": [], "span": None}
    rows = [{"party": f"p{number}", "signature": answer} for number in range(200)]
    lines = laid_out({"rows": rows}).splitlines()
    assert len(lines) == len(rows) + 4
    ids = laid_out([f"c{number:016}" for number in range(900)]).splitlines()
    assert len(ids) < 900 / 6
    assert max(map(len, [*lines, *ids])) <= WIDTH


def test_a_long_word_stands_whole():
    """Nothing is cut; a list of long words has a line for each."""
    words = ["x" * 200, "y" * 200]
    assert laid_out(words).splitlines() == ["[", f'  "{words[0]}",', f'  "{words[1]}"', "]"]
