"""The English words for dates."""

from __future__ import annotations

from ledger.edtf.languages.language import Language, meaning, named, numbered
from ledger.edtf.vocabulary import MONTH_NAMES, WEEKDAYS

_NUMBERS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
)
_TENS = ("thirty", "forty", "fifty", "sixty", "seventy")
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"),
    *("seventeenth", "eighteenth", "nineteenth", "twentieth"),
)

# Words that are canonical ones as they stand.
_OWN = (
    "by before after since between from to and or about possibly start early mid late end "
    "h1 h2 q1 q2 q3 q4 spring summer autumn winter northern southern today yesterday tomorrow "
    "tonight last this next coming earlier later ago year month week day quarter decade weekend"
)

_SYNONYMS = {
    "by": "on or before|no later than|not later than",
    "before": "prior to|earlier than|ahead of",
    "after": "later than",
    "since": (
        "on or after|not before|no earlier than|not earlier than|as early as|as from|"
        "from as early as|starting on|starting in|starting from|beginning in|beginning on"
    ),
    "postby": "at the latest|or before|or earlier|at latest",
    "postsince": "at the earliest|or later|or after|at earliest|onward|onwards",
    "to": "until|through|thru",
    "about": (
        "around|circa|approximately|roughly|c|ca|on or about|on or around|in or around|"
        "almost|nearly|some time around|sometime around"
    ),
    "possibly": "perhaps|maybe",
    "start": "beginning",
    "mid": "middle",
    "mid year": "midyear",
    "end year": "year end|years end",
    "end month": "month end|months end",
    "h1": "first half|1 half|1h",
    "h2": "second half|2 half|2h",
    "q1": "first quarter|1 quarter|1q",
    "q2": "second quarter|2 quarter|2q",
    "q3": "third quarter|3 quarter|3q",
    "q4": "fourth quarter|4 quarter|4q|last quarter of",
    "t1": "first four months of",
    "t2": "middle four months of",
    "t3": "last four months of",
    "autumn": "fall",
    "northern": "northern hemisphere",
    "southern": "southern hemisphere",
    "today": "this morning|this afternoon|this evening|earlier today|later today",
    "lastnight": "last night",
    "daybefore": "day before yesterday",
    "dayafter": "day after tomorrow",
    "beforelast year": "year before last",
    "beforelast month": "month before last",
    "beforelast week": "week before last",
    "afternext year": "year after next",
    "afternext month": "month after next",
    "afternext week": "week after next",
    "morethan": "more than|over|at least|longer than",
    "lessthan": "less than|under",
    "coming": "this coming",
    "this": "current|within this",
    "weekend": "over the weekend|week end",
    "fromnow": "from now",
    "year": "years",
    "quarter": "quarters",
    "month": "months",
    "week": "weeks",
    "day": "days",
    "decade": "decades",
    "1 year": "a year",
    "6 month": "half a year",
    "1 month": "a month",
    "1 week": "a week",
    "2 week": "a fortnight",
    "1 decade": "a decade",
    "": (
        "in the course of|over the course of|some time in|sometime in|at some point in|"
        "some day in|some month in|late on|early on|"
        "early morning|late evening|late night|morning|afternoon|evening|night|noon|local time"
    ),
}

ENGLISH = Language(
    name="English",
    phrases={
        **{name[:3]: name for name in MONTH_NAMES},
        **{name[:3]: name for name in WEEKDAYS},
        "sept": "september",
        "tues": "tuesday",
        "thur": "thursday",
        "thurs": "thursday",
        **named(MONTH_NAMES),
        **named(WEEKDAYS, WEEKDAYS),
        **{word: word for word in _OWN.split()},
        **numbered(_NUMBERS),
        **{word: str(10 * value) for value, word in enumerate(_TENS, start=3)},
        **numbered(_ORDINALS),
        **{f"twenty {word}": str(value) for value, word in enumerate(_ORDINALS[:9], start=21)},
        "thirtieth": "30",
        "thirty first": "31",
        **meaning(_SYNONYMS),
    },
    fillers=frozenset({"the", "of", "in", "on", "at", "for", "during"}),
    before=(
        (r"['\u2019]s\b", ""),
        (r"\b([0-9]{1,2})(?:st|nd|rd|th) century\b", r"century \1"),
        (r"\bthe ([0-9]{1,2})(?:st|nd|rd|th)\b", r"day \1"),
        (r"\b(year|month)-end\b", r"\1 end"),
        (r"\b(mid|early|late|end|start|twenty|thirty|forty|fifty|sixty|seventy)-", r"\1 "),
    ),
)
