"""The inbox in a real browser: by keys, at both widths, without scripts."""

from __future__ import annotations

import pytest

from ledger.app import open_ledger
from ledger.app.access.tokens import tokens_of
from ledger.app.inbox.desk import InboxDesk
from ledger.app.opening import init_ledger
from ledger.intake.inbox.item import Arrival, Door, State
from ledger.web.admission.visitors import Visitors
from ledger.web.application import application
from ledger.web.site import Site
from tests.web.conftest import NOON
from tests.web.serving import listening
from tests.web.test_browser import chromium, opened, pytestmark  # noqa: F401 - the same browser
from tests.web.test_inbox import DAILY, NAMES, WIRE

KOREAN = Arrival(
    text="멕시코는 우주 협정을 비준했다. 한국은 환영했다고 관계자가 말했다.", language="ko",
    title="멕시코 비준", publisher="신문", published="2024-06-13", door=Door.FILE,
    notes=("a note",),
)  # fmt: skip
EDITED = Arrival(
    text=WIRE.text.replace("Monday", "Tuesday"), title="Ten of eleven", publisher="Wire",
    language="en", url=WIRE.url, published="2024-06-12", door=Door.WEB,
)  # fmt: skip


@pytest.fixture
def site(tmp_path):
    """Five documents that wait, on a port of their own."""
    init_ledger(tmp_path / "claims.db")
    with open_ledger(tmp_path / "claims.db", clock=NOON, custody=tmp_path / "custody") as ledger:
        ledger.import_entries(NAMES)
        failed = Arrival(url="https://x.example", door=Door.FEED, fault="it is a login wall")
        InboxDesk(ledger).add([WIRE, DAILY, KOREAN, EDITED, failed])
        settings = Site(write=True, analyst="ana")
        visitors = Visitors(settings, tokens_of(ledger))
        with listening(application(ledger, clock=NOON, site=settings, visitors=visitors)) as port:
            yield f"http://127.0.0.1:{port}", visitors, ledger


@pytest.fixture
def entered(chromium, site):  # noqa: F811 - the fixture's value  # noqa: F811 - the fixture's value
    """Open a window of someone who may record."""
    windows = []

    def enter(**settings):
        window, complaints = opened(chromium, site, **settings)
        windows.append(window)
        window.goto(f"/enter?link={site[1].invite()}")
        window.locator("main button").click()
        return window, complaints

    yield enter
    for window in windows:
        window.context.close()  # or its stream of events keeps the server


def at(window, title):
    """Wait until a page of this title is there."""
    window.get_by_role("heading", level=1, name=title, exact=True).wait_for()


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1400, "light")])
def test_every_page_of_the_inbox_is_accessible_and_fits(entered, site, width, scheme):
    """No rule of axe is broken, nothing is too wide, no script or style is refused."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - where there is one

    size = {"width": width, "height": 900}
    window, complaints = entered(viewport=size, color_scheme=scheme)
    InboxDesk(site[2]).dismiss("5", "a login wall")
    faults = []
    for path in (
        "/inbox",
        "/inbox?lang=ko",
        "/inbox/1",
        "/inbox/2?lang=es",
        "/inbox/3",
        "/inbox/4",
        "/inbox/5",
        "/inbox/new?url=https://e.example&title=A&quote=B",
    ):
        window.goto(path)
        for details in window.locator("main details").all():
            details.evaluate("each => { each.open = true }")
        if window.evaluate("document.documentElement.scrollWidth > innerWidth"):
            faults.append(f"{path}: wider than {width}")
        faults += [
            f"{path}: {rule['id']}: {rule['nodes'][0]['html'][:120]}"
            for rule in Axe().run(window).response["violations"]
        ]
    assert [] == faults
    assert [] == complaints


def test_the_inbox_is_answered_by_keys(entered, site):
    """By j and k one moves; a accepts, d asks why, u undoes, e edits, ? shows the keys."""
    url, _, ledger = site
    window, _ = entered()
    window.goto("/inbox")
    window.keyboard.press("j")
    window.wait_for_url(f"{url}/inbox/i*")
    assert "Ten of eleven" == window.locator("h1").inner_text()
    window.keyboard.press("j")
    at(window, "Ten")
    window.keyboard.press("k")
    at(window, "Ten of eleven")
    window.keyboard.press("?")
    assert window.locator("details.keys kbd").first.is_visible()
    window.keyboard.press("e")
    assert "entries" == window.evaluate("document.activeElement.name")
    window.keyboard.type("u")
    assert ledger.inbox.item("1").state is State.NEW, "in a field, a key is a letter"
    window.locator("h1").click()
    window.keyboard.press("a")
    at(window, "Ten")
    assert (ledger.inbox.item("1").state, ledger.inbox.item("1").by) == (State.ACCEPTED, "ana")
    window.keyboard.press("d")
    window.keyboard.type("retold")
    window.keyboard.press("Enter")
    at(window, "멕시코 비준")
    assert ledger.inbox.item("2").reason == "retold"
    window.locator("[role=status].notice a").click()
    window.locator("[data-key=u]").wait_for()
    window.keyboard.press("u")
    window.locator("[data-key=d]").wait_for()
    assert ledger.inbox.item("2").state is State.NEW
    window.keyboard.press("?")
    window.locator("details.keys input").uncheck()
    window.reload()
    window.keyboard.press("a")
    assert ledger.inbox.item("2").state is State.NEW, "keys can be switched off, and stay so"


def test_without_scripts_the_forms_do_the_same(entered, site):
    """What changed stands there word by word; accepting, dismissing and undoing are buttons."""
    _, _, ledger = site
    window, _ = entered(java_script_enabled=False)
    window.goto("/inbox/4")
    assert "Monday" == window.locator("del").inner_text()
    assert "Tuesday" == window.locator("ins").inner_text()
    window.locator("input[name=reason]").fill("only a day")
    window.locator("button[value=dismiss]").click()
    assert ledger.inbox.item("4").reason == "only a day"
    window.goto("/inbox/1")
    window.locator("button[value=accept]").click()
    assert len(ledger.inbox.item("1").claims) == 1
    window.goto("/inbox/2")
    window.locator("button[value=reprint]").click()
    assert ledger.inbox.item("2").state is State.ACCEPTED
    window.goto("/inbox/2")
    window.locator("button[value=undo]").click()
    assert ledger.inbox.item("2").state is State.NEW
