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
from ledger.views.briefs.since import Since
from ledger.views.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ledger.app.answers import ErasedWords
    from ledger.app.clocks import Clocks
    from ledger.app.ledger import Ledger
    from ledger.views.briefs.brief import Brief


def brief(
    ledger: Ledger,
    partnerships: Sequence[str],
    clocks: Clocks,
    *,
    since: date | datetime | int | None = None,
    clock: ChangedClock | None = None,
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
    if isinstance(since, date) and clock is ChangedClock.PUBLISHED and since > ledger.today:
        raise SinceTooLate(str(since), clock)
    answers = [
        BriefAnswers(
            view=view,
            agenda=agenda(view),
            changes=None if since is None else ledger.diff(partnership, since, clocks, clock=clock),
        )
        for partnership in dict.fromkeys(partnerships)
        if (view := ledger.view(partnership, clocks))
    ]
    spoken = words(language)
    return compose(
        answers,
        imprint=imprint(ledger, at.position),
        clocks=clocks,
        since=None if since is None else Since(moment=since, clock=clock or ChangedClock.RECORDED),
        words=spoken,
        erased=erased(ledger, partnerships, clocks),
    )


def erased(ledger: Ledger, partnerships: Sequence[str], clocks: Clocks) -> tuple[ErasedWords, ...]:
    """The words that answers on partnerships miss, each once."""
    lost = (each for name in partnerships for each in ledger.erased(clocks, name))
    return tuple({each.event: each for each in lost}.values())
