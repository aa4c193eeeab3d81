"""Imports as lines, and what taking one back takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.ids import position_name
from ledger.views.page import Block, Columns, ListLine, Paragraph, Point

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ledger.projections.imports import Import, UndoPlan

_SHOWN = 10


def imports_page(imports: Iterable[Import]) -> Iterator[Block]:
    """Each import with its moment (UTC), its events, who recorded it, and whether it stands."""
    each = None
    for each in imports:
        moment = each.recorded_at.strftime("%Y-%m-%d %H:%M")
        noun = "event" if each.events == 1 else "events"
        span = position_name(each.first)
        if each.last != each.first:
            span += f" to {position_name(each.last)}"
        who = f"({each.recorded_by})" if each.recorded_by else ""
        what = f", takes back {each.undoes}" if each.undoes else ""
        now = f", taken back by {each.undone_by}" if each.undone_by else ""
        events = f"{each.events} {noun} {span}{what}{now}"
        yield ListLine((each.id, moment, events, who), Columns.IMPORT)
    if each is None:
        yield "nothing was imported from files"


def undo_page(plan: UndoPlan) -> Iterator[Block]:
    """What taking an import back would take, what stays, and what was built on it."""
    if not plan.commands:
        yield f"nothing of the import {plan.import_id} stands that could be taken back"
    else:
        yield f"of the import {plan.import_id} this would be taken back:"
        yield from _listed([_named(name, plan) for name in plan.taken_back])
    yield from _rest(plan)


def undone_page(plan: UndoPlan, undo: str | None) -> Iterator[Block]:
    """What was taken back, and how that is undone: by the id of this very undo."""
    number = len(plan.taken_back) + len(plan.described)
    things = "thing" if number == 1 else "things"
    yield f"the import {plan.import_id} was taken back: {number:,} {things}, in one append"
    yield from _rest(plan)
    if undo:
        yield f"import {undo} (claims import --undo {undo} brings it all back)"


def _named(name: str, plan: UndoPlan) -> str:
    act = plan.acts.get(name)
    return name if act is None else f"{name}: {act}"


def _rest(plan: UndoPlan) -> Iterator[Block]:
    for head, sentences in (
        ("described as before:", plan.described),
        ("stays as it is:", plan.stays),
        ("recorded on it since:", plan.since),
    ):
        if sentences:
            yield head
            yield from _listed(sentences)


def _listed(sentences: Sequence[str]) -> Iterator[Block]:
    for sentence in sentences[:_SHOWN]:
        yield Point(sentence, 1)
    if len(sentences) > _SHOWN:
        yield Paragraph(f"and {len(sentences) - _SHOWN:,} more (--json has all)", 1)
