"""A treaty as its page shows it: the description, the state, and the words that it cites.

Takes ``Standing`` and an instrument's id; gives ``Treaty``. Who comes next: ``views.treaty``.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs

from ledger.claims.developments import ConsentsCounted, PartyAct
from ledger.claims.entities import Instrument
from ledger.claims.names import FOR_PAGES, NAMELESS, Names
from ledger.claims.vocabulary import ConsentAct
from ledger.edtf import Tristate
from ledger.projections.treaties.instruments import InstrumentState, instrument_state
from ledger.projections.treaties.periods import Position
from ledger.projections.treaties.why_not import of_stage
from ledger.projections.weighing.citations import Citation, LostCitation, cite, cite_all, cite_lost
from ledger.projections.weighing.dates import NOBODY_SAYS, happened_by, span_of
from ledger.projections.weighing.parties.merged_parties import parties_described, parties_filed
from ledger.projections.weighing.parties.profiles import TakenAsOne, taken_as_one
from ledger.projections.weighing.spans import low

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.projections.treaties.participation import Participation
    from ledger.projections.treaties.periods import Period
    from ledger.projections.weighing.answer import DateAnswer, Lost
    from ledger.projections.weighing.standing_claims import Standing


@attrs.frozen(kw_only=True)
class Treaty:
    """One instrument with its parties, and what each had done, or may have, by ``valid_at``.

    ``count`` cites the bare count behind consents without a name; ``reservations`` the words
    of each party's; ``taken_as_one`` the parties that are filed under several ids. ``ahead``
    marks a ``valid_at`` that is yet to come; ``aside`` cites what is said of the parties' acts
    and counts for none of those shown: approvals at home, what is denied or only possible.
    ``names`` are for the page, and so is ``followed``: of an instrument that no partnership
    follows, nobody can be asked why.
    """

    instrument: Instrument
    valid_at: date
    state: InstrumentState
    count: Citation | None
    reservations: dict[str, tuple[Citation, ...]]
    taken_as_one: tuple[TakenAsOne, ...] = ()
    aside: tuple[LostCitation, ...] = ()
    ahead: bool = False
    names: Names = attrs.field(default=NAMELESS, eq=False, metadata=FOR_PAGES)
    followed: bool = attrs.field(default=True, eq=False, metadata=FOR_PAGES)


def treaty(standing: Standing, name: str, today: date | None = None) -> Treaty:
    """The treaty of that id, as of the clocks; ``today`` tells which days are yet to come."""
    facts = standing.facts
    whole = histories_by_then(instrument_state(standing, name), standing.clocks.valid_at)
    parties = [_by_then(standing, participation) for participation in whole.participation]
    state = attrs.evolve(
        whole,
        participation=tuple(party for party in parties if _acted(party)),
    )
    counts = [
        facts.claims[claim].claim
        for claim in state.consents.claims
        if isinstance(facts.claims[claim].claim.development, ConsentsCounted)
    ]
    return Treaty(
        instrument=facts.instruments[name],
        valid_at=standing.clocks.valid_at,
        state=state,
        count=cite(facts, counts[0]) if counts else None,
        reservations={
            party_record.party: cite_all(facts, standing_reservations)
            for party_record in state.participation
            if (standing_reservations := _reserved(party_record, standing.clocks.valid_at))
        },
        taken_as_one=taken_as_one(
            standing.filed,
            standing.as_one.identity,
            parties_described(standing.filed.instruments[name]).union(
                *(
                    parties_filed(standing.filed.claims[recorded_claim.claim.id].claim)
                    for recorded_claim in standing.on_instrument(name)
                )
            ),
        ),
        aside=cite_lost(facts, _aside(standing, name, state.participation)),
        ahead=today is not None and standing.clocks.valid_at > today,
        names=facts.names(),
        followed=bool(standing.followers(name)),
    )


def _reserved(participation: Participation, valid_at: date) -> tuple[str, ...]:
    """The claims of the reservations that are not withdrawn by a day."""
    over = {
        claim
        for period in participation.periods(Position.RESERVATION)
        if period.until is not None and happened_by(period.until, valid_at) is Tristate.YES
        for claim in period.began.claims
    }
    return tuple(claim for claim in participation.reservations if claim not in over)


def _aside(standing: Standing, name: str, parties: Sequence[Participation]) -> tuple[Lost, ...]:
    """The parties' acts that are told of by ``valid_at``, and that no column has."""
    shown = {claim for party in parties for claim in _behind(party)}
    claims = [
        recorded_claim
        for recorded_claim in standing.on_instrument(name)
        if isinstance(recorded_claim.claim.development, PartyAct)
        and recorded_claim.claim.id not in shown
        and _made(standing, recorded_claim.claim.id)
    ]
    return of_stage(standing, claims, sides=False)


