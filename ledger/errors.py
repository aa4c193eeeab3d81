"""What can go wrong, as values with an exit code: one root, four families, one class a cause.

Takes the data of a failure and gives a sentence, the place, and a way out. Every room
derives its own causes from a family here; the faces print them and never a traceback.
"""

from __future__ import annotations

from enum import IntEnum
from typing import ClassVar, Self

import attrs


class ExitCode(IntEnum):
    """What the ``claims`` command returns to the shell."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    NOT_FOUND = 3
    CONFLICT = 4
    STORAGE = 5


@attrs.frozen(kw_only=True)
class Where:
    """The place of a mistake: a file or ``<stdin>``, a line and a column from 1, the line's text.

    ``caret`` is how many characters from ``column`` on are at fault. Of a long line, ``excerpt``
    is a part: it begins at the column ``begins``. Of a sheet, ``line`` is the row and ``column``
    the number of the column; ``cell`` is the place as spreadsheets write it.
    """

    source: str
    line: int | None = None
    column: int | None = None
    excerpt: str | None = None
    caret: int = 1
    begins: int = 1
    sheet: str | None = None
    cell: str | None = None

    def __str__(self) -> str:
        """The file and the line; of a part of a line, the column as well; of a sheet, the cell."""
        if self.line is None:
            return self.source if self.sheet is None else f"{self.source}:{self.sheet}"
        if self.cell is not None or self.sheet is not None:
            place = self.cell or str(self.line)
            return (
                f"{self.source}:{place}"
                if self.sheet is None
                else (f"{self.source}:{self.sheet}!{place}")
            )
        column = "" if self.begins == 1 else f":{self.column}"
        return f"{self.source}:{self.line}{column}"


class ClaimsError(Exception):
    """The root of every error that a user can cause or must hear of."""

    __slots__ = ("field", "fix", "index", "message", "where")  # one import may have 100,000

    code: ClassVar[str] = "error"
    exit_code: ClassVar[ExitCode] = ExitCode.USAGE
    http_status: ClassVar[int] = 400

    def __init__(self, message: str, *, fix: str, where: Where | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix
        self.where = where
        self.field: str | None = None
        self.index: int | None = None

    def about(self, field: str) -> Self:
        """The same error, of a field of what was given."""
        self.field = self.field or field
        return self

    def at(self, where: Where) -> Self:
        """The same error, placed; an error that already knows its place keeps it."""
        self.where = self.where or where
        return self


class InvalidInput(ClaimsError):
    """What was given cannot be recorded or asked as it stands."""

    __slots__ = ()

    code = "invalid"
    http_status = 422


class NotFound(ClaimsError):
    """A name that this ledger does not hold."""

    __slots__ = ()

    code = "not-found"
    exit_code = ExitCode.NOT_FOUND
    http_status = 404


class Conflict(ClaimsError):
    """The ledger already says otherwise, or changed while one was deciding."""

    code = "conflict"
    exit_code = ExitCode.CONFLICT
    http_status = 409


class StorageError(ClaimsError):
    """The ledger could not be opened, read or written."""

    code = "storage"
    exit_code = ExitCode.STORAGE
    http_status = 503


class Problems(ClaimsError):
    """All mistakes of one input, found in one run; nothing of it was recorded."""

    code = "problems"
    http_status = 422

    def __init__(self, source: str, problems: list[ClaimsError]) -> None:
        count = len(problems)
        noun = "error" if count == 1 else "errors"
        super().__init__(
            f"{count:,} {noun} in {source}, nothing was recorded",
            fix="mend what is named below and run the same command again",
        )
        self.source = source
        self.problems = problems
