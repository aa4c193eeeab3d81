"""The types of both envelopes: the clocks of an answer, and an error with its place.

Takes nothing; gives typed dicts, which ``ledger.app.envelope`` fills and ``schemas`` reads.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal, NotRequired, TypedDict

from ledger.views.answer_types import Plain


class ClocksData(TypedDict):
    """The clocks of an answer: null where the answer does not depend on them, or none is set.

    ``known_at`` is a moment or a position of the log; ``position`` is the last that was read.
    """

    valid_at: Annotated[object, Plain(date | None)]
    published_by: Annotated[object, Plain(date | None)]
    known_at: Annotated[object, Plain(datetime | int | None)]
    position: int | None


class LeftData(TypedDict):
    """How many more rows at most an answer has, which its limit leaves out."""

    claims: int
    documents: int


class PlaceData(TypedDict):
    """The place of a mistake: a file, a line and a column from 1, and the text of the line.

    Of a sheet the line is the row; ``sheet`` and ``cell`` are as spreadsheets write them.
    """

    source: str
    line: int | None
    column: int | None
    excerpt: str | None
    excerpt_begins: int
    sheet: NotRequired[str]
    cell: NotRequired[str]


class ErrorData(TypedDict):
    """One error: a code for programs, a sentence, and what to try."""

    code: str
    message: str
    fix: str
    where: PlaceData | None


class SourceData(TypedDict):
    """The files that all mistakes are in."""

    source: str


class MoreData(TypedDict):
    """Mistakes that are only counted: of which code, how many, on which lines."""

    code: str
    count: int
    lines: list[int]


class ProblemsData(TypedDict):
    """All mistakes of one input; of very many, ``more`` counts what is not in ``problems``."""

    code: str
    message: str
    fix: str
    where: SourceData
    problems: list[ErrorData]
    more: NotRequired[list[MoreData]]


class ErrorEnvelope(TypedDict):
    """What stands on stderr when a command is refused.

    ``broken_off`` is how many lines of an answer stand on stdout, which is not whole then.
    """

    ok: Literal[False]
    error: ErrorData | ProblemsData
    broken_off: NotRequired[int]
