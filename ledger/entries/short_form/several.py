"""One entry for what several parties did: ``parties: [japan, philippines]`` on an act of a party.

Takes the tree of an entry; gives one tree for each party. Each party's act is a claim of its own,
so that each can be corrected, retracted and disputed without the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.entries import explain
from ledger.entries.specs import PARTIES, parties_spec
from ledger.entries.text.tree import Fields, Items, Node, NotRead, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.entries.specs import FieldSpec

_ONE = "party"


def each_party(node: Node) -> Iterator[Node]:
    """The entries of an act, one for each of its parties; of any other node, the node."""
    spec = _several(node)
    if spec is None or not isinstance(node, Fields):
        yield node
        return
    pairs = node.get(PARTIES)
    assert pairs is not None  # noqa: S101 - _several says so
    name, value = pairs
    if not isinstance(value, Items):
        wrong = NotRead(explain.no_list(spec, value), value.start, value.end)
        yield _with(node, name, wrong)
        return
    for item in value.items:
        yield _with(node, name, item)
    if not value.items:
        yield _with(node, name, NotRead(explain.empty_list(spec), value.start, value.end))


def _several(node: Node) -> FieldSpec | None:
    if not isinstance(node, Fields) or node.get(PARTIES) is None:
        return None
    kind = node.get("kind")
    word = kind[1].value if kind and isinstance(kind[1], Scalar) else None
    return parties_spec(word) if isinstance(word, str) else None


def _with(node: Fields, name: Scalar, party: Node | None) -> Fields:
    """The entry of one party; its id, where the entry has one, gets the party's name behind it."""
    pairs: list[tuple[Scalar, Node]] = []
    for field, value in node.pairs:
        if field is name:
            if party is not None:
                pairs.append((Scalar(_ONE, name.start, name.end), party))
        elif field.value == _ONE and isinstance(value, Scalar) and value.value is None:
            continue  # written and left empty, as in a template
        elif field.value == "id" and isinstance(value, Scalar) and isinstance(party, Scalar):
            short = explain.slug_of(str(party.value)) or "party"
            pairs.append((field, Scalar(f"{value.value}-{short}", value.start, value.end)))
        else:
            pairs.append((field, value))
    return Fields(tuple(pairs), node.start, node.end)
