"""``claims draft``: what a document states, as entries for a person to accept."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from ledger.app.desk.draft_text import draft_text, entry_of
from ledger.app.desk.drafts import described, drafted, names_in, question, text_to_draft
from ledger.app.desk.entry_files import entries_in
from ledger.app.desk.named_files import files_named_in
from ledger.app.desk.proposer_program import SECONDS
from ledger.cli.answer import give
from ledger.cli.call import Call, pass_call
from ledger.cli.dialogue.editing import edited
from ledger.cli.group import VerbCommand
from ledger.cli.input.stdin import STDIN, standard_input
from ledger.cli.input.submitting import Submission, answer, cancelled
from ledger.cli.printing import write
from ledger.cli.usage import WrongUsage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledger.app import Outcome
    from ledger.app.contract.receipts import DraftsData
    from ledger.app.desk.drafts import Drafted

_LONGEST = 3_600.0


@click.command(cls=VerbCommand, short_help="Propose entries of what a document states.")
@click.argument("source", metavar="DOCUMENT|FILE|-", type=click.Path())
@click.option("--with", "command", metavar="COMMAND", help="Another program as the proposer.")
@click.option(
    "--seconds",
    type=click.FloatRange(0, _LONGEST, min_open=True),
    help=f"How long that program may take ({SECONDS:g} unless you say so).",
)
@click.option("--input", "asked", is_flag=True, help="Print what that program would be asked.")
@click.option("--edit", is_flag=True, help="Open the drafts in $VISUAL or $EDITOR, to record.")
@click.option("--dry-run", is_flag=True, help="With --edit: record nothing, say what it would do.")
@click.option("--language", metavar="TAG", help="The text's language: en, es or ko.")
@click.option("--published", metavar="EDTF", help="When it was published: relative dates need it.")
@click.option("--title", metavar="TEXT", help="The title of a file's document.")
@click.option("--publisher", metavar="TEXT", help="The publisher of a file's document.")
@click.option("--charset", metavar="LABEL", help="A file's encoding, if it does not say: euc-kr.")
@pass_call
def draft(
    call: Call,
    /,
    source: str,
    *,
    command: str | None,
    seconds: float | None,
    asked: bool,
    edit: bool,
    dry_run: bool,
    charset: str | None,
    **details: str | None,
) -> None:
    """Propose entries of what a document states, each with its words; a person decides.

    Rules in English, Spanish and Korean propose, or with --with any other program: it gets the
    text, the format and the known names as JSON, and gives entries as JSON Lines. What is not in
    the document word for word is refused. Nothing is recorded before you accept it: --edit opens
    the drafts, or write them to a file, fill its gaps, and import it.
    Example: claims draft thx-news-2024-06-12 > drafts.yaml
    """
    words = click.get_current_context().command_path
    if seconds is not None and command is None:
        raise WrongUsage("--seconds is for the program of --with", command=words)
    if dry_run and not edit:
        raise WrongUsage("--dry-run is for what --edit would record", command=words)
    with call.ledger() as ledger:
        document = described(
            text_to_draft(
                ledger,
                standard_input() if source == STDIN else source,
                today=call.today,
                charset=charset,
            ),
            details,
        )
        if asked:
            write(sys.stdout, [question(document, names_in(ledger)).decode()])
            return
        proposed = drafted(ledger, document, command=command, seconds=seconds or SECONDS)
        if not edit:
            give(call, data=_data(proposed), lines=draft_text(proposed).splitlines())
            return

        def understand(text: str, name: str) -> tuple[Outcome, ...]:
            written = entries_in(text, name, files_named_in(None))
            submission = Submission(call=call, dry_run=dry_run)
            return submission.of_entries(ledger, written, source=name)

        outcomes = edited(draft_text(proposed, accepting=True), understand)
    if outcomes is None:
        cancelled(call, dry_run=dry_run)
    else:
        answer(call, outcomes, dry_run=dry_run)


def _data(proposed: Drafted) -> DraftsData:
    return {
        "document": proposed.document.id,
        "proposer": proposed.proposer,
        "drafts": [
            {
                "entry": _plain(entry_of(proposed, marked)),
                "start": marked.draft.start,
                "end": marked.draft.end,
                "because": list(marked.draft.because),
                "gaps": [
                    {
                        "field": gap.field,
                        "holds": gap.holds,
                        "required": gap.required,
                        "candidates": list(gap.candidates),
                        "words": gap.words,
                    }
                    for gap in marked.draft.gaps
                ],
                "recorded": marked.recorded,
            }
            for marked in proposed.drafts
        ],
        "refused": [
            {"reason": refused.reason, "written": refused.written} for refused in proposed.refused
        ],
        "notes": list(proposed.notes),
    }


def _plain(entry: Mapping[str, object]) -> dict[str, object]:
    return dict(entry)
