"""A feed as Atom (RFC 4287): an entry for each change, with the words behind it.

Takes entries, an imprint and where pages are; gives XML in which every text is escaped. The same
entries give the same bytes, and an entry has the same id in every feed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import attrs

from ledger.views.briefs.text import address, printable
from ledger.views.page import shortened, source
from ledger.views.pages.feed import entry_title
from ledger.views.words import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ledger.projections.changes.feed import FeedEntry
    from ledger.projections.weighing.citations import Citation
    from ledger.views.publication.imprint import Imprint
    from ledger.views.words import Words

_ATOM = "http://www.w3.org/2005/Atom"
_XHTML = "http://www.w3.org/1999/xhtml"
MEDIA = "application/atom+xml"
_QUOTED = 5


@attrs.frozen(kw_only=True)
class Places:
    """Where the pages of a feed are: its own address, the page it goes with, a page by its path.

    All None where nobody serves them: then entries have their words and no links.
    """

    own: str | None = None
    page: str | None = None
    to: Callable[[str], str] | None = None


NOWHERE = Places()


def atom(
    entries: Sequence[FeedEntry],
    *,
    imprint: Imprint,
    partnership: tuple[str, str] | None = None,
    places: Places = NOWHERE,
    words: Words = ENGLISH,
) -> str:
    """The feed; ``partnership`` is the id and the title of the one that it is of, None of all."""
    whole = words("partnerships") if partnership is None else partnership[1]
    own = ("partnerships", partnership[0], "feed") if partnership else ("feed",)
    feed = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": words.language})
    _text(feed, "id", imprint.tag(*own))
    _text(feed, "title", words("atom-title", title=whole))
    _text(feed, "updated", _moment(entries[0].recorded_at if entries else imprint.began))
    _text(ET.SubElement(feed, "author"), "name", imprint.origin)
    _text(feed, "generator", "Claim Ledger")
    if places.own is not None:
        _link(feed, "self", places.own, MEDIA)
    if places.page is not None:
        _link(feed, "alternate", places.page, "text/html")
    for entry in entries:
        _entry(feed, entry, imprint, places, words)
    ET.indent(feed, space="")
    text = ET.tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'


def entry_id(entry: FeedEntry, imprint: Imprint) -> str:
    """The same for the same change, in every feed and whenever it is made."""
    step = f"@{entry.position}"
    return imprint.tag(
        "partnerships", entry.partnership, step, entry.kind, entry.subject, entry.field
    )


def _entry(
    feed: ET.Element, entry: FeedEntry, imprint: Imprint, places: Places, words: Words
) -> None:
    element = ET.SubElement(feed, "entry")
    _text(element, "id", entry_id(entry, imprint))
    _text(element, "title", entry_title(entry, words))
    _text(element, "updated", _moment(entry.recorded_at))
    _text(element, "published", _moment(entry.recorded_at))
    ET.SubElement(element, "category", term=str(entry.kind))
    ET.SubElement(
        element,
        "category",
        term=printable(entry.partnership),
        label=printable(entry.partnership_title),
    )
    if places.to is not None:
        _link(element, "alternate", places.to(f"/partnerships/{entry.partnership}"), "text/html")
    content = ET.SubElement(element, "content", type="xhtml")
    body = ET.SubElement(content, "div", xmlns=_XHTML)
    _html(body, "p", f"{entry_title(entry, words)}.")
    _html(body, "p", f"{entry.partnership_title}, @{entry.position}")
    for citation in entry.citations[:_QUOTED]:
        _quote(body, citation, places, words)
    more = len(entry.citations) - _QUOTED
    if more > 0:
        key = "brief-more-claims-one" if more == 1 else "brief-more-claims"
        _html(body, "p", words(key, count=more))


def _quote(body: ET.Element, citation: Citation, places: Places, words: Words) -> None:
    quote = ET.SubElement(body, "blockquote")
    _html(quote, "p", f"\u201c{' '.join(citation.quote.split())}\u201d")
    if citation.translation:
        _html(quote, "p", f"[{citation.translation}]")
    line = _html(quote, "p", shortened(source(citation, words)))
    if places.to is not None:
        line.text, text = "", line.text
        link = ET.SubElement(line, "a", href=places.to(f"/claims/{citation.claim}"))
        link.text = text
    elif citation.url is not None and citation.url.startswith(("https://", "http://")):
        link = ET.SubElement(line, "a", href=address(citation.url))
        link.text = " \u2197"


def _html(parent: ET.Element, tag: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, tag)
    element.text = printable(text)
    return element


def _text(parent: ET.Element, tag: str, text: str, **attributes: str) -> None:
    element = ET.SubElement(parent, tag, attributes)
    element.text = printable(text)


def _link(parent: ET.Element, rel: str, href: str, media: str) -> None:
    ET.SubElement(parent, "link", rel=rel, href=href, type=media)


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
