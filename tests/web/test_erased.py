"""What was erased under a legal order stands under every page that lost something."""

from __future__ import annotations

import pytest

from ledger.app import open_ledger
from ledger.demo import tell
from ledger.web.application import application
from ledger.web.site import Site
from tests.web.asgi import Browser
from tests.web.conftest import FEATURE, NOON, Served
from tests.web.test_pages import SAME, P, form

REASON = "court order <12/2024>"


@pytest.fixture(scope="module")
def bereft(tmp_path_factory):
    """The story of the Convention, with one document erased on the last day."""
    folder = tmp_path_factory.mktemp("bereft")
    told = tell("alce", folder / "claims.db")
    with open_ledger(told.location, clock=NOON, custody=folder / "custody") as ledger:
        ledger.erase("document:la-jornada-2024-05-19", reason=REASON, authority="Tribunal 4")
        pages = application(ledger, clock=NOON, site=Site(features=(FEATURE,)))
        yield Served(location=told.location, browser=Browser(pages))


@pytest.mark.parametrize("path", [path for path in SAME if "trust" not in path])
def test_the_data_is_that_of_the_command(bereft, path):
    """To the byte, with what was erased in the envelope of both."""
    assert bereft.claims(*SAME[path], "--json") == bereft.browser.get(form(path, ".json")).text


@pytest.mark.parametrize(
    ("language", "heading", "day"),
    [
        ("en", "Erased under a legal order", "1 December 2024"),
        ("es", "Borrado por orden legal", "1 de diciembre de 2024"),
        ("ko", "법적 명령으로 삭제", "2024년 12월 1일"),
    ],
)
def test_a_page_tells_it_in_the_reader_s_language(bereft, language, heading, day):
    """The document, the day, the order, and how many claims are not shown, as text."""
    text = bereft.browser.get(f"/partnerships/{P}?lang={language}").text
    assert heading in text
    assert day in text
    assert "document la-jornada-2024-05-19" in text
    assert "court order &lt;12/2024&gt; (Tribunal 4)" in text
