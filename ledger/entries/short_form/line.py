"""An entry in one line: ``signed japan philippines of raa 2024-07-08: the words of the source``.

Takes an item whose first field is such a line; gives the same item with its fields. What a word
of the line is follows from its form and from the kind alone: a date, a count, a word of a closed
vocabulary, or else a name. ``docs/short-form.md`` has the grammar.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import attrs

from ledger.claims.vocabulary import Modality
from ledger.entries.mistakes import UnclearWord, nearest
from ledger.entries.specs import (
    CLAIM_KINDS,
    KIND_NAMES,
    PARTIES,
    FieldSpec,
    Sort,
    attribution,
    field_specs,
    takes_several,
)
from ledger.entries.text.scalars import word_meant, word_of
from ledger.entries.text.tree import Fields, Items, Node, NotRead, Scalar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OF, BY, PER, BEFORE = "of", "by", "per", "before"
"""Behind them stands the instrument or hurdle, the authority, who says so, and what is blocked."""

_WORD = re.compile(r"\([^()]*\)|[^\s,()]+")
DATE = re.compile(r"\.\.|[0-9]{4}(?![0-9])|[0-9]{2}[0-9X]X")
_COUNT = re.compile(r"[0-9]{1,3}")
_OF_COUNT = re.compile(r"([0-9]+)/([0-9]+)")
_NO_NAMES = frozenset({"host", "authority", "depositary", "part_of"})
"""Fields for a party that a plain name in a line is never put into."""

_TEXTS = ("quote", "name", "title")
"""The field that stands behind the colon: the first of these that the kind must have."""


def of_line(node: Node) -> Node:
    """The item with its fields if it begins with a line, else the item."""
    if not isinstance(node, Fields) or not node.pairs or node.get("kind") is not None:
        return node
    (line, text), *rest = node.pairs
    words = words_of(line)
    if not words:
        return node
    word = str(words[0].value)
    alone = len(words) == 1  # "party" alone is the name of a field
    kind = word_of(word, KIND_NAMES) if alone else (word_meant(word, KIND_NAMES) or word)
    if kind not in CLAIM_KINDS if alone else not _like_a_kind(kind) or _names_a_field(line):
        return node
    place = Scalar(kind, words[0].start, words[0].end)
    pairs: list[tuple[Scalar, Node]] = [(_named("kind", words[0]), place)]
    if kind in KIND_NAMES:
        pairs += _EntryLine(kind=kind, words=words[1:]).fields()
    pairs += [(_named(text_field(kind), line), text), *rest]
    return Fields(tuple(pairs), node.start, node.end)


def words_of(line: Scalar) -> list[Scalar]:
    """The words of a line, each at its place; what stands in brackets is one."""
    matches = _WORD.finditer(str(line.value or ""))
    return [Scalar(match[0], *_span(line, match)) for match in matches]


def _like_a_kind(word: str) -> bool:
    return word in KIND_NAMES or nearest(word, KIND_NAMES) is not None


def _names_a_field(line: Scalar) -> bool:
    """Whether a line is a field's name in words: "source kind" begins as sources-named does."""
    return "_".join(str(line.value).lower().split()) in _field_names()


@cache
def _field_names() -> frozenset[str]:
    return frozenset(spec.name for kind in KIND_NAMES for spec in field_specs(kind))


@cache
def text_field(kind: str) -> str:
    """The field that a line of this kind has behind its colon."""
    if kind not in KIND_NAMES:
        return "quote"
    required = {spec.name for spec in field_specs(kind) if spec.required}
    return next((name for name in _TEXTS if name in required), "quote")


@cache
def subject_field(kind: str) -> str | None:
    """The field that a text in brackets fills: the topic, the title, what the act is about."""
    texts = [
        spec.name
        for spec in field_specs(kind)
        if spec.required
        and spec.sort is Sort.TEXT
        and spec.name not in {"quote", text_field(kind)}
        and not spec.many
    ]
    return texts[0] if len(texts) == 1 else None


@cache
def names_field(kind: str) -> FieldSpec | None:
    """The field that the plain names of a line fill: whose act it is, who took part."""
    of_any_claim = {spec.name for spec in attribution()}
    parties = [
        spec
        for spec in field_specs(kind)
        if spec.name not in of_any_claim
        and spec.sort is Sort.PARTY
        and spec.name not in _NO_NAMES
        and spec.name != "id"
    ]
    required = [spec for spec in parties if spec.required]
    return next(iter([*required, *parties]), None)


@cache
def first_field(kind: str) -> str | None:
    """The field that the first name of a line fills, where that is no party."""
    fields = {spec.name: spec for spec in field_specs(kind)}
    named = "hurdle" if "hurdle" in fields else "id"
    return named if named in fields and fields[named].required else None


