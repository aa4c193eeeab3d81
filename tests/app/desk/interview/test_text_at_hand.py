"""The text of a document next to a question."""

from __future__ import annotations

import pytest

from ledger.app.desk.interview.text_at_hand import TextAtHand

TEXT = TextAtHand(
    text="Japan\u2019s Diet ratified it in\nearly June. "
    "The Senate\u2019s vote, on Monday, was clear! It ended on time."
)


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("Japan's D", ["Japan\u2019s Diet ratified it in"]),
        ("the sen", ["The Senate\u2019s vote, on Monday, was clear"]),
        ("Japan's .. ear", ["Japan's .. early June"]),
        ("It ended on time", []),
        ("Tuvalu", []),
        ("i", ["it in", "in", "It ended on time"]),
        ("", []),
    ],
)
def test_tab_goes_on_to_the_end_of_the_sentence(typed, whole):
    """Whatever the marks of the keyboard, the words are those of the document."""
    assert list(TEXT.completions(typed)) == whole


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("was clear", "\u2026[was clear]! It ended on time."),
        ("on", "stands 2 times so far"),
        ("The Sena", ""),
        ("The treaty", "not in the document"),
        (" ", ""),
    ],
)
def test_what_is_typed_so_far_is_looked_up(typed, shown):
    """The passage, how often it stands there, or that it does not."""
    looked = TEXT.look(typed)
    assert looked.endswith(shown.lstrip("\u2026"))


def test_words_are_found_with_what_stands_around_them():
    """Whatever their capitals."""
    assert [line.count("[Monday]") for line in TEXT.near("monday")] == [1]
    assert TEXT.near("tuesday") == []
