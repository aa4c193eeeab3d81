"""Entries written as short as they can be, and never shorter than reads back.

Takes whole entries, as ``write.entry_of`` gives them; gives blocks of lines. Whatever a line
cannot say stands below it as a field; an entry that would not read back to itself stays whole.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from ledger.entries.short_form.blocks import CLAIMS, FROM, IN, whole_entries
from ledger.entries.short_form.line import (
    BEFORE,
    BY,
    OF,
    PER,
    first_field,
    names_field,
    of_line,
    subject_field,
    text_field,
)
from ledger.entries.specs import CLAIM_KINDS, PARTIES, Sort, field_specs, parties_spec
from ledger.entries.text.tree import Fields, grown, plain
from ledger.ids import is_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Mapped = dict[str, object]

_SHARED = ("partnership", "instrument")
"""What a block says once where every claim of it says the same."""

_BRACKETS = re.compile(r"[^()\s:#]+( [^()\s:#]+)*")
"""A text that can stand in brackets in a line, and the line without quotation marks."""

_WIDEST = 60
"""Characters of a line's words up to which a text in brackets is added to them."""

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


def _document(entry: Mapped) -> object:
    return entry.get("document") if entry["kind"] in CLAIM_KINDS else None


def _block(document: object, entries: Sequence[Mapped]) -> Mapped:
    """The claims of one document under it, with what all of them say."""
    shared = {name: value for name in _SHARED if (value := _most_say(entries, name)) is not None}
    claims = [_line(_within(entry, shared)) for entry in _joined(entries)]
    words = [FROM, str(document)]
    for name, mark in (("instrument", OF), ("partnership", IN)):
        words += [mark, str(shared[name])] if name in shared else []
    if all(is_slug(name) for name in words[1:]):
        return {" ".join(words): claims}
    return {FROM: document, **shared, CLAIMS: claims}


def _most_say(entries: Sequence[Mapped], name: str) -> object:
    """What more than half of the claims say that can say it; None where they differ."""
    values = [entry.get(name) for entry in entries if _takes(entry, name)]
    value, number = Counter(values).most_common(1)[0] if values else (None, 0)
    return value if 2 * number > len(values) else None


def _takes(entry: Mapped, name: str) -> bool:
    """Whether a claim takes from its block what it does not say itself."""
    spec = next((spec for spec in field_specs(str(entry["kind"])) if spec.name == name), None)
    return spec is not None and (spec.required or name != "instrument")


def _within(entry: Mapped, shared: Mapped) -> Mapped:
    """A claim within its block: what the block says is left out, and what it says amiss is not."""
    own = {name: value for name, value in entry.items() if name != "document"}
    for name, value in shared.items():
        if own.get(name) == value and _takes(entry, name):
            del own[name]
        elif name not in own and _takes(entry, name):
            own[name] = None  # says that it belongs to none
    return own


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
    blocks = rest.get("blocks")
    if isinstance(blocks, list) and all(is_slug(str(name)) for name in blocks):
        words += [word for name in rest.pop("blocks") for word in (BEFORE, str(name))]  # type: ignore[attr-defined]
    subject = subject_field(kind)
    text = str(rest.get(subject or "", ""))
    if subject and _BRACKETS.fullmatch(text) and len(" ".join(words)) + len(text) < _WIDEST:
        words.append(f"({rest.pop(subject)})")
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
    return None if value is None else str(value)
