"""A ledger that is asked the same things again and again: what it read, it keeps for a while.

Takes a ledger; answers as it does. For making all pages of a ledger in one go. Names are
read once, and are kept as they are now and as they were asked for last; the last partnership is
kept; what comes next and what is contested are taken from one reading of all partnerships, but
for those of which it was given.
"""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ledger.app.at_hand.folded_events import FoldedEvents
from ledger.app.at_hand.open_matters import OpenMatters
from ledger.app.clocks import At
from ledger.app.ledger import Ledger
from ledger.app.listed_answers import ListedAnswers
from ledger.board.batches import views
from ledger.facts import log_reader as reading
from ledger.log import erasure
from ledger.log import log_entry as journal
from ledger.log.event import Event
from ledger.log.query import Query
from ledger.projections.agenda import in_order
from ledger.projections.dates_to_come import in_order as dates_in_order
from ledger.projections.treaties.treaty import treaty
from ledger.projections.weighing.parties.profiles import profiles
from ledger.projections.why.why import OF_A_CLAIM, why

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from ledger.app.at_hand.news import LatestNews
    from ledger.claims.names import Names
    from ledger.clock import Clocks
    from ledger.facts.erased import ErasedWords
    from ledger.facts.facts import Facts
    from ledger.log.log_entry import LogEntry
    from ledger.log.proving.notes import Note
    from ledger.projections.agenda import Due
    from ledger.projections.contests import Contest
    from ledger.projections.dates_to_come import DateToCome
    from ledger.projections.filter import Filter
    from ledger.projections.status import PartnershipView
    from ledger.projections.treaties.treaty import Treaty
    from ledger.projections.weighing.parties.profiles import PartyProfile
    from ledger.projections.why.why import Proof


