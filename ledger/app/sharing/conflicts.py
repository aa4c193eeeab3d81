"""Where another desk's entries say otherwise than this ledger, side by side, to be decided.

Takes commands in their order and the ledger's register; gives ``DeskDifference`` values, and the
commands as they are once each was decided. Nothing here is ever overwritten: what this ledger has
stays, or a later description takes its place on record, or both are kept.
"""

from __future__ import annotations

from contextlib import suppress
from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from ledger.app.submission.other_ids import OtherIds
from ledger.claims.commands import CaptureDocument, Command, Describe, JudgeParties, RecordClaim
from ledger.claims.decision.decide import decide
from ledger.claims.decision.refusals import (
    AlreadyOtherwise,
    DescribedTwice,
    Refused,
    WouldChange,
    shown,
    shown_apart,
)
from ledger.claims.entities import Party
from ledger.claims.judgement import Judgement, pair_of
from ledger.claims.naming import names_of
from ledger.ids import SLUG_MAX, ClaimId, DocumentId

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from ledger.claims.claim import Claim
    from ledger.errors import ClaimsError
    from ledger.facts.register import LogRegister


class Choice(StrEnum):
    """What is decided of a conflict."""

    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"
    SAME = "same"
    DIFFERENT = "different"


@attrs.frozen(kw_only=True)
class Side:
    """One field in which the two differ, as each has it."""

    field: str
    ours: str
    theirs: str


@attrs.frozen(kw_only=True)
class DeskDifference:
    """One thing of which the two say otherwise: ``party:mexico``, and what can be decided."""

    thing: str
    sides: tuple[Side, ...]
    choices: tuple[Choice, ...]


@attrs.frozen(kw_only=True)
class Settled:
    """The commands as decided, by their places, and the ids that the ledger has."""

    by_place: dict[int, Command]
    other_ids: OtherIds


def conflicts(
    commands: Sequence[Command], register: LogRegister, today: date
) -> dict[int, DeskDifference]:
    """By the place of its command, each conflict with what this ledger has.

    What is refused for another reason is left to the import, which says so.
    """
    by_place: dict[int, DeskDifference] = {}
    other_ids = OtherIds()
    alike = _Alike.among(commands)
    for place, given_command in enumerate(commands):
        command = other_ids.applied(given_command)
        conflict = None
        if isinstance(command, JudgeParties):
            conflict = _judged_otherwise(command, register)
        elif isinstance(command, Describe):
            conflict = alike.look(command, register)
        try:
            decision = decide(command, register, today)  # type: ignore[arg-type]  # no fragment
        except Refused as refused:
            conflict = _conflict(command, refused.problems, register)
        else:
            other_ids.learn(given_command, decision)
            for event in decision.events:
                register.add(event)
        if conflict is None:
            continue
        by_place[place] = conflict
        if len(conflict.choices) == 1:  # what follows is seen as it will be then
            _go_on(command, conflict, other_ids, register, today)  # type: ignore[arg-type]  # no fragment
    return by_place


def _go_on(
    command: Command,
    conflict: DeskDifference,
    other_ids: OtherIds,
    register: LogRegister,
    today: date,
) -> None:
    """Take a conflict as decided in the one way that there is."""
    settled_command = _decided(command, conflict, conflict.choices[0], other_ids)
    if settled_command is None:
        return
    with suppress(Refused):  # the import says so
        for event in decide(settled_command, register, today).events:
            register.add(event)


@attrs.frozen(kw_only=True)
class _Alike:
    """Parties that come new and are called as one that is here, and that nobody judged."""

    judged: frozenset[str]
    theirs: set[str] = attrs.Factory(set)

    @classmethod
    def among(cls, commands: Sequence[Command]) -> _Alike:
        """Of the parties of these commands; what they judge themselves is judged."""
        pairs = (
            pair_of(command.party, command.other)
            for command in commands
            if isinstance(command, JudgeParties)
        )
        return cls(judged=frozenset(pairs))

    def look(self, command: Describe, register: LogRegister) -> DeskDifference | None:
        """Whether a party that comes new may be one that is here under another id."""
        party = command.entity
        if not isinstance(party, Party) or register.party(party.id) is not None:
            return None
        self.theirs.add(party.id)
        for name in sorted(names_of(party)):
            for ours in register.called(name):
                if ours.id in self.theirs or pair_of(party.id, ours.id) in self.judged:
                    continue
                return DeskDifference(
                    thing=f"parties:{party.id}+{ours.id}",
                    sides=(Side(field="name", ours=shown(ours.name), theirs=shown(party.name)),),
                    choices=(Choice.SAME, Choice.DIFFERENT),
                )
        return None


def judgement_of(conflict: DeskDifference, choice: Choice, source: str) -> dict[str, object]:
    """The entry that says whether their party is the one that is here."""
    party, _, other = conflict.thing.partition(":")[2].partition("+")
    return {
        "kind": JudgeParties.kind,
        "party": party,
        "other": other,
        "verdict": choice.value,
        "reason": f"decided as {source} was taken in",
    }


