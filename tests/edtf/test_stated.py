"""A date keeps the words that it was read from."""

from datetime import date

import pytest

from ledger.edtf import BadDate, Edtf, StatedDate, Tense


def test_the_words_stand_raw_beside_the_date():
    """As the source wrote them, spaces and capitals included."""
    words = "for  More than fifteen years,"

    stated = StatedDate.read(words, published=date(2022, 6, 30))

    assert StatedDate(edtf=Edtf("../2007-06-30"), words=words) == stated


def test_a_date_that_was_given_as_such_has_no_words():
    """A date typed in EDTF claims no wording of a source."""
    assert StatedDate(edtf=Edtf("2022-06")).words is None


def test_the_tense_is_passed_on():
    """Monday in a sentence about the future is the coming one here too."""
    stated = StatedDate.read("Monday", published=date(2024, 6, 12), tense=Tense.FUTURE)

    assert str(stated.edtf) == "2024-06-17"


def test_words_that_name_no_date_are_refused():
    """Soon is not kept as words with an empty date."""
    with pytest.raises(BadDate):
        StatedDate.read("soon")
