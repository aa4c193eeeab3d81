"""Asking on a terminal: one line a question, Tab for what is there, the text page by page.

Takes the questions of ``ledger.app.desk.interview``, gives lines. It speaks on stderr, so that
stdout holds the answer of the command alone. What stands in brackets is what Enter means; it is
never typed for the person, so that every command works on every line.
"""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from prompt_toolkit import PromptSession
from prompt_toolkit.application import get_app
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.output import ColorDepth, create_output

from ledger.cli.printing import cells, limit, safe, width, write
from ledger.views.text.layout import fitted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prompt_toolkit.document import Document
    from prompt_toolkit.key_binding import KeyPressEvent
    from prompt_toolkit.output import Output

    from ledger.app.desk.interview.question import Question

_STEP = "  "
"""How far a line is set in under what it is of."""
_SHOWN = 40
"""Characters of what Enter means that stand in brackets; the rest follows from it."""
_LEFT = 8
"""Lines of the screen that a page of text leaves for the question."""


class Terminal:
    """A person at a terminal."""

    def __init__(self, *, color: bool, output: Output | None = None) -> None:
        self._sessions: dict[str, PromptSession[str]] = {}
        self._output = output or create_output(stdout=sys.stderr)
        self._depth = None if color else ColorDepth.DEPTH_1_BIT

    def ask(self, question: Question) -> str:
        """One line; Ctrl-C and Ctrl-D stop the whole call, Up brings back what was typed."""
        session = self._sessions.get(question.name)
        if session is None:
            session = self._sessions[question.name] = PromptSession(
                output=self._output,
                color_depth=self._depth,
                complete_while_typing=False,
                history=InMemoryHistory(),
                key_bindings=_keys(),
                reserve_space_for_menu=3,
            )
        return session.prompt(
            f"{question.name}{_bracketed(question.default)}: ",
            completer=_AnswerCompleter(question),
            bottom_toolbar=lambda: _below(question),
        )

    def tell(self, line: str, level: int = 0) -> None:
        """Say something that needs no answer, set in by its level."""
        write(sys.stderr, fitted([_STEP * level + line], limit(sys.stderr)))
        sys.stderr.flush()

    def show(self, text: str, start: int) -> int:
        """A page of a text from a character on, as large as the screen; where the next begins."""
        if start >= len(text.rstrip()):
            start = 0
        room = max(shutil.get_terminal_size((80, 24)).lines - _LEFT, 3)
        shown: list[str] = []
        at = start
        for line in text[start:].splitlines(keepends=True):
            lines = list(fitted([safe(line.rstrip("\n"))], width()))
            if shown and len(shown) + len(lines) > room:
                break
            shown += lines[: room * 4]
            at += len(line)
        rest = len(text) - at
        more = f"… {rest:,} characters more: ?" if text[at:].strip() else "(the end)"
        write(sys.stderr, [*shown, more])
        sys.stderr.flush()
        return at


class _AnswerCompleter(Completer):
    """What Tab offers: lines that go on from what is typed, or words that hold it."""

    def __init__(self, question: Question) -> None:
        self._question = question

    def get_completions(self, document: Document, _: CompleteEvent) -> Iterator[Completion]:
        """Completions of the whole line, or of its last word where it may be one of several."""
        line = document.text_before_cursor
        if self._question.completions is not None:
            for whole in self._question.completions(line):
                yield Completion(whole, start_position=-len(line), display=safe(whole[-60:]))
            return
        word = line.replace(",", " ").rpartition(" ")[2]
        begin = [name for name in self._question.offers if name.startswith(word)]
        inside = [name for name in self._question.offers if word in name and name not in begin]
        for name in [*begin, *inside]:
            meta = safe(self._question.offers[name])
            yield Completion(name, start_position=-len(word), display_meta=meta)


def _keys() -> KeyBindings:
    """Tab writes out what can only be meant; of several it shows them, and goes from one to one."""
    keys = KeyBindings()

    @keys.add("tab")
    def _(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if buffer.complete_state is not None:
            buffer.complete_next()
            return
        offered = list(buffer.completer.get_completions(buffer.document, CompleteEvent()))
        if len(offered) == 1:
            buffer.apply_completion(offered[0])
        elif offered:
            buffer.start_completion(select_first=False, insert_common_part=True)

    return keys


def _bracketed(default: str) -> str:
    if not default:
        return ""
    line = safe(" ".join(default.split()))
    return f" [{line if len(line) <= _SHOWN else line[: _SHOWN - 1] + '…'}]"


def _below(question: Question) -> str:
    """The line below: what the words select so far, else what the question means."""
    typed = get_app().current_buffer.text
    looked = question.look(typed) if question.look is not None and typed.strip() else ""
    line = safe(" ".join((looked or question.sentence).split()))
    room = width()
    while cells(line) > room:
        line = line[:-1]
    return line
