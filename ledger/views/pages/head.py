"""What stands above a list of a partnership, or of all: of what it is, and as of when.

Takes what a face knows of the question; gives ``PageHead``, and the blocks a page begins with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ledger.clock import Clocks
from ledger.views.clocks import ahead as ahead_words
from ledger.views.clocks import as_of
from ledger.views.page import Block, Heading, Paragraph
from ledger.views.words import ENGLISH, Words

if TYPE_CHECKING:
    from collections.abc import Iterator


@attrs.frozen(kw_only=True)
class PageHead:
    """The head of a list. ``title`` is None over all partnerships.

    ``ahead`` marks a day that is yet to come; ``only`` says what a filter lets through.
    """

    title: str | None
    clocks: Clocks
    ahead: bool = False
    only: str = ""
    words: Words = ENGLISH

    @property
    def subject(self) -> str:
        """What the list is of, in words."""
        return self.title or self.words("all-partnerships")

    def blocks(self, heading: str) -> Iterator[Block]:
        """The heading with its clocks, and what a reader must know of the list."""
        yield Heading(heading, as_of(self.clocks, self.words))
        if self.ahead:
            yield Paragraph(ahead_words(self.words))
        if self.only:
            yield Paragraph(self.words("only", only=self.only))
