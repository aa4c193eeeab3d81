"""What may reach a terminal."""

from __future__ import annotations

import io

import pytest

from ledger.cli import printing


@pytest.mark.parametrize("mark", ["\x1b", "\x07", "\x08", "\r", "\x7f", "\x9b", "\u202e", "\u2066"])
def test_nothing_from_an_article_can_steer_the_terminal(mark):
    """Escapes, and marks that turn the direction of text, are spelled out."""
    said = printing.safe(f"a{mark}b")
    assert mark not in said
    assert said.startswith("a\\x")


def test_letters_and_tabs_pass():
    """No script loses a letter."""
    text = "Cámara\t한국 மெக்சிகோ"
    assert printing.safe(text) == text


@pytest.mark.parametrize("end", ["\n", "\r", "\x85", "\u2028", "\u2029"])
def test_the_end_of_a_line_inside_a_line_is_spelled_out(end):
    """What is recorded with line ends cannot forge lines of a page."""
    assert len(printing.safe(f"Title{end}Outstanding hurdles (0)").splitlines()) == 1


def test_a_narrow_terminal_still_gets_lines_of_forty(monkeypatch):
    """Below forty columns nothing sensible can be laid out."""
    monkeypatch.setenv("COLUMNS", "10")
    assert printing.width() == 40
    monkeypatch.delenv("COLUMNS")
    assert printing.width() == 80


def test_a_closed_stream_takes_nothing():
    """`claims log >&-` has no stdout at all."""
    printing.write(None, ["x"])
    printing.hand_over(None)
    printing.abandon(None)
    assert not printing.is_terminal(None)


def test_a_stream_in_memory_is_left_alone_when_it_is_abandoned():
    """Only a real file is pointed elsewhere."""
    printing.abandon(io.StringIO())
