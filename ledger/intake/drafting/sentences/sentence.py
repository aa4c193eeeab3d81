"""A text cut into sentences and clauses, each with its place.

Takes a text as captured; gives ``Sentence`` values in order. Abbreviations end no sentence, a
Korean ending does without a space, a heading is a line of its own, and a list belongs to the
words that introduce it. The work grows with the length of the text and with nothing else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 1_200
"""Characters of a sentence that is read as one; what runs on is cut between words."""

_HEADING = 140  # characters of a line that may be a heading
_FULL = 60  # columns of a line that was broken by its width
_WIDE = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")  # take two columns
_BULLET = re.compile(r"[ \t]*(?:[-*•·▪◦‣–]|\(?[0-9a-z]{1,2}[.)])[ \t]+")
_ENDS = re.compile(r"[.!?…。:;][\"'”’»)\]]*$")
_CLOSED = re.compile(r",[\"”’»]*$|[,;:–—-]$")
_STOP = re.compile(
    r"(?:[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[¡¿]*[A-ZÁÉÍÓÚÑÜ0-9가-힣\u4e00-\u9fff])"
    r"|(?<=[다요죠까음함임됨])[.!?][\"'”’]?(?!\d))\s*"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Drs|Prof|Sr|Sra|Sres|Lic|Ing|Dra|Gen|Gral|Col|Cnel|Lt|Sgt|Capt|Rep|Sen|"
    r"Gov|Hon|Rev|St|Sto|Sta|Ste|No|Nos|Núm|núm|nos|Art|Arts|art|arts|Inc|Ltd|Corp|Co|Cía|vs|etc|"
    r"approx|aprox|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Ene|Abr|Ago|Dic|pp|p|pág|págs|"
    r"Vol|Fig|cf|ca|e\.g|i\.e|U\.S|U\.K|U\.N|EE|UU|D\.C|a\.m|p\.m|Ud|Uds|Mons|Univ|Dept|Dpto|Av)"
    r"|(?<![A-Za-z])[A-Z])\.$"
)
_DATELINE = re.compile(
    r"\s*(?:[\[(][^\])\n]{2,30}=[^\])\n]{2,20}[\])][^=\n]{0,30}=\s*"
    r"|[A-ZÁÉÍÓÚÑ][^.:;!?\n]{2,60}?(?:\([A-Z][\w ./&-]{1,30}\))\s*(?:[:–—-]|\.-)+\s*"
    r"|[A-ZÁÉÍÓÚÑ]{3,}[A-ZÁÉÍÓÚÑ,. ]{0,40}(?:,[^.:;!?\n]{2,30})?\s*(?:[:–—]|\.?-+)\s+)"
)


@attrs.frozen(kw_only=True)
class Sentence:
    """One sentence: its place, its words, and what sort of line it is."""

    start: int
    end: int
    text: str
    heading: bool = False
    list: bool = False

    @property
    def question(self) -> bool:
        """Whether it asks, and so states nothing."""
        return self.text.rstrip("\"'”’») ").endswith("?")


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text, in its order; what is between them is white space and datelines."""
    for start, end, items in _blocks(text):
        dateline = _DATELINE.match(text, start, min(end, start + 160))
        begins = at = dateline.end() if dateline else start
        for stop in _STOP.finditer(text, at, items):
            if stop.start() >= at and not _abbreviates(text, at, stop):
                yield from _cut(text, at, stop.end())
                at = stop.end()
        alone = at == begins and len(text[at:end].strip()) < _HEADING
        heading = alone and items == end and not _ENDS.search(text[at:end].rstrip())
        yield from _cut(text, at, end, heading=heading, listed=items < end)


def _abbreviates(text: str, start: int, stop: re.Match[str]) -> bool:
    """Whether the full stop belongs to an abbreviation or an initial."""
    if not stop[0].startswith("."):
        return False
    return _ABBREVIATION.search(text, max(start, stop.start() - 8), stop.start() + 1) is not None


def _cut(
    text: str, start: int, end: int, *, heading: bool = False, listed: bool = False
) -> Iterator[Sentence]:
    """A stretch as sentences of a bounded length, without the white space at their ends."""
    while start < end:
        stop = min(end, start + LONGEST)
        if stop < end:
            space = max(text.rfind(" ", start, stop), text.rfind("\n", start, stop))
            stop = space if space > start else stop
        words = text[start:stop]
        left = start + len(words) - len(words.lstrip())
        words = words.strip()
        if words:
            yield Sentence(
                start=left, end=left + len(words), text=words, heading=heading, list=listed
            )
        start = stop


def _blocks(text: str) -> Iterator[tuple[int, int, int]]:
    """Stretches in which no sentence ends with a line: start, end, where the items of a list begin.

    Without a list, that is the end.
    """
    lines = [(line.start(), line.end()) for line in re.finditer(r"[^\n]+", text)]
    number = 0
    while number < len(lines):
        start, end = lines[number]
        while number + 1 < len(lines) and _goes_on(text, lines[number], lines[number + 1]):
            number += 1
            end = lines[number][1]
        items = end
        if text[start:end].rstrip().endswith(":"):
            while number + 1 < len(lines) and _BULLET.match(text, *lines[number + 1]):
                number += 1
                end = lines[number][1]
        number += 1
        yield start, end, items


def _goes_on(text: str, line: tuple[int, int], following: tuple[int, int]) -> bool:
    """Whether a sentence runs from one line into the next."""
    if text.count("\n", line[1], following[0]) != 1:
        return False  # an empty line between them
    words, rest = text[slice(*line)].rstrip(), text[slice(*following)].lstrip()
    if not words or not rest or _BULLET.match(rest):
        return False
    if rest[0].islower() or (_CLOSED.search(words) and not words.endswith(":")):
        return True
    width = len(words) + len(_WIDE.findall(words))
    return width >= _FULL and not _ENDS.search(words) and len(words) < _HEADING
