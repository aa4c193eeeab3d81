"""What is expected, intended or conditional, and whether it came.

Takes the standing claims; gives ``Prospect`` values. An expectation past its date without an
outcome is ``overdue``; one that an actual claim fulfils is ``met``, or ``met-late`` where every
such claim puts it behind the time foreseen; one that its own source took back, or denied later,
is ``withdrawn``.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

import attrs

from ledger.claims.developments import (
    Development,
    EnteredIntoForce,
    ExpectationDevelopment,
    Postponed,
)
from ledger.claims.subjects import hurdle_of, instrument_of, parties_of
from ledger.claims.vocabulary import Modality
from ledger.edtf import Edtf, Tristate
from ledger.projections.weighing.citations import Citation, cite
from ledger.projections.weighing.standing import Fall

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledger.claims.claim import Claim
    from ledger.facts.facts import RecordedClaim
    from ledger.projections.treaties.in_force import InForce
    from ledger.projections.treaties.instruments import InstrumentState
    from ledger.projections.weighing.standing import Standing

_TAKEN_BACK = frozenset({Fall.RETRACTED, Fall.DOCUMENT_RETRACTED, Fall.ROOT_RETRACTED})
_Matter: TypeAlias = "tuple[str, str | None, str | None]"

FORESEEN = frozenset({Modality.EXPECTED, Modality.INTENDED, Modality.CONDITIONAL})


class ProspectOutcome(StrEnum):
    """What became of something foreseen."""

    OPEN = "open"
    MET = "met"
    MET_LATE = "met-late"
    OVERDUE = "overdue"
    MISSED = "missed"
    POSTPONED = "postponed"
    WITHDRAWN = "withdrawn"


@attrs.frozen(kw_only=True)
class Prospect:
    """Something foreseen: when, how, and what became of it.

    ``met_by`` is the claim that reports it as done; ``withdrawn_by`` the retraction, or the
    claim by which its own source denied it; ``closed_by`` the claim that it was missed or put
    off, and ``postponed_to`` until when.
    """

    kind: str
    modality: Modality
    when: Edtf | None
    outcome: ProspectOutcome
    met_by: str | None
    withdrawn_by: str | None
    development: Development
    citation: Citation
    closed_by: str | None = None
    postponed_to: Edtf | None = None

    @property
    def due(self) -> Edtf | None:
        """When it is to come: as foreseen, or as put off to."""
        return self.postponed_to or self.when


def outlook(
    standing: Standing,
    claims: Sequence[RecordedClaim],
    gone: Sequence[RecordedClaim] = (),
    instruments: Sequence[InstrumentState] = (),
) -> tuple[Prospect, ...]:
    """What is foreseen, the soonest first, what has no date last.

    ``gone`` are claims that do not stand: an expectation that its source took back is shown as
    withdrawn. ``instruments`` may be in force by their rules, though no source says so.
    """
    in_force = {state.id: state.in_force for state in instruments}
    matters: dict[_Matter, list[Claim]] = {}
    for claim in claims:
        matters.setdefault(_matter(claim.claim), []).append(claim.claim)
    closers = _closers(standing, claims)
    prospects = [
        _closed(
            standing,
            _computed(
                _prospect(standing, candidate.claim, matters[_matter(candidate.claim)], None),
                in_force,
            ),
            closers.get(candidate.claim.id, ()),
        )
        for candidate in claims
        if candidate.claim.modality in FORESEEN
    ]
    for recorded_claim in gone:
        fallen = standing.fallen[recorded_claim.claim.id]
        if recorded_claim.claim.modality in FORESEEN and fallen.reason in _TAKEN_BACK:
            same_matter = matters.get(_matter(recorded_claim.claim), [])
            prospects.append(_prospect(standing, recorded_claim.claim, same_matter, fallen.act))
    return tuple(sorted(prospects, key=_order))


def _matter(claim: Claim) -> _Matter:
    """What kind of thing a claim speaks of, and of which subject."""
    development = claim.development
    return development.kind, instrument_of(development), hurdle_of(development)


def _prospect(
    standing: Standing, claim: Claim, claims: Sequence[Claim], retraction: str | None
) -> Prospect:
    when = claim.occurred.edtf if claim.occurred else None
    fulfilled = sorted(
        _met(standing, claim, claims), key=lambda fulfilment: _behind(fulfilment, when)
    )
    met = fulfilled[0] if fulfilled else None
    withdrawn = None if met else retraction or _denied(standing, claim, claims)
    if met:
        outcome = ProspectOutcome.MET_LATE if _behind(met, when) else ProspectOutcome.MET
    elif withdrawn:
        outcome = ProspectOutcome.WITHDRAWN
    else:
        over = when is not None and when.latest and when.latest < standing.clocks.valid_at
        outcome = ProspectOutcome.OVERDUE if over else ProspectOutcome.OPEN
    return Prospect(
        kind=claim.development.kind,
        modality=claim.modality,
        when=when,
        outcome=outcome,
        met_by=met.id if met else None,
        withdrawn_by=withdrawn,
        development=claim.development,
        citation=cite(standing.facts, claim),
    )


def _closers(standing: Standing, claims: Sequence[RecordedClaim]) -> dict[str, list[Claim]]:
    """By the claim that foresaw something: what says by ``valid_at`` that it was missed or put off.

    The latest last; of one day, by id.
    """
    last = standing.clocks.valid_at.toordinal()
    by_claim: dict[str, list[Claim]] = {}
    for recorded_claim in claims:
        claim = recorded_claim.claim
        development = claim.development
        actual = claim.modality is Modality.ACTUAL and _day(standing, claim) <= last
        if isinstance(development, ExpectationDevelopment) and actual:
            by_claim.setdefault(development.expectation, []).append(claim)
    for closing in by_claim.values():
        closing.sort(key=lambda claim: (_day(standing, claim), claim.id))
    return by_claim


def _closed(standing: Standing, prospect: Prospect, closing: Sequence[Claim]) -> Prospect:
    """The prospect as what was said of it last leaves it; what came, or was taken back, stays."""
    if not closing or prospect.outcome not in {ProspectOutcome.OPEN, ProspectOutcome.OVERDUE}:
        return prospect
    last = closing[-1]
    if isinstance(last.development, Postponed):
        until = last.development.until
        latest = None if until is None else until.latest
        over = latest is not None and latest < standing.clocks.valid_at
        outcome = ProspectOutcome.OVERDUE if over else ProspectOutcome.POSTPONED
        return attrs.evolve(prospect, outcome=outcome, closed_by=last.id, postponed_to=until)
    return attrs.evolve(prospect, outcome=ProspectOutcome.MISSED, closed_by=last.id)


def _computed(prospect: Prospect, in_force: Mapping[str, InForce]) -> Prospect:
    """A prospect of entry into force, met where the instrument's own rule says that it came."""
    force = in_force.get(instrument_of(prospect.development) or "")
    open_ = prospect.outcome in {ProspectOutcome.OPEN, ProspectOutcome.OVERDUE}
    if not open_ or not isinstance(prospect.development, EnteredIntoForce):
        return prospect
    if force is None or force.day is None or force.now is not Tristate.YES:
        return prospect
    foreseen = prospect.when.latest if prospect.when else None
    first = force.day.earliest
    late = foreseen is not None and first is not None and first > foreseen
    return attrs.evolve(
        prospect,
        outcome=ProspectOutcome.MET_LATE if late else ProspectOutcome.MET,
        met_by=force.claims[0] if force.claims else None,
    )


