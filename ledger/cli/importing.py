"""``claims import``: the entries of files, all or none of them.

Takes files of YAML, JSON or JSON Lines, reads every one to its end, and says all mistakes of
all files in one run; what is right in all of them is recorded in one append.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import click

from ledger.app.entry_file import format_of, mistakes_of
from ledger.claims.refusals import NotKnown
from ledger.cli.call import Call, pass_call
from ledger.cli.capturing import STDIN
from ledger.cli.files_named import files_named_in
from ledger.cli.group import VerbCommand
from ledger.cli.progress import bar
from ledger.cli.stdin import standard_input
from ledger.cli.submitting import answer, submit
from ledger.entries.entry import BrokenEntry, Entry
from ledger.entries.mistakes import SheetFile
from ledger.entries.reader import IMPORT_LIMIT, Format, read_entries
from ledger.errors import ClaimsError, Problems, Where
from ledger.sources.reading import read_bounded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.app import Outcome
    from ledger.entries.document import FileText

STDIN_NAME = "<stdin>"

_SHEETS = frozenset({".csv", ".tsv", ".xlsx", ".xls", ".xlsm", ".ods", ".numbers"})
_ZIP = b"PK\x03\x04"  # what every newer office file begins with


@attrs.define
class Found:
    """What the files hold: entries, whole or with mistakes, and files that could not be read."""

    entries: list[Entry | BrokenEntry] = attrs.Factory(list)
    unreadable: list[ClaimsError] = attrs.Factory(list)
    size: int = 0


@click.command(cls=VerbCommand, name="import", short_help="Record the entries of files.")
@click.argument("files", nargs=-1, required=True, metavar="FILE|-…", type=click.Path())
@click.option("--dry-run", is_flag=True, help="Check everything and record nothing.")
@click.option("--replace", is_flag=True, help="Let descriptions change what was described.")
@click.option(
    "--files-in",
    "allowed",
    metavar="FOLDER",
    multiple=True,
    help="A folder, next to that of the entries, from which a document's file: may be read.",
)
@pass_call
def import_files(
    call: Call, files: tuple[str, ...], *, dry_run: bool, replace: bool, allowed: tuple[str, ...]
) -> None:
    """Record the entries of YAML, JSON and JSON Lines files: all of them, or none.

    What was ever recorded is already there, and is not recorded twice. Descriptions add to what
    was described; what they would change is shown, and needs --replace. `claims schema` has the
    format, `claims record KIND --edit` a template. Example: claims import news.yaml
    """
    source = ", ".join(map(shown, files))
    found = Found()
    for file in files:
        read(file, found, allowed)
    outcomes = record(call, found, source=source, dry_run=dry_run, replace=replace)
    answer(call, outcomes, dry_run=dry_run)


def record(
    call: Call, found: Found, *, source: str, dry_run: bool, replace: bool = False
) -> tuple[Outcome, ...]:
    """Record what the files hold; where anything is wrong, nothing, and all that is wrong is told.

    Raises:
        Problems: every mistake of every file, in their order.
        ClaimsError: the ledger could not be opened, and the files have no mistake.
    """
    mistakes = [*found.unreadable, *mistakes_of(found.entries)]
    if found.unreadable and not found.entries:
        raise Problems(source, mistakes)
    try:
        with call.ledger() as ledger, bar("recording", len(found.entries), found.size) as step:
            outcomes = submit(
                call,
                ledger,
                found.entries,
                source=source,
                dry_run=dry_run or bool(found.unreadable),
                replace=replace,
                advance=step,
            )
    except Problems as refused:
        mistakes = [*found.unreadable, *refused.problems]
        if found.unreadable:  # what they would have named is not known
            mistakes = [one for one in mistakes if not isinstance(one, NotKnown)]
        raise Problems(source, mistakes) from None
    except ClaimsError:
        if mistakes:  # they can be mended without the ledger
            raise Problems(source, mistakes) from None
        raise
    if found.unreadable:
        raise Problems(source, found.unreadable)
    return outcomes


def read(file: str, found: Found, allowed: Sequence[str] = ()) -> None:
    """Add what one file, or stdin, holds; its documents may name files of ``allowed`` folders."""
    name = shown(file)
    try:
        data = read_bounded(standard_input() if file == STDIN else Path(file), IMPORT_LIMIT)
        check_no_sheet(name, data)
    except ClaimsError as error:
        found.unreadable.append(error.at(Where(source=name)))
        return
    take(data, name, format_of(name, data), found, files_named_in(file, allowed))


def take(data: bytes, name: str, form: Format, found: Found, file_text: FileText) -> None:
    """Add what the bytes of one file hold; on a terminal, a long one shows how far it is."""
    found.size += len(data)
    with bar(f"reading {name}", _count(data, form), len(data)) as advance:
        for entry in read_entries(io.BytesIO(data), name, form, file_text=file_text):
            found.entries.append(entry)
            advance(1)


def shown(file: str) -> str:
    """How messages name a file."""
    return STDIN_NAME if file == STDIN else file


def check_no_sheet(name: str, data: bytes) -> None:
    """Refuse a spreadsheet by its name or its first bytes. Raises SheetFile."""
    ending = Path(name).suffix.lower()
    if ending in _SHEETS or data.startswith(_ZIP):
        raise SheetFile(name, ending)


def _count(data: bytes, form: Format) -> int:
    """About how many entries a file has, for the bar alone."""
    return data.count(b"\n- " if ".yaml" in form.value else b"\n") + 1
