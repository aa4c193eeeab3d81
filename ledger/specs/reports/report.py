"""Living documentation: one run of the specs as one page, offline, without scripts.

Takes a ``Run``; gives HTML that prints and reads at 390 pixels: features by the question they
answer, each scenario with its result, and under each step the words that made it true.
"""

from __future__ import annotations

import re
from html import escape
from importlib import resources
from itertools import groupby
from typing import TYPE_CHECKING

from ledger.specs.reports.results import ScenarioOutcome
from ledger.views.text.letters import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledger.specs.answers.evidence import CitationData
    from ledger.specs.reports.results import Mistake, Run, ScenarioRun, StepRun

_TURNS = re.compile("[\u061c\u200e\u200f]")
_MARKS = {ScenarioOutcome.PASSED: "holds", ScenarioOutcome.FAILED: "does not hold"}


def report(run: Run) -> str:
    """The whole page."""
    style = resources.files("ledger.specs").joinpath("data", "report.css").read_text("utf-8")
    body = "\n".join(_body(run))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>What holds in this ledger</title>\n<style>\n{style}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _shown(text: str) -> str:
    """A text for the page; what would turn the direction of text is spelled out."""
    return escape("\n".join(_TURNS.sub(_spelled, safe(line)) for line in text.split("\n")))


def _spelled(mark: re.Match[str]) -> str:
    return f"\\x{ord(mark[0]):02x}"


def _body(run: Run) -> Iterator[str]:
    yield "<h1>What holds in this ledger</h1>"
    yield f"<p>{_shown(told(run))}</p>"
    if run.mistakes:
        yield "<section><h2>Not run</h2><ul>"
        yield from map(_mistake, run.mistakes)
        yield "</ul></section>"
    ordered = sorted(
        run.scenarios, key=lambda scenario: (scenario.question, scenario.file, scenario.line)
    )
    questions = [
        (question, list(scenarios))
        for question, scenarios in groupby(ordered, key=lambda scenario: scenario.question)
    ]
    if not questions:
        yield "<p><b>Nothing ran.</b></p>"
        return
    yield "<nav aria-label='Questions'><ul>"
    for number, (question, scenarios) in enumerate(questions):
        failed = sum(scenario.outcome is ScenarioOutcome.FAILED for scenario in scenarios)
        noun = "scenario" if len(scenarios) == 1 else "scenarios"
        verb = "does" if failed == 1 else "do"
        count = f"{len(scenarios)} {noun}" + (f", {failed} {verb} not hold" if failed else "")
        yield f'<li><a href="#question-{number}">{_shown(_title(question))}</a> ({count})</li>'
    yield "</ul></nav>"
    for number, (question, scenarios) in enumerate(questions):
        yield f'<section id="question-{number}"><h2>{_shown(_title(question))}</h2>'
        for _, feature in groupby(scenarios, key=lambda scenario: scenario.file):
            yield from _feature(list(feature))
        yield "</section>"


def told(run: Run) -> str:
    """The run in one sentence."""
    passed = len(run.scenarios) - run.failed
    files = "file" if run.unread == 1 else "files"
    missed = f", {run.unread} {files} not run" if run.unread else ""
    holds = "scenario holds" if passed == 1 else "scenarios hold"
    others = "does" if run.failed == 1 else "do"
    where = f"at position @{run.position}" if run.position >= 0 else "on an empty ledger"
    return (
        f"{passed} {holds}, {run.failed} {others} not{missed}. "
        f"Run on {run.ran_at:%Y-%m-%d at %H:%M} UTC {where}."
    )


def _title(question: str) -> str:
    return f"{question.replace('-', ' ').capitalize()}?"


def _mistake(mistake: Mistake) -> str:
    line = f":{mistake.line}" if mistake.line else ""
    place = f"<code>{_shown(mistake.file)}{line}</code> " if mistake.file else ""
    return f"<li>{place}{_shown(mistake.message)}. Try: {_shown(mistake.fix)}</li>"


def _feature(scenarios: list[ScenarioRun]) -> Iterator[str]:
    first = scenarios[0]
    yield f'<article lang="{first.language}"><h3>{_shown(first.feature)}</h3>'
    yield f"<p class='file'><code>{_shown(first.file)}</code></p>"
    for scenario in scenarios:
        yield from _scenario(scenario)
    yield "</article>"


def _scenario(scenario: ScenarioRun) -> Iterator[str]:
    state = scenario.outcome.value
    opened = " open" if scenario.outcome is ScenarioOutcome.FAILED else ""
    tags = " ".join(f"@{tag}" for tag in scenario.tags)
    yield f"<details class='{state}'{opened}><summary><b>{_MARKS[scenario.outcome]}</b> "
    yield f"{_shown(scenario.scenario)} <small>{_shown(tags)}</small></summary>"
    yield "<ol>"
    yield from map(_step, scenario.steps)
    yield "</ol>"
    if scenario.failure:
        yield f"<pre>{_shown(scenario.failure)}</pre>"
    yield f"<p class='file'>line {scenario.line}, began {_position(scenario.position)}</p>"
    yield "</details>"


def _position(position: int) -> str:
    return f"at position @{position}" if position >= 0 else "on an empty ledger"


def _step(step: StepRun) -> str:
    quotes = "".join(_quotes(step.evidence))
    return f"<li><span>{_shown(step.keyword)} {_shown(step.text)}</span>{quotes}</li>"


def _quotes(evidence: Iterable[CitationData]) -> Iterator[str]:
    for citation in dict.fromkeys(evidence):
        source = ", ".join(
            filter(None, (citation.publisher or citation.document, citation.published))
        )
        yield (
            f"<blockquote><p>“{_shown(citation.quote)}”</p>"
            f"<footer>{_shown(source)} <code>{_shown(citation.claim)}</code></footer></blockquote>"
        )
