"""Texts as an index keeps them: folded, in pieces of three letters.

Takes texts and words that are looked for; gives pieces. A text that holds a word has every piece
of the word: so the index names all texts that may hold it, and some that do not.
"""

from __future__ import annotations

import attrs

from ledger.letters import bare

PIECE = 3
"""Letters of a piece. Korean is spelled out (NFKD): a syllable is two or three letters."""


@attrs.frozen(kw_only=True)
class AskedWords:
    """One word that is looked for: folded, and the tags whose events hold it in another way.

    An event that carries any of the tags may hold the word though its own text does not.
    """

    word: str
    tags: frozenset[str] = frozenset()


def folded_text(text: str) -> str:
    """A text without case and accents, so that "depositos" is in "Depósitos".

    >>> folded_text("México"), folded_text("멕시코") in folded_text("멕시코와")
    ('mexico', True)
    """
    if text.isascii():
        return text.lower()
    return bare(text)


def pieces_of_text(text: str) -> set[str]:
    """All pieces of a folded text; at the end of its words those that are shorter.

    >>> sorted(pieces_of_text("ab cde"))
    ['ab', 'b', 'cde', 'de', 'e']
    """
    return {part[start : start + PIECE] for part in text.split() for start in range(len(part))}


def pieces_of_word(word: str) -> tuple[str, ...]:
    """The pieces by which a folded word is looked for; those of three letters, if it has any.

    >>> pieces_of_word("mexico"), pieces_of_word("required"), pieces_of_word("un 96")
    (('mex', 'ico'), ('req', 'uir', 'red'), ('un', '96'))
    """
    whole: dict[str, None] = {}
    short: dict[str, None] = {}
    for part in word.split():
        if len(part) < PIECE:
            short[part] = None
            continue
        starts = [*range(0, len(part) - PIECE + 1, PIECE), len(part) - PIECE]
        whole |= dict.fromkeys(part[start : start + PIECE] for start in starts)
    return tuple(whole or short)
