"""A run of specs as JUnit XML, for programs that collect results: nothing of it is left out.

Takes a ``Run``; gives the text of the file. A mistake is an error, so that what could not run
is never green there either.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ledger.specs.reports.results import Mistake, Run, ScenarioRun

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document can hold."""


def junit(run: Run) -> str:
    """The XML, in one suite named ``claims spec``."""
    root = ET.Element("testsuites", name="claims spec")
    suite = ET.SubElement(
        root,
        "testsuite",
        name="claims spec",
        tests=str(len(run.scenarios) + len(run.mistakes)),
        failures=str(run.failed),
        errors=str(len(run.mistakes)),
        skipped="0",
        timestamp=run.ran_at.isoformat(),
    )
    for mistake in run.mistakes:
        _mistake(suite, mistake)
    for scenario in run.scenarios:
        _scenario(suite, scenario)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _mistake(suite: ET.Element, mistake: Mistake) -> None:
    file = mistake.file or "claims spec run"
    line = "" if mistake.line is None else f":{mistake.line}"
    case = ET.SubElement(suite, "testcase", classname=_kept(file), name=_kept(f"{file}{line}"))
    error = ET.SubElement(case, "error", type=mistake.code, message=_kept(mistake.message))
    error.text = _kept(f"{file}{line}  {mistake.message}\n  try: {mistake.fix}")


def _scenario(suite: ET.Element, scenario: ScenarioRun) -> None:
    case = ET.SubElement(
        suite,
        "testcase",
        classname=_kept(scenario.file),
        name=_kept(scenario.scenario),
        file=_kept(scenario.file),
        line=str(scenario.line),
    )
    if scenario.failure is not None:
        says = scenario.failure.split("\n")[1].strip()
        failure = ET.SubElement(case, "failure", message=_kept(says))
        failure.text = _kept(scenario.failure)


def _kept(text: str) -> str:
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
