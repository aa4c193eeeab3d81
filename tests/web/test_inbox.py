"""The inbox over HTTP: its pages, their JSON, and the answers of those who may."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlencode

import pytest
from jsonschema import Draft202012Validator

from ledger.app import open_ledger
from ledger.app.access.tokens import May
from ledger.app.inbox.desk import InboxDesk
from ledger.app.opening import init_ledger
from ledger.intake.inbox.item import Arrival, Door, State
from ledger.web.application import application
from ledger.web.site import Site
from tests.web.asgi import Browser
from tests.web.conftest import NOON
from tests.web.test_writing import HOME, Room

NAMES = """
- {kind: party, id: mexico, name: Mexico, type: state, aliases: [México, 멕시코]}
- {kind: party, id: korea, name: South Korea, type: state, aliases: [한국]}
- {kind: partnership, id: space, title: Mexico and Korea in space, parties: [mexico, korea]}
- {kind: instrument, id: alce, title: ALCE convention, partnerships: [space]}
"""
TEXT = (
    "Ten of the eleven required states have ratified the ALCE convention. "
    "The agency of Mexico said so on Monday, after a long day of talks between the two sides."
)
WIRE = Arrival(
    text=TEXT, title="Ten of eleven", publisher="Wire", language="en", published="2024-06-12",
    url="https://wire.example/1", door=Door.FEED, through="wire",
)  # fmt: skip
DAILY = Arrival(
    text=TEXT + " Readers of this paper knew it.", title="Ten", publisher="Daily",
    language="en", published="2024-06-13", url="https://daily.example/1", door=Door.FEED,
)  # fmt: skip


class InboxRoom(Room):
    """A room with two documents that wait, and someone at a session."""

    def __init__(self, ledger):
        super().__init__(ledger)
        self.wire, self.daily = (
            added.item.id for added in InboxDesk(ledger.by("feeds")).add([WIRE, DAILY])
        )
        self.cookie, self.form = self.session()

    def get(self, path):
        """A page, for the one at the session."""
        return self.browser.get(path, cookie=self.cookie)

    def send(self, path, *, form=None, **fields):
        """A form of the session."""
        pairs = {"form": self.form if form is None else form, **fields}
        body = urlencode(pairs, doseq=True).encode()
        return self.browser.send("POST", path, {**HOME, "cookie": self.cookie}, body)


@pytest.fixture
def inbox_room(tmp_path):
    """A ledger with the names of a story and two documents that wait, served for writing."""
    init_ledger(tmp_path / "claims.db")
    with open_ledger(tmp_path / "claims.db", clock=NOON, custody=tmp_path / "custody") as opened:
        opened.import_entries(NAMES)
        yield InboxRoom(opened)


def test_the_list_and_an_item_are_pages_and_json(inbox_room):
    """Of an item the words are marked, and what the ledger has of it is said in three languages."""
    listed = inbox_room.get("/inbox").text
    assert listed.index("Ten of eleven") < listed.index(">Ten<")
    assert 'aria-current="page">Inbox' in listed
    page = inbox_room.get(f"/inbox/{inbox_room.daily}").text
    assert "<mark>Ten of the eleven" in page
    assert "It seems syndicated" in page
    assert "named as" in page
    for language, word in (("es", "Menciona"), ("ko", "언급")):
        assert word in inbox_room.get(f"/inbox/{inbox_room.daily}?lang={language}").text
    items = inbox_room.get("/inbox.json").json()["data"]
    assert [item["item"]["id"] for item in items] == [inbox_room.wire, inbox_room.daily]
    whole = inbox_room.get(f"/inbox/{inbox_room.wire}.json").json()["data"]
    assert whole["item"]["arrival"]["text"] == TEXT
    assert inbox_room.get("/inbox/nothing").status == 404


def test_the_kind_of_a_draft_is_said_in_the_readers_language(inbox_room):
    """As everywhere else on a page."""
    page = inbox_room.get(f"/inbox/{inbox_room.wire}?lang=es").text
    assert "1. recuento de consentimientos" in page


def test_the_json_is_as_the_description_says(inbox_room):
    """To the last field."""
    described = inbox_room.get("/openapi.json").json()
    for path, name in (
        ("/inbox.json", "/inbox.json"),
        (f"/inbox/{inbox_room.wire}.json", "/inbox/{item}.json"),
    ):
        operation = described["paths"][name]["get"]
        schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
        whole = {**schema, "components": described["components"]}
        Draft202012Validator(whole).validate(inbox_room.get(path).json())


def test_accepting_records_the_drafts_that_were_taken_and_goes_to_the_next(inbox_room):
    """By the name of the session; undo retracts, and dismissing asks for a reason."""
    size = inbox_room.size
    sent = inbox_room.send(
        f"/inbox/{inbox_room.wire}", act="accept", draft=["1"], title="Ten of eleven"
    )
    assert (sent.status, sent.headers["location"]) == (
        303,
        f"/inbox/{inbox_room.daily}?was={inbox_room.wire}",
    )
    assert inbox_room.size == size + 2
    item = inbox_room.ledger.inbox.item(inbox_room.wire)
    assert (item.state, item.by, len(item.claims)) == (State.ACCEPTED, "ana", 1)
    assert "Accepted" in inbox_room.get(sent.headers["location"]).text
    reprint = inbox_room.send(f"/inbox/{inbox_room.daily}", act="reprint")
    assert reprint.headers["location"].startswith("/inbox?was=")
    document = inbox_room.ledger.show(
        inbox_room.ledger.inbox.item(inbox_room.daily).document
    ).event.document
    assert (document.lineage, document.root) == ("syndicated", item.document)
    assert inbox_room.send(f"/inbox/{inbox_room.wire}", act="undo").status == 303
    without = inbox_room.send(f"/inbox/{inbox_room.wire}", act="dismiss", reason=" ")
    assert (without.status, 'role="alert"' in without.text) == (422, True)
    assert (
        inbox_room.send(f"/inbox/{inbox_room.wire}", act="dismiss", reason="retold").status == 303
    )
    assert inbox_room.ledger.inbox.item(inbox_room.wire).reason == "retold"


def test_what_was_typed_survives_a_mistake(inbox_room):
    """A quote that is not in the document is refused, nothing is recorded, the text stands."""
    size = inbox_room.size
    document = inbox_room.wire
    wrong = f"- kind: opinion-stated\n  document: {document}\n  quote: no such words\n  topic: t\n"
    answer = inbox_room.send(f"/inbox/{inbox_room.wire}", act="edit", entries=wrong, title="Mine")
    assert answer.status == 422
    assert "the quote does not stand in its document" in answer.text
    assert "no such words" in unescape(answer.text)
    assert inbox_room.size == size
    right = wrong.replace("no such words", "a long day of talks")
    right = right.replace("topic: t", "topic: talks\n  partnership: space")
    assert (
        inbox_room.send(f"/inbox/{inbox_room.wire}", act="edit", entries=right, title="Mine").status
        == 303
    )
    assert inbox_room.size == size + 2


@pytest.mark.parametrize("path", ["/inbox", "/inbox/1"])
def test_a_form_of_another_site_is_refused(inbox_room, path):
    """Without the session's own token, or from elsewhere, nothing is answered."""
    size = inbox_room.ledger.inbox.counts()
    assert (
        inbox_room.send(path, form="forged", act="dismiss", reason="x", text="Words.").status == 403
    )
    body = urlencode(
        {"form": inbox_room.form, "act": "dismiss", "reason": "x", "text": "W"}
    ).encode()
    foreign = {"origin": "https://evil.example", "cookie": inbox_room.cookie}
    assert inbox_room.browser.send("POST", path, foreign, body).status == 403
    assert inbox_room.ledger.inbox.counts() == size


