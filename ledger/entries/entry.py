"""An entry: a command that knows where each of its fields was written; or one with mistakes.

Takes what ``decode`` understood; gives the command to ``decide``, and to the errors of
``decide`` their place. Of an entry with mistakes, what is right in it goes there as well.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from ledger.claims.commands import Command
from ledger.entries.fragment import Fragment
from ledger.entries.text.json_text import json_tree
from ledger.entries.text.tree import Fields, Items, Node, Origin, Scalar
from ledger.errors import ClaimsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledger.errors import Where


@attrs.frozen(kw_only=True)
class _Written:
    """What stands in a text, and where.

    ``node`` is None where an entry is all that its text holds, in JSON: then the tree is made
    again when a place is asked for, which is rare, and a large file need not be held as trees.
    """

    _origin: Origin = attrs.field(repr=False)
    _tree: Node | None = attrs.field(repr=False, alias="node")

    @property
    def _node(self) -> Node:
        return json_tree(self._origin) if self._tree is None else self._tree

    @property
    def origin(self) -> Origin:
        """The text in which it stands."""
        return self._origin

    @property
    def source(self) -> tuple[Node, Origin]:
        """What was decoded, and where it stands."""
        return self._node, self._origin

    @property
    def where(self) -> Where:
        """The place of the entry: of its kind, with which it begins as a rule."""
        return self._origin.where(anchor(self._node))

    def place(self, *path: str | int) -> Where:
        """The place of a field's value: ``place("quote")``, ``place("participants", 0)``.

        A field that the entry has only inside another, as a correction has a quote, is found
        there. A word that is no field is looked for among the values, for errors that know a
        name and not its role. What is not written at all has the place of the entry.
        """
        return self._origin.where(node_at(self._node, path))

    @cached_property
    def _words(self) -> dict[str, Node]:
        """The first scalar of each value: an entry can have a hundred thousand names."""
        return {str(node.value): node for node in reversed(list(_scalars(self._node)))}

    def place_of(self, field: str, word: str | None = None) -> Where:
        """The place of the field that an error names, or of a word in it: ``after.unit``."""
        if word is not None and field == word:
            return self._origin.where(self._words.get(word) or anchor(self._node))
        inside = node_at(self._node, field.split("."))
        holder = None if word is None else _holding(inside, word) or _holding(self._node, word)
        return self._origin.where(holder or inside)


@attrs.frozen(kw_only=True)
class Entry(_Written):
    """One command with its origin."""

    kind: str
    _command: Command | None = attrs.field(alias="command")  # None: its text gives it again
    notes: tuple[str, ...] = ()
    """What was not taken as it was written, a sentence each."""

    @property
    def command(self) -> Command:
        """What it asks of the ledger."""
        assert self._command is not None  # noqa: S101 - those of which it is made later say how
        return self._command


@attrs.frozen(kw_only=True)
class BrokenEntry(_Written):
    """An entry with mistakes, or a stretch of text that could not be read as entries.

    ``fragment`` is what is right in it: its names and quotes can still be checked.
    """

    mistakes: tuple[ClaimsError, ...]
    fragment: Fragment

    @property
    def unread(self) -> frozenset[str]:
        """The names in a text that could not be read: they may be those that others refer to."""
        return frozenset() if isinstance(self._node, Fields) else self._origin.names


def anchor(node: Node) -> Node:
    """What stands for an entry as a whole: the value of its kind, else its start."""
    kind = node.get("kind") if isinstance(node, Fields) else None
    return node if kind is None else kind[1]


def node_at(fields: Node, path: Iterable[str | int]) -> Node:
    """The node of a path, as far as it is written; else what stands for the whole."""
    node: Node = fields
    for step in path:
        inner = _step(node, step)
        if inner is None:
            break
        node = inner
    return anchor(fields) if node is fields else node


def _step(node: Node, step: str | int) -> Node | None:
    if isinstance(node, Items) and str(step).isdigit():
        return node.items[int(step)] if int(step) < len(node.items) else None
    if isinstance(step, int):
        return None
    return _named(node, step) or _holding(node, step)


def _named(node: Node, name: str) -> Node | None:
    """The value of a field of that name, the outermost first."""
    match node:
        case Fields():
            pair = node.get(name)
            return pair[1] if pair else _first(_named(value, name) for _, value in node.pairs)
        case Items():
            return _first(_named(item, name) for item in node.items)
    return None


def _holding(node: Node, value: str) -> Node | None:
    """The first scalar of that value."""
    match node:
        case Fields():
            return _first(_holding(each, value) for _, each in node.pairs)
        case Items():
            return _first(_holding(each, value) for each in node.items)
        case Scalar() if node.value == value:
            return node
    return None


def _scalars(node: Node) -> Iterator[Scalar]:
    match node:
        case Fields():
            for _, value in node.pairs:
                yield from _scalars(value)
        case Items():
            for item in node.items:
                yield from _scalars(item)
        case Scalar():
            yield node


def _first(nodes: Iterable[Node | None]) -> Node | None:
    return next((node for node in nodes if node is not None), None)
