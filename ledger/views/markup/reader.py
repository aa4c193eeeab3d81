"""For whom an answer is drawn: where links lead, in which language, and what a stranger may see.

Takes what a face knows of a request; gives ``Reader``, which every drawing of an answer takes.
"""

from __future__ import annotations

import attrs

from ledger.views.markup.blocks import Layout
from ledger.views.markup.links import Links
from ledger.views.words import Words


@attrs.frozen(kw_only=True)
class Reader:
    """One reader of a site. ``public``: names and notes of analysts are left out.

    ``writes``: the site has forms by which a claim can be corrected, retracted or disputed.
    """

    links: Links
    words: Words
    public: bool = False
    writes: bool = False

    @property
    def layout(self) -> Layout:
        """How blocks of a page are laid out for this reader."""
        return Layout(self.links)
