"""Every command and option of click's own tree: what is new is held to the same without a word.

Each answers --help, refuses what it does not have, is named in the docs, and meets a bad value
of each of its options with an error of its own.
"""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import click
import pytest

ROOT = Path(__file__).parents[2]
TREE = runpy.run_path(str(ROOT / "tests" / "fuzz" / "commands.py"))
VERBS = {" ".join(verb.words): verb for verb in TREE["verbs"]()}
COMES_BACK = sorted(name for name, verb in VERBS.items() if verb.words not in TREE["NEVER"])
BAD = ("", " ", "-1", "9" * 30, "@" + "9" * 25, "nan", "2024-13-45", "\u202e", "a" * 3000,
       "gone/there", "/", "http://[", "a=b", "a/b.c")  # fmt: skip
CODES = {0, 1, 2, 3, 4, 5}


def test_the_tree_is_walked():
    """The control: groups are gone into, and options are there."""
    assert {"status", "spec run", "key rotate", "witness serve"} <= VERBS.keys()
    assert len(VERBS) > 40
    assert sum(len(verb.options) for verb in VERBS.values()) > 100


@pytest.mark.parametrize("name", sorted(VERBS))
def test_each_answers_help_with_all_its_options(name, claims):
    """Help has an example and lists each option that is not hidden, for every command."""
    said = claims(*VERBS[name].words, "--help")
    assert (said.code, said.err) == (0, "")
    assert "Example:" in said.out
    for option in VERBS[name].options:
        assert option.hidden or option.opts[-1] in said.out, option.name


@pytest.mark.parametrize("name", sorted(VERBS))
def test_each_refuses_an_option_that_it_does_not_have(name, claims):
    """An unknown option is a usage error that repeats it and offers a way out."""
    said = claims(*VERBS[name].words, "--no-such-option", "--json")
    assert (said.code, said.error["code"]) == (2, "usage")
    assert "--no-such-option" in said.error["message"]
    assert said.error["fix"]


def test_each_is_in_the_docs_with_what_it_does():
    """The table of ``docs/commands.md`` has every command with its own short help."""
    page = (ROOT / "docs" / "commands.md").read_text()
    rows = dict(re.findall(r"^\| `claims ([^`]*)` \| ([^|]*) \|", page, re.MULTILINE))
    assert {name: rows.get(name) for name in VERBS} == {
        name: verb.command.short_help for name, verb in VERBS.items()
    }


@pytest.mark.parametrize("name", COMES_BACK)
def test_each_bad_value_of_each_option_has_an_error_of_its_own(name, newsroom):
    """Whatever the value, a known exit code and a way out come back, never a traceback."""
    verb = VERBS[name]
    for value in BAD:
        for option in (one for one in verb.options if not one.is_flag):
            words = [*verb.words, option.opts[-1], *[value] * max(option.nargs, 1)]
            answered(newsroom, [*words, *arguments(verb, "mexico-korea-space")])
        if verb.arguments:
            answered(newsroom, [*verb.words, "--", *arguments(verb, value)])


def arguments(verb, value):
    """One value for each argument of a command."""
    return [value for argument in verb.arguments for _ in range(max(argument.nargs, 1))]


def answered(newsroom, words):
    said = newsroom(*words)
    assert said.code in CODES, (words, said.err)
    assert "Traceback" not in said.err + said.out
    if said.code in {2, 3, 4, 5}:
        assert "try: " in said.err, (words, said.err)


def test_a_value_that_leads_to_a_bug_would_be_seen(newsroom, monkeypatch):
    """The control: exit code 70 is no answer."""

    def broken(*_):
        raise ZeroDivisionError

    monkeypatch.setattr("ledger.app.ledger.Ledger.at", broken)
    with pytest.raises(AssertionError):
        answered(newsroom, ["status", "mexico-korea-space"])


def test_each_type_of_value_is_tried():
    """Choices, numbers, paths and texts are all among the options."""
    types = {type(option.type) for verb in VERBS.values() for option in verb.options}
    assert {click.Choice, click.Path} <= types
