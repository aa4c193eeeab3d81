"""A list of answers: a tuple that a notebook shows as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from ledger.late import late

if TYPE_CHECKING:
    from ledger.views.markup import notebook
else:
    notebook = late("ledger.views.markup.notebook")

T_co = TypeVar("T_co", covariant=True)


class ListedAnswers(tuple[T_co, ...]):
    """Answers in their order."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        """The rows as a table of HTML, every text escaped."""
        return str(notebook.html(self))
