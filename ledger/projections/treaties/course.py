"""The life of an instrument as a whole: in force, applied before that, suspended, at its end.

Takes the standing claims of one instrument; gives ``Milestone`` values and periods. What was
suspended can be resumed, and suspended again; a term that ran out can be renewed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from ledger.claims.developments import (
    Development,
    EnteredIntoForce,
    InstrumentExpired,
    InstrumentRenewed,
    InstrumentResumed,
    InstrumentSuspended,
    InstrumentTerminated,
    ProvisionalApplicationEnded,
    ProvisionallyApplied,
)
from ledger.claims.vocabulary import Modality, Stage
from ledger.edtf import Tristate
from ledger.facts.facts import RecordedClaim
from ledger.projections.treaties.periods import Period, Position, current, periods
from ledger.projections.weighing.answer import DateAnswer, Span
from ledger.projections.weighing.ballots import ballot
from ledger.projections.weighing.dates import happened_by, span_of
from ledger.projections.weighing.standing_claims import Standing

if TYPE_CHECKING:
    from ledger.projections.weighing.ballot import Ballot


@attrs.frozen(kw_only=True)
class Milestone:
    """A stage that the instrument as a whole reached, and when."""

    stage: Stage
    when: DateAnswer


@attrs.frozen(kw_only=True)
class Course:
    """What is told of the instrument as a whole."""

    standing: Standing = attrs.field(repr=False)
    claims: Sequence[RecordedClaim] = attrs.field(repr=False)

    def ballots(self, *kinds: type[Development]) -> list[Ballot[Span]]:
        """The accounts of some kinds of act, each over the days on which it may have been."""
        return [
            ballot(
                self.standing,
                claim,
                span_of(claim.claim, self.standing.published(claim.claim.evidence.document)),
            )
            for claim in self.claims
            if isinstance(claim.claim.development, kinds)
            and claim.claim.modality is Modality.ACTUAL
        ]

    @property
    def _interrupted(self) -> bool:
        """Whether anything is told of a suspension or an end."""
        return any(
            isinstance(
                claim.claim.development,
                InstrumentSuspended | InstrumentTerminated | InstrumentExpired,
            )
            for claim in self.claims
        )

    def suspensions(self) -> tuple[Period, ...]:
        """The periods of suspension; what enters into force again is suspended no more."""
        if not self.ballots(InstrumentSuspended, InstrumentResumed):
            return ()
        return periods(
            Position.SUSPENSION,
            self.ballots(InstrumentSuspended),
            self.ballots(InstrumentResumed),
            closing=self.ballots(EnteredIntoForce),
        )

    def course(self) -> list[Milestone]:
        """Once it was suspended or ended: its entry into force, and what of that is not over.

        What takes effect again after a suspension or an end entered into force before it.
        """
        if not self._interrupted:
            return []
        valid_at = self.standing.clocks.valid_at
        entered = self.ballots(EnteredIntoForce)
        ends = self.ballots(InstrumentSuspended, InstrumentTerminated, InstrumentExpired)
        again = self.ballots(InstrumentResumed)
        forces = periods(Position.CONSENT, entered, ends, returns=again)
        terminated = periods(
            Position.CONSENT,
            self.ballots(InstrumentTerminated, InstrumentExpired),
            again,
            closing=[*entered, *self.ballots(InstrumentRenewed)],
        )
        milestones = []
        first = next((force for force in forces if force.began.span is not None), None)
        if first is not None and entered:
            milestones.append(Milestone(stage=Stage.IN_FORCE, when=first.began))
        for stage, stretches in (
            (Stage.SUSPENDED, self.suspensions()),
            (Stage.TERMINATED, terminated),
        ):
            last = current(stretches, valid_at)
            if last is not None and last.began.span is not None:
                over = last.until is not None and happened_by(last.until, valid_at) is Tristate.YES
                if not over:
                    milestones.append(Milestone(stage=stage, when=last.began))
        return milestones

    def enters_again(self) -> bool:
        """Whether every entry into force that is told of came after a suspension or an end."""
        if not self._interrupted:
            return False
        forces = periods(
            Position.CONSENT,
            self.ballots(EnteredIntoForce),
            self.ballots(InstrumentSuspended, InstrumentTerminated, InstrumentExpired),
            returns=self.ballots(InstrumentResumed),
        )
        return bool(forces) and forces[0].began.span is None

    def decided(self) -> set[Stage]:
        """The stages that its course alone gives, or takes away: a suspension and an end."""
        acts = {
            Stage.SUSPENDED: self.ballots(InstrumentSuspended),
            Stage.TERMINATED: self.ballots(InstrumentTerminated, InstrumentExpired),
        }
        return {stage for stage, ballots in acts.items() if ballots}

    def history(self) -> tuple[Period, ...]:
        """Every period of provisional application and of suspension, for all parties."""
        whole = [cast for cast in self.ballots(ProvisionallyApplied) if not _by(cast)]
        ended = [cast for cast in self.ballots(ProvisionalApplicationEnded) if not _by(cast)]
        return (*provisional(whole, ended), *self.suspensions())


def provisional(
    applied: Sequence[Ballot[Span]], ended: Sequence[Ballot[Span]]
) -> tuple[Period, ...]:
    """The periods of provisional application, part by part; the whole first, without a name.

    What ends without naming a part ends the whole and every part.
    """
    parts = sorted({_part(cast) for cast in (*applied, *ended)})
    return tuple(period for part in parts for period in _of_part(part, applied, ended))


def _of_part(
    part: str, applied: Sequence[Ballot[Span]], ended: Sequence[Ballot[Span]]
) -> tuple[Period, ...]:
    own = [cast for cast in applied if _part(cast) == part]
    ends = [cast for cast in ended if _part(cast) in {part, ""}]
    untils = [until for cast in own if (until := until_stated(cast)) is not None]
    if part and not own:
        return ()
    return periods(Position.PROVISIONAL_APPLICATION, own, [*ends, *untils], act=lambda _: part)


def _part(cast: Ballot[Span]) -> str:
    """The part of an instrument that is applied; no name: the whole."""
    return getattr(cast.claim.development, "part", None) or ""


def until_stated(cast: Ballot[Span]) -> Ballot[Span] | None:
    """The end of a provisional application that its own claim states."""
    until = getattr(cast.claim.development, "until", None)
    if until is None:
        return None
    return attrs.evolve(cast, value=Span(earliest=until.not_before, latest=until.not_after))


def _by(cast: Ballot[Span]) -> tuple[str, ...]:
    """The parties for which an instrument is applied, or no more, if not for all."""
    return getattr(cast.claim.development, "by", ())