def test_who_may_read_sees_no_inbox_and_who_proposes_does_not_answer(inbox_room):
    """It holds what nobody has judged: those who propose see it, those who record answer."""
    assert inbox_room.browser.get("/inbox").status == 401
    for may, seen, answered in (
        (May.READ, 403, 403),
        (May.PROPOSE, 200, 403),
        (May.RECORD, 200, 303),
    ):
        bearer = {"authorization": f"Bearer {inbox_room.tokens[may]}"}
        assert inbox_room.browser.get("/inbox.json", **bearer).status == seen
        body = urlencode({"act": "dismiss", "reason": "x"}).encode()
        assert (
            inbox_room.browser.send("POST", f"/inbox/{inbox_room.wire}", bearer, body).status
            == answered
        )


def test_a_site_that_only_shows_has_no_inbox(tmp_path):
    """Neither the pages nor the word in the menu."""
    init_ledger(tmp_path / "claims.db")
    with open_ledger(tmp_path / "claims.db", clock=NOON, custody=tmp_path / "custody") as ledger:
        browser = Browser(application(ledger, clock=NOON, site=Site()))
        assert browser.get("/inbox").status == 404
        assert "/inbox" not in browser.get("/").text


def test_the_bookmarklet_only_fills_a_form(inbox_room):
    """A GET changes nothing; sent, the words and the selected quote wait, once."""
    before = inbox_room.ledger.inbox.counts()
    url = "/inbox/new?" + urlencode(
        {"url": "https://e.example/a?b=c&d=\"'<", "title": "A <b>title</b>", "quote": "sélection"}
    )
    page = inbox_room.get(url)
    assert page.status == 200
    assert "A &lt;b&gt;title&lt;/b&gt;" in page.text
    assert "sélection" in page.text
    assert inbox_room.ledger.inbox.counts() == before
    for url in ("", "http://127.0.0.1:9/private"):
        refused = inbox_room.send("/inbox", url=url, title="A", quote="sélection", text="")
        assert (refused.status, "sélection" in refused.text) == (422, True), url
    fields = {
        "url": "https://e.example/a", "title": "A", "publisher": "E", "quote": "la sélection",
        "text": "Voici la sélection du jour, et d'autres mots de cet article.",
    }  # fmt: skip
    sent = inbox_room.send("/inbox", **fields)
    assert sent.status == 303
    item = inbox_room.ledger.inbox.item(sent.headers["location"].removeprefix("/inbox/"))
    assert (item.arrival.quote, item.arrival.door) == ("la sélection", Door.BOOKMARKLET)
    assert inbox_room.send("/inbox", **fields).headers["location"] == sent.headers["location"]
    code = re.search(r'href="(javascript:[^"]+)"', inbox_room.get("/inbox").text)[1]
    assert "/inbox/new?url=" in unescape(code)
