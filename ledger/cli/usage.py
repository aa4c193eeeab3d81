"""The command line's own mistakes, in the words and the form of every other error.

Takes what Click raises while it reads the words of the shell, gives a ``ClaimsError`` that
names what was mistyped and the command that helps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.errors import InvalidInput
from ledger.late import late

if TYPE_CHECKING:
    import difflib
    from collections.abc import Sequence

    import click
else:
    difflib = late("difflib")


class WrongUsage(InvalidInput):
    """The command was called in a way it does not know."""

    code = "usage"
    http_status = 400

    def __init__(self, message: str, *, command: str, near: Sequence[str] = ()) -> None:
        help_command = f"{command} --help"
        super().__init__(
            message, fix=f"{' or '.join(near)} ({help_command} lists all)" if near else help_command
        )
        self.near = tuple(near)


def from_click(error: click.ClickException) -> WrongUsage:
    """The same mistake in our form."""
    context = getattr(error, "ctx", None)
    command = "claims" if context is None else context.command_path
    # An error that knows near names puts them into format_message(); they belong in the fix.
    near = getattr(error, "possibilities", None) or ()
    message = error.message if near else error.format_message()
    return WrongUsage(_sentence(message), command=command, near=near)


def no_such_command(name: str, names: Sequence[str], *, command: str = "claims") -> WrongUsage:
    """A command that does not exist, with the nearest that do."""
    near = [f"{command} {match}" for match in difflib.get_close_matches(name, names, n=2)]
    return WrongUsage(f"no such command: {name}", command=command, near=near)


def _sentence(message: str) -> str:
    """Click's sentence as ours: no capital, no full stop."""
    message = message.strip().removesuffix(".")
    return message[:1].lower() + message[1:]


class NotUtf8(InvalidInput):
    """A word of the command line holds bytes that are no UTF-8."""

    code = "not-utf8"

    def __init__(self, word: str) -> None:
        shown = word.encode("utf-8", "backslashreplace").decode("utf-8")
        super().__init__(
            f"this word is no UTF-8: {shown}", fix="use a terminal and a locale in UTF-8"
        )
