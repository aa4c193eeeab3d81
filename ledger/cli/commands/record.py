"""``claims record``: one claim, or a name, by flags, by prompts, in an editor, or from stdin.

Takes a kind and its fields in whatever way they are given; every way ends in the same entries.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from ledger.app.desk.entry_files import EntryFiles, entries_in
from ledger.app.desk.fields import entry
from ledger.app.desk.format import (
    KIND_NAMES,
    BrokenEntry,
    MissingField,
    UnknownKind,
    kind_spec,
    read_mappings,
    template,
)
from ledger.app.desk.named_files import files_named_in
from ledger.cli.call import Call, pass_call
from ledger.cli.dialogue.editing import edited
from ledger.cli.group import EVERYWHERE, VerbCommand, write_options
from ledger.cli.input.entry_files import read
from ledger.cli.input.entry_files import record as record_all
from ledger.cli.input.stdin import STDIN, STDIN_NAME
from ledger.cli.input.submitting import Submission, answer, cancelled, previewed
from ledger.cli.options.flags import flags_of
from ledger.cli.options.offered import beginning
from ledger.cli.printing import is_terminal
from ledger.errors import InvalidInput
from ledger.late import late

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from click.shell_completion import CompletionItem

    from ledger.app import Outcome
    from ledger.app.desk.format import Entry
    from ledger.cli.dialogue import conversation
else:
    conversation = late("ledger.cli.dialogue.conversation")

SOURCE = "claims record"
_ACTS = {"correction", "retraction", "dispute"}
_KINDS = tuple(kind for kind in KIND_NAMES if kind not in _ACTS)


class NothingGiven(InvalidInput):
    """There is no entry, and nobody at a terminal to ask for one."""

    code = "nothing-given"

    def __init__(self) -> None:
        super().__init__(
            "there is nothing to record",
            fix="give a kind and its fields (claims record KIND --help), an entry on stdin "
            "(claims record -), or call it on a terminal to be asked",
        )


class TwoKinds(InvalidInput):
    """The kind is given twice, and not the same."""

    code = "two-kinds"

    def __init__(self, first_kind: str, other: str) -> None:
        super().__init__(f"the kind is {first_kind} and {other} at once", fix="give one of the two")


class NoKind(InvalidInput):
    """A template or an entry, and not of which kind."""

    code = "no-kind"

    def __init__(self, example: str) -> None:
        super().__init__(
            "which kind of entry should it be?",
            fix=f"{example} (claims kinds lists them)",
        )


def kinds(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """What Tab offers: the kinds of entries, with what each is."""
    return beginning(incomplete, {kind: kind_spec(kind).summary for kind in _KINDS})


class RecordCommand(VerbCommand):
    """``claims record`` takes the fields of every kind; its help shows those of one."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Its own parameters, the fields of all kinds, the global ones."""
        return [*self.params, *flags_of(_KINDS), *super().get_params(ctx)[len(self.params) :]]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Remember the kind that is spoken of, for the help that may be asked for next."""
        ctx.meta[SOURCE] = next((word for word in args if word in _KINDS), None)
        return super().parse_args(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The fields of the kind that is spoken of, else how to see them."""
        kind = ctx.meta.get(SOURCE)
        if kind is not None:
            formatter.write_paragraph()
            formatter.write_text(f"{kind}: {kind_spec(kind).summary}")
            write_options(ctx, formatter, f"Fields of {kind}", flags_of([kind]))
        own = [*self.params, *super(VerbCommand, self).get_params(ctx)[len(self.params) :]]
        write_options(ctx, formatter, "Options", own)
        write_options(ctx, formatter, "Options of every command", EVERYWHERE)


