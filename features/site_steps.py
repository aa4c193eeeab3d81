"""Steps on the public site, which stands right of the specs: the project's own, next to theirs.

The site is made as each way in makes one: by ``publish`` in Python, else by ``claims publish`` on
the file of the ledger. How a step is said stands in ``site-phrases.toml``, in each language.
"""

from __future__ import annotations

import re
import tomllib
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import attrs
import pytest
from pytest_bdd import step
from pytest_bdd.parsers import StepParser

from ledger.specs.drivers.python import PythonDriver
from ledger.specs.phrases.expression import compiled
from ledger.web.public_site.publish import publish
from tests.web.public_site.walker import walk

PHRASES = tomllib.loads(Path(__file__).with_name("site-phrases.toml").read_text(encoding="utf-8"))
"""How each step is said, by its key and its language."""

_LINK = re.compile(r'href="([^"#]+)')


class SitePhrase(StepParser):
    """A step on the site, said in any language: its values, and the language as ``language``."""

    def __init__(self, key):
        super().__init__(key)
        self.patterns = {
            language: compiled(phrase, language) for language, phrase in PHRASES[key].items()
        }

    def is_matching(self, name):
        """Whether the step is said so in one of the languages."""
        return bool(self.parse_arguments(name))

    def parse_arguments(self, name):
        """What stands in the step; nothing where it is another."""
        for language, (pattern, parameters) in self.patterns.items():
            if match := pattern.fullmatch(name):
                values = {each: parameters[each].read(match[each]) for each in parameters}
                return {"language": language, **values}
        return {}


@attrs.define
class PublishedSite:
    """The site of a scenario's ledger, and when each of its files was written."""

    driver: object
    folder: object
    now: object
    call: object
    before: dict = attrs.Factory(dict)

    def bring(self, language):
        """Publish it in a language, once more where it is there."""
        self.before = self.written()
        if isinstance(self.driver, PythonDriver):
            publish(self.driver.ledger, self.folder, now=self.now, language=language)
            return
        options = ("--lang", language, "--ledger", str(self.driver.ledger))
        result = self.call(("publish", str(self.folder), *options), now=self.now)
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


@step(SitePhrase("published"))
def published(site, language):
    """Bring it up to date, in the language in which the step says so."""
    site.bring(language)


@step(SitePhrase("page-says"), target_fixture="read")
def page_says(site, partnership, words):
    """These words stand on the page of status."""
    page = site.page(partnership)
    assert words in words_of(page)
    return page


@step(SitePhrase("page-does-not-say"))
def page_does_not_say(site, partnership, words):
    """They stand nowhere on it."""
    assert words not in words_of(site.page(partnership))


@step(SitePhrase("links-lead"))
def links_lead(read, words):
    """One link of the page that was read leads to a page with them."""
    links = _LINK.findall(read.read_text(encoding="utf-8"))
    paths = {(read.parent / unquote(urlsplit(unescape(link)).path)).resolve() for link in links}
    others = {path for path in paths if path.suffix == ".html" and path.is_file()} - {read}
    assert [path for path in others if words in words_of(path)]


@step(SitePhrase("no-dead-links"))
def no_dead_links(site):
    """Followed from the first page on."""
    _, dead = walk(site.folder)
    assert dead == [], dead


@step(SitePhrase("nowhere"))
def nowhere(site, words):
    """Whatever sort of file it is."""
    assert site.files()
    assert [path for path in site.files() if words.encode() in path.read_bytes()] == []


@step(SitePhrase("no-place"))
def no_place(site):
    """Neither the folder of the ledger nor that of the site."""
    nowhere(site, str(site.folder.parent))


@step(SitePhrase("left-alone"))
def left_alone(site):
    """Every file is as old as it was."""
    assert site.before
    assert site.written() == site.before


@step(SitePhrase("page-written"))
def page_written(site, partnership):
    """It is another file than before."""
    page = site.page(partnership)
    assert site.written()[page] != site.before[page]


@step(SitePhrase("page-left"))
def page_left(site, partnership):
    """It is as old as it was."""
    page = site.page(partnership)
    assert site.written()[page] == site.before[page]
