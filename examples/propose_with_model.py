"""Drafts proposed by a language model, whichever it is: a proposer for ``claims draft --with``.

``claims draft DOCUMENT --with "python3 examples/propose_with_model.py --model 'COMMAND'"`` asks
COMMAND, which takes a prompt on standard input and gives the model's answer on standard output.
This program takes the question as JSON, writes the prompt, and gives the entries in the answer as
JSON Lines. It checks nothing: ``claims`` refuses what is not in the document word for word. Nothing
here is taken from the project but its format, so that it can be rewritten in any language.
"""

from __future__ import annotations

import argparse
import json
import shlex
import subprocess
import sys

KINDS = (
    *("signed", "ratification-reported", "domestically-approved", "consent-deposited"),
    *("party-notified", "consents-counted", "entered-into-force", "denounced"),
    *("negotiation-opened", "negotiation-concluded", "memorandum-concluded", "intent-stated"),
    *("requirement-stated", "approval-granted", "approval-denied", "meeting-held", "visit-made"),
    *("workshop-held", "interest-expressed", "funding-committed", "joint-activity"),
    *("fact-reported", "opinion-stated"),
)
"""The kinds that are asked for; a longer list makes a longer prompt."""

PROMPT = """You read a document and list what it states about dealings between states.
Answer with JSON Lines: one JSON object a line, nothing else, no code fence.

Each object has "kind", "quote", and the fields of its kind.
- "quote": words of the document, copied letter by letter, from one sentence. Never leave words out.
- A field that the document does not settle is left out. Never guess.
- Parties and instruments are given by their "id" from the lists below, or left out.
- "modality" is one of actual, expected, intended, required, possible, conditional, denied.
- "occurred": the day as EDTF (2024-06-12, 2024-06), never more precise than the words.
- "because": one short sentence, which words led to it.

Kinds and their fields (* is required):
{kinds}

Parties: {parties}
Instruments: {instruments}

The document, of {published}, in {language}:
{text}
"""

_LEFT_OUT = {"document", "quote", "kind", "prefix", "suffix", "id", "note", "proposed_by"}


def prompt_of(question: dict[str, object]) -> str:
    """The prompt for a question as ``claims draft --input`` prints it."""
    definitions = question["schema"]["$defs"]
    kinds = "\n".join(f"- {kind}: {_fields(definitions[kind])}" for kind in KINDS)
    names = question["names"]
    parties = (f"{p['id']} ({', '.join([p['name'], *p['aliases']])})" for p in names["parties"])
    instruments = (f"{each['id']} ({each['title']})" for each in names["instruments"])
    document = question["document"]
    return PROMPT.format(
        kinds=kinds,
        parties="; ".join(parties) or "none",
        instruments="; ".join(instruments) or "none",
        published=document["published"] or "an unknown day",
        language=document["language"] or "an unknown language",
        text=question["text"],
    )


def _fields(definition: dict[str, object]) -> str:
    required = definition.get("required", [])
    return ", ".join(
        f"{name}{'*' if name in required else ''}"
        for name in definition.get("properties", {})
        if name not in _LEFT_OUT
    )


def entries_in(answer: str) -> list[str]:
    """The lines of an answer that are meant as entries; a code fence around them is left out."""
    lines = (line.strip().rstrip(",") for line in answer.splitlines())
    return [line for line in lines if line.startswith("{")]


def main() -> int:
    """Read the question, ask the model, print its entries."""
    parser = argparse.ArgumentParser(description="A proposer for claims draft --with.")
    parser.add_argument("--model", required=True, help="a command: prompt in, answer out")
    options = parser.parse_args()
    question = json.load(sys.stdin)
    asked = subprocess.run(  # noqa: S603 - the person names the command
        shlex.split(options.model),
        input=prompt_of(question),
        stdout=subprocess.PIPE,
        check=False,
        encoding="utf-8",
    )
    if asked.returncode != 0:
        print(f"the model's command ended with {asked.returncode}", file=sys.stderr)
        return 1
    print("\n".join(entries_in(asked.stdout)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
