"""What went wrong, as a reader or a program is told: every error takes this one road.

Takes any error of ``ledger.errors`` and gives lines for stderr; ``ledger.app.envelope`` has what
a program is told. Errors of the command line itself are made into the same form by
``ledger.cli.usage``.
"""

from __future__ import annotations

from errno import ENAMETOOLONG, ENOENT
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ledger.app.desk.mistake_groups import MistakeGroup, counted, in_groups
from ledger.cli.names import PROGRAM
from ledger.cli.printing import cells, safe
from ledger.errors import ClaimsError, ExitCode, Problems, Where
from ledger.files import way_out

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAB = 4
SCREEN = 20
"""After so many lines, the first one has left the screen: how many there are is told again."""
_ELLIPSIS = "…"


class Bug(ClaimsError):
    """Something that must not happen did: the mistake is ours, not the user's."""

    code = "bug"
    http_status = 500

    def __init__(self, cause: BaseException) -> None:
        cause_text = f"{type(cause).__name__}: {cause}".rstrip(": ")
        super().__init__(
            f"this is a bug in claims, not a mistake of yours ({cause_text})",
            fix="set CLAIMS_DEBUG=1 and run it again to see the traceback, and report that",
        )


class MachineError(ClaimsError):
    """The machine would not read or write: a full disk, a missing right, a lost folder."""

    code = "machine"
    exit_code = ExitCode.STORAGE
    http_status = 503

    def __init__(self, cause: OSError, recorded: int = 0) -> None:
        what, fix = _told(cause)
        name = f"{cause.filename}: " if cause.filename else ""
        done = f"{recorded} recorded, but the answer could not be written: " if recorded else ""
        super().__init__(
            f"{done}{name}{what[:1].lower()}{what[1:]}",
            fix="claims log shows what was recorded; running it again records nothing twice"
            if recorded
            else fix,
        )


def _told(cause: OSError) -> tuple[str, str]:
    """What the machine says, and the way out."""
    what = cause.strerror or str(cause)
    if what.startswith("No usable temporary directory"):
        return "there is no folder for temporary files", "set TMPDIR to a folder that has room"
    if cause.errno == ENOENT and not cause.filename:
        try:
            Path.cwd()
        except FileNotFoundError:
            return "the folder you are in is not there any more", "go to one that is, with cd"
    if cause.errno == ENAMETOOLONG:
        return what, way_out(cause)
    return what, "see that the place exists, has room, and may be read and written by you"


def text(error: ClaimsError, width: int) -> Iterator[str]:
    """The lines for a reader, uncoloured, at most ``width`` columns where the excerpt is cut."""
    if not isinstance(error, Problems):
        yield from _one(error, width, start=f"{PROGRAM}: ")
        return
    yield f"{PROGRAM}: {error.message}"
    lines = 0
    for group in in_groups(error.problems):
        block = [group] if isinstance(group, str) else _group(group, width)
        for line in ("", *block):
            lines += 1
            yield line
    if lines > SCREEN:
        yield ""
        yield f"{PROGRAM}: {error.message}: {counted(error.problems)}"


def broken_off(lines: int) -> Iterator[str]:
    """That an answer stands on stdout which is not whole, if there is one."""
    if lines:
        noun = "line" if lines == 1 else "lines"
        yield f"{PROGRAM}: the answer broke off after {lines:,} {noun}, and is not whole"


def _group(group: MistakeGroup, width: int) -> Iterator[str]:
    yield from _one(group.first, width)
    if group.also is not None:
        yield f"  also: {group.also}"


def colored(line: str) -> str:
    """A line of an error with its parts set apart; every word stays as it is."""
    stripped = line.lstrip()
    if line.startswith(f"{PROGRAM}: "):
        return click.style(line, bold=True)
    if stripped.startswith("try: "):
        return line.replace("try:", click.style("try:", fg="green"), 1)
    if stripped and not stripped.strip("^"):
        return click.style(line, fg="red")
    return line


def _one(error: ClaimsError, width: int, start: str = "") -> Iterator[str]:
    what, *why = error.message.splitlines() or [""]
    where = error.where
    yield f"{start}{what}" if where is None or _names_its_place(what, where) else f"{where}: {what}"
    if where is not None and where.excerpt is not None:
        yield from _excerpt(where, where.excerpt, width)
    for line in why:
        yield f"  {line.strip()}"
    yield f"  try: {error.fix}"


def _names_its_place(what: str, where: Where) -> bool:
    """Whether a sentence on a whole file has its name already: "there is no file a.yaml"."""
    return str(where) == where.source and where.source in what


def _excerpt(where: Where, excerpt: str, width: int) -> Iterator[str]:
    """The line at fault behind its number, cut around the fault, with carets below the fault."""
    margin = "     | " if where.line is None else f"{where.line:5} | "
    column = (where.column or 1) - where.begins
    before, rest = excerpt[:column], excerpt[column:].rstrip("\n")
    before, fault, after = (
        safe(part.replace("\t", " " * _TAB))
        for part in (before, rest[: where.caret], rest[where.caret :])
    )
    room = max(width - len(margin), 2 * len(_ELLIPSIS))
    before = _last(before, room // 3)
    fault = _first(fault, room - cells(before))
    after = _first(after, room - cells(before) - cells(fault))
    yield f"{margin}{before}{fault}{after}".rstrip()
    if where.column is not None:
        carets = "^" * max(cells(fault), 1)
        yield " " * (len(margin) + cells(before)) + carets


def _first(text: str, room: int) -> str:
    if cells(text) <= room:
        return text
    while text and cells(text) > room - len(_ELLIPSIS):
        text = text[: min(len(text) - 1, room)]
    return text + _ELLIPSIS if room > 0 else ""


def _last(text: str, room: int) -> str:
    return text if cells(text) <= room else _first(text[::-1], room)[::-1]
