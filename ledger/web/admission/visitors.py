"""Who sends a request, and what they may do: by a session, a token, or a proxy's word.

Takes requests; gives ``Visitor``. A session begins with the link that ``claims serve --write``
prints, lives in this process, and carries the token that every form must send back.
"""

from __future__ import annotations

import hmac
import secrets
import time
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import attrs

from ledger.app.access.tokens import May, Tokens
from ledger.errors import ClaimsError, ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from ledger.app.opened_file import OpenedFile
    from ledger.web.site import Site

COOKIE = "claims_session"
SESSIONS = 64
"""So many at once; the oldest ends when one more begins."""
HOURS = 12
"""So long a session holds from its beginning on, and no longer."""
_BYTES = 32


class NotLetIn(ClaimsError):
    """Something that this visitor may not do."""

    code = "not-let-in-here"
    exit_code = ExitCode.USAGE
    http_status = 403


class NobodyKnown(NotLetIn):
    """A request that names nobody, where somebody is asked for."""

    code = "nobody"
    http_status = 401

    def __init__(self) -> None:
        super().__init__(
            "this needs someone who may do it",
            fix="send Authorization: Bearer TOKEN (claims token new), or open the link that "
            "claims serve --write prints",
        )


class MayNot(NotLetIn):
    """A visitor who is known, and may not do this."""

    code = "may-not"

    def __init__(self, name: str, wanted: May) -> None:
        super().__init__(f"{name} may not {wanted} here", fix=f"ask for a token that may {wanted}")


class ReadsOnly(NotLetIn):
    """Something to record, where a site only shows."""

    code = "reads-only"

    def __init__(self) -> None:
        super().__init__(
            "this site only shows the ledger", fix="serve it with claims serve --write"
        )


class ForeignForm(NotLetIn):
    """A request that another site may have made a browser send."""

    code = "foreign-form"

    def __init__(self) -> None:
        super().__init__(
            "this form did not come from this site, or from an older page of it",
            fix="open the form again and send it from there",
        )


class LinkUsed(NotLetIn):
    """A link that opened a session before, or never could."""

    code = "link-used"

    def __init__(self) -> None:
        super().__init__(
            "this link was used already, or is of an earlier start",
            fix="start claims serve --write again, and open the link that it prints",
        )


@attrs.frozen(kw_only=True)
class Visitor:
    """Who sends a request. ``name`` is None of somebody unknown; ``form`` what forms send back.

    ``may`` is None of somebody who may not even read; ``session``: it is one that can be ended.
    """

    name: str | None
    may: May | None
    form: str | None = None
    session: bool = False


class Visitors:
    """Those who may do more than read, of one site."""

    def __init__(
        self,
        site: Site,
        tokens: Tokens | None,
        *,
        place: OpenedFile | None = None,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._site = site
        self._tokens = tokens
        self._place = place
        self._seconds = seconds
        self._sessions: dict[str, tuple[Visitor, float]] = {}
        self._link: str | None = None

    def invite(self) -> str:
        """A token that opens one session, once."""
        self._link = secrets.token_urlsafe(_BYTES)
        return self._link

    def enter(self, link: str) -> str:
        """Begin a session with the link's token; gives what the cookie holds.

        Raises:
            LinkUsed: it was used, or is none.
        """
        if self._link is None or not hmac.compare_digest(link.encode(), self._link.encode()):
            raise LinkUsed
        self._link = None
        if len(self._sessions) >= SESSIONS:
            del self._sessions[next(iter(self._sessions))]
        key = secrets.token_urlsafe(_BYTES)
        form = secrets.token_urlsafe(_BYTES)
        visitor = Visitor(name=self._site.analyst, may=May.RECORD, form=form, session=True)
        self._sessions[key] = visitor, self._seconds()
        return key

    def leave(self, key: str) -> None:
        """End the session of a cookie; one that ended before stays ended."""
        self._sessions.pop(key, None)

    def _session(self, key: str) -> Visitor | None:
        """Whose session it is, if it holds still."""
        visitor, begun = self._sessions.get(key, (None, 0.0))
        if visitor is not None and self._seconds() - begun > HOURS * 3600:
            del self._sessions[key]
            return None
        return visitor

    def of(self, request: Request) -> Visitor:
        """Who sends this request.

        Raises:
            NobodyKnown: it brings a token that opens nothing.
        """
        scheme, _, text = request.headers.get("authorization", "").partition(" ")
        if scheme:
            token = self._tokens.bearer(text.strip()) if self._tokens else None
            if scheme.lower() != "bearer" or token is None:
                raise NobodyKnown
            return Visitor(name=token.name, may=token.may)
        session = self._session(request.cookies.get(COOKIE, ""))
        if session is not None:
            return session
        named = self._named(request)
        if named is not None:
            may = May.RECORD if self._site.write else May.READ
            return Visitor(name=named, may=may, form=self._stamp(named))
        return Visitor(name=None, may=None if self._site.closed else May.READ)

    def _named(self, request: Request) -> str | None:
        """The name that a proxy sends, believed from the addresses that were named alone."""
        header, proxies = self._site.name_header, self._site.proxies
        if header is None or request.client is None:
            return None
        try:
            sender = ip_address(request.client.host)
        except ValueError:
            return None
        values = request.headers.getlist(header)
        believed = any(sender in network for network in proxies) and len(values) == 1
        return values[0].strip()[:80] or None if believed else None

    def _stamp(self, name: str) -> str:
        """What the forms of someone whom the proxy names send back."""
        return hmac.new(self._site.secret, name.encode(), "sha256").hexdigest()

    def check(self, request: Request, wanted: May, *, form: str | None = None) -> Visitor:
        """The visitor, who may do this; ``form`` is what a form sent back.

        Raises:
            ReadsOnly, NobodyKnown, MayNot: they may not.
            ForeignForm: a browser may have been made to send it.
            LedgerReplaced: it would go to a file that was moved away.
        """
        if wanted is not May.READ and not self._site.write:
            raise ReadsOnly
        visitor = self.of(request)
        if visitor.may is None or (visitor.name is None and wanted is not May.READ):
            raise NobodyKnown
        if not visitor.may.covers(wanted):
            raise MayNot(visitor.name or "nobody", wanted)
        if request.method not in {"GET", "HEAD"}:
            self._from_here(request, visitor, form)
            if self._place is not None and wanted is not May.READ:
                self._place.check()
        return visitor

    def check_origin(self, request: Request) -> None:
        """That a browser sends this from a page of this site.

        Raises:
            ForeignForm: it does not, or does not say.
        """
        origin = request.headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
            raise ForeignForm
        if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
            raise ForeignForm

    def _from_here(self, request: Request, visitor: Visitor, form: str | None) -> None:
        self.check_origin(request)
        if visitor.form is None:  # a token in a header, which no browser sends by itself
            return
        if request.headers.get("origin") is None or not hmac.compare_digest(
            (form or "").encode(), visitor.form.encode()
        ):
            raise ForeignForm
