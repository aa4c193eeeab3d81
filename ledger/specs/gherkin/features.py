"""Features: taken apart by the official Gherkin parser, with the line of everything in them.

Takes a file or a text; gives a ``Feature`` of scenarios, and of each the cases that are to run,
or every mistake in it. Who comes next: ``check`` reads them, ``running`` runs them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import attrs
from gherkin.errors import CompositeParserException, ParserError
from gherkin.parser import Parser

from ledger.entries.languages import LANGUAGES
from ledger.errors import ClaimsError, Problems, Where
from ledger.specs.gherkin.files import shown, text_of
from ledger.specs.gherkin.structure import Place, mistakes_in
from ledger.specs.refusals import (
    LINE_LIMIT,
    BrokenFeature,
    EmptyFeature,
    LineTooLong,
    UnknownLanguage,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ledger.specs.gherkin.structure import Node

_PLACE = re.compile(r"^\(\d+:\d+\): ")
_LANGUAGE = re.compile(r"Language not supported: (.+)")
_PLACEHOLDER = re.compile(r"<([^<>]+)>")


@attrs.frozen(kw_only=True)
class Step:
    """One step as it is written; ``table`` has its cells, ``lines`` the line of each row."""

    keyword: str
    text: str
    line: int
    column: int
    table: tuple[tuple[str, ...], ...] | None
    lines: tuple[int, ...]


@attrs.frozen(kw_only=True)
class Example:
    """One row of an outline's Examples, with the tags of its table."""

    line: int
    tags: tuple[str, ...]
    values: Mapping[str, str]


@attrs.frozen(kw_only=True)
class Case:
    """One run of a scenario: itself, or one row of its Examples put in."""

    name: str
    tags: frozenset[str]
    steps: tuple[Step, ...]


@attrs.frozen(kw_only=True)
class Scenario:
    """One scenario, with the steps of its background first and the tags of all around it.

    The steps of an outline hold ``<…>`` still; ``examples`` are what to put there.
    """

    name: str
    line: int
    tags: tuple[str, ...]
    steps: tuple[Step, ...]
    examples: tuple[Example, ...]

    def cases(self) -> Iterator[Case]:
        """What is to run: one case for each example, or just one where there is none."""
        if not self.examples:
            yield Case(name=self.name, tags=frozenset(self.tags), steps=self.steps)
        for example in self.examples:
            name = _filled(self.name, example.values)
            if name == self.name:
                name = f"{name} [{', '.join(example.values.values())}]"
            yield Case(
                name=name,
                tags=frozenset((*self.tags, *example.tags)),
                steps=tuple(_with(step, example.values) for step in self.steps),
            )


@attrs.frozen(kw_only=True)
class Feature:
    """One feature file; ``file`` is its path as a reader names it."""

    file: str
    name: str
    language: str
    tags: tuple[str, ...]
    scenarios: tuple[Scenario, ...]
    text: str


def read(path: Path) -> Feature:
    """One feature file.

    Raises:
        ClaimsError: what is wrong, placed; ``Problems`` where it is more than one mistake.
    """
    return parsed(text_of(path), shown(path))


def parsed(text: str, source: str) -> Feature:
    r"""The feature in a text whose lines end with ``\n``.

    Raises:
        ClaimsError: what is wrong, placed; ``Problems`` where it is more than one mistake.
    """
    place = Place(source=source, lines=text.split("\n"))
    _refuse(
        [
            LineTooLong(len(line)).at(Where(source=source, line=number))
            for number, line in enumerate(place.lines, start=1)
            if len(line) > LINE_LIMIT
        ],
        source,
    )
    try:
        document: Node = {**Parser().parse(text)}
    except CompositeParserException as error:
        _refuse([_broken(parser_exception, place) for parser_exception in error.errors], source)
    except ParserError as error:
        _refuse([_broken(error, place)], source)
    raw = document.get("feature")
    if raw is None:
        raise EmptyFeature().at(Where(source=source))
    if raw["language"] not in LANGUAGES:
        raise UnknownLanguage(raw["language"], LANGUAGES).at(place.at(1))
    _refuse(list(mistakes_in(raw, place)), source)
    tags = _tags(raw)
    return Feature(
        file=source,
        name=raw["name"],
        language=raw["language"],
        tags=tags,
        scenarios=tuple(_scenarios(raw, tags)),
        text=text,
    )


def _refuse(mistakes: list[ClaimsError], source: str) -> None:
    if len(mistakes) > 1:
        raise Problems(source, mistakes) from None
    for mistake in mistakes:
        raise mistake from None


def _broken(error: ParserError, place: Place) -> ClaimsError:
    location: dict[str, Any] = getattr(error, "location", None) or {"line": 1}
    where = place.at(min(location["line"], len(place.lines)), column=location.get("column"))
    reason = _PLACE.sub("", str(error))
    language = _LANGUAGE.fullmatch(reason)
    if language:
        return UnknownLanguage(language[1], LANGUAGES).at(where)
    return BrokenFeature(_said(reason)).at(where)


def _said(reason: str) -> str:
    """What the parser met, without the list of its own tokens."""
    met = reason.rpartition("got ")[2] if "got " in reason else ""
    return f"it cannot hold {met} here" if met else reason


def _scenarios(
    raw: Node, tags: tuple[str, ...], before: tuple[Step, ...] = ()
) -> Iterator[Scenario]:
    """Every scenario of a feature or a rule, after the steps of the backgrounds around it."""
    for child in raw["children"]:
        if "background" in child:
            before = (*before, *map(_step, child["background"]["steps"]))
        elif "rule" in child:
            yield from _scenarios(child["rule"], (*tags, *_tags(child["rule"])), before)
        else:
            scenario = child["scenario"]
            yield Scenario(
                name=scenario["name"],
                line=scenario["location"]["line"],
                tags=tuple(dict.fromkeys((*tags, *_tags(scenario)))),
                steps=(*before, *map(_step, scenario["steps"])),
                examples=tuple(_examples(scenario)),
            )


def _step(raw: Node) -> Step:
    location, table = raw["location"], raw.get("dataTable")
    rows = table["rows"] if table else []
    return Step(
        keyword=str(raw["keyword"]).strip(),
        text=str(raw["text"]),
        line=location["line"],
        column=location["column"],
        table=tuple(tuple(cell["value"] for cell in row["cells"]) for row in rows)
        if table
        else None,
        lines=tuple(row["location"]["line"] for row in rows),
    )


def _examples(raw: Node) -> Iterator[Example]:
    for table in raw["examples"]:
        names = [cell["value"] for cell in table["tableHeader"]["cells"]]
        for row in table["tableBody"]:
            cells = (cell["value"] for cell in row["cells"])
            yield Example(
                line=row["location"]["line"],
                tags=_tags(table),
                values=dict(zip(names, cells, strict=True)),
            )


def _filled(text: str, values: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda place: values.get(place[1], place[0]), text)


def _with(step: Step, values: Mapping[str, str]) -> Step:
    table = step.table and tuple(tuple(_filled(cell, values) for cell in row) for row in step.table)
    return attrs.evolve(step, text=_filled(step.text, values), table=table)


def _tags(raw: Node) -> tuple[str, ...]:
    return tuple(tag["name"].removeprefix("@") for tag in raw["tags"])
