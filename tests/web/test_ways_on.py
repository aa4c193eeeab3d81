"""What a reader stumbles on: a page of nothing, a value without its proof, words said twice."""

from __future__ import annotations

import re

import pytest

from ledger.app import open_ledger
from ledger.web.application import application
from ledger.web.site import Site
from tests.web.asgi import Browser
from tests.web.conftest import NOON

P = "mexico-korea-space"
CLAIM = "thx-21-nine-of-eleven"


def main_of(reply):
    """The page without its head and foot."""
    return reply.text.partition("<main")[2].partition('<footer class="forms">')[0]


def test_a_search_without_hits_offers_its_words_one_by_one(served):
    """And the lists in which to look, instead of a count of nothing."""
    text = main_of(served.browser.get("/search?q=zebra+espacio"))
    assert "No claim and no document holds all of these words" in text
    assert 'href="/search?q=espacio"' in text
    assert 'href="/documents"' in text
    assert "0 claims" not in text


@pytest.mark.parametrize("language", ["en", "es", "ko"])
def test_what_is_not_there_leads_back_to_the_board(served, language):
    """The page of a path that is none has a link, in the reader's language."""
    text = main_of(served.browser.get(f"/nosuch?lang={language}"))
    assert f'<a href="/?lang={language}">' in text


def test_a_contested_value_is_a_link_to_its_proof(served):
    """What stands in brackets behind it is no code alone."""
    text = main_of(served.browser.get("/disputes"))
    assert '<a href="/why/mexico-korea-aerospace-agreement.stage" class="value">' in text


def test_the_words_of_a_disputed_claim_stand_once(desk):
    """A dispute is headed by what it is, its claim quoted below."""
    desk.ledger.import_entries(
        "- kind: party\n  id: a\n  name: A\n  type: state\n"
        "- kind: document\n  id: news\n  title: News\n  publisher: Paper\n  source_kind: news\n"
        "  text: nine have ratified it\n"
        "- kind: partnership\n  id: deal\n  title: Deal\n  parties: [a]\n"
        "- kind: fact-reported\n  id: nine\n  document: news\n  quote: nine have ratified it\n"
        "  topic: t\n  partnership: deal\n"
        "- kind: dispute\n  claim: nine\n  by: B\n  reason: there are ten\n  document: news\n"
    )
    pages = Browser(application(desk.ledger, clock=NOON, site=Site()))
    text = main_of(pages.get("/disputes"))
    assert 1 == text.count("nine have ratified it")
    assert "there are ten" in text


def test_a_brief_says_its_clocks_once_on_a_page_that_shows_them(served):
    """The file has them at both ends; what a section leaves out is a link and no command."""
    page = served.browser.get(f"/partnerships/{P}/brief?since=@60").text
    assert 1 == page.count("as this ledger knows it at position @")
    assert f'href="/partnerships/{P}/changes?since=%4060"' in main_of(
        served.browser.get(f"/partnerships/{P}/brief?since=@60")
    )
    assert "claims diff" not in page
    file = served.browser.get(f"/partnerships/{P}/brief.html?since=@60").text
    assert 2 == file.count("as this ledger knows it at position @")
    assert "claims diff" in file


def test_every_day_of_a_treatys_table_leads_to_its_words(served):
    """So does each participant, and the letters behind days are explained."""
    text = main_of(served.browser.get("/instruments/alce-convention"))
    assert '<a href="/parties/belize">Belize</a>' in text
    assert '<a href="/why/alce-convention/belize.signature">7 May 2024</a>' in text
    assert "(r) ratification" in text
    assert 1 == served.browser.get("/instruments/alce-convention").text.lower().count("as of 1 dec")


def test_a_party_has_its_partnerships_and_the_claims_that_name_it(served):
    """Also one that no partnership is between."""
    mexico = main_of(served.browser.get("/parties/mexico"))
    assert f'href="/partnerships/{P}/timeline?party=mexico"' in mexico
    belize = main_of(served.browser.get("/parties/belize"))
    assert "alce-13-belize-signs" in belize
    assert "alce-13-belize-signs" not in main_of(
        served.browser.get("/parties/belize?published_by=2024-01-01")
    )


def test_specs_have_no_clocks_to_set(served):
    """A scenario sets its own; a bar that changes nothing is not shown."""
    text = served.browser.get("/specs").text
    assert 'class="clocks"' not in text
    assert "at position @" in text


def test_where_one_can_record_claims_and_documents_lead_to_the_form(served):
    """Correct, retract, dispute; and a site that only shows leads nowhere."""
    with open_ledger(served.location, clock=NOON) as ledger:
        pages = Browser(application(ledger, clock=NOON, site=Site(write=True)))
        claim, document = pages.get(f"/claims/{CLAIM}"), pages.get("/documents/thx-news-2024-06-12")
    for query in (
        f"kind=correction&claim={CLAIM}",
        f"kind=retraction&target={CLAIM}",
        f"kind=dispute&claim={CLAIM}",
    ):
        assert query in claim.text.replace("&amp;", "&")
    assert "/record?document=thx-news-2024-06-12" in document.text
    assert "/record" not in served.browser.get(f"/claims/{CLAIM}").text


@pytest.mark.parametrize("language", ["es", "ko"])
def test_lengths_of_time_are_said_in_the_readers_language(served, language):
    """A number of years is no word of the source that must stay."""
    text = main_of(served.browser.get(f"/partnerships/{P}/changes?since=@60&lang={language}"))
    assert not re.search(r"\d+ years", text)
