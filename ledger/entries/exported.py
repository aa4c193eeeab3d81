"""What an export says of itself and of each entry: its head, and the proofs of what is stated.

Takes the nodes of a file; gives its head and the proofs apart from the entries, which are read as
any others. The head says how many entries there are, so that a file that was cut is known by it.
"""

from __future__ import annotations

import attrs
import msgspec

from ledger.decoding import converted
from ledger.entries.text.tree import Fields, Items, Node, Origin, Scalar, plain
from ledger.errors import InvalidInput, Where

KIND = "export"
"""The kind of the first entry of an export."""
PROOF = "proof"
"""The field of an entry that has the proofs of its events."""


class LeftOut(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Something that an export does not have, though it may name it.

    ``proof`` is that of the erasure which took its words; ``taken_by`` is the erased thing that
    it rested on. With neither it is only named.
    """

    thing: str
    taken_by: str | None = None
    proof: str | None = None


class ExportHead(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The first entry of an export.

    ``ledger`` is the origin, ``entries`` how many follow, ``partnerships`` those that were asked
    for (none: all). ``checkpoint`` is a signed note, or its three lines where nobody signed;
    ``key`` is the key that the sender names, which is no reason to trust it. ``left_out`` is what
    the entries miss and may name.
    """

    ledger: str
    entries: int
    checkpoint: str
    kind: str = KIND
    partnerships: tuple[str, ...] = ()
    key: str | None = None
    left_out: tuple[LeftOut, ...] = ()


@attrs.define
class ExportMarks:
    """The head of an export, with its place, and the proofs of each entry in their order."""

    head: ExportHead | None = None
    where: Where | None = None
    proofs: list[tuple[str, ...]] = attrs.Factory(list)


class AnExport(InvalidInput):
    """A file that another ledger exported, given to an import that does not look at proofs."""

    code = "an-export"

    def __init__(self, source: str) -> None:
        super().__init__(
            "this is what a ledger exported, with proofs",
            fix=f"take it in with claims import --from {source}",
        )


class BrokenHead(InvalidInput):
    """The first entry of an export that does not say what it must."""

    code = "broken-head"

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"the head of the export cannot be read: {reason}",
            fix="ask for the export again; one of a newer program is read by that program",
        )


def is_head(node: Node) -> bool:
    """Whether a node is the head of an export."""
    pair = node.get("kind") if isinstance(node, Fields) else None
    return pair is not None and isinstance(pair[1], Scalar) and pair[1].value == KIND


def head_of(node: Node, origin: Origin) -> ExportHead:
    """The head that a node is; raises BrokenHead."""
    try:
        return converted(plain(node), ExportHead, strict=False)
    except (msgspec.ValidationError, TypeError) as error:
        raise BrokenHead(str(error)).at(origin.where(node)) from error


def apart(node: Node) -> tuple[Node, tuple[str, ...]]:
    """An entry without its proofs, and the proofs."""
    pair = node.get(PROOF) if isinstance(node, Fields) else None
    if pair is None or not isinstance(node, Fields):
        return node, ()
    values = pair[1].items if isinstance(pair[1], Items) else (pair[1],)
    proofs = tuple(str(item.value) if isinstance(item, Scalar) else "" for item in values)
    kept = tuple(other for other in node.pairs if other is not pair)
    return Fields(kept, node.start, node.end), proofs
