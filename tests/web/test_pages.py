"""Every page: it answers, it says its clocks, and its data is that of the command line."""

from __future__ import annotations

import csv
import io
import re

import pytest

from ledger.web.routes import PAGES
from tests.web.conftest import FEATURE

P = "mexico-korea-space"
SAME = {
    "/board": ("status",),
    "/board?since=@60": ("status",),
    f"/partnerships/{P}": ("status", P),
    f"/partnerships/{P}/timeline": ("timeline", P),
    f"/partnerships/{P}/hurdles": ("hurdles", P),
    f"/partnerships/{P}/next": ("next", P),
    "/next": ("next",),
    f"/partnerships/{P}/brief": ("brief", P),
    f"/partnerships/{P}/brief?since=@60": ("brief", P, "--since", "@60"),
    f"/partnerships/{P}/feed": ("atom", P),
    "/feed": ("atom",),
    f"/partnerships/{P}/calendar": ("calendar", P),
    "/calendar": ("calendar",),
    "/changes?since=@60": ("diff", "--since", "@60"),
    f"/partnerships/{P}/changes?since=@60": ("diff", P, "--since", "@60"),
    f"/partnerships/{P}/changes?since=2024-06-14&clock=published": (
        *("diff", P, "--since", "2024-06-14", "--clock", "published"),
    ),
    "/instruments/alce-convention": ("treaty", "alce-convention"),
    "/parties": ("party", "list"),
    "/documents": ("documents",),
    "/documents?source=jornada": ("documents", "--source", "jornada"),
    "/parties/mexico": ("party", "show", "mexico"),
    "/claims/thx-21-nine-of-eleven": ("show", "thx-21-nine-of-eleven"),
    "/documents/la-jornada-2024-05-19": ("show", "la-jornada-2024-05-19"),
    "/why/alce-convention.consents": ("why", "alce-convention.consents"),
    f"/why/{P}/alce-convention.stage": ("why", f"{P}/alce-convention.stage"),
    "/search?q=ratificaciones+once": ("search", "ratificaciones", "once"),
    "/disputes": ("disputes",),
    "/disputes?subject=alce-convention": ("disputes", "alce-convention"),
    "/checks": ("check",),
    "/checks?check=dates+counts&days=30": ("check", "dates", "counts", "--days", "30"),
    "/log?after=@40&limit=5": ("log", "--after", "@40", "--limit", "5"),
    "/specs": ("spec", "run", str(FEATURE)),
    "/trust?whole=yes": ("verify",),
}
TIMED = [
    path
    for path in SAME
    if not re.match("/(claims|documents|search|log|specs|trust)|.*/feed", path)
]


def form(path: str, ending: str) -> str:
    """The same page in another form."""
    bare, mark, query = path.partition("?")
    return f"{bare}{ending}{mark}{query}"


def and_with(path: str, query: str) -> str:
    """A path with more of a query."""
    return f"{path}{'&' if '?' in path else '?'}{query}"


@pytest.mark.parametrize("path", SAME)
def test_a_page_as_json_is_what_the_command_prints(served, path):
    """To the byte, envelope and all, as long as the command prints JSON."""
    reply = served.browser.get(form(path, ".json"))
    assert 200 == reply.status
    assert served.claims(*SAME[path], "--json") == reply.text


@pytest.mark.parametrize("path", TIMED)
def test_the_clocks_of_a_page_are_those_of_the_command(served, path):
    """All three clocks mean in a URL what they mean as options."""
    query = "valid_at=2024-06-20&published_by=2024-06-15&known_at=@110"
    options = ("--valid-at", "2024-06-20", "--published-by", "2024-06-15", "--known-at", "@110")
    reply = served.browser.get(form(and_with(path, query), ".json"))
    assert served.claims(*SAME[path], *options, "--json") == reply.text


@pytest.mark.parametrize("path", SAME)
def test_a_page_for_a_reader(served, path):
    """Every page is HTML with one title and one main part, in the language that was asked for."""
    reply = served.browser.get(and_with(path, "lang=ko"))
    assert 200 == reply.status
    assert "text/html; charset=utf-8" == reply.headers["content-type"]
    assert 1 == reply.text.count("<h1>")
    assert 1 == reply.text.count("<main ")
    assert '<html lang="ko">' in reply.text


