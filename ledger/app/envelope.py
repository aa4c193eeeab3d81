"""The envelope of every answer for a program, and the data of every error.

Takes the builtins of an answer, or an error; gives ``{"ok": true, "data": …, "at": …}`` or
``{"ok": false, "error": …}``. Every face sends the same.
"""

from __future__ import annotations

from ledger.app.desk.mistake_groups import IN_FULL, more
from ledger.errors import ClaimsError, Problems, Where

UNFIXED: dict[str, object] = {
    "valid_at": None,
    "published_by": None,
    "known_at": None,
    "position": None,
}
"""The clocks of an answer that does not depend on them."""


def answered(data: object, at: object = None) -> dict[str, object]:
    """The envelope of an answer; ``at`` are its clocks, where it depends on them."""
    return {"ok": True, "data": data, "at": at or UNFIXED}


def refused(error: ClaimsError) -> dict[str, object]:
    """The envelope of an error."""
    return {"ok": False, "error": error_data(error)}


def error_data(error: ClaimsError) -> dict[str, object]:
    """The error for a program: ``code``, ``message``, ``fix``, ``where``, and ``problems``."""
    described = _described(error)
    if isinstance(error, Problems):
        described["where"] = {"source": error.source}
        described["problems"] = [_described(problem) for problem in error.problems[:IN_FULL]]
        if len(error.problems) > IN_FULL:
            described["more"] = more(error.problems)
    return described


def _described(error: ClaimsError) -> dict[str, object]:
    return {
        "code": error.code,
        "message": error.message,
        "fix": error.fix,
        "where": None if error.where is None else _place(error.where),
    }


def _place(where: Where) -> dict[str, object]:
    return {
        "source": where.source,
        "line": where.line,
        "column": where.column,
        "excerpt": where.excerpt,
        "excerpt_begins": where.begins,
    }
