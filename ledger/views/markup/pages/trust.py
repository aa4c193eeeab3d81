"""Whether the log holds, in HTML: the verdict, the checkpoint, and how to check it elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.views.markup.elements import element, link, markup, section
from ledger.views.pages.ledger.proofs import verified_page

if TYPE_CHECKING:
    from datetime import datetime

    from markupsafe import Markup

    from ledger.checks.verification import Verified
    from ledger.log.proving.notes import Note
    from ledger.views.markup.links import Links
    from ledger.views.markup.reader import Reader
    from ledger.views.words import Words


def trust_markup(
    verified: Verified, note: Note | None, *, ran_at: datetime, reader: Reader
) -> Markup:
    """When it was verified and what that said; who signed; what a stranger does with a file."""
    links, words = reader.links, reader.words
    when = element("time", f"{ran_at:%Y-%m-%d %H:%M} UTC", datetime=ran_at.isoformat())
    ran = element("p", words("verified-at")) + element("p", when)
    verdict = reader.layout.page(verified_page(verified, words))
    parts = [
        section(words("verified"), [ran, verdict], none=""),
        element("p", link(links.here(whole="yes"), words("verify-whole"))),
        section(words("checkpoint"), note_markup(note, links, words), none=words("no-checkpoint")),
        check_markup(words),
    ]
    return markup(parts)


def check_markup(words: Words) -> Markup:
    """How a stranger checks a proof file."""
    return section(
        words("check-yourself"),
        [
            element("p", words("check-how")),
            element("pre", "claims verify FILE --key VKEY"),
            element("p", words("check-others")),
        ],
        none="",
    )


def note_markup(note: Note | None, links: Links, words: Words) -> list[Markup]:
    """Who signed, and what."""
    if note is None:
        return []
    signers = [element("li", signature.name) for signature in note.signatures]
    return [
        element("p", words("signed-by")),
        element("ul", markup(signers)),
        element("pre", note),
        element("p", link(links.to("/checkpoint"), words("checkpoint-file"))),
    ]
