"""A date next to the words that a source used for it.

Takes the date that the words allow and the words themselves, raw, so that the reading can be
checked. Absent: reading them, which is ``phrases``.
"""

from __future__ import annotations

import attrs

from ledger.edtf.value import Edtf


@attrs.frozen(kw_only=True)
class StatedDate:
    """A date and the source's own words for it, or None where the date was given as such."""

    edtf: Edtf
    words: str | None = None
