"""What a ledger answers when someone looks closer: checks, changes, disputes, treaties, proofs.

Takes the everyday answers; gives values. It is loaded when the first such question is asked.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs

from ledger.app.comparison.all_changes import all_changes
from ledger.app.comparison.earlier_clocks import earlier
from ledger.app.lookup import look_up, matches, no_such_subject, revisions
from ledger.app.refusals import NothingToFollow
from ledger.board.batches import views
from ledger.board.search import passages, search
from ledger.board.texts import behind, fill
from ledger.checks.finding import NEWS_DAYS
from ledger.checks.parts import parts_of
from ledger.checks.registry import check, selected
from ledger.claims.naming import party_id
from ledger.claims.renaming import hurdle_with_party
from ledger.claims.subjects import instrument_of
from ledger.clock import Clocks
from ledger.facts import log_reader as reading
from ledger.facts.register import LogRegister
from ledger.late import late
from ledger.log.event import Event
from ledger.projections.agenda import agenda, in_order
from ledger.projections.changes.changes import ChangedClock, changes
from ledger.projections.dates_to_come import dates_to_come
from ledger.projections.dates_to_come import in_order as dates_in_order
from ledger.projections.filter import dues
from ledger.projections.hurdles.graph import graph
from ledger.projections.status import PartnershipView
from ledger.projections.treaties.treaty import treaty
from ledger.projections.weighing.parties.identity import identity
from ledger.projections.weighing.parties.profiles import profiles
from ledger.projections.weighing.standing_claims import Standing
from ledger.projections.why.why import OF_A_CLAIM, why

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence
    from datetime import datetime

    from ledger.app import documents
    from ledger.app.answers import Answers
    from ledger.app.sharing import export as exports
    from ledger.app.sharing.export import Export
    from ledger.board.search import Hit, Hits, Passage, Passages
    from ledger.checks.finding import Finding
    from ledger.claims.claim import Claim
    from ledger.clock import Clock
    from ledger.facts.facts import Facts
    from ledger.log.port import Log
    from ledger.projections.agenda import Due
    from ledger.projections.changes.changes import AllChanges, Changes
    from ledger.projections.contests import Contest
    from ledger.projections.dates_to_come import DateToCome
    from ledger.projections.documents import DocumentRow
    from ledger.projections.filter import Filter
    from ledger.projections.hurdles.graph import HurdleGraph
    from ledger.projections.treaties.treaty import Treaty
    from ledger.projections.weighing.parties.profiles import PartyProfile
    from ledger.projections.why.why import Proof
else:  # few calls need them
    documents = late("ledger.app.documents")
    exports = late("ledger.app.sharing.export")


_FOLLOWED = frozenset({"claim", "partnership", "instrument"})
"""Kinds of thing that a value can be asked of by the position of their event."""


class Inquiries:
    """The questions that are asked less often."""

    def __init__(self, log: Log, answers: Answers, *, clock: Clock) -> None:
        self._log = log
        self._answers = answers
        self._clock = clock

    def parties(self, clocks: Clocks) -> tuple[PartyProfile, ...]:
        """Every party with its names and what was judged of it, by id (recorded clock alone)."""
        self._answers.at(clocks)
        return profiles(self._answers.entities(clocks.known_at))

    def party(self, name: str, clocks: Clocks) -> PartyProfile:
        """The party that a name means: its id, or a name, alias or code that it alone has.

        Raises:
            NotKnown: no party is called so; the nearest are suggested.
            AmbiguousParty: several are.
        """
        self._answers.at(clocks)
        meant = party_id(name, LogRegister(self._log, clocks.known_at))
        return next(party for party in self.parties(clocks) if party.id == meant)

    def hurdle_graph(self, view: PartnershipView) -> HurdleGraph:
        """What blocks what in one partnership, and the chains that stand before its goals."""
        return graph(view)

    def check(
        self, clocks: Clocks, names: Sequence[str] = (), *, news_days: int | None = None
    ) -> tuple[Finding, ...]:
        """What is not as it must be: by all checks, or by those of these names and groups.

        Raises:
            NoSuchCheck: a name that is neither a check's nor a group's.
        """
        chosen = selected(names)
        self._answers.at(clocks)
        parts = parts_of(self._log, clocks)
        days = NEWS_DAYS if news_days is None else news_days
        return check(parts.scopes(days), parts.across, chosen)

    def diff(
        self,
        partnership: str,
        since: date | datetime | int,
        clocks: Clocks,
        *,
        clock: ChangedClock | None = None,
    ) -> Changes:
        """What changed after ``since`` on one clock: the end of a day, a moment, a position.

        The clock is the recorded one unless another is given; a position or a moment lies on
        no other.

        Raises:
            NoSuchSubject: the ledger follows no such partnership at these clocks.
            BeyondTheHead: ``since`` lies in this ledger's future.
            SinceTooLate: ``since`` lies after what is asked about.
        """
        now = self._answers.view(partnership, clocks)
        clock = clock or ChangedClock.RECORDED
        at_that_time = earlier(self._answers, clocks, since, clock)
        facts = reading.facts_of_partnerships(self._log, {partnership}, at_that_time.known_at)
        facts.partnerships.setdefault(partnership, now.standing.filed.partnerships[partnership])
        then = PartnershipView(standing=Standing(facts, at_that_time), id=partnership)
        return changes(then, now, clock)

    def agenda(
        self, clocks: Clocks, partnership: str | None = None, wanted: Filter | None = None
    ) -> tuple[Due, ...]:
        """What comes, by when, and who must act: in one partnership, or over all of them.

        Raises:
            NoSuchSubject: the ledger follows no such partnership at these clocks.
        """
        if partnership is not None:
            due = agenda(self._answers.view(partnership, clocks))
        else:
            self._answers.at(clocks)
            due = in_order(due for view in views(self._log, clocks) for due in agenda(view))
        return due if wanted is None else dues(wanted, due)

    def diff_all(
        self,
        since: date | datetime | int,
        clocks: Clocks,
        *,
        clock: ChangedClock | None = None,
        day: date | None = None,
    ) -> AllChanges:
        """What changed over all partnerships after ``since`` on one clock.

        ``day`` sets the occurred clock of then as well: what time alone changed is told too.

        Raises:
            BeyondTheHead: ``since`` lies in this ledger's future.
            SinceTooLate: ``since`` lies after what is asked about.
        """
        return all_changes(self._answers, since, clocks, clock=clock, day=day)

    def all_dates(self, clocks: Clocks) -> tuple[DateToCome, ...]:
        """The days to come over all partnerships."""
        self._answers.at(clocks)
        return dates_in_order(
            each for view in views(self._log, clocks) for each in dates_to_come(view)
        )

    def disputes(self, clocks: Clocks, subject: str | None = None) -> tuple[Contest, ...]:
        """All that is contested: over the whole ledger, or of one subject and what is below it.

        A subject is a partnership, an instrument, a party's position (``i/a``) or a claim.

        Raises:
            NoSuchSubject: the ledger holds nothing of that name at these clocks.
        """
        self._answers.at(clocks)
        names = reading.entities(self._log, clocks.known_at)
        if subject is not None:
            judged = identity(judgement.judgement for judgement in names.judgements.values())
            subject = hurdle_with_party(subject, judged.of)
        asked = [subject] if subject in names.partnerships else sorted(names.partnerships)
        seen = views(
            self._log, clocks, [partnership for partnership in asked if partnership is not None]
        )
        contests = tuple(dict.fromkeys(contest for view in seen for contest in view.contested))
        if subject is None or subject in names.partnerships:
            return contests
        whole = subject.partition("/")[0]
        if whole not in names.instruments and not self._claimed(whole, clocks):
            raise no_such_subject(self._log, subject, names, clocks.known_at, treaties=True)
        return tuple(
            contest
            for contest in contests
            if contest.subject == subject or contest.subject.startswith(f"{subject}/")
        )

    def _claimed(self, name: str, clocks: Clocks) -> bool:
        record = self._log.find(f"claim:{name}")
        return record is not None and any(reading.domain_events([record], clocks.known_at))

    def treaty(self, instrument: str, clocks: Clocks) -> Treaty:
        """One instrument with all its parties, whichever partnership follows it.

        Raises:
            NoSuchSubject: the ledger holds no such instrument at these clocks.
        """
        self._answers.at(clocks)

        facts = reading.facts_about(self._log, {f"instrument:{instrument}"}, clocks.known_at)
        if instrument not in facts.instruments:
            names = self._answers.entities(clocks.known_at)
            raise no_such_subject(
                self._log, instrument, names, clocks.known_at, partnerships=False, treaties=True
            )
        standing = Standing(facts, clocks)
        answer = treaty(standing, instrument, self._answers.today)
        followed = bool(self._described(standing.followers(instrument)))
        return attrs.evolve(answer, followed=followed)

    def why(self, path: str, clocks: Clocks) -> tuple[Proof, ...]:
        """The proof of a value: ``SUBJECT[.FIELD]``, a subject within a partnership or alone.

        A subject is a partnership, an instrument, a party's position (``i/a``), a hurdle or a
        claim; without a field, all of its fields are proved. A position (``@40``) means what the
        event there states or describes.
        """
        named, _, field = path.partition(".")
        if not named:
            raise no_such_subject(self._log, path, self._answers.entities(), treaties=True)
        subject, is_claim = self._stated_at(named) if named.startswith("@") else (named, False)
        partnership, _, rest = subject.partition("/")
        claim = self._claim(subject) if is_claim or field in OF_A_CLAIM else None
        if claim is not None and (home := self._home_of(claim, self._answers.entities())):
            return why(self._answers.view(home, clocks), claim.id, field or None, of_claim=True)
        if not self._log.find_prefix(f"partnership:{partnership}:", limit=1):
            partnership, rest = self._home(subject, self._answers.entities())
        view = self._answers.view(partnership, clocks)
        return why(view, rest or partnership, field or None)

    def _stated_at(self, position: str) -> tuple[str, bool]:
        """What the event at a position is of, by its id, and whether that is a claim."""
        event_id = look_up(self._log, position).event.id
        kind, _, name = event_id.partition(":")
        if kind not in _FOLLOWED:
            raise NothingToFollow(position, event_id)
        return name.partition(":")[0], kind == "claim"

    def _home(self, subject: str, names: Facts) -> tuple[str, str]:
        """The partnership that an instrument or a hurdle belongs to, the first by id."""
        whole = subject.partition("/")[0]
        instrument = names.instruments.get(whole)
        if instrument is not None:
            facts = reading.facts_about(self._log, {f"instrument:{whole}"})
            latest = Clocks(valid_at=date.max)
            if followers := self._described(Standing(facts, latest).followers(whole)):
                return followers[0], subject
        claim = self._claim(subject)
        home = None if claim is None else self._home_of(claim, names)
        if claim is not None and home is not None:
            return home, claim.id
        stated = self._answers.register().hurdle(whole)
        if stated is not None and stated.partnership is not None:
            return stated.partnership, subject
        raise no_such_subject(self._log, subject, names, treaties=True)

    def _described(self, partnerships: Iterable[str]) -> list[str]:
        """Those partnerships that have a description, which an erasure may have taken."""
        return [
            name
            for name in partnerships
            if any(
                isinstance(record.event, Event)
                for record in revisions(self._log, f"partnership:{name}")
            )
        ]

    def _claim(self, name: str) -> Claim | None:
        """The claim with an id, or the only one whose id begins so, whatever else is called so."""
        register = self._answers.register()
        exact = register.claim(name)
        if exact is not None:
            return exact
        kinds = (match.event.id.partition(":") for match in matches(self._log, name))
        ids = [own for kind, _, own in kinds if kind == "claim"]
        return register.claim(ids[0]) if len(ids) == 1 else None

    @staticmethod
    def _home_of(claim: Claim, names: Facts) -> str | None:
        """The partnership that a claim is on, or the first that follows its instrument."""
        if claim.partnership:
            return claim.partnership
        named = names.instruments.get(instrument_of(claim.development) or "")
        return min(named.partnerships, default=None) if named else None

    def export_entries(self, partnerships: Collection[str] = ()) -> Export:
        """All that is held, or what partnerships rest on, as entries that an import reads.

        Raises:
            NoSuchSubject: the ledger follows no such partnership.
        """
        return exports.export(self._log, partnerships)

    def documents(self, clocks: Clocks, wanted: Filter | None = None) -> tuple[DocumentRow, ...]:
        """The documents that one could have read at the clocks, the latest published first."""
        return documents.documents(self._log, clocks, wanted)

    def look_up(
        self,
        words: Sequence[str],
        clocks: Clocks | None = None,
        wanted: Filter | None = None,
        limit: int | None = None,
    ) -> tuple[Hits, Passages]:
        """The claims and the documents that hold all of the words, and how many are left."""
        claims = search(self._log, words, clocks, wanted, limit)
        return claims, passages(self._log, words, clocks, wanted, limit)

    def search(
        self, words: Sequence[str], clocks: Clocks | None = None, wanted: Filter | None = None
    ) -> tuple[Hit, ...]:
        """The claims that hold all of the words, as one could find them at the clocks."""
        return search(self._log, words, clocks, wanted).rows

    def passages(
        self, words: Sequence[str], clocks: Clocks | None = None, wanted: Filter | None = None
    ) -> tuple[Passage, ...]:
        """The documents whose text holds all of the words, with the words around them."""
        return passages(self._log, words, clocks, wanted).rows

    def index_texts(
        self, most: int | None = None, advance: Callable[[int], None] | None = None
    ) -> int:
        """Bring the index of texts on, by ``most`` events; how many it does not cover then."""
        fill(self._log, most=most, advance=advance)
        return behind(self._log)
