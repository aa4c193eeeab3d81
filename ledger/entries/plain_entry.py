"""An entry of JSON in which every value is as its field declares it, read in one go.

Takes the text of one entry; gives the entry, or None for all that is not plain: then it is read
as a tree, which says what is wrong and where. What a field holds is said by ``specs`` alone, so
that both ways read the same; this one never reads what the other would refuse.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Annotated, Any, NotRequired, TypedDict

import attrs
import msgspec

from ledger.decoding import decoder
from ledger.edtf import Edtf
from ledger.entries.capture import captured_again, command_of_document
from ledger.entries.document import DocumentEntry, FileText
from ledger.entries.entry import Entry
from ledger.entries.fragment import Fragment
from ledger.entries.specs import CLAIM_KINDS, FieldSpec, Sort, command_of, field_specs
from ledger.entries.text.scalars import date_of
from ledger.errors import ClaimsError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledger.claims.commands import Command
    from ledger.entries.text.tree import Origin

_KINDS = frozenset({*CLAIM_KINDS, DocumentEntry.kind})
_TYPED = frozenset({Sort.CHOICE, Sort.NUMBER, Sort.YES_NO})
_COMPOSED = frozenset({Sort.FIGURE, Sort.SHARE, Sort.RECORD, Sort.ENTRY})
_ESCAPED = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")  # what may be no storable character
_NAME_ENDS = re.compile(r'"[ \t\n\r]*:')
_DATES = 4096  # texts of dates, each read once while it is remembered


@attrs.frozen(kw_only=True)
class PlainEntry(Entry):
    """An entry that its text gives again: ``alone``, without a file that a document names."""

    alone: bool


class _NotPlain(Exception):
    """A text whose values are not all plain."""


def plain_entry(origin: Origin, file_text: FileText | None) -> PlainEntry | None:
    """The entry that a text of JSON is, if all of it is plain: a claim or a document."""
    text = origin.text or ""
    if "\\" in text and _ESCAPED.search(text):
        return None
    try:
        kind = _kind(text).kind
        if kind not in _KINDS:
            return None
        values = _shape(kind).checked(text)
        command = _command(kind, values, file_text)
    except (_NotPlain, ClaimsError, ValueError, TypeError, RecursionError):
        return None
    if command is None:
        return None
    alone = "file" not in values
    return PlainEntry(kind=kind, command=command, origin=origin, node=None, alone=alone)


def command_again(text: str) -> Command:
    """The command of a text of JSON that gave one alone before: what held then holds."""
    kind = _kind(text).kind
    values = _shape(kind).decode(text)
    if kind == DocumentEntry.kind:
        return captured_again(Fragment(kind=kind, specs=field_specs(kind), values=values))
    command = command_of(kind, values)
    assert not isinstance(command, DocumentEntry)  # noqa: S101 - its kind went another way
    return command


def _command(kind: str, values: dict[str, object], file_text: FileText | None) -> Command | None:
    if kind != DocumentEntry.kind:
        command = command_of(kind, values)
        assert not isinstance(command, DocumentEntry)  # noqa: S101 - its kind goes another way
        return command
    fragment = Fragment(kind=kind, specs=field_specs(kind), values=values)
    return command_of_document(fragment, file_text)[0]


class _PlainFields:
    """What reads the values of an entry of a kind, held to the descriptions of their fields."""

    def __init__(self, read: Callable[[str], dict[str, object]], dates: frozenset[str]) -> None:
        self._read = read
        self._dates = dates

    def checked(self, text: str) -> dict[str, object]:
        """The values, where each name of the text is one of theirs, once."""
        values = self._read(text)
        # Each name ends so, and within a text of it something else may: as many as were read are
        # all names, none of them twice, unknown, or with fields of its own.
        names = len(_NAME_ENDS.findall(text)) if _are_apart(text) else text.count('":')
        if names != len(values):
            raise _NotPlain
        return self._whole(values)

    def decode(self, text: str) -> dict[str, object]:
        """The values of a text that was checked before."""
        return self._whole(self._read(text))

    def _whole(self, values: dict[str, object]) -> dict[str, object]:
        del values["kind"]
        for name in self._dates & values.keys():
            values[name] = _date(str(values[name]))
        return values


@cache
def _shape(kind: str) -> _PlainFields:
    """What reads the values of an entry of a kind."""
    specs = [spec for spec in field_specs(kind) if _is_plain(spec)]
    dates = frozenset(spec.name for spec in specs if spec.sort is Sort.DATE)
    hints = {
        spec.name: _hint(spec) if spec.required else NotRequired[_hint(spec)] for spec in specs
    }
    made: Any = TypedDict  # a class of run time
    shape: type[dict[str, object]] = made(kind, {"kind": str, **hints})
    return _PlainFields(decoder(shape).decode, dates)


def _are_apart(text: str) -> bool:
    """Whether a name may stand apart from its colon; where none does, each ends with ``":``."""
    return '" ' in text or '"\t' in text or '"\n' in text or '"\r' in text


def _is_plain(spec: FieldSpec) -> bool:
    if spec.sort is Sort.DATE:
        return spec.type is Edtf and not spec.many
    return spec.sort not in _COMPOSED


def _hint(spec: FieldSpec) -> Any:  # noqa: ANN401 - a type form
    """One value of a field, or its list, as msgspec is to take it."""
    hint: Any = spec.type
    if spec.sort is Sort.DATE:
        hint = str
    elif spec.sort not in _TYPED:
        bounds = spec.bounds or msgspec.Meta()
        pattern = rf"\A(?:{bounds.pattern})\Z" if bounds.pattern else None
        if bounds.min_length and pattern is None:
            pattern = r"\S"  # more than white space
        meta = msgspec.Meta(
            pattern=pattern, min_length=bounds.min_length, max_length=bounds.max_length
        )
        hint = Annotated[str, meta]
    if not spec.many:
        return hint
    return Annotated[tuple[hint, ...], msgspec.Meta(min_length=1 if spec.required else 0)]


class _Kind(msgspec.Struct, gc=False):
    """Which kind of entry it is."""

    kind: str


_kind = decoder(_Kind).decode
_date = lru_cache(maxsize=_DATES)(date_of)
