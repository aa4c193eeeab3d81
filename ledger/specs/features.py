"""Feature files: found, read and taken apart by the official Gherkin parser, mistakes kept.

Takes paths; gives ``Feature`` values with the line of everything in them, or a mistake a file.
Who comes next: ``check`` reads them without running, ``running`` runs them.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
from gherkin.errors import CompositeParserException, ParserError
from gherkin.parser import Parser

from ledger.errors import ClaimsError, Where
from ledger.specs.languages import LANGUAGES
from ledger.specs.refusals import (
    FEATURE_LIMIT,
    BrokenFeature,
    EmptyFeature,
    FeatureTooLarge,
    NoFeatures,
    SameName,
    UnknownLanguage,
    UnreadableFeature,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    _Node = dict[str, Any]
    """A node of the parser's tree."""

_PLACE = re.compile(r"^\(\d+:\d+\): ")
_BEGIN = ("Context", "Action", "Outcome")
_LANGUAGE = re.compile(r"Language not supported: (.+)")


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
class Scenario:
    """One scenario, with the steps of its background first.

    The steps of an outline hold ``<…>`` still; ``examples`` are what to put there.
    """

    name: str
    line: int
    tags: tuple[str, ...]
    steps: tuple[Step, ...]
    examples: tuple[dict[str, str], ...]

    def filled(self) -> Iterator[tuple[Step, ...]]:
        """The steps with each example put in; once as they are where there is none."""
        for example in self.examples or ({},):
            yield tuple(_filled(step, example) for step in self.steps)


@attrs.frozen(kw_only=True)
class Feature:
    """One feature file."""

    file: str
    name: str
    language: str
    tags: tuple[str, ...]
    scenarios: tuple[Scenario, ...]
    text: str


def found(paths: Iterable[str | Path]) -> Iterator[Path]:
    """The feature files at paths, each once, in order.

    Raises:
        NoFeatures: a path has none.
    """
    seen: set[Path] = set()
    for given in paths:
        path = Path(given)
        files = sorted(path.rglob("*.feature")) if path.is_dir() else [path]
        if not files or not files[0].is_file():
            raise NoFeatures(str(given))
        for file in files:
            if file not in seen:
                seen.add(file)
                yield file


def read(path: Path) -> Feature:
    """One feature file.

    Raises:
        ClaimsError: what is wrong first, placed; nothing is read beyond ``FEATURE_LIMIT``.
    """
    where = Where(source=str(path))
    try:
        with path.open("rb") as file:
            data = file.read(FEATURE_LIMIT + 1)
        if len(data) > FEATURE_LIMIT:
            raise FeatureTooLarge(path.stat().st_size).at(where)
        text = data.decode()
    except OSError as error:
        raise UnreadableFeature(error.strerror or str(error)).at(where) from None
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise UnreadableFeature("it is no UTF-8").at(Where(source=str(path), line=line)) from None
    return parsed(text, str(path))


def parsed(text: str, source: str) -> Feature:
    """The feature in a text; raises what is wrong with it first, placed."""
    lines = text.splitlines()
    try:
        document: _Node = {**Parser().parse(text)}
    except CompositeParserException as error:
        raise _broken(error.errors[0], source, lines) from None
    except ParserError as error:
        raise _broken(error, source, lines) from None
    raw = document.get("feature")
    if raw is None or not any(_scenarios(raw)):
        raise EmptyFeature().at(Where(source=source))
    if raw["language"] not in LANGUAGES:
        place = Where(source=source, line=1, excerpt=lines[0])
        raise UnknownLanguage(raw["language"], LANGUAGES).at(place)
    feature = Feature(
        file=source,
        name=raw["name"],
        language=raw["language"],
        tags=_tags(raw),
        scenarios=tuple(_scenarios(raw)),
        text=text,
    )
    _refuse_conjunctions(raw, source, lines)
    _refuse_same_names(feature, lines)
    return feature


def _broken(error: ParserError, source: str, lines: list[str]) -> ClaimsError:
    place = getattr(error, "location", None) or {"line": 1}
    line = min(place["line"], max(len(lines), 1))
    excerpt = lines[line - 1] if lines else ""
    where = Where(source=source, line=line, column=place.get("column"), excerpt=excerpt)
    reason = _PLACE.sub("", str(error))
    language = _LANGUAGE.fullmatch(reason)
    if language:
        return UnknownLanguage(language[1], LANGUAGES).at(where)
    return BrokenFeature(_said(reason)).at(where)


def _said(reason: str) -> str:
    """What the parser met, without the list of its own tokens."""
    met = reason.rpartition("got ")[2] if "got " in reason else ""
    return f"it cannot hold {met} here" if met else reason


def _scenarios(raw: _Node, before: tuple[Step, ...] = ()) -> Iterator[Scenario]:
    """Every scenario of a feature or a rule, after the steps of the backgrounds around it."""
    for child in raw["children"]:
        if "background" in child:
            before = (*before, *map(_step, child["background"]["steps"]))
        elif "rule" in child:
            yield from _scenarios(child["rule"], before)
        else:
            held = child["scenario"]
            yield Scenario(
                name=held["name"],
                line=held["location"]["line"],
                tags=_tags(held),
                steps=(*before, *map(_step, held["steps"])),
                examples=tuple(_examples(held)),
            )


def _step(raw: _Node) -> Step:
    place, table = raw["location"], raw.get("dataTable")
    rows = table["rows"] if table else []
    return Step(
        keyword=str(raw["keyword"]).strip(),
        text=str(raw["text"]),
        line=place["line"],
        column=place["column"],
        table=tuple(tuple(cell["value"] for cell in row["cells"]) for row in rows)
        if table
        else None,
        lines=tuple(row["location"]["line"] for row in rows),
    )


def _examples(raw: _Node) -> Iterator[dict[str, str]]:
    for table in raw["examples"]:
        names = [cell["value"] for cell in table.get("tableHeader", {}).get("cells", ())]
        for row in table.get("tableBody", ()):
            yield dict(zip(names, (cell["value"] for cell in row["cells"]), strict=True))


def _filled(step: Step, example: dict[str, str]) -> Step:
    def put(text: str) -> str:
        for name, value in example.items():
            text = text.replace(f"<{name}>", value)
        return text

    if not example:
        return step
    table = None if step.table is None else tuple(tuple(map(put, row)) for row in step.table)
    return attrs.evolve(step, text=put(step.text), table=table)


def _tags(raw: _Node) -> tuple[str, ...]:
    return tuple(tag["name"].removeprefix("@") for tag in raw["tags"])


def _refuse_conjunctions(raw: _Node, source: str, lines: list[str]) -> None:
    """Refuse "And" where there is nothing before it, which pytest-bdd cannot run."""
    for child in raw["children"]:
        if "rule" in child:
            _refuse_conjunctions(child["rule"], source, lines)
            continue
        (held,) = child.values()
        if held["steps"] and held["steps"][0]["keywordType"] not in _BEGIN:
            line = held["steps"][0]["location"]["line"]
            place = Where(source=source, line=line, excerpt=lines[line - 1])
            raise BrokenFeature("the first step begins with Given, When or Then").at(place)


def _refuse_same_names(feature: Feature, lines: list[str]) -> None:
    lines_of: dict[str, int] = {}
    for scenario in feature.scenarios:
        first = lines_of.setdefault(scenario.name, scenario.line)
        if first != scenario.line:
            excerpt = lines[scenario.line - 1]
            place = Where(source=feature.file, line=scenario.line, excerpt=excerpt)
            raise SameName(scenario.name, first).at(place)
