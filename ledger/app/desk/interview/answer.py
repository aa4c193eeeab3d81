"""What someone typed, as the value of a field: or why it is none.

Takes a line and the description of a field; gives plain values, as entries have them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ledger.app.desk.fields import group
from ledger.app.desk.interview.names_at_hand import KNOWN, NamesAtHand
from ledger.app.desk.interview.plan import STATES_A_HURDLE
from ledger.app.desk.interview.question import Entry, agrees
from ledger.claims.decision.decide import tense_of
from ledger.claims.vocabulary import Modality
from ledger.edtf import BadDate, from_words, parse
from ledger.entries.explain import slug_of
from ledger.entries.mistakes import NotAName
from ledger.entries.short_form.line import BY, OF, PER, of_line, text_field
from ledger.entries.specs import FieldSpec, Sort, field_specs
from ledger.entries.text.scalars import plain_value, word_meant
from ledger.entries.text.tree import Fields, NotRead, Scalar, grown, plain
from ledger.ids import is_slug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.edtf import Edtf

_MARKS = frozenset({OF, BY, PER})
_SHORT = 3
_WORDY = re.compile(r"[A-Za-z][A-Za-z-]*")


class NotTaken(Exception):
    """An answer that is none, with a sentence for the person."""


def parts_of(field: FieldSpec, line: str, names: NamesAtHand) -> list[str]:
    """The values of a line: of a list, those between commas, semicolons or spaces."""
    if not field.many:
        return [line]
    kind = KNOWN.get(field.sort)
    if field.name == "blocks":  # instruments and hurdles, by name
        return re.split(r"[\s,;]+", line)
    if field.sort in {Sort.TEXT, Sort.RECORD} and kind is None:
        return [part.strip() for part in line.split(";") if part.strip()]
    if "," in line:
        return [part.strip() for part in line.split(",") if part.strip()]
    if kind is not None and names.meant(kind, line) is not None:
        return [line]
    return line.split()


def value_of(field: FieldSpec, part: str) -> object:
    """One value that is no name of the ledger.

    Raises:
        ClaimsError: it cannot be.
    """
    if field.sort is Sort.RECORD:
        return group(field, part)
    if field.sort is Sort.YES_NO:
        agreed = agrees(part, default=False)
        if agreed is not None:
            return "yes" if agreed else "no"
    if field.sort is Sort.CHOICE:
        part = str(word_meant(part, field.choices) or part)
    if field.name == "id" and not is_slug(part):
        raise NotAName("id", part, slug_of(part))
    plain_value(field, Scalar(part), typed=False)
    return part


def new_hurdle(part: str, names: NamesAtHand, answers: Entry) -> str:
    """The name of a hurdle that is being stated: one that is there, or a new one."""
    if is_slug(part):
        return part
    meant = names.meant("hurdle", part)
    if meant is not None:
        return meant
    short = slug_of(part)
    if short is None:
        raise NotAName("hurdle", part, None)
    answers.setdefault("title", part)
    return short


def when(line: str, published: Edtf | None) -> Entry:
    """How the source puts it, the day, and the source's words for it, in this order.

    >>> when("exp 2025-09-11", None)
    {'modality': <Modality.EXPECTED: 'expected'>, 'occurred': '2025-09-11'}

    Raises:
        BadDate: it is no date, and no words of one.
    """
    made: Entry = {}
    words = line.split()
    if words and (modality := word_meant(words[0], tuple(Modality))) is not None:
        made["modality"] = modality
        words = words[1:]
    if words and _is_date(words[0]):
        made["occurred"] = words.pop(0)
    if words:
        rest = " ".join(words)
        if "occurred" not in made:
            tense = tense_of(Modality(str(made.get("modality", Modality.ACTUAL))))
            from_words(rest, published=published, tense=tense)
        made["occurred_words"] = rest
    return made


def _is_date(word: str) -> bool:
    try:
        parse(word)
    except BadDate:
        return False
    return True


def line_fields(kind: str, words: str, names: NamesAtHand) -> dict[str, str]:
    """What the words behind a kind say, each field as one would type it.

    Raises:
        ClaimsError: a word has no place there.
    """
    line = f"{kind} {' '.join(_expanded(kind, words, names))}"
    read = of_line(grown({line: None}))
    if not isinstance(read, Fields):
        return {}
    made: dict[str, str] = {}
    for name, value in read.pairs:
        if isinstance(value, NotRead):
            raise value.error
        field = str(name.value)
        if field not in {"kind", text_field(kind)}:
            made["party" if field == "parties" else field] = shown(plain(value))
    return made


def _expanded(kind: str, words: str, names: NamesAtHand) -> Iterator[str]:
    """The words, those that are only the beginning of one written out."""
    own = [word for spec in field_specs(kind) if spec.name != "modality" for word in spec.choices]
    for word in re.split(r"[\s,]+", words.strip()):
        kinds = ("party", "instrument", "hurdle", "partnership")
        exact = any(word in names.of(each) for each in kinds)
        if exact or word in _MARKS or not _WORDY.fullmatch(word) or len(word) < _SHORT:
            yield word
            continue
        named = [meant for each in kinds if (meant := names.meant(each, word)) is not None]
        chosen = [each for each in (*own, *Modality) if each.startswith(word)]
        meanings = list(dict.fromkeys([*named, *map(str, chosen)]))
        yield meanings[0] if len(meanings) == 1 or (meanings and word in chosen) else word


def shown(value: object) -> str:
    """A value as it would be typed.

    >>> shown(["japan", "korea"]), shown(True)
    ('japan, korea', 'yes')
    """
    match value:
        case list():
            texts = any(" " in str(each) for each in value)
            return ("; " if texts else ", ").join(map(shown, value))
        case dict():
            if set(value) <= {"comparator", "value", "unit"}:
                parts = [value.get(part) for part in ("comparator", "value", "unit")]
                return " ".join(str(part) for part in parts if part is not None)
            inner = ", ".join(f"{name}: {_flow(each)}" for name, each in value.items())
            return f"{{{inner}}}"
        case bool():
            return "yes" if value else "no"
    return str(value)


def _flow(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    return shown(value)


def proposal(field: FieldSpec, answers: Entry, names: NamesAtHand) -> str:
    """What is likely, where nothing was answered: Enter agrees to it."""
    kind = str(answers.get("kind", ""))
    if field.name == "id" and not field.required:
        name = str(answers.get("name") or answers.get("title") or "")
        return slug_of(name) or "" if name and kind != "document" else ""
    if field.name in {"partnership", "partnerships"} and len(names.of("partnership")) == 1:
        return next(iter(names.of("partnership")))
    if field.name == "hurdle" and kind not in STATES_A_HURDLE and len(names.of("hurdle")) == 1:
        return next(iter(names.of("hurdle")))
    if field.name == "instrument" and field.required and len(names.of("instrument")) == 1:
        return next(iter(names.of("instrument")))
    return ""
