"""One HTML page becomes the words of its article and what the page declares about itself.

Takes HTML that may be hostile; gives plain values. Runs as a program of its own, which
`extraction` starts and can stop; `declarations` and `rendering` are its two halves.
"""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, BinaryIO, cast

from ledger.late import late
from ledger.sources.limits import EXTRACTION_MEMORY
from ledger.sources.pages.declarations import Page, declarations
from ledger.sources.pages.rendering import rendered

if TYPE_CHECKING:
    from lxml import etree

    from ledger.sources.pages.markup import Element
else:
    etree = late("lxml.etree")

# The parser takes no text with an XML declaration, and a page without a doctype for a fragment.
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")
_DOCTYPE = "<!doctype html>"


def read_page(html: str) -> Page:
    """The words of a page's article and its declarations; the text is None where there are none."""
    tree = _parsed(_DOCTYPE + _XML_DECLARATION.sub("", html, count=1))
    page = declarations(tree)
    if tree is None:
        return page
    article = rendered(tree)
    page["text"] = article.text or None
    page["notes"] = list(article.notes)
    page["shell"] = not article.text and next(tree.iter("script"), None) is not None
    return page


def _parsed(html: str) -> Element | None:
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, no_network=True
    )
    try:
        return cast("Element | None", etree.fromstring(html.encode("utf-8", "replace"), parser))
    except etree.XMLSyntaxError:
        return None


def bound_memory() -> None:
    """Let this process take no more than its share, where the system can hold it to that."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (EXTRACTION_MEMORY, EXTRACTION_MEMORY))
    except (ImportError, ValueError, OSError):  # pragma: no cover  macOS has no such limit
        return


def main(stdin: BinaryIO, stdout: BinaryIO) -> None:
    """Read a page as UTF-8, write a `Page` as JSON (ASCII, so that nothing can break it)."""
    page = read_page(stdin.read().decode())
    stdout.write(json.dumps(page).encode())


if __name__ == "__main__":  # pragma: no cover  the same lines run in a process of their own
    bound_memory()
    main(sys.stdin.buffer, sys.stdout.buffer)
