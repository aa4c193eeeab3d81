"""The inbox on a terminal: one document after another, a key for each answer.

Takes a call; shows each item with its drafts next to its text, and does what a key says, at
once. It speaks on stderr, as every dialogue does; at the end stdout has a line on what was done.
"""

from __future__ import annotations

import shutil
import sys
from importlib import import_module
from itertools import zip_longest
from typing import TYPE_CHECKING

import attrs
import click

from ledger.app import Ledger
from ledger.app.desk.entry_files import entries_in
from ledger.app.inbox.desk import WAITING, InboxDesk, State
from ledger.app.inbox.draft_text import draft_text
from ledger.app.inbox.entries import entries_of_drafts
from ledger.cli.answer import say
from ledger.cli.call import Call
from ledger.cli.dialogue.editing import edited
from ledger.cli.printing import cells, safe, width, write
from ledger.errors import ClaimsError, Problems
from ledger.views.page import Heading, Listing
from ledger.views.pages.intake.inbox import about, counted, drafted, said_of, state_of
from ledger.views.text.layout import text_lines, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ledger.app.desk.format import BrokenEntry, Entry
    from ledger.app.inbox.desk import Item

KEYS = {
    "j": "the next one",
    "k": "the one before",
    "1 to 9": "take a draft, or leave it out",
    "a": "accept: record the document and the drafts that are taken",
    "r": "accept as a reprint of the root that is suggested",
    "e": "write the entries in your editor, then accept",
    "d": "dismiss, with a reason; it does not come back",
    "u": "undo what was done with it",
    "space": "more of the text",
    "?": "these keys",
    "q": "stop; what was done is done",
}
_WIDE = 100  # columns from which the drafts stand next to the text
_LEFT = 6  # lines of the screen that are left for the rest
_BESIDE = 56  # per cent of a wide screen for the text
_TEXT_LINES = 12  # of a text that stands below its drafts
_ENDS = {"q", "\x03", "\x04"}


def converse(call: Call) -> None:
    """Go through what waits until nothing is left or the person stops."""
    with call.ledger() as ledger:
        session = Session(call=call, ledger=ledger, desk=InboxDesk(ledger))
        session.run()
    done = ", ".join(counted(number, noun) for noun, number in session.done.items() if number)
    data = {"done": session.done}
    say(call, data=data, lines=[done or "nothing was done"])


