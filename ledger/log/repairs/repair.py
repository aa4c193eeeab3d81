"""What a repair is: what it looks for, what it would do, and how it does it.

Takes a ``RepairSite`` (the log, its store, its custody), gives ``Fault`` values. Looking changes
nothing. ``mend`` runs in the transaction that also records the repair, so that nothing is
changed without a record; ``settle`` is for files, after that transaction was committed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

import attrs

from ledger.clock import Clock
from ledger.errors import Conflict, StorageError
from ledger.log.format.canonical import Json
from ledger.log.proving.checkpoints import Checkpoint
from ledger.log.proving.custody.custody import Custody
from ledger.log.stores.sql import SqlLog

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection


class NotRepairable(StorageError):
    """Damage that no repair mends: what was recorded is itself not as it was recorded."""

    code = "not-repairable"

    def __init__(self, what: str) -> None:
        super().__init__(
            f"no repair mends this: {what}",
            fix="keep this ledger as evidence, and restore a backup to another place",
        )
        self.what = what


class ChangedMeanwhile(Conflict):
    """A ledger that is not as it was when the plan was made."""

    code = "changed-meanwhile"

    def __init__(self) -> None:
        super().__init__(
            "what is to be repaired changed since it was shown; nothing was done",
            fix="run claims repair again and look at what it would do",
        )


@attrs.frozen(kw_only=True)
class RepairSite:
    """Where a repair works.

    ``recorded_by`` is the analyst's name; ``custody`` is None where the ledger was opened
    without a place for keys and checkpoints.
    """

    log: SqlLog
    custody: Custody | None
    clock: Clock
    recorded_by: str | None

    def signed_for(self, origin: str) -> int:
        """The size of the largest checkpoint that is kept of a log."""
        if self.custody is None:
            return 0
        notes = self.custody.holdings(origin).notes
        return max((Checkpoint.parse(note.text).size for note in notes), default=0)


@attrs.frozen(kw_only=True)
class Fault:
    """One thing that is wrong and can be repaired.

    Attributes:
        repair: The name of the repair that mends it.
        what: What is wrong, as ``claims verify`` would say it.
        act: What the repair does, in the imperative.
        aside: What is taken away by it, as rows of plain JSON: it goes to the evidence file.
        facts: What the repair's event says besides, as plain JSON.
        tags: What its event carries besides, and keeps whatever is erased.
    """

    repair: str
    what: str
    act: str
    aside: tuple[Mapping[str, Json], ...] = ()
    facts: Mapping[str, Json] = attrs.field(factory=dict)
    tags: frozenset[str] = frozenset()


class Repair:
    """A kind of repair; derived classes stand in ``registry.REPAIRS``."""

    name: ClassVar[str]
    """A noun with hyphens, as the repair's event and ``claims log`` show it."""

    alone: ClassVar[bool] = False
    """Whether what it finds is mended alone, since no other can look before that is done."""

    leads: ClassVar[bool] = False
    """Whether its event stands before those of all others."""

    def look(self, site: RepairSite) -> Iterator[Fault]:
        """What is wrong here; changes nothing."""
        raise NotImplementedError

    def mend(self, site: RepairSite, connection: Connection, fault: Fault) -> None:
        """Mend a fault in the database, in the transaction that records it; head is locked."""

    def settle(self, site: RepairSite, fault: Fault) -> None:
        """Mend a fault in files, once its record is committed; doing it twice does no harm."""
