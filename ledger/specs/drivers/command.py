"""Scenarios through the command line: ``claims … --json``, on a ledger file of their own.

Takes a way to call the command, which this room must not import, and a folder; gives the same
answers as every other driver.
"""

from __future__ import annotations

import itertools
import json
import shutil
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

import attrs

from ledger.entries.write import to_yaml
from ledger.errors import ClaimsError, ExitCode, Problems
from ledger.specs.drivers import InboxAct, Inquiry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from ledger.clock import Clocks
    from ledger.projections.changes.changes import ChangedClock
    from ledger.specs.drivers import TakenIn, Waiting


RECEIVER = "receiver"
"""The name of the one that is told of changes."""


@attrs.frozen(kw_only=True)
class CommandResult:
    """What a call of the command gave."""

    code: int
    out: str
    err: str


class RunCommand(Protocol):
    """Runs ``claims`` with some words, as if it were ``now``."""

    def __call__(self, words: Sequence[str], *, now: datetime) -> CommandResult:
        """What it printed and returned."""
        ...


class CommandFailed(ClaimsError):
    """What the command said against what it was told to do."""

    def __init__(self, error: Mapping[str, Any]) -> None:
        super().__init__(error["message"], fix=error["fix"])
        self.__dict__["code"] = error["code"]  # the class's own, as the command named it


