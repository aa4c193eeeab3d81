"""``claims import``: the entries of files, all or none of them.

Takes files of YAML, JSON or JSON Lines, and sheets; reads every one to its end, and says all
mistakes of all files in one run; what is right in all of them is recorded in one append.
"""

from __future__ import annotations

import click

from ledger.app.desk.entry_files import EntryFiles
from ledger.app.sharing.merge import Choice, Trust
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.cli.input.entry_files import read, record, shown
from ledger.cli.input.sharing import taken_in
from ledger.cli.input.submitting import answer, previewed
from ledger.cli.input.undo import undo
from ledger.cli.options.trusted_keys import trusted_keys
from ledger.cli.usage import WrongUsage


@click.command(cls=VerbCommand, name="import", short_help="Record the entries of files.")
@click.argument("files", nargs=-1, metavar="[FILE|-…]", type=click.Path())
@click.option("--dry-run", is_flag=True, help="Record nothing; say what it would change.")
@click.option("--replace", is_flag=True, help="Let descriptions change what was described.")
@click.option(
    "--files-in",
    "allowed",
    metavar="FOLDER",
    multiple=True,
    help="A folder, next to that of the entries, from which a document's file: may be read.",
)
@click.option(
    "--from",
    "desk",
    metavar="FILE|-|LEDGER",
    help="Another desk's file or ledger: where it differs from this one, you decide.",
)
@click.option("--ours", multiple=True, metavar="THING|all", help="Of --from: keep what is here.")
@click.option(
    "--theirs", multiple=True, metavar="THING|all", help="Of --from: take theirs, on record."
)
@click.option("--both", multiple=True, metavar="THING|all", help="Of --from: keep both, apart.")
@click.option("--same", multiple=True, metavar="THING|all", help="Of --from: one party.")
@click.option("--different", multiple=True, metavar="THING|all", help="Of --from: two parties.")
@trusted_keys
@click.option("--unsigned", is_flag=True, help="Of --from: take what no trusted key vouches for.")
@click.option("--undo", "undone", metavar="ID", help="Take an import back as a whole.")
@click.option("--yes", is_flag=True, help="Of --undo: do not ask.")
@pass_call
def import_files(
    call: Call,
    files: tuple[str, ...],
    *,
    dry_run: bool,
    replace: bool,
    allowed: tuple[str, ...],
    desk: str | None,
    ours: tuple[str, ...],
    theirs: tuple[str, ...],
    both: tuple[str, ...],
    same: tuple[str, ...],
    different: tuple[str, ...],
    keys: tuple[str, ...],
    unsigned: bool,
    undone: str | None,
    yes: bool,
) -> None:
    """Record the entries of YAML, JSON and JSON Lines files and of sheets: all, or none.

    What was ever recorded is already there, and is not recorded twice. Descriptions add to what
    was described; what they would change is shown, and needs --replace. `claims schema` has the
    format, `claims record KIND --edit` a template. --from takes what another desk exported, or its
    ledger: its proofs are checked first, under a key that you trust (--key, kept from then on);
    nothing of it overwrites what is here. Each import has an id: --undo ID takes it back,
    and says what others recorded on it since. Example: claims import news.yaml
    """
    command = click.get_current_context().command_path
    choices = [
        (thing, choice)
        for choice, things in zip(Choice, (ours, theirs, both, same, different), strict=True)
        for thing in things
    ]
    if undone is not None:
        if files or desk or replace or allowed or choices or keys or unsigned:
            raise WrongUsage("--undo stands alone, with --dry-run or --yes", command=command)
        undo(call, undone, dry_run=dry_run, yes=yes)
        return
    if yes:
        raise WrongUsage("--yes is of --undo", command=command)
    if desk is None and not files:
        raise WrongUsage("missing argument '[FILE|-…]'", command=command)
    if desk is None and choices:
        words = ", ".join(f"--{choice}" for choice in Choice)
        raise WrongUsage(f"{words} decide on what --from brings", command=command)
    if desk is None and (keys or unsigned):
        raise WrongUsage("--key and --unsigned are of --from", command=command)
    if keys and unsigned:
        raise WrongUsage("--key is for what is signed, --unsigned for the rest", command=command)
    if desk is not None:
        if files or replace or allowed:
            raise WrongUsage(
                "--from stands alone: import other files by themselves", command=command
            )
        trust = Trust(keys=keys, unsigned=unsigned)
        outcomes, left_out = taken_in(call, desk, choices, trust, dry_run=dry_run)
        answer(call, outcomes, dry_run=dry_run, left_out=left_out)
        return
    source = ", ".join(map(shown, files))
    entry_files = EntryFiles()
    for file in files:
        read(file, entry_files, allowed)
    outcomes = record(call, entry_files, source=source, dry_run=dry_run, replace=replace)
    seen = previewed(call, entry_files.entries, replace=replace) if dry_run else None
    answer(call, outcomes, dry_run=dry_run, preview=seen)
