"""Plans of repairs and what was done, as plain data and as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.ids import position_name
from ledger.views.page import Block, Labels, Paragraph, Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.log.repairs.plan import Done, RepairPlan
    from ledger.views.answer_types import RepairData, RepairFault

_SHOWN = 20  # faults that are spelled out


def plan_data(plan: RepairPlan) -> RepairData:
    """What is wrong and what would be done, in order."""
    return {"done": False, "faults": _faults(plan), "events": [], "evidence": None}


def plan_page(plan: RepairPlan) -> Iterator[Block]:
    """The same for a reader."""
    if not plan.faults:
        yield "nothing to repair; claims verify says whether the ledger holds"
        yield Paragraph("try: where it does not, restore a backup to another place", 1)
        return
    yield from _told(plan, "would")
    yield ""
    yield "nothing was changed; claims repair --yes does it and records it"


def done_data(plan: RepairPlan, done: Done) -> RepairData:
    """What was repaired, the positions of the events that say so, and the evidence."""
    return {
        "done": True,
        "faults": _faults(plan),
        "events": [event.position for event in done.events],
        "evidence": None if done.evidence is None else str(done.evidence),
    }


def done_page(plan: RepairPlan, done: Done) -> Iterator[Block]:
    """The same for a reader."""
    yield from _told(plan, "done")
    yield ""
    for event in done.events:
        what = f"{event.event.id}, position {position_name(event.position)}"
        yield Row("recorded", what, Labels.RECORD)
    if done.evidence is not None:
        kept = f"{done.evidence} holds what was taken away: keep it"
        yield Row("evidence", kept, Labels.RECORD)


def _faults(plan: RepairPlan) -> list[RepairFault]:
    return [
        {"repair": fault.repair, "what": fault.what, "act": fault.act, "aside": len(fault.aside)}
        for fault in plan.faults
    ]


def _told(plan: RepairPlan, doing: str) -> Iterator[Block]:
    last = None
    for fault in plan.faults[:_SHOWN]:
        yield Row(fault.repair if fault.repair != last else "", fault.what, Labels.RECORD)
        yield Row(doing, fault.act, Labels.RECORD, 1)
        last = fault.repair
    if (left := len(plan.faults) - _SHOWN) > 0:
        yield f"and {left} more"
