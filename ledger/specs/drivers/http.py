"""Scenarios over HTTP: the pages' JSON, on a ledger of their own.

Takes a way to send a request, which this room must not import; gives the same answers as every
other driver. Keys, checkpoints, files, feeds, receivers and other desks are the owner's, at the
machine: they come by another driver.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import quote, urlencode

import attrs

from ledger.entries.write import to_yaml
from ledger.errors import Problems
from ledger.specs.drivers import InboxAct, Inquiry
from ledger.specs.drivers.command import CommandFailed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from ledger.clock import Clocks
    from ledger.projections.changes.changes import ChangedClock
    from ledger.specs.drivers import TakenIn, Waiting
    from ledger.specs.drivers.command import CommandDriver

_PATHS = {
    Inquiry.STATUS: "/partnerships/{}.json",
    Inquiry.HURDLES: "/partnerships/{}/hurdles.json",
    Inquiry.TIMELINE: "/partnerships/{}/timeline.json",
    Inquiry.WHY: "/why/{}.json",
    Inquiry.CHECK: "/checks.json?check={}",
    Inquiry.PARTY: "/parties/{}.json",
}
_ERROR = 400


@attrs.frozen(kw_only=True)
class Reply:
    """What a request got."""

    status: int
    body: bytes


class Send(Protocol):
    """Sends a request to the ledger's pages, as if it were ``now``.

    A body is YAML, for the inbox a form.
    """

    def __call__(self, method: str, url: str, body: bytes, *, ledger: str, now: datetime) -> Reply:
        """Its answer."""
        ...


class HttpDriver:
    """A ledger that is told and asked over HTTP; ``owner`` has its file and its keys."""

    def __init__(self, send: Send, *, owner: CommandDriver, now: datetime) -> None:
        self._send = send
        self._owner = owner
        self._now = now
        self._last: datetime | None = None
        self.recorded = False

    @property
    def ledger(self) -> Path:
        """The file of the scenario, which is its owner's."""
        return self._owner.ledger

    def empty(self) -> None:
        """See ``Driver.empty``."""
        self._owner.empty()
        self._last = None

    def last_recorded(self) -> datetime | None:
        """See ``Driver.last_recorded``."""
        return self._last

    def tell(self, entries: Sequence[Mapping[str, object]], *, at: datetime) -> tuple[str, ...]:
        """See ``Driver.tell``."""
        at = max(at, self._last or at)  # a clock behind what was recorded is refused
        body = to_yaml(entries).encode()
        data = self._asked("POST", "/entries", body, now=at)["data"]
        self.recorded = True
        if data["recorded"]:
            self._last = at
        return tuple(outcome["id"] for outcome in data["outcomes"])

    def bring(self, document: Waiting) -> None:
        """See ``Driver.bring``."""
        self._reply("POST", "/inbox", urlencode(document).encode())

    def follow(self, url: str, partnership: str) -> None:
        """See ``Driver.follow``; feeds are the owner's."""
        self._owner.follow(url, partnership)

    def poll(self) -> None:
        """See ``Driver.poll``."""
        self._owner.poll()

    def waiting(self) -> object:
        """See ``Driver.waiting``."""
        return self._get("/inbox.json", {"state": "all"})["data"]

    def answer(self, item: str, act: InboxAct) -> None:
        """See ``Driver.answer``; what lacks nothing is taken, as its box is checked."""
        drafts = self._get(f"/inbox/{item}.json", {})["data"]["drafts"]
        whole = [
            str(number)
            for number, draft in enumerate(drafts, start=1)
            if not any(gap["required"] for gap in draft["gaps"])
        ]
        fields = {"act": act.value, "draft": whole, "reason": "of no use to the desk"}
        self._reply("POST", f"/inbox/{item}", urlencode(fields, doseq=True).encode())
        self.recorded = True
        self._last = self._now

    def import_sheet(self, sheet: str) -> str:
        """See ``Driver.import_sheet``; files are the owner's."""
        name = self._owner.import_sheet(sheet)
        self.recorded = True
        self._last = self._now
        return name

    def undo_import(self, name: str) -> None:
        """See ``Driver.undo_import``."""
        self._owner.undo_import(name)
        self._last = self._now

    def go_to_other_desk(self) -> None:
        """See ``Driver.go_to_other_desk``; to make a ledger is the owner's."""
        self._owner.go_to_other_desk()
        self._last = None

    def take_in(self, terms: TakenIn) -> None:
        """See ``Driver.take_in``; files and keys are the owner's."""
        self._owner.take_in(terms)
        self.recorded = True
        self._last = self._now

    def prove_there(self, name: str) -> object:
        """See ``Driver.prove_there``; so are the proofs that came with them."""
        return self._owner.prove_there(name)

    def add_receiver(self, url: str, partnership: str) -> str:
        """See ``Driver.add_receiver``; receivers are the owner's."""
        return self._owner.add_receiver(url, partnership)

    def send_due(self) -> None:
        """See ``Driver.send_due``."""
        self._owner.send_due()

    def send_again(self) -> None:
        """See ``Driver.send_again``."""
        self._owner.send_again()

    def ask(self, question: Inquiry, subject: str, clocks: Clocks) -> object:
        """See ``Driver.ask``."""
        path = _PATHS[question].format(quote(subject, safe="/"))
        data = self._get(path, _query(clocks))["data"]
        return data["hurdles"] if question is Inquiry.HURDLES else data

    def table(self, question: Inquiry, subject: str, clocks: Clocks) -> str:
        """See ``Driver.table``."""
        path = f"/partnerships/{quote(subject)}/{question.value}.csv"
        reply = self._reply("GET", f"{path}?{urlencode(_query(clocks))}", b"")
        return reply.body.decode()

    def agenda(self, subject: str | None, clocks: Clocks) -> object:
        """See ``Driver.agenda``."""
        path = "/next.json" if subject is None else f"/partnerships/{subject}/next.json"
        return self._get(path, _query(clocks))["data"]

    def diff_all(self, since: date, clock: ChangedClock, clocks: Clocks) -> object:
        """See ``Driver.diff_all``."""
        moved = {"since": since.isoformat(), "clock": clock.value}
        return self._get("/changes.json", moved | _query(clocks))["data"]

    def diff(self, subject: str, since: date, clock: ChangedClock, clocks: Clocks) -> object:
        """See ``Driver.diff``."""
        moved = {"since": since.isoformat(), "clock": clock.value}
        return self._get(f"/partnerships/{subject}/changes.json", moved | _query(clocks))["data"]

    def brief(self, subject: str, since: date | None, clocks: Clocks) -> object:
        """See ``Driver.brief``."""
        moved = {} if since is None else {"since": since.isoformat()}
        path = f"/partnerships/{quote(subject)}/brief.json"
        return self._get(path, moved | _query(clocks))["data"]["brief"]

    def verify(self) -> object:
        """See ``Driver.verify``."""
        return self._get("/trust.json", {"whole": "yes"})["data"]

    def prove(self, name: str) -> object:
        """See ``Driver.prove``; signed by the owner, fetched over HTTP, checked without the log."""
        key = self._owner.sign()
        proof = self._reply("GET", f"/claims/{quote(name)}/proof", b"")
        return self._owner.check(proof.body.decode(), key)

    def show(self, name: str) -> object:
        """See ``Driver.show``."""
        return self._get(f"/claims/{quote(name)}.json", {})["data"]

    def search(self, words: Sequence[str]) -> object:
        """See ``Driver.search``."""
        hits = self._get("/search.json", {"q": " ".join(words), "limit": "10000"})["data"]
        return [hit for hit in hits if "citation" in hit]  # and not the texts of documents

    def partnerships(self) -> tuple[str, ...]:
        """See ``Driver.partnerships``."""
        return tuple(sorted(row["partnership"] for row in self._get("/board.json", {})["data"]))

    def position(self) -> int:
        """See ``Driver.position``."""
        position: int = self._get("/board.json", {})["at"]["position"]
        return position

    def _get(self, path: str, query: Mapping[str, str]) -> dict[str, Any]:
        joined = f"{path}{'&' if '?' in path else '?'}{urlencode(query)}"
        return self._asked("GET", joined, b"")

    def _asked(
        self, method: str, url: str, body: bytes, *, now: datetime | None = None
    ) -> dict[str, Any]:
        envelope: dict[str, Any] = json.loads(self._reply(method, url, body, now=now).body)
        return envelope

    def _reply(self, method: str, url: str, body: bytes, *, now: datetime | None = None) -> Reply:
        ledger = str(self.ledger)
        reply = self._send(method, url, body, ledger=ledger, now=now or self._now)
        if reply.status < _ERROR:
            return reply
        error = json.loads(reply.body)["error"]
        problems = [CommandFailed(problem) for problem in error.get("problems", [error])]
        raise problems[0] if len(problems) == 1 else Problems(error["code"], [*problems])


def _query(clocks: Clocks) -> dict[str, str]:
    query = {"valid_at": clocks.valid_at.isoformat()}
    if clocks.published_by is not None:
        query["published_by"] = clocks.published_by.isoformat()
    moment = clocks.known_at
    if moment is not None:
        query["known_at"] = moment.isoformat() if isinstance(moment, datetime) else f"@{moment}"
    return query
