"""How long an instrument runs, and how it stands to others.

Takes the standing claims of one instrument; gives ``Term`` and ``Related`` values. That a term is
over ends nothing by itself: a source must say so, or that it was not renewed.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from ledger.claims.developments import (
    InstrumentExpired,
    InstrumentRenewed,
    InstrumentsRelated,
    TermStated,
)
from ledger.claims.vocabulary import Modality, Relation, Renewal
from ledger.edtf import Edtf, Tristate
from ledger.projections.weighing.ballots import ballot
from ledger.projections.weighing.dates import happened_by, span_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ledger.claims.claim import Claim
    from ledger.facts.facts import RecordedClaim
    from ledger.projections.weighing.standing_claims import Standing


class TermState(StrEnum):
    """Where the term of an instrument is."""

    RUNNING = "running"
    OVER = "over"
    EXPIRED = "expired"


@attrs.frozen(kw_only=True)
class Term:
    """The term of an instrument as of the clocks.

    ``until`` is the day that the last renewal gives, else the term first stated; ``over`` says
    that this day is past and no source tells what became of it. ``renewed`` counts renewals.
    """

    state: TermState
    until: Edtf | None
    renewal: Renewal | None
    renewed: int
    claims: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Related:
    """How an instrument stands to another; ``inverse`` where it is the other one's relation."""

    relation: Relation
    other: str
    inverse: bool
    claims: tuple[str, ...]


def term(standing: Standing, claims: Sequence[RecordedClaim], valid_at: date) -> Term | None:
    """The term of an instrument; None where no source speaks of one by ``valid_at``."""
    made = [claim for claim in _by_weight(standing, claims) if _made(standing, claim.claim)]
    stated = [claim for claim in made if isinstance(claim.claim.development, TermStated)]
    renewals = [claim for claim in made if isinstance(claim.claim.development, InstrumentRenewed)]
    since = max((_last(standing, claim) for claim in renewals), default=0)
    expired = [
        claim
        for claim in made
        if isinstance(claim.claim.development, InstrumentExpired)
        and since <= _last(standing, claim)
    ]
    spoken = [*renewals, *stated]
    if not spoken and not expired:
        return None
    dated = [until for claim in spoken if (until := _until(claim)) is not None]
    latest = [claim for claim in spoken if _until(claim) is not None][:1]
    until = dated[0] if dated else None
    renewal = next((how for claim in stated if (how := _renewal(claim)) is not None), None)
    over = until is not None and until.latest is not None and until.latest < valid_at
    state = TermState.OVER if over and renewal is not Renewal.AUTOMATIC else TermState.RUNNING
    proof = expired or [*latest, *(claim for claim in spoken if claim not in latest)]
    return Term(
        state=TermState.EXPIRED if expired else state,
        until=until,
        renewal=renewal,
        renewed=len({_day(claim) for claim in renewals}),
        claims=tuple(claim.claim.id for claim in proof),
    )


def related(standing: Standing, name: str) -> tuple[Related, ...]:
    """The relations of an instrument to others, its own first, each with the claims that say so."""
    relations: dict[tuple[bool, Relation, str], list[str]] = {}
    for recorded_claim in standing.relations:
        claim = recorded_claim.claim
        relation = claim.development
        assert isinstance(relation, InstrumentsRelated)  # noqa: S101 - as its name says
        if not _made(standing, claim):
            continue
        if relation.instrument == name:
            for other in relation.to:
                relations.setdefault((False, relation.relation, other), []).append(claim.id)
        elif name in relation.to:
            key = (True, relation.relation, str(relation.instrument))
            relations.setdefault(key, []).append(claim.id)
    return tuple(
        Related(relation=relation, other=other, inverse=inverse, claims=tuple(ids))
        for (inverse, relation, other), ids in sorted(relations.items())
    )


def _by_weight(standing: Standing, claims: Sequence[RecordedClaim]) -> list[RecordedClaim]:
    """Claims of a term that was set or kept or ran out, those of the latest day first."""
    of_terms = [
        claim
        for claim in claims
        if isinstance(claim.claim.development, TermStated | InstrumentRenewed | InstrumentExpired)
    ]
    return sorted(of_terms, key=lambda claim: (-_last(standing, claim), _weight(standing, claim)))


def _last(standing: Standing, claim: RecordedClaim) -> int:
    return ballot(standing, claim, 0).latest.toordinal()


def _weight(standing: Standing, claim: RecordedClaim) -> tuple[object, ...]:
    return ballot(standing, claim, 0).weight


def _made(standing: Standing, claim: Claim) -> bool:
    span = span_of(claim, standing.published(claim.evidence.document))
    done = claim.modality is Modality.ACTUAL
    return done and happened_by(span, standing.clocks.valid_at) is Tristate.YES


def _until(claim: RecordedClaim) -> Edtf | None:
    until: Edtf | None = getattr(claim.claim.development, "until", None)
    return until


def _renewal(claim: RecordedClaim) -> Renewal | None:
    renewal: Renewal | None = getattr(claim.claim.development, "renewal", None)
    return renewal


def _day(claim: RecordedClaim) -> str:
    occurred = claim.claim.occurred
    return claim.claim.id if occurred is None else occurred.edtf.text
