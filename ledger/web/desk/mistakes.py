"""All that is wrong with what a form sent, above the form that holds it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from ledger.errors import Problems
from ledger.views.markup.elements import element, markup

if TYPE_CHECKING:
    from ledger.errors import ClaimsError
    from ledger.views.words import Words


def mistakes(error: ClaimsError, words: Words) -> Markup:
    """Each mistake with its field, and what to try."""
    problems = error.problems if isinstance(error, Problems) else [error]
    items = [
        element(
            "li",
            Markup("{}{} {} {}").format(
                f"{problem.field}: " if problem.field else "",
                problem.message,
                words("try"),
                problem.fix,
            ),
        )
        for problem in problems
    ]
    return element("div", element("ul", markup(items)), role="alert")
