"""What can be wrong in an entry or in a file of entries: one class for each cause.

Takes the data of a mistake, gives the sentence and the way out; ``decode`` and the readers
place each at its line. A file is read to its end, so that all are named in one run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.errors import InvalidInput
from ledger.late import late

if TYPE_CHECKING:
    import difflib
    from collections.abc import Collection, Iterable

    from ledger.entries import near_kinds
    from ledger.sources.text.formats import ForeignFormat
else:
    difflib = late("difflib")
    near_kinds = late("ledger.entries.near_kinds")  # reads the kinds, which who only asks does not

SHOWN = 60
"""How many characters of a wrong value a message repeats."""


def shown(value: str) -> str:
    r"""A wrong value as a message repeats it: on one line, without control characters, short.

    >>> shown("two\nlines")
    'two lines'
    """
    line = "".join(letter if letter.isprintable() else " " for letter in value).strip()
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The known word that a wrong one was most likely meant to be, or None.

    >>> nearest("asserter", ["asserted_by", "note"]), nearest("zzz", ["note"])
    ('asserted_by', None)
    """
    folded = {_folded(each): each for each in words}
    close = difflib.get_close_matches(_folded(word[:SHOWN]), folded, n=1, cutoff=0.55)
    return folded[close[0]] if close else None


def _folded(word: str) -> str:
    return word.strip().lower().replace("_", "-").replace(" ", "-")


class UnknownKind(InvalidInput):
    """``kind`` is a word that no entry has."""

    code = "unknown-kind"

    def __init__(self, kind: str, kinds: Collection[str]) -> None:
        self.kind = kind
        self.near = near_kinds.near_kind(kind, kinds)
        hint = "claims schema lists all kinds"
        super().__init__(
            f"no such kind: {shown(kind)}", fix=f"{self.near} ({hint})" if self.near else hint
        )


class ReplacementNotAClaim(InvalidInput):
    """What should take the place of a claim is an entry of another kind."""

    code = "replacement-not-a-claim"

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(
            f"a claim is expected here, not {kind}",
            fix="begin it with a kind that states something, such as workshop-held",
        )


class UnknownField(InvalidInput):
    """An entry has a field that its kind does not have."""

    code = "unknown-field"

    def __init__(self, field: str, owner: str, names: Iterable[str]) -> None:
        self.owner, self.known = owner, tuple(names)
        self.near = nearest(field, self.known)
        fields = f"its fields are {', '.join(self.known)}"
        super().__init__(
            f"no such field in {owner}: {shown(field)}",
            fix=f"{self.near} (claims schema lists all fields)" if self.near else fields,
        )
        self.field = field


class UnclearWord(InvalidInput):
    """A word of an entry in one line that can be none of its fields."""

    code = "unclear-word"

    def __init__(self, word: str, kind: str) -> None:
        self.word, self.kind = word, kind
        super().__init__(
            f"a line of {kind} has no place for this word: {shown(word)}",
            fix="write it below the line, as the field that it is: note: …",
        )


class MissingField(InvalidInput):
    """An entry lacks a field that its kind must have."""

    code = "missing-field"

    def __init__(self, field: str, owner: str, sentence: str) -> None:
        self.owner = owner
        super().__init__(f"{owner} lacks {field}: {sentence}", fix=f"add the field {field}")
        self.field = field


class DuplicateField(InvalidInput):
    """A field stands twice in one entry."""

    code = "duplicate-field"

    def __init__(self, field: str) -> None:
        super().__init__(
            f"the field {shown(field)} stands twice in this entry",
            fix="keep one of the two; if two entries ran together, start the second again",
        )
        self.field = field


class WrongType(InvalidInput):
    """A field holds another sort of value than it should."""

    code = "wrong-type"

    def __init__(self, field: str, wanted: str, sort: str, *, fix: str) -> None:
        self.wanted, self.given = wanted, sort
        super().__init__(f"{field} is {wanted}, not {sort}", fix=fix)
        self.field = field


class NotAName(InvalidInput):
    """A field that names something holds what cannot be a name. ``near`` could be one."""

    code = "not-a-name"

    def __init__(self, field: str, name: str, near: str | None) -> None:
        rule = "lower-case letters a to z, digits and single hyphens, at most 80"
        self.name, self.near = name, near
        super().__init__(
            f"{field} is not a short name: {shown(name)}", fix=f"{near} ({rule})" if near else rule
        )
        self.field = field


class Unfit(InvalidInput):
    """The parts are right, their whole is not: the sentence is the class's own."""

    code = "unfit"

    def __init__(self, owner: str, reason: str) -> None:
        self.owner, self.reason = owner, reason
        super().__init__(f"{owner}: {reason}", fix="claims schema says what fits together")


class UnstorableCharacter(InvalidInput):
    """A text holds a character that no database or file keeps: NUL, or half of a pair."""

    code = "unstorable-character"

    def __init__(self, field: str, character: str) -> None:
        self.character = character
        super().__init__(
            f"{field} holds a character that cannot be kept: U+{ord(character):04X}",
            fix="delete that character",
        )
        self.field = field


