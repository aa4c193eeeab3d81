"""When an instrument enters into force, as data (VCLT art. 24): the rule that its text lays down.

Takes the field ``entry_into_force`` of an ``instrument`` entry; gives a rule that is valid by
construction. ``projections.treaties.entry_into_force`` applies it to the consents. Absent: these.
``docs/entry-into-force.md`` is the guide for those who write rules, clause by clause.

Every form, as it is written in an import file:

The nth deposit, and a delay (ALCE: 30 days; Minamata: the 90th day; UNCLOS: 12 months)::

    when: [{consents: 11}]
    after: {number: 30, unit: days}          # or nth-day, weeks, months, years

The first day of a month (mine ban: of the sixth month after that of the deposit; Budapest: of
the month that follows the expiry of three months; Rome: the same after the 60th day)::

    after: {number: 6, unit: nth-month}
    after: {number: 3, unit: months, first_of_next_month: true}
    after: {number: 60, unit: nth-day, first_of_next_month: true}

The first day of a year that follows::

    after: {number: 1, unit: nth-year}

The day itself: leave ``after`` out. A share of a base, with its figures (Paris); two thirds of
a list are ``2/3``, which no percentage is::

    when: [{consents: 55}, {share: 55, of: emissions}]
    bases:
      - {name: emissions, total: 100, figures: [{party: china, value: 20.09}, ...]}

Named States (NPT), a number from a group, or from each of several (RCEP)::

    when: [{named: [ussr, united-kingdom, united-states]}, {consents: 43}]
    when: [{consents: 6, of: asean}, {consents: 3, of: others}]
    when: [{consents: 2, of_each: [exporters, importers]}]
    bases: [{name: asean, parties: [brunei, cambodia]}, ...]

Whichever is smaller (CPTPP: six, or half of the signatories)::

    when: [{first_of: [{consents: 6}, {share: 50, of: signatories}]}]

A fixed date, alone or if the conditions are met by then (Montreal Protocol), a floor, and a
last day for the conditions, after which this way is closed (GATT 1947)::

    on: 1989-01-01
    not_before: 1995-01-13
    met_by: 1947-11-15

Other ways into force, each with conditions, delay and dates of its own; the earliest day is
the one that counts. It is also how "both of these, or that" is said (TPP: all signatories, or
six with 85 percent once two years are over)::

    when: [{share: 100, of: signatories}]
    after: {number: 60, unit: days}
    alternatives:
      - when: [{consents: 6, of: signatories}, {share: 85, of: gdp}]
        after: {number: 60, unit: days}
        not_before: 2018-04-05

Two sides: notes of completion, instruments exchanged, or a signature that binds::

    by: notification                         # or exchange, signature; else deposit
    when: [{consents: 2}]

Organisations that do not add to their members, States that are gone, and their successors::

    organisations: [european-union]
    dissolved: [{party: gdr, on: 1990-10-03, lapses: true}]
    successions: [{party: slovakia, to: czechoslovakia, on: 1993-01-01}]

Later parties, provisional application, and how days and month ends are counted::

    latecomers: {since: entry-into-force, after: {number: 30, unit: days}}
    provisional: {when: [{consents: 1}], by: signature}
    counting: day-after-expiry               # AfCFTA's depositary: one day later
    month_end: end-to-end
"""

from ledger.claims.entry_into_force.clauses import (
    ConsentMeans,
    Dissolution,
    Latecomers,
    LateSince,
    Route,
    Succession,
)
from ledger.claims.entry_into_force.conditions import Base, Condition, PartyFigure, Requirement
from ledger.claims.entry_into_force.delay import DayCount, Delay, DelayUnit, MonthEnd
from ledger.claims.entry_into_force.reading import rule_from
from ledger.claims.entry_into_force.refusals import BadRule
from ledger.claims.entry_into_force.rule import EntryIntoForceRule

__all__ = [
    "BadRule",
    "Base",
    "Condition",
    "ConsentMeans",
    "DayCount",
    "Delay",
    "DelayUnit",
    "Dissolution",
    "EntryIntoForceRule",
    "LateSince",
    "Latecomers",
    "MonthEnd",
    "PartyFigure",
    "Requirement",
    "Route",
    "Succession",
    "rule_from",
]
