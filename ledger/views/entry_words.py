"""What fields and kinds of entries are called and explained as, for who records in a language.

Takes the name of a field, the English help on it, or a kind; gives words of a language, from a
catalogue that is data. The format itself is one: what is written has the names of the format,
which stand next to these.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.entries import languages
from ledger.views.words import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledger.views.words import Words

_FILE = Path(__file__).with_name("catalogues") / "entries.toml"


def field_name(name: str, words: Words) -> str:
    """What a field is called.

    >>> from ledger.views.words import words
    >>> field_name("occurred_words", words("en")), field_name("quote", words("es"))
    ('occurred words', 'cita')
    """
    plain = name.replace("_", " ")
    return plain if words.language == ENGLISH.language else _names(words).get(name, plain)


def field_help(text: str, words: Words) -> str:
    """What is said of a field, by the English ``text``."""
    return text if words.language == ENGLISH.language else _texts("help", words).get(text, text)


def kind_summary(kind: str, text: str, words: Words) -> str:
    """What a kind states, in a sentence or two; ``text`` is the English one."""
    return text if words.language == ENGLISH.language else _texts("kind", words).get(kind, text)


def closed_word(group: str, code: str, words: Words) -> str:
    """A closed word of a field, or of ``kind``: as pages say it, else as an entry may have it.

    >>> from ledger.views.words import words
    >>> spanish = words("es")
    >>> closed_word("form", "exchange-of-notes", spanish), closed_word("kind", "party", spanish)
    ('canje de notas', 'parte')
    """
    if f"word-{code}" in words.texts:
        return words.word(code)
    written = languages.words(group, words.language).get(code, "")
    return written.partition("|")[0] or words.word(code)


def _names(words: Words) -> Mapping[str, str]:
    """What fields are called; the header of a sheet may have these words too."""
    return languages.words("field", words.language)


def _texts(part: str, words: Words) -> Mapping[str, str]:
    return _catalogue()[part][words.language]


@cache
def _catalogue() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
