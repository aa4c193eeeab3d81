"""Which documents speak for themselves: derivatives followed to their roots.

Takes documents by id; gives roots and how many of them are independent. See
docs/resolution.md, 4: one vote for each root.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urldefrag

import attrs

from ledger.errors import InvalidInput, NotFound
from ledger.ids import DocumentId
from ledger.sources.kinds import Lineage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ledger.sources.document import Document


class NoSuchDocument(NotFound):
    """An id that no document has."""

    code = "no-such-document"

    def __init__(self, *, document: DocumentId) -> None:
        self.document = document
        super().__init__(
            f"there is no document {document}",
            fix="capture the article first, or check the id",
        )


class LineageCycle(InvalidInput):
    """Documents that derive from each other in a circle; ``cycle`` names each once."""

    code = "lineage-cycle"

    def __init__(self, *, cycle: tuple[DocumentId, ...]) -> None:
        self.cycle = cycle
        super().__init__(
            f"documents derive from each other in a circle: {' -> '.join((*cycle, cycle[0]))}",
            fix="one of them came first: record that one as original",
        )


def root_of(document: DocumentId, documents: Mapping[DocumentId, Document]) -> DocumentId:
    """The document that this one descends from, through any chain; an original is its own.

    A named root counts though it is not among the documents: two reprints of one story that
    was not captured, or not yet visible, still descend from the same. A derivative without a
    root gives itself. Raises `NoSuchDocument` or `LineageCycle`.
    """
    if document not in documents:
        raise NoSuchDocument(document=document)
    chain = [document]
    while (now := documents.get(chain[-1])) is not None and now.root is not None:
        if now.root in chain:
            raise LineageCycle(cycle=tuple(chain[chain.index(now.root) :]))
        chain.append(now.root)
    return chain[-1]


def independent_roots(
    ids: Iterable[DocumentId], documents: Mapping[DocumentId, Document]
) -> frozenset[DocumentId]:
    """The roots that surely speak independently: a lower bound, one id for each.

    - Documents of one root are one.
    - Roots with the same text, or at the same URL, are one: an article captured twice.
    - A derivative whose root is not known may descend from any of the others, so it counts
      only where nothing else does, and all such together count once.

    Of several documents that are one, the id that sorts first stands for them, so that the
    answer does not depend on the order of arrival.
    """
    roots = {root_of(document, documents) for document in ids}
    unknown = {root for root in roots if _root_unknown(root, documents)}
    if document_ids := roots - unknown:
        return _distinct(document_ids, documents)
    return frozenset(sorted(unknown)[:1])


@attrs.frozen
class _Group:
    """Roots that are one article, and the marks by which it is known."""

    roots: frozenset[DocumentId]
    marks: frozenset[str]


def _distinct(
    roots: Iterable[DocumentId], documents: Mapping[DocumentId, Document]
) -> frozenset[DocumentId]:
    groups: list[_Group] = []
    for root in sorted(roots):
        merged = _Group(frozenset({root}), _marks(root, documents))
        apart = [group for group in groups if not group.marks & merged.marks]
        for group in groups:
            if group.marks & merged.marks:
                merged = _Group(group.roots | merged.roots, group.marks | merged.marks)
        groups = [*apart, merged]
    return frozenset(min(group.roots) for group in groups)


def _marks(root: DocumentId, documents: Mapping[DocumentId, Document]) -> frozenset[str]:
    """By what two captures of one article are known as one: the words, the address."""
    document = documents.get(root)
    if document is None:
        return frozenset()
    address = {urldefrag(document.url).url} if document.url else set()
    return frozenset({document.sha256, *address})


def _root_unknown(root: DocumentId, documents: Mapping[DocumentId, Document]) -> bool:
    document = documents.get(root)
    return document is not None and document.lineage is not Lineage.ORIGINAL
