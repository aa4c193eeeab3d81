"""A captured text with every quote marked in it, and the claims that rest on each."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import attrs
from markupsafe import Markup, escape

from ledger.views.markup.elements import element, joined, link, markup, together

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.views.markup.links import Links


@attrs.frozen(kw_only=True)
class Marked:
    """A claim's place in a text, in characters from 0; ``end`` is not part of it."""

    claim: str
    label: str
    start: int
    end: int


def marked_text(
    text: str, marks: Sequence[Marked], *, links: Links, language: str | None, only: str | None
) -> Markup:
    """The text in paragraphs as it was captured, its quotes as marks that lead to their claims.

    Where quotes overlap, each stretch names all claims that it belongs to. ``only`` is the claim
    that a reader came from.
    """
    places = sorted(
        {0, len(text)}
        | {place for mark in marks for place in (mark.start, mark.end) if place <= len(text)}
    )
    parts: list[Markup] = []
    begun: set[str] = set()
    for start, end in pairwise(places):
        words = escape(text[start:end])
        here = [mark for mark in marks if mark.start <= start and end <= mark.end]
        if not here:
            parts.append(words)
            continue
        first = [mark for mark in here if mark.claim not in begun]
        begun |= {mark.claim for mark in first}
        anchors = joined(element("a", id=f"quote-{mark.claim}") for mark in first)
        shown = joined(
            link(
                links.to(f"/claims/{mark.claim}"),
                f"[{mark.label}]",
                class_="note",
                aria_label=mark.claim,
            )
            for mark in here
            if mark.end == end
        )
        own = only is not None and any(mark.claim == only for mark in here)
        parts.append(
            together(anchors, element("mark", words, class_="own" if own else None), shown)
        )
    return element("div", joined(parts), class_="captured", lang=language, dir="auto")


def claim_list(marks: Sequence[Marked], sentences: Sequence[str], *, links: Links) -> Markup:
    """The claims that stand on a text, in the order of their places, each with its number."""
    return element(
        "ol",
        markup(
            element(
                "li",
                together(
                    sentence,
                    link(links.to(f"/claims/{mark.claim}"), f"[{mark.claim}]", class_="claim"),
                    link(f"#quote-{mark.claim}", "↳", aria_label=f"{mark.claim} ↳"),
                    between=" ",
                ),
            )
            for mark, sentence in zip(marks, sentences, strict=True)
        ),
        class_="claims",
    )
