"""A party in HTML: its names, the partnerships that it is in, and the claims that speak of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.views.markup.elements import element, link, markup, section
from ledger.views.pages.ledger.log import hits_page
from ledger.views.pages.parties import party_page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

    from ledger.board.search import Hits
    from ledger.claims.names import Names
    from ledger.projections.weighing.parties.profiles import PartyProfile
    from ledger.views.markup.reader import Reader


def party_markup(
    profile: PartyProfile,
    partnerships: Mapping[str, str],
    hits: Hits,
    *,
    reader: Reader,
    names: Names,
) -> Markup:
    """Names first, then ``partnerships`` (titles by id) with the way to what it did in each.

    Last the claims that name it, the last recorded first.
    """
    layout, links, words = reader.layout, reader.links, reader.words
    _, *page = party_page(profile, public=reader.public, words=words)
    parts = [layout.page(page, title=True)]
    items = []
    for partnership, title in partnerships.items():
        place = f"/partnerships/{partnership}"
        timeline = link(links.to(f"{place}/timeline", party=profile.id), words("timeline"))
        whole = link(links.to(place), title)
        items.append(element("li", markup((whole, element("span", timeline, class_="aside")))))
    listed = [element("ul", markup(items), class_="ways")] if items else []
    parts.append(section(words("partnerships"), listed, none=words("none")))
    claims = [layout.page(hits_page(hits, names=names, words=words))] if hits.rows else []
    parts.append(section(words("party-did"), claims, none=words("none")))
    return markup(parts)
