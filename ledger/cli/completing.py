"""The names of a ledger, as what Tab offers behind a command.

Takes what was typed so far, gives the names that begin with it. Completion never complains:
where no ledger can be read there is nothing to offer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.shell_completion import CompletionItem

from ledger.cli.call import Call
from ledger.errors import ClaimsError

if TYPE_CHECKING:
    import click

    from ledger.facts.facts import Facts


def subjects(
    context: click.Context,
    _: click.Parameter,
    incomplete: str,
) -> list[CompletionItem]:
    """What has a standing: partnerships, instruments."""
    names = _names(context)
    known: dict[str, str] = {}
    if names is not None:
        known |= {one.id: one.title for one in names.partnerships.values()}
        known |= {one.id: one.title for one in names.instruments.values()}
    return [
        CompletionItem(name, help=title)
        for name, title in sorted(known.items())
        if name.startswith(incomplete)
    ]


def parties(
    context: click.Context,
    _: click.Parameter,
    incomplete: str,
) -> list[CompletionItem]:
    """Parties by their ids."""
    names = _names(context)
    return [
        CompletionItem(name, help=one.name)
        for name, one in sorted(names.parties.items() if names else ())
        if name.startswith(incomplete)
    ]


def _names(context: click.Context) -> Facts | None:
    try:
        with context.ensure_object(Call).ledger() as ledger:
            return ledger.names()
    except (ClaimsError, OSError):
        return None
