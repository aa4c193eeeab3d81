"""The address of an article without what only says how a reader came to it.

Takes a URL; gives the address by which two captures of one article are the same. Who comes next:
the rule of independence (docs/resolution.md, 4), and the inbox, to which ``www.`` says nothing.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

# Parameters that advertisers and mail senders add; none of them chooses an article.
_TRACKING = re.compile(
    r"utm_.*|mc_[ce]id|_g[al]|(?:fb|g|d|y|tw|ms)clid|[gw]braid|igshid|ocid|cmpid|ncid|smid"
    r"|at_(?:medium|campaign)|ref_src|xtor|spm"
)


def address(url: str) -> str:
    """The host, path and query of a URL, without fragment, tracking and letters that mean nothing.

    http and https are one, and so are a path with a slash at its end and without. What is no URL
    stays as it is.

    >>> address("http://News.example:80/a/?utm_source=x&id=7#top")
    'news.example/a?id=7'
    """
    try:
        parts = urlsplit(url.strip())
        host, number = parts.hostname or "", parts.port
    except ValueError:
        return url.strip()
    port = "" if number in {None, 80, 443} else f":{number}"
    query = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(name.casefold())
    )
    mark = "?" if query else ""
    return f"{host}{port}{parts.path.rstrip('/')}{mark}{urlencode(query)}"


def page_address(url: str) -> str:
    """The address without ``www.``: by it a page is found that may be there already.

    A person looks at what was found. The rule of independence, which judges alone, keeps it.

    >>> page_address("http://www.News.example/a/?utm_source=feed&id=7#top")
    'news.example/a?id=7'
    """
    return address(url).removeprefix("www.")
