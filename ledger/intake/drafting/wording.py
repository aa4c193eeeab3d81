"""What a table of a language is made of: rules, moods, and words for who speaks.

Takes rows of patterns in which ``<name>`` stands for a word of the table and ``~6~`` for at most
six words between; gives ``WordingRule`` and ``Wording``. A further language is one more table. Absent:
what a rule's fields mean, which the kinds decide (``roles``).

In a pattern
    ``<sign>`` is a verb of the table in all its forms, and the verb that the mood is read of;
    ``<sign!>`` the same, and not that verb; ``<treaty>`` a noun of the table; ``~6~`` a gap;
    ``(?P<verb>…)`` a verb, or a noun in its place, written out; ``(?P<topic>…)`` the words that
    fill the kind's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import Enum
from functools import cached_property
from itertools import count

import attrs

from ledger.claims.vocabulary import Modality

_NAME = re.compile(r"(?<!\?P)<([a-z_]+)(!?)>")
_GROUP = re.compile(r"\(\?P<([a-z]+)\d*>")


class Form(Enum):
    """What the form of a verb says where no other word says more."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    CONDITIONAL = "conditional"
    SUBJUNCTIVE = "subjunctive"
    BASE = "base"
    GERUND = "gerund"
    NOUN = "noun"


class Needs(Enum):
    """What a clause must have besides the words of a rule."""

    NOTHING = "nothing"
    PARTY = "a party of the ledger"
    PARTIES = "two parties of the ledger"
    DATE = "a date"
    NAME = "a party or an instrument of the ledger"


