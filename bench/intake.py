"""What the doors cost: documents captured a second by format, feeds polled a second, memory.

``python bench/intake.py [--only capture|fetch|feeds]`` makes documents of one text in each format,
captures them one after another, and reports documents and kilobytes a second; the memory is the
most that this process and its children took. Feeds are polled from a server on loopback: eight at
a time as ``claims feed poll`` does, into a ledger in a file. Next to it stands what the same bytes
cost without us: ``feedparser`` alone, ``pypdfium2`` alone, a bare request. The load is that of the
machine at the time.
"""

from __future__ import annotations

import argparse
import io
import os
import resource
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from ledger.app import open_ledger
from ledger.app.inbox.feeds import Wanted, import_opml, poll_feeds
from ledger.clock import FixedClock
from ledger.intake.feeds.place import feeds_of
from ledger.intake.fetching.address_guard import Network
from ledger.intake.fetching.client import fetch
from ledger.intake.fetching.limits import FetchLimits
from ledger.log import init_log
from ledger.sources.capture import capture

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = datetime(2024, 6, 13, 12, tzinfo=UTC)
SENTENCE = "With nine of the eleven required ratifications, the Agreement is near its day. "
PARAGRAPH = SENTENCE * 6
TEXT = "\n\n".join(f"{number}. {PARAGRAPH}" for number in range(1, 11))
PAGES = 20  # of the PDF: a treaty


@attrs.frozen
class Rate:
    """How often a second, the longest in ms, and the processor time of each in ms."""

    often: float
    longest: float
    processor: float


def rate(work: Callable[[], object], seconds: float) -> Rate:
    """How often a second a piece of work is done in so many seconds, and what each costs."""
    work()
    times: list[float] = []
    before, end = os.times(), time.perf_counter() + seconds
    while time.perf_counter() < end or len(times) < 3:
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    processor = sum(os.times()[:4]) - sum(before[:4])
    return Rate(len(times) / sum(times), max(times) * 1000, processor / len(times) * 1000)


def plain() -> bytes:
    """An article as text."""
    return TEXT.encode()


def page() -> bytes:
    """The same as a page."""
    body = "".join(f"<p>{words}</p>" for words in TEXT.split("\n\n"))
    return f"<!doctype html><html><head><title>A note</title></head><body>{body}</body>".encode()


def mail() -> bytes:
    """The same as a mail."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@b.example", "c@d.example", "A note"
    message["Message-ID"] = "<1@b.example>"
    message.set_content(TEXT)
    return message.as_bytes()


def pdf(pages: int = PAGES) -> bytes:
    """A PDF with the text on each of its pages."""
    import fpdf  # noqa: PLC0415

    made = fpdf.FPDF()
    made.set_font("helvetica", size=9)
    for _ in range(pages):
        made.add_page()
        made.multi_cell(0, 4, TEXT[:4_000])
    return bytes(made.output())


def word() -> bytes:
    """The same as a Word document."""
    import docx  # noqa: PLC0415

    made, data = docx.Document(), io.BytesIO()
    for paragraph in TEXT.split("\n\n"):
        made.add_paragraph(paragraph)
    made.save(data)
    return data.getvalue()


def captures(seconds: float) -> None:
    """Documents captured a second, by format; PDFium alone next to the PDF."""
    print(f"{'captured':<22} {'kB':>7} {'a second':>9} {'longest ms':>11} {'processor ms':>13}")
    for name, data in {
        "text": plain(),
        "page": page(),
        "mail": mail(),
        "docx": word(),
        f"pdf, {PAGES} pages": pdf(),
        "pdf, 200 pages": pdf(200),
    }.items():
        shown(name, len(data), rate(lambda data=data: capture(data), seconds))
    shown("  PDFium alone, 200", len(data), rate(lambda: pdfium(data), seconds))


def shown(name: str, size: int, rated: Rate) -> None:
    """A row of the table."""
    print(
        f"{name:<22} {size / 1000:>7.1f} {rated.often:>9.1f} {rated.longest:>11.1f}"
        f" {rated.processor:>13.1f}"
    )


def pdfium(data: bytes) -> list[str]:
    """The text of a PDF's pages, in this process."""
    import pypdfium2  # noqa: PLC0415

    return [leaf.get_textpage().get_text_range() for leaf in pypdfium2.PdfDocument(data)]


