"""The envelope of every answer for a program, and the data of every error.

Takes the builtins of an answer, or an error; gives ``{"ok": true, "data": …, "at": …}`` or
``{"ok": false, "error": …}``. Every face sends the same.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from ledger.app.desk.mistake_groups import IN_FULL, more
from ledger.errors import ClaimsError, Problems, Where

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledger.app.contract.envelopes import (
        ClocksData,
        ErrorData,
        ErrorEnvelope,
        PlaceData,
        ProblemsData,
    )

UNFIXED: ClocksData = {
    "valid_at": None,
    "published_by": None,
    "known_at": None,
    "position": None,
}
"""The clocks of an answer that does not depend on them."""


def answered(
    data: object,
    at: object = None,
    erased: Sequence[object] = (),
    left: Mapping[str, int] = MappingProxyType({}),
) -> dict[str, object]:
    """The envelope of an answer; ``at`` are its clocks, where it depends on them.

    ``erased`` are the words that it misses under a legal order, ``left`` how many rows at most it
    leaves out for its limit; without any there is no such key.
    """
    envelope: dict[str, object] = {"ok": True, "data": data, "at": at or UNFIXED}
    if erased:
        envelope["erased"] = erased
    if any(left.values()):
        envelope["left"] = dict(left)
    return envelope


def refused(error: ClaimsError, broken_off: int = 0) -> ErrorEnvelope:
    """The envelope of an error; ``broken_off`` lines of an answer were written before it."""
    envelope: ErrorEnvelope = {"ok": False, "error": error_data(error)}
    if broken_off:
        envelope["broken_off"] = broken_off
    return envelope


def error_data(error: ClaimsError) -> ErrorData | ProblemsData:
    """The error for a program: ``code``, ``message``, ``fix``, ``where``, and ``problems``."""
    return _all(error) if isinstance(error, Problems) else _described(error)


def _all(error: Problems) -> ProblemsData:
    described: ProblemsData = {
        "code": error.code,
        "message": error.message,
        "fix": error.fix,
        "where": {"source": error.source},
        "problems": [_described(problem) for problem in error.problems[:IN_FULL]],
    }
    if len(error.problems) > IN_FULL:
        described["more"] = more(error.problems)
    return described


def _described(error: ClaimsError) -> ErrorData:
    return {
        "code": error.code,
        "message": error.message,
        "fix": error.fix,
        "where": None if error.where is None else _place(error.where),
    }


def _place(where: Where) -> PlaceData:
    place: PlaceData = {
        "source": where.source,
        "line": where.line,
        "column": where.column,
        "excerpt": where.excerpt,
        "excerpt_begins": 1 if where.cell is not None else where.begins,
    }
    if where.sheet is not None:
        place["sheet"] = where.sheet
    if where.cell is not None:
        place["cell"] = where.cell
    return place
