"""What the elements of a page mean for its words: which stand apart, which are none.

Gives closed sets and predicates over parsed elements to `rendering` and `article`. An element
is anything with ``tag`` and ``get``; nothing here walks a tree.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Protocol

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Element(Protocol):
    """What this room needs of a parsed element (of lxml, which carries no types)."""

    # ruff: noqa: D102  each is lxml's own, and says what it is
    @property
    def tag(self) -> object: ...
    @property
    def text(self) -> str | None: ...
    @property
    def tail(self) -> str | None: ...
    def get(self, name: str) -> str | None: ...
    def iter(self, *tags: str) -> Iterator[Element]: ...
    def itertext(self) -> Iterator[str]: ...
    def getprevious(self) -> Element | None: ...
    def iterancestors(self, *tags: str) -> Iterator[Element]: ...
    def __iter__(self) -> Iterator[Element]: ...


# Elements that begin and end a line (HTML §15.3, and those that browsers set apart).
BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "listing",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "plaintext",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
        "xmp",
    ]
)
# Elements whose content no reader sees as words: machinery, form fields, pictures, readings.
NO_WORDS: Final = frozenset(
    [
        "head",
        "script",
        "style",
        "template",
        "noscript",
        "title",
        "meta",
        "link",
        "iframe",
        "object",
        "embed",
        "applet",
        "canvas",
        "audio",
        "video",
        "svg",
        "map",
        "frameset",
        "noframes",
        "noembed",
        "input",
        "select",
        "option",
        "optgroup",
        "datalist",
        "textarea",
        "button",
        "progress",
        "meter",
        "rp",
        "rt",
        "rtc",
        "annotation",
        "annotation-xml",
    ]
)
STRUCK: Final = frozenset({"s", "strike", "del"})

_IN_A_LINE: Final = frozenset({"span", "a", "b", "i", "em", "strong", "font", "small", "u", "cite"})
_RAISED: Final = frozenset({".sup", ".superscript", ".super-script", ".msofootnotereference"})
_LOWERED: Final = frozenset({".subscript", ".sub-script"})
_NOTE_MARK: Final = re.compile(r"\d{1,3}|[*†‡§]+")
_DECLARATION: Final = re.compile(r"([a-z-]+)\s*:\s*([^;]+)", re.IGNORECASE)
_NOWHERE: Final = re.compile(r"-\d{3,}(?:\.\d+)?(?:px|em|rem|vw|pt|%)|-9{2,}")
_TINY: Final = {"0", "0px", "1px"}
_FOR_READING_ALOUD: Final = {
    *("sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screenreader"),
    *("screen-reader-only", "screen-reader", "u-hidden-visually", "a11y-hidden", "hidden-text"),
    *("u-hiddenvisually", "visually-hidden-focusable", "sr-only-focusable", "cdk-visually-hidden"),
    *("d-none", "display-none", "is-hidden", "mw-editsection", "mw-empty-elt"),
}
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_AT_BLOCK: Final = re.compile(r"@[^{};]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_RULE: Final = re.compile(r"([^{}@;]+)\{([^{}]*)\}")
_SELECTOR: Final = re.compile(r"(?:[a-z][a-z0-9]*)?([.#][\w-]+)", re.IGNORECASE)
_STYLE_LIMIT: Final = 500_000  # characters of style sheets that are looked at


@attrs.frozen
class Styles:
    """Classes (``.x``) and ids (``#x``) that the page's own style sheets hide, strike, raise."""

    hidden: frozenset[str] = frozenset()
    struck: frozenset[str] = frozenset()
    raised: frozenset[str] = frozenset()
    lowered: frozenset[str] = frozenset()

    @classmethod
    def of(cls, sheets: Iterable[str]) -> Styles:
        """Read the plain rules of style sheets: one class or id, for every kind of screen.

        >>> sorted(Styles.of([".a, p.b {display: none} @media print {.c {display: none}}"]).hidden)
        ['.a', '.b']
        """
        hidden: dict[str, bool] = {}
        struck: dict[str, bool] = {}
        heights: dict[str, str] = {}
        css = _AT_BLOCK.sub("", _COMMENT.sub("", "\n".join(sheets)[:_STYLE_LIMIT]))
        for selectors, body in _RULE.findall(css):
            style = _properties(body)
            for selector in selectors.split(","):
                if not (name := _SELECTOR.fullmatch(selector.strip())):
                    continue
                if _is_for_reading_aloud(style):
                    hidden[name[1]] = True
                elif style.keys() & {"display", "visibility"}:
                    hidden[name[1]] = _hides(style)
                if any(word.startswith("text-decoration") for word in style):
                    struck[name[1]] = _strikes(style)
                if "vertical-align" in style:
                    heights[name[1]] = style["vertical-align"]
        return cls(
            frozenset(name for name, is_so in hidden.items() if is_so),
            frozenset(name for name, is_so in struck.items() if is_so),
            frozenset(name for name, height in heights.items() if height == "super"),
            frozenset(name for name, height in heights.items() if height == "sub"),
        )


def is_hidden(element: Element) -> bool:
    """Whether the element itself says that its words are not shown."""
    hidden = element.get("hidden")
    if hidden is not None and hidden.lower() != "until-found":
        return True
    if (element.get("aria-hidden") or "").strip().lower() == "true":
        return True
    if element.tag == "dialog" and element.get("open") is None:
        return True
    if element.get("popover") is not None:
        return True
    style = element.get("style")
    if style and _hides(_properties(style)):
        return True
    names = element.get("class")
    return bool(names and not _FOR_READING_ALOUD.isdisjoint(names.lower().split()))


def is_struck(element: Element, styles: Styles) -> bool:
    """Whether the words of an element are struck out."""
    if element.tag in STRUCK:
        return True
    style = element.get("style")
    if style and _strikes(_properties(style)):
        return True
    return bool(styles.struck) and not styles.struck.isdisjoint(names_of(element))


def is_raised(element: Element, styles: Styles) -> bool:
    """Whether the words of an element stand above the line, by its tag, style or class."""
    return element.tag == "sup" or _stands(element, "super", styles.raised | _RAISED)


def is_lowered(element: Element, styles: Styles) -> bool:
    """Whether the words of an element stand below the line, by its tag, style or class."""
    return element.tag == "sub" or _stands(element, "sub", styles.lowered | _LOWERED)


def _stands(element: Element, height: str, names: frozenset[str]) -> bool:
    if element.tag not in _IN_A_LINE:
        return False
    style = element.get("style")
    if style and (stated := _properties(style).get("vertical-align")):
        return stated == height
    return not names.isdisjoint(name for word in names_of(element) for name in (word, word.lower()))


def is_note_link(element: Element) -> bool:
    """Whether an element is a link to a note of its own page, which is a mark and no word."""
    if element.tag != "a" or not (element.get("href") or "").startswith("#"):
        return False
    return bool(_NOTE_MARK.fullmatch("".join(element.itertext()).strip()))


def is_hidden_by(element: Element, styles: Styles) -> bool:
    """Whether a style sheet of the page hides the element."""
    return bool(styles.hidden) and not styles.hidden.isdisjoint(names_of(element))


def names_of(element: Element) -> list[str]:
    """The classes (``.x``) and the id (``#x``) of an element."""
    names = [f".{name}" for name in (element.get("class") or "").split()]
    identity = element.get("id")
    return [*names, f"#{identity}"] if identity else names


def is_block(element: Element) -> bool:
    """Whether the words of an element stand on lines of their own."""
    if element.tag in BLOCKS:
        return True
    style = element.get("style")
    return bool(style) and _properties(style or "").get("display", "") in {"block", "list-item"}


def _properties(style: str) -> dict[str, str]:
    pairs = _DECLARATION.findall(style[:4_000].lower())
    return {name: value.replace("!important", "").strip() for name, value in pairs}


def _hides(style: dict[str, str]) -> bool:
    if style.get("display") == "none" or style.get("visibility") in {"hidden", "collapse"}:
        return True
    if style.get("opacity") in {"0", "0.0", "0%"} or style.get("font-size") in {"0", "0px"}:
        return True
    return _is_for_reading_aloud(style)


def _is_for_reading_aloud(style: dict[str, str]) -> bool:
    """Whether words are put where nobody sees them, as pages do with words for reading aloud."""
    if style.get("position") == "absolute" and style.keys() & {"clip", "clip-path"}:
        return True
    sides = {style.get("width"), style.get("height")}
    if style.get("overflow") == "hidden" and sides <= _TINY:
        return True
    away = (style.get(name, "") for name in ("left", "top", "text-indent", "margin-left"))
    return any(_NOWHERE.match(value) for value in away)


def _strikes(style: dict[str, str]) -> bool:
    return any("line-through" in value for name, value in style.items() if "decoration" in name)
