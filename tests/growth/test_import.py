"""What an import does for each entry of its file: by counting the work on two sizes of it."""

from __future__ import annotations

import json

from bench.commands import news
from ledger.app import init_ledger, open_ledger
from tests.growth.work import Meter

PLAIN = "claims/as_json.py:_fields"
CLAIMS = (20, 60)


def imported(folder, claims):
    """The work of importing so many claims from a file of JSON Lines."""
    file, place = folder / f"{claims}.jsonl", folder / f"{claims}.db"
    file.write_text("".join(json.dumps(entry) + "\n" for entry in news(claims)))
    init_ledger(place)
    with open_ledger(place) as ledger, Meter().counting() as work:
        outcomes = ledger.import_entries(file)
    assert sum(outcome.new for outcome in outcomes) > claims
    return work


def test_no_plain_data_is_made_of_a_claim_for_its_id_and_its_bytes(tmp_path):
    """Both are written from its fields at once; plain data is for what is shown."""
    imported(tmp_path, 10)
    few, many = (imported(tmp_path, claims).by_function for claims in CLAIMS)
    assert many[PLAIN] == few[PLAIN]
    written = "claims/as_json.py:written"
    assert many[written] > 2 * few[written] > 0  # the control: it is counted


AN_ENTRY = 960
"""Lines of Python for each further entry, one in eleven a document: read, decided, recorded."""


def test_an_entry_takes_little_work(tmp_path):
    """Its line is held to its limits once, and no value is made of it that nobody asks for."""
    imported(tmp_path, 10)
    few, many = (imported(tmp_path, claims).lines for claims in CLAIMS)
    entries = (CLAIMS[1] - CLAIMS[0]) * 11 / 10
    assert 0 < (many - few) / entries < AN_ENTRY
