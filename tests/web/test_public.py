"""What strangers are not told: where things stand on the machine, and what runs there."""

from __future__ import annotations

from contextlib import suppress

import pytest

from ledger import __version__
from ledger.app import open_ledger
from ledger.app.opening import init_ledger
from ledger.log.proving.custody.departures import CustodyDeparted
from ledger.web.application import application
from ledger.web.site import Site
from tests.web.asgi import Browser
from tests.web.conftest import NOON

PARTY = "- kind: party\n  id: lemuria\n  name: Lemuria\n  type: state\n"


@pytest.fixture
def opened(tmp_path):
    """A ledger of its own that is open, and where it stands."""
    location = tmp_path / "claims.db"
    init_ledger(location)
    with open_ledger(location, clock=NOON, custody=tmp_path / "custody") as ledger:
        ledger.import_entries(PARTY.replace("emuria", "yonesse"))
        yield ledger, location


def _overwrite(location):
    """Every page of the file but the first is junk: what is open meets it at its next reading."""
    with location.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (location.stat().st_size - 4096))


@pytest.mark.parametrize("path", ["/", "/trust", "/trust.json?whole=yes"])
def test_a_public_site_keeps_errors_of_storage_to_its_log(opened, path, caplog):
    """A reader hears that the ledger cannot be read; the one who serves it, where and why."""
    ledger, location = opened
    browser = Browser(application(ledger, clock=NOON, site=Site(public=True)))
    own = Browser(application(ledger, clock=NOON, site=Site()))
    _overwrite(location)
    reply = browser.get(path)
    assert 503 == reply.status
    assert str(location.parent) not in reply.text
    assert "this site cannot read its ledger just now" in reply.text
    assert "ledger-damaged" not in reply.text
    assert str(location) in caplog.text
    assert str(location) in own.get(path).text


def test_a_public_site_names_no_folder_in_its_verdict(opened):
    """Also where keys and checkpoints are not as they were left, before and after it is on record.

    The sentences are the log's, for auditors elsewhere: the folder stands with the way out alone.
    """
    ledger, location = opened
    ledger.new_key()
    ledger.checkpoint()
    (location.parent / "custody").rename(location.parent / "other")
    browser = Browser(application(ledger, clock=NOON, site=Site(public=True)))
    for ending in ("", ".json"):
        reply = browser.get(f"/trust{ending}")
        assert "none is kept in the folder of keys and checkpoints" in reply.text
        assert str(location.parent) not in reply.text
    (departure,) = ledger.departures()
    assert isinstance(departure.error, CustodyDeparted)
    assert str(location.parent / "custody") in departure.error.fix
    ledger.accept_custody("moved")
    for path in ("/trust.json", f"/claims/@{ledger.size() - 1}", "/log.json"):
        assert str(location.parent) not in browser.get(path).text


def test_a_public_site_shows_specs_without_their_folders(opened, tmp_path):
    """What fails, what cannot be read, and what is not there any more."""
    ledger, _ = opened
    folder = tmp_path / "of-the-desk" / "laws"
    folder.mkdir(parents=True)
    (folder / "a.feature").write_text("Feature: x\n  Scenario: y\n    Given nothing of it\n")
    (folder / "b.feature").write_text("Feature: z\n")
    site = Site(public=True, features=(folder,))
    browser = Browser(application(ledger, clock=NOON, site=site))
    for ending in ("", ".json"):
        text = browser.get(f"/specs{ending}").text
        assert "a.feature:3" in text
        assert "b.feature" in text
        assert "of-the-desk" not in text
    folder.rename(tmp_path / "elsewhere")
    reply = browser.get("/specs")
    assert (404, False) == (reply.status, "of-the-desk" in reply.text)


def test_no_answer_names_the_program_s_own_version(opened):
    """A feed and the description of the API say what they promise, not which program it is."""
    ledger, _ = opened
    browser = Browser(application(ledger, clock=NOON, site=Site(public=True)))
    for path in ("/openapi.json", "/feed.atom", "/", "/trust.json", "/none"):
        reply = browser.get(path)
        assert __version__ not in reply.text + str(reply.headers)


@pytest.mark.parametrize("path", ["/parties", "/parties.json"])
def test_a_fault_of_the_program_names_no_part_of_it(opened, path, monkeypatch):
    """The answer says whose fault it is and what to try; no class, no message, no place."""
    ledger, location = opened

    def parties(*_, **__):
        raise RuntimeError(str(location))

    monkeypatch.setattr(type(ledger), "parties", parties)
    site = application(ledger, clock=NOON, site=Site())

    async def server(scope, receive, send):
        with suppress(RuntimeError):  # it is raised again for the server's log
            await site(scope, receive, send)

    reply = Browser(server).get(path)
    assert 500 == reply.status
    assert "by a fault of its own" in reply.text
    for part in ("RuntimeError", str(location), "Traceback", "ledger/"):
        assert part not in reply.text


def test_the_log_of_a_server_holds_no_token_and_no_cookie(opened, caplog, capfd):
    """Of a request that cannot be answered it has the method, the path and why, and no more."""
    ledger, location = opened
    browser = Browser(application(ledger, clock=NOON, site=Site()))
    _overwrite(location)
    for headers, status in (
        ({"cookie": "claims=secret-key"}, 503),
        ({"authorization": "Bearer secret-token"}, 401),
    ):
        assert status == browser.get("/?link=secret-link", **headers).status
    printed = capfd.readouterr()
    log = caplog.text + printed.out + printed.err
    assert "GET /: " in log
    assert "secret" not in log
