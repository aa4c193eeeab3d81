"""``claims record`` on a terminal: ask, show, record, and ask for another of the same source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.app.desk.format import field_specs, from_mapping
from ledger.app.desk.interview import (
    BACK,
    SURROUNDING,
    Entry,
    Interview,
    Question,
    WentBack,
    summary,
    yes,
)
from ledger.app.desk.names_offered import offered_names, party_names
from ledger.cli import failure
from ledger.cli.dialogue.prompts import Terminal
from ledger.cli.printing import width
from ledger.cli.submitting import answer, submit
from ledger.errors import ClaimsError, NotFound, Problems

if TYPE_CHECKING:
    from ledger.app import Ledger, Outcome
    from ledger.cli.call import Call

SOURCE = "claims record"
RECORD = Question(
    name="record",
    sentence=f"record this? {BACK} goes back",
    holds="yes or no",
    offers={"yes": "keep it in the ledger", "no": "drop it"},
)
ANOTHER = Question(
    name="another",
    sentence="another from this source?",
    holds="yes or no",
    required=False,
    offers={"yes": "the same document, another statement", "no": "that was all"},
)


class NothingToQuote(NotFound):
    """The ledger holds no document that a claim could cite."""

    code = "nothing-to-quote"

    def __init__(self) -> None:
        super().__init__(
            "this ledger holds no document yet, and a claim cites one",
            fix="claims capture FILE, then claims record again",
        )


def converse(call: Call, kind: str | None, *, dry_run: bool) -> None:
    """Ask for claims until there is no other, and record each when it is agreed."""
    interviewer = Terminal(color=call.settings.color)
    outcomes: list[Outcome] = []
    with call.ledger() as ledger:
        names = offered_names(ledger)
        called = party_names(ledger)
        if not names["document"] and not ledger.log.find_prefix("document:", limit=1):
            raise NothingToQuote
        interviewer.tell(f"{BACK} goes back, Tab completes, Ctrl-C stops")
        fields: Entry = {} if kind is None else {"kind": kind}
        while True:
            interview = Interview(
                interviewer=interviewer,
                names=names,
                captured=lambda name: ledger.log.find(f"document:{name}") is not None,
                called=called,
            )
            claim, recorded = _one(call, ledger, interview, fields, dry_run=dry_run)
            outcomes += recorded
            if not yes(interviewer.ask(ANOTHER)):
                break
            fields = {"document": claim["document"]}
    answer(call, outcomes, dry_run=dry_run)


def _one(
    call: Call, ledger: Ledger, interview: Interview, fields: Entry, *, dry_run: bool
) -> tuple[Entry, tuple[Outcome, ...]]:
    """One claim: asked for, checked, shown, agreed to, recorded."""
    tell = interview.interviewer.tell
    claim = interview.claim(fields)
    while True:
        try:
            entries = [*interview.added, claim]
            read = [from_mapping(entry, SOURCE) for entry in entries]
            submit(call, ledger, read, dry_run=True)
        except ClaimsError as error:
            claim = _mended(interview, claim, error)
            continue
        for line in summary(entries):
            tell(line)
        agreed = interview.interviewer.ask(RECORD).strip()
        if agreed == BACK:
            claim = interview.claim(fields, before=claim)
            continue
        if not yes(agreed):
            tell("not recorded")
            return claim, ()
        outcomes = submit(call, ledger, read, dry_run=dry_run)
        tell("recorded" if not dry_run else "not recorded: a dry run")
        return claim, outcomes


def _mended(interview: Interview, claim: Entry, error: ClaimsError) -> Entry:
    """Say what is wrong and ask again: for the field at fault, or from the last question on."""
    for line in failure.text(error, width()):
        interview.interviewer.tell(line)
    problems = error.problems if isinstance(error, Problems) else [error]
    own = {field.name for field in field_specs(str(claim["kind"]))}
    wrong = [problem.field for problem in problems if problem.field in own][:1]
    names = SURROUNDING if problems[0].code == "quote-ambiguous" else wrong
    try:
        return interview.again(claim, [str(name) for name in names])
    except WentBack:
        return interview.claim({}, before=claim)
