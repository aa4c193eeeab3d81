"""Why a feature cannot be read or a step not be carried out: one class for each cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.errors import InvalidInput, NotFound

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

FEATURE_LIMIT = 1_000_000
"""The most bytes that one feature file may have."""

LINE_LIMIT = 4_000
"""The most characters of one line: what Gherkin's parser needs grows with the square of a gap."""


class BrokenFeature(InvalidInput):
    """A text that is no Gherkin."""

    code = "broken-feature"

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"this is not Gherkin: {reason}",
            fix="begin a line with Feature, Background, Scenario, Given, When, Then or And, "
            "and give every row of a table as many cells",
        )


class UnknownLanguage(InvalidInput):
    """A language without phrases."""

    code = "unknown-language"

    def __init__(self, language: str, languages: Iterable[str]) -> None:
        super().__init__(
            f"specs cannot be written in the language {language}",
            fix=f"write # language: and one of {', '.join(languages)} in the first line",
        )


class FeatureTooLarge(InvalidInput):
    """A feature file that nobody could read."""

    code = "feature-too-large"

    def __init__(self, size: int) -> None:
        super().__init__(
            f"the file has {size:,} bytes, a feature has at most {FEATURE_LIMIT:,}",
            fix="keep one behaviour in a file, and import news with claims import",
        )


class LineTooLong(InvalidInput):
    """A line of a feature that nobody could read, and that Gherkin's parser takes minutes over."""

    code = "line-too-long"

    def __init__(self, length: int) -> None:
        super().__init__(
            f"the line has {length:,} characters, one of a feature has at most {LINE_LIMIT:,}",
            fix="break it, or take out the spaces; a long quote is found by its first words",
        )


class UnreadableFeature(InvalidInput):
    """A feature file that is no UTF-8 text, or cannot be opened."""

    code = "unreadable-feature"

    def __init__(self, reason: str, *, fix: str = "save it as UTF-8 text") -> None:
        super().__init__(f"the file cannot be read: {reason}", fix=fix)


class NoFeatures(NotFound):
    """A path without feature files."""

    code = "no-features"

    def __init__(self, path: str) -> None:
        super().__init__(
            f"no feature files at {path}",
            fix="name a .feature file or a folder of them; claims spec new writes a first one",
        )


class EmptyFeature(InvalidInput):
    """A feature, or a rule of one, without a scenario: it would hold whatever the ledger says."""

    code = "empty-feature"

    def __init__(self) -> None:
        super().__init__(
            "there is no scenario here", fix="write a Scenario with steps, or take this away"
        )


class NoSteps(InvalidInput):
    """A scenario or a background without a step: it would hold whatever the ledger says."""

    code = "no-steps"

    def __init__(self, *, described: bool) -> None:
        read = "; what stands here is read as a description" if described else ""
        super().__init__(
            f"there is no step here{read}",
            fix="begin each step with a keyword of the language that the first line names, "
            "as Given, Dado or 조건 (claims spec steps lists the steps)",
        )


class NothingChecked(InvalidInput):
    """A scenario that records and asks, and says nothing of the answer: it would always hold."""

    code = "nothing-checked"

    def __init__(self) -> None:
        super().__init__(
            "no step of this scenario says what must hold, so it would hold whatever the ledger "
            "says",
            fix="end it with a step that does, after Then, Entonces or 그러면 (claims spec steps "
            "lists them)",
        )


class ReadAsDescription(InvalidInput):
    """A step or a heading that Gherkin takes for prose, so that it would never run."""

    code = "read-as-description"

    def __init__(self) -> None:
        super().__init__(
            "this line is read as a description and would not run",
            fix="begin it with a keyword of the language that the first line names, "
            "as Given, Dado or 조건, in the same letters",
        )


class NoExamples(InvalidInput):
    """An outline without rows of examples: nothing of it would run."""

    code = "no-examples"

    def __init__(self) -> None:
        super().__init__(
            "there are no examples, so nothing of this outline would run",
            fix="write a table below Examples: its columns first, then a row for each run",
        )


class UnknownPlaceholder(InvalidInput):
    """A ``<…>`` in an outline that no column of its examples fills."""

    code = "unknown-placeholder"

    def __init__(self, name: str, columns: Iterable[str]) -> None:
        super().__init__(
            f"no column of the examples is called {name}",
            fix=f"write one of: {', '.join(f'<{column}>' for column in sorted(columns))}",
        )


class UnknownTag(InvalidInput):
    """A tag to select by that no scenario has."""

    code = "unknown-tag"

    def __init__(self, tag: str, tags: Iterable[str]) -> None:
        names = ", ".join(f"@{name}" for name in sorted(tags)) or "none"
        super().__init__(
            f"no scenario has the tag @{tag}", fix=f"select by a tag that is there: {names}"
        )


