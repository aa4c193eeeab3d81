"""A treaty as its page shows it: the description, the state, and the words that it cites.

Takes ``Standing`` and an instrument's id; gives ``Treaty``. Who comes next: ``views.treaty``.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs

from ledger.claims.developments import ConsentsCounted
from ledger.claims.entities import Instrument
from ledger.claims.vocabulary import ConsentAct
from ledger.edtf import Tristate
from ledger.projections.as_one import parties_described, parties_filed
from ledger.projections.citations import Citation, cite, cite_all
from ledger.projections.dates import happened_by, resolve_date, span_of
from ledger.projections.instruments import InstrumentState, instrument_state
from ledger.projections.parties import TakenAsOne, taken_as_one

if TYPE_CHECKING:
    from ledger.projections.answer import DateAnswer
    from ledger.projections.participation import Participation
    from ledger.projections.standing import Standing


@attrs.frozen(kw_only=True)
class Treaty:
    """One instrument with its parties, and what each had done, or may have, by ``valid_at``.

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
    whole = instrument_state(standing, name)
    parties = [_by_then(standing, one) for one in whole.participation]
    state = attrs.evolve(whole, participation=tuple(one for one in parties if _acted(one)))
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


def _by_then(standing: Standing, one: Participation) -> Participation:
    """A party's position without what it certainly did after ``valid_at`` alone."""
    consent = _unless_later(standing, one.consent)
    return attrs.evolve(
        one,
        signature=_unless_later(standing, one.signature),
        approval=_unless_later(standing, one.approval),
        consent=consent,
        act=ConsentAct.UNKNOWN if consent.span is None else one.act,
        withdrawn=_unless_later(standing, one.withdrawn),
        denounced=_unless_later(standing, one.denounced),
        reservations=tuple(claim for claim in one.reservations if _made(standing, claim)),
    )


def _unless_later(standing: Standing, when: DateAnswer) -> DateAnswer:
    valid_at = standing.clocks.valid_at
    later = when.span is not None and happened_by(when.span, valid_at) is Tristate.NO
    return resolve_date(()) if later else when


def _made(standing: Standing, name: str) -> bool:
    """Whether a reservation may have been made by ``valid_at``."""
    claim = standing.facts.claims[name].claim
    span = span_of(claim, standing.published(claim.evidence.document))
    return happened_by(span, standing.clocks.valid_at) is not Tristate.NO


def _acted(one: Participation) -> bool:
    acts = (one.signature, one.approval, one.consent, one.withdrawn, one.denounced)
    return any(when.span is not None for when in acts) or bool(one.reservations)
