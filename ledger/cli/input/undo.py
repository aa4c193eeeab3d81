"""Taking an import back: what it would take, a yes, and the answer.

Takes the id of an import; gives the receipt of what was taken back.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from ledger.app.envelope import UNFIXED
from ledger.cli.answer import say
from ledger.cli.printing import is_terminal, width, write
from ledger.errors import InvalidInput
from ledger.views.pages.ledger.imports import undo_page, undone_page
from ledger.views.text.layout import text_lines

if TYPE_CHECKING:
    from ledger.app.contract.receipts import UndoneData
    from ledger.app.submission.imports import UndoPlan
    from ledger.app.submission.submit import Outcome
    from ledger.cli.call import Call


class NothingUndone(InvalidInput):
    """An import was to be taken back, and nobody said yes."""

    code = "nothing-undone"

    def __init__(self) -> None:
        super().__init__(
            "nothing was taken back: nobody said yes",
            fix="look at what it takes with --dry-run, then run it with --yes",
        )


def undo(call: Call, import_id: str, *, dry_run: bool, yes: bool) -> None:
    """Take an import back, once someone has seen what that takes."""
    with call.ledger() as ledger:
        plan = ledger.undo_plan(import_id)
        outcomes: tuple[Outcome, ...] = ()
        if plan.commands and not dry_run:
            if not yes:
                _ask(plan)
            with call.recording_of(dry_run=False) as note:
                outcomes = ledger.undo(plan)
                note(outcomes)
    own = next((outcome.import_id for outcome in outcomes if outcome.import_id), None)
    lines = undone_page(plan, own) if outcomes else undo_page(plan)
    last = max((it.position for it in outcomes if it.position is not None), default=None)
    at = {**UNFIXED, "position": last}
    say(call, data=_data(plan, own, dry_run=dry_run), at=at, lines=list(lines))


def _ask(plan: UndoPlan) -> None:
    if not (is_terminal(sys.stdin) and is_terminal(sys.stderr)):
        raise NothingUndone
    write(sys.stderr, text_lines(undo_page(plan), width()))
    if not click.confirm("Take it back?", err=True):
        raise NothingUndone


def _data(plan: UndoPlan, own: str | None, *, dry_run: bool) -> UndoneData:
    return {
        "import_id": plan.import_id,
        "dry_run": dry_run,
        "undo": own,
        "taken_back": list(plan.taken_back),
        "described": list(plan.described),
        "stays": list(plan.stays),
        "since": list(plan.since),
    }
