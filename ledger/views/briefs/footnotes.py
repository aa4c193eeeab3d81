"""The notes of a brief: each claim has one number, in the order in which it is first cited.

Takes citations; gives their numbers, and at the end the notes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.views.briefs.brief import Footnote, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.edtf import Edtf
    from ledger.facts.facts import Facts
    from ledger.projections.weighing.citations import Citation
    from ledger.views.words import Words

CITED = 3
"""So many claims are cited for one statement; the others are counted."""


class Footnotes:
    """The notes so far, by claim."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._notes: dict[str, Footnote] = {}

    def statement(
        self, text: str, citations: Iterable[Citation], facts: Facts, *, least: int = 0
    ) -> Statement:
        """A sentence with its notes; claims beyond the first ones are counted in words.

        The first ``least`` are cited in any case: each is behind another part of the sentence.
        """
        cited = list({citation.claim: citation for citation in citations}.values())
        shown = cited[: max(CITED, least)]
        more = len(cited) - len(shown)
        if more:
            key = "brief-more-claims" if more > 1 else "brief-more-claims-one"
            text = f"{text} ({self._words(key, count=more)})"
        return Statement(
            text=text, notes=tuple(self._number(citation, facts) for citation in shown)
        )

    def _number(self, citation: Citation, facts: Facts) -> int:
        note = self._notes.get(citation.claim)
        if note is None:
            document = facts.documents[citation.document].document
            note = Footnote(
                number=len(self._notes) + 1,
                words=" ".join(citation.quote.split()),
                translation=citation.translation or None,
                source=attribution(citation, self._words),
                claim=citation.claim,
                language=document.language,
                url=web_address(citation.url),
            )
            self._notes[citation.claim] = note
        return note.number

    def all(self) -> tuple[Footnote, ...]:
        """Every note, by number."""
        return tuple(self._notes.values())


def attribution(citation: Citation, words: Words) -> str:
    """Who said it, through whom, in what, and when it was published."""
    nameless = words("brief-anonymous") if citation.anonymous else None
    speakers = [word for word in (nameless, citation.asserted_by) if word]
    speakers += [words("brief-quoted-by", name=name) for name in citation.quoted_by]
    publisher = citation.publisher
    title = citation.title if citation.title != publisher else None
    where = ", ".join(word for word in (publisher, title) if word) or citation.document
    derived = "" if citation.lineage == "original" else f" ({words.word(citation.lineage)})"
    return ", ".join((*speakers, f"{where}{derived}", day_of(citation.published, words)))


def day_of(when: Edtf | None, words: Words) -> str:
    """A date as the source leaves it, in the reader's language."""
    return words("day-unknown") if when is None else words.when(when)


def web_address(url: str | None) -> str | None:
    """An address that a reader can follow; any other scheme is left out."""
    return url if url is not None and url.startswith(("https://", "http://")) else None
