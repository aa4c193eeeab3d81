"""The languages of entries and specs: which there are, and the closed words of the ledger in each.

Takes ``words.toml``; gives the canonical word for what a reader writes, and back. English
is the ledger's own language, so that its words need no table.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from types import MappingProxyType

LANGUAGES = MappingProxyType({"en": "English", "es": "español", "ko": "한국어"})
"""The languages that have phrases, by their Gherkin code."""

_SAME = MappingProxyType({"acts": "act", "month_end": "ending"})
"""Groups whose words stand under the name of another."""


@cache
def words(group: str, language: str) -> MappingProxyType[str, str]:
    """How a group of words is written in a language, by the canonical word."""
    return MappingProxyType(_table().get(_SAME.get(group, group), {}).get(language, {}))


@cache
def _table() -> dict[str, dict[str, dict[str, str]]]:
    text = resources.files("ledger.entries").joinpath("words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _canonical(group: str) -> MappingProxyType[str, tuple[str, ...]]:
    """Every word of a group in every language, folded, with its canonical words."""
    canonical_words: dict[str, tuple[str, ...]] = {}
    for language in LANGUAGES:
        for name, written in words(group, language).items():
            for spelling in map(_folded, written.split("|")):
                names = canonical_words.get(spelling, ())
                canonical_words[spelling] = (*names, *({name} - set(names)))
    return MappingProxyType(canonical_words)


def canonical(group: str, written: str) -> str:
    """The ledger's own word for one that a reader wrote; what is not known stays as it is.

    >>> canonical("status", "single source"), canonical("status", "단일 출처")
    ('single source', 'single-source')
    """
    return meanings(group, written)[0]


def field_meant(written: str) -> str:
    """The field that the head of a column names in any language; what names none stays as it is.

    A table of a spec and a sheet have the same heads: those of ``column``, and what the form and
    the prompts call a field.

    >>> field_meant("cuándo"), field_meant("conclusión"), field_meant("다른 이름"), field_meant("x")
    ('occurred', 'conclusion', 'aliases', 'x')
    """
    name = canonical("column", written)
    return canonical("field", written) if name == written else name


def meanings(group: str, written: str) -> tuple[str, ...]:
    """The ledger's own words that a written one can mean: several only where fields share a group.

    >>> meanings("form", "definitiva"), meanings("form", "protocolo"), meanings("form", "zzz")
    (('final', 'definitive'), ('protocol',), ('zzz',))
    """
    return _canonical(group).get(_folded(written), (written,))


def all_spellings(group: str) -> tuple[str, ...]:
    """Every way to write the words of a group in any language."""
    return tuple(_canonical(group))


def spellings(group: str, names: tuple[str, ...], language: str) -> tuple[str, ...]:
    """Every way to write the words of a closed group in a language, the longest first."""
    written_so = set(names) | {name.replace("-", " ") for name in names}
    for name, written in words(group, language).items():
        if name in names:
            written_so.update(written.split("|"))
    return tuple(sorted(written_so, key=lambda spelling: (-len(spelling), spelling)))


def _folded(word: str) -> str:
    return " ".join(word.casefold().replace("-", " ").replace("_", " ").split())
