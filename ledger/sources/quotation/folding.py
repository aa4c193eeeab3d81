"""White space folds, and every folded character remembers where it stood.

Takes a text as captured and a quote as typed; gives both in the one form in which they are
compared, and the way back to positions in the captured text. `quotes` comes next.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable

_LIGATURES = ("ff", "fi", "fl", "ffi", "ffl", "st", "st")
# The Unicode property White_Space without the ordinary space; Python's own ``\s`` differs.
_UNUSUAL = "\t-\r\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
# Soft hyphen, zero width space, left-to-right and right-to-left mark, word joiner, byte order
# mark: layout, no words. The zero width joiners are not here: they are spelling in Persian.
_INVISIBLE = (
    "\xad\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064"
    "\u2066\u2067\u2068\u2069\ufeff"
)
# What a browser, a PDF viewer or a keyboard writes in another way, the words being the same:
# what each fold is called in an answer, and the characters that it makes alike.
TYPOGRAPHY = {
    "quotation marks or apostrophes of another form": {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2039\u203a\u2032\xb4`\uff07", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\xab\xbb\u2033\uff02", '"'),
    },
    "dashes of another form": dict.fromkeys(
        "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"
    ),
    "middle dots of another form": dict.fromkeys(
        "\u30fb\u2027\u318d\u2022\u2219\u22c5\uff65", "\xb7"
    ),
    "full-width letters read as plain ones": {
        chr(0xFEE0 + code): chr(code) for code in range(0x21, 0x7F) if code not in b"\"'-"
    },
    "ligatures taken apart": dict(
        zip("\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06", _LIGATURES, strict=True)
    ),
    "an ellipsis written as three dots": {"\u2026": "..."},
}
_PLAIN = {mark: plain for marks in TYPOGRAPHY.values() for mark, plain in marks.items()}
BROKEN_WORD = r"(?<=[^\W\d_])[-\u2010\xad][ \t]*\r?\n\s*(?=[^\W\d_])"
# A mark of a note on a word, as captures write it: 11[2]. Not what an editor's brackets change
# in a word ("state[s]"), and nothing between two figures, which would become one.
_SIGN = r"\[(?:\d{1,3}|[*\u2020\u2021\xa7\xb6]{1,3})\]"
NOTE_MARK = rf"(?<=[^\s\[\]])(?:{_SIGN}|(?<=\d)\[[a-z]\])(?:{_SIGN})*+(?![.,]?\d)"
SAID_MARK = "[\u201c\u201d]"  # what a browser draws around <q>, and does not copy
_LOOSE = re.compile(f"{BROKEN_WORD}|[{re.escape(''.join(_PLAIN))}]")
# A lone ordinary space stays as it is, and is most of all white space: it must cost nothing.
_RUNS = re.compile(
    f" [ {_UNUSUAL}{_INVISIBLE}]+|[{_UNUSUAL}{_INVISIBLE}][ {_UNUSUAL}{_INVISIBLE}]*"
)
# Vowels and finals of Hangul: with the marks, all that ever composes with what stands before.
_JAMO = re.compile("[\u1161-\u1175\u11a8-\u11c2]")


@attrs.frozen
class _Pass:
    """What one rewriting changed: stretches of the result next to the stretches they replace."""

    starts: list[int]
    ends: list[int]
    raw_starts: list[int]
    raw_ends: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The raw span of a non-empty span of the result."""
        return self._stretch(start)[0], self._stretch(end - 1)[1]

    def _stretch(self, position: int) -> tuple[int, int]:
        """The raw span of one character."""
        last = bisect_right(self.starts, position) - 1
        if last < 0:
            return position, position + 1
        if position < self.ends[last]:
            return self.raw_starts[last], self.raw_ends[last]
        raw = self.raw_ends[last] + position - self.ends[last]
        return raw, raw + 1