@attrs.define(kw_only=True)
class _EntryLine:
    """The words behind the kind, taken one after the other."""

    kind: str
    words: list[Scalar]
    names: list[Scalar] = attrs.Factory(list)
    pairs: list[tuple[Scalar, Node]] = attrs.Factory(list)

    def fields(self) -> list[tuple[Scalar, Node]]:
        """The fields that the words say."""
        specs = {spec.name: spec for spec in field_specs(self.kind)}
        while self.words:
            word = self.words.pop(0)
            text = str(word.value)
            if not any(take(specs, word, text) for take in self._ways()):
                self.names.append(word)
        self._name()
        return self.pairs

    def _ways(self) -> Iterator[Callable[[dict[str, FieldSpec], Scalar, str], bool]]:
        yield self._bracketed
        yield self._marked
        yield self._counted
        yield self._dated
        yield self._chosen

    def _bracketed(self, _: dict[str, FieldSpec], word: Scalar, text: str) -> bool:
        """``(beef quota)``: what it is about, where the kind says that in one text."""
        field = subject_field(self.kind)
        if field is None or not text.startswith("("):
            return False
        value = Scalar(text[1:-1].strip(), word.start, word.end)
        self.pairs.append((_named(field, word), value))
        return True

    def _marked(self, specs: dict[str, FieldSpec], _: Scalar, text: str) -> bool:
        """``of raa``, ``by ph-senate``, ``per escudero``: the name behind a small word."""
        objects = {
            OF: ("instrument", "hurdle"),
            BY: ("authority", "by"),
            PER: ("asserted_by",),
            BEFORE: ("blocks",),
        }
        field = next((name for name in objects.get(text, ()) if name in specs), None)
        if field is None or not self.words:
            return False
        name = self.words.pop(0)
        if not specs[field].many:
            self.pairs.append((_named(field, name), name))
            return True
        for place, (before, value) in enumerate(self.pairs):
            if before.value == field and isinstance(value, Items):
                self.pairs[place] = (before, Items((*value.items, name), value.start, name.end))
                return True
        self.pairs.append((_named(field, name), Items((name,), name.start, name.end)))
        return True

    def _counted(self, specs: dict[str, FieldSpec], word: Scalar, text: str) -> bool:
        """``9/11`` and ``9``, where something is counted."""
        if "count" not in specs:
            return False
        if match := _OF_COUNT.fullmatch(text):
            parts = [
                Scalar(part, word.start + match.start(place), word.start + match.end(place))
                for place, part in ((1, match[1]), (2, match[2]))
            ]
            for field, part in zip(("count", "required"), parts, strict=True):
                self.pairs.append((_named(field, word), part))
            return True
        if _COUNT.fullmatch(text):
            self.pairs.append((_named("count", word), word))
            return True
        return False

    def _dated(self, specs: dict[str, FieldSpec], word: Scalar, text: str) -> bool:
        if "occurred" not in specs or not DATE.match(text):
            return False
        self.pairs.append((_named("occurred", word), word))
        return True

    def _chosen(self, specs: dict[str, FieldSpec], word: Scalar, text: str) -> bool:
        """A word of a vocabulary: of the kind's own first, then how the source puts it."""
        own = (spec for spec in specs.values() if text in spec.choices and spec.name != "modality")
        spec = next(own, None)
        if spec is not None:
            self.pairs.append((_named(spec.name, word), word))
        elif "modality" in specs and text in set(Modality):
            self.pairs.append((_named("modality", word), word))
        elif text in specs and specs[text].sort is Sort.YES_NO:
            self.pairs.append((_named(text, word), Scalar("yes", word.start, word.end)))
        else:
            return False
        return True

    def _name(self) -> None:
        """The names, in the fields that they fill by their order."""
        first = first_field(self.kind)
        taken = {str(name.value) for name, _ in self.pairs}
        if first is not None and first not in taken and self.names:
            word = self.names.pop(0)
            self.pairs.append((_named(first, word), word))
        if not self.names:
            return
        field = names_field(self.kind)
        several = field is not None and field.name == "party" and takes_several(self.kind)
        many = field is not None and (field.many or several)
        if field is None or (len(self.names) > 1 and not many):
            for word in self.names if field is None else self.names[1:]:
                refused = NotRead(UnclearWord(str(word.value), self.kind), word.start, word.end)
                self.pairs.append((word, refused))
            self.names = [] if field is None else self.names[:1]
        if field is not None and (field.many or len(self.names) > 1):
            listed = Items(tuple(self.names), self.names[0].start, self.names[-1].end)
            name = field.name if field.many else PARTIES
            self.pairs.append((_named(name, self.names[0]), listed))
        elif field is not None:
            self.pairs.append((_named(field.name, self.names[0]), self.names[0]))


def _named(field: str, place: Node) -> Scalar:
    return Scalar(field, place.start, place.end)


def _span(line: Scalar, match: re.Match[str]) -> tuple[int, int]:
    """The place of a word; of a line in quotation marks, that of the whole line."""
    if line.end - line.start != len(str(line.value)):
        return line.start, line.end
    return line.start + match.start(), line.start + match.end()
