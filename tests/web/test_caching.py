"""An answer for fixed clocks and a fixed position never changes, and HTTP says so."""

from __future__ import annotations

import gzip
import re
import socket
from hashlib import sha256

import pytest

from ledger.app import Ledger, open_ledger
from ledger.app.opening import init_ledger
from ledger.clock import FixedClock
from ledger.web.application import application
from ledger.web.server import bound
from ledger.web.site import Site
from tests.tampering import tampered
from tests.web.asgi import Browser
from tests.web.conftest import NOON

FIXED = "valid_at=2024-06-20&published_by=2024-06-15&known_at=@110"
PARTY = "- kind: party\n  id: {0}\n  name: {0}\n  type: state\n"
PARTNERSHIP = "- kind: partnership\n  id: p\n  title: P\n  parties: [atlantis, lemuria]\n"
DOCUMENT = """
- kind: document
  id: d1
  url: https://example.org/1
  title: Secret words
  publisher: The Gazette
  published: 2024-06-01
  language: en
  text: The two signed.
"""


@pytest.fixture
def growing(tmp_path):
    """A ledger that is recorded to while it is read."""
    init_ledger(tmp_path / "claims.db")
    with open_ledger(
        tmp_path / "claims.db", clock=NOON, recorded_by="ana", custody=tmp_path / "custody"
    ) as ledger:
        ledger.import_entries(PARTY.format("atlantis"))
        yield ledger


@pytest.mark.parametrize("name", ["style.css", "page.js", "icon.svg"])
def test_no_style_sheet_outlives_an_upgrade(served, name):
    """A file of the site's own is asked for again each time, and mostly costs a 304."""
    first = served.browser.get(f"/static/{name}")
    again = served.browser.get(f"/static/{name}", if_none_match=first.headers["etag"])
    assert (200, 304, b"") == (first.status, again.status, again.body)
    assert {"no-cache"} == {reply.headers["cache-control"] for reply in (first, again)}


def test_a_file_that_a_page_names_is_kept_for_good(served):
    """Its address has a mark of what is in it; under a wrong mark it is asked for each time."""
    page = served.browser.get("/").text
    for name in ("style.css", "page.js", "icon.svg"):
        (address,) = re.findall(rf"/static/{name}\?[0-9a-f]+", page)
        reply = served.browser.get(address)
        assert (200, "max-age=31536000, immutable") == (
            reply.status,
            reply.headers["cache-control"],
        )
        assert address.endswith(sha256(reply.body).hexdigest()[:12])
        other = served.browser.get(f"/static/{name}?000000000000")
        assert "no-cache" == other.headers["cache-control"]


def reader(ledger: Ledger, clock: FixedClock = NOON) -> Browser:
    """A browser of that ledger."""
    return Browser(application(ledger, clock=clock, site=Site()))


@pytest.mark.parametrize("path", ["/", "/board.json", "/parties.csv", "/why/alce-convention.stage"])
def test_the_same_answer_is_not_sent_twice(served, path):
    """A tag that still fits gets 304, without a body and with the tag."""
    first = served.browser.get(path)
    again = served.browser.get(path, if_none_match=first.headers["etag"])
    assert (304, b"") == (again.status, again.body)
    assert first.headers["etag"] == again.headers["etag"]
    assert "private, no-cache" == again.headers["cache-control"]
    assert not first.headers["etag"].startswith("W/")


def test_all_three_clocks_fixed_is_for_ever(served):
    """Then the answer need not be asked for again; with one of them open it must."""
    assert "immutable" in served.browser.get(f"/?{FIXED}").headers["cache-control"]
    for part in FIXED.split("&"):
        rest = "&".join(other for other in FIXED.split("&") if other != part)
        assert "private, no-cache" == served.browser.get(f"/?{rest}").headers["cache-control"]
    today = f"/?{FIXED.replace('@110', '2024-12-01')}"
    assert "private, no-cache" == served.browser.get(today).headers["cache-control"]


def test_every_difference_has_its_own_tag(served):
    """Form, clocks, filters and language are all in it."""
    urls = ("/", "/board.json", "/?valid_at=2024-06-20", "/?sort=title", "/?lang=es", f"/?{FIXED}")
    tags = [served.browser.get(url).headers["etag"] for url in urls]
    assert len(urls) == len(set(tags))


def test_what_is_recorded_makes_the_answer_new(growing):
    """The tag of before fits no more, and the answer has what came."""
    browser = reader(growing)
    before = browser.get("/parties.json")
    growing.import_entries(PARTY.format("lemuria"))
    after = browser.get("/parties.json", if_none_match=before.headers["etag"])
    assert 200 == after.status
    assert ["atlantis", "lemuria"] == [party["id"] for party in after.json()["data"]]


def test_what_is_recorded_leaves_a_fixed_answer_as_it_was(growing):
    """Its tag goes on fitting: that answer was of a position that does not change."""
    browser = reader(growing)
    url = "/parties.json?valid_at=2024-06-20&published_by=2024-06-15&known_at=@0"
    before = browser.get(url)
    growing.import_entries(PARTY.format("lemuria"))
    assert 304 == browser.get(url, if_none_match=before.headers["etag"]).status


