"""A first feature is true: it passes against the ledger it was written from, in each language."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.clock import Clocks
from ledger.entries.languages import LANGUAGES
from ledger.specs.drivers.python import PythonDriver
from ledger.specs.first_feature import first_feature
from ledger.specs.gherkin.check import check
from ledger.specs.refusals import UnknownLanguage
from tests.specs.conftest import NOW, STORY


def written(log, day, language="en"):
    return first_feature(PythonDriver(log, now=NOW), STORY, Clocks(valid_at=day), language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("day", [date(2024, 6, 12), date(2022, 7, 1), date(2020, 1, 1)])
def test_a_first_feature_passes(told, language, day):
    """At three days and in each language, what is written from a ledger holds on it."""
    told.write("first.feature", written(told.log, day, language))
    (scenario,) = told.run().scenarios
    assert (None, language) == (scenario.failure, scenario.language)
    assert [] == check([told.path])


def test_a_first_feature_says_what_the_story_is_about(told):
    """Consents and outstanding hurdles of the day are among its steps."""
    text = written(told.log, date(2024, 6, 12))
    assert '    And "alce-convention" has 9 of 11 consents\n' in text
    assert "    And 4 hurdles are outstanding\n" in text


def test_a_language_without_phrases_is_refused(told):
    """An unknown language is an error and is not replaced by English."""
    with pytest.raises(UnknownLanguage):
        written(told.log, date(2024, 6, 12), "xx")
