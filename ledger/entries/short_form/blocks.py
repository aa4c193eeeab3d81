"""A block: claims of one document, with what they share said once.

Takes the tree of an item of a file; gives the trees of its entries, whole. What is no block, no
line and no act of several parties goes through as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.claims.entities import Instrument
from ledger.claims.vocabulary import Modality
from ledger.entries import explain
from ledger.entries.mistakes import MissingField, UnknownField
from ledger.entries.short_form.line import of_line
from ledger.entries.short_form.several import each_party
from ledger.entries.specs import CLAIM_KINDS, field_specs
from ledger.entries.text.scalars import word_of
from ledger.entries.text.tree import Fields, Items, Node, NotRead, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ledger.errors import ClaimsError

CLAIMS = "claims"
FROM = "from"
SHARED: Mapping[str, str] = {
    FROM: "document",
    "document": "document",
    "partnership": "partnership",
    "instrument": "instrument",
    "occurred": "occurred",
    "asserted_by": "asserted_by",
}
"""What a block can say once for all of its claims, by the field that it stands for."""

_BLOCK = (FROM, *(name for name in SHARED if name not in {FROM, "document"}), CLAIMS)
_Shared = dict[str, tuple[Scalar, Node]]


def whole_entries(node: Node, shared: _Shared | None = None) -> Iterator[Node]:
    """The entries that an item amounts to, in their order; ``shared`` is said around it."""
    if _is_block(node):
        assert isinstance(node, Fields)  # noqa: S101 - _is_block says so
        yield from _of_block(node, shared or {})
        return
    whole = of_line(node)
    if shared and isinstance(whole, Fields):
        whole = _filled(whole, shared)
    yield from each_party(whole)


def _is_block(node: Node) -> bool:
    return (
        isinstance(node, Fields)
        and node.get("kind") is None
        and any(node.get(name) for name in (CLAIMS, FROM))
    )


def _of_block(node: Fields, shared: _Shared) -> Iterator[Node]:
    within = dict(shared)
    items: Node | None = None
    for name, value in node.pairs:
        word = str(name.value)
        if word == CLAIMS:
            items = value
        elif word in SHARED:
            within[SHARED[word]] = (Scalar(SHARED[word], name.start, name.end), value)
        else:
            yield _mistake(UnknownField(word, "a block", _BLOCK), name)
    if items is None:
        place = node.pairs[0][0]
        yield _mistake(MissingField(CLAIMS, "a block", "the claims of the document"), place)
    elif not isinstance(items, Items):
        yield _mistake(explain.no_entries(CLAIMS, items), items)
    else:
        for item in items.items:
            yield from whole_entries(item, within)


def _filled(entry: Fields, shared: _Shared) -> Fields:
    """The entry with what is said around it, where it does not say otherwise itself."""
    kind = _word(entry, "kind")
    kind = None if kind is None else word_of(kind, CLAIM_KINDS)
    if kind == Instrument.kind and "partnership" in shared and entry.get("partnerships") is None:
        name, value = shared["partnership"]
        listed = Items((value,), value.start, value.end)
        return _with(entry, (Scalar("partnerships", name.start, name.end), listed))
    if kind not in CLAIM_KINDS:
        return entry
    specs = {spec.name: spec for spec in field_specs(kind)}
    for field, pair in shared.items():
        if field not in specs or entry.get(field) is not None:
            continue
        if field == "instrument" and not specs[field].required:
            continue  # the claim may name one, and means something else by it
        if field == "occurred" and not _happened(entry):
            continue
        entry = _with(entry, pair)
    return entry


def _happened(entry: Fields) -> bool:
    """Whether a claim may take the day of its block: its own is not said, and it is no plan."""
    modality = _word(entry, "modality")
    return entry.get("occurred_words") is None and modality in {None, Modality.ACTUAL}


def _with(entry: Fields, pair: tuple[Scalar, Node]) -> Fields:
    return Fields((*entry.pairs, pair), entry.start, entry.end)


def _word(entry: Fields, name: str) -> str | None:
    pair = entry.get(name)
    return str(pair[1].value) if pair and isinstance(pair[1], Scalar) else None


def _mistake(error: ClaimsError, place: Node) -> Fields:
    """A mistake of a block, in the place of an entry."""
    refused = NotRead(error, place.start, place.end)
    return Fields(((Scalar("kind", place.start, place.start), refused),), place.start, place.end)
