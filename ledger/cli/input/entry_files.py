"""Files of entries as the command line takes them: by name or from stdin, with a progress bar."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ledger.app.desk.entry_files import (
    EntryFiles,
    about,
    entry_file,
    opened_file,
    read_file,
    record_files,
)
from ledger.app.desk.named_files import files_named_in
from ledger.cli.input.stdin import STDIN, STDIN_NAME, standard_input
from ledger.cli.input.submitting import Submission
from ledger.cli.progress import bar
from ledger.errors import ClaimsError, Where

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.app import Outcome
    from ledger.app.desk.format import BrokenEntry, Entry, EntryFile
    from ledger.cli.call import Call


def record(
    call: Call, entry_files: EntryFiles, *, source: str, dry_run: bool, replace: bool = False
) -> tuple[Outcome, ...]:
    """Record what the files hold: all or nothing.

    Raises:
        Problems: every mistake of every file, in their order.
        ClaimsError: the ledger could not be opened, and the files have no mistake.
    """

    def submitted(
        entries: Sequence[Entry | BrokenEntry],
        checked_only: bool,  # noqa: FBT001 - as the lobby calls it
    ) -> tuple[Outcome, ...]:
        with call.ledger() as ledger, bar("recording", len(entries), entry_files.size) as step:
            submission = Submission(
                call=call,
                dry_run=dry_run or checked_only,
                replace=replace,
                importing=True,
                advance=step,
            )
            return submission.of_entries(ledger, entries, source=source)

    return record_files(entry_files, submitted, source=source)


def read(file: str, entry_files: EntryFiles, allowed: Sequence[str] = ()) -> None:
    """Add what one file, or stdin, holds; its documents may name files of ``allowed`` folders."""
    name = shown(file)
    try:
        if file == STDIN:
            data = read_file(standard_input(), name)
            _take(entry_file(data, name, files_named_in(None, allowed)), entry_files)
        else:
            path = Path(file)
            with opened_file(path, name, files_named_in(path, allowed)) as opened:
                _take(opened, entry_files)
    except ClaimsError as error:
        entry_files.unreadable.append(error.at(Where(source=name)))


def _take(file: EntryFile, entry_files: EntryFiles) -> None:
    with bar(f"reading {file.source}", *about(file)) as advance:
        entry_files.take(file, advance)


def shown(file: str) -> str:
    """How messages name a file."""
    return STDIN_NAME if file == STDIN else file