@attrs.frozen
class Folded:
    """A folded text (its ends not stripped) that knows where its characters stood."""

    text: str
    _passes: tuple[_Pass, ...] = attrs.field(repr=False)

    @classmethod
    def of(cls, text: str) -> Folded:
        """Fold a text by the rule of `fold`."""
        return cls._folded(text, ())

    @classmethod
    def loosely(cls, text: str, *, hyphen: str = "", without: str = "") -> Folded:
        """Fold a text and its typography: marks that copying changes, and no letter or figure.

        Quotation marks, dashes and middle dots of one sort become one, ligatures and full-width
        forms become plain, and a word that is broken at a line's end is joined, with `hyphen`
        at the place: "de-" and "posited", but also "co-" and "operation". What the pattern
        `without` matches vanishes first.
        """
        before: tuple[_Pass, ...] = ()
        if without:
            text, dropped = _rewrite(text, re.compile(without), lambda _: "")
            before = (dropped,)
        plain, marks = _rewrite(text, _LOOSE, lambda mark: _PLAIN.get(mark, hyphen))
        return cls._folded(plain, (*before, marks))

    @classmethod
    def _folded(cls, text: str, before: tuple[_Pass, ...]) -> Folded:
        if _is_folded(text):
            return cls(text, before)
        loose, white = _rewrite(text, _RUNS, _one_space)
        if unicodedata.is_normalized("NFC", loose):
            return cls(loose, (*before, white))
        composed, marks = _rewrite(loose, _composable(loose), _compose)
        return cls(composed, (*before, white, marks))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the raw text that a non-empty span of the folded one came from."""
        for done in reversed(self._passes):
            start, end = done.span(start, end)
        return start, end


def fold(text: str) -> str:
    r"""The one form in which a quote and a text are compared. Three things happen, no more.

    1. The invisible marks of layout vanish: soft hyphen (U+00AD), zero width space (U+200B),
       direction marks (U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069), word
       joiner and invisible operators (U+2060 to U+2064), byte order mark (U+FEFF).
    2. A run of Unicode White_Space (line ends, tabs, no-break, thin and ideographic spaces,
       line and paragraph separators) becomes one space; white space at the ends vanishes.
    3. Letters are composed (NFC), so that an accent typed apart equals an accented letter.

    Nothing else: capitals, accents, dashes, quotation marks, apostrophes and ellipses must
    stand as printed. Folding twice changes nothing.

    >>> fold("9 of\u00a011\n  ratifi\u00adcations ")
    '9 of 11 ratifications'
    """
    return (text if not text or _is_folded(text) else Folded.of(text).text).strip(" ")


def _is_folded(text: str) -> bool:
    """Whether it is as most texts are: nothing invisible, no space but one, letters composed."""
    return (
        text.isprintable()
        and "  " not in text
        and (text.isascii() or unicodedata.is_normalized("NFC", text))
    )


def _rewrite(
    text: str, pattern: re.Pattern[str], replacement: Callable[[str], str]
) -> tuple[str, _Pass]:
    """Replace each match, keeping book of every stretch that changed."""
    done = _Pass([], [], [], [])
    parts: list[str] = []
    length = read = 0
    for match in pattern.finditer(text):
        new = replacement(match[0])
        if new == match[0]:
            continue
        start, end = match.span()
        parts += (text[read:start], new)
        length += start - read
        done.starts.append(length)
        length += len(new)
        done.ends.append(length)
        done.raw_starts.append(start)
        done.raw_ends.append(end)
        read = end
    parts.append(text[read:])
    return "".join(parts), done


def _one_space(run: str) -> str:
    return " " if run.strip(_INVISIBLE) else ""


def _compose(letters: str) -> str:
    return unicodedata.normalize("NFC", letters)


def _composable(text: str) -> re.Pattern[str]:
    """What NFC can change in this text: a character with what composes onto it, or alone.

    Composition never reaches past these (every second half of a canonical composition is a
    mark or a Hangul vowel or final), so composing each stretch composes the whole.
    """
    letters = sorted(set(text))
    onto = "".join(c for c in letters if unicodedata.category(c)[0] == "M" or _JAMO.match(c))
    alone = "".join(c for c in letters if _compose(c) != c)
    ways = [f".[{onto}]+"] * bool(onto) + [f"[{alone}]"] * bool(alone)
    return re.compile("|".join(ways), re.DOTALL)
