"""The status of a partnership in HTML: each value a link to what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.projections.treaties.treaty import histories_by_then
from ledger.views.counted import counted_words
from ledger.views.markup.counted import meter
from ledger.views.markup.elements import element, joined, link, markup, section, terms, together
from ledger.views.page import cited, quoted
from ledger.views.pages.bearing import bearing
from ledger.views.pages.parties import as_one_lines
from ledger.views.pages.status import basis_words, hurdle_line, prospect_words
from ledger.views.pages.treaties.history import history_lines
from ledger.views.pages.values import field_words
from ledger.views.reasons import reason_words
from ledger.views.sentences import sides_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from markupsafe import Markup

    from ledger.claims.names import Names
    from ledger.projections.contests import Contest
    from ledger.projections.hurdles.hurdle import Hurdle
    from ledger.projections.outlook import Prospect
    from ledger.projections.status import PartnershipStatus, StageBasis
    from ledger.projections.treaties.instruments import InstrumentState
    from ledger.projections.weighing.citations import Citation
    from ledger.views.markup.reader import Reader
    from ledger.views.page import Block


_SHOWN = 3


class StatusMarkup:
    """Lays out one status for one reader."""

    def __init__(
        self,
        status: PartnershipStatus,
        *,
        reader: Reader,
        names: Names,
        valid_at: date,
    ) -> None:
        self._status = status
        self._layout = reader.layout
        self._links = reader.links
        self._words = reader.words
        self._names = names
        self._valid_at = valid_at

    def page(self) -> Markup:
        """Section by section, contested values in place."""
        status, words = self._status, self._words
        parts = [
            *([element("p", words("ahead-page"), class_="notice")] if status.ahead else []),
            self._head(),
            section(
                words("instruments"),
                [self._instrument(state) for state in status.instruments],
                none=words("none"),
            ),
            section(
                words("hurdles-count", count=len(status.hurdles)),
                [self._hurdle(hurdle) for hurdle in status.hurdles],
                none=words("none"),
            ),
            section(
                words("outlook"),
                [self._prospect(prospect) for prospect in status.outlook],
                none=words("none"),
            ),
            *self._rest(bearing(status, words)),
            section(
                words("contested-count", count=len(status.contested)),
                self._contests(),
                none=words("none"),
                id_="contested",
            ),
        ]
        if status.taken_as_one:
            heading = words("taken-as-one", count=len(status.taken_as_one))
            parts += self._rest((heading, *as_one_lines(status.taken_as_one, 1, words)))
        return markup(parts)

    def _contests(self) -> list[Markup]:
        """All that is contested; what stands in its place above is a link to it."""
        in_place = {contest for state in self._status.instruments for contest in self._of(state.id)}
        links = [
            element("li", link(f"#{_place(contest)}", self._contested(contest)))
            for contest in self._status.contested
            if contest in in_place
        ]
        others = [
            self.contest(contest) for contest in self._status.contested if contest not in in_place
        ]
        return [*([element("ul", markup(links))] if links else []), *others]

    def _rest(self, page: Iterable[Block]) -> list[Markup]:
        """What is laid out as on a terminal; nothing where there is none."""
        blocks = list(page)
        return [self._layout.page(blocks)] if blocks else []

    def _why(self, subject: str, field: str) -> str:
        own = subject == self._status.partnership
        path = subject if own else f"{self._status.partnership}/{subject}"
        return self._links.to(f"/why/{path}.{field}")

    def _value(self, subject: str, field: str, content: object) -> Markup:
        return link(self._why(subject, field), content, class_="value")

    def _head(self) -> Markup:
        status, words = self._status, self._words
        basis = joined((self._basis(part) for part in status.stage_basis), "; ")
        stage = self._value(status.partnership, "stage", words.word(status.stage))
        fresh = status.freshness
        news = (
            words.freshness(
                fresh.last_stated, documents=fresh.documents, sources=fresh.independent_roots
            )
            if fresh.documents
            else words("no-news")
        )
        parties = joined(
            (link(self._links.to(f"/parties/{party.id}"), party.name) for party in status.parties),
            ", ",
        )
        rows = (
            (words("parties"), parties),
            (words("board-stage"), together(stage, basis, between=" ")),
            (words("board-news"), news),
        )
        return element(
            "dl",
            terms(rows),
            class_="head",
        )

    def _basis(self, basis: StageBasis) -> Markup:
        text = basis_words(basis, self._names, self._words)
        return together(text, self._cited(basis.claims), between=" ")

    def _cited(self, claims: tuple[str, ...]) -> Markup:
        return self._layout.text(cited(claims, self._words, most=_SHOWN))

    def _instrument(self, state: InstrumentState) -> Markup:
        words, counted = self._words, state.consents
        title = link(self._links.to(f"/instruments/{state.id}"), state.title)
        parts = [element("h3", title)]
        line: list[Markup] = []
        if state.existence.pending:
            line.append(element("span", words("to-negotiate")))
        elif state.stage != "unknown":
            line.append(self._value(state.id, "stage", words.word(state.stage)))
        if counted.count is not None:
            value = self._value(state.id, "consents", counted_words(counted, words))
            bar = meter(counted, words)
            line.append(together(value, bar, between=" ") if bar else value)
            line.append(element("span", words.word(counted.status), class_="status"))
        if state.sides is not None:
            line.append(element("span", sides_words(state.sides, self._names, words)))
        if not line:
            line.append(element("span", words("unknown"), class_="none"))
        claims = counted.claims or state.existence.pending or state.stage_claims
        parts.append(element("p", together(joined(line, " · "), self._cited(claims), between=" ")))
        parts += [self.contest(contest) for contest in self._of(state.id)]
        parts += self._history(state)
        return element("article", markup(part for part in parts if part))

    def _history(self, state: InstrumentState) -> list[Markup]:
        """What parties did, undid and did again, folded up; nothing where nobody undid anything."""
        by_then = histories_by_then(state, self._valid_at)
        lines = tuple(history_lines(by_then, self._names, self._words))
        if not lines:
            return []
        title = element("summary", self._words("history-title"))
        return [element("details", markup((title, self._layout.page(lines))))]

    def _of(self, subject: str) -> Iterator[Contest]:
        for contest in self._status.contested:
            if contest.subject == subject or contest.subject.startswith(f"{subject}/"):
                yield contest

    def _hurdle(self, hurdle: Hurdle) -> Markup:
        words = self._words
        state = self._value(hurdle.id, "state", words.word(hurdle.state))
        line = hurdle_line((hurdle,), self._names, words)
        claims = tuple(dict.fromkeys(citation.claim for citation in hurdle.evidence))
        return element("p", together(state, line, self._cited(claims), between=" "))

    def _prospect(self, prospect: Prospect) -> Markup:
        words = self._words
        sentence = prospect_words(prospect, self._names, words)
        label = element("span", words.word(prospect.modality), class_="label")
        behind = self._cited((prospect.citation.claim,))
        return element("p", together(label, sentence, behind, between=" "))

    def contest(self, contest: Contest) -> Markup:
        """A contested value with both sides' words."""
        words = self._words
        parts = [element("p", f"{words('contested')}: {self._contested(contest)}")]
        for label, citations in (("holds", contest.holds), ("against", contest.against)):
            for citation in citations:
                parts += [element("p", words(label), class_="label"), self._quote(citation)]
        for dispute in contest.disputes:
            parts.append(element("p", words("disputed-by", by=dispute.by, reason=dispute.reason)))
        return element("div", markup(parts), class_="contested", id_=_place(contest))

    def _contested(self, contest: Contest) -> str:
        words = self._words
        return words(
            "contest-words",
            subject=contest.title,
            field=field_words(contest.field, words),
            reason=reason_words(contest.reason, words),
        )

    def _quote(self, citation: Citation) -> Markup:
        return self._layout.quote(quoted(citation, words=self._words))


def _place(contest: Contest) -> str:
    return f"contested-{contest.subject}-{contest.field}".replace("/", "-")
