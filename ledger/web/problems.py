"""Errors as problem details (RFC 9457), with the codes and places of the command line.

Takes an error; gives the object: the members of the RFC next to the envelope of ``--json``, so
that a program reads either.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from ledger.app.envelope import refused

if TYPE_CHECKING:
    from ledger.errors import ClaimsError

ERRORS = "https://claim-ledger.invalid/errors#"
"""What ``type`` begins with: a name, no address. docs/errors.md has each code."""


def problem_of(error: ClaimsError, status: int | None = None) -> dict[str, object]:
    """An error as an object of ``application/problem+json``."""
    number = status or error.http_status
    return {
        "type": f"{ERRORS}{error.code}",
        "title": HTTPStatus(number).phrase,
        "status": number,
        "detail": error.message,
        **refused(error),
    }
