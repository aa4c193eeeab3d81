"""Sources: every quote stands in its document, every derivative names what it derives from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.checks.finding import Across, Found, Scope
from ledger.sources.kinds import Lineage
from ledger.sources.quotation.quotes import verify
from ledger.sources.quotation.selector import Anchor
from ledger.spoken import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator


def quotes_anchored(scope: Scope) -> Iterator[Found]:
    """Every quote stands in its document, word for word, at its place: exact, or orphaned."""
    facts = scope.standing.facts
    for name, claim in sorted(facts.claims.items()):
        if not scope.has(claim.claim):
            continue
        evidence = claim.claim.evidence
        place = Anchor(start=evidence.start, end=evidence.end, exact=evidence.exact)
        if not verify(place, facts.documents[evidence.document].document.text):
            yield Found(
                subject=name,
                claims=(name,),
                sentence=spoken(
                    "the quote no longer stands in {document}: it is orphaned",
                    document=evidence.document,
                ),
                fix=spoken(
                    "run claims verify: the document's text is not the one that was captured"
                ),
            )


def derivatives_have_roots(across: Across) -> Iterator[Found]:
    """Every document that derives from another names the one it derives from."""
    standing = across.standing
    for name, captured in sorted(standing.facts.documents.items()):
        document = captured.document
        rootless = document.lineage is not Lineage.ORIGINAL and document.root is None
        if rootless and not standing.retracted(name):  # as advised below
            yield Found(
                subject=name,
                sentence=spoken(
                    "{title} is {lineage}, from which is not said: it adds nothing to a source "
                    "that it may come from",
                    title=document.title or name,
                    lineage=document.lineage,
                ),
                fix=spoken(
                    "capture what it derives from, and this document again under another id "
                    "with its root; retract the old one"
                ),
            )
