"""The inbox: documents that come, what it says of them, and what a person answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.specs.drivers import InboxAct
from ledger.specs.steps.registry import step
from ledger.specs.world import Differs

if TYPE_CHECKING:
    from ledger.specs.drivers import Waiting
    from ledger.specs.tables import StepRow
    from ledger.specs.world import World

_COLUMNS = {"source_kind": "kind", "published": "published", "language": "language", "url": "url"}


@step("come", tells=True, columns=("source", "text"))
def come(world: World, *, rows: list[StepRow]) -> None:
    """Put a table of documents into the inbox: nothing of them is a claim."""
    for row in rows:
        source = row.cells["source"]
        document: Waiting = {"title": source, "publisher": source, "text": row.cells["text"]}
        document |= {
            name: row.cells[column] for column, name in _COLUMNS.items() if column in row.cells
        }
        world.bring(document)


@step("accepted", tells=True)
def accepted(world: World, *, source: str) -> None:
    """Accept the document of a source with the drafts that lack nothing."""
    world.answer(source, InboxAct.ACCEPT)


@step("accepted-reprint", tells=True)
def accepted_reprint(world: World, *, source: str) -> None:
    """Accept it as a reprint of the root that is suggested, with its drafts."""
    world.answer(source, InboxAct.REPRINT)


@step("dismissed", tells=True)
def dismissed(world: World, *, source: str) -> None:
    """Dismiss the document of a source."""
    world.answer(source, InboxAct.DISMISS)


@step("taken-back", tells=True)
def taken_back(world: World, *, source: str) -> None:
    """Undo what was answered on the document of a source: it waits again."""
    world.answer(source, InboxAct.UNDO)


@step("waiting")
def waiting(world: World, *, count: int) -> None:
    """That so many documents wait for an answer."""
    number = sum(each.item.state in {"new", "accepting"} for each in world.waiting())
    if number != count:
        raise Differs(f"the inbox has {number} that wait", command="claims inbox list")


@step("seems-reprint")
def seems_reprint(world: World, *, source: str, target: str) -> None:
    """That the inbox takes one source's document for a reprint of another's."""
    items = {each.item.arrival.title or "": each for each in world.waiting()}
    suggestion = items[source].suggestion if source in items else None
    if suggestion is None:
        raise Differs("the inbox suggests no root", command="claims inbox list")
    waiting_roots = {each.item.id: each.item.arrival.title for each in items.values()}
    root = waiting_roots.get(suggestion.root) or _title(world, suggestion.root)
    if root != target:
        raise Differs(f"the inbox suggests {root} as the root", command="claims inbox list")


def _title(world: World, document: str) -> str:
    """The publisher of a document of the log: a source's name in a scenario."""
    event = world.shown(document).event or {}
    captured = event.get("document")
    return str(captured.get("publisher")) if isinstance(captured, dict) else document
