"""One call from start to exit code, whatever happens on the way."""

from __future__ import annotations

import io
import json
import subprocess
import sys

import click
import pytest

from ledger import __version__
from ledger.cli import program
from ledger.cli.answer import encoded
from ledger.cli.call import Call
from ledger.cli.group import VerbGroup
from ledger.cli.verbs import USES, VERBS
from ledger.errors import Conflict, NotFound, StorageError

HEAVY = ("sqlalchemy", "alembic", "rich", "prompt_toolkit", "lxml", "yaml", "msgspec")


@pytest.fixture
def does(monkeypatch):
    """Let `claims init` do what the test says."""

    def replace(action):
        @click.command()
        def command():
            return action()

        monkeypatch.setattr(VerbGroup, "get_command", lambda *_: command)

    return replace


def raising(error):
    def action():
        raise error

    return action


def imported(said):
    return {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in said.err.splitlines()}


def test_version_imports_nothing_that_its_answer_does_not_need(shell):
    """Not even Click: this is what keeps it near the time of bare Python."""
    said = shell("--version", options=["-X", "importtime"])
    assert said.out == f"claims {__version__}\n"
    assert not imported(said) & {*HEAVY, "click", "attrs", "attr"}


def test_help_imports_nothing_heavy(shell):
    """Help is asked for often; it needs no database and no parser."""
    said = shell("--help", options=["-X", "importtime"])
    assert "Append: from the news to the log" in said.out
    assert not imported(said) & set(HEAVY)
    assert "click" in imported(said)


def test_claims_alone_is_help(claims):
    """All commands, grouped by their use."""
    said = claims()
    assert said.code == 0
    assert said.out == claims("--help").out
    for use in USES:
        assert f"{use}:\n" in said.out
    for name in VERBS:
        assert f"  {name} " in said.out


def test_version_is_an_option_among_others(claims):
    """``--version`` works after another option of the program."""
    assert claims("--no-color", "--version").out == f"claims {__version__}\n"


@pytest.mark.parametrize("name", VERBS)
def test_every_command_is_there_and_says_what_the_list_says(name):
    """The list is what help prints without loading anything; it must not drift."""
    command = program.claims.get_command(click.Context(program.claims), name)
    assert command.short_help == VERBS[name].summary
    assert command.name == name


@pytest.mark.parametrize("name", VERBS)
def test_every_command_explains_itself_with_an_example(name, claims):
    """Help has an example and the ledger's option, in at most 80 columns."""
    said = claims(name, "--help")
    assert said.code == 0
    assert "Example" in said.out
    assert "--ledger PATH|URL" in said.out
    assert max(map(len, said.out.splitlines())) <= 80


def test_a_mistyped_command_names_the_near_one(claims):
    """The way out of a typing mistake is the command that was most likely meant."""
    said = claims("sttus")
    assert (said.code, said.out) == (2, "")
    assert said.err == (
        "claims: no such command: sttus\n  try: claims status (claims --help lists all)\n"
    )


def test_a_command_like_no_other_points_at_help(claims):
    """Where no command is near, none is guessed."""
    assert claims("xyzzy").err.splitlines()[1] == "  try: claims --help"


def test_a_mistyped_option_names_the_near_one(claims):
    """The way out offers the likely option and the help of that very command."""
    said = claims("init", "--ledgr", "x")
    assert said.code == 2
    assert said.err == (
        "claims: no such option '--ledgr'\n"
        "  try: --ledger or --lang (claims init --help lists all)\n"
    )


@pytest.mark.parametrize(
    "words", [("--json", "sttus"), ("init", "--json", "--no"), ("--json", "-x")]
)
def test_mistakes_in_the_words_come_as_json_too(words, claims):
    """A ``--json`` anywhere in a wrong call makes the error JSON."""
    said = claims(*words)
    assert said.code == 2
    assert said.error["code"] == "usage"
    assert said.error["fix"]
    assert said.error["where"] is None


def test_json_behind_two_dashes_is_a_word(claims):
    """After `--` nothing is an option."""
    assert claims("nonsense", "--", "--json").err.startswith("claims: no such command")


@pytest.mark.parametrize("place", ["before", "after"])
def test_global_options_stand_before_or_after_the_command(place, claims, monkeypatch):
    """Ledger, recorder, JSON and colour have the same effect in both places."""
    seen = []

    @click.command(cls=type(program.claims.get_command(click.Context(program.claims), "init")))
    @click.pass_obj
    def command(call):
        seen.append(call)

    monkeypatch.setattr(VerbGroup, "get_command", lambda *_: command)
    words = ["--ledger", "x.db", "--as", "Ana", "--json", "--no-color"]
    claims(*([*words, "init"] if place == "before" else ["init", *words]))
    call = seen[0]
    assert (call.settings.ledger, call.settings.recorded_by) == ("x.db", "Ana")
    assert call.json
    assert not call.settings.color


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (NotFound("a", fix="b"), 3),
        (Conflict("a", fix="b"), 4),
        (StorageError("a", fix="b"), 5),
        (OSError(28, "No space left on device"), 5),
        (KeyError("x"), 70),
    ],
)
def test_each_family_of_errors_has_its_exit_code(error, code, does, claims):
    """Scripts can tell not found, conflict, storage and a bug apart by the number."""
    does(raising(error))
    said = claims("init")
    assert said.code == code
    assert said.out == ""
    assert "\n  try: " in said.err


