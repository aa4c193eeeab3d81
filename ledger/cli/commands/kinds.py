"""``claims kinds``: what can be recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ledger.app.desk.format import KIND_NAMES, kind_spec
from ledger.cli.answer import give
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.cli.options.csv import csv_option
from ledger.views.page import Listing
from ledger.views.tables.cells import of_records

if TYPE_CHECKING:
    from ledger.app.contract.receipts import KindData
    from ledger.app.desk.format import KindSpec


@click.command(cls=VerbCommand, short_help="List what can be recorded.")
@csv_option
@pass_call
def kinds(call: Call) -> None:
    """List the kinds of entries, each with what it states.

    `claims record KIND --help` shows the fields of one. Example: claims kinds
    """
    specs = [kind_spec(kind) for kind in KIND_NAMES]
    data: list[KindData] = [{"kind": spec.kind, "summary": _summary(spec)} for spec in specs]
    give(
        call,
        data=data,
        lines=[Listing(tuple((spec.kind, _summary(spec)) for spec in specs))],
        cells=lambda: of_records(("kind", "summary"), data),
    )


def _summary(spec: KindSpec) -> str:
    return spec.summary.partition("\n")[0]
