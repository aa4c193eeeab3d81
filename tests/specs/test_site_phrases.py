"""The steps on the public site, which are the project's own, in every language."""

import pytest

from features.site_steps import PHRASES, SitePhrase
from ledger.entries.languages import LANGUAGES
from ledger.specs.gherkin.features import read
from ledger.specs.phrases.vocabulary import vocabulary
from tests.specs.test_promises import FEATURES

FEATURE = FEATURES / "what-leaves-the-desk" / "the-public-site.feature"


def _steps(language):
    """The steps of the feature in a language, as they are written."""
    path = FEATURE if language == "en" else FEATURE.with_suffix(f".{language}.feature")
    return [
        step.text
        for scenario in read(path).scenarios
        for case in scenario.cases()
        for step in case.steps
    ]


@pytest.mark.parametrize("key", PHRASES)
def test_a_step_on_the_site_takes_the_same_values_in_every_language(key):
    """No language says more than another, and none is missing."""
    patterns = SitePhrase(key).patterns
    assert set(patterns) == set(LANGUAGES)
    assert len({frozenset(parameters) for _, parameters in patterns.values()}) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_step_on_the_site_is_said_in_the_feature_of_each_language(language):
    """In that language, as this step alone: the product has no phrase like it."""
    said = dict.fromkeys(PHRASES, 0)
    for text in _steps(language):
        steps = {key: SitePhrase(key).parse_arguments(text) for key in PHRASES}
        understood = {key: values for key, values in steps.items() if values}
        assert len(understood) + len(vocabulary().matches(text)) == 1, text
        for key, values in understood.items():
            assert values["language"] == language
            said[key] += 1
    assert all(said.values()), said
