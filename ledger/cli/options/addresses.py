"""``--base URL``: where the pages of a ledger are, for links in what leaves the desk.

Takes the words of the shell; gives an address, or refuses one that is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote, urlsplit

import click

from ledger.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Callable

AnyCallable = TypeVar("AnyCallable", bound="Callable[..., Any]")


class NoBase(InvalidInput):
    """An address under which no pages can be."""

    code = "no-base"

    def __init__(self, url: str) -> None:
        super().__init__(
            f"--base: {url[:80]} is no address of pages",
            fix="write it whole, as https://desk.example/ or https://desk.example/ledger/",
        )


def _checked(_: click.Context, __: click.Parameter, url: str | None) -> str | None:
    if url is None:
        return None
    try:
        parts = urlsplit(url)
        whole = parts.scheme in {"http", "https"} and parts.hostname and url.isprintable()
    except ValueError:
        whole = False
    if not whole or parts.query or parts.fragment or "@" in parts.netloc or " " in url:
        raise NoBase(url)
    return url.rstrip("/")


def base_option(command: AnyCallable) -> AnyCallable:
    """Give a command ``--base``; it gets ``base``, without a slash at its end, or None."""
    return click.option(
        "--base",
        metavar="URL",
        callback=_checked,
        help="Where the pages of this ledger are served; links lead there.",
    )(command)


def within(base: str, path: str) -> str:
    """The address of a page."""
    return base + quote(path, safe="/@:.-_~")