def settled(
    commands: Sequence[Command],
    by_place: Mapping[int, DeskDifference],
    choices: Mapping[str, Choice],
) -> Settled:
    """The commands with every conflict decided; ``choices`` are by thing."""
    other_ids = OtherIds()
    made = {
        place: _decided(command, by_place[place], choices[by_place[place].thing], other_ids)
        if place in by_place
        else command
        for place, command in enumerate(commands)
    }
    kept = {place: command for place, command in made.items() if command is not None}
    return Settled(by_place=kept, other_ids=other_ids)


def _conflict(
    command: object, problems: Sequence[ClaimsError], register: LogRegister
) -> DeskDifference | None:
    match command:
        case Describe() if all(
            isinstance(problem, WouldChange | DescribedTwice) for problem in problems
        ):
            changes = [problem for problem in problems if isinstance(problem, WouldChange)]
            if not changes:
                return None
            return DeskDifference(
                thing=command.tag,
                sides=tuple(
                    _side(problem.field or "", problem.old, problem.new) for problem in changes
                ),
                choices=(Choice.OURS, Choice.THEIRS),
            )
        case CaptureDocument(document=document):
            otherwise = _otherwise(problems)
            here = None if otherwise is None else register.document(otherwise.name)
            if otherwise is None or here is None:
                return None
            text = "text" in otherwise.differing
            return DeskDifference(
                thing=f"document:{here.id}",
                sides=_sides(otherwise.differing, here, document),
                choices=(Choice.BOTH,) if text else (Choice.OURS,),
            )
        case RecordClaim(id=str() as name):
            otherwise = _otherwise(problems)
            claim = register.claim(name)
            if otherwise is None or claim is None:
                return None
            return DeskDifference(
                thing=f"claim:{name}",
                sides=_of_claims(otherwise.differing, claim, command),
                choices=(Choice.BOTH,),
            )
    return None


def _otherwise(problems: Sequence[ClaimsError]) -> AlreadyOtherwise | None:
    first = problems[0] if len(problems) == 1 else None
    return first if isinstance(first, AlreadyOtherwise) else None


def _sides(fields: Sequence[str], ours: object, theirs: object) -> tuple[Side, ...]:
    return tuple(_side(field, getattr(ours, field), getattr(theirs, field)) for field in fields)


def _of_claims(fields: Sequence[str], claim: Claim, command: RecordClaim) -> tuple[Side, ...]:
    """The two claims, field by field; of the words, the quotes."""
    theirs = {
        "evidence": command.quote,
        "occurred": None if command.occurred is None else str(command.occurred),
    }
    ours = {
        "evidence": claim.evidence.exact,
        "occurred": None if claim.occurred is None else str(claim.occurred.edtf),
    }
    return tuple(
        _side(
            "quote" if field == "evidence" else field,
            ours.get(field, getattr(claim, field)),
            theirs.get(field, getattr(command, field, None)),
        )
        for field in fields
    )


def _side(field: str, ours: object, theirs: object) -> Side:
    here, there = shown_apart(ours, theirs)
    return Side(field=field, ours=here, theirs=there)


def _judged_otherwise(command: JudgeParties, register: LogRegister) -> DeskDifference | None:
    """What this ledger judges of the same two parties, where that is something else."""
    descriptions = register.descriptions(f"judgement:{pair_of(command.party, command.other)}")
    last = descriptions[-1].entity if descriptions else None
    if not isinstance(last, Judgement) or last.verdict is command.verdict:
        return None
    fields = ("verdict", "reason")
    return DeskDifference(
        thing=f"judgement:{last.pair}",
        sides=_sides(fields, last, command),
        choices=(Choice.OURS, Choice.THEIRS),
    )


def _decided(
    command: Command, conflict: DeskDifference, choice: Choice, other_ids: OtherIds
) -> Command | None:
    """The command as it is to be imported; None where this ledger's stays in its place."""
    match command, choice:
        case Describe(), Choice.OURS:
            differing = {side.field for side in conflict.sides}
            return attrs.evolve(command, fields=command.stated - differing)
        case Describe(), Choice.THEIRS:
            return attrs.evolve(command, replace=frozenset(side.field for side in conflict.sides))
        case JudgeParties(), Choice.OURS:
            return None
        case CaptureDocument(document=document), Choice.OURS:
            other_ids.documents[document.id] = conflict.thing.partition(":")[2]
            return None
        case CaptureDocument(document=document), Choice.BOTH:
            name = DocumentId(_renamed(document.id))
            other_ids.documents[document.id] = name
            return attrs.evolve(command, document=attrs.evolve(document, id=name))
        case RecordClaim(id=str() as name), Choice.BOTH:
            other_ids.things[name] = _renamed(name)
            return attrs.evolve(command, id=ClaimId(_renamed(name)))
    return command


def _renamed(name: str) -> str:
    """An id for the other desk's thing of the same name."""
    ending = "-theirs"
    return name[: SLUG_MAX - len(ending)].rstrip("-") + ending


def things(by_place: Mapping[int, DeskDifference]) -> Iterator[DeskDifference]:
    """The conflicts, each thing once, in the order of the commands."""
    yield from {conflict.thing: conflict for conflict in by_place.values()}.values()
