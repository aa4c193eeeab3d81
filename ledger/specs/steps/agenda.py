"""What comes next: by when, and who must act, in one partnership or over all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.edtf import parse
from ledger.specs.answers.partnerships import DueData
from ledger.specs.answers.reading import read
from ledger.specs.steps.registry import step
from ledger.specs.world import Differs

if TYPE_CHECKING:
    from datetime import date

    from ledger.specs.answers.evidence import CitationData
    from ledger.specs.world import World


@step("must-act")
def must_act(world: World, *, party: str, subject: str) -> tuple[CitationData, ...]:
    """Something that is due in the partnership waits for this party."""
    home, actor = world.home(), world.party(party)
    dues = _agenda(world, home)
    waiting = [due for due in dues if due.concerns(subject)]
    acting = [due for due in waiting if actor in {who.id for who in due.who}]
    if not acting:
        names = ", ".join(who.id for due in waiting for who in due.who)
        says = f"that {names or 'nobody'} must act" if waiting else f"that {_listed(dues)} comes"
        raise _differs(world, says, home)
    return _cited(acting)


@step("due-by")
def due_by(world: World, *, subject: str, day: date) -> tuple[CitationData, ...]:
    """Of all that is due on a day, over all partnerships, this comes first, by that day."""
    dues = [due for due in _agenda(world, None) if due.when is not None]
    first = dues[:1]
    if not [due for due in first if due.concerns(subject) and parse(due.when or "").latest == day]:
        raise _differs(world, f"that {_listed(first)} comes first", None)
    return _cited(first)


@step("due-overdue")
def due_overdue(world: World, *, subject: str) -> tuple[CitationData, ...]:
    """Something foreseen in the partnership did not come by its day."""
    home = world.home()
    over = [due for due in _agenda(world, home) if due.overdue]
    late = [due for due in over if due.concerns(subject)]
    if not late:
        raise _differs(world, f"that {_listed(over)} is overdue", home)
    return _cited(late)


def _agenda(world: World, partnership: str | None) -> tuple[DueData, ...]:
    return read(world.driver.agenda(partnership, world.clocks), tuple[DueData, ...])


def _listed(dues: list[DueData] | tuple[DueData, ...]) -> str:
    return ", ".join(f"{due.name} ({due.when or 'no day'})" for due in dues) or "nothing"


def _cited(dues: list[DueData]) -> tuple[CitationData, ...]:
    return tuple(due.citation for due in dues if due.citation is not None)


def _differs(world: World, says: str, partnership: str | None) -> Differs:
    which = f" {partnership}" if partnership else ""
    return Differs(f"the ledger says {says}", command=f"claims next{which}{world.options}")
