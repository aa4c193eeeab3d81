"""How many notifications a second a receiver on loopback gets, and how long after the append.

Run ``python -m bench.notifications --partnerships 200``. The peer, in the same run, is the same
posts without a ledger: one by one, by the same client.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from bench.ledgers import make
from ledger.app import init_ledger, open_ledger
from ledger.app.notify.receiver import Means, Receiver, receivers_of
from ledger.app.notify.receivers import add_receiver
from ledger.app.notify.runner import Runner
from ledger.claims.commands import RecordClaim
from ledger.claims.developments import OpinionStated
from ledger.intake.fetching.address_guard import Network
from ledger.intake.fetching.client import post

_GOT: list[float] = []


class _Hook(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        """Take a notification."""
        self.rfile.read(int(self.headers["content-length"]))
        _GOT.append(time.perf_counter())
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Silent."""


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--partnerships", type=int, default=200)
    options.add_argument("--rounds", type=int, default=20)
    chosen = options.parse_args()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Hook)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_address[1]}/"
    print(f"load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as name:
        _measure(Path(name), url, chosen.partnerships, chosen.rounds)


def _claim(number: int, turn: int) -> RecordClaim:
    return RecordClaim(
        document=f"doc-{number}",
        quote="Statement 1 of the day.",
        development=OpinionStated(topic=f"news {turn}"),
        partnership=f"p-{number}",
    )


def _measure(folder: Path, url: str, partnerships: int, rounds: int) -> None:
    init_ledger(folder / "claims.db")
    with open_ledger(folder / "claims.db", custody=folder / "keys") as ledger:
        make(ledger.log, partnerships=partnerships, claims=8 * partnerships)
        hook = Receiver(name="hook", means=Means.WEBHOOK, address=url, private=True)
        add_receiver(ledger, hook)
        ledger.submit([_claim(number, 0) for number in range(partnerships)])
        runner = Runner(ledger=ledger, receivers=receivers_of(ledger))
        start = time.perf_counter()
        count = runner.once()
        took = time.perf_counter() - start
        print(f"{count} notifications in {took:.2f} s: {count / took:.0f} a second")
        network = Network(allow_private=True)
        start = time.perf_counter()
        for _ in range(partnerships):
            post(url, b"x" * 1500, network=network)
        alone = partnerships / (time.perf_counter() - start)
        print(f"the posts alone: {alone:.0f} a second, {alone * took / count:.1f} times as many")
        delays = []
        thread = threading.Thread(target=runner.follow)
        thread.start()
        for turn in range(1, rounds + 1):
            before = len(_GOT)
            ledger.submit([_claim(turn % partnerships, turn)])
            start = time.perf_counter()
            while len(_GOT) == before:
                time.sleep(0.001)
            delays.append(_GOT[-1] - start)
        runner.stop()
        thread.join()
        middle, worst = statistics.median(delays), max(delays)
        print(
            f"from the append to the receiver: median {middle * 1000:.0f} ms, worst {worst:.2f} s"
        )


if __name__ == "__main__":
    main()
