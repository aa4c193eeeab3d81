"""The log as lines, one event in full, and what a search found."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ledger.ids import position_name
from ledger.views.data import data
from ledger.views.layout import WIDTH, ends, quoted, row, shown, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ledger.board.search import Hit
    from ledger.log.log_entry import LogEntry
    from ledger.log.repairs.record import Repaired


def log_lines(entries: Iterable[LogEntry]) -> Iterator[str]:
    """Position, moment (UTC), type and id of each event; one sentence where there is none."""
    entry = None
    for entry in entries:
        moment = entry.recorded_at.strftime("%Y-%m-%d %H:%M:%S")
        place = position_name(entry.position)
        yield f"{place:>6}  {moment}  {entry.type:<22} {shown(_called(entry))}"
    if entry is None:
        yield "nothing was recorded there"


def _called(entry: LogEntry) -> str:
    """The id as ``claims show`` takes it: of a description, without the number of its version."""
    described = entry.type.endswith(".described") or entry.type == "parties.judged"
    return entry.id.rpartition(":")[0] if described else entry.id


def entry_page(entry: LogEntry, width: int = WIDTH) -> Iterator[str]:
    """One event with all that it holds."""
    yield from ends(f"{entry.type} {entry.id}", f"position {position_name(entry.position)}", width)
    recorded = entry.recorded_at.strftime("%Y-%m-%d %H:%M:%S.%f UTC")
    yield from row("  recorded", recorded, width, 12)
    if entry.stamped is not None:
        stamped = entry.stamped.strftime("%Y-%m-%d %H:%M:%S.%f UTC")
        ahead = f"{stamped}, by a clock that was ahead; the moment of its repair holds"
        yield from row("  stamped", ahead, width, 12)
    yield from row("  leaf", entry.leaf_hash, width, 12)
    yield from row("  tags", ", ".join(entry.tags), width, 12)
    if entry.repaired is not None:
        yield from _repair(entry.repaired, width)
        return
    if entry.event is None and entry.custody is None:
        yield from _gap(entry, width)
        return
    yield ""
    shown_data = json.dumps(data(entry.event or entry.custody), ensure_ascii=False, indent=2)
    for line in shown_data.splitlines():
        yield from wrap(
            line.strip(),
            width,
            " " * (len(line) - len(line.lstrip()) + 4),
            " " * (len(line) - len(line.lstrip())),
        )


def _gap(entry: LogEntry, width: int) -> Iterator[str]:
    """A payload that is gone, and why; or the event that says so of another."""
    said = entry.erased
    if said is None or said.position != entry.position:
        gone = (
            "" if said is None else f" of {said.event} at position {position_name(said.position)}"
        )
        yield from row("  erased", f"the payload{gone}", width, 12)
    else:
        yield from row("  erased", "the payload is gone; its hash stands in the log", width, 12)
    if said is not None:
        yield from row("  reason", said.reason, width, 12)
        if said.authority is not None:
            yield from row("  authority", said.authority, width, 12)


def _repair(repaired: Repaired, width: int) -> Iterator[str]:
    """What was wrong with the ledger, what was done, and where the evidence went."""
    for label, words in (("found", repaired.found), ("done", repaired.done)):
        for word in words:
            yield from row(f"  {label}", word, width, 12)
    if repaired.faults > len(repaired.found):
        yield from row("", f"{repaired.faults} in all", width, 12)
    if repaired.evidence is not None:
        yield from row("  evidence", repaired.evidence.file, width, 12)
        yield from row("  sha256", repaired.evidence.sha256, width, 12)
    if repaired.recorded_by is not None:
        yield from row("  by", repaired.recorded_by, width, 12)


def hits_page(hits: Sequence[Hit], width: int = WIDTH) -> Iterator[str]:
    """What a search found, with the words."""
    noun = "claim" if len(hits) == 1 else "claims"
    yield f"{len(hits)} {noun}"
    for hit in hits:
        yield ""
        where = f" in {hit.partnership}" if hit.partnership else ""
        yield f"  {hit.citation.kind}{where}"
        yield from quoted(hit.citation, width, "    ")
