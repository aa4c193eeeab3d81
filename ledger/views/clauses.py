"""The rule of entry into force as a clause, for the head of a treaty's page.

Takes a rule; gives a sentence or a few: what must be so, when, and what does not count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.claims.entry_into_force.delay import DayCount, DelayUnit, MonthEnd
from ledger.claims.names import NAMELESS, Names
from ledger.views.words import ENGLISH

if TYPE_CHECKING:
    from ledger.claims.entry_into_force.clauses import ConsentMeans, Route
    from ledger.claims.entry_into_force.conditions import Condition, Requirement
    from ledger.claims.entry_into_force.delay import Delay
    from ledger.claims.entry_into_force.rule import EntryIntoForceRule
    from ledger.views.words import Words

_TEENS = range(11, 14)
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def ordinal(number: int) -> str:
    """A number as an English rank; other languages make theirs in their catalogue.

    >>> [ordinal(number) for number in (1, 2, 3, 11, 22, 40)]
    ['1st', '2nd', '3rd', '11th', '22nd', '40th']
    """
    ending = "th" if number % 100 in _TEENS else _ENDINGS.get(number % 10, "th")
    return f"{number}{ending}"


def clause_text(rule: EntryIntoForceRule, names: Names = NAMELESS, words: Words = ENGLISH) -> str:
    """The rule in words; ``names`` says how a reader knows a party.

    >>> from ledger.claims.entry_into_force import Requirement, EntryIntoForceRule
    >>> clause_text(EntryIntoForceRule(when=(Requirement(consents=11),)))
    'In force on the day the 11th instrument of consent is deposited.'
    """
    clause = _RuleInWords(rule, names, words)
    return " ".join(clause.sentences())


class _RuleInWords:
    """One rule for one reader."""

    def __init__(self, rule: EntryIntoForceRule, names: Names, words: Words) -> None:
        self._rule = rule
        self._names = names
        self._words = words

    def sentences(self) -> list[str]:
        """The way into force, then what is said aside, each where there is something."""
        rule, words = self._rule, self._words
        sentences = [words("clause-in-force", way=self._ways())]
        if rule.provisional is not None:
            way = self._route(rule.provisional, rule.provisional.by or rule.by)
            sentences.append(words("clause-provisional", way=way))
        if rule.organisations:
            who = words.listed(self._names.each(rule.organisations))
            number = "-one" if len(rule.organisations) == 1 else ""
            sentences.append(words(f"clause-organisations{number}", who=who))
        if rule.latecomers.after is not None:
            delay = self._delay(rule.latecomers.after, words("clause-its-own"))
            sentences.append(words("clause-latecomers", delay=delay))
        if rule.counting is not DayCount.EXCLUDE_THE_DAY:
            sentences.append(words(f"clause-{rule.counting}"))
        if rule.month_end is not MonthEnd.LAST_DAY:
            sentences.append(words(f"clause-{rule.month_end}"))
        return sentences

    def _ways(self) -> str:
        ways = [self._route(route, self._rule.by) for route in self._rule.routes]
        if len(ways) == 1:
            return ways[0]
        return self._words("clause-ways", ways=self._words("clause-or").join(ways))

    def _route(self, route: Route, by: ConsentMeans) -> str:
        words = self._words
        day = "" if route.on is None else words.day(route.on)
        if not route.when:
            return words("clause-on", day=day) if day else ""
        event = words.listed(self._requirement(clause, by) for clause in route.when)
        closing = "" if route.met_by is None else words.day(route.met_by)
        if route.on is not None and route.met_by is not None and route.met_by <= route.on:
            return words("clause-if-by", day=day, closing=closing, event=event)
        way = self._delay(route.after, event)
        if day:
            way = words("clause-if-by-then", day=day, event=event, way=way)
        if route.not_before is not None:
            way = words("clause-not-before", way=way, day=words.day(route.not_before))
        return words("clause-met-by", way=way, day=closing) if closing else way

    def _delay(self, delay: Delay | None, event: str) -> str:
        """The day that a delay after an event leads to."""
        words = self._words
        if delay is None:
            return words("clause-on-the-day", event=event)
        number = delay.number
        key = f"clause-{delay.unit}{'-one' if number == 1 else ''}"
        period = words(key, number=number, nth=self._rank(number), event=event)
        if delay.unit in {DelayUnit.NTH_MONTH, DelayUnit.NTH_YEAR}:
            return period
        if delay.first_of_next_month:
            return words("clause-next-month", period=period)
        on = delay.unit is DelayUnit.NTH_DAY
        return words("clause-on-period", period=period) if on else period

    def _requirement(self, clause: Requirement, by: ConsentMeans) -> str:
        if clause.first_of:
            ways = self._words.either(self._condition(way, by) for way in clause.first_of)
            return self._words("clause-first-of", ways=ways)
        return self._condition(clause, by)

    def _condition(self, way: Condition, by: ConsentMeans) -> str:
        words = self._words
        if way.named:
            who = words.listed(self._names.each(way.named))
            return self._have(by, who, many=len(way.named) > 1)
        if way.share is not None:
            return self._have(by, self._share(way, way.share), many=True)
        number = way.consents or 0
        if way.of is not None:
            who = words("clause-of", number=number, base=_spaced(way.of))
            return self._have(by, who, many=number > 1)
        if way.of_each:
            groups = words.listed(map(_spaced, way.of_each))
            return self._have(by, words("clause-of-each", number=number, groups=groups), many=True)
        rank, instrument = self._rank(number), self._instrument()
        return words(f"clause-event-{by}", nth=rank, instrument=instrument)

    def _rank(self, number: int) -> str:
        """A rank in English; elsewhere the number, which the catalogue makes one."""
        return ordinal(number) if self._words.language == ENGLISH.language else str(number)

    def _share(self, way: Condition, share: str) -> str:
        base = _spaced(way.of or "")
        if way.part == 1 and self._rule.base(way.of or "").parties:
            return self._words("clause-all-of", base=base)
        part = share if "/" in share else f"{share} %"
        return self._words("clause-share", share=part, base=base)

    def _have(self, by: ConsentMeans, who: str, *, many: bool) -> str:
        return self._words(f"clause-have-{by}{'' if many else '-one'}", who=who)

    def _instrument(self) -> str:
        acts = [self._words.word(act) for act in self._rule.acts or ("consent",)]
        return self._words("clause-instrument", acts=self._words.either(acts))


def _spaced(base: str) -> str:
    return base.replace("-", " ")