class OneTextOnly(InvalidInput):
    """A document gives its text in several ways, or in none."""

    code = "one-text-only"

    def __init__(self, given_ways: tuple[str, ...]) -> None:
        self.given = given_ways
        ways = f"in more than one way: {', '.join(given_ways)}" if given_ways else "in no way"
        super().__init__(
            f"the document gives its text {ways}",
            fix="keep exactly one of text, file, excerpts and words: quote",
        )


class NoQuotes(InvalidInput):
    """A document takes its text from the quotes of its claims, and there is none."""

    code = "no-quotes"

    def __init__(self, name: str | None) -> None:
        self.name = name
        missing = f"no claim here quotes {name}" if name else "it has no id for claims to name"
        super().__init__(
            f"words: quote takes the text from what claims of the same file quote, and {missing}",
            fix="give its id, and claims that quote it, in the same file; or give its text",
        )


class NoFilesHere(InvalidInput):
    """A document names a file where none can be read."""

    code = "no-files-here"

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(
            f"no file can be read from here: {shown(path)}",
            fix="give the text itself as text, or capture the file first",
        )


class BadYaml(InvalidInput):
    """A file is not YAML, said in plain words."""

    code = "bad-yaml"

    def __init__(self, problem: str, *, fix: str) -> None:
        self.problem = problem
        super().__init__(f"not YAML: {problem}", fix=fix)


class BadJson(InvalidInput):
    """A text is not JSON, said in plain words."""

    code = "bad-json"

    def __init__(self, problem: str, *, fix: str) -> None:
        self.problem = problem
        super().__init__(f"not JSON: {problem}", fix=fix)


class YamlFeature(InvalidInput):
    """YAML that can hide what it says: anchors, aliases, tags, several documents."""

    code = "yaml-feature"

    def __init__(self, feature: str, *, fix: str) -> None:
        self.feature = feature
        super().__init__(f"{feature} is not read", fix=fix)


class BrokenText(InvalidInput):
    """A file is not UTF-8. ``offset`` counts bytes from 0."""

    code = "broken-text"

    def __init__(self, offset: int, byte: int) -> None:
        self.offset, self.byte = offset, byte
        super().__init__(
            f"not UTF-8: byte {offset} of the file is 0x{byte:02X}",
            fix="save the file as UTF-8 and run the same command again",
        )


class NoTextFile(InvalidInput):
    """A file that is no text at all: a picture, an archive, a PDF."""

    code = "no-text-file"

    def __init__(self, form: ForeignFormat) -> None:
        super().__init__(f"the file is {form.what}, not text", fix=form.fix)


class EmptyFile(InvalidInput):
    """There is no entry at all."""

    code = "empty-file"

    def __init__(self) -> None:
        super().__init__(
            "there is no entry in it", fix="write at least one entry; claims schema shows how"
        )


class NotEntries(InvalidInput):
    """The text is neither an entry nor a list of entries."""

    code = "not-entries"

    def __init__(self, sort: str) -> None:
        self.given = sort
        super().__init__(
            f"a list of entries is expected here, not {sort}",
            fix="start each entry with a dash and its kind: - kind: workshop-held",
        )


class NotAnEntry(InvalidInput):
    """An item of the list is no entry."""

    code = "not-an-entry"

    def __init__(self, sort: str) -> None:
        self.given = sort
        super().__init__(
            f"an entry is expected here, not {sort}",
            fix="write an entry as fields with their values, the first of them kind",
        )


class TooDeep(InvalidInput):
    """Lists and fields are nested deeper than any entry needs. ``offset``: code points from 0."""

    code = "too-deep"

    def __init__(self, limit: int, offset: int) -> None:
        self.limit, self.offset = limit, offset
        super().__init__(
            f"nested deeper than {limit} levels", fix="claims schema shows how entries look"
        )


class FileTooLarge(InvalidInput):
    """A file is larger than an import reads. The limit is in bytes."""

    code = "file-too-large"

    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(
            f"more than the {limit / 1_000_000:g} MB that one import reads",
            fix="split the file into smaller ones, and import them one after the other",
        )


class UnknownFormat(InvalidInput):
    """The name of a file does not say how to read it."""

    code = "unknown-format"

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"neither YAML nor JSON nor a sheet by its name: {shown(name)}",
            fix="let the name end in .yaml, .yml, .json, .jsonl, .ndjson, .csv, .tsv or .xlsx",
        )


class SheetFile(InvalidInput):
    """A table that has no header of ours, or a file of an office program that is not read."""

    code = "sheet-file"

    def __init__(self, name: str, what: str) -> None:
        self.name, self.what = name, what
        super().__init__(
            f"{what} cannot be imported: {shown(name)}",
            fix="save it as .xlsx or CSV UTF-8, each row an entry below a header of field names "
            "(claims schema --csv KIND prints it); to quote its lines as they stand, save it as "
            "plain text and capture that with --as-is",
        )


class TooManyDigits(InvalidInput):
    """A number that is longer than any that is kept."""

    code = "too-many-digits"

    def __init__(self, field: str, digits: int, limit: int) -> None:
        self.digits, self.limit = digits, limit
        super().__init__(
            f"{field} is a number of {digits} digits, more than the {limit} that are kept",
            fix="look for a slip of the key; write a round number with fewer digits",
        )
        self.field = field
