"""Entries as one table of separated values, which reads back to them.

Takes entries as ``write.entry_of`` gives them; gives CSV (RFC 4180) with a column for the kind
and one for each field that any of them has. No text is written so that a spreadsheet would take
it for a formula.
"""

from __future__ import annotations

import csv
import io
import json
import zlib
from itertools import islice
from typing import TYPE_CHECKING

import msgspec

from ledger.entries.sheets.cells import apart, is_hidden, is_wrapped
from ledger.entries.sheets.columns import KIND, columns_of, spec_at
from ledger.entries.specs import FieldSpec, Sort

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


_AT_ONCE = 500
"""Rows that are kept together until all columns are known, packed: tables repeat themselves."""


def to_csv(entries: Iterable[Mapping[str, object]]) -> str:
    """Entries as CSV; the columns in the order in which the kinds have them."""
    return "".join(csv_lines(entries))


def csv_lines(entries: Iterable[Mapping[str, object]]) -> Iterator[str]:
    """The same in parts, each of whole rows: a column is known only when the last row was seen."""
    packed: list[bytes] = []
    kinds: dict[str, None] = {}
    filled: set[str] = set()
    each = iter(entries)
    while rows := [dict(_cells(entry)) for entry in islice(each, _AT_ONCE)]:
        kinds |= dict.fromkeys(row[KIND] for row in rows)
        filled.update(*rows)
        packed.append(zlib.compress(msgspec.msgpack.encode(rows), 1))
    names = dict.fromkeys(name for kind in kinds for name in columns_of(kind) if name in filled)
    names |= dict.fromkeys(sorted(filled))  # parts of what has no column of its own
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(names), restval="", lineterminator="\n")
    writer.writeheader()
    yield text.getvalue()
    for some in packed:
        text = io.StringIO(newline="")
        writer = csv.DictWriter(text, list(names), restval="", lineterminator="\n")
        writer.writerows(msgspec.msgpack.decode(zlib.decompress(some)))
        yield text.getvalue()


def header_line(kind: str) -> str:
    """The header of a kind as a line of CSV; KeyError for a word that is no kind."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="").writerow(columns_of(kind))
    return text.getvalue()


def _cells(entry: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    kind = str(entry[KIND])
    yield KIND, kind
    for name, value in entry.items():
        if name != KIND:
            yield from _cell(kind, (name,), value)


def _cell(kind: str, path: tuple[str, ...], value: object) -> Iterator[tuple[str, str]]:
    spec = spec_at(kind, path)
    assert spec is not None  # noqa: S101 - written entries have no other fields
    if isinstance(value, dict) and spec.sort is Sort.RECORD:
        if not value:
            yield ".".join(path), "{}"
        for name, each in value.items():
            yield from _cell(kind, (*path, name), each)
        return
    yield ".".join(path), _text(spec, value)


def _text(spec: FieldSpec, value: object) -> str:
    if isinstance(value, list):
        if value and spec.sort is not Sort.RECORD and all(_is_plain(str(item)) for item in value):
            return "; ".join(map(str, value))
        return _json(value)
    if isinstance(value, dict):
        return _json(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    if isinstance(value, str) and is_wrapped(text, whole=spec.sort is Sort.PARTY):
        if spec.sort in {Sort.FIGURE, Sort.SHARE, Sort.DATE}:
            return text  # a minus before digits is a number
        return _json(text)
    return text


def _json(value: object) -> str:
    """A value as JSON; spelled out where a letter could steer a terminal."""
    text = json.dumps(value, ensure_ascii=False)
    return json.dumps(value) if any(map(is_hidden, text)) else text


def _is_plain(text: str) -> bool:
    """Whether a text can stand in a list between semicolons, first among them too."""
    return apart(text) == [text] and text[0] not in "[{" and not is_wrapped(text, whole=True)
