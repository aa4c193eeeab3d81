"""A host's name becomes addresses, in bounded time.

Takes a host and a port; gives its addresses in the order of the system. The system's own look-up
knows no time limit, so that it runs in a thread that nobody waits for longer than the deadline.
"""

from __future__ import annotations

import socket
from ipaddress import ip_address
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from ledger.intake.fetching.refusals import TooSlow, Unreachable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.intake.fetching.address_guard import Address, Resolver
    from ledger.intake.fetching.limits import Deadline


def of_the_system(host: str, port: int) -> list[str]:
    """The addresses that the system knows for a name, each once, in its order."""
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


def addresses(host: str, port: int, resolve: Resolver | None, deadline: Deadline) -> list[Address]:
    """The addresses of a host; raises `Unreachable` or `TooSlow`."""
    answers: SimpleQueue[Sequence[str] | Exception] = SimpleQueue()
    look_up = resolve or of_the_system
    Thread(target=lambda: answers.put(_looked_up(look_up, host, port)), daemon=True).start()
    try:
        answer = answers.get(timeout=deadline.left())
    except Empty:
        raise TooSlow(url=deadline.url, seconds=deadline.seconds) from None
    if isinstance(answer, Exception):
        reason = f"the name {host} leads nowhere"
        raise Unreachable(url=deadline.url, reason=reason) from answer
    try:
        return [ip_address(text.partition("%")[0]) for text in answer]
    except ValueError as error:
        reason = f"the name {host} leads to what is no address"
        raise Unreachable(url=deadline.url, reason=reason) from error


def _looked_up(look_up: Resolver, host: str, port: int) -> Sequence[str] | Exception:
    try:
        return look_up(host, port) or OSError("no address")
    except (OSError, UnicodeError) as error:
        return error
