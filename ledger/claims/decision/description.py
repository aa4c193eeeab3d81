"""Describing parties, partnerships and instruments: fields are added, and changed only on purpose.

Takes ``Describe`` and ``Register``; gives the decision. A field that is not stated keeps what it
was. What was ever described so is there already, whatever came later; a field that would change
is shown, and changes only where the command says that it may (``replace``).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs

from ledger.claims.decision.decision import Decision, Overtaken, StatedFields
from ledger.claims.decision.lines import check_lines
from ledger.claims.decision.refusals import (
    BadName,
    DescribedTwice,
    ImpossibleDate,
    NothingToDo,
    NotKnown,
    Refusals,
    WasErased,
    WouldChange,
)
from ledger.claims.entities import Instrument, Partnership, Party
from ledger.claims.entry_into_force.refusals import FIELD
from ledger.claims.events import (
    DomainEvent,
    InstrumentDescribed,
    PartnershipDescribed,
    PartyDescribed,
)
from ledger.claims.naming import check_code, one_id, with_ids
from ledger.claims.renaming import rule_with_ids
from ledger.edtf import Edtf
from ledger.ids import PartyId, is_slug
from ledger.sources.pages.publication import of_no_age_that_wrote

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ledger.claims.commands import Describe
    from ledger.claims.decision.register import Description, Register
    from ledger.claims.entities import Entity


def describe(command: Describe, register: Register) -> Decision:
    """The description as it stands with what was described before, as an event if it is new."""
    refusals = Refusals()
    if not is_slug(command.entity.id):
        refusals.add(BadName(command.entity.id), "id")
    entity = _with_ids(command.entity, register, refusals)
    refusals.refuse()
    stated = {field: getattr(entity, field) for field in sorted(command.stated)}
    statement = StatedFields(kind=entity.kind, name=str(entity.id), values=stated)
    tag = command.tag
    revisions = register.descriptions(tag)
    if not revisions:
        if register.revision(tag) and not command.replace:
            refusals.add(WasErased(entity.kind, entity.id), "id")
        changes = stated
    else:
        changes = _changes(stated, revisions[-1], command.replace)
        if not changes.keys() & command.replace and _ever(stated, revisions):
            overtaken = tuple(_overtaken(field, revisions) for field in changes)
            return Decision(id=entity.id, events=(), statement=statement, overtaken=overtaken)
        _check_changes(changes, revisions, command, refusals)
        entity = attrs.evolve(revisions[-1].entity, **changes)  # type: ignore[arg-type,assignment]
    check_lines(changes, refusals)
    for field, value in changes.items():
        for path, day in _days(field, value):
            if of_no_age_that_wrote(Edtf.exactly(day)):
                refusals.add(ImpossibleDate(Edtf.exactly(day)), path)
    _check_whole(entity, changes, register, refusals)
    refusals.refuse()
    event = _event(entity, register.revision(tag))
    return Decision(id=entity.id, events=(event,), statement=statement)


def _days(path: str, value: object) -> Iterator[tuple[str, date]]:
    """Every day that is stated in a field, with its path: ``entry_into_force.dissolved.0.on``."""
    kind = type(value)
    if isinstance(value, date):
        yield path, value
    elif isinstance(value, tuple):
        for place, part in enumerate(value):
            yield from _days(f"{path}.{place}", part)
    elif attrs.has(kind):
        for field in attrs.fields(kind):
            yield from _days(f"{path}.{field.name}", getattr(value, field.name))


def same(before: object, after: object, *, ordered: bool = False) -> bool:
    """Whether two values are the same; a list in another order is, unless ``ordered``."""
    if isinstance(before, tuple) and isinstance(after, tuple) and not ordered:
        return set(before) == set(after)
    return before == after


def is_renamed(before: Mapping[str, object], after: Mapping[str, object]) -> bool:
    """Whether a second description of a party, in one file with the first, plainly renames it.

    It does where it gives the former name as an alias, or where both give the same code. Takes
    the fields of both.
    """
    aliases, code = after.get("aliases"), after.get("code")
    named = isinstance(aliases, tuple) and before.get("name") in aliases
    return named or (code is not None and code == before.get("code"))


def _with_ids(entity: Entity, register: Register, refusals: Refusals) -> Entity:
    match entity:
        case Party():
            entity = with_ids(entity, register, refusals, "part_of")
            return _with_members(entity, register, refusals)
        case Partnership():
            return with_ids(entity, register, refusals, "parties")
        case Instrument():
            entity = with_ids(entity, register, refusals, "between")
            for name in entity.partnerships:
                gap = f"partnership:{name}" in register.gaps
                if register.partnership(name) is None and not gap:
                    near = register.near("partnership", name)
                    refusals.add(NotKnown("partnership", name, near), "partnerships")
            entity = with_ids(entity, register, refusals, "depositary")
            return _with_rule(entity, register, refusals)


def _with_members(party: Party, register: Register, refusals: Refusals) -> Party:
    """The party with the ids of its members, by whatever name."""
    if any(member.party == party.id for member in party.members):
        fix = "leave it out of its members"
        refusals.add(NothingToDo(f"{party.id} cannot be a member of itself", fix=fix), "members")
        return party
    members = tuple(
        attrs.evolve(
            member,
            party=PartyId(one_id(member.party, register, refusals, f"members.{place}.party")),
        )
        for place, member in enumerate(party.members)
    )
    return attrs.evolve(party, members=members)


def _with_rule(instrument: Instrument, register: Register, refusals: Refusals) -> Instrument:
    """The instrument with the ids of the parties that its rule names, by whatever name."""
    own_rule = instrument.entry_into_force
    if own_rule is None:
        return instrument
    before = refusals.count
    ids = {name: one_id(name, register, refusals, FIELD) for name in sorted(own_rule.parties)}
    if refusals.count > before:
        return instrument
    rule = refusals.trying(FIELD, lambda: rule_with_ids(own_rule, ids.__getitem__))
    return attrs.evolve(instrument, entry_into_force=rule)


def _changes(
    stated: dict[str, object], last: Description, replace: frozenset[str]
) -> dict[str, object]:
    """The stated fields that are not as they were last described.

    The order of a list is changed only where that is asked for.
    """
    return {
        field: value
        for field, value in stated.items()
        if not same(getattr(last.entity, field), value, ordered=field in replace)
    }


def _ever(stated: dict[str, object], revisions: tuple[Description, ...]) -> bool:
    """Whether all of this held of one revision."""
    return any(
        all(same(getattr(revision.entity, field), value) for field, value in stated.items())
        for revision in revisions
    )


def _since(field: str, revisions: tuple[Description, ...]) -> Description:
    """The revision that gave a field the value which it has now."""
    value = getattr(revisions[-1].entity, field)
    since = revisions[-1]
    for revision in reversed(revisions):
        if getattr(revision.entity, field) != value:
            break
        since = revision
    return since


def _overtaken(field: str, revisions: tuple[Description, ...]) -> Overtaken:
    since = _since(field, revisions)
    return Overtaken(field=field, now=getattr(since.entity, field), position=since.position)


def _check_changes(
    changes: dict[str, object],
    revisions: tuple[Description, ...],
    command: Describe,
    refusals: Refusals,
) -> None:
    """Refuse a change that was not asked for. To fill what was always empty changes nothing."""
    last, twice = revisions[-1].entity, list[str]()
    for field, value in changes.items():
        default = getattr(attrs.fields(type(last)), field).default
        empty = all(getattr(revision.entity, field) == default for revision in revisions)
        if field in command.replace or empty or _renames(field, revisions, command.entity):
            continue
        since = _since(field, revisions)
        if since.position is None:
            twice.append(field)
            continue
        change = getattr(last, field), value
        where = since.position, since.recorded_by
        refusals.add(WouldChange(command.entity, field, change, where), field)
    if twice:
        problem = DescribedTwice(command.entity.kind, str(command.entity.id), twice)
        refusals.add(problem, twice[0])


def _renames(field: str, revisions: tuple[Description, ...], entity: Entity) -> bool:
    """Whether a name changes within one file, where it is plain that the party is the same."""
    if field != "name" or _since(field, revisions).position is not None:
        return False
    before, after = (
        {name: getattr(party, name, None) for name in ("name", "code", "aliases")}
        for party in (revisions[-1].entity, entity)
    )
    return is_renamed(before, after)


def _check_whole(
    entity: Entity, changes: dict[str, object], register: Register, refusals: Refusals
) -> None:
    """What must be so of a party as a whole: a State's code exists, nobody is part of itself."""
    if isinstance(entity, Party):
        if changes.keys() & {"code", "type"}:
            check_code(entity, refusals)
        if "part_of" in changes:
            _check_part_of(entity, register, refusals)


def _check_part_of(party: Party, register: Register, refusals: Refusals) -> None:
    if party.part_of is None:
        return
    chain = [str(party.id)]
    above: str | None = party.part_of
    while above is not None and above not in chain:
        chain.append(above)
        holder = register.party(above)
        above = holder.part_of if holder else None
    if above is not None:
        cycle = " in ".join([*chain, above])
        refusals.add(
            NothingToDo(f"a party cannot be part of itself: {cycle}", fix="break the circle"),
            "part_of",
        )


def _event(entity: Entity, revision: int) -> DomainEvent:
    match entity:
        case Party():
            return PartyDescribed(party=entity, revision=revision)
        case Partnership():
            return PartnershipDescribed(partnership=entity, revision=revision)
        case Instrument():
            return InstrumentDescribed(instrument=entity, revision=revision)
