"""A treaty as its page shows it: the description, the state, and the words that it cites.

Takes ``Standing`` and an instrument's id; gives ``Treaty``. Who comes next: ``views.treaty``.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs

from ledger.claims.developments import ConsentsCounted
from ledger.claims.entities import Instrument
from ledger.projections.as_one import parties_described, parties_filed
from ledger.projections.citations import Citation, cite, cite_all
from ledger.projections.instruments import InstrumentState, instrument_state
from ledger.projections.parties import TakenAsOne, taken_as_one

if TYPE_CHECKING:
    from ledger.projections.standing import Standing


@attrs.frozen(kw_only=True)
class Treaty:
    """One instrument with all its parties.

    ``count`` cites the bare count behind consents without a name; ``reservations`` the words
    of each party's; ``taken_as_one`` the parties that are filed under several ids. ``ahead``
    marks a ``valid_at`` that is yet to come.
    """

    instrument: Instrument
    valid_at: date
    state: InstrumentState
    count: Citation | None
    reservations: dict[str, tuple[Citation, ...]]
    taken_as_one: tuple[TakenAsOne, ...] = ()
    ahead: bool = False


def treaty(standing: Standing, name: str, today: date | None = None) -> Treaty:
    """The treaty of that id, as of the clocks; ``today`` tells which days are yet to come."""
    facts = standing.facts
    state = instrument_state(standing, name)
    counts = [
        facts.claims[one].claim
        for one in state.consents.claims
        if isinstance(facts.claims[one].claim.development, ConsentsCounted)
    ]
    return Treaty(
        instrument=facts.instruments[name],
        valid_at=standing.clocks.valid_at,
        state=state,
        count=cite(facts, counts[0]) if counts else None,
        reservations={
            one.party: cite_all(facts, one.reservations)
            for one in state.participation
            if one.reservations
        },
        taken_as_one=taken_as_one(
            standing.filed,
            standing.as_one.identity,
            parties_described(standing.filed.instruments[name]).union(
                *(
                    parties_filed(standing.filed.claims[held.claim.id].claim)
                    for held in standing.on_instrument(name)
                )
            ),
        ),
        ahead=today is not None and standing.clocks.valid_at > today,
    )
