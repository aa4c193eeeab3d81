"""What a file that holds a text gives: its words, its pages, and what it says of itself.

Gives the value and the errors that every format of this room shares.
"""

from __future__ import annotations

import attrs

from ledger.errors import InvalidInput, Where


@attrs.frozen(kw_only=True)
class Contents:
    """The words of a file. ``pages`` are the places in the text at which its pages begin.

    ``published`` is a day as the file writes it; ``notes`` tell what was not taken.
    """

    text: str = attrs.field(repr=False)
    media_type: str
    pages: tuple[int, ...] = ()
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    notes: tuple[str, ...] = ()


class BrokenFile(InvalidInput):
    """A file that is not what its first bytes say, or is locked, or has nothing to read."""

    code = "broken-file"

    def __init__(self, *, source: str, what: str, reason: str, fix: str) -> None:
        self.what = what
        self.reason = reason
        super().__init__(f"{source} is {what} that {reason}", fix=fix, where=Where(source=source))


class NotInstalled(InvalidInput):
    """A format whose library is an extra that is not there."""

    code = "not-installed"

    def __init__(self, *, source: str, what: str, extra: str) -> None:
        self.extra = extra
        super().__init__(
            f"{source} is {what}, and the library that reads it is not installed",
            fix=f"install it with: pip install 'claim-ledger[{extra}]'",
            where=Where(source=source),
        )
