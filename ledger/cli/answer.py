"""What a command answers: lines for a reader, or one envelope for a program, on stdout.

Takes the builtins and the lines of one answer. The envelope is
``{"ok": true, "data": …, "at": {"valid_at", "published_by", "known_at", "position"}}``.
"""

from __future__ import annotations

import sys
from itertools import chain
from typing import IO, TYPE_CHECKING

from ledger.app.envelope import answered
from ledger.cli.printing import limit, width, write
from ledger.views.data import data as plain
from ledger.views.json_layout import laid_out
from ledger.views.layout import fitted, text_lines
from ledger.views.letters import safe_json
from ledger.views.pages.erased import erased_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.app.answers import ErasedWords
    from ledger.cli.call import Call
    from ledger.views.page import Page


def give(
    call: Call,
    *,
    data: object,
    lines: Page,
    at: object = None,
    erased: Sequence[ErasedWords] = (),
) -> None:
    """Print an answer in the form that was asked for; ``lines`` are read only for a reader.

    ``erased`` are the words that it misses, which it tells last.
    """
    if call.json:
        envelope = encoded(answered(data, at, plain(erased)), sys.stdout)
        write(sys.stdout, envelope.split("\n"))
    else:
        write(sys.stdout, text_lines(chain(lines, erased_page(erased)), width()))


def say(call: Call, *, data: object, lines: Page, at: object = None) -> None:
    """The same with sentences for a reader, folded to the width of the terminal."""
    give(call, data=data, lines=fitted(text_lines(lines, width()), limit(sys.stdout)), at=at)


def encoded(envelope: object, stream: IO[str] | None) -> str:
    """An envelope as JSON, in ASCII where its stream could not carry more.

    What would steer a terminal is escaped as JSON has it, so nothing is lost on the way to one.
    """
    encoding = (getattr(stream, "encoding", None) or "ascii").lower()
    unicode = encoding.replace("-", "") == "utf8"
    return safe_json(laid_out(envelope, ascii_only=not unicode))
