"""What a request asks, as a value: the ledger, the clocks, the filters, where links lead.

Takes the path and the query of a request; gives ``Asked``, which every page function takes, and
``Shown``, which it gives.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType

import attrs
from markupsafe import Markup

from ledger.app import Ledger
from ledger.app.clocks import At, Clocks, clocks
from ledger.views.markup.links import Links
from ledger.views.markup.reader import Reader
from ledger.views.tables.cells import Cells
from ledger.views.words import Words
from ledger.web.site import Site


@attrs.frozen(kw_only=True)
class Asked:
    """One question. ``at`` are the clocks as the answer shows them, with the position read.

    ``worked_out`` is what a costly page rests on, which was made in its turn.
    """

    ledger: Ledger
    site: Site
    clocks: Clocks
    at: At
    now: datetime
    today: date
    parts: Mapping[str, str]
    query: Mapping[str, str]
    links: Links
    words: Words
    worked_out: object = None

    @property
    def reader(self) -> Reader:
        """For whom the answer is drawn."""
        return Reader(
            links=self.links,
            words=self.words,
            public=self.site.public,
            writes=self.site.write,
        )


@attrs.frozen(kw_only=True)
class Shown:
    """An answer, made when it is asked for in one form or the other.

    ``data`` is that of the command line; ``timed`` says whether its envelope names
    clocks, unless ``at`` says which.
    ``left`` are rows that its limit leaves out.
    ``files`` are forms beyond HTML, JSON and CSV, by their endings; no link leads to those that
    are ``unlinked``. ``label`` says in words what the answer is, where its title is an id.
    ``days`` are those on which something turned, for the bar of clocks. ``subject`` is what the
    answer is about, None for the whole ledger: its erased words stand under it.
    """

    title: str
    data: Callable[[], object]
    body: Callable[[], Markup]
    cells: Callable[[], Cells] | None = None
    timed: bool = True
    at: Mapping[str, object] | None = None
    days: Sequence[date] = ()
    subject: str | None = None
    label: Callable[[], str] | None = None
    files: Mapping[str, Callable[[], bytes]] = MappingProxyType({})
    unlinked: frozenset[str] = frozenset()
    left: Mapping[str, int] = MappingProxyType({})


def clocks_of(query: Mapping[str, str], today: date) -> Clocks:
    """The three clocks of a query; an empty one is one that is not set.

    Raises:
        NoSuchMoment: one of them is no day, no moment and no position.
    """
    return clocks(
        today,
        valid_at=query.get("valid_at") or None,
        published_by=query.get("published_by") or None,
        known_at=query.get("known_at") or None,
        prefix="",
    )


def fixed(asked: Clocks, query: Mapping[str, str], head_day: date) -> bool:
    """Whether a query fixes all three clocks, so that its answer never changes.

    A moment of the recorded clock is fixed once its day is over.
    """
    if not (query.get("valid_at") and query.get("published_by") and query.get("known_at")):
        return False
    known_at = asked.known_at
    return known_at is not None and (isinstance(known_at, int) or known_at.date() < head_day)
