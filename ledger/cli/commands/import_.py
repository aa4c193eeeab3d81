"""``claims import``: the entries of files, all or none of them.

Takes files of YAML, JSON or JSON Lines, reads every one to its end, and says all mistakes of
all files in one run; what is right in all of them is recorded in one append.
"""

from __future__ import annotations

import click

from ledger.app.desk.entry_files import EntryFiles
from ledger.cli.call import Call, pass_call
from ledger.cli.entry_files import read, record, shown
from ledger.cli.group import VerbCommand
from ledger.cli.submitting import answer

STDIN_NAME = "<stdin>"

_SHEETS = frozenset({".csv", ".tsv", ".xlsx", ".xls", ".xlsm", ".ods", ".numbers"})
_ZIP = b"PK\x03\x04"  # what every newer office file begins with


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
    entry_files = EntryFiles()
    for file in files:
        read(file, entry_files, allowed)
    outcomes = record(call, entry_files, source=source, dry_run=dry_run, replace=replace)
    answer(call, outcomes, dry_run=dry_run)
