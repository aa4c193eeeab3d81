"""What the fields of a development can hold, each with the sentence that explains it.

The same sentences serve the prompts, the ``--edit`` template and the JSON Schema.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, NewType

import attrs
import msgspec

from ledger.claims.vocabulary import Comparator

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

    def __str__(self) -> str:
        words = {
            Comparator.EXACTLY: "",
            Comparator.ABOUT: "about ",
            Comparator.MORE_THAN: "more than ",
            Comparator.AT_LEAST: "at least ",
            Comparator.LESS_THAN: "less than ",
            Comparator.AT_MOST: "at most ",
        }
        return f"{words[self.comparator]}{self.value} {self.unit}"
