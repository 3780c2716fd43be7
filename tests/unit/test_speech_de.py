"""German endings, years and compounds, beyond the golden lines."""

import pytest

from presscast.model import Span
from presscast.text.speech import normalize_line, verbalize
from presscast.text.speech.de.words import count, ending, gender, year


@pytest.mark.parametrize(
    ("lead", "noun", "expected"),
    [
        ("am ", "Mai", "en"),
        ("Der ", "Mai", "e"),
        ("in der ", "Auflage", "en"),
        ("die ", "Auflage", "e"),
        ("ein ", "Platz", "er"),
        ("ein ", "Quartal", "es"),
        ("seinen ", "Geburtstag", "en"),
        ("Berlin, ", "Mai", "er"),
        ("am Mittwoch, ", "Mai", "en"),
        ("Mittwoch, ", "Mai", "er"),
        ("vom 3. bis ", "Mai", "en"),
        ("der 3. und ", "Mai", "e"),
    ],
)
def test_an_ordinal_ends_as_its_article_and_noun_ask(lead: str, noun: str, expected: str) -> None:
    assert ending(lead, noun) == expected


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1099, "eintausend neunundneunzig"),
        (1100, "elfhundert"),
        (1999, "neunzehnhundertneunundneunzig"),
        (2000, "zweitausend"),
    ],
)
def test_a_year_is_said_in_hundreds_before_2000(number: int, words: str) -> None:
    assert year(number) == words


def test_one_agrees_with_its_noun() -> None:
    assert [count(1, name) for name in ("", "m", "f", "n")] == ["eins", "ein", "eine", "ein"]


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("Zeitung", "f"),
        ("Ministerin", "f"),
        ("Mädchen", "n"),
        ("Platz", "m"),
        ("Xyz", ""),
        ("ging", ""),
    ],
)
def test_a_noun_shows_its_gender(noun: str, expected: str) -> None:
    assert gender(noun) == expected


def test_a_number_that_opens_a_line_counts_a_list() -> None:
    assert normalize_line("1. Mehr Geld für Schulen", "de") == "Eins. Mehr Geld für Schulen"
    assert normalize_line("1. Auflage", "de") == "Erste Auflage"


def test_the_stop_of_a_street_becomes_the_rest_of_its_word() -> None:
    assert normalize_line("in der Hauptstr. am Markt", "de") == "in der Hauptstraße am Markt"


def test_a_date_and_its_amount_keep_their_spans() -> None:
    written = "Am 03.05.2023 gab er 1,2 Mio. €."
    spans = {token.spoken: token.span for token in verbalize(written, language="de", offset=10)}
    assert spans["dritten Mai zweitausend dreiundzwanzig"] == Span(13, 23)
    assert spans["eins Komma zwei Millionen Euro"] == Span(31, 41)