def _met(standing: Standing, foreseen: Claim, claims: Sequence[Claim]) -> list[Claim]:
    """The claims, by id, that report what was foreseen as done, by ``valid_at``."""
    first = standing.published(foreseen.evidence.document).toordinal()
    last = standing.clocks.valid_at.toordinal()
    named = parties_of(foreseen.development)
    return [
        claim
        for claim in claims
        if claim.modality is Modality.ACTUAL
        and first <= _day(standing, claim) <= last
        and _names_all(claim, named)
    ]


def _behind(claim: Claim, foreseen: Edtf | None) -> bool:
    """Whether a claim puts what was foreseen surely later than it was foreseen for."""
    if foreseen is None or foreseen.latest is None or claim.occurred is None:
        return False
    earliest = claim.occurred.edtf.earliest
    return earliest is not None and earliest > foreseen.latest


def _denied(standing: Standing, foreseen: Claim, claims: Sequence[Claim]) -> str | None:
    """The first claim by id by which its own source denies, no earlier, what it foresaw."""
    first = standing.published(foreseen.evidence.document)
    named = parties_of(foreseen.development)
    denied = (claim for claim in claims if claim.modality is Modality.DENIED)
    return next(
        (
            denial.id
            for denial in denied
            if _names_all(denial, named)
            and _same_source(standing, denial, foreseen)
            and standing.published(denial.evidence.document) >= first
        ),
        None,
    )


def _same_source(standing: Standing, claim: Claim, other: Claim) -> bool:
    """Whether two claims are one asserter's, or one publisher's where neither names another."""
    if claim.asserted_by or other.asserted_by:
        return claim.asserted_by == other.asserted_by
    documents = standing.facts.documents
    mine = documents[claim.evidence.document].document
    theirs = documents[other.evidence.document].document
    return mine.id == theirs.id or (
        mine.publisher is not None and mine.publisher == theirs.publisher
    )


def _names_all(claim: Claim, named: frozenset[str]) -> bool:
    """Whether a claim of the same matter names all parties of what another foresaw."""
    return not named or parties_of(claim.development) >= named


def _day(standing: Standing, claim: Claim) -> int:
    stated = claim.occurred.edtf.latest if claim.occurred else None
    return (stated or standing.published(claim.evidence.document)).toordinal()


def _order(prospect: Prospect) -> tuple[bool, int, str]:
    latest = prospect.when.latest if prospect.when else None
    return latest is None, latest.toordinal() if latest else 0, prospect.citation.claim
