"""News: what was foreseen came in time, and no partnership has gone quiet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.checks.finding import Found, Scope
from ledger.projections.outlook import ProspectOutcome
from ledger.spoken import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator


def expectations_met(scope: Scope) -> Iterator[Found]:
    """What was expected or intended by a day came by that day, or was called off."""
    for view in scope.views:
        for prospect in view.status.outlook:
            if prospect.outcome is ProspectOutcome.OVERDUE and prospect.when is not None:
                yield Found(
                    subject=view.id,
                    claims=(prospect.citation.claim,),
                    sentence=spoken(
                        "{kind} was {modality} {when}, and nothing says that it came",
                        kind=prospect.kind,
                        modality=prospect.modality,
                        when=prospect.when,
                    ),
                    fix=spoken("look for the outcome and record it, or that it was called off"),
                )


def news_fresh(scope: Scope) -> Iterator[Found]:
    """No partnership is without news for longer than was asked for."""
    clocks = scope.standing.clocks
    today = clocks.published_by or clocks.valid_at
    for view in scope.views:
        last = view.status.freshness.last_published
        if last is None:
            undated = view.status.freshness.documents
            yield Found(
                subject=view.id,
                sentence=spoken("no document of it says when it was published")
                if undated
                else spoken("nothing was ever recorded of it"),
                fix=spoken("find out when they were published, and capture newer sources")
                if undated
                else spoken("capture what was published, or leave it until there is news"),
            )
        elif (today - last).days > scope.news_days:
            yield Found(
                subject=view.id,
                sentence=spoken(
                    "no news for {days} days, the last on {last}",
                    days=(today - last).days,
                    last=last,
                ),
                fix=spoken("look for newer sources, and capture what there is"),
            )
