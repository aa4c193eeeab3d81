"""A phrase of the vocabulary as a pattern: a small part of Cucumber Expressions.

Takes a phrase as data and gives a regular expression with a named group for each parameter.
``(…)`` may be left out, ``은/는`` are alternatives, ``{day}`` is a parameter, ``{day:from}``
one under another name. Who comes next: ``vocabulary`` matches steps with it.
"""

from __future__ import annotations

import re

from ledger.specs.phrases.parameters import Parameter, parameter

TOKEN = re.compile(
    r"\{(?P<param>[a-z]+)(?::(?P<name>[a-z_]+))?\}|(?P<words>\w+(?:/\w+)+)|(?P<char>.)"
)
"""A parameter, a choice between words, or any one character of a phrase."""


def compiled(phrase: str, language: str) -> tuple[re.Pattern[str], dict[str, Parameter]]:
    """The pattern of a phrase, to be matched in full, and its parameters by name.

    >>> pattern, parameters = compiled('{instrument}은/는 동의 {count}건을 더 필요로 한다', "ko")
    >>> pattern.fullmatch('"alce"는 동의 2건을 더 필요로 한다')["count"]
    '2'
    """
    parts: list[str] = []
    parameters: dict[str, Parameter] = {}
    for token in TOKEN.finditer(phrase):
        if token["param"]:
            name = token["name"] or token["param"]
            parameters[name] = parameter(token["param"])
            parts.append(f"(?P<{name}>{parameters[name].pattern(language)})")
        elif token["words"]:
            parts.append(f"(?:{'|'.join(map(re.escape, token['words'].split('/')))})")
        else:
            parts.append({"(": "(?:", ")": ")?"}.get(token["char"], re.escape(token["char"])))
    return re.compile("".join(parts)), parameters
