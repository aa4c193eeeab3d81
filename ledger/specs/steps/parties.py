"""What each party did toward an instrument, as vague as the news leaves its day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.specs.answers.treaties import ParticipationData, SpanData, WhenData
from ledger.specs.steps.registry import step
from ledger.specs.world import Differs

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ledger.specs.answers.evidence import CitationData
    from ledger.specs.world import World


@step("one-party")
def one_party(world: World, *, party: str, other: str) -> None:
    """Two parties, by their ids or names, are taken as one."""
    if world.party(party) != world.party(other):
        raise _apart(world, f"{party} and {other} are two parties", party)


@step("two-parties")
def two_parties(world: World, *, party: str, other: str) -> None:
    """Two parties, by their ids or names, are not taken as one."""
    if world.party(party) == world.party(other):
        raise _apart(world, f"{party} and {other} are one party", party)


@step("consented")
def consented(world: World, *, party: str, instrument: str) -> tuple[CitationData, ...]:
    """The party's consent stands on the day that is asked about."""
    return _consent(world, party, instrument, "yes")


@step("not-consented")
def not_consented(world: World, *, party: str, instrument: str) -> tuple[CitationData, ...]:
    """The party's consent does not stand on the day that is asked about."""
    return _consent(world, party, instrument, "no")


@step("maybe-consented")
def maybe_consented(world: World, *, party: str, instrument: str) -> tuple[CitationData, ...]:
    """The news leaves open whether the party's consent stood on the day that is asked about."""
    return _consent(world, party, instrument, "maybe")


@step("consented-on")
def consented_on(
    world: World, *, party: str, instrument: str, day: date
) -> tuple[CitationData, ...]:
    """The party consented on this day, and on no other."""
    return consented_between(world, party=party, instrument=instrument, first=day, last=day)


@step("consented-between")
def consented_between(
    world: World, *, party: str, instrument: str, first: date, last: date
) -> tuple[CitationData, ...]:
    """The claims leave open these days, and no others."""
    participation = participation_of(world, party, instrument)
    if participation is None or participation.consent.span != SpanData(earliest=first, latest=last):
        raise _differs(world, instrument, party, participation)
    return words_of(world, participation.consent.claims)


@step("consent-loses")
def consent_loses(
    world: World, *, source: str, party: str, instrument: str, reason: str
) -> tuple[CitationData, ...]:
    """This source's day for the consent is kept and does not hold, for this reason."""
    participation = participation_of(world, party, instrument)
    lost = participation.consent.lost if participation is not None else ()
    citations = words_of(world, (loser.claim for loser in lost if loser.reason == reason))
    quotes = tuple(citation for citation in citations if citation.publisher == source)
    if not quotes:
        raise _differs(world, instrument, party, participation)
    return quotes


@step("signed")
def signed(world: World, *, party: str, instrument: str) -> tuple[CitationData, ...]:
    """The party had certainly signed by the day that is asked about."""
    participation = participation_of(world, party, instrument)
    if participation is None or participation.stood("signature", world.clocks.valid_at) != "yes":
        raise _differs(world, instrument, party, participation)
    return words_of(world, participation.signature.claims)


@step("not-signed")
def not_signed(world: World, *, party: str, instrument: str) -> None:
    """The party had certainly not signed by the day that is asked about."""
    participation = participation_of(world, party, instrument)
    if (
        participation is not None
        and participation.stood("signature", world.clocks.valid_at) != "no"
    ):
        raise _differs(world, instrument, party, participation)


@step("left-on")
def left_on(world: World, *, party: str, instrument: str, day: date) -> tuple[CitationData, ...]:
    """The party's consent ended on this day, and on no other."""
    participation = participation_of(world, party, instrument)
    ends = [
        end
        for period in (participation.history if participation else ())
        if period.position == "consent"
        and period.until == SpanData(earliest=day, latest=day)
        and day <= world.clocks.valid_at
        for end in period.ends.values()
    ]
    if not ends:
        raise _differs(world, instrument, party, participation)
    return words_of(world, (claim for end in ends for claim in end.claims))


@step("suspended-by")
def suspended_by(world: World, *, party: str, instrument: str) -> tuple[CitationData, ...]:
    """The party certainly does not apply the instrument on the day that is asked about."""
    return _in_position(world, party, instrument, "suspension")


@step("not-suspended-by")
def not_suspended_by(world: World, *, party: str, instrument: str) -> None:
    """The party certainly has not suspended the instrument on the day that is asked about."""
    _out_of_position(world, party, instrument, "suspension")


@step("reserves")
def reserves(world: World, *, party: str, instrument: str) -> tuple[CitationData, ...]:
    """A reservation of the party certainly stands on the day that is asked about."""
    return _in_position(world, party, instrument, "reservation")


@step("reserves-nothing")
def reserves_nothing(world: World, *, party: str, instrument: str) -> None:
    """No reservation of the party can stand on the day that is asked about."""
    _out_of_position(world, party, instrument, "reservation")


def _in_position(
    world: World, party: str, instrument: str, position: str
) -> tuple[CitationData, ...]:
    participation = participation_of(world, party, instrument)
    day = world.clocks.valid_at
    holding = [
        period
        for period in (participation.history if participation else ())
        if period.position == position and period.holds(day)
    ]
    if not holding:
        raise world.differs(f"no {position} by {party} on {day}", instrument, "stage")
    return words_of(world, (claim for period in holding for claim in period.began.claims))


def _out_of_position(world: World, party: str, instrument: str, position: str) -> None:
    participation = participation_of(world, party, instrument)
    day = world.clocks.valid_at
    for period in participation.history if participation else ():
        if period.position == position and period.may_hold(day):
            raise world.differs(f"a {position} by {party} that may stand", instrument, "stage")


def _consent(world: World, party: str, instrument: str, wanted: str) -> tuple[CitationData, ...]:
    participation = participation_of(world, party, instrument)
    answer = "no" if participation is None else participation.consented(world.clocks.valid_at)
    if answer != wanted:
        raise _differs(world, instrument, party, participation)
    if participation is None:
        return ()
    return words_of(world, (*participation.consent.claims, *participation.ends))


def participation_of(world: World, party: str, instrument: str) -> ParticipationData | None:
    """A party's position; None where no claim speaks of it."""
    participations = {
        participation.party: participation
        for participation in world.instrument(instrument).participation
    }
    return participations.get(world.party(party))


def words_of(world: World, claims: Iterable[str]) -> tuple[CitationData, ...]:
    """The words of some claims, in the order of the timeline."""
    wanted = tuple(claims)
    stated = [statement.citation for moment in world.timeline for statement in moment.stated]
    return tuple(citation for citation in stated if citation.claim in wanted)


def _differs(
    world: World, instrument: str, party: str, participation: ParticipationData | None
) -> Differs:
    says = f"nothing of {party}"
    if participation is not None:
        answer = participation.consented(world.clocks.valid_at)
        consented = f"{_days(participation.consent)} ({answer})"
        says = f"signed: {_days(participation.signature)}; consented: {consented}"
    return world.differs(says, instrument, "stage")


def _apart(world: World, says: str, party: str) -> Differs:
    show = f"claims party show {world.party(party)}{world.options}"
    return Differs(f"the ledger says {says}", command=show)


def _days(when: WhenData) -> str:
    span = when.span
    if span is None:
        return "nobody says when"
    if span.earliest == span.latest:
        return f"{span.latest}"
    return f"{span.earliest or '…'} to {span.latest or '…'}"
