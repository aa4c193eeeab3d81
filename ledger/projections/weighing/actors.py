"""Whose act a claim states: one claim for each party, where it names a group, or none.

Takes claims of one instrument; gives the same claims, each of one party, so that every count and
every table speaks of parties alone. The ids and the words stay as they are. Who comes next:
``treaties``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import attrs

from ledger.claims.developments import AgreementReported, PartyAct
from ledger.claims.vocabulary import Stage
from ledger.ids import PartyId

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from ledger.claims.developments import Development
    from ledger.claims.entities import Instrument
    from ledger.facts.facts import RecordedClaim

Members: TypeAlias = "Callable[[str, date], tuple[str, ...]]"
"""The members of a group on a day; of any other party, the party itself."""


def of_each_party(
    recorded_claim: RecordedClaim, instrument: Instrument | None, members: Members, day: date
) -> Iterator[RecordedClaim]:
    """A claim once for each party whose act it states; any other claim as it is.

    A signature of no party by name is that of all sides of a closed instrument. Of an open one it
    only says that there is a signed text. ``day`` is that of the act, for groups.
    """
    development = recorded_claim.claim.development
    if not isinstance(development, PartyAct):
        yield recorded_claim
        return
    party = development.party
    actors: tuple[str, ...]
    if party is not None:
        actors = (party,)
    elif instrument is None or not instrument.between:
        spoken = AgreementReported(instrument=development.instrument, stage=Stage.SIGNED)
        yield _stating(recorded_claim, spoken)
        return
    else:
        actors = instrument.between
    for name in dict.fromkeys(member for actor in actors for member in members(actor, day)):
        if party == name:
            yield recorded_claim
        else:
            yield _stating(recorded_claim, attrs.evolve(development, party=PartyId(name)))


def _stating(recorded_claim: RecordedClaim, development: Development) -> RecordedClaim:
    claim = attrs.evolve(recorded_claim.claim, development=development)
    return attrs.evolve(recorded_claim, claim=claim)
