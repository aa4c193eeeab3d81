"""A brief on partnerships: the answers are asked for once, and composed.

Takes a ledger, partnerships and clocks; gives a ``Brief``. Who comes next: its renderers.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ledger.app.clocks import ChangedClock
from ledger.app.publication.imprint import imprint
from ledger.app.refusals import SinceTooLate
from ledger.projections.agenda import agenda
from ledger.views.briefs.composition import compose
from ledger.views.briefs.sections import BriefAnswers
from ledger.views.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.app.answers import ErasedWords
    from ledger.app.clocks import Clocks
    from ledger.app.ledger import Ledger
    from ledger.views.briefs.brief import Brief
    from ledger.views.briefs.since import Since


def brief(
    ledger: Ledger,
    partnerships: Sequence[str],
    clocks: Clocks,
    *,
    since: Since | None = None,
    language: str = "en",
) -> Brief:
    """The brief on partnerships, each once, in the order given, in a language.

    Without ``since`` it says nothing of changes.

    Raises:
        NoSuchSubject: the ledger follows no partnership of one of the names at these clocks.
        BeyondTheHead: ``since`` lies in this ledger's future.
        SinceTooLate: ``since`` lies after what is asked about.
    """
    at = ledger.at(clocks)
    if since is not None and _unpublished(since, ledger.today):
        raise SinceTooLate(str(since.moment), since.clock)
    answers = [
        BriefAnswers(
            view=view,
            agenda=agenda(view),
            changes=None
            if since is None
            else ledger.diff(partnership, since.moment, clocks, clock=since.clock),
        )
        for partnership in dict.fromkeys(partnerships)
        if (view := ledger.view(partnership, clocks))
    ]
    spoken = words(language)
    return compose(
        answers,
        imprint=imprint(ledger, at.position),
        clocks=clocks,
        since=since,
        words=spoken,
        erased=erased(ledger, partnerships, clocks),
    )


def _unpublished(since: Since, today: date) -> bool:
    """Whether it is a day of publication that has not come."""
    published = since.clock is ChangedClock.PUBLISHED
    return published and isinstance(since.moment, date) and since.moment > today


def erased(ledger: Ledger, partnerships: Sequence[str], clocks: Clocks) -> tuple[ErasedWords, ...]:
    """The words that answers on partnerships miss, each once."""
    lost = (each for name in partnerships for each in ledger.erased(clocks, name))
    return tuple({each.event: each for each in lost}.values())
