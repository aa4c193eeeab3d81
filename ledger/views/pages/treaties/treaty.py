"""A treaty's participation on one page, as depositaries print it: who, which act, since when.

Takes an instrument's state and its description; gives lines. Withdrawn parties stand in
brackets, reservations in footnotes, what was undone and done again below it; consents that are
only counted have a line of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.claims.vocabulary import ConsentAct
from ledger.edtf import Edtf, Tristate
from ledger.projections.treaties.entry_into_force.consent import NotCounted
from ledger.projections.treaties.periods import Position
from ledger.views.clauses import clause_text
from ledger.views.clocks import ahead, as_of
from ledger.views.page import Block, Endnote, Heading, Paragraph, Point, Table, outlet, source
from ledger.views.pages.parties import as_one_lines
from ledger.views.pages.treaties.force import force_sentence, span_words
from ledger.views.pages.treaties.history import history_lines
from ledger.views.reasons import reason_words
from ledger.views.sentences import related, sides_words
from ledger.views.words import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.clock import Clocks
    from ledger.projections.treaties.instruments import InstrumentState
    from ledger.projections.treaties.participation import Participation
    from ledger.projections.treaties.treaty import Treaty
    from ledger.projections.weighing.answer import Span
    from ledger.projections.weighing.citations import Citation
    from ledger.views.words import Words

LETTERS = {
    ConsentAct.RATIFICATION: "r",
    ConsentAct.ACCEPTANCE: "A",
    ConsentAct.APPROVAL: "AA",
    ConsentAct.ACCESSION: "a",
    ConsentAct.FORMAL_CONFIRMATION: "c",
    ConsentAct.SUCCESSION: "d",
    ConsentAct.DEFINITIVE_SIGNATURE: "s",
    ConsentAct.EXCHANGE: "e",
    ConsentAct.NOTIFICATION: "n",
}
"""An act's letter in the table; (d) for succession, as in the UN Treaty Collection."""

HEADS = ("participant", "signature", "consent", "in-force")
"""The keys of the table's heads."""


def treaty_page(
    treaty: Treaty, *, clocks: Clocks | None, words: Words = ENGLISH
) -> Iterator[Block]:
    """The head with the clause and what is still needed, the table, and its footnotes.

    A page that has its clocks in sight already gives none.
    """
    yield from _head(treaty, clocks, words)
    if treaty.ahead:
        yield Paragraph(ahead(words))
    yield ""
    rows, notes = _rows(treaty, words)
    heads = tuple(map(words, HEADS))
    cells = tuple(row for _, row in rows)
    yield Table(heads, cells) if rows else words("no-participant")
    yield from _nameless(treaty, words)
    yield from _uncounted(treaty, words)
    if notes:
        yield ""
    for number, (who, citation) in enumerate(notes, 1):
        note = f"{treaty.names.of(who)}: \u201c{' '.join(citation.quote.split())}\u201d"
        yield Endnote(f"[{number}]", note)
    history = list(history_lines(treaty.state, treaty.names, words))
    if history:
        yield from ("", words("history-title"))
    yield from history
    if treaty.aside:
        yield ""
        yield words("said-aside")
    for lost in treaty.aside:
        quote = " ".join(lost.citation.quote.split())
        reason = reason_words(lost.reason, words)
        behind = f"{source(lost.citation, words)}: {reason}"
        yield Point(f"\u201c{quote}\u201d", 1, behind)
    if treaty.taken_as_one:
        yield ""
        yield from as_one_lines(treaty.taken_as_one, 0, words)


def _head(treaty: Treaty, clocks: Clocks | None, words: Words) -> Iterator[Block]:
    instrument, state = treaty.instrument, treaty.state
    missing = state.consents.still_required
    still = words("unknown") if missing is None else str(missing)
    keeper = treaty.names.of(instrument.depositary) if instrument.depositary else None
    yield Heading(instrument.title, words("still-required", keeper=keeper, count=still))
    if clocks is not None:
        yield Paragraph(as_of(clocks, words))
    if instrument.entry_into_force is not None:
        article = words("article", article=instrument.article) if instrument.article else ""
        clause = clause_text(instrument.entry_into_force, treaty.names, words)
        yield Paragraph(f"{clause} {article}".strip())
    elif instrument.clause is not None:
        yield Paragraph(instrument.clause)
    elif state.sides is not None:
        yield Paragraph(words("no-rule", sides=sides_words(state.sides, treaty.names, words)))
    for line in _lines(treaty, words):
        yield Point(line)


def _lines(treaty: Treaty, words: Words) -> Iterator[str]:
    """What is known of it beside its clause, a sentence each."""
    state, today = treaty.state, words.day(treaty.valid_at)
    for relation in state.related:
        name = f"{relation.relation}{'-inverse' if relation.inverse else ''}"
        yield f"{related(name, words('it'), treaty.names.of(relation.other), words)}."
    if state.term is not None and state.term.until is not None:
        over = words("term-unknown-end") if state.term.state == "over" else ""
        yield words("it-runs-until", day=words.when(state.term.until), over=over)
    computed = state.in_force.computed
    if computed is not None and computed.earliest_if_today is not None:
        yield words("if-last-came", today=today, day=words.day(computed.earliest_if_today))
    if computed is not None and computed.closed:
        yield words("no-way-open", today=today)
    if computed is not None and computed.provisional is not None:
        yield words("applied-provisionally", day=span_words(computed.provisional, words))
    if state.in_force.day is not None or state.in_force.mismatch is not None:
        yield force_sentence(state.in_force, treaty.valid_at, words)
    elif computed is not None and computed.day is not None:
        yield words("only-its-text")


