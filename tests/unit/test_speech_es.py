"""Spanish agreement and what its lines in figures become, beyond the golden lines."""

import pytest

from presscast.model import Span
from presscast.text.speech import normalize_line, verbalize
from presscast.text.speech.es.words import count, gender, ordinal


@pytest.mark.parametrize(
    ("number", "before", "words"),
    [
        (21, "", "veintiuno"),
        (21, "m", "veintiún"),
        (21, "f", "veintiuna"),
        (200_001, "f", "doscientas mil una"),
        (1_200_000, "f", "un millón doscientas mil"),
        (200_000_000, "f", "doscientos millones"),
        (31_000, "m", "treinta y un mil"),
    ],
)
def test_a_count_agrees_with_its_noun(number: int, before: str, words: str) -> None:
    assert count(number, before) == words


@pytest.mark.parametrize(
    ("noun", "expected"),
    [("personas", "f"), ("días", "m"), ("problemas", "m"), ("naciones", "f"), ("de", "")],
)
def test_a_noun_shows_its_gender(noun: str, expected: str) -> None:
    assert gender(noun) == expected


def test_ordinals_agree_to_the_thousands() -> None:
    assert ordinal(11, "a") == "undécima"
    assert ordinal(18, "o") == "decimoctavo"
    assert ordinal(134, "o") == "centésimo trigésimo cuarto"
    assert ordinal(1001, "") == "milésimo primer"


def test_the_comma_parts_thousands_where_mexico_writes_so() -> None:
    assert normalize_line("Son 1,234 casos.", "es-MX") == (
        "Son mil doscientos treinta y cuatro casos."
    )
    assert normalize_line("Son 1,234.", "es-ES") == "Son uno coma doscientos treinta y cuatro."


def test_a_date_and_its_amount_keep_their_spans() -> None:
    written = "El 3/5/2023 pagó 2,5 M€."
    spans = {token.spoken: token.span for token in verbalize(written, language="es", offset=10)}
    assert spans["tres de mayo de dos mil veintitrés"] == Span(13, 21)
    assert spans["dos coma cinco millones de euros"] == Span(27, 33)
