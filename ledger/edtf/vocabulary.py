"""The canonical words for dates: what every language is folded into, and the grammar reads.

Gives names and patterns, no rules. A phrase in canonical words is `29 june 2022`,
`end september 2024`, `last month`, `by 12 june 2024`, `recent day 11`. The languages are
tables from their own words to these.
"""

from __future__ import annotations

from ledger.edtf.gregorian import MONTHS

MONTH_NAMES = tuple(name.lower() for name in MONTHS)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SEASON_NAMES = ("spring", "summer", "autumn", "winter")
CODE_OF_PART = {
    "q1": 33,
    "q2": 34,
    "q3": 35,
    "q4": 36,
    "t1": 37,
    "t2": 38,
    "t3": 39,
    "h1": 40,
    "h2": 41,
}
VAGUE_PARTS = ("start", "early", "mid", "late", "end")

# How far a unit lies from the one of the publication. English "last" and "next" leave open
# which Friday or which June is meant; "recent" and "upcoming" (Spanish, Korean) do not.
STEPS = {
    "beforelast": -2,
    "last": -1,
    "recent": -1,
    "this": 0,
    "next": 1,
    "upcoming": 1,
    "afternext": 2,
}
NAMED_DAYS = {
    "daybefore": (-2, -2),
    "lastnight": (-1, 0),
    "yesterday": (-1, -1),
    "today": (0, 0),
    "tonight": (0, 1),
    "tomorrow": (1, 1),
    "dayafter": (2, 2),
}

# Patterns, to stand in a group.
MONTH = "|".join(MONTH_NAMES)
WEEKDAY = "|".join(WEEKDAYS)
SEASON = "|".join(SEASON_NAMES)
UNIT = "week|month|quarter|year"
STEP = "|".join(STEPS)
PART = "|".join([*CODE_OF_PART, *VAGUE_PARTS])
