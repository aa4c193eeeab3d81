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

    from ledger.projections.facts import Facts


def subjects(
    context: click.Context,
    _: click.Parameter,
    incomplete: str,
) -> list[CompletionItem]:
    """What has a standing: partnerships, instruments."""
    names = _names(context)
    known = (*names.partnerships.values(), *names.instruments.values()) if names else ()
    return [
        CompletionItem(one.id, help=one.title)
        for one in sorted(known, key=lambda one: one.id)
        if one.id.startswith(incomplete)
    ]


def _names(context: click.Context) -> Facts | None:
    try:
        with context.ensure_object(Call).ledger() as ledger:
            return ledger.names()
    except (ClaimsError, OSError):
        return None
