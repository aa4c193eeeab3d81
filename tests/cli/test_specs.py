"""``claims spec``: run, check, steps, new and report, with their exit codes."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from ledger.demo import tell

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
    said = claims("spec", "run")
    assert (0, "1 passed, 0 failed, at position 51\n") == (said.code, said.out)


@pytest.mark.usefixtures("false")
def test_what_does_not_hold_exits_with_1_and_says_why(claims):
    said = claims("spec", "run")
    assert 1 == said.code
    assert "  the ledger says 9 of 11, single source (THX News, 12 Jun 2024" in said.out
    assert said.out.endswith("1 passed, 1 failed, at position 51\n")


@pytest.mark.usefixtures("false")
def test_a_run_as_json(claims):
    said = claims("spec", "run", "--json")
    assert [None, "features/second.feature:7"] == [
        one["failure"] and one["failure"].split("  ")[0] for one in said.data["scenarios"]
    ]
    assert 51 == json.loads(said.out)["at"]["position"]


def test_a_file_that_is_no_gherkin_is_named_and_the_rest_runs(first, claims):
    first.with_name("broken.feature").write_text("nothing of the kind")
    said = claims("spec", "run")
    assert 1 == said.code
    assert said.out.startswith("features/broken.feature:1  this is not Gherkin")
    assert said.out.endswith("1 passed, 0 failed, 1 files not run, at position 51\n")


@pytest.mark.usefixtures("false")
def test_junit_and_tags(claims):
    said = claims("spec", "run", "-t", "absent", "--junit", "out.xml")
    assert (0, "0 passed, 0 failed, at position 51\n") == (said.code, said.out)
    assert Path("out.xml").exists()


@pytest.mark.usefixtures("first")
def test_a_ledger_that_is_not_there_is_a_storage_error(claims):
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
    said = claims("spec", "run")
    assert 3 == said.code
    assert said.err.startswith("claims: no feature files at features\n")


def test_check_names_every_mistake(first, claims):
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
    [("en", "an empty ledger"), ("es", "un registro vacío"), ("ko", "빈 원장이 있다")],
)
def test_steps_are_listed_with_examples_and_tables(language, step, claims):
    said = claims("spec", "steps", "--lang", language)
    assert said.out.splitlines()[0] == step
    assert "\n  | " in said.out


def test_steps_as_json(claims):
    assert "empty-ledger" == claims("spec", "steps", "--json").data[0]["key"]


@pytest.mark.usefixtures("ledger")
def test_new_of_something_else_names_what_there_is(claims):
    said = claims("spec", "new", "nothing")
    assert 3 == said.code
    assert "mexico-korea-space" in said.err


@pytest.mark.usefixtures("false")
def test_a_report_is_one_file(claims):
    said = claims("spec", "report", "out.html")
    assert 1 == said.code
    assert "1 scenario holds, 1 does not." in said.out
    assert "With 9 of 11 required ratifications" in Path("out.html").read_text()


def test_spec_alone_lists_its_commands(claims):
    said = claims("spec")
    assert 0 == said.code
    for name in ("run", "check", "steps", "new", "report"):
        assert f"  {name} " in said.out


def test_a_mistyped_command_names_the_near_one(claims):
    said = claims("spec", "rn")
    assert "claims: no such command: rn\n  try: claims spec run (claims spec --help" in said.err
