"""Why a command is refused: one class for each cause, with a way out."""

from __future__ import annotations

from enum import Enum
from itertools import takewhile
from typing import TYPE_CHECKING, TypeVar

import msgspec

from ledger.errors import ClaimsError, Conflict, InvalidInput, NotFound
from ledger.late import late

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from ledger.claims import as_json
    from ledger.claims.entities import Entity, Party
    from ledger.edtf import Edtf
else:
    as_json = late("ledger.claims.as_json")

T = TypeVar("T")

MISTAKES_READ = 10_000
"""After so many mistakes in one input, the rest of it is not looked at."""

_SHOWN = 200  # characters of a value in a message
_BEFORE = 20  # characters before the place at which two texts part


class TooManyMistakes(InvalidInput):
    """So much is wrong that the rest is not looked at."""

    code = "too-many-mistakes"

    def __init__(self, limit: int = MISTAKES_READ) -> None:
        self.limit = limit
        super().__init__(
            f"the rest was not looked at, after {limit:,} mistakes",
            fix="mend what is named, and run it again; look whether it is the right file",
        )


def rest_not_read(index: int) -> TooManyMistakes:
    """The mistake that ends a reading, at the last part that was looked at."""
    mistake = TooManyMistakes()
    mistake.index = index
    return mistake


class OutOfBounds(InvalidInput):
    """A value is too long, too short, too large or too small."""

    code = "out-of-bounds"

    def __init__(self, field: str, rule: str, *, fix: str) -> None:
        self.rule = rule
        super().__init__(f"{field} {rule}", fix=fix)
        self.field = field


class NotKnown(NotFound):
    """A name that the ledger does not hold."""

    code = "not-known"
    __slots__ = ("kind", "name", "near")

    def __init__(
        self, kind: str, name: str, near: Sequence[str] = (), candidates: Sequence[str] = ()
    ) -> None:
        fix = f"did you mean {' or '.join(candidates or near)}? Or " if near else ""
        ways = {
            "party": "record the party first (kind: party)",
            "partnership": "record the partnership first (kind: partnership)",
            "instrument": "record the instrument first (kind: instrument)",
            "document": "capture the document first (claims capture)",
            "claim": "look for its id in claims log",
            "hurdle": "state the hurdle first (kind: requirement-stated)",
        }
        way = ways.get(kind, "look for its id in claims log")
        super().__init__(f"no such {kind}: {name}", fix=fix + way)
        self.kind = kind
        self.name = name
        self.near = tuple(near)


class AmbiguousParty(InvalidInput):
    """A name that several parties have."""

    code = "ambiguous-party"

    def __init__(self, name: str, candidates: Sequence[str], sentence: str | None = None) -> None:
        super().__init__(
            sentence or f"several parties are called {name}: {', '.join(candidates)}",
            fix="give the id of the one that is meant",
        )
        self.name = name


class MovedName(AmbiguousParty):
    """A name that one party has, and that another had before it."""

    code = "moved-name"

    def __init__(self, name: str, now: str, once: Sequence[str]) -> None:
        sentence = f"{name} is a name of {now} now, and was one of {', '.join(once)} before"
        super().__init__(name, (now, *once), sentence)


class JudgedAgainstItself(InvalidInput):
    """A judgement on one party and itself."""

    code = "judged-against-itself"

    def __init__(self, party: str) -> None:
        super().__init__(
            f"{party} cannot be judged against itself", fix="name two parties (claims party list)"
        )


class NoSuchCode(InvalidInput):
    """A State's code that ISO 3166 does not have."""

    code = "no-such-code"

    def __init__(self, code: str, near: str | None) -> None:
        meant = f"perhaps {near}; " if near else ""
        super().__init__(
            f"no State has the code {code} in ISO 3166",
            fix=f"{meant}give its code of two or three letters, or leave the code out",
        )


class FirstRecordedLater(InvalidInput):
    """A day on which another ledger is said to have recorded something, and that is to come."""

    code = "first-recorded-later"

    def __init__(self, first: date, today: date) -> None:
        super().__init__(
            f"it is said to be recorded first on {first}, and today is {today}",
            fix="give the day on which the other ledger recorded it, or leave first_recorded out",
        )
        self.field = "first_recorded"


