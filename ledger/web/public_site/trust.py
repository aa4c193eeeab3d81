"""The page of trust of a site of files: who signed for the log, and how a reader checks it.

It says nothing of a verification that was made elsewhere: a reader makes their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.views.markup.elements import element, markup, section
from ledger.views.markup.pages.trust import check_markup, note_markup
from ledger.web.asked import Shown
from ledger.web.routes import PageRoute

if TYPE_CHECKING:
    from markupsafe import Markup

    from ledger.web.asked import Asked


def trust(asked: Asked) -> Shown:
    """Who signed for the log, up to where, and how to check that without this site."""
    note = asked.ledger.kept_note()

    def body() -> Markup:
        words = asked.words
        signed = note_markup(note, asked.links, words)
        return markup(
            (
                section(words("checkpoint"), signed, none=words("no-checkpoint")),
                check_markup(words),
                element("p", asked.ledger.origin),
            )
        )

    def data() -> dict[str, str | None]:
        return {"origin": asked.ledger.origin, "checkpoint": None if note is None else str(note)}

    return Shown(title=asked.words("trust"), data=data, body=body, timed=False)


TRUST = PageRoute(path="/trust", make=trust, command="checkpoint", timed=False)
"""It stands in the place of the web's own page."""
