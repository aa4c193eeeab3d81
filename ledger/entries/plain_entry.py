"""An entry of JSON in which every value is as its field declares it, read in one go.

Takes the text of one entry; gives the entry, or None for all that is not plain: then it is read
as a tree, which says what is wrong and where. What a field holds is said by ``specs`` alone, so
that both ways read the same; this one never reads what the other would refuse. Once a text was
held to the limits of its fields, its command is made without looking at them again.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Annotated, Any, NotRequired, TypedDict

import attrs
import msgspec

from ledger.claims.developments import KINDS
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
    from collections.abc import Callable, Sequence

    from ledger.claims.commands import Command
    from ledger.entries.text.tree import Origin

_TYPED = frozenset({Sort.CHOICE, Sort.NUMBER, Sort.YES_NO})
_COMPOSED = frozenset({Sort.FIGURE, Sort.SHARE, Sort.RECORD, Sort.ENTRY})
_ESCAPED = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")  # what may be no storable character
_NAME_ENDS = re.compile(r'"[ \t\n\r]*:')
_DATES = 4096  # texts of dates, each read once while it is remembered


@attrs.frozen(kw_only=True)
class PlainEntry(Entry):
    """An entry that its text gives again: ``alone``, without a file that a document names.

    The command of a claim is made when it is asked for.
    """

    alone: bool

    @property
    def command(self) -> Command:
        """What it asks of the ledger."""
        return command_again(self.origin.text or "") if self._command is None else self._command


class _NotPlain(Exception):
    """A text whose values are not all plain."""


def plain_entry(origin: Origin, file_text: FileText | None) -> PlainEntry | None:
    """The entry that a text of JSON is, if all of it is plain: a claim or a document."""
    text = origin.text or ""
    if "\\" in text and _ESCAPED.search(text):
        return None
    command: Command | None = None
    try:
        kind = _kind(text).kind
        if kind not in _kinds():
            return None
        values = _shape(kind).checked(text)
        if kind == DocumentEntry.kind:
            fragment = Fragment(kind=kind, specs=field_specs(kind), values=values)
            command = command_of_document(fragment, file_text)[0]
            if command is None:
                return None
    except (_NotPlain, ClaimsError, ValueError, TypeError, RecursionError):
        return None
    alone = "file" not in values
    return PlainEntry(kind=kind, command=command, origin=origin, node=None, alone=alone)


def command_again(text: str) -> Command:
    """The command of a text of JSON that gave one alone before: what held then holds."""
    kind = _kind(text).kind
    values = _shape(kind).again(text)
    if kind == DocumentEntry.kind:
        return captured_again(Fragment(kind=kind, specs=field_specs(kind), values=values))
    command = command_of(kind, values)
    assert not isinstance(command, DocumentEntry)  # noqa: S101 - its kind went another way
    return command


@cache
def _kinds() -> frozenset[str]:
    """The kinds of plain entries: documents, and claims whose values each stand for themselves."""
    return frozenset({*(kind for kind in CLAIM_KINDS if not _may_refuse(kind)), DocumentEntry.kind})


def _may_refuse(kind: str) -> bool:
    """Whether the class of a kind looks at its values when it is made."""
    cls = KINDS[kind]
    return hasattr(cls, "__attrs_post_init__") or any(
        field.validator or field.converter for field in attrs.fields(cls)
    )


class _PlainFields:
    """What reads the values of an entry of a kind: at first within their limits, then again."""

    def __init__(self, specs: Sequence[FieldSpec]) -> None:
        self._within_limits = _reader(specs, _limited)
        self._read = _reader(specs, _bare)
        self._dates = frozenset(spec.name for spec in specs if spec.sort is Sort.DATE)

    def checked(self, text: str) -> dict[str, object]:
        """The values, where each name of the text is one of theirs, once."""
        values = self._within_limits(text)
        # Each name ends so, and within a text of it something else may: as many as were read are
        # all names, none of them twice, unknown, or with fields of its own.
        names = len(_NAME_ENDS.findall(text)) if _are_apart(text) else text.count('":')
        if names != len(values):
            raise _NotPlain
        return self._whole(values)

    def again(self, text: str) -> dict[str, object]:
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
    return _PlainFields([spec for spec in field_specs(kind) if _is_plain(spec)])


def _reader(
    specs: Sequence[FieldSpec], hint: Callable[[FieldSpec], Any]
) -> Callable[[str], dict[str, object]]:
    """What reads fields of which each holds what its hint says."""
    hints = {spec.name: hint(spec) if spec.required else NotRequired[hint(spec)] for spec in specs}
    made: Any = TypedDict  # a class of run time
    shape: type[dict[str, object]] = made("Values", {"kind": str, **hints})
    return decoder(shape).decode


def _are_apart(text: str) -> bool:
    """Whether a name may stand apart from its colon; where none does, each ends with ``":``."""
    return '" ' in text or '"\t' in text or '"\n' in text or '"\r' in text


def _is_plain(spec: FieldSpec) -> bool:
    if spec.sort is Sort.DATE:
        return spec.type is Edtf and not spec.many
    return spec.sort not in _COMPOSED


def _limited(spec: FieldSpec) -> Any:  # noqa: ANN401 - a type form
    """One value of a field, or its list, within its limits as msgspec is to hold them."""
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


def _bare(spec: FieldSpec) -> Any:  # noqa: ANN401 - a type form
    """One value of a field, or its list, whatever its limits are."""
    hint: Any = spec.type if spec.sort in _TYPED else str
    return tuple[hint, ...] if spec.many else hint


class _Kind(msgspec.Struct, gc=False):
    """Which kind of entry it is."""

    kind: str


_kind = decoder(_Kind).decode
_date = lru_cache(maxsize=_DATES)(date_of)
