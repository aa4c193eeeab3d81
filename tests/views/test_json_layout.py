"""Laid-out JSON is the same JSON, with on one line what fits there."""

import json

from hypothesis import given
from hypothesis import strategies as st

from ledger.views.json_layout import WIDTH, Streamed, laid_out, lines_of

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


OBJECTS = st.lists(st.dictionaries(st.text(max_size=5), st.text(max_size=40), max_size=4))


@given(OBJECTS, st.booleans(), st.booleans())
def test_a_list_that_is_made_as_it_is_written_gives_the_same_text(items, within, ascii_only):
    """However long it is, as the data of an answer or a field of it."""

    def answer(rows):
        return {"ok": True, "data": {"count": 1, "rows": rows} if within else rows, "at": None}

    lines = list(lines_of(answer(Streamed(iter(items))), ascii_only=ascii_only))
    assert "\n".join(lines) == laid_out(answer(items), ascii_only=ascii_only)


def test_no_more_than_an_item_is_made_at_a_time():
    """The lines of the first are there before the last is made; a short list is made at once."""
    made = []

    def rows(count):
        for number in range(count):
            made.append(number)
            yield {"number": number, "text": "x" * 50}

    lines = lines_of({"data": Streamed(rows(100)), "at": None})
    while "number" not in next(lines):
        pass
    assert len(made) < 6
    assert len(list(lines)) == 102  # 99 more, and three that close
    assert not Streamed(rows(1)).is_long
