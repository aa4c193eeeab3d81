"""A tree becomes an entry: every field checked against its description, all mistakes kept.

Takes a node and its origin, gives an ``Entry``, or a ``BrokenEntry`` with the placed mistakes and
what is right. Which fields there are and what they hold is said by ``specs`` alone.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, TypeVar

import attrs

from ledger.claims.decision.refusals import TooManyMistakes
from ledger.claims.developments import Figure
from ledger.claims.entry_into_force.rule import EntryIntoForceRule
from ledger.claims.entry_into_force.validation import faults_of, follows
from ledger.entries import explain, mistakes
from ledger.entries.capture import command_of_document
from ledger.entries.document import DocumentEntry, FileText
from ledger.entries.entry import BrokenEntry, Entry, node_at
from ledger.entries.figure_words import figure_of
from ledger.entries.fragment import Fragment, stand_in
from ledger.entries.nodes import Pairs, is_emptied, kind_word, not_many, texts_of
from ledger.entries.specs import (
    CLAIM_KINDS,
    DESCRIBED_KINDS,
    KIND_NAMES,
    FieldSpec,
    Sort,
    command_of,
    field_specs,
    make,
    shared_fields,
)
from ledger.entries.text.scalars import plain_value, word_of
from ledger.entries.text.tree import Fields, Items, Node, NotRead, Origin, Scalar
from ledger.errors import ClaimsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ledger.claims.commands import Command

T = TypeVar("T")


class _BrokenPart(Exception):
    """A part is wrong and its mistakes are kept: the whole cannot be made of its fragment."""

    def __init__(self, fragment: Fragment) -> None:
        super().__init__()
        self.fragment = fragment


class _Enough(Exception):
    """So many mistakes in one entry that no more are looked for."""


_MOST = 1_000
_COMPOSED = frozenset({Sort.ENTRY, Sort.RECORD})


def decoded(
    node: Node,
    origin: Origin,
    file_text: FileText | None = None,
    quotes: Sequence[str] = (),
) -> Entry | BrokenEntry:
    """The entry that a node amounts to, or with every mistake in it, in the order of the text.

    ``file_text`` reads the files that documents name; without it they are refused. ``quotes``
    are what the file's claims quote of it, for a document that takes its words from them.
    """
    run = _Decoding(origin=origin, file_text=file_text, quotes=tuple(quotes))
    fragment = Fragment()
    try:
        fields, kind, command = run.entry(node, KIND_NAMES)
    except ClaimsError as error:
        run.keep(error, node)
    except _BrokenPart as kept:
        fragment = kept.fragment
    except _Enough:
        run.mistakes.append(TooManyMistakes(_MOST).at(origin.where(node)))
    else:
        notes = tuple(run.notes)
        return Entry(kind=kind, command=command, origin=origin, node=fields, notes=notes)
    errors = tuple(sorted(run.mistakes, key=_place))
    return BrokenEntry(mistakes=errors, fragment=fragment, origin=origin, node=node)


def _place(error: ClaimsError) -> tuple[int, int]:
    where = error.where
    return (0, 0) if where is None else (where.line or 0, where.column or 0)


@attrs.frozen(kw_only=True)
class _Decoding:
    """One entry while it is decoded. A method raises its mistake, or _BrokenPart for its parts'."""

    origin: Origin
    file_text: FileText | None
    quotes: tuple[str, ...]
    mistakes: list[ClaimsError] = attrs.field(factory=list)
    notes: list[str] = attrs.field(factory=list)

    def keep(self, error: ClaimsError, node: Node) -> None:
        """Keep a mistake, at this node if it has no place of its own."""
        if len(self.mistakes) >= _MOST:
            raise _Enough
        self.mistakes.append(error.at(self.origin.where(node)))

    def entry(self, node: Node, kinds: tuple[str, ...]) -> tuple[Fields, str, Command]:
        """An entry whose kind is one of ``kinds``."""
        if isinstance(node, NotRead):
            raise node.error
        if not isinstance(node, Fields):
            raise mistakes.NotAnEntry(explain.sort_of(node))
        pairs = self.distinct(node)
        _, kind_node = pairs.pop("kind", (None, Scalar(None, node.start, node.end)))
        try:
            kind = self.kind(kind_node, kinds)
        except ClaimsError as error:
            self.keep(error, kind_node)
            self.of_any_kind(pairs, kinds)
            raise _BrokenPart(texts_of(pairs)) from None
        fragment = self.values(field_specs(kind), pairs, owner=kind, at=kind_node)
        if kind == DocumentEntry.kind:
            return node, kind, self.document(fragment, node)
        if fragment.wrong:
            raise _BrokenPart(fragment)
        command = self.whole(lambda: command_of(kind, fragment.values), fragment, node)
        assert not isinstance(command, DocumentEntry)  # noqa: S101 - its kind went another way
        return node, kind, command

    def of_any_kind(self, pairs: Pairs, kinds: tuple[str, ...]) -> None:
        """What is wrong where the kind is: the fields that hold the same in every kind."""
        shared = shared_fields(kinds)
        for name, (_, node) in pairs.items():
            spec = shared.get(name)
            if isinstance(node, NotRead):
                self.keep(node.error, node)
            elif spec is not None and not (isinstance(node, Scalar) and node.value is None):
                self.value(spec, node)

    def whole(self, make_it: Callable[[], T], fragment: Fragment, node: Fields) -> T:
        """What is made of checked parts; keeps the mistakes of a class that refuses it."""
        owner = fragment.kind or ""
        try:
            return make_it()
        except ValueError as refusal:
            faults: tuple[ClaimsError, ...] = (mistakes.Unfit(owner, str(refusal)),)
        except ClaimsError as refusal:
            faults = getattr(refusal, "together", (refusal,))
        self.mistakes.extend(self.placed(fault, node, within=owner) for fault in faults)
        wrong = {(fault.field or "kind").removeprefix(f"{owner}.") for fault in faults}
        raise _BrokenPart(attrs.evolve(fragment, broken=fragment.broken | wrong))

    def placed(self, error: ClaimsError, node: Fields, *, within: str = "") -> ClaimsError:
        """The mistake at the field that it names, as far as that is written."""
        path = (error.field or "kind").removeprefix(f"{within}.").split(".")
        return error.at(self.origin.where(node_at(node, path)))

    def document(self, fragment: Fragment, node: Fields) -> Command:
        """The command that keeps a document, whose fields must fit each other."""
        command, fragment, errors = command_of_document(fragment, self.file_text, self.quotes)
        if command is not None:
            return command
        self.mistakes.extend(self.placed(fault, node) for fault in errors)
        raise _BrokenPart(fragment)

    def distinct(self, node: Fields) -> Pairs:
        """The pairs by their names; of what stands twice, the mistake."""
        pairs: Pairs = {}
        for name, value in node.pairs:
            word = str(name.value)
            if word in pairs:
                twice = mistakes.DuplicateField(word)
                pairs[word] = (name, NotRead(twice, name.start, name.end))
            else:
                pairs[word] = (name, value)
        return pairs

    def values(self, specs: Iterable[FieldSpec], pairs: Pairs, *, owner: str, at: Node) -> Fragment:
        """The values of an entry or a record, by field; what is not given keeps its default."""
        fields = {spec.name: spec for spec in specs}
        values: dict[str, object] = {}
        broken: set[str] = set()
        for name, (place, value) in pairs.items():
            if name in fields:
                continue
            if isinstance(value, NotRead):  # why is known already
                self.keep(value.error, value)
                broken.add(name)
                continue
            unknown = mistakes.UnknownField(name, owner, fields)
            self.keep(unknown, place)
            broken.add(unknown.near or name)
        for name, spec in fields.items():
            key, node = pairs.get(name, (at, None))
            if node is not None and owner in DESCRIBED_KINDS and is_emptied(spec, node):
                values[name] = spec.default
            elif node is not None and not self.unset(spec, node):
                values[name] = self.value(spec, node)
                if values[name] is None:
                    broken.add(name)
            elif spec.required and name not in broken:
                self.keep(mistakes.MissingField(name, owner, spec.help), key)
                broken.add(name)
        return Fragment(kind=owner, specs=tuple(specs), values=values, broken=frozenset(broken))

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
        self.keep(not_many(spec, node), node)
        return None

    def one(self, spec: FieldSpec, node: Node) -> object:
        """One value of a field, or None where its mistakes are kept."""
        try:
            return self.checked(spec, node)
        except ClaimsError as error:
            self.keep(error.about(spec.name), node)
        except _BrokenPart as kept:
            return kept.fragment
        return None

    def checked(self, spec: FieldSpec, node: Node) -> object:
        """One value of a field; raises its mistake."""
        composed = spec.sort in _COMPOSED
        if isinstance(node, Scalar) and not composed:
            return self.plain(spec, node)
        if isinstance(node, NotRead):
            raise node.error
        if isinstance(node, Fields) and composed:
            whole = self.record if spec.sort is Sort.RECORD else self.stated
            return whole(spec, node)
        if spec.type is Figure and isinstance(node, Scalar) and isinstance(node.value, str):
            return figure_of(node.value)
        raise explain.wrong_type(spec, node, typed=self.origin.typed)

    def plain(self, spec: FieldSpec, node: Scalar) -> object:
        """One plain value; a word that was read as another is noted."""
        value = plain_value(spec, node, typed=self.origin.typed)
        if spec.sort is Sort.CHOICE and isinstance(value, Enum):
            self.note(spec.name, str(node.value), str(value.value))
        return value

    def note(self, field: str, written: str, word: str) -> None:
        """Note that a word of a vocabulary was read as it is spelled there."""
        if written != word:
            self.notes.append(f"{field}: \u201c{mistakes.shown(written)}\u201d was read as {word}")

    def kind(self, node: Node, kinds: tuple[str, ...]) -> str:
        """The kind of an entry."""
        written = kind_word(node)
        kind = word_of(written, kinds, "kind")
        if kind not in kinds:
            if kind in KIND_NAMES:
                raise mistakes.ReplacementNotAClaim(kind)
            raise mistakes.UnknownKind(written, kinds)
        self.note("kind", written, kind)
        return kind

    def stated(self, _: FieldSpec, node: Fields) -> object:
        """A claim inside another entry."""
        return self.entry(node, CLAIM_KINDS)[2]

    def record(self, spec: FieldSpec, node: Fields) -> object:
        """A group of fields, such as a figure."""
        fragment = self.values(spec.parts, self.distinct(node), owner=spec.name, at=node)
        if not fragment.wrong:
            return self.whole(lambda: make(spec.type, fragment.values), fragment, node)
        if spec.type is EntryIntoForceRule:
            self.rule(fragment, node)
        raise _BrokenPart(fragment)

    def rule(self, fragment: Fragment, node: Fields) -> None:
        """What is wrong with the rest of a rule in which something is wrong already."""
        wrong = tuple(fragment.paths)
        for fault in faults_of(stand_in(EntryIntoForceRule, fragment)):
            if not follows(fault, wrong):
                self.mistakes.append(self.placed(fault, node, within=str(fragment.kind)))
