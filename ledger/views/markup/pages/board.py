"""The board of all partnerships in HTML: filters with counts, and a row for each.

Where a reader says when they last looked, each row says whether anything was recorded since.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import attrs
from markupsafe import Markup

from ledger.board.rows import BoardInstrument, BoardRow
from ledger.claims.names import NAMELESS, Names
from ledger.views.counted import counted_words
from ledger.views.markup.counted import meter
from ledger.views.markup.elements import element, link, markup, table, together

if TYPE_CHECKING:
    from datetime import date

    from ledger.views.markup.links import Links
    from ledger.views.markup.reader import Reader
    from ledger.views.words import Words

STALE = 90
"""After so many days without news a partnership's row says so."""

_SORTED: Mapping[str, Callable[[BoardRow], object]] = {
    "title": lambda row: row.title.casefold(),
    "hurdles": lambda row: -row.outstanding,
    "contested": lambda row: -row.contested,
    "claims": lambda row: -row.claims,
}
SORTS = ("news", *_SORTED)
FILTERS = ("new", "party", "stage", "contested", "hurdles", "stale")
_NUMBERS = (3, 4, 5)
"""The columns of the table that hold numbers."""
_INSTRUMENTS = 3
"""So many of a partnership's instruments stand in its row; its page has all."""
_CHOICES = 12
"""So many parties are offered, the most frequent first; the URL takes any."""


@attrs.frozen(kw_only=True)
class BoardMarkup:
    """The rows that a reader asked for, and how many there are of each sort.

    ``facets`` has for each filter its values with the count of rows. ``unseen`` is the moment
    from which on nothing was seen by who asks; None: all was, or nobody asked.
    """

    rows: Sequence[BoardRow]
    facets: Mapping[str, Mapping[str, int]]
    of: int
    unseen: datetime | None = None


def board(
    rows: Sequence[BoardRow],
    query: Mapping[str, str],
    today: date,
    unseen: datetime | None = None,
) -> BoardMarkup:
    """The rows that the filters of a query leave, in the order that it asks for."""
    facets = {
        name: Counter(value for row in rows for value in _values(row, name, today, unseen))
        for name in FILTERS
    }
    kept = [
        row
        for row in rows
        if all(
            query[name] in _values(row, name, today, unseen) for name in FILTERS if query.get(name)
        )
    ]
    key = _SORTED.get(query.get("sort", ""))
    if key is not None:
        kept.sort(key=key)  # type: ignore[arg-type]  # one key gives values of one type
    return BoardMarkup(rows=kept, facets=facets, of=len(rows), unseen=unseen)


def _values(row: BoardRow, name: str, today: date, unseen: datetime | None) -> tuple[str, ...]:
    """What a row is filed under: of parties several."""
    match name:
        case "new":
            return ("yes" if _new(row, unseen) else "no",)
        case "party":
            return row.parties
        case "stage":
            return (str(row.stage),)
        case "contested":
            return ("yes" if row.contested else "no",)
        case "hurdles":
            return ("yes" if row.outstanding else "no",)
        case _:
            return ("yes" if _stale(row, today) else "no",)


def _new(row: BoardRow, unseen: datetime | None) -> bool:
    return unseen is not None and row.last_recorded is not None and row.last_recorded >= unseen


def _stale(row: BoardRow, today: date) -> bool:
    return row.last_published is None or (today - row.last_published).days > STALE


def board_markup(
    whole: BoardMarkup, *, reader: Reader, today: date, names: Names = NAMELESS
) -> Markup:
    """Filters, then a table of the partnerships; ``names`` are those of parties."""
    links, words = reader.links, reader.words
    if not whole.of:
        return element("p", words("no-partnerships"), class_="none")
    since = links.query.get("since")
    heads = [_head("title", links, words), _head("stage", links, words)]
    heads.append(Markup("{}").format(words("instruments")))
    heads += [_head(name, links, words) for name in ("hurdles", "contested", "claims", "news")]
    rows = [_row(row, links, words, today) for row in whole.rows]
    if since:
        heads.append(Markup("{}").format(words("board-new", since=since)))
        for cells, row in zip(rows, whole.rows, strict=True):
            cells.append(_unseen(row, since, new=_new(row, whole.unseen), reader=reader))
    counted = words("rows-of", count=len(whole.rows), of=whole.of)
    filters = _filters(whole, reader, names)
    return markup((filters, table(heads, rows, caption=counted, numbers=_NUMBERS)))


