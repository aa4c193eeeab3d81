"""The pages over the whole ledger: search, disputes, checks, the log, specs, trust."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from ledger.app.checks import CHECKS, NEWS_DAYS, selected
from ledger.app.envelope import UNFIXED
from ledger.errors import ClaimsError, InvalidInput, NotFound
from ledger.ids import number_of
from ledger.late import late
from ledger.views.data import data
from ledger.views.markup.blocks import Layout
from ledger.views.markup.elements import element, link, markup, table
from ledger.views.markup.pages.trust import trust_markup
from ledger.views.pages.changes import disputes_page
from ledger.views.pages.ledger.findings import findings_page
from ledger.views.pages.ledger.log import hits_page
from ledger.views.pages.ledger.proofs import verified_data
from ledger.views.tables.evidence import search_cells
from ledger.views.tables.whole import disputes_cells, findings_cells, log_cells
from ledger.web.asked import Shown
from ledger.web.pages.runs import run_markup, without_folders
from ledger.web.parts import subject_form
from ledger.web.site_errors import SiteError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markupsafe import Markup

    from ledger.app import Ledger
    from ledger.app.checks import Verified
    from ledger.specs import running
    from ledger.specs.reports.results import Run
    from ledger.web.asked import Asked
else:  # loads every phrase
    running = late("ledger.specs.running")

ENTRIES = 100
"""So many events are on one page of the log."""
HITS = 50
"""So many claims and so many documents are on a page of a search, if no number is asked for."""

INDEXED = 40_000
"""So many events a page puts into the index of texts before it asks its reader to come again."""
_MOST = 10_000


class IndexBehind(SiteError):
    """The index of texts does not yet cover the ledger, and a page cannot wait for it."""

    code = "index-behind"

    def __init__(self, behind: int) -> None:
        super().__init__(
            f"the texts are being read for the first search: {behind:,} events are left",
            fix="ask again: each time more is done; claims search does all of it at once",
        )


class NoNumber(InvalidInput):
    """A count in a query that is no number, or is none that a page can have."""

    code = "no-number"

    def __init__(self, name: str, word: str) -> None:
        super().__init__(
            f"{name}: {word[:40]} is no number from 1 to {_MOST}", fix=f"write {name}=20"
        )


def search(asked: Asked) -> Shown:
    """The claims that hold all of the words, and the documents whose text does."""
    words = list(dict.fromkeys((asked.query.get("q") or "").split()))
    if not words:
        return Shown(
            title=asked.words("search"),
            data=list,
            body=lambda: element("p", asked.words("search-nothing"), class_="none"),
            cells=lambda: search_cells((), ()),
        )
    limit = _number(asked, "limit", HITS)
    _index(asked.ledger)
    hits, passages = asked.ledger.look_up(words, asked.clocks, limit=limit)
    left = {"claims": hits.left, "documents": passages.left}

    def body() -> Markup:
        page = Layout(asked.links).page(hits_page(hits, passages, words=asked.words))
        if not (hits.rows or passages.rows or any(left.values())):
            return markup((page, _ways_on(asked, words)))
        if not any(left.values()) or limit == _MOST:
            return page
        more = link(asked.links.here(limit=str(min(_MOST, limit * 10))), asked.words("search-more"))
        return markup((page, element("p", more)))

    return Shown(
        title=asked.words("search"),
        data=lambda: data((*hits.rows, *passages.rows)),
        body=body,
        cells=lambda: search_cells(hits.rows, passages.rows),
        left=left,
    )


def _ways_on(asked: Asked, words: Sequence[str]) -> Markup:
    """Where to look if nothing holds all of the words: each word alone, and what there is."""
    alone = [link(asked.links.here(q=word, limit=None), word) for word in words]
    places = [
        link(asked.links.to(f"/{name}"), asked.words(name)) for name in ("documents", "parties")
    ]
    picks = [*(alone if len(alone) > 1 else ()), *places]
    return element("p", markup(picks), class_="picks")


def _index(ledger: Ledger) -> None:
    """Bring the index of texts on; one that cannot be filled from here is searched as it is."""
    behind = ledger.index_texts(most=0)
    left = ledger.index_texts(most=INDEXED)
    if 0 < left < behind:
        raise IndexBehind(left)


def disputes(asked: Asked) -> Shown:
    """All that is contested, with both sides' words."""
    subject = asked.query.get("subject") or None
    contests = asked.ledger.disputes(asked.clocks, subject)

    def body() -> Markup:
        blocks = disputes_page(contests, clocks=asked.clocks, words=asked.words)
        return markup((subject_form(asked, subject), Layout(asked.links).page(blocks)))

    return Shown(
        title=asked.words("disputes"),
        data=lambda: data(contests),
        body=body,
        cells=lambda: disputes_cells(contests),
        subject=subject,
    )


