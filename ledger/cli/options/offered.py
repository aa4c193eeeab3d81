"""The names of a ledger, as what Tab offers behind a command.

Takes what was typed so far, gives the names that begin with it. Completion never complains:
where no ledger can be read there is nothing to offer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from click.shell_completion import CompletionItem

from ledger.cli.call import Call
from ledger.errors import ClaimsError
from ledger.late import late

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import click

    from ledger.app import Ledger
    from ledger.app.desk import names_offered
else:  # Tab alone needs them
    names_offered = late("ledger.app.desk.names_offered")


Offer: TypeAlias = "Callable[[click.Context, click.Parameter, str], list[CompletionItem]]"


def subjects(
    context: click.Context,
    _: click.Parameter,
    incomplete: str,
) -> list[CompletionItem]:
    """What has a standing: partnerships, instruments."""
    return beginning(incomplete, _asked(context, names_offered.subject_titles))


def recorded(
    context: click.Context,
    _: click.Parameter,
    incomplete: str,
) -> list[CompletionItem]:
    """What was recorded: claims and acts by their ids, documents, names."""
    return beginning(
        incomplete, _asked(context, lambda ledger: names_offered.recorded_ids(ledger, incomplete))
    )


def named(kind: str) -> Offer:
    """The parties, partnerships, instruments, documents of late, or hurdles of late, by id."""

    def offer(
        context: click.Context,
        _: click.Parameter,
        incomplete: str,
    ) -> list[CompletionItem]:
        return beginning(
            incomplete, _asked(context, lambda ledger: names_offered.offered_names(ledger)[kind])
        )

    return offer


parties = named("party")


def beginning(incomplete: str, titles: Mapping[str, str]) -> list[CompletionItem]:
    """The names that begin so, with their titles."""
    return [
        CompletionItem(name, help=title)
        for name, title in sorted(titles.items())
        if name.startswith(incomplete)
    ]


def _asked(context: click.Context, ask: Callable[[Ledger], dict[str, str]]) -> dict[str, str]:
    try:
        with context.ensure_object(Call).ledger() as ledger:
            return ask(ledger)
    except (ClaimsError, OSError):
        return {}
