"""The template of an editor: every field with its sentence, and it reads back once filled."""

import re

import pytest

from ledger.entries.reader import from_mapping
from ledger.entries.specs import KIND_NAMES, Sort, field_specs
from ledger.entries.template import template
from ledger.errors import ClaimsError


def sample(spec):
    if spec.name == "entry_into_force":
        return {"when": [{"consents": "11"}], "after": {"number": "30", "unit": "days"}}
    match spec.sort:
        case Sort.CHOICE:
            return spec.choices[-1]
        case Sort.NUMBER | Sort.FIGURE:
            return "9"
        case Sort.YES_NO:
            return "true"
        case Sort.DATE:
            return "2022-06-29"
        case Sort.RECORD:
            return {part.name: sample(part) for part in spec.parts}
        case Sort.ENTRY:
            kind = "signed"
            return {"kind": kind, **{s.name: sample(s) for s in field_specs(kind) if s.required}}
        case _:
            return "a-name"


def filled(kind, *, required_only):
    entry = {"kind": kind}
    for spec in field_specs(kind):
        if spec.required or not required_only:
            entry[spec.name] = [sample(spec)] * 2 if spec.many else sample(spec)
    if kind == "document":
        for name in {"file", "excerpts", "words", "root", "lineage"} & set(entry):
            del entry[name]
        more = {} if required_only else {"url": "https://example.org", "media_type": "text/html"}
        entry |= {"text": "some words", **more} | ({} if required_only else {"language": "es"})
        entry |= {} if required_only else {"pages": [0, 5]}
    return entry


@pytest.mark.parametrize("kind", KIND_NAMES)
@pytest.mark.parametrize("required_only", [True, False])
def test_a_template_that_is_filled_reads_back(commands, kind, required_only):
    """Values go into the template and come out as the same command, for every kind."""
    entry = filled(kind, required_only=required_only)
    assert commands(template(kind, entry)) == [from_mapping(entry, "python").command]


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_a_template_shows_every_field_with_its_sentence(kind):
    """The editor needs no manual: each field, its words, and lines that fit the screen."""
    text = template(kind)
    told = " ".join(text.replace("\n#", " ").split())
    for spec in field_specs(kind):
        assert re.search(rf"^#?{spec.name}:", text, re.MULTILINE), spec.name
        assert " ".join(spec.help.split()) in told
        assert all(choice in told for choice in spec.choices)
    assert max(map(len, text.splitlines())) <= 100


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_a_template_that_is_not_filled_lacks_just_its_required_fields(read, kind):
    """Nothing in it passes for a value: each required field is missing at its line."""
    mistakes = read(template(kind))
    required = [spec.name for spec in field_specs(kind) if spec.required]
    assert all(isinstance(each, ClaimsError) for each in mistakes)
    text = ["kind"] if kind == "document" else []  # it says nowhere what the document says
    assert [each.field for each in mistakes] == text + required
    for each in mistakes[len(text) :]:
        assert each.where.excerpt == f"{each.field}:"


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_every_optional_field_can_be_used_by_taking_its_mark_away(read, kind):
    """Behind the # stands a line that is right as it is."""
    text = template(kind, filled(kind, required_only=True))
    for spec in field_specs(kind):
        if not spec.required and spec.sort is not Sort.RECORD and spec.name not in text:
            (entry,) = read(text.replace(f"\n#{spec.name}:", f"\n{spec.name}:"))
            assert entry.kind == kind


def test_a_template_of_a_correction_carries_the_claim_to_be_corrected(commands):
    """The user changes one value of it, and need not write the claim again."""
    becomes = filled("signed", required_only=True)
    text = template("correction", {"claim": "c21", "becomes": becomes})
    assert "becomes:\n  kind: signed\n" in text
    (command,) = commands(text.replace("\nby:", "\nby: ledger").replace("\nreason:", "\nreason: x"))
    assert (command.claim, command.becomes.quote) == ("c21", "a-name")
