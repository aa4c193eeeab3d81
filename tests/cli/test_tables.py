"""``--csv``: every list of the command line as a table, the same as on the web."""

from __future__ import annotations

import csv
import io
import os
import re
from pathlib import Path
from types import UnionType
from typing import Union, get_args, get_origin

import click
import pytest

from ledger.cli.contract import answer_types
from ledger.demo import tell

NO_LIST = frozenset({"why"})
"""A list that is no table: its parts are trees of their own."""


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    """The ledger of the Convention."""
    return tell("alce", tmp_path_factory.mktemp("tables") / "claims.db").location


def _lists(type_: object) -> bool:
    if isinstance(type_, UnionType) or get_origin(type_) is Union:
        return any(map(_lists, get_args(type_)))
    return get_origin(type_) in {tuple, list}


def _command(words: str) -> click.Command:
    from ledger.cli.group import VerbGroup  # noqa: PLC0415 - the test alone loads every command

    first, *rest = words.split()
    command = VerbGroup("claims").get_command(click.Context(VerbGroup("claims")), first)
    for word in rest:
        assert isinstance(command, click.Group)
        command = command.get_command(click.Context(command), word)
    assert command is not None
    return command


def _options(command: click.Command) -> set[str]:
    return {option for param in command.params for option in getattr(param, "opts", ())}


def test_every_command_that_answers_with_a_list_has_csv():
    """By the contract of answers: no list is forgotten."""
    wanted = {words for words, type_ in answer_types().items() if _lists(type_)} - NO_LIST
    lacking = {
        words
        for words in wanted
        if words.split()[-1] not in {"new", "rotate"} and "--csv" not in _options(_command(words))
    }
    assert lacking == set()
    assert {"timeline", "log", "party list"} <= wanted, "negative control"


@pytest.mark.parametrize(
    "words",
    [
        ("status",),
        ("timeline", "mexico-korea-space"),
        ("hurdles", "mexico-korea-space"),
        ("next",),
        ("diff", "--since", "@3"),
        ("diff", "mexico-korea-space", "--since", "@3"),
        ("search", "once"),
        ("disputes",),
        ("check",),
        ("check", "--list"),
        ("log", "--limit", "5"),
        ("treaty", "alce-convention"),
        ("party", "list"),
        ("kinds",),
        ("key", "list"),
        ("token", "list"),
        ("spec", "steps"),
        ("imports",),
        ("notify", "list"),
        ("documents",),
        ("feed", "list"),
        ("inbox", "list"),
    ],
    ids=" ".join,
)
def test_a_list_is_a_table_with_heads_and_rows_of_one_width(claims, story, words):
    """Whatever is in it, a program reads it back."""
    said = claims(*words, "--csv", "--ledger", str(story))
    assert said.err == ""
    heads, *rows = csv.reader(io.StringIO(said.out, newline=""))
    assert len(set(heads)) == len(heads)
    assert {len(row) for row in rows} <= {len(heads)}
    if words[0] not in {"disputes", "key", "token", "notify", "imports", "feed", "inbox"}:
        assert rows


def test_a_claim_that_fell_says_so_in_the_table(claims, story):
    """A timeline has what no longer stands, and its row says why."""
    said = claims("timeline", "mexico-korea-space", "--csv", "--ledger", str(story))
    assert "fallen" in said.out.partition("\r\n")[0]


def test_the_page_of_tables_names_each_command_that_has_csv():
    """Whoever reads it learns of every list, and of none that is not there."""
    page = (Path(__file__).parents[2] / "docs" / "tables.md").read_text(encoding="utf-8")
    paragraph = next(part for part in page.split("\n\n") if "takes `--csv`" in part)
    named = {name.removeprefix("claims ") for name in re.findall(r"`([a-z ]+)`", paragraph)}
    having = {words for words in answer_types() if "--csv" in _options(_command(words))}
    assert named == having - {"schema"}, "which prints the header of a kind's sheet"


def test_the_inbox_is_a_table_of_what_waits(claims, story, tmp_path):
    """A row for each item, with the parties it mentions and how many drafts there are of it."""
    ledger = tmp_path / "claims.db"
    ledger.write_bytes(story.read_bytes())
    (tmp_path / "news.txt").write_text("Mexico signed the ALCE convention on 1 May 2024.\n")
    claims("inbox", "add", str(tmp_path / "news.txt"), "--kind", "news", "--ledger", str(ledger))
    said = claims("inbox", "list", "--csv", "--ledger", str(ledger))
    (row,) = csv.DictReader(io.StringIO(said.out, newline=""))
    assert (row["state"], row["source_kind"], row["door"]) == ("new", "news", "file")
    assert "mexico" in row["mentions"].split()
    assert (row["drafts"], row["have"]) == ("1", "")


def test_an_answer_that_is_no_list_is_refused(claims, story):
    """The status of one partnership is no table."""
    said = claims("status", "mexico-korea-space", "--csv", "--ledger", str(story))
    assert (said.code, said.out) == (2, "")
    assert "this answer is no list" in said.err


def test_csv_and_json_are_one_too_many(claims, story):
    """Which one is meant cannot be guessed."""
    said = claims("status", "--csv", "--json", "--ledger", str(story))
    assert said.error["code"] == "no-table"


def test_a_table_is_utf8_whatever_the_locale_says(shell, story):
    """Korean words come through a pipe to the byte, under a locale of ASCII."""
    env = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "CLAIMS_LEDGER": str(story)}
    done = shell("spec", "steps", "--lang", "ko", "--csv", env={**os.environ, **env})
    assert "협정" in done.out or "파트너십" in done.out or "조" in done.out
