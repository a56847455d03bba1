"""The question that tells people from programs, in both forms."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from zwgk.foundation.gate import drawing, queries


def test_either_form_is_an_answer() -> None:
    question = queries.ask()
    again = queries.asked(question.mark)
    assert again == question
    assert again.answered(f" {question.letters.lower()} ") and again.answered(str(question.number))
    assert not again.answered("") and not again.answered("ZZZZZ")


@pytest.mark.parametrize(("said", "number"), [("12", 12), ("十二", 12), ("一十二", 12), ("１２", 12), ("九", 9), ("二十", 20), ("十", 10)])
def test_numbers_are_read_as_people_write_them(said: str, number: int) -> None:
    assert queries.Question("", "AAAA", "", number).answered(said)


def test_a_forged_mark_asks_nothing() -> None:
    assert queries.asked("AAAA:1tGxyz:forged") is None


@pytest.mark.requirement("PAG-06")
def test_the_picture_is_large_enough_to_be_enlarged() -> None:
    image = Image.open(io.BytesIO(drawing.picture(queries.ask())))
    assert image.format == "PNG" and image.width >= 400
