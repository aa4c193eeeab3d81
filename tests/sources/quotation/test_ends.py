"""A quote by its first and last words is the whole passage, or it is refused."""

from __future__ import annotations

import pytest

from ledger.sources.document import EXCERPT_BREAK
from ledger.sources.quotation.ends import FILLED, between, ends_of
from ledger.sources.quotation.quotes import anchor
from ledger.sources.quotation.selector import QuoteAmbiguous, QuoteNotFound, TextQuoteSelector

TEXT = (
    "Japan signed the Agreement between Japan and the Republic of the Philippines. "
    "The Senate\u2019s vote came later. Korea signed the note."
)


def quoted(words, text=TEXT):
    return anchor(TextQuoteSelector(exact=words), text)


@pytest.mark.parametrize("mark", ["..", "...", "…", "[...]", "[…]"])
def test_the_passage_between_the_ends_is_quoted_with_every_word(mark):
    """Any mark of leaving out stands for the document's own words, all of them."""
    place = quoted(f"signed the Agreement {mark} of the Philippines")
    assert place.exact == "signed the Agreement between Japan and the Republic of the Philippines"
    assert place.folds == (FILLED,)
    assert TEXT[place.start : place.end] == place.exact


def test_marks_may_be_typed_as_a_keyboard_has_them():
    """A straight apostrophe in an end finds the printed one."""
    assert quoted("The Senate's .. later").exact == "The Senate\u2019s vote came later"


def test_of_two_beginnings_the_one_next_to_the_end_counts():
    """The shortest passage is meant, not all from the first such word."""
    assert quoted("signed the .. note").exact == "signed the note"


def test_two_passages_that_fit_are_refused_with_both():
    """Which one is meant is asked with both shown, not guessed."""
    with pytest.raises(QuoteAmbiguous) as refused:
        quoted("the .. end", "the first end. the second end.")
    assert refused.value.count == 2
    assert "[the first end]" in str(refused.value.choices[0])


@pytest.mark.parametrize(
    "words",
    ["signed the .. Tuvalu", "Tuvalu .. Philippines", "note .. Agreement", "igned .. Agreement"],
)
def test_ends_that_do_not_stand_there_in_their_order_are_refused(words):
    """A missing end, the wrong order or a part of a word quotes nothing."""
    with pytest.raises(QuoteNotFound):
        quoted(words)


def test_nothing_is_quoted_across_what_an_excerpt_leaves_out():
    """The words between two excerpts are not in the ledger to be quoted."""
    with pytest.raises(QuoteNotFound):
        quoted("signed .. Korea", f"Japan signed{EXCERPT_BREAK}and Korea")


def test_an_ellipsis_of_the_document_itself_is_found_as_it_stands():
    """Where the source prints the dots, nothing is filled in for them."""
    place = quoted("he said … and left", "then he said … and left")
    assert (place.exact, place.folds) == ("he said … and left", ())


@pytest.mark.parametrize("words", ["a..b", "signed ..", ".. signed", "a .. b .. c", "signed"])
def test_what_has_no_two_ends_gives_none(words):
    """An end missing, a third part or dots inside a word are no passage by its ends."""
    assert ends_of(words) is None
    assert between(words, TEXT) == ()
