"""Whatever is accepted can be read back, and whatever is refused is refused by name.

Each field of every command, and of what commands hold, is given each kind of wrong value that
Python can. What it leaves out: two wrong values that only together are wrong.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from types import UnionType
from typing import TYPE_CHECKING, Annotated, NewType, Union, get_args, get_origin, get_type_hints

import attrs
import pytest

from ledger.claims.commands import Command, Describe, RecordClaim
from ledger.claims.developments import KINDS, RequirementStated
from ledger.claims.entities import Entity, Party
from ledger.claims.entry_into_force import (
    Base,
    Delay,
    DelayUnit,
    EntryIntoForceRule,
    Latecomers,
    PartyFigure,
    Requirement,
)
from ledger.claims.vocabulary import PartyKind
from ledger.edtf import parse
from ledger.errors import ClaimsError, Problems
from ledger.log.format import codec
from ledger.sources.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

JUNK = (
    None,
    5,
    -1,
    True,
    2.5,
    "",
    " ",
    "a\x00b",
    "\ud800",
    "x" * 3000,
    b"a",
    (),
    ("a", None),
    (("a",),),
    ["a"],
    {"a": 1},
    object(),
    Decimal("NaN"),
    Decimal("1E+3"),
    Fraction(1, 3),
    date(2024, 6, 12),
    datetime(2024, 6, 12, tzinfo=UTC),
    parse("2024-06"),
    PartyKind.STATE,
    Party(id="a", name="A"),
)
SAMPLES = {
    "PartyId": "a",
    "PartnershipId": "p",
    "InstrumentId": "i",
    "DocumentId": "d",
    "HurdleId": "h",
    "ClaimId": "c",
    "quote": "statement 1.",
    "share": "2/3",
    "occasion": "x",
    "target": "c",
    "by": "ledger",
    "of": "group",
    "of_each": "group",
    "text": "statement 1. statement 2.",
    "language": "en",
    "url": "https://news.example/a",
    "media_type": "text/plain",
    "code": "MEX",
    str: "x",
    int: 3,
    bool: True,
    date: date(2024, 1, 1),
    Decimal: Decimal(2),
    EntryIntoForceRule: EntryIntoForceRule(
        when=(Requirement(share="2/3", of="group"),),
        after=Delay(number=30, unit=DelayUnit.DAYS),
        not_before=date(2024, 1, 1),
        bases=(Base(name="group", figures=(PartyFigure(party="a", value=Decimal(2)),)),),
        latecomers=Latecomers(after=Delay(number=1, unit=DelayUnit.MONTHS)),
    ),
    Document: Document(text="statement 1.", title="d", publisher="d", kind="news", id="d2"),
}


def sample(hint: object, name: str) -> object:
    """A value that a field can hold."""
    if get_origin(hint) in (Union, UnionType):
        return sample(next(one for one in get_args(hint) if one is not type(None)), name)
    if get_origin(hint) is tuple:
        return (sample(get_args(hint)[0], name),)
    if get_origin(hint) is Annotated:
        return sample(get_args(hint)[0], name)
    if isinstance(hint, NewType):
        return SAMPLES.get(hint.__name__) or sample(hint.__supertype__, name)
    if name in SAMPLES and hint is str:
        return SAMPLES[name]
    if hint in SAMPLES:
        return SAMPLES[hint]
    if issubclass(hint, Enum):
        return next(iter(hint))
    return parse("2024-01-02") if hint.__name__ == "Edtf" else whole(hint)


def whole(kind: type) -> object:
    """A value of a class with every field filled."""
    hints = get_type_hints(kind, include_extras=True)
    return kind(
        **{
            one.name: sample(hints[one.name], one.name)
            for one in attrs.fields(kind)
            if one.init and one.name not in {"fields", "replace"}  # how others are meant
        }
    )


def spoilt(value: object) -> Iterator[tuple[str, object]]:
    """The value with each field in turn, however deep, given each wrong value."""
    for field in attrs.fields(type(value)):
        held = getattr(value, field.name)
        (inner,) = held if isinstance(held, tuple) and len(held) == 1 else (held,)
        for junk in JUNK:
            for given in (junk, (junk,)):
                yield from changed(value, field.name, given)
        if attrs.has(type(inner)) and type(inner).__name__ != "Edtf":
            for where, one in spoilt(inner):
                given = (one,) if isinstance(held, tuple) else one
                for _, outer in changed(value, field.name, given):
                    yield f"{field.name}.{where}", outer


def changed(value: object, name: str, given: object) -> Iterator[tuple[str, object]]:
    try:
        yield f"{name}={given!r:.60}", attrs.evolve(value, **{name: given})
    except (ClaimsError, TypeError, ValueError, AttributeError, ArithmeticError):
        return  # the class itself refuses it


def as_given() -> dict[str, Command]:
    """A command of every class, entity and kind, with every field filled."""
    commands = {kind.__name__: whole(kind) for kind in get_args(Command)}
    for kind in get_args(Entity):
        commands[kind.__name__] = Describe(entity=whole(kind))
    for name, kind in KINDS.items():
        commands[name] = RecordClaim(
            development=whole(kind), document="d", quote="statement 2.", partnership="p"
        )
    return commands


COMMANDS = as_given()


def wrong(name: str) -> Iterator[tuple[str, object]]:
    """A command with each of its fields spoilt in turn.

    Of a kind it is the development: what all claims have around it is spoilt once, as RecordClaim.
    """
    command = COMMANDS[name]
    if name not in KINDS:
        yield from spoilt(command)
        return
    for where, development in spoilt(command.development):
        yield f"development.{where}", attrs.evolve(command, development=development)


@pytest.fixture
def full(desk):
    """A desk with a document, a claim and a hurdle."""
    desk.document("d", "2024-01-01")
    stated = RequirementStated(hurdle="h", title="a permit")
    desk.tell(
        RecordClaim(id="c", document="d", quote="statement 1.", partnership="p", development=stated)
    )
    return desk


def read_back(desk, after: int) -> int:
    """How many events were recorded since, each the same when it is read again."""
    recorded = list(desk.ledger.log.read(after=after))
    for one in recorded:
        held = codec.decode(one.event.type, one.event.version, one.event.payload)
        assert codec.encode(held) == one.event
    return len(recorded)


@pytest.mark.parametrize("name", COMMANDS)
def test_what_is_accepted_can_be_read_and_the_rest_is_refused_by_name(full, name):
    """No value that Python can give is recorded and then unreadable."""
    accepted = refused = 0
    for where, command in wrong(name):
        size = full.ledger.log.head().size
        try:
            full.ledger.submit([command])
        except Problems:
            refused += 1
            assert full.ledger.log.head().size == size
        except Exception as error:
            raise AssertionError(where) from error
        else:
            try:
                accepted += read_back(full, size - 1)
            except Exception as error:
                raise AssertionError(where) from error
    assert refused > 40, "negative control: wrong values do come by"
    full.ledger.status("p", full.at("2024-06-12"))
    assert full.ledger.verify().breaks == ()
