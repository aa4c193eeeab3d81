"""The JSON Schema takes what the reader takes, and refuses the shapes that the reader refuses."""

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ledger
from ledger.entries.entry import Entry
from ledger.entries.reader import EntryFormat
from ledger.entries.schema import json_schema
from ledger.entries.specs import KIND_NAMES, Sort, field_specs
from ledger.entries.write import entry_of
from ledger.sources.capture import Captured
from tests.thorough import examples

SCHEMA = json_schema()
STORIES = sorted((Path(ledger.__file__).parent / "demo").glob("*.yaml"))


def _file(path, _charset):
    return Captured(text=f"the text of {path}", media_type="text/plain")


VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def minimal(kind):
    """The smallest entry of a kind."""
    entry = {
        "kind": kind,
        **{spec.name: sample(spec) for spec in field_specs(kind) if spec.required},
    }
    return entry | ({"text": "some words"} if kind == "document" else {})


def full(kind):
    """An entry of a kind with all its fields."""
    entry = {"kind": kind, **{spec.name: sample(spec) for spec in field_specs(kind)}}
    if kind == "document":
        entry |= {"lineage": "translated", "url": "https://example.org", "language": "es"}
        entry |= {"media_type": "text/html", "root": "the-root"}
        del entry["file"], entry["excerpts"], entry["words"]
        entry["pages"] = [0]  # the first page begins where the text begins
    if kind == "instrument":  # not every rule that has the shape can be
        entry["opened_for_signature"] = "2022-06-01"
        rule = {"when": [{"consents": 11}], "after": {"number": 30, "unit": "days"}}
        entry["entry_into_force"] = rule
    return entry


def sample(spec):
    if spec.name == "entry_into_force":
        return {"when": [{"consents": 11}], "after": {"number": 30, "unit": "days"}}
    match spec.sort:
        case Sort.CHOICE:
            one = spec.choices[0]
        case Sort.NUMBER:
            one = 9
        case Sort.YES_NO:
            one = True
        case Sort.FIGURE:
            one = "2.5"
        case Sort.DATE:
            one = "2022-06-29"
        case Sort.TEXT:
            one = "a text"
        case Sort.RECORD:
            one = {part.name: sample(part) for part in spec.parts}
        case Sort.ENTRY:
            one = minimal("signed")
        case _:
            one = "a-name"
    return [one] if spec.many else one


