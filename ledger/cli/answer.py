"""What a command answers: lines for a reader, or one envelope for a program, on stdout.

Takes the builtins, the lines and the cells of one answer. The envelope is
``{"ok": true, "data": …, "at": {"valid_at", "published_by", "known_at", "position"}}``; a list
is a table of CSV, too.
"""

from __future__ import annotations

import sys
from itertools import chain
from types import MappingProxyType
from typing import IO, TYPE_CHECKING

from ledger.app.envelope import answered
from ledger.cli.printing import limit, width, write, write_table
from ledger.errors import InvalidInput
from ledger.late import late
from ledger.views.data import data as plain
from ledger.views.json_layout import laid_out, lines_of
from ledger.views.text.layout import fitted, text_lines
from ledger.views.text.letters import safe_json

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ledger.app.answers import ErasedWords
    from ledger.cli.call import Call
    from ledger.views.page import Page
    from ledger.views.pages import erased as pages
    from ledger.views.tables.cells import Cells
else:
    pages = late("ledger.views.pages.erased")  # few answers miss words


class NoTable(InvalidInput):
    """CSV of an answer that is no list, or together with JSON."""

    code = "no-table"

    def __init__(self, *, json: bool) -> None:
        super().__init__(
            "an answer is CSV or JSON, not both" if json else "this answer is no list",
            fix="leave out one of --csv and --json" if json else "ask with --json",
        )


def give(
    call: Call,
    *,
    data: object,
    lines: Page,
    at: object = None,
    erased: Sequence[ErasedWords] = (),
    left: Mapping[str, int] = MappingProxyType({}),
    cells: Callable[[], Cells] | None = None,
) -> None:
    """Print an answer in the form that was asked for; ``lines`` are read only for a reader.

    ``erased`` are the words that it misses, which it tells last; ``left`` how many rows its limit
    leaves out. A table has no place for either; that rows are left out is told on stderr.

    Raises:
        NoTable: CSV was asked for, and the answer is no list; or JSON as well.
    """
    if call.csv:
        if cells is None or call.json:
            raise NoTable(json=call.json)
        write_table(sys.stdout, cells().csv())
        if more := sum(left.values()):
            words = call.words
            write(sys.stderr, [f"claims: {words('left-out', number=words.number(more))}"])
    elif call.json:
        envelope = answered(data, at, plain(erased), left)
        parts = lines_of(envelope, ascii_only=_ascii_only(sys.stdout))
        lines_of_json = (line for part in parts for line in safe_json(part).split("\n"))
        write(sys.stdout, call.answering(lines_of_json))
    else:
        page = chain(lines, pages.erased_page(erased, call.words)) if erased else lines
        write(sys.stdout, call.answering(text_lines(page, width())))


def say(
    call: Call,
    *,
    data: object,
    lines: Page,
    at: object = None,
    cells: Callable[[], Cells] | None = None,
) -> None:
    """The same with sentences for a reader, folded to the width of the terminal."""
    folded = fitted(text_lines(lines, width()), limit(sys.stdout))
    give(call, data=data, lines=folded, at=at, cells=cells)


def encoded(envelope: object, stream: IO[str] | None) -> str:
    """An envelope as JSON, in ASCII where its stream could not carry more.

    What would steer a terminal is escaped as JSON has it, so nothing is lost on the way to one.
    """
    return safe_json(laid_out(envelope, ascii_only=_ascii_only(stream)))


def _ascii_only(stream: IO[str] | None) -> bool:
    encoding = (getattr(stream, "encoding", None) or "ascii").lower()
    return encoding.replace("-", "") != "utf8"
