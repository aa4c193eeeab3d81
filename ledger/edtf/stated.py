"""A date next to the words that a source used for it.

Takes the words and the publication date; gives both the date that they allow and the words
themselves, raw, so that the reading can be checked. Claims come next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ledger.edtf.value import Edtf
from ledger.late import late

if TYPE_CHECKING:
    from datetime import date

    from ledger.edtf import phrases
    from ledger.edtf.reading import Tense
else:
    phrases = late("ledger.edtf.phrases")


@attrs.frozen(kw_only=True)
class StatedDate:
    """A date and the source's own words for it, or None where the date was given as such."""

    edtf: Edtf
    words: str | None = None

    @classmethod
    def read(
        cls, words: str, *, published: Edtf | date | None = None, tense: Tense | None = None
    ) -> StatedDate:
        """The date that the words allow, and the words unchanged. Raises BadDate.

        >>> StatedDate.read("mid-May 2024").edtf.display
        'between 8 and 24 May 2024'
        """
        return cls(edtf=phrases.from_words(words, published=published, tense=tense), words=words)