def test_tomorrow_is_another_answer(growing, tmp_path):
    """A page of today has another tag on the next day, though nothing was recorded."""
    tomorrow = FixedClock(NOON.instant.replace(day=2))
    today = reader(growing).get("/").headers["etag"]
    with open_ledger(tmp_path / "claims.db", clock=tomorrow) as later:
        assert today != reader(later, tomorrow).get("/").headers["etag"]


def test_what_was_recorded_meanwhile_is_not_kept_under_the_old_position(growing, monkeypatch):
    """An answer that may be of either position is sent once, and kept by nobody."""
    browser = reader(growing)
    ask = Ledger.parties

    def asked(self, clocks):
        answer = ask(self, clocks)
        growing.import_entries(PARTY.format("lemuria"))
        return answer

    monkeypatch.setattr(Ledger, "parties", asked)
    first = browser.get("/parties.json")
    assert "no-store" == first.headers["cache-control"]
    assert "etag" not in first.headers
    monkeypatch.undo()
    assert 2 == len(browser.get("/parties.json").json()["data"])


def test_a_page_is_packed_for_who_unpacks_it(served):
    """The same page in less: packed once, and never for a reader who did not ask."""
    plain = served.browser.get("/")
    packed = served.browser.get("/", accept_encoding="gzip, br")
    assert "gzip" == packed.headers["content-encoding"]
    assert "content-encoding" not in plain.headers
    assert plain.body == gzip.decompress(packed.body)
    assert len(packed.body) < len(plain.body) / 2
    assert "accept-encoding" in plain.headers["vary"]


def test_an_answer_does_not_wait_for_its_head_to_be_acknowledged():
    """Asyncio sends small packets at once only on a socket that is named as one of TCP."""
    with bound("127.0.0.1", 0) as listening:
        assert socket.IPPROTO_TCP == listening.proto


def test_what_was_erased_is_no_longer_the_same_answer(growing):
    """Also where all clocks are fixed: who has the words from before is not told to keep them."""
    growing.import_entries(DOCUMENT)
    browser = reader(growing)
    url = "/documents.json?valid_at=2024-06-20&published_by=2024-06-15&known_at=@1"
    before = browser.get(url)
    assert 304 == browser.get(url, if_none_match=before.headers["etag"]).status
    growing.erase("document:d1", reason="court order")
    after = browser.get(url, if_none_match=before.headers["etag"])
    assert 200 == after.status
    assert "Secret words" not in after.text
    assert "Secret words" in before.text


def test_words_that_an_order_has_not_yet_taken_are_not_kept_after_it(growing, monkeypatch):
    """Between the order and the taking a page has the words; afterwards it has not."""
    growing.import_entries(DOCUMENT)
    browser = reader(growing)
    with monkeypatch.context() as crash:
        crash.setattr(type(growing.log), "erase", _killed)
        with pytest.raises(InterruptedError):
            growing.erase("document:d1", reason="court order")
    assert "Secret words" in browser.get("/documents.json").text
    growing.erase("document:d1", reason="court order")
    assert "Secret words" not in browser.get("/documents.json").text


def _killed(*_):
    raise InterruptedError


def test_whether_the_log_holds_is_looked_at_for_every_reader(growing, tmp_path):
    """A verdict is never a kept one: what was changed since it was given is found."""
    browser = reader(growing)
    before = browser.get("/trust.json?whole=yes")
    assert before.json()["data"]["holds"]
    assert "no-store" == before.headers["cache-control"]
    tampered(tmp_path / "claims.db", "UPDATE events SET payload = CAST('{}' AS BLOB)")
    assert not browser.get("/trust.json?whole=yes").json()["data"]["holds"]


def test_a_checkpoint_makes_what_names_it_new(growing):
    """A brief names the last checkpoint, which no position of the log tells of."""
    growing.import_entries(PARTY.format("lemuria") + PARTNERSHIP)
    browser = reader(growing)
    url = "/partnerships/p/brief.md"
    before = browser.get(url)
    growing.new_key()
    growing.checkpoint()
    after = browser.get(url, if_none_match=before.headers["etag"])
    assert 200 == after.status
    assert before.body != after.body


@pytest.mark.parametrize("spelled", ["W/{}", '"x", W/{}', '"x" , {}'])
def test_a_tag_that_a_proxy_made_weak_still_fits(served, spelled):
    """A proxy that packs an answer itself weakens its tag; comparing is weak (RFC 9110, 13.1.2)."""
    tag = served.browser.get("/").headers["etag"]
    assert 304 == served.browser.get("/", if_none_match=spelled.format(tag)).status


def test_no_page_is_the_same_that_is_not_there(served):
    """A star stands for any answer, and there is none."""
    assert 404 == served.browser.get("/partnerships/none.json", if_none_match="*").status


def test_packed_and_plain_are_two_answers(served):
    """Their bytes differ, so their tags do; who refuses gzip by q=0 gets none."""
    plain = served.browser.get("/", accept_encoding="gzip;q=0, identity")
    packed = served.browser.get("/", accept_encoding="br, GZIP;q=0.5")
    assert "content-encoding" not in plain.headers
    assert "gzip" == packed.headers["content-encoding"]
    assert plain.headers["etag"] != packed.headers["etag"]
