"""A single value of an entry, held to what its field declares.

Takes a scalar and the description of its field; gives the Python value, or the mistake, which
``decode`` places. Text that is not typed (YAML, flags, prompts) is read as its field wants it,
and never more freely than the same value in JSON is taken.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from ledger.claims.entry_into_force.whole_day import whole_day
from ledger.edtf import BadDate, Edtf, parse
from ledger.edtf.languages.digits import is_printed
from ledger.entries import explain
from ledger.entries.languages import canonical, meanings
from ledger.entries.mistakes import UnstorableCharacter, shown
from ledger.entries.specs import FieldSpec, Sort
from ledger.late import late
from ledger.sources.kinds import UnknownWord

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ledger.edtf import phrases
    from ledger.entries import near_kinds
    from ledger.entries.text.tree import Scalar
else:  # few files have a date in words, or a word that is none
    phrases = late("ledger.edtf.phrases")
    near_kinds = late("ledger.entries.near_kinds")

_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,39})")
_PRINTED = re.compile(
    r"[0-9]{1,2}[ .-]{1,2}(?:de )?[^\W\d_]+[ .,-]{1,2}(?:del? )?[0-9]{4}"
    r"|[^\W\d_]+\.? [0-9]{1,2}, [0-9]{4}|[0-9]{4}년 ?[0-9]{1,2}월 ?[0-9]{1,2}일"
)
_BETWEEN = re.compile(r"[\s_-]+")
YES_NO: Mapping[str, bool] = {
    **dict.fromkeys(("yes", "true", "y"), True),
    **dict.fromkeys(("no", "false", "n"), False),
}
"""The words that agree and disagree, wherever a person writes them: in any case of letters."""
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_PYTHON: Mapping[Sort, type] = {Sort.NUMBER: int, Sort.YES_NO: bool}


def plain_value(spec: FieldSpec, node: Scalar, *, typed: bool) -> object:
    """The value of a scalar in a field; raises the mistake, not yet placed.

    Not ``typed``, the text 9 is a number where one is wanted, and 1_000 never is.
    """
    raw = node.value if typed else _read_as(spec.sort, node.value)
    if spec.sort in explain.IN_DIGITS and type(raw) in {int, Decimal}:
        raw = f"{raw:f}" if isinstance(raw, Decimal) else str(raw)
    if type(raw) is not _PYTHON.get(spec.sort, str):
        raise explain.wrong_type(spec, node, typed=typed)
    if isinstance(raw, str):
        raw = word_of(raw, spec.choices, spec.name) if spec.sort is Sort.CHOICE else raw
        _check_text(spec, raw)
    if spec.sort is Sort.DATE:
        day = date_of(str(raw))
        return whole_day(day) if spec.type is date else day
    if isinstance(raw, str) and spec.bounds and spec.bounds.min_length and not raw.strip():
        raise explain.out_of_bounds(spec, raw)
    try:
        value: object = msgspec.convert(raw, spec.type)
    except msgspec.ValidationError:
        raise explain.out_of_bounds(spec, raw) from None
    return Decimal(str(value)) if spec.sort is Sort.FIGURE else value


def date_of(text: str) -> Edtf:
    """A date as EDTF writes it, or as tables print it: its year whole, and in one order only.

    >>> str(date_of("22 Apr 2016")), str(date_of("22/04/2016")), str(date_of("2016-04"))
    ('2016-04-22', '2016-04-22', '2016-04')
    """
    try:
        return parse(text)
    except BadDate:
        if not (is_printed(text) or _PRINTED.fullmatch(text)):
            raise
        if is_printed(text):
            return phrases.from_words(text)
        with suppress(BadDate):
            return phrases.from_words(text)
        raise


def word_of(text: str, words: Collection[str], group: str = "") -> str:
    """The word of a closed vocabulary that a text certainly means, else the text.

    Tables print words with capitals and with spaces, and no two words differ in that alone. The
    words of a ``group`` of ``words.toml`` are read in Spanish and Korean too.

    >>> word_of("Formal Confirmation", ["accession", "formal-confirmation"]), word_of("r", [])
    ('formal-confirmation', 'r')
    >>> word_of("Depósito", ["signed", "consent-deposited"], "kind")
    'consent-deposited'
    """
    if text in words:
        return text
    spelled = _BETWEEN.sub("-", text.strip()).lower()
    if spelled in words:
        return spelled
    meant = [word for word in meanings(group, text) if word in words] if group else []
    return meant[0] if len(meant) == 1 else text


def yes_or_no(text: str) -> bool | None:
    """Whether a word agrees, in any language; None where it neither agrees nor disagrees.

    >>> yes_or_no("Yes"), yes_or_no("sí"), yes_or_no("아니요"), yes_or_no("perhaps")
    (True, True, False, None)
    """
    word = text.strip().lower()
    return YES_NO.get(word, YES_NO.get(canonical("each", word)))


def word_meant(word: str, words: Collection[str]) -> str | None:
    """The word of a vocabulary that a typed one means: itself, or the only one it begins.

    Each part of a word with hyphens may be shortened.

    >>> word_meant("sig", ("signed", "meeting-held")), word_meant("m-h", ("signed", "meeting-held"))
    ('signed', 'meeting-held')
    >>> word_meant("x", ("signed",)) is None
    True
    """
    meant = words_meant(word, words)
    return meant[0] if len(meant) == 1 else None


def words_meant(word: str, words: Collection[str]) -> tuple[str, ...]:
    """The words of a vocabulary that a typed one may mean, in their order."""
    spelled = word.strip().lower().replace("_", "-").replace(" ", "-")
    if not spelled or spelled in words:
        return (spelled,) if spelled else ()
    begun = tuple(each for each in words if each.startswith(spelled))
    if len(begun) == 1:
        return begun
    parts = spelled.split("-")
    return tuple(
        each
        for each in words
        if len(each.split("-")) >= len(parts)
        and all(whole.startswith(part) for whole, part in zip(each.split("-"), parts, strict=False))
    )


def _read_as(sort: Sort, value: object) -> object:
    if isinstance(value, str):
        if sort is Sort.NUMBER and _WHOLE.fullmatch(value):
            return int(value)
        if sort is Sort.YES_NO:
            agreed = yes_or_no(value)
            return value if agreed is None else agreed
    return value


def _check_text(spec: FieldSpec, text: str) -> None:
    if match := _UNSTORABLE.search(text):
        raise UnstorableCharacter(spec.name, match[0])
    if spec.sort is Sort.CHOICE and text not in spec.choices:
        near = near_kinds.near_word(text, spec.choices, spec.name)
        raise UnknownWord(vocabulary=spec.name, word=shown(text), words=spec.choices, near=near)
    pattern = spec.bounds and spec.bounds.pattern
    if pattern and not re.fullmatch(pattern, text):  # msgspec searches: it lets "a\n" through
        raise explain.misshapen(spec, text)
