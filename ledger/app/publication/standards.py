"""Claims with their sources, of some partnerships or of the whole ledger.

Takes a ledger and clocks; gives ``SourcedClaim`` values. Who comes next: the formats of others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.app.refusals import NoSuchSubject
from ledger.facts import log_reader as reading
from ledger.projections.sourced_claims import sourced_claims
from ledger.projections.weighing.standing_claims import Standing

if TYPE_CHECKING:
    from collections.abc import Collection

    from ledger.app.clocks import Clocks
    from ledger.app.ledger import Ledger
    from ledger.projections.sourced_claims import SourcedClaim


def claims_with_sources(
    ledger: Ledger, clocks: Clocks, partnerships: Collection[str] = ()
) -> tuple[SourcedClaim, ...]:
    """Every claim that could be read at the clocks, standing or not.

    Raises:
        NoSuchSubject: the ledger follows no partnership of one of the names.
    """
    ledger.at(clocks)
    if partnerships:
        facts = reading.facts_of_partnerships(ledger.log, set(partnerships), clocks.known_at)
    else:
        facts = reading.all_facts(ledger.log, clocks.known_at)
    for name in partnerships:
        if name not in facts.partnerships:
            raise NoSuchSubject(name, reading.entities(ledger.log, clocks.known_at))
    return sourced_claims(Standing(facts, clocks), partnerships)
