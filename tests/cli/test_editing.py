"""An entry written in one's own editor."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from ledger.cli.dialogue.editing import REMARK, EditorFailed, edited
from ledger.errors import InvalidInput, Problems, Where

TEMPLATE = "# how to write\nkind:\n"


@pytest.fixture
def editor(monkeypatch):
    """An editor that writes one text after another, and keeps what it was shown."""

    def of(*texts):
        shown = []
        writes = iter(texts)

        def edit(filename):
            path = Path(filename)
            shown.append(path.read_text())
            text = next(writes)
            if text is not None:
                path.write_text(text)

        monkeypatch.setattr(click, "edit", edit)
        monkeypatch.setenv("EDITOR", "one of the tests")
        return shown

    return of


def understand(text, name):
    """Anything but an entry with a bad line is understood."""
    problems = [
        InvalidInput(
            "no such kind\nperhaps another",
            fix="workshop-held",
            where=Where(source=name, line=number, excerpt=line),
        )
        for number, line in enumerate(text.splitlines(), 1)
        if "bad" in line
    ]
    if problems:
        raise Problems(name, problems)
    return text


def test_what_was_written_is_understood(editor):
    """The editor opens on the template, and a good text comes back as it was saved."""
    shown = editor("kind: x\n")
    assert edited(TEMPLATE, understand) == "kind: x\n"
    assert shown == [TEMPLATE]


@pytest.mark.parametrize("left", [None, "", "\n", "# only remarks\n\n"])
def test_empty_or_unchanged_cancels(left, editor):
    """Nothing is understood and nothing is left behind."""
    editor(left)
    assert edited(TEMPLATE, understand) is None


def test_mistakes_open_the_text_again_with_remarks_below_their_lines(editor):
    """The remarks are not part of the text: they are gone when it is read."""
    first = "kind: bad\nquote: a\n"
    shown = editor(first, f"{REMARK} old\nkind: good\nquote: a\n")
    assert edited(TEMPLATE, understand) == "kind: good\nquote: a\n"
    assert shown[1] == (
        "#! nothing was recorded; what is wrong is said in lines like this one\n"
        "kind: bad\n"
        "#! no such kind\n"
        "#! perhaps another\n"
        "#! try: workshop-held\n"
        "quote: a\n"
    )


def test_a_mistake_without_a_line_stands_on_top(editor):
    """A mistake with no place is written above the text as comments, with its way out."""

    def refuse(text, _):
        if "good" in text:
            return text
        raise InvalidInput("odd", fix="else")

    shown = editor("a\n", "good\n")
    assert edited(TEMPLATE, refuse) == "good\n"
    assert shown[1].splitlines()[1:] == ["#! odd", "#! try: else", "a"]


def test_a_mistake_past_the_last_line_is_told_too(editor):
    """A line number that the text does not reach puts the mistake at the end."""

    def refuse(text, name):
        if "good" in text:
            return text
        raise InvalidInput("odd", fix="else", where=Where(source=name, line=9))

    shown = editor("a\n", "good\n")
    edited(TEMPLATE, refuse)
    assert shown[1].splitlines()[1:] == ["a", "#! odd", "#! try: else"]


def test_a_text_given_up_with_its_mistakes_is_not_lost(editor):
    """The error names the file, and the file holds the text without the remarks."""
    editor("kind: bad\n", None)
    with pytest.raises(Problems) as caught:
        edited(TEMPLATE, understand)
    assert Path(caught.value.source).read_text() == "kind: bad\n"


def test_emptying_the_text_after_a_mistake_cancels(editor):
    """Saving an empty text is the way out of the editor: nothing comes back."""
    editor("kind: bad\n", "")
    assert edited(TEMPLATE, understand) is None


def test_an_editor_that_fails_says_where_the_text_is_and_what_helps(monkeypatch):
    """The written text stays in a file that the message names, next to ``EDITOR``."""

    def broken(**_):
        raise click.ClickException("vi: Editing failed")

    monkeypatch.setattr(click, "edit", broken)
    monkeypatch.setenv("EDITOR", "one of the tests")
    with pytest.raises(EditorFailed) as failed:
        edited(TEMPLATE, understand)
    assert failed.value.path.read_text() == TEMPLATE
    assert str(failed.value.path) in failed.value.fix
    assert "EDITOR" in failed.value.fix


def test_without_a_terminal_no_editor_is_waited_for(newsroom):
    """No editor is named and nobody sits there: it is refused, and the template stays."""
    said = newsroom("record", "signed", "--edit")
    assert 2 == said.code
    assert "no terminal for it, and neither VISUAL nor EDITOR is set" in " ".join(said.err.split())
