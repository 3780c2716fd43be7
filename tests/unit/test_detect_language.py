"""The language of a release is told by its words."""

import pytest

from presscast.text.detect_language import detect_language

SENTENCES = {
    "en": "The council will open the bridge on Monday, and it is free for all who walk.",
    "es": "El ayuntamiento abrirá el puente el lunes y será gratis para los que caminan.",
    "fr": "La ville ouvrira le pont lundi et il sera gratuit pour tous ceux qui marchent.",
    "de": "Die Stadt öffnet die Brücke am Montag, und sie ist für alle frei, die gehen.",
    "it": "Il comune aprirà il ponte lunedì e sarà gratuito per tutti quelli che camminano.",
    "pt": "A prefeitura vai abrir a ponte na segunda-feira e ela será grátis para todos.",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_one_sentence_is_enough(language: str) -> None:
    assert detect_language(SENTENCES[language]) == language


def test_the_words_win_over_what_a_page_states() -> None:
    assert detect_language(SENTENCES["de"] * 3, "en-US") == "de"


def test_the_region_is_kept_where_both_agree() -> None:
    assert detect_language(SENTENCES["es"], "es-MX") == "es-MX"
    assert detect_language(SENTENCES["es"], "es_MX") == "es-MX"


def test_what_is_stated_decides_where_words_are_few() -> None:
    assert detect_language("Zoo 2023", "fr") == "fr"
    assert detect_language("Zoo 2023", "nl") == "nl"
    assert detect_language("Zoo 2023") == "en"
    assert detect_language("") == "en"