class ReadOnce(Ledger):
    """The same ledger, read only, that keeps what it has just read."""

    uncollected = staticmethod(reading.uncollected)
    """For as long as very many answers are made."""

    @classmethod
    def of(cls, ledger: Ledger) -> ReadOnce:
        """The same ledger; the one who opened it closes it."""
        return ledger.alike(cls)

    @cached_property
    def _read(self) -> dict[Hashable, Any]:
        """What was read last, by what it is."""
        return {}

    def size(self) -> int:
        """How many events the log held when it was first asked for."""
        if "size" not in self._read:
            self._read["size"] = super().size()
        size: int = self._read["size"]
        return size

    def at(self, clocks: Clocks) -> At:
        """See ``Answers.at``; a position that this ledger was read to is one of its past."""
        known_at, head = clocks.known_at, self.size() - 1
        if isinstance(known_at, datetime) or (known_at or 0) > head:
            return super().at(clocks)
        return At(
            valid_at=clocks.valid_at,
            published_by=clocks.published_by,
            known_at=known_at,
            position=head if known_at is None else known_at,
        )

    def show(self, name: str) -> LogEntry:
        """See ``Answers.show``; a whole id of a claim is found at once."""
        record = self._log.find(f"claim:{name}")
        if record is not None and isinstance(record.event, Event):
            return journal.entry(record)
        return super().show(name)

    def view(self, partnership: str, clocks: Clocks) -> PartnershipView:
        """See ``Answers.view``."""
        key = partnership, clocks
        if self._read.get("view") != key:
            self._read |= {"view": key, "seen": super().view(partnership, clocks)}
        seen: PartnershipView = self._read["seen"]
        return seen

    def party_events(self) -> FoldedEvents:
        """See ``Answers.party_events``."""
        if "party events" not in self._read:
            self._read["party events"] = super().party_events()
        kept: FoldedEvents = self._read["party events"]
        return kept

    def _parties_at(self, known_at: datetime | int) -> Facts | None:
        """See ``Answers._parties_at``."""
        return self.party_events().at(known_at) if isinstance(known_at, int) else None

    def last_news(self) -> LatestNews | None:
        """See ``Answers.last_news``."""
        news: LatestNews | None = self._read.get("news")
        return news

    def keep_news(self, news: LatestNews) -> None:
        """See ``Answers.keep_news``."""
        self._read["news"] = news

    def erased(self, clocks: Clocks, about: str | None = None) -> tuple[ErasedWords, ...]:
        """See ``Answers.erased``; whether anything ever was is asked once."""
        if "any erased" not in self._read:
            orders = self._log.read(Query.of_types(erasure.TYPE), limit=1)
            self._read["any erased"] = any(True for _ in orders)
        return super().erased(clocks, about) if self._read["any erased"] else ()

    def entities(self, known_at: datetime | int | None = None) -> Facts:
        """See ``Answers.entities``."""
        if not isinstance(known_at, int):
            known_at = self.size() - 1
        return self._entities(known_at)[0]

    def names(self, known_at: datetime | int | None = None) -> Names:
        """See ``Answers.names``."""
        return self._entities(known_at if isinstance(known_at, int) else self.size() - 1)[1]

    def parties(self, clocks: Clocks) -> tuple[PartyProfile, ...]:
        """See ``Ledger.parties``."""
        known_at = clocks.known_at if isinstance(clocks.known_at, int) else self.size() - 1
        facts = self.entities(known_at)
        if (last := self._read.get("profiles")) is None or last[0] is not facts:
            last = self._read["profiles"] = facts, ListedAnswers(profiles(facts))
        rows: tuple[PartyProfile, ...] = last[1]
        return rows

    def party(self, name: str, clocks: Clocks) -> PartyProfile:
        """See ``Ledger.party``; an id is found at once."""
        for profile in self.parties(clocks):
            if profile.id == name:
                return profile
        return super().party(name, clocks)

    def agenda(
        self, clocks: Clocks, partnership: str | None = None, wanted: Filter | None = None
    ) -> tuple[Due, ...]:
        """See ``Ledger.agenda``."""
        if partnership is not None or wanted is not None:
            return super().agenda(clocks, partnership, wanted)
        return self._over_all(clocks)[0]

    def disputes(self, clocks: Clocks, subject: str | None = None) -> tuple[Contest, ...]:
        """See ``Ledger.disputes``."""
        return super().disputes(clocks, subject) if subject else self._over_all(clocks)[1]

    def all_dates(self, clocks: Clocks) -> tuple[DateToCome, ...]:
        """See ``Ledger.all_dates``."""
        return self._over_all(clocks)[2]

    def kept_note(self) -> Note | None:
        """See ``Ledger.kept_note``; none while ``unsigned``, for pages that outlive it."""
        return None if self._read.get("unsigned") else super().kept_note()

    def unsigned(self, *, yes: bool) -> None:
        """Whether answers speak of the last checkpoint."""
        self._read["unsigned"] = yes

    def treaty(self, instrument: str, clocks: Clocks) -> Treaty:
        """See ``Ledger.treaty``."""
        home = self._home(instrument, clocks)
        if home is None:
            return super().treaty(instrument, clocks)
        return treaty(home.standing, instrument, self.today)

    def why(self, path: str, clocks: Clocks) -> tuple[Proof, ...]:
        """See ``Ledger.why``."""
        subject, _, field = path.partition(".")
        first, _, rest = subject.partition("/")
        if field in OF_A_CLAIM:
            return super().why(path, clocks)
        if first in self.entities(clocks.known_at).partnerships:
            return why(self.view(first, clocks), rest or first, field or None)
        home = self._home(first, clocks)
        return why(home, subject, field or None) if home else super().why(path, clocks)

    def _home(self, instrument: str, clocks: Clocks) -> PartnershipView | None:
        """The first partnership that an instrument names as its followers, of those described."""
        names = self.entities(clocks.known_at)
        described = names.instruments.get(instrument)
        followers = () if described is None else described.partnerships
        first = min((name for name in followers if name in names.partnerships), default=None)
        return None if first is None else self.view(first, clocks)

    def give(self, clocks: Clocks, matters: Mapping[str, OpenMatters]) -> None:
        """What is open in some partnerships at these clocks, so that they are not looked at."""
        self._read["handed"] = clocks, matters

    def open_matters(self, clocks: Clocks) -> Mapping[str, OpenMatters]:
        """What is open in each partnership, by id; of the last clocks it is kept."""
        if self._read.get("open at") != clocks:
            partnerships = sorted(self.entities().partnerships)
            handed_at, handed = self._read.get("handed", (None, {}))
            matters: dict[str, OpenMatters] = dict(handed) if handed_at == clocks else {}
            missing = [partnership for partnership in partnerships if partnership not in matters]
            with reading.uncollected():
                for view in views(self._log, clocks, missing):
                    matters[view.id] = OpenMatters.of(view)
            there = {name: matters[name] for name in partnerships if name in matters}
            self._read |= {"open at": clocks, "open": there}
        opened: Mapping[str, OpenMatters] = self._read["open"]
        return opened

    def _over_all(
        self, clocks: Clocks
    ) -> tuple[tuple[Due, ...], tuple[Contest, ...], tuple[DateToCome, ...]]:
        """What comes, what is contested and which days, over all partnerships, by one reading."""
        self.at(clocks)
        if self._read.get("over") != clocks:
            dues: list[Due] = []
            dates: list[DateToCome] = []
            contests: dict[Contest, None] = {}
            for matters in self.open_matters(clocks).values():
                dues += matters.dues
                dates += matters.dates
                contests |= dict.fromkeys(matters.contests)
            self._read |= {
                "over": clocks,
                "all": (
                    ListedAnswers(in_order(dues)),
                    ListedAnswers(contests),
                    dates_in_order(dates),
                ),
            }
        parts: tuple[tuple[Due, ...], tuple[Contest, ...], tuple[DateToCome, ...]]
        parts = self._read["all"]
        return parts

    def _entities(self, known_at: int) -> tuple[Facts, Names]:
        """All that has a name, at a position: as it is now and as it was asked for last is kept."""
        if "described" not in self._read:
            events = tuple(reading.read(self._log, reading.ENTITIES, self.size() - 1))
            self._read |= {"described": FoldedEvents(events), "entities": {}}
        described: FoldedEvents = self._read["described"]
        kept: dict[int, tuple[Facts, Names]] = self._read["entities"]
        count = described.count(known_at)
        if count not in kept:
            facts = described.at(known_at)
            newest = len(described.events)
            self._read["entities"] = kept = {
                last: both for last, both in kept.items() if last == newest
            }
            kept[count] = facts, facts.names()
        return kept[count]
