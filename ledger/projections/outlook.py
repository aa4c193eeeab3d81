"""What is expected, intended or conditional, and whether it came.

Takes the standing claims; gives ``Prospect`` values. An expectation past its date without an
outcome is ``overdue``; one that an actual claim fulfils is ``met``, or ``met-late`` where every
such claim puts it behind the time foreseen; one that its own source took back, or denied later,
is ``withdrawn``, and so is a denunciation that its party took back before its day.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

import attrs

from ledger.claims.claim import Claim
from ledger.claims.developments import (
    ConsentWithdrawn,
    Denounced,
    DenunciationWithdrawn,
    Development,
    EnteredIntoForce,
    ExpectationDevelopment,
    Postponed,
)
from ledger.claims.subjects import hurdle_of, instrument_of, parties_of
from ledger.claims.vocabulary import Modality
from ledger.edtf import Edtf, Tristate
from ledger.projections.fulfilment import NEVER, Report, ReportQuery, first_reports
from ledger.projections.weighing.citations import Citation, cite
from ledger.projections.weighing.standing_claims import Fall

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledger.facts.facts import RecordedClaim
    from ledger.projections.treaties.in_force import InForce
    from ledger.projections.treaties.instruments import InstrumentState
    from ledger.projections.weighing.standing_claims import Standing

_TAKEN_BACK = frozenset({Fall.RETRACTED, Fall.DOCUMENT_RETRACTED, Fall.ROOT_RETRACTED})
_Matter: TypeAlias = "tuple[str, str | None, str | None]"
_Source: TypeAlias = "tuple[str, str]"

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
    claim by which its own source denied it or its party took it back; ``closed_by`` the claim
    that it was missed or put off, and ``postponed_to`` until when.
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
    foreseen = [claim.claim for claim in claims if claim.claim.modality in FORESEEN]
    taken_back = [claim.claim for claim in gone if _taken_back(standing, claim.claim)]
    averted = _averted(instruments)
    not_averted = [claim.claim for claim in claims if claim.claim.id not in averted]
    fates = _fates(standing, [*foreseen, *taken_back], not_averted)
    closers = _closers(standing, claims)
    prospects = [
        _closed(
            standing,
            _computed(_prospect(standing, claim, fates, None), in_force),
            closers.get(claim.id, ()),
        )
        for claim in foreseen
    ]
    prospects += [
        _prospect(standing, claim, fates, standing.fallen[claim.id].act) for claim in taken_back
    ]
    return tuple(sorted(prospects, key=_order))


def _taken_back(standing: Standing, claim: Claim) -> bool:
    """Whether something was foreseen, and its source took that back."""
    return claim.modality in FORESEEN and standing.fallen[claim.id].reason in _TAKEN_BACK


def _matter(claim: Claim) -> _Matter:
    """What kind of thing a claim speaks of, and of which subject."""
    development = claim.development
    return development.kind, instrument_of(development), hurdle_of(development)


def _averted(instruments: Sequence[InstrumentState]) -> frozenset[str]:
    """The claims of ends that were taken back before their day: they never came."""
    return frozenset(
        claim
        for state in instruments
        for participation in state.participation
        for period in participation.history
        for end, _ in period.averted
        for claim in (*end.claims, *(loser.claim for loser in end.lost))
    )


@attrs.frozen
class _Fates:
    """By the claim that foresaw something: the claim that it came, and the one that denied it."""

    came: dict[str, Claim]
    denied: dict[str, str]


def _fates(standing: Standing, foreseen: Sequence[Claim], claims: Sequence[Claim]) -> _Fates:
    """What became of all that was foreseen, by the claims that stand, which come by id.

    It came where a claim of the same matter, of its day or later and by ``valid_at``, reports it
    and names all its parties: the first one by id, of those that do not put it behind its time if
    there is one. It was denied where its own source denied it, no earlier than it foresaw it.
    """
    matters: dict[_Matter, list[ReportQuery]] = {}
    sources: dict[tuple[_Matter, _Source], list[ReportQuery]] = {}
    for claim in foreseen:
        when = claim.when.latest if claim.when else None
        want = ReportQuery(
            claim.id,
            standing.published(claim.evidence.document).toordinal(),
            parties_of(claim.development),
            None if when is None else when.toordinal(),
        )
        matters.setdefault(_matter(claim), []).append(want)
        source = _matter(claim), _source(standing, claim)
        sources.setdefault(source, []).append(attrs.evolve(want, latest=None))
    came: dict[_Matter, list[Report]] = {}
    denied: dict[tuple[_Matter, _Source], list[Report]] = {}
    last = standing.clocks.valid_at.toordinal()
    for claim in claims:
        matter = _matter(claim)
        if matter not in matters:
            continue
        if claim.modality is Modality.ACTUAL:
            day = _day(standing, claim)
            if day <= last:
                came.setdefault(matter, []).append(_report(claim, day))
        elif claim.modality is Modality.DENIED:
            day = standing.published(claim.evidence.document).toordinal()
            source = matter, _source(standing, claim)
            denied.setdefault(source, []).append(_report(claim, day))
    by_id: dict[str, Claim] = {claim.id: claim for claim in claims}
    firsts = [first_reports(wants, came.get(matter, ())) for matter, wants in matters.items()]
    denials = [first_reports(wants, denied.get(source, ())) for source, wants in sources.items()]
    return _Fates(
        came={name: by_id[first] for some in firsts for name, first in some.items()},
        denied={
            **_given_up(standing, foreseen, claims),
            **{name: denial for some in denials for name, denial in some.items()},
        },
    )


def _given_up(
    standing: Standing, foreseen: Sequence[Claim], claims: Sequence[Claim]
) -> dict[str, str]:
    """By a denunciation that was foreseen: the claim that its party took it back before its day."""
    returns: dict[tuple[str, str], list[tuple[int, str]]] = {}
    last = standing.clocks.valid_at.toordinal()
    for claim in claims:
        development = claim.development
        actual = claim.modality is Modality.ACTUAL
        if actual and isinstance(development, DenunciationWithdrawn):
            day = _day(standing, claim)
            if day <= last:
                key = development.instrument, development.party
                returns.setdefault(key, []).append((day, claim.id))
    given_up: dict[str, str] = {}
    for claim in foreseen if returns else ():
        development = claim.development
        if isinstance(development, ConsentWithdrawn | Denounced):
            first = standing.published(claim.evidence.document).toordinal()
            until = claim.when.latest if claim.when else None
            days = sorted(returns.get((development.instrument, development.party), ()))
            for day, name in days:
                if first <= day and (until is None or day < until.toordinal()):
                    given_up.setdefault(claim.id, name)
    return given_up


def _report(claim: Claim, day: int) -> Report:
    earliest = claim.when.earliest if claim.when else None
    parties = parties_of(claim.development)
    return Report(claim.id, day, parties, NEVER if earliest is None else earliest.toordinal())


def _source(standing: Standing, claim: Claim) -> _Source:
    """Who denies what he foresaw: the asserter, or the publisher where neither claim names one."""
    if claim.asserted_by:
        return "asserter", claim.asserted_by
    return "publisher", standing.facts.documents[claim.evidence.document].document.publisher


def _prospect(standing: Standing, claim: Claim, fates: _Fates, retraction: str | None) -> Prospect:
    when = claim.when
    met = fates.came.get(claim.id)
    withdrawn = None if met else retraction or fates.denied.get(claim.id)
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


def _behind(claim: Claim, foreseen: Edtf | None) -> bool:
    """Whether a claim puts what was foreseen surely later than it was foreseen for."""
    if foreseen is None or foreseen.latest is None or claim.occurred is None:
        return False
    earliest = claim.occurred.edtf.earliest
    return earliest is not None and earliest > foreseen.latest


def _day(standing: Standing, claim: Claim) -> int:
    stated = claim.when.latest if claim.when else None
    return (stated or standing.published(claim.evidence.document)).toordinal()


def _order(prospect: Prospect) -> tuple[bool, int, str]:
    latest = prospect.when.latest if prospect.when else None
    return latest is None, latest.toordinal() if latest else 0, prospect.citation.claim