class OtherStatesCode(InvalidInput):
    """A code of another State than the one that the party's name is."""

    code = "other-states-code"

    def __init__(self, party: Party, owner: str, own: str) -> None:
        super().__init__(
            f"{party.code} is the code of {owner}, and the party is called {party.name}",
            fix=f"{party.name} has {own}: give one of them, or leave the code out; "
            f"if {owner} is meant, name it so",
        )


class BadName(InvalidInput):
    """An id that cannot serve as a name."""

    code = "bad-name"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"not a name: {name!r}",
            fix="use small letters, digits and single hyphens, at most 80, such as alce-convention",
        )


class BadTitle(InvalidInput):
    """A name or a title that is not one line that a reader can see."""

    code = "bad-title"

    def __init__(self, field: str, reason: str) -> None:
        what = "an alias" if field == "aliases" else f"the {field}"
        super().__init__(
            f"{what} {reason}", fix=f"write {what} as it is printed, on one line, and nothing else"
        )


class AlreadyOtherwise(Conflict):
    """The same id was recorded with other content."""

    code = "already-otherwise"

    def __init__(
        self, kind: str, name: str, differing: Sequence[str], fix: str, sides: Sequence[str] = ()
    ) -> None:
        fields = ", ".join(differing)
        both = f" ({'; '.join(sides)})" if sides else ""
        super().__init__(f"{kind} {name} is already recorded with another {fields}{both}", fix=fix)
        self.kind, self.name, self.differing = kind, name, tuple(differing)


class DescribedTwice(Conflict):
    """One thing in two ways in what is recorded together: which of them holds, nobody said."""

    code = "described-twice"

    def __init__(self, kind: str, name: str, differing: Sequence[str]) -> None:
        fix = "keep one of the two; where the later one holds, say so with --replace"
        if kind == "judgement":
            fix = "keep one of the two; a later judgement of its own takes the place of this one"
        elif "name" in differing:
            fix += ", or give the former name in the later one's aliases"
        super().__init__(
            f"{kind} {name} is described twice, each time with another {', '.join(differing)}",
            fix=fix,
        )


class WouldChange(Conflict):
    """A description that would change what was described before, without saying that it may.

    ``old`` and ``new`` are the values of the field; ``position`` is where the old one was
    recorded, ``recorded_by`` by whom.
    """

    code = "would-change"

    def __init__(
        self,
        entity: Entity,
        field: str,
        change: tuple[object, object],
        recorded: tuple[int, str | None],
    ) -> None:
        self.kind, self.name = entity.kind, str(entity.id)
        self.old, self.new = change
        self.position, self.recorded_by = recorded
        by = f" by {self.recorded_by}" if self.recorded_by else ""
        super().__init__(
            f"{self.kind} {self.name}: {field} would change from {shown(self.old)} (recorded at "
            f"position {self.position}{by}) to {shown(self.new)}",
            fix="write it as it was recorded, or leave it out if it need not be given; "
            "where it should change, say so with --replace (in Python, replace=True)",
        )


class WasErased(Conflict):
    """Something whose words were taken out under a legal order, and would come back."""

    code = "was-erased"

    def __init__(self, kind: str, name: str) -> None:
        fix = "leave it out; claims log shows why it was erased"
        if kind in {"party", "partnership", "instrument"}:
            fix += "; where it may be named again, say so with --replace (in Python, replace=True)"
        super().__init__(f"the words of {kind} {name} were erased from this ledger", fix=fix)
        self.kind = kind
        self.name = name


class NotEntitled(InvalidInput):
    """Only the publisher, its root or the ledger can correct or retract."""

    code = "not-entitled"
    http_status = 403

    def __init__(self, by: str, entitled: Sequence[str]) -> None:
        super().__init__(
            f"{by} cannot correct or retract this: only {', '.join(entitled)} can",
            fix="record it as a dispute (claims dispute): the value stands, and is marked",
        )
        self.entitled = tuple(entitled)


class ImpossibleDate(InvalidInput):
    """A day of which nothing that is followed can be: a slip, or a number that a program read."""

    code = "impossible-date"

    def __init__(self, when: Edtf) -> None:
        super().__init__(
            f"the day is {when.display}, and nothing that is followed today is of before the year "
            "1000",
            fix="give the day with its whole year, or none if it is not known",
        )


