# ruff: noqa: RUF001  typographic marks are what the news prints
"""White space, invisible marks and composed letters fold, nothing else; places are kept."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.sources.quotation.folding import Folded, fold
from tests.thorough import examples

# The Unicode property White_Space (PropList.txt), written out a second time on purpose.
WHITE = "\t\n\x0b\x0c\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
INVISIBLE = "\xad\u061c\u200b\u200e\u200f\ufeff" + "".join(
    map(chr, (*range(0x202A, 0x202F), *range(0x2060, 0x2065), *range(0x2066, 0x206A)))
)
law = examples(75)
TEXTS = st.text(
    st.sampled_from("aeÉé9,.’'-—한국각\u1112\u1161\u11ab\u0301\u0323\u0344\u212b\u0958क\u093cñ")
    | st.sampled_from(WHITE + INVISIBLE)
)


@pytest.mark.parametrize("space", WHITE)
def test_each_white_space_of_unicode_folds_to_a_space(space):
    """Thin, fixed or ideographic, one or several: a quote's spaces are typed as one."""
    assert fold(f"9 of{space}11") == "9 of 11"
    assert fold(f"9 of {space}{space} 11{space}") == "9 of 11"


@pytest.mark.parametrize("mark", INVISIBLE)
def test_each_invisible_mark_vanishes(mark):
    """Inside a word, at its ends, and between white space."""
    assert fold(f"{mark}ratifi{mark}cations {mark} held{mark}") == "ratifications held"


@pytest.mark.parametrize(
    "text",
    ["‘a’", "'a'", "a—b", "a-b", "a…", "a...", "Éa", "می\u200cخواهم", "👩\u200d🚀", "ﬁ", "²", "Ⅳ"],
)
def test_nothing_else_is_folded(text):
    """Typography, ligatures and joiners stand as printed."""
    assert fold(text) == text


def test_composed_and_decomposed_letters_are_the_same():
    """Spanish and Korean as macOS decomposes them equal what a keyboard types."""
    for text in ("México", "한국과 멕시코", "Å"):
        assert fold(unicodedata.normalize("NFD", text)) == text
    assert fold("\u212b") == "Å"  # the Ångström sign, which composes alone


@law
@given(TEXTS)
def test_folding_twice_changes_nothing(text):
    """A folded quote and a folded text can be compared wherever they were folded."""
    assert fold(fold(text)) == fold(text)


@law
@given(TEXTS)
def test_folding_is_white_space_invisible_marks_and_nfc_and_nothing_more(text):
    """An oracle: the same rule said in the slowest and plainest way."""
    seen = "".join(c for c in text if c not in INVISIBLE)
    spaced = "".join(" " if c in WHITE else c for c in seen)
    words = [word for word in spaced.split(" ") if word]
    assert fold(text) == unicodedata.normalize("NFC", " ".join(words))


@law
@given(TEXTS, st.data())
def test_every_stretch_knows_where_it_stood(text, data):
    """The raw span of a folded span folds to what it was taken for, and is in its order."""
    folded = Folded.of(text)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    raw_start, raw_end = folded.span(start, end)
    assert 0 <= raw_start < raw_end <= len(text)
    assert folded.text[start:end].strip(" ") in fold(text[raw_start:raw_end])


def test_a_span_takes_the_words_and_not_the_marks_before_them():
    """Back in the raw text, an invisible mark inside a word stays in its span."""
    text = "a \u200bbb\u00adb\n\nc"
    folded = Folded.of(text)
    assert folded.text == "a bbb c"
    assert text[slice(*folded.span(2, 5))] == "bb\u00adb"
    assert text[slice(*folded.span(0, 1))] == "a"
    assert text[slice(*folded.span(6, 7))] == "c"
