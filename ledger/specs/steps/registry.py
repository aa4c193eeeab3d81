"""The one list of what steps do: a function each, under the key of its phrases.

A function takes the world, the values of its phrase by name and, if it wants one, a ``table``;
it gives the citations that made it true, raises ``Differs`` where the ledger says otherwise,
and a ``ClaimsError`` where it cannot be carried out.
"""

from __future__ import annotations

from collections.abc import Callable
from inspect import signature
from typing import TYPE_CHECKING

import attrs

from ledger.errors import ClaimsError
from ledger.specs.answers import Citation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.specs.vocabulary import Spoken
    from ledger.specs.world import World

Does = Callable[..., tuple[Citation, ...] | None]


@attrs.frozen
class Table:
    """The table below a step: its cells, and the line of each row in the file."""

    cells: Sequence[Sequence[str]]
    lines: Sequence[int] = ()


@attrs.frozen(kw_only=True)
class StepDefinition:
    """One step: what it does, whether it tells the ledger something, whether it takes a table."""

    does: Does
    tells: bool
    tabled: bool


STEPS: dict[str, StepDefinition] = {}
"""What each key of the vocabulary does."""


def step(key: str, *, tells: bool = False) -> Callable[[Does], Does]:
    """Enter a function under its key. A step that ``tells`` may be refused, and expected to be."""

    def enter(does: Does) -> Does:
        tabled = "table" in signature(does).parameters
        STEPS[key] = StepDefinition(does=does, tells=tells, tabled=tabled)
        return does

    return enter


def carry_out(
    spoken: Spoken, world: World, table: Table | None = None, *, refusable: bool = False
) -> tuple[Citation, ...]:
    """Do what a step says; gives the citations that made it true.

    Where the next step expects a refusal (``refusable``), that of a telling step is kept for it.
    """
    definition = STEPS[spoken.key]
    given: dict[str, object] = dict(spoken.values())
    if definition.tabled:
        given["table"] = table
    try:
        return definition.does(world, **given) or ()
    except ClaimsError as refusal:
        if not (refusable and definition.tells):
            raise
        world.refusal = refusal
        return ()
