"""Another desk's file or ledger, taken in: what is new is recorded, what differs is decided.

Takes where it is and what was decided of each conflict; gives the outcomes of an import. Until
every conflict is decided nothing is recorded.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from ledger.app.desk.entry_files import EntryFiles, format_of, read_file
from ledger.app.desk.mistakes import all_mistakes, mistakes_of, noted, parts_of
from ledger.app.desk.named_files import files_named_in
from ledger.app.sharing.conflicts import Choice, Conflict, conflicts, settled, things
from ledger.app.sharing.export import export
from ledger.entries.entry import Entry
from ledger.entries.reader import from_mapping
from ledger.errors import Conflict as ConflictError
from ledger.errors import NotFound, Problems
from ledger.log.opening import open_log

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledger.app.ledger import Ledger
    from ledger.app.submission.submit import Outcome
    from ledger.claims.commands import Command
    from ledger.clock import Clock
    from ledger.entries.entry import BrokenEntry

__all__ = ["Choice", "Conflict", "conflicts_with", "merge", "read_source"]

_SQLITE = b"SQLite format 3\x00"
ALL = "all"
"""The thing that stands for every conflict."""


class ThingDiffers(ConflictError):
    """Something that this ledger and another desk tell otherwise, and nobody decided on."""

    code = "thing-differs"

    def __init__(self, conflict: Conflict) -> None:
        sides = "; ".join(
            f"{side.field}: {side.ours} here, {side.theirs} there" for side in conflict.sides
        )
        ways = {
            Choice.OURS: "keeps what is here",
            Choice.THEIRS: "takes theirs, on record",
            Choice.BOTH: "keeps both, theirs under another id",
        }
        fix = ", ".join(
            f"--{choice} {conflict.thing} {ways[choice]}" for choice in conflict.choices
        )
        super().__init__(f"{conflict.thing} is not the same: {sides}", fix=fix)
        self.conflict = conflict


class NoSuchConflict(NotFound):
    """A decision on something of which both tell the same, or that cannot be decided so."""

    code = "no-such-conflict"

    def __init__(self, thing: str, choice: Choice, names: Sequence[str]) -> None:
        what = ", ".join(names[:8]) if names else "nothing: leave the option out"
        super().__init__(
            f"there is nothing to decide by --{choice} {thing}", fix=f"to decide on is {what}"
        )


def read_source(location: str, clock: Clock) -> list[Entry | BrokenEntry]:
    """The entries of another desk's file, or of its whole ledger.

    Raises:
        StorageError, UnreadableFile: it cannot be read.
    """
    if _is_ledger(location):
        log = open_log(location, clock=clock)
        try:
            return [from_mapping(entry, location) for entry in export(log).entries]
        finally:
            log.close()
    path = Path(location)
    data = read_file(path, location)
    files = EntryFiles()
    files.take(data, location, format_of(location, data), files_named_in(path, ()))
    return files.entries


def conflicts_with(
    ledger: Ledger, entries: Sequence[Entry | BrokenEntry], clock: Clock
) -> dict[int, Conflict]:
    """Where the entries say otherwise than the ledger, by the place of each in them."""
    return conflicts(_commands(entries), ledger.register(), clock.now().date())


def merge(
    ledger: Ledger,
    entries: Sequence[Entry | BrokenEntry],
    by_place: Mapping[int, Conflict],
    choices: Mapping[str, Choice],
    *,
    source: str,
    dry_run: bool = False,
) -> tuple[Outcome, ...]:
    """Record what is new, each conflict as it was decided: all of it, or nothing.

    ``choices`` are by thing; ``all`` decides on each of the others that can be decided so.

    Raises:
        Problems: conflicts that nobody decided on, and every mistake of the entries.
        NoSuchConflict: a choice that decides nothing.
    """
    made = _choices(by_place, choices)
    open_ = [conflict for conflict in things(by_place) if conflict.thing not in made]
    mistakes = mistakes_of(entries)
    if open_ or mistakes:
        raise Problems(source, [*mistakes, *map(ThingDiffers, open_)])
    whole = [entry for entry in entries if isinstance(entry, Entry)]
    decided = settled(_commands(entries), by_place, made)
    kept = [
        attrs.evolve(whole[place], command=command) for place, command in decided.by_place.items()
    ]
    try:
        outcomes = ledger.submit(
            parts_of(kept), dry_run=dry_run, other_ids=decided.other_ids, importing=True
        )
    except Problems as refused:
        raise Problems(source, all_mistakes(refused.problems, kept)) from None
    return noted(outcomes, kept)


def _commands(entries: Sequence[Entry | BrokenEntry]) -> list[Command]:
    return [entry.command for entry in entries if isinstance(entry, Entry)]


def _choices(by_place: Mapping[int, Conflict], choices: Mapping[str, Choice]) -> dict[str, Choice]:
    by_thing = {conflict.thing: conflict for conflict in things(by_place)}
    made: dict[str, Choice] = {}
    for thing, choice in choices.items():
        named = by_thing.get(thing)
        if thing != ALL and (named is None or choice not in named.choices):
            raise NoSuchConflict(thing, choice, list(by_thing))
        if named is not None:
            made[thing] = choice
    for conflict in by_thing.values():
        if ALL in choices and choices[ALL] in conflict.choices:
            made.setdefault(conflict.thing, choices[ALL])
    return made


def _is_ledger(location: str) -> bool:
    if "://" in location:
        return True
    try:
        with Path(location).open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False  # the reader of files says what is wrong
