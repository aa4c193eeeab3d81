"""What each kind of entry is made of: the one description of its fields.

Takes the attrs classes of the vocabulary, gives ``field_specs``; the reader, the prompts, the
flags, the ``--edit`` template and the JSON Schema all follow it. There is no second list: a
field added to a class is a field of the format.
"""

from __future__ import annotations

import inspect
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from functools import cache
from types import UnionType
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    NewType,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

import attrs
import msgspec

from ledger.claims.commands import (
    Command,
    CorrectClaim,
    Describe,
    DisputeClaim,
    JudgeParties,
    RecordClaim,
    Retract,
)
from ledger.claims.developments import KINDS, Development
from ledger.claims.developments.fields import Slug, Text
from ledger.claims.entities import Entity
from ledger.claims.entry_into_force.conditions import SHARE_PATTERN, Share
from ledger.edtf import Edtf
from ledger.entries.document import DocumentEntry
from ledger.ids import SLUG_MAX, ClaimId, DocumentId, HurdleId, InstrumentId, PartnershipId, PartyId

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME_PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*$"
HURDLE_PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?$"
FIGURE_PATTERN = r"^-?[0-9]{1,30}(\.[0-9]{1,30})?$"


class Sort(Enum):
    """What one value of a field is, in the words of a message or a prompt."""

    TEXT = "text"
    NAME = "a short name"
    NUMBER = "a whole number"
    FIGURE = "a number in digits"
    SHARE = "a part of a whole"
    YES_NO = "yes or no"
    CHOICE = "one of its words"
    DATE = "a date"
    PARTY = "a party by its short name, name or code"
    PARTNERSHIP = "the short name of a partnership"
    INSTRUMENT = "the short name of an instrument"
    DOCUMENT = "the short name of a document"
    CLAIM = "the short name of a claim"
    HURDLE = "the short name of a hurdle"
    RECORD = "a group of fields"
    ENTRY = "an entry of its own"


@attrs.frozen(kw_only=True)
class FieldSpec:
    """One field: what it is called, what it means, what it holds.

    ``sort`` and ``type`` are of one value; with ``many`` the field is a list of them.
    ``default`` is what an entry means that leaves the field out. ``choices`` are the words of
    a choice, ``parts`` the fields of a record, ``bounds`` the limits of a text or number.
    """

    name: str
    help: str
    sort: Sort
    type: object
    required: bool
    many: bool = False
    nullable: bool = False
    default: object = None
    bounds: msgspec.Meta | None = None
    choices: tuple[str, ...] = ()
    parts: tuple[FieldSpec, ...] = ()

    @property
    def holds(self) -> str:
        """What the field holds, in words.

        >>> [field.holds for field in field_specs("workshop-held")][3:5]
        ['a list, each a party by its short name, name or code', 'a list, each text']
        """
        return f"a list, each {self.sort.value}" if self.many else self.sort.value


@attrs.frozen(kw_only=True)
class KindSpec:
    """One kind of entry: its name, the sentence of its class, its fields, required ones first."""

    kind: str
    summary: str
    fields: tuple[FieldSpec, ...]


CLAIM_KINDS = tuple(KINDS)
"""The kinds that state something: the developments."""

_DESCRIBED: Mapping[str, type] = {entity.kind: entity for entity in get_args(Entity)}
_CONTROLS: Mapping[str, type[CorrectClaim | Retract | DisputeClaim]] = {
    control.kind: control for control in (CorrectClaim, Retract, DisputeClaim)
}
_ALONE: Mapping[str, type] = {
    **_DESCRIBED,
    JudgeParties.kind: JudgeParties,
    DocumentEntry.kind: DocumentEntry,
    **_CONTROLS,
}

DESCRIBED_KINDS = tuple(_DESCRIBED)
"""The kinds that describe something: what they leave out stays as it is."""

KIND_NAMES = (
    *_DESCRIBED,
    JudgeParties.kind,
    DocumentEntry.kind,
    *CLAIM_KINDS,
    *_CONTROLS,
)
"""Every kind of entry, in the order in which one would write them."""

