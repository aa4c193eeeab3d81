"""Read feature files without running them: everything that is wrong, in one go, placed.

Takes paths; gives the mistakes of all files, in order. What only a ledger knows (whether a name
is followed, whether a quote stands in its document) is left to a run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.entries.reader import from_mapping
from ledger.errors import ClaimsError, Problems, Where
from ledger.specs.gherkin.features import read
from ledger.specs.gherkin.files import found
from ledger.specs.phrases.vocabulary import UnderstoodStep, vocabulary
from ledger.specs.steps import StepTable, rows_for
from ledger.specs.tables import Naming, documents_of, entries_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ledger.specs.gherkin.features import Feature, Step

_ANYWHERE = Naming(partnership="a-partnership", documents={})


def check(paths: Iterable[str | Path]) -> list[ClaimsError]:
    """Every mistake in the feature files at some paths, each once, with its file and line.

    Raises:
        NoFeatures: a path has no feature file.
    """
    mistakes: list[ClaimsError] = []
    for path in found(paths):
        try:
            feature = read(path)
        except Problems as several:
            mistakes += several.problems
        except ClaimsError as error:
            mistakes.append(error)
        else:
            mistakes += check_feature(feature)
    return mistakes


def check_feature(feature: Feature) -> list[ClaimsError]:
    """Every mistake in the steps of a feature; a background is looked at once."""
    lines = feature.text.split("\n")
    seen: set[Step] = set()
    mistakes: list[ClaimsError] = []
    for scenario in feature.scenarios:
        for case in scenario.cases():
            for step in case.steps:
                if step not in seen:
                    seen.add(step)
                    mistakes += (
                        _placed(mistake, step, feature, lines)
                        for mistake in _mistakes(step, feature)
                    )
    return mistakes


def _mistakes(step: Step, feature: Feature) -> Iterator[ClaimsError]:
    try:
        spoken = vocabulary().read(step.text, feature.language)
        spoken.values()
        _try_table(spoken, step)
    except Problems as several:
        yield from several.problems
    except ClaimsError as error:
        yield error


def _try_table(spoken: UnderstoodStep, step: Step) -> None:
    """Read the rows of a step's table as far as that goes without a ledger."""
    table = None if step.table is None else StepTable(step.table, step.lines)
    rows = rows_for(spoken, table)
    if spoken.key in _READERS:
        for entry in _READERS[spoken.key](rows, _ANYWHERE):
            from_mapping(entry, "the table")


_READERS = {"claims": entries_of, "documents": documents_of}


def _placed(error: ClaimsError, step: Step, feature: Feature, lines: list[str]) -> ClaimsError:
    """The error at its line of the file, whatever place it knew."""
    line = (error.where.line if error.where is not None else None) or step.line
    excerpt = lines[line - 1]
    column = len(excerpt) - len(excerpt.lstrip()) + 1
    error.where = Where(
        source=feature.file,
        line=line,
        column=column,
        excerpt=excerpt,
        caret=len(excerpt.strip()),
    )
    return error
