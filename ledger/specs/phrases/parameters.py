"""What a phrase can hold: names in quotes, days, numbers, and the closed words of the ledger.

Gives each sort of parameter its pattern in every language, and reads what was written into a
value. A word that a closed sort does not have matches no step, and is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import attrs

from ledger.claims.entry_into_force import MonthEnd
from ledger.claims.vocabulary import ApprovalStep, Relation, Stage, Verdict
from ledger.entries.languages import LANGUAGES, canonical, spellings, words
from ledger.projections.changes.changes import ChangedClock
from ledger.projections.hurdles.states import HurdleState
from ledger.projections.outlook import ProspectOutcome
from ledger.projections.policies import BodyState, ReviewState, RuleState
from ledger.projections.treaties.negotiation import Talks
from ledger.projections.weighing.answer import Reason, Status
from ledger.projections.weighing.standing_claims import Fall
from ledger.specs.refusals import NoSuchDay

if TYPE_CHECKING:
    from enum import StrEnum

Value = str | int | date | tuple[str, ...]

_QUOTED = '["“«「][^"“”«»「」]*["”»」]'
_QUOTES = re.compile(_QUOTED)
_LIST = rf"{_QUOTED}(?:[^\"“”«»「」]{{1,6}}{_QUOTED})*"
_DAY = (
    r"\d{1,2} \w+ \d{4}|\d{1,2} de \w+ de \d{4}|\d{4}년 ?\d{1,2}월 ?\d{1,2}일"
    r"|[^\s,:\"“”«»]+"
)
_WRITTEN = re.compile(r"(?P<day>\d{1,2}) (?:de )?(?P<month>\w+) (?:de )?(?P<year>\d{4})")
_KOREAN = re.compile(r"(?P<year>\d{4})년 ?(?P<month>\d{1,2})월 ?(?P<day>\d{1,2})일")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})")


@attrs.frozen(kw_only=True)
class Parameter:
    """One sort of parameter: what matches it in a language, and how it is read."""

    name: str
    pattern: Callable[[str], str]
    read: Callable[[str], Value]


def day(written: str) -> date:
    """A day as 2024-06-12, 12 June 2024, 12 de junio de 2024 or 2024년 6월 12일.

    >>> day("12 de junio de 2024") == day("2024년 6월 12일") == date(2024, 6, 12)
    True
    """
    match = _ISO.fullmatch(written) or _KOREAN.fullmatch(written) or _WRITTEN.fullmatch(written)
    if match is None:
        raise NoSuchDay(written)
    month = match["month"] if match["month"].isdecimal() else _months().get(match["month"].lower())
    try:
        return date(int(match["year"]), int(month or 0), int(match["day"]))
    except ValueError:
        raise NoSuchDay(written) from None


@cache
def _months() -> dict[str, str]:
    return {
        name.lower(): number
        for language in LANGUAGES
        for number, name in words("month", language).items()
    }


def parameter(name: str) -> Parameter:
    """The sort of a name in braces; KeyError for one that does not exist."""
    return _PARAMETERS[name]


def _unquoted(written: str) -> str:
    return written[1:-1]


def _listed(written: str) -> tuple[str, ...]:
    return tuple(quoted[1:-1] for quoted in _QUOTES.findall(written))


def _plain(name: str, pattern: str, read: Callable[[str], Value]) -> Parameter:
    return Parameter(name=name, pattern=lambda _: pattern, read=read)


def _closed(name: str, kinds: tuple[type[StrEnum], ...]) -> Parameter:
    allowed = tuple(dict.fromkeys(str_enum.value for kind in kinds for str_enum in kind))

    def pattern(language: str) -> str:
        return "|".join(map(re.escape, spellings(name, allowed, language)))

    own = {word.replace("-", " "): word for word in allowed}

    def read(written: str) -> str:
        return own.get(written, canonical(name, written))

    return Parameter(name=name, pattern=pattern, read=read)


_NAMES = ("party", "partnership", "instrument", "hurdle", "source", "subject", "target", "words")
_PARAMETERS = {
    **{name: _plain(name, _QUOTED, _unquoted) for name in _NAMES},
    "kind": _plain("kind", _QUOTED, lambda written: canonical("kind", _unquoted(written))),
    "parties": _plain("parties", _LIST, _listed),
    "day": _plain("day", _DAY, day),
    "count": _plain("count", r"\d{1,6}", int),
    "clock": _closed("clock", (ChangedClock,)),
    "verdict": _closed("verdict", (Verdict,)),
    "ending": _closed("ending", (MonthEnd,)),
    "status": _closed("status", (Status,)),
    "talks": _closed("talks", (Talks,)),
    "step": _closed("step", (ApprovalStep,)),
    "relation": _closed("relation", (Relation,)),
    "review": _closed("review", (ReviewState,)),
    "rule": _closed("rule", (RuleState,)),
    "body": _closed("body", (BodyState,)),
    "stage": _closed("stage", (Stage,)),
    "state": _closed("state", (HurdleState,)),
    "outcome": _closed("outcome", (ProspectOutcome,)),
    "reason": _closed("reason", (Reason,)),
    "fall": _closed("fall", (Fall,)),
}
