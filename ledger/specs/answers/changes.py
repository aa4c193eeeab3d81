"""What changed between two looks, as a step looks at it."""

from __future__ import annotations

import re

import attrs

from ledger.specs.answers.evidence import CitationData, ContestData

_COUNTED = re.compile(r"(\d+)(?: of \d+)?")


@attrs.frozen(kw_only=True)
class ValueChangeData:
    """A value that is another one now; None: there was, or is, nothing to say."""

    subject: str
    field: str
    before: str | None
    after: str | None
    claims: tuple[str, ...]

    @property
    def counts(self) -> tuple[int | None, int | None]:
        """How many it was and is: 9 of "9 of 11", None of "9 to 10 of 11"."""
        return _count(self.before), _count(self.after)


@attrs.frozen(kw_only=True)
class NoLongerData:
    """A claim that stood then and does not now, and why."""

    citation: CitationData
    reason: str


@attrs.frozen(kw_only=True)
class HurdleChangeData:
    """A hurdle that is in another state now."""

    hurdle: str


@attrs.frozen(kw_only=True)
class NewsData:
    """A document with the claims on it that are new."""

    claims: tuple[CitationData, ...]


@attrs.frozen(kw_only=True)
class ChangesData:
    """What changed between two looks at a partnership."""

    values: tuple[ValueChangeData, ...]
    hurdles: tuple[HurdleChangeData, ...]
    contested: tuple[ContestData, ...]
    no_longer_contested: tuple[ContestData, ...]
    no_longer: tuple[NoLongerData, ...]
    news: tuple[NewsData, ...]


@attrs.frozen(kw_only=True)
class ChangesOfData:
    """What changed in one partnership of all."""

    partnership: str
    news: tuple[NewsData, ...]


@attrs.frozen(kw_only=True)
class AllChangesData:
    """What changed over all partnerships."""

    changes: tuple[ChangesOfData, ...]


def _count(value: str | None) -> int | None:
    match = _COUNTED.fullmatch(value or "")
    return None if match is None else int(match[1])