def test_findings_are_a_commands_own_exit_code(does, claims):
    """What a command returns is the exit code, without an error."""
    does(lambda: 1)
    assert claims("init").code == 1


def test_a_bug_says_that_it_is_one_and_where_the_traceback_is(does, claims, monkeypatch):
    """Nobody sees a traceback who did not ask for it."""
    does(raising(ValueError("odd")))
    said = claims("init")
    assert "this is a bug in claims, not a mistake of yours (ValueError: odd)" in said.err
    assert "CLAIMS_DEBUG=1" in said.err
    assert "Traceback" not in said.err
    monkeypatch.setenv("CLAIMS_DEBUG", "1")
    assert "Traceback" in claims("init").err


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), click.Abort()])
def test_whoever_stops_a_call_hears_that_nothing_was_recorded(stop, does, claims):
    """Ctrl-C and an abort exit 130 and say that the ledger is as it was."""
    does(raising(stop))
    said = claims("init")
    assert said.code == 130
    assert said.err.strip() == "claims: stopped; nothing was recorded"


def test_an_interruption_never_hides_what_was_recorded():
    """After a first claim was recorded, or while one is, "nothing" would be a lie."""
    assert "3 recorded before" in Call(recorded=3).interrupted
    assert "run it again" in Call(recorded=3, recording=True).interrupted


def test_a_word_that_is_no_utf8_is_refused(claims):
    """A stray byte in an argument is shown escaped in a usage error."""
    said = claims("show", "a\udcff")
    assert (said.code, said.err.splitlines()[0]) == (2, "claims: this word is no UTF-8: a\\udcff")


def test_a_reader_who_has_read_enough_is_no_error(tmp_path):
    """`claims --help | head -1` prints one line and not a word on stderr."""
    command = f"{sys.executable} -m ledger --help | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, check=True, text=True, cwd=tmp_path
    )
    assert done.stdout.splitlines()[1] == "0"
    assert done.stderr == ""


def test_a_pipe_that_broke_while_writing_is_silent(does, claims):
    """A reader such as `head` that stops early is no error: exit 0, no words."""
    does(raising(BrokenPipeError()))
    assert claims("init") == type(claims("init"))(0, "", "")


def test_a_full_disk_under_stdout_is_told(tmp_path):
    """What could not be written is an error, not a silence."""
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m ledger --help > /dev/full"],
        capture_output=True,
        check=False,
        text=True,
        cwd=tmp_path,
    )
    assert done.returncode == 5
    assert done.stderr.splitlines()[0] == "claims: no space left on device"
    assert len(done.stderr.splitlines()) == 2


def test_a_closed_stdout_is_no_crash(tmp_path):
    """With stdout closed the exit code is still that of the mistake."""
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m ledger sttus >&-"],
        capture_output=True,
        check=False,
        text=True,
        cwd=tmp_path,
    )
    assert done.returncode == 2


@pytest.mark.parametrize("words", ["log", "status --json", "log --csv"])
@pytest.mark.usefixtures("newsroom")
def test_an_answer_that_nobody_can_get_is_no_success(words):
    """With stdout closed an answer goes nowhere, and the exit code says so, as of a full disk."""
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m ledger {words} >&-"],
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 5
    assert "standard output is closed" in done.stderr


def test_a_terminal_without_unicode_gets_every_letter_spelled_out(shell):
    """On an ASCII terminal a message escapes a letter instead of failing on it."""
    said = shell("show", "--Cámara", env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "1"})
    assert said.code == 2
    assert "--C\\xe1mara" in said.err


def test_json_is_ascii_where_its_stream_is():
    """A program reads the same value whatever the locale."""
    utf8, latin = (io.TextIOWrapper(io.BytesIO(), name) for name in ("utf-8", "latin-1"))
    assert "á" in encoded({"a": "á"}, utf8)
    assert json.loads(encoded({"a": "á"}, latin)) == {"a": "á"}
    assert "\\u00e1" in encoded({"a": "á"}, latin)


def test_who_stops_a_recording_hears_that_it_may_have_been_recorded():
    """Whatever submits: stopped between, the call does not say that nothing was recorded."""
    call = Call()
    with pytest.raises(KeyboardInterrupt), call.recording_of(dry_run=False):
        raise KeyboardInterrupt
    assert "run it again" in call.interrupted
    refused = Call()
    with pytest.raises(ValueError), refused.recording_of(dry_run=False):  # noqa: PT011
        raise ValueError
    assert refused.interrupted == "stopped; nothing was recorded"
