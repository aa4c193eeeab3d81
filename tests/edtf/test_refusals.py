"""What is no date: each with its own reason and a way out, and nothing repaired."""

import pytest

from ledger.edtf import BadDate, Edtf
from ledger.errors import ExitCode, InvalidInput

REFUSED = [
    # text, a part of the reason, a part of the way out
    ("", "empty", "2022-06-29"),
    ("   ", "empty", "2022-06-29"),
    (" 2022", "white space", "away"),
    ("2022-06-29\n", "white space", "away"),
    ("2023-02-29", "February 2023 has 28 days, there is no 29", "2023-02"),
    ("1900-02-29", "February 1900 has 28 days", "1900-02"),
    ("2024-02-30", "February 2024 has 29 days, there is no 30", "01 to 29"),
    ("2024-04-31", "April 2024 has 30 days", "2024-04"),
    ("2024-06-00", "there is no 00", "01 to 30"),
    ("2024-06-32", "there is no 32", "01 to 30"),
    ("2024-00", "no month 00", "01 to 12"),
    ("2024-13", "no month 13", "01 to 12"),
    ("2024-20-01", "no month 20", "01 to 12"),
    ("2024-42", "no month 42", "year alone"),
    ("2024-35-01", "35 is a season, quarter, third or half", "2024-35"),
    ("2024-21-XX", "21 is a season, quarter, third or half", "2024-21"),
    ("2024/2023", "it ends (2023) before it starts (2024)", "2023/2024"),
    ("2022-06-30/2022-06-29", "before it starts", "2022-06-29/2022-06-30"),
    ("2022-07~/2022-06", "before it starts", "turn it round"),
    ("..", "not written as a date", "2022-06-29"),
    ("../..", "at neither end", "../2024-06-12"),
    ("/", "at neither end", "leave the date out"),
    ("../", "at neither end", "leave the date out"),
    ("2022/2023/2024", "one slash", "2022-06/2022-08"),
    ("2022-06-29T10:30:00Z", "time of day", "leave the time out"),
    ("2022-06-29T10", "time of day", "leave the time out"),
    ("2022-06-29 10:30", "time of day", "leave the time out"),
    ("-1985", "before 0001", "0001 to 9999"),
    ("2000/-0044", "before 0001", "0001 to 9999"),
    ("Y170000002", "more than four digits", "four digits"),
    ("Y-170000002", "more than four digits", "four digits"),
    ("yesterday-ish", "not written as a date", "2022-06-29"),
    ("0000", "outside the calendar", "0001 to 9999"),
    ("0000-06", "outside the calendar", "0001 to 9999"),
    ("000X", "outside the calendar", "0001 to 9999"),
    ("0001-24", "outside the calendar", "0001 to 9999"),
    ("9999-22", "outside the calendar", "0001 to 9999"),
    ("[2024-09-27,2024-09-28]", "set of dates", "interval"),
    ("{2024,2025}", "set of dates", "interval"),
    ("2004?-06-11", "inside the date", "2004-06~"),
    ("?2004", "inside the date", "2004-06~"),
    ("2004?~", "two qualifiers", "% for both"),
    ("156X-12-25", "only at the right", "201X"),
    ("XXXX-12-XX", "only at the right", "201X"),
    ("1XXX", "only at the right", "201X"),
    ("201X-06", "only at the right", "201X"),
    ("2004-XX-11", "only at the right", "2004-XX"),
    ("201x", "capital X", "201X"),
    ("199u", "capital X", "201X"),
    ("2004-uu", "capital X", "2004-XX"),
    ("2004/open", "written `..`", "2024-06-12/.."),
    ("unknown/2004", "left empty", "/2024-06-12"),
    ("20220629", "hyphens are missing", "2022-06-29"),
    ("2022-6-9", "two digits", "2022-06-09"),
    ("2022-06-9", "two digits", "2022-06-09"),
    ("2022-180", "ordinal date", "2022-06-29"),
    ("2022-W26-3", "week date", "interval of days"),
    ("2022-W26", "week date", "interval of days"),
    ("12/06/2024", "either order", "2022-06-29"),
    ("12.6.24", "either order", "2022-06-29"),
    ("2022/06/29", "joined by hyphens", "2022-06-29"),
    ("next year", "not written as a date", "2022-06-29"),
    ("２０２２-06-29", "not written as a date", "2022-06-29"),  # noqa: RUF001 - wide digits
]


@pytest.mark.parametrize(("text", "reason", "fix"), REFUSED)
def test_what_is_no_date_is_refused_with_its_reason(text, reason, fix):
    """The reason names the mistake, the way out says what to write, the text is kept."""
    with pytest.raises(BadDate) as refused:
        Edtf(text)

    assert reason in refused.value.reason
    assert reason in str(refused.value)
    assert fix in refused.value.fix
    assert text == refused.value.text


def test_a_refusal_is_a_users_mistake_with_a_code():
    """It belongs to the invalid input, exits as a usage error and is called bad-date."""
    with pytest.raises(InvalidInput) as refused:
        Edtf("2023-02-29")

    assert (
        refused.value.code,
        refused.value.exit_code,
        refused.value.http_status,
    ) == ("bad-date", ExitCode.USAGE, 422)


def test_a_long_text_is_cut_in_the_sentence_and_whole_in_the_data():
    """A pasted page does not flood the screen, and nothing of it is lost."""
    text = "2022-" * 1000

    with pytest.raises(BadDate) as refused:
        Edtf(text)

    assert len(str(refused.value)) < 200
    assert text == refused.value.text
