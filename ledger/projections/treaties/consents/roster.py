"""Who counts: the named consents of an instrument, as its rule takes them, one State at a time.

Takes a rule and the parties' positions; gives ``Roster``: those that count, and those that a
source may count and the rule does not (an organisation, an act that brings no threshold nearer).
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from ledger.projections.treaties.consents.named_consents import named_consents
from ledger.projections.treaties.consents.tally import Entrant, Pairs, Stretch, pairs
from ledger.projections.treaties.entry_into_force.consent import NotCounted, key_of, lapsed, refusal
from ledger.projections.treaties.participation import Participation
from ledger.projections.treaties.periods import Position
from ledger.projections.weighing.dates import NOBODY_SAYS
from ledger.projections.weighing.spans import high, low

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.claims.entry_into_force import EntryIntoForceRule
    from ledger.projections.treaties.entry_into_force.consent import Consent
    from ledger.projections.weighing.answer import DateAnswer

APART = frozenset({NotCounted.ORGANISATION, NotCounted.ACT})
"""Why a rule does not count a consent that a source may count."""


class Move(StrEnum):
    """What certainly became of a consent from the day of a count to another day."""

    CAME = "came"
    LEFT = "left"


@attrs.frozen(kw_only=True)
class RosterParty:
    """One party of the roster, with the stretches of its consent, under the State it goes by."""

    key: str
    party: Participation
    line: tuple[Stretch, ...]

    def stands(self, day: date) -> bool:
        """Whether its consent certainly stands."""
        return pairs((self.line,), day, day) == {(True, True)}

    def begun(self, day: date) -> date:
        """The last day on which the consent that stands on a day may have begun."""
        sinces = [high(stretch.since) for stretch in self.line if stretch.since is not None]
        return max((since for since in sinces if since <= day), default=day)

    @property
    def given(self) -> DateAnswer:
        """What gave its consent: an act of its own, or the signature, where that binds."""
        party = self.party
        return party.signature if party.consent.span is None else party.consent

    @property
    def end(self) -> DateAnswer:
        """What ended its consent, or the signature that was one, as its sources say."""
        answers = [self.party.withdrawn, self.party.denounced]
        if self.party.consent.span is None:
            signed = self.party.periods(Position.SIGNATURE)
            answers += [period.ended for period in signed[-1:] if period.ended is not None]
        ends = [answer for answer in answers if answer.span is not None]
        return min(ends, key=last_day, default=NOBODY_SAYS)


@attrs.frozen(kw_only=True)
class Roster:
    """The named consents: ``members`` count, those ``apart`` do not."""

    members: tuple[RosterParty, ...]
    apart: tuple[RosterParty, ...]

    @classmethod
    def of(
        cls,
        rule: EntryIntoForceRule | None,
        parties: Sequence[Participation],
        opened: date | None = None,
    ) -> Roster:
        """The roster of an instrument, none of whose consents came before it was opened."""
        members: list[RosterParty] = []
        apart: list[RosterParty] = []
        by_party: dict[str | None, list[Consent]] = {}
        for consent in named_consents(rule, opened, parties):
            by_party.setdefault(consent.party, []).append(consent)
        for party in parties:
            consents = by_party.get(party.party, [])
            reasons = {None if rule is None else refusal(consent, rule) for consent in consents}
            if reasons & APART:
                apart.append(RosterParty(key=party.party, party=party, line=_line(consents, None)))
            own = [
                consent for consent in consents if rule is None or refusal(consent, rule) is None
            ]
            members += _members(party, own, rule)
        return cls(members=tuple(members), apart=tuple(apart))

    def begun(self, day: date) -> bool:
        """Whether a consent is on record that may have been given by a day, counted or not."""
        return bool(self.on_record(day))

    def on_record(self, day: date) -> list[DateAnswer]:
        """The consents that may have been given by a day, counted or not."""
        return [
            member.given
            for member in (*self.members, *self.apart)
            if any(
                stretch.since is not None and low(stretch.since) <= day for stretch in member.line
            )
        ]

    def consents(self) -> list[DateAnswer]:
        """What gave the consents that count, but for those that a successor goes on with."""
        return [state[0].given for state in self.states() if len(state) == 1]

    def last_days(self) -> list[date]:
        """The days by which consents had ended; of several parties' one consent, the last."""
        days: list[date] = []
        for state in self.states():
            last = [member.line[-1].until for member in state]
            if len(state) == 1:
                days += [high(each.until) for each in state[0].line if each.until is not None]
            elif None not in last:
                days.append(max(high(until) for until in last if until is not None))
        return days

    def return_days(self) -> list[date]:
        """The days by which those who had left had consented again."""
        return [
            high(stretch.since)
            for member in self.members
            for stretch in member.line[1:]
            if stretch.since is not None
        ]

    def standing(self, day: date) -> list[RosterParty]:
        """Those whose consent certainly stands, one for each State."""
        stands: dict[str, RosterParty] = {}
        for member in self.members:
            if member.stands(day):
                stands.setdefault(member.key, member)
        return list(stands.values())

    def states(self) -> list[tuple[RosterParty, ...]]:
        """The members by the State whose consent it is."""
        keys: dict[str, list[RosterParty]] = {}
        for member in self.members:
            keys.setdefault(member.key, []).append(member)
        return [tuple(members) for members in keys.values()]

    def entrants(self, counted: frozenset[str]) -> list[Entrant]:
        """Each State for the tally; ``counted`` are the parties that the count names."""
        return [
            Entrant(
                lines=tuple(member.line for member in state),
                certain=any(member.party.party in counted for member in state),
            )
            for state in self.states()
        ]


def moved(entrant: Entrant, then: date | None, now: date) -> Move | None:
    """What certainly became of a State's consent since the day of the count, if anything did."""
    if then is None:
        return None
    options: Pairs = entrant.pairs(then, now)
    if options == {(False, True)}:
        return Move.CAME
    return Move.LEFT if options == {(True, False)} else None


def last_day(answer: DateAnswer) -> date:
    """The last day on which something may have been; the last of all where nobody says."""
    return date.max if answer.span is None else high(answer.span)


def _members(
    party: Participation, consents: Sequence[Consent], rule: EntryIntoForceRule | None
) -> Iterator[RosterParty]:
    keys: dict[str, list[Consent]] = {}
    for consent in consents:
        key = party.party if rule is None else key_of(consent, rule, 0)
        keys.setdefault(key, []).append(consent)
    for key, own in keys.items():
        line = (*_nameless_end(party, own), *_line(own, rule))
        yield RosterParty(key=key, party=party, line=line)
    if not keys and (nameless := _nameless_end(party, ())):
        yield RosterParty(key=party.party, party=party, line=nameless)


def _line(consents: Sequence[Consent], rule: EntryIntoForceRule | None) -> tuple[Stretch, ...]:
    return tuple(
        Stretch(
            since=consent.given,
            until=consent.withdrawn if rule is None else lapsed(consent, rule),
            dated=consent.dated,
        )
        for consent in consents
    )


def _nameless_end(party: Participation, own: Sequence[Consent]) -> tuple[Stretch, ...]:
    """The end of a consent whose beginning no source states, where that comes first.

    Where consent is by signature, it may be the end of one that bound.
    """
    consented = party.periods(Position.CONSENT)
    if not consented or consented[0].began.span is not None:
        return ()
    end = Stretch(since=None, until=consented[0].until)
    if any(period.began.span for period in consented):
        return (end,)
    last = date.max if end.until is None else high(end.until)
    return () if any(low(signed.given) <= last for signed in own) else (end,)
