"""Inputs made of other inputs: a seed, and the same bytes come out again.

Takes seeds (whole inputs that are right) and words of the format; gives what a slip of the
finger, a broken file or malice makes of them.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

import attrs

LONGEST = 200_000  # bytes of an input; what is larger has tests of its own
_WORDS = (
    "\x00", "\x07", "\x1b[2J", "\r", "\r\n", "\u2028", "\u202e", "\u200b", "\ufeff", "\ud800",
        "é", "é", "한국", "😀", "\U0001d7d9", "\u0966", "\U000e0001", "𐀀", "İ", "ß",
        "0", "-1", "1e400", "NaN", "9" * 40, "0x1F", "1_000", "true", "null", "~", "''", '""',
        "2024-06-12", "2024-02-30", "0000-00-00", "-9999", "12 June", "20 2024",
        "&a", "*a", "<<: *a", "!!python/object:os.system x", "---", "...", "|", ">", "- ", "? ",
        "{", "}", "[", "]", "[[[[[[[[", "{a: {a: {a: ", ",", ":", "\t", "#", "'", '"', "\\",
        "../../etc/passwd", "/dev/zero", "file:", "http://[", "claim:", "@0", "@-1", "%00", "<a>",
)  # fmt: skip
_BYTES = (b"\xff", b"\xfe\xff", b"\xc0\xaf", b"\x80", b"\xed\xa0\x80", b"\xef\xbb\xbf")
ODD = (*(word.encode("utf-8", "surrogatepass") for word in _WORDS), *_BYTES)


@attrs.define
class Mutator:
    """Makes inputs, by chance."""

    chance: random.Random
    seeds: Sequence[bytes]
    words: Sequence[bytes] = ()

    def make(self) -> bytes:
        """A seed with a few changes; now and then a long one, or none at all."""
        data = self.chance.choice(self.seeds)
        for _ in range(min(self.chance.randint(1, 12), self.chance.randint(1, 12))):
            change = self.chance.choice(
                (self._flip, self._cut, self._odd, self._odd, self._word, self._word, self._lines,
                 self._lines, self._splice, self._again, self._swap)
            )  # fmt: skip
            data = change(data)[:LONGEST]
        return data

    def _place(self, data: bytes) -> int:
        return self.chance.randint(0, len(data))

    def _stretch(self, data: bytes, longest: int = 40) -> tuple[int, int]:
        start = self._place(data)
        return start, min(len(data), start + self.chance.randint(1, longest))

    def _flip(self, data: bytes) -> bytes:
        if not data:
            return b"\0"
        at = self.chance.randrange(len(data))
        return data[:at] + bytes([data[at] ^ 1 << self.chance.randrange(8)]) + data[at + 1 :]

    def _cut(self, data: bytes) -> bytes:
        start, end = self._stretch(data, self.chance.choice((3, 40, 4000)))
        return data[:start] + data[end:]

    def _odd(self, data: bytes) -> bytes:
        at = self._place(data)
        return data[:at] + self.chance.choice(ODD) + data[at:]

    def _word(self, data: bytes) -> bytes:
        if not self.words:
            return self._odd(data)
        start, end = self._stretch(data, self.chance.choice((1, 12)))
        return data[:start] + self.chance.choice(self.words) + data[end:]

    def _lines(self, data: bytes) -> bytes:
        lines = data.splitlines(keepends=True)
        if not lines:
            return data
        at = self.chance.randrange(len(lines))
        match self.chance.randrange(4):
            case 0:
                lines.insert(at, self.chance.choice(lines))
            case 1:
                del lines[at]
            case 2:
                lines[at] = b"  " * self.chance.randrange(4) + lines[at]
            case _:
                lines[at] = lines[at].rstrip(b"\r\n") + self.chance.choice(ODD) + b"\n"
        return b"".join(lines)

    def _splice(self, data: bytes) -> bytes:
        other = self.chance.choice(self.seeds)
        return data[: self._place(data)] + other[self._place(other) :]

    def _again(self, data: bytes) -> bytes:
        start, end = self._stretch(data)
        times = self.chance.choice((2, 2, 2, 50, 3000))
        return data[:start] + data[start:end] * times + data[end:]

    def _swap(self, data: bytes) -> bytes:
        start, end = sorted((self._place(data), self._place(data)))
        middle = self._place(data[start:end]) + start
        return data[:start] + data[middle:end] + data[start:middle] + data[end:]
