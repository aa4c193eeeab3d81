"""The log as lines, one event in full, and what a search found."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ledger.ids import position_name
from ledger.views.data import data
from ledger.views.page import (
    Block,
    Heading,
    Paragraph,
    Row,
    quoted,
    shown,
)
from ledger.views.public import without_analysts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ledger.board.search import Hit
    from ledger.log.log_entry import LogEntry
    from ledger.log.repairs.record import Repaired


def log_lines(entries: Iterable[LogEntry]) -> Iterator[Block]:
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


def entry_page(entry: LogEntry, *, public: bool = False) -> Iterator[Block]:
    """One event with all that it holds; ``public`` leaves out what is an analyst's own."""
    yield Heading(f"{entry.type} {entry.id}", f"position {position_name(entry.position)}")
    recorded = entry.recorded_at.strftime("%Y-%m-%d %H:%M:%S.%f UTC")
    yield Row("  recorded", recorded, 12)
    if entry.stamped is not None:
        stamped = entry.stamped.strftime("%Y-%m-%d %H:%M:%S.%f UTC")
        ahead = f"{stamped}, by a clock that was ahead; the moment of its repair holds"
        yield Row("  stamped", ahead, 12)
    yield Row("  leaf", entry.leaf_hash, 12)
    yield Row("  tags", ", ".join(entry.tags), 12)
    if entry.repaired is not None:
        yield from _repair(entry.repaired, public=public)
        return
    if entry.event is None and entry.custody is None:
        yield from _gap(entry)
        return
    yield ""
    content: object = data(entry.event or entry.custody)
    content = without_analysts(content) if public else content
    shown_data = json.dumps(content, ensure_ascii=False, indent=2)
    for line in shown_data.splitlines():
        yield Paragraph(
            line.strip(),
            " " * (len(line) - len(line.lstrip()) + 4),
            " " * (len(line) - len(line.lstrip())),
        )


def _gap(entry: LogEntry) -> Iterator[Block]:
    """A payload that is gone, and why; or the event that says so of another."""
    erasure = entry.erased
    if erasure is None or erasure.position != entry.position:
        gone = (
            ""
            if erasure is None
            else f" of {erasure.event} at position {position_name(erasure.position)}"
        )
        yield Row("  erased", f"the payload{gone}", 12)
    else:
        yield Row("  erased", "the payload is gone; its hash stands in the log", 12)
    if erasure is not None:
        yield Row("  reason", erasure.reason, 12)
        if erasure.authority is not None:
            yield Row("  authority", erasure.authority, 12)


def _repair(repaired: Repaired, *, public: bool) -> Iterator[Block]:
    """What was wrong with the ledger, what was done, and where the evidence went."""
    for label, words in (("found", repaired.found), ("done", repaired.done)):
        for word in words:
            yield Row(f"  {label}", word, 12)
    if repaired.faults > len(repaired.found):
        yield Row("", f"{repaired.faults} in all", 12)
    if repaired.evidence is not None:
        yield Row("  evidence", repaired.evidence.file, 12)
        yield Row("  sha256", repaired.evidence.sha256, 12)
    if repaired.recorded_by is not None and not public:
        yield Row("  by", repaired.recorded_by, 12)


def hits_page(hits: Sequence[Hit]) -> Iterator[Block]:
    """What a search found, with the words."""
    noun = "claim" if len(hits) == 1 else "claims"
    yield f"{len(hits)} {noun}"
    for hit in hits:
        yield ""
        where = f" in {hit.partnership}" if hit.partnership else ""
        yield f"  {hit.citation.kind}{where}"
        yield quoted(hit.citation, "    ")
