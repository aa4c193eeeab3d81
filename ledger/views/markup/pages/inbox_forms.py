"""The forms by which an item of the inbox is answered, and a document is put in.

Takes an item with its drafts and what was typed before; gives markup. What a form sends is
``act`` and its fields.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.intake.inbox.item import State
from ledger.sources.kinds import Lineage, SourceKind
from ledger.views.entry_words import field_name
from ledger.views.markup.elements import element, link, markup, section, terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from markupsafe import Markup

    from ledger.intake.drafting.draft import Draft, Gap
    from ledger.intake.inbox.assessment import Assessment
    from ledger.views.markup.links import Links
    from ledger.views.markup.reader import Reader
    from ledger.views.words import Words


class AnswerForms:
    """The forms by which an item is answered."""

    def __init__(
        self,
        assessment: Assessment,
        *,
        reader: Reader,
        form: str | None,
        fields: Mapping[str, Sequence[str]],
        text: str,
    ) -> None:
        """``form`` is what a form sends back of the session; ``fields`` what was typed before."""
        self._assessment = assessment
        self._item = assessment.item
        self._links = reader.links
        self._words = reader.words
        self._hidden = (
            [] if form is None else [element("input", type="hidden", name="form", value=form)]
        )
        self._fields = fields
        self._text = text

    def forms(self) -> Iterator[Markup]:
        """The forms that the item's state allows."""
        match self._item.state:
            case State.NEW:
                if self._item.text:
                    yield self._accept()
                yield self._dismiss()
            case State.ACCEPTING:
                yield self._form([], "finish", "a")
            case _:
                yield self._recorded()
                yield self._form([], "undo", "u")

    def _typed(self, name: str, default: str | None = None) -> str:
        typed = self._fields.get(name)
        return "\n".join(typed) if typed is not None else default or ""

    def _form(self, parts: Sequence[Markup], act: str, key: str) -> Markup:
        button = element(
            "button",
            self._words(f"inbox-{act}"),
            type="submit",
            name="act",
            value=act,
            data_key=key or None,
        )
        content = markup((*self._hidden, *parts, element("p", button)))
        return element("form", content, method="post", action=self._links.action, class_="entry")

    def _recorded(self) -> Markup:
        item = self._item
        names = [("documents", item.document)] if item.document else []
        names += [("claims", claim) for claim in item.claims]
        rows = [
            element("li", link(self._links.to(f"/{place}/{name}"), name)) for place, name in names
        ]
        return section(
            self._words("inbox-recorded"),
            [element("ul", markup(rows))] if rows else [],
            none=self._words("none"),
        )

    def _dismiss(self) -> Markup:
        reason = element(
            "input", name="reason", value=self._typed("reason"), autocomplete="off", data_key="d"
        )
        label = element("label", markup((element("span", self._words("inbox-reason")), reason)))
        return self._form([label], "dismiss", "")

    def _accept(self) -> Markup:
        words = self._words
        drafts = self._assessment.drafts
        shown = [self._draft(number, draft) for number, draft in enumerate(drafts, start=1)]
        listed = section(words("inbox-drafts"), shown, none=words("inbox-no-drafts"))
        refused = [
            element("p", f"{words('inbox-refused')}: {each.reason} ({each.proposer})")
            for each in self._assessment.refused
        ]
        buttons = [self._button("accept", "a")]
        if self._assessment.suggestion is not None and not self._assessment.suggestion.first:
            buttons.append(self._button("reprint", "r"))
        edit = element(
            "details",
            markup(
                (
                    element("summary", words("inbox-as-text")),
                    element(
                        "label",
                        markup(
                            (
                                element("span", words("inbox-entries")),
                                element(
                                    "textarea",
                                    self._typed("entries", self._text),
                                    name="entries",
                                    rows=16,
                                    spellcheck="false",
                                    data_key="e",
                                ),
                            )
                        ),
                    ),
                    element("p", self._button("edit", "")),
                )
            ),
            open="entries" in self._fields,
        )
        content = markup(
            (*self._hidden, listed, *refused, self._details(), element("p", markup(buttons)), edit)
        )
        return element("form", content, method="post", action=self._links.action, class_="entry")

    def _button(self, act: str, key: str) -> Markup:
        word = self._words(f"inbox-{act}")
        return element("button", word, type="submit", name="act", value=act, data_key=key or None)

    def _draft(self, number: int, draft: Draft) -> Markup:
        taken = self._fields.get("draft")
        checked = str(number) in taken if taken is not None else draft.whole
        box = element(
            "input",
            type="checkbox",
            name="draft",
            value=number,
            checked=checked and draft.whole,
            disabled=not draft.whole,
        )
        kind = f"{number}. {self._words.word(draft.kind)}"
        label = element("label", markup((box, element("span", kind))), class_="check")
        words = self._words
        rows = [(field_name(name, words), _plain(value)) for name, value in draft.fields.items()]
        rows += [(field_name(gap.field, words), self._gap(gap)) for gap in draft.gaps]
        fields = terms(rows)
        reasons = "; ".join(map(self._words.spoken, draft.because))
        why = element("p", f"{self._words('inbox-because')}: {reasons}", class_="aside")
        quote = element("blockquote", draft.quote, lang=self._item.arrival.language, dir="auto")
        parts = (label, quote, element("dl", fields, class_="head"), why)
        return element("article", markup(parts), id=f"draft-{number}", class_="draft")

    def _gap(self, gap: Gap) -> str:
        needed = self._words("inbox-needed" if gap.required else "inbox-open")
        printed = f"\u201c{gap.words}\u201d" if gap.words else ""
        parts = (f"({needed})", printed, ", ".join(gap.candidates))
        return " ".join(part for part in parts if part)

    def _details(self) -> Markup:
        """What a person says of the document."""
        words, arrival = self._words, self._item.arrival
        suggestion = self._assessment.suggestion
        root = (
            suggestion.root if suggestion and suggestion.recorded and not suggestion.first else ""
        )
        fields = [
            self._input("title", words("title-field"), arrival.title),
            self._input("publisher", words("publisher"), arrival.publisher),
            self._input("published", words("published"), arrival.published),
            self._choice("kind", words("source-kind"), SourceKind, arrival.kind.value),
            self._input("language", words("language-field"), arrival.language),
            self._choice("lineage", words("lineage"), Lineage, Lineage.ORIGINAL.value),
            self._input("root", words("root"), ""),
        ]
        hint = [element("p", f"{words('root')}: {root}", class_="aside")] if root else []
        summary = element("summary", words("inbox-details"))
        lacking = not (arrival.title and arrival.publisher)
        return element("details", markup((summary, *fields, *hint)), open=lacking)

    def _input(self, name: str, label: str, value: str | None) -> Markup:
        control = element("input", name=name, value=self._typed(name, value), autocomplete="off")
        return element("label", markup((element("span", label), control)))

    def _choice(
        self, name: str, label: str, choices: type[SourceKind | Lineage], value: str
    ) -> Markup:
        chosen = self._typed(name, value)
        options = [
            element(
                "option", self._words.word(each), value=each.value, selected=each.value == chosen
            )
            for each in choices
        ]
        control = element("select", markup(options), name=name)
        return element("label", markup((element("span", label), control)))


