"""The status of a partnership in HTML: each value a link to what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from ledger.views.markup.elements import element, link, markup, section
from ledger.views.page import quoted
from ledger.views.reasons import REASONS
from ledger.views.sentences import listed, phrase, sides_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.claims.names import Names
    from ledger.projections.contests import Contest
    from ledger.projections.hurdles.hurdles import Hurdle
    from ledger.projections.outlook import Prospect
    from ledger.projections.status import PartnershipStatus, StageBasis
    from ledger.projections.treaties.consents import Consents
    from ledger.projections.treaties.instruments import InstrumentState
    from ledger.projections.weighing.citations import Citation
    from ledger.views.markup.blocks import Layout
    from ledger.views.markup.links import Links
    from ledger.views.words import Words


class StatusMarkup:
    """Lays out one status for one reader."""

    def __init__(
        self,
        status: PartnershipStatus,
        *,
        layout: Layout,
        links: Links,
        words: Words,
        names: Names,
    ) -> None:
        self._status = status
        self._layout = layout
        self._links = links
        self._words = words
        self._names = names

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
            section(
                words("contested-count", count=len(status.contested)),
                [self.contest(contest) for contest in status.contested],
                none=words("none"),
                id_="contested",
            ),
        ]
        return markup(parts)

    def _why(self, subject: str, field: str) -> str:
        own = subject == self._status.partnership
        path = subject if own else f"{self._status.partnership}/{subject}"
        return self._links.to(f"/why/{path}.{field}")

    def _value(self, subject: str, field: str, content: object) -> Markup:
        return link(self._why(subject, field), content, class_="value")

    def _head(self) -> Markup:
        status, words = self._status, self._words
        basis = Markup("; ").join(self._basis(part) for part in status.stage_basis)
        stage = self._value(status.partnership, "stage", words.word(status.stage))
        fresh = status.freshness
        news = (
            words.freshness(
                fresh.last_published, documents=fresh.documents, sources=fresh.independent_roots
            )
            if fresh.documents
            else words("no-news")
        )
        parties = Markup(", ").join(
            link(self._links.to(f"/parties/{party.id}"), party.name) for party in status.parties
        )
        rows = (
            (words("parties"), parties),
            (words("board-stage"), Markup("{} {}").format(stage, basis)),
            (words("board-news"), news),
        )
        return element(
            "dl",
            markup(Markup("<dt>{}</dt><dd>{}</dd>").format(label, value) for label, value in rows),
            class_="head",
        )

    def _basis(self, basis: StageBasis) -> Markup:
        when = f" ({basis.occurred.short})" if basis.occurred else ""
        text = f"{phrase(basis.development, self._names)}{when}"
        return Markup("{} {}").format(text, self._cited(basis.claims))

    def _cited(self, claims: tuple[str, ...]) -> Markup:
        shown = ", ".join(claims[:3])
        more = f" and {len(claims) - 3} more" if len(claims) > 3 else ""  # noqa: PLR2004
        return self._layout.text(f"[{shown}{more}]") if claims else Markup("")

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
            line.append(self._value(state.id, "consents", counted_words(counted, words)))
            line.append(element("span", words.word(counted.status), class_="status"))
            parts.append(meter(counted, words))
        if state.sides is not None:
            line.append(element("span", sides_words(state.sides, self._names)))
        claims = counted.claims or state.existence.pending or state.stage_claims
        parts.append(
            element("p", Markup("{} {}").format(Markup(" · ").join(line), self._cited(claims)))
        )
        parts += [self.contest(contest) for contest in self._of(state.id)]
        return element("article", markup(part for part in parts if part))

    def _of(self, subject: str) -> Iterator[Contest]:
        for contest in self._status.contested:
            if contest.subject == subject or contest.subject.startswith(f"{subject}/"):
                yield contest

    def _hurdle(self, hurdle: Hurdle) -> Markup:
        words = self._words
        who = f" ({listed(self._names.each(hurdle.on))})" if hurdle.on else ""
        state = self._value(hurdle.id, "state", words.word(hurdle.state))
        progress = (
            f" {hurdle.progress.count} / {hurdle.progress.required}" if hurdle.progress else ""
        )
        ground = f"; {hurdle.reason}" if hurdle.reason else ""
        cited = self._cited(tuple(citation.claim for citation in hurdle.evidence))
        text = Markup("{} {}{}{}{} {}").format(state, hurdle.title, who, progress, ground, cited)
        return element("p", text)

    def _prospect(self, prospect: Prospect) -> Markup:
        words = self._words
        when = f", {prospect.when.display}" if prospect.when else ""
        sentence = f"{phrase(prospect.development, self._names)}{when}"
        came = "" if prospect.outcome == "open" else f": {words.word(prospect.outcome)}"
        label = element("span", words.word(prospect.modality), class_="label")
        cited = self._cited((prospect.citation.claim,))
        return element("p", Markup("{} {}{} {}").format(label, sentence, came, cited))

    def contest(self, contest: Contest) -> Markup:
        """A contested value with both sides' words."""
        words = self._words
        reason = REASONS.get(contest.reason, contest.reason)
        title = f"{words('contested')}: {contest.title}, {contest.field}: {reason}"
        parts = [element("p", title)]
        for label, citations in (("holds", contest.holds), ("against", contest.against)):
            for citation in citations:
                parts += [element("p", words(label), class_="label"), self._quote(citation)]
        for dispute in contest.disputes:
            parts.append(element("p", words("disputed-by", by=dispute.by, reason=dispute.reason)))
        return element("div", markup(parts), class_="contested")

    def _quote(self, citation: Citation) -> Markup:
        return self._layout.quote(quoted(citation, ""))


def counted_words(counted: Consents, words: Words) -> str:
    """How many of how many, as the board and the status say it."""
    count = f"{counted.count}"
    if counted.highest is not None and counted.highest != counted.count:
        count = f"{count}\u2013{counted.highest}"
    if counted.required is None:
        return words("consents", count=count)
    return words("consents-of", count=count, required=counted.required)


def meter(counted: Consents, words: Words) -> Markup:
    """The same as a bar, where there is a threshold; the words stand next to it."""
    if not counted.required or counted.count is None:
        return Markup("")
    label = counted_words(counted, words)
    return element(
        "meter",
        label,
        min=0,
        max=counted.required,
        value=min(counted.count, counted.required),
        aria_label=label,
    )