class CommandDriver:
    """A ledger file in ``folder``, copied from ``blank`` whenever a scenario begins again.

    Whoever makes it gives the command a folder of keys that is the scenario's own
    (``CLAIMS_CUSTODY``): to prove something makes a key.
    """

    def __init__(self, call: RunCommand, *, folder: Path, blank: Path, now: datetime) -> None:
        self._call = call
        self._folder = folder
        self._blank = blank
        self._now = now
        self._numbers = itertools.count()
        self._last: datetime | None = None
        self._first: Path | None = None
        self.recorded = False
        self.empty()

    @property
    def ledger(self) -> Path:
        """The file of the scenario."""
        return self._ledger

    def empty(self) -> None:
        """See ``Driver.empty``."""
        self._ledger = self._folder / f"ledger-{next(self._numbers)}.db"
        shutil.copyfile(self._blank, self._ledger)
        self._last = None

    def last_recorded(self) -> datetime | None:
        """See ``Driver.last_recorded``."""
        return self._last

    def tell(self, entries: Sequence[Mapping[str, object]], *, at: datetime) -> tuple[str, ...]:
        """See ``Driver.tell``."""
        file = self._folder / f"entries-{next(self._numbers)}.yaml"
        file.write_text(to_yaml(entries), encoding="utf-8")
        at = max(at, self._last or at)  # the command refuses a clock behind what it recorded
        envelope = self._claims("import", str(file), now=at)
        self.recorded = True
        if envelope["data"]["recorded"]:
            self._last = at
        return tuple(outcome["id"] for outcome in envelope["data"]["outcomes"])

    def bring(self, document: Waiting) -> None:
        """See ``Driver.bring``; as a saved file, without a title of its own."""
        folder = self._folder / f"saved-{next(self._numbers)}"
        folder.mkdir()
        file = folder / f"{document['title']}.txt"
        file.write_text(document["text"], encoding="utf-8")
        details = [
            word
            for name in ("title", "publisher", "published", "kind", "language")
            if document.get(name)
            for word in (f"--{name}", document[name])
        ]
        self._claims("inbox", "add", str(file), *details)

    def follow(self, url: str, partnership: str) -> None:
        """See ``Driver.follow``."""
        self._claims("feed", "add", url, "--partnership", partnership, "--allow-private")

    def poll(self) -> None:
        """See ``Driver.poll``."""
        self._claims("feed", "poll", "--all")

    def waiting(self) -> object:
        """See ``Driver.waiting``."""
        return self._claims("inbox", "list", "--all")["data"]

    def answer(self, item: str, act: InboxAct) -> None:
        """See ``Driver.answer``."""
        match act:
            case InboxAct.DISMISS:
                self._claims("inbox", "dismiss", item, "of no use to the desk")
            case InboxAct.UNDO:
                self._claims("inbox", "undo", item)
            case _:
                reprint = ["--reprint"] if act is InboxAct.REPRINT else []
                self._claims("inbox", "accept", item, "--drafts", "all", *reprint)
        self.recorded = True
        self._last = self._now

    def import_sheet(self, sheet: str) -> str:
        """See ``Driver.import_sheet``."""
        file = self._folder / f"sheet-{next(self._numbers)}.csv"
        file.write_text(sheet, encoding="utf-8")
        name = str(self._claims("import", str(file))["data"]["import_id"])
        self.recorded = True
        self._last = self._now
        return name

    def undo_import(self, name: str) -> None:
        """See ``Driver.undo_import``."""
        self._claims("import", "--undo", name, "--yes")
        self._last = self._now

    def go_to_other_desk(self) -> None:
        """See ``Driver.go_to_other_desk``."""
        self._first = self._ledger
        self._ledger = self._folder / f"ledger-{next(self._numbers)}.db"
        self._last = None
        self._claims("init")  # a copy of the blank one would be the same ledger

    def take_in(self, terms: TakenIn) -> None:
        """See ``Driver.take_in``."""
        file = self._folder / f"export-{next(self._numbers)}.jsonl"
        partnerships = [] if terms.partnership is None else [terms.partnership]
        key = self.sign(self._first)
        self._claims("export", *partnerships, "-o", str(file), ledger=self._first)
        if terms.changed is not None:
            file.write_text(file.read_text(encoding="utf-8").replace(*terms.changed), "utf-8")
        as_one = ["--same", "all"] if terms.as_one else []
        self._claims("import", "--from", str(file), "--key", key, *as_one)
        self.recorded = True
        self._last = self._now

    def prove_there(self, name: str) -> object:
        """See ``Driver.prove_there``."""
        file = self._folder / f"{next(self._numbers)}.tlog-proof"
        self._claims("prove", name, "--elsewhere", "--out", str(file))
        return self._claims("verify", str(file), "--key", self.sign(self._first))["data"]

    def add_receiver(self, url: str, partnership: str) -> str:
        """See ``Driver.add_receiver``."""
        words = ("--webhook", url, "--subject", partnership, "--allow-private")
        return str(self._claims("notify", "add", RECEIVER, *words)["data"]["secret"])

    def send_due(self) -> None:
        """See ``Driver.send_due``."""
        self._claims("notify", "run", "--once")

    def send_again(self) -> None:
        """See ``Driver.send_again``."""
        self._claims("notify", "retry", RECEIVER)
        self.send_due()

    def ask(self, question: Inquiry, subject: str, clocks: Clocks) -> object:
        """See ``Driver.ask``."""
        data = self._claims(*question.split(), subject, *_options(clocks))["data"]
        return data["hurdles"] if question is Inquiry.HURDLES else data

    def table(self, question: Inquiry, subject: str, clocks: Clocks) -> str:
        """See ``Driver.table``; asked as JSON first, for what is wrong comes whole in it."""
        self.ask(question, subject, clocks)
        words = (question.value, subject, "--csv", *_options(clocks), "--ledger", str(self._ledger))
        return self._call(words, now=self._now).out

    def agenda(self, subject: str | None, clocks: Clocks) -> object:
        """See ``Driver.agenda``."""
        return self._claims("next", *([subject] if subject else []), *_options(clocks))["data"]

    def diff_all(self, since: date, clock: ChangedClock, clocks: Clocks) -> object:
        """See ``Driver.diff_all``."""
        moved = ("--since", since.isoformat(), "--clock", clock.value)
        return self._claims("diff", *moved, *_options(clocks))["data"]

    def diff(self, subject: str, since: date, clock: ChangedClock, clocks: Clocks) -> object:
        """See ``Driver.diff``."""
        moved = ("--since", since.isoformat(), "--clock", clock.value)
        return self._claims("diff", subject, *moved, *_options(clocks))["data"]

    def brief(self, subject: str, since: date | None, clocks: Clocks) -> object:
        """See ``Driver.brief``."""
        moved = () if since is None else ("--since", since.isoformat())
        return self._claims("brief", subject, *moved, *_options(clocks))["data"]["brief"]

    def verify(self) -> object:
        """See ``Driver.verify``."""
        return self._claims("verify")["data"]

    def prove(self, name: str) -> object:
        """See ``Driver.prove``."""
        key = self.sign()
        file = self._folder / f"{next(self._numbers)}.tlog-proof"
        self._claims("prove", name, "--out", str(file))
        return self._claims("verify", str(file), "--key", key)["data"]

    def sign(self, ledger: Path | None = None) -> str:
        """Sign for the ledger as it is, or for another; gives the key."""
        keys = self._claims("key", "list", ledger=ledger)["data"]
        keys = keys or self._claims("key", "new", ledger=ledger)["data"]
        self._claims("checkpoint", ledger=ledger)
        return str(keys[-1]["key"])

    def check(self, proof: str, key: str) -> object:
        """What a proof shows to someone without the ledger."""
        file = self._folder / f"{next(self._numbers)}.tlog-proof"
        file.write_text(proof, encoding="utf-8")
        return self._claims("verify", str(file), "--key", key)["data"]

    def show(self, name: str) -> object:
        """See ``Driver.show``."""
        return self._claims("show", name)["data"]

    def search(self, words: Sequence[str]) -> object:
        """See ``Driver.search``."""
        hits = self._claims("search", *words, "--limit", "0")["data"]
        return [hit for hit in hits if "citation" in hit]  # and not the texts of documents

    def partnerships(self) -> tuple[str, ...]:
        """See ``Driver.partnerships``."""
        return tuple(sorted(row["partnership"] for row in self._claims("status")["data"]))

    def position(self) -> int:
        """See ``Driver.position``."""
        position: int = self._claims("status")["at"]["position"]
        return position

    def _claims(
        self, *words: str, now: datetime | None = None, ledger: Path | None = None
    ) -> dict[str, Any]:
        """The envelope of a call; raises what the command says against it."""
        options = ("--ledger", str(ledger or self._ledger), "--as", "spec", "--json")
        answer = self._call([*words, *options], now=now or self._now)
        answered = answer.code in (ExitCode.OK, ExitCode.FINDINGS)
        envelope: dict[str, Any] = json.loads(answer.out if answered else answer.err)
        if answered:
            return envelope
        error = envelope["error"]
        problems = [CommandFailed(problem) for problem in error.get("problems", [error])]
        raise problems[0] if len(problems) == 1 else Problems(error["code"], [*problems])


def _options(clocks: Clocks) -> list[str]:
    if clocks.briefed_on is not None:
        return ["--as-of", clocks.briefed_on.isoformat()]
    moment = clocks.known_at
    options = ["--valid-at", clocks.valid_at.isoformat()]
    if clocks.published_by is not None:
        options += ["--published-by", clocks.published_by.isoformat()]
    if moment is not None:
        options += [
            "--known-at",
            moment.isoformat() if isinstance(moment, datetime) else f"@{moment}",
        ]
    return options
