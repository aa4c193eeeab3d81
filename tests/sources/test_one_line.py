"""A name is one line that can be seen."""

import pytest

from ledger.sources.document import BadLine, check_line
from ledger.sources.one_line import why_no_line


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "has no letter that can be seen"),
        (" \u00a0\u3000", "has no letter that can be seen"),
        ("\u200b\u2060\ufeff\u00ad", "has no letter that can be seen"),
        ("\u3164", "has no letter that can be seen"),
        ("\u2800\u115f\uffa0", "has no letter that can be seen"),
        ("\U000e0041\ufe0f\u0301", "has no letter that can be seen"),
        ("\u200e\u200f", "has no letter that can be seen"),
        ("a\nb", "holds the end of a line"),
        ("a\r", "holds the end of a line"),
        ("a\u2028b", "holds the end of a line"),
        ("a\x85b", "holds the end of a line"),
        ("a\u202eb", "holds U+202E, which turns the direction of text"),
        ("\u2066a\u2069", "holds U+2066, which turns the direction of text"),
        ("a\x1b[2J", "holds the control character U+001B"),
        ("a\tb", "holds the control character U+0009"),
    ],
)
def test_what_is_no_line_says_why(text, why):
    """Invisible names, line ends, turned direction and control characters, each by its reason."""
    assert why == why_no_line(text)


@pytest.mark.parametrize(
    "text",
    [
        "\ub300\ud55c\ubbfc\uad6d",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # Persian parts letters so
        "\u0915\u094d\u200d\u0937",  # and Hindi joins them so
        "\u05d9\u05e9\u05e8\u05d0\u05dc\u200f (2024)",
        "e\u0301",
        "9",
        "\U0001f1f0\U0001f1f7",
    ],
)
def test_names_of_every_script_are_names(text):
    """The joiners and marks that scripts need are no reason to refuse a name."""
    assert why_no_line(text) is None


def test_a_title_of_letters_that_are_drawn_as_nothing_is_refused():
    """Unicode counts the Hangul filler as a letter; a reader sees nothing."""
    with pytest.raises(BadLine, match="no letter that can be seen"):
        check_line("title", "\u3164")
