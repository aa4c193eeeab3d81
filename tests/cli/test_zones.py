"""Whose day it is: the reader's own zone, or the one that the ledger keeps for all its readers."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ledger import open_ledger
from ledger.clock import FixedClock
from tests.cli.conftest import CLAIM
from tests.tampering import tampered

P = "mexico-korea-space"
EVENING = FixedClock(datetime(2024, 6, 12, 20, 35, tzinfo=UTC))  # 05:35 on the 13th in Seoul


def status(claims) -> str:
    """The day of the board, as its page names it."""
    done = claims("status", clock=EVENING)
    return done.out.splitlines()[0]


def test_a_ledger_keeps_a_zone_for_its_readers_and_a_reader_goes_before_it(newsroom, monkeypatch):
    """Kept by init, shown by it, changed and taken away by it; CLAIMS_TIMEZONE is the reader's."""
    monkeypatch.setenv("TZ", "UTC")
    assert "as of 12 June 2024" in status(newsroom)
    done = newsroom("init", "--timezone", "Asia/Seoul")
    assert "its readers' day is that of Asia/Seoul" in done.out
    assert newsroom("--json", "init").data["timezone"] == "Asia/Seoul"
    assert "as of 13 June 2024 (Asia/Seoul)" in status(newsroom)
    monkeypatch.setenv("CLAIMS_TIMEZONE", "America/Mexico_City")
    assert "as of 12 June 2024" in status(newsroom)
    monkeypatch.delenv("CLAIMS_TIMEZONE")
    assert newsroom("init", "--timezone", "Pacific/Kiritimati").code == 0
    assert "as of 13 June 2024 (Pacific/Kiritimati)" in status(newsroom)
    assert "that of" not in newsroom("init", "--timezone", "machine").out
    assert "as of 12 June 2024" in status(newsroom)


FIXED = ("--valid-at", "2024-06-12")  # a day that is ahead nowhere
EVERYWHERE = (
    *(("status",), ("status", P), ("timeline", P), ("hurdles", P), ("next",), ("disputes",)),
    *(("calendar",), ("treaty", "alce-convention"), ("why", f"{P}.stage"), ("documents",)),
    *(("search", "ratifications"), ("brief", P), ("brief", P, "--since", "2024-06-01")),
    ("diff", P, "--since", "2024-06-01"),
)


def test_with_its_day_fixed_an_answer_is_the_same_in_every_zone(newsroom, monkeypatch):
    """To the byte, text and JSON: the machine's zone says whose today it is, and nothing else."""
    done = newsroom("import", "-", stdin=CLAIM)
    assert done.code == 0, done.err

    def answers(zone: str) -> list[str]:
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        asked = [(*words, *FIXED, *form) for words in EVERYWHERE for form in ((), ("--json",))]
        given = [newsroom(*words, clock=EVENING) for words in asked]
        assert {0} == {answer.code for answer in given}
        return [answer.out for answer in given] + [status(newsroom)]

    try:
        here, there = answers("UTC"), answers("Asia/Seoul")
    finally:
        monkeypatch.undo()
        time.tzset()
    assert here[:-1] == there[:-1]
    assert here[-1] != there[-1], "negative control: today is another day"


def test_a_zone_that_someone_changed_in_the_file_moves_today_alone_and_is_named(newsroom):
    """It is no part of the log: no answer with its day fixed rests on it, and others name it."""
    fixed = newsroom("status", "--valid-at", "2024-06-12").out
    tampered(Path("claims.db"), "INSERT INTO settings VALUES ('timezone', 'Pacific/Kiritimati')")
    assert "as of 13 June 2024 (Pacific/Kiritimati)" in status(newsroom)
    assert fixed == newsroom("status", "--valid-at", "2024-06-12").out
    assert newsroom("verify").code == 0


def test_what_opens_the_ledger_has_its_zone(newsroom):
    """In Python and in the browser too today is the ledger's day; a zone that is named wins."""
    assert newsroom("init", "--timezone", "Asia/Seoul").code == 0
    with open_ledger("claims.db", clock=EVENING) as ledger:
        assert 13 == ledger.today.day
    with open_ledger("claims.db", clock=EVENING, timezone="UTC") as ledger:
        assert 12 == ledger.today.day


@pytest.mark.parametrize("zone", ["Seoul", "KST+9", "../etc/passwd", ""])
def test_a_zone_that_is_none_is_refused_before_anything_is_made(claims, tmp_path, zone):
    """No ledger comes of a call that names no zone, and one that keeps a zone goes on with it."""
    refused = claims("init", "--timezone", zone)
    assert (refused.code, "Asia/Seoul" in refused.err) == (2, True)
    assert not (tmp_path / "claims.db").exists()
    assert claims("init", "--timezone", "Asia/Tokyo").code == 0
    assert 2 == claims("init", "--timezone", zone).code
    assert claims("--json", "init").data["timezone"] == "Asia/Tokyo"


def test_a_zone_that_this_machine_does_not_have_is_named_with_a_way_out(newsroom, monkeypatch):
    """What was kept elsewhere, or changed in the file, stops no reader who names a zone."""
    assert newsroom("init", "--timezone", "Asia/Seoul").code == 0
    with closing(sqlite3.connect("claims.db")) as database:
        database.execute("UPDATE settings SET value = 'Csia/Seoul'")
        database.commit()
    refused = newsroom("status")
    assert (refused.code, "claims init --timezone" in refused.err) == (5, True)
    monkeypatch.setenv("CLAIMS_TIMEZONE", "Asia/Tokyo")
    assert 0 == newsroom("status").code
    monkeypatch.delenv("CLAIMS_TIMEZONE")
    assert 0 == newsroom("init", "--timezone", "Asia/Seoul").code
    assert 0 == newsroom("status").code


def test_a_zone_that_is_not_known_here_is_named_by_verify_which_goes_on(newsroom):
    """All else is verified; what needs no day is answered, and what needs one is refused."""
    tampered(Path("claims.db"), "INSERT INTO settings VALUES ('timezone', 'Csia/Seoul')")
    named = newsroom("verify", "--json")
    (break_,) = named.data["breaks"]
    assert (named.code, named.data["documents"], "Csia/Seoul" in break_["what"]) == (1, 1, True)
    assert "claims init --timezone" in break_["what"]
    for words in (("log",), ("repair",), ("key", "new"), ("checkpoint",), ("show", "@0")):
        assert newsroom(*words).code == 0, words
    assert newsroom("import", "-", stdin=b"- {kind: party, id: b, name: B}\n").code == 5
    assert newsroom("init", "--timezone", "machine").code == 0
    assert newsroom("verify").code == 0
