"""A correction: the claim that takes the place of a recorded one, as an entry.

Takes a claim's name and what is changed; gives the entry that would record it instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.claims.events import ClaimRecorded
from ledger.entries.specs import field_specs
from ledger.entries.write import entry_of
from ledger.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledger.app.ledger import Ledger
    from ledger.log.log_entry import LogEntry

Entry = dict[str, object]


_OF_A_QUOTE = ("prefix", "suffix")


class NotAClaim(InvalidInput):
    """What should be corrected is no claim."""

    code = "not-a-claim"

    def __init__(self, entry: LogEntry) -> None:
        super().__init__(
            f"{entry.id} is no claim but {entry.type}", fix="claims log lists the claims"
        )


class NothingSet(InvalidInput):
    """A change that is not written as one."""

    code = "nothing-set"

    def __init__(self, text: str) -> None:
        super().__init__(
            f"--set takes FIELD=VALUE, not {text}", fix="write it as in --set count=10"
        )


def corrected(
    ledger: Ledger, name: str, changes: Sequence[str], new: Mapping[str, object]
) -> tuple[str, Entry]:
    """The id of a claim, and the claim with ``FIELD=VALUE`` changes and ``new`` fields.

    Raises:
        NotAClaim: what is called so is no claim.
        NothingSet: a change is not written as one.
    """
    claim = _claim(ledger, name)
    return str(claim["id"]), _changed(claim, {**new, **_set(str(claim["kind"]), changes)})


def _claim(ledger: Ledger, name: str) -> Entry:
    """A recorded claim as the entry that would record it."""
    entry = ledger.show(name)
    if not isinstance(entry.event, ClaimRecorded):
        raise NotAClaim(entry)
    return entry_of(entry.event.claim)


def _set(kind: str, changes: Sequence[str]) -> Entry:
    """What ``--set`` says, by field; None takes the field out."""
    specs = {field.name: field for field in field_specs(kind)}
    made: Entry = {}
    for change in changes:
        name, equals, value = change.partition("=")
        name = name.strip().replace("-", "_")
        if not equals or not name:
            raise NothingSet(change)
        before = made.get(name)
        if not value:
            made[name] = None
        elif name in specs and specs[name].many:
            made[name] = [*(before if isinstance(before, list) else []), value]
        else:
            made[name] = value
    return made


def _changed(claim: Entry, changes: Mapping[str, object]) -> Entry:
    """The claim with changes; other words have another surrounding and another name."""
    left = [*(_OF_A_QUOTE if {"quote", "document"} & set(changes) else ()), "id"]
    kept = {name: value for name, value in claim.items() if name not in left}
    return {name: value for name, value in {**kept, **changes}.items() if value is not None}
