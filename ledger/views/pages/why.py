"""The proof of a value on one page: what won, what lost and why, in whose words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.views.elsewhere import elsewhere_words
from ledger.views.page import (
    Block,
    Heading,
    Labels,
    Paragraph,
    Point,
    Row,
    disputed,
    outlet,
    quoted,
)
from ledger.views.pages.parties import as_one_lines
from ledger.views.pages.values import value_text
from ledger.views.reasons import criterion_words, reason_words
from ledger.views.sources import independent
from ledger.views.words import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.claims.names import Names
    from ledger.projections.weighing.citations import Citation, LostCitation
    from ledger.projections.why.why import Proof
    from ledger.views.words import Words


def why_page(
    proofs: Sequence[Proof], *, clocks: str | None, words: Words = ENGLISH
) -> Iterator[Block]:
    """Each proof in turn, under the clocks; None where the page has them in sight already."""
    for index, proof in enumerate(proofs):
        if index:
            yield ""
        yield from _proof(proof, clocks, words)


def proof_words(proof: Proof, names: Names, words: Words) -> str:
    """A value by the name of what it is of: "ALCE convention: 9 of 11"."""
    value = value_text(proof.value, words) or words("unknown")
    return f"{names.of(proof.subject)}: {value}"


def _proof(proof: Proof, clocks: str | None, words: Words) -> Iterator[Block]:
    value = value_text(proof.value, words) or words("unknown")
    yield Heading(f"{proof.subject}.{proof.field}: {value}", words.word(proof.status))
    if clocks is not None:
        yield Paragraph(clocks)
    for index, citation in enumerate(proof.won):
        yield ""
        yield Paragraph(words("why-agrees" if index else "why-won"), 1)
        yield quoted(citation, 3, words)
        kind = words.word(citation.source_kind)
        place = words("why-tier", tier=citation.tier, kind=kind, document=citation.document)
        yield Paragraph(place, 3)
        yield from _elsewhere(citation, words)
        for dispute in proof.disputed:
            if dispute.claim == citation.claim:
                yield disputed(dispute, 3, words)
    for lost in proof.lost:
        yield ""
        loss = f"{outlet(lost.citation, words)}: {_why(lost, words)}"
        yield Row(words("why-lost"), loss, Labels.LOSS, 1)
        yield quoted(lost.citation, 3, words)
        yield from _elsewhere(lost.citation, words)
    yield ""
    visible = words("why-visible", visible=proof.seen.visible, of=proof.seen.of)
    rules = " · ".join((visible, *(_rule(rule, words) for rule in proof.rules)))
    yield Row(words("why-rules"), rules, Labels.GROUND, 1)
    sources = independent(proof.sources, words)
    yield Row(words("why-sources"), sources, Labels.GROUND, 1)
    names = {lost.citation.claim: lost.citation for lost in proof.lost}
    names |= {citation.claim: citation for citation in proof.won}
    for pair in proof.sources.together:
        claim, other = names[pair.claim], names[pair.other]
        together = words(
            "why-one-with",
            claim=outlet(claim, words),
            other=outlet(other, words),
            tie=words(f"tie-{pair.tie}"),
        )
        yield Point(together, 5)
    if proof.taken_as_one:
        yield Paragraph(words("why-as-one"), 1)
        yield from as_one_lines(proof.taken_as_one, 3, words)
    yield Row(words("why-would-change"), words.spoken(proof.change), Labels.CONDITION, 1)


def _elsewhere(citation: Citation, words: Words) -> Iterator[Block]:
    if citation.elsewhere is not None:
        sentence = f"{words('recorded-elsewhere')}: {elsewhere_words(citation.elsewhere, words)}"
        yield Point(sentence, 3)


def _rule(rule: str, words: Words) -> str:
    """A rule that fired, by the name that docs/resolution.md gives it."""
    return words(f"rule-{rule}")


def _why(lost: LostCitation, words: Words) -> str:
    reason = reason_words(lost.reason, words)
    if reason == lost.reason:
        return reason
    by = criterion_words(lost.criterion, words)
    if words.language != ENGLISH.language:  # a code is a word of English
        return words("why-lost-plain", reason=reason, by=by)
    return words("why-lost-reason", code=lost.reason, reason=reason, by=by)
