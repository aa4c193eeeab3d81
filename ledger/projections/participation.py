"""Where each party stands toward an instrument: a pair, (signature, consent), with dates.

Takes the standing claims of one instrument; gives ``Participation`` for every party that some
claim names. A domestic approval is kept apart: it is no international act.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ledger.claims.developments import (
    ConsentDeposited,
    ConsentWithdrawn,
    Denounced,
    Development,
    DomesticallyApproved,
    PartyAct,
    PartyNotified,
    ReservationMade,
    Signed,
)
from ledger.claims.vocabulary import ConsentAct, Modality, SignatureForm
from ledger.edtf import Tristate
from ledger.projections.answer import DateAnswer, Span
from ledger.projections.ballots import Ballot, ballot
from ledger.projections.dates import happened_by, resolve_date, span_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ledger.projections.facts import RecordedClaim
    from ledger.projections.standing import Standing


@attrs.frozen(kw_only=True)
class Participation:
    """One party's acts toward one instrument, each with the days it may have happened on."""

    party: str
    signature: DateAnswer
    approval: DateAnswer
    consent: DateAnswer
    act: ConsentAct
    withdrawn: DateAnswer
    denounced: DateAnswer
    reservations: tuple[str, ...]

    def given(self, day: date) -> bool:
        """Whether the party's consent may have been given by the end of a day."""
        span = self.consent.span
        return span is not None and happened_by(span, day) is not Tristate.NO

    def consented(self, day: date) -> Tristate:
        """Whether the party's consent stood at the end of a day."""
        return _stands(self.consent, (self.withdrawn, self.denounced), day)


def _stands(given: DateAnswer, taken: tuple[DateAnswer, ...], day: date) -> Tristate:
    if given.span is None:
        return Tristate.NO
    gone = [happened_by(one.span, day) for one in taken if one.span is not None]
    if Tristate.YES in gone:
        return Tristate.NO
    came = happened_by(given.span, day)
    return Tristate.MAYBE if came is Tristate.YES and Tristate.MAYBE in gone else came


def participation(standing: Standing, claims: Sequence[RecordedClaim]) -> tuple[Participation, ...]:
    """Every party's position, ordered by the party's id."""
    by_party: dict[str, list[RecordedClaim]] = {}
    for held in claims:
        development = held.claim.development
        if isinstance(development, PartyAct) and held.claim.modality is Modality.ACTUAL:
            by_party.setdefault(development.party, []).append(held)
    return tuple(_one(standing, party, by_party[party]) for party in sorted(by_party))


def _one(standing: Standing, party: str, acts: list[RecordedClaim]) -> Participation:
    def when(*kinds: type[Development]) -> DateAnswer:
        return resolve_date(_ballots(standing, acts, kinds))

    binding = [
        held
        for held in acts
        if not isinstance(held.claim.development, Signed)
        or held.claim.development.form is SignatureForm.DEFINITIVE
    ]
    consent = resolve_date(_ballots(standing, binding, (ConsentDeposited, PartyNotified, Signed)))
    return Participation(
        party=party,
        signature=when(Signed),
        approval=when(DomesticallyApproved),
        consent=consent,
        act=_act(consent, acts),
        withdrawn=when(ConsentWithdrawn),
        denounced=when(Denounced),
        reservations=tuple(
            held.claim.id for held in acts if isinstance(held.claim.development, ReservationMade)
        ),
    )


def _ballots(
    standing: Standing, acts: list[RecordedClaim], kinds: tuple[type[Development], ...]
) -> list[Ballot[Span]]:
    return [
        ballot(
            standing,
            held,
            span_of(held.claim, standing.published(held.claim.evidence.document)),
        )
        for held in acts
        if isinstance(held.claim.development, kinds)
    ]


def _act(consent: DateAnswer, acts: list[RecordedClaim]) -> ConsentAct:
    """The act of the weightiest claim that names one."""
    named = {str(held.claim.id): _named_act(held.claim.development) for held in acts}
    known = [named[one] for one in consent.claims if named[one] is not ConsentAct.UNKNOWN]
    return known[0] if known else ConsentAct.UNKNOWN


def _named_act(development: Development) -> ConsentAct:
    match development:
        case ConsentDeposited(act=act):
            return act
        case PartyNotified():
            return ConsentAct.NOTIFICATION
        case Signed():
            return ConsentAct.DEFINITIVE_SIGNATURE
    return ConsentAct.UNKNOWN
