"""The description of the HTTP API (OpenAPI 3.1), made from the pages and the types of answers.

Takes the list of pages and ``app.contract``; gives the object of ``/openapi.json``. Absent: a
second list of anything.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

from ledger import __version__
from ledger.app.contract.answers import ANSWERS
from ledger.app.contract.envelopes import ClocksData, ErrorData, ProblemsData
from ledger.app.contract.json_schema import Definitions
from ledger.specs.reports.results import Run
from ledger.web.routes import PAGES, PageRoute

_TYPES = {**ANSWERS, "spec run": Run}
_CLOCKS = {
    "valid_at": "Was it so in the world on this day? Today if not given.",
    "published_by": "Could one have read it by the end of this day?",
    "known_at": "Did this ledger know it? By the end of a day (UTC), a moment, or @41.",
}
_PROMISED = ".".join(__version__.split(".")[:2])
"""What answers promise grows with the second number (docs/releases.md); what was mended, and is
not yet, is no matter of a stranger's."""
_PROBLEM = {"$ref": "#/components/responses/Problem"}


@cache
def openapi() -> str:
    """The description as JSON."""
    definitions = Definitions()
    paths: dict[str, Any] = {}
    for page in PAGES:
        path = "/board.json" if page.path == "/" else f"{page.path.replace(':path', '')}.json"
        paths[path] = {"get": _get(page, definitions)}
    paths["/entries"] = {"post": _entries(definitions)}
    paths |= _inbox(definitions)
    paths |= _files()
    problem = {
        "type": "object",
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "ok": {"const": False},
            "error": definitions.of(ErrorData | ProblemsData),
        },
        "required": ["type", "title", "status", "detail", "ok", "error"],
    }
    described = {
        "openapi": "3.1.0",
        "info": {
            "title": "Claim Ledger",
            "version": _PROMISED,
            "description": "The answers of the command line over HTTP.",
        },
        "paths": paths,
        "components": {
            "schemas": {**definitions.schemas, "Problem": problem},
            "responses": {
                "Problem": {
                    "description": "What is wrong, with its code and what to try.",
                    "content": {
                        "application/problem+json": {
                            "schema": {"$ref": "#/components/schemas/Problem"}
                        }
                    },
                }
            },
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }
    text = json.dumps(described, ensure_ascii=False, indent=2)
    return text.replace('"#/$defs/', '"#/components/schemas/') + "\n"


def _parameter(name: str, place: str, text: str) -> dict[str, Any]:
    return {
        "name": name,
        "in": place,
        "required": place == "path",
        "description": text,
        "schema": {"type": "string"},
    }


def _get(page: PageRoute, definitions: Definitions) -> dict[str, Any]:
    inside = re.findall(r"\{([a-z]+)", page.path)
    parameters = [_parameter(name, "path", f"the {name}") for name in inside]
    parameters += [_parameter(name, "query", "see docs/web.md") for name in page.query]
    if page.timed:
        parameters += [_parameter(name, "query", text) for name, text in _CLOCKS.items()]
    return {
        "operationId": page.make.__name__,
        "summary": page.summary,
        "description": f"As claims {page.command} --json.",
        "parameters": parameters,
        "responses": {
            "200": _answer(_TYPES[page.command], definitions),
            "304": {"description": "The answer that If-None-Match names still holds."},
            "default": _PROBLEM,
        },
    }


def _answer(kind: object, definitions: Definitions) -> dict[str, Any]:
    schema = {
        "type": "object",
        "properties": {
            "ok": {"const": True},
            "data": definitions.of(kind),
            "at": definitions.of(ClocksData),
        },
        "required": ["ok", "data", "at"],
        "additionalProperties": False,
    }
    return {"description": "The answer.", "content": {"application/json": {"schema": schema}}}


def _entries(definitions: Definitions) -> dict[str, Any]:
    match = _parameter("If-Match", "header", 'only at this position of the log, as "41"')
    flags = {"dry_run": "1: check, and say what it would change", "replace": "1: as --replace"}
    body = {"schema": {"description": "Entries: claims schema prints their schema."}}
    return {
        "operationId": "record",
        "summary": "Record entries in the import format, all of them or none.",
        "security": [{"token": []}],
        "parameters": [
            *(_parameter(name, "query", text) for name, text in flags.items()),
            match,
        ],
        "requestBody": {
            "required": True,
            "content": {
                "application/json": body,
                "application/jsonl": body,
                "application/yaml": body,
            },
        },
        "responses": {
            "200": _answer(ANSWERS["import"], definitions),
            "201": _answer(ANSWERS["import"], definitions),
            "default": _PROBLEM,
        },
    }


def _inbox(definitions: Definitions) -> dict[str, Any]:
    """What waits, where a site is served for those who record."""
    item = _parameter("item", "path", "an item's id, its beginning, or its number")
    states = _parameter("state", "query", "new, accepting, accepted, dismissed, or all")
    after = _parameter("after", "query", "those behind this number")

    def get(name: str, summary: str, command: str, parameters: list[Any]) -> dict[str, Any]:
        return {
            "operationId": name,
            "summary": summary,
            "description": f"As claims {command} --json.",
            "security": [{"token": []}],
            "parameters": parameters,
            "responses": {
                "200": _answer(ANSWERS[command], definitions),
                "default": _PROBLEM,
            },
        }

    def post(name: str, summary: str, parameters: list[Any], fields: str) -> dict[str, Any]:
        media = {"schema": {"type": "object", "description": fields}}
        return {
            "operationId": name,
            "summary": summary,
            "security": [{"token": []}],
            "parameters": parameters,
            "requestBody": {
                "required": True,
                "content": {"application/x-www-form-urlencoded": media},
            },
            "responses": {
                "303": {"description": "To the item, or to the next one that waits."},
                "default": _PROBLEM,
            },
        }

    put = "url, title, publisher, published, language, kind, quote, text"
    answer = (
        "act (accept, reprint, edit, dismiss, undo, finish), draft (numbers), entries, reason, "
        "title, publisher, published, kind, language, lineage, root"
    )
    return {
        "/inbox.json": {
            "get": get("inbox", "What waits for a person.", "inbox list", [states, after])
        },
        "/inbox/{item}.json": {
            "get": get("item", "An item with all that is known of it.", "inbox show", [item])
        },
        "/inbox": {"post": post("put", "Put a document into the inbox.", [], put)},
        "/inbox/{item}": {
            "post": post("answer", "Accept, dismiss or undo an item.", [item], answer)
        },
    }


def _files() -> dict[str, Any]:
    """What is no envelope: the log for those who follow it."""
    texts = {
        "/checkpoint": ("checkpoint", "The last checkpoint that is kept.", "text/plain"),
        "/tile/{path}": ("tile", "A tile (c2sp.org/tlog-tiles).", "application/octet-stream"),
        "/claims/{name}/proof": ("proof", "The proof file of an event.", "text/plain"),
        "/events": ("events", "New positions, as server-sent events.", "text/event-stream"),
    }
    return {
        path: {
            "get": {
                "operationId": name,
                "summary": summary,
                "parameters": [
                    _parameter(part, "path", f"the {part}")
                    for part in re.findall(r"\{([a-z]+)", path)
                ],
                "responses": {
                    "200": {
                        "description": summary,
                        "content": {media: {"schema": {"type": "string"}}},
                    },
                    "default": _PROBLEM,
                },
            }
        }
        for path, (name, summary, media) in texts.items()
    }
