"""The pages in a real browser: with a keyboard, at every width, in the dark, without scripts.

``CLAIMS_TEST_BROWSER`` names the browser's program; without it Debian's chromium is looked for.
Where there is none, this file is skipped, and fails with ``CLAIMS_CI`` set.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from ledger.app import open_ledger
from ledger.app.access.tokens import tokens_of
from ledger.app.inbox.desk import InboxDesk
from ledger.demo import tell
from ledger.intake.inbox.item import Arrival, Door
from ledger.web.admission.visitors import Visitors
from ledger.web.application import application
from ledger.web.routes import PAGES
from ledger.web.site import Site
from tests.web.conftest import FEATURE, NOON
from tests.web.serving import listening

PROGRAM = os.environ.get("CLAIMS_TEST_BROWSER") or shutil.which("chromium")
FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--no-first-run"),
]
P = "mexico-korea-space"
WAITS = "Mexico ratified the ALCE convention on 3 July 2024. Eleven of 11 have ratified it."
ONLY = {"resultTypes": ["violations"]}
"""Of axe, what is broken; it says at length what is well, too."""
PATHS = (
    "/",
    f"/partnerships/{P}?valid_at=2024-06-14",
    f"/partnerships/{P}/timeline",
    f"/partnerships/{P}/hurdles?valid_at=2024-06-14",
    f"/partnerships/{P}/next",
    f"/partnerships/{P}/brief?since=@60",
    f"/partnerships/{P}/feed",
    f"/partnerships/{P}/calendar?valid_at=2024-06-14",
    f"/partnerships/{P}/changes?since=@60",
    "/changes?since=@60",
    "/instruments/alce-convention",
    "/documents/la-jornada-2024-05-19",
    "/claims/thx-21-nine-of-eleven",
    "/why/alce-convention.consents?valid_at=2024-06-14",
    "/parties",
    "/parties/mexico",
    "/documents",
    "/next",
    "/feed",
    "/calendar",
    "/search?q=once",
    "/search?q=zebra",
    "/disputes",
    "/checks",
    "/log",
    "/specs",
    "/trust",
    "/?party=mexico",
    "/?since=@60",
    "/nosuch",
    "/changes",
)
"""A path of each page there is, and two that cannot be answered."""
FORMS = (
    "/record",
    "/record?kind=consents-counted&document=thx-news-2024-06-12",
    "/record?kind=correction&claim=thx-21-nine-of-eleven",
    "/inbox",
    "/inbox/new",
    "/inbox/1",
    "/enter?link=used",
)
"""The pages of those who record."""
SEEN = (("en", 390, "dark"), ("ko", 1400, "light"))
ALL_SEEN = (*SEEN, ("en", 1400, "dark"), ("es", 390, "light"), ("es", 1400, "dark"),
            ("ko", 390, "light"))  # fmt: skip
"""Each language at each width, each width in the light and in the dark: with CLAIMS_BROWSER=all."""

pytestmark = pytest.mark.skipif(
    PROGRAM is None and not os.environ.get("CLAIMS_CI"),
    reason="no browser: apt-get install chromium, or set CLAIMS_TEST_BROWSER",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The story of the Convention on a port of its own; gives its URL and the visitors."""
    folder = tmp_path_factory.mktemp("browsed")
    told = tell("alce", folder / "claims.db")
    with open_ledger(told.location, clock=NOON, custody=folder / "custody") as ledger:
        InboxDesk(ledger).add([Arrival(title="Korea and Mexico", text=WAITS, door=Door.FILE)])
        settings = Site(write=True, analyst="ana", features=(FEATURE,))
        visitors = Visitors(settings, tokens_of(ledger))
        with listening(application(ledger, clock=NOON, site=settings, visitors=visitors)) as port:
            yield f"http://127.0.0.1:{port}", visitors, ledger


