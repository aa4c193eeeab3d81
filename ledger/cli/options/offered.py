"""The names of a ledger, as what Tab offers behind a command.

Takes what was typed so far, gives the names that begin with it. Completion never complains:
where no ledger can be read there is nothing to offer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.shell_completion import CompletionItem

from ledger.app.desk.names_offered import offered_names, subject_titles
from ledger.cli.call import Call
from ledger.errors import ClaimsError

if TYPE_CHECKING:
    from collections.abc import Callable

    import click

    from ledger.app import Ledger


def subjects(
    context: click.Context,
    _: click.Parameter,
    incomplete: str,
) -> list[CompletionItem]:
    """What has a standing: partnerships, instruments."""
    titles = _asked(context, subject_titles)
    return [
        CompletionItem(name, help=title)
        for name, title in sorted(titles.items())
        if name.startswith(incomplete)
    ]


def parties(
    context: click.Context,
    _: click.Parameter,
    incomplete: str,
) -> list[CompletionItem]:
    """Parties by their ids."""
    names = _asked(context, lambda ledger: offered_names(ledger)["party"])
    return [
        CompletionItem(name, help=title)
        for name, title in sorted(names.items())
        if name.startswith(incomplete)
    ]


def _asked(context: click.Context, ask: Callable[[Ledger], dict[str, str]]) -> dict[str, str]:
    try:
        with context.ensure_object(Call).ledger() as ledger:
            return ask(ledger)
    except (ClaimsError, OSError):
        return {}
