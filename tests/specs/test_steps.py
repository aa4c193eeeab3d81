"""Every step that looks can say no: next to a true sentence a false one, which is denied."""

from __future__ import annotations

import contextlib
import io
import itertools
import shutil
import sqlite3

import pytest
from msgspec.structs import replace

from ledger.cli import program
from ledger.clock import Clocks, FixedClock
from ledger.log.opening import open_log
from ledger.log.stores.memory import MemoryLog
from ledger.specs.drivers.command import CommandDriver, CommandResult
from ledger.specs.drivers.python import PythonDriver
from ledger.specs.phrases.vocabulary import vocabulary
from ledger.specs.reports.results import ScenarioOutcome
from ledger.specs.steps import STEPS
from ledger.specs.steps.proving import verifies
from ledger.specs.world import Differs, World
from tests.specs.conftest import NOW
from tests.specs.test_course_steps import PAIRS as COURSE
from tests.specs.test_inbox_steps import PAIRS as INBOX

BACKGROUND = """
Feature: f
  Background:
    Given an empty ledger
    And a partnership "p" between "a" and "b"
    And a convention "i"
    And a convention "j"
    And a convention "r" in force 30 days after 1 consent, without "eu"
    And an agreement "g" between "a" and "b"
    And these claims:
   | source | source_kind | published | kind | instrument | party | count | required | stage | when|
      | Paper | news | 2024-05-01 | consents-counted | i | | 9 | 11 | deposited | 2024-05-01 |
      | Gazeta | news | 2024-07-01 | consents-counted | i | | 7 | 11 | deposited | 2024-07-01 |
      | Month | news | 2024-07-31 | consents-counted | i | | 10 | 11 | deposited | 2024-07 |
      | Gov | party-official | 2024-05-01 | signed | i | a | | | | 2024-04-01 |
      | Gov | party-official | 2024-05-01 | consent-deposited | i | a | | | | 2024-04-10 |
      | Open | encyclopedia | 2024-05-01 | consent-deposited | i | a | | | | 2024-03-01 |
      | Vague | news | 2024-07-20 | consent-deposited | i | b | | | | 2024-07-05/2024-07-20 |
    And a convention "n"
    And a convention "m"
    And these claims:
      | source | source kind | published | kind | instrument | party | as of |
      | UN | depositary | 2022-01-02 | consent-deposited | m | b | 2020-01-01 |
      | UN | depositary | 2022-01-02 | denounced | m | b | 2021-05-01 |
      | UN | depositary | 2022-01-02 | participation-suspended | m | b | 2020-05-01 |
      | UN | depositary | 2022-01-02 | participation-resumed | m | b | 2020-06-01 |
      | UN | depositary | 2022-01-02 | participation-suspended | m | a | 2020-05-01 |
      | UN | depositary | 2022-01-02 | provisionally-applied | n | | 2020-05-01 |
      | UN | depositary | 2022-01-02 | provisionally-applied | m | | 2020-05-01 |
      | UN | depositary | 2022-01-02 | provisional-application-ended | m | | 2021-05-01 |
    And these claims:
      | source | source kind | published | kind | instrument | party | reservation | as of |
      | UN | depositary | 2022-01-03 | reservation-made | m | a | article 9 | 2020-05-01 |
    And these claims:
      | source | source kind | published | kind | instrument | party | count | needed | as of |
      | Gov | depositary | 2024-01-02 | consent-deposited | r | a | | | 2024-01-01 |
      | Gov | depositary | 2024-02-05 | entered-into-force | r | | | | 2024-02-05 |
    And these claims:
      | source | published | kind | hurdle | title | instrument | host | blocks | said as | as of |
      | Gov | 2024-05-02 | requirement-stated | h | a licence | | | pad | required | |
      | Gov | 2024-05-02 | requirement-stated | k | negotiate | g | | | required | |
      | Gov | 2024-05-02 | requirement-stated | c | cleared | | | silo | required | |
      | Gov | 2024-05-02 | requirement-waived | c | | | | | | 2024-05-01 |
      | Gov | 2024-05-02 | agreement-reported | | | g | | | | |
      | Gov | 2024-05-02 | visit-made | | | | a | | expected | 2024-06-01 |
      | Dead | 2024-05-03 | meeting-held | | | | b | | | 2024-05-01 |
      | Wire | 2024-05-04 | meeting-held | | | | a | | | 2024-05-02 |
    And on 5 May 2024 "Dead" retracts "Dead"
    And on 2 July 2024 "Blog" disputes "Gazeta"
    And the parties "korean-a"
    And on 1 August 2024 "Ana" judges "korean-a" and "a" to be the same
    When I ask as of 10 July 2024
"""
PAIRS = [
    ('"i" has between 9 and 11 consents', '"i" has between 8 and 10 consents'),
    ('"i" has 9 of 11 consents', '"i" has 9 of 12 consents'),
    ('nobody counts the consents of "j"', 'nobody counts the consents of "i"'),
    ('"i" still needs 2 consents', '"i" still needs 1 consent'),
    ('"r" still needs 0 consents', '"r" still needs 1 consent'),
    ('the consents of "i" are contested', 'the consents of "i" are settled'),
    (
        'the consents of "i" rest on 1 independent source',
        'the consents of "i" rest on 2 independent sources',
    ),
    (
        'the consents of "i" rest on the words "9 of 11"',
        'the consents of "i" rest on the words "8 of 11"',
    ),
    ('"Paper" wins on the consents of "i"', '"Gazeta" wins on the consents of "i"'),
    (
        '"Gazeta" loses on the consents of "i" as regressive',
        '"Gazeta" loses on the consents of "i" as history',
    ),
    ('nobody loses on the consents of "j"', 'nobody loses on the consents of "i"'),
    ('the claim of "Wire" stands', 'the claim of "Dead" stands'),
    (
        'the claim of "Dead" does not stand: document retracted',
        'the claim of "Wire" does not stand: retracted',
    ),
    ("1 claim does not stand", "2 claims do not stand"),
    ('the claim of "Gazeta" is disputed', 'the claim of "Paper" is disputed'),
    ('the stage of "p" is dialogue', 'the stage of "p" is signed'),
    ('"g" is still to be concluded', '"i" is still to be concluded'),
    ('"a" and "korean-a" are one party', '"a" and "b" are one party'),
    ('"a" and "b" are two parties', '"a" and "korean-a" are two parties'),
    ('"korean-a" has consented to "i"', '"korean-b" has consented to "i"'),
    ('"a" has consented to "i"', '"b" has consented to "i"'),
    ('"x" has not consented to "i"', '"a" has not consented to "i"'),
    ('"b" may have consented to "i"', '"x" may have consented to "i"'),
    ('"a" consented to "i" on 2024-04-10', '"a" consented to "i" on 2024-04-11'),
    (
        '"b" consented to "i" between 5 July 2024 and 20 July 2024',
        '"x" consented to "i" between 5 July 2024 and 21 July 2024',
    ),
    (
        '"Open" loses on the consent of "a" to "i" as contradicted',
        '"Gov" loses on the consent of "a" to "i" as contradicted',
    ),
    ('"a" has signed "i"', '"b" has signed "i"'),
    ('"b" left "m" on 1 May 2021', '"b" left "m" on 2 May 2021'),
    ('"a" has suspended "m"', '"b" has suspended "m"'),
    ('"b" has not suspended "m"', '"a" has not suspended "m"'),
    ('"a" has a reservation to "m"', '"b" has a reservation to "m"'),
    ('"b" has no reservation to "m"', '"a" has no reservation to "m"'),
    ('"n" is applied provisionally', '"m" is applied provisionally'),
    ('"m" is not applied provisionally', '"n" is not applied provisionally'),
    ('"b" has not signed "i"', '"a" has not signed "i"'),
    ('"r" enters into force on 5 February 2024', '"r" enters into force on 31 January 2024'),
    ('"r" is in force', '"i" is in force'),
    ('"i" is not in force', '"r" is not in force'),
    (
        'the declared day of "r" is not the computed 31 January 2024',
        'the declared day of "i" is not the computed 31 January 2024',
    ),
    (
        'nothing declared of "i" differs from what is computed',
        'nothing declared of "r" differs from what is computed',
    ),
    (
        'the day of "r" is counted to the last day of the month',
        'the day of "r" is counted from last day to last day',
    ),
    (
        'compared with what was published by 4 May 2024, the claim of "Dead" no longer stands',
        'compared with what was published by 4 May 2024, the claim of "Wire" no longer stands',
    ),
    (
        'over all partnerships, compared with what was published by 4 May 2024, only "p" changed',
        'over all partnerships, compared with what was published by 31 July 2024, only "p" changed',
    ),
    (
        "compared with what was published by 31 July 2024, nothing changed",
        "compared with what was published by 1 July 2024, nothing changed",
    ),
    ('the check "counts-add-up" finds 0 faults', 'the check "counts-add-up" finds 1 fault'),
    ("3 hurdles are outstanding", "2 hurdles are outstanding"),
    (
        (
            "the outstanding hurdles are:\n      | hurdle | state |\n      | h | required |\n"
            "      | k | required |\n      | i/threshold | required |"
        ),
        "the outstanding hurdles are:\n      | hurdle | state |\n      | h | required |",
    ),
    ('the hurdle "h" is required', 'the hurdle "h" is granted'),
    ('the hurdle "c" is no longer in the way', 'the hurdle "h" is no longer in the way'),
    ('the hurdle "i/threshold" is at 9 of 11', 'the hurdle "h" is at 9 of 11'),
    ('the hurdle "h" rests on the words "licence"', 'the hurdle "h" rests on the words "permit"'),
    ('"h" blocks "pad"', '"c" blocks "silo"'),
    ('nothing blocks "silo"', 'nothing blocks "pad"'),
    ("3 matters are contested", "0 matters are contested"),
    (
        'the stage of "g" is contested by the words "agreement"',
        'the stage of "g" is contested by the words "treaty"',
    ),
    ('the foreseen "visit-made" is overdue', 'the foreseen "visit-made" is met'),
    ('"visit-made" is overdue', '"meeting-held" is overdue'),
    ('next, "a" must act on "visit-made"', 'next, "b" must act on "visit-made"'),
    (
        'next over all partnerships comes "visit-made", by 1 June 2024',
        'next over all partnerships comes "visit-made", by 2 June 2024',
    ),
    ("the last news is of 31 July 2024", "the last news is of 30 July 2024"),
    (
        "the status rests on 12 documents and 8 independent sources",
        "the status rests on 10 documents and 9 independent sources",
    ),
    ('searching for "visit-made" finds 1 claim', 'searching for "visit-made" finds 0 claims'),
    (
        'the brief says "a licence", with the words "licence" of "Gov"',
        'the brief says "a licence", with the words "licence" of "Paper"',
    ),
    (
        'the brief since 1 May 2024 says "a licence", with the words "licence" of "Gov"',
        'the brief since 1 May 2024 says "a licence", with the words "permit" of "Gov"',
    ),
]
LATER = [
    ("nothing is foreseen", "nothing is foreseen"),
    (
        "the timeline is:\n      | when | kind | source |",
        "the timeline is:\n      | when | kind | source |\n      | 2024-05-01 | visit-made | A |",
    ),
]
"""Said of a partnership that has no news, or of this one where they do not hold."""

