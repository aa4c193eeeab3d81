"""A ledger that is checked in parts: every finding of the whole, each once, in the same order."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

from bench.ledgers import FixedSteps, make
from ledger.app import Ledger
from ledger.checks import parts
from ledger.checks.finding import Across, Scope
from ledger.checks.registry import CHECKS, check
from ledger.claims.claim import Claim, Evidence
from ledger.claims.developments import AgreementReported, ConsentsCounted, FactReported
from ledger.claims.entities import Instrument
from ledger.claims.events import ClaimRecorded, InstrumentDescribed
from ledger.claims.vocabulary import Modality, Stage
from ledger.clock import Clocks
from ledger.facts.log_reader import all_facts, facts_of_partnerships
from ledger.log.format.codec import encode
from ledger.log.stores.memory import MemoryLog
from ledger.projections.weighing.standing_claims import Standing

CLOCKS = Clocks(valid_at=date(2024, 6, 1), published_by=None, known_at=None)


def stated(name, development, partnership):
    """A claim whose quote stands nowhere."""
    evidence = Evidence(document="doc-1", exact="Nobody said it.", start=0, end=15)
    claim = Claim(
        id=name,
        development=development,
        modality=Modality.ACTUAL,
        evidence=evidence,
        partnership=partnership,
    )
    return encode(ClaimRecorded(claim=claim))


@pytest.fixture(scope="module")
def ledger():
    """Partnerships that share an instrument, speak of others', lost their name, or are none."""
    log = MemoryLog(clock=FixedSteps())
    make(log, partnerships=8, claims=240, publishers=5, parties=4)
    shared = Instrument(id="shared", title="Shared", partnerships=("p-2", "p-5"))
    counted = ConsentsCounted(instrument="open-2", count=9, needed=3, stage="deposited")
    reported = AgreementReported(instrument="own-2", stage=Stage.IN_FORCE)
    log.append(
        [
            encode(InstrumentDescribed(instrument=shared)),
            encode(InstrumentDescribed(instrument=Instrument(id="alone", title="Alone"))),
            stated("nowhere", FactReported(topic="a fact"), None),
            stated("elsewhere", counted, "p-1"),
            stated("reported", reported, "p-7"),
            stated("nameless", attrs.evolve(counted, count=8), "p-3"),
            stated("both", ConsentsCounted(instrument="shared", count=9, members=4), "p-2"),
            stated("neither", ConsentsCounted(instrument="shared", count=8, members=4), None),
            stated("unfollowed", ConsentsCounted(instrument="alone", count=7, members=4), None),
        ]
    )
    ledger = Ledger(log, clock=FixedSteps())
    ledger.erase("partnership:p-3", reason="by order")
    return ledger


def in_parts(ledger, names=()):
    """What is found part by part."""
    return tuple(ledger.check(CLOCKS, names))


@pytest.mark.parametrize("events", [1, 60, 10_000])
def test_parts_of_any_size_find_what_the_whole_ledger_has(ledger, monkeypatch, events):
    """The same findings in the same order, however many partnerships are looked at together."""
    monkeypatch.setattr(parts, "EVENTS", events)
    standing = Standing(all_facts(ledger.log), CLOCKS)
    whole = check([Scope(standing)], Across(standing), CHECKS.values())
    assert whole == in_parts(ledger)
    claims = {name for finding in whole for name in finding.claims}
    assert {"nowhere", "elsewhere", "reported", "nameless", "both", "neither"} <= claims
    assert {"unfollowed"} <= claims
    assert len({finding.check for finding in whole}) >= 8


def test_no_part_holds_more_of_a_larger_ledger(ledger, monkeypatch):
    """By counting: of eight partnerships none is read with more than one other, in small parts."""
    read = []

    def counted(log, some, *others, **options):
        facts = facts_of_partnerships(log, some, *others, **options)
        read.append((len(some), len(facts.claims)))
        return facts

    monkeypatch.setattr(parts, "EVENTS", 60)
    monkeypatch.setattr(parts, "facts_of_partnerships", counted)
    in_parts(ledger, ("quotes-anchored",))
    assert 7 == sum(partnerships for partnerships, _ in read)
    assert max(claims for _, claims in read) <= 90
