"""Why nothing was fetched: a class for each cause, a sentence that names the address.

Gives the errors that the modules of this room raise. Those of the family of storage may be gone
when the same is asked again.
"""

from __future__ import annotations

from http import HTTPStatus

from ledger.errors import InvalidInput, StorageError

_GONE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
_LATER = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS}
_CLOSED = {
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.PAYMENT_REQUIRED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.PROXY_AUTHENTICATION_REQUIRED,
    HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS,
}
_SHOWN = 200  # characters of an address in a message


def shown(url: str) -> str:
    """An address as a message shows it: one line, printable, not too long."""
    text = "".join(letter if letter.isprintable() else "\ufffd" for letter in url)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


class BadAddress(InvalidInput):
    """An address that nothing can be fetched from."""

    code = "bad-web-address"

    def __init__(self, *, url: str, reason: str) -> None:
        self.url = url
        self.reason = reason
        super().__init__(
            f"{shown(url) or 'an empty address'} cannot be fetched: {reason}",
            fix="give the whole address, from http:// or https:// on",
        )


class PrivateAddress(InvalidInput):
    """An address, or a name, that leads to no public machine.

    ``own`` is whether it may be one of the asker's own network, which can be opened.
    """

    code = "private-address"

    def __init__(self, *, url: str, host: str, address: str, reason: str, own: bool = True) -> None:
        self.url = url
        self.host = host
        self.address = address
        self.reason = reason
        leads = host if host.strip("[]") == address else f"{host} leads to {address}, which"
        super().__init__(
            f"{shown(url)} was not fetched: {leads} is {reason}",
            fix="check the address; for a server of your own network, give --allow-private"
            if own
            else "check the address: --allow-private opens your own network, and never this",
        )


class Unreachable(StorageError):
    """Nobody answered there, or not as a web server does."""

    code = "unreachable"

    def __init__(self, *, url: str, reason: str) -> None:
        self.url = url
        self.reason = reason
        super().__init__(
            f"{shown(url)} does not answer: {reason}",
            fix="check the address and the connection, then run the same command again",
        )


class TooSlow(StorageError):
    """What did not come to its end in time, however busily it was sent."""

    code = "too-slow"

    def __init__(self, *, url: str, seconds: float) -> None:
        self.url = url
        self.seconds = seconds
        self.reason = f"not to the end within {seconds:g} seconds"
        super().__init__(
            f"{shown(url)} did not answer to the end within {seconds:g} seconds",
            fix="try again later, or save the page in a browser and capture the file",
        )


class NoEndOfRedirects(InvalidInput):
    """Redirects that lead in a circle, nowhere, or on and on."""

    code = "redirects"

    def __init__(self, *, url: str, reason: str) -> None:
        self.url = url
        self.reason = reason
        super().__init__(
            f"{shown(url)} was not fetched: {reason}",
            fix="open it in a browser, and give the address at which it ends",
        )


class BadAnswer(StorageError):
    """An answer that is an error: the page is not there, or the server would not give it."""

    code = "bad-answer"

    def __init__(self, *, url: str, status: int, words: str) -> None:
        self.url = url
        self.status = status
        self.reason = f"it answers {status}"
        super().__init__(
            f"{shown(url)} answers {status}{f' {words}' if words else ''}",
            fix=_way_on(status),
        )


def _way_on(status: int) -> str:
    if status in _GONE:
        return "check the address; what is gone may be in an archive of the web, under another"
    if status in _LATER or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return "try again later: the server would not answer now, whatever is asked of it"
    if status in _CLOSED:
        return "open it in a browser; what is behind a login can be saved there and captured"
    return "open it in a browser, and give the address at which it is shown"


class AnswerTooLarge(InvalidInput):
    """More bytes than are read, as sent or as unpacked."""

    code = "answer-too-large"

    def __init__(self, *, url: str, limit: int) -> None:
        self.url = url
        self.limit = limit
        self.reason = f"more than the {limit / 1_000_000:g} MB that are read of one answer"
        super().__init__(
            f"{shown(url)} has {self.reason}",
            fix="save the part that is needed, and capture the file",
        )


class WrongMediaType(InvalidInput):
    """An answer of a media type that is not read here."""

    code = "wrong-type-of-answer"

    def __init__(self, *, url: str, media_type: str) -> None:
        self.url = url
        self.media_type = media_type
        self.reason = f"it is {media_type[:80]}"
        super().__init__(
            f"{shown(url)} is {media_type[:80]}, which is not read here",
            fix="give the address of the text itself: a page, a PDF, a feed",
        )


class BrokenPacking(InvalidInput):
    """An answer that is packed in a way that nobody asked for, or not as it says."""

    code = "broken-packing"

    def __init__(self, *, url: str, packing: str) -> None:
        self.url = url
        self.packing = packing
        self.reason = "its answer cannot be unpacked"
        super().__init__(
            f"{shown(url)} cannot be unpacked: it says that it is {packing[:40]}",
            fix="save the page in a browser, and capture the file",
        )
