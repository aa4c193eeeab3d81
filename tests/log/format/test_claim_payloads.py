"""Claims from their bytes: nothing is lost on the way, and nothing that is no claim is taken."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import attrs
import msgspec
import pytest

from ledger.app import Ledger
from ledger.claims.claim import Claim
from ledger.claims.events import ClaimRecorded
from ledger.clock import FixedClock
from ledger.demo import load, stories
from ledger.log.event import Event, RecordedEvent
from ledger.log.failures import PayloadDamaged
from ledger.log.format import claim_payloads, codec
from ledger.log.format.claim_payloads import UnknownEventType
from ledger.log.stores.memory import MemoryLog

ROOT = Path(__file__).parents[3]
STORIES = sorted(ROOT.glob("tests/stories/*.yaml"))
FROZEN = sorted(ROOT.glob("tests/log/frozen/claim.recorded.*.json"))


def claims_of(ledger: Ledger) -> list[Event]:
    return [record.event for record in ledger.log.read() if record.event.type == ClaimRecorded.type]


def empty() -> Ledger:
    clock = FixedClock(datetime(2026, 3, 31, 12, tzinfo=UTC))
    return Ledger(MemoryLog(clock=clock), clock=clock)


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_every_claim_of_a_story_is_written_again_as_it_was_read(path):
    """The same bytes: no field of any of its claims was lost or read as another."""
    ledger = empty()
    ledger.import_entries(path)
    written = claims_of(ledger)
    assert written
    assert [codec.encode(claim_payloads.claim_recorded(e.payload)) for e in written] == written


@pytest.mark.parametrize("name", stories())
def test_every_claim_of_a_shipped_story_is_written_again_as_it_was_read(name):
    """As above, of the stories that the demo tells."""
    ledger = empty()
    for day in load(name):
        ledger.submit([entry.command for entry in day.entries])
    written = claims_of(ledger)
    assert written
    assert [codec.encode(claim_payloads.claim_recorded(e.payload)) for e in written] == written


def test_what_is_read_has_every_field_of_a_claim():
    """A field that is added to the claim cannot be forgotten where it is read."""
    fields = [field.name for field in attrs.fields(Claim)]
    assert [field.name for field in msgspec.structs.fields(claim_payloads._WrittenClaim)] == fields
    event = {field.name for field in msgspec.structs.fields(claim_payloads._WrittenPayload)}
    assert event == {field.name for field in attrs.fields(ClaimRecorded)}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"modality":"actual"', b'"modality":"probable"'),
        (b'"start":', b'"start":"x","other":'),
        (b'"claim":{', b'"claim":{"id":7,"note":'),
        (b'"development":{', b'"development":"none","note":{'),
        (b"}", b""),
    ],
)
def test_what_is_no_claim_is_damage_at_its_place(old, new, log_with):
    """A field of another type, a word that is none, a text cut short: never a claim."""
    payload = FROZEN[0].read_bytes().replace(old, new, 1)
    assert payload != FROZEN[0].read_bytes()
    with pytest.raises(PayloadDamaged):
        codec.decoded(log_with(payload))


def test_a_kind_that_is_not_there_is_named():
    """It is of a newer program: no damage, and no guess."""
    payload = FROZEN[0].read_bytes()
    kind = msgspec.json.decode(payload)["claim"]["development"]["kind"].encode()
    with pytest.raises(UnknownEventType, match="of kind dreamt"):
        codec.decode(ClaimRecorded.type, 1, payload.replace(kind, b"dreamt", 1))


@pytest.fixture
def log_with():
    """A record with a payload as it stands in a damaged file."""

    def make(payload: bytes) -> RecordedEvent:
        event = Event(id="c", type="claim.recorded", version=1, tags=frozenset(), payload=payload)
        moment = datetime(2024, 6, 12, tzinfo=UTC)
        return RecordedEvent(position=0, recorded_at=moment, event=event, leaf_hash=b"")

    return make
