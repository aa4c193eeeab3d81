"""A list of answers: a tuple that a notebook shows as a table."""

from __future__ import annotations

from typing import TypeVar

T_co = TypeVar("T_co", covariant=True)


class Rows(tuple[T_co, ...]):
    """Answers in their order."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        """The rows as a table of HTML, every text escaped."""
        from ledger.views.markup.notebook import html  # noqa: PLC0415 - a notebook alone needs it

        return str(html(self))
