"""A page is read in a process of its own, which may crash or hang without us.

Takes decoded HTML; gives a `Page` to `capture`. HTML comes from strangers: one tag with
200,000 attributes keeps the parser busy for minutes, and nothing inside it can be stopped.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING, cast

from ledger.errors import InvalidInput, Where
from ledger.sources import limits
from ledger.sources.pages import page

if TYPE_CHECKING:
    from ledger.sources.pages.declarations import Page

_BY_HAND = "open it in a browser, copy the article, and capture it as plain text"

_ELEMENT = re.compile("<[A-Za-z]")


class NoMainText(InvalidInput):
    """A page without an article in it."""

    code = "no-main-text"

    def __init__(self, *, source: str, shell: bool = False) -> None:
        self.shell = shell  # the page is an empty frame that scripts fill
        what = ": scripts write it, and this is their empty frame" if shell else ""
        super().__init__(
            f"no article text was found in the page {source}{what}",
            fix=_BY_HAND if not shell else f"save it as .mhtml once it shows; or {_BY_HAND}",
            where=Where(source=source),
        )


class ExtractionFailed(InvalidInput):
    """A page that the extraction could not read, or not in the time it is given."""

    code = "extraction-failed"

    def __init__(self, *, source: str, reason: str) -> None:
        self.reason = reason
        super().__init__(
            f"the page {source} could not be read: {reason}",
            fix=_BY_HAND,
            where=Where(source=source),
        )


def extract(html: str, *, source: str) -> Page:
    """The main text and the declarations of a page; no network is used.

    A page of more than `limits.ELEMENTS_LIMIT` elements is refused before it is parsed.

    Takes at most `limits.EXTRACTION_SECONDS`. Raises `NoMainText` or `ExtractionFailed`.
    """
    elements = sum(1 for _ in _ELEMENT.finditer(html))
    if elements > limits.ELEMENTS_LIMIT:
        reason = f"it has {elements:,} elements, more than {limits.ELEMENTS_LIMIT:,}"
        raise ExtractionFailed(source=source, reason=reason)
    try:
        done = subprocess.run(  # noqa: S603  no shell, and no argument of the user's
            [sys.executable, "-P", page.__file__],  # -P: no module out of the working directory
            input=html.encode(),
            capture_output=True,
            check=True,
            timeout=limits.EXTRACTION_SECONDS,
        )
    except subprocess.TimeoutExpired:
        reason = f"it took more than {limits.EXTRACTION_SECONDS:g} seconds"
        raise ExtractionFailed(source=source, reason=reason) from None
    except subprocess.CalledProcessError as error:
        last = error.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        reason = last or f"the extraction stopped with code {error.returncode}"
        raise ExtractionFailed(source=source, reason=reason) from None
    extracted = cast("Page", json.loads(done.stdout))
    if not (extracted["text"] or "").strip():
        raise NoMainText(source=source, shell=extracted["shell"])
    return extracted
