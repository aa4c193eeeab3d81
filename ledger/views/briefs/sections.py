"""The sections of a brief on one partnership: where it stands, what changed, what is in the way.

Takes the answers on it; gives sections, each statement with its notes. Only what sources state,
or an instrument's own rule gives from what they state, becomes a statement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import attrs

from ledger.claims.vocabulary import Stage
from ledger.edtf import Tristate
from ledger.projections.agenda import Due, DueKind
from ledger.projections.changes.changes import Changes
from ledger.projections.dates_to_come import dates_to_come
from ledger.projections.status import PartnershipView
from ledger.projections.treaties.in_force import span_date
from ledger.projections.weighing.citations import Citation, cite, cite_all
from ledger.views.briefs.brief import Section, Statement
from ledger.views.briefs.evidence import behind
from ledger.views.briefs.footnotes import Footnotes, day_of
from ledger.views.pages.agenda import matter, waits_words
from ledger.views.pages.changes import contest_words, hurdle_words, value_words
from ledger.views.pages.dates_to_come import date_words
from ledger.views.pages.status import instrument_words
from ledger.views.reasons import reason_words
from ledger.views.sentences import phrase
from ledger.views.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ledger.projections.contests import Contest
    from ledger.projections.treaties.instruments import InstrumentState
    from ledger.views.briefs.since import Since

_Sentence: TypeAlias = "tuple[str, Sequence[Citation]] | tuple[str, Sequence[Citation], int]"
_Stated: TypeAlias = "Iterator[_Sentence]"
"""Sentences with the citations behind them, and how many of these are cited in any case."""

_SOURCES = 3  # of new claims, so many are named
_BASES = 3


@attrs.frozen(kw_only=True)
class BriefAnswers:
    """What is asked of one partnership for a brief: its view, what is due, what changed."""

    view: PartnershipView
    agenda: tuple[Due, ...]
    changes: Changes | None


@attrs.frozen(kw_only=True)
class Sections:
    """The sections on one partnership; at most ``most`` statements are in each.

    ``flags`` ask a command about the same clocks.
    """

    answers: BriefAnswers
    footnotes: Footnotes
    words: Words
    most: int
    flags: str

    def all(self, since: Since | None) -> tuple[Section, ...]:
        """Every section, in the order in which a reader asks."""
        made = [self._section("brief-stands", self._stands(), "status")]
        if self.answers.changes is not None:
            changed = self._changed(self.answers.changes)
            made.append(self._section("brief-changed", changed, "diff", since))
        made.append(self._section("brief-way", self._way(), "hurdles"))
        made.append(self._section("brief-contested", self._contested(), "disputes"))
        made.append(self._section("brief-dates", self._dates(), "next"))
        return tuple(made)

    def _section(
        self, key: str, statements: _Stated, verb: str, since: Since | None = None
    ) -> Section:
        """The first statements become numbered; how many follow is said with where to read them."""
        stated = [sentence for sentence in statements if sentence[1]]
        rest = len(stated) - self.most
        asked = self.flags if since is None else f"{since.flags}{self.flags}"
        command = f"claims {verb} {self.answers.view.id}{asked}"
        more = self.words("brief-rest", count=rest, command=command)
        return Section(
            heading=self.words(key) if since is None else since.heading(self.words),
            statements=tuple(self.cited(*sentence) for sentence in stated[: self.most]),
            nothing=self.words(f"{key}-nothing"),
            rest=more if rest > 0 else "",
        )

    def cited(self, text: str, citations: Sequence[Citation], least: int = 0) -> Statement:
        """A statement with its notes, at least so many of them."""
        facts = self.answers.view.standing.facts
        return self.footnotes.statement(text, citations, facts, least=least)

    def citations(self, claims: Iterable[str]) -> tuple[Citation, ...]:
        """The citations of claims; one whose document was erased has none."""
        facts = self.answers.view.standing.facts
        return tuple(
            cite(facts, facts.claims[name].claim) for name in claims if name in facts.claims
        )

    def _stands(self) -> _Stated:
        view = self.answers.view
        stage, bases = view.stage
        for basis in bases[-_BASES:]:
            when = f", {day_of(basis.occurred, self.words)}" if basis.occurred else ""
            what = phrase(basis.development, view.names, self.words)
            yield f"{self.words.word(stage)}: {what}{when}", self.citations(basis.claims)
        for state in view.instruments:
            claims, least = behind(state)
            text = f"{state.title}: {instrument_words(state, view.names, self.words)}"
            yield text, self.citations(claims), least
            yield from self._in_force(state)

    def _in_force(self, state: InstrumentState) -> _Stated:
        force = state.in_force
        if force.day is not None:
            key = "brief-in-force" if force.now is Tristate.YES else "brief-enters"
            when = self.words(key, day=day_of(span_date(force.day), self.words))
            yield (
                f"{state.title}: {when} ({self.words.word(force.basis)})",
                self.citations(force.claims),
            )

    def _changed(self, changes: Changes) -> _Stated:
        for value in changes.values:
            if value.before is None and value.after == Stage.UNKNOWN:
                continue
            text = value_words(value, changes.names, self.words)
            yield text, self.citations(value.claims)
        for hurdle in changes.hurdles:
            yield hurdle_words(hurdle, changes.names, self.words), self.citations(hurdle.claims)
        for gone in changes.no_longer:
            reason = reason_words(gone.reason, self.words)
            by = f" ({gone.by}{f': {gone.ground}' if gone.ground else ''})" if gone.by else ""
            yield f"{self.words('brief-no-longer')}: {reason}{by}", (gone.citation,)
        for contest in changes.no_longer_contested:
            text = f"{self.words('brief-settled')}: {contest_words(contest, self.words)}"
            yield text, self.citations(each.claim for each in (*contest.holds, *contest.against))
        if changes.news:
            claims = [citation for news in changes.news for citation in news.claims]
            key = "brief-news-in-one" if len(changes.news) == 1 else "brief-news"
            key = "brief-news-one" if len(claims) == 1 else key
            latest = [news.claims[-1] for news in reversed(changes.news)]
            text = self.words(key, count=len(claims), documents=len(changes.news))
            sources = [*dict.fromkeys(each.publisher or each.document for each in latest)]
            named = ", ".join(sources[:_SOURCES]) + (", …" if len(sources) > _SOURCES else "")
            yield f"{text}: {named}", latest

    def _way(self) -> _Stated:
        view = self.answers.view
        hurdles = {hurdle.id: hurdle for hurdle in view.hurdles}
        for alike in _alike(due for due in self.answers.agenda if due.kind is DueKind.HURDLE):
            due, shared = alike[0], [hurdles[due.subject] for due in alike]
            title = shared[0].title if len(alike) > 1 else matter(due, view.names, self.words)
            text = f"{self.words.word(due.state)}: {title}"
            who = tuple(dict.fromkeys(party.name for each in alike for party in each.who))
            waits = dict.fromkeys(title for each in alike for title in each.waits_for)
            text += self._who(who)
            if waits:
                what = self.words.listed(waits_words(title, self.words) for title in waits)
                text += f"; {self.words('brief-waits', what=what)}"
            yield text, [each for hurdle in shared for each in hurdle.deciding or hurdle.evidence]

    def _who(self, who: Sequence[str]) -> str:
        if not who:
            return f"; {self.words('brief-nobody')}"
        return f"; {self.words('brief-who', who=self.words.listed(who))}"

    def _contested(self) -> _Stated:
        for contest in self.answers.view.contested:
            yield self._contest(contest), (*contest.holds[:2], *contest.against)

    def _contest(self, contest: Contest) -> str:
        disputes = [
            self.words("disputed-by", by=dispute.by, reason=dispute.reason)
            for dispute in contest.disputes
        ]
        if contest.field == "claim":
            return "; ".join(disputes) or self.words("disputed")
        stated = contest_words(contest, self.words)
        holds, against = self._stated(contest.holds), self._stated(contest.against)
        if holds and against and holds != against:
            sides = self.words("brief-sides", holds=holds, against=against)
            stated = f"{stated}; {sides}"
        return "; ".join((stated, *disputes))

    def _stated(self, citations: Iterable[Citation]) -> str:
        """What claims state, each statement once."""
        view = self.answers.view
        claims = view.standing.facts.claims
        stated = (claims[each.claim].claim for each in citations if each.claim in claims)
        phrases = (phrase(claim.development, view.names, self.words) for claim in stated)
        return self.words.listed(dict.fromkeys(phrases))

    def _dates(self) -> _Stated:
        for date in dates_to_come(self.answers.view):
            late = f"{self.words.word('overdue')}, " if date.overdue else ""
            text = f"{late}{day_of(date.when, self.words)}: {date_words(date, self.words)}"
            if date.who:
                text += self._who([party.name for party in date.who])
            yield text, date.claims
        view = self.answers.view
        for due in self.answers.agenda:
            if due.when is None and due.kind is not DueKind.HURDLE:
                how = self.words.word(due.modality)
                text = f"{self.words('brief-no-day')}, {how}: {matter(due, view.names, self.words)}"
                yield text, cite_all(view.standing.facts, due.claims)


def _alike(dues: Iterable[Due]) -> list[list[Due]]:
    """What each of several parties must do alike stands in one statement."""
    rows: dict[tuple[object, ...], list[Due]] = {}
    for due in dues:
        shared = "/" in due.subject and not due.subject.endswith("/threshold")
        matter_of = due.subject.partition("/")[0] if shared else due.subject
        rows.setdefault((matter_of, due.state, due.claims), []).append(due)
    return list(rows.values())
