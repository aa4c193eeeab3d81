"""Steps on the public site, which stands right of the specs: the project's own, next to theirs.

The site is made as each way in makes one: by ``publish`` in Python, else by ``claims publish`` on
the file of the ledger.
"""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote, urlsplit

import attrs
import pytest
from pytest_bdd import parsers, then, when

from ledger.specs.drivers.python import PythonDriver
from ledger.web.public_site.publish import publish
from tests.web.public_site.walker import walk

_LINK = re.compile(r'href="([^"#]+)')


@attrs.define
class PublishedSite:
    """The site of a scenario's ledger, and when each of its files was written."""

    driver: object
    folder: object
    now: object
    call: object
    before: dict = attrs.Factory(dict)

    def bring(self):
        """Publish it, once more where it is there."""
        self.before = self.written()
        if isinstance(self.driver, PythonDriver):
            publish(self.driver.ledger, self.folder, now=self.now)
            return
        ledger = ("--ledger", str(self.driver.ledger))
        result = self.call(("publish", str(self.folder), *ledger), now=self.now)
        assert result.code == 0, result.err

    def files(self):
        """All files of the site."""
        return [path for path in self.folder.rglob("*") if path.is_file()]

    def written(self):
        """When each was written, in nanoseconds; the list of files is none of the site."""
        return {
            path: path.stat().st_mtime_ns
            for path in self.files()
            if not path.name.startswith(".claims-site")
        }

    def page(self, partnership):
        """The file of the page of status."""
        return self.folder / "partnerships" / f"{partnership}.html"


@pytest.fixture
def site(spec_driver, spec_now, site_call, tmp_path):
    """The site, not made yet."""
    return PublishedSite(spec_driver, tmp_path / "site", spec_now, site_call)


def words_of(page):
    """What a reader reads on a page."""
    text = re.sub(r"<[^>]+>", " ", page.read_text(encoding="utf-8"))
    return " ".join(unescape(text).split())


@when("the public site is published")
@when("the public site is published again")
def published(site):
    """Bring it up to date."""
    site.bring()


@then(
    parsers.parse('the page of "{partnership}" on the site says "{words}"'), target_fixture="read"
)
def page_says(site, partnership, words):
    """These words stand on the page of status."""
    page = site.page(partnership)
    assert words in words_of(page)
    return page


@then(parsers.parse('the page of "{partnership}" on the site does not say "{words}"'))
def page_does_not_say(site, partnership, words):
    """They stand nowhere on it."""
    assert words not in words_of(site.page(partnership))


@then(parsers.parse('its links lead to the words "{words}"'))
def links_lead(read, words):
    """One link of the page that was read leads to a page with them."""
    links = _LINK.findall(read.read_text(encoding="utf-8"))
    paths = {(read.parent / unquote(urlsplit(unescape(link)).path)).resolve() for link in links}
    others = {path for path in paths if path.suffix == ".html" and path.is_file()} - {read}
    assert [path for path in others if words in words_of(path)]


@then("every link of the site leads to a file of the site")
def no_dead_links(site):
    """Followed from the first page on."""
    _, dead = walk(site.folder)
    assert dead == [], dead


@then(parsers.parse('no file of the site has "{words}"'))
def nowhere(site, words):
    """Whatever sort of file it is."""
    assert site.files()
    assert [path for path in site.files() if words.encode() in path.read_bytes()] == []


@then("no file of the site says where the ledger is")
def no_place(site):
    """Neither the folder of the ledger nor that of the site."""
    nowhere(site, str(site.folder.parent))


@then("nothing of the site was written")
def left_alone(site):
    """Every file is as old as it was."""
    assert site.before
    assert site.written() == site.before


@then(parsers.parse('the page of "{partnership}" on the site was written'))
def page_written(site, partnership):
    """It is another file than before."""
    page = site.page(partnership)
    assert site.written()[page] != site.before[page]


@then(parsers.parse('the page of "{partnership}" on the site was left as it was'))
def page_left(site, partnership):
    """It is as old as it was."""
    page = site.page(partnership)
    assert site.written()[page] == site.before[page]
