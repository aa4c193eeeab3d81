"""``claims spec``: run, check, steps, new and report, with their exit codes."""

from __future__ import annotations

import json
import sqlite3
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from ledger.demo import tell
from ledger.specs.reports.results import Run

NEW = ("spec", "new", "mexico-korea-space", "--valid-at", "2024-06-12")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    path = tmp_path_factory.mktemp("made") / "claims.db"
    tell("mexico-korea", path)
    return path


@pytest.fixture
def ledger(made, monkeypatch):
    monkeypatch.setenv("CLAIMS_LEDGER", str(made))
    return made


@pytest.fixture
def first(ledger, claims):  # noqa: ARG001 - asked for its effect
    """A first feature, in ./features."""
    folder = Path("features")
    folder.mkdir()
    path = folder / "first.feature"
    path.write_text(claims(*NEW).out)
    return path


@pytest.fixture
def false(first):
    path = first.with_name("second.feature")
    path.write_text(first.read_text().replace("9 of 11", "10 of 11"))
    return path


@pytest.mark.usefixtures("first")
def test_what_holds_exits_with_0(claims):
    """A feature made from the ledger passes on it, at the position of its head."""
    said = claims("spec", "run")
    assert (0, "1 passed, 0 failed, at position @51\n") == (said.code, said.out)


@pytest.mark.usefixtures("false")
def test_what_does_not_hold_exits_with_1_and_says_why(claims):
    """The ledger's own value stands next to the failed step, with its source."""
    said = claims("spec", "run")
    assert 1 == said.code
    assert "  the ledger says 9 of 11, single source (THX News, 12 Jun 2024" in said.out
    assert said.out.endswith("1 passed, 1 failed, at position @51\n")


@pytest.mark.usefixtures("false")
def test_a_run_as_json(claims):
    """Each scenario has its failure with file and line, or null, and the position is there."""
    said = claims("spec", "run", "--json")
    assert [None, "features/second.feature:7"] == [
        one["failure"] and one["failure"].split("  ")[0] for one in said.data["scenarios"]
    ]
    assert 51 == json.loads(said.out)["at"]["position"]


def test_a_file_that_is_no_gherkin_is_named_and_the_rest_runs(first, claims):
    """One broken file fails the run without hiding what the others show."""
    first.with_name("broken.feature").write_text("nothing of the kind")
    said = claims("spec", "run")
    assert 1 == said.code
    assert said.out.startswith("features/broken.feature:1  this is not Gherkin")
    assert said.out.endswith("1 passed, 0 failed, 1 file not run, at position @51\n")


@pytest.mark.usefixtures("false")
@pytest.mark.parametrize(
    ("tags", "says"),
    [
        (("-t", "absent"), "no scenario has the tag @absent\n  try: select by a tag"),
        (("-t", "@"), "no scenario has the tag @\n"),
        (("-t", "a and b"), "no scenario has the tag @a and b\n"),
    ],
)
def test_a_tag_that_selects_nothing_is_a_failure_with_its_reason(tags, says, claims):
    """Nothing run is nothing shown: exit code 1, in words, as JSON and in JUnit XML."""
    said = claims("spec", "run", *tags, "--junit", "out.xml")
    assert 1 == said.code
    assert said.out.startswith(says)
    assert said.out.endswith("0 passed, 0 failed, at position @51\n")
    (suite,) = ET.parse("out.xml").getroot()  # noqa: S314 - our own file
    assert ("1", "0", "1") == tuple(suite.get(name) for name in ("tests", "failures", "errors"))
    refused = claims("spec", "run", *tags, "--json")
    assert (1, "", "nothing-ran") == (refused.code, refused.out, refused.error["code"])
    assert ["unknown-tag"] == [problem["code"] for problem in refused.error["problems"]]
    assert 1 == claims("spec", "report", "out.html", *tags).code
    assert "Nothing ran." in Path("out.html").read_text()


def test_tags_that_leave_everything_out_are_a_failure(first, claims):
    """``not`` a tag that every scenario has."""
    first.write_text(f"@slow\n{first.read_text()}")
    said = claims("spec", "run", "-t", "not @slow")
    assert (1, "nothing ran: the tags leave out the one scenario") == (
        said.code,
        said.out.splitlines()[0],
    )
    assert 0 == claims("spec", "run", "-t", "not @fast").code


