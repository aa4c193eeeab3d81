"""What is held while a whole ledger is gone through: by counting live values, on two sizes of it.

A ledger of three times as many claims must not make a command hold more claims at a time.
"""

from __future__ import annotations

import gc
import json
from datetime import date

import pytest

from bench.commands import news
from bench.ledgers import FixedSteps, make
from ledger.app import Ledger, init_ledger, open_ledger
from ledger.app.desk.entry_files import EntryFiles, entry_file
from ledger.app.desk.mistakes import parts_of
from ledger.app.publication import standards
from ledger.app.publication.imprint import imprint
from ledger.app.sharing import proofs
from ledger.checks import parts
from ledger.claims.claim import Claim
from ledger.claims.commands import RecordClaim
from ledger.clock import Clocks
from ledger.log.stores.memory import MemoryLog
from ledger.views.standards.annotations import web_annotations
from ledger.views.standards.nanopublications import trig

SIZES = (160, 480)  # claims
STRIDE = 40  # values between two counts: each looks at all that Python holds


@pytest.fixture
def ledgers():
    """Two made ledgers, one three times the other, of partnerships of one size."""
    made = []
    for claims in SIZES:
        log = MemoryLog(clock=FixedSteps())
        make(log, partnerships=claims // 24, claims=claims, publishers=5, parties=4)
        made.append(Ledger(log, clock=FixedSteps()))
    return made


def most(read, stride=STRIDE):
    """How many claims there are at the most while the values read are gone through one by one."""
    before = live()
    return max(live() - before for number, _ in enumerate(read()) if number % stride == 0)


def live():
    """How many claims there are now."""
    return sum(type(value) is Claim for value in gc.get_objects())


def test_an_export_holds_no_more_claims_of_a_larger_ledger(ledgers, monkeypatch):
    """Entries go from the log to whoever writes them, some at a time with their proofs."""
    monkeypatch.setattr(proofs, "_AT_ONCE", 16)
    few, many = (most(lambda: ledger.export_file().entries) for ledger in ledgers)  # noqa: B023
    assert 0 < few < SIZES[0] / 3
    assert many <= few + 5  # claims of corrections, which are told with them


@pytest.mark.parametrize("form", [web_annotations, trig])
def test_claims_for_others_are_read_some_at_a_time(ledgers, monkeypatch, form):
    """As annotations and as nanopublications: those that were written are let go of."""
    monkeypatch.setattr(standards, "AT_ONCE", 16)
    clocks = Clocks(valid_at=date(2024, 6, 1))

    def written(ledger):
        claims = standards.claims_with_sources(ledger, clocks)
        return form(claims, imprint(ledger, ledger.size() - 1))

    few, many = (most(lambda: written(ledger)) for ledger in ledgers)  # noqa: B023
    assert 0 < few < SIZES[0] / 3  # a part, and what else its roots are quoted for
    assert 0 < many < SIZES[0] / 3


def test_a_check_holds_the_claims_of_a_part(ledgers, monkeypatch):
    """And of what is common to all parts none."""
    monkeypatch.setattr(parts, "EVENTS", 30)
    clocks = Clocks(valid_at=date(2024, 6, 1))

    def scopes(ledger):
        return parts.parts_of(ledger.log, clocks).scopes(180)

    few, many = (most(lambda: scopes(ledger), 1) for ledger in ledgers)  # noqa: B023
    assert 0 < few < SIZES[0] / 2
    assert 0 < many < SIZES[0] / 2


def test_the_measure_sees_what_is_held(ledgers):
    """The control: entries that are all made before the first is shown hold every claim."""
    for ledger, claims in zip(ledgers, SIZES, strict=True):
        assert claims <= most(lambda: list(ledger.export_entries().statements()))  # noqa: B023


def values(*kinds):
    """How many values of some classes there are now that are part of the language's own count."""
    return sum(type(value) in kinds for value in gc.get_objects())


@pytest.mark.parametrize("entries", SIZES)
def test_an_import_holds_no_more_commands_and_claims_of_a_longer_file(tmp_path, entries):
    """Each is read from its line, decided, and let go of: its bytes are all that is kept."""
    text = "".join(json.dumps(entry) + "\n" for entry in news(entries))
    files, most_held = EntryFiles(), 0
    files.take(entry_file(text.encode(), "news.jsonl"))
    init_ledger(tmp_path / "l.db")
    before = values(RecordClaim, Claim)
    count = 0

    def look(_):
        nonlocal count, most_held
        count += 1
        if count % STRIDE == 0:
            most_held = max(most_held, values(RecordClaim, Claim) - before)

    with open_ledger(tmp_path / "l.db") as ledger:
        outcomes = ledger.submit(parts_of(files.entries), importing=True, advance=look)
    assert sum(outcome.new for outcome in outcomes) > entries
    assert count > entries
    assert most_held <= 3  # the one that is decided


def test_the_measure_sees_commands_and_claims_that_are_held():
    """The control: entries that are held as they were read are all counted."""
    before = values(RecordClaim)
    text = "".join(json.dumps(entry) + "\n" for entry in news(SIZES[0]))
    files = EntryFiles()
    files.take(entry_file(text.encode(), "news.jsonl"))
    held = list(files.entries)
    assert values(RecordClaim) - before == SIZES[0]
    assert len(held) > SIZES[0]