@pytest.fixture(scope="module")
def chromium():
    """The browser, started once."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where there is one

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PROGRAM, args=FLAGS)
        yield browser
        browser.close()


def opened(chromium, site, **settings):
    """A window, and all that its pages complain of."""
    window = chromium.new_context(base_url=site[0], **settings).new_page()
    complaints = []
    window.on("console", lambda note: complaints.append(note.text))
    window.on("pageerror", lambda error: complaints.append(str(error)))
    return window, complaints


def test_every_page_is_looked_at():
    """The list above has a path of each page that reads."""
    paths = {path.partition("?")[0] for path in PATHS}
    for page in PAGES:
        pattern = re.sub(r"\{[a-z]+(:path)?\}", "[^?]+", page.path)
        assert any(re.fullmatch(pattern, path) for path in paths), page.path


@pytest.mark.parametrize(
    ("language", "width", "scheme"), ALL_SEEN if os.environ.get("CLAIMS_BROWSER") else SEEN
)
def test_every_page_is_accessible_and_fits(chromium, site, language, width, scheme):
    """No rule of axe is broken, nothing is too wide, no script or style is refused."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - the same

    size = {"width": width, "height": 900}
    window, complaints = entered(chromium, site, viewport=size, color_scheme=scheme)
    window.goto(f"/?lang={language}")  # kept in a cookie from here on
    faults = []
    for path in (*PATHS, *FORMS):
        window.goto(path)
        if language != window.locator("html").get_attribute("lang"):
            faults.append(f"{path}: not in {language}")
        if window.evaluate("document.documentElement.scrollWidth > innerWidth"):
            faults.append(f"{path}: wider than {width}")
        faults += [
            f"{path}: {rule['id']}: {rule['nodes'][0]['html'][:120]}"
            for rule in Axe().run(window, options=ONLY).response["violations"]
        ]
    assert [] == faults
    assert [] == [note for note in complaints if "404" not in note and "422" not in note]


def test_evidence_opens_next_to_the_page_and_closes_by_keyboard(chromium, site):
    """A value is reached with Tab, opened with Enter, read, and left with Escape."""
    window, _ = opened(chromium, site)
    window.goto(f"/partnerships/{P}?valid_at=2024-06-14")
    value = window.locator("a.value", has_text="10 of 11 consents")
    value.focus()
    window.keyboard.press("Enter")
    dialog = window.locator("dialog[open]")
    dialog.wait_for()
    assert "Si ratifica, ya estarían los 11 países" in dialog.inner_text()
    assert "ALCE convention: 10 of 11" in dialog.get_attribute("aria-label")
    assert "Close" == window.evaluate("document.activeElement.textContent")
    window.keyboard.press("Escape")
    assert 0 == window.locator("dialog[open]").count()
    assert f"{site[0]}/partnerships/{P}?valid_at=2024-06-14" == window.url


def test_without_scripts_every_value_is_a_link(chromium, site):
    """The same evidence on a page of its own, the clocks by links and a form."""
    window, _ = opened(chromium, site, java_script_enabled=False)
    window.goto(f"/partnerships/{P}?valid_at=2024-06-14")
    window.locator("a.value", has_text="10 of 11 consents").click()
    assert "/why/" in window.url
    assert "Si ratifica" in window.locator("main").inner_text()
    window.go_back()
    window.locator("a[rel=next]").click()
    assert "valid_at=2024-06-30" in window.url
    window.locator(".clocks input[name=valid_at]").fill("2022-07-01")
    window.locator(".clocks button").click()
    assert "As of 1 July 2022" in window.locator(".sentence").inner_text()


def test_the_slider_goes_from_turn_to_turn(chromium, site):
    """One step to the left is the day before on which something turned."""
    window, _ = opened(chromium, site)
    window.goto(f"/partnerships/{P}?valid_at=2024-06-14")
    window.locator("input[type=range]").focus()
    with window.expect_navigation():
        window.keyboard.press("ArrowLeft")
    assert "As of 12 June 2024" in window.locator(".sentence").inner_text()


def test_the_first_tab_leads_past_the_head(chromium, site):
    """Whoever reads by keyboard need not go through the menu on every page."""
    window, _ = opened(chromium, site)
    window.goto("/log")
    window.keyboard.press("Tab")
    assert "Skip to the page" == window.evaluate("document.activeElement.textContent")
    window.keyboard.press("Enter")
    assert window.url.endswith("#main")


def test_printed_the_page_is_its_content(chromium, site):
    """On paper there is no menu and no form; title, clocks and quotes are there."""
    window, _ = opened(chromium, site)
    window.goto(f"/partnerships/{P}?valid_at=2024-06-14")
    window.emulate_media(media="print")
    assert not window.locator("header").is_visible()
    assert not window.locator("form[role=search]").is_visible()
    assert window.locator(".sentence").is_visible()
    assert window.locator("figure.quote").first.is_visible()


