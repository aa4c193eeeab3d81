"""A block: claims of one document, with what they share said once.

Takes the tree of an item of a file; gives the trees of its entries, whole. What is no block, no
line and no act of several parties goes through as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.claims.entities import Instrument
from ledger.claims.vocabulary import Modality
from ledger.entries import explain
from ledger.entries.mistakes import MissingField, UnclearWord, UnknownField
from ledger.entries.short_form.line import DATE, OF, PER, of_line, words_of
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

IN = "in"
_MARKS: Mapping[str, str] = {OF: "instrument", IN: "partnership", PER: "asserted_by"}
"""The small words of a block's first line, and what stands behind each."""

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
    if not isinstance(node, Fields) or node.get("kind") is not None:
        return False
    return _is_head(node) or any(node.get(name) for name in (CLAIMS, FROM))


def _is_head(node: Fields) -> bool:
    """Whether it begins with a line such as ``from news-2024 of raa``, its claims behind it."""
    first = node.pairs[:1]
    return bool(first) and str(first[0][0].value).startswith(f"{FROM} ")


def _of_head(node: Fields) -> Fields:
    """The block with the fields that its first line says."""
    (line, claims), *rest = node.pairs
    words = words_of(line)
    pairs: list[tuple[Scalar, Node]] = [(Scalar(FROM, words[1].start, words[1].end), words[1])]
    left = words[2:]
    while left:
        word = left.pop(0)
        text = str(word.value)
        field = _MARKS.get(text)
        if field is not None and left:
            name = left.pop(0)
            pairs.append((Scalar(field, name.start, name.end), name))
        elif DATE.match(text):
            pairs.append((Scalar("occurred", word.start, word.end), word))
        else:
            pairs.append((word, NotRead(UnclearWord(text, "from"), word.start, word.end)))
    return Fields(
        (*pairs, (Scalar(CLAIMS, line.start, line.end), claims), *rest), node.start, node.end
    )


def _of_block(node: Fields, shared: _Shared) -> Iterator[Node]:
    if _is_head(node):
        node = _of_head(node)
    within = dict(shared)
    items: Node | None = None
    for name, value in node.pairs:
        word = str(name.value)
        if word == CLAIMS:
            items = value
        elif isinstance(value, NotRead):
            yield _mistake(value.error, name)
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
