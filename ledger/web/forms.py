"""A page in the form that was asked for: HTML, the envelope of the command, or CSV.

Takes a page and what was asked; gives bytes. Who comes next: the application sends them, the
public site writes them to files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.app.envelope import UNFIXED, answered
from ledger.views.data import data
from ledger.views.public import without_analysts
from ledger.views.publication.atom import MEDIA as ATOM
from ledger.views.publication.calendar import MEDIA as CALENDAR
from ledger.web.cache import CachedBody
from ledger.web.json_text import encoded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.web.asked import Asked
    from ledger.web.frame import Frame
    from ledger.web.routes import PageRoute

FORMS = {
    "": "text/html",
    ".json": "application/json",
    ".csv": "text/csv",
    ".html": "text/html",
    ".md": "text/markdown",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".atom": ATOM,
    ".ics": CALENDAR,
}
"""The type of each form, by what a path ends in."""
_NO_TEXT = frozenset({".pdf", ".docx"})


def made(page: PageRoute, form: str, asked: Asked, frame: Frame) -> CachedBody:
    """A page in one form."""
    asked.ledger.forget_doubts()  # of what this thread was asked before
    return forms(page, (form,), asked, frame)[form]


def forms(
    page: PageRoute, wanted: Sequence[str], asked: Asked, frame: Frame
) -> dict[str, CachedBody]:
    """A page in several forms, of one reading."""
    shown = page.make(asked)
    lost = shown.timed and shown.at is None
    erased = asked.ledger.erased(asked.clocks, shown.subject) if lost else ()
    answers: dict[str, CachedBody] = {}
    for form in wanted:
        match form:
            case ".json":
                at = shown.at or (data(asked.at) if shown.timed else UNFIXED)
                content = shown.data()
                if asked.site.public:
                    content = without_analysts(content)
                text = encoded(answered(content, at, data(erased), shown.left))
            case ".csv":
                assert shown.cells is not None  # noqa: S101 - only lists have this form
                text = shown.cells().csv()
            case "":
                files = [ending for ending in shown.files if ending not in shown.unlinked]
                endings = (*files, *((".csv",) * page.listed))
                text = frame.page(asked, shown, erased, endings=endings)
            case _:
                answers[form] = _kept(form, shown.files[form](), asked)
                continue
        answers[form] = _kept(form, text.encode(), asked)
    return answers


def _kept(form: str, body: bytes, asked: Asked) -> CachedBody:
    letters = "" if form in _NO_TEXT else "; charset=utf-8"
    return CachedBody(body=body, media=f"{FORMS[form]}{letters}", doubts=asked.ledger.doubts)
