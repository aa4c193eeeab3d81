"""Addresses: what chooses an article is kept, how one came to it is not."""

from __future__ import annotations

import pytest

from ledger.sources.address import address, page_address

TRACKING = ("utm_id", "fbclid", "_ga", "wbraid", "ncid", "ref_src", "xtor", "spm", "at_medium")
ARTICLE = "https://news.example/a?id=7"


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/a?id=7#top",
        "http://news.example/a?id=7",
        "https://NEWS.example:443/a/?id=7",
        "https://news.example/a?utm_source=x&id=7&utm_medium=mail",
        "https://news.example/a?id=7&fbclid=1&GCLID=2",
        "https://news.example/a?mc_cid=1&id=7&_ga=2",
    ],
)
def test_the_same_article_however_one_came_to_it(url):
    """Fragment, scheme, port, capitals of the host and tracking choose no other article."""
    assert address(ARTICLE) == address(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/b?id=7",
        "https://news.example/a?id=8",
        "https://news.example/a",
        "https://www.news.example/a?id=7",
        "https://news.example:8443/a?id=7",
        "https://news.example/A?id=7",
        "https://news.example/a?id=7&page=2",
        "https://news.example/a?id=7&ref",
    ],
)
def test_another_address_is_another(url):
    """A path in other letters may be another page; a parameter that nobody knows may choose one."""
    assert address(ARTICLE) != address(url)


def test_the_order_of_parameters_does_not_matter():
    """The same parameters name the same article, with or without a last slash."""
    assert address("https://n.example/?b=1&a=2") == address("https://n.example?a=2&b=1")


def test_one_rule_for_the_inbox_and_for_independence_but_for_www():
    """What tracks a reader is the same to both; `www.` is an address of its own to one alone."""
    tracked = f"https://www.news.example/a?{'&'.join(f'{name}=1' for name in TRACKING)}&id=7&ref=b"
    assert address(tracked) == "www.news.example/a?id=7&ref=b"
    assert page_address(tracked) == "news.example/a?id=7&ref=b"


@pytest.mark.parametrize("url", ["http://[broken", "http://a.example:port/x"])
def test_what_is_no_url_stays_as_it_is(url):
    """A feed may name anything; comparing it raises nothing."""
    assert address(f" {url} ") == page_address(url) == url