TOLD = {"every-quote", "any-order", "again", "refused", "count-changed", "verifies", "provable"}
TOLD |= {"brief-footnoted"}
"""What only a broken ledger could deny, and a refusal: proved in the tests below and elsewhere."""


def scenarios(column):
    said = [pair[column] for pair in PAIRS]
    told = [f"  Scenario: {number}\n    Then {step}\n" for number, step in enumerate(said)]
    return BACKGROUND + "\n" + "\n".join(told)


ELSEWHERE = {"hurdles-table", "timeline-table", "site-lists", "recorded-here", "recorded-there"}
ELSEWHERE |= {"receiver-answers", "receiver-messages", "receiver-told"}
"""test_table_steps, test_feed_steps, test_desk_steps, test_receiver_steps have their sentences."""


def test_every_step_that_looks_is_here():
    """A new checking step fails this until it has a true and a false sentence."""
    looks = {key for key, step in STEPS.items() if not step.tells} - TOLD - ELSEWHERE
    said = {
        spoken.key
        for true, _ in PAIRS + LATER + COURSE + INBOX
        for spoken in vocabulary().matches(true.splitlines()[0])
    }
    assert {
        "empty-ledger",
        "look",
        "look-instrument",
        "ask",
        "ask-briefed",
        "count",
    } == looks - said


