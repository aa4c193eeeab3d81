"""The title that the first line of a text is, and the first lines that are none."""

from __future__ import annotations

import pytest

from ledger.sources.capture import capture
from ledger.sources.text.first_line import TITLE_MAX, first_line

REST = "\n\nThe two countries signed on Monday.\n"


@pytest.mark.parametrize(
    "title",
    [
        "Mexico and Korea sign a pact",
        "¿Qué falta para la ALCE?",
        "우주협력협정 서명",
        "9 of 11",
        "Pact!",
        "x" * TITLE_MAX,
    ],
)
def test_a_line_that_stands_alone_is_the_title(title):
    """It is followed by an empty line, ends as no sentence does, and text comes after it."""
    assert title == first_line(f"\n{title}{REST}")
    assert title == capture(f"{title}{REST}".encode(), filename="a.txt").title


@pytest.mark.parametrize(
    "text",
    [
        "They signed on Monday." + REST,
        "They signed on Monday,\nand left." + REST,
        "First line\nsecond line" + REST,
        "A title and nothing more",
        "A title and nothing more\n\n \n",
        "* * *" + REST,
        "2024-05-19" + REST,
        "x" * (TITLE_MAX + 1) + REST,
        "turned \u202e round" + REST,
        "",
    ],
)
def test_what_is_no_title(text):
    """A sentence, a paragraph, a text of one line, a row of signs, what no title can hold."""
    assert first_line(text) is None


@pytest.mark.parametrize(
    "text",
    ["# A pact\nText.", "## A pact ##\n\nText.", "A pact\n======\nText.", "A pact\n---\n\nText."],
)
def test_a_heading_of_markdown(text):
    """A heading needs no empty line after it; its marks are not part of the title."""
    assert "A pact" == first_line(text, markdown=True)
    assert "A pact" == capture(text.encode(), filename="a.md").title


def test_marks_of_markdown_mean_nothing_in_plain_text():
    """There they are signs as others are."""
    assert "# A pact" == first_line("# A pact" + REST)