class NothingSelected(InvalidInput):
    """Tags that leave out every scenario."""

    code = "nothing-selected"

    def __init__(self, scenarios: int) -> None:
        noun = "the one scenario" if scenarios == 1 else f"all {scenarios} scenarios"
        super().__init__(
            f"nothing ran: the tags leave out {noun}", fix="take a -t away or name another tag"
        )


class NoTextHere(InvalidInput):
    """A block of text below a step: no step has a use for one."""

    code = "no-text-here"

    def __init__(self) -> None:
        super().__init__(
            "no step takes a block of text", fix="take it away, or write it as a table"
        )


class SameName(InvalidInput):
    """Two scenarios of one feature with one name."""

    code = "same-name"

    def __init__(self, name: str, line: int) -> None:
        super().__init__(
            f"another scenario is called so, in line {line}: {name}",
            fix="give each scenario of a feature its own name",
        )


class UnknownStep(InvalidInput):
    """A step that no phrase matches."""

    code = "unknown-step"

    def __init__(self, text: str, nearest: Sequence[str]) -> None:
        near = "; ".join(nearest)
        super().__init__(
            f"no such step: {text}",
            fix=f"the nearest phrases are: {near} (claims spec steps lists all)",
        )
        self.nearest = tuple(nearest)


class AmbiguousStep(InvalidInput):
    """A step that two phrases match."""

    code = "ambiguous-step"

    def __init__(self, text: str, phrases: Sequence[str]) -> None:
        super().__init__(
            f"this step can be read in {len(phrases)} ways: {text}",
            fix=f"write it as just one of: {'; '.join(phrases)}",
        )


class MissingColumn(InvalidInput):
    """A table without a column that it needs, or a step without its table."""

    code = "missing-column"

    def __init__(self, columns: Sequence[str]) -> None:
        noun = "the column" if len(columns) == 1 else "the columns"
        super().__init__(
            f"the table lacks {noun} {', '.join(columns) or 'kind, source'}",
            fix="name every column in the first row and fill it in each row "
            "(claims spec steps shows a table for this step)",
        )


class NoTableHere(InvalidInput):
    """A table below a step that has no use for one."""

    code = "no-table-here"

    def __init__(self) -> None:
        super().__init__("this step takes no table", fix="take the table away")


class RepeatedColumn(InvalidInput):
    """Two columns that mean the same."""

    code = "repeated-column"

    def __init__(self, column: str) -> None:
        super().__init__(f"two columns are {column}", fix="keep one of them")


class NothingImported(InvalidInput):
    """A step that takes an import back, in a scenario without one."""

    code = "nothing-imported"

    def __init__(self) -> None:
        super().__init__(
            "this scenario has imported nothing",
            fix="import a sheet in a step before (claims spec steps shows how)",
        )


class NoOtherDesk(InvalidInput):
    """A step on what another desk takes in, in a scenario of one desk."""

    code = "no-other-desk"

    def __init__(self) -> None:
        super().__init__(
            "this scenario has one desk, and nobody to take in what it exports",
            fix="go to another desk in a step before (claims spec steps shows how)",
        )


class NobodyIsTold(InvalidInput):
    """A step on a receiver, in a scenario without one."""

    code = "nobody-is-told"

    def __init__(self) -> None:
        super().__init__(
            "nobody is told of changes in this scenario",
            fix="have a receiver told in a step before (claims spec steps shows how)",
        )


class NoSuchDay(InvalidInput):
    """A date that is no date."""

    code = "no-such-day"

    def __init__(self, written: str) -> None:
        super().__init__(
            f"no such day: {written}",
            fix="write a day of the calendar as 2024-06-12, 12 June 2024, 12 de junio de 2024 "
            "or 2024년 6월 12일",
        )


class RecordedInThePast(InvalidInput):
    """A scenario records on a day that the ledger has already gone past."""

    code = "recorded-in-the-past"

    def __init__(self, day: date, last: date) -> None:
        super().__init__(
            f"nothing can be recorded on {day}: this ledger recorded something on {last} already",
            fix='leave out the day, or begin the scenario with "an empty ledger"',
        )


class WhichPartnership(InvalidInput):
    """A step about a partnership, where there are several or none."""

    code = "which-partnership"

    def __init__(self, partnerships: Sequence[str]) -> None:
        names = ", ".join(partnerships) or "none yet"
        super().__init__(
            f"which partnership is meant? The ledger follows {names}",
            fix='say so in a step before: I look at "…"',
        )


class NoSuchName(NotFound):
    """A name in a step that the answer does not have."""

    code = "no-such-name"

    def __init__(self, kind: str, name: str, names: Iterable[str]) -> None:
        listed = ", ".join(sorted(set(names))[:8]) or "none"
        super().__init__(f"no such {kind} here: {name}", fix=f"name one of: {listed}")


class NothingRefused(InvalidInput):
    """A step that expects a refusal where all was recorded."""

    code = "nothing-refused"

    def __init__(self) -> None:
        super().__init__(
            "nothing was refused",
            fix="put this step right after the one that should be refused",
        )
