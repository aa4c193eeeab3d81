"""What a reader wants to see of a list: by party, kind, modality, source and day.

Takes a ``Filter`` and the values of a page; gives those that it lets through. It hides and never
decides: what an answer is made of is the same with a filter and without.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs

from ledger.claims.naming import folded
from ledger.claims.subjects import parties_of
from ledger.claims.vocabulary import Modality

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledger.claims.developments import Development
    from ledger.edtf import Edtf
    from ledger.projections.agenda import Due
    from ledger.projections.timeline import Moment
    from ledger.projections.weighing.citations import Citation


@attrs.frozen(kw_only=True)
class Filter:
    """What is let through; a field that is empty lets everything through.

    ``parties`` are ids: of a party, its other ids and its bodies. ``sources`` are folded words of
    a publisher's name, or the ids of documents. ``first`` and ``last`` are days, both included: a
    vague day is let through where it may lie between them.
    """

    parties: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    modalities: frozenset[Modality] = frozenset()
    sources: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None

    @property
    def empty(self) -> bool:
        """Whether it lets everything through."""
        return self == Filter()

    def claim(self, development: Development, modality: Modality, citation: Citation) -> bool:
        """Whether a claim is let through, whenever it was."""
        return (
            self.names(parties_of(development))
            and (not self.kinds or development.kind in self.kinds)
            and (not self.modalities or modality in self.modalities)
            and self.source(citation.document, citation.publisher)
        )

    def source(self, document: str, publisher: str | None) -> bool:
        """Whether a document is let through, by its id or its publisher."""
        name = folded(publisher or "")
        return not self.sources or any(word == document or word in name for word in self.sources)

    def day(self, when: Edtf | None, known_by: date | None = None) -> bool:
        """Whether a day may lie between the two; one that nobody gives lies by ``known_by``."""
        if self.first is None and self.last is None:
            return True
        earliest = when.earliest if when else None
        latest = when.latest if when else known_by
        if when is None and known_by is None:
            return False
        before = self.first is not None and latest is not None and latest < self.first
        after = self.last is not None and earliest is not None and earliest > self.last
        return not (before or after)

    def names(self, parties: Iterable[str]) -> bool:
        """Whether one of the parties is let through."""
        return not self.parties or not self.parties.isdisjoint(parties)


def moments(wanted: Filter, timeline: Iterable[Moment]) -> tuple[Moment, ...]:
    """The moments of a timeline that are let through, each with the claims that are."""
    return tuple(_moments(wanted, timeline))


def _moments(wanted: Filter, timeline: Iterable[Moment]) -> Iterator[Moment]:
    for moment in timeline:
        stated = tuple(
            claim
            for claim in moment.stated
            if wanted.claim(claim.development, claim.modality, claim.citation)
        )
        if stated and wanted.day(moment.occurred, moment.known_by):
            yield attrs.evolve(moment, stated=stated)


def dues(wanted: Filter, agenda: Iterable[Due]) -> tuple[Due, ...]:
    """What is due and let through: a party must be among those who act, and a day be given."""
    return tuple(due for due in agenda if _due(wanted, due))


def _due(wanted: Filter, due: Due) -> bool:
    kinds = {due.kind.value, *((due.development.kind,) if due.development else ())}
    cited = due.citation
    return (
        wanted.names(party.id for party in due.who)
        and (not wanted.kinds or not wanted.kinds.isdisjoint(kinds))
        and (not wanted.modalities or due.modality in wanted.modalities)
        and (wanted.source(cited.document, cited.publisher) if cited else not wanted.sources)
        and wanted.day(due.when)
    )
