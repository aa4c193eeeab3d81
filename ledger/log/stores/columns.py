"""What may stand in a column next to the log: SQLite takes a value of any type in any column.

Takes the type and the name of a column; gives a type that refuses, as it is read, what no program
of ours puts there. Who comes next: ``tables`` has every column next to the log be such a one, the
stores tell what was refused as damage, ``misshapen`` names it to ``verify``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, Integer, LargeBinary, Text
from sqlalchemy.types import NullType, TypeDecorator

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Column, Dialect
    from sqlalchemy.types import TypeEngine

WORDS = {int: "a whole number", str: "text", bytes: "bytes"}


class Misshapen(Exception):
    """A value or a row next to the log that no program of ours left so; in words."""


class KeptValue(TypeDecorator[object]):
    """The type of a column next to the log; reading refuses a value of another type."""

    impl = NullType
    cache_ok = True

    def __init__(self, own: TypeEngine[Any], name: str, kind: type, *, nullable: bool) -> None:
        super().__init__()
        self.impl = own  # type: ignore[assignment]  # SQLAlchemy says the class of the attribute
        self.own = own
        self.name = name
        self.kind = kind
        self.nullable = nullable

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], object]:  # noqa: ARG002
        """The value as the driver gives it, which has the right type; or ``Misshapen``."""

        def process(value: Any) -> object:  # noqa: ANN401 - whatever stands there
            if value is None and self.nullable:
                return None
            return of_kind(self.name, self.kind, value)

        return process


def of_kind(name: str, kind: type, value: object) -> object:
    """The value, where it is of the kind that belongs in the column."""
    if isinstance(value, kind):
        return value
    holds = "nothing" if value is None else WORDS.get(type(value), "a number")
    raise Misshapen(f"{name} holds {holds} in place of {WORDS[kind]}")


def kind_of(column: Column[Any]) -> type:
    """What Python makes of a column: ``int``, ``str`` or ``bytes``."""
    own = column.type.own if isinstance(column.type, KeptValue) else column.type
    for kinds, kind in (((Integer, BigInteger), int), (Text, str), (LargeBinary, bytes)):
        if isinstance(own, kinds):
            return kind
    raise TypeError(str(column))


def watched(column: Column[Any]) -> None:
    """Have a column's values looked at as they are read."""
    column.type = KeptValue(
        column.type, str(column), kind_of(column), nullable=bool(column.nullable)
    )
