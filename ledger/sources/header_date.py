"""A moment in the header of a mail or of HTTP, as whoever sent it wrote it.

Takes a header's text; gives a moment, or None where it names none that a calendar has.
"""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


def header_date(text: str) -> datetime | None:
    """The moment of a ``Date`` or ``Retry-After`` (RFC 5322 §3.3, RFC 9110 §5.6.7), as written.

    A stranger wrote it: a year or a zone that no machine can count with is no moment.

    >>> header_date("Wed, 12 Jun 2024 09:00:00 GMT").isoformat()
    '2024-06-12T09:00:00+00:00'
    >>> header_date("Mon, 01 Jan 99999999999999999999 00:00:00 GMT") is None
    True
    """
    try:
        return parsedate_to_datetime(text.strip())
    except (ValueError, TypeError, LookupError, AttributeError, OverflowError):
        return None