class Site:
    """A server of feeds of ten entries each, and of their pages as text."""

    def __init__(self) -> None:
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                feed = self.path.startswith("/feed")
                body = site.feed(self.path) if feed else f"{self.path}\n\n{TEXT}".encode()
                if feed and self.headers["If-None-Match"]:
                    self.send_response(304)
                    self.end_headers()
                    return
                self.send_response(200)
                self.send_header("Content-Type", "application/rss+xml" if feed else "text/plain")
                self.send_header("Content-Length", str(len(body)))
                self.send_header("ETag", '"1"')
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def feed(self, path: str) -> bytes:
        """Ten entries."""
        items = "".join(
            f"<item><guid>{path}-{n}</guid><title>No. {n}</title>"
            f"<link>{self.url}/page{path}-{n}</link><description>{PARAGRAPH}</description></item>"
            for n in range(10)
        )
        return f'<rss version="2.0"><channel><title>{path}</title>{items}</channel></rss>'.encode()


def fetches(site: Site, seconds: float) -> None:
    """Guarded requests a second, next to the library without a guard."""
    import httpx2  # noqa: PLC0415

    bounds, network = FetchLimits(size=1_000_000, seconds=10), Network(allow_private=True)
    url = f"{site.url}/page"
    guarded = rate(lambda: fetch(url, bounds=bounds, network=network), seconds)

    def unguarded() -> None:
        with httpx2.Client(trust_env=False, verify=trust) as client:
            client.get(url)

    trust = httpx2.create_ssl_context()  # ours is made once, too
    bare = rate(unguarded, seconds)
    print(
        f"\nfetched: {guarded.often:.0f} a second, {guarded.processor:.1f} ms of processor; ",
        end="",
    )
    print(f"httpx2 alone {bare.often:.0f}, {bare.processor:.1f} ms (the server's included)")


def feeds(site: Site, count: int) -> None:
    """Feeds polled a second: new ones with all of their pages, then unchanged ones."""
    import feedparser  # noqa: PLC0415

    alone = rate(lambda: feedparser.parse(site.feed("/feed1")), 1.0)
    outlines = "".join(f'<outline xmlUrl="{site.url}/feed{n}"/>' for n in range(count))
    with tempfile.TemporaryDirectory() as folder:
        place = str(Path(folder) / "claims.db")
        init_log(place)
        with open_ledger(place, clock=FixedClock(NOW)) as ledger:
            opml = f"<opml><body>{outlines}</body></opml>".encode()
            import_opml(ledger, opml, source="feeds", wanted=Wanted(), private=True)
            for name in ("new, ten pages each", "unchanged (304)"):
                start = time.perf_counter()
                taken = poll_feeds(ledger, feeds_of(ledger.log).all(), now=NOW)
                spent = time.perf_counter() - start
                print(
                    f"feeds {name}: {count / spent:.1f} a second,"
                    f" {taken.new:,} documents new ({taken.new / spent:.0f} a second)"
                )
    print(f"  feedparser alone: {alone.often:.0f} feeds a second")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--only", choices=["capture", "fetch", "feeds"])
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--feeds", type=int, default=100)
    asked = parser.parse_args()
    print(f"Python {sys.version.split()[0]}, load {os.getloadavg()[0]:.1f}")
    if asked.only in {None, "capture"}:
        captures(asked.seconds)
    if asked.only in {None, "fetch", "feeds"}:
        site = Site()
        if asked.only != "feeds":
            fetches(site, asked.seconds)
        if asked.only != "fetch":
            feeds(site, asked.feeds)
    own, below = (
        resource.getrusage(who).ru_maxrss / 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(f"memory at most: {own:.0f} MB here, {below:.0f} MB in a process that reads a file")


if __name__ == "__main__":
    main()
