"""Counts of an instrument's consents, stage by stage, each against its own threshold.

Takes the standing claims of one instrument and its participation; gives ``Consents``. Stages
are never mixed, and members are not the threshold. A list of names beats a bare number.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import attrs

from ledger.claims.developments import ConsentsCounted
from ledger.claims.vocabulary import ConsentStage
from ledger.projections.treaties.consents.roster import Move, Roster, RosterParty, last_day, moved
from ledger.projections.treaties.consents.tally import Entrant, Number, ends
from ledger.projections.treaties.stated_counts import count_ballots, still_needed, threshold
from ledger.projections.weighing.answer import (
    CountAnswer,
    DateAnswer,
    Lost,
    Reason,
    Rule,
    Status,
    least_sure,
)
from ledger.projections.weighing.ballot import Ballot
from ledger.projections.weighing.ballots import certainty, roots_of, tier_of
from ledger.projections.weighing.counts import KnownConsent, resolve_count

if TYPE_CHECKING:
    from ledger.claims.entry_into_force import EntryIntoForceRule
    from ledger.facts.facts import RecordedClaim
    from ledger.projections.treaties.participation import Participation
    from ledger.projections.weighing.standing_claims import Standing

COUNTED = ConsentStage.DEPOSITED
"""The stage that a threshold counts."""


@attrs.frozen(kw_only=True)
class Consents:
    """How many have consented, of how many that are required.

    ``still_required`` is how many more it takes at least, where a rule asks for more than a number
    by that rule. ``named`` lists the parties known by name; ``unnamed`` is how many more are only
    counted. ``stage`` is what was counted; it is ``unknown`` where no source says. ``met_by`` is
    the day by which so many as are required had certainly consented, by counts and names alone.
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
    met_by: date | None = None

    @property
    def words(self) -> str:
        """How many, of how many, in the words of every page: "8 to 9 of 11"."""
        if self.count is None:
            needed = self.still_required if self.claims else None
            missing = f", {needed} more needed" if needed else ""
            return "unknown" + (f" of {self.required}" if self.required else "") + missing
        many = (
            f"{self.count}"
            if self.highest in {None, self.count}
            else (f"{self.count} to {self.highest}")
        )
        return many + (f" of {self.required}" if self.required is not None else "")


def consents(
    standing: Standing,
    claims: Sequence[RecordedClaim],
    parties: Sequence[Participation],
    *,
    valid_at: date,
    rule: EntryIntoForceRule | None = None,
    opened: date | None = None,
) -> Consents:
    """The consents that count toward entry into force, as of ``valid_at``.

    With a rule, it says how many are required, and whose do not count; none came before the day
    on which the instrument was ``opened`` for signature. A count whose stage no source names
    stands in where no deposit is on record.
    """
    roster = Roster.of(rule, parties, opened)
    stage, by_rule = COUNTED, rule.required if rule else None
    required = by_rule or threshold(standing, claims, stage)
    ballots = _as_of(count_ballots(standing, claims, stage, required), valid_at)
    if not ballots and not roster.begun(valid_at):
        stage = ConsentStage.UNKNOWN
        required = by_rule or threshold(standing, claims, stage)
        ballots = _as_of(count_ballots(standing, claims, stage, required), valid_at)
    bare = resolve_count(
        ballots,
        valid_at=valid_at,
        withdrawals=roster.last_days(),
        returns=roster.return_days(),
        arrivals=_arrivals(standing, roster),
    )
    counts = _Counts(bare=bare, ballots=ballots, valid_at=valid_at)
    answer = _with_names(bare, roster, counts)
    count = answer.lowest
    still = None if required is None or count is None else max(0, required - count)
    if count is None and required is None:
        answer, still = _missing_alone(standing, claims, answer)
    named = roster.standing(valid_at)
    return Consents(
        stage=stage,
        count=count,
        highest=answer.highest,
        required=required,
        still_required=still,
        as_of=answer.as_of,
        status=answer.status,
        named=tuple(member.party.party for member in named),
        unnamed=(count or 0) - len(named),
        claims=answer.claims,
        answer=answer,
        met_by=_met_by(answer, counts, roster, required) if still == 0 else None,
    )


def _met_by(
    answer: CountAnswer, counts: _Counts, roster: Roster, required: int | None
) -> date | None:
    """The first day on which a count that is believed, the names, or both had reached a number."""
    if required is None:
        return answer.as_of
    now, days = counts.valid_at, []
    trusted = {
        *counts.bare.claims,
        *(loser.claim for loser in counts.bare.lost if loser.reason is Reason.HISTORY),
    }
    for cast in counts.ballots:
        number = _number(cast, roster)
        if cast.id in trusted and number.value - number.apart >= required:
            days.append(cast.latest)
    names = sorted(member.begun(now) for member in roster.standing(now))
    days += names[required - 1 : required]
    if (holding := counts.holding()) is not None:
        number = _number(holding, roster)
        entrants = roster.entrants(counts.certainly_counted())
        came, left = (_those(roster, entrants, counts, move) for move in Move)
        missing = required - number.value + number.apart + len(left)
        days += sorted(member.begun(now) for member in came)[missing - 1 : missing]
    return min(days, default=answer.as_of)


def _missing_alone(
    standing: Standing, claims: Sequence[RecordedClaim], answer: CountAnswer
) -> tuple[CountAnswer, int | None]:
    """What is said of those that are missing, where nobody says how many there are."""
    cast = still_needed(standing, claims)
    if cast is None:
        return answer, None
    missing = attrs.evolve(
        answer,
        as_of=cast.latest,
        status=certainty([cast], contested=False),
        winner=cast.id,
        claims=(cast.id,),
        roots=roots_of([cast]),
    )
    return missing, cast.value


