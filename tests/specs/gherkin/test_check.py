"""Every mistake of every file is named in one go, without a ledger and without running."""

from __future__ import annotations

import pytest

from ledger.specs.gherkin import features
from ledger.specs.gherkin.check import check
from ledger.specs.gherkin.features import parsed
from ledger.specs.refusals import LINE_LIMIT, EmptyFeature, LineTooLong

HEAD = "| source | kind | instrument | count |"


def codes(folder):
    return [(one.code, one.where.line) for one in check([folder.path])]


def test_all_mistakes_are_named_at_their_lines(folder):
    """Five mistakes of four sorts in one scenario come in one run, each with its line."""
    folder.scenario(
        "Given nothing of the kind",
        "When I ask as of 2024-02-30",
        "Then the outstanding hurdles are:",
        "  | hurdle |",
        "  | a      |",
        'And "a" has 1 consent',
        "  | hurdle |",
        "And the timeline is:",
    )
    assert [
        ("unknown-step", 3),
        ("no-such-day", 4),
        ("missing-column", 6),
        ("no-table-here", 8),
        ("missing-column", 10),
    ] == codes(folder)


def test_a_row_is_held_to_its_kind_as_far_as_that_goes(folder):
    """A count that is no number is found at its row, and the right row above it is not."""
    folder.scenario(
        "Given these claims:",
        f"  {HEAD}",
        "  | A      | consents-counted | i | 9    |",
        "  | A      | consents-counted | i | many |",
    )
    assert [("wrong-type", 6)] == codes(folder)


def test_every_row_of_a_table_needs_its_kind_and_its_source(folder):
    """An empty cell for the source is a mistake at the row, not at the table."""
    folder.scenario("Given these claims:", f"  {HEAD}", "  |  | consents-counted | i | 9 |")
    assert [("missing-column", 5)] == codes(folder)


def test_a_column_that_stands_twice_is_refused(folder):
    """Two spellings of one column would leave open which cell counts."""
    folder.scenario("Given these claims:", "  | kind | what |", "  | a | b |")
    assert [("repeated-column", 4)] == codes(folder)


def test_an_unknown_kind_is_refused(folder):
    """A mistyped kind is named at its row, without a ledger to ask."""
    folder.scenario("Given these claims:", "  | source | kind |", "  | A | workshop-hold |")
    ((code, line),) = codes(folder)
    assert ("unknown-kind", 5) == (code, line)


def test_a_mistake_in_a_background_is_named_once(folder):
    """A background runs for both scenarios, and its mistake is still one mistake."""
    folder.write(
        "b.feature",
        "Feature: f\n  Background:\n    Given x\n"
        "  Scenario: a\n    Then the ledger verifies\n"
        "  Scenario: b\n    Then the ledger verifies\n",
    )
    assert [("unknown-step", 3)] == codes(folder)


def test_a_broken_file_hides_no_other(folder):
    """A file that is no Gherkin is one mistake, and the next file is checked as well."""
    folder.write("a.feature", "nothing of the kind")
    folder.scenario("Given nothing of the kind", name="b.feature")
    assert [("broken-feature", 1), ("unknown-step", 3)] == codes(folder)


def test_each_example_of_an_outline_is_looked_at(folder):
    """The second example's day is wrong, and the mistake is at the step that uses it."""
    folder.write(
        "o.feature",
        "Feature: f\n  Scenario Outline: s\n    When I ask as of <day>\n"
        "    Then the ledger verifies\n"
        "    Examples:\n      | day |\n      | 2024-06-12 |\n      | soon |\n",
    )
    assert [("no-such-day", 3)] == codes(folder)


def test_the_excerpt_is_the_line(folder):
    """A mistake shows its whole line and the column where the step begins."""
    folder.scenario("Given nothing of the kind")
    (mistake,) = check([folder.path])
    assert ("    Given nothing of the kind", 5) == (mistake.where.excerpt, mistake.where.column)


def test_a_line_that_the_parser_would_take_minutes_over_is_refused(monkeypatch):
    """Gherkin's time grows with the square of a gap in a cell: it is not begun."""
    text = "Feature: a\n  Scenario: b\n    Given these claims:\n      | a" + " " * 70_000 + "b |\n"
    with monkeypatch.context() as patch:
        patch.setattr(features, "Parser", None)
        with pytest.raises(LineTooLong) as refused:
            parsed(text, "a.feature")
    assert refused.value.where.line == 4
    with pytest.raises(LineTooLong):
        parsed("Feature: a\n" + "x" * (LINE_LIMIT + 1), "a.feature")
    with pytest.raises(EmptyFeature):
        parsed("Feature: a\n" + "x" * LINE_LIMIT, "a.feature")
