"""The rule of entry into force as a plain English clause, for the head of a treaty's page.

Takes a rule; gives a sentence or a few: what must be so, when, and what does not count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.claims.entry_into_force.delay import DayCount, Delay, DelayUnit, MonthEnd
from ledger.claims.names import NAMELESS, Names
from ledger.claims.vocabulary import ConsentAct
from ledger.edtf import Edtf

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ledger.claims.entry_into_force.conditions import Condition, Requirement
    from ledger.claims.entry_into_force.rule import ConsentMeans, EntryIntoForceRule, Route

_TEENS = range(11, 14)
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def ordinal(number: int) -> str:
    """A number as a rank.

    >>> [ordinal(one) for one in (1, 2, 3, 11, 22, 40)]
    ['1st', '2nd', '3rd', '11th', '22nd', '40th']
    """
    ending = "th" if number % 100 in _TEENS else _ENDINGS.get(number % 10, "th")
    return f"{number}{ending}"


def clause_text(rule: EntryIntoForceRule, names: Names = NAMELESS) -> str:
    """The rule in words; ``names`` says how a reader knows a party.

    >>> from ledger.claims.entry_into_force import Requirement, EntryIntoForceRule
    >>> clause_text(EntryIntoForceRule(when=(Requirement(consents=11),)))
    'In force on the day the 11th instrument of consent is deposited.'
    """
    sentences = [f"In force {_ways(rule, names)}."]
    if rule.provisional is not None:
        by = rule.provisional.by or rule.by
        sentences.append(f"Applied provisionally {_route(rule.provisional, rule, names, by)}.")
    if rule.organisations:
        who = _listed(names.each(rule.organisations), "and")
        verb = "does" if len(rule.organisations) == 1 else "do"
        sentences.append(f"The instrument of {who} {verb} not count.")
    if rule.latecomers.after is not None:
        sentences.append(f"For a later party, {delay_words(rule.latecomers.after)} its own.")
    if rule.counting is not DayCount.EXCLUDE_THE_DAY:
        sentences.append(f"Days: {rule.counting}.")
    if rule.month_end is not MonthEnd.LAST_DAY:
        sentences.append(f"Month ends: {rule.month_end}.")
    return " ".join(sentences)


def delay_words(delay: Delay | None) -> str:
    """A delay in words, ready for what it follows.

    >>> delay_words(Delay(number=90, unit=DelayUnit.NTH_DAY))
    'on the 90th day after'
    """
    if delay is None:
        return "on the day"
    number = delay.number
    match delay.unit:
        case DelayUnit.NTH_DAY:
            words = f"the {ordinal(number)} day after"
        case DelayUnit.NTH_MONTH:
            which = "the month after" if number == 1 else f"the {ordinal(number)} month after"
            return f"on the first day of {which} the month in which"
        case DelayUnit.NTH_YEAR:
            which = "the year after" if number == 1 else f"the {ordinal(number)} year after"
            return f"on the first day of {which} the year in which"
        case unit:
            noun = unit.removesuffix("s") if number == 1 else unit.value
            words = f"{number} {noun} after"
    if delay.first_of_next_month:
        return f"on the first day of the month that follows {words}"
    return f"on {words}" if delay.unit is DelayUnit.NTH_DAY else words


def _ways(rule: EntryIntoForceRule, names: Names) -> str:
    ways = [_route(route, rule, names, rule.by) for route in rule.routes]
    if len(ways) == 1:
        return ways[0]
    return f"{'; or '.join(ways)}: whichever comes first"


def _route(route: Route, rule: EntryIntoForceRule, names: Names, by: ConsentMeans) -> str:
    if not route.when:
        return f"on {_day(route.on)}" if route.on else ""
    event = _listed((_requirement(clause, rule, names, by) for clause in route.when), "and")
    closing = f" by {_day(route.met_by)}" if route.met_by is not None else ""
    if route.on is not None and route.met_by is not None and route.met_by <= route.on:
        return f"on {_day(route.on)} if{closing} {event}"
    words = f"{delay_words(route.after)} {event}"
    if route.on is not None:
        words = f"on {_day(route.on)} if by then {event}, and else {words}"
    if route.not_before is not None:
        words += f", and not before {_day(route.not_before)}"
    return f"{words}, if that is so{closing}" if closing else words


def _requirement(
    clause: Requirement, rule: EntryIntoForceRule, names: Names, by: ConsentMeans
) -> str:
    if clause.first_of:
        ways = [_condition(way, rule, names, by) for way in clause.first_of]
        return f"{_listed(ways, 'or')}, whichever comes first"
    return _condition(clause, rule, names, by)


def _condition(way: Condition, rule: EntryIntoForceRule, names: Names, by: ConsentMeans) -> str:
    if way.named:
        return f"{_listed(names.each(way.named), 'and')} {_have(by, many=len(way.named) > 1)}"
    if way.share is not None:
        if way.part == 1 and rule.base(way.of or "").parties:
            return f"all of {_spaced(way.of)} {_have(by, many=True)}"
        share = way.share if "/" in way.share else f"{way.share} %"
        return f"parties with at least {share} of {_spaced(way.of)} {_have(by, many=True)}"
    number = way.consents or 0
    if way.of is not None:
        return f"{number} of {_spaced(way.of)} {_have(by, many=number > 1)}"
    if way.of_each:
        groups = _listed(map(_spaced, way.of_each), "and")
        return f"{number} each of {groups} {_have(by, many=True)}"
    return _nth(number, rule, by)


def _nth(number: int, rule: EntryIntoForceRule, by: ConsentMeans) -> str:
    match by.value:
        case "notification":
            return f"the {ordinal(number)} notification is received"
        case "exchange":
            return "the instruments are exchanged"
        case "signature":
            return f"the {ordinal(number)} party signs"
    return f"the {ordinal(number)} {_instrument(rule)} is deposited"


def _have(by: ConsentMeans, *, many: bool) -> str:
    have = "have" if many else "has"
    done = {
        "notification": f"{have} notified",
        "exchange": f"{have} exchanged instruments",
        "signature": f"{have} signed",
    }
    return done.get(by.value, f"{have} consented")


def _instrument(rule: EntryIntoForceRule) -> str:
    words = {ConsentAct.FORMAL_CONFIRMATION: "formal confirmation"}
    acts = [words.get(act, act.value) for act in rule.acts]
    return f"instrument of {_listed(acts, 'or') or 'consent'}"


def _day(day: date) -> str:
    return Edtf.exactly(day).display


def _spaced(base: str | None) -> str:
    return (base or "").replace("-", " ")


def _listed(words: Iterable[str], joint: str) -> str:
    *others, last = [*words] or [""]
    return f"{', '.join(others)} {joint} {last}" if others else last
