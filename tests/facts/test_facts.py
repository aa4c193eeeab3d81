"""The log folded: whole or in parts, and how a reader calls what it names."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from ledger.claims.claim import Correction, Dispute, Retraction
from ledger.claims.entities import Instrument, Partnership, Party
from ledger.claims.events import (
    ClaimCorrected,
    ClaimDisputed,
    ClaimRetracted,
    DocumentCaptured,
    InstrumentDescribed,
    PartnershipDescribed,
    PartyDescribed,
)
from ledger.claims.vocabulary import CorrectionBasis, PartyKind
from ledger.facts.facts import Facts, Recorded, fold
from ledger.sources.document import Document
from ledger.sources.kinds import SourceKind


def described(name):
    return PartyDescribed(party=Party(id="a", name=name, type=PartyKind.STATE))


EVENTS = [
    Recorded(
        position=place, recorded_at=datetime(2024, 1, 1, tzinfo=UTC) + timedelta(place), event=event
    )
    for place, event in enumerate(
        [
            described("Ruritania"),
            PartnershipDescribed(partnership=Partnership(id="p", title="A and B", parties=("a",))),
            InstrumentDescribed(instrument=Instrument(id="i", title="the convention")),
            described("the Republic of Ruritania"),
        ]
    )
]


def test_a_later_description_takes_the_place_of_an_earlier():
    """Up to an earlier position the older name still holds."""
    assert "Ruritania" == fold(EVENTS[:3]).name_of("a")
    assert "the Republic of Ruritania" == fold(EVENTS).name_of("a")


def test_a_fold_in_parts_is_the_fold_of_the_whole():
    """Facts can be carried on from where they were left, without reading the log again."""
    assert Facts() == fold([])
    assert fold(EVENTS) == fold(EVENTS[2:], fold(EVENTS[:2])) != fold(EVENTS[:2])


def test_parties_and_instruments_have_names_and_anything_else_its_id():
    """A reader is shown the name where facts know one, and never nothing."""
    facts = fold(EVENTS[:3])
    assert ("Ruritania", "the convention", "p") == tuple(map(facts.name_of, ("a", "i", "p")))


@pytest.mark.parametrize(
    ("id_", "name"),
    [
        ("i/a", "the convention, Ruritania"),
        ("i/x", "the convention, x"),
        ("x/a", "x/a"),
        ("x/i", "x/i"),
    ],
)
def test_a_party_of_an_instrument_is_called_by_both_names(id_, name):
    """What facts know no name of stands by its id; for one name or for all it is the same."""
    facts = fold(EVENTS[:3])
    assert name == facts.name_of(id_) == facts.names().of(id_)


KEPT_THERE = date(2023, 6, 1)


def captured(text, day, first=None, revision=None):
    document = Document(id="news", text=text, title="N", publisher="N", kind=SourceKind.NEWS)
    event = DocumentCaptured(document=document, revision=revision, first_recorded=first)
    return Recorded(position=0, recorded_at=datetime.fromisoformat(f"{day}T00:00Z"), event=event)


@pytest.mark.parametrize(
    ("first", "readable"), [(None, date(2024, 1, 1)), (KEPT_THERE, KEPT_THERE)]
)
def test_a_document_could_be_read_when_it_was_first_kept(first, readable):
    """Excerpts that it gains later have their words, and change neither day."""
    events = [
        captured("One.", "2024-01-01", first),
        captured("One. Two.", "2024-05-01", revision=1),
    ]
    for number, text in enumerate(("One.", "One. Two."), 1):
        held = fold(events[:number]).documents["news"]
        assert (text, datetime(2024, 1, 1, tzinfo=UTC)) == (held.document.text, held.captured_at)
        assert readable == held.readable_by


@pytest.mark.parametrize("first", [None, KEPT_THERE])
@pytest.mark.parametrize(
    "event",
    [
        lambda first: ClaimRetracted(
            retraction=Retraction(id="x", target="c", by="P", reason="wrong"), first_recorded=first
        ),
        lambda first: ClaimCorrected(
            correction=Correction(
                id="x",
                claim="c",
                replacement="d",
                by="P",
                basis=CorrectionBasis.SOURCE_ERROR,
                reason="y",
            ),
            first_recorded=first,
        ),
        lambda first: ClaimDisputed(
            dispute=Dispute(id="x", claim="c", by="P", reason="wrong"), first_recorded=first
        ),
    ],
    ids=["retraction", "correction", "dispute"],
)
def test_an_act_could_be_read_when_the_ledger_that_it_comes_from_recorded_it(event, first):
    """Where it comes from no other ledger: when this one did."""
    at = datetime(2024, 1, 1, tzinfo=UTC)
    act = fold([Recorded(position=0, recorded_at=at, event=event(first))]).acts["x"]
    assert (at, first or at.date()) == (act.recorded_at, act.readable_by)
