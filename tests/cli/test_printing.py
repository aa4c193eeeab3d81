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


def test_letters_tabs_and_lines_pass():
    """No script loses a letter."""
    text = "Cámara\t한국\nமெக்சிகோ"
    assert printing.safe(text) == text


def test_a_narrow_terminal_still_gets_lines_of_forty(monkeypatch):
    """Below forty columns nothing sensible can be laid out."""
    monkeypatch.setenv("COLUMNS", "10")
    assert printing.width() == 40
    monkeypatch.delenv("COLUMNS")
    assert printing.width() == 80


def test_a_closed_stream_takes_nothing():
    """`claims log >&-` has no stdout at all."""
    printing.write(None, ["x"])
    printing.abandon(None)
    assert not printing.is_terminal(None)


def test_a_stream_in_memory_is_left_alone_when_it_is_abandoned():
    """Only a real file is pointed elsewhere."""
    printing.abandon(io.StringIO())