def test_the_true_sentences_hold_and_bring_their_words(folder):
    """Each true sentence passes and cites a quote, save those of which there is none."""
    folder.write("f.feature", scenarios(0))
    runs = folder.run().scenarios
    assert [None] * len(PAIRS) == [one.failure for one in runs]
    silent = {"uncounted", "none-loses", "not-consented", "not-signed", "nothing-blocks"}
    silent |= {"not-suspended-by", "reserves-nothing", "not-applied-provisionally"}
    silent |= {
        "freshness",
        "roots",
        "not-in-force",
        "declared-otherwise",
        "declared-alike",
        "check",
        "counted",
        "nothing-changed",
        "one-party",
        "two-parties",
    }
    for one in runs:
        (spoken,) = vocabulary().matches(one.steps[-1].text)
        assert bool(one.steps[-1].evidence) is (spoken.key not in silent), one.steps[-1].text


def test_the_false_sentences_are_denied_with_what_the_ledger_says(folder):
    """Each false sentence fails, with the ledger's own answer and a command to try."""
    folder.write("f.feature", scenarios(1))
    runs = folder.run().scenarios
    assert [ScenarioOutcome.FAILED] * len(PAIRS) == [one.outcome for one in runs]
    for one in runs:
        _, says, fix = one.failure.replace("\n      | ", " | ").splitlines()[-3:]
        assert says.startswith("  the ledger "), one.failure
        assert fix.startswith("  try: claims "), one.failure


