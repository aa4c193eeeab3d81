"""What a first reader sees, and that each suggested command answers."""

from __future__ import annotations

import pytest

from ledger.cli.program import run
from ledger.demo import lines, stories, tell
from ledger.errors import ExitCode
from ledger.views.text.letters import cells


@pytest.fixture(scope="module", params=stories())
def printed(request, tmp_path_factory):
    """A story, told, with what it prints at 80 columns."""
    told = tell(request.param, tmp_path_factory.mktemp("told") / "claims.db")
    return told, list(lines(told))


def test_it_says_what_the_product_does(printed):
    """Status, hurdles and timeline, three commands, pages, a ledger of one's own, in order."""
    told, text = printed
    starts = [
        next(number for number, line in enumerate(text) if line.startswith(start))
        for start in (
            "Stage",
            "Outstanding hurdles",
            "Hurdles:",
            "Timeline:",
            "Try next:",
            "Both stories in a browser",
            "A ledger of your own",
        )
    ]
    assert sorted(starts) == starts
    suggested = text[starts[-3] + 2 : starts[-2] - 1]
    assert [f"  {command}" for command in told.try_next] == suggested
    assert 3 == len(told.try_next)


def test_its_own_place_is_named(printed):
    """A program that is not on the PATH stands in every command by its place, and is named."""
    told, text = printed
    elsewhere = list(lines(told, program=".venv/bin/claims"))
    commands = [line for line in elsewhere if line.startswith("  .venv/bin/claims ")]
    assert 9 == len(commands)
    assert not any(line.startswith("  claims ") for line in elsewhere)
    on_the_path = [line for line in text if line.startswith("  claims ")]
    assert [line.replace("  .venv/bin/claims ", "  claims ") for line in commands] == on_the_path
    assert "`claims` for what is .venv/bin/claims here" in elsewhere[-2] + elsewhere[-1]
    assert "PATH" not in " ".join(text)


def test_it_fits_the_screen(printed):
    """No line but a path is wider than 80 columns."""
    _, text = printed
    assert [] == [line for line in text if cells(line) > 80 and "CLAIMS_LEDGER" not in line]


def test_every_hurdle_has_its_words_and_its_source(tmp_path):
    """The first story prints all four hurdles with the article's own words."""
    told = tell("mexico-korea", tmp_path / "claims.db")
    text = " ".join(" ".join(lines(told)).split())
    for words in (
        "9 of 11 consents, 2 still required",
        "“the two nations must negotiate and ratify a formal aerospace cooperation agreement”",
        "“With 9 of 11 required ratifications, ALCE is nearing entry into force”",
        "“to ensure compliance with international laws like the Outer Space Treaty”",
        "“the agreement lays the groundwork” THX News, 12 Jun 2024",
    ):
        assert words in text


def test_what_it_suggests_works(printed, capsys):
    """Each command that it suggests answers, on the ledger that it made."""
    told, _ = printed
    for suggested in told.try_next:
        program, *rest = suggested.split()
        assert "claims" == program
        assert ExitCode.OK == run([*rest, "--ledger", str(told.location)])
        answer = capsys.readouterr()
        assert answer.err == ""
        assert answer.out.strip()


def test_the_same_story_twice_is_the_same(printed, tmp_path):
    """Telling is a function of what ships: two ledgers say the same to the letter."""
    told, text = printed
    again = list(lines(tell(told.story, tmp_path / "claims.db")))
    assert [line for line in text if "CLAIMS_LEDGER" not in line] == [
        line for line in again if "CLAIMS_LEDGER" not in line
    ]
