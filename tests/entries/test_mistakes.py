"""Every mistake has its place, its sentence and its way out: golden messages."""

import pytest

from ledger.entries import decode
from ledger.entries.reader import EntryFormat

COUNTED = "- kind: consents-counted\n  document: thx\n  quote: nine\n  instrument: alce\n"
FACT = "- kind: fact-reported\n  document: thx\n  quote: words\n  topic: a fact\n"
INSTRUMENT = "- kind: instrument\n  id: alce\n  title: ALCE\n"
DOCUMENT = "- kind: document\n  title: A title\n  publisher: THX News\n"
CORRECTION = "- kind: correction\n  claim: c1\n  by: THX News\n  reason: a slip\n"
REQUIREMENT = "- kind: requirement-stated\n  document: d\n  quote: q\n  hurdle: h\n  title: t\n"

ENTRIES = {
    "an unknown kind": (
        "- kind: workshop-hold\n",
        """\
news.yaml:1: no such kind: workshop-hold
    1 | - kind: workshop-hold
                ^^^^^^^^^^^^^
  try: workshop-held (claims schema lists all kinds)
""",
    ),
    "an unknown kind that is near to none": (
        "- kind: zzz\n",
        """\
news.yaml:1: no such kind: zzz
    1 | - kind: zzz
                ^^^
  try: claims schema lists all kinds
""",
    ),
    "no kind": (
        "- name: Mexico\n",
        """\
news.yaml:1: the entry lacks kind: what the entry is, such as workshop-held
    1 | - name: Mexico
          ^
  try: add the field kind
""",
    ),
    "an empty kind": (
        "- kind:\n",
        """\
news.yaml:1: the entry lacks kind: what the entry is, such as workshop-held
    1 | - kind:
               ^
  try: add the field kind
""",
    ),
    "a kind that is a list": (
        "- kind: [party]\n",
        """\
news.yaml:1: kind is a word, not a list
    1 | - kind: [party]
                ^
  try: write one word, such as workshop-held
""",
    ),
    "text for an entry": (
        "- workshop\n",
        """\
news.yaml:1: an entry is expected here, not text: "workshop"
    1 | - workshop
          ^^^^^^^^
  try: write an entry as fields with their values, the first of them kind
""",
    ),
    "a list for an entry": (
        "- [a, b]\n",
        """\
news.yaml:1: an entry is expected here, not a list
    1 | - [a, b]
          ^
  try: write an entry as fields with their values, the first of them kind
""",
    ),
    "nothing for an entry": (
        "-\n",
        """\
news.yaml:1: an entry is expected here, not nothing
    1 | -
         ^
  try: write an entry as fields with their values, the first of them kind
""",
    ),
    "an unknown field": (
        COUNTED + "  count: 9\n  asserter: mexico\n",
        """\
news.yaml:6: no such field in consents-counted: asserter
    6 |   asserter: mexico
          ^^^^^^^^
  try: asserted_by (claims schema lists all fields)
""",
    ),
    "an unknown field that is near to none": (
        "- kind: party\n  id: mexico\n  name: Mexico\n  zzz: 1\n",
        """\
news.yaml:4: no such field in party: zzz
    4 |   zzz: 1
          ^^^
  try: its fields are id, name, type, code, aliases, part_of, members
""",
    ),
    "a name of a field that is a list": (
        "- ? [a]\n  : b\n  kind: party\n  id: mexico\n  name: Mexico\n",
        """\
news.yaml:1: no such field in party: ?
    1 | - ? [a]
            ^
  try: its fields are id, name, type, code, aliases, part_of, members
""",
    ),
    "a field twice": (
        "- kind: party\n  id: mexico\n  name: Mexico\n  id: mx\n",
        """\
news.yaml:4: the field id stands twice in this entry
    4 |   id: mx
          ^^
  try: keep one of the two; if two entries ran together, start the second again
""",
    ),
    "missing fields": (
        "- kind: party\n  name:\n",
        """\
news.yaml:1: party lacks id: a short name for links, such as mexico
    1 | - kind: party
                ^^^^^
  try: add the field id

news.yaml:2: party lacks name: the full name
    2 |   name:
          ^^^^
  try: add the field name
""",
    ),
    "a claim inside a correction": (
        CORRECTION + "  becomes:\n    kind: party\n",
        """\
news.yaml:6: a claim is expected here, not party
    6 |     kind: party
                  ^^^^^
  try: begin it with a kind that states something, such as workshop-held
""",
    ),
    "fields missing inside a correction": (
        CORRECTION
        + "  becomes:\n    kind: signed\n    document: thx\n    quote: signed\n    party: mexico\n",
        """\
news.yaml:6: signed lacks instrument: the instrument
    6 |     kind: signed
                  ^^^^^^
  try: add the field instrument
""",
    ),
    "text for a claim": (
        CORRECTION + "  becomes: 9 of 11\n",
        """\
news.yaml:5: becomes is an entry of its own, not text: "9 of 11"
    5 |   becomes: 9 of 11
                   ^^^^^^^
  try: write a whole entry, beginning with its kind
""",
    ),
}

