# ruff: noqa: RUF001, E501  headings as they are printed; patterns that break nowhere
"""Pages that stand in place of an article: checks of the browser, walls, errors, empty shells.

Takes a title and a text; gives what the page is, or None. A long text is an article, whatever
its title says: such pages are short.
"""

from __future__ import annotations

import re
from typing import Final

from ledger.errors import InvalidInput, Where

_LONGEST: Final = 1_500  # characters of such a page; its text is a few sentences
_SHORT: Final = 700  # characters up to which its words alone tell

# What the page is, by its title, and by its words.
_CHECK: Final = "a check of the browser"
_MISSING: Final = "an error page: the article is not there"
_DENIED: Final = "a page that denies access"
_FAILED: Final = "an error page of the server"
_SCRIPTS: Final = "a page that asks for JavaScript"
_COOKIES: Final = "a notice about cookies"
_LOGIN: Final = "a page that asks to sign in or subscribe"
_TITLES: Final = (
    (
        _CHECK,
        (
            r"just a moment|checking your browser|attention required|one moment,? please"
            r"|please wait|un momento|verifying|are you (?:a )?(?:robot|human)|human verification"
            r"|security check|ddos-guard|robot check|pardon our interruption|잠시만 기다"
        ),
    ),
    (
        _MISSING,
        (
            r"(?:error )?404\b|(?:\w+ ){0,2}(?:page|article|file|story) (?:was |could )?not"
            r" (?:be )?found|not found|page (?:does not|doesn.t) exist|p[áa]gina no (?:encontrada|existe"
            r"|disponible)|no se (?:ha )?encontr|페이지를 찾을 수 없|존재하지 않는 페이지|gone$|410\b"
        ),
    ),
    (
        _DENIED,
        (
            r"access denied|(?:error )?40[13]\b|forbidden|acceso (?:denegado|prohibido)"
            r"|접근(?:이)? (?:거부|차단)|access to this page has been denied|blocked|unauthorized"
        ),
    ),
    (
        _FAILED,
        (
            r"(?:error )?50[0234]\b|internal server error|bad gateway|service (?:temporarily )?"
            r"unavailable|gateway time-?out|too many requests|429\b|site (?:is )?(?:under|down for)"
            r" maintenance|error del servidor|서비스 점검"
        ),
    ),
    (_LOGIN, r"(?:log|sign) ?in\b|iniciar sesi[óo]n|subscribe to (?:read|continue)|로그인"),
    (_COOKIES, r"before you continue|cookie (?:consent|settings|notice)|antes de continuar"),
    (_SCRIPTS, r"(?:enable|activate) javascript|javascript (?:is )?(?:required|disabled)"),
)
_WORDS: Final = (
    (
        _CHECK,
        (
            r"checking (?:your|if the site) (?:browser|connection)|verif(?:y|ying) (?:that )?you"
            r" are (?:a )?human|performance (?:&|and) security by cloudflare|ray id:|enable cookies and"
            r" reload|complete the (?:captcha|security check)|are not a robot|ddos protection by"
            r"|review the security of your connection|unusual traffic from your"
        ),
    ),
    (
        _MISSING,
        (
            r"(?:page|article|file|url) (?:you (?:are|were) looking for|that you requested|you"
            r" requested|requested)[^.]{0,60}(?:not|n.t|no longer|removed)|requested url[^.]{0,80} was"
            r" not found|404 (?:error|not found)|error 404|the page could not be found|la p[áa]gina que"
            r" (?:busca|buscas|est[áa]s? buscando|solicit)[^.]{0,60}(?:no |ha sido)|요청하신 페이지를"
        ),
    ),
    (
        _DENIED,
        (
            r"you (?:don.t|do not) have permission to access|access (?:is |to this (?:page|"
            r"website|resource) (?:is|has been) )?denied|you have been blocked|no tiene permiso para"
            r" acceder|접근 권한이 없|not available in your (?:country|region)|451: unavailable"
        ),
    ),
    (
        _FAILED,
        (
            r"server encountered an (?:internal )?error|the service is (?:temporarily )?"
            r"unavailable|upstream (?:request )?time-?out|no healthy upstream|apache[^.]{0,40} server at"
            r"|nginx/[\d.]+"
        ),
    ),
    (
        _SCRIPTS,
        (
            r"(?:enable|turn on|activate|requires?|needs?) javascript|javascript (?:is|to be)"
            r" (?:required|disabled|enabled|not)|activ(?:e|ar|a) javascript|habilit(?:e|ar|a) javascript"
            r"|자바스크립트를"
        ),
    ),
    (
        _COOKIES,
        (
            r"(?:we|and our partners|our \d+ partners)[^.]{0,80} (?:use|value|store)[^.]{0,80}"
            r"(?:cookies|your privacy)|accept all[^.]{0,200}cookies|usamos cookies|utilizamos cookies"
            r"|cookies[^.]{0,100}accept all|your consent"
        ),
    ),
    (
        _LOGIN,
        (
            r"(?:sign|log) in to (?:continue|read|view)|subscribe to (?:continue|read|keep)"
            r"|this (?:article|content) is (?:only )?(?:for|available to) (?:our )?subscribers|inicie"
            r" sesi[óo]n para|suscr[íi]b(?:ase|ete) para (?:leer|seguir|continuar)"
        ),
    ),
)


def _compiled(
    table: tuple[tuple[str, str], ...], form: str
) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((what, re.compile(form.format(words), re.IGNORECASE)) for what, words in table)


_BY_TITLE: Final = _compiled(_TITLES, r"(?:^|[|:–—-] )\W*(?:{})")
_BY_WORDS: Final = _compiled(_WORDS, r"(?:{})")


class NotAnArticle(InvalidInput):
    """A page or a file that holds something other than an article."""

    code = "not-an-article"

    def __init__(self, *, source: str, what: str, fix: str) -> None:
        self.what = what
        super().__init__(
            f"{source} holds {what}, and no article", fix=fix, where=Where(source=source)
        )


def interstitial(title: str | None, text: str) -> str | None:
    """What a page is that stands in place of an article, or None for one that may be one."""
    if len(text) > _LONGEST:
        return None
    first = text.strip().partition("\n")[0]
    for line in (title or "", first if len(first) < 120 else ""):  # noqa: PLR2004
        for what, pattern in _BY_TITLE:
            if pattern.match(line):
                return what
    if len(text) <= _SHORT:
        for what, pattern in _BY_WORDS:
            if pattern.search(text):
                return what
    return None


def check_article(title: str | None, text: str, source: str) -> None:
    """Refuse a page that stands in place of an article. Raises NotAnArticle."""
    if what := interstitial(title, text):
        fix = (
            "open the article in a browser until it shows, save that page (HTML or .mhtml) and"
            " capture it; or keep this one as it stands with --as-is"
        )
        raise NotAnArticle(source=source, what=what, fix=fix)
