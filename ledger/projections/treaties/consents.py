"""Counts of an instrument's consents, stage by stage, each against its own threshold.

Takes the standing claims of one instrument and its participation; gives ``Consents``. Stages
are never mixed, and members are not the threshold. A list of names beats a bare number.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs

from ledger.claims.developments import ConsentDeposited, ConsentsCounted, DomesticallyApproved
from ledger.claims.vocabulary import ConsentStage, Modality
from ledger.edtf import Tristate
from ledger.projections.weighing.answer import CountAnswer, DateAnswer, Lost, Reason, Rule, Status
from ledger.projections.weighing.ballots import Ballot, ballot
from ledger.projections.weighing.counts import resolve_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.claims.entry_into_force import EntryIntoForceRule
    from ledger.facts.facts import RecordedClaim
    from ledger.projections.treaties.participation import Participation
    from ledger.projections.weighing.standing import Standing

COUNTED = ConsentStage.DEPOSITED
"""The stage that a threshold counts."""


@attrs.frozen(kw_only=True)
class Consents:
    """How many have consented, of how many that are required.

    ``still_required`` is how many more it takes at least, where a rule asks for more than a number
    by that rule. ``named`` lists the parties known by name; ``unnamed`` is how many more are only
    counted. ``stage`` is what was counted; it is ``unknown`` where no source says.
    """

    stage: ConsentStage
    count: int | None
    highest: int | None
    required: int | None
    still_required: int | None
    as_of: date | None
    status: Status
    named: tuple[str, ...]
    unnamed: int
    claims: tuple[str, ...]
    answer: CountAnswer


def consents(
    standing: Standing,
    claims: Sequence[RecordedClaim],
    parties: Sequence[Participation],
    *,
    valid_at: date,
    rule: EntryIntoForceRule | None = None,
) -> Consents:
    """The consents that count toward entry into force, as of ``valid_at``.

    With a rule, it says how many are required, and whose do not count. A count whose stage no
    source names stands in where no deposit is on record.
    """
    organisations = rule.organisations if rule else ()
    parties = [party for party in parties if party.party not in organisations]
    stage = COUNTED
    ballots = _as_of(count_ballots(standing, claims, stage), valid_at)
    if not ballots and not any(participation.given(valid_at) for participation in parties):
        stage = ConsentStage.UNKNOWN
        ballots = _as_of(count_ballots(standing, claims, stage), valid_at)
    gone = [
        participation.withdrawn.span.latest
        for participation in parties
        if participation.withdrawn.span is not None
    ]
    bare = resolve_count(
        ballots, valid_at=valid_at, withdrawals=[day for day in gone if day is not None]
    )
    answer = _with_names(bare, parties, claims, valid_at)
    required = rule.required if rule and rule.required else threshold(ballots)
    named = tuple(
        participation.party
        for participation in parties
        if participation.consented(valid_at) is Tristate.YES
    )
    count = answer.lowest
    return Consents(
        stage=stage,
        count=count,
        highest=answer.highest,
        required=required,
        still_required=None if required is None or count is None else max(0, required - count),
        as_of=answer.as_of,
        status=answer.status,
        named=named,
        unnamed=(count or 0) - len(named),
        claims=answer.claims,
        answer=answer,
    )


def _as_of(ballots: Sequence[Ballot[int]], valid_at: date) -> list[Ballot[int]]:
    """The counts that may speak of a day by ``valid_at``; a later one says nothing of it."""
    return [cast for cast in ballots if cast.earliest <= valid_at]


def count_ballots(
    standing: Standing, claims: Sequence[RecordedClaim], stage: ConsentStage
) -> list[Ballot[int]]:
    """The counts of one stage, with the ordinals of acts that are numbered ("the sixth")."""
    ballots = []
    for claim in claims:
        if claim.claim.modality is not Modality.ACTUAL:
            continue
        value = _counted(claim, stage)
        if value is not None:
            ballots.append(ballot(standing, claim, value))
    return ballots


def _counted(claim: RecordedClaim, stage: ConsentStage) -> int | None:
    match claim.claim.development:
        case ConsentsCounted(stage=counted_stage, members=members, required=required) as counted:
            of_members = members is not None and required is None
            return counted.count if counted_stage is stage and not of_members else None
        case ConsentDeposited(ordinal=ordinal) if stage is ConsentStage.DEPOSITED:
            return ordinal
        case DomesticallyApproved(ordinal=ordinal) if stage is ConsentStage.APPROVED:
            return ordinal
    return None


def threshold(ballots: Sequence[Ballot[int]]) -> int | None:
    """How many are required, as the weightiest source says."""
    for cast in sorted(ballots, key=lambda cast: cast.weight):
        development = cast.claim.development
        if isinstance(development, ConsentsCounted) and development.required is not None:
            return development.required
    return None


def _with_names(
    bare: CountAnswer,
    parties: Sequence[Participation],
    claims: Sequence[RecordedClaim],
    valid_at: date,
) -> CountAnswer:
    """The count, moved by the deposits and withdrawals after it, and raised by more names."""
    certain = [party for party in parties if party.consented(valid_at) is Tristate.YES]
    maybe = [
        participation
        for participation in parties
        if participation.consented(valid_at) is Tristate.MAYBE
    ]
    if bare.lowest is None and not certain and not maybe:
        return bare
    counted_parties = _counted_by(bare, claims)
    later = [
        participation
        for participation in certain
        if participation.party not in counted_parties and _came_after(participation, bare)
    ]
    perhaps = [
        participation
        for participation in (*certain, *maybe)
        if participation.party not in counted_parties
        and participation not in later
        and _may_have_come_after(participation, bare)
    ]
    gone = _gone_since(bare, parties, valid_at)
    counted = (bare.lowest or 0) + len(later) - len(gone)
    value = max(counted, len(certain))
    most = max(bare.highest or 0, value, counted + len(perhaps), len(certain) + len(maybe))
    if value == bare.lowest and not later:
        return attrs.evolve(bare, highest=most)
    by_name = len(certain) >= counted
    added = [participation.consent for participation in (certain if by_name else later)]
    taken = [participation.withdrawn for participation in gone] if value == counted else []
    beside = bare.claims if by_name and not later else ()
    reason = Reason.HISTORY if taken else Reason.OUTNUMBERED
    fired = {
        Rule.NAMED_LIST: by_name,
        Rule.LATER_DEPOSITS: bool(later) and not by_name,
        Rule.WITHDRAWAL: bool(taken),
    }
    return attrs.evolve(
        _resting_on([*added, *taken], bare, by_name=by_name),
        lowest=value,
        highest=most,
        lost=(*bare.lost, *(Lost(claim=claim, reason=reason) for claim in beside)),
        rules=tuple(sorted({*bare.rules, *(rule for rule, did in fired.items() if did)})),
    )


def _resting_on(acts: Sequence[DateAnswer], bare: CountAnswer, *, by_name: bool) -> CountAnswer:
    """The answer with the acts as its proof, and next to them the count, unless names do alone."""
    names = tuple(act.winner for act in acts if act.winner is not None)
    latest = [act.span.latest for act in acts if act.span is not None]
    days = [day for day in (*latest, bare.as_of) if day is not None]
    roots = {root for answer in acts for root in answer.roots}
    return attrs.evolve(
        bare,
        as_of=max(days, default=None),
        status=_weakest([act.status for act in acts], bare, by_name=by_name),
        winner=names[0] if names else bare.winner,
        claims=tuple(dict.fromkeys((*names, *(() if by_name else bare.claims)))),
        roots=tuple(sorted(roots | set(bare.roots))),
    )


def _counted_by(bare: CountAnswer, claims: Sequence[RecordedClaim]) -> set[str]:
    """The parties that the bare count certainly counts: those it names, or is numbered by."""
    parties: set[str] = set()
    for claim in claims:
        if claim.claim.id in bare.claims:
            match claim.claim.development:
                case ConsentsCounted(named=named):
                    parties.update(named)
                case ConsentDeposited(party=party):
                    parties.add(party)
    return parties


def _came_after(participation: Participation, bare: CountAnswer) -> bool:
    """Whether a consent certainly came after the day of the bare count."""
    earliest = participation.consent.span.earliest if participation.consent.span else None
    return bare.as_of is not None and earliest is not None and earliest > bare.as_of


def _may_have_come_after(participation: Participation, bare: CountAnswer) -> bool:
    """Whether a deposit's days lie on both sides of the day of the bare count.

    A deposit of which only the last day is known ("has ratified") is taken to be in the count:
    the names of an old list do not put every later count in doubt.
    """
    span = participation.consent.span
    if bare.as_of is None or span is None or span.earliest is None:
        return False
    return span.latest is None or span.latest > bare.as_of


def _gone_since(
    bare: CountAnswer, parties: Sequence[Participation], valid_at: date
) -> list[Participation]:
    """Those who certainly withdrew after the day of the bare count."""
    return [
        party
        for party in parties
        if (span := party.withdrawn.span) is not None
        and span.earliest is not None
        and span.latest is not None
        and bare.as_of is not None
        and bare.as_of < span.earliest
        and span.latest <= valid_at
    ]


_SURENESS = (
    Status.SETTLED,
    Status.CORROBORATED,
    Status.SINGLE_SOURCE,
    Status.STALE,
    Status.CONTESTED,
)


def _weakest(statuses: Sequence[Status], bare: CountAnswer, *, by_name: bool) -> Status:
    """A sum is as sure as the least sure of its parts."""
    status = statuses if by_name else [*statuses, bare.status]
    return max(status, key=_SURENESS.index, default=Status.UNKNOWN)
