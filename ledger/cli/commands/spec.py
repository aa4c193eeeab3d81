"""``claims spec``: what a desk expects of its ledger, written as features and run against it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import click

from ledger.app.envelope import UNFIXED, error_data
from ledger.cli import failure
from ledger.cli.answer import give, say
from ledger.cli.call import Call, pass_call
from ledger.cli.group import SubGroup, VerbCommand
from ledger.cli.options.clocks import clock_options
from ledger.cli.options.csv import csv_option
from ledger.cli.options.offered import subjects
from ledger.cli.options.output import OVERWRITE, output
from ledger.cli.printing import width
from ledger.errors import ExitCode, InvalidInput
from ledger.late import late
from ledger.views.data import data
from ledger.views.page import Line
from ledger.views.tables.cells import of_records

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.clock import Clocks
    from ledger.specs import first_feature as first_features
    from ledger.specs import running
    from ledger.specs.drivers import python
    from ledger.specs.gherkin import check as gherkin_check
    from ledger.specs.phrases import vocabulary
    from ledger.specs.phrases.vocabulary import PhraseExample
    from ledger.specs.reports import junit as reports_junit
    from ledger.specs.reports import report as reports_report
    from ledger.specs.reports.results import Run
    from ledger.views.page import Block
else:
    first_features = late("ledger.specs.first_feature")
    gherkin_check = late("ledger.specs.gherkin.check")
    python = late("ledger.specs.drivers.python")
    reports_junit = late("ledger.specs.reports.junit")
    reports_report = late("ledger.specs.reports.report")
    running = late("ledger.specs.running")
    vocabulary = late("ledger.specs.phrases.vocabulary")

FOLDER = "features"
"""Where features are looked for if no path is given."""

_PATHS = click.argument("paths", nargs=-1, metavar="[PATH]…", type=click.Path())
_TAGS = click.option(
    "-t", "--tag", "tags", multiple=True, metavar="TAG", help='Only these, or "not TAG".'
)
_LANGUAGE = click.option(
    "--lang", type=click.Choice(["en", "es", "ko"]), help="English, Spanish or Korean."
)


@click.group(
    cls=SubGroup,
    invoke_without_command=True,
    short_help="Check what must hold, in your own words.",
)
@click.pass_context
def spec(context: click.Context) -> None:
    """Say in features what must hold, and check it against the ledger, which never changes.

    PhraseExample: claims spec run features
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@spec.command(cls=VerbCommand, short_help="Run features against the ledger.")
@_PATHS
@_TAGS
@click.option(
    "--junit",
    type=click.Path(path_type=Path, readable=False),
    metavar="FILE",
    help="Write JUnit XML too.",
)
@OVERWRITE
@pass_call
def run(
    call: Call,
    paths: tuple[str, ...],
    tags: tuple[str, ...],
    junit: Path | None,
    overwrite: bool,  # noqa: FBT001 - Click
) -> int:
    """Run the scenarios of feature files, or of folders of them, against the ledger.

    Without a PATH, those in ./features. What scenarios record stays in memory. The exit code
    is 1 if anything does not hold or cannot run, and if nothing runs.
    PhraseExample: claims spec run alce.feature -t promise-1
    """
    place = output(call, junit, overwrite=overwrite, reads=_files(paths))
    done = _run(call, paths, tags)
    if junit is not None:
        place.write(reports_junit.junit(done), [])
    _refuse_nothing(call, done)
    say(call, data=data(done), at={**UNFIXED, "position": done.position}, lines=_told(done))
    return ExitCode.OK if done.clean else ExitCode.FINDINGS


@spec.command(cls=VerbCommand, short_help="Look for mistakes without running.")
@_PATHS
@pass_call
def check(call: Call, paths: tuple[str, ...]) -> int:
    """Read feature files without running them: broken Gherkin, unknown steps, missing columns.

    No ledger is needed. PhraseExample: claims spec check features
    """
    mistakes = gherkin_check.check(paths or (FOLDER,))
    lines = (line for mistake in mistakes for line in (*failure.text(mistake, width()), ""))
    fields = [error_data(error) for error in mistakes]
    say(call, data={"mistakes": fields}, lines=lines if mistakes else ["every step is known"])
    return ExitCode.FINDINGS if mistakes else ExitCode.OK


