"""Days: nothing is told as done before it happened, and acts come in the order of the law."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.checks.finding import Found, Scope
from ledger.claims.vocabulary import Modality
from ledger.edtf import Edtf
from ledger.projections.treaties.in_force import span_words
from ledger.projections.treaties.periods import Position
from ledger.sources.kinds import SourceKind
from ledger.sources.pages.publication import before_print, comes_later

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ledger.projections.treaties.instruments import InstrumentState
    from ledger.projections.treaties.participation import Participation
    from ledger.sources.document import Document


def dates_possible(scope: Scope) -> Iterator[Found]:
    """What is told as done had happened when it was published."""
    standing = scope.standing
    for recorded_claim in standing.claims:
        claim = recorded_claim.claim
        first = claim.occurred.edtf.not_before if claim.occurred else None
        published = standing.published(claim.evidence.document)
        if claim.modality is Modality.ACTUAL and first is not None and first > published:
            yield Found(
                subject=claim.id,
                claims=(claim.id,),
                sentence=f"published by {_day(published)}, it tells as done what it dates to "
                f"{_day(first)} or later",
                fix="correct the date, or the modality (expected, intended)",
            )


def publication_possible(scope: Scope) -> Iterator[Found]:
    """A document was published before it was recorded, and since there are newspapers."""
    for name, captured in sorted(scope.standing.facts.documents.items()):
        published = captured.document.published
        if published is None or scope.standing.retracted(name):
            continue
        recorded = captured.captured_at.date()
        if comes_later(published, recorded):
            why = f"and was recorded on {_day(recorded)}"
        elif before_print(published) and not _of_treaty(captured.document):
            why = "before there were newspapers"
        else:
            continue
        yield Found(
            subject=name,
            sentence=f"it is said to be published {published.display}, {why}",
            fix=f"see what the source says; if the day is wrong: claims retract {name} "
            '--by ledger --reason "wrong day"',
        )


def dates_in_order(scope: Scope) -> Iterator[Found]:
    """No act comes before the instrument was open for it, none is taken back before it is given."""
    facts = scope.standing.facts
    for state in scope.instruments:
        opened = facts.instruments[state.id].opened_for_signature
        for party in state.participation:
            if opened is not None:
                yield from _too_early(state, party, opened)
            yield from _never_given(state, party)


def declared_matches_computed(scope: Scope) -> Iterator[Found]:
    """The day on which sources declare an instrument in force is the one that its rule gives."""
    for state in scope.instruments:
        mismatch = state.in_force.mismatch
        if mismatch is not None:
            computed = span_words(mismatch.computed) if mismatch.computed else "no day yet"
            yield Found(
                subject=state.id,
                claims=state.in_force.declared.claims if state.in_force.declared else (),
                sentence=f"declared in force {span_words(mismatch.declared)}, computed "
                f"{computed}: {mismatch.kind}",
                fix="look at the clause, at how it counts days, and at deposits not yet recorded",
            )


def _too_early(state: InstrumentState, party: Participation, opened: date) -> Iterator[Found]:
    for act, when in (("signature", party.signature), ("consent", party.consent)):
        latest = when.span.latest if when.span else None
        if latest is not None and latest < opened:
            yield Found(
                subject=f"{state.id}/{party.party}",
                claims=when.claims,
                sentence=f"the {act} of {party.party} is dated to {_day(latest)} or earlier, and "
                f"{state.title} was opened for signature on {_day(opened)}",
                fix="correct the claim's date, or the day the instrument was opened",
            )


_UNDOES = {
    Position.SIGNATURE: "takes back a signature of",
    Position.APPROVAL: "has an approval end at home of",
    Position.CONSENT: "takes back a consent to",
}


def _never_given(state: InstrumentState, party: Participation) -> Iterator[Found]:
    """Ends of what no source says to have begun; what came after such an end is another act."""
    for position, words in _UNDOES.items():
        stretches = party.periods(position)
        for period, later in zip(stretches, (*stretches[1:], None), strict=False):
            if period.began.span is None and period.ended is not None:
                after = "" if later is None else f"; what came {span_words(later.since)} is later"
                yield Found(
                    subject=f"{state.id}/{party.party}",
                    claims=period.ended.claims,
                    sentence=f"{party.party} {words} {state.title} that it had not given by "
                    f"then, as far as is recorded{after}",
                    fix="record the consent with its day, or correct the claim"
                    if later is None
                    else "record the earlier act with its day, if a source states it",
                )


def _of_treaty(document: Document) -> bool:
    return document.kind is SourceKind.TREATY_TEXT


def _day(when: date) -> str:
    return Edtf.exactly(when).display