@pytest.mark.parametrize("path", TIMED)
def test_the_three_clocks_are_in_sight(served, path):
    """One sentence says all three as they are set."""
    query = "valid_at=2024-06-20&published_by=2024-06-15&known_at=@110"
    text = served.browser.get(and_with(path, query)).text
    assert (
        "As of 20 June 2024, from what was published by 15 June 2024, "
        "as this ledger knows it at position @110."
    ) in text


def test_every_page_is_compared():
    """The list above has a path of each page there is."""
    compared = {re.sub(r"/board$", "/", path.partition("?")[0]) for path in SAME}
    for page in PAGES:
        pattern = re.sub(r"\{[a-z]+(:path)?\}", "[^?]+", page.path)
        assert any(re.fullmatch(pattern, path) for path in compared), page.path


LISTS = [page for page in PAGES if page.listed]


@pytest.mark.parametrize("page", LISTS, ids=[page.path for page in LISTS])
def test_a_list_is_csv_too(served, page):
    """It has its heads and a row for each thing, with the name of what it is."""
    paths = {"{partnership}": P, "{instrument}": "alce-convention"}
    path = "/board" if page.path == "/" else page.path
    for part, value in paths.items():
        path = path.replace(part, value)
    reply = served.browser.get(f"{path}.csv?q=once&since=@3")
    rows = list(csv.reader(io.StringIO(reply.text)))
    assert "text/csv; charset=utf-8" == reply.headers["content-type"]
    assert 1 < len(rows)
    assert {len(rows[0])} == {len(row) for row in rows}


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/board", "status"),
        ("/next", "next"),
        ("/log", "log --limit 100"),
        ("/parties", "party list"),
        ("/documents", "documents"),
        (f"/partnerships/{P}/timeline", f"timeline {P}"),
        (f"/partnerships/{P}/hurdles", f"hurdles {P}"),
        ("/instruments/alce-convention", "treaty alce-convention"),
    ],
)
def test_a_table_is_that_of_the_command_to_the_byte(served, path, words):
    """One place decides the columns of both faces."""
    assert served.browser.get(f"{path}.csv").text == served.claims(*words.split(), "--csv")


def test_links_keep_the_clocks(served):
    """Every link of a page within the site brings the clocks that are set along."""
    text = served.browser.get(f"/partnerships/{P}?valid_at=2024-06-20&published_by=2024-06-15").text
    main = text[text.index("<main") : text.index("</main>")]
    pages = re.findall(r'href="(/(?:why|claims|instruments|parties)[^"]*)"', main)
    assert 10 < len(pages)
    assert [] == [
        url for url in pages if "valid_at=2024-06-20&amp;published_by=2024-06-15" not in url
    ]


def test_every_link_of_every_page_leads_somewhere(served):
    """No page of the site links to one that is not there; proofs need a checkpoint."""
    urls = set()
    for path in SAME:
        urls |= set(re.findall(r'href="(/[^"#]*)', served.browser.get(path).text))
    urls = {url.replace("&amp;", "&") for url in urls}
    ours = {url for url in urls if not url.endswith(("/proof", "/checkpoint"))}
    assert 200 < len(ours)
    assert [] == sorted(url for url in ours if served.browser.get(url).status != 200)


def test_a_filter_leaves_rows_out_and_names_itself(served):
    """The board shows what the filter leaves, and how to leave the filter."""
    kept = served.browser.get("/?stage=memorandum").text
    gone = served.browser.get("/?stage=signed").text
    assert "1 of 1 partnerships" in kept
    assert "0 of 1 partnerships" in gone
    assert "leave this filter" in gone


def test_the_board_says_what_is_new_since_one_last_looked(served):
    """Of a position or a day: a link to the changes since, until nothing was recorded since."""
    new = "see what is new"
    assert new in served.browser.get("/?since=@60").text
    assert new in served.browser.get("/?since=2024-06-01").text
    head = served.browser.get("/board.json").json()["at"]["position"]
    assert "nothing new" in served.browser.get(f"/?since=@{head}").text
    assert new not in served.browser.get("/").text
    assert "0 of 1 partnerships" in served.browser.get(f"/?since=@{head}&new=yes").text


