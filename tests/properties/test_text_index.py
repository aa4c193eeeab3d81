"""The index of texts: the same hits as reading everything, on each database; erased with the words.

A log in memory has no index and is read from front to back: what it finds is what must be found.
"""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime

import pytest

from ledger.app import Ledger
from ledger.board import texts
from ledger.board.texts import Candidates, behind, fill
from ledger.checks.kept_texts import kept_texts
from ledger.claims.commands import CaptureDocument, Describe, JudgeParties, RecordClaim
from ledger.claims.developments import FactReported, IntentStated
from ledger.claims.entities import Partnership, Party
from ledger.claims.events import DocumentCaptured
from ledger.claims.vocabulary import Verdict
from ledger.clock import Clocks
from ledger.edtf import Edtf
from ledger.log import MemoryLog, init_log, open_log
from ledger.log.erasure import _why, erase
from ledger.log.failures import LedgerReadOnly
from ledger.log.words import AskedWords
from ledger.sources.document import Document
from tests.clock import TickingClock

START = datetime(2024, 6, 12, 9, 0, tzinfo=UTC)
TEXTS = (
    "México depositó su instrumento; los depósitos son nueve de once.",
    "한국은 멕시코와 우주 협약에 서명했다. 미국도 참석했다.",
    "With 96 of 1960 votes the UN's agency is near: “Q&A”, it's 50% done.",
    'The Republic of Korea "signed" the pact in 2024 (see a_b, c\\d).',
    "Straße, ﬁrst, ①, Ça va? Nothing else.",
)
PARTIES = (
    Party(id="mexico", name="Estados Unidos Mexicanos", aliases=("México", "멕시코")),
    Party(id="korea", name="Republic of Korea", aliases=("한국", "South Korea")),
    Party(id="rok", name="ROK"),
)
WORDS = (
    "mexico", "MÉXICO", "멕시코", "한국", "미국", "국", "서명했", "협약에 서명", "96", "un",
    "deposit", "9", "it's", '"signed"', "c\\d", "q&a", "50%", "strasse", "first", "1", "rok",
    "republic of k", "fact-reported", "intent", "zzz", "d3", "pub", "the", "estados", "south korea",
    "'", ":*", "|",
)  # fmt: skip


def commands(chance, size, first=0):
    """Documents and claims in three languages, of parties that are described as one goes on."""
    yield from (Describe(entity=party) for party in PARTIES)
    yield Describe(entity=Partnership(id="p", title="P", parties=("mexico", "korea")))
    for number in range(first, first + size):
        text = " ".join(chance.sample(TEXTS, chance.randint(1, 3)))
        yield CaptureDocument(
            document=Document(
                id=f"d{number}",
                text=f"{number}: {text}",
                title=f"Título {number}",
                publisher=f"Pub {number % 3}",
                kind="news",
                published=Edtf.exactly(date(2024, chance.randint(1, 5), 3)),
            )
        )
        for index in range(chance.randint(0, 2)):
            words = chance.choice(text.split(". ")).strip()
            party = chance.choice(PARTIES).id
            yield RecordClaim(
                id=f"k{number}-{index}",
                development=chance.choice(
                    (
                        FactReported(topic="votes", about=(party,)),
                        IntentStated(parties=(party,), intent="so"),
                    )
                ),
                document=f"d{number}",
                quote=words,
                partnership="p",
                note=chance.choice((None, "Anmerkung ÄÖ")),
            )


def later(chance):
    """What changes how a party is called: another alias, and who is one with whom."""
    yield Describe(
        entity=Party(id="rok", name="ROK", aliases=("대한민국",)),
        fields=frozenset({"name", "aliases"}),
        replace=frozenset({"aliases"}),
    )
    verdict = chance.choice((Verdict.SAME, Verdict.DIFFERENT))
    yield JudgeParties(party="korea", other="rok", verdict=verdict, reason="r")


def answers(ledger, known_at, published_by):
    """All that is found by each of the words, and by two of them."""
    clocks = Clocks(valid_at=date(2024, 7, 1), published_by=published_by, known_at=known_at)
    asked = [(word,) for word in WORDS] + [(WORDS[n], WORDS[-n - 1]) for n in range(4)]
    return {
        words: (
            [hit.citation.claim for hit in ledger.search(words, clocks)],
            [passage.document for passage in ledger.passages(words, clocks)],
        )
        for words in asked
    }


@pytest.fixture
def place(database):
    """Where an empty ledger is: a file, or a schema."""
    init_log(database)
    return database


