"""Every operation of the description takes anything: no 5xx, and each answer of its schema.

What is sent is made from the description: each parameter by its own schema, by values that are
nearly right, and by rubbish. Which answers fit is decided by the description alone.
"""

from __future__ import annotations

import json
import re
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from ledger.app import open_ledger
from ledger.app.opening import init_ledger
from ledger.web.openapi import openapi
from tests.web.conftest import NOON
from tests.web.test_writing import Room

DESCRIBED = json.loads(openapi())
STEADY = settings(derandomize=True, database=None, max_examples=6, deadline=None)
NEAR = (
    *("mexico-korea-space", "alce-convention", "mexico", "thx-21-nine-of-eleven", "@3", "@-1"),
    *("@99999999999999999999", "2024-06-12", "2024-02-30", "0000-00-00", "9999-12-31T23:59Z"),
    *(
        "recorded",
        "occurred",
        "yes",
        "no",
        "0",
        "-1",
        "1e9",
        "null",
        "[]",
        "alce-convention.consents",
    ),
)
ODD = (
    "",
    " ",
    "..",
    "../..",
    "%00",
    "\x00",
    "\x1b[2J",
    "\u202e",
    "한국",
    "é" * 300,
    "'",
    '"><script>',
    "\\",
    "a\r\nb: c",
)
VALUES = st.one_of(st.sampled_from(NEAR), st.sampled_from(ODD), st.text(max_size=12))
READS = sorted(
    (path, operations["get"])
    for path, operations in DESCRIBED["paths"].items()
    if "get" in operations and path != "/events" and not path.startswith("/inbox")
)
ENTRIES = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.sampled_from((*NEAR, *ODD)), st.text(max_size=8)
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(("kind", "id", "document", "quote", "party", "count", "text", "x")),
            inner,
            max_size=4,
        ),
    ),
    max_leaves=8,
)


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """An empty ledger that takes entries."""
    folder = tmp_path_factory.mktemp("fuzzed")
    init_ledger(folder / "claims.db")
    with open_ledger(folder / "claims.db", clock=NOON, custody=folder / "custody") as ledger:
        yield Room(ledger)


def validator(schema):
    """A schema with what it refers to."""
    return Draft202012Validator({**schema, "components": DESCRIBED["components"]})


def fits(operation, reply):
    """That an answer has a schema of its operation, and fits it."""
    media = reply.headers["content-type"].partition(";")[0]
    answers = operation["responses"]
    described = answers.get(str(reply.status), answers["default"])
    if "$ref" in described:
        described = DESCRIBED["components"]["responses"][described["$ref"].rpartition("/")[2]]
    assert media in described["content"], (reply.status, media)
    if media.endswith("json"):
        validator(described["content"][media]["schema"]).validate(reply.json())


@pytest.mark.parametrize(("path", "operation"), READS, ids=[path for path, _ in READS])
def test_no_question_breaks_an_answer(served, path, operation):
    """Any path and any query: an answer of its schema, or a problem that is no fault of ours."""

    @STEADY
    @given(st.data())
    def asked(data):
        url = path
        query = []
        for parameter in operation.get("parameters", ()):
            value = data.draw(VALUES, label=parameter["name"])
            if parameter["in"] == "path":
                url = url.replace(f"{{{parameter['name']}}}", quote(value, safe=""))
            elif parameter["in"] == "query" and data.draw(st.booleans()):
                query.append(f"{parameter['name']}={quote(value, safe='')}")
        reply = served.browser.get(f"{url}?{'&'.join(query)}" if query else url)
        assert reply.status < 500, reply.text
        if re.fullmatch(r"[!-~]+", url) and reply.status != 404:
            fits(operation, reply)

    asked()


@settings(STEADY, max_examples=40)
@given(
    body=st.one_of(ENTRIES.map(json.dumps), st.text(max_size=40)),
    media=st.sampled_from(
        ("application/json", "application/jsonl", "application/yaml", "text/html", "")
    ),
    tag=st.sampled_from(("", '"3"', "x", "*")),
)
def test_no_body_breaks_entries(room, body, media, tag):
    """Whatever is sent as entries is recorded by its schema, or refused by the problem's."""
    headers = {"content-type": media} | ({"if-match": tag} if tag else {})
    reply = room.post(body.encode(), query="?dry_run=1", **headers)
    assert reply.status < 500, reply.text
    fits(DESCRIBED["paths"]["/entries"]["post"], reply)
