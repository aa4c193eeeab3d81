"""A tree becomes an entry: every field checked against its description, all mistakes kept.

Takes a node and its origin, gives an ``Entry`` or the placed mistakes. Which fields there are
and what they hold is said by ``specs`` alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import attrs

from ledger.claims.entries import explain, mistakes
from ledger.claims.entries.document import DocumentEntry, FileText, captured, faults
from ledger.claims.entries.entry import Entry, node_at
from ledger.claims.entries.scalars import plain_value
from ledger.claims.entries.specs import (
    CLAIM_KINDS,
    KIND_NAMES,
    FieldSpec,
    Sort,
    command_of,
    field_specs,
    make,
)
from ledger.claims.entries.tree import Fields, Items, Node, Origin, Refused, Scalar
from ledger.errors import ClaimsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ledger.claims.commands import Command

T = TypeVar("T")
_Pairs = dict[str, tuple[Scalar, Node]]


class _Kept(Exception):
    """A part is wrong and its mistakes are kept: the whole cannot be made."""


def decoded(
    node: Node, origin: Origin, file_text: FileText | None = None
) -> Entry | list[ClaimsError]:
    """The entry that a node amounts to, or every mistake in it, in the order of the text.

    ``file_text`` reads the files that documents name; without it they are refused.
    """
    run = _Decoding(origin=origin, file_text=file_text)
    try:
        fields, kind, command = run.entry(node, KIND_NAMES)
    except ClaimsError as error:
        run.keep(error, node)
    except _Kept:
        pass
    else:
        if not run.mistakes:
            return Entry(kind=kind, command=command, origin=origin, node=fields)
    return sorted(run.mistakes, key=_place)


def _place(error: ClaimsError) -> tuple[int, int]:
    where = error.where
    return (0, 0) if where is None else (where.line or 0, where.column or 0)


@attrs.frozen(kw_only=True)
class _Decoding:
    """One entry while it is decoded. Methods raise their own mistake, or _Kept for their parts'."""

    origin: Origin
    file_text: FileText | None
    mistakes: list[ClaimsError] = attrs.field(factory=list)

    def keep(self, error: ClaimsError, node: Node) -> None:
        """Keep a mistake, at this node if it has no place of its own."""
        self.mistakes.append(error.at(self.origin.where(node)))

    def entry(self, node: Node, kinds: tuple[str, ...]) -> tuple[Fields, str, Command]:
        """An entry whose kind is one of ``kinds``."""
        if isinstance(node, Refused):
            raise node.error
        if not isinstance(node, Fields):
            raise mistakes.NotAnEntry(explain.sort_of(node))
        pairs = self.distinct(node)
        _, kind_node = pairs.pop("kind", (None, Scalar(None, node.start, node.end)))
        try:
            kind = _kind(kind_node, kinds)
        except ClaimsError as error:
            self.keep(error, kind_node)
            raise _Kept from None
        values = self.values(field_specs(kind), pairs, owner=kind, at=kind_node)
        return node, kind, self.command(kind, values, node)

    def command(self, kind: str, values: Mapping[str, object], node: Fields) -> Command:
        """The command of an entry whose fields are right, each on its own."""
        command = self.whole(lambda: command_of(kind, values), kind, node)
        return self.document(command, node) if isinstance(command, DocumentEntry) else command

    def whole(self, make_it: Callable[[], T], owner: str, node: Fields) -> T:
        """What is made of checked parts; raises the mistake of a class that refuses it."""
        try:
            return make_it()
        except ValueError as refusal:
            error: ClaimsError = mistakes.Unfit(owner, str(refusal))
        except ClaimsError as refusal:
            error = refusal
        raise self.placed(error, node, within=owner)

    def placed(self, error: ClaimsError, node: Fields, *, within: str = "") -> ClaimsError:
        """The mistake at the field that it names, as far as that is written."""
        path = (error.field or "kind").removeprefix(f"{within}.").split(".")
        return error.at(self.origin.where(node_at(node, path)))

    def document(self, entry: DocumentEntry, node: Fields) -> Command:
        """The command that keeps a document, whose fields must fit each other."""
        found = list(faults(entry))
        if not found:
            try:
                return captured(entry, self.file_text)
            except ClaimsError as error:
                found.append(error)
        self.mistakes.extend(self.placed(fault, node) for fault in found)
        raise _Kept

    def distinct(self, node: Fields) -> _Pairs:
        """The pairs by their names, the first of each."""
        pairs: _Pairs = {}
        for name, value in node.pairs:
            if str(name.value) in pairs:
                self.keep(mistakes.DuplicateField(str(name.value)), name)
            else:
                pairs[str(name.value)] = (name, value)
        return pairs

    def values(
        self, specs: Iterable[FieldSpec], pairs: _Pairs, *, owner: str, at: Node
    ) -> dict[str, object]:
        """The values of an entry or a record, by field; what is not given keeps its default."""
        before = len(self.mistakes)
        known = {spec.name: spec for spec in specs}
        for name, (place, _) in pairs.items():
            if name not in known:
                self.keep(mistakes.UnknownField(name, owner, known), place)
        values = {}
        for name, spec in known.items():
            key, node = pairs.get(name, (at, None))
            if node is not None and not self.unset(spec, node):
                values[name] = self.value(spec, node)
            elif spec.required:
                self.keep(mistakes.MissingField(name, owner, spec.help), key)
        if len(self.mistakes) > before:
            raise _Kept
        return values

    def unset(self, spec: FieldSpec, node: Node) -> bool:
        """Whether a field is written and left empty: in JSON only where null is a value."""
        empty = isinstance(node, Scalar) and node.value is None
        return empty and (spec.nullable or not self.origin.typed)

    def value(self, spec: FieldSpec, node: Node) -> object:
        """The value of a field; None, or a tuple with None in it, where mistakes are kept."""
        if not spec.many:
            return self.one(spec, node)
        if isinstance(node, Items) and (node.items or not spec.required):
            return tuple([self.one(spec, item) for item in node.items])
        self.keep(_not_many(spec, node), node)
        return None

    def one(self, spec: FieldSpec, node: Node) -> object:
        """One value of a field, or None where its mistakes are kept."""
        try:
            return self.checked(spec, node)
        except ClaimsError as error:
            self.keep(error.about(spec.name), node)
        except _Kept:
            pass
        return None

    def checked(self, spec: FieldSpec, node: Node) -> object:
        """One value of a field; raises its mistake."""
        composed = spec.sort in (Sort.ENTRY, Sort.RECORD)
        if isinstance(node, Refused):
            raise node.error
        if isinstance(node, Fields) and composed:
            whole = self.record if spec.sort is Sort.RECORD else self.stated
            return whole(spec, node)
        if isinstance(node, Scalar) and not composed:
            return plain_value(spec, node, typed=self.origin.typed)
        raise explain.wrong_type(spec, node, typed=self.origin.typed)

    def stated(self, _: FieldSpec, node: Fields) -> object:
        """A claim inside another entry."""
        return self.entry(node, CLAIM_KINDS)[2]

    def record(self, spec: FieldSpec, node: Fields) -> object:
        """A group of fields, such as a figure."""
        values = self.values(spec.parts, self.distinct(node), owner=spec.name, at=node)
        return self.whole(lambda: make(spec.type, values), spec.name, node)


def _kind(node: Node, kinds: tuple[str, ...]) -> str:
    match node:
        case Refused():
            raise node.error
        case Scalar(value=None):
            sentence = "what the entry is, such as workshop-held"
            raise mistakes.MissingField("kind", "the entry", sentence)
        case Scalar(value=str() as kind):
            if kind in kinds:
                return kind
            known = kind in KIND_NAMES
            raise mistakes.NotAClaim(kind) if known else mistakes.UnknownKind(kind, kinds)
    fix = "write one word, such as workshop-held"
    raise mistakes.WrongType("kind", "a word", explain.sort_of(node), fix=fix)


def _not_many(spec: FieldSpec, node: Node) -> ClaimsError:
    if isinstance(node, Refused):
        return node.error
    return explain.empty_list(spec) if isinstance(node, Items) else explain.no_list(spec, node)