@attrs.frozen(kw_only=True, slots=False)
class WordingRule:
    """Words that state a development of one kind.

    ``soft`` rules count only where no firmer one fits the clause. ``roles`` say which field takes
    whom, where the kind's own roles do not fit; ``fixed`` are fields that the words settle.
    ``passive`` says that who acts comes after the verb. ``cues`` are letters of which a sentence
    has at least one where the pattern can fit. ``unless`` are words that make it another matter.
    """

    kind: str
    cues: tuple[str, ...]
    written: str = attrs.field(repr=False)
    soft: bool = False
    passive: bool = False
    needs: Needs = Needs.NOTHING
    roles: str = ""
    fixed: Mapping[str, object] = attrs.field(factory=dict)
    unwanted: str | None = attrs.field(default=None, repr=False)
    words: Lexicon = attrs.field(repr=False)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The regular expression, made when a sentence first has one of the cues."""
        return self.words.pattern(self.written)

    @cached_property
    def unless(self) -> re.Pattern[str] | None:
        """What makes it another matter, where it stands in the same clause."""
        return None if self.unwanted is None else self.words.pattern(self.unwanted)


@attrs.frozen(kw_only=True)
class Mood:
    """Words next to a verb that say how certain it is, and the modality that they mean."""

    pattern: re.Pattern[str]
    modality: Modality


@attrs.frozen(kw_only=True, slots=False)
class Wording:
    """The rules of one language, as data.

    ``before`` and ``after`` are read next to the verb, the first that fits decides; then the form
    of the verb, by ``forms``. ``clause`` is where a clause begins; its group ``back`` is where a relative clause
    ends, of which the words that open it are ``relative``. ``speech`` finds who says it
    (group ``who``), ``unnamed`` those whom nobody names. ``condition`` finds what it depends on.
    ``sides`` are words for all parties of the dealing. ``reporting`` ends where the day begins on
    which something was said; ``chained`` is an ending whose mood the last verb of the sentence has. ``location``, ``company`` and ``agent`` end
    where a name begins, and say that it is a place, the other side, or who acts. ``finite`` are
    words that stand in no name or role; ``counted`` ends where a noun begins from which days are
    counted, and which nobody says has happened: "30 days after the second ratification".
    ``roughly`` ends where a number begins that is no count. ``refuted`` begins where words say
    that what follows is denied, or ends a clause that is. ``meant`` are words for the instrument
    that was named last (group ``it`` where they are the object of the verb before them), and
    ``another`` those for one that has no name yet. ``subject`` finds words between the beginning of
    a clause and its verb by which the clause has a subject of its own. ``quantity`` ends where a
    verb begins whose subject is a number of parties that nobody names: "several have".
    ``attribute`` ends where a date begins that belongs to a noun: "the convention of 1971";
    ``attributed`` begins where one ends: "a 1987 declaration". ``purpose`` stands between a verb
    and a date that is of what it is done for: "met to prepare the summit in May". ``pronoun`` is how
    a speaker is called who was named before. ``asked`` ends
    where a verb begins that someone is asked, thanked or blamed for, ``asks`` begins behind it:
    that it was done nobody says. ``voice`` ends where a participle begins of which the subject
    does nothing; ``bare`` ends where an infinitive begins; ``own`` begins
    behind a verb that who speaks says of himself; ``leading`` begins a clause whose subject follows it: "after signing it, Mexico". ``past`` are words by which what is expected
    was so at an earlier time: "was due to". ``spoken_words`` is how many words make an opinion.
    """

    tag: str
    name: str
    rules: tuple[WordingRule, ...]
    before: tuple[Mood, ...]
    after: tuple[Mood, ...]
    forms: Mapping[str, Form]
    meaning: Mapping[Form, Modality]
    clause: re.Pattern[str]
    speech: tuple[re.Pattern[str], ...]
    unnamed: re.Pattern[str]
    condition: re.Pattern[str]
    sides: re.Pattern[str]
    location: re.Pattern[str]
    company: re.Pattern[str]
    agent: re.Pattern[str]
    actor: re.Pattern[str]
    joined: re.Pattern[str]
    topic: re.Pattern[str]
    quoting: re.Pattern[str]
    hosting: re.Pattern[str]
    numbers: Mapping[str, str]
    counts: tuple[re.Pattern[str], ...] = ()
    votes: re.Pattern[str] | None = None
    steps: tuple[tuple[re.Pattern[str], str], ...] = ()
    figures: re.Pattern[str] | None = None
    reporting: re.Pattern[str] | None = None
    reported: re.Pattern[str] | None = None
    chained: re.Pattern[str] | None = None
    foreseen: tuple[Mood, ...] = ()
    of_nouns: tuple[Mood, ...] = ()
    finite: re.Pattern[str] | None = None
    counted: re.Pattern[str] | None = None
    roughly: re.Pattern[str] | None = None
    refuted: re.Pattern[str] | None = None
    past: re.Pattern[str] | None = None
    meant: re.Pattern[str] | None = None
    another: re.Pattern[str] | None = None
    subject: re.Pattern[str] | None = None
    quantity: re.Pattern[str] | None = None
    attribute: re.Pattern[str] | None = None
    attributed: tuple[re.Pattern[str], re.Pattern[str]] | None = None
    purpose: re.Pattern[str] | None = None
    pronoun: re.Pattern[str] | None = None
    asked: re.Pattern[str] | None = None
    asks: re.Pattern[str] | None = None
    voice: re.Pattern[str] | None = None
    leading: re.Pattern[str] | None = None
    relative: re.Pattern[str] | None = None
    embedded: re.Pattern[str] | None = None
    bare: re.Pattern[str] | None = None
    own: re.Pattern[str] | None = None
    spoken_words: int = 6


@attrs.frozen(kw_only=True)
class Lexicon:
    """The words of a table, by which its patterns are written: verbs and nouns."""

    verbs: Mapping[str, Iterable[str]]
    nouns: Mapping[str, str]
    gap: str = r"(?:[\s,'\u2019\"\u201c\u201d(-]+[^\s;:?!]+){0,%d}?[\s\"\u201c\u2018(-]+"
    edge: str = r"\b"
    front: str = ""  # what stands before no verb: "the vote"

    def pattern(self, written: str) -> re.Pattern[str]:
        """The regular expression of a written pattern; KeyError for a word that is not there."""
        text = re.sub(r"~(\d+)~", lambda gap: self.gap % int(gap[1]), written)
        for _ in range(3):  # nouns are made of nouns
            text = _NAME.sub(self._word, text)
        numbers = count(1)
        text = _GROUP.sub(lambda group: f"(?P<{group[1]}{next(numbers)}>", text)
        return re.compile(f"{self.edge}(?:{text})", re.IGNORECASE)

    def _word(self, match: re.Match[str]) -> str:
        name = match[1]
        if name in self.nouns:
            return f"(?:{self.nouns[name]})"
        forms = "|".join(sorted(map(re.escape, self.verbs[name]), key=len, reverse=True))
        return f"(?:{forms})" if match[2] else f"{self.front}(?P<verb>{forms})\\b"

    def rule(self, kind: str, cues: str, written: str, **others: object) -> WordingRule:
        """A row of a table as a rule."""
        unwanted = others.pop("unless", None)
        needs = Needs[str(others.pop("needs", "nothing")).upper()]
        return WordingRule(
            kind=kind,
            cues=tuple(cues.split("|")),
            written=written,
            unwanted=None if unwanted is None else str(unwanted),
            soft=bool(others.pop("soft", False)),
            passive=bool(others.pop("passive", False)),
            roles=str(others.pop("roles", "")),
            needs=needs,
            fixed=others,
            words=self,
        )


def group(match: re.Match[str], name: str) -> tuple[int, int] | None:
    """Where the words of a pattern's verb or topic stand; None where it has none here."""
    for written, number in match.re.groupindex.items():
        if written.startswith(name) and match.start(number) >= 0:
            return match.span(number)
    return None


def with_numbers(numbers: Iterable[str], written: str) -> re.Pattern[str]:
    """A pattern in which ``<n>`` is a number, in digits or in words."""
    words = "|".join(sorted(map(re.escape, numbers), key=len, reverse=True))
    return re.compile(written.replace("<n>", rf"(?:\d[\d,.]{{0,8}}|{words})"))


def counting(numbers: Iterable[str], *written: str) -> tuple[re.Pattern[str], ...]:
    """Patterns of counts, in the order in which they are tried."""
    words = tuple(numbers)
    return tuple(with_numbers(words, each) for each in written)
