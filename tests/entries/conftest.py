"""Reading a text of entries, and telling its mistakes as a reader would see them."""

import io

import pytest

from ledger.entries.entry import Entry
from ledger.entries.reader import EntryFile, EntryFormat, read_entries
from ledger.errors import ClaimsError

NAMES = {
    EntryFormat.YAML: "news.yaml",
    EntryFormat.JSON: "news.json",
    EntryFormat.JSON_LINES: "news.jsonl",
    EntryFormat.SEPARATED: "news.csv",
}


def _read(text, form=EntryFormat.YAML, **options):
    data = text if isinstance(text, bytes) else text.encode(errors="surrogatepass")
    file = EntryFile(file=io.BytesIO(data), source=NAMES[form], form=form, **options)
    return _flat(read_entries(file))


def _flat(entries):
    """Entries, and in the place of a broken one its mistakes."""
    flat = []
    for entry in entries:
        flat += [entry] if isinstance(entry, Entry) else entry.mistakes
    return flat


def _told(error):
    where = error.where
    lines = [f"{where}: {error.message}"]
    if where.excerpt is not None:
        margin = f"{where.line:>5} | "
        lines.append(margin + where.excerpt)
        lines.append(" " * (len(margin) + where.column - 1) + "^" * where.caret)
    return "\n".join([*lines, f"  try: {error.fix}", ""])


@pytest.fixture(scope="session")
def read():
    """Every entry and mistake of a text, in order."""
    return _read


@pytest.fixture(scope="session")
def commands(read):
    """The commands of a text that has no mistake."""

    def all_commands(text, form=EntryFormat.YAML, **options):
        found = read(text, form, **options)
        assert [_told(each) for each in found if isinstance(each, ClaimsError)] == []
        return [each.command for each in found]

    return all_commands


@pytest.fixture(scope="session")
def told(read):
    """The mistakes of a text, told one after the other; the entries that are right are left out."""

    def all_told(text, form=EntryFormat.YAML, **options):
        found = read(text, form, **options)
        return "\n".join(_told(each) for each in found if not isinstance(each, Entry))

    return all_told
