"""Costly answers are worked out one at a time, for all who wait, and never kept."""

from __future__ import annotations

import asyncio
import threading
from functools import partial

import pytest

from ledger.app import Ledger
from ledger.web import application
from ledger.web.admission.turns import Turns
from ledger.web.application import AT_ONCE


class Works:
    """Work that is counted, waits to be let go, and says how many of it ran at once."""

    def __init__(self):
        self.began, self.at_once, self.most = 0, 0, 0
        self.go = threading.Event()
        self.news = threading.Semaphore(0)
        self._lock = threading.Lock()

    def __call__(self):
        """The number of the run; it ends when it may."""
        with self._lock:
            self.began += 1
            number = self.began
            self.at_once += 1
            self.most = max(self.most, self.at_once)
        self.news.release()
        assert self.go.wait(20)
        with self._lock:
            self.at_once -= 1
        return number


async def begun(works, number):
    """Wait until so many runs began."""
    while works.began < number:
        assert await asyncio.to_thread(works.news.acquire, timeout=20)


def test_who_asks_meanwhile_shares_the_next_one():
    """A hundred who ask while one is worked out cost one more: it begins after they asked."""

    async def scene():
        turns, works = Turns(), Works()
        first = asyncio.create_task(turns.take("whole", works))
        await begun(works, 1)
        others = [asyncio.create_task(turns.take("whole", works)) for _ in range(100)]
        await asyncio.sleep(0)
        works.go.set()
        return works, await first, set(await asyncio.gather(*others))

    works, first, others = asyncio.run(scene())
    assert (1, {2}) == (first, others)
    assert (2, 1) == (works.began, works.most)


def test_two_things_are_not_worked_out_at_once():
    """A quick look waits for the whole one, and the other way round."""

    async def scene():
        turns, works = Turns(), Works()
        tasks = [asyncio.create_task(turns.take(name, works)) for name in ("whole", "quick")]
        await begun(works, 1)
        works.go.set()
        await asyncio.gather(*tasks)
        return works

    works = asyncio.run(scene())
    assert (2, 1) == (works.began, works.most)


def test_the_same_is_not_worked_out_again_before_a_pause_of_its_own_length():
    """Strangers who ask without end take half of a processor, and no more."""

    async def scene():
        turns, works = Turns(), Works()
        first = asyncio.create_task(turns.take("whole", works))
        await begun(works, 1)
        asyncio.get_running_loop().call_later(0.05, works.go.set)
        await first
        ended = asyncio.get_running_loop().time()
        await turns.take("whole", works)
        return asyncio.get_running_loop().time() - ended

    assert asyncio.run(scene()) >= 0.05


def test_an_error_is_everyones_and_the_next_is_worked_out():
    """Nobody waits for ever behind a run that failed."""

    async def scene():
        turns = Turns()
        with pytest.raises(ZeroDivisionError):
            await turns.take("whole", lambda: 1 // 0)
        return await turns.take("whole", lambda: 7)

    assert asyncio.run(scene()) == 7


def test_someone_who_goes_away_ends_nothing():
    """The others, who wait for the same, get their answer."""

    async def scene():
        turns, works = Turns(), Works()
        gone = asyncio.create_task(turns.take("whole", works))
        stays = asyncio.create_task(turns.take("whole", works))
        await begun(works, 1)
        gone.cancel()
        works.go.set()
        return await stays

    assert asyncio.run(scene()) == 1


def test_many_readers_of_one_verdict_cost_two(served, monkeypatch):
    """Over HTTP, in every form and with queries that mean nothing."""
    verify, count = Ledger.verify, []

    def counted(self, **options):
        count.append(options)
        return verify(self, **options)

    monkeypatch.setattr(Ledger, "verify", counted)
    urls = [f"/trust{form}?whole=yes&n={n}" for form in ("", ".json") for n in range(10)]
    replies = served.browser.get_at_once(urls)
    assert {200} == {reply.status for reply in replies}
    assert {"no-store"} == {reply.headers["cache-control"] for reply in replies}
    assert len(count) <= 2


def test_pages_are_made_few_at_once_and_the_same_page_once(served, monkeypatch):
    """Strangers who ask for a hundred pages take four threads; what is kept waits for nobody."""
    works, make = Works(), application.made
    served.browser.get("/parties")

    def counted(*words):
        works()
        return make(*words)

    monkeypatch.setattr(application, "made", counted)

    async def scene():
        ask = partial(served.browser.exchange, "GET")
        different = [asyncio.create_task(ask(f"/parties?n={n}")) for n in range(20)]
        alike = [asyncio.create_task(ask("/parties?n=alike")) for _ in range(20)]
        await begun(works, AT_ONCE)
        kept = await ask("/parties")
        unmade = works.began
        works.go.set()
        return kept, unmade, await asyncio.gather(*different, *alike)

    kept, unmade, replies = asyncio.run(scene())
    assert (200, AT_ONCE) == (kept.status, unmade)
    assert {200} == {reply.status for reply in replies}
    assert AT_ONCE == works.most
    assert works.began <= 20 + AT_ONCE
