"""An export as it leaves the desk: its head, and with each entry the proof of what it states.

Takes a log, an export and the last signed checkpoint; gives mappings that are written as entries.
Each proof is one event of a proof file (``docs/proof-format.md``); the checkpoint that they all
lead up to stands once, in the head.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, groupby, islice
from typing import TYPE_CHECKING

import attrs
import msgspec

from ledger.app.sharing.gaps import ExportGap
from ledger.app.sharing.statements import Entry
from ledger.entries.exported import KIND, PROOF, ExportHead, LeftOut
from ledger.log.proving.checkpoints import Checkpoint, uphold
from ledger.log.proving.proof_file import coded, evidence_of
from ledger.log.proving.tree import WIDTH, Tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ledger.app.sharing.export import Export
    from ledger.app.sharing.statements import StatedEntry
    from ledger.log.port import Log
    from ledger.log.proving.notes import Note, VerifierKey


_AT_ONCE = 4 * WIDTH
"""Entries whose proofs are made together, under a tree of which as much is kept as they need."""


@attrs.frozen
class EntriesRead:
    """Entries that are read from the log each time that one goes through them, and never held."""

    _read: Callable[[], Iterator[Entry]]
    _count: int

    def __iter__(self) -> Iterator[Entry]:
        """Read them once more."""
        return self._read()

    def __len__(self) -> int:
        """How many they are."""
        return self._count


@attrs.frozen(kw_only=True)
class ExportFile:
    """A head and entries with their proofs; ``signed`` is False where no checkpoint covers them.

    ``plain`` are the entries without their proofs, as a table has them.
    """

    head: ExportHead
    entries: EntriesRead
    plain: EntriesRead
    signed: bool
    left_out: tuple[ExportGap, ...]

    @property
    def mappings(self) -> EntriesRead:
        """The whole file, the head first."""
        head = {"kind": KIND, **msgspec.to_builtins(self.head)}
        return EntriesRead(lambda: chain([head], self.entries), len(self.entries) + 1)


def export_file(
    log: Log,
    exported: Export,
    partnerships: Sequence[str],
    note: Note | None,
    key: VerifierKey | None,
) -> ExportFile:
    """The export with proofs under the last checkpoint that was signed, if it covers all of it.

    Otherwise they lead up to the tree as it is now, which nobody has signed.
    """
    orders = [gap.order.position for gap in exported.left_out if gap.order is not None]
    signed = None if note is None else Checkpoint.parse(note.text)
    if signed is not None and signed.size > max((exported.last, *orders)):
        tree, text = uphold(log, signed), str(note)
    else:
        head = log.head()
        tree, signed = Tree(head.size, log.hashes), None
        text = str(Checkpoint(head.origin, head.size, tree.root()))
    of_orders = dict(_proofs(log, sorted(set(orders)), tree))
    head_entry = ExportHead(
        ledger=log.head().origin,
        entries=exported.count,
        partnerships=tuple(partnerships),
        checkpoint=text,
        key=None if signed is None or key is None else str(key),
        left_out=tuple(_left_out(gap, of_orders) for gap in exported.left_out),
    )
    return ExportFile(
        head=head_entry,
        entries=EntriesRead(lambda: _proven(log, exported.statements(), tree.size), exported.count),
        plain=EntriesRead(
            lambda: (statement.entry for statement in exported.statements()), exported.count
        ),
        signed=signed is not None,
        left_out=exported.left_out,
    )


def _proofs(log: Log, positions: Iterable[int], tree: Tree) -> Iterator[tuple[int, str]]:
    """Each position with the evidence of its event, read a tile's width of the log at a time."""
    for _, group in groupby(positions, key=lambda position: position // WIDTH):
        wanted = set(group)
        for stored in log.stored(after=min(wanted) - 1, upto=max(wanted)):
            if stored.position in wanted:
                yield stored.position, coded(evidence_of(stored, tree))


def _proven(log: Log, statements: Iterable[StatedEntry], size: int) -> Iterator[Entry]:
    """The entries with the proofs of their events in a tree of so many, some at a time."""
    each = iter(statements)
    while some := list(islice(each, _AT_ONCE)):
        positions = sorted({record.position for it in some for record in it.records})
        proofs = dict(_proofs(log, positions, Tree(size, log.hashes)))
        for statement in some:
            own = [proofs[record.position] for record in statement.records]
            yield {**statement.entry, PROOF: own[0] if len(own) == 1 else own}


def _left_out(gap: ExportGap, proofs: dict[int, str]) -> LeftOut:
    proof = None if gap.order is None else proofs[gap.order.position]
    return LeftOut(thing=gap.thing, taken_by=gap.taken_by, proof=proof)
