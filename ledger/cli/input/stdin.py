"""Standard input as bytes, or a clear word where there is none."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ledger.errors import InvalidInput

if TYPE_CHECKING:
    from typing import BinaryIO

STDIN = "-"
"""How a command line names standard input."""

STDIN_NAME = "<stdin>"
"""How messages name it."""


class NoStdin(InvalidInput):
    """``-`` where the caller closed standard input."""

    code = "no-stdin"

    def __init__(self) -> None:
        super().__init__("standard input is closed", fix="name a file, or pipe the text in")


def standard_input() -> BinaryIO:
    """What is piped in; ``NoStdin`` where it was closed (``<&-``)."""
    if sys.stdin is None:
        raise NoStdin
    return sys.stdin.buffer
