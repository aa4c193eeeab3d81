"""Another desk's file or ledger on its way in: each difference is shown, and asked for.

Takes where it is and the decisions of the call; gives the outcomes. In a pipe what is not decided
is refused, with both sides and the options that decide.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from ledger.app.sharing.merge import ALL, Choice, conflicts_with, merge, read_source
from ledger.cli.input.stdin import STDIN, STDIN_NAME, standard_input
from ledger.cli.notices import show
from ledger.cli.printing import is_terminal
from ledger.views.page import Labels, Line, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.app import Outcome
    from ledger.app.sharing.merge import DeskDifference, Trust
    from ledger.cli.call import Call
    from ledger.views.page import Block
SHOWN = 20
"""How many of the things that an export misses are told one by one."""


def taken_in(
    call: Call,
    source: str,
    choices: Sequence[tuple[str, Choice]],
    trust: Trust,
    *,
    dry_run: bool,
) -> tuple[tuple[Outcome, ...], list[str]]:
    """Record what is new in another desk's file or ledger, once every difference is decided.

    With what the other desk left out, each a sentence.
    """
    with call.ledger() as ledger:
        stream = standard_input() if source == STDIN else None
        source = STDIN_NAME if source == STDIN else source
        offered = read_source(ledger, source, trust, stream=stream)
        left_out = [*offered.left_out.values()]
        if left_out and not call.json:
            show(f"claims: {notice}" for notice in left_out_notices(left_out))
        by_place = conflicts_with(ledger, offered)
        decided = list(choices)
        open_ = {conflict.thing: conflict for conflict in by_place.values()}
        things = {thing for thing, _ in choices}
        if is_terminal(sys.stdin) and not call.json and ALL not in things:
            decided += [
                (thing, _asked(conflict))
                for thing, conflict in open_.items()
                if thing not in things
            ]
        with call.recording_of(dry_run=dry_run) as note:
            outcomes = merge(ledger, offered, by_place, decided, dry_run=dry_run)
            note(outcomes)
    return outcomes, left_out


def left_out_notices(sentences: Sequence[str]) -> list[str]:
    """What an export misses, in lines: a few by themselves, and the count of the rest."""
    notices = [f"left out: {sentence}" for sentence in sentences[:SHOWN]]
    more = len(sentences) - SHOWN
    return [*notices, f"left out: {more} more; --json has all of them"] if more > 0 else notices


def _asked(conflict: DeskDifference) -> Choice:
    show(_sides(conflict))
    words = [choice.value for choice in conflict.choices]
    return Choice(click.prompt("keep", type=click.Choice(words), err=True, default=words[0]))


def _sides(conflict: DeskDifference) -> Iterator[Block]:
    yield ""
    parties = Choice.SAME in conflict.choices
    yield f"{conflict.thing} {'may be one party' if parties else 'is not the same'}"
    for side in conflict.sides:
        yield Line(side.field, 1)
        yield Row("ours", str(side.ours), Labels.SIDE, 2)
        yield Row("theirs", str(side.theirs), Labels.SIDE, 2)
