"""Feature files are read with the line of everything, or refused with the place and a way out."""

from __future__ import annotations

import os

import pytest

from ledger.errors import Problems
from ledger.specs.gherkin.features import parsed, read
from ledger.specs.gherkin.files import found
from ledger.specs.refusals import (
    BrokenFeature,
    EmptyFeature,
    FeatureTooLarge,
    NoExamples,
    NoFeatures,
    NoSteps,
    NoTextHere,
    ReadAsDescription,
    SameName,
    UnknownLanguage,
    UnknownPlaceholder,
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
    """Both backgrounds lead the steps; each example fills name, step and table, lines kept."""
    (scenario,) = parsed(OUTLINE, "f").scenarios
    assert ["a", "b", "c <n>"] == [step.text for step in scenario.steps]
    assert [("s 7", "c 7", (("7", "1"),)), ("s 8", "c 8", (("8", "1"),))] == [
        (case.name, case.steps[-1].text, case.steps[-1].table) for case in scenario.cases()
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
        ("Feature: f\n  Scenario: s\n    Given a\n  Scenario: s\n    Given a\n", SameName, 4),
        ("Feature: f\n  Scenario: s\n    And a\n", BrokenFeature, 3),
        ("Feature: f\n  Rule: r\n    Scenario: s\n      * a\n", BrokenFeature, 4),
        ("", EmptyFeature, None),
        ("Feature: f\n", EmptyFeature, 1),
        ("# a comment\nFeature: f\n  prose\n", EmptyFeature, 2),
        ("Feature: f\n  Background:\n    Given a\n", EmptyFeature, 1),
        ("Feature: f\n  Scenario: s\n    Given a\n  Rule: r\n", EmptyFeature, 4),
        ("Feature: f\n  Scenario: s\n", NoSteps, 2),
        ("Feature: f\n  Scenario: s\n    prose\n", NoSteps, 2),
        ("Feature: f\n  Background:\n  Scenario: s\n    Given a\n", NoSteps, 2),
        ("Feature: f\n  Background:\n    Given a\n  Scenario: s\n", NoSteps, 4),
        ("Feature: f\n  Scenario Outline: s\n    Given a\n", NoExamples, 2),
        ("Feature: f\n  Scenario Outline: s\n    Given a\n    Examples:\n", NoExamples, 4),
        ("Feature: f\n  Scenario: s\n    Given a\n    Examples:\n      | n |\n", NoExamples, 4),
        (f"{OUTLINE}      Examples:\n        | n |\n", NoExamples, 15),
        (OUTLINE.replace("Then c <n>", "Then c <m>"), UnknownPlaceholder, 9),
        ('Feature: f\n  Scenario: s\n    Given a\n      """\n      b\n      """\n', NoTextHere, 4),
        ('Feature: f\n  Scenario: s\n\n    when I look at "p"\n', ReadAsDescription, 4),
        ('Feature: f\n  Scenario: s\n    I look at "p"\n    Given a\n', ReadAsDescription, 3),
        ("Feature: f\n  Escenario: s\n  Scenario: t\n    Given a\n", ReadAsDescription, 2),
        ('Feature: f\n  Scenario: s\n    Cuando miro "p"\n    Given a\n', ReadAsDescription, 3),
    ],
)
def test_what_is_wrong_is_named_with_its_line(text, error, line):
    """Each mistake in a file has an error class of its own, its line and a way out."""
    with pytest.raises(error) as caught:
        parsed(text, "x.feature")
    assert ("x.feature", line) == (caught.value.where.source, caught.value.where.line)
    assert caught.value.fix


def test_every_mistake_of_a_file_is_named_in_one_go():
    """A scenario without steps, one of the same name and an empty rule are three mistakes."""
    with pytest.raises(Problems) as caught:
        parsed("Feature: f\n  Scenario: s\n  Scenario: s\n    Given a\n  Rule: r\n", "x")
    assert [("no-steps", 2), ("empty-feature", 5), ("same-name", 3)] == [
        (one.code, one.where.line) for one in caught.value.problems
    ]


def test_prose_that_is_no_step_stays_a_description():
    """What merely begins like a step, or holds one, is left alone: negative control."""
    text = "Feature: f\n  When in doubt, ask.\n  Note: x\n  Scenario: s\n    So I look at it\n"
    assert parsed(f"{text}    Given a\n", "x").scenarios


@pytest.mark.parametrize("value", ["<b>", "<a>", ""])
def test_what_stands_in_an_example_is_put_in_once(value):
    """A value that looks like a placeholder is no placeholder."""
    text = "Feature: f\n  Scenario: s\n    Given <a> <b>\n    Examples:\n      | a | b |\n"
    (scenario,) = parsed(f"{text}      | {value} | 2 |\n", "x").scenarios
    (case,) = scenario.cases()
    assert f"{value} 2" == case.steps[0].text


