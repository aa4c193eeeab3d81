"""A whole day in a rule: the import format gives dates as EDTF, and here one day is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.edtf import Edtf
from ledger.errors import InvalidInput

if TYPE_CHECKING:
    from datetime import date


class NotOneDay(InvalidInput):
    """A vague date where a rule can only hold a day."""

    code = "not-one-day"

    def __init__(self, date_: Edtf) -> None:
        super().__init__(
            f"{date_} is not one day", fix="give a whole date, such as 1989-01-01, or leave it out"
        )


def whole_day(value: date | Edtf | None) -> date | None:
    """The day that a date names. Raises NotOneDay where it names more than one."""
    if not isinstance(value, Edtf):
        return value
    if not value.is_day:
        raise NotOneDay(value)
    return value.earliest
