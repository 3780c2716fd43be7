"""Lines that nobody writes: read to the end all the same, in time that grows with their length."""

import pytest

from presscast.text.speech import normalize_line, verbalize

UNITS = (
    "1",
    "12,",
    "(",
    "a.b.",
    "A-",
    "a@",
    "$",
    "1,234",
    "14-556, ",
    "a/",
    "I ",
    "#",
    "½",
    "9.",
    "ACLU ",
)


@pytest.mark.parametrize("unit", UNITS)
def test_a_long_line_is_read_whole(unit: str) -> None:
    line = unit * (6000 // len(unit))
    tokens = verbalize(line, language="en")
    covered = {position for token in tokens for position in range(*token.span)}
    assert all(position in covered for position, char in enumerate(line) if char.isalnum())


def test_a_number_too_long_for_words_is_said_by_digits() -> None:
    assert normalize_line("1234567890123456") == (
        "one two three four five six seven eight nine zero one two three four five six"
    )


def test_a_language_without_a_grammar_is_still_read() -> None:
    assert normalize_line("Hej 3", "sv") != ""