def test_tags_of_examples_are_those_of_their_rows():
    """A row has the tags of its table, its outline, its rule and its feature, and no others."""
    text = OUTLINE.replace("      Examples:", "      @x\n      Examples:")
    text = f"@f\n{text}\n      @y\n      Examples:\n        | n |\n        | 9 |\n"
    (scenario,) = parsed(text.replace("  Rule: r", "  @r\n  Rule: r"), "x").scenarios
    assert [{"f", "r", "t", "x"}] * 2 + [{"f", "r", "t", "y"}] == [
        set(case.tags) for case in scenario.cases()
    ]


PLAIN = (
    "# language: ko\n기능: 협약\n  시나리오: 하나\n    조건 빈 원장이 있다\n"
    "    그러면 원장은 검증을 통과한다\n"
)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_a_feature_is_the_same_in_whatever_form_an_editor_saves_it(tmp_path, encoding, ends):
    """A byte order mark, UTF-16 and the line ends of Windows change nothing."""
    mark = "\ufeff" if encoding.endswith(("le", "be")) else ""
    path = tmp_path / "x.feature"
    path.write_bytes((mark + PLAIN.replace("\n", ends)).encode(encoding))
    feature = read(path)
    assert PLAIN == feature.text
    assert ("ko", 4) == (feature.language, feature.scenarios[0].steps[0].line)


@pytest.mark.parametrize("separator", ["\u2028", "\x0b", "\x0c", "\x85", "\x1c"])
def test_only_line_ends_end_a_line(separator):
    """Gherkin counts lines by line feeds alone, and so does the place of a mistake."""
    with pytest.raises(SameName) as caught:
        parsed(
            f"Feature: f{separator}g\n  Scenario: s\n    Given a\n  Scenario: s\n    Given a\n",
            "x",
        )
    assert (4, "  Scenario: s") == (caught.value.where.line, caught.value.where.excerpt)


def test_a_feature_of_ten_megabytes_is_refused_and_not_read(tmp_path):
    """A file over the limit is refused with its size in bytes."""
    path = tmp_path / "big.feature"
    path.write_bytes(b"Feature: f\n" + b"# a comment\n" * 900_000)
    with pytest.raises(FeatureTooLarge, match="10,800,011 bytes"):
        read(path)


def test_a_file_that_is_no_text_or_not_there_is_refused(tmp_path):
    """Broken bytes are placed by their line; an absent file is the same sort of error."""
    path = tmp_path / "x.feature"
    path.write_bytes(b"Feature: f\n\xff")
    with pytest.raises(UnreadableFeature) as caught:
        read(path)
    assert 2 == caught.value.where.line
    with pytest.raises(UnreadableFeature):
        read(tmp_path / "absent.feature")


def test_files_are_found_once_and_in_order(tmp_path):
    """A file named twice, by its folder and by itself, is read once; other files are not."""
    for name in ("b.feature", "a/c.feature", "note.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("")
    files = found([tmp_path, tmp_path / "b.feature"])
    assert ["c.feature", "b.feature"] == [path.name for path in files]


def test_in_a_folder_every_feature_is_found(tmp_path):
    """Letters of any case, folders in folders and linked ones; a circle of links ends."""
    far = tmp_path / "far"
    for path in ("in/deep/a.FEATURE", "in/b.Feature", "in/x.feature/c.feature", "far/d.feature"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("")
    (tmp_path / "in/linked").symlink_to(far)
    (tmp_path / "in/deep/circle").symlink_to(tmp_path / "in")
    (tmp_path / "in/again.feature").symlink_to(tmp_path / "in/b.Feature")
    (tmp_path / "in/gone.feature").symlink_to(tmp_path / "nowhere")
    assert {"again.feature", "gone.feature", "a.FEATURE", "c.feature", "d.feature"} == {
        path.name for path in found([tmp_path / "in"])
    }


def test_a_file_whose_name_is_no_text_is_shown_in_letters(tmp_path):
    """A name of bytes that are no UTF-8 does not break what prints it."""
    path = tmp_path / os.fsdecode(b"\xff.feature")
    try:
        path.write_text("Feature: f\n  Scenario: s\n    Given a\n")
    except OSError:
        pytest.skip("this file system takes only UTF-8")
    (feature,) = map(read, found([tmp_path]))
    assert feature.file.endswith("\\xff.feature")


@pytest.mark.parametrize("name", ["", "absent", "absent.feature"])
def test_a_path_without_features_is_refused(tmp_path, name):
    """An empty folder and an absent path are errors, so that no run of nothing passes."""
    with pytest.raises(NoFeatures):
        list(found([tmp_path / name]))