def _behind(participation: Participation) -> set[str]:
    """The claims that were weighed for the acts that the page shows."""
    answers = (
        participation.signature,
        participation.consent,
        participation.withdrawn,
        participation.denounced,
    )
    weighed = {claim for when in answers for claim in when.claims}
    history = participation.history
    return weighed.union(
        participation.reservations,
        (lost.claim for when in answers for lost in when.lost),
        (claim for period in history for claim in (*period.claims, *period.lost)),
        (
            claim
            for period in history
            for pair in period.averted
            for when in pair
            for claim in (*when.claims, *(lost.claim for lost in when.lost))
        ),
    )


def _by_then(standing: Standing, participation: Participation) -> Participation:
    """A party's position without what it certainly did after ``valid_at`` alone."""
    consent = _unless_later(standing, participation.consent)
    return attrs.evolve(
        participation,
        signature=_unless_later(standing, participation.signature),
        approval=_unless_later(standing, participation.approval),
        home=tuple(
            step
            for step in participation.home
            if _unless_later(standing, step.when).span is not None
        ),
        ratified=_unless_later(standing, participation.ratified),
        consent=consent,
        act=ConsentAct.UNKNOWN if consent.span is None else participation.act,
        withdrawn=_unless_later(standing, participation.withdrawn),
        denounced=_unless_later(standing, participation.denounced),
        reservations=tuple(claim for claim in participation.reservations if _made(standing, claim)),
    )


def histories_by_then(state: InstrumentState, valid_at: date) -> InstrumentState:
    """An instrument whose histories, its own and its parties', end with a day."""
    parties = (
        attrs.evolve(party, history=tuple(_periods_by_then(party.history, valid_at)))
        for party in state.participation
    )
    own = tuple(_periods_by_then(state.history, valid_at))
    return attrs.evolve(state, history=own, participation=tuple(parties))


def _periods_by_then(history: Sequence[Period], valid_at: date) -> Iterator[Period]:
    """The periods that may have begun by a day, without an end that certainly came later."""
    for period in history:
        ahead = period.until is not None and low(period.until) > valid_at
        if low(period.since) <= valid_at and not (ahead and period.began.span is None):
            averted = tuple(
                (end, back)
                for end, back in period.averted
                if back.span is not None and low(back.span) <= valid_at
            )
            begun = attrs.evolve(period, averted=averted)
            yield attrs.evolve(begun, until=None, ending=None, ends={}) if ahead else begun


def _unless_later(standing: Standing, when: DateAnswer) -> DateAnswer:
    valid_at = standing.clocks.valid_at
    later = when.span is not None and happened_by(when.span, valid_at) is Tristate.NO
    return NOBODY_SAYS if later else when


def _made(standing: Standing, name: str) -> bool:
    """Whether what is told of may have been made by ``valid_at``."""
    claim = standing.facts.claims[name].claim
    span = span_of(claim, standing.published(claim.evidence.document))
    return happened_by(span, standing.clocks.valid_at) is not Tristate.NO


def _acted(participation: Participation) -> bool:
    acts = (
        participation.signature,
        participation.approval,
        participation.ratified,
        participation.consent,
        participation.withdrawn,
        participation.denounced,
    )
    history = participation.reservations or participation.history
    return any(when.span is not None for when in acts) or bool(history)