def checks(asked: Asked) -> Shown:
    """What is not as it must be, by the checks that were asked for."""
    names = (asked.query.get("check") or "").split()
    days = _number(asked, "days", NEWS_DAYS)
    chosen = selected(names)
    findings = asked.ledger.check(asked.clocks, names, news_days=days)

    def body() -> Markup:
        blocks = findings_page(findings, chosen, clocks=asked.clocks, words=asked.words)
        groups = sorted({check.group for check in CHECKS.values()})
        picks = element(
            "p",
            markup(
                link(asked.links.here(check=group or None), asked.words(key))
                for group, key in (("", "all"), *((group, f"group-{group}") for group in groups))
            ),
            class_="picks",
        )
        return markup((picks, Layout(asked.links).page(blocks)))

    return Shown(
        title=asked.words("checks"),
        data=lambda: data(findings),
        body=body,
        cells=lambda: findings_cells(findings),
    )


def log(asked: Asked) -> Shown:
    """What was recorded, in order, a page at a time."""
    after, limit = asked.query.get("after"), _number(asked, "limit", ENTRIES)
    last = -1 if not after else asked.ledger.show(after).position
    entries = list(asked.ledger.entries(after=last, limit=limit))

    def rows() -> list[Sequence[object]]:
        return [
            (
                f"@{entry.position}",
                entry.recorded_at.strftime("%Y-%m-%d %H:%M:%S"),
                entry.type,
                entry.id,
            )
            for entry in entries
        ]

    def body() -> Markup:
        heads = [asked.words(f"log-{name}") for name in ("position", "recorded", "type", "id")]
        linked = [
            (
                link(asked.links.to(f"/claims/{place}"), place),
                moment,
                type_,
                link(asked.links.to(_page_of(str(type_), str(id_))), id_),
            )
            for place, moment, type_, id_ in rows()
        ]
        parts = [table(heads, linked)]
        if len(entries) == limit:
            following = asked.links.here(after=f"@{entries[-1].position}")
            parts.append(element("p", link(following, asked.words("next-page"), rel="next")))
        return markup(parts)

    return Shown(
        title=asked.words("log"),
        data=lambda: data(entries),
        body=body,
        cells=lambda: log_cells(entries),
        timed=False,
    )


class NoSpecsHere(NotFound):
    """A page of specs of a site that was given none."""

    code = "no-specs-here"

    def __init__(self) -> None:
        super().__init__(
            "this site was given no specs to run",
            fix="claims serve --features features; claims spec new writes a first one",
        )


def run_of_specs(asked: Asked) -> tuple[str, Callable[[], Run]]:
    """The desk's own features, run at this position; a public site shows no folder of theirs."""
    site, log, now = asked.site, asked.ledger.log, asked.now

    def work() -> Run:
        if not site.public:
            return running.run(site.features, log=log, now=now)
        try:
            return without_folders(running.run(site.features, log=log, now=now))
        except ClaimsError as error:
            raise NoSpecsHere from error

    if not site.features:
        raise NoSpecsHere
    return "specs", work


def specs(asked: Asked) -> Shown:
    """What must hold: the desk's own features, run at this position, failing ones first."""
    done = cast("Run", asked.worked_out)

    def body() -> Markup:
        return run_markup(
            done, layout=Layout(asked.links), words=asked.words, kept=asked.ledger.holds
        )

    at = {**UNFIXED, "position": done.position}
    return Shown(title=asked.words("specs"), data=lambda: data(done), body=body, timed=False, at=at)


def verdict(asked: Asked) -> tuple[str, Callable[[], Verified]]:
    """Whether the log holds, looked at as a whole or from the last checkpoint on."""
    quick = asked.query.get("whole") != "yes"
    return "quick" if quick else "whole", partial(asked.ledger.verify, quick=quick)


def trust(asked: Asked) -> Shown:
    """Whether the log holds, who signed for it, and how to check that without this site."""
    verified = cast("Verified", asked.worked_out)

    def body() -> Markup:
        return trust_markup(
            verified,
            asked.ledger.kept_note(),
            ran_at=asked.now,
            reader=asked.reader,
        )

    return Shown(
        title=asked.words("trust"), data=lambda: verified_data(verified), body=body, timed=False
    )


def _page_of(type_: str, name: str) -> str:
    """Where an event of the log has its page."""
    match type_:
        case "claim.recorded":
            return f"/claims/{name}"
        case "document.captured":
            return f"/documents/{name}"
        case "party.described":
            return f"/parties/{name.rpartition(':')[0]}"
        case "instrument.described":
            return f"/instruments/{name.rpartition(':')[0]}"
        case "partnership.described":
            return f"/partnerships/{name.rpartition(':')[0]}"
        case _:
            return f"/claims/{name}"


def _number(asked: Asked, name: str, otherwise: int) -> int:
    word = asked.query.get(name) or str(otherwise)
    number = number_of(word)
    if number is None or not 0 < number <= _MOST:
        raise NoNumber(name, word)
    return number
