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
from ledger.views.reasons import REASONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.projections.weighing.citations import Citation
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
        yield Row("  lost", f"{_who(lost.citation)}: {_why(lost.reason)}", 8)
        yield quoted(lost.citation, " " * 6)
    yield ""
    visible = f"visibility {proof.seen.visible} of {proof.seen.of}"
    rules = " · ".join((visible, *proof.rules))
    sources = "source" if len(proof.roots) == 1 else "sources"
    yield Row("  rules", rules, _COLUMN)
    yield Row("  roots", f"{len(proof.roots)} independent {sources}", _COLUMN)
    if proof.taken_as_one:
        yield "  as one"
        yield from as_one_lines(proof.taken_as_one, " " * 6)
    yield Row("  would change it:", proof.change, 19)


def _who(citation: Citation) -> str:
    """Where and when: "La Jornada, 19 May 2024"."""
    when = f", {citation.published.short}" if citation.published else ", day unknown"
    return f"{citation.publisher or citation.title or citation.document}{when}"


def _why(reason: str) -> str:
    words = REASONS.get(reason)
    return reason if words is None else f"{reason} ({words})"
