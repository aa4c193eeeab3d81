"""The fewest words around a place that tell it from the others, before it or after it."""

from ledger.sources.quotation.context import afters, befores, shortest_distinction

TEXT = "one (two) three four, five"


def test_words_grow_away_from_the_place():
    """Context is offered by whole words, the shortest first, with their marks."""
    at = TEXT.index("three")
    assert list(befores(TEXT, at, 100)) == ["two)", "one (two)"]
    assert list(afters(TEXT, at, 100)) == ["three", "three four", "three four, five"]


def test_words_stay_within_reach():
    """A word that would pass the limit is left out whole; at the text's ends there is none."""
    at = TEXT.index("three")
    assert list(befores(TEXT, at, 6)) == ["two)"]
    assert list(afters(TEXT, at, 9)) == ["three"]
    assert list(befores(TEXT, at, 2)) == []
    assert list(befores(TEXT, 0, 9)) == []
    assert list(afters(TEXT, len(TEXT), 9)) == []


def test_a_text_that_begins_or_ends_with_marks_is_reached_to_its_ends():
    """Marks without a word belong to the word next to them."""
    assert list(befores("(( a b", 5, 9)) == ["a", "(( a"]
    assert list(afters("a b ))", 0, 9)) == ["a", "a b", "a b ))"]


def test_fewer_words_win_and_before_wins_a_tie():
    """The advice to a user is the shortest context that tells the places apart."""
    text = "red x blue, black x blue, black x green"
    places = [4, 18, 32]
    assert shortest_distinction(text, places, 4, 1, 50) == ("red", "")
    assert shortest_distinction(text, places, 18, 1, 50) == ("black", "blue")
    assert shortest_distinction(text, places, 32, 1, 50) == ("", "green")


def test_out_of_reach_nothing_is_told_apart():
    """In a text that repeats itself no context is made up."""
    text = "a x b " * 9
    places = [i for i, letter in enumerate(text) if letter == "x"]
    assert shortest_distinction(text, places, places[4], 1, 6) == ("", "")
