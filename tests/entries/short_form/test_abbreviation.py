"""Whatever is written in the short form reads back to the same entries, in their order."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import ledger
from ledger.entries.reader import EntryFormat, from_mapping
from ledger.entries.schema import json_schema
from ledger.entries.short_form.abbreviation import abbreviated
from ledger.entries.specs import KIND_NAMES
from ledger.entries.write import entry_of, to_json_line, to_short_yaml, to_yaml
from ledger.errors import ClaimsError
from tests.entries.test_write import entries
from tests.thorough import examples

SCHEMA = jsonschema.Draft202012Validator(json_schema())
DEMO = Path(ledger.__file__).parent / "demo"


@examples(40)
@given(st.lists(st.sampled_from(KIND_NAMES).flatmap(entries), min_size=1, max_size=4))
def test_any_entries_read_back_from_their_short_form(commands, several):
    """Shortening loses nothing and keeps the order, in YAML and in JSON Lines."""
    try:
        expected = [from_mapping(entry, "python").command for entry in several]
    except ClaimsError:  # parts that are right each and do not fit together
        assume(False)
    written = [entry_of(command) for command in expected]
    assert commands(to_short_yaml(written)) == expected
    short = list(abbreviated(written))
    SCHEMA.validate(short)
    lines = "\n".join(map(to_json_line, short))
    assert commands(lines, EntryFormat.JSON_LINES) == expected


@pytest.mark.parametrize("story", ["alce.yaml", "mexico_korea.yaml"])
def test_a_story_reads_back_and_is_shorter(commands, story):
    """For the stories of the demo the short form is worth having, and loses nothing."""
    whole = commands((DEMO / story).read_text())
    written = [entry_of(command) for command in whole]
    short = to_short_yaml(written)
    assert commands(short) == whole
    assert len(short) < len(to_yaml(written))


def test_claims_of_one_document_are_a_block_and_acts_alike_are_one_entry():
    """What claims share is written once; two parties of one act are one line."""
    act = {"kind": "signed", "document": "n", "quote": "q", "instrument": "raa", "partnership": "p"}
    both = [{**act, "party": "japan"}, {**act, "party": "korea"}]
    assert list(abbreviated(both)) == [{"from n of raa in p": [{"signed japan korea": "q"}]}]
