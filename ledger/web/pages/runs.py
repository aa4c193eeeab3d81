"""A run of the desk's specs in HTML: what does not hold first, each step with its quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
from markupsafe import Markup

from ledger.ids import position_name
from ledger.views.markup.elements import element, markup, section

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ledger.specs.reports.results import Mistake, Run, ScenarioRun
    from ledger.views.markup.blocks import Layout
    from ledger.views.words import Words


def run_markup(run: Run, *, layout: Layout, words: Words, kept: Callable[[str], bool]) -> Markup:
    """The count, what could not run, what fails, what holds.

    ``kept`` says whether the ledger holds a claim: a scenario records its own in memory.
    """
    failed = [_scenario(each, layout, kept) for each in run.scenarios if each.failure is not None]
    passed = [_scenario(each, layout, kept) for each in run.scenarios if each.failure is None]
    parts = [element("p", _told(run, words), class_="lead")]
    if run.mistakes:
        parts.append(section(words("not-run"), list(map(_mistake, run.mistakes)), none=""))
    if failed:
        parts.append(section(words("does-not-hold"), failed, none=""))
    parts.append(section(words("what-holds"), passed, none=words("none")))
    return markup(parts)


def _told(run: Run, words: Words) -> str:
    """The run in one sentence or two."""
    counts = words(
        "run-counts",
        passed=len(run.scenarios) - run.failed,
        failed=run.failed,
        missed=run.unread or "",
    )
    moment = f"{words.day(run.ran_at.date())}, {run.ran_at:%H:%M} UTC"
    place = position_name(run.position) if run.position >= 0 else ""
    return f"{counts} {words('run-when', moment=moment, position=place)}"


def without_folders(run: Run) -> Run:
    """The same run with files by their names alone: where they stand is no matter of a reader."""
    return attrs.evolve(
        run,
        scenarios=tuple(
            attrs.evolve(
                each,
                file=_name(each.file),
                failure=each.failure and each.failure.replace(each.file, _name(each.file)),
            )
            for each in run.scenarios
        ),
        mistakes=tuple(
            attrs.evolve(
                each,
                file=_name(each.file),
                message=each.message.replace(each.file, _name(each.file)),
            )
            for each in run.mistakes
        ),
    )


def _name(file: str) -> str:
    return file.rpartition("/")[2]


def _mistake(mistake: Mistake) -> Markup:
    line = "" if mistake.line is None else f":{mistake.line}"
    return element("p", f"{mistake.file}{line}: {mistake.message}. {mistake.fix}")


def _scenario(scenario: ScenarioRun, layout: Layout, kept: Callable[[str], bool]) -> Markup:
    title = f"{scenario.feature}: {scenario.scenario}"
    parts = [element("summary", title, lang=scenario.language), *_steps(scenario, layout, kept)]
    if scenario.failure is not None:
        parts.append(element("pre", scenario.failure))
    return element("details", markup(parts), open=scenario.failure is not None)


def _steps(scenario: ScenarioRun, layout: Layout, kept: Callable[[str], bool]) -> Iterator[Markup]:
    for step in scenario.steps:
        keyword = element("span", step.keyword, class_="label")
        yield element("p", Markup("{} {}").format(keyword, step.text), lang=scenario.language)
        for citation in step.evidence:
            who = citation.publisher or citation.document
            when = f", {citation.published}" if citation.published else ""
            words = f"{who}{when} [{citation.claim}]"
            caption = layout.text(words) if kept(citation.claim) else words
            quote = element("blockquote", element("q", citation.quote))
            yield element(
                "figure",
                markup((quote, element("figcaption", caption))),
                class_="quote",
            )
