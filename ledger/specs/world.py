"""What a scenario knows while it runs: its ledger, its clocks, its partnership, its sources.

Takes a driver; the steps act on it and ask it. Who comes next: ``steps``.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, TypeVar

import attrs

from ledger.claims.decision.refusals import NotKnown
from ledger.clock import Clocks
from ledger.edtf import parse
from ledger.errors import ClaimsError
from ledger.ids import position_name
from ledger.specs.answers.evidence import CitationData, FindingData, MomentData, ProofData
from ledger.specs.answers.inbox import WaitingData
from ledger.specs.answers.partnerships import HurdleData, PartyProfileData, StatusData
from ledger.specs.answers.proofs import ShownData
from ledger.specs.answers.reading import read
from ledger.specs.drivers import Driver, Entry, InboxAct, Inquiry, TakenIn, Waiting
from ledger.specs.refusals import (
    NobodyIsTold,
    NoOtherDesk,
    NoSuchName,
    NothingImported,
    RecordedInThePast,
    WhichPartnership,
)
from ledger.specs.site import ListingSite
from ledger.specs.tables import Naming
from ledger.specs.webhook import WebhookReceiver

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledger.specs.answers.treaties import InstrumentData

T = TypeVar("T")


class Differs(Exception):
    """The ledger says something else than the step.

    ``says`` is what it says; ``path`` is where ``claims why`` explains it, if it can.
    """

    def __init__(self, says: str, *, command: str) -> None:
        super().__init__(says)
        self.says = says
        self.command = command


@attrs.define(kw_only=True)
class World:
    """One scenario's state. ``clocks`` are those of the last question; today until one is put."""

    driver: Driver
    clocks: Clocks
    partnership: str | None = None
    refusal: ClaimsError | None = None
    recorded_entries: list[tuple[Entry, ...]] = attrs.Factory(list)
    acts: dict[str, str] = attrs.Factory(dict)
    _documents: dict[str, str] = attrs.Factory(dict)
    _claims: dict[str, list[str]] = attrs.Factory(dict)
    _site: ListingSite | None = None
    _receiver: WebhookReceiver | None = None
    _two_desks: bool = False
    _last_import: str | None = None
    _asked: dict[tuple[Inquiry, str, Clocks], object] = attrs.Factory(dict)

    # telling

    def begin(self) -> None:
        """Go on with an empty ledger."""
        self.driver.empty()
        self.partnership = None
        self.recorded_entries.clear()
        self._documents.clear()
        self._claims.clear()
        self._asked.clear()
        self._last_import = None
        self._two_desks = False

    def go_to_other_desk(self) -> None:
        """Go on at another desk with an empty ledger; sources keep their names."""
        self.driver.go_to_other_desk()
        self.partnership = None
        self.recorded_entries.clear()
        self._asked.clear()
        self._last_import = None
        self._two_desks = True

    def take_in(self, terms: TakenIn) -> None:
        """Take in what the first desk exports.

        Raises:
            NoOtherDesk: the scenario is still at the first desk.
        """
        if not self._two_desks:
            raise NoOtherDesk
        self.driver.take_in(terms)
        self._asked.clear()

    def tell(self, entries: Sequence[Entry], *, recorded: date | None = None) -> tuple[str, ...]:
        """Record entries, on a day of the recorded clock or as soon as they could be read.

        Raises:
            RecordedInThePast: the ledger has gone past the day.
        """
        last = self.driver.last_recorded()
        if recorded is not None and last is not None and recorded < last.date():
            raise RecordedInThePast(recorded, last.date())
        ids = self.driver.tell(entries, at=_noon(recorded or _readable(entries)))
        self.recorded_entries.append(tuple(entries))
        self._asked.clear()
        for name, entry in zip(ids, entries, strict=True):
            self._remember(name, entry)
        return ids

    def bring(self, document: Waiting) -> None:
        """Put a document into the inbox."""
        self.driver.bring(document)

    def waiting(self) -> tuple[WaitingData, ...]:
        """The items of the inbox, in whatever state."""
        return read(self.driver.waiting(), tuple[WaitingData, ...])

    def answer(self, title: str, act: InboxAct) -> None:
        """Answer the last item of this title.

        Raises:
            NoSuchName: there is none.
        """
        items = {each.item.arrival.title or "": each.item.id for each in self.waiting()}
        if title not in items:
            raise NoSuchName("document of the inbox", title, items)
        self.driver.answer(items[title], act)
        self._asked.clear()

    @property
    def site(self) -> ListingSite:
        """A site of the scenario's own, which serves until the world is closed."""
        if self._site is None:
            self._site = ListingSite()
        return self._site

    def add_receiver(self, partnership: str) -> None:
        """Have a webhook of the scenario's own told of a partnership, until the world is closed."""
        if self._receiver is None:
            self._receiver = WebhookReceiver()
        self._receiver.secret = self.driver.add_receiver(self._receiver.url, partnership)

    @property
    def receiver(self) -> WebhookReceiver:
        """The one that is told.

        Raises:
            NobodyIsTold: there is none.
        """
        if self._receiver is None:
            raise NobodyIsTold
        return self._receiver

    def close(self) -> None:
        """Stop what the scenario started."""
        for server in (self._site, self._receiver):
            if server is not None:
                server.close()
        self._site = self._receiver = None

    def import_sheet(self, sheet: str) -> None:
        """Import a sheet of separated values."""
        self._last_import = self.driver.import_sheet(sheet)
        self._asked.clear()

    def undo_import(self) -> None:
        """Take the last import back.

        Raises:
            NothingImported: the scenario has imported nothing.
        """
        if self._last_import is None:
            raise NothingImported
        self.driver.undo_import(self._last_import)
        self._asked.clear()

    def _remember(self, name: str, entry: Entry) -> None:
        if entry["kind"] == "document":
            self._documents[str(entry["publisher"])] = name
        elif "quote" in entry:
            sources = {document: source for source, document in self._documents.items()}
            source = sources.get(str(entry["document"]))
            if source is not None:
                self._claims.setdefault(source, []).append(name)

    def naming(self) -> Naming:
        """What a table may leave out."""
        return Naming(partnership=self._home(), documents=dict(self._documents))

    def _home(self) -> str | None:
        try:
            return self.home()
        except WhichPartnership:
            return None

    def document(self, name: str) -> str:
        """The latest document of a source, or the document of this id."""
        return self._documents.get(name, name)

    def claim(self, name: str) -> str:
        """The latest claim of a source, or the claim of this id."""
        claims = self._claims.get(name)
        return claims[-1] if claims else name

    # asking

    def home(self) -> str:
        """The partnership that is asked about.

        Raises:
            WhichPartnership: there is none, or there are several and none was named.
        """
        if self.partnership is None:
            partnerships = self.driver.partnerships()
            if len(partnerships) != 1:
                raise WhichPartnership(partnerships)
            self.partnership = partnerships[0]
        return self.partnership

    @property
    def status(self) -> StatusData:
        """Where the partnership stands."""
        return self._ask(Inquiry.STATUS, self.home(), StatusData)

    @property
    def hurdles(self) -> tuple[HurdleData, ...]:
        """Every hurdle of the partnership, cleared ones too."""
        return self._ask(Inquiry.HURDLES, self.home(), tuple[HurdleData, ...])

    @property
    def timeline(self) -> tuple[MomentData, ...]:
        """What was stated of the partnership."""
        return self._ask(Inquiry.TIMELINE, self.home(), tuple[MomentData, ...])

    def proof(self, subject: str, field: str) -> ProofData:
        """The proof of one value of the partnership."""
        home = self.home()
        path = f"{home}.{field}" if subject == home else f"{home}/{subject}.{field}"
        (proof,) = self._ask(Inquiry.WHY, path, tuple[ProofData, ...])
        return proof

    def findings(self, name: str) -> tuple[FindingData, ...]:
        """What a check, or a group of checks, finds in the whole ledger."""
        return self._ask(Inquiry.CHECK, name, tuple[FindingData, ...])

    def instruments_of(self, partnership: str) -> tuple[str, ...]:
        """The ids of the instruments that a partnership follows."""
        status = self._ask(Inquiry.STATUS, partnership, StatusData)
        return tuple(instrument.id for instrument in status.instruments)

    def instrument(self, name: str) -> InstrumentData:
        """One instrument that the partnership follows."""
        instruments = {instrument.id: instrument for instrument in self.status.instruments}
        if name not in instruments:
            raise NoSuchName("instrument", name, instruments)
        return instruments[name]

    def party(self, name: str) -> str:
        """The id under which answers name a party, from any of its names.

        One that the ledger does not know has the id that is written.

        Raises:
            ClaimsError: several parties are called so.
        """
        try:
            return self._ask(Inquiry.PARTY, name, PartyProfileData).stands
        except ClaimsError as error:
            if error.code == NotKnown.code:
                return name
            raise

    def hurdle(self, name: str) -> HurdleData:
        """One hurdle of the partnership."""
        hurdles = {hurdle.id: hurdle for hurdle in self.hurdles}
        if name not in hurdles:
            raise NoSuchName("hurdle", name, hurdles)
        return hurdles[name]

    def _ask(self, question: Inquiry, subject: str, shape: type[T]) -> T:
        key = (question, subject, self.clocks)
        if key not in self._asked:
            self._asked[key] = read(self.driver.ask(question, subject, self.clocks), shape)
        answer: T = self._asked[key]  # type: ignore[assignment]  # the question gives the shape
        return answer

    def shown(self, name: str) -> ShownData:
        """One thing in full, with its position."""
        return read(self.driver.show(name), ShownData)

    # differing

    def differs(
        self, says: str, subject: str, field: str, *, by: Sequence[CitationData] = ()
    ) -> Differs:
        """The ledger says something else: with its winner, its position and what explains it."""
        return Differs(
            f"the ledger says {says}{self._winner(by)}",
            command=f"claims why {subject}.{field}{self.options}",
        )

    def _winner(self, by: Sequence[CitationData]) -> str:
        if not by:
            return ""
        first = by[0]
        when = parse(first.published).short if first.published else "day unknown"
        position = self.shown(first.claim).position
        return f" ({first.publisher or first.document}, {when}, position @{position})"

    @property
    def options(self) -> str:
        """The clocks, as options of the command."""
        if self.clocks.briefed_on is not None:
            return f" --as-of {self.clocks.briefed_on}"
        moment = self.clocks.known_at
        if isinstance(moment, datetime):
            moment = moment.date().isoformat()  # type: ignore[assignment]  # said in words
        elif isinstance(moment, int):
            moment = position_name(moment)  # type: ignore[assignment]  # said in words
        options = {
            "valid-at": self.clocks.valid_at,
            "published-by": self.clocks.published_by,
            "known-at": moment,
        }
        return "".join(f" --{name} {value}" for name, value in options.items() if value is not None)


def end_of(day: date) -> datetime:
    """The last moment of a day, in UTC: what was known "on" it."""
    return datetime.combine(day, time.max, UTC)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def _readable(entries: Sequence[Mapping[str, object]]) -> date:
    """The last day on which any of the entries was published; long ago where none says."""
    written = [entry["published"] for entry in entries if "published" in entry]
    dates = [parse(str(text)) for text in written]
    days = [date_.latest or date_.earliest for date_ in dates]
    return max((day for day in days if day is not None), default=date(1970, 1, 1))