@pytest.mark.parametrize(("true", "false"), LATER)
def test_what_is_said_of_everything_there_is(folder, true, false):
    """On an empty ledger a sentence about all of it holds; on a full one it is denied."""
    begun = 'Given a partnership "p" between "a" and "b"'
    told = f"Feature: f\n  Scenario: s\n    {begun}\n    When I ask as of 2024-01-01\n"
    folder.write("true.feature", f"{told}    Then {true}\n")
    folder.write("false.feature", f"{BACKGROUND}  Scenario: s\n    Then {false}\n")
    assert [ScenarioOutcome.FAILED, ScenarioOutcome.PASSED] == [
        one.outcome for one in folder.run().scenarios
    ]


def test_a_count_with_a_wrong_number_fails(folder):
    """A plain number is not taken for a contested range that contains it."""
    folder.write("f.feature", f'{BACKGROUND}  Scenario: s\n    Then "i" has 9 consents\n')
    (one,) = folder.run().scenarios
    assert "the ledger says between 9 and 11 of 11, contested" in one.failure


def test_an_order_that_mattered_would_be_seen(folder, monkeypatch):
    """Break the law: a reprint comes without its claim, and the step says so."""
    monkeypatch.setattr(
        "ledger.specs.steps.evidence._backwards", lambda told: told[: len(told) // 2]
    )
    folder.write("f.feature", f"{BACKGROUND}  Scenario: s\n    Then {ORDER}\n")
    (one,) = folder.run().scenarios
    assert "something else when told last to first" in one.failure


ORDER = "the order of arrival changes nothing"


def test_a_ledger_that_records_twice_would_be_seen(folder, monkeypatch):
    """Broken on purpose: when positions go up at each look, the step fails."""
    positions = itertools.count()
    monkeypatch.setattr(
        "ledger.specs.drivers.python.PythonDriver.position", lambda _: next(positions)
    )
    folder.write(
        "f.feature", f"{BACKGROUND}  Scenario: s\n    Then recording it all again changes nothing\n"
    )
    (one,) = folder.run().scenarios
    assert "more events were recorded" in one.failure


def test_a_quote_that_does_not_stand_in_its_document_would_be_seen(folder, monkeypatch):
    """Broken on purpose: with the documents' texts replaced, the step fails."""
    from ledger.specs.world import World  # noqa: PLC0415 - what is broken here

    whole = World.shown

    def shown(world, name):
        found = whole(world, name)
        if isinstance(found.event, dict) and "document" in found.event:
            found.event["document"]["text"] = "something else"
        return found

    monkeypatch.setattr(World, "shown", shown)
    folder.write(
        "f.feature", f"{BACKGROUND}  Scenario: s\n    Then every value can be followed to a quote\n"
    )
    (one,) = folder.run().scenarios
    assert "do not stand in" in one.failure


COUNTED = """
Feature: f
  Background:
    Given an empty ledger
    And a partnership "p" between "a" and "b"
    And a convention "i"
    And these claims:
      | source | source kind | published | kind | instrument | count | required | stage | when |
      | Paper | news | 2024-05-01 | consents-counted | i | 9 | 11 | deposited | 2024-05-01 |
      | Gazeta | news | 2024-07-01 | consents-counted | i | 10 | 11 | deposited | 2024-07-01 |
    When I ask as of 10 July 2024
  Scenario: s
    Then """
SINCE = "compared with what was published by 1 June 2024, the consents"


def test_a_count_that_changed_brings_the_words_of_now(folder):
    """Of the two sources compared, the later one is cited."""
    folder.write("f.feature", f'{COUNTED}{SINCE} of "i" went from 9 to 10\n')
    (one,) = folder.run().scenarios
    assert ["Gazeta"] == [cited.publisher for cited in one.steps[-1].evidence]


def test_a_count_that_changed_otherwise_fails_with_what_changed(folder):
    """A wrong start is answered with the real change and the diff that shows it."""
    folder.write("f.feature", f'{COUNTED}{SINCE} of "i" went from 8 to 10\n')
    (one,) = folder.run().scenarios
    _, says, fix = one.failure.splitlines()
    assert "i.consents from 9 of 11 to 10 of 11" in says
    assert fix.startswith("  try: claims diff p --since 2024-06-01 --clock published")


@pytest.fixture
def edited(tmp_path, story_file, monkeypatch):
    """A ledger in which a row of the database was edited, and a folder next to it."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "edited.db"
    shutil.copyfile(story_file, path)

    def edit(statement):
        with contextlib.closing(sqlite3.connect(path)) as db:
            triggers = db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in triggers.fetchall():
                db.execute(f"DROP TRIGGER {name}")
            db.execute(statement)
            db.commit()
        return path

    return edit


EDITS = {
    "UPDATE events SET payload = x'7b7d' WHERE position = 3": "its payload is not the one",
    "UPDATE events SET envelope = x'7b7d' WHERE position = 3": "does not have the leaf hash",
    "UPDATE tags SET tag = 'party:kenya' WHERE tag = 'party:mexico'": "not filed under its own",
}
HOLDS = "Feature: f\n  Scenario: s\n    Then the ledger verifies\n"


def test_a_ledger_that_nobody_edited_verifies(told):
    """The control of the edited ledgers below: the same story, untouched, holds."""
    told.write("f.feature", HOLDS)
    (one,) = told.run().scenarios
    assert None is one.failure


def test_a_claim_of_the_ledger_itself_is_proven_with_its_words(told):
    """A proof can be made of a claim that the scenario did not tell itself."""
    told.scenario("When I ask as of 2024-06-12", 'Then the claim of "THX News" can be proven')
    (one,) = told.run().scenarios
    assert None is one.failure
    assert {"THX News"} == {cited.publisher for cited in one.steps[-1].evidence}


@pytest.mark.parametrize("statement", EDITS)
def test_an_edited_ledger_does_not_verify_through_python(edited, statement):
    """Payload, envelope and tag, each edited in the file, make the step fail for its reason."""
    log = open_log(edited(statement), clock=FixedClock(NOW))
    with pytest.raises(Differs, match=EDITS[statement]):
        verifies(World(driver=PythonDriver(log, now=NOW), clocks=Clocks(valid_at=NOW.date())))
    log.close()


@pytest.mark.parametrize("statement", EDITS)
def test_an_edited_ledger_does_not_verify_through_the_command(edited, statement, monkeypatch):
    """The same three edits fail for the same reasons through `claims verify`."""
    path = edited(statement)
    monkeypatch.setenv("CLAIMS_CUSTODY", str(path.parent / "custody"))
    driver = CommandDriver(command, folder=path.parent, blank=path, now=NOW)
    with pytest.raises(Differs, match=EDITS[statement]):
        verifies(World(driver=driver, clocks=Clocks(valid_at=NOW.date())))


def command(words, *, now):
    """Call the command in this process."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = program.run(words, clock=FixedClock(now))
    return CommandResult(code=int(code), out=out.getvalue(), err=err.getvalue())


def test_a_quote_that_is_not_in_its_document_does_not_verify(story):
    """The leaves and the tree hold, for the false words were recorded as such."""
    log = MemoryLog(clock=FixedClock(NOW))
    for recorded in story.read():
        event = recorded.event
        if event.id.startswith("claim:"):
            event = replace(event, payload=event.payload.replace(b"9 of 11", b"8 of 11"))
        log.append([event])
    with pytest.raises(Differs, match=r"at position @\d+ its quote does not stand in"):
        verifies(World(driver=PythonDriver(log, now=NOW), clocks=Clocks(valid_at=NOW.date())))


def test_a_proof_without_its_words_would_be_seen(folder, monkeypatch):
    """Broken on purpose: a proof whose quote stands nowhere fails the step."""
    monkeypatch.setattr(
        PythonDriver, "prove", lambda _, name: {"id": name, "quote": {"stands": None}}
    )
    folder.write("f.feature", f'{COUNTED}the claim of "Paper" can be proven\n')
    (one,) = folder.run().scenarios
    assert "without its words" in one.failure


def test_what_came_out_since_a_day_is_recorded_on_that_day(folder):
    """A day without an end is no reason to record it before it came out."""
    told = 'Given an empty ledger\n    And a partnership "p" between "a" and "b"\n'
    rows = """\
      | source | published     | kind         | host |
      | Wire   | 2024-05-01/.. | meeting-held | a    |
"""
    then = 'When I ask as of 2024-06-01\n    Then the claim of "Wire" stands\n'
    folder.write(
        "f.feature", f"Feature: f\n  Scenario: s\n    {told}    And these claims:\n{rows}    {then}"
    )
    (one,) = folder.run().scenarios
    assert one.failure is None
