"""Another desk's file or ledger, taken in: what is new is recorded, what differs is decided.

Takes where it is and what was decided of each conflict; gives the outcomes of an import. Until
it was verified and every conflict is decided, nothing is recorded.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from ledger.app.desk.entry_files import EntryFiles, entry_file, outcomes_of, read_file
from ledger.app.desk.mistakes import mistakes_of
from ledger.app.desk.named_files import files_named_in
from ledger.app.sharing.conflicts import (
    Choice,
    DeskDifference,
    conflicts,
    judgement_of,
    settled,
    things,
)
from ledger.app.sharing.export import export
from ledger.app.sharing.proofs import export_file
from ledger.app.sharing.proven import ByType, cut_of, proven_gaps, verified
from ledger.app.sharing.trust import NoHead, Trust, keep_key, trusted_key
from ledger.app.submission.terms import Terms
from ledger.claims.events import ClaimCorrected, ClaimRetracted
from ledger.entries.entry import BrokenEntry, Entry
from ledger.entries.exported import PROOF, BrokenHead, ExportMarks
from ledger.entries.reader import from_mapping
from ledger.errors import Conflict as ConflictError
from ledger.errors import NotFound, Problems
from ledger.facts.register import LogRegister
from ledger.log.opening import open_log
from ledger.log.proving.notes import VerifierKey

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import BinaryIO

    from ledger.app.ledger import Ledger
    from ledger.app.submission.submit import Outcome
    from ledger.claims.commands import Command
    from ledger.claims.events import DomainEvent

__all__ = [
    "Choice",
    "DeskDifference",
    "OfferedEntries",
    "Trust",
    "conflicts_with",
    "merge",
    "read_source",
]

_KEPT_KEYS = Trust()

_SQLITE = b"SQLite format 3\x00"
EXPORT_LIMIT = 1_000_000_000
"""The most bytes of an export that are read: proofs are three quarters of one."""
_ACTS = (ClaimCorrected.type, ClaimRetracted.type)
ALL = "all"
"""The thing that stands for every conflict."""


class ThingDiffers(ConflictError):
    """Something that this ledger and another desk tell otherwise, and nobody decided on."""

    code = "thing-differs"

    def __init__(self, conflict: DeskDifference) -> None:
        sides = "; ".join(
            f"{side.field}: {side.ours} here, {side.theirs} there" for side in conflict.sides
        )
        ways = {
            Choice.OURS: "keeps what is here",
            Choice.THEIRS: "takes theirs, on record",
            Choice.BOTH: "keeps both, theirs under another id",
            Choice.SAME: "judges them one",
            Choice.DIFFERENT: "judges them two",
        }
        fix = ", ".join(
            f"--{choice} {conflict.thing} {ways[choice]}" for choice in conflict.choices
        )
        parties = Choice.SAME in conflict.choices
        what = "may be one party, and may be two" if parties else "is not the same"
        super().__init__(f"{conflict.thing} {what}: {sides}", fix=fix)
        self.conflict = conflict


class NoSuchConflict(NotFound):
    """A decision on something of which both tell the same, or that cannot be decided so."""

    code = "no-such-conflict"

    def __init__(self, thing: str, choice: Choice, names: Sequence[str]) -> None:
        what = ", ".join(names[:8]) if names else "nothing: leave the option out"
        super().__init__(
            f"there is nothing to decide by --{choice} {thing}", fix=f"to decide on is {what}"
        )


@attrs.frozen(kw_only=True)
class OfferedEntries:
    """What another desk offers: its entries, and where their events stand in its ledger.

    ``source`` is how messages name where they are read from. ``provenance`` is by the places of the
    entries; None of plain entries, which come from nowhere.
    ``key`` vouched for it, and is not kept yet. ``left_out`` is what is not among the entries,
    each with a sentence that says why; ``erased`` is what of it may be named all the same, since
    the record of its erasure there is proven. ``acts`` are the corrections and retractions that
    are proven to have been recorded there.
    """

    source: str
    entries: list[Entry | BrokenEntry]
    provenance: list[ByType] | None = None
    key: VerifierKey | None = None
    left_out: Mapping[str, str] = attrs.Factory(dict)
    erased: frozenset[str] = frozenset()
    acts: frozenset[str] = frozenset()

    @property
    def gaps(self) -> frozenset[str]:
        """What is no mistake here, though this ledger cannot see why (``Register.gaps``)."""
        return self.erased | self.acts


def read_source(
    ledger: Ledger,
    location: str,
    trust: Trust = _KEPT_KEYS,
    *,
    stream: BinaryIO | None = None,
) -> OfferedEntries:
    """The entries of another desk's file, or of its whole ledger, verified where it exported them.

    A ``stream`` is read in the place of a file; ``location`` is how messages name it then.

    Raises:
        StorageError, UnreadableFile: it cannot be read.
        NoHead, NoKeyForLedger, ExportNotSigned: no key vouches for it.
        BrokenHead, NoteRefused, Problems: it does not hold; nothing of it is to be relied on.
    """
    new_keys = list(map(VerifierKey.parse, trust.keys))
    if stream is None and _is_ledger(location):
        entries, marks = _of_ledger(ledger, location)
    else:
        entries, marks = _of(location, stream)
    if mistakes := mistakes_of(entries):
        raise Problems(location, [*cut_of(entries, marks), *mistakes])
    if marks.head is None:
        if any(marks.proofs):
            raise BrokenHead("there are proofs, and no head before them")
        if not trust.unsigned:
            raise NoHead(location)
        return OfferedEntries(source=location, entries=entries)
    key = None if trust.unsigned else trusted_key(ledger, marks.head, new_keys)
    try:
        gaps = proven_gaps(marks, key)
        provenance = verified(entries, marks, key, gaps.erased)
    except Problems as refused:
        raise Problems(location, refused.problems) from None
    return OfferedEntries(
        source=location,
        entries=entries,
        provenance=provenance,
        key=key,
        left_out=gaps.sentences,
        erased=gaps.erased,
        acts=frozenset(made[act].event for made in provenance for act in _ACTS if act in made),
    )


def _of(location: str, stream: BinaryIO | None) -> tuple[list[Entry | BrokenEntry], ExportMarks]:
    path, marks = None if stream else Path(location), ExportMarks()
    data = read_file(stream or Path(location), location, EXPORT_LIMIT)
    files = EntryFiles(marks=marks)
    files.take(entry_file(data, location, files_named_in(path, ()), EXPORT_LIMIT))
    return list(files.entries), marks


def _of_ledger(ledger: Ledger, location: str) -> tuple[list[Entry | BrokenEntry], ExportMarks]:
    """What it would export, under the last checkpoint that is kept here of it."""
    log = open_log(location, clock=ledger.clock)
    try:
        note, key = ledger.signed_for(log.head().origin)
        made = export_file(log, export(log), (), note, key)
    finally:
        log.close()
    marks = ExportMarks(head=made.head)
    entries: list[Entry | BrokenEntry] = []
    for mapping in made.entries:
        proofs = mapping.pop(PROOF)
        marks.proofs.append(tuple(proofs) if isinstance(proofs, list) else (str(proofs),))
        entries.append(from_mapping(mapping, location))
    return entries, marks


def conflicts_with(ledger: Ledger, offered: OfferedEntries) -> dict[int, DeskDifference]:
    """Where the entries say otherwise than the ledger, by the place of each in them."""
    register = LogRegister(ledger.log, gaps=offered.gaps)
    return conflicts(_commands(offered.entries), register, ledger.now().date())


def merge(
    ledger: Ledger,
    offered: OfferedEntries,
    by_place: Mapping[int, DeskDifference],
    choices: Sequence[tuple[str, Choice]],
    *,
    dry_run: bool = False,
) -> tuple[Outcome, ...]:
    """Record what is new, each conflict as it was decided: all of it, or nothing.

    ``choices`` are things, and how each is decided; ``all`` decides on each of the others that can
    be decided so.

    Raises:
        Problems: conflicts that nobody decided on, and every mistake of the entries.
        NoSuchConflict: a choice that decides nothing.
    """
    entries, provenance, source = offered.entries, offered.provenance, offered.source
    made = _choices(by_place, choices)
    open_ = [conflict for conflict in things(by_place) if conflict.thing not in made]
    if open_:
        raise Problems(source, [*map(ThingDiffers, open_)])
    whole = [entry for entry in entries if isinstance(entry, Entry)]
    decided = settled(_commands(entries), by_place, made)
    kept = [
        attrs.evolve(whole[place], command=command) for place, command in decided.by_place.items()
    ]
    kept += [
        from_mapping(judgement_of(conflict, made[conflict.thing], source), source)
        for conflict in things(by_place)
        if Choice.SAME in conflict.choices
    ]
    places = dict(enumerate(decided.by_place))

    def taken_over(place: int, event: DomainEvent) -> DomainEvent:
        if provenance is None or place not in places:
            return event
        there = provenance[places[place]].get(event.type)
        return event if there is None else there.taken_over(event)

    terms = Terms(
        dry_run=dry_run,
        other_ids=decided.other_ids,
        importing=True,
        gaps=offered.gaps,
        finished=taken_over,
    )
    outcomes = outcomes_of(ledger, kept, terms, source=source)
    if offered.key is not None and not dry_run:
        keep_key(ledger, offered.key)
    return outcomes


def _commands(entries: Sequence[Entry | BrokenEntry]) -> list[Command]:
    return [entry.command for entry in entries if isinstance(entry, Entry)]


def _choices(
    by_place: Mapping[int, DeskDifference], choices: Sequence[tuple[str, Choice]]
) -> dict[str, Choice]:
    by_thing = {conflict.thing: conflict for conflict in things(by_place)}
    made: dict[str, Choice] = {}
    for thing, choice in choices:
        named = by_thing.get(thing)
        if thing != ALL and (named is None or choice not in named.choices):
            raise NoSuchConflict(thing, choice, list(by_thing))
        if named is not None:
            made[thing] = choice
    for conflict in by_thing.values():
        for thing, choice in choices:
            if thing == ALL and choice in conflict.choices:
                made.setdefault(conflict.thing, choice)
    return made


def _is_ledger(location: str) -> bool:
    if "://" in location:
        return True
    try:
        with Path(location).open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False  # the reader of files says what is wrong
