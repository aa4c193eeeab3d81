"""What may reach a terminal: plain lines, safe characters, the right width, colour if wanted.

Takes text from articles and ledgers, which may hold anything, and gives text that cannot
steer the reader's terminal. Everything the command prints passes through here.
"""

from __future__ import annotations

import os
import shutil
import sys
from typing import IO, TYPE_CHECKING

from ledger.views.text.letters import cells, safe

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "abandon",
    "cells",
    "is_terminal",
    "limit",
    "prepare",
    "safe",
    "width",
    "write",
    "write_table",
]

NARROWEST = 40


def width() -> int:
    """Columns to write in: those of the terminal, 80 where there is none."""
    return max(NARROWEST, shutil.get_terminal_size((80, 24)).columns)


def limit(stream: IO[str] | None) -> int | None:
    """The columns that no line may pass: of the terminal, or as COLUMNS says; None in a pipe.

    What programs read, or somebody searches line by line, is not folded.
    """
    columns = os.environ.get("COLUMNS", "")
    set_ = columns.isdecimal() and int(columns) > 0
    return width() if set_ or is_terminal(stream) else None


def is_terminal(stream: IO[str] | None) -> bool:
    """Whether someone looks at this stream."""
    return stream is not None and stream.isatty()


def prepare() -> None:
    """Let every character through, whatever the encoding of the streams: spelled out if need be."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def write(stream: IO[str] | None, lines: Iterable[str]) -> None:
    """Write lines to a stream, made safe; a stream that was closed takes nothing."""
    if stream is None:
        return
    for line in lines:
        stream.write(safe(line) + "\n")


def write_table(stream: IO[str] | None, text: str) -> None:
    """Write CSV to a stream: UTF-8 to the byte, whatever the locale; made safe for a terminal."""
    if stream is None:
        return
    raw = getattr(stream, "buffer", None)
    if raw is None or is_terminal(stream):
        write(stream, text.splitlines())
        return
    stream.flush()
    raw.write(text.encode())
    raw.flush()


def hand_over(stream: IO[str] | None) -> None:
    """Let go of what was written, for who waits for it; a closed stream has nothing."""
    if stream is not None:
        stream.flush()


def abandon(stream: IO[str] | None) -> None:
    """Give up a stream that nobody reads or that is full, so that nothing is flushed at exit."""
    try:
        target = stream.fileno() if stream is not None else None
    except (OSError, ValueError):
        target = None
    if target is not None:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, target)
        os.close(null)
