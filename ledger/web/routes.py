"""Which path is which page: the one list, from which routes, links and OpenAPI are made.

Each page answers at its path as HTML, at ``PATH.json`` with the envelope of a command, and a
list at ``PATH.csv`` too.
"""

from __future__ import annotations

from collections.abc import Callable

import attrs

from ledger.publishing.briefs import formats
from ledger.web.asked import Asked, Shown
from ledger.web.pages import evidence, partnerships, publication, whole


@attrs.frozen(kw_only=True)
class PageRoute:
    """A page. ``command`` is what asks the same on the command line; ``query`` its filters.

    ``listed`` says whether there is a ``.csv``; ``files`` the
    endings of other forms; ``timed`` whether clocks count. ``signed``: it names the last
    checkpoint. ``costly`` gives what a page rests on that is worked out for each reader, one at
    a time, under a name for those who wait for the same; the answers of the others are of the log
    alone, and are made once for each position.
    """

    path: str
    make: Callable[[Asked], Shown]
    command: str
    query: tuple[str, ...] = ()
    listed: bool = False
    files: tuple[str, ...] = ()
    timed: bool = True
    signed: bool = False
    costly: Callable[[Asked], tuple[str, Callable[[], object]]] | None = None

    @property
    def summary(self) -> str:
        """What it shows, in one sentence."""
        return (self.make.__doc__ or "").partition("\n")[0]


PAGES: tuple[PageRoute, ...] = (
    PageRoute(
        path="/",
        make=partnerships.board_of,
        command="status",
        query=("since", "new", "party", "stage", "contested", "hurdles", "stale", "sort"),
        listed=True,
    ),
    PageRoute(
        path="/partnerships/{partnership}/timeline",
        make=partnerships.timeline,
        command="timeline",
        query=("kind", "party", "modality", "source"),
        listed=True,
    ),
    PageRoute(
        path="/partnerships/{partnership}/hurdles",
        make=partnerships.hurdles,
        command="hurdles",
        listed=True,
    ),
    PageRoute(
        path="/partnerships/{partnership}/next",
        make=partnerships.agenda,
        command="next",
        query=("by",),
        listed=True,
    ),
    PageRoute(
        path="/next",
        make=partnerships.all_agendas,
        command="next",
        query=("by",),
        listed=True,
    ),
    PageRoute(
        path="/partnerships/{partnership}/changes",
        make=partnerships.changes,
        command="diff",
        query=("since", "clock"),
        listed=True,
    ),
    PageRoute(
        path="/changes",
        make=partnerships.all_changes,
        command="diff",
        query=("since", "clock"),
        listed=True,
    ),
    PageRoute(
        path="/partnerships/{partnership}/brief",
        make=publication.brief,
        command="brief",
        query=("since", "clock"),
        files=formats.ENDINGS,
        signed=True,
    ),
    PageRoute(
        path="/partnerships/{partnership}/feed",
        make=publication.feed,
        command="atom",
        listed=True,
        timed=False,
        files=(".atom",),
        signed=True,
    ),
    PageRoute(
        path="/feed",
        make=publication.all_feeds,
        command="atom",
        listed=True,
        timed=False,
        files=(".atom",),
        signed=True,
    ),
    PageRoute(
        path="/partnerships/{partnership}/calendar",
        make=publication.calendar,
        command="calendar",
        listed=True,
        files=(".ics",),
        signed=True,
    ),
    PageRoute(
        path="/calendar",
        make=publication.all_calendars,
        command="calendar",
        listed=True,
        files=(".ics",),
        signed=True,
    ),
    PageRoute(path="/partnerships/{partnership}", make=partnerships.status, command="status"),
    PageRoute(
        path="/instruments/{instrument}", make=evidence.instrument, command="treaty", listed=True
    ),
    PageRoute(path="/parties", make=evidence.parties, command="party list", listed=True),
    PageRoute(path="/parties/{party}", make=evidence.party, command="party show"),
    PageRoute(path="/claims/{name}", make=evidence.claim, command="show", timed=False),
    PageRoute(
        path="/documents",
        make=evidence.documents,
        command="documents",
        query=("source",),
        listed=True,
    ),
    PageRoute(
        path="/documents/{name}",
        make=evidence.document,
        command="show",
        query=("claim",),
        timed=False,
    ),
    PageRoute(path="/why/{path:path}", make=evidence.why, command="why"),
    PageRoute(
        path="/search",
        make=whole.search,
        command="search",
        query=("q", "limit"),
        listed=True,
        timed=False,
    ),
    PageRoute(
        path="/disputes", make=whole.disputes, command="disputes", query=("subject",), listed=True
    ),
    PageRoute(
        path="/checks", make=whole.checks, command="check", query=("check", "days"), listed=True
    ),
    PageRoute(
        path="/log",
        make=whole.log,
        command="log",
        query=("after", "limit"),
        listed=True,
        timed=False,
    ),
    PageRoute(
        path="/specs",
        make=whole.specs,
        command="spec run",
        timed=False,
        costly=whole.run_of_specs,
    ),
    PageRoute(
        path="/trust",
        make=whole.trust,
        command="verify",
        query=("whole",),
        timed=False,
        costly=whole.verdict,
    ),
)
"""All pages that read, the longer paths first where two begin the same."""
