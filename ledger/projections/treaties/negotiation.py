"""How far the negotiation of an instrument is: going on, stopped, or concluded.

Takes the standing claims of one instrument; gives ``Negotiation``. The last act decides; one
that is yet to come does not. A negotiation that stopped suspends nothing that was agreed.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from ledger.claims.developments import (
    Development,
    NegotiationConcluded,
    NegotiationOngoing,
    NegotiationOpened,
    NegotiationResumed,
    NegotiationRoundHeld,
    NegotiationSuspended,
)
from ledger.claims.vocabulary import Conclusion, Modality
from ledger.edtf import Tristate
from ledger.projections.weighing.answer import DateAnswer, Span
from ledger.projections.weighing.ballot import Ballot
from ledger.projections.weighing.ballots import ballot
from ledger.projections.weighing.dates import happened_by, intersect, resolve_date, span_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ledger.facts.facts import RecordedClaim
    from ledger.projections.weighing.standing_claims import Standing


class Talks(StrEnum):
    """Where a negotiation is."""

    UNDER_WAY = "under-way"
    SUSPENDED = "suspended"
    CONCLUDED = "concluded"


_TALKS: tuple[tuple[type[Development], Talks], ...] = (
    (NegotiationOpened, Talks.UNDER_WAY),
    (NegotiationRoundHeld, Talks.UNDER_WAY),
    (NegotiationOngoing, Talks.UNDER_WAY),
    (NegotiationResumed, Talks.UNDER_WAY),
    (NegotiationSuspended, Talks.SUSPENDED),
    (NegotiationConcluded, Talks.CONCLUDED),
)
_BEGINNINGS = (NegotiationOpened, NegotiationResumed)


@attrs.frozen(kw_only=True)
class Negotiation:
    """A negotiation as of the clocks. ``since`` is when it came to ``state`` (occurred clock).

    ``begun`` is when it began, or was last taken up again after a conclusion; ``conclusion`` what
    was agreed, where the source says so. ``claims`` are those behind the state.
    """

    state: Talks
    since: DateAnswer
    begun: DateAnswer | None
    conclusion: Conclusion | None
    claims: tuple[str, ...]


@attrs.frozen(kw_only=True)
class _Turn:
    """Acts in a row that leave the negotiation where it is."""

    state: Talks
    acts: list[Ballot[Span]]


def negotiation(
    standing: Standing, claims: Sequence[RecordedClaim], valid_at: date
) -> Negotiation | None:
    """The negotiation of one instrument; None where no source speaks of one by ``valid_at``."""
    turns: list[_Turn] = []
    for act in _acts(standing, claims, valid_at):
        if not turns or turns[-1].state is not _state(act):
            turns.append(_Turn(state=_state(act), acts=[]))
        turns[-1].acts.append(act)
    if not turns:
        return None
    last = turns[-1]
    since = _first(last.acts)
    conclusions = (act.claim.development for act in reversed(last.acts))
    named = (
        development.conclusion
        for development in conclusions
        if isinstance(development, NegotiationConcluded) and development.conclusion is not None
    )
    return Negotiation(
        state=last.state,
        since=since,
        begun=_begun(turns),
        conclusion=next(named, None),
        claims=since.claims,
    )


def _acts(
    standing: Standing, claims: Sequence[RecordedClaim], valid_at: date
) -> list[Ballot[Span]]:
    """What surely happened by a day, the latest last; of one day a conclusion last."""
    ballots = [
        ballot(
            standing,
            claim,
            span_of(claim.claim, standing.published(claim.claim.evidence.document)),
        )
        for claim in claims
        if isinstance(claim.claim.development, tuple(kind for kind, _ in _TALKS))
        and claim.claim.modality is Modality.ACTUAL
    ]
    done = [cast for cast in ballots if happened_by(cast.value, valid_at) is Tristate.YES]
    weightiest_last = sorted(done, key=lambda cast: cast.weight, reverse=True)
    return sorted(weightiest_last, key=lambda cast: (cast.latest, list(Talks).index(_state(cast))))


def _state(act: Ballot[Span]) -> Talks:
    return next(talks for kind, talks in _TALKS if isinstance(act.claim.development, kind))


def _first(acts: Sequence[Ballot[Span]]) -> DateAnswer:
    """When the first of acts in a row was, with all that may speak of the same."""
    same = [act for act in acts if intersect(act.value, acts[0].value) is not None]
    beginnings = [act for act in same if isinstance(act.claim.development, _BEGINNINGS)]
    return resolve_date(beginnings or same)


def _begun(turns: Sequence[_Turn]) -> DateAnswer | None:
    """When it began: of what came after the last conclusion, or of all if there was none."""
    concluded = [place for place, turn in enumerate(turns[:-1]) if turn.state is Talks.CONCLUDED]
    going_on = [
        act
        for turn in turns[(concluded[-1] + 1 if concluded else 0) :]
        if turn.state is Talks.UNDER_WAY
        for act in turn.acts
    ]
    return _first(going_on) if going_on else None