class BlocksItself(Conflict):
    """A hurdle that would wait for itself, through those that it blocks."""

    code = "blocks-itself"

    def __init__(self, cycle: Sequence[str]) -> None:
        super().__init__(
            f"a hurdle cannot block itself: {' blocks '.join(cycle)}",
            fix="leave out of blocks what goes round, or correct the requirement that began it",
        )
        self.cycle = tuple(cycle)


class NothingCounted(InvalidInput):
    """A count that says neither how many there are nor how many more it takes."""

    code = "nothing-counted"

    def __init__(self) -> None:
        super().__init__(
            "a count says neither how many there are nor how many more are needed",
            fix="give count, or needed where the source says only how many more",
        )


class NothingToDo(InvalidInput):
    """A correction that changes nothing, a retraction of what cannot be retracted."""

    code = "nothing-to-do"


class NotSaidBefore(InvalidInput):
    """Something that should be said again, and was not said so often before."""

    code = "not-said-before"

    def __init__(self, kind: str) -> None:
        super().__init__(
            f"this {kind} was not given so often before",
            fix="leave out again; it counts how often the very same was said and taken back",
        )


class Refused(ClaimsError):
    """Everything that is wrong with one command, each problem naming its field."""

    code = "refused"

    def __init__(self, problems: Sequence[ClaimsError]) -> None:
        first = problems[0] if problems else None
        super().__init__(
            first.message if first else "it is not whole", fix=first.fix if first else "mend it"
        )
        self.problems = tuple(problems)


def shown(value: object) -> str:
    """A value as a message shows it.

    >>> shown("Korea"), shown(("Korea", "South Korea")), shown(None)
    ('"Korea"', 'Korea, South Korea', 'nothing')
    """
    match value:
        case None | ():
            return "nothing"
        case Enum():
            return str(value.value)
        case str():
            text = f'"{value}"'
        case tuple():
            text = ", ".join(map(str, value))
        case _:
            text = msgspec.json.encode(as_json.plain(value, sparse=True)).decode()
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def shown_apart(value: object, other: object) -> tuple[str, str]:
    """Two values that differ, as a message shows them: long texts from where they part.

    >>> shown_apart("a" * 300 + "b", "a" * 300 + "c")
    ('"…aaaaaaaaaaaaaaaaaaaab"', '"…aaaaaaaaaaaaaaaaaaaac"')
    """
    if isinstance(value, str) and isinstance(other, str):
        alike = takewhile(lambda pair: pair[0] == pair[1], zip(value, other, strict=False))
        start = sum(1 for _ in alike) - _BEFORE
        if start > 0 and max(len(value), len(other)) > _SHOWN:
            return shown(f"…{value[start:]}"), shown(f"…{other[start:]}")
    return shown(value), shown(other)


class Refusals:
    """Gathers what is wrong with one command, so that all of it is told at once."""

    def __init__(self) -> None:
        self._problems: list[ClaimsError] = []

    def add(self, problem: ClaimsError, field: str) -> None:
        """Note a problem with a field; raises Refused after ``MISTAKES_READ`` of them."""
        problem.__traceback__ = None  # or all that was at hand would be kept with each
        self._problems.append(problem.about(field))
        if len(self._problems) >= MISTAKES_READ:
            if not isinstance(problem, TooManyMistakes):
                self._problems.append(TooManyMistakes().about(field))
            raise Refused(self._problems)

    @property
    def problems(self) -> tuple[ClaimsError, ...]:
        """What was noted so far."""
        return tuple(self._problems)

    @property
    def count(self) -> int:
        """How much was noted so far."""
        return len(self._problems)

    def trying(self, field: str, attempt: Callable[[], T]) -> T | None:
        """What an attempt gives, or None with its problem noted."""
        try:
            return attempt()
        except Refused as refused:
            for problem in refused.problems:
                self.add(problem, field)
        except ClaimsError as problem:
            for fault in getattr(problem, "together", (problem,)):
                self.add(fault, field)
        return None

    def refuse(self) -> None:
        """Raise all that was noted, if anything was."""
        if self._problems:
            raise Refused(self._problems)