def _head(name: str, links: Links, words: Words) -> Markup:
    now = links.query.get("sort") or SORTS[0]
    label = words(f"board-{name}")
    if now == name:
        return Markup("{} <span class='sorted'>{}</span>").format(label, words("sorted"))
    return link(links.here(sort=name), label)


def _row(row: BoardRow, links: Links, words: Words, today: date) -> list[object]:
    page = f"/partnerships/{row.partnership}"
    return [
        link(links.to(page), row.title),
        link(links.to(f"/why/{row.partnership}.stage"), words.word(row.stage), class_="value"),
        _instruments(row, links, words),
        link(links.to(f"{page}/hurdles"), row.outstanding),
        link(links.to("/disputes", subject=row.partnership), row.contested),
        row.claims,
        _news(row, words, today),
    ]


def _instruments(row: BoardRow, links: Links, words: Words) -> Markup:
    """How far the consents to the first of them are, and how many more there are."""
    if not row.instruments:
        return Markup("{}").format(words("none-counted"))
    items = [_instrument(each, links, words) for each in row.instruments[:_INSTRUMENTS]]
    if len(row.instruments) > _INSTRUMENTS:
        page = links.to(f"/partnerships/{row.partnership}")
        items.append(link(page, words("and-more", count=len(row.instruments) - _INSTRUMENTS)))
    return element("ul", markup(element("li", item) for item in items), class_="few")


def _instrument(instrument: BoardInstrument, links: Links, words: Words) -> Markup:
    title = link(links.to(f"/instruments/{instrument.id}"), instrument.title)
    why = links.to(f"/why/{instrument.id}.consents")
    count = link(why, counted_words(instrument, words), class_="value")
    return Markup("{}: {} {}").format(title, count, meter(instrument, words))


def _unseen(row: BoardRow, since: str, *, new: bool, reader: Reader) -> Markup:
    links, words = reader.links, reader.words
    if not new:
        return Markup("{}").format(words("nothing-new"))
    page = links.to(f"/partnerships/{row.partnership}/changes", since=since)
    return link(page, words("see-new"), class_="new")


def _news(row: BoardRow, words: Words, today: date) -> Markup:
    if row.last_published is None:
        return Markup("{}").format(words("no-news"))
    when = element("time", words.day(row.last_published), datetime=row.last_published.isoformat())
    return Markup("{}, {}").format(when, age(row.last_published, today, words))


def age(day: date, today: date, words: Words) -> str:
    """How long ago a day was, in words: in days, months or years, never rounded up."""
    days = (today - day).days
    if days < 0:
        return words("ahead")
    if days == 0:
        return words("age-today")
    for unit, length in (("years", 365), ("months", 30), ("days", 1)):
        count = days // length
        if count:
            return words(f"age-{unit}-one" if count == 1 else f"age-{unit}", count=count)
    raise AssertionError


def offered(whole: BoardMarkup, name: str, now: str | None) -> Sequence[str]:
    """The values of a filter that a reader can choose, ``now`` the one that is set."""
    counts = whole.facets[name]
    if len(counts) < 2 and not now:  # noqa: PLR2004 - a choice needs two
        return ()
    values = sorted({*counts, *([now] if now else [])})
    if name == "party":
        values.sort(key=lambda value: (value != now, -counts[value]))
    return values[:_CHOICES]


def _filters(whole: BoardMarkup, reader: Reader, names: Names) -> Markup:
    """Each filter's values as links with counts; the one that is set says so and can be left."""
    links, words = reader.links, reader.words
    if links.still:
        return Markup("")
    parts = []
    for name, counts in whole.facets.items():
        now = links.query.get(name)
        values = offered(whole, name, now)
        if not values:
            continue
        items = [
            _choice(
                Markup("{} ({})").format(
                    names.of(value) if name == "party" else words.word(value), counts[value]
                ),
                name,
                value,
                chosen=value == now,
                reader=reader,
            )
            for value in values
        ]
        title = element("span", words(f"filter-{name}"), class_="label")
        parts.append(
            element("li", together(title, Markup(" ").join(items), between=" "), class_="facet")
        )
    content = element("ul", markup(parts))
    return (
        element("nav", content, class_="facets", aria_label=words("filters"))
        if parts
        else (Markup(""))
    )


def _choice(label: Markup, name: str, value: str, *, chosen: bool, reader: Reader) -> Markup:
    links = reader.links
    if chosen:
        leave = reader.words("filter-leave")
        text = Markup("{} <span>✕ {}</span>").format(label, leave)
        return link(links.without(name), text, aria_current="true", class_="set")
    return link(links.here(**{name: value}), label)
