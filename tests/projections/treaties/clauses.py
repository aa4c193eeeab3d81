"""Rules of entry into force and consents as a test writes them: YAML, and days as text."""

from __future__ import annotations

from datetime import date

import yaml

from ledger.claims.entry_into_force import rule_from
from ledger.claims.vocabulary import ConsentAct
from ledger.projections.treaties.entry_into_force.consent import Consent
from ledger.projections.weighing.answer import Span


def rule(text):
    """A rule as an entry has it."""
    return rule_from(yaml.load(text, yaml.BaseLoader))  # noqa: S506 - it builds text alone


def on(day):
    """A day, or two with a slash between; an open end is left empty."""
    first, slash, last = day.partition("/")
    ends = (first, last if slash else first)
    earliest, latest = (date.fromisoformat(end) if end else None for end in ends)
    return Span(earliest=earliest, latest=latest)


def consent(party, day, act="ratification", *, withdrawn=None):
    """A party's consent of a day, and the day on which it was taken back."""
    return Consent(
        party=party,
        given=on(day),
        act=ConsentAct(act),
        withdrawn=None if withdrawn is None else on(withdrawn),
    )
