"""The log folded: whole or in parts, and how a reader calls what it names."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from ledger.claims.entities import Instrument, Partnership, Party
from ledger.claims.events import (
    InstrumentDescribed,
    PartnershipDescribed,
    PartyDescribed,
)
from ledger.claims.vocabulary import PartyKind
from ledger.facts.facts import Facts, Recorded, fold


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