@pytest.mark.parametrize("seed", range(2))
def test_the_index_finds_what_reading_finds(place, seed):
    """On every clock, in three languages; what was put in, and what came since."""
    chance = random.Random(seed)  # noqa: S311 - a made ledger
    told = list(commands(chance, 8)), list(later(chance)), list(commands(chance, 6, 50))[4:]
    ledgers = [
        Ledger(log, clock=TickingClock(START))
        for log in (
            MemoryLog(clock=TickingClock(START)),
            open_log(place, clock=TickingClock(START)),
        )
    ]
    for part in told:
        for ledger in ledgers:
            ledger.submit(part)
        size = ledgers[0].log.head().size
        clocks = [(None, None), (size // 2, None), (None, date(2024, 3, 1))]
        for known_at, published_by in clocks if part is told[-1] else clocks[:1]:
            expected, answer = (answers(it, known_at, published_by) for it in ledgers)
            assert answer == expected
        assert any(claims and documents for claims, documents in expected.values())
        assert ledgers[1].log.texts.upto() == size - 1
    ledgers[1].close()


@pytest.mark.parametrize("limit", [1, 3])
def test_with_a_limit_the_newest_are_those_that_reading_finds(place, monkeypatch, limit):
    """Part by part from the end, whatever the parts; what is left is never more than is said."""
    monkeypatch.setattr(texts, "_PART", 3)
    monkeypatch.setattr(texts, "_WIDER", 2)
    monkeypatch.setattr(texts, "_FIRST", 2)
    chance = random.Random(7)  # noqa: S311 - a made ledger
    with Ledger(open_log(place, clock=TickingClock(START)), clock=TickingClock(START)) as ledger:
        ledger.submit([*commands(chance, 12), *later(chance)])
        whole = Ledger(MemoryLog(clock=TickingClock(START)), clock=TickingClock(START))
        chance = random.Random(7)  # noqa: S311 - the same again
        whole.submit([*commands(chance, 12), *later(chance)])
        for words in [[word] for word in WORDS]:
            every = whole.search(words), whole.passages(words)
            some = ledger.look_up(words, None, None, limit)
            for all_rows, answer in zip(every, some, strict=True):
                assert answer.rows == tuple(all_rows[:limit])
                assert answer.left >= len(all_rows) - len(answer.rows)
                assert len(answer.rows) == limit or answer.left == 0


def test_an_index_that_is_emptied_meanwhile_loses_nothing(place, monkeypatch):
    """What it no longer names is read."""
    monkeypatch.setattr(texts, "_PART", 3)
    with Ledger(open_log(place, clock=TickingClock(START)), clock=TickingClock(START)) as ledger:
        ledger.submit(list(commands(random.Random(8), 12)))  # noqa: S311 - a made ledger
        expected = [passage.document for passage in ledger.passages([":"])]
        last = ledger.log.head().size - 1
        places = Candidates(ledger.log, [AskedWords(word=":")], DocumentCaptured.type, last)
        looked_at = []
        for records in places.newest_first():
            looked_at += [record.event.id.removeprefix("document:") for record in records]
            ledger.log.texts.clear()
        assert looked_at == expected


def test_the_index_says_little_of_a_word_that_is_rare(place):
    """Else it would be no index: of three hundred documents it names those that have the word."""
    with Ledger(open_log(place, clock=TickingClock(START)), clock=TickingClock(START)) as ledger:
        ledger.submit(
            [
                CaptureDocument(
                    document=Document(
                        id=f"d{number}",
                        text=f"Statement {number} of the day" + (" rarely" if number == 7 else ""),
                        title="T",
                        publisher="P",
                        kind="news",
                    )
                )
                for number in range(300)
            ]
        )
        for word, number in (("rarely", 1), ("statement", 300)):
            places = Candidates(ledger.log, [AskedWords(word=word)], DocumentCaptured.type, 299)
            looked_at = [record for records in places.newest_first() for record in records]
            assert (len(looked_at), places.looked, places.left()) == (number, number, 0)
            assert looked_at[0].position == (7 if number == 1 else 299)
        assert [passage.document for passage in ledger.passages(["Rarely"])] == ["d7"]


def test_a_part_of_the_log_can_be_put_in_at_a_time(place, monkeypatch):
    """Who cannot wait puts in so many events; what is done stays, and each batch is told of."""
    monkeypatch.setattr(texts, "BATCH", 5)
    log = open_log(place, clock=TickingClock(START))
    ledger = Ledger(log, clock=TickingClock(START))
    ledger.submit(list(commands(random.Random(6), 6)))  # noqa: S311 - a made ledger
    size, batches = log.head().size, []
    assert ledger.index_texts(most=0) == size
    assert ledger.index_texts(most=4, advance=batches.append) == size - 5
    ledger.index_texts(advance=batches.append)
    assert (sum(batches), behind(log)) == (size, 0)
    log.close()


def test_an_erasure_empties_the_index(place):
    """No piece of what was erased stays; the next to ask fills it with what is left."""
    log = open_log(place, clock=TickingClock(START))
    ledger = Ledger(log, clock=TickingClock(START))
    ledger.submit(list(commands(random.Random(1), 6)))  # noqa: S311 - a made ledger
    assert ledger.passages(["0:"])
    assert log.texts.count() > 0
    erase(log, "document:d0", reason="an order")
    assert (log.texts.upto(), log.texts.count()) == (-1, 0)
    assert "d0" not in [passage.document for passage in ledger.passages([":"])]
    assert log.texts.upto() == log.head().size - 1
    log.close()


@pytest.mark.parametrize("ordered", ["before", "after"])
def test_who_read_before_an_erasure_puts_nothing_in_after_it(place, monkeypatch, ordered):
    """Not even where the index was empty before as after; the order came before, or meanwhile."""
    log = open_log(place, clock=TickingClock(START))
    ledger = Ledger(log, clock=TickingClock(START))
    ledger.submit(list(commands(random.Random(1), 6)))  # noqa: S311 - a made ledger
    record = log.find("document:d0")
    if ordered == "before":
        log.append([_why(record, "an order", None)])
    whole = texts._rows

    def slow(*args):
        rows = list(whole(*args))
        monkeypatch.setattr(texts, "_rows", whole)
        erase(log, "document:d0", reason="an order")
        return rows

    monkeypatch.setattr(texts, "_rows", slow)
    fill(log)
    if ordered == "before":
        assert (texts._rows, log.texts.upto()) == (slow, -1)  # nothing was read for it
        erase(log, "document:d0", reason="an order")
    assert (log.texts.upto(), log.texts.count()) == (-1, 0)
    assert ledger.passages(["1:"])
    assert log.texts.upto() == log.head().size - 1
    log.close()


def test_who_may_not_fill_the_index_reads_on(place, monkeypatch):
    """The same hits, without a row written; also where the index goes only half the way."""
    log = open_log(place, clock=TickingClock(START))
    ledger = Ledger(log, clock=TickingClock(START))
    ledger.submit(list(commands(random.Random(2), 6)))  # noqa: S311 - a made ledger
    expected = answers(ledger, None, None)
    late = Document(id="x", text="México", title="T", publisher="P", kind="news")
    ledger.submit([CaptureDocument(document=late)])

    def refused(*_, **__):
        raise LedgerReadOnly("l.db")

    monkeypatch.setattr(type(log.texts), "add", refused)
    upto = log.texts.upto()
    answer = answers(ledger, log.head().size - 2, None)
    assert (answer, log.texts.upto()) == (expected, upto)
    assert "x" in [passage.document for passage in ledger.passages(["mexico"])]
    log.texts.clear()
    assert answers(ledger, log.head().size - 2, None) == expected
    log.close()


def test_two_that_fill_it_do_not_fill_it_twice(place):
    """Who was overtaken puts nothing in."""
    log = open_log(place, clock=TickingClock(START))
    ledger = Ledger(log, clock=TickingClock(START))
    ledger.submit(list(commands(random.Random(3), 4)))  # noqa: S311 - a made ledger
    fill(log)
    number = log.texts.count()
    assert not log.texts.add([(0, "again")], after=-1, upto=0, seen=0)
    assert (log.texts.count(), log.texts.upto()) == (number, log.head().size - 1)
    log.close()


def test_a_row_that_someone_took_out_is_named_by_verify(place):
    """The index leaves out what a search should find: verify counts its rows and draws some."""
    log = open_log(place, clock=TickingClock(START))
    ledger = Ledger(log, clock=TickingClock(START))
    ledger.submit(list(commands(random.Random(4), 4)))  # noqa: S311 - a made ledger
    fill(log)
    assert kept_texts(log) == ()
    assert ledger.verify().breaks == ()
    size = log.head().size
    log.texts.clear()
    log.texts.add([], after=-1, upto=size - 1, seen=size - 1)
    whats = [each.what for each in kept_texts(log)]
    assert any("rows, and" in what for what in whats)
    assert any("does not name it by its own words" in what for what in whats)
    ledger.rebuild(date(2024, 7, 1))
    assert log.texts.upto() == -1
    assert ledger.passages(["0:"])
    assert kept_texts(log) == ()
    log.close()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE search_words_data SET block = x'ff00ff00'",
        "DELETE FROM search_words_data WHERE id = 10",
        "DELETE FROM search_words_config",
        "DELETE FROM search_words_data",
    ],
)
@pytest.mark.parametrize("mended_by", ["a rebuild", "an erasure"])
def test_a_damaged_index_is_named_by_verify_and_made_again(
    tmp_path, monkeypatch, damage, mended_by
):
    """What was in it is not lost: all of it stands in the log."""
    init_log(tmp_path / "l.db")
    log = open_log(tmp_path / "l.db", clock=TickingClock(START))
    ledger = Ledger(log, clock=TickingClock(START))
    ledger.submit(list(commands(random.Random(5), 4)))  # noqa: S311 - a made ledger
    expected = answers(ledger, None, None)
    log.close()
    with closing(sqlite3.connect(tmp_path / "l.db")) as db:
        db.execute(damage)
        db.commit()
    log = open_log(tmp_path / "l.db", clock=TickingClock(START))
    assert kept_texts(log)
    ledger = Ledger(log, clock=TickingClock(START))
    if mended_by == "an erasure":
        erase(log, "document:d0", reason="an order")
        assert log.texts.count() == 0
        with monkeypatch.context() as patch:
            patch.setattr(type(log.texts), "upto", lambda _: None)
            patch.setattr(type(log.texts), "find", lambda *_: (-1, None))
            expected = answers(ledger, None, None)
    else:
        ledger.rebuild(date(2024, 7, 1))
    assert answers(ledger, None, None) == expected
    assert kept_texts(log) == ()
    log.close()