def participants(treaty: Treaty, words: Words) -> list[tuple[str, tuple[str, ...]]]:
    """The rows of the table: the id of each party, and its cells under ``HEADS``."""
    return _rows(treaty, words)[0]


def letters(treaty: Treaty, words: Words) -> str:
    """What the letters in the column of consents stand for: ``(a) accession, (r) ratification``."""
    acts = {each.act for each in treaty.state.participation if each.consent.span is not None}
    named = sorted((LETTERS[act], words.word(act)) for act in acts if act in LETTERS)
    return ", ".join(f"({letter}) {word}" for letter, word in named)


def _rows(
    treaty: Treaty, words: Words
) -> tuple[list[tuple[str, tuple[str, ...]]], list[tuple[str, Citation]]]:
    rows: list[tuple[str, tuple[str, ...]]] = []
    notes: list[tuple[str, Citation]] = []
    names = treaty.names
    acts = {participation.party: participation for participation in treaty.state.participation}
    parties = {*acts, *treaty.instrument.between}
    for party in sorted(parties, key=lambda party: (names.of(party), party)):
        party_record = acts.get(party)
        if party_record is None or not _acted(party_record):
            if party in treaty.instrument.between:
                rows.append((party, (names.of(party), "", "", "")))
            continue
        own = [
            (party_record.party, citation)
            for citation in treaty.reservations.get(party_record.party, ())
        ]
        marks = "".join(f" [{len(notes) + place}]" for place in range(1, len(own) + 1))
        notes += own
        name = names.of(party_record.party) + marks
        rows.append((party, (name, *_cells(party_record, treaty, words))))
    return rows, notes


def _acted(participation: Participation) -> bool:
    """Whether a party did anything that the table or its footnotes show."""
    acts = (participation.signature, participation.consent)
    shown = participation.reservations or participation.history
    return any(when.span is not None for when in acts) or bool(shown)


def _cells(participation: Participation, treaty: Treaty, words: Words) -> tuple[str, str, str]:
    letter = LETTERS.get(participation.act)
    span = participation.consent.span
    consent = _short(span, words) + (f" ({letter})" if span and letter else "")
    in_force = _short(_in_force(participation.party, treaty.state), words)
    if consent and participation.consented(treaty.valid_at) is Tristate.NO:
        consent, in_force = f"[{consent}]", f"[{in_force}]" if in_force else ""
    signature = _short(participation.signature.span, words)
    if signature and participation.stood(Position.SIGNATURE, treaty.valid_at) is Tristate.NO:
        signature = f"[{signature}]"
    return signature, consent, in_force


def _in_force(party: str, state: InstrumentState) -> Span | None:
    """The party's day; the day that holds for those who have the first one."""
    computed = state.in_force.computed
    if computed is None or state.in_force.day is None:
        return None
    own = computed.per_party.get(party)
    return state.in_force.day if own is not None and own == computed.day else own


def _short(span: Span | None, words: Words) -> str:
    if span is None:
        return ""
    if span.earliest is None:
        if span.latest is None:
            return words("day-unknown")
        return words("by-day", day=words.short(Edtf.exactly(span.latest)))
    if span.latest is None:
        return words("since-day", day=words.short(Edtf.exactly(span.earliest)))
    return words.short(Edtf.between(span.earliest, span.latest))


_NOT_COUNTED = (
    NotCounted.ORGANISATION,
    NotCounted.ACT,
    NotCounted.DISSOLVED,
    NotCounted.SUCCESSOR,
    NotCounted.DUPLICATE,
)
"""Why a consent that stands in the table is not among those that count."""


def _uncounted(treaty: Treaty, words: Words) -> Iterator[Block]:
    computed = treaty.state.in_force.computed
    consents = computed.uncounted if computed is not None else ()
    reasons = {
        treaty.names.of(consent.party): words(f"uncounted-{consent.reason}")
        for consent in consents
        if consent.party is not None and consent.reason in _NOT_COUNTED
    }
    if reasons:
        listed = "; ".join(f"{name} ({reasons[name]})" for name in sorted(reasons))
        yield Point(words("not-counted", words=listed))


def _nameless(treaty: Treaty, words: Words) -> Iterator[Block]:
    counted = treaty.state.consents
    if not counted.unnamed:
        return
    total = str(counted.count)
    if counted.required:
        total = words("of-required", count=counted.count, required=counted.required)
    behind = "" if treaty.count is None else outlet(treaty.count, words)
    key = "nameless-one" if counted.unnamed == 1 else "nameless"
    yield Point(words(key, count=counted.unnamed, total=total, source=behind))
