"""How many consented of how many that are required, as a bar next to the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from ledger.views.counted import counted_words
from ledger.views.markup.elements import element

if TYPE_CHECKING:
    from ledger.views.counted import Counted
    from ledger.views.words import Words


def meter(counted: Counted, words: Words) -> Markup:
    """The same as a bar, where there is a threshold; the words stand next to it."""
    if not counted.required or counted.count is None:
        return Markup("")
    label = counted_words(counted, words)
    return element(
        "meter",
        label,
        min=0,
        max=counted.required,
        value=min(counted.count, counted.required),
        aria_label=label,
    )
