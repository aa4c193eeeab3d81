"""Which entries are wanted: those that name a party, an instrument's parties, or a given word.

Takes names as values and the words of an entry; gives what of them it names. Names are looked
for as whole words, whatever their case and accents; a Korean name may carry its particle.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from ledger.sources.quotation.words import begins_inside_word, ends_inside_word

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHORT = 3  # letters up to which a Latin name is looked for in capitals as it is written: EU, UN
_UNSPACED = re.compile("[\u1100-\u11ff\uac00-\ud7a3\u3040-\u30ff\u3400-\u9fff]")


@attrs.frozen(kw_only=True)
class Watch:
    """What is looked for. ``parties`` are the names of each party, ``words`` are others.

    Where there is neither, everything is wanted.
    """

    parties: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    at_least: int = 1
    words: tuple[str, ...] = ()

    def wants(self, text: str) -> tuple[str, ...] | None:
        """The names and words that a text has, where it is wanted; None where it is not."""
        if not self.parties and not self.words:
            return ()
        plain, as_written = _plain(text), _spaced(text)
        named = {
            party: name
            for party, names in self.parties.items()
            if (name := next(_standing(names, plain, as_written), None)) is not None
        }
        words = tuple(_standing(self.words, plain, as_written))
        enough = self.parties and len(named) >= min(self.at_least, len(self.parties))
        return tuple(dict.fromkeys((*named.values(), *words))) if enough or words else None


def _standing(names: tuple[str, ...], plain: str, as_written: str) -> Iterator[str]:
    for name in names:
        short = len(name) <= _SHORT and not _UNSPACED.search(name)
        needle, hay = (_spaced(name), as_written) if short else (_plain(name), plain)
        if needle and _stands(needle, hay):
            yield name


def _stands(name: str, text: str) -> bool:
    place = text.find(name)
    while place >= 0:
        end = place + len(name)
        if not (begins_inside_word(text, place) or ends_inside_word(text, end)):
            return True
        place = text.find(name, place + 1)
    return False


def _plain(text: str) -> str:
    """Letters without case and accents, white space as single spaces."""
    apart = unicodedata.normalize("NFD", text)
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return _spaced(unicodedata.normalize("NFC", bare).casefold())


def _spaced(text: str) -> str:
    return " ".join(text.split())