_FIRST = ("document", "quote")


@cache
def kind_spec(kind: str) -> KindSpec:
    """The description of a kind; KeyError for a word that is no kind."""
    cls: type = KINDS[kind] if kind in KINDS else _ALONE[kind]
    fields = _fields_of(cls)
    if kind in KINDS:
        first = [field for field in attribution() if field.name in _FIRST]
        rest = [field for field in attribution() if field.name not in _FIRST]
        fields = (*first, *fields, *rest)
    ordered = sorted(fields, key=lambda field: not field.required)
    summary = (inspect.getdoc(cls) or "").replace("``", "")
    return KindSpec(kind=kind, summary=summary, fields=tuple(ordered))


def field_specs(kind: str) -> tuple[FieldSpec, ...]:
    """The fields of a kind, required ones first; KeyError for a word that is no kind.

    >>> [field.name for field in field_specs("reservation-made") if field.required]
    ['document', 'quote', 'instrument', 'party', 'reservation']
    """
    return kind_spec(kind).fields


@cache
def shared_fields(kinds: tuple[str, ...]) -> Mapping[str, FieldSpec]:
    """The fields that hold the same in every one of these kinds that has them, by name.

    >>> [name in shared_fields(KIND_NAMES) for name in ("occurred", "quote", "by")]
    [True, True, False]
    """
    alike: dict[str, list[FieldSpec]] = {}
    for kind in kinds:
        for spec in field_specs(kind):
            bare = attrs.evolve(spec, help="", required=False, nullable=False, default=None)
            others = alike.setdefault(spec.name, [])
            if bare not in others:
                others.append(bare)
    return {name: specs[0] for name, specs in alike.items() if len(specs) == 1}


PARTIES = "parties"
"""The field of an entry that says of several parties what they did: a claim for each."""


@cache
def parties_spec(kind: str) -> FieldSpec | None:
    """``parties`` as an entry of this kind can have it; None where its claims have it, or no party.

    >>> parties_spec("signed").holds, parties_spec("intent-stated")
    ('a list, each a party by its short name, name or code', None)
    """
    fields = {spec.name: spec for spec in (field_specs(kind) if kind in KIND_NAMES else ())}
    if kind not in KINDS or PARTIES in fields or "party" not in fields:
        return None
    sentence = "several parties at once: a claim is recorded for each"
    own = fields["party"]
    return attrs.evolve(own, name=PARTIES, help=sentence, many=True, nullable=False, required=False)


def takes_several(kind: str) -> bool:
    """Whether an entry of this kind can name one ``party`` or several ``parties``."""
    return {"party", PARTIES} <= {spec.name for spec in written_specs(kind)}


@cache
def written_specs(kind: str) -> tuple[FieldSpec, ...]:
    """The fields that an entry of this kind can be written with: its own, and ``parties``."""
    several = parties_spec(kind)
    fields: list[FieldSpec] = []
    for spec in field_specs(kind):
        fields.append(spec)
        if several is not None and spec.name == "party":
            fields.append(several)
    return tuple(fields)


def attribution() -> tuple[FieldSpec, ...]:
    """The fields that every claim has next to those of its development."""
    return _fields_of(RecordClaim)


def command_of(kind: str, values: Mapping[str, object]) -> Command | DocumentEntry:
    """The command that a kind's values amount to; a document is still to be captured.

    ValueError where a class refuses the whole of its parts.
    """
    if kind in KINDS:
        development, details = KINDS[kind], dict(values)
        own = _own_fields(development)  # type: ignore[arg-type]  # a class has a hash
        stated = {name: details.pop(name) for name in own & values.keys()}
        command: Command = make(RecordClaim, {"development": make(development, stated), **details})
        return command
    if kind in _DESCRIBED:
        described = Describe(entity=make(_DESCRIBED[kind], values))
        fields = frozenset(values)
        if described.stated == fields - {"id"}:
            return described
        return attrs.evolve(described, fields=fields)  # some of them empty on purpose
    alone: Command | DocumentEntry = make(_ALONE[kind], values)
    return alone


