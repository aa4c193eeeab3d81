"""The words of a page as a reader sees them, one line for each block, cells of a row by tabs.

Takes a parsed page; gives its article's text and what was left out of it. What is struck out
or hidden is no word of the page; what is raised never joins the word before it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

from ledger.late import late
from ledger.sources.pages.article import Article, article_of
from ledger.sources.pages.markup import (
    NO_WORDS,
    Element,
    Styles,
    is_block,
    is_hidden,
    is_hidden_by,
    is_lowered,
    is_note_link,
    is_raised,
    is_struck,
)
from ledger.sources.pages.raised import lowered, power, raised

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree
else:
    etree = late("lxml.etree")

_SPACES: Final = re.compile("[ \t\n\r\f]+")
_ROW: Final = "\r"  # around a row of a table; text never holds one
_AROUND_TAB: Final = re.compile("[ \n]*\t[ \n]*")
_LINE_ENDS: Final = re.compile("[ \t]*[\r\n][ \t\r\n]*")
_NOTE: Final = re.compile(r"foot|note|ref|cite", re.IGNORECASE)
_BEFORE: Final = 12  # characters before a raised mark that decide how it is written
_ROMAN: Final = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LIST_LIMIT: Final = 1_000_000


_INLINE: Final = frozenset({"a", "b", "i", "em", "strong", "span", "u", "small", "abbr", "font"})
"""Elements that change nothing of their words: a page has them by the hundred thousand."""
_SAYS_HOW: Final = frozenset(
    {"style", "class", "id", "hidden", "popover", "aria-hidden", "start", "type"}
)
"""Attributes that may hide an element, strike it out, or make a block of it."""


@attrs.frozen(kw_only=True)
class Rendered:
    """The text of an article, and sentences on what of the page is not in it as it stands."""

    text: str
    notes: tuple[str, ...] = ()


@attrs.define
class _List:
    """A numbered list: the number of its next item, how it counts, and its figures."""

    number: int
    step: int
    figures: str


@attrs.define
class _RenderedText:
    """What was written so far, and what was left out."""

    pieces: list[str] = attrs.Factory(list)
    lists: list[_List | None] = attrs.Factory(list)
    struck: int = 0
    hidden: int = 0
    marks: int = 0
    verbatim: int = 0  # how many <pre> are open

    def add(self, text: str | None) -> None:
        if text:
            if self.verbatim:
                text = text.replace(_ROW, "\n")
            elif "  " in text or not text.isprintable():
                text = _SPACES.sub(" ", text)
            self.pieces.append(text)

    def before(self) -> str:
        """The last characters that were written."""
        tail = ""
        for piece in reversed(self.pieces[-_BEFORE:]):
            tail = piece[-_BEFORE:] + tail
            if len(tail) >= _BEFORE:
                break
        return tail[-_BEFORE:]

    def is_in_a_word(self) -> bool:
        """Whether what follows would join the word or number before it."""
        return self.before()[-1:].isalnum()

    def text(self) -> str:
        joined = "".join(self.pieces)
        return _LINE_ENDS.sub("\n", _AROUND_TAB.sub("\t", re.sub(" {2,}", " ", joined))).strip(
            " \t\n"
        )

    def notes(self) -> tuple[str, ...]:
        counted = (
            (self.struck, "struck-out passage", "left out: its publisher took it back"),
            (self.hidden, "hidden passage", "left out: a reader does not see it"),
            (self.marks, "raised mark", "set apart in brackets, as in 11[2]"),
        )
        return tuple(
            f"{count:,} {what}{'s' if count > 1 else ''} {became}"
            for count, what, became in counted
            if count
        )


def rendered(tree: Element) -> Rendered:
    """The words of the page's article; all of the page's words where no article stands out."""
    styles = Styles.of(style.text or "" for style in tree.iter("style"))
    article = article_of(tree, styles)
    written = _written(article, styles)
    text = written.text()
    if not text and article.left_out:
        written = _written(Article(root=article.root), styles)
        text = written.text()
    heading = "".join(
        _SPACES.sub(" ", "".join(element.itertext())).strip() + "\n" for element in article.headings
    )
    return Rendered(text=(heading + text).strip() if text else "", notes=written.notes())


def _written(article: Article, styles: Styles) -> _RenderedText:
    written = _RenderedText()
    walk = etree.iterwalk(article.root, events=("start", "end"))
    left_out = article.left_out
    for event, element in walk:
        plain = element.tag in _INLINE and element is not article.root
        if plain and event == "start" and is_note_link(element) and written.is_in_a_word():
            _write_raised(element, written)
            walk.skip_subtree()
        elif plain and _SAYS_HOW.isdisjoint(element.keys()):
            if event == "end":
                written.add(element.tail)
            elif element in left_out:
                walk.skip_subtree()
            else:
                written.add(element.text)
        elif event == "end":
            _end(element, written)
            if element is not article.root:
                written.add(element.tail)
        elif element in left_out or _is_left_out(element, styles, article, written):
            walk.skip_subtree()
        elif (writes := _whole(element, styles)) is not None:
            writes(element, written)
            walk.skip_subtree()
        else:
            _start(element, written)
            written.add(element.text)
    return written


def _is_left_out(
    element: Element, styles: Styles, article: Article, written: _RenderedText
) -> bool:
    if element.tag in NO_WORDS or not isinstance(element.tag, str):
        return True
    if is_struck(element, styles):
        written.struck += 1
        return True
    if is_hidden(element) or (element not in article.shown and is_hidden_by(element, styles)):
        written.hidden += any(text.strip() for text in element.itertext())
        return True
    return False


def _start(element: Element, written: _RenderedText) -> None:
    tag = element.tag
    if tag == "tr":
        written.pieces.append(_ROW)
    elif is_block(element) or tag == "br":
        written.pieces.append("\n")
    elif tag in {"td", "th"} and element.getprevious() is not None:
        written.pieces.append("\t")
    elif tag == "q":
        written.pieces.append("“")
    if tag in {"ol", "ul", "menu", "dir"}:
        written.lists.append(_numbered(element) if tag == "ol" else None)
    elif tag == "li":
        _number(element, written)
    elif tag in {"pre", "listing", "xmp", "plaintext"}:
        written.verbatim += 1


def _end(element: Element, written: _RenderedText) -> None:
    tag = element.tag
    if tag == "q":
        written.pieces.append("”")
    if is_block(element):
        written.pieces.append(_ROW if tag == "tr" else "\n")
    if tag in {"ol", "ul", "menu", "dir"} and written.lists:
        written.lists.pop()
    elif tag in {"pre", "listing", "xmp", "plaintext"} and written.verbatim:
        written.verbatim -= 1


def _numbered(element: Element) -> _List | None:
    if "none" in (element.get("style") or ""):
        return None
    items = sum(child.tag == "li" for child in element)
    reverse = element.get("reversed") is not None
    first = _integer(element.get("start"), items if reverse else 1)
    return _List(first, -1 if reverse else 1, element.get("type") or "1")


def _number(element: Element, written: _RenderedText) -> None:
    numbers = written.lists[-1] if written.lists else None
    if numbers is None:
        return
    number = _integer(element.get("value"), numbers.number)
    numbers.number = number + numbers.step
    written.pieces.append(f"{_figures(number, numbers.figures)}. ")


def _integer(text: str | None, default: int) -> int:
    try:
        number = int(text or "")
    except ValueError:
        return default
    return number if abs(number) < _LIST_LIMIT else default


def _figures(number: int, figures: str) -> str:
    if figures in {"a", "A"} and 0 < number <= 26:  # noqa: PLR2004
        return chr(ord(figures) + number - 1)
    if figures in {"i", "I"} and 0 < number < 40:  # noqa: PLR2004
        roman, rest = "", number
        for value, letters in _ROMAN:
            roman += letters * (rest // value)
            rest %= value
        return roman.upper() if figures == "I" else roman
    return str(number)


def _write_raised(element: Element, written: _RenderedText) -> None:
    mark = _shown(element)
    note = next(element.iter("a"), None) is not None or _NOTE.search(
        f"{element.get('class')} {element.get('id')} {element.get('role')}"
    )
    before = written.before()
    form = raised(before, mark, note=bool(note))
    written.marks += form != mark and form.startswith("[")
    written.pieces.append(form)


def _write_lowered(element: Element, written: _RenderedText) -> None:
    written.pieces.append(lowered(written.before(), _shown(element)))


def _write_formula(element: Element, written: _RenderedText) -> None:
    written.add(_formula(element))


def _shown(element: Element) -> str:
    """The words of a small element, without what is hidden in it."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and not (
            child.tag in NO_WORDS or is_struck(child, Styles()) or is_hidden(child)
        ):
            parts.append(_shown(child))
        parts.append(child.tail or "")
    return _SPACES.sub(" ", "".join(parts)).strip()