VALUES = {
    "a vague date where one day is needed": (
        INSTRUMENT + "  opened_for_signature: 2021-09\n",
        """\
news.yaml:4: 2021-09 is not one day
    4 |   opened_for_signature: 2021-09
                                ^^^^^^^
  try: give a whole date, such as 1989-01-01, or leave it out
""",
    ),
    "a rule that no treaty could have": (
        INSTRUMENT + "  entry_into_force:\n    on: 2025-01-01\n    not_before: 2026-01-01\n",
        """\
news.yaml:6: entry_into_force.not_before: the fixed date 2025-01-01 lies before 2026-01-01
    6 |     not_before: 2026-01-01
                        ^^^^^^^^^^
  try: keep one of the two
""",
    ),
    "fields where a list of them is needed": (
        INSTRUMENT + "  entry_into_force:\n    when: {consents: 11}\n",
        """\
news.yaml:5: when is a list, each a group of fields, not a group of fields
    5 |     when: {consents: 11}
                  ^
  try: put it in a list: [{…}]
""",
    ),
    "text for a number": (
        COUNTED + "  count: nine\n",
        """\
news.yaml:5: count is a whole number, not text: "nine"
    5 |   count: nine
                 ^^^^
  try: write it in digits, such as 9
""",
    ),
    "a number with an underscore": (
        COUNTED + "  count: 1_000\n",
        """\
news.yaml:5: count is a whole number, not text: "1_000"
    5 |   count: 1_000
                 ^^^^^
  try: write it in digits, such as 9
""",
    ),
    "a number in hexadecimal": (
        COUNTED + "  count: 0x10\n",
        """\
news.yaml:5: count is a whole number, not text: "0x10"
    5 |   count: 0x10
                 ^^^^
  try: write it in digits, such as 9
""",
    ),
    "a number with a leading zero": (
        COUNTED + "  count: 009\n",
        """\
news.yaml:5: count is a whole number, not text: "009"
    5 |   count: 009
                 ^^^
  try: write it in digits, such as 9
""",
    ),
    "a number below its bounds": (
        COUNTED + "  count: -1\n",
        """\
news.yaml:5: count must be from 0 to 1000000
    5 |   count: -1
                 ^^
  try: correct the number
""",
    ),
    "a number above its bounds": (
        COUNTED + "  count: 1000001\n",
        """\
news.yaml:5: count must be from 0 to 1000000
    5 |   count: 1000001
                 ^^^^^^^
  try: correct the number
""",
    ),
    "a number beyond all bounds": (
        COUNTED + "  count: 99999999999999999999999\n",
        """\
news.yaml:5: count must be from 0 to 1000000
    5 |   count: 99999999999999999999999
                 ^^^^^^^^^^^^^^^^^^^^^^^
  try: correct the number
""",
    ),
    "a list for a number": (
        COUNTED + "  count: [9]\n",
        """\
news.yaml:5: count is a whole number, not a list
    5 |   count: [9]
                 ^
  try: count has one value: write it without the list
""",
    ),
    "fields for a text": (
        COUNTED + "  count: 9\n  note: {a: b}\n",
        """\
news.yaml:6: note is text, not a group of fields
    6 |   note: {a: b}
                ^
  try: write a text, or leave the field out
""",
    ),
    "an unknown word": (
        COUNTED + "  count: 9\n  stage: Deposted\n",
        """\
news.yaml:6: no such stage: Deposted
    6 |   stage: Deposted
                 ^^^^^^^^
  try: perhaps deposited; the words are unknown, signed, approved, deposited, in-force
""",
    ),
    "a word that is near to none": (
        COUNTED + "  count: 9\n  modality: zzz\n",
        """\
news.yaml:6: no such modality: zzz
    6 |   modality: zzz
                    ^^^
  try: the words are actual, expected, intended, required, possible, conditional, denied, unknown
""",
    ),
    "neither yes nor no": (
        REQUIREMENT + "  each: maybe\n",
        """\
news.yaml:6: each is yes or no, not text: "maybe"
    6 |   each: maybe
                ^^^^^
  try: write yes or no
""",
    ),
    "a date that is none": (
        COUNTED + "  count: 9\n  occurred: 2022-06-31\n",
        """\
news.yaml:6: no date: '2022-06-31': June 2022 has 30 days, there is no 31
    6 |   occurred: 2022-06-31
                    ^^^^^^^^^^
  try: write the day from 01 to 30, or the month alone: 2022-06
""",
    ),
    "a date in words": (
        COUNTED + "  count: 9\n  occurred: next Monday\n",
        """\
news.yaml:6: no date: 'next Monday': it is not written as a date (EDTF, ISO 8601-2)
    6 |   occurred: next Monday
                    ^^^^^^^^^^^
  try: write a day (2022-06-29), a month (2022-06), a year (2022) or an interval (2022-06/2022-08)
""",
    ),
    "an empty text": (
        COUNTED + "  count: 9\n  note: ''\n",
        """\
news.yaml:6: note must not be empty
    6 |   note: ''
                ^^
  try: write it, or leave the field out
""",
    ),
    "a name with capitals and a space": (
        COUNTED + "  count: 9\n  partnership: São Tomé\n",
        """\
news.yaml:6: partnership is not a short name: São Tomé
    6 |   partnership: São Tomé
                       ^^^^^^^^
  try: sao-tome (lower-case letters a to z, digits and single hyphens, at most 80)
""",
    ),
    "a name without a Latin letter": (
        COUNTED + "  count: 9\n  partnership: 한국\n",
        """\
news.yaml:6: partnership is not a short name: 한국
    6 |   partnership: 한국
                       ^^
  try: lower-case letters a to z, digits and single hyphens, at most 80
""",
    ),
    "a name with a line break": (
        COUNTED + "  count: 9\n  partnership: |\n    mexico\n",
        """\
news.yaml:6: partnership is not a short name: mexico
    6 |   partnership: |
                       ^
  try: mexico (lower-case letters a to z, digits and single hyphens, at most 80)
""",
    ),
    "a hurdle with two slashes": (
        "- kind: review-started\n  document: d\n  quote: q\n  hurdle: a/b/c\n",
        """\
news.yaml:4: hurdle is not a short name: a/b/c
    4 |   hurdle: a/b/c
                  ^^^^^
  try: a-b-c (lower-case letters a to z, digits and single hyphens, at most 80)
""",
    ),
    "one value for a list": (
        COUNTED + "  count: 9\n  named: mexico\n",
        """\
news.yaml:6: named is a list, each a party by its short name, name or code, not text: "mexico"
    6 |   named: mexico
                 ^^^^^^
  try: write [mexico]
""",
    ),
    "nothing in a list": (
        COUNTED + "  count: 9\n  named: [mexico, ~]\n",
        """\
news.yaml:6: named is a party by its short name, name or code, not nothing
    6 |   named: [mexico, ~]
                          ^
  try: write a text, or leave the field out
""",
    ),
    "two wrong names in a list": (
        "- kind: instrument\n  id: a\n  title: A\n  partnerships: [Mexico, cuba, Haití]\n",
        """\
news.yaml:4: partnerships is not a short name: Mexico
    4 |   partnerships: [Mexico, cuba, Haití]
                         ^^^^^^
  try: mexico (lower-case letters a to z, digits and single hyphens, at most 80)

news.yaml:4: partnerships is not a short name: Haití
    4 |   partnerships: [Mexico, cuba, Haití]
                                       ^^^^^
  try: haiti (lower-case letters a to z, digits and single hyphens, at most 80)
""",
    ),
    "an empty list": (
        "- kind: partnership\n  id: a\n  title: A\n  parties: []\n",
        """\
news.yaml:4: parties must be a list of at least one
    4 |   parties: []
                   ^
  try: name at least one
""",
    ),
    "a figure in words": (
        FACT + "  figures: [{value: fifteen, unit: years}]\n",
        """\
news.yaml:5: value is a number in digits, not text: "fifteen"
    5 |   figures: [{value: fifteen, unit: years}]
                            ^^^^^^^
  try: write it in plain digits, such as 15 or 2.5
""",
    ),
    "a figure with an exponent": (
        FACT + "  figures: [{value: 1e5, unit: years}]\n",
        """\
news.yaml:5: value is a number in digits, not text: "1e5"
    5 |   figures: [{value: 1e5, unit: years}]
                            ^^^
  try: write it in plain digits, such as 15 or 2.5
""",
    ),
    "a number for a figure": (
        FACT + "  figures: [15]\n",
        """\
news.yaml:5: no figure: '15'
    5 |   figures: [15]
                    ^^
  try: write "A$800 million" or "1.2 to 1.3 boats a year", or value, to and unit
""",
    ),
    "a figure without its unit": (
        FACT + "  figures:\n  - value: 15\n",
        """\
news.yaml:6: figures lacks unit: what is counted, such as years, women or USD
    6 |   - value: 15
            ^
  try: add the field unit
""",
    ),
    "a field that no figure has": (
        FACT + "  figures: [{value: 15, unit: years, kind: x}]\n",
        """\
news.yaml:5: no such field in figures: kind
    5 |   figures: [{value: 15, unit: years, kind: x}]
                                             ^^^^
  try: its fields are value, unit, comparator, to
""",
    ),
    "a character that cannot be kept": (
        COUNTED + '  count: 9\n  note: "a\\0b"\n',
        """\
news.yaml:6: note holds a character that cannot be kept: U+0000
    6 |   note: "a\\0b"
                ^^^^^^
  try: delete that character
""",
    ),
}

