import pytest

from presscast.text.speech.en import numbers
from presscast.text.speech.numerals import roman


@pytest.mark.parametrize(
    ("written", "value"),
    [("I", 1), ("IV", 4), ("XVI", 16), ("LVI", 56), ("MCMXC", 1990), ("IIX", None), ("", None)],
)
def test_roman_numerals(written: str, value: int | None) -> None:
    assert roman(written) == value


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1906, "nineteen oh six"),
        (1900, "nineteen hundred"),
        (2000, "two thousand"),
        (2005, "two thousand five"),
        (2017, "twenty seventeen"),
        (476, "four hundred seventy-six"),
    ],
)
def test_years(value: int, words: str) -> None:
    assert numbers.year(value) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("501", "five oh one"),
        ("287", "two eighty-seven"),
        ("300", "three hundred"),
        ("1331", "thirteen thirty-one"),
        ("7000", "seven thousand"),
        ("01672", "zero one six seven two"),
    ],
)
def test_numbers_that_name(written: str, words: str) -> None:
    assert numbers.label(written) == words


def test_and_is_said_in_britain() -> None:
    assert numbers.cardinal(1906) == "one thousand nine hundred six"
    assert numbers.cardinal(1906, british=True) == "one thousand nine hundred and six"
    assert numbers.ordinal(250, british=True) == "two hundred and fiftieth"


@pytest.mark.parametrize(
    ("over", "under", "words"),
    [(1, 2, "one half"), (3, 4, "three quarters"), (2, 3, "two thirds"), (5, 8, "five eighths")],
)
def test_fractions(over: int, under: int, words: str) -> None:
    assert numbers.fraction(over, under) == words


def test_fractions_that_nobody_says() -> None:
    assert numbers.fraction(0, 4) is None
    assert numbers.fraction(3, 1) is None