def _formula(element: Element) -> str:
    """A formula of MathML in one line: fractions by a stroke, powers raised."""
    tag = element.tag
    if not isinstance(tag, str) or tag in NO_WORDS:
        return ""
    parts = [_formula(child) for child in element]
    match tag, parts:
        case "mfrac", [above, below]:
            return f"{_grouped(above)}/{_grouped(below)}"
        case "msup", [base, exponent]:
            return base + power(exponent)
        case "msub", [base, index]:
            return base + lowered(base, index)
        case "msubsup", [base, index, exponent]:
            return base + lowered(base, index) + power(exponent)
        case "msqrt", _:
            return f"√({''.join(parts)})"
        case "mroot", [base, index]:
            return f"{power(index)}√({base})"
        case _:
            text = (element.text or "").strip()
            return text + "".join(parts)


def _grouped(formula: str) -> str:
    return formula if formula.isalnum() else f"({formula})"


def _whole(element: Element, styles: Styles) -> Callable[[Element, _RenderedText], None] | None:
    """How an element is written as one, or None where its parts are written one by one."""
    if is_raised(element, styles):
        return _write_raised
    if is_lowered(element, styles):
        return _write_lowered
    return _WHOLE.get(element.tag)


_WHOLE: Final[dict[object, Callable[[Element, _RenderedText], None]]] = {
    "math": _write_formula,
}
