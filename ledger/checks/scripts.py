"""Names that look like others: letters of one script in the place of another's.

A Cyrillic \u0430 and a Latin a are two letters and one picture, so that two names can be taken
for one, or one publisher counted as two. Nothing is refused for it: it is for a person to see.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from ledger.checks.finding import Across, Found
from ledger.sources.one_line import hidden_in
from ledger.spoken import spoken, together

if TYPE_CHECKING:
    from collections.abc import Iterator

_LIKE = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04bb\u0501\u051b\u051d"
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0406\u0408\u0405"
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf\u03bd",
    "aeopcyxijshdqwABEKMHOPCTYXIJSABEZHIKMNOPTYXov",
)
"""Letters of Cyrillic, then of Greek, that are drawn as a Latin one (Unicode TR39)."""
_LOST = "\ufffd"
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK")
_WORD = re.compile(r"[^\W\d_]+")

# What to do, for each mistake its own: of what is described, then of a document.
_ONE_SCRIPT = spoken("write it in one script, with --replace, if it is a slip")
_SAME = spoken("if the same is meant, write it in the same letters, with --replace")
_WITHOUT = spoken("write it again without that sign, with --replace")
_LETTERS = spoken("write it again with its letters, with --replace")
_OTHERWISE = spoken(
    "if the publisher writes itself otherwise, retract the document and capture it again"
)
_CAPTURE = spoken("retract the document, and capture it again with the name as one reads it")


def names_in_one_script(across: Across) -> Iterator[Found]:
    """No name mixes scripts that look alike, only looks like another, or hides a sign."""
    named = list(_named(across))
    looks: dict[str, tuple[str, str]] = {}
    for subject, name, captured in named:
        mixed = next((word for word in _WORD.findall(name) if len(_scripts(word)) > 1), None)
        first = looks.setdefault(name.translate(_LIKE).casefold(), (subject, name))
        if (sign := hidden_in(name)) is not None:
            number = f"U+{ord(sign):04X}"
            sentence = (
                spoken(
                    "{name}: holds {sign}, which stands for letters that were lost",
                    name=name,
                    sign=number,
                )
                if sign == _LOST
                else spoken("{name}: holds {sign}, which cannot be seen", name=name, sign=number)
            )
            fix = _LETTERS if sign == _LOST else _WITHOUT
            yield Found(subject=subject, sentence=sentence, fix=_CAPTURE if captured else fix)
        elif mixed is not None:
            yield Found(
                subject=subject,
                sentence=spoken(
                    "{name}: the word {word} mixes letters of {scripts}",
                    name=name,
                    word=mixed,
                    scripts=_listed(mixed),
                ),
                fix=_OTHERWISE if captured else _ONE_SCRIPT,
            )
        elif first[0] != subject and first[1].casefold() != name.casefold():
            sentence = spoken(
                "{name} looks like {other} ({other_id}), in letters of {scripts}",
                name=name,
                other=first[1],
                other_id=first[0],
                scripts=_listed(name),
            )
            yield Found(subject=subject, sentence=sentence, fix=_OTHERWISE if captured else _SAME)


def _named(across: Across) -> Iterator[tuple[str, str, bool]]:
    """Every name, with what bears it and whether a document does; those of parties first."""
    facts = across.standing.filed
    for party in facts.parties.values():
        yield from ((party.id, name, False) for name in (party.name, *party.aliases))
    titles: dict[str, str] = {
        partnership.id: partnership.title for partnership in facts.partnerships.values()
    }
    titles |= {instrument.id: instrument.title for instrument in facts.instruments.values()}
    for subject, title in titles.items():
        yield subject, title, False
    for name in sorted(across.cited):
        document = facts.documents[name].document
        yield from ((name, line, True) for line in (document.publisher, document.title) if line)


def _scripts(word: str) -> list[str]:
    """The scripts of a word that have letters which look like each other's."""
    if word.isascii():
        return []
    names = [unicodedata.name(letter, "") for letter in word]
    return [script for script in _SCRIPTS if any(name.startswith(script) for name in names)]


def _listed(text: str) -> object:
    scripts = [script.title() for script in _scripts(text)]
    return together(scripts) if scripts else spoken("another script")