DOCUMENTS = {
    "no text": (
        DOCUMENT,
        """\
news.yaml:1: the document gives its text in no way
    1 | - kind: document
                ^^^^^^^^
  try: keep exactly one of text, file, excerpts and words: quote
""",
    ),
    "text in two ways": (
        DOCUMENT + "  text: words\n  excerpts: [words]\n",
        """\
news.yaml:5: the document gives its text in more than one way: text, excerpts
    5 |   excerpts: [words]
                    ^
  try: keep exactly one of text, file, excerpts and words: quote
""",
    ),
    "an address and a language that are none": (
        DOCUMENT + "  text: words\n  url: thx.news\n  language: the English one\n",
        """\
news.yaml:5: not a URL of a published document: thx.news does not begin with http:// or https://
    5 |   url: thx.news
               ^^^^^^^^
  try: give the article's whole address, from http:// or https:// on, or none

news.yaml:6: not a language tag: the english one
    6 |   language: the English one
                    ^^^^^^^^^^^^^^^
  try: give a BCP 47 tag, such as en, es-mx or ko, or none
""",
    ),
    "a file where none can be read": (
        DOCUMENT + "  file: thx.txt\n",
        """\
news.yaml:4: no file can be read from here: thx.txt
    4 |   file: thx.txt
                ^^^^^^^
  try: give the text itself as text, or capture the file first
""",
    ),
    "a root of an original": (
        DOCUMENT + "  text: words\n  root: other\n",
        """\
news.yaml:5: the document dhfxsk6bhcj1erdnk is original and cannot derive from other
    5 |   root: other
                ^^^^^
  try: drop the root, or say how it derives: syndicated, translated or summarised
""",
    ),
    "a control character in the text": (
        DOCUMENT + '  text: "a\\ab"\n',
        """\
news.yaml:4: a text cannot hold the control character U+0007
    4 |   text: "a\\ab"
                ^^^^^^
  try: remove it, or save the article again as plain UTF-8 text
""",
    ),
    "a title of white space": (
        "- kind: document\n  title: ' '\n  publisher: THX News\n  text: words\n",
        """\
news.yaml:2: title must not be empty
    2 |   title: ' '
                 ^^^
  try: write it
""",
    ),
}

