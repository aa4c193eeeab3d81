"""A treaty's participation on one page, as depositaries print it: who, which act, since when.

Takes an instrument's state and its description; gives lines. Withdrawn parties stand in
brackets, reservations in footnotes, what was undone and done again below it; consents that are
only counted have a line of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.claims.entry_into_force import clause_text
from ledger.claims.vocabulary import ConsentAct
from ledger.edtf import Edtf, Tristate
from ledger.projections.treaties.consent import NotCounted
from ledger.projections.treaties.in_force import force_words, span_words
from ledger.projections.treaties.periods import Position
from ledger.projections.weighing.dates import happened_by
from ledger.views.clocks import AHEAD, as_of
from ledger.views.page import (
    Block,
    Heading,
    Paragraph,
    Table,
    source,
)
from ledger.views.pages.history import history_lines
from ledger.views.pages.parties import as_one_lines
from ledger.views.reasons import REASONS
from ledger.views.sentences import related, sides_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ledger.clock import Clocks
    from ledger.projections.treaties.in_force import InForce
    from ledger.projections.treaties.instruments import InstrumentState
    from ledger.projections.treaties.participation import Participation
    from ledger.projections.treaties.treaty import Treaty
    from ledger.projections.weighing.answer import Span
    from ledger.projections.weighing.citations import Citation

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

_HEADS = ("Participant", "Signature", "Consent", "In force")
_NAME = 24


def treaty_page(treaty: Treaty, *, clocks: Clocks) -> Iterator[Block]:
    """The head with the clause and what is still needed, the table, and its footnotes."""
    yield from _head(treaty, clocks)
    if treaty.ahead:
        yield Paragraph(AHEAD)
    yield ""
    rows, notes = _rows(treaty)
    yield Table(_HEADS, tuple(rows), _NAME) if rows else "No participant is known by name."
    yield from _nameless(treaty)
    yield from _uncounted(treaty)
    if notes:
        yield ""
    for number, (who, citation) in enumerate(notes, 1):
        words = f"{treaty.names.of(who)}: \u201c{' '.join(citation.quote.split())}\u201d"
        yield Paragraph(words, "    ", f"[{number}] ")
    yield from history_lines(treaty)
    if treaty.aside:
        yield ""
        yield "Said, and in no column:"
    for lost in treaty.aside:
        quote = " ".join(lost.citation.quote.split())
        reason = REASONS.get(lost.reason, lost.reason)
        words = f"\u201c{quote}\u201d  {source(lost.citation)}: {reason}"
        yield Paragraph(words, "    ", "  ")
    if treaty.taken_as_one:
        yield ""
        yield from as_one_lines(treaty.taken_as_one, "")


def _head(treaty: Treaty, clocks: Clocks) -> Iterator[Block]:
    instrument, state = treaty.instrument, treaty.state
    missing = state.consents.still_required
    still = "unknown" if missing is None else str(missing)
    keeper = treaty.names.of(instrument.depositary) if instrument.depositary else None
    depositary = f"depositary {keeper}" if keeper else ""
    right = f"{depositary}   still required: {still}".strip()
    yield Heading(instrument.title, right)
    yield Paragraph(as_of(clocks))
    if instrument.entry_into_force is not None:
        article = f" (article {instrument.article})" if instrument.article else ""
        yield Paragraph(clause_text(instrument.entry_into_force, treaty.names) + article)
    elif instrument.clause is not None:
        yield Paragraph(instrument.clause)
    elif state.sides is not None:
        yield Paragraph(f"No rule on entry into force: {sides_words(state.sides, treaty.names)}.")
    for relation in state.related:
        inverse = "-inverse" if relation.inverse else ""
        words = related(f"{relation.relation}{inverse}", "It", treaty.names.of(relation.other))
        yield Paragraph(f"{words}.", "  ", "")
    if state.term is not None and state.term.until is not None:
        over = "; no source says what became of it" if state.term.state == "over" else ""
        yield Paragraph(f"It runs until {state.term.until.display}{over}.", "  ", "")
    today = Edtf.exactly(treaty.valid_at).display
    computed = state.in_force.computed
    if computed is not None and computed.earliest_if_today is not None:
        day = Edtf.exactly(computed.earliest_if_today).display
        yield Paragraph(f"If the last came on {today}: {day}.", "  ", "")
    if computed is not None and computed.closed:
        yield Paragraph(f"On {today} no way into force is open any more.", "  ", "")
    if computed is not None and computed.provisional is not None:
        words = f"Applied provisionally: {span_words(computed.provisional)}."
        yield Paragraph(words, "  ", "")
    if state.in_force.day is not None or state.in_force.mismatch is not None:
        yield Paragraph(f"{_in_words(state.in_force, treaty.valid_at)}.", "  ", "")
    elif computed is not None and computed.day is not None:
        words = "That is its text; no source says that it was concluded."
        yield Paragraph(words, "  ", "")


def _in_words(force: InForce, valid_at: date) -> str:
    words = force_words(force)
    if force.day is None:
        return f"{words[0].upper()}{words[1:]}"
    yet = happened_by(force.day, valid_at) is Tristate.NO
    return f"{'Not yet in force' if yet else 'In force'}: {words}"


def _rows(treaty: Treaty) -> tuple[list[tuple[str, ...]], list[tuple[str, Citation]]]:
    rows: list[tuple[str, ...]] = []
    notes: list[tuple[str, Citation]] = []
    names = treaty.names
    acts = {participation.party: participation for participation in treaty.state.participation}
    parties = {*acts, *treaty.instrument.between}
    for party in sorted(parties, key=lambda party: (names.of(party), party)):
        party_record = acts.get(party)
        if party_record is None or not _acted(party_record):
            if party in treaty.instrument.between:
                rows.append((names.of(party), "", "", ""))
            continue
        own = [
            (party_record.party, citation)
            for citation in treaty.reservations.get(party_record.party, ())
        ]
        marks = "".join(f" [{len(notes) + place}]" for place in range(1, len(own) + 1))
        notes += own
        rows.append((names.of(party_record.party) + marks, *_cells(party_record, treaty)))
    return rows, notes


def _acted(participation: Participation) -> bool:
    """Whether a party did anything that the table or its footnotes show."""
    acts = (participation.signature, participation.consent)
    shown = participation.reservations or participation.history
    return any(when.span is not None for when in acts) or bool(shown)


def _cells(participation: Participation, treaty: Treaty) -> tuple[str, str, str]:
    letter = LETTERS.get(participation.act)
    span = participation.consent.span
    consent = _short(span) + (f" ({letter})" if span and letter else "")
    in_force = _short(_in_force(participation.party, treaty.state))
    if consent and participation.consented(treaty.valid_at) is Tristate.NO:
        consent, in_force = f"[{consent}]", f"[{in_force}]" if in_force else ""
    signature = _short(participation.signature.span)
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


def _short(span: Span | None) -> str:
    if span is None:
        return ""
    if span.earliest is None:
        return "day unknown" if span.latest is None else f"by {Edtf.exactly(span.latest).short}"
    if span.latest is None:
        return f"since {Edtf.exactly(span.earliest).short}"
    return Edtf.between(span.earliest, span.latest).short


_NOT_COUNTED = {
    NotCounted.ORGANISATION: "an organisation, which adds nothing to its members",
    NotCounted.ACT: "by an act that does not count",
    NotCounted.DISSOLVED: "a State that is no more",
    NotCounted.SUCCESSOR: "goes on with the consent of its predecessor",
    NotCounted.DUPLICATE: "counted through its successor",
}
"""Why a consent that stands in the table is not among those that count."""


def _uncounted(treaty: Treaty) -> Iterator[Block]:
    computed = treaty.state.in_force.computed
    consents = computed.uncounted if computed is not None else ()
    reasons = {
        treaty.names.of(consent.party): _NOT_COUNTED[consent.reason]
        for consent in consents
        if consent.party is not None and consent.reason in _NOT_COUNTED
    }
    if reasons:
        words = "; ".join(f"{name} ({reasons[name]})" for name in sorted(reasons))
        yield Paragraph(f"Not counted: {words}.", "    ", " ")


def _nameless(treaty: Treaty) -> Iterator[Block]:
    counted = treaty.state.consents
    if not counted.unnamed:
        return
    verb = "is" if counted.unnamed == 1 else "are"
    base = f" of {counted.required}" if counted.required else ""
    source = ""
    if treaty.count is not None:
        published = treaty.count.published.short if treaty.count.published else "day unknown"
        source = f", {treaty.count.publisher or treaty.count.document}, {published}"
    words = f"({counted.unnamed} more {verb} claimed without a name: {counted.count}{base}{source})"
    yield Paragraph(words, " ", "")
