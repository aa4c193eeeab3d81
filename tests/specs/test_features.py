"""Feature files are read with the line of everything, or refused with the place and a way out."""

from __future__ import annotations

import pytest

from ledger.specs.features import found, parsed, read
from ledger.specs.refusals import (
    BrokenFeature,
    EmptyFeature,
    FeatureTooLarge,
    NoFeatures,
    SameName,
    UnknownLanguage,
    UnreadableFeature,
)

OUTLINE = """Feature: f
  Background:
    Given a
  Rule: r
    Background:
      Given b
    @t
    Scenario Outline: s <n>
      Then c <n>
        | <n> | 1 |
      Examples:
        | n |
        | 7 |
        | 8 |
"""


def test_backgrounds_come_first_and_examples_fill_text_and_tables():
    (scenario,) = parsed(OUTLINE, "f").scenarios
    assert ["a", "b", "c <n>"] == [step.text for step in scenario.steps]
    assert [("c 7", (("7", "1"),)), ("c 8", (("8", "1"),))] == [
        (steps[-1].text, steps[-1].table) for steps in scenario.filled()
    ]
    assert (("t",), 9, (10,)) == (scenario.tags, scenario.steps[-1].line, scenario.steps[-1].lines)


@pytest.mark.parametrize(
    ("text", "error", "line"),
    [
        ("Feature: f\n  Scenario: s\n    Given a\n  nonsense\n", BrokenFeature, 4),
        ("Feature: f\n  Scenario: s\n    Given a\n    | 1 |\n    | 1 | 2 |\n", BrokenFeature, 5),
        ("nothing of the kind", BrokenFeature, 1),
        ("# language: xyz\nFeature: f\n", UnknownLanguage, 1),
        ("# language: fr\nFonctionnalité: f\n  Scénario: s\n    Soit a\n", UnknownLanguage, 1),
        ("Feature: f\n  Scenario: s\n  Scenario: s\n", SameName, 3),
        ("Feature: f\n  Scenario: s\n    And a\n", BrokenFeature, 3),
        ("Feature: f\n  Rule: r\n    Scenario: s\n      * a\n", BrokenFeature, 4),
        ("", EmptyFeature, None),
        ("Feature: f\n", EmptyFeature, None),
    ],
)
def test_what_is_wrong_is_named_with_its_line(text, error, line):
    with pytest.raises(error) as caught:
        parsed(text, "x.feature")
    assert ("x.feature", line) == (caught.value.where.source, caught.value.where.line)
    assert caught.value.fix


def test_a_feature_of_ten_megabytes_is_refused_and_not_read(tmp_path):
    path = tmp_path / "big.feature"
    path.write_bytes(b"Feature: f\n" + b"# a comment\n" * 900_000)
    with pytest.raises(FeatureTooLarge, match="10,800,011 bytes"):
        read(path)


def test_a_file_that_is_no_text_or_not_there_is_refused(tmp_path):
    path = tmp_path / "x.feature"
    path.write_bytes(b"Feature: f\n\xff")
    with pytest.raises(UnreadableFeature) as caught:
        read(path)
    assert 2 == caught.value.where.line
    with pytest.raises(UnreadableFeature):
        read(tmp_path / "absent.feature")


def test_files_are_found_once_and_in_order(tmp_path):
    for name in ("b.feature", "a/c.feature", "note.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("")
    files = found([tmp_path, tmp_path / "b.feature"])
    assert ["c.feature", "b.feature"] == [path.name for path in files]


@pytest.mark.parametrize("name", ["", "absent", "absent.feature"])
def test_a_path_without_features_is_refused(tmp_path, name):
    with pytest.raises(NoFeatures):
        list(found([tmp_path / name]))