YAML = {
    "an alias for a kind and for a list": (
        "- kind: *p\n- kind: partnership\n  id: a\n  title: A\n  parties: *p\n",
        """\
news.yaml:1: an alias (*) is not read
    1 | - kind: *p
                ^^
  try: write the value out; if it is meant as text, put it in "quotation marks"

news.yaml:5: an alias (*) is not read
    5 |   parties: *p
                   ^^
  try: write the value out; if it is meant as text, put it in "quotation marks"
""",
    ),
    "text": (
        "Mexico and Korea\n",
        """\
news.yaml:1: a list of entries is expected here, not text
    1 | Mexico and Korea
        ^^^^^^^^^^^^^^^^
  try: start each entry with a dash and its kind: - kind: workshop-held
""",
    ),
    "a second colon": (
        "- kind: party\n  name: Mexico: a State\n",
        """\
news.yaml:2: not YAML: a second colon, or a field that is indented too far
    2 |   name: Mexico: a State
                      ^
  try: put the text in "quotation marks" if it has a colon, and line up the fields of an entry
""",
    ),
    "a tab": (
        "- kind: party\n\tname: Mexico\n",
        """\
news.yaml:2: not YAML: a tab stands where only spaces may
    2 | \tname: Mexico
        ^
  try: indent with spaces
""",
    ),
    "a field too far to the left": (
        "- kind: party\n  id: mexico\n name: Mexico\n",
        """\
news.yaml:3: not YAML: this line does not fit the list it stands in
    3 |  name: Mexico
         ^
  try: begin each entry with a dash at the same column
""",
    ),
    "a field without a colon": (
        "- kind: party\n  name\n  id: mexico\n",
        """\
news.yaml:3: not YAML: the colon after a field's name is missing
    3 |   id: mexico
          ^
  try: write each field as name: value
""",
    ),
    "an open quotation mark": (
        '- kind: party\n  name: "Mexico\n  id: mexico\n',
        """\
news.yaml:2: not YAML: a quotation mark is opened and never closed
    2 |   name: "Mexico
                ^
  try: close the quotation mark
""",
    ),
    "an open bracket": (
        "- kind: partnership\n  parties: [mexico, korea\n  id: a\n",
        """\
news.yaml:3: not YAML: a list or group in brackets is not closed
    3 |   id: a
            ^
  try: close the bracket, with commas between its parts
""",
    ),
    "a text that begins with @": (
        "- kind: party\n  name: @sre_mx\n",
        """\
news.yaml:2: not YAML: a text cannot begin with this character
    2 |   name: @sre_mx
                ^
  try: put the text in "quotation marks"
""",
    ),
    "a backslash": (
        '- kind: party\n  name: "C:\\party"\n',
        """\
news.yaml:2: not YAML: a backslash in double quotation marks
    2 |   name: "C:\\party"
                   ^
  try: use single quotation marks, or write the backslash twice
""",
    ),
    "a dash where no list can begin": (
        "- kind: party\n  name: - Mexico\n",
        """\
news.yaml:2: not YAML: a dash where no list can begin
    2 |   name: - Mexico
                ^
  try: begin the list on a line of its own, or quote the text
""",
    ),
    "a control character": (
        "- kind: party\n  name: a\ab\n",
        """\
news.yaml:2: not YAML: a control character
    2 |   name: a\ab
                 ^
  try: delete that character
""",
    ),
    "NUL": (
        "- kind: party\n  name: a\0b\n",
        """\
news.yaml:2: not YAML: a control character
    2 |   name: a\0b
                 ^
  try: delete that character
""",
    ),
    "an alias": (
        "- kind: party\n  id: &m mexico\n  name: *m\n",
        """\
news.yaml:2: an anchor (&) is not read
    2 |   id: &m mexico
              ^^^^^^^^^
  try: write the value out; if it is meant as text, put it in "quotation marks"

news.yaml:3: an alias (*) is not read
    3 |   name: *m
                ^^
  try: write the value out; if it is meant as text, put it in "quotation marks"
""",
    ),
    "a bomb of aliases": (
        "- &a [x, x]\n- &b [*a, *a]\n- [*b, *b]\n",
        """\
news.yaml:1: an anchor (&) is not read
    1 | - &a [x, x]
          ^^^^
  try: write the value out; if it is meant as text, put it in "quotation marks"

news.yaml:2: an anchor (&) is not read
    2 | - &b [*a, *a]
          ^^^^
  try: write the value out; if it is meant as text, put it in "quotation marks"

news.yaml:3: an entry is expected here, not a list
    3 | - [*b, *b]
          ^
  try: write an entry as fields with their values, the first of them kind
""",
    ),
    "a tag": (
        "- kind: party\n  id: !!python/name:os.system mexico\n  name: Mexico\n",
        """\
news.yaml:2: a tag (!) is not read
    2 |   id: !!python/name:os.system mexico
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  try: write the value out; if it is meant as text, put it in "quotation marks"
""",
    ),
    "a second document": (
        "- kind: party\n---\n- kind: party\n",
        """\
news.yaml:1: party lacks id: a short name for links, such as mexico
    1 | - kind: party
                ^^^^^
  try: add the field id

news.yaml:1: party lacks name: the full name
    1 | - kind: party
                ^^^^^
  try: add the field name

news.yaml:2: a second document is not read
    2 | ---
        ^^^
  try: keep one list: take out the line ---
""",
    ),
    "a directive that is wrong": (
        "%YAML x\n---\n- kind: party\n",
        """\
news.yaml:1: not YAML: a line that begins with %
    1 | %YAML x
              ^
  try: take the line out, or put the text in "quotation marks"
""",
    ),
    "deep nesting": (
        "- " + "[" * 40 + "\n",
        """\
news.yaml:1: nested deeper than 12 levels
    1 | - [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
                       ^
  try: claims schema shows how entries look
""",
    ),
}

