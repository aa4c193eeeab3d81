"""Every promise of the README has a scenario, every scenario a promise, and the list is true."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from ledger.specs.gherkin.features import read
from ledger.specs.gherkin.files import found

ROOT = Path(__file__).parents[2]
FEATURES = ROOT / "features"
LINES = 70


def _loaded():
    spec = importlib.util.spec_from_file_location("promises", FEATURES / "promises.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


promises = _loaded()
FILES = sorted(found([FEATURES]))
TRANSLATED = sorted(
    {
        path.with_name(f"{path.name.partition('.')[0]}.feature")
        for path in FILES
        if path.name.count(".") > 1
    }
)
"""The features that are said in another language too."""


def test_every_promise_has_a_scenario():
    """No promise of the README is without a feature file that is tagged with its number."""
    assert [] == [one.number for one in promises.promises() if not one.files]


def test_every_scenario_has_a_promise():
    """A scenario that proves no promise is one that nobody asked for."""
    known = {one.number for one in promises.promises()}
    unproved = [
        f"{path.name}: {scenario.name}"
        for path in FILES
        for scenario in read(path).scenarios
        if not known & set(promises.numbers(scenario.tags))
    ]
    assert [] == unproved


def test_no_scenario_names_a_promise_that_is_not_made():
    """A tag with a number that the README does not have is an error."""
    assert set() == set(promises.proofs()) - {one.number for one in promises.promises()}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_feature_is_short_and_holds_one_behaviour(path):
    """Each feature file has fewer than 70 lines, so that it can be read at a glance."""
    assert len(path.read_text(encoding="utf-8").splitlines()) < LINES


@pytest.mark.parametrize("language", ["es", "ko"])
def test_five_features_speak_every_language(language):
    """Each next to its English original, with the same promise."""
    translated = [path for path in FILES if path.name.endswith(f".{language}.feature")]
    assert len(translated) >= 5
    for path in translated:
        original = path.with_name(path.name.replace(f".{language}.", "."))
        assert language == read(path).language
        assert read(original).tags == read(path).tags


@pytest.mark.parametrize("path", TRANSLATED, ids=lambda path: path.name)
def test_a_feature_has_as_many_scenarios_in_each_language(path):
    """Where it is said in another language at all, it is said in every one, and in full."""
    features = [read(path.with_suffix(f"{suffix}.feature")) for suffix in ("", ".es", ".ko")]
    cases = [
        [len(list(scenario.cases())) for scenario in feature.scenarios] for feature in features
    ]
    assert cases[0] == cases[1] == cases[2]


def test_the_list_in_the_readme_is_made_from_the_features():
    """Writing the list again gives the README as it is: the list is not edited by hand."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    if promises.BEGIN not in readme:
        pytest.skip("the README has no markers for the list of promises yet")
    assert promises.written(readme) == readme


def test_the_list_stands_between_its_markers():
    """What stood between the markers is replaced, and the text around them is not."""
    made = promises.written(f"a\n{promises.BEGIN}\nstale words\n{promises.END}\nb\n")
    assert made.startswith(f"a\n{promises.BEGIN}\n1. ")
    assert made.endswith(f"{promises.END}\nb\n")
    assert "stale words" not in made