def test_every_page_prints_its_content(chromium, site):
    """Nothing of a page is cut at the edge of a sheet; menu and buttons are left out."""
    window, _ = opened(chromium, site, viewport={"width": 794, "height": 1123})
    window.emulate_media(media="print")
    faults = []
    for path in PATHS:
        window.goto(path)
        if window.evaluate("document.documentElement.scrollWidth > innerWidth"):
            faults.append(f"{path}: wider than a sheet")
        faults += [
            f"{path}: {tag} is printed"
            for tag in ("header", "button", "footer.site")
            if window.locator(tag).locator("visible=true").count()
        ]
        if not window.locator("h1").is_visible():
            faults.append(f"{path}: no title")
    assert [] == faults


def test_selected_words_become_the_quote_and_are_recorded(chromium, site):
    """From the link to a claim: select, see what it changes, record, and follow it to its words."""
    url, _, ledger = site
    window, _ = entered(chromium, site)
    window.goto("/record?kind=fact-reported&document=la-jornada-2024-05-19")
    window.evaluate(
        """() => {
          const text = document.querySelector(".captured").firstChild;
          const end = text.data.indexOf(" ", 30);
          document.getSelection().setBaseAndExtent(text, 0, text, end);
        }"""
    )
    quote = window.locator("textarea[name=quote]")
    window.wait_for_function("document.querySelector('textarea[name=quote]').value.length > 20")
    words = quote.input_value()
    window.locator("[name=topic]").fill("ratification")
    window.locator("[name=partnership]").fill(P)
    window.locator("button[value=preview]").click()
    assert "new claims: 1" in window.locator("main").inner_text()
    size = ledger.size()
    assert words == window.locator("textarea[name=quote]").input_value()
    window.locator("button[value=record]").click()
    window.locator("[role=status].notice a").click()
    assert size + 1 == ledger.size()
    assert words.split()[0] in window.locator("mark").first.inner_text()
    assert window.url.startswith(f"{url}/claims/")


def test_markup_of_sources_stays_words(chromium, site):
    """What a source, a name or a query holds is never run, wherever it is shown."""
    _, _, ledger = site
    evil = '<img src=x onerror="document.title=1"><script>document.title=1</script>'
    ledger.import_entries(
        f"- kind: party\n  id: evil\n  name: '{evil}'\n  type: state\n"
        f"- kind: document\n  id: evil-news\n  title: '{evil}'\n  publisher: '{evil}'\n"
        f"  source_kind: news\n  text: '{evil} and more words'\n"
        f"- kind: partnership\n  id: evil-deal\n  title: '{evil}'\n  parties: [evil]\n"
        f"- kind: fact-reported\n  document: evil-news\n  quote: '{evil} and more'\n"
        f"  topic: '{evil}'\n  partnership: evil-deal\n  note: '{evil}'\n"
    )
    window, _ = opened(chromium, site)
    for path in (
        *("/", "/parties", "/parties/evil", "/partnerships/evil-deal", "/documents/evil-news"),
        *("/partnerships/evil-deal/timeline", "/log?after=@120", "/search?q=more+words"),
        *(f"/search?q={evil}", f"/nosuch/{evil}", f"/?sort={evil}&stage={evil}"),
        *(f"/claims/{evil}", f"/checks?check={evil}", f"/?valid_at={evil}"),
    ):
        window.goto(path)
        assert "1" != window.title(), path
        assert 0 == window.locator("img").count(), path
        assert 1 == window.locator("script").count(), path


def test_scripts_are_small_and_our_own():
    """All scripts together are under 20 kB, and name no other host."""
    scripts = list((Path(application.__code__.co_filename).parent / "static").glob("*.js"))
    assert 0 < sum(file.stat().st_size for file in scripts) < 20_000
    assert [] == [file.name for file in scripts if "http" in file.read_text()]


def test_what_changed_since_one_last_looked(chromium, site):
    """A page offers it where this browser knows an earlier position, until the changes are read."""
    window, complaints = opened(chromium, site)
    window.goto("/")
    offered = window.locator("[data-position] a")
    assert 0 == offered.count()  # a first visit has nothing to compare with
    window.evaluate("localStorage.setItem('seen', '@3')")
    window.reload()
    assert "/changes?since=%403" == offered.get_attribute("href")
    looked = window.locator("input[name=since]")
    assert "@3" == looked.input_value()  # one key, and the board says what is new
    looked.press("Enter")
    window.wait_for_url("**/?since=*")
    assert {"see what is new"} == set(window.locator("td a.new").all_inner_texts())
    offered.click()
    window.wait_for_url("**/changes?since=*")
    window.goto("/")
    assert 0 == window.locator("[data-position] a").count()
    assert [] == [note for note in complaints if "404" not in note]