@pytest.mark.parametrize("path", ["/board", f"/partnerships/{P}/timeline", "/checks"])
def test_the_shape_of_data_does_not_depend_on_a_pages_own_filters(served, path):
    """A filter of the page leaves the data as it is."""
    whole = served.browser.get(f"{path}.json").json()
    assert whole == served.browser.get(f"{path}.json?kind=visit-made&sort=title").json()


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/nosuch", 404, "no-such-page"),
        ("/partnerships/nosuch", 404, "no-such-subject"),
        ("/claims/nosuch", 404, "nothing-called"),
        ("/why/nosuch.stage", 404, "no-such-subject"),
        ("/?valid_at=yesterday", 422, "no-such-moment"),
        ("/?known_at=@9999", 422, "beyond-the-head"),
        ("/?since=@9999", 422, "beyond-the-head"),
        ("/?since=lately", 422, "no-such-moment"),
        ("/log?limit=0", 422, "no-number"),
        ("/log?limit=99999999999", 422, "no-number"),
        (f"/partnerships/{P}/changes", 422, "no-since"),
        ("/changes", 422, "no-since"),
        (f"/partnerships/{P}/changes?since=@1&clock=none", 422, "no-such-clock"),
        ("/checks?check=nosuch", 404, "no-such-check"),
        ("/checkpoint", 404, "no-checkpoint"),
        ("/tile/0/000.p/200", 404, "no-checkpoint"),
    ],
)
def test_what_cannot_be_answered_says_why_and_a_way_out(served, path, status, code):
    """In HTML for a reader, as problem details for a program; both with the command's code."""
    page = served.browser.get(path)
    bare = path.replace("/?", "/board?")
    problem = (
        served.browser.get(form(bare, ".json"))
        if path[:6] not in {"/check", "/tile/"} or path.startswith("/checks")
        else None
    )
    assert status == page.status
    assert code in page.text
    assert 'role="alert"' in page.text
    if problem is not None:
        assert "application/problem+json" == problem.headers["content-type"]
        assert status == problem.status == problem.json()["status"]
        assert code == problem.json()["error"]["code"]
        assert problem.json()["error"]["fix"]


def test_a_language_that_was_chosen_is_kept(served):
    """By a cookie that scripts cannot read; a URL comes before it, a browser's wish after."""
    chosen = served.browser.get("/?lang=es")
    assert chosen.headers["set-cookie"].startswith("claims_lang=es; Path=/; ")
    assert "HttpOnly; SameSite=Lax" in chosen.headers["set-cookie"]
    later = {"cookie": "claims_lang=es", "accept_language": "ko"}
    assert '<html lang="es">' in served.browser.get("/", **later).text
    assert '<html lang="ko">' in served.browser.get("/?lang=ko", **later).text
    assert '<html lang="en">' in served.browser.get("/", cookie="claims_lang=xx").text


@pytest.mark.parametrize("path", SAME)
def test_data_has_no_language(served, path):
    """JSON is the same to the byte, whatever language a reader has."""
    if "/brief" in path:
        pytest.skip("a brief is a text in a language")
    plain, korean = (
        served.browser.get(form(path, ".json"), accept_language=tongue).body
        for tongue in ("en", "ko")
    )
    assert plain == korean


@pytest.mark.parametrize("language", ["en", "es", "ko"])
def test_evidence_next_to_a_page_is_called_by_words(served, language):
    """Those who hear the page hear what is claimed and what a value is of, and no id."""
    labels = [
        re.search('<main id="main" data-label="([^"]*)">', served.browser.get(path).text)[1]
        for path in (
            f"/claims/thx-21-nine-of-eleven?lang={language}",
            f"/why/alce-convention.consents?valid_at=2024-06-14&lang={language}",
        )
    ]
    said, value = {
        "en": ("ALCE convention: 9 of 11 consents", "ALCE convention: 10 of 11"),
        "es": ("ALCE convention: 9 de 11", "ALCE convention: 10 de 11"),
        "ko": ("ALCE convention", "ALCE convention: "),
    }[language]
    assert labels[0].startswith(said)
    assert labels[1].startswith(value)
    script = served.browser.get("/static/page.js").text
    assert 'setAttribute("aria-label", main.dataset.label' in script