@pytest.mark.usefixtures("false")
def test_junit_has_every_result_and_every_mistake(claims):
    """A scenario that fails is a failure, a file that cannot run an error."""
    Path("features/third.feature").write_text("nothing of the kind\n")
    assert 1 == claims("spec", "run", "--junit", "out.xml").code
    (suite,) = ET.parse("out.xml").getroot()  # noqa: S314 - our own file
    assert ("3", "1", "1") == tuple(suite.get(name) for name in ("tests", "failures", "errors"))
    assert ["error", None, "failure"] == [
        child.tag if (child := next(iter(case), None)) is not None else None for case in suite
    ]


WRONG = ("9 of 11", "10 of 11")


@pytest.mark.parametrize(
    "name",
    [
        "news [2024]/a.feature",
        "two/notes [draft].feature",
        "a.FEATURE",
        "a.txt",
        "a::b.feature",
        "a::b/c.feature",
        "-x.feature",
        "no suffix",
        "협약 현황.feature",
        "a$HOME.feature",
        "a%20b?.feature",
        "'a\"b.feature",
        ".feature",
        "two/deep/er/x.feature",
    ],
)
def test_no_name_of_a_file_makes_it_green(name, first, claims):
    """Wherever it lies, what does not hold is a failure: named itself, and by its folder."""
    text = first.read_text()
    first.unlink()
    path = first.parent / name
    path.parent.mkdir(parents=True, exist_ok=True)
    for shown in ([f"./{path}"], ["--", str(path)], [str(path.absolute())], ["features"]):
        if shown == ["features"] and not name.casefold().endswith(".feature"):
            continue
        path.write_text(text)
        assert (0, "1 passed, 0 failed, at position @51\n") == (
            claims("spec", "run", *shown).code,
            claims("spec", "run", *shown).out,
        )
        path.write_text(text.replace(*WRONG))
        said = claims("spec", "run", *shown)
        assert (1, True) == (said.code, "0 passed, 1 failed" in said.out), said


@pytest.mark.parametrize(
    "title", ["__wrong__", "__init__", "a::b", "[x]", "a.b", "test", "-x", "", "<x>", "\\d"]
)
def test_no_name_of_a_scenario_makes_it_green(title, first, claims):
    """A scenario may be called anything, and is counted."""
    lines = first.read_text().replace(*WRONG).splitlines()
    lines[2] = f"  Scenario: {title}"
    first.write_text("\n".join(lines))
    said = claims("spec", "run")
    assert (1, True) == (said.code, "0 passed, 1 failed" in said.out)


def test_two_files_of_one_name_both_run(first, claims):
    """In two folders, and named twice: each file once."""
    other = first.parent / "other" / first.name
    other.parent.mkdir()
    other.write_text(first.read_text().replace(*WRONG))
    for paths in (["features"], [str(first), str(other)], [str(first), "features", str(other)]):
        said = claims("spec", "run", *paths)
        assert (1, True) == (said.code, "1 passed, 1 failed" in said.out)


def test_each_row_of_an_outline_runs_and_tags_of_examples_select(first, claims):
    """Rows with the same words are as many runs; the tags of their table choose among them."""
    text = first.read_text().replace("  Scenario:", "  Scenario Outline:")
    rows = "@right\n    Examples:\n      | n |\n      | 9 |\n      | 9 |\n"
    first.write_text(
        text.replace("9 of 11", "<n> of 11")
        + f"\n    {rows}\n    {rows}".replace("@right", "@wrong", 2).replace("@wrong", "@right", 1)
        + "      | 8 |\n"
    )
    assert "4 passed, 1 failed" in claims("spec", "run").out
    assert "2 passed, 0 failed" in claims("spec", "run", "-t", "right").out
    assert "2 passed, 1 failed" in claims("spec", "run", "-t", "wrong").out
    assert "2 passed, 0 failed" in claims("spec", "run", "-t", "not wrong").out


