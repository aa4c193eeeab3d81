"""What leaves the desk, as pages: the brief, the feed and the calendar, each with its files."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ledger.app.publication.brief import brief as composed
from ledger.app.publication.calendar import dates
from ledger.app.publication.feed import feed as newest
from ledger.app.publication.imprint import imprint
from ledger.publishing.briefs import formats
from ledger.views.briefs.html import brief_markup
from ledger.views.briefs.since import Since
from ledger.views.data import data
from ledger.views.markup.blocks import Layout
from ledger.views.markup.elements import markup
from ledger.views.pages.dates_to_come import dates_page
from ledger.views.pages.feed import feed_page
from ledger.views.publication.atom import Places, atom
from ledger.views.publication.calendar import calendar as written
from ledger.views.tables.publication import date_cells, feed_cells
from ledger.web.asked import Shown
from ledger.web.pages.partnerships import moment_of
from ledger.web.parts import tabs

if TYPE_CHECKING:
    from markupsafe import Markup

    from ledger.web.asked import Asked


def brief(asked: Asked) -> Shown:
    """One to two pages on a partnership, every statement with a note to its words."""
    partnership = asked.parts["partnership"]
    since = None
    if asked.query.get("since"):
        _, moment, clock = moment_of(asked)
        since = Since(moment=moment, clock=clock)
    made = composed(
        asked.ledger,
        [partnership],
        asked.clocks,
        since=since,
        language=asked.words.language,
    )

    def onward(verb: str) -> str:
        """The page of a command that a section's rest is left to."""
        if verb == "disputes":
            return asked.links.to("/disputes", subject=partnership)
        page = {"diff": "/changes", "hurdles": "/hurdles", "next": "/next"}.get(verb, "")
        query = {name: asked.query.get(name) for name in ("since", "clock") if verb == "diff"}
        return asked.links.to(f"/partnerships/{partnership}{page}", **query)

    receipt = {"file": None, "format": None, "bytes": None, "brief": data(made)}
    return Shown(
        title=made.title,
        data=lambda: receipt,
        body=lambda: markup((tabs(asked, partnership), brief_markup(made, onward))),
        subject=partnership,
        files={ending: partial(formats.made, made, ending) for ending in formats.ENDINGS},
        unlinked=formats.missing(),
    )


def feed(asked: Asked) -> Shown:
    """What became otherwise in a partnership, the newest first."""
    partnership = asked.parts["partnership"]
    title = asked.ledger.view(partnership, asked.clocks).title
    return _feed(asked, (partnership, title))


def all_feeds(asked: Asked) -> Shown:
    """What became otherwise over all partnerships, the newest first."""
    return _feed(asked, None)


def _feed(asked: Asked, of: tuple[str, str] | None) -> Shown:
    partnership, title = of or (None, None)
    position = asked.at.position
    entries = newest(asked.ledger, partnership, upto=position)
    links = asked.links

    def body() -> Markup:
        page = Layout(links).page(feed_page(entries, title=title, words=asked.words))
        return page if partnership is None else markup((tabs(asked, partnership), page))

    def page_of(path: str) -> str:
        return links.whole(links.to(path))

    def file() -> bytes:
        places = Places(
            own=links.whole(links.here(".atom")),
            page=page_of("/" if partnership is None else f"/partnerships/{partnership}"),
            to=page_of,
        )
        made = imprint(asked.ledger, position)
        return atom(
            entries, imprint=made, partnership=of, places=places, words=asked.words
        ).encode()

    return Shown(
        title=title or asked.words("feed"),
        data=lambda: data(entries),
        body=body,
        cells=lambda: feed_cells(entries),
        timed=False,
        at={
            "valid_at": None,
            "published_by": None,
            "known_at": data(asked.clocks.known_at),
            "position": position,
        },
        subject=partnership,
        files={".atom": file},
    )


def calendar(asked: Asked) -> Shown:
    """The days to come of a partnership: foreseen, due, or on which something turns."""
    partnership = asked.parts["partnership"]
    title = asked.ledger.view(partnership, asked.clocks).title
    return _calendar(asked, partnership, title)


def all_calendars(asked: Asked) -> Shown:
    """The days to come over all partnerships: foreseen, due, or on which something turns."""
    return _calendar(asked, None, None)


def _calendar(asked: Asked, partnership: str | None, title: str | None) -> Shown:
    to_come, links = dates(asked.ledger, asked.clocks, partnership), asked.links

    def body() -> Markup:
        page = Layout(links).page(
            dates_page(to_come, title=title, clocks=asked.clocks, words=asked.words)
        )
        return page if partnership is None else markup((tabs(asked, partnership), page))

    return Shown(
        title=title or asked.words("calendar"),
        data=lambda: data(to_come),
        body=body,
        cells=lambda: date_cells(to_come),
        subject=partnership,
        files={
            ".ics": lambda: written(
                to_come,
                imprint=imprint(asked.ledger, asked.at.position),
                title=title,
                to=None if links.address is None else lambda path: links.whole(links.to(path)),
                words=asked.words,
            )
        },
    )
