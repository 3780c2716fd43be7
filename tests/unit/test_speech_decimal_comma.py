"""Figures with a decimal comma, and the golden lines as an engine is given them."""

import json
from pathlib import Path

import pytest

from presscast.text.speech import normalize_line
from presscast.text.speech.decimal_comma.figures import Figure, figure

GOLDEN = Path(__file__).parents[1] / "golden" / "speech"


@pytest.mark.parametrize(
    ("written", "whole", "part"),
    [
        ("1.234,5", "1234", "5"),
        ("1 234,5", "1234", "5"),
        ("1\u202f234", "1234", ""),
        ("1'234.50", "1234", "50"),
        ("1,234,567", "1234567", ""),
        ("1,234.5", "1234", "5"),
        ("12.5", "12", "5"),
        ("12,50", "12", "50"),
        ("1.234.567", "1234567", ""),
        ("2020 300", "2020", ""),
    ],
)
def test_a_figure_is_parted_at_its_mark(written: str, whole: str, part: str) -> None:
    found = figure(written, 0)
    assert found is not None
    assert (found.whole, found.part) == (whole, part)


def test_no_figure_where_no_digit_stands() -> None:
    assert figure("a1", 0) is None


def test_a_figure_with_a_comma_is_never_one() -> None:
    assert Figure("1").is_one
    assert not Figure("1", "0").is_one


def folded(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


@pytest.mark.parametrize("language", ["es", "fr", "de"])
def test_an_engine_is_given_the_words_of_the_script(language: str) -> None:
    rows = (GOLDEN / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()
    wrong = []
    for row in rows:
        case = json.loads(row)
        given = normalize_line(case["written"], language)
        if folded(given) not in map(folded, case["spoken"]):
            wrong.append((case["written"], given))
    assert wrong == []
