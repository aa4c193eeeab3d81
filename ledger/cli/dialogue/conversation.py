"""``claims record`` on a terminal: ask, show, record, and go on with the same source.

Takes a kind and fields that are given; records each entry when it is agreed to. What was recorded
stays, whatever comes later; what was answered and not recorded yet is told as a command.
"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import attrs

from ledger.app import Ledger, Outcome
from ledger.app.desk.fields import flag
from ledger.app.desk.format import DESCRIBED_KINDS, DOCUMENT_KIND, read_mappings, short_yaml
from ledger.app.desk.interview.interview import Ended, Interview
from ledger.app.desk.interview.names_at_hand import NamesAtHand
from ledger.app.desk.interview.question import (
    BACK,
    HINT,
    MORE,
    TEXT,
    Entry,
    Interviewer,
    Question,
    WentBack,
    agrees,
)
from ledger.app.desk.interview.text_at_hand import TextAtHand
from ledger.app.desk.named_files import files_named_in
from ledger.app.desk.names_offered import ids_of_names, offered_names
from ledger.cli import failure
from ledger.cli.call import Call
from ledger.cli.dialogue.prompts import Terminal
from ledger.cli.input.submitting import Submission, answer
from ledger.cli.printing import width
from ledger.errors import ClaimsError, NotFound, Problems

if TYPE_CHECKING:
    from collections.abc import Sequence

SOURCE = "claims record"
_SURROUNDING = ("prefix", "suffix")
_ALONE = (*DESCRIBED_KINDS, DOCUMENT_KIND)
RECORD = Question(
    name="record",
    sentence=f"Enter records it · no drops it · {BACK} back · {MORE} more fields · {TEXT} text",
    default="yes",
    offers={"yes": "keep it in the ledger", "no": "drop it"},
)


class NothingToQuote(NotFound):
    """The ledger holds no document that a claim could cite."""

    code = "nothing-to-quote"

    def __init__(self) -> None:
        super().__init__(
            "this ledger holds no document yet, and a claim cites one",
            fix="claims capture FILE, then claims record again",
        )


def converse(
    call: Call, kind: str | None, fields: Entry, *, dry_run: bool, replace: bool = False
) -> None:
    """Ask for entries until there is no other, and record each when it is agreed to.

    ``fields`` are given for the first of them; of a kind that is given with fields, one is asked.
    """
    with call.ledger() as ledger:
        names = offered_names(ledger)
        states = kind not in _ALONE
        if states and not names["document"] and not ledger.log.find_prefix("document:", limit=1):
            raise NothingToQuote
        terminal = Terminal(color=call.settings.color)
        talk = Conversation(
            call=call,
            ledger=ledger,
            interviewer=terminal,
            dry_run=dry_run,
            replace=replace,
            names=names,
        )
        terminal.tell(HINT)
        given_fields = fields if kind is None else {"kind": kind, **fields}
        talk.hold(given_fields, once=bool(fields) or kind in _ALONE)
    answer(call, talk.outcomes, dry_run=dry_run)


@attrs.define(kw_only=True)
class Conversation:
    """One sitting of a person, with what was recorded in it."""

    call: Call
    ledger: Ledger
    interviewer: Interviewer
    dry_run: bool
    replace: bool
    names: dict[str, dict[str, str]]
    outcomes: list[Outcome] = attrs.Factory(list)
    kept: list[Entry] = attrs.Factory(list)
    """What a dry run would have recorded before: what comes after may name it."""
    texts: dict[str, TextAtHand | None] = attrs.Factory(dict)
    interview: Interview = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.interview = Interview(
            interviewer=self.interviewer,
            names=NamesAtHand(
                names=self.names, called=ids_of_names(self.ledger), captured=self._captured
            ),
            text_of=self._text,
            make=self._make,
        )

    def hold(self, fields: Entry, *, once: bool) -> None:
        """Ask for one entry after another, each of the same source as the one before."""
        interview = self.interview
        try:
            while True:
                self._next(interview, fields)
                if once:
                    return
                fields = {}
                self.interviewer.tell("")
                self.interviewer.tell(_still(interview.sticky))
        except Ended:
            return
        except (KeyboardInterrupt, EOFError):
            self._left(interview)
            raise

    def _next(self, interview: Interview, fields: Entry) -> None:
        """One entry: asked for, checked, shown, agreed to, recorded."""
        entry = interview.entry(fields)
        while True:
            try:
                self._submit(entry, dry_run=True)
            except ClaimsError as error:
                entry = self._mended(interview, entry, error)
                continue
            self.interviewer.tell("")
            for line in short_yaml([entry]).splitlines():
                self.interviewer.tell(line, level=1)
            interview.answers = dict(entry)
            try:
                agreed = self._agreed(interview)
            except WentBack:
                entry = interview.entry({}, before=interview.answers, last=True)
                continue
            if agreed is None:  # a field was added
                entry = interview.made()
                continue
            if not agreed:
                self.interviewer.tell("not recorded")
                if "document" in entry:
                    interview.sticky.setdefault("document", entry["document"])
                interview.answers = {}
                return
            self._record(entry)
            interview.keep(entry)
            interview.answers = {}
            return

    def _agreed(self, interview: Interview) -> bool | None:
        """Whether to record it; None where something was added to it first."""
        while True:
            line = self.interviewer.ask(RECORD).strip()
            if line.startswith(BACK):
                raise WentBack
            if line.startswith(MORE):
                interview.more(line.removeprefix(MORE))
                return None
            agreed = agrees(line, default=True)
            if agreed is not None:
                return agreed
            self.interviewer.tell("yes or no")

    def _record(self, entry: Entry) -> None:
        outcomes = self._submit(entry, dry_run=self.dry_run)
        self.outcomes += outcomes
        if self.dry_run:
            self.kept.append(entry)
            self.interviewer.tell("not recorded: a dry run")
            return
        for outcome in outcomes:
            self.interviewer.tell(
                f"recorded {outcome.id}" if outcome.new else f"{outcome.id} is already there"
            )

    def _make(self, entry: Entry) -> None:
        """Record what was not there and is named by the entry that is asked for."""
        self._submit(entry, dry_run=True)
        self._record(entry)

    def _submit(self, entry: Entry, *, dry_run: bool) -> tuple[Outcome, ...]:
        entries = [*self.kept, entry] if self.dry_run else [entry]
        read = [
            whole
            for each in entries
            for whole in read_mappings(each, SOURCE, file_text=files_named_in(None))
        ]
        before = len(read) - len(read_mappings(entry, SOURCE, file_text=files_named_in(None)))
        submission = Submission(call=self.call, dry_run=dry_run, replace=self.replace)
        outcomes = submission.of_entries(self.ledger, read)
        return outcomes[before:]

    def _mended(self, interview: Interview, entry: Entry, error: ClaimsError) -> Entry:
        """Say what is wrong and ask again: for the field at fault, or from the last question on."""
        for line in failure.text(error, width()):
            self.interviewer.tell(line)
        problems = error.problems if isinstance(error, Problems) else [error]
        names = [str(problem.field) for problem in problems if problem.field in entry][:1]
        if problems[0].code == "quote-ambiguous":
            names = list(_SURROUNDING)
        elif problems[0].field == "partnership":
            names = ["partnership"]
        return interview.again(entry, names)

    def _left(self, interview: Interview) -> None:
        """What was answered and not recorded, as the command that goes on from there."""
        answers = {name: value for name, value in interview.answers.items() if name != "kind"}
        kind = interview.answers.get("kind")
        if kind is not None and set(answers) - {"document", "partnership"}:
            self.interviewer.tell("to go on from here:")
            self.interviewer.tell(_command(str(kind), answers), level=1)

    def _captured(self, name: str) -> bool:
        return self.ledger.log.find(f"document:{name}") is not None

    def _text(self, name: str) -> TextAtHand | None:
        if name not in self.texts:
            document = self.ledger.register().document(name) if name else None
            self.texts[name] = (
                None
                if document is None
                else TextAtHand(text=document.text, published=document.published)
            )
        return self.texts[name]


def _still(sticky: Entry) -> str:
    """What stays for the next entry, and how to end."""
    stays = " · ".join(str(sticky[name]) for name in ("document", "partnership") if name in sticky)
    return f"next, from {stays or 'the same'} (Enter alone ends)"


def _command(kind: str, answers: Entry) -> str:
    words: list[str] = ["claims", "record", kind]
    for name, value in answers.items():
        values: Sequence[object] = value if isinstance(value, list) else [value]
        for each in values:
            words += [flag(name), str(each)]
    return shlex.join(words)
