"""What is held while a whole ledger is gone through: by counting live values, on two sizes of it.

A ledger of three times as many claims must not make a command hold more claims at a time.
"""

from __future__ import annotations

import gc
import json
import tracemalloc
from datetime import date

import pytest

from bench.commands import news
from bench.ledgers import FixedSteps, make
from ledger import spool
from ledger.app import Ledger, init_ledger, open_ledger
from ledger.app.desk.entry_files import EntryFiles, entry_file, opened_file
from ledger.app.desk.mistakes import parts_of
from ledger.app.publication import standards
from ledger.app.publication.imprint import imprint
from ledger.app.sharing import proofs
from ledger.checks import parts
from ledger.claims.claim import Claim
from ledger.claims.commands import RecordClaim
from ledger.clock import Clocks
from ledger.log.stores.memory import MemoryLog
from ledger.log.stores.relational import rows
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
    gc.collect()  # what earlier tests have left
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


LONG_FILES = (320, 960)  # entries
AN_ENTRY = 550
"""Bytes that an import may hold for each entry of its file: ids, some of them twice for a while."""


@pytest.fixture
def _small_pages(monkeypatch):
    monkeypatch.setattr(spool, "PAGE", 4096)
    monkeypatch.setattr(rows, "PAGE", 64)


@pytest.mark.usefixtures("_small_pages")
def test_an_import_holds_little_of_each_entry(tmp_path):
    """Not its line, not its event: an id, and where they wait."""
    assert a_further_entry(tmp_path) < AN_ENTRY


@pytest.mark.usefixtures("_small_pages")
def test_the_measure_sees_lines_and_events_that_are_held(tmp_path, monkeypatch):
    """The control: where nothing is put down on the disk, each entry costs three times as much."""
    monkeypatch.setattr(spool, "PAGE", 1 << 30)
    assert a_further_entry(tmp_path) > 2.5 * AN_ENTRY


@pytest.mark.usefixtures("_small_pages")
def test_a_file_of_lines_is_read_a_line_at_a_time(tmp_path):
    """All of it is never there: of a megabyte a few kilobytes, from a file and from its copy."""
    entry = {**list(news(10))[4], "text": "x" * 10_000}
    lines = [json.dumps({**entry, "id": f"d-{n}"}) + "\n" for n in range(100)]
    (tmp_path / "news.jsonl").write_text("".join(lines))
    files = EntryFiles()
    tracemalloc.start()
    try:
        with opened_file(tmp_path / "news.jsonl", "news.jsonl", None) as file:
            files.take(file)
        _, most_held = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(files.entries) == 100
    assert files.size > 1_000_000
    assert most_held < 300_000
    assert [files.entries[n].command.document.id for n in (0, 99)] == ["d-0", "d-99"]


def a_further_entry(folder):
    """The bytes that each further entry costs, of a file that is three times as long."""
    few, many = LONG_FILES
    held(folder / "warm.db", many)  # words that are remembered are remembered
    counts = [held(folder / f"{entries}.db", entries) for entries in LONG_FILES]
    return (counts[1] - counts[0]) / (many - few)


def held(place, entries):
    """The bytes that are held at the most while so many entries are decided and recorded."""
    text = "".join(json.dumps(entry) + "\n" for entry in news(entries))
    init_ledger(place)
    with open_ledger(place) as ledger:
        tracemalloc.start()
        try:
            files = EntryFiles()
            files.take(entry_file(text.encode(), "news.jsonl"))
            tracemalloc.reset_peak()
            recorded = ledger.submit(parts_of(files.entries), importing=True)
            assert len(recorded) > entries
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()


def test_the_measure_sees_commands_and_claims_that_are_held():
    """The control: commands that are held as they were read are all counted."""
    before = values(RecordClaim)
    text = "".join(json.dumps(entry) + "\n" for entry in news(SIZES[0]))
    files = EntryFiles()
    files.take(entry_file(text.encode(), "news.jsonl"))
    held = [entry.command for entry in files.entries]
    assert values(RecordClaim) - before == SIZES[0]
    assert len(held) > SIZES[0]
