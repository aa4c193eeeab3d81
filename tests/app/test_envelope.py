"""The envelope of an answer and of an error, the same for every face."""

from __future__ import annotations

from ledger.app.desk.mistake_groups import IN_FULL
from ledger.app.envelope import UNFIXED, answered, error_data, refused
from ledger.errors import InvalidInput, Problems, Where


def mistake(line: int) -> InvalidInput:
    """A mistake with its place."""
    where = Where(source="news.yaml", line=line, column=3, excerpt="- x")
    return InvalidInput("wrong", fix="right", where=where)


def test_an_answer_has_its_data_and_its_clocks():
    """Without clocks they are all there, and null."""
    assert answered([1]) == {"ok": True, "data": [1], "at": UNFIXED}
    assert set(UNFIXED.values()) == {None}
    assert answered(1, {"position": 3})["at"] == {"position": 3}


def test_an_error_has_its_code_sentence_way_out_and_place():
    """A place that is not known is null, not left out."""
    placed = refused(mistake(7))
    assert placed["ok"] is False
    assert placed["error"] == {
        "code": "invalid",
        "message": "wrong",
        "fix": "right",
        "where": {
            "source": "news.yaml",
            "line": 7,
            "column": 3,
            "excerpt": "- x",
            "excerpt_begins": 1,
        },
    }
    assert error_data(InvalidInput("wrong", fix="right"))["where"] is None


def test_all_mistakes_of_an_input_stand_in_one_error():
    """Of a few, each in full, and nothing is counted."""
    data = error_data(Problems("news.yaml", [mistake(1), mistake(2)]))
    assert (data["code"], data["where"]) == ("problems", {"source": "news.yaml"})
    assert [one["where"]["line"] for one in data["problems"]] == [1, 2]
    assert "more" not in data


def test_of_very_many_mistakes_the_rest_is_counted():
    """What is beyond the first thousand has its code, its count and its lines."""
    data = error_data(Problems("news.yaml", [mistake(n) for n in range(1, IN_FULL + 4)]))
    assert len(data["problems"]) == IN_FULL
    (rest,) = data["more"]
    assert (rest["code"], rest["count"]) == ("invalid", 3)
    assert rest["lines"] == [IN_FULL + 1, IN_FULL + 2, IN_FULL + 3]
