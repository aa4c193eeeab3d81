"""What a development must say as a whole, over and above each of its fields.

Takes a development; notes what is missing, with a way out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.claims.decision.refusals import NobodyActs
from ledger.claims.developments import PartyAct, Signed

if TYPE_CHECKING:
    from ledger.claims.decision.refusals import Refusals
    from ledger.claims.developments import Development


def check_whole(development: Development, refusals: Refusals) -> None:
    """Note an act that is nobody's. A signature alone may be that of all sides."""
    match development:
        case Signed():
            return
        case PartyAct(actors=()):
            refusals.add(NobodyActs(development.kind), "party")
