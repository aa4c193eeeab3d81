"""Fetch and post: one exchange, checked at every step, that ends.

Takes an address, limits and what may be met; gives an ``Response``, also one that is an error of
HTTP. No cookies, no proxies and no passwords of the environment, a plain User-Agent; every
redirect is checked again as the first address was.
"""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING, NoReturn

import attrs

from ledger.intake.fetching.address_guard import PUBLIC, Network
from ledger.intake.fetching.content import ACCEPTED, unpacked
from ledger.intake.fetching.limits import SMALL, Deadline, FetchLimits
from ledger.intake.fetching.refusals import (
    BadAnswer,
    NoEndOfRedirects,
    Unreachable,
    WrongMediaType,
)
from ledger.intake.fetching.url import checked
from ledger.late import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpcore2
    import httpx2

    from ledger.intake.fetching import transport as transports
else:
    transports = late("ledger.intake.fetching.transport")
    httpcore2 = late("httpcore2")
    httpx2 = late("httpx2")

USER_AGENT = "claim-ledger"
_MOVED = {301, 302, 303, 307, 308}
_FOR_GOOD = {301, 308}
_PART = 206
_SUCCESS = frozenset(range(200, 300)) - {_PART}  # who did not ask for a part takes none as whole


@attrs.frozen(kw_only=True)
class Response:
    """What stands at an address: its status, its headers, its bytes as they were meant.

    ``asked`` is the address that was asked first, ``url`` where it stood in the end; ``moved`` is
    an address that the first one has moved to for good, else None. Names of ``headers`` are in
    lower case.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = attrs.field(repr=False)
    moved: str | None = None
    asked: str = ""

    @property
    def media_type(self) -> str:
        """The media type without its parameters, in lower case; empty where none is named."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    def expected(self) -> Response:
        """The same answer, if it is a success; raises `BadAnswer`."""
        if self.status not in _SUCCESS:
            raise BadAnswer(url=self.url, status=self.status, words=_words(self.status))
        return self


def fetch(
    url: str,
    *,
    bounds: FetchLimits,
    network: Network = PUBLIC,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """What stands at an address, redirects followed and each of them checked.

    Raises the errors of ``refusals``; an answer of any status is given back.
    """
    exchange = _Exchange(bounds, network, Deadline(url, bounds.seconds), headers or {})
    address = checked(url)
    met, moved, for_good = {str(address)}, None, True
    while True:
        answer = exchange.answer("GET", address)
        if answer.status not in _MOVED or "location" not in answer.headers:
            return attrs.evolve(answer, moved=moved, asked=url)
        if len(met) > bounds.redirects:
            reason = f"it leads on more than {bounds.redirects} times"
            raise NoEndOfRedirects(url=url, reason=reason)
        address = checked(answer.headers["location"], within=address)
        if str(address) in met:
            raise NoEndOfRedirects(url=url, reason="its redirects lead in a circle")
        met.add(str(address))
        for_good = for_good and answer.status in _FOR_GOOD
        moved = str(address) if for_good else moved


def post(
    url: str,
    body: bytes,
    *,
    headers: Mapping[str, str] | None = None,
    bounds: FetchLimits = SMALL,
    network: Network = PUBLIC,
) -> Response:
    """Send bytes to an address, and give what it answers. A redirect is not followed.

    Raises the errors of ``refusals``; an answer of any status is given back.
    """
    exchange = _Exchange(bounds, network, Deadline(url, bounds.seconds), headers or {})
    return exchange.answer("POST", checked(url), body)


@attrs.frozen
class _Exchange:
    """What all steps of one exchange share."""

    bounds: FetchLimits
    network: Network
    deadline: Deadline
    headers: Mapping[str, str]

    def answer(self, method: str, address: httpx2.URL, body: bytes | None = None) -> Response:
        """One request and its answer."""
        own = {
            "User-Agent": USER_AGENT,
            "Accept-Encoding": ACCEPTED,
            "Accept": _accepted(self.bounds),
        }
        request = httpx2.Request(method, address, headers={**own, **self.headers}, content=body)
        try:
            with transports.GuardedTransport(self.network, self.deadline) as transport:
                return self._read(transport.handle_request(request), str(address))
        except (
            httpcore2.TimeoutException,
            httpcore2.NetworkError,
            httpcore2.ProtocolError,
            OSError,
        ) as error:
            _fail(str(address), error)

    def _read(self, response: httpx2.Response, url: str) -> Response:
        headers = {name.lower(): value for name, value in response.headers.items()}
        answer = Response(url=url, status=response.status_code, headers=headers, body=b"")
        if answer.status in _MOVED or not self.bounds.size:
            return answer
        if answer.status in _SUCCESS and not self.bounds.takes(answer.media_type):
            raise WrongMediaType(url=url, media_type=answer.media_type)
        body = unpacked(
            self._timely(response),
            packing=headers.get("content-encoding", ""),
            limit=self.bounds.size,
            url=url,
        )
        return attrs.evolve(answer, body=body)

    def _timely(self, response: httpx2.Response) -> Iterator[bytes]:
        for chunk in response.iter_raw():
            self.deadline.left()
            yield chunk


def _accepted(bounds: FetchLimits) -> str:
    return ", ".join((*bounds.types, "*/*;q=0.1")) if bounds.types else "*/*"


def _fail(url: str, error: BaseException) -> NoReturn:
    causes = (error, error.__cause__, error.__context__)
    cause = next((cause for cause in causes if isinstance(cause, OSError)), error)
    reason = (cause.strerror if isinstance(cause, OSError) else None) or str(cause)
    reason = reason.strip().rstrip(".") or type(error).__name__
    if type(error).__name__ == "RemoteProtocolError":
        reason = _broken(reason)
    raise Unreachable(url=url, reason=f"{reason[:1].lower()}{reason[1:]}") from error


def _broken(reason: str) -> str:
    """What is wrong with an answer: it breaks off, or it is none; without the bytes that came."""
    if "closed" in reason or "disconnected" in reason:
        return f"the connection was closed without a whole answer ({reason})"
    return f"what came back is no answer in HTTP ({reason.partition(': ')[0]})"


def _words(status: int) -> str:
    try:
        return f"({HTTPStatus(status).phrase})"
    except ValueError:
        return ""
