"""The bytes of a feed become its entries: RSS, Atom, RDF, JSON Feed.

Takes bytes and the address they came from; gives a `FeedListing`, or a refusal in one sentence.
What is odd about a feed (one id for all, no days, days to come) is a note, and costs no entry.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

import attrs

from ledger.ids import content_id
from ledger.intake.feeds.feed import ListedEntry
from ledger.intake.feeds.json_feed import is_json, json_listing
from ledger.intake.feeds.raw import Raw, address, plain_words
from ledger.intake.feeds.refusals import NotAFeed
from ledger.late import late
from ledger.sources.header_date import header_date
from ledger.sources.limits import LINE_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from time import struct_time

    import feedparser
else:  # slow to import
    feedparser = late("feedparser")

ENTRIES: Final = 1_000
"""Entries of one feed that are looked at: the newest come first, and a feed has dozens."""

_ENTITIES: Final = re.compile(rb"<!(?:ENTITY|\[)|<!DOCTYPE[^>]{0,500}\[", re.IGNORECASE)
_HTML: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_WORDS: Final = 20_000  # characters of an entry's own words


@attrs.frozen(kw_only=True)
class FeedListing:
    """What a feed lists, and what it says of itself."""

    title: str | None
    site: str | None
    entries: tuple[ListedEntry, ...]
    notes: tuple[str, ...] = ()


def listing(data: bytes, *, url: str, media_type: str, today: date) -> FeedListing:
    """The entries of a feed, the newest first as it lists them; raises `NotAFeed`."""
    left_out: list[str] = []
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start:
        raise NotAFeed(url=url, reason="it is empty")
    if is_json(start):
        title, site, raw, left_out = json_listing(data, url=url)
    else:
        if _HTML.match(start[:8192]):
            raise NotAFeed(url=url, reason="it is a page (HTML), not a feed")
        if _ENTITIES.search(data):
            raise NotAFeed(url=url, reason="it declares entities of its own, which no feed needs")
        title, site, raw = _xml_listing(data, url=url, media_type=media_type)
    entries, notes = _judged(raw[:ENTRIES], today)
    notes = [*left_out, *notes]
    if len(raw) > ENTRIES:
        notes.append(f"{len(raw):,} entries, of which the first {ENTRIES:,} were looked at")
    return FeedListing(title=title, site=site, entries=tuple(entries), notes=tuple(notes))


def _xml_listing(
    data: bytes, *, url: str, media_type: str
) -> tuple[str | None, str | None, list[Raw]]:
    headers = {"content-location": url, "content-type": media_type or "application/xml"}
    parsed = feedparser.parse(data, response_headers=headers, sanitize_html=False)
    if not parsed.version:
        reason = "it is not RSS, Atom or JSON Feed"
        if parsed.bozo:
            reason = f"it is broken ({_reason(parsed.bozo_exception)})"
        raise NotAFeed(url=url, reason=reason)
    head = parsed.feed
    written = data.decode("utf-8", "replace").replace("&amp;", "&")
    raw = [_raw(entry, _line(head.get("language")), written) for entry in parsed.entries]
    return _line(head.get("title")), address(head.get("link")), raw


def _raw(entry: dict[str, Any], language: str | None, written: str) -> Raw:
    # Without `dict`, feedparser takes one day for another, and warns of it.
    published, updated = (dict.get(entry, name) for name in ("published", "updated"))
    parsed = dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")
    contents = [content.get("value") for content in dict.get(entry, "content", ())]
    return Raw(
        id=_line(entry.get("id")),
        url=_link(entry, written),
        title=_line(entry.get("title")),
        day=_written_day(published or updated) or _day(parsed),
        stamp=_line(updated or published) or "",
        words=_words([entry.get("summary"), *contents]),
        language=language,
    )


def _link(entry: dict[str, Any], written: str) -> str | None:
    """The address of an entry; an id that is none is no part of the feed's own address."""
    link = address(entry.get("link"))
    if link is None or dict.get(entry, "links"):
        return link
    return link if link in written else None


def _judged(raw: list[Raw], today: date) -> tuple[list[ListedEntry], list[str]]:
    """Each entry with a key of its own, and notes on what is odd about them."""
    notes: list[str] = []
    ids = Counter(entry.id for entry in raw if entry.id)
    shared = {name for name, count in ids.items() if count > 1}
    if shared:
        notes.append("several entries have one id: they are told apart by address and title")
    if raw and not any(entry.day for entry in raw):
        notes.append("its entries have no days")
    latest = today + timedelta(days=1)  # tomorrow already, in half of the world
    if coming := sum(1 for entry in raw if entry.day and entry.day > latest):
        notes.append(f"days to come were not taken ({coming:,} entries)")
    entries: dict[str, ListedEntry] = {}
    for entry in raw:
        name = entry.id if entry.id and entry.id not in shared else None
        key = content_id("e", f"{name or ''}\n{name or entry.url}\n{name or entry.title}".encode())
        day = entry.day if entry.day and entry.day <= latest else None
        entries.setdefault(
            key,
            ListedEntry(
                key=key,
                stamp=entry.stamp[:200],
                url=entry.url,
                title=entry.title,
                published=None if day is None else day.isoformat(),
                words=f"{entry.title or ''}\n{entry.words}"[:_WORDS],
                language=entry.language,
            ),
        )
    return list(entries.values()), notes


def _words(pieces: Iterable[object]) -> str:
    words = (plain_words(piece[:_WORDS]) for piece in pieces if isinstance(piece, str))
    return "\n".join(dict.fromkeys(words))


def _line(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    line = " ".join(plain_words(value).split())
    return "".join(filter(str.isprintable, line))[:LINE_LIMIT] or None


def _written_day(moment: object) -> date | None:
    """The day of a moment by the clock of who wrote it: late evening in Mexico is no tomorrow."""
    if not isinstance(moment, str):
        return None
    try:
        return datetime.fromisoformat(moment.strip()).date()
    except ValueError:
        written = header_date(moment)
    return None if written is None else written.date()


def _day(parsed: struct_time | None) -> date | None:
    try:
        return None if parsed is None else date(*parsed[:3])
    except ValueError:
        return None


def _reason(error: object) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
