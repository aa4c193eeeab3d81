"""An entry: a command that knows where each of its fields was written.

Takes what ``decode`` understood; gives the command to ``decide``, and to the errors of
``decide`` their place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ledger.claims.commands import Command
from ledger.claims.entries.tree import Fields, Items, Node, Origin

if TYPE_CHECKING:
    from ledger.errors import Where


@attrs.frozen(kw_only=True)
class Entry:
    """One command with its origin."""

    kind: str
    command: Command
    _origin: Origin = attrs.field(repr=False)
    _node: Fields = attrs.field(repr=False)

    @property
    def where(self) -> Where:
        """The place of the entry: of its kind, with which it begins as a rule."""
        return self._origin.where(anchor(self._node))

    def place(self, *path: str | int) -> Where:
        """The place of a field's value, or of the entry where the field is not written.

        ``entry.place("quote")``, ``entry.place("becomes", "quote")``,
        ``entry.place("participants", 0)``.
        """
        node: Node = self._node
        for step in path:
            inner = _step(node, step)
            if inner is None:
                break
            node = inner
        return self.where if node is self._node else self._origin.where(node)


def anchor(fields: Fields) -> Node:
    """What stands for an entry as a whole: the value of its kind, else its start."""
    kind = fields.get("kind")
    return fields if kind is None else kind[1]


def _step(node: Node, step: str | int) -> Node | None:
    match node, step:
        case Fields(), str():
            pair = node.get(step)
            return None if pair is None else pair[1]
        case Items(), int() if 0 <= step < len(node.items):
            return node.items[step]
        case _:
            return None