@attrs.define(kw_only=True)
class Session:
    """One person going through the inbox. ``taken`` are the numbers of the drafts to record."""

    call: Call
    ledger: Ledger
    desk: InboxDesk
    done: dict[str, int] = attrs.Factory(
        lambda: dict.fromkeys(("acceptance", "dismissal", "undo"), 0)
    )
    names: list[str] = attrs.Factory(list)
    place: int = 0
    page: int = 0
    taken: set[int] = attrs.Factory(set)

    def run(self) -> None:
        """Show an item, take a key, do it; again."""
        self.names = [item.id for item in self.ledger.inbox.items(WAITING, limit=1_000)]
        if not self.names:
            self.tell("nothing waits in the inbox")
            return
        import_module("click._termui_impl")  # getchar loads it: a key that is pressed then is lost
        self.begin()
        while True:
            key = click.getchar()
            if key in _ENDS:
                return
            try:
                self.answer(key)
            except Problems as error:
                for problem in error.problems:
                    self.tell(f"{problem.message}; try: {problem.fix}")
            except ClaimsError as error:
                self.tell(f"{error.message}; try: {error.fix}")

    def answer(self, key: str) -> None:
        """Do what a key says."""
        acts: dict[str, Callable[[], None]] = {
            "j": lambda: self.move(1),
            "k": lambda: self.move(-1),
            "a": self.accept,
            "r": lambda: self.accept(reprint=True),
            "e": self.edit,
            "d": self.dismiss,
            "u": self.undo,
            " ": self.more,
            "?": self.help,
        }
        if key.isdecimal() and key != "0":
            self.taken ^= {int(key)}
            self.tell(f"drafts to record: {self._numbers or 'none'}")
        elif key in acts:
            acts[key]()
        else:
            self.tell("? lists the keys")

    def tell(self, line: str) -> None:
        """A line to the person."""
        write(sys.stderr, wrap(safe(line), width()))
        sys.stderr.flush()

    def help(self) -> None:
        """What each key does."""
        write(sys.stderr, text_lines([Listing(tuple(KEYS.items()), level=1)], width()))
        sys.stderr.flush()

    def move(self, by: int) -> None:
        """To another item, or say that there is none."""
        if not 0 <= self.place + by < len(self.names):
            self.tell("that was the last one" if by > 0 else "this is the first one")
            return
        self.place += by
        self.begin()

    def begin(self) -> None:
        """Show the item at this place; its drafts that lack nothing are taken."""
        assessment = self.desk.assessment(self.names[self.place])
        drafts = enumerate(assessment.drafts, start=1)
        self.taken = {number for number, draft in drafts if draft.whole}
        self.page = 0
        self.show()

    def more(self) -> None:
        """The next page of the text, or the first again."""
        self.page += 1
        self.show()

    @property
    def _name(self) -> str:
        return self.names[self.place]

    @property
    def _numbers(self) -> str:
        return ",".join(map(str, sorted(self.taken)))

    def show(self) -> None:
        """The item, its drafts next to its text or above it, as the screen is wide."""
        assessment = self.desk.assessment(self._name)
        item = assessment.item
        columns = width()
        head = [
            "",
            *text_lines(
                [Heading(f"{self.place + 1} of {len(self.names)}", state_of(item))], columns
            ),
            *text_lines([item.title, *about(item), *said_of(assessment)], columns),
        ]
        room = max(shutil.get_terminal_size((80, 24)).lines - _LEFT, _TEXT_LINES)
        if columns >= _WIDE:
            left = columns * _BESIDE // 100
            drafts = list(text_lines(drafted(assessment), columns - left - 3))
            text = self._text(item, left, room)
            body = list(_beside(text, drafts, left))
        else:
            drafts = list(text_lines(drafted(assessment), columns))
            body = [*drafts, "", *self._text(item, columns, _TEXT_LINES)]
        taken = f"; drafts to record: {self._numbers}" if self.taken else ""
        write(sys.stderr, [*head, "", *body, "", f"j k a r e d u ? q{taken}"])
        sys.stderr.flush()

    def _text(self, item: Item, columns: int, room: int) -> list[str]:
        """A page of the text in so many columns and lines."""
        lines = [line for part in item.text.split("\n") for line in (*wrap(part, columns),)]
        pages = max(1, -(-len(lines) // room))
        self.page %= pages
        shown = lines[self.page * room : (self.page + 1) * room]
        more = f"\u2026 page {self.page + 1} of {pages}: space" if pages > 1 else ""
        return [*shown, *([more] if more else [])]

    # what is done

    def accept(self, *, reprint: bool = False) -> None:
        """Record the document and the drafts that are taken."""
        name, numbers = self._name, self._numbers

        def read(item: Item) -> Sequence[Entry | BrokenEntry]:
            assessment = self.desk.assessment(item.id)
            return entries_of_drafts(assessment, numbers) if numbers else ()

        item = self.ledger.inbox.item(name)
        if item.state is State.ACCEPTING:
            accepted = self.desk.finish(name)
        else:
            details = self._missing(item)
            accepted = self.desk.accept(name, read, details, as_reprint=reprint)
        self._recorded(sum(outcome.new for outcome in accepted.outcomes))

    def edit(self) -> None:
        """Write the entries in the editor; what is there when it closes is recorded."""
        assessment = self.desk.assessment(self._name)
        details = self._missing(assessment.item)

        def understand(text: str, file: str) -> int:
            accepted = self.desk.accept(self._name, lambda _: entries_in(text, file), details)
            return sum(outcome.new for outcome in accepted.outcomes)

        new = edited(draft_text(assessment.item, assessment.drafts), understand)
        if new is None:
            self.tell("nothing was written; nothing was recorded")
        else:
            self._recorded(new)

    def _missing(self, item: Item) -> dict[str, str | None]:
        """What a document needs and nothing said, asked for."""
        arrival, details = item.arrival, dict[str, str | None]()
        for field in ("title", "publisher"):
            if not getattr(arrival, field):
                details[field] = self.ask(f"{field}")
        return details

    def ask(self, question: str) -> str | None:
        """A line from the person; None where nothing was typed."""
        line = click.prompt(question, default="", show_default=False, err=True)
        return str(line).strip() or None

    def _recorded(self, new: int) -> None:
        self.done["acceptance"] += 1
        self.call.recorded += new
        self.tell(f"accepted; {new} recorded")
        if self.place + 1 < len(self.names):
            self.move(1)

    def dismiss(self) -> None:
        """Put the item away, with a reason."""
        reason = self.ask("why")
        item = self.desk.dismiss(self._name, reason or "")
        self.done["dismissal"] += 1
        self.tell(state_of(item))
        if self.place + 1 < len(self.names):
            self.move(1)

    def undo(self) -> None:
        """Take back what became of the item that is shown, or of the one before it."""
        shown = self.ledger.inbox.item(self._name)
        if shown.state is State.NEW and self.place:
            before = self.ledger.inbox.item(self.names[self.place - 1])
            if before.state not in WAITING:
                self.place -= 1
        self.desk.undo(self._name)
        self.done["undo"] += 1
        self.begin()


def _beside(left: Sequence[str], right: Sequence[str], columns: int) -> Iterator[str]:
    """Two columns of lines next to each other."""
    for one_line, other in zip_longest(left, right, fillvalue=""):
        yield f"{one_line}{' ' * max(0, columns - cells(one_line))} \u2502 {other}".rstrip()