@cache
def _own_fields(development: type) -> frozenset[str]:
    return frozenset(field.name for field in attrs.fields(development))


def make(cls: Any, values: Mapping[str, object]) -> Any:  # noqa: ANN401 - a class of run time
    """An instance of an attrs class, from values that are checked already."""
    return cls(**values)


@cache
def _fields_of(cls: type) -> tuple[FieldSpec, ...]:
    hints = get_type_hints(cls, include_extras=True)
    return tuple(
        _field(field, hints[field.name])
        for field in attrs.fields(cls)
        if hints[field.name] != Development  # its own fields stand flat next to the others
    )


def _field(field: attrs.Attribute[object], hint: Any) -> FieldSpec:  # noqa: ANN401 - a type form
    hint, nullable = _without_none(hint)
    many = get_origin(hint) is tuple
    of_one = get_args(hint)[0] if many else hint
    if of_one is PartyId and field.name == "id":
        of_one = Slug  # a party's own
    sort, plain = _sort_and_type(of_one)
    return FieldSpec(
        name=field.name,
        help=field.metadata.get("help", ""),
        sort=sort,
        type=plain,
        required=field.default is attrs.NOTHING,
        many=many,
        nullable=nullable,
        default=None if field.default is attrs.NOTHING else field.default,
        bounds=next((each for each in get_args(plain) if isinstance(each, msgspec.Meta)), None),
        choices=tuple(plain) if sort is Sort.CHOICE else (),
        parts=_fields_of(plain) if sort is Sort.RECORD else (),
    )


def _without_none(hint: Any) -> tuple[Any, bool]:  # noqa: ANN401 - a type form
    if get_origin(hint) not in (Union, UnionType) or type(None) not in get_args(hint):
        return hint, False
    (other,) = (each for each in get_args(hint) if each is not type(None))
    return other, True


_REFERENCES: Mapping[object, tuple[Sort, str]] = {
    PartnershipId: (Sort.PARTNERSHIP, NAME_PATTERN),
    InstrumentId: (Sort.INSTRUMENT, NAME_PATTERN),
    DocumentId: (Sort.DOCUMENT, NAME_PATTERN),
    ClaimId: (Sort.CLAIM, NAME_PATTERN),
    HurdleId: (Sort.HURDLE, HURDLE_PATTERN),
}
_SCALARS: Mapping[object, Sort] = {
    str: Sort.TEXT,
    int: Sort.NUMBER,
    bool: Sort.YES_NO,
    Decimal: Sort.FIGURE,
    Edtf: Sort.DATE,
    date: Sort.DATE,
    RecordClaim: Sort.ENTRY,
}


def _sort_and_type(hint: Any) -> tuple[Sort, Any]:  # noqa: ANN401 - a type form
    """What one value is, and the type that msgspec converts its plain form to.

    A name is constrained here, once for all fields that refer to the same thing; a figure
    comes as text, so that no float touches it. Dates are read by ``edtf``. A party is called by
    any of its names: which one is meant, ``decide`` says.
    """
    if hint is PartyId:
        return Sort.PARTY, Text
    if hint in _REFERENCES:
        sort, pattern = _REFERENCES[hint]
        limit = SLUG_MAX if sort is not Sort.HURDLE else 2 * SLUG_MAX + 1
        return sort, Annotated[str, msgspec.Meta(pattern=pattern, max_length=limit)]
    if hint is Share:
        return Sort.SHARE, Annotated[str, msgspec.Meta(pattern=SHARE_PATTERN)]
    if isinstance(hint, NewType):
        return _sort_and_type(hint.__supertype__)
    base = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    if attrs.has(base) and base not in _SCALARS:
        return Sort.RECORD, base
    if isinstance(base, type) and issubclass(base, StrEnum):
        return Sort.CHOICE, base
    sort = _SCALARS[base]
    named = base is str and any(getattr(each, "pattern", None) for each in get_args(hint))
    if sort is Sort.FIGURE:
        return sort, Annotated[str, msgspec.Meta(pattern=FIGURE_PATTERN)]
    return (Sort.NAME if named else sort), hint
