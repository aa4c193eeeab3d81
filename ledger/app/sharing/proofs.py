"""An export as it leaves the desk: its head, and with each entry the proof of what it states.

Takes a log, an export and the last signed checkpoint; gives mappings that are written as entries.
Each proof is one event of a proof file (``docs/proof-format.md``); the checkpoint that they all
lead up to stands once, in the head.
"""

from __future__ import annotations

from itertools import groupby
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
    from collections.abc import Iterable, Iterator, Sequence

    from ledger.app.sharing.export import Export
    from ledger.app.sharing.statements import StatedEntry
    from ledger.log.port import Log
    from ledger.log.proving.notes import Note, VerifierKey


@attrs.frozen(kw_only=True)
class ExportFile:
    """A head and entries with their proofs; ``signed`` is False where no checkpoint covers them."""

    head: ExportHead
    entries: tuple[Entry, ...]
    signed: bool
    left_out: tuple[ExportGap, ...]

    @property
    def mappings(self) -> tuple[Entry, ...]:
        """The whole file, the head first."""
        return ({"kind": KIND, **msgspec.to_builtins(self.head)}, *self.entries)


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
    stated = (record.position for it in exported.statements for record in it.records)
    positions = sorted({*stated, *orders})
    signed = None if note is None else Checkpoint.parse(note.text)
    if signed is not None and signed.size > (positions[-1] if positions else -1):
        tree, text = uphold(log, signed), str(note)
    else:
        head = log.head()
        tree, signed = Tree(head.size, log.hashes), None
        text = str(Checkpoint(head.origin, head.size, tree.root()))
    proofs = dict(_proofs(log, positions, tree))
    head_entry = ExportHead(
        ledger=log.head().origin,
        entries=len(exported.statements),
        partnerships=tuple(partnerships),
        checkpoint=text,
        key=None if signed is None or key is None else str(key),
        left_out=tuple(_left_out(gap, proofs) for gap in exported.left_out),
    )
    return ExportFile(
        head=head_entry,
        entries=tuple(_proven(statement, proofs) for statement in exported.statements),
        signed=signed is not None,
        left_out=exported.left_out,
    )


def without_proofs(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries alone, as a table has them."""
    for entry in entries:
        yield {name: value for name, value in entry.items() if name != PROOF}


def _proofs(log: Log, positions: Iterable[int], tree: Tree) -> Iterator[tuple[int, str]]:
    """Each position with the evidence of its event, read a tile's width of the log at a time."""
    for _, group in groupby(positions, key=lambda position: position // WIDTH):
        wanted = set(group)
        for stored in log.stored(after=min(wanted) - 1, upto=max(wanted)):
            if stored.position in wanted:
                yield stored.position, coded(evidence_of(stored, tree))


def _proven(statement: StatedEntry, proofs: dict[int, str]) -> Entry:
    own = [proofs[record.position] for record in statement.records]
    return {**statement.entry, PROOF: own[0] if len(own) == 1 else own}


def _left_out(gap: ExportGap, proofs: dict[int, str]) -> LeftOut:
    proof = None if gap.order is None else proofs[gap.order.position]
    return LeftOut(thing=gap.thing, taken_by=gap.taken_by, proof=proof)