JSON = {
    "a number as text": (
        """\
{"kind": "signed",
 "document": "d",
 "quote": 5,
 "instrument": "i",
 "party": "mexico"}""",
        """\
news.json:3: quote is text, not a number
    3 |  "quote": 5,
                  ^
  try: put it in quotation marks
""",
    ),
    "text as a number": (
        """\
{"kind": "consents-counted",
 "document": "d",
 "quote": "q",
 "instrument": "i",
 "count": "9"}""",
        """\
news.json:5: count is a whole number, not text: "9"
    5 |  "count": "9"}
                  ^^^
  try: write it without quotation marks
""",
    ),
    "text as true": (
        """\
{"kind": "requirement-stated",
 "document": "d",
 "quote": "q",
 "hurdle": "h",
 "title": "t",
 "each": "true"}""",
        """\
news.json:6: each is yes or no, not text: "true"
    6 |  "each": "true"}
                 ^^^^^^
  try: write true or false, without quotation marks
""",
    ),
    "a fraction for a count": (
        """\
{"kind": "consents-counted",
 "document": "d",
 "quote": "q",
 "instrument": "i",
 "count": 9.0}""",
        """\
news.json:5: count is a whole number, not a number with a fraction
    5 |  "count": 9.0}
                  ^^^
  try: write it in digits, such as 9
""",
    ),
    "a power of ten for a figure": (
        """\
{"kind": "fact-reported",
 "document": "d",
 "quote": "q",
 "topic": "t",
 "figures": [{"value": 2.5e1, "unit": "years"}]}""",
        """\
news.json:5: value is a number in digits, not a number with a fraction
    5 |  "figures": [{"value": 2.5e1, "unit": "years"}]}
                               ^^^^^
  try: write it as text or a whole number, so that no digit changes
""",
    ),
    "true for a figure": (
        """\
{"kind": "fact-reported",
 "document": "d",
 "quote": "q",
 "topic": "t",
 "figures": [{"value": true, "unit": "years"}]}""",
        """\
news.json:5: value is a number in digits, not yes or no
    5 |  "figures": [{"value": true, "unit": "years"}]}
                               ^^^^
  try: write it in plain digits, such as 15 or 2.5
""",
    ),
    "a number as a date": (
        """\
{"kind": "signed",
 "document": "d",
 "quote": "q",
 "instrument": "i",
 "party": "mexico",
 "occurred": 2022}""",
        """\
news.json:6: occurred is a date, not a number
    6 |  "occurred": 2022}
                     ^^^^
  try: write it as text, such as 2022-06-29
""",
    ),
    "null where there is no nothing": (
        """\
{"kind": "signed",
 "document": "d",
 "quote": null,
 "instrument": "i",
 "party": "mexico",
 "modality": null,
 "note": null}""",
        """\
news.json:3: quote is text, not nothing
    3 |  "quote": null,
                  ^^^^
  try: write a text

news.json:6: modality is one of its words, not nothing
    6 |  "modality": null,
                     ^^^^
  try: write one of actual, expected, intended, required, possible, conditional, denied, unknown
""",
    ),
    "a number of sixty digits": (
        '{"kind": "consents-counted",\n "document": "d",\n "quote": "q",\n'
        ' "instrument": "i",\n "count": ' + "9" * 60 + "}",
        """\
news.json:5: count must be from 0 to 1000000
    5 |  "count": 999999999999999999999999999999999999999999999999999999999999}
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  try: correct the number
""",
    ),
    "NaN": (
        """\
{"kind": "party", "id": "mexico", "name": NaN}""",
        """\
news.json:1: not JSON: NaN is no JSON value
    1 | {"kind": "party", "id": "mexico", "name": NaN}
                                                  ^^^
  try: write a number in digits, or null
""",
    ),
    "half of a pair": (
        '{"kind": "party", "id": "mexico", "name": "\\ud83d"}',
        """\
news.json:1: name holds a character that cannot be kept: U+D83D
    1 | {"kind": "party", "id": "mexico", "name": "\\ud83d"}
                                                  ^^^^^^^^
  try: delete that character
""",
    ),
    "a field twice": (
        """\
{"kind": "party", "id": "mexico", "name": "Mexico", "kind": "party"}""",
        """\
news.json:1: the field kind stands twice in this entry
    1 | {"kind": "party", "id": "mexico", "name": "Mexico", "kind": "party"}
                                                            ^^^^^^
  try: keep one of the two; if two entries ran together, start the second again
""",
    ),
    "a single value": (
        "9",
        """\
news.json:1: a list of entries is expected here, not a single value
    1 | 9
        ^
  try: start each entry with a dash and its kind: - kind: workshop-held
""",
    ),
    "a missing comma": (
        """\
[{"kind": "party"
  "id": "mexico"}]""",
        """\
news.json:2: not JSON: a comma or a closing bracket is missing
    2 |   "id": "mexico"}]
          ^
  try: put it before this place
""",
    ),
    "a missing colon": (
        """\
{"kind" "party"}""",
        """\
news.json:1: not JSON: a colon is missing after the name of a field
    1 | {"kind" "party"}
                ^
  try: put it before this place
""",
    ),
    "a name without quotation marks": (
        """\
{kind: "party"}""",
        """\
news.json:1: not JSON: the name of a field is expected here, in double quotation marks
    1 | {kind: "party"}
         ^
  try: write it in double quotation marks, and no comma after the last field
""",
    ),
    "a missing value": (
        """\
{"kind": }""",
        """\
news.json:1: not JSON: a value is expected here
    1 | {"kind": }
                 ^
  try: write a value; texts stand in double quotation marks
""",
    ),
    "two entries without a list": (
        """\
{"kind": "party", "id": "a", "name": "A"}
{"kind": "party"}""",
        """\
news.json:2: not JSON: something follows the end
    2 | {"kind": "party"}
        ^
  try: write one entry a line, or a list in brackets
""",
    ),
    "an open quotation mark": (
        """\
{"kind": "party}""",
        """\
news.json:1: not JSON: a quotation mark is opened and never closed
    1 | {"kind": "party}
                 ^
  try: close it
""",
    ),
    "a line break in a text": (
        """\
{"kind": "pa
rty"}""",
        """\
news.json:1: not JSON: a line break or tab inside a text
    1 | {"kind": "pa
                    ^
  try: write it as \\n or \\t
""",
    ),
    "a backslash": (
        '{"kind": "\\party"}',
        """\
news.json:1: not JSON: a backslash that escapes nothing
    1 | {"kind": "\\party"}
                  ^
  try: write the backslash twice
""",
    ),
    "a trailing comma": (
        """\
{"kind": "party",}""",
        """\
news.json:1: not JSON: a comma after the last one
    1 | {"kind": "party",}
                        ^
  try: take the comma out
""",
    ),
    "an end that is missing": (
        """\
[{"kind": "party", "id": "mexico", "name": "Mexico"},
""",
        """\
news.json:1: not JSON: a value is expected here
    1 | [{"kind": "party", "id": "mexico", "name": "Mexico"},
                                                             ^
  try: write a value; texts stand in double quotation marks
""",
    ),
    "deep nesting": (
        "[" * 40 + "]" * 40,
        """\
news.json:1: nested deeper than 12 levels
    1 | [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
                     ^
  try: claims schema shows how entries look
""",
    ),
}


