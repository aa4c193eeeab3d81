"""Lists of feeds in OPML, as readers of feeds exchange them.

Takes the bytes of such a list, gives the feeds in it; and writes one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

from ledger.errors import ClaimsError
from ledger.intake.feeds.refusals import BadOpml
from ledger.late import late
from ledger.sources.document import check_url

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

    from ledger.intake.feeds.feed import Feed
else:
    etree = late("lxml.etree")

OPML_LIMIT: Final = 5_000_000
"""Bytes of a list of feeds: a thousand of them need a twentieth of it."""

_ENTITIES: Final = re.compile(rb"<!(?:ENTITY|DOCTYPE)", re.IGNORECASE)


@attrs.frozen(kw_only=True)
class Outline:
    """A feed in a list."""

    url: str
    title: str | None = None
    site: str | None = None


@attrs.frozen(kw_only=True)
class Outlines:
    """The feeds of a list, each once, and the addresses in it that no feed can have."""

    feeds: tuple[Outline, ...]
    unusable: tuple[str, ...] = ()


def read_opml(data: bytes, *, source: str) -> Outlines:
    """The feeds of a list, whatever folders it puts them in; raises `BadOpml`."""
    if _ENTITIES.search(data):
        raise BadOpml(source=source, reason="it has a document type, which no list needs")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        # The words alone: lxml puts the place behind them a second time.
        words = getattr(error, "msg", None) or str(error)
        raise BadOpml(source=source, reason=words.splitlines()[0][:160]) from None
    if str(root.tag).lower() != "opml":
        raise BadOpml(source=source, reason=f"it begins with <{str(root.tag)[:40]}>")
    feeds: dict[str, Outline] = {}
    unusable = []
    for outline in root.iter("outline"):
        values = {str(name).lower(): str(value) for name, value in outline.items()}
        address = values.get("xmlurl", "").strip()
        if not address:
            continue
        try:
            check_url(address)
        except ClaimsError:
            unusable.append(address[:200])
            continue
        title = " ".join((values.get("title") or values.get("text") or "").split())
        site = values.get("htmlurl", "").strip() or None
        feeds.setdefault(address, Outline(url=address, title=title[:200] or None, site=site))
    if not feeds and not unusable:
        raise BadOpml(source=source, reason="no feed is in it")
    return Outlines(feeds=tuple(feeds.values()), unusable=tuple(unusable))


def write_opml(feeds: Iterable[Feed]) -> str:
    """The list, as OPML 2.0."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "Feeds that are followed"
    body = etree.SubElement(root, "body")
    for feed in feeds:
        values = {"type": "rss", "text": feed.title or feed.url, "xmlUrl": feed.url}
        if feed.site:
            values["htmlUrl"] = feed.site
        etree.SubElement(body, "outline", values)
    text: bytes = etree.tostring(root, pretty_print=True, xml_declaration=True, encoding="utf-8")
    return text.decode()
