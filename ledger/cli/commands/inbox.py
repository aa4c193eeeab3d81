"""``claims inbox``: what waits for a person, to be accepted or dismissed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ledger.app.envelope import UNFIXED
from ledger.cli.answer import give, say
from ledger.cli.call import Call, pass_call
from ledger.cli.group import SubGroup, VerbCommand
from ledger.cli.input.stdin import STDIN, STDIN_NAME, standard_input
from ledger.cli.options.csv import csv_option
from ledger.cli.options.document import document_options
from ledger.cli.options.whole_number import WholeNumber
from ledger.cli.printing import is_terminal
from ledger.cli.progress import bar
from ledger.cli.usage import WrongUsage
from ledger.errors import ClaimsError, Problems
from ledger.late import late
from ledger.views.data import data as plain
from ledger.views.page import Columns, Line, ListLine
from ledger.views.pages.intake.inbox import inbox_page, item_page, state_of
from ledger.views.tables.inbox import inbox_cells

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from ledger.app import Ledger
    from ledger.app.contract.inbox import AcceptedData, AddedData
    from ledger.app.desk import documents, entry_files
    from ledger.app.desk.format import BrokenEntry, Entry
    from ledger.app.inbox import desk as inbox_desk
    from ledger.app.inbox import draft_text as inbox_draft_text
    from ledger.app.inbox import entries as inbox_entries
    from ledger.app.inbox import files as inbox_files
    from ledger.app.inbox.acceptance import Accepted
    from ledger.app.inbox.desk import Item
    from ledger.cli.dialogue import editing, inbox_session
    from ledger.views.page import Block
else:
    editing = late("ledger.cli.dialogue.editing")
    documents = late("ledger.app.desk.documents")
    entry_files = late("ledger.app.desk.entry_files")
    inbox_desk = late("ledger.app.inbox.desk")
    inbox_draft_text = late("ledger.app.inbox.draft_text")
    inbox_entries = late("ledger.app.inbox.entries")
    inbox_files = late("ledger.app.inbox.files")
    inbox_session = late("ledger.cli.dialogue.inbox_session")

_STATES = ("new", "accepting", "accepted", "dismissed")


@click.group(
    cls=SubGroup, invoke_without_command=True, short_help="Answer what waits: accept or dismiss."
)
@click.pass_context
def inbox(context: click.Context) -> None:
    """Go through the documents that wait: accept them with their claims, or dismiss them.

    On a terminal it shows one after another and takes a key for each (? lists them); elsewhere it
    lists them. Nothing in the inbox is a claim, and nothing in it changes an answer.
    Example: claims inbox add saved/ && claims inbox
    """
    if context.invoked_subcommand is not None:
        return
    call = context.ensure_object(Call)
    if call.json or not (is_terminal(sys.stdin) and is_terminal(sys.stderr)):
        _list(call, states=(), everything=False, after=0, limit=100)
        return
    inbox_session.converse(call)


@inbox.command(cls=VerbCommand, short_help="Put files, folders or mailboxes in.")
@click.argument("files", nargs=-1, required=True, metavar="FILE|URL…", type=click.Path())
@click.option("--title", metavar="TEXT", help="Its title, of a single one.")
@click.option("--url", metavar="URL", help="Where it was found, of a single one.")
@click.option("--publisher", metavar="TEXT", help="Who published them, if they do not say.")
@click.option("--kind", metavar="WORD", help="What sort of source: news, wire, depositary, …")
@click.option("--language", metavar="TAG", help="Their language, such as en, es or ko.")
@click.option("--published", metavar="EDTF", help="When they were published: 2024-06-12.")
@click.option("--charset", metavar="LABEL", help="Their encoding, if they do not say: euc-kr.")
@click.option("--as-is", is_flag=True, help="Keep what is no article: a feed, a mail, an error.")
@click.option("--allow-private", is_flag=True, help="Fetch from your own network as well.")
@click.option("--keep-original", is_flag=True, help="Keep their bytes as they are, by their hash.")
@pass_call
def add(
    call: Call,
    /,
    files: tuple[str, ...],
    *,
    charset: str | None,
    as_is: bool,
    allow_private: bool,
    keep_original: bool,
    **details: str | None,
) -> None:
    """Put documents in: files, all files of a folder, all mails of a mailbox, web addresses.

    Each is captured on its own; one that cannot be read stops none of the others. What was
    dismissed before does not come back. Example: claims inbox add saved/ --kind news
    """
    reading = inbox_files.ReadingOptions(
        terms=documents.CaptureTerms(charset=charset, as_is=as_is, today=call.today),
        allow_private=allow_private,
        keep_original=keep_original,
        details=inbox_files.checked(details),
    )
    rows: list[AddedData] = []
    faults: list[ClaimsError] = []
    with call.ledger() as ledger:
        desk = inbox_desk.InboxDesk(ledger)
        for file in files:
            for brought in inbox_files.arrivals_of(file, reading):
                if isinstance(brought, ClaimsError):
                    faults.append(brought)
                    continue
                added = desk.bring(brought)
                rows.append(
                    {
                        "id": added.item.id,
                        "number": added.item.number,
                        "title": added.item.title,
                        "new": added.new,
                        "state": added.item.state.value,
                        "reason": added.item.reason,
                        "through": brought.arrival.through,
                        "original": added.item.arrival.original,
                    }
                )
    if faults and not rows:
        raise Problems(", ".join(files).strip() or "what was named", faults)
    data = {"added": rows, "faults": [_fault(error) for error in faults]}
    say(call, data=data, lines=_added_lines(rows, faults))


def _fault(error: ClaimsError) -> dict[str, str]:
    where = "" if error.where is None else error.where.source
    return {"file": where, "code": error.code, "message": error.message, "fix": error.fix}


def _added_lines(rows: Sequence[AddedData], faults: Sequence[ClaimsError]) -> Iterator[Block]:
    for row in rows:
        if row["new"]:
            yield ListLine((str(row["number"]), row["title"], f"[{row['id']}]"), Columns.ITEM)
        else:
            why = f": {row['reason']}" if row["reason"] else ""
            known_as = f"[{row['id']}], {row['state']}{why}"
            yield ListLine(("", f"{row['title']} is here already", known_as), Columns.ITEM)
    for error in faults:
        source = "" if error.where is None else error.where.source
        place = "" if source in error.message else f"{error.where}: "
        yield Line(f"not read: {place}{error.message}", 1)
        yield Line(f"try: {error.fix}", 2)
    new = sum(row["new"] for row in rows)
    yield f"{new} added, {len(rows) - new} here already, {len(faults)} not read"


@inbox.command("list", cls=VerbCommand, short_help="List what waits.")
@click.option("--all", "everything", is_flag=True, help="Accepted and dismissed ones as well.")
@click.option(
    "--state", "states", multiple=True, type=click.Choice(_STATES), help="Those in this state."
)
@click.option("--after", type=WholeNumber(0), default=0, help="From a number on.")
@click.option("--limit", type=WholeNumber(most=1000), default=100, help="So many at most.")
@csv_option
@pass_call
def list_(call: Call, *, everything: bool, states: tuple[str, ...], after: int, limit: int) -> None:
    """List what waits, with what the ledger has of it: the same, an earlier version, a reprint.

    Example: claims inbox list --state dismissed
    """
    _list(call, states=states, everything=everything, after=after, limit=limit)


def _bar(label: str, length: int) -> AbstractContextManager[Callable[[int], None]]:
    """A bar over so many texts, where there are enough of them that it takes a while."""
    return bar(label, length, length * _A_TEXT)


_A_TEXT = 1_000  # a text counts as so many bytes of work: 200 of them take a second


def _list(call: Call, *, states: tuple[str, ...], everything: bool, after: int, limit: int) -> None:
    wanted = tuple(map(inbox_desk.State, states)) or (() if everything else inbox_desk.WAITING)
    with call.ledger() as ledger:
        assessments = inbox_desk.InboxDesk(ledger).items(
            wanted, after=after, limit=limit, progress=_bar
        )
    give(
        call,
        data=plain(assessments),
        lines=inbox_page(assessments),
        cells=lambda: inbox_cells(assessments),
    )


@inbox.command(cls=VerbCommand, short_help="Show one with all that is known of it.")
@click.argument("item", metavar="ID|NUMBER")
@pass_call
def show(call: Call, item: str) -> None:
    """Show an item: what the ledger has of it, its drafts, each with its words, and its text.

    Example: claims inbox show 3
    """
    with call.ledger() as ledger:
        assessment = inbox_desk.InboxDesk(ledger).assessment(item)
    give(call, data=plain(assessment), lines=item_page(assessment))


@inbox.command(cls=VerbCommand, short_help="Record one, with claims of it.")
@click.argument("item", metavar="ID|NUMBER")
@click.option("--drafts", metavar="1,3|all", help="The drafts that are right, by number.")
@click.option(
    "--entries", metavar="FILE|-", help="Entries of it; they call the document by its ID."
)
@click.option("--edit", is_flag=True, help="Open the drafts in $VISUAL or $EDITOR.")
@click.option("--reprint", is_flag=True, help="As a reprint of the root that is suggested.")
@document_options
@click.option("--dry-run", is_flag=True, help="Record nothing; say what would be.")
@click.option("--finish", is_flag=True, help="End what someone began, as it was begun.")
@pass_call
def accept(
    call: Call,
    /,
    item: str,
    *,
    drafts: str | None,
    entries: str | None,
    edit: bool,
    reprint: bool,
    dry_run: bool,
    finish: bool,
    **details: str | None,
) -> None:
    """Record an item's document and the claims of it that are right, in one append.

    Without --drafts, --entries or --edit it records the document alone. Of two who accept one
    item the first wins. Example: claims inbox accept 3 --drafts 1,2 --reprint
    """
    command = click.get_current_context().command_path
    if sum(map(bool, (drafts, entries, edit))) > 1:
        raise WrongUsage("give one of --drafts, --entries and --edit", command=command)
    left_out: list[int] = []
    with call.ledger() as ledger:
        desk = inbox_desk.InboxDesk(ledger)
        with call.recording_of(dry_run=dry_run) as note:
            if finish:
                accepted: Accepted | None = desk.finish(item)
            elif edit:
                accepted = _edited(ledger, item, details, reprint=reprint, dry_run=dry_run)
            else:
                accepted = desk.accept(
                    item,
                    _reading(ledger, drafts, entries, left_out),
                    details,
                    as_reprint=reprint,
                    dry_run=dry_run,
                )
            if accepted is not None:
                note(accepted.outcomes)
        waiting = ledger.inbox.item(item)
    if accepted is None:
        nothing: AcceptedData = {"item": plain(waiting), "outcomes": [], "dry_run": dry_run}
        say(call, data=nothing, lines=["cancelled; nothing was recorded"])
        return
    data: AcceptedData = {
        "item": plain(accepted.item),
        "outcomes": plain(accepted.outcomes),
        "dry_run": accepted.dry_run,
    }
    positions = [each.position for each in accepted.outcomes if each.position is not None]
    at = {**UNFIXED, "position": max(positions, default=None)}
    say(call, data=data, at=at, lines=[*accepted_lines(accepted), *_left_out(left_out)])


def _left_out(numbers: Sequence[int]) -> Iterator[str]:
    """The drafts that ``--drafts all`` did not take, by number."""
    if numbers:
        noun = "draft was" if len(numbers) == 1 else "drafts were"
        yield f"{len(numbers)} {noun} left out, something is missing in each: " + ", ".join(
            map(str, numbers)
        )


def _reading(
    ledger: Ledger, drafts: str | None, entries: str | None, left_out: list[int]
) -> Callable[[Item], Sequence[Entry | BrokenEntry]]:
    """How the entries are read, once it is clear which item is meant."""

    def read(item: Item) -> Sequence[Entry | BrokenEntry]:
        if drafts is not None:
            assessment = inbox_desk.InboxDesk(ledger).assessment(item.id)
            if drafts.strip().lower() == inbox_entries.ALL:
                numbered = enumerate(assessment.drafts, 1)
                left_out[:] = [number for number, draft in numbered if not draft.whole]
            return inbox_entries.entries_of_drafts(assessment, drafts)
        if entries is None:
            return ()
        source = standard_input() if entries == STDIN else Path(entries)
        return inbox_entries.entries_of_text(source, STDIN_NAME if entries == STDIN else entries)

    return read


def _edited(
    ledger: Ledger, name: str, details: dict[str, str | None], *, reprint: bool, dry_run: bool
) -> Accepted | None:
    """Accept what is left of the drafts when the editor is closed; None where that is nothing."""
    assessment = inbox_desk.InboxDesk(ledger).assessment(name)

    def understand(text: str, file: str) -> Accepted:
        return inbox_desk.InboxDesk(ledger).accept(
            name,
            lambda _: entry_files.entries_in(text, file),
            details,
            as_reprint=reprint,
            dry_run=dry_run,
        )

    return editing.edited(
        inbox_draft_text.draft_text(assessment.item, assessment.drafts), understand
    )


def accepted_lines(accepted: Accepted) -> Iterator[Block]:
    """What was recorded, or would be."""
    for outcome in accepted.outcomes:
        where = "" if outcome.position is None else f" at position @{outcome.position}"
        name = outcome.id
        yield f"{outcome.deed}: {name}{where}" if outcome.new else f"{name} is already there"
        yield from (Line(f"note: {note}", 1) for note in outcome.notes)
    new = sum(outcome.new for outcome in accepted.outcomes)
    verb = "would be recorded" if accepted.dry_run else "recorded"
    yield f"{new} {verb}; {accepted.item.title} is {state_of(accepted.item)}"


@inbox.command(cls=VerbCommand, short_help="Put one away for good, with a reason.")
@click.argument("item", metavar="ID|NUMBER")
@click.argument("words", metavar="[REASON]", required=False)
@click.option("--reason", metavar="TEXT", help="Why; the same as REASON.")
@pass_call
def dismiss(call: Call, item: str, words: str | None, reason: str | None) -> None:
    """Put an item away, with the REASON: it does not come back, by no door.

    On a terminal the reason is asked for where none is given. Example: claims inbox dismiss 4
    --reason "about sport"
    """
    if words is not None and reason is not None:
        raise WrongUsage("give the reason once", command="claims inbox dismiss")
    why = words if reason is None else reason
    if why is None and not call.json and is_terminal(sys.stdin) and is_terminal(sys.stderr):
        why = click.prompt("why", err=True)
    with call.ledger() as ledger:
        dismissed = inbox_desk.InboxDesk(ledger).dismiss(item, why or "")
    line = Line(f"{dismissed.title} is {state_of(dismissed)}", behind=f"[{dismissed.id}]")
    say(call, data=plain(dismissed), lines=[line])


@inbox.command(cls=VerbCommand, short_help="Take back what was done with one.")
@click.argument("item", metavar="ID|NUMBER")
@pass_call
def undo(call: Call, item: str) -> None:
    """Let an item wait again: what accepting it recorded is retracted, as events.

    The captured document stays in the log; no claim rests on it then. Example: claims inbox undo 3
    """
    with call.ledger() as ledger:
        claims = ledger.inbox.item(item).claims
        waiting = inbox_desk.InboxDesk(ledger).undo(item)
    line = Line(f"{waiting.title} waits again", behind=f"[{waiting.id}]")
    retracted = [f"retracted: {', '.join(claims)}"] if claims else []
    say(call, data=plain(waiting), lines=[line, *retracted])
