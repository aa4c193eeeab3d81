"""The one list of what steps do: a function each, under the key of its phrases.

A function takes the world, the values of its phrase by name and, if it has ``columns``, the
``rows`` of its table; it gives the citations that made it true, raises ``Differs`` where the
ledger says otherwise, and a ``ClaimsError`` where it cannot be carried out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

import attrs

from ledger.errors import ClaimsError
from ledger.specs.answers.evidence import CitationData
from ledger.specs.phrases.vocabulary import vocabulary
from ledger.specs.refusals import MissingColumn, NoTableHere
from ledger.specs.tables import StepRow, rows_of

if TYPE_CHECKING:
    from ledger.specs.phrases.vocabulary import UnderstoodStep
    from ledger.specs.world import World

Does = Callable[..., tuple[CitationData, ...] | None]
D = TypeVar("D", bound=Does)


@attrs.frozen
class StepTable:
    """The table below a step: its cells, and the line of each row in the file."""

    cells: Sequence[Sequence[str]]
    lines: Sequence[int] = ()


@attrs.frozen(kw_only=True)
class StepDefinition:
    """One step: what it does, whether it tells the ledger something, what its table must have.

    ``columns`` is None for a step without a table; ``as_written``: its columns and cells are
    no words of the vocabulary.
    """

    does: Does
    tells: bool
    columns: tuple[str, ...] | None
    as_written: bool = False


STEPS: dict[str, StepDefinition] = {}
"""What each key of the vocabulary does."""


def step(
    key: str,
    *,
    tells: bool = False,
    columns: tuple[str, ...] | None = None,
    as_written: bool = False,
) -> Callable[[D], D]:
    """Enter a function under its key. A step that ``tells`` may be refused, and expected to be."""

    def enter(does: D) -> D:
        STEPS[key] = StepDefinition(does=does, tells=tells, columns=columns, as_written=as_written)
        return does

    return enter


def rows_for(spoken: UnderstoodStep, table: StepTable | None) -> list[StepRow]:
    """The rows below a step, or none where it has no table.

    Raises:
        MissingColumn: the table, or a column of it, is not there.
        NoTableHere: there is one, and the step has no use for it.
    """
    definition = STEPS[spoken.key]
    columns = definition.columns
    if columns is None:
        if table is not None:
            raise NoTableHere
        return []
    if table is None:
        raise MissingColumn(columns)
    return rows_of(table.cells, table.lines, columns, as_written=definition.as_written)


def expects_refusal(text: str) -> bool:
    """Whether a step says that the one before it was refused."""
    return any(spoken.key == "refused" for spoken in vocabulary().matches(text))


def carry_out(
    spoken: UnderstoodStep, world: World, table: StepTable | None = None, *, refusable: bool = False
) -> tuple[CitationData, ...]:
    """Do what a step says; gives the citations that made it true.

    Where the next step expects a refusal (``refusable``), that of a telling step is kept for it.
    """
    definition = STEPS[spoken.key]
    fields: dict[str, object] = dict(spoken.values())
    rows = rows_for(spoken, table)
    if definition.columns is not None:
        fields["rows"] = rows
    try:
        return definition.does(world, **fields) or ()
    except ClaimsError as refusal:
        if not (refusable and definition.tells):
            raise
        world.refusal = refusal
        return ()
