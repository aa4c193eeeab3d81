"""Which repairs there are, in the order in which they look and mend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.log.repairs.clock import ClockRepair
from ledger.log.repairs.edge import EdgeRepair
from ledger.log.repairs.erasures import Erasures
from ledger.log.repairs.filing import FilingRepair
from ledger.log.repairs.head import HeadRepair
from ledger.log.repairs.head_moment import HeadMoment
from ledger.log.repairs.strays import Strays
from ledger.log.repairs.tallies import Tallies
from ledger.log.repairs.tiles import Tiles
from ledger.log.repairs.triggers import Triggers

if TYPE_CHECKING:
    from ledger.log.repairs.repair import Repair

REPAIRS: tuple[Repair, ...] = (
    HeadRepair(),
    Triggers(),
    Strays(),
    Tallies(),
    Tiles(),
    FilingRepair(),
    Erasures(),
    HeadMoment(),
    ClockRepair(),
    EdgeRepair(),
)
"""The head comes first, for the others look by it; the tree's edge last, for all grows from it."""
