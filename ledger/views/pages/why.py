"""The proof of a value on one page: what won, what lost and why, in whose words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.views.page import (
    Block,
    Heading,
    Paragraph,
    Row,
    disputed,
    quoted,
)
from ledger.views.pages.parties import as_one_lines
from ledger.views.reasons import CRITERIA, REASONS
from ledger.views.sources import TIES, independent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.projections.weighing.citations import Citation, LostCitation
    from ledger.projections.why.why import Proof

_COLUMN = 10


def why_page(proofs: Sequence[Proof], *, clocks: str) -> Iterator[Block]:
    """Each proof in turn, under the clocks that were asked for."""
    for index, proof in enumerate(proofs):
        if index:
            yield ""
        yield from _proof(proof, clocks)


def _proof(proof: Proof, clocks: str) -> Iterator[Block]:
    yield Heading(f"{proof.subject}.{proof.field}: {proof.value}", str(proof.status))
    yield Paragraph(clocks)
    for index, citation in enumerate(proof.won):
        yield ""
        yield f"  {'won' if index == 0 else 'agrees'}"
        yield quoted(citation, " " * 6)
        yield f"      tier {citation.tier} ({citation.source_kind}), document {citation.document}"
        for dispute in proof.disputed:
            if dispute.claim == citation.claim:
                yield disputed(dispute, " " * 6)
    for lost in proof.lost:
        yield ""
        yield Row("  lost", f"{_who(lost.citation)}: {_why(lost)}", 8)
        yield quoted(lost.citation, " " * 6)
    yield ""
    visible = f"visibility {proof.seen.visible} of {proof.seen.of}"
    rules = " · ".join((visible, *proof.rules))
    yield Row("  rules", rules, _COLUMN)
    yield Row("  sources", independent(proof.sources), _COLUMN)
    names = {lost.citation.claim: lost.citation for lost in proof.lost}
    names |= {citation.claim: citation for citation in proof.won}
    for pair in proof.sources.together:
        claim, other = names[pair.claim], names[pair.other]
        words = f"{_who(claim)} is one with {_who(other)}: {TIES[pair.tie]}"
        yield Paragraph(words, " " * 12, " " * 10)
    if proof.taken_as_one:
        yield "  as one"
        yield from as_one_lines(proof.taken_as_one, " " * 6)
    yield Row("  would change it:", proof.change, 19)


def _who(citation: Citation) -> str:
    """Where and when: "La Jornada, 19 May 2024"."""
    when = f", {citation.published.short}" if citation.published else ", day unknown"
    return f"{citation.publisher or citation.title or citation.document}{when}"


def _why(lost: LostCitation) -> str:
    words = REASONS.get(lost.reason)
    if words is None:
        return lost.reason
    by = CRITERIA.get(lost.criterion or "")
    return f"{lost.reason} ({words}{f': {by}' if by else ''})"