def test_what_runs_is_counted_before_and_after(first, claims, monkeypatch):
    """A run that loses a scenario is not clean, whatever lost it."""
    from ledger.specs import running  # noqa: PLC0415 - what is broken here

    assert first.exists()
    assert (1, 0) == (claims("spec", "run", "--json").data["planned"], claims("spec", "run").code)
    monkeypatch.setattr(running._Desk, "run", lambda *_: None)
    monkeypatch.setattr(running, "Run", lambda **fields: Run(**{**fields, "scenarios": ()}))
    assert 1 == claims("spec", "run").code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Feature: f\n",
        "Feature: f\n  Scenario: s\n",
        "Feature: f\n  Background:\n    Given an empty ledger\n",
        "# language: es\nCaracterística: f\n  Escenario: s\n    Given an empty ledger\n",
    ],
)
def test_what_says_nothing_is_a_mistake_in_every_command(text, first, claims):
    """``spec check``, ``run`` and ``report`` refuse what would hold whatever the ledger says."""
    first.write_text(text)
    for words in (("check",), ("run",), ("report", "out.html")):
        said = claims("spec", *words)
        assert (1, True) == (said.code, "features/first.feature" in said.out)


@pytest.mark.usefixtures("first")
def test_a_ledger_that_is_not_there_is_a_storage_error(claims):
    """An absent ledger exits 5 and is no failed scenario."""
    said = claims("spec", "run", "--ledger", "absent.db")
    assert 5 == said.code
    assert "absent.db" in said.err


@pytest.mark.usefixtures("first")
def test_a_ledger_that_someone_writes_to_can_still_be_asked(ledger, claims):
    """A writer's lock keeps no reader out."""
    with sqlite3.connect(ledger) as writer:
        writer.execute("BEGIN IMMEDIATE")
        assert 0 == claims("spec", "run").code
        writer.rollback()


@pytest.mark.usefixtures("ledger")
def test_without_features_it_says_where_it_looked(claims):
    """A folder with no feature files exits 3, so an empty run never passes."""
    said = claims("spec", "run")
    assert 3 == said.code
    assert said.err.startswith("claims: no feature files at features\n")


def test_check_names_every_mistake(first, claims):
    """An unknown step is placed by file and line, and the nearest phrases are offered."""
    assert (0, "every step is known\n") == (
        claims("spec", "check").code,
        claims("spec", "check").out,
    )
    first.write_text(first.read_text().replace("I look at", "I gaze at"))
    said = claims("spec", "check", "features")
    assert 1 == said.code
    assert 'features/first.feature:4: no such step: I gaze at "mexico-korea-space"' in said.out
    assert 'try: the nearest phrases are: I look at "mexico-korea-space"' in said.out


@pytest.mark.parametrize(
    ("language", "step"),
    [("en", "an empty ledger"), ("es", "un libro vacío"), ("ko", "빈 원장이 있다")],
)
def test_steps_are_listed_with_examples_and_tables(language, step, claims):
    """English, Spanish and Korean each list their phrases with a table for those that take one."""
    said = claims("spec", "steps", "--lang", language)
    assert said.out.splitlines()[0] == step
    assert "\n  | " in said.out


def test_steps_as_json(claims):
    """Each step has a key that is the same in every language."""
    assert "empty-ledger" == claims("spec", "steps", "--json").data[0]["key"]


@pytest.mark.usefixtures("ledger")
def test_new_of_something_else_names_what_there_is(claims):
    """An unknown partnership exits 3 and the known ones are offered."""
    said = claims("spec", "new", "nothing")
    assert 3 == said.code
    assert "mexico-korea-space" in said.err


@pytest.mark.usefixtures("false")
def test_a_report_is_one_file(claims):
    """The HTML file has the verbatim quotes, and a failed scenario still exits 1."""
    said = claims("spec", "report", "out.html")
    assert 1 == said.code
    assert "1 scenario holds, 1 does not." in said.out
    assert "With 9 of 11 required ratifications" in Path("out.html").read_text()


def test_spec_alone_lists_its_commands(claims):
    """`claims spec` with no more words is a help page with exit code 0."""
    said = claims("spec")
    assert 0 == said.code
    for name in ("run", "check", "steps", "new", "report"):
        assert f"  {name} " in said.out


def test_a_mistyped_command_names_the_near_one(claims):
    """The way out is the likely command within `claims spec`."""
    said = claims("spec", "rn")
    assert "claims: no such command: rn\n  try: claims spec run (claims spec --help" in said.err
