"""A first feature, written from what a ledger says now: something true to start from.

Takes a driver and clocks; gives the text of a feature that passes against the same ledger, in
any of the languages. Every line comes from the phrases of the vocabulary.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gherkin.dialect import Dialect

from ledger.entries.languages import LANGUAGES, words
from ledger.specs.answers.partnerships import StatusData
from ledger.specs.answers.reading import read
from ledger.specs.drivers import Inquiry
from ledger.specs.phrases.speaking import sentence, written, written_day
from ledger.specs.phrases.vocabulary import examples
from ledger.specs.refusals import UnknownLanguage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.clock import Clocks
    from ledger.specs.answers.partnerships import HurdleData
    from ledger.specs.answers.treaties import InstrumentData
    from ledger.specs.drivers import Driver
    from ledger.specs.phrases.parameters import Value


def first_feature(driver: Driver, partnership: str, clocks: Clocks, language: str = "en") -> str:
    """A feature on one partnership: its stage, its counts and its hurdles, as they are."""
    status = read(driver.ask(Inquiry.STATUS, partnership, clocks), StatusData)
    return "\n".join(_feature(status, clocks, language)) + "\n"


def _feature(status: StatusData, clocks: Clocks, language: str) -> Iterator[str]:
    dialect = _dialect(language)
    heading = words("heading", language)
    day = written_day(clocks.valid_at, language)
    if language != "en":
        yield f"# language: {language}"
    yield f"{dialect.feature_keywords[0]}: {heading['feature'].format(subject=status.partnership)}"
    yield ""
    yield f"  {dialect.scenario_keywords[-1]}: {heading['scenario'].format(day=day)}"
    when, then, also = (
        _word(words_)
        for words_ in (dialect.when_keywords, dialect.then_keywords, dialect.and_keywords)
    )
    yield f"    {when}{_say('look', language, partnership=status.partnership)}"
    yield f"    {also}{_say('ask', language, day=clocks.valid_at)}"
    lines = _state(status, language)
    yield f"    {then}{next(lines)}"
    for line in lines:
        yield f"      {line}" if line.startswith("|") else f"    {also}{line}"


def _state(status: StatusData, language: str) -> Iterator[str]:
    """What holds, one step a line; the rows of a table after their step."""
    yield _say("stage", language, subject=status.partnership, stage=status.stage)
    for instrument in status.instruments:
        yield from _counts(instrument, language)
    yield _say("hurdle-count", language, count=len(status.hurdles))
    if status.hurdles:
        yield _say("hurdles", language)
        yield from _table(status.hurdles, language)
    yield _say("contested-count", language, count=len(status.contested))
    yield _say("every-quote", language)


def _counts(instrument: InstrumentData, language: str) -> Iterator[str]:
    consents = instrument.consents
    if consents.count is None:
        yield _say("uncounted", language, instrument=instrument.id)
    elif consents.required is not None:
        values: dict[str, Value] = {
            "instrument": instrument.id,
            "count": consents.count,
            "required": consents.required,
        }
        yield _say("count-of", language, **values)
    if consents.count is not None:
        yield _say("consents-status", language, instrument=instrument.id, status=consents.status)


def _table(hurdles: tuple[HurdleData, ...], language: str) -> Iterator[str]:
    rows = [(_column("hurdle", language), _column("state", language))]
    rows += [(hurdle.id, written("state", hurdle.state, language)) for hurdle in hurdles]
    width, other = (max(map(len, cells)) for cells in zip(*rows, strict=True))
    for name, state in rows:
        yield f"| {name:<{width}} | {state:<{other}} |"


def _column(name: str, language: str) -> str:
    """How a column is called: the first of its spellings."""
    return words("column", language).get(name, name).split("|")[0]


def _say(key: str, language: str, **values: Value) -> str:
    phrase = next(
        example for example in examples() if (example.key, example.language) == (key, language)
    ).phrase
    return sentence(phrase, values, language)


def _dialect(language: str) -> Dialect:
    dialect = Dialect.for_name(language)
    if dialect is None:
        raise UnknownLanguage(language, LANGUAGES)
    return dialect


def _word(keywords: list[str]) -> str:
    return next(keyword for keyword in keywords if not keyword.startswith("*"))
