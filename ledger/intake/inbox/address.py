"""When two addresses are one: the same page under an address with and without what tracks it.

Takes a URL as it came; gives the form by which the inbox compares, for no reader to open.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

_TRACKING = re.compile(
    r"utm_.*|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|cmpid|ocid|ref|ref_src|smid"
    r"|at_(?:medium|campaign)|xtor|spm",
    re.IGNORECASE,
)


def plain_address(url: str) -> str:
    """The address without scheme, ``www.``, fragment, tracking and a last slash.

    >>> plain_address("http://www.News.example/a/?utm_source=feed&id=7#top")
    'news.example/a?id=7'
    >>> plain_address("https://news.example/a?id=7") == plain_address("http://news.example/a/?id=7")
    True
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    host = (parts.hostname or "").lower().removeprefix("www.")
    if port is not None and port not in {80, 443}:
        host = f"{host}:{port}"
    asked = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(name)
    ]
    query = f"?{urlencode(sorted(asked))}" if asked else ""
    return f"{host}{parts.path.rstrip('/')}{query}"