def entered(chromium, site, **settings):
    """A window of its own browser, in a session of its own, and what its pages complain of."""
    window, complaints = opened(chromium, site, **settings)
    window.goto(f"/enter?link={site[1].invite()}")
    window.locator("main button").click()
    return window, complaints


def typed_by_keys(window, name, text):
    """Go on with Tab until the field of that name has the focus, and type into it."""
    for _ in range(80):
        window.keyboard.press("Tab")
        if name == window.evaluate("document.activeElement.name"):
            window.keyboard.type(text)
            return
    raise AssertionError(name)


def test_a_claim_is_recorded_by_keyboard_alone(chromium, site):
    """From the head of the page to the claim: no key but Tab, letters, arrows and Enter."""
    ledger = site[2]
    window, _ = entered(chromium, site)
    window.goto("/record")
    typed_by_keys(window, "kind", "fact reported")
    typed_by_keys(window, "document", "thx-news-2024-06-12")
    window.keyboard.press("Enter")
    window.wait_for_url("**kind=fact-reported**")
    typed_by_keys(window, "quote", "nearing entry into force")
    typed_by_keys(window, "topic", "by keys")
    typed_by_keys(window, "partnership", P)
    size = ledger.size()
    typed_by_keys(window, "act", "")
    assert "preview" == window.evaluate("document.activeElement.value")
    window.keyboard.press("Enter")
    window.locator("[name=at]").wait_for(state="attached")
    assert size == ledger.size()
    typed_by_keys(window, "act", "")
    window.keyboard.press("Tab")
    assert "record" == window.evaluate("document.activeElement.value")
    window.keyboard.press("Enter")
    window.locator("[role=status].notice").wait_for()
    assert size + 1 == ledger.size()


def test_of_two_who_record_at_once_the_second_is_told(chromium, site):
    """Each saw what it changes; the second sees what came between, with what was typed."""
    ledger = site[2]
    windows = [entered(chromium, site)[0] for _ in range(2)]
    for number, window in enumerate(windows):
        window.goto("/record?kind=fact-reported&document=thx-news-2024-06-12")
        window.locator("[name=quote]").fill("nearing entry into force")
        window.locator("[name=topic]").fill(f"topic {number}")
        window.locator("[name=partnership]").fill(P)
        window.locator("button[value=preview]").click()
        window.locator("[name=at]").wait_for(state="attached")
    size = ledger.size()
    first, second = windows
    first.locator("button[value=record]").click()
    first.locator("[role=status].notice").wait_for()
    second.locator("button[value=record]").click()
    second.locator("[role=alert]").wait_for()
    assert size + 1 == ledger.size()
    assert f"the log ends at @{size}" in second.locator("[role=alert]").inner_text()
    assert "topic 1" == second.locator("[name=topic]").input_value()
    assert "new claims: 1" in second.locator("main").inner_text()
    second.locator("button[value=record]").click()
    second.locator("[role=status].notice").wait_for()
    assert size + 2 == ledger.size()


def test_on_a_phone_a_row_is_a_card(chromium, site):
    """Each cell stands behind the words of its head, and nothing scrolls sideways."""
    window, _ = opened(chromium, site, viewport={"width": 390, "height": 800})
    window.goto("/instruments/alce-convention")
    cell = window.locator(".cards td[data-head]").first
    assert "block" == cell.evaluate("cell => getComputedStyle(cell).display")
    table = window.locator(".cards").first
    assert table.evaluate("box => box.scrollWidth <= box.clientWidth")


@pytest.mark.parametrize("language", ["en", "es", "ko"])
def test_the_head_is_one_line_on_a_wide_screen(chromium, site, language):
    """With the inbox's link in it, in every language; no word of a table is broken."""
    window, _ = opened(chromium, site, viewport={"width": 1400, "height": 900})
    window.goto(f"/?lang={language}")
    places = window.locator("header a").evaluate_all("all => all.map(a => a.offsetTop)")
    assert max(places) - min(places) < 10
    assert "break-word" == window.locator("td").first.evaluate(
        "cell => getComputedStyle(cell).overflowWrap"
    )
