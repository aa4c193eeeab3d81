"""A reader who follows every link of a site of files, from its first page."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from pathlib import Path


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser's signature
        """Note where it leads, and what it is called."""
        for name, value in attrs:
            if name in {"href", "src", "action"}:
                self.links.append(value or "")
            elif name == "id" and value:
                self.ids.add(value)


def walk(site: Path) -> tuple[set[str], list[tuple[str, str]]]:
    """The files that links lead to, and each link that leads nowhere, with its page."""
    seen: dict[str, set[str]] = {}
    places: list[tuple[str, str, str]] = []
    dead: list[tuple[str, str]] = []
    left = ["index.html"]
    while left:
        name = left.pop()
        if name in seen:
            continue
        page = _Page()
        if name.endswith(".html"):
            page.feed((site / name).read_text(encoding="utf-8"))
        seen[name] = page.ids
        for link in page.links:
            parts = urlsplit(link)
            target = (site / name).parent.joinpath(unquote(parts.path)).resolve()
            if parts.scheme or link.startswith("/") or not link:
                dead.append((name, link))
            elif not parts.path:
                places.append((name, name, parts.fragment))
            elif target.is_file() and target.is_relative_to(site.resolve()):
                inner = str(target.relative_to(site.resolve()))
                left.append(inner)
                places.append((name, inner, parts.fragment))
            else:
                dead.append((name, link))
    dead += [
        (name, f"{target}#{place}")
        for name, target, place in places
        if place and (place not in seen[target])
    ]
    return set(seen), dead