def new_form(
    *, links: Links, words: Words, form: str | None, fields: Mapping[str, Sequence[str]]
) -> Markup:
    """The form by which a person puts a document in; a link may have filled some of it."""

    def control(name: str, label: str, *, long: int = 0) -> Markup:
        value = "\n".join(fields.get(name, ()))
        made = (
            element("textarea", value, name=name, rows=long)
            if long
            else element("input", name=name, value=value, autocomplete="off")
        )
        return element("label", markup((element("span", label), made)))

    parts = [
        *_hidden(form),
        control("url", words("url")),
        control("title", words("title-field")),
        control("publisher", words("publisher")),
        control("published", words("published")),
        control("language", words("language-field")),
        control("kind", words("source-kind")),
        control("quote", words("inbox-quote"), long=3),
        control("text", words("inbox-text"), long=14),
        element("p", words("inbox-text-help"), class_="aside"),
        element("p", element("button", words("inbox-put"), type="submit")),
    ]
    action = links.to("/inbox")
    return element("form", markup(parts), method="post", action=action, class_="entry")


def bookmarklet(code: str, *, words: Words) -> Markup:
    """The link to drag to a browser's bookmarks, and what it does."""
    dragged = link(code, words("bookmarklet-name"), class_="bookmarklet")
    parts = (
        element("p", words("bookmarklet-how")),
        element("p", dragged),
        element("pre", element("code", code), tabindex="0", aria_label=words("bookmarklet")),
    )
    return section(words("bookmarklet"), [markup(parts)], none="")


def _hidden(form: str | None) -> list[Markup]:
    """What a form sends back of the session, if there is one."""
    return [] if form is None else [element("input", type="hidden", name="form", value=form)]


def _plain(value: object) -> str:
    match value:
        case dict():
            return ", ".join(f"{name}: {_plain(each)}" for name, each in value.items())
        case list() | tuple():
            return ", ".join(map(_plain, value))
        case _:
            return str(value)