def _arrivals(standing: Standing, roster: Roster) -> list[KnownConsent]:
    """The named consents whose days are known, each with the tier of the source that gives it."""
    return [
        KnownConsent(
            first=consent.span.earliest,
            last=consent.span.latest,
            tier=tier_of(standing, consent.winner),
            claims=consent.claims,
        )
        for consent in roster.consents()
        if consent.winner is not None
        and consent.span is not None
        and consent.span.earliest is not None
        and consent.span.latest is not None
    ]


def _as_of(ballots: Sequence[Ballot[int]], valid_at: date) -> list[Ballot[int]]:
    """The counts that may speak of a day by ``valid_at``; a later one says nothing of it."""
    return [cast for cast in ballots if cast.earliest <= valid_at]


@attrs.frozen(kw_only=True)
class _Counts:
    """The bare counts of an instrument: the answer, and the ballots that it was made of."""

    bare: CountAnswer
    ballots: Sequence[Ballot[int]]
    valid_at: date

    def holding(self) -> Ballot[int] | None:
        """The count that holds: of several that agree, the one of the latest day."""
        agreeing = [cast for cast in self.ballots if cast.id in self.bare.claims]
        return max(agreeing, key=lambda cast: (cast.latest, cast.earliest, cast.id), default=None)

    def perhaps(self) -> list[Ballot[int]]:
        """The counts whose vague day may be over by ``valid_at``."""
        lost = {loser.claim for loser in self.bare.lost if loser.reason is Reason.NOT_YET}
        return [cast for cast in self.ballots if cast.id in lost]

    def certainly_counted(self) -> frozenset[str]:
        """The parties that the count certainly counts: those it names, or is numbered by.

        An earlier count of the same number says nothing of the day of the one that holds.
        """
        holding = self.holding()
        parties: set[str] = set()
        for cast in self.ballots:
            if holding and cast.id in self.bare.claims and cast.latest == holding.latest:
                parties |= whom(cast)
        return frozenset(parties)


def whom(cast: Ballot[int]) -> set[str]:
    """Those whom a count names, or the one that it is numbered by."""
    counted = cast.claim.development
    if isinstance(counted, ConsentsCounted):
        return set(counted.named)
    return {getattr(counted, "party", "")}


def _number(cast: Ballot[int], roster: Roster) -> Number:
    """A count as the tally takes it; one of which only the last day is known is of that day."""
    named = whom(cast)
    return Number(
        value=cast.value,
        first=cast.latest if cast.earliest == date.min else cast.earliest,
        last=cast.latest,
        apart=sum(member.party.party in named for member in roster.apart),
    )


def _those(
    roster: Roster, entrants: Sequence[Entrant], counts: _Counts, move: Move
) -> list[RosterParty]:
    """One member of each State whose consent certainly came, or went, after the count."""
    then, now = counts.bare.as_of, counts.valid_at
    return [
        _speaking(state, now)
        for state, entrant in zip(roster.states(), entrants, strict=True)
        if moved(entrant, then, now) is move
    ]


def _speaking(state: Sequence[RosterParty], now: date) -> RosterParty:
    """Of the parties of one State's consent, the one whose it is, or who ended it."""
    stands = next((member for member in state if member.stands(now)), None)
    ended = [member for member in state if member.end.span is not None]
    return stands or max(ended, key=lambda member: last_day(member.end), default=state[0])


def _with_names(bare: CountAnswer, roster: Roster, counts: _Counts) -> CountAnswer:
    """The count, moved by the deposits and withdrawals after it, and raised by more names."""
    valid_at, cast = counts.valid_at, counts.holding()
    if bare.lowest is None and not counts.perhaps() and not roster.begun(valid_at):
        return bare
    entrants = roster.entrants(counts.certainly_counted())
    number = None if cast is None else _number(cast, roster)
    lowest, highest = ends(number, entrants, valid_at)
    for other in counts.perhaps():
        highest = max(highest, ends(_number(other, roster), entrants, valid_at)[1])
    if cast is None and not roster.begun(valid_at):
        return attrs.evolve(bare, highest=highest)
    certain = roster.standing(valid_at)
    later = _those(roster, entrants, counts, Move.CAME)
    gone = _those(roster, entrants, counts, Move.LEFT)
    counted = 0 if number is None else number.value - number.apart
    counted = max(0, counted + len(later) - len(gone))
    by_name = len(certain) >= counted
    if lowest == bare.lowest and not later:
        return attrs.evolve(bare, highest=highest)
    added = [member.given for member in (certain if by_name else later)]
    if bare.lowest is None:
        gone = [member for member in roster.members if member.end.span is not None]
    departures = [member.end for member in gone if member.end.span is not None]
    taken = departures if len(certain) <= counted else []
    beside = bare.claims if by_name and not later else ()
    reason = Reason.HISTORY if taken else Reason.OUTNUMBERED
    if bare.lowest is None and not certain:
        beside = tuple(claim for member in gone for claim in member.given.claims)
        added = [] if taken or highest else roster.on_record(valid_at)
    fired = {
        Rule.NAMED_LIST: by_name and bool(certain),
        Rule.LATER_DEPOSITS: bool(later) and not by_name,
        Rule.WITHDRAWAL: bool(taken),
    }
    return attrs.evolve(
        _resting_on([*added, *taken], bare, by_name=by_name),
        lowest=lowest,
        highest=highest,
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


def _weakest(statuses: Sequence[Status], bare: CountAnswer, *, by_name: bool) -> Status:
    """A sum is as sure as the least sure of its parts."""
    status = statuses if by_name else [*statuses, bare.status]
    return least_sure(status)
