"""Recording: who there is, what they deal with, and tables of what was stated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.claims.entry_into_force import MonthEnd
from ledger.specs.steps.registry import step
from ledger.specs.tables import documents_of, entries_of, slug

if TYPE_CHECKING:
    from datetime import date

    from ledger.specs.drivers import Entry
    from ledger.specs.tables import StepRow
    from ledger.specs.world import World


@step("empty-ledger")
def empty_ledger(world: World) -> None:
    """Go on with a ledger that holds nothing, whatever the user's ledger holds."""
    world.begin()


@step("parties", tells=True)
def parties(world: World, *, parties: tuple[str, ...]) -> None:
    """Name States that take part."""
    world.tell([_party(party) for party in parties])


@step("partnership", tells=True)
def partnership(world: World, *, partnership: str, parties: tuple[str, ...]) -> None:
    """Follow a partnership between States; what comes next belongs to it."""
    followed: Entry = {
        "kind": "partnership",
        "id": slug(partnership),
        "title": partnership,
        "parties": [slug(party) for party in parties],
    }
    world.tell([*(_party(party) for party in parties), followed])
    world.partnership = slug(partnership)


@step("convention", tells=True)
def convention(world: World, *, instrument: str) -> None:
    """Follow a convention that is open to others, as part of the partnership."""
    world.tell([_instrument(world, instrument, ())])


@step("convention-rule", tells=True)
def convention_rule(
    world: World, *, instrument: str, days: int, count: int, parties: tuple[str, ...] = ()
) -> None:
    """Follow a convention with its rule; an organisation left out adds nothing to its members."""
    rule: Entry = {
        "when": [{"consents": count}],
        "after": {"number": days, "unit": "days"},
        "organisations": [slug(party) for party in parties],
    }
    world.tell([*(_organisation(party) for party in parties), _ruled(world, instrument, rule)])


@step("convention-months", tells=True)
def convention_months(
    world: World, *, instrument: str, months: int, count: int, ending: str = MonthEnd.LAST_DAY
) -> None:
    """Follow a convention whose rule counts months, and where they end if there is no such day."""
    rule: Entry = {
        "when": [{"consents": count}],
        "after": {"number": months, "unit": "months"},
        "month_end": str(ending),
    }
    world.tell([_ruled(world, instrument, rule)])


@step("agreement", tells=True)
def agreement(world: World, *, instrument: str, parties: tuple[str, ...]) -> None:
    """Follow an agreement between these parties alone, as part of the partnership."""
    world.tell([_instrument(world, instrument, parties)])


@step("claims", tells=True, columns=("kind",))
def claims(world: World, *, rows: list[StepRow], day: date | None = None) -> None:
    """Record a table: a claim a row, its document made from its source and its day."""
    world.tell(entries_of(rows, world.naming()), recorded=day)


@step("documents", tells=True, columns=("source",))
def documents(world: World, *, rows: list[StepRow], day: date | None = None) -> None:
    """Capture a table of documents."""
    world.tell(documents_of(rows, world.naming()), recorded=day)


def _party(name: str) -> Entry:
    return {"kind": "party", "id": slug(name), "name": name, "type": "state"}


def _organisation(name: str) -> Entry:
    return {**_party(name), "type": "organisation"}


def _ruled(world: World, name: str, rule: Entry) -> Entry:
    return {**_instrument(world, name, ()), "entry_into_force": rule}


def _instrument(world: World, name: str, parties: tuple[str, ...]) -> Entry:
    return {
        "kind": "instrument",
        "id": slug(name),
        "title": name,
        "partnerships": [world.home()],
        "between": [slug(party) for party in parties],
    }
