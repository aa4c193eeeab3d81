"""The rule of entry into force as a whole, valid by construction.

Takes its clauses; gives ``EntryIntoForceRule``, or ``BadRule`` with the path of the clause.
"""

from __future__ import annotations

import attrs

from ledger.claims.entry_into_force.clauses import RuleClauses
from ledger.claims.entry_into_force.validation import faults_of


@attrs.frozen(kw_only=True)
class EntryIntoForceRule(RuleClauses):
    """When an instrument enters into force, as its text lays down (VCLT art. 24).

    Raises BadRule where no treaty could say so, with the clause: ``entry_into_force.when.of``,
    and all other faults together with it.
    """

    def __attrs_post_init__(self) -> None:
        faults = tuple(faults_of(self))
        if faults:
            faults[0].together = faults
            raise faults[0]
