"""What stands around every page: its head, the clocks, the way to the other pages.

Takes what was asked and what is shown; gives a whole HTML page, by templates that escape.
"""

from __future__ import annotations

from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ledger.ids import position_name
from ledger.views.clocks import sentence as clock_sentence
from ledger.views.markup.links import Links
from ledger.views.text.letters import safe_lines
from ledger.views.words import LANGUAGES, preferred, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from jinja2 import Template
    from starlette.requests import Request

    from ledger.app.answers import ErasedWords
    from ledger.errors import ClaimsError
    from ledger.views.words import Words
    from ledger.web.asked import Asked, Shown
    from ledger.web.site import Site

_ENDINGS = {
    ".csv": ("CSV", "text/csv"),
    ".atom": ("Atom", "application/atom+xml"),
    ".ics": ("iCalendar", "text/calendar"),
    ".md": ("Markdown", "text/markdown"),
    ".html": ("HTML", "text/html"),
    ".pdf": ("PDF", "application/pdf"),
    ".docx": ("DOCX", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}
"""How a page's other forms are called, and their media types."""
STATIC = Path(__file__).with_name("static")
"""Where the style sheet, the icon and the script are."""
_MARK = 12


@cache
def mark(name: str) -> str:
    """What stands behind the URL of a file of the site: it changes with the file.

    So a browser keeps a file for good, and asks for the new one after an upgrade.
    """
    return sha256((STATIC / name).read_bytes()).hexdigest()[:_MARK]


LANGUAGE = "claims_lang"
"""The cookie that holds the language that a reader chose."""
_TEMPLATES = Path(__file__).with_name("templates")
_SECTIONS = {
    "/": "partnerships",
    **{f"/{name}": name for name in ("next", "calendar", "feed", "parties", "documents")},
    **{f"/{name}": name for name in ("disputes", "checks", "log", "specs", "trust")},
}
"""The pages that every page leads to, each with the key of its name."""
_FOLDERS = 100
"""So many folders of files have their tops kept; pages of one come one after the other."""


@attrs.frozen
class _Top:
    """What stands above every page: in its head the links to what belongs to it; its header."""

    links: Markup
    header: Markup


class Frame:
    """The templates, read once. ``writes``: the site has pages for those who record."""

    def __init__(self, *, writes: bool = False) -> None:
        self._writes = writes
        self._tops: dict[tuple[str, str, str | None], _Top] = {}

    @cached_property
    def _page(self) -> Template:
        return _environment().get_template("page.html")

    @cached_property
    def _error(self) -> Template:
        return _environment().get_template("error.html")

    def page(
        self, asked: Asked, shown: Shown, erased: Sequence[ErasedWords], *, endings: Sequence[str]
    ) -> str:
        """A page with its clocks in sight; last, the ``erased`` words that it misses."""
        label, body = shown.label and shown.label(), shown.body()
        return clean(
            self._page.render(
                top=self._top(asked.links, asked.words),
                title=shown.title,
                label=label,
                body=body,
                doubted=bool(asked.ledger.doubts) and not asked.site.public,
                erased=erased,
                asked=asked,
                links=asked.links,
                words=asked.words,
                languages=LANGUAGES,
                sentence=sentence(asked),
                timed=shown.timed,
                writes=self._writes,
                subject=asked.parts.get("partnership"),
                days=_around(shown.days, asked.clocks.valid_at),
                all_days=[day.isoformat() for day in shown.days],
                endings=[(ending, *_ENDINGS[ending]) for ending in endings],
                position=position_name(asked.at.position),
            )
        )

    def _top(self, links: Links, words: Words) -> _Top | None:
        """The top of a page of files, made once for all of a folder; else the template makes it."""
        if links.folder is None:
            return None
        key = words.language, links.folder, links.path if links.path in _SECTIONS else None
        if key not in self._tops:
            if len(self._tops) >= _FOLDERS:
                self._tops.clear()
            made = (
                _environment()
                .get_template(f"{part}.html")
                .render(links=links, words=words, writes=self._writes)
                for part in ("links", "header")
            )
            self._tops[key] = _Top(*map(Markup, made))
        return self._tops[key]

    def bare(
        self,
        title: str,
        body: Markup,
        *,
        links: Links,
        words: Words,
        leave: str | None = None,
    ) -> str:
        """A page without clocks; ``leave`` is what the form sends back that ends a session."""
        page = _environment().get_template("bare.html")
        return clean(
            page.render(
                top=None,
                title=title,
                body=body,
                links=links,
                words=words,
                languages=LANGUAGES,
                writes=self._writes,
                leave=leave,
            )
        )

    def links(self, request: Request, site: Site) -> Links:
        """Where links of a request's page lead."""
        return Links(prefix=site.prefix, path=request.url.path, query=dict(request.query_params))

    def words(self, request: Request) -> Words:
        """The words of the language that a reader asks for, asked for before, or accepts."""
        for wanted in (request.query_params.get("lang"), request.cookies.get(LANGUAGE)):
            if wanted in LANGUAGES:
                return words(wanted)
        return words(preferred(request.headers.get("accept-language", "")))

    def error(
        self,
        error: ClaimsError,
        *,
        links: Links,
        words: Words,
        typed: Mapping[str, Sequence[str]],
    ) -> str:
        """A page that says what went wrong and what to try, with what was ``typed`` in a form."""
        return clean(
            self._error.render(
                top=None,
                title=words("error"),
                message=error.message,
                fix=error.fix,
                code=error.code,
                typed=typed,
                writes=self._writes,
                links=links,
                words=words,
                languages=LANGUAGES,
            )
        )


def clean(page: str) -> str:
    """A page with every letter spelled out that would turn the direction of text or hide."""
    return safe_lines(page)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # they are read once
    )
    environment.globals |= {"mark": mark, "sections": _SECTIONS.items()}
    return environment


def _around(days: Sequence[date], now: date) -> dict[str, date | None]:
    """The days on which something turned before and after the one that is shown."""
    return {
        "before": max((day for day in days if day < now), default=None),
        "after": min((day for day in days if day > now), default=None),
    }


def sentence(asked: Asked) -> str:
    """The three clocks in one sentence, in the reader's language."""
    return clock_sentence(asked.clocks, asked.at.position, asked.words) + asked.words(
        "sentence-end"
    )
