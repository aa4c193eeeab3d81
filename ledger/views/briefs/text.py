"""Texts of a brief as every format can carry them.

Takes whatever a source or an analyst wrote; gives text in which nothing steers a reader's program:
controls, marks that turn the direction of text, and what XML has no letter for are spelled out.
"""

from __future__ import annotations

import re

from ledger.views.text.letters import safe

_NO_LETTERS = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_OUTSIDE = re.compile(r"[^!#$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~]")


def printable(text: str) -> str:
    r"""One line of letters, with everything else spelled out.

    >>> printable("a\x00b\u202ec\ufffe")
    'a\\x00b\\x202ec\\xfffe'
    """
    return _NO_LETTERS.sub(lambda match: f"\\x{ord(match.group()):04x}", safe(text))


def address(url: str) -> str:
    """A web address in the letters that one may have (RFC 3986), everything else in percent.

    >>> address("https://example.org/a b<c>")
    'https://example.org/a%20b%3Cc%3E'
    """
    return _OUTSIDE.sub(
        lambda match: "".join(f"%{byte:02X}" for byte in match.group().encode(errors="replace")),
        url,
    )


def language_tag(language: str | None) -> str | None:
    """The tag of a language (BCP 47) where a document has one that can be one.

    >>> language_tag("es-MX"), language_tag('es" onload="'), language_tag(None)
    ('es-MX', None, None)
    """
    return language if language and _TAG.fullmatch(language) else None
