"""What ships: short quotes that stand in the articles, and never the articles."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest

from ledger.app import open_ledger
from ledger.claims.commands import CaptureDocument, Describe, RecordClaim
from ledger.clock import Clocks
from ledger.demo import load, stories, tell
from ledger.demo.story import NoArticles, NoSuchStory
from ledger.demo.telling import AlreadyThere
from ledger.errors import Problems
from ledger.sources.document import EXCERPT_BREAK
from ledger.sources.kinds import Extent
from ledger.views.data import data

ROOT = Path(__file__).parents[2]
SHARE = 0.45
"""No more of an article than this is quoted, all its quotes taken together."""


def commands(story, kind, folder=None):
    """All commands of a kind in a story, in order."""
    entries = [entry.command for batch in load(story, folder) for entry in batch.entries]
    return [one for one in entries if isinstance(one, kind)]


def documents(story, folder=None):
    """The documents of a story by id."""
    return {one.document.id: one.document for one in commands(story, CaptureDocument, folder)}


@pytest.mark.parametrize("story", stories())
def test_documents_hold_quotes_alone(story):
    """The excerpts of a document are the quotes of its claims, and nothing besides."""
    quotes = {}
    for one in commands(story, RecordClaim):
        quotes.setdefault(one.document, set()).add(one.quote)
    for name, document in documents(story).items():
        assert Extent.EXCERPTS is document.extent
        assert quotes[name] == set(document.text.split(EXCERPT_BREAK))


@pytest.mark.parametrize("story", stories())
def test_quotes_are_short(story):
    """A quote is a sentence or less: at most 26 words."""
    assert all(len(one.quote.split()) <= 26 for one in commands(story, RecordClaim))


def test_quotes_are_a_part_of_the_articles(articles):
    """The quotes of each article together are less than its half."""
    full = documents("mexico-korea", articles)
    for name, document in documents("mexico-korea").items():
        quoted = sum(map(len, document.text.split(EXCERPT_BREAK)))
        assert Extent.FULL is full[name].extent
        assert quoted / len(full[name].text) < SHARE


def test_every_quote_stands_in_its_article(told_in_full):
    """Told from the articles, all claims are recorded, each anchored to its own words."""
    assert (2, 2, 32) == (told_in_full.documents, told_in_full.in_full, told_in_full.claims)
    with open_ledger(told_in_full.location) as ledger:
        known = ledger.register()
        names = [one.id for one in ledger.entries() if one.type == "claim.recorded"]
        for claim in map(known.claim, names):
            text = known.document(claim.evidence.document).text
            assert claim.evidence.exact == text[claim.evidence.start : claim.evidence.end]
    assert 32 == len(names)


def test_the_answer_is_the_same_without_the_articles(told, told_in_full):
    """Quotes alone give the same status and hurdles as the articles in full."""

    def answer(location):
        with open_ledger(location) as ledger:
            view = ledger.view(told.partnership, Clocks(valid_at=told.valid_at))
        return folded(data([view.status, view.hurdles]))

    assert answer(told.location) == answer(told_in_full.location)


def folded(value):
    """The same data with white space folded: an article breaks a list where a quote does not."""
    if isinstance(value, dict):
        return {name: folded(each) for name, each in value.items()}
    if isinstance(value, list):
        return [folded(each) for each in value]
    return " ".join(value.split()) if isinstance(value, str) else value


def test_an_article_that_says_otherwise_is_refused(tmp_path):
    """A changed article fails with the line of the quote, and leaves no ledger behind."""
    (tmp_path / "thx-news-2024-06-12.txt").write_text("With 8 of 11 required ratifications.")
    location = tmp_path / "claims.db"
    with pytest.raises(Problems) as refused:
        tell("mexico-korea", location, tmp_path)
    places = [problem.where for problem in refused.value.problems]
    assert 17 == len(places)
    assert {"mexico_korea.yaml"} == {place.source for place in places}
    assert all(place.line for place in places)
    assert not location.exists()


def test_a_folder_without_the_articles_is_refused(tmp_path):
    """The files that are looked for are named."""
    with pytest.raises(NoArticles) as refused:
        load("mexico-korea", tmp_path / "nowhere")
    assert "diplomatic-insight-2022-06-30.txt" in refused.value.fix


def test_an_unknown_story_is_refused(tmp_path):
    """The stories that ship are named."""
    with pytest.raises(NoSuchStory) as refused:
        tell("atlantis", tmp_path / "claims.db")
    assert "mexico-korea, alce" in refused.value.fix


def test_a_demo_never_mixes_with_a_ledger(tmp_path):
    """What stands at the path stays as it is."""
    location = tmp_path / "claims.db"
    location.write_text("mine")
    with pytest.raises(AlreadyThere):
        tell("mexico-korea", location)
    assert "mine" == location.read_text()


def test_days_follow_the_news():
    """Each document is recorded on the day after it came out, the names on the first day."""
    batches = load("mexico-korea")
    assert [date(2022, 7, 1), date(2024, 6, 13)] == [batch.day for batch in batches]
    later = [entry.command for batch in batches[1:] for entry in batch.entries]
    assert not any(isinstance(one, Describe) for one in later)


@pytest.mark.parametrize("story", stories())
def test_nothing_is_stated_before_it_is_recorded(story):
    """No claim of the past is recorded before the last day it may have happened on."""
    for batch in load(story):
        for entry in batch.entries:
            one = entry.command
            if isinstance(one, RecordClaim) and one.modality == "actual" and one.occurred:
                assert one.occurred.latest < batch.day


def test_the_wheel_has_the_stories_and_no_article(tmp_path, articles):
    """An installed product can tell its stories, and has no paragraph of an article in it."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        everything = "\n".join(
            archive.read(name).decode(errors="replace") for name in names if "/demo/" in name
        )
    assert {"ledger/demo/mexico_korea.yaml", "ledger/demo/alce.yaml"} <= set(names)
    shipped = " ".join(everything.split())
    for article in articles.glob("*.txt"):
        paragraphs = [one for one in article.read_text().split("\n") if len(one) > 150]
        assert paragraphs
        assert not [one for one in paragraphs if " ".join(one.split()) in shipped]
