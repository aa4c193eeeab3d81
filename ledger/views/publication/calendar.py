"""Days to come as iCalendar (RFC 5545): one all-day event each, vague days as spans.

Takes ``DateToCome`` values and an imprint; gives the text of an ``.ics`` file. The same days give
the same bytes; an event keeps its UID while its day is moved, and its SEQUENCE only grows.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

import attrs

from ledger.late import late
from ledger.projections.dates_to_come import DateKind
from ledger.views.briefs.text import address, printable
from ledger.views.page import shortened, source
from ledger.views.pages.dates_to_come import date_words
from ledger.views.words import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import icalendar

    from ledger.edtf import Edtf
    from ledger.projections.dates_to_come import DateToCome
    from ledger.views.publication.imprint import Imprint
    from ledger.views.words import Words
else:
    icalendar = late("icalendar")

MEDIA = "text/calendar"
WIDEST = 92
"""So many days at most are a span, which is a quarter; what is vaguer stands on one day."""
_CERTAIN = frozenset({DateKind.IN_FORCE, DateKind.COUNT_STALE})
_QUOTED = 3


@attrs.frozen
class Days:
    """The days that an event takes, the last one not counted (as DTEND has it)."""

    first: date
    end: date


def days_of(when: Edtf) -> Days | None:
    """Where a vague day stands in a calendar; None where it has no day at all.

    "About 15 June" takes the days of its doubt.
    What may be any day of a quarter, or of less, takes all of those days. What is vaguer ("2030",
    "by 2030") stands on the last day that is possible, and what has no last day on the first.
    """
    first, last = when.earliest, when.latest
    if first == last and not when.is_day:  # a day that is doubted: all that it may be
        first, last = when.not_before, when.not_after
    if last == date.max:
        last = None
    if first is not None and last is not None and (last - first).days < WIDEST:
        return Days(first, last + timedelta(1))
    day = last or first
    return None if day is None or day == date.max else Days(day, day + timedelta(1))


def calendar(
    dates: Sequence[DateToCome],
    *,
    imprint: Imprint,
    title: str | None = None,
    to: Callable[[str], str] | None = None,
    words: Words = ENGLISH,
) -> bytes:
    """The calendar; ``title`` is that of the partnership that it is of, ``to`` where pages are."""
    made = icalendar.Calendar()
    name = words("calendar-title", title=title or words("partnerships"))
    made.add("prodid", f"-//Claim Ledger//Dates to come//{words.language.upper()}")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("x-wr-calname", printable(name))
    made.add("name", printable(name))
    for each in dates:
        days = days_of(each.when)
        if days is not None:
            made.add_component(_event(each, days, imprint, to, words))
    if not made.subcomponents:
        made.add_component(_utc())
    return bytes(made.to_ical(sorted=True))


def _utc() -> icalendar.Timezone:
    """What a calendar without an event holds, which must hold something (RFC 5545, 3.6)."""
    zone, standard = icalendar.Timezone(), icalendar.TimezoneStandard()
    zone.add("tzid", "UTC")
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 - local time, as it must be
    standard.add("tzoffsetfrom", timedelta(0))
    standard.add("tzoffsetto", timedelta(0))
    zone.add_component(standard)
    return zone


def _event(
    each: DateToCome,
    days: Days,
    imprint: Imprint,
    to: Callable[[str], str] | None,
    words: Words,
) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", str(uuid5(NAMESPACE_URL, imprint.tag("dates", each.kind, each.subject))))
    stamp = each.revised.astimezone(UTC).replace(microsecond=0)
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", max(0, int((each.revised - imprint.began).total_seconds())))
    event.add("dtstart", days.first)
    event.add("dtend", days.end)
    vague = "" if each.when.is_day else f" ({words.when(each.when)})"
    event.add("summary", printable(f"{date_words(each, words)}{vague}"))
    event.add("description", "\n".join(map(printable, _description(each, words))))
    event.add("status", "CONFIRMED" if each.kind in _CERTAIN else "TENTATIVE")
    event.add("transp", "TRANSPARENT")
    event.add("categories", [str(each.kind), printable(each.partnership_title)])
    event.add("x-claims-edtf", icalendar.vText(str(each.when)))
    if to is not None:
        event.add("url", icalendar.vUri(to(f"/partnerships/{each.partnership}/next")))
    elif each.claims and (url := each.claims[-1].url) and url.startswith("https://"):
        event.add("url", icalendar.vUri(address(url)))
    return event


def _description(each: DateToCome, words: Words) -> Iterator[str]:
    """What it is, who must act, and the words behind it."""
    yield f"{words.when(each.when)}: {date_words(each, words)}"
    yield each.partnership_title
    if each.who:
        yield words("brief-who", who=words.listed(party.name for party in each.who))
    for citation in each.claims[-_QUOTED:]:
        said_by = shortened(source(citation, words))
        yield f"\u201c{' '.join(citation.quote.split())}\u201d {said_by}"
        if citation.translation:
            yield f"[{citation.translation}]"
