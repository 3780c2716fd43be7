import pytest

from presscast.model import Span
from presscast.text.foreign_passages import foreign_language, passages

SPANISH = "Las familias de la costa no tienen agua desde hace tres meses."
FRENCH = "Nous sommes prêts à ouvrir les portes de la nouvelle école dès lundi."
GERMAN = "Wir haben mit den Leuten am Hafen gesprochen und sie sind zufrieden."
PORTUGUESE = "As famílias não têm água há três meses e o governo não diz nada."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (SPANISH, "es"),
        (FRENCH, "fr"),
        (GERMAN, "de"),
        (PORTUGUESE, None),
        ("Sí, se puede.", None),
        ("The Universidad de los Altos and the Instituto de la Costa signed in San Luis.", None),
        ("Maria de la Cruz of Casa del Sol and Ana de los Santos met in La Paz.", None),
        ("She has no plan to close it as a last measure for the town.", None),
    ],
)
def test_only_what_is_surely_foreign_and_can_be_read_counts(
    text: str, language: str | None
) -> None:
    assert foreign_language(text, "en-US") == language


def test_a_language_is_never_foreign_to_itself() -> None:
    assert foreign_language(SPANISH, "es-MX") is None
    assert foreign_language("It is the first time that they have been to our town.", "es") == "en"


def parts(text: str, around: str | None = None) -> list[tuple[str, str | None]]:
    found = passages(text, Span(0, len(text)), "en", around)
    return [(text[part.span.start : part.span.end], part.language) for part in found]


def test_a_quotation_in_a_sentence_is_a_passage_of_its_own() -> None:
    banner = f"“{SPANISH}”"
    assert parts(f"The banner read {banner} in red.") == [
        ("The banner read", None),
        (banner, "es"),
        ("in red.", None),
    ]
    assert parts(f"It read {banner}.") == [("It read", None), (f"{banner}.", "es")]
    assert parts("It said “Sí, se puede” to them.") == [("It said “Sí, se puede” to them.", None)]


def test_a_short_sentence_goes_with_the_passage_that_it_stands_in() -> None:
    assert parts("Es una victoria.", "es") == [("Es una victoria.", "es")]
    english = "It is the first time that they have been to our town."
    assert parts(english, "es") == [(english, None)]
