"""Answers become a brief: one pure composition, whatever it is laid out as.

Takes the answers on one or several partnerships, the clocks, an imprint and a language; gives a
``Brief``. All that we say is in the language, and what a source said is verbatim.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.ids import position_name
from ledger.projections.dates_to_come import dates_to_come
from ledger.views.briefs.brief import Brief, BriefPart, Comparison, Statement
from ledger.views.briefs.evidence import behind
from ledger.views.briefs.footnotes import Footnotes, day_of
from ledger.views.briefs.sections import BriefAnswers, Sections
from ledger.views.clocks import clock_flags, sentence
from ledger.views.pages.dates_to_come import date_words
from ledger.views.pages.erased import erased_sentence
from ledger.views.pages.status import instrument_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.clock import Clocks
    from ledger.facts.erased import ErasedWords
    from ledger.views.briefs.since import Since
    from ledger.views.publication.imprint import Imprint
    from ledger.views.words import Words

ALONE = 8
"""So many statements are in each section of a brief on one partnership."""
TOGETHER = 4
"""So many in each section where several are compared."""
_ERASED = 3
"""So many erased words are named at the end, and of more their count."""


def compose(
    answers: Sequence[BriefAnswers],
    *,
    imprint: Imprint,
    clocks: Clocks,
    since: Since | None,
    words: Words,
    erased: Sequence[ErasedWords] = (),
) -> Brief:
    """The brief on partnerships, in the order given, at clocks; of changes since then, if asked.

    ``erased`` are the words that it misses, and of which its last lines tell.
    """
    several = len(answers) > 1
    stated = sentence(clocks, imprint.position, words)
    flags = clock_flags(clocks, imprint.position)
    footnotes = Footnotes(words)
    most = TOGETHER if several else ALONE
    sections = [
        Sections(answers=each, footnotes=footnotes, words=words, most=most, flags=flags)
        for each in answers
    ]
    title = (
        words("brief-several", count=len(answers))
        if several
        else words("brief-title", title=answers[0].view.title)
    )
    # In the order in which a reader meets them, for the notes are numbered so.
    comparison = _comparison(sections, words) if several else None
    parts = tuple(_part(each, since, words) for each in sections)
    return Brief(
        title=title,
        language=words.language,
        clocks=stated,
        comparison=comparison,
        parts=parts,
        notes_heading=words("brief-notes"),
        footnotes=footnotes.all(),
        closing=(
            *_erased(erased, answers[0].view.id, words),
            *_closing(imprint, stated, answers[0].view.id, words),
        ),
        origin=imprint.origin,
        dated=imprint.moment,
    )


def _erased(erased: Sequence[ErasedWords], subject: str, words: Words) -> Iterator[str]:
    """The first of what was erased, a sentence each, and how many more there are."""
    for lost in erased[:_ERASED]:
        yield words("brief-erased", what=erased_sentence(lost, words))
    if len(erased) > _ERASED:
        yield words("brief-erased-more", count=len(erased) - _ERASED, subject=subject)


def _part(sections: Sections, since: Since | None, words: Words) -> BriefPart:
    view = sections.answers.view
    return BriefPart(
        partnership=view.id,
        title=view.title,
        freshness=_freshness(sections, words),
        sections=sections.all(since),
    )


def _freshness(sections: Sections, words: Words) -> str:
    fresh = sections.answers.view.freshness
    if not fresh.documents:
        return words("no-news")
    return words.freshness(
        fresh.last_stated, documents=fresh.documents, sources=fresh.independent_roots
    )


_HEADS = ("partnership", "board-stage", "instruments", "board-hurdles", "board-contested")


def _comparison(sections: Sequence[Sections], words: Words) -> Comparison:
    return Comparison(
        heading=words("brief-compared"),
        heads=(*map(words, _HEADS), words("brief-next-date"), words("board-news")),
        rows=tuple(tuple(_row(each, words)) for each in sections),
    )


def _row(sections: Sections, words: Words) -> Iterator[Statement]:
    """The cells of one partnership; what is only counted has its notes in the section on it."""
    view = sections.answers.view
    facts = view.standing.facts
    stage, bases = view.stage
    based = [name for basis in bases[-1:] for name in basis.claims]
    furthest = max(view.instruments, key=lambda state: state.stage.rank, default=None)
    coming = next((date for date in dates_to_come(view) if not date.overdue), None)
    yield Statement(text=view.title, notes=())
    yield sections.cited(words.word(stage), sections.citations(based))
    if furthest is None:
        yield Statement(text=words("none"), notes=())
    else:
        claims, least = behind(furthest)
        text = f"{furthest.title}: {instrument_words(furthest, view.names, words)}"
        yield sections.cited(text, sections.citations(claims), least)
    yield Statement(text=str(len(view.status.hurdles)), notes=())
    yield Statement(text=str(len(view.contested)), notes=())
    if coming is None:
        yield Statement(text=words("none"), notes=())
    else:
        text = f"{day_of(coming.when, words)}: {date_words(coming, words)}"
        yield sections.footnotes.statement(text, coming.claims, facts)
    last = view.freshness.last_published
    yield Statement(text=words.day(last) if last else words("no-news"), notes=())


def _closing(imprint: Imprint, clocks: str, subject: str, words: Words) -> Iterator[str]:
    """Clocks, position, checkpoint, and how anyone checks it."""
    yield clocks + words("sentence-end")
    position = position_name(imprint.position)
    yield words("brief-position", origin=imprint.origin, position=position)
    signed = imprint.checkpoint
    if signed is None:
        yield words("brief-unsigned")
    else:
        yield words(
            "brief-signed", size=signed.size, root=signed.root, signers=", ".join(signed.signers)
        )
    yield words("brief-check", subject=subject)
