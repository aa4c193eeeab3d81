"""The form of an entry, next to the document that it quotes.

Takes the description of a kind's fields, which flags and prompts follow too; gives HTML. What
was typed stands in it again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from ledger.app.desk.format import (
    DESCRIBED_KINDS,
    DOCUMENT_KIND,
    KIND_NAMES,
    FieldSpec,
    Sort,
    kind_spec,
    written_specs,
)
from ledger.app.desk.names_offered import offered_names
from ledger.errors import NotFound
from ledger.views.entry_words import closed_word, field_help, field_name, kind_summary
from ledger.views.markup.elements import element, link, markup
from ledger.views.markup.pages.claim import captured
from ledger.views.words import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ledger.app import Ledger
    from ledger.views.markup.links import Links
    from ledger.views.words import Words
    from ledger.web.admission.visitors import Visitor

_OFFERED = {
    Sort.PARTY: "party",
    Sort.PARTNERSHIP: "partnership",
    Sort.INSTRUMENT: "instrument",
    Sort.DOCUMENT: "document",
    Sort.HURDLE: "hurdle",
}
_ACTS = frozenset({"correction", "retraction", "dispute", "judgement"})
_DESCRIBED = frozenset(DESCRIBED_KINDS) | {DOCUMENT_KIND}
_LONG = frozenset({"quote", "text", "translation", "reason", "note", "clause"})


class RecordForm:
    """One form for one visitor. ``fields`` are what was typed, or what a link brought along."""

    def __init__(
        self,
        ledger: Ledger,
        *,
        fields: Mapping[str, list[str]],
        links: Links,
        words: Words,
        visitor: Visitor,
    ) -> None:
        self._ledger = ledger
        self._fields = fields
        self._links = links
        self._words = words
        self._visitor = visitor
        self._kind = self._value("kind")
        self._names = offered_names(ledger)

    def _value(self, name: str) -> str:
        return "\n".join(self._fields.get(name, []))

    def page(self) -> Markup:
        """The choice of a kind, the form of the one that is chosen, the document next to it."""
        parts = [self._kinds()]
        if self._kind not in KIND_NAMES:
            parts.append(markup(self._document()))
        else:
            form = element("div", self._form(), class_="side")
            parts.append(element("div", markup((*self._document(), form)), class_="sides"))
        return markup(parts)

    def done(self) -> Iterator[Markup]:
        """That something was recorded, where it was."""
        name = self._value("done")
        if name:
            claim = link(self._links.to(f"/claims/{name}"), name)
            text = Markup("{} {}").format(self._words("recorded-as"), claim)
            yield element("p", text, role="status", class_="notice")

    def _kinds(self) -> Markup:
        """The choice of a kind, by its word in the reader's language, and of a document."""
        words, chosen = self._words, self._kind in KIND_NAMES
        groups = [element("option", "", value="")]
        for key, kinds in (
            ("kinds-stated", set(KIND_NAMES) - _DESCRIBED - _ACTS),
            ("kinds-described", _DESCRIBED),
            ("kinds-acts", _ACTS),
        ):
            options = [
                element("option", word, value=kind, selected=kind == self._kind)
                for word, kind in sorted((closed_word("kind", kind, words), kind) for kind in kinds)
            ]
            groups.append(element("optgroup", markup(options), label=words(key)))
        kept = [
            element("input", type="hidden", name=name, value=self._value(name))
            for name in ("quote", "lang")
            if self._value(name)
        ]
        select = element("select", markup(groups), name="kind", required=True)
        document = element(
            "input",
            name="document",
            value=self._value("document"),
            list="names-document",
            autocomplete="off",
        )
        fields = [
            *kept,
            element("label", markup((element("span", words("kind")), select))),
            element("label", markup((element("span", words("document-field")), document))),
            element("button", words("show"), type="submit"),
            *([] if chosen else [self._list("document")]),
        ]
        form = element("form", markup(fields), method="get", action=self._links.action,
                       class_="small")  # fmt: skip
        return form if chosen else markup((element("p", words("record-how")), form))

    def _document(self) -> Iterator[Markup]:
        """The text to quote from, if it is at hand."""
        name = self._value("document")
        if not name:
            return
        try:
            entry = self._ledger.show(name)
        except NotFound:
            return
        yield element("div", captured(entry), class_="side", data_quotes="quote", tabindex="0")

    def _form(self) -> Markup:
        spec = kind_spec(self._kind)
        words = self._words
        hidden = [element("input", type="hidden", name="kind", value=self._kind)]
        if self._value("at"):  # what was seen is recorded, or it is said that more came
            hidden.append(element("input", type="hidden", name="at", value=self._value("at")))
        if self._visitor.form is not None:
            hidden.append(element("input", type="hidden", name="form", value=self._visitor.form))
        fields = [
            self._field(field)
            for field in written_specs(self._kind)
            if field.sort is not Sort.ENTRY and field.name not in {"kind", "proposed_by"}
        ]
        buttons = [
            element("button", words("preview"), type="submit", name="act", value="preview"),
            element("button", words("record"), type="submit", name="act", value="record"),
        ]
        lists = [self._list(kind) for kind in self._names]
        summary = element("p", kind_summary(self._kind, spec.summary.partition("\n")[0], words))
        content = markup((*hidden, summary, *fields, element("p", markup(buttons)), *lists))
        return element("form", content, method="post", action=self._links.action, class_="entry")

    def _list(self, kind: str) -> Markup:
        options = [
            element("option", title, value=name) for name, title in self._names[kind].items()
        ]
        return element("datalist", markup(options), id=f"names-{kind}")

    def _field(self, field: FieldSpec) -> Markup:
        words = self._words
        required = f" ({words('required')})" if field.required else ""
        help_ = element("small", field_help(field.help, words), id=f"help-{field.name}")
        label = element("span", Markup("{}{}").format(_named(field.name, words), required))
        return element("label", markup((label, self._control(field), help_)))

    def _control(self, field: FieldSpec) -> Markup:
        value = self._value(field.name)
        about = {"name": field.name, "aria_describedby": f"help-{field.name}"}
        if field.sort is Sort.YES_NO:
            return element("input", type="checkbox", value="true", checked=value == "true", **about)
        if field.choices and not field.many:
            options = [element("option", "", value="")]
            options += [
                element(
                    "option",
                    closed_word(field.name, choice, self._words),
                    value=choice,
                    selected=choice == value,
                )
                for choice in field.choices
            ]
            return element("select", markup(options), **about)
        if field.many or field.name in _LONG:
            return element("textarea", value, rows=3, **about)
        offered = _OFFERED.get(field.sort)
        return element(
            "input",
            value=value,
            list=f"names-{offered}" if offered else None,
            autocomplete="off",
            inputmode="numeric" if field.sort is Sort.NUMBER else None,
            **about,
        )


def _named(name: str, words: Words) -> Markup:
    """A field in the reader's words, with the name that the format has for it if that differs."""
    called = field_name(name, words)
    if words.language == ENGLISH.language:
        return escape(called)
    return Markup("{} {}").format(called, element("code", name, lang="en"))