@pytest.mark.parametrize("case", [*ENTRIES, *VALUES, *DOCUMENTS, *YAML])
def test_a_mistake_in_yaml(told, case):
    """Place, excerpt, carets, sentence and way out are these, to the character."""
    text, expected = (ENTRIES | VALUES | DOCUMENTS | YAML)[case]
    assert told(text) == expected


@pytest.mark.parametrize("case", JSON)
def test_a_mistake_in_json(told, case):
    """The way out is in the terms of JSON: quotation marks, commas, null."""
    text, expected = JSON[case]
    assert told(text, EntryFormat.JSON) == expected


@pytest.mark.parametrize(
    ("field", "length", "limit"),
    [("note", 501, 500), ("partnership", 81, 80), ("asserted_by", 501, 500), ("id", 81, 80)],
)
def test_a_text_that_is_too_long(read, field, length, limit):
    """Its length and the limit are in the sentence; it is refused and not cut to fit."""
    (error,) = read(f"{COUNTED}  count: 9\n  {field}: {'x' * length}\n")
    assert error.message == f"{field} must be at most {limit} characters long, not {length}"
    assert (error.field, error.where.caret) == (field, length)


def test_json_that_is_nested_beyond_what_the_interpreter_can_follow(read):
    """Two hundred thousand brackets end in a sentence, not in a crash."""
    (error,) = read("[" * 200_000, EntryFormat.JSON)
    assert (error.message, error.where.line) == ("nested deeper than 12 levels", 1)


def test_a_message_repeats_a_long_value_in_part_and_without_control_characters(read):
    """What a file holds cannot steer the terminal that shows its mistake."""
    (error,) = read(f'{{"kind": "{"a" * 9}\\u001b[31m{"b" * 90}"}}', EntryFormat.JSON)
    assert error.message == f"no such kind: {'a' * 9} [31m{'b' * 45}…"


def test_what_a_class_refuses_as_a_whole_is_told_at_its_place(monkeypatch, read):
    """Where no one field is wrong, the group or the entry is pointed at."""

    def refuse(*_):
        raise ValueError("they do not fit together")

    monkeypatch.setattr(decode, "make", refuse)
    (error,) = read(f"{FACT}  figures: [{{value: 15, unit: years}}]\n")
    assert (error.message, error.where.line) == ("figures: they do not fit together", 5)
    monkeypatch.setattr(decode, "command_of", refuse)
    (error,) = read(FACT)
    assert (error.message, error.where.line) == ("fact-reported: they do not fit together", 1)
