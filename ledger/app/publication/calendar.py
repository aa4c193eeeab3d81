"""The days to come of a ledger: of one partnership, or over all of them.

Takes a ledger and clocks; gives ``DateToCome`` values. Who comes next: the calendar and its page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.projections.dates_to_come import dates_to_come

if TYPE_CHECKING:
    from ledger.app.clocks import Clocks
    from ledger.app.ledger import Ledger
    from ledger.projections.dates_to_come import DateToCome


def dates(ledger: Ledger, clocks: Clocks, partnership: str | None = None) -> tuple[DateToCome, ...]:
    """What is foreseen with a day, deadlines, ends of terms, and when counts go stale.

    Raises:
        NoSuchSubject: the ledger follows no such partnership at these clocks.
    """
    if partnership is not None:
        return dates_to_come(ledger.view(partnership, clocks))
    return ledger.all_dates(clocks)
