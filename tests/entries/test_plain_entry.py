"""An entry that is read in one go is the one that its tree gives; all else is left to the tree."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.claims.decision.refusals import Refusals
from ledger.claims.limits import check_command
from ledger.entries.decode import decoded
from ledger.entries.entry import Entry
from ledger.entries.plain_entry import plain_entry
from ledger.entries.specs import CLAIM_KINDS, KIND_NAMES, Sort, field_specs
from ledger.entries.text.json_text import json_tree
from ledger.entries.text.tree import Origin
from tests.thorough import examples

KINDS = (*CLAIM_KINDS, "document")
SOUND = {
    Sort.TEXT: "Some words",
    Sort.NAME: "a-name",
    Sort.NUMBER: 1,
    Sort.FIGURE: "2.5",
    Sort.SHARE: "1/2",
    Sort.YES_NO: True,
    Sort.DATE: "2024-06-12",
    Sort.PARTY: "korea",
    Sort.PARTNERSHIP: "p",
    Sort.INSTRUMENT: "i",
    Sort.DOCUMENT: "d",
    Sort.CLAIM: "c",
    Sort.HURDLE: "h",
}
ODD = (
    "", " ", "\u00a0", "a\n", "a\x00b", "\ud800", "\U0001f600", "Wide Words", "x" * 501, "korea",
    "2024", "June 2024",
    "3 de marzo de 2016", "2024-13", "2024-06-12 ", 0, -1, 1.5, 1e5, 10**7, 10**30,
    True, False, None, [], [""], ["a", None], ["a-b", "c"], [1], {}, {"value": "1"}, float("nan"),
    {"edtf": "2024"}, "actual", "ACTUAL", "Formal Confirmation",
)  # fmt: skip


def sound(spec):
    """A value that the field takes, or None for a group of fields."""
    value = spec.choices[0] if spec.sort is Sort.CHOICE else SOUND.get(spec.sort)
    return [value] if spec.many and value is not None else value


def whole(kind, *names):
    """An entry with what the kind must have and the named fields, as far as they are single."""
    entry = {"kind": kind}
    for spec in field_specs(kind):
        if (spec.required or spec.name in names) and sound(spec) is not None:
            entry[spec.name] = sound(spec)
    return {**entry, "text": "Some words"} if kind == "document" else entry


def is_sound(text):
    """Whether the tree of a text gives an entry."""
    origin = Origin(source="x.jsonl", text=text, typed=True)
    return isinstance(decoded(json_tree(origin), origin), Entry)


def agree(text):
    """Whether a text was read in one go, and then as its tree gives it."""
    origin = Origin(source="x.jsonl", text=text, typed=True)
    plain = plain_entry(origin, None)
    if plain is None:
        return False
    entry = decoded(json_tree(origin), origin)
    assert isinstance(entry, Entry), text
    assert (plain.kind, plain.command, plain.notes) == (entry.kind, entry.command, entry.notes)
    assert plain.where == entry.where
    check_command(plain.command, refusals := Refusals())
    assert not refusals.problems, text  # so an import need not check it a second time
    return True


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_every_kind_with_every_odd_value_is_read_as_the_tree_gives_it(kind):
    """No value is taken that the tree refuses, and none becomes another value."""
    for spec in field_specs(kind):
        for value in ODD:
            entry = {**whole(kind), spec.name: value}
            agree(json.dumps(entry))
            agree(json.dumps(entry, ensure_ascii=False).replace("\ud800", "?"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_sound_entry_is_read_in_one_go(kind):
    """Each kind but those that must have a group of fields; with each field that is single."""
    specs = {spec.name: spec for spec in field_specs(kind)}
    if any(spec.required and sound(spec) is None for spec in specs.values()):
        return
    texts = [name for name, spec in specs.items() if spec.sort is Sort.TEXT and not spec.many]
    for names in ((), *((name,) for name in texts)):
        entry = json.dumps(whole(kind, *names))
        assert agree(entry) == is_sound(entry)  # a kind may want one of several fields


SIGNED = '"document": "d", "quote": "q", "instrument": "i", "party": "korea"'


@pytest.mark.parametrize(
    "text",
    [
        f'{{"kind": "signed", "kind": "signed", {SIGNED}}}',
        f'{{"kind": "signed", "document": "d", {SIGNED}}}',
        f'{{"kind": "signed", "note": "a\\u0000b", {SIGNED}}}',
        f'{{"kind": "signed", "note": "\\uD800", {SIGNED}}}',
        f'{{"kind": "signed", "partnership": "p\\n", {SIGNED}}}',
        f'{{"kind": "signed", "note": " ", {SIGNED}}}',
        f'{{"kind": "Signed", {SIGNED}}}',
        f'{{"kind": "signed", "parties": ["mexico"], {SIGNED}}}',
        f'{{"kind": "signed", "nothing": "known", {SIGNED}}}',
        '{"kind": "party", "id": "korea", "name": "Korea"}',
        '[{"kind": "signed"}]',
        '"signed"',
        "{",
        "[" * 100_000,
    ],
)
def test_what_the_tree_must_look_at_is_left_to_it(text):
    """A name that stands twice, a letter that cannot be stored, a word in another spelling."""
    assert agree(f'{{"kind": "signed", {SIGNED}}}')
    assert not agree(text)


@examples(80)
@given(st.data())
def test_any_entry_is_read_as_the_tree_gives_it(data):
    """Whatever its kind and its fields, in any order and with any value."""
    kind = data.draw(st.sampled_from(KIND_NAMES))
    specs = field_specs(kind)
    chosen = data.draw(st.lists(st.sampled_from(specs), unique_by=lambda spec: spec.name))
    entry = {} if kind not in KINDS else whole(kind)
    for spec in chosen:
        values = st.one_of(st.just(sound(spec)), st.sampled_from(ODD), st.text())
        entry[spec.name] = data.draw(values)
    agree(json.dumps({"kind": kind, **entry}))