@click.command(cls=RecordCommand, name="record", short_help="Record what a document states.")
@click.argument("kind", required=False, metavar="[KIND|-]", shell_complete=kinds)
@click.option(
    "--kind", "kind_flag", metavar="KIND", shell_complete=kinds, help="The kind, as a flag."
)
@click.option("--edit", is_flag=True, help="Write the entry in $VISUAL or $EDITOR.")
@click.option("--dry-run", is_flag=True, help="Record nothing; say what it would change.")
@click.option("--replace", is_flag=True, help="Let a description change what was described.")
@pass_call
def record(
    call: Call,
    /,
    kind: str | None,
    kind_flag: str | None,
    *,
    edit: bool,
    dry_run: bool,
    replace: bool,
    **flags: object,
) -> None:
    """Record what a document states: by flags, by prompts, in an editor, or from stdin.

    `claims record KIND --help` shows the fields of a kind, `claims kinds` lists the kinds, and
    `claims record` alone asks for each field. Example: claims record consents-counted
    --document thx-news-2024 --quote "9 of 11 required ratifications" --instrument
    alce-convention --count 9 --required 11
    """
    if kind is not None and kind_flag is not None and kind != kind_flag:
        raise TwoKinds(kind, kind_flag)
    kind = kind or kind_flag
    if kind not in {None, STDIN, *_KINDS}:
        raise UnknownKind(str(kind), _KINDS)
    fields = {name: value for name, value in flags.items() if value}
    if kind == STDIN:
        entry_files = EntryFiles()
        read(STDIN, entry_files)
        outcomes = record_all(
            call, entry_files, source=STDIN_NAME, dry_run=dry_run, replace=replace
        )
        seen = previewed(call, entry_files.entries, replace=replace) if dry_run else None
        answer(call, outcomes, dry_run=dry_run, preview=seen)
    elif edit and kind is None:
        raise NoKind("claims record KIND --edit")
    elif edit and kind is not None:
        _edit(call, kind, fields, dry_run=dry_run, replace=replace)
    elif fields and kind is None:
        raise NoKind(f"claims record KIND --{next(iter(fields)).replace('_', '-')} …")
    elif fields:
        mapping = entry(str(kind), fields)
        made = read_mappings(mapping, SOURCE, file_text=files_named_in(None))
        if _someone_is_there() and all(map(_lacks_fields, made)):
            _ask(call, kind, mapping, dry_run=dry_run, replace=replace)
        else:
            _submit(call, made, source=None, dry_run=dry_run, replace=replace)
    elif _someone_is_there():
        _ask(call, kind, {}, dry_run=dry_run, replace=replace)
    else:
        raise NothingGiven


def _someone_is_there() -> bool:
    return is_terminal(sys.stdin) and is_terminal(sys.stderr)


def _lacks_fields(made: Entry | BrokenEntry) -> bool:
    """Whether nothing else is wrong with an entry than what it does not say."""
    return isinstance(made, BrokenEntry) and all(
        isinstance(mistake, MissingField) for mistake in made.mistakes
    )


def _ask(
    call: Call, kind: str | None, mapping: dict[str, object], *, dry_run: bool, replace: bool
) -> None:
    """Ask on the terminal for what is not given."""
    fields = {name: value for name, value in mapping.items() if name != "kind"}
    conversation.converse(call, kind, fields, dry_run=dry_run, replace=replace)


def _edit(
    call: Call, kind: str, fields: Mapping[str, object], *, dry_run: bool, replace: bool
) -> None:
    """An entry from an editor; what the ledger refuses opens the editor again too.

    ``fields`` stand in the template already, as they were given by flags.
    """
    begun = template(kind, entry(kind, fields))

    def understand(text: str, name: str) -> tuple[Outcome, ...]:
        written = entries_in(text, name, files_named_in(None))
        submission = Submission(call=call, dry_run=dry_run, replace=replace)
        return submission.of_entries(ledger, written, source=name)

    with call.ledger() as ledger:
        outcomes = edited(begun, understand)
    if outcomes is None:
        cancelled(call, dry_run=dry_run)
    else:
        answer(call, outcomes, dry_run=dry_run)


def _submit(
    call: Call,
    entries: Sequence[Entry | BrokenEntry],
    *,
    source: str | None,
    dry_run: bool,
    replace: bool,
) -> None:
    with call.ledger() as ledger:
        submission = Submission(call=call, dry_run=dry_run, replace=replace)
        outcomes = submission.of_entries(ledger, entries, source=source)
    seen = previewed(call, entries, replace=replace) if dry_run else None
    answer(call, outcomes, dry_run=dry_run, preview=seen)
