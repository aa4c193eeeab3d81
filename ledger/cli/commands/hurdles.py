"""``claims hurdles``: what stands in the way of a partnership."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ledger.cli.answer import give
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.cli.options.clocks import clock_options
from ledger.cli.options.csv import csv_option
from ledger.cli.options.offered import subjects
from ledger.late import late
from ledger.views.data import data

if TYPE_CHECKING:
    from ledger.clock import Clocks
    from ledger.views.pages import head as pages_head
    from ledger.views.pages import hurdles as pages_hurdles
    from ledger.views.tables import partnerships
    from ledger.views.text import graphviz
else:
    pages_head = late("ledger.views.pages.head")
    pages_hurdles = late("ledger.views.pages.hurdles")
    partnerships = late("ledger.views.tables.partnerships")
    graphviz = late("ledger.views.text.graphviz")


@click.command(cls=VerbCommand, short_help="Show what stands in the way.")
@click.argument("subject", shell_complete=subjects)
@click.option("--dot", is_flag=True, help="The graph of what blocks what, for Graphviz.")
@click.option("--all", "whole", is_flag=True, help="Every quote, also of hundreds of consents.")
@csv_option
@pass_call
@clock_options
def hurdles(call: Call, clocks: Clocks, subject: str, *, dot: bool, whole: bool) -> None:
    """Show what stands in the way of a partnership: what waits for what, with its words.

    Example: claims hurdles mexico-korea-space --valid-at 2024-06-12
    """
    with call.ledger() as ledger:
        at, (view, erased) = ledger.at_one_position(
            clocks, lambda clocks: (ledger.view(subject, clocks), ledger.erased(clocks, subject))
        )
        drawn = ledger.hurdle_graph(view)
        lines = pages_hurdles.hurdles_page(
            view.hurdles,
            head=pages_head.PageHead(
                title=view.title, clocks=clocks, ahead=view.ahead, words=call.words
            ),
            names=view.names,
            graph=drawn,
            whole=whole,
        )
        lines = graphviz.hurdle_dot(drawn) if dot else lines
        fields = {"hurdles": data(view.hurdles), **data(drawn)}
        erased = () if dot and not call.json else erased
        give(
            call,
            data=fields,
            at=data(at),
            lines=lines,
            erased=erased,
            cells=lambda: partnerships.hurdle_cells(view.hurdles),
        )
