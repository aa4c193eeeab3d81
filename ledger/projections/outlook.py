"""What is expected, intended or conditional, and whether it came.

Takes the standing claims; gives ``Prospect`` values. An expectation past its date without an
outcome is ``overdue``; one that an actual claim fulfils is ``met``.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

import attrs

from ledger.claims.developments import Development
from ledger.claims.subjects import hurdle_of, instrument_of, parties_of
from ledger.claims.vocabulary import Modality
from ledger.edtf import Edtf
from ledger.projections.citations import Citation, cite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.claims.claim import Claim
    from ledger.projections.facts import RecordedClaim
    from ledger.projections.standing import Standing

FORESEEN = frozenset({Modality.EXPECTED, Modality.INTENDED, Modality.CONDITIONAL})


_Matter: TypeAlias = "tuple[str, str | None, str | None]"
"""What a claim is about: its kind, its instrument, its hurdle."""


class Outcome(StrEnum):
    """What became of something foreseen."""

    OPEN = "open"
    MET = "met"
    OVERDUE = "overdue"


@attrs.frozen(kw_only=True)
class Prospect:
    """Something foreseen: when, how, and what became of it."""

    kind: str
    modality: Modality
    when: Edtf | None
    outcome: Outcome
    met_by: str | None
    development: Development
    citation: Citation


@attrs.frozen(kw_only=True)
class _Came:
    """A claim of something that came about: the day by which it had, and whom it names."""

    id: str
    day: date
    parties: frozenset[str]


def outlook(standing: Standing, claims: Sequence[RecordedClaim]) -> tuple[Prospect, ...]:
    """What is foreseen, the soonest first, what has no date last."""
    foreseen = [held.claim for held in claims if held.claim.modality in FORESEEN]
    actual: dict[_Matter, list[_Came]] = {}
    for held in claims:
        if held.claim.modality is Modality.ACTUAL:
            actual.setdefault(_matter(held.claim), []).append(_came(standing, held.claim))
    found = [_prospect(standing, claim, actual.get(_matter(claim), ())) for claim in foreseen]
    return tuple(sorted(found, key=_order))


def _matter(claim: Claim) -> _Matter:
    development = claim.development
    return development.kind, instrument_of(development), hurdle_of(development)


def _came(standing: Standing, claim: Claim) -> _Came:
    stated = claim.occurred.edtf.latest if claim.occurred else None
    day = stated or standing.published(claim.evidence.document)
    return _Came(id=claim.id, day=day, parties=parties_of(claim.development))


def _prospect(standing: Standing, claim: Claim, actual: Sequence[_Came]) -> Prospect:
    met = _met_by(standing, claim, actual)
    when = claim.occurred.edtf if claim.occurred else None
    late = when is not None and when.latest is not None and when.latest < standing.clocks.valid_at
    return Prospect(
        kind=claim.development.kind,
        modality=claim.modality,
        when=when,
        outcome=Outcome.MET if met else Outcome.OVERDUE if late else Outcome.OPEN,
        met_by=met,
        development=claim.development,
        citation=cite(standing.facts, claim),
    )


def _met_by(standing: Standing, foreseen: Claim, actual: Sequence[_Came]) -> str | None:
    """The claim of the same matter that reports what another foresaw: all parties, later."""
    first, last = standing.published(foreseen.evidence.document), standing.clocks.valid_at
    parties = parties_of(foreseen.development)
    came = (one.id for one in actual if first <= one.day <= last and one.parties >= parties)
    return next(came, None)


def _order(prospect: Prospect) -> tuple[bool, int, str]:
    latest = prospect.when.latest if prospect.when else None
    return latest is None, latest.toordinal() if latest else 0, prospect.citation.claim
