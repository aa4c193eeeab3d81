"""A question as a face asks it, and what every answer can be instead of an answer.

Gives the values that an interview and a terminal share.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

import attrs

from ledger.entries.text.scalars import yes_or_no

BACK, MORE, TEXT, NOTHING = "<", "+", "?", "-"
"""Alone on a line, or first on it: go back, set another field, show the text, leave it empty."""

HINT = "< back · ? text · + more fields · Ctrl-C stops"

Entry = dict[str, object]


class WentBack(Exception):
    """The answer was ``<``, or ``<<`` for two questions."""

    def __init__(self, steps: int = 1) -> None:
        self.steps = steps
        super().__init__(steps)


@attrs.frozen(kw_only=True)
class Question:
    """One thing to ask for: what it is, what Enter means, and what Tab offers."""

    name: str
    sentence: str = ""
    default: str = ""
    """What an empty answer means; it stands in brackets."""
    offers: Mapping[str, str] = attrs.Factory(dict)
    """Words that Tab completes, each with what it means."""
    completions: Callable[[str], Iterable[str]] | None = None
    """From what is typed so far to whole lines that go on from it."""
    look: Callable[[str], str] | None = None
    """From what is typed so far to what it would be, shown while it is typed."""


class Interviewer(Protocol):
    """What asks and tells: a terminal, or a test."""

    def ask(self, question: Question) -> str:
        """One line of answer."""
        ...

    def tell(self, line: str, level: int = 0) -> None:
        """Say something that needs no answer; ``level`` is how deep it stands."""
        ...

    def show(self, text: str, start: int) -> int:
        """Show a page of a text from a character on; gives where the next page begins."""
        ...


def agrees(answer: str, *, default: bool) -> bool | None:
    """Yes or no in any of their words; None where an answer is neither.

    >>> agrees("", default=True), agrees("No", default=True), agrees("perhaps", default=True)
    (True, False, None)
    """
    return yes_or_no(answer) if answer.strip() else default
