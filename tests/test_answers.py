"""Answers are a contract: every ``--json`` answer has a schema, and keeps to it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import click
import jsonschema
import pytest
from jsonschema.exceptions import best_match

from ledger.app.contract.schemas import answers_schema
from ledger.cli.contract import answer_types
from ledger.cli.program import claims as program
from tests.snapshots.walk import NAMES, Answered, answers, demo_answers


@cache
def whole() -> dict[str, object]:
    """The schema of the answers of all commands."""
    schema = answers_schema(answer_types())
    jsonschema.Draft202012Validator.check_schema(schema)
    return schema


@cache
def validator(command: str) -> jsonschema.Draft202012Validator:
    """What checks the answers of a command: its part of the whole, and errors."""
    names = (f"claims-{command.replace(' ', '-')}", "error")
    parts = [{"$ref": f"#/$defs/{name}"} for name in names]
    return jsonschema.Draft202012Validator({**whole(), "anyOf": parts})


def departure(answered: Answered) -> str | None:
    """Where an answer leaves its schema and how, or None."""
    error = best_match(validator(answered.command).iter_errors(answered.envelope))
    return None if error is None else f"{error.json_path}: {error.message[:300]}"


def commands(group: click.Group, words: tuple[str, ...] = ()) -> set[str]:
    """The words of every command that does something, in a group and below it."""
    context = click.Context(group)
    found = set()
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        below = isinstance(command, click.Group)
        found |= commands(command, (*words, name)) if below else {" ".join((*words, name))}
    return found


def test_every_command_has_a_schema():
    """There is a type for the answer of each command, and none for a command that is not."""
    assert set(answer_types()) == commands(program)


def test_the_walk_calls_every_command():
    """So each schema is held against an answer, and each answer is in a snapshot."""
    assert {answer.command for answer in answers().values()} == commands(program)


@pytest.mark.parametrize("name", NAMES)
def test_an_answer_keeps_to_its_schema(name):
    """What a command prints with --json is what its schema says, on stdout and on stderr."""
    assert departure(answers()[name]) is None


def test_the_answers_of_both_demos_keep_to_their_schemas():
    """Whatever can be asked of the demos is answered as the schemas say, with many kinds in it."""
    assert len(demo_answers()) > 20
    departures = {name: departure(answered) for name, answered in demo_answers().items()}
    assert not {name: where for name, where in departures.items() if where is not None}


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_refuses_what_its_command_never_answers(name):
    """A field too many, and a field that is left out, are refused; else the test above is idle."""
    answered = answers()[name]
    part = "data" if answered.envelope["ok"] else "error"
    value = answered.envelope[part]
    first = value[0] if isinstance(value, list) and value else value or {}
    for changed in ({**first, "unheard-of": 1}, {}, "a word"):
        if answered.command == "schema" and isinstance(changed, dict):
            continue  # its answer is a schema, an object of any fields
        altered = [changed] if isinstance(value, list) else changed
        assert not validator(answered.command).is_valid({**answered.envelope, part: altered})


def test_the_command_prints_the_schema_of_all_and_of_one(capsys):
    """``claims schema --answers`` has every command; with one, only what that one needs."""
    from ledger.cli.program import run  # noqa: PLC0415

    def printed(*words):
        assert run(("schema", "--answers", *words)) == 0
        return json.loads(capsys.readouterr().out)

    whole, status, party = printed(), printed("status"), printed("party")
    named = {name for name in whole["$defs"] if name.startswith("claims-")}
    assert named == {f"claims-{command.replace(' ', '-')}" for command in answer_types()}
    assert status["anyOf"] == [{"$ref": "#/$defs/claims-status"}, {"$ref": "#/$defs/error"}]
    assert "#/$defs/claims-party-same" in {one["$ref"] for one in party["anyOf"]}
    assert all(whole["$defs"][name] == schema for name, schema in status["$defs"].items())


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--answers", "statu"), "claims schema --answers status"),
        (("status",), "claims schema --answers COMMAND"),
    ],
)
def test_a_schema_of_no_command_is_refused_with_the_way_out(words, says, capsys):
    """A word that is no command, or a command without --answers, is a mistake that is named."""
    from ledger.cli.program import run  # noqa: PLC0415

    assert run(("schema", *words)) == 2
    assert says in " ".join(capsys.readouterr().err.split())


def test_the_page_names_the_type_of_every_answer():
    """docs/answers.md has a row for each command, with the types that its schema has."""
    page = Path(__file__).parents[1] / "docs" / "answers.md"
    defs = answers_schema(answer_types())["$defs"]
    for command in answer_types():
        answer = defs[f"claims-{command.replace(' ', '-')}"]
        row = f"| `claims {command}` | {words(answer['properties']['data'])} |"
        assert row in page.read_text(encoding="utf-8")


def words(schema) -> str:
    """A schema as the page says it."""
    match schema:
        case {"$ref": str(reference)}:
            return f"`{reference.rpartition('/')[2]}`"
        case {"anyOf": list(parts)}:
            return ", or ".join(map(words, parts))
        case {"type": "array", "items": items}:
            return f"list of {words(items)}"
        case {"properties": dict(properties)}:
            return "object of " + ", ".join(f"`{name}`" for name in properties)
    return "object of any fields"