@spec.command(cls=VerbCommand, short_help="List the steps that can be written.")
@_LANGUAGE
@csv_option
@pass_call
def steps(call: Call, lang: str | None) -> None:
    """List every step with an example, and its table where it has one.

    PhraseExample: claims spec steps --lang ko
    """
    listed = [example for example in vocabulary.examples() if example.language == (lang or "en")]
    heads = ("key", "language", "phrase", "text", "table")
    say(
        call,
        data=data(listed),
        lines=_listed(listed),
        cells=lambda: of_records(heads, [attrs.asdict(example) for example in listed]),
    )


@spec.command(cls=VerbCommand, short_help="Write a first feature from what holds now.")
@click.argument("subject", shell_complete=subjects)
@_LANGUAGE
@pass_call
@clock_options
def new(call: Call, clocks: Clocks, subject: str, lang: str | None) -> None:
    """Print a feature on a partnership that holds now: something true to start from.

    PhraseExample: claims spec new mexico-korea-space --valid-at 2024-06-12 > first.feature
    """
    with call.ledger() as ledger:
        driver = python.PythonDriver(ledger.log, now=call.clock.now())
        text = first_features.first_feature(driver, subject, clocks, lang or "en")
    give(call, data={"feature": text}, lines=text.splitlines())


@spec.command(cls=VerbCommand, short_help="Write what holds, and why, as one page.")
@click.argument("out", type=click.Path(path_type=Path, readable=False), metavar="OUT.html")
@_PATHS
@_TAGS
@OVERWRITE
@pass_call
def report(
    call: Call,
    out: Path,
    paths: tuple[str, ...],
    tags: tuple[str, ...],
    overwrite: bool,  # noqa: FBT001 - Click
) -> int:
    """Run features and write one page: each scenario, its result, and the quotes behind it.

    The page needs no network and no scripts. PhraseExample: claims spec report specs.html features
    """
    if out.is_dir() or out.suffix.lower() == ".feature":
        raise NoReportName(out)
    place = output(call, out, overwrite=overwrite, reads=_files(paths))
    done = _run(call, paths, tags)
    written = place.write(reports_report.report(done), [])
    _refuse_nothing(call, done)
    lines = [*_not_run(done), reports_report.told(done), *written] if written else []
    say(call, data={"report": str(out), **data(done)}, lines=lines)
    return ExitCode.OK if done.clean else ExitCode.FINDINGS


class NoReportName(InvalidInput):
    """A feature or a folder where the report's own name belongs."""

    code = "no-report-name"

    def __init__(self, out: Path) -> None:
        super().__init__(
            f"{out} is what a report is about, not where it is written",
            fix=f"name the report first: claims spec report report.html {out}",
        )
        self.out = out


def _files(paths: Sequence[str]) -> list[Path]:
    """What is read and must not be written over; a folder's other files may be."""
    return [Path(path) for path in paths if Path(path).is_file()]


def _run(call: Call, paths: Sequence[str], tags: Sequence[str]) -> Run:
    with call.ledger() as ledger:
        return running.run(paths or (FOLDER,), log=ledger.log, now=call.clock.now(), tags=tags)


def _refuse_nothing(call: Call, done: Run) -> None:
    """For a program, that nothing ran is an error: a reader sees it in the count."""
    if call.json and not done.scenarios:
        raise running.NothingRan(done)


def _told(done: Run) -> Iterator[Block]:
    """What does not hold, then the count."""
    yield from _not_run(done)
    for scenario in done.scenarios:
        if scenario.failure is not None:
            yield from scenario.failure.splitlines()
            yield ""
    passed = len(done.scenarios) - done.failed
    noun = "file" if done.unread == 1 else "files"
    files = f", {done.unread} {noun} not run" if done.unread else ""
    yield f"{passed} passed, {done.failed} failed{files}, at position @{done.position}"


def _not_run(done: Run) -> Iterator[Block]:
    """Why something did not run, a place and a way out each."""
    for mistake in done.mistakes:
        line = "" if mistake.line is None else f":{mistake.line}"
        yield Line(f"{mistake.file}{line}", behind=mistake.message)
        yield Line(f"try: {mistake.fix}", 1)
        yield ""


def _listed(examples: Sequence[PhraseExample]) -> Iterator[Block]:
    for example in examples:
        yield example.text
        for row in (example.table or "").splitlines():
            yield Line(row, 1)
