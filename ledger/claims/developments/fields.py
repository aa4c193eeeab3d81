"""What the fields of a development can hold, each with the sentence that explains it.

The same sentences serve the prompts, the ``--edit`` template and the JSON Schema.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, NewType

import attrs
import msgspec

from ledger.claims.vocabulary import Comparator, Majority, MajorityOf

Text = Annotated[str, msgspec.Meta(min_length=1, max_length=500)]
Slug = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Count = Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]
Threshold = Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
Again = Annotated[int, msgspec.Meta(ge=1, le=1_000)]
Occasion = NewType("Occasion", str)


def described(sentence: str, *, default: Any = attrs.NOTHING) -> Any:  # noqa: ANN401 - as attrs.field
    """A field of a development with the sentence that explains it."""
    return attrs.field(default=default, metadata={"help": sentence})


def _plain(_: object, __: object, value: Decimal) -> None:
    if not value.is_finite() or "E" in str(value).upper():
        raise ValueError("a figure is written in plain digits, such as 15 or 2.5")


@attrs.frozen(kw_only=True)
class Figure:
    """A number as a source reports it: "more than 15 years" keeps its comparator."""

    value: Decimal = attrs.field(validator=_plain, metadata={"help": "the number, in digits"})
    unit: Text = described("what is counted, such as years, women or USD")
    comparator: Comparator = described(
        "how it relates to the truth it claims", default=Comparator.EXACTLY
    )
    to: Decimal | None = attrs.field(
        default=None,
        validator=attrs.validators.optional(_plain),
        metadata={"help": "the upper end of a range, in digits"},
    )

    def __attrs_post_init__(self) -> None:
        if self.to is not None and self.to < self.value:
            raise ValueError("a range goes from the lower figure to the higher one")

    @property
    def highest(self) -> Decimal:
        """The figure, or the upper end of its range."""
        return self.value if self.to is None else self.to

    def __str__(self) -> str:
        words = {
            Comparator.EXACTLY: "",
            Comparator.ABOUT: "about ",
            Comparator.MORE_THAN: "more than ",
            Comparator.AT_LEAST: "at least ",
            Comparator.LESS_THAN: "less than ",
            Comparator.AT_MOST: "at most ",
        }
        number = _in_words(self.value)
        if self.to is not None:
            number = f"{number} to {_in_words(self.to)}"
        return f"{words[self.comparator]}{number} {self.unit}"


_LARGE = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))


def _in_words(value: Decimal) -> str:
    """A large round number as one writes it: 1.2 billion. Any other in its digits."""
    for size, word in _LARGE:
        part = value / size
        if abs(value) >= size and part == round(part, 2):
            return f"{part.normalize():f} {word}"
    return str(value)


@attrs.frozen(kw_only=True)
class Vote:
    """A vote as it was counted: 334 to 324, 11 abstained. What a source leaves out stays open."""

    in_favour: Count | None = described("votes in favour", default=None)
    against: Count | None = described("votes against", default=None)
    abstained: Count | None = described("abstentions", default=None)
    majority: Majority | None = described("the majority that it takes", default=None)
    majority_of: MajorityOf | None = described("of whom that majority is taken", default=None)

    def __str__(self) -> str:
        for_, against = self.in_favour, self.against
        if for_ is not None and against is not None:
            words = f"{for_} to {against}"
        elif for_ is not None:
            words = f"{for_} in favour"
        else:
            words = "" if against is None else f"{against} against"
        if self.abstained is not None:
            words += f"{', ' if words else ''}{self.abstained} abstained"
        if self.majority is not None:
            words += f"{'; ' if words else ''}{majority_words(self.majority, self.majority_of)}"
        return words or "a vote"


def majority_words(majority: Majority, of: MajorityOf | None) -> str:
    """A majority as one says it: "two thirds of the members required"."""
    plain = majority.value.replace("-", " ")
    plain = plain if plain.endswith(("thirds", "fifths", "quarters")) else f"{plain} majority"
    base = "" if of is None else f" of the {_WHO[of]}"
    return f"{plain}{base} required"


_WHO = {
    MajorityOf.VOTES_CAST: "votes cast",
    MajorityOf.PRESENT: "members present",
    MajorityOf.MEMBERS: "members",
}
