"""Claims with their sources, for archives and researchers: each with its document and standing.

Takes ``Standing`` and partnerships; gives ``SourcedClaim`` values in the order in which they were
recorded. A claim that does not stand is among them, and says why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

import attrs

from ledger.claims.claim import Act, Claim
from ledger.claims.names import Names
from ledger.projections.weighing.standing_claims import Fall
from ledger.sources.document import Document

if TYPE_CHECKING:
    from collections.abc import Collection

    from ledger.projections.weighing.standing_claims import Standing


@attrs.frozen(kw_only=True)
class SourcedClaim:
    """A claim as it was recorded, its document, and why it does not stand, if it does not.

    ``act`` is what made it fall, where an act did; ``names`` are those of what it speaks of.
    """

    claim: Claim
    recorded_at: datetime
    document: Document
    fallen: Fall | None
    act: Act | None
    names: Names


@attrs.frozen
class SourcedClaims:
    """Claims with their sources, as they were recorded; read again each time one goes through."""

    _read: Callable[[], Iterator[SourcedClaim]]
    _count: int

    def __iter__(self) -> Iterator[SourcedClaim]:
        """Read them once more; whoever reads says what may fail."""
        return self._read()

    def __len__(self) -> int:
        """How many they are."""
        return self._count


def sourced_claims(
    standing: Standing,
    partnerships: Collection[str] = (),
    *,
    only: Collection[str] | None = None,
    names: Names | None = None,
) -> tuple[SourcedClaim, ...]:
    """The claims that could be read, of some partnerships or of all, as they were recorded.

    ``only`` are the ids of those that are wanted, of all that there are; ``names`` saves gathering
    them.
    """
    filed = standing.filed
    names = names or filed.names()
    wanted = set(filed.claims if only is None else only)
    if partnerships:
        wanted = {
            claim.claim.id for name in partnerships for claim in standing.in_partnership(name)
        }
    recorded = sorted(
        (filed.claims[name] for name in wanted if name in filed.claims and standing.readable(name)),
        key=lambda each: (each.recorded_at, each.claim.id),
    )
    made = []
    for each in recorded:
        fallen = standing.fallen.get(each.claim.id)
        act = filed.acts.get(fallen.act) if fallen is not None and fallen.act else None
        made.append(
            SourcedClaim(
                claim=each.claim,
                recorded_at=each.recorded_at,
                document=filed.documents[each.claim.evidence.document].document,
                fallen=None if fallen is None else fallen.reason,
                act=None if act is None else act.act,
                names=names,
            )
        )
    return tuple(made)
