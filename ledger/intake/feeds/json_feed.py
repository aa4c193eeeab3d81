"""A JSON Feed (jsonfeed.org, versions 1 and 1.1) becomes entries.

Takes bytes; gives a title, a site, raw entries, and notes. Whatever is not as the format has it
is left out field by field, and an entry that is none is noted; what is no feed is refused.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import msgspec

from ledger.decoding import converted, decoder
from ledger.intake.feeds.raw import Raw, address, plain_words
from ledger.intake.feeds.refusals import NotAFeed

_VERSIONS = ("https://jsonfeed.org/version/1", "http://jsonfeed.org/version/1")


class JsonFeedItem(msgspec.Struct):
    """An entry; the format asks for ``id`` alone, and sites leave even that out."""

    id: Any = None
    url: Any = None
    external_url: Any = None
    title: Any = None
    content_text: Any = None
    content_html: Any = None
    summary: Any = None
    date_published: Any = None
    date_modified: Any = None
    language: Any = None


class JsonFeed(msgspec.Struct):
    """The feed."""

    version: Any = None
    title: Any = None
    home_page_url: Any = None
    language: Any = None
    items: Any = None


def is_json(start: bytes) -> bool:
    """Whether a feed begins as JSON does."""
    return start[:1] == b"{"


def json_listing(data: bytes, *, url: str) -> tuple[str | None, str | None, list[Raw], list[str]]:
    """Title, site, entries and notes on what was left out; raises `NotAFeed`."""
    try:
        feed = decoder(JsonFeed).decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise NotAFeed(url=url, reason="it begins as JSON, and is broken or cut off") from None
    if not (isinstance(feed.version, str) and feed.version.startswith(_VERSIONS)):
        raise NotAFeed(url=url, reason="it is JSON, and names no version of JSON Feed")
    if not isinstance(feed.items, list):
        raise NotAFeed(url=url, reason="it is a JSON Feed without a list of items")
    items = [converted(item, JsonFeedItem) for item in feed.items if isinstance(item, dict)]
    notes = []
    if odd := len(feed.items) - len(items):
        noun = "item is no entry" if odd == 1 else "items are no entries"
        notes.append(f"{odd:,} {noun} of a feed, and left out")

    def text(value: object) -> str | None:
        return " ".join(plain_words(value).split()) or None if isinstance(value, str) else None

    raw = [
        Raw(
            id=str(item.id) if isinstance(item.id, str | int) and item.id != "" else None,
            url=address(item.url) or address(item.external_url),
            title=text(item.title),
            day=_day(item.date_published) or _day(item.date_modified),
            stamp=text(item.date_modified) or text(item.date_published) or "",
            words="\n".join(
                words
                for part in (item.summary, item.content_text, item.content_html)
                if (words := text(part))
            ),
            language=text(item.language) or text(feed.language),
        )
        for item in items
    ]
    return text(feed.title), address(feed.home_page_url), raw, notes


def _day(value: object) -> date | None:
    """The day of an RFC 3339 moment, by its own clock."""
    try:
        return datetime.fromisoformat(value).date() if isinstance(value, str) else None
    except ValueError:
        return None
