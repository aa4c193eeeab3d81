"""Parts that several pages share: the tabs of a partnership, small forms that set the query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from ledger.views.markup.elements import element, link, markup

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.web.asked import Asked

_TABS = (
    ("", "status"),
    ("/timeline", "timeline"),
    ("/hurdles", "hurdles"),
    ("/next", "next"),
    ("/calendar", "calendar"),
    ("/feed", "feed"),
    ("/brief", "brief"),
)


def tabs(asked: Asked, partnership: str) -> Markup:
    """The pages of one partnership that can be reached from here, the open one named so."""
    base = f"/partnerships/{partnership}"
    items = [
        link(
            target,
            asked.words(name),
            aria_current="page" if asked.links.path == f"{base}{ending}" else None,
        )
        for ending, name in _TABS
        if (target := asked.links.to(f"{base}{ending}"))
    ]
    since = asked.query.get("since") or f"@{max(asked.at.position - 10, 0)}"
    own = asked.links.path == f"{base}/changes"
    if changes := asked.links.to(f"{base}/changes", since=since):
        current = "page" if own else None
        items.append(link(changes, asked.words("changes"), aria_current=current))
    content = element("ul", markup(element("li", item) for item in items))
    return element("nav", content, class_="tabs", aria_label=asked.words("pages"))


def hidden(asked: Asked, *without: str) -> Iterable[Markup]:
    """The rest of the query, so that a form changes only its own part."""
    for name, value in asked.query.items():
        if name not in without and value:
            yield element("input", type="hidden", name=name, value=value)


def since_form(asked: Asked, since: str, clock: str) -> Markup:
    """Since when, and on which clock."""
    words = asked.words
    choices = markup(
        element("option", words(f"clock-{name}"), value=name, selected=name == clock)
        for name in ("recorded", "published", "occurred")
    )
    fields = markup(
        (
            *hidden(asked, "since", "clock"),
            _labelled(words("since"), element("input", name="since", value=since, required=True)),
            _labelled(words("clock"), element("select", choices, name="clock")),
            element("button", words("show"), type="submit"),
        )
    )
    return element(
        "form",
        fields,
        method="get",
        class_="small",
        action=asked.links.action,
    )


def looked_form(asked: Asked) -> Markup:
    """When a reader last looked, so that each row says what is new; scripts write it in."""
    if asked.links.still:
        return Markup("")
    words, since = asked.words, asked.query.get("since") or ""
    field = element("input", name="since", value=since, placeholder="@41", data_seen=True)
    fields = markup(
        (
            *hidden(asked, "since", "new"),
            _labelled(words("since-looked"), field),
            element("button", words("show"), type="submit"),
        )
    )
    return element("form", fields, method="get", class_="small", action=asked.links.action)


def subject_form(asked: Asked, subject: str | None) -> Markup:
    """Of what: a partnership, an instrument, a claim."""
    if asked.links.still:
        return Markup("")
    field = element("input", name="subject", value=subject or "")
    fields = markup(
        (
            *hidden(asked, "subject"),
            _labelled(asked.words("subject"), field),
            element("button", asked.words("show"), type="submit"),
        )
    )
    return element("form", fields, method="get", class_="small", action=asked.links.action)


def _labelled(label: str, field: Markup) -> Markup:
    return element("label", markup((element("span", label), field)))
