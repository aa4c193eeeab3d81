"""The entries of a feed: what became otherwise at one step of the log, each change on its own.

Takes what changed between two looks at a partnership, and the step; gives ``FeedEntry`` values.
They follow from the log alone, so an entry says the same whenever it is made.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from ledger.claims.developments import Development
from ledger.claims.names import FOR_PAGES, NAMELESS, Names
from ledger.claims.vocabulary import Stage
from ledger.edtf import Edtf
from ledger.projections.changes.changes import Changes
from ledger.projections.status import PartnershipView
from ledger.projections.weighing.citations import Citation, cite

if TYPE_CHECKING:
    from collections.abc import Iterator


class EntryKind(StrEnum):
    """What sort of change an entry tells of."""

    VALUE = "value"
    HURDLE = "hurdle"
    CONTESTED = "contested"
    SETTLED = "no-longer-contested"
    NO_LONGER = "no-longer-believed"


@attrs.frozen(kw_only=True)
class FeedEntry:
    """One change of one partnership, at a position of the log (recorded clock).

    ``before`` and ``after`` are the values; None: there was, or is, nothing to say. Of what is
    contested ``after`` is the reason, of what is no longer believed ``before`` is the kind.
    ``citations`` are the words behind it.
    """

    partnership: str
    partnership_title: str
    position: int
    recorded_at: datetime
    kind: EntryKind
    subject: str
    title: str
    field: str
    before: str | None
    after: str | None
    citations: tuple[Citation, ...]
    development: Development | None = attrs.field(default=None, metadata=FOR_PAGES)
    when: Edtf | None = attrs.field(default=None, metadata=FOR_PAGES)
    names: Names = attrs.field(default=NAMELESS, eq=False, metadata=FOR_PAGES)


@attrs.frozen(kw_only=True)
class LogStep:
    """A step of the log: its last position, and its moment."""

    position: int
    recorded_at: datetime


def entries(changes: Changes, now: PartnershipView, step: LogStep) -> Iterator[FeedEntry]:
    """Each change as an entry, in the order of ``Changes``; new claims alone are none."""
    making = _Making(changes, now, step)
    for value in changes.values:
        if value.before is not None or value.after != Stage.UNKNOWN:
            yield making.entry(
                EntryKind.VALUE,
                value.subject,
                value.field,
                title=value.title,
                before=value.before,
                after=value.after,
                claims=value.claims,
                development=value.development,
                when=value.when,
            )
    for hurdle in changes.hurdles:
        yield making.entry(
            EntryKind.HURDLE,
            hurdle.hurdle,
            "state",
            title=hurdle.title,
            before=hurdle.before,
            after=hurdle.after,
            claims=hurdle.claims,
        )
    for kind, contests in (
        (EntryKind.CONTESTED, changes.contested),
        (EntryKind.SETTLED, changes.no_longer_contested),
    ):
        for contest in contests:
            yield making.entry(
                kind,
                contest.subject,
                contest.field,
                title=contest.title,
                before=None if kind is EntryKind.CONTESTED else contest.reason,
                after=contest.reason if kind is EntryKind.CONTESTED else None,
                claims=tuple(each.claim for each in (*contest.holds, *contest.against)),
            )
    for gone in changes.no_longer:
        yield making.entry(
            EntryKind.NO_LONGER,
            gone.citation.claim,
            "claim",
            title=gone.citation.claim,
            before=gone.citation.kind,
            after=gone.reason,
            claims=(gone.citation.claim,),
        )


@attrs.frozen
class _Making:
    """What all entries of one step share."""

    changes: Changes
    now: PartnershipView
    step: LogStep

    def entry(
        self,
        kind: EntryKind,
        subject: str,
        field: str,
        *,
        title: str,
        before: str | None,
        after: str | None,
        claims: tuple[str, ...],
        development: Development | None = None,
        when: Edtf | None = None,
    ) -> FeedEntry:
        facts = self.now.standing.facts
        there = (facts.claims[name].claim for name in dict.fromkeys(claims) if name in facts.claims)
        return FeedEntry(
            partnership=self.changes.partnership,
            partnership_title=self.changes.title,
            position=self.step.position,
            recorded_at=self.step.recorded_at,
            kind=kind,
            subject=subject,
            title=title,
            field=field,
            before=before,
            after=after,
            citations=tuple(cite(facts, claim) for claim in there),
            development=development,
            when=when,
            names=self.now.names,
        )
