"""Features run against a ledger that they never change; failures and mistakes read well."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import UTC, datetime

import pytest

from ledger.specs.reports.junit import junit
from ledger.specs.reports.results import ScenarioOutcome
from ledger.specs.running import selected

COUNTED = (
    'When I look at "mexico-korea-space"',
    "And I ask as of 12 June 2024",
    'Then "alce-convention" has {count} of 11 consents',
)


def counted(count):
    return [step.format(count=count) for step in COUNTED]


GIVEN = 'Given a partnership "p" between "a" and "b"'
BEGUN = ("Given an empty ledger", 'And a partnership "p" between "a" and "b"')


def failure(done):
    (scenario,) = done.scenarios
    assert ScenarioOutcome.FAILED is scenario.outcome
    return scenario.failure


def test_what_holds_passes_with_the_words_behind_it(told):
    """A passed step has its position in the log and the quote that shows it."""
    told.scenario(*counted(9))
    (scenario,) = told.run().scenarios
    assert ScenarioOutcome.PASSED is scenario.outcome
    assert told.log.head().size - 1 == scenario.position
    (citation,) = scenario.steps[-1].evidence
    assert "9 of 11" in citation.quote
    assert "THX News" == citation.publisher


def test_what_does_not_hold_fails_in_three_lines(told):
    """The step with its place, what the ledger says with its source, and a command to try."""
    told.scenario(*counted(10), name="alce.feature")
    assert (
        'alce.feature:5  Then "alce-convention" has 10 of 11 consents\n'
        "  the ledger says 9 of 11, single source (THX News, 12 Jun 2024, position @40)\n"
        "  try: claims why alce-convention.consents --valid-at 2024-06-12"
    ) == failure(told.run())


def test_recording_steps_never_change_the_ledger(told):
    """Claims told in a scenario change its answers, and the ledger's head stays the same."""
    before = told.log.head()
    told.scenario(
        'When I look at "mexico-korea-space"',
        "Given these claims:",
        "  | source | source kind | published  | kind | instrument | count | required | stage |",
        "  | SRE    | depositary  | 2024-06-20 | consents-counted | alce-convention | 10 | 11 "
        "| deposited |",
        "When I ask as of 1 July 2024",
        'Then "alce-convention" has 10 of 11 consents',
        'And the consents of "alce-convention" are settled',
    )
    (scenario,) = told.run().scenarios
    assert scenario.failure is None
    assert before == told.log.head()


def test_each_scenario_begins_with_the_ledger_as_it_is(folder):
    """The same partnership is told in two scenarios, and neither sees the other's."""
    one = "\n".join(f"    {step}" for step in (GIVEN, "Then the ledger verifies"))
    folder.write("f.feature", f"Feature: f\n  Scenario: a\n{one}\n  Scenario: b\n{one}\n")
    assert [None, None] == [scenario.failure for scenario in folder.run().scenarios]
    assert 0 == folder.log.head().size


@pytest.mark.parametrize(
    ("steps", "says", "fix"),
    [
        (["Given nothing of the kind"], "there is no such step", "the nearest phrases are"),
        (["When I ask as of 2024-02-30"], "no such day: 2024-02-30", "as 2024-06-12"),
        (["Then the timeline is:"], "the table lacks the columns kind, source", "first row"),
        (['When I look at "x"'], "no such partnership here: x", "name one of: none"),
        (["Then 0 hurdles are outstanding"], "which partnership is meant?", "I look at"),
        (
            [*BEGUN, "When I ask as of 2024-06-12", 'Then "x" has 1 consent'],
            "no such instrument here: x",
            "name one of: none",
        ),
        (
            [*BEGUN, "When I ask as of 2024-06-12", 'Then the hurdle "x" is required'],
            "no such hurdle here: x",
            "name one of: none",
        ),
        (
            [*BEGUN, "When I ask as of 2024-06-12", 'Then the claim of "x" stands'],
            "no such source here: x",
            "name one of: none",
        ),
        (
            [*BEGUN, 'Given an agreement "i" between "a" and "c"'],
            "no such party: c",
            "record the party first",
        ),
        (
            [
                *BEGUN,
                "Given these claims:",
                "  | source | kind | instrument | count |",
                "  | A | consents-counted | x | 1 |",
            ],
            "no such instrument: x",
            "record the instrument first",
        ),
        (
            ["Given an empty ledger", 'Then it is refused: "x"'],
            "nothing was refused",
            "right after",
        ),
        (
            [
                *BEGUN,
                "Given these claims recorded on 1 January 2024:",
                "  | kind | id | name |",
                "  | party | c | C |",
                "And these claims recorded on 31 December 2023:",
                "  | kind | id | name |",
                "  | party | d | D |",
            ],
            "nothing can be recorded on 2023-12-31",
            "leave out the day",
        ),
    ],
)
def test_a_step_that_cannot_be_carried_out_says_why_and_the_way_out(folder, steps, says, fix):
    """Each cause has its sentence and its hint, in three lines."""
    folder.scenario(*steps)
    first, second, third = failure(folder.run()).splitlines()
    assert first.startswith("one.feature:")
    assert second.strip().startswith(says)
    assert third.startswith("  try: ")
    assert fix in third


