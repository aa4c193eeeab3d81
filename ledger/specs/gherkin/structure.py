"""What a feature must have so that it cannot hold by accident, looked for before anything runs.

Takes the tree of the Gherkin parser; gives a mistake, with its line, for everything that would
check nothing: no scenario, no steps, no examples, steps that Gherkin reads as description.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import attrs
from gherkin.dialect import Dialect

from ledger.entries.languages import LANGUAGES
from ledger.errors import Where
from ledger.late import late
from ledger.specs.phrases.vocabulary import vocabulary
from ledger.specs.refusals import (
    BrokenFeature,
    EmptyFeature,
    NoExamples,
    NoSteps,
    NoTextHere,
    NothingChecked,
    ReadAsDescription,
    SameName,
    UnknownPlaceholder,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.errors import ClaimsError
    from ledger.specs import steps as specs_steps
else:
    specs_steps = late("ledger.specs.steps")

Node = dict[str, Any]
"""A node of the parser's tree."""

_BEGIN = ("Context", "Action", "Outcome")
_PLACEHOLDER = re.compile(r"<([^<>]+)>")


@attrs.frozen(kw_only=True)
class Place:
    """A file and its lines, from which a mistake takes its place."""

    source: str
    lines: list[str]

    def at(self, line: int, *, column: int | None = None) -> Where:
        """The place at a line, counted from 1."""
        return Where(
            source=self.source, line=line, column=column, excerpt=self.lines[line - 1].rstrip()
        )


def mistakes_in(feature: Node, place: Place) -> Iterator[ClaimsError]:
    """Every mistake in the build of a feature, each placed, in the order of the checks."""
    yield from _of_block(feature, place)
    lines_of: dict[str, int] = {}
    for scenario in _scenarios(feature):
        line = scenario["location"]["line"]
        first = lines_of.setdefault(scenario["name"], line)
        if first != line:
            yield SameName(scenario["name"], first).at(place.at(line))


def _of_block(block: Node, place: Place) -> Iterator[ClaimsError]:
    """The mistakes of a feature or a rule, and of all that it holds."""
    yield from _of_description(block, place)
    if not any(_scenarios(block)):
        yield EmptyFeature().at(place.at(block["location"]["line"]))
    for child in block["children"]:
        if "rule" in child:
            yield from _of_block(child["rule"], place)
        elif "background" in child:
            yield from _of_steps(child["background"], place)
        else:
            yield from _of_scenario(child["scenario"], place)


def _of_scenario(scenario: Node, place: Place) -> Iterator[ClaimsError]:
    yield from _of_steps(scenario, place)
    line = scenario["location"]["line"]
    if scenario["steps"] and not any(map(_may_look, scenario["steps"])):
        yield NothingChecked().at(place.at(line))
    columns: set[str] = set()
    for table in scenario["examples"]:
        yield from _of_description(table, place)
        columns |= {cell["value"] for cell in table.get("tableHeader", {}).get("cells", ())}
        if not table.get("tableBody"):
            yield NoExamples().at(place.at(table["location"]["line"]))
    if not scenario["examples"] and scenario["keyword"] in _outline_words():
        yield NoExamples().at(place.at(line))
    elif columns:
        for step in scenario["steps"]:
            for name in sorted(set(_PLACEHOLDER.findall(_words_of(step))) - columns):
                yield UnknownPlaceholder(name, columns).at(place.at(step["location"]["line"]))


def _of_steps(block: Node, place: Place) -> Iterator[ClaimsError]:
    """The mistakes of a scenario or a background: what stands in it, and what does not."""
    read_as_description = list(_of_description(block, place))
    yield from read_as_description
    if not block["steps"] and not read_as_description:
        yield NoSteps(described=bool(block["description"])).at(place.at(block["location"]["line"]))
    for number, step in enumerate(block["steps"]):
        where = place.at(step["location"]["line"])
        if number == 0 and step["keywordType"] not in _BEGIN:
            yield BrokenFeature("the first step begins with Given, When or Then").at(where)
        if "docString" in step:
            yield NoTextHere().at(place.at(step["docString"]["location"]["line"]))


def _may_look(step: Node) -> bool:
    """Whether a step holds the ledger to something; one that nobody knows is told by itself."""
    matches = vocabulary().matches(step["text"])
    return not matches or any(match.key not in _preparing() for match in matches)


def _of_description(block: Node, place: Place) -> Iterator[ClaimsError]:
    """The lines of a description that are steps or headings: in another language, or mistyped."""
    line = block["location"]["line"]
    for written in filter(None, map(str.strip, block["description"].split("\n"))):
        while line < len(place.lines) and place.lines[line].strip() != written:
            line += 1
        if _is_meant(written):
            yield ReadAsDescription().at(place.at(min(line + 1, len(place.lines))))


def _is_meant(written: str) -> bool:
    """Whether a line of a description is a step, with any keyword or none, or a heading."""
    steps, headings = _keywords()
    folded = written.casefold()
    if any(folded.startswith(heading) for heading in headings):
        return True
    rests = (written[len(word) :] for word in ("", *steps) if folded.startswith(word))
    return any(vocabulary().matches(rest) for rest in rests)


@cache
def _preparing() -> frozenset[str]:
    """The steps that record, or put a question, and hold the ledger to nothing."""
    tell = {key for key, step in specs_steps.STEPS.items() if step.tells}
    return frozenset(tell | {"empty-ledger", "look", "look-instrument", "ask"})


@cache
def _keywords() -> tuple[frozenset[str], frozenset[str]]:
    """How steps and headings begin in any language that has phrases, in small letters."""
    dialects = [dialect for name in LANGUAGES if (dialect := Dialect.for_name(name))]
    steps = {
        word.casefold()
        for dialect in dialects
        for words in (
            *(dialect.given_keywords, dialect.when_keywords, dialect.then_keywords),
            *(dialect.and_keywords, dialect.but_keywords),
        )
        for word in words
    }
    headings = {
        f"{word.casefold()}:"
        for dialect in dialects
        for words in (
            *(dialect.scenario_keywords, dialect.scenario_outline_keywords),
            *(dialect.background_keywords, dialect.rule_keywords),
        )
        for word in words
    }
    return frozenset(steps), frozenset(headings)


@cache
def _outline_words() -> frozenset[str]:
    dialects = (Dialect.for_name(name) for name in LANGUAGES)
    return frozenset(
        word for dialect in dialects if dialect for word in dialect.scenario_outline_keywords
    )


def _scenarios(block: Node) -> Iterator[Node]:
    for child in block["children"]:
        if "rule" in child:
            yield from _scenarios(child["rule"])
        elif "scenario" in child:
            yield child["scenario"]


def _words_of(step: Node) -> str:
    """The text of a step and the cells below it."""
    rows = step.get("dataTable", {}).get("rows", ())
    return "\n".join((step["text"], *(cell["value"] for row in rows for cell in row["cells"])))
