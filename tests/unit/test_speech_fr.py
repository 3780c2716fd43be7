"""French agreement, elision and ordinals, beyond the golden lines."""

import pytest

from presscast.model import Span
from presscast.text.speech import normalize_line, verbalize
from presscast.text.speech.fr.words import count, gender, ordinal


@pytest.mark.parametrize(
    ("number", "before", "words"),
    [
        (1, "f", "une"),
        (21, "f", "vingt et une"),
        (81, "f", "quatre-vingt-une"),
        (21_000, "f", "vingt et un mille"),
        (80, "m", "quatre-vingts"),
        (200_000, "m", "deux cent mille"),
    ],
)
def test_only_one_agrees_with_its_noun(number: int, before: str, words: str) -> None:
    assert count(number, before) == words


@pytest.mark.parametrize(
    ("noun", "expected"),
    [("personnes", "f"), ("actions", "f"), ("comités", "m"), ("jours", "m"), ("sociétés", "f")],
)
def test_a_noun_shows_its_gender(noun: str, expected: str) -> None:
    assert gender(noun) == expected


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "premier"), (80, "quatre-vingtième"), (200, "deux centième"), (21, "vingt et unième")],
)
def test_ordinals_drop_the_mark_of_the_plural(number: int, words: str) -> None:
    assert ordinal(number) == words
    assert ordinal(1, feminine=True) == "première"


def test_an_elided_word_stays_with_what_follows() -> None:
    assert normalize_line("l'ONU et l'UE", "fr") == "l'Onu et l'U.E."
    assert normalize_line("près d’1,5 million", "fr") == "près d'un virgule cinq million"
    assert normalize_line("à l'art. 5", "fr") == "à l'article cinq"


def test_a_date_and_its_amount_keep_their_spans() -> None:
    written = "Le 3/5/2023, il paie 2,5 M€."
    spans = {token.spoken: token.span for token in verbalize(written, language="fr", offset=10)}
    assert spans["trois mai deux mille vingt-trois"] == Span(13, 21)
    assert spans["deux virgule cinq millions d'euros"] == Span(31, 37)
