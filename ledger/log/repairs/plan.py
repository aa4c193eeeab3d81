"""A plan of repairs: what is wrong and what would be done; and carrying it out, on record.

Takes a ``RepairSite``, gives the ``RepairPlan`` of all repairs that there are. Carried out, it
first writes all that will be taken away to a file next to the ledger, then mends and records in
one transaction: an event for each repair, with the file's hash. ``claims repair`` shows both.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import msgspec

from ledger.errors import StorageError
from ledger.log.event import RecordedEvent
from ledger.log.repairs import record
from ledger.log.repairs.registry import REPAIRS
from ledger.log.repairs.repair import ChangedMeanwhile, Fault, Repair, RepairSite

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ledger.log.event import Event


class EvidenceUnwritten(StorageError):
    """The file for what is taken away could not be written; so nothing was taken away."""

    code = "evidence-unwritten"

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path} could not be written: {reason}; nothing was repaired",
            fix="name another file with --evidence",
        )
        self.path = path
        self.reason = reason


@attrs.frozen(kw_only=True)
class RepairPlan:
    """What is wrong, in the order in which it will be mended."""

    faults: tuple[Fault, ...]

    @property
    def aside(self) -> bytes:
        """All that will be taken away, a JSON object a line; empty if nothing is."""
        rows = (
            msgspec.json.encode({"repair": fault.repair, **row}, order="sorted")
            for fault in self.faults
            for row in fault.aside
        )
        return b"".join(row + b"\n" for row in rows)


@attrs.frozen(kw_only=True)
class Done:
    """What was repaired: the events that say so, and the file of what was taken away."""

    events: Sequence[RecordedEvent]
    evidence: Path | None


def plan(site: RepairSite, repairs: Sequence[Repair] = REPAIRS) -> RepairPlan:
    """What is wrong here and can be repaired; changes nothing."""
    for repair in repairs:
        if repair.alone and (faults := tuple(repair.look(site))):
            return RepairPlan(faults=faults)
    others = (repair for repair in repairs if not repair.alone)
    return RepairPlan(faults=tuple(fault for repair in others for fault in repair.look(site)))


def carry_out(
    site: RepairSite, shown: RepairPlan, evidence: Path, repairs: Sequence[Repair] = REPAIRS
) -> Done:
    """Do what a plan says and record it; ``ChangedMeanwhile`` if there is another plan by now."""
    named = {repair.name: repair for repair in repairs}
    written: record.EvidenceFile | None = None

    def mend(connection: Connection) -> None:
        if plan(site, repairs) != shown:
            raise ChangedMeanwhile
        nonlocal written
        written = _written(evidence, shown.aside)
        for fault in shown.faults:
            named[fault.repair].mend(site, connection, fault)

    def events(size: int) -> list[Event]:
        mended = [list(some) for _, some in groupby(shown.faults, key=lambda fault: fault.repair)]
        mended.sort(key=lambda faults: not named[faults[0].repair].leads)
        return [
            record.event_of(faults, size=size, evidence=written, recorded_by=site.recorded_by)
            for faults in mended
        ]

    recorded = site.log.amend(mend, events)
    for fault in shown.faults:
        named[fault.repair].settle(site, fault)
    return Done(events=recorded, evidence=None if written is None else evidence)


def _written(path: Path, data: bytes) -> record.EvidenceFile | None:
    """Put what will be taken away on the disk, never over a file that is there."""
    if not data:
        return None
    try:
        with path.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        folder = os.open(path.absolute().parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        raise EvidenceUnwritten(path, error.strerror or str(error)) from error
    return record.EvidenceFile(file=path.name, sha256=sha256(data).hexdigest())
