"""Plain data becomes the part of an answer that a step looks at."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from ledger.decoding import converted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.specs.answers.evidence import CitationData

T = TypeVar("T")


def read(answer: object, shape: type[T]) -> T:
    """An answer, or the part of it that a shape names."""
    return converted(answer, shape)


def cited(claims: Iterable[str], citations: Iterable[CitationData]) -> tuple[CitationData, ...]:
    """The citations of some claims, in the order of the claims."""
    by_id = {citation.claim: citation for citation in citations}
    return tuple(by_id[claim] for claim in claims if claim in by_id)
