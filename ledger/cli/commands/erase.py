"""``claims erase``: shows what will go, asks, and takes it out for good."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from ledger.app.envelope import UNFIXED
from ledger.cli.answer import say
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.cli.notices import show
from ledger.cli.options.offered import recorded
from ledger.cli.printing import is_terminal
from ledger.errors import InvalidInput
from ledger.ids import position_name
from ledger.views.page import Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.app.contract.receipts import ErasureData, EventPlace
    from ledger.app.submission.erasure import Erasure, ErasurePlan, RecordedEvent
    from ledger.views.page import Block


class NotConfirmed(InvalidInput):
    """What cannot be undone, and nobody said yes."""

    code = "not-confirmed"

    def __init__(self) -> None:
        super().__init__(
            "nothing was erased: this cannot be undone, and nobody said yes",
            fix="look at what will go with --dry-run, then run it with --yes",
        )


@click.command(cls=VerbCommand, short_help="Take words out under a legal order.")
@click.argument("name", metavar="ID", shell_complete=recorded)
@click.option("--reason", required=True, metavar="TEXT", help="Why; it is recorded for good.")
@click.option("--authority", metavar="TEXT", help="Who ordered it.")
@click.option("--with-claims", is_flag=True, help="Take a document's quotes in its claims too.")
@click.option("--dry-run", is_flag=True, help="Only show what would go.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@pass_call
def erase(
    call: Call,
    name: str,
    *,
    reason: str,
    authority: str | None,
    with_claims: bool,
    dry_run: bool,
    yes: bool,
) -> None:
    """Take words out of the ledger for good, and record that and why: a document, a claim, a name.

    It shows what will go, and asks. A name goes with all its descriptions. The quotes of a
    document stay in its claims without --with-claims. That it was recorded, and every proof,
    still stand. Copies elsewhere are not reached. What was wrong is not erased: see claims
    correct and claims retract.
    Example: claims erase c7x2k9 --reason "court order 12/2024" --authority "Tribunal 4"
    """
    with call.ledger() as ledger:
        planned = ledger.erasure_plan(name, with_claims=with_claims)
        done: tuple[Erasure, ...] = ()
        if not dry_run:
            if planned.before is None and not yes:
                _ask(planned)
            done = ledger.erase(name, reason=reason, authority=authority, with_claims=with_claims)
    last = max((erasure.why.position for erasure in done), default=None)
    at = {**UNFIXED, "position": last}
    say(call, data=_data(planned, done), at=at, lines=_lines(planned, done))


def _ask(planned: ErasurePlan) -> None:
    if not (is_terminal(sys.stdin) and is_terminal(sys.stderr)):
        raise NotConfirmed
    show(_shown(planned))
    if not click.confirm("Erase this for good?", err=True):
        raise NotConfirmed


def _data(planned: ErasurePlan, done: tuple[Erasure, ...]) -> ErasureData:
    return {
        "erased": [
            {"id": erasure.event_id, "position": erasure.position, "recorded": erasure.why.position}
            for erasure in done
        ],
        "would_erase": [] if done else [_named(event) for event in planned.events],
        "quoting": [_named(record) for record in planned.quoting],
        "before": planned.before_position,
    }


def _named(record: RecordedEvent) -> EventPlace:
    return {"id": record.event.id, "position": record.position}


def _lines(planned: ErasurePlan, done: tuple[Erasure, ...]) -> Iterator[Block]:
    if planned.before is not None and planned.before_position is not None:
        why = position_name(planned.before_position)
        yield f"already erased: {why} says why: {planned.before.reason}"
        if done:
            yield "that reason stands; the one given now was not recorded"
        return
    if not done:
        yield from _shown(planned)
        return
    for erasure in done:
        why = position_name(erasure.why.position)
        yield f"erased {_at(erasure.event_id, erasure.position)}; {why} says why"
    yield from _quotes(planned)


def _shown(planned: ErasurePlan) -> Iterator[Block]:
    yield "these words would go for good:"
    yield from (Line(_at(event.event.id, event.position), 1) for event in planned.events)
    yield from _quotes(planned)


def _quotes(planned: ErasurePlan) -> Iterator[Block]:
    """The claims that keep a document's words, which an order may mean as well."""
    taken = {event.position for event in planned.events}
    left = [record for record in planned.quoting if record.position not in taken]
    if left:
        yield "its words stay as quotes in these claims; --with-claims takes them too:"
        yield from (Line(_at(record.event.id, record.position), 1) for record in left)


def _at(event_id: str, position: int) -> str:
    return f"{event_id} at position {position_name(position)}"
