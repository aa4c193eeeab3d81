"""Pages of lines become one text, without what is only printed around it on every page.

Takes the text of each page as a PDF's reader gives it; gives the text, where each page begins in
it, and notes. A line that stands at the head or foot of most pages would stand in the middle of
every sentence that goes from one page to the next: at the head it stays on the first page, at
the foot on the last, where it interrupts nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_HYPHEN = "\ufffe"  # PDFium's sign for a hyphen at a line's end, with the line end left out
_FIGURES: Final = re.compile(r"\d+")
_NUMBER: Final = re.compile(
    r"\W*(?:p[áa]g(?:ina|e)?\.?|page|seite|쪽)?\W*(\d{1,4})\W*(?:(?:of|de|/)\W*\d{1,4}|쪽)?\W*",
    re.IGNORECASE,
)
_HEADING: Final = re.compile(
    r"art(?:icle|[íi]culo)|chapter|cap[íi]tulo|section|secci[óo]n|annex|anexo|part[e]?\b|제\s*\d",
    re.IGNORECASE,
)
"""What begins a part of the text itself, however many pages begin so."""

_DEEP = 3  # lines at each end of a page that are looked at
_FEWEST = 2  # pages on which a line stands, to be taken for one that is printed around the text
_LONGEST = 160  # characters of such a line
_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_UNSPACED_END: Final = re.compile(f"(?<=[{_UNSPACED}])\n(?=[{_UNSPACED}])")
_HANGUL_END: Final = re.compile("(?<=[\uac00-\ud7a3])\n(?=[\uac00-\ud7a3])")
_SPACED_END: Final = re.compile(r"\w \n")
_BARE_END: Final = re.compile(r"[a-záéíóúñ]\n[a-záéíóúñ]")


def joined(pages: Sequence[str]) -> tuple[str, tuple[int, ...], tuple[str, ...]]:
    """The text, the place at which each page begins, and what was left out."""
    lined = [_lines(page) for page in pages]
    left_out = _around(lined)
    kept = [
        "\n".join(line for number, line in enumerate(lines) if (page, number) not in left_out)
        for page, lines in enumerate(lined)
    ]
    kept = _unbroken(kept)
    starts, text = [], ""
    for page in kept:
        text += "\n" if text and page and not text.endswith("\n") else ""
        starts.append(len(text))
        text += page
    return text, tuple(starts), tuple(_notes(lined, left_out))


def _lines(page: str) -> list[str]:
    text = page.replace(_HYPHEN, "-\n").replace("\x02", "-\n")
    text = re.sub("\r\n|[\r\f\x85]", "\n", text)
    text = re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", "", text)
    return text.strip("\n").split("\n")


def _around(pages: Sequence[list[str]]) -> set[tuple[int, int]]:
    """The lines (page and number) that are printed around the text, and are left out."""
    left_out: set[tuple[int, int]] = set()
    if len(pages) < _FEWEST:
        return left_out
    for at_foot in (False, True):
        stays = len(pages) - 1 if at_foot else 0
        for depth in range(_DEEP):
            places = {
                page: len(lines) - 1 - depth if at_foot else depth
                for page, lines in enumerate(pages)
                if len(lines) > 2 * depth + 1
            }
            common = _common(pages, places)
            left_out |= {
                (page, number)
                for page, number in places.items()
                if page != stays
                and (page in common or (not depth and _counts(pages, places, page)))
            }
    return left_out


def _common(pages: Sequence[list[str]], places: dict[int, int]) -> set[int]:
    """The pages whose line at a place is the same on most pages, but for the page's number."""
    alike: dict[str, list[int]] = {}
    for page, number in places.items():
        line = pages[page][number]
        if line.strip() and len(line) <= _LONGEST and not _HEADING.match(line.strip()):
            alike.setdefault(_shape(line), []).append(page)
    common: set[int] = set()
    for group in alike.values():
        figures = {page: [*map(int, _FIGURES.findall(pages[page][places[page]]))] for page in group}
        same = {page for page in group if _runs(figures, page)}
        if len(same) >= _most(len(pages)):
            common |= same
    return common


def _runs(figures: dict[int, list[int]], page: int) -> bool:
    """Whether each figure of a line is that of most other pages, or goes up with the pages."""
    for place, figure in enumerate(figures[page]):
        equal = Counter(other[place] for other in figures.values())
        rising = Counter(other[place] - number for number, other in figures.items())
        if max(equal[figure], rising[figure - page]) * 2 <= len(figures):
            return False
    return True


def _most(pages: int) -> int:
    """On how many pages a line must stand: more than half of them (every other, in a book)."""
    return max(_FEWEST, pages // 2 if pages > 3 else pages)  # noqa: PLR2004


def _shape(line: str) -> str:
    return _FIGURES.sub("#", " ".join(line.split()).lower())


def _counts(pages: Sequence[list[str]], places: dict[int, int], page: int) -> bool:
    """Whether a line is a page's number: alone, and one more than that of the page before."""
    number = _number(pages, places, page)
    if number is None:
        return False
    before, after = (_number(pages, places, other) for other in (page - 1, page + 1))
    return before == number - 1 or after == number + 1


def _number(pages: Sequence[list[str]], places: dict[int, int], page: int) -> int | None:
    line = places.get(page)
    match = None if line is None else _NUMBER.fullmatch(pages[page][line].strip())
    return None if match is None else int(match[1])


def _unbroken(pages: Sequence[str]) -> list[str]:
    """Lines of scripts without spaces run on; so do Korean ones that broke within a word.

    A program that ends its lines with a space where there is one ends others within a word.
    """
    whole = "\n".join(pages)
    spaced = len(_SPACED_END.findall(whole)) > 2 * len(_BARE_END.findall(whole))
    unbroken = [_UNSPACED_END.sub("", page) for page in pages]
    if spaced:
        unbroken = [_HANGUL_END.sub("", page) for page in unbroken]
    return ["\n".join(map(str.rstrip, page.split("\n"))) for page in unbroken]


def _notes(pages: Sequence[list[str]], left_out: Iterable[tuple[int, int]]) -> Iterable[str]:
    shapes: dict[str, list[tuple[int, int]]] = {}
    for page, number in sorted(left_out):
        shapes.setdefault(_shape(pages[page][number]), []).append((page, number))
    for places in shapes.values():
        page, number = places[0]
        line = " ".join(pages[page][number].split())
        count = f"{len(places):,} pages" if len(places) > 1 else f"page {page + 1}"
        yield f"left out at the edge of {count}: “{line}”"
