"""`claims atom` and `claims calendar`: a page to read, a table, or a file, and clear refusals."""

from __future__ import annotations

import json
from pathlib import Path

import feedparser
import icalendar
import pytest

SUBJECT = "mexico-korea-space"


@pytest.fixture
def story(newsroom):
    """A ledger with a count of nine of eleven, which goes stale."""
    entry = {
        "kind": "consents-counted", "document": "news", "instrument": "alce-convention",
        "quote": "With 9 of 11 required ratifications", "partnership": SUBJECT, "count": 9,
        "required": 11, "stage": "deposited",
    }  # fmt: skip
    said = newsroom("import", "-", stdin=json.dumps([entry]).encode())
    assert said.code == 0, said.err
    return newsroom


def test_without_a_file_changes_are_a_page(story):
    """With the words behind each."""
    page = story("atom", SUBJECT).out
    assert "ALCE convention: consents: not known becomes 9 of 11" in page
    assert "“With 9 of 11 required ratifications”" in page


def test_a_feed_leads_to_the_pages_under_its_base(story):
    """Without one it has no links."""
    assert story("atom", "-o", "f.atom", "--base", "https://desk.example/ledger/").code == 0
    read = feedparser.parse(Path("f.atom").read_bytes())
    assert read.entries[0].link == f"https://desk.example/ledger/partnerships/{SUBJECT}"
    assert story("atom", SUBJECT, "-o", "g.atom").code == 0
    assert "href" not in Path("g.atom").read_text()


def test_a_calendar_is_a_file_or_a_page(story):
    """The day on which the count goes stale."""
    assert "13 June 2025: the count of consents" in story("calendar").out
    said = story("calendar", SUBJECT, "-o", "d.ics")
    assert said.out == "written to d.ics: 1 days\n"
    (event,) = icalendar.Calendar.from_ical(Path("d.ics").read_bytes()).walk("VEVENT")
    assert event["dtstart"].dt.isoformat() == "2025-06-13"


def test_both_are_tables_too(story):
    """A row for each change, and for each day."""
    assert story("atom", "--csv").out.splitlines()[0].startswith("position,recorded_at,")
    assert "count-stale,alce-convention" in story("calendar", "--csv").out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("atom", "nobody"), "no-such-subject"),
        (("atom", "--known-at", "@99"), "beyond-the-head"),
        (("atom", "--base", "desk.example"), "no-base"),
        (("atom", "--base", "javascript:alert(1)"), "no-base"),
        (("atom", "--base", "https://u:p@desk.example/"), "no-base"),
        (("atom", "-o", "."), "target-unwritable"),
        (("calendar", "nobody"), "no-such-subject"),
        (("calendar", "--base", "https://desk.example/?q=1"), "no-base"),
        (("calendar", "--valid-at", "2024-02-30"), "no-such-moment"),
    ],
)
def test_what_cannot_be_answered_is_refused(story, words, code):
    """One error with its code, and no file."""
    before = sorted(Path().iterdir())
    assert story(*words, "--json").error["code"] == code
    assert sorted(Path().iterdir()) == before


@pytest.mark.parametrize("verb", ["atom", "calendar"])
def test_a_file_that_is_there_stays(story, verb):
    """Unless it was asked to go."""
    Path("f").write_text("mine")
    assert story(verb, "-o", "f", "--json").error["code"] == "target-exists"
    assert Path("f").read_text() == "mine"
    assert story(verb, "-o", "f", "--overwrite").code == 0
    assert Path("f").read_text() != "mine"


@pytest.mark.parametrize(
    ("file", "begins"), [("q.jsonld", '{\n "@context"'), ("c.trig", "@prefix cl:")]
)
def test_an_export_in_a_format_of_others_goes_by_its_ending(story, file, begins):
    """Annotations and nanopublications, whole or not at all."""
    said = story("export", SUBJECT, "-o", file)
    assert Path(file).read_text().startswith(begins)
    assert said.out == f"written to {file}\n1 claims\n"
    assert story("export", "-o", file, "--json").error["code"] == "target-exists"


@pytest.mark.parametrize(
    ("words", "last"),
    [
        (("atom",), "</feed>"),
        (("calendar",), "END:VCALENDAR"),
        (("export", "--format", "nanopublications"), "}"),
    ],
)
def test_a_dash_is_standard_output_with_nothing_else_in_it(story, shell, words, last):
    """What another program reads from a pipe is the file to its last line; none is made here."""
    assert story("status").code == 0
    folder = Path.cwd()
    done = shell(*words, "-o", "-", env={"CLAIMS_LEDGER": str(folder / "claims.db")})
    assert (done.code, done.err) == (0, "")
    assert done.out.rstrip().splitlines()[-1] == last
    assert not (folder / "-").exists()
