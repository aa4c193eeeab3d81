"""The kind, or the word of a field, that a word which is none was most likely meant to be.

Takes a word and what can stand there; gives the nearest. A word of an act, or one among
those that a kind is called by, means that kind, before another that merely looks like it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ledger.claims.naming import folded
from ledger.entries.languages import all_spellings, canonical, meanings
from ledger.late import late

if TYPE_CHECKING:
    import difflib
    from collections.abc import Collection
else:
    difflib = late("difflib")

_LONGEST = 60
_SHORTEST = 4  # letters, of a word in the Latin alphabet that is not "de" or "un"
_CUTOFF = 0.55
_SURE = 0.8  # a single word means a kind only where it is nearly the same
_CLOSE = 0.6  # words of a field are short, and few
_DEED = "consent-deposited"
"""The kind that has an ``act`` as its field."""


def near_kind(word: str, kinds: Collection[str]) -> str | None:
    """The nearest kind, by its name, by what it is called in any language, or by a word of those.

    >>> kinds = ("ratification-reported", "consent-deposited", "party-notified")
    >>> near_kind("ratificacion", kinds), near_kind("adhesión", kinds), near_kind("zzzz", kinds)
    ('ratification-reported', 'consent-deposited', None)
    """
    plain = _plain(word[:_LONGEST])
    called, by_words = _spellings(frozenset(kinds))
    near = _nearest(plain, called, _CUTOFF)
    nearer = _nearest(plain, by_words, _SURE)
    if nearer and (not near or _likeness(plain, nearer) >= _likeness(plain, near)):
        return by_words[nearer]
    return called[near] if near else None


def near_word(word: str, choices: Collection[str], group: str) -> str | None:
    """The nearest word of a field, by itself or by what it is called in any language.

    >>> near_word("organizacion", ("state", "organisation"), "type")
    'organisation'
    >>> near_word("stat", ("state", "body"), "type"), near_word("zzz", ("state", "body"), "type")
    ('state', None)
    """
    called = {_plain(choice): choice for choice in choices}
    for spelling in all_spellings(group):
        for choice in meanings(group, spelling):
            if choice in choices:
                called.setdefault(_plain(spelling), choice)
    near = _nearest(_plain(word[:_LONGEST]), called, _CLOSE)
    return called[near] if near else None


def _nearest(word: str, words: Collection[str], cutoff: float) -> str | None:
    close = difflib.get_close_matches(word, words, n=1, cutoff=cutoff)
    return close[0] if close else None


def _likeness(word: str, other: str) -> float:
    return difflib.SequenceMatcher(None, other, word).ratio()


@cache
def _spellings(kinds: frozenset[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Kinds by all that they are called; and by words of acts, and single words of their own."""
    called = {_plain(kind): kind for kind in sorted(kinds)}
    for spelling in all_spellings("kind"):
        if (kind := canonical("kind", spelling)) in kinds:
            called.setdefault(_plain(spelling), kind)
    acts: dict[str, str] = {}
    for spelling in all_spellings("act"):
        act = canonical("act", spelling)
        if (deed := _of_act(act, kinds)) is not None:
            acts |= dict.fromkeys((_plain(spelling), _plain(act)), deed)
    having: dict[str, str] = {}
    for spelling in sorted(called, key=lambda spelling: (len(spelling), spelling)):
        for word in spelling.split("-"):
            if not word.isascii() or len(word) >= _SHORTEST:
                having.setdefault(word, called[spelling])
    return called, {**having, **acts}


def _of_act(act: str, kinds: frozenset[str]) -> str | None:
    """The kind that is called after an act ("ratification-reported"), else that of deposits."""
    after = sorted(kind for kind in kinds if kind.startswith(f"{act}-"))
    return after[0] if after else _DEED if _DEED in kinds else None


def _plain(word: str) -> str:
    return "-".join(folded(word.replace("-", " ").replace("_", " ")).split())