def test_an_act_that_should_be_refused_and_is_otherwise_says_how(folder):
    """The wrong refusal is named by its code; any refusal is not good enough."""
    folder.scenario(
        *BEGUN, 'When on 1 May 2024 "A" retracts "nothing"', 'Then it is refused: "not-entitled"'
    )
    assert "it was refused otherwise: not-known" in failure(folder.run())


def test_a_refusal_that_nobody_expects_fails_its_own_step(folder):
    """The line of the refused act is shown, not that of a later step."""
    folder.scenario(*BEGUN, 'When on 1 May 2024 "A" retracts "nothing"', "Then nothing is foreseen")
    assert failure(folder.run()).startswith("one.feature:5  When on 1 May 2024")


def test_a_file_that_cannot_be_read_is_a_mistake_and_the_others_run(folder):
    """Three bad files are three mistakes; the fourth passes, and the run is not clean."""
    folder.write("a.feature", "Feature: f\n  Scenario: s\n    Given a\n  nonsense\n")
    folder.write("b.feature", "# language: fr\nFonctionnalité: f\n  Scénario: s\n    Soit a\n")
    folder.write("c.feature", "Feature: f\n" + "# a comment\n" * 100_000)
    folder.scenario(*BEGUN, name="d.feature")
    done = folder.run()
    assert [("a.feature", 4), ("b.feature", 1), ("c.feature", None)] == [
        (one.file, one.line) for one in done.mistakes
    ]
    assert [ScenarioOutcome.PASSED] == [one.outcome for one in done.scenarios]
    assert not done.clean


def test_nothing_of_the_users_pytest_gets_in(folder, monkeypatch):
    """A conftest.py, a pytest.ini and PYTEST_ADDOPTS of the folder are not read."""
    folder.write("conftest.py", "raise SystemExit('read')")
    folder.write("pytest.ini", "[pytest]\naddopts = --no-such-option\n")
    monkeypatch.setenv("PYTEST_ADDOPTS", "--no-such-option")
    folder.scenario(*BEGUN, name="a b/ñ.feature")
    done = folder.run()
    assert (1, 0) == (len(done.scenarios), done.failed)


def test_every_example_of_an_outline_is_a_scenario(told):
    """Of two examples one passes and one fails, each on its own."""
    steps = "\n".join(f"    {step}" for step in counted("<n>"))
    examples = "    Examples:\n      | n  |\n      | 9  |\n      | 10 |\n"
    told.write("o.feature", f"Feature: f\n  Scenario Outline: s\n{steps}\n{examples}")
    assert [ScenarioOutcome.PASSED, ScenarioOutcome.FAILED] == [
        one.outcome for one in told.run().scenarios
    ]


def test_tags_select(folder):
    """Tags go with or without the at sign, and may be negated."""
    for name in "ab":
        folder.scenario(*BEGUN, name=f"{name}.feature", head=f"@{name} @unknown-marker\nFeature: f")
    assert ["a.feature"] == [one.file for one in folder.run(tags=["@a"]).scenarios]
    assert ["b.feature"] == [one.file for one in folder.run(tags=["not a"]).scenarios]
    assert ("a", "unknown-marker") == folder.run(tags=["a"]).scenarios[0].tags


@pytest.mark.parametrize(
    ("own", "wanted", "is_asked_for"),
    [("a", [], True), ("a", ["a", "b"], True), ("a", ["b"], False), ("a", ["a", "not a"], False)],
)
def test_which_scenarios_tags_ask_for(own, wanted, is_asked_for):
    """One wanted tag is enough, and a negated one keeps a scenario out."""
    assert selected(frozenset({own}), wanted) is is_asked_for


def test_a_run_says_when_and_where_it_ran(folder):
    """The run has its moment and position, the scenario its folder, names, language and line."""
    folder.scenario(*BEGUN)
    done = folder.run()
    assert (datetime(2026, 1, 1, 12, tzinfo=UTC), -1) == (done.ran_at, done.position)
    (scenario,) = done.scenarios
    assert (folder.path.name, "f", "s", "en", 2) == (
        scenario.question,
        scenario.feature,
        scenario.scenario,
        scenario.language,
        scenario.line,
    )


def test_junit_holds_what_xml_cannot(folder):
    """A control character in a name is replaced, and the file stays XML."""
    folder.scenario(*BEGUN, title="bell \x07 & <x>")
    (suite,) = ET.fromstring(junit(folder.run()))  # noqa: S314 - our own text
    (case,) = suite
    assert "bell \ufffd & <x>" == case.get("name")
