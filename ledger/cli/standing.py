"""``claims status``, ``hurdles``, ``treaty``, ``timeline``, ``why``: where a partnership stands.

Takes a subject and the three clocks, prints what the projections answer and the views word. The
views of the other commands are loaded by them alone.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from ledger.cli.answer import give
from ledger.cli.call import Call, pass_call
from ledger.cli.clocks import clock_options, told
from ledger.cli.completing import subjects
from ledger.cli.group import VerbCommand
from ledger.cli.printing import width, write
from ledger.views.data import data
from ledger.views.status import board_page, status_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.clock import Clocks


@click.command(cls=VerbCommand, short_help="Show where partnerships stand.")
@click.argument("subject", required=False, shell_complete=subjects)
@pass_call
@clock_options
def status(call: Call, clocks: Clocks, subject: str | None) -> None:
    """Show where a partnership stands; without a SUBJECT, the board of all partnerships.

    Example: claims status mexico-korea-space --valid-at 2024-06-12
    """
    with call.ledger() as ledger:
        at = data(ledger.at(clocks))
        if subject is None:
            rows = ledger.board(clocks)
            lines = board_page(rows, clocks=clocks, width=width())
            give(call, data=data(rows), at=at, lines=lines)
            if ledger.doubts:
                write(sys.stderr, _notice(ledger.doubts))
        else:
            view = ledger.view(subject, clocks)
            name = view.standing.facts.name
            lines = status_page(view.status, clocks=clocks, name=name, width=width())
            give(call, data=data(view.status), at=at, lines=lines)


@click.command(cls=VerbCommand, short_help="Show what stands in the way.")
@click.argument("subject", shell_complete=subjects)
@click.option("--dot", is_flag=True, help="The graph of what blocks what, for Graphviz.")
@click.option("--all", "whole", is_flag=True, help="Every quote, also of hundreds of consents.")
@pass_call
@clock_options
def hurdles(call: Call, clocks: Clocks, subject: str, *, dot: bool, whole: bool) -> None:
    """Show what stands in the way of a partnership: what waits for what, with its words.

    Example: claims hurdles mexico-korea-space --valid-at 2024-06-12
    """
    from ledger.projections.hurdles.graph import graph  # noqa: PLC0415
    from ledger.views.hurdles import hurdle_dot, hurdles_page  # noqa: PLC0415

    with call.ledger() as ledger:
        view = ledger.view(subject, clocks)
        facts, drawn = view.standing.facts, graph(view)
        lines = hurdles_page(
            view.hurdles,
            title=facts.partnerships[view.id].title,
            clocks=clocks,
            name=facts.name,
            width=width(),
            graph=drawn,
            ahead=view.ahead,
            whole=whole,
        )
        lines = hurdle_dot(drawn) if dot else lines
        given = {"hurdles": data(view.hurdles), **data(drawn)}
        give(call, data=given, at=data(ledger.at(clocks)), lines=lines)


@click.command(cls=VerbCommand, short_help="Show a treaty's parties and its day.")
@click.argument("instrument", shell_complete=subjects)
@pass_call
@clock_options
def treaty(call: Call, clocks: Clocks, instrument: str) -> None:
    """Show who signed and consented to an INSTRUMENT, and when it enters into force.

    Example: claims treaty alce-convention --valid-at 2024-06-12
    """
    from ledger.views.treaty import treaty_page  # noqa: PLC0415

    with call.ledger() as ledger:
        held = ledger.treaty(instrument, clocks)
        name = ledger.names(clocks.known_at).name
        lines = treaty_page(held, clocks=clocks, name=name, width=width())
        give(call, data=data(held), at=data(ledger.at(clocks)), lines=lines)


@click.command(cls=VerbCommand, short_help="Show what happened, in order.")
@click.argument("subject", shell_complete=subjects)
@pass_call
@clock_options
def timeline(call: Call, clocks: Clocks, subject: str) -> None:
    """Show what was stated of a partnership, in the order of the days.

    Example: claims timeline mexico-korea-space --published-by 2022-07-01
    """
    from ledger.views.timeline import timeline_page  # noqa: PLC0415

    with call.ledger() as ledger:
        view = ledger.view(subject, clocks)
        facts = view.standing.facts
        lines = timeline_page(
            view.timeline,
            title=facts.partnerships[view.id].title,
            clocks=clocks,
            name=facts.name,
            width=width(),
            ahead=view.ahead,
        )
        give(call, data=data(view.timeline), at=data(ledger.at(clocks)), lines=lines)


@click.command(cls=VerbCommand, short_help="Follow a value to its quotes.")
@click.argument("path", metavar="SUBJECT[.FIELD]", shell_complete=subjects)
@pass_call
@clock_options
def why(call: Call, clocks: Clocks, path: str) -> None:
    """Follow a value to the claims behind it, their quotes and their documents.

    Example: claims why mexico-korea-space/alce-convention.consents
    """
    from ledger.views.why import why_page  # noqa: PLC0415

    with call.ledger() as ledger:
        at = ledger.at(clocks)
        proofs = ledger.why(path, clocks)
        lines = why_page(proofs, clocks=told(at), width=width())
        give(call, data=data(proofs), at=data(at), lines=lines)


def _notice(doubts: Sequence[str]) -> Iterator[str]:
    """What on the shelf was not believed, and that the answer does not rest on it."""
    others = f", and {len(doubts) - 1} more" if len(doubts) > 1 else ""
    yield f"claims: {doubts[0]}{others}; this answer was made from the log alone"
    yield "  fix: claims verify names all of it; claims rebuild makes the board anew"
