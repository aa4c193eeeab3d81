"""What recording would change, as a value: partnership by partnership, and the specs that break.

Gives ``Preview``; ``ledger.app.comparison.preview`` fills it from a log with the new events on top.
"""

from __future__ import annotations

import attrs

from ledger.projections.changes.changes import Changes


@attrs.frozen(kw_only=True)
class BrokenSpec:
    """A scenario that holds now, and would not hold any more."""

    file: str
    line: int
    feature: str
    scenario: str
    failure: str


@attrs.frozen(kw_only=True)
class Preview:
    """What an append would change, as of today: partnership by partnership, by id.

    ``position`` is the last of the log that was read. ``specs`` says how many of the desk's
    scenarios were tried, ``breaking`` which of them would no longer hold.
    """

    position: int
    changes: tuple[Changes, ...]
    specs: int = 0
    breaking: tuple[BrokenSpec, ...] = ()
