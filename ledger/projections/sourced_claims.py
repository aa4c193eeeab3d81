"""Claims with their sources, for archives and researchers: each with its document and standing.

Takes ``Standing`` and partnerships; gives ``SourcedClaim`` values in the order in which they were
recorded. A claim that does not stand is among them, and says why.
"""

from __future__ import annotations

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


def sourced_claims(
    standing: Standing, partnerships: Collection[str] = ()
) -> tuple[SourcedClaim, ...]:
    """The claims that could be read, of some partnerships or of all, as they were recorded."""
    filed = standing.filed
    names = filed.names()
    if partnerships:
        wanted = {
            claim.claim.id for name in partnerships for claim in standing.in_partnership(name)
        }
    else:
        wanted = {claim.claim.id for claim in filed.claims.values()}
    recorded = sorted(
        (filed.claims[name] for name in wanted if standing.readable(name)),
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
