"""The gate of the log: which events may be recorded."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

import ledger.log
from ledger.errors import InvalidInput
from ledger.log import Event, event
from ledger.log.event import InvalidEvent, admit
from ledger.log.format.envelope import seal

GOOD = Event(
    id="c1", type="claim.recorded", version=1, tags=frozenset({"party:méxico"}), payload=b"{}"
)


def test_the_room_offers_what_it_names_and_nothing_else():
    """Every listed name resolves although it is loaded late; a misspelt one fails."""
    assert all(getattr(ledger.log, name) for name in dir(ledger.log))
    with pytest.raises(AttributeError, match="Evnt"):
        ledger.log.Evnt  # noqa: B018


def test_a_good_event_passes_unchanged():
    """The gate repairs nothing: what is hashed is what was proposed."""
    assert admit([GOOD]) == (GOOD,)


@pytest.mark.parametrize(
    "tag",
    ["party:a b", "party:a:b", 'q:"', "party:México-대한민국", "x:" + "é" * 198, "a-1:\u200b"],
)
def test_tags_of_any_language_pass(tag):
    """A tag's value may hold any letters, spaces and colons: names are not in ASCII."""
    assert admit([replace(GOOD, tags=frozenset({tag}))])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"id": ""}, "printable"),
        ({"id": "a b"}, "printable"),
        ({"id": "é"}, "printable"),
        ({"id": "x" * 201}, "printable"),
        ({"type": "Claim"}, "type name"),
        ({"type": "a..b"}, "type name"),
        ({"type": ""}, "type name"),
        ({"type": "a" * 201}, "type name"),
        ({"version": 0}, "version"),
        ({"version": 2**53}, "version"),
        ({"tags": frozenset({"party"})}, "key:value"),
        ({"tags": frozenset({"party:"})}, "key:value"),
        ({"tags": frozenset({":mexico"})}, "key:value"),
        ({"tags": frozenset({"Party:mexico"})}, "key:value"),
        ({"tags": frozenset({"party:a\nb"})}, "control"),
        ({"tags": frozenset({"party:a\x00"})}, "control"),
        ({"tags": frozenset({"party:a\x7f"})}, "control"),
        ({"tags": frozenset({"party:a\x9f"})}, "control"),
        ({"tags": frozenset({"party:\ud800"})}, "control"),
        ({"tags": frozenset({"party:" + "x" * 195})}, "longer"),
        ({"tags": frozenset({"type:claim.recorded"})}, "keeps for itself"),
        ({"tags": frozenset(f"t:{n:05}" for n in range(6400))}, "6400 tags take 64,001 bytes"),
        ({"payload": b"[]"}, "object"),
        ({"payload": b"null"}, "object"),
        ({"payload": b'{"a": 1}'}, "spelling"),
        ({"payload": b""}, "canonical"),
    ],
)
def test_a_malformed_event_is_refused_with_its_reason(change, said):
    """Each rule of an event has its own sentence and a way out, next to good events too."""
    with pytest.raises(InvalidInput) as refused:
        admit([GOOD, replace(GOOD, **change)])
    assert said in refused.value.message
    assert refused.value.fix


def test_a_payload_over_the_limit_is_refused(monkeypatch):
    """The limit itself passes, a byte more does not, and the sentence says the limit."""
    monkeypatch.setattr(event, "PAYLOAD_MAX", 10)
    assert admit([replace(GOOD, payload=b'{"n":1234}')])
    with pytest.raises(InvalidEvent, match="and one event can take 0 MiB"):
        admit([replace(GOOD, payload=b'{"n":12345}')])


def test_the_largest_event_fits_an_entry_of_a_tiled_log():
    """An entry bundle of c2sp.org/tlog-tiles gives an entry's length 16 bits."""
    tags = frozenset(f"t:{n:02}" + "\U0001f6f0" * 196 for n in range(64))
    largest = replace(GOOD, id="\\" * 200, type="x" * 200, version=2**53 - 1, tags=tags)
    assert admit([largest])
    assert len(seal(largest, b"", "2024-06-12T00:00:00.000000Z")) < 2**16


def test_a_claim_may_name_every_party_of_a_great_convention():
    """Not how many tags there are counts, but what they take of the leaf."""
    tags = frozenset(f"party:state-{n:03}" for n in range(198))
    assert admit([replace(GOOD, tags=tags)])


def test_with_as_many_tags_as_there_may_be_a_leaf_is_still_an_entry_of_a_tile():
    """The largest leaf fits the 16 bits of a tile entry's length."""
    tags = frozenset(f"t:{n:05}" for n in range(6399))
    largest = replace(GOOD, id="\\" * 200, type="x" * 200, version=2**53 - 1, tags=tags)
    assert admit([largest])
    assert 64_000 < len(seal(largest, b"s" * 16, "2024-06-12T00:00:00.000000Z")) < 65_535
