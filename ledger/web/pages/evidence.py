"""From a value to its words: the proof of a value, a claim, a document, an instrument, a party."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.app.filters import FilterWords, filter_of
from ledger.views.data import data
from ledger.views.markup.blocks import Layout
from ledger.views.markup.pages.claim import (
    claim_markup,
    claim_words,
    document_markup,
    document_title,
)
from ledger.views.markup.pages.party import party_markup
from ledger.views.markup.pages.treaty import treaty_markup
from ledger.views.pages.documents import documents_page
from ledger.views.pages.ledger.log import entry_page
from ledger.views.pages.parties import parties_page
from ledger.views.pages.why import proof_words, why_page
from ledger.views.tables.evidence import documents_cells, parties_cells, treaty_cells
from ledger.web.asked import Shown

if TYPE_CHECKING:
    from markupsafe import Markup

    from ledger.web.asked import Asked


_CLAIMS = 50
"""So many claims are on the page of a party, the last recorded first."""


def why(asked: Asked) -> Shown:
    """What a value rests on: what won, what lost and why, in whose words."""
    path = asked.parts["path"]
    proofs = asked.ledger.why(path, asked.clocks)

    def body() -> Markup:
        page = why_page(proofs, clocks=None, words=asked.words)
        return Layout(asked.links).page(page, title=True)

    return Shown(
        title=path,
        data=lambda: data(proofs),
        body=body,
        subject=path,
        label=lambda: proof_words(proofs[0], asked.ledger.names(), asked.words),
    )


def claim(asked: Asked) -> Shown:
    """One claim whole: what it says, its words in their document, and what became of it."""
    entry = asked.ledger.show(asked.parts["name"])

    def body() -> Markup:
        history = asked.ledger.about(f"target:{entry.id}")
        return claim_markup(
            entry,
            history,
            reader=asked.reader,
            names=asked.ledger.names(),
        )

    return Shown(
        title=entry.id,
        data=lambda: data(entry),
        body=body,
        timed=False,
        label=lambda: claim_words(entry, asked.ledger.names(), asked.words),
    )


def document(asked: Asked) -> Shown:
    """A captured text with every quote marked in it, and the claims that rest on each."""
    entry = asked.ledger.show(asked.parts["name"])

    def body() -> Markup:
        about = asked.ledger.about(f"document:{entry.id.partition(':')[0]}")
        return document_markup(
            entry,
            about,
            reader=asked.reader,
            names=asked.ledger.names(),
            only=asked.query.get("claim"),
        )

    return Shown(title=document_title(entry), data=lambda: data(entry), body=body, timed=False)


def event(asked: Asked) -> Shown:
    """What stands at a position of the log, whatever it is."""
    entry = asked.ledger.show(asked.parts["name"])

    def body() -> Markup:
        return Layout(asked.links).page(entry_page(entry, public=asked.site.public), title=True)

    return Shown(title=entry.id, data=lambda: data(entry), body=body, timed=False)


def instrument(asked: Asked) -> Shown:
    """Who signed and consented, when it enters into force, and the consents as they grew."""
    treaty = asked.ledger.treaty(asked.parts["instrument"], asked.clocks)
    names = treaty.names

    def body() -> Markup:
        return treaty_markup(treaty, reader=asked.reader, names=names)

    return Shown(
        title=treaty.instrument.title,
        data=lambda: data(treaty),
        body=body,
        cells=lambda: treaty_cells(treaty),
        subject=treaty.instrument.id,
    )


def documents(asked: Asked) -> Shown:
    """The documents that are kept, with how many claims quote each."""
    source = asked.query.get("source")
    wanted = FilterWords(sources=(source,) if source else ())
    rows = asked.ledger.documents(asked.clocks, filter_of(asked.ledger, wanted, asked.clocks))

    def body() -> Markup:
        return Layout(asked.links).page(documents_page(rows, only=wanted.words, words=asked.words))

    return Shown(
        title=asked.words("documents"),
        data=lambda: data(rows),
        body=body,
        cells=lambda: documents_cells(rows),
    )


def party(asked: Asked) -> Shown:
    """One party with its names, what was judged of it, and all that speaks of it."""
    profile = asked.ledger.party(asked.parts["party"], asked.clocks)

    def body() -> Markup:
        filed = {profile.id, profile.stands, *profile.same}
        rows = [row for row in asked.ledger.board(asked.clocks) if filed & set(row.parties)]
        called = filter_of(asked.ledger, FilterWords(parties=(profile.id,)), asked.clocks)
        word = max(profile.name.split(), key=len)  # the index knows who is called so
        hits, _ = asked.ledger.look_up([word], asked.clocks, called, limit=_CLAIMS)
        return party_markup(
            profile,
            {row.partnership: row.title for row in rows},
            hits,
            reader=asked.reader,
            names=asked.ledger.names(asked.clocks.known_at),
        )

    return Shown(title=profile.name, data=lambda: data(profile), body=body, subject=profile.id)


def parties(asked: Asked) -> Shown:
    """Every party with its names."""
    profiles = asked.ledger.parties(asked.clocks)

    def body() -> Markup:
        return Layout(asked.links).page(parties_page(profiles, asked.words))

    return Shown(
        title=asked.words("parties"),
        data=lambda: data(profiles),
        body=body,
        cells=lambda: parties_cells(profiles),
    )
