"""How much is too much: the stated limits of a source, each with its reason.

Gives constants to every module of this room and to the messages that name them.
"""

from __future__ import annotations

from typing import Final

CAPTURE_LIMIT: Final = 10_000_000
"""Bytes of one captured file: an article has thousands, a treaty a few millions."""

EXTRACTION_SECONDS: Final = 30.0
"""Seconds for one HTML page: a news page needs less than one, 5 MB of prose about eight."""

ELEMENTS_LIMIT: Final = 250_000
"""Elements of one HTML page: a news page has thousands, the whole standard of HTML 200,000."""

EXTRACTION_MEMORY: Final = 1_500_000_000
"""Bytes of address space for one HTML page: 250,000 links need a sixth of it."""

QUOTE_LIMIT: Final = 2_000
"""Characters of a quote, of its prefix and of its suffix: a quote is short."""

LINE_LIMIT: Final = 500
"""Characters of a title or of a publisher's name: both are one printed line."""

URL_LIMIT: Final = 2_048
"""Characters of a URL, as sitemaps and most servers have it."""

MARKS_LIMIT: Final = 30
"""Combining marks on one letter: the Stream-Safe Text Format of Unicode (UAX #15 §13).

No language needs more, and normalising a run takes time by the square of its length.
"""

PAGES_LIMIT: Final = 1_000
"""Pages of one PDF: a treaty has dozens, the issue of a gazette a few hundred."""

UNPACKED_LIMIT: Final = 200_000_000
"""Bytes of a packed document (DOCX) when all of it is unpacked: text packs ten to one."""
