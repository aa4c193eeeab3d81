"""Briefs: what a reader of one page is told, and on whose words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ledger.specs.answers.reading import cited, read
from ledger.specs.steps.registry import step
from ledger.specs.world import Differs

if TYPE_CHECKING:
    from datetime import date

    from ledger.specs.answers.evidence import CitationData
    from ledger.specs.world import World


@attrs.frozen(kw_only=True)
class FootnoteData:
    """Verbatim words under a brief, and who said them."""

    number: int
    claim: str
    words: str
    source: str


@attrs.frozen(kw_only=True)
class StatementData:
    """A sentence of a brief, and the numbers of its footnotes."""

    text: str
    notes: tuple[int, ...]


@attrs.frozen(kw_only=True)
class SectionData:
    """Statements under one heading."""

    statements: tuple[StatementData, ...]


@attrs.frozen(kw_only=True)
class PartData:
    """The sections on one partnership."""

    sections: tuple[SectionData, ...]


@attrs.frozen(kw_only=True)
class BriefOfData:
    """A brief, as far as steps look at it."""

    parts: tuple[PartData, ...]
    footnotes: tuple[FootnoteData, ...]

    @property
    def statements(self) -> list[StatementData]:
        """Every statement, from the first section to the last."""
        sections = [section for part in self.parts for section in part.sections]
        return [statement for section in sections for statement in section.statements]


@step("brief-says")
def brief_says(
    world: World, *, statement: str, words: str, source: str
) -> tuple[CitationData, ...]:
    """A statement of the brief has a footnote with these words, of this source."""
    return _says(world, None, statement, words, source)


@step("brief-says-since")
def brief_says_since(
    world: World, *, day: date, statement: str, words: str, source: str
) -> tuple[CitationData, ...]:
    """The same in a brief that tells what changed since a day."""
    return _says(world, day, statement, words, source)


@step("brief-footnoted")
def brief_footnoted(world: World) -> None:
    """No statement of the brief is without a footnote."""
    statements = _brief(world, None).statements
    bare = [statement.text for statement in statements if not statement.notes]
    if bare or not statements:
        raise _differs(world, f"{'; '.join(bare) or 'nothing'} without a footnote", None)


def _says(
    world: World, day: date | None, statement: str, words: str, source: str
) -> tuple[CitationData, ...]:
    brief = _brief(world, day)
    meant = [each for each in brief.statements if statement in each.text]
    if not meant:
        texts = "; ".join(each.text for each in brief.statements)
        raise _differs(world, texts or "nothing", day)
    numbers = {number for each in meant for number in each.notes}
    notes = [note for note in brief.footnotes if note.number in numbers]
    right = [note for note in notes if words in note.words and source in note.source]
    if not right:
        under = "; ".join(f"“{note.words}” {note.source}" for note in notes)
        raise _differs(world, f"{meant[0].text}, on the words {under or 'of nobody'}", day)
    stated = [each.citation for moment in world.timeline for each in moment.stated]
    return cited(tuple(note.claim for note in right), stated)


def _brief(world: World, day: date | None) -> BriefOfData:
    return read(world.driver.brief(world.home(), day, world.clocks), BriefOfData)


def _differs(world: World, says: str, day: date | None) -> Differs:
    since = "" if day is None else f" --since {day}"
    return Differs(
        f"the ledger says in its brief {says}",
        command=f"claims brief {world.home()}{since}{world.options}",
    )
