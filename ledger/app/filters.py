"""A filter from the words of a reader: which party, kind, modality, source and days are meant.

Takes words and a ledger; gives ``Filter``. A party is called by any of its names, and stands for
its bodies and its other ids too. A word that means nothing is refused with what is near.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

import attrs

from ledger.app.clocks import day
from ledger.app.refusals import NoSuchKind
from ledger.claims.developments import KINDS
from ledger.claims.events import ClaimRecorded, DocumentCaptured
from ledger.claims.naming import folded
from ledger.claims.vocabulary import Modality
from ledger.projections.agenda import DueKind, bodies_of
from ledger.projections.filter import Filter
from ledger.projections.filter import moments as let_through
from ledger.projections.weighing.parties.identity import identity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledger.app.ledger import Ledger
    from ledger.clock import Clocks
    from ledger.log.log_entry import LogEntry

__all__ = [
    "DUE_KINDS",
    "MODALITIES",
    "FilterWords",
    "entries_through",
    "filter_of",
    "let_through",
]

MODALITIES = tuple(str(modality) for modality in Modality)
"""The words of a modality, for a face to offer."""

DUE_KINDS = tuple(str(kind) for kind in DueKind)
"""What can be due next to the kinds of claims."""


@attrs.frozen(kw_only=True)
class FilterWords:
    """What a reader asks for, in words; days as 2024-06-12."""

    parties: Sequence[str] = ()
    kinds: Sequence[str] = ()
    modalities: Sequence[str] = ()
    sources: Sequence[str] = ()
    first: str | None = None
    last: str | None = None

    @property
    def words(self) -> str:
        """The filter in one line, empty where everything is wanted.

        >>> FilterWords(parties=["Japan"], first="2024-06-12").words
        'party Japan; from 2024-06-12'
        """
        parts = [
            f"{label} {' or '.join(words)}"
            for label, words in (
                ("party", self.parties),
                ("kind", self.kinds),
                ("modality", self.modalities),
                ("source", self.sources),
            )
            if words
        ]
        parts += [f"from {self.first}"] if self.first else []
        parts += [f"to {self.last}"] if self.last else []
        return "; ".join(parts)


def filter_of(ledger: Ledger, wanted: FilterWords, clocks: Clocks, *, due: bool = False) -> Filter:
    """The filter of a reader's words; ``due`` allows the kinds of what is due as well.

    Raises:
        NotKnown, AmbiguousParty: a party that nobody, or that several, are called.
        NoSuchKind: no claim is of this kind.
        NoSuchMoment: a day that is none.
    """
    kinds = (*KINDS, *(DUE_KINDS if due else ()))
    for kind in wanted.kinds:
        if kind not in kinds:
            raise NoSuchKind(kind, get_close_matches(kind, kinds, n=3))
    return Filter(
        parties=_parties(ledger, wanted.parties, clocks),
        kinds=frozenset(wanted.kinds),
        modalities=frozenset(map(Modality, wanted.modalities)),
        sources=tuple(map(folded, wanted.sources)),
        first=None if wanted.first is None else day("--from", wanted.first),
        last=None if wanted.last is None else day("--to", wanted.last),
    )


def _parties(ledger: Ledger, words: Sequence[str], clocks: Clocks) -> frozenset[str]:
    if not words:
        return frozenset()
    names = ledger.entities(clocks.known_at)
    judged = identity(judgement.judgement for judgement in names.judgements.values())
    ids: set[str] = set()
    for word in words:
        for same in judged.all_of(ledger.party(word, clocks).id):
            ids |= bodies_of(names, same)
    return frozenset(ids | {judged.of(party) for party in ids})


def entries_through(wanted: Filter, entries: Iterable[LogEntry]) -> Iterator[LogEntry]:
    """The entries of a log that are let through, in their order; days are of the recorded clock.

    A kind or a modality lets through claims alone; a source its documents and the claims on them.
    """
    documents: set[str] = set()
    for entry in entries:
        if isinstance(entry.event, DocumentCaptured):
            document = entry.event.document
            if wanted.source(document.id, document.publisher):
                documents.add(document.id)
        if _entry_through(wanted, entry, documents):
            yield entry


def _entry_through(wanted: Filter, entry: LogEntry, documents: set[str]) -> bool:
    day = entry.recorded_at.date()
    before = wanted.first is not None and day < wanted.first
    after = wanted.last is not None and day > wanted.last
    claim = entry.event.claim if isinstance(entry.event, ClaimRecorded) else None
    of_kind = claim is not None and (
        (not wanted.kinds or claim.development.kind in wanted.kinds)
        and (not wanted.modalities or claim.modality in wanted.modalities)
    )
    named = {tag.partition(":")[2] for tag in entry.tags if tag.startswith("party:")}
    cited = {tag.partition(":")[2] for tag in entry.tags if tag.startswith("document:")}
    return (
        not (before or after)
        and wanted.names(named)
        and (of_kind or not (wanted.kinds or wanted.modalities))
        and (not wanted.sources or not documents.isdisjoint(cited))
    )
