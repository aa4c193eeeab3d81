"""Numbers are kept to the digit, written as numbers or as text."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ledger.entries.reader import EntryFormat, from_mapping

FACT = '{"kind": "fact-reported", "document": "d", "quote": "q", "topic": "t", "figures": [%s]}'


@pytest.mark.parametrize("number", ["92.5", "0.10", "-3.75", "12345678901234567890.123456789"])
def test_a_fraction_in_json_keeps_every_digit(commands, number):
    """No float touches it: 0.10 stays 0.10."""
    text = FACT % f'{{"value": {number}, "unit": "%"}}'
    for form in (EntryFormat.JSON, EntryFormat.JSON_LINES):
        (command,) = commands(text, form)
        assert str(command.development.figures[0].value) == number


def test_a_decimal_of_python_is_a_figure():
    """92.50 keeps its last digit."""
    figure = {"value": Decimal("92.50"), "unit": "%"}
    made = from_mapping(
        {"kind": "fact-reported", "document": "d", "quote": "q", "topic": "t", "figures": [figure]},
        "python",
    )
    assert str(made.command.development.figures[0].value) == "92.50"


def test_a_share_can_be_a_number(commands):
    """In JSON without quotation marks."""
    text = '{"kind": "instrument", "id": "i", "title": "t", "entry_into_force": %s}'
    made = text % '{"when": [{"consents": 2}, {"share": 55.5, "of": "emissions"}], "bases": %s}'
    bases = '[{"name": "emissions", "figures": [{"party": "mexico", "value": 1.7}]}]'
    (command,) = commands(made % bases, EntryFormat.JSON)
    assert str(command.entity.entry_into_force.when[1].share) == "55.5"
