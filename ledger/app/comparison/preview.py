"""What recording would change, before it is recorded: the same fold, with the new events on top.

Takes a ledger and commands; records them above its log, in memory, and compares. The log stays as
it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.app.ledger import Ledger
from ledger.board.affected import InLog, touched_by
from ledger.clock import Clocks
from ledger.log.shelf import EVERY
from ledger.log.stores.overlay import OverlayLog
from ledger.projections.changes.preview import BrokenSpec, Preview

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ledger.claims.commands import Command
    from ledger.entries.fragment import Fragment
    from ledger.log.port import Log

__all__ = ["BrokenSpec", "Preview", "preview"]


def preview(
    ledger: Ledger,
    commands: Sequence[Command | Fragment],
    *,
    replace: bool = False,
    trial: Callable[[Log, Log], tuple[int, tuple[BrokenSpec, ...]]] | None = None,
) -> Preview:
    """What recording these commands would change, as of today; nothing is recorded.

    ``trial`` tries the desk's specs on the log and on what it would be (``ledger.specs.trial``).

    Raises:
        Problems: every problem of every command.
    """
    log, clock = ledger.log, ledger.clock
    above = OverlayLog(log, clock=clock)
    position = above.head().size - 1
    imagined = Ledger(above, clock=clock, recorded_by=ledger.recorded_by)
    imagined.submit(commands, replace=replace)
    clocks = Clocks(valid_at=imagined.today)
    changes = [
        imagined.diff(partnership, position, clocks)
        for partnership in _affected(above, position, imagined)
    ]
    specs, breaking = (0, ()) if trial is None else trial(log, above)
    return Preview(
        position=position,
        changes=tuple(each for each in changes if not each.nothing),
        specs=specs,
        breaking=breaking,
    )


def _affected(above: OverlayLog, position: int, imagined: Ledger) -> list[str]:
    """The ids of the partnerships that the new events touch."""
    events = (record.event for record in above.read(after=position))
    affected = touched_by(events, InLog(above))
    followed = imagined.entities().partnerships
    if EVERY in affected:
        return sorted(followed)
    names = {tag.partition(":")[2] for tag in affected}
    return sorted(name for name in names if name in followed)