def test_it_is_a_schema():
    """It is valid under its own draft and is plain JSON."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA


@pytest.mark.parametrize("kind", KIND_NAMES)
@pytest.mark.parametrize("make", [minimal, full])
def test_the_smallest_and_the_fullest_entry_of_every_kind_are_taken_by_both(read, kind, make):
    """An editor that follows the schema never refuses what an import takes."""
    entry = make(kind)
    (found,) = read(json.dumps(entry), EntryFormat.JSON)
    assert isinstance(found, Entry), found.message
    VALIDATOR.validate(entry)
    VALIDATOR.validate([entry, entry])


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_the_stories_of_the_demo_are_taken_by_both(commands, story):
    """Real files pass too: each entry of a story, once it is written in full."""
    recorded = commands(story.read_bytes(), file_text=_file)
    assert len(recorded) > 20
    VALIDATOR.validate([entry_of(command) for command in recorded])


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_no_required_field_can_be_left_out(read, kind):
    """What the schema calls required is what the reader misses, for every kind."""
    entry = minimal(kind)
    for name in entry:
        less = {field: value for field, value in entry.items() if field != name}
        assert not VALIDATOR.is_valid(less), name
        (error,) = read(json.dumps(less), EntryFormat.JSON)
        assert error.code in {"missing-field", "one-text-only"}


COUNTED = minimal("consents-counted")
FACT = minimal("fact-reported")
DOCUMENT = minimal("document")


@pytest.mark.parametrize(
    "entry",
    [
        9,
        "text",
        None,
        {},
        [[]],
        [9],
        COUNTED | {"kind": "consents-count"},
        COUNTED | {"kind": None},
        COUNTED | {"asserter": "mexico"},
        COUNTED | {"count": "9"},
        COUNTED | {"count": 9.5},
        COUNTED | {"count": True},
        COUNTED | {"count": -1},
        COUNTED | {"count": 1_000_001},
        COUNTED | {"required": 0},
        COUNTED | {"quote": 5},
        COUNTED | {"quote": None},
        COUNTED | {"note": ""},
        COUNTED | {"note": " \n"},
        COUNTED | {"note": "x" * 501},
        COUNTED | {"note": ["x"]},
        COUNTED | {"note": {"x": "y"}},
        COUNTED | {"instrument": "ALCE"},
        COUNTED | {"instrument": "a--b"},
        COUNTED | {"instrument": "x" * 81},
        COUNTED | {"instrument": None},
        COUNTED | {"modality": "certain"},
        COUNTED | {"modality": None},
        COUNTED | {"stage": "Deposed"},
        COUNTED | {"occurred": "next Monday"},
        COUNTED | {"occurred": 2022},
        COUNTED | {"occurred": "2022-6-1"},
        COUNTED | {"named": "mexico"},
        COUNTED | {"named": [" "]},
        COUNTED | {"named": [None]},
        minimal("instrument") | {"opened_for_signature": "2021-09"},
        minimal("instrument") | {"entry_into_force": {"when": {"consents": 11}}},
        minimal("instrument") | {"entry_into_force": {"when": [{"consents": "11"}]}},
        minimal("instrument") | {"entry_into_force": {"when": [{"share": True, "of": "a"}]}},
        minimal("partnership") | {"parties": []},
        minimal("requirement-stated") | {"each": "true"},
        minimal("review-started") | {"hurdle": "a/b/c"},
        FACT | {"figures": [{"value": True, "unit": "years"}]},
        FACT | {"figures": [{"value": "1e5", "unit": "years"}]},
        FACT | {"figures": [{"value": 15}]},
        FACT | {"figures": [15]},
        FACT | {"figures": [{"value": 15, "unit": "years", "more": 1}]},
        minimal("correction") | {"becomes": minimal("party")},
        minimal("correction") | {"becomes": "c21"},
        DOCUMENT | {"excerpts": ["a"]},
        DOCUMENT | {"text": None},
        DOCUMENT | {"text": ""},
        DOCUMENT | {"source_kind": "newspaper"},
    ],
)
def test_what_the_reader_refuses_for_its_shape_the_schema_refuses(read, entry):
    """A wrong type, word, length or bound shows in the editor, before the import."""
    found = read(json.dumps(entry), EntryFormat.JSON)
    assert found
    assert not any(isinstance(each, Entry) for each in found)
    assert not VALIDATOR.is_valid(entry)


@pytest.mark.parametrize(
    "date",
    [
        *("2022", "201X", "20XX", "2022-06", "2022-06-29", "2022-XX", "2022-06-XX", "2022-XX-XX"),
        *("2022-21", "2022-33", "2022-06~", "2022?", "2022-06-29%"),
        *("2022/2023", "../2022-06", "2022-06-29/..", "/2022", "2022/", "2022-06~/2022-08?"),
    ],
)
def test_every_form_of_date_is_taken_by_both(read, date):
    """The schema's pattern knows every form of EDTF that the ledger reads."""
    entry = COUNTED | {"occurred": date}
    (found,) = read(json.dumps(entry), EntryFormat.JSON)
    assert isinstance(found, Entry), found.message
    VALIDATOR.validate(entry)


@examples(300)
@given(st.text("0129X-./?~%", max_size=12))
def test_a_date_that_the_reader_takes_the_schema_takes(read, date):
    """Whatever signs are put together, the pattern is never narrower than the reader."""
    entry = COUNTED | {"occurred": date}
    (found,) = read(json.dumps(entry), EntryFormat.JSON)
    if isinstance(found, Entry):
        VALIDATOR.validate(entry)


def test_the_demo_has_its_stories():
    """The negative control: without stories the test of them would pass on nothing."""
    assert STORIES
