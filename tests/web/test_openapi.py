"""The description of the API: complete, and true of every answer."""

from __future__ import annotations

import json
import re

import pytest
from jsonschema import Draft202012Validator

from ledger.web.routes import PAGES
from tests.web.test_pages import SAME, form


@pytest.fixture(scope="module")
def described(served):
    """The description as it is served."""
    return served.browser.get("/openapi.json").json()


def test_every_page_is_described(described):
    """Each page with its parameters, under an operation of its own name."""
    paths = {
        "/board.json" if page.path == "/" else page.path.replace(":path", "") + ".json"
        for page in PAGES
    }
    assert paths <= set(described["paths"])
    assert "3.1.0" == described["openapi"]
    names = [
        operation["operationId"]
        for path in described["paths"].values()
        for operation in path.values()
    ]
    assert len(names) == len(set(names))
    for path, operations in described["paths"].items():
        for operation in operations.values():
            inside = {each["name"] for each in operation["parameters"] if each["in"] == "path"}
            assert set(re.findall(r"\{([a-z]+)", path)) == inside


def test_every_reference_leads_somewhere(described):
    """No schema refers to one that is not there."""
    names = set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(described)))
    assert 50 < len(names)
    assert set() == names - set(described["components"]["schemas"])


def regex(pattern: str) -> str:
    """A path of the description as a pattern; only one of ``why`` holds slashes."""
    return re.sub(r"\\\{(?!path)[a-z]+\\\}", "[^/]+", re.escape(pattern))


@pytest.mark.parametrize("path", SAME)
def test_every_answer_is_as_described(served, described, path):
    """What a page gives fits the schema of its operation, to the last field."""
    bare = form(path, ".json").partition("?")[0]
    (operations,) = [
        operations
        for pattern, operations in described["paths"].items()
        if pattern.endswith(".json")
        and re.fullmatch(re.sub(r"\\\{path\\\}", ".+", regex(pattern)), bare)
    ]
    schema = operations["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    whole = {**schema, "components": described["components"]}
    Draft202012Validator(whole).validate(served.browser.get(form(path, ".json")).json())


def test_every_problem_is_as_described(served, described):
    """An error fits the schema of problem details."""
    schema = {"$ref": "#/components/schemas/Problem", "components": described["components"]}
    for url in ("/claims/nosuch.json", "/board.json?valid_at=x", "/nosuch.json"):
        Draft202012Validator(schema).validate(served.browser.get(url).json())
