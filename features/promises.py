"""The README's list of behaviours, made from ``promises.yaml`` and the features that prove them.

``python features/promises.py`` writes it into the README, between its two markers.
"""

from __future__ import annotations

import re
from pathlib import Path

import attrs
import yaml

from ledger.specs.gherkin.features import read
from ledger.specs.gherkin.files import found

FEATURES = Path(__file__).parent
README = FEATURES.parent / "README.md"
BEGIN, END = "<!-- promises -->", "<!-- end of promises -->"
TAG = re.compile(r"promise-(\d+)")


@attrs.frozen(kw_only=True)
class Promise:
    """A promise and the feature files that prove it."""

    number: int
    sentence: str
    files: tuple[str, ...]


def promises() -> list[Promise]:
    """Every promise, in order; ``files`` are relative to the project."""
    sentences = yaml.safe_load((FEATURES / "promises.yaml").read_text(encoding="utf-8"))
    proved = proofs()
    return [
        Promise(number=number, sentence=sentence, files=tuple(sorted(proved.get(number, ()))))
        for number, sentence in sentences.items()
    ]


def proofs() -> dict[int, set[str]]:
    """The files whose scenarios carry each number."""
    files: dict[int, set[str]] = {}
    for path in found([FEATURES]):
        feature = read(path)
        for scenario in feature.scenarios:
            for number in numbers(scenario.tags):
                files.setdefault(number, set()).add(path.relative_to(FEATURES.parent).as_posix())
    return files


def numbers(tags) -> list[int]:
    """The numbers of the promises that tags name."""
    return [int(match[1]) for tag in tags if (match := TAG.fullmatch(tag))]


def markdown() -> str:
    """The list as it stands in the README."""
    lines = [f"{one.number}. {one.sentence} {_links(one)}" for one in promises()]
    return "\n".join(lines) + "\n"


def _links(promise: Promise) -> str:
    own = [file for file in promise.files if file.count(".") == 1]
    return "(" + ", ".join(f"[{Path(file).stem}]({file})" for file in own) + ")"


def written(readme: str) -> str:
    """The README with its list made again; as it is where it has no markers."""
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    return f"{before}{begin}\n{markdown()}{end}{after}" if begin and end else readme


if __name__ == "__main__":
    README.write_text(written(README.read_text(encoding="utf-8")), encoding="utf-8")
