"""Entries written as short as they can be, and never shorter than reads back.

Takes whole entries, as ``write.entry_of`` gives them; gives blocks of lines. Whatever a line
cannot say stands below it as a field; an entry that would not read back to itself stays whole.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from ledger.entries.short_form.blocks import CLAIMS, FROM, whole_entries
from ledger.entries.short_form.line import (
    BY,
    OF,
    PER,
    first_field,
    names_field,
    of_line,
    text_field,
)
from ledger.entries.specs import CLAIM_KINDS, PARTIES, Sort, field_specs, parties_spec
from ledger.entries.text.tree import Fields, Items, Node, Scalar, grown
from ledger.ids import is_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Mapped = dict[str, object]

_SHARED = ("partnership", "instrument")
"""What a block says once where every claim of it says the same."""

_EDTF = re.compile(r"[0-9X./~?%-]+")


def abbreviated(entries: Iterable[Mapped]) -> Iterator[Mapped]:
    """The entries in their order: claims of one document as a block, each in a line if it can be.

    What is read from them is the entries again, in the same order.
    """
    for document, group in groupby(entries, _document):
        alike = list(group)
        if document is None:
            yield from (_line(entry) for entry in alike)
        else:
            yield _block(document, alike)


def plain(node: Node) -> object:
    """A tree as the plain value that it stands for."""
    match node:
        case Fields(pairs=pairs):
            return {str(name.value): plain(value) for name, value in pairs}
        case Items(items=items):
            return [plain(item) for item in items]
        case Scalar(value=value):
            return value
    raise TypeError("what could not be read has no value")


def _document(entry: Mapped) -> object:
    return entry.get("document") if entry["kind"] in CLAIM_KINDS else None


def _block(document: object, entries: Sequence[Mapped]) -> Mapped:
    """The claims of one document under it, with what all of them say."""
    shared = {
        name: entries[0][name]
        for name in _SHARED
        if name in entries[0] and all(_shares(entry, name, entries[0][name]) for entry in entries)
    }
    claims = [
        {name: value for name, value in entry.items() if name not in {"document", *shared}}
        for entry in _joined(entries)
    ]
    return {FROM: document, **shared, CLAIMS: [_line(claim) for claim in claims]}


def _shares(entry: Mapped, name: str, value: object) -> bool:
    """Whether a claim says this, or is of a kind that a block does not say it for."""
    spec = next((spec for spec in field_specs(str(entry["kind"])) if spec.name == name), None)
    if name == "instrument" and (spec is None or not spec.required):
        return name not in entry
    return entry.get(name) == value


def _joined(entries: Sequence[Mapped]) -> Iterator[Mapped]:
    """The claims, those that follow each other and differ in their party alone as one."""
    for (kind, _), group in groupby(entries, lambda entry: (entry["kind"], _but_party(entry))):
        alike = list(group)
        parties = [entry.get("party") for entry in alike]
        several = parties_spec(str(kind)) is not None and "id" not in alike[0]
        if several and len(alike) > 1 and all(parties):
            fields = {**alike[0], "party": parties}
            yield {PARTIES if name == "party" else name: fields[name] for name in fields}
        else:
            yield from alike


def _but_party(entry: Mapped) -> str:
    return repr(sorted((name, repr(value)) for name, value in entry.items() if name != "party"))


def _line(entry: Mapped) -> Mapped:
    """The entry as a line with the fields that a line does not say, or as it is."""
    kind = str(entry["kind"])
    text = text_field(kind)
    if text not in entry:
        return entry
    words, rest = _words(kind, {name: entry[name] for name in entry if name not in {"kind", text}})
    short: Mapped = {" ".join([kind, *words]): entry[text], **rest}
    return short if _same(short, entry) else entry


def _words(kind: str, fields: Mapped) -> tuple[list[str], Mapped]:
    """The words of a line, and the fields that stand below it."""
    rest = dict(fields)
    words = [str(rest.pop(first))] if (first := first_field(kind)) in rest else []
    names = names_field(kind)
    named = next((name for name in (PARTIES, names and names.name) if name in rest), None)
    parties = rest.get(named) if named else None
    listed = parties if isinstance(parties, list) else [parties]
    if named and listed and all(isinstance(party, str) and is_slug(party) for party in listed):
        words += [str(party) for party in listed]
        del rest[named]
    if "count" in rest:
        required = f"/{rest.pop('required')}" if "required" in rest else ""
        words.append(f"{rest.pop('count')}{required}")
    for mark, field in ((OF, "instrument"), (BY, "authority"), (PER, "asserted_by")):
        if is_slug(str(rest.get(field, ""))):
            words += [mark, str(rest.pop(field))]
    for spec in field_specs(kind):
        if spec.sort is Sort.CHOICE and not spec.many and spec.name in rest:
            words.append(str(rest.pop(spec.name)))
    if _EDTF.fullmatch(str(rest.get("occurred", ""))):
        words.append(str(rest.pop("occurred")))
    return words, rest


def _same(short: Mapped, entry: Mapped) -> bool:
    """Whether a line reads back to its entry."""
    read = of_line(grown(short))
    if not isinstance(read, Fields) or len({name.value for name, _ in read.pairs}) < len(
        read.pairs
    ):
        return False
    try:
        back = [plain(node) for node in whole_entries(read)]
        whole = [plain(node) for node in whole_entries(grown(entry))]
    except TypeError:
        return False
    return [_texts(each) for each in back] == [_texts(each) for each in whole]


def _texts(value: object) -> object:
    """The same with every scalar as text, as YAML has it."""
    match value:
        case dict():
            return {name: _texts(each) for name, each in value.items()}
        case list():
            return [_texts(each) for each in value]
    return str(value)
