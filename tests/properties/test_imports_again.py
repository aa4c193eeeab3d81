"""What was ever recorded is there already: imported again in any order and in any parts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ledger.app.sharing.export import export
from ledger.claims.commands import Describe, JudgeParties
from ledger.claims.entities import Instrument, Party
from ledger.claims.entry_into_force import rule_from
from ledger.claims.vocabulary import Verdict
from ledger.entries.write import to_json_line, to_yaml
from ledger.errors import Problems
from tests.app.test_again import QUOTING
from tests.properties.conftest import NAMES
from tests.thorough import examples

EXAMPLES = examples(25)

LATER = (
    *(command for file in QUOTING for command in file),
    Describe(entity=Party(id="a", name="A", code="X", aliases=("Alpha",))),
    Describe(entity=Party(id="a", name="Alpha", part_of="b")),
    Describe(entity=Party(id="b", name="B", part_of="a")),
    Describe(
        entity=Instrument(
            id="i", title="the convention", entry_into_force=rule_from({"when": [{"consents": 11}]})
        )
    ),
    Describe(entity=Instrument(id="i", title="the treaty", partnerships=())),
    JudgeParties(party="c", other="d", verdict=Verdict.SAME, reason="r"),
    JudgeParties(party="d", other="c", verdict=Verdict.UNDECIDED, reason="r"),
)
"""Excerpts that extend a document, descriptions that add and change, judgements taken back."""


@st.composite
def histories(draw, desks):
    """A desk with all kinds of entries, and all that it was told, in the order of the log."""
    desk = draw(desks)
    for command in draw(st.lists(st.sampled_from(LATER), max_size=8)):
        try:
            desk.ledger.submit([command], replace=draw(st.booleans()))
        except Problems:
            continue
        desk.told.append(command)
    return desk, [*NAMES, *desk.told]


@st.composite
def parts(draw, items):
    """The items in any order, some of them twice, cut into files at any places."""
    again = draw(st.permutations([*items, *draw(st.lists(st.sampled_from(items), max_size=3))]))
    cuts = sorted(draw(st.lists(st.integers(0, len(again)), max_size=4)))
    ends = zip([0, *cuts], [*cuts, len(again)], strict=True)
    return [again[start:end] for start, end in ends if start < end]


@EXAMPLES
@given(data=st.data())
def test_commands_given_again_change_nothing(desks, clocks, asked, data):
    """Whole, in parts, one by one, in any order: nothing is recorded, answers are the same."""
    desk, told = data.draw(histories(desks))
    at, size = data.draw(clocks), desk.ledger.log.head().size
    before = asked(desk.facts(), at)
    for file in [told, *data.draw(parts(told))]:
        assert not [outcome for outcome in desk.ledger.submit(file) if outcome.new]
    assert desk.ledger.log.head().size == size
    assert asked(desk.facts(), at) == before


@EXAMPLES
@given(data=st.data())
def test_files_imported_again_change_nothing(desks, clocks, asked, data):
    """The same of files, in YAML and in JSON Lines, as `claims import` reads them."""
    desk, _ = data.draw(histories(desks))
    at, size = data.draw(clocks), desk.ledger.log.head().size
    before = asked(desk.facts(), at)
    entries = list(export(desk.ledger.log).entries)
    for file in [entries, *data.draw(parts(entries))]:
        for text in (to_yaml(file), "\n".join(map(to_json_line, file))):
            assert not [outcome for outcome in desk.ledger.import_entries(text) if outcome.new]
    assert desk.ledger.log.head().size == size
    assert asked(desk.facts(), at) == before
