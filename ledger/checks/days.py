"""Days: nothing is told as done before it happened, and acts come in the order of the law."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.checks.finding import Across, Found, Scope
from ledger.claims.vocabulary import Modality
from ledger.projections.treaties.in_force import span_words
from ledger.projections.treaties.periods import Position
from ledger.sources.kinds import SourceKind
from ledger.sources.pages.publication import before_print, comes_later
from ledger.spoken import Spoken, Word, spoken

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ledger.projections.treaties.instruments import InstrumentState
    from ledger.projections.treaties.participation import Participation
    from ledger.projections.weighing.standing_claims import Standing
    from ledger.sources.document import Document


def dates_possible(scope: Scope) -> Iterator[Found]:
    """What is told as done had happened when it was published."""
    standing = scope.standing
    for recorded_claim in scope.claims:
        claim = recorded_claim.claim
        first = claim.when.not_before if claim.when else None
        published = standing.published(claim.evidence.document)
        if claim.modality is Modality.ACTUAL and first is not None and first > published:
            yield Found(
                subject=claim.id,
                claims=(claim.id,),
                sentence=spoken(
                    "published by {published}, it tells as done what it dates to {first} or later",
                    published=published,
                    first=first,
                ),
                fix=spoken("correct the date, or the modality (expected, intended)"),
            )


def publication_possible(across: Across) -> Iterator[Found]:
    """A document or an act was published before it was recorded, and since there was news."""
    yield from _documents_possible(across.standing)
    yield from _acts_possible(across.standing)


def _acts_possible(standing: Standing) -> Iterator[Found]:
    """An act that names its own day; that of its document is found at the document."""
    for name, recorded_act in sorted(standing.facts.acts.items()):
        act, recorded = recorded_act.act, recorded_act.recorded_at.date()
        if act.document is not None or act.published is None or standing.retracted(name):
            continue
        if comes_later(act.published, recorded):
            yield Found(
                subject=name,
                sentence=spoken(
                    "it is said to be published {published}, and was recorded on {recorded}",
                    published=act.published,
                    recorded=recorded,
                ),
                fix=spoken(
                    "see what the source says; if the day is wrong: {command}",
                    command=f'claims retract {name} --by ledger --reason "wrong day"',
                ),
            )


def _documents_possible(standing: Standing) -> Iterator[Found]:
    for name, captured in sorted(standing.facts.documents.items()):
        published = captured.document.published
        if published is None or standing.retracted(name):
            continue
        recorded = captured.captured_at.date()
        if comes_later(published, recorded):
            sentence = spoken(
                "it is said to be published {published}, and was recorded on {recorded}",
                published=published,
                recorded=recorded,
            )
        elif before_print(published) and not _of_treaty(captured.document):
            sentence = spoken(
                "it is said to be published {published}, before there were newspapers",
                published=published,
            )
        else:
            continue
        yield Found(
            subject=name,
            sentence=sentence,
            fix=spoken(
                "see what the source says; if the day is wrong: {command}",
                command=f'claims retract {name} --by ledger --reason "wrong day"',
            ),
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
            none_yet = spoken("no day yet")
            computed = span_words(mismatch.computed) if mismatch.computed else none_yet
            yield Found(
                subject=state.id,
                claims=state.in_force.declared.claims if state.in_force.declared else (),
                sentence=spoken(
                    "declared in force {declared}, computed {computed}: {kind}",
                    declared=span_words(mismatch.declared),
                    computed=computed,
                    kind=mismatch.kind,
                ),
                fix=spoken(
                    "look at the clause, at how it counts days, and at deposits not yet recorded"
                ),
            )


def _too_early(state: InstrumentState, party: Participation, opened: date) -> Iterator[Found]:
    for act, when in (("signature", party.signature), ("consent", party.consent)):
        latest = when.span.latest if when.span else None
        if latest is not None and latest < opened:
            yield Found(
                subject=f"{state.id}/{party.party}",
                claims=when.claims,
                sentence=spoken(
                    "the {act} of {party} is dated to {latest} or earlier, and {title} was "
                    "opened for signature on {opened}",
                    act=Word(act),
                    party=party.party,
                    latest=latest,
                    title=state.title,
                    opened=opened,
                ),
                fix=spoken("correct the claim's date, or the day the instrument was opened"),
            )


_UNDONE = (Position.SIGNATURE, Position.APPROVAL, Position.CONSENT)


def _undoes(position: Position, party: str, title: str) -> Spoken:
    """That an act was taken back which was not there."""
    match position:
        case Position.SIGNATURE:
            return spoken(
                "{party} takes back a signature of {title} that it had not given by then, as far "
                "as is recorded",
                party=party,
                title=title,
            )
        case Position.APPROVAL:
            return spoken(
                "{party} has an approval end at home of {title} that it had not given by then, "
                "as far as is recorded",
                party=party,
                title=title,
            )
    return spoken(
        "{party} takes back a consent to {title} that it had not given by then, as far as is "
        "recorded",
        party=party,
        title=title,
    )


def _never_given(state: InstrumentState, party: Participation) -> Iterator[Found]:
    """Ends of what no source says to have begun; what came after such an end is another act."""
    for position in _UNDONE:
        stretches = party.periods(position)
        for period, later in zip(stretches, (*stretches[1:], None), strict=False):
            if period.began.span is None and period.ended is not None:
                sentence = _undoes(position, party.party, state.title)
                fix = spoken("record the consent with its day, or correct the claim")
                if later is not None:
                    sentence = spoken(
                        "{sentence}; what came {since} is later",
                        sentence=sentence,
                        since=span_words(later.since),
                    )
                    fix = spoken("record the earlier act with its day, if a source states it")
                yield Found(
                    subject=f"{state.id}/{party.party}",
                    claims=period.ended.claims,
                    sentence=sentence,
                    fix=fix,
                )


def _of_treaty(document: Document) -> bool:
    return document.kind is SourceKind.TREATY_TEXT
