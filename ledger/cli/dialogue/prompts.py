"""Asking on a terminal: one line a question, Tab for what is known, ``<`` to go back.

Takes the questions of ``ledger.cli.interview``, gives lines. It speaks on stderr, so that
stdout holds the answer of the command alone.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import WordCompleter
from prompt_toolkit.output import ColorDepth, create_output

from ledger.cli.printing import limit, safe, write
from ledger.views.layout import fitted

if TYPE_CHECKING:
    from ledger.app.desk.interview import Question


class Terminal:
    """A person at a terminal."""

    def __init__(self, *, color: bool) -> None:
        self._session: PromptSession[str] = PromptSession(
            output=create_output(stdout=sys.stderr),
            color_depth=None if color else ColorDepth.DEPTH_1_BIT,
            complete_while_typing=False,
        )

    def ask(self, question: Question, *, value: int | None = None) -> str:
        """One line of answer; Ctrl-C and Ctrl-D stop the whole call."""
        if value is None or value == 1:
            self.tell("")
            self.tell(f"{question.sentence} ({_rule(question)})")
        completer = WordCompleter(
            list(question.offers),
            meta_dict={name: safe(title) for name, title in question.offers.items()},
            match_middle=True,
            sentence=True,
        )
        number = "" if value is None else f" {value}"
        return self._session.prompt(
            f"{question.name}{number}: ", completer=completer, default=question.proposal
        )

    def tell(self, line: str) -> None:
        """Say something that needs no answer."""
        write(sys.stderr, fitted([line], limit(sys.stderr)))
        sys.stderr.flush()


def _rule(question: Question) -> str:
    parts = [question.holds.removeprefix("a list, each ")]
    if question.many:
        parts.append("one a line, an empty line ends")
    if not question.required:
        parts.append(f"empty is {question.meant}" if question.meant else "may be empty")
    if question.offers:
        parts.append("Tab completes")
    return ", ".join(parts)
